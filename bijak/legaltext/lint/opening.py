"""Rules about what a regulation opens and closes with, and what its maker may put into it."""

import re
from collections.abc import Iterator

from bijak.legaltext.lint import sources
from bijak.legaltext.lint.rules import Spot, Text, Wanted, phrases, rule
from bijak.legaltext.lint.rules import gettext_noop as _

WHOLE = """PERATURAN WALI KOTA PONTIANAK
TENTANG
PENGEMBANGAN KOMPETENSI

Menimbang:
a. bahwa pegawai berhak belajar;
b. bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan Peraturan Wali Kota;

Mengingat:
1. Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;
2. Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;

MEMUTUSKAN:
Menetapkan: PERATURAN WALI KOTA TENTANG PENGEMBANGAN KOMPETENSI.

Pasal 1
Setiap pegawai belajar.

Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Wali Kota ini.
Ditetapkan di Pontianak
pada tanggal 2 November 2026
"""
"""A short regulation that lacks nothing."""

_PARTS = {"judul": "judul", "menimbang": "Menimbang", "mengingat": "Mengingat", "memutuskan": "MEMUTUSKAN"}
"""The law's own names of the parts that stand first."""


@rule(
    "missing-part",
    "warning",
    title=_("Bagian yang belum ada"),
    why=_("Naskah ini belum memuat %(part)s."),
    fix=_("Lengkapi pembukaannya: judul, Menimbang, Mengingat, dan MEMUTUSKAN."),
    source=sources.OPENING,
    good=WHOLE,
    bad=WHOLE.replace("Menimbang:\n", "").replace("a. bahwa", "bahwa").replace("b. bahwa", "bahwa"),
)
def missing_part(text: Text) -> Iterator[Spot]:
    for kind, part in _PARTS.items():
        if text.part(kind) is None:
            yield Spot(text.paths[0], said={"part": part})


@rule(
    "consideration",
    "warning",
    title=_("Bentuk pokok pikiran"),
    why=_("Pokok pikiran diawali dengan “bahwa” dan diakhiri dengan titik koma."),
    fix=_("Tulis “bahwa …;”."),
    source=sources.OPENING,
    good=WHOLE,
    bad=WHOLE.replace("bahwa pegawai berhak belajar;", "pegawai berhak belajar."),
)
def consideration(text: Text) -> Iterator[Spot]:
    part = text.part("menimbang")
    if part is None:
        return
    items = [(*part, child) for child in part[-1].children] or [part]
    for path in items:
        words = path[-1].text
        # Enacted laws end the last one with a full stop as often, and then tell by whom it was agreed.
        ended = ";" in words or "." in words if path is items[-1] else words.endswith((";", "; dan"))
        if words and not (words.lower().startswith("bahwa") and ended):
            yield Spot(path, 0, len(words))


_DECIDES = re.compile(
    r"\bperlu\s+(?:untuk\s+)?(?:menetapkan|membentuk|mengesahkan|mengubah|mengganti|mencabut|mengatur|menyempurnakan"
    r"|mengadakan|ditetapkan|dibentuk|diubah|diganti)\b"
)


@rule(
    "considerations-end",
    "warning",
    title=_("Akhir konsiderans"),
    why=_("Pokok pikiran terakhir tidak menyatakan bahwa peraturan ini perlu ditetapkan."),
    fix=_("Akhiri konsiderans dengan “… perlu menetapkan Peraturan … tentang …;”."),
    source=sources.OPENING,
    good=WHOLE,
    bad=WHOLE.replace("perlu menetapkan Peraturan Wali Kota", "pegawai diberi kesempatan belajar"),
)
def considerations_end(text: Text) -> Iterator[Spot]:
    part = text.part("menimbang")
    if part is not None:
        last = (*part, part[-1].children[-1]) if part[-1].children else part
        if not _DECIDES.search(last[-1].text):
            yield Spot(last, 0, len(last[-1].text))


_POWER = re.compile(r"Pasal\s+18\s+ayat\s+\(6\).*Undang-?\s*Undang\s+Dasar", re.I | re.S)


@rule(
    "legal-basis",
    "warning",
    title=_("Dasar hukum pertama"),
    why=_(
        "Mengingat tidak dibuka dengan Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945."
    ),
    fix=_(
        "Sebutkan dahulu kewenangan daerah membentuk peraturan, lalu dasar hukum lain menurut tingkatannya."
    ),
    source=sources.OPENING,
    good=WHOLE,
    bad=WHOLE.replace("1. Pasal 18 ayat (6) Undang-Undang Dasar", "1. Pasal 27 ayat (2) Undang-Undang Dasar"),
)
def legal_basis(text: Text) -> Iterator[Spot]:
    part = text.part("mengingat")
    if part is not None and text.is_local:
        first = (*part, part[-1].children[0]) if part[-1].children else part
        if not _POWER.search(first[-1].text):
            yield Spot(first, 0, len(first[-1].text))


@rule(
    "deciding-words",
    "warning",
    title=_("Diktum"),
    why=_("Sesudah MEMUTUSKAN belum ada “Menetapkan: …”."),
    fix=_("Tulis “Menetapkan:” dan nama peraturan dengan huruf kapital, diakhiri titik."),
    source=sources.OPENING,
    good=WHOLE,
    bad=WHOLE.replace("Menetapkan: PERATURAN WALI KOTA TENTANG PENGEMBANGAN KOMPETENSI.\n", ""),
)
def deciding_words(text: Text) -> Iterator[Spot]:
    part = text.part("memutuskan")
    if part is not None and not re.search(r"\bMenetapkan\b", part[-1].text, re.I):
        yield Spot(part)


_NAMED = re.compile(
    r"(?P<kind>\b(?:PERATURAN|UNDANG-?\s*UNDANG|KEPUTUSAN)\b.{0,120}?)\s*\bTENTANG\s+"
    r"(?P<name>.+?)(?=\s*(?:\bDENGAN\s+RAHMAT\b|[;.]?\s*\Z))",
    re.I | re.S,
)

_NUMBERED = re.compile(r"\bNOMOR\s+\d+\s+TAHUN\s+\d+\b", re.I)


@rule(
    "title-repeated",
    "warning",
    title=_("Judul yang berbeda-beda"),
    why=_("Di sini peraturan ini disebut “%(here)s”, sedangkan pada judulnya “%(title)s”."),
    fix=_("Samakan jenis dan nama peraturan pada judul, akhir konsiderans, dan sesudah “Menetapkan:”."),
    source=sources.DECIDING,
    good=WHOLE.replace("Peraturan Wali Kota;", "Peraturan Wali Kota tentang Pengembangan Kompetensi;"),
    bad=WHOLE.replace("KOTA TENTANG PENGEMBANGAN KOMPETENSI.", "KOTA TENTANG PENGEMBANGAN PEGAWAI."),
)
def title_repeated(text: Text) -> Iterator[Spot]:
    """Capitals, blanks and signs aside, which scanners change; the title alone has number, year and region."""
    title, weighed, decided = text.part("judul"), text.part("menimbang"), text.part("memutuskan")
    own = _NAMED.search(title[-1].text) if title else None
    if own is None:
        return
    places = [(decided, 0)] if decided else []
    if weighed:
        last = (*weighed, weighed[-1].children[-1]) if weighed[-1].children else weighed
        if found := _DECIDES.search(last[-1].text):
            places.append((last, found.end()))
    for path, start in places:
        here = _NAMED.search(path[-1].text, start)
        if here and not (
            # What it amends may go without its number; "Undang-Undang yang baru" is one.
            _letters(here["name"]) in (_letters(own["name"]), _letters(_NUMBERED.sub("", own["name"])))
            and _letters(own["kind"]).startswith(_letters(here["kind"].partition(" yang ")[0]))
        ):
            said = {"here": " ".join(here[0].split()), "title": " ".join(own[0].split())}
            yield Spot(path, here.start(), here.end(), said)


def _letters(words: str) -> str:
    return "".join(mark for mark in words.upper() if mark.isalnum())


def _closing(text: Text) -> str:
    return " ".join(path[-1].text for path in text.paths if path[-1].kind == "penutup")


@rule(
    "closing-words",
    "warning",
    title=_("Perintah pengundangan"),
    why=_("Naskah ini belum ditutup dengan perintah pengundangan."),
    fix=_("Tambahkan “Agar setiap orang mengetahuinya, memerintahkan pengundangan …”."),
    source=sources.CLOSING,
    good=WHOLE,
    bad=WHOLE.replace(
        "Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Wali Kota ini.\n", ""
    ),
)
def closing_words(text: Text) -> Iterator[Spot]:
    if not re.search(r"\bAgar\s+(?:supaya\s+)?setiap\s+orang", _closing(text), re.I):
        yield Spot(text.paths[0])


@rule(
    "place-and-date",
    "warning",
    title=_("Tempat dan tanggal penetapan"),
    why=_("Tempat dan tanggal penetapan belum disebut."),
    fix=_("Tambahkan “Ditetapkan di …, pada tanggal …” dan nama jabatan yang menetapkan."),
    source=sources.CLOSING,
    good=WHOLE,
    bad=WHOLE.replace("Ditetapkan di Pontianak\npada tanggal 2 November 2026\n", ""),
)
def place_and_date(text: Text) -> Iterator[Spot]:
    if not re.search(r"\b(?:Ditetapkan|Disahkan)\s+di\b.*\btanggal\b", _closing(text), re.I | re.S):
        yield Spot(text.paths[0])


_PENAL = Wanted(
    re.compile(
        r"\b(?:pidana\s+(?:penjara|kurungan|denda|mati)|dipidana|diancam\s+(?:dengan\s+)?pidana)\b"
        r"(?![^.;\0]{0,80}\bketentuan\s+peraturan\s+perundang-undangan)",
        re.I,
    ),
    ("pidana", "dipidana", "diancam"),
)


@rule(
    "penal-clause",
    "error",
    title=_("Ketentuan pidana dalam peraturan kepala daerah"),
    why=_("“%(words)s”: peraturan kepala daerah tidak dapat memuat ketentuan pidana."),
    fix=_("Ganti dengan sanksi administratif, atau usulkan peraturan daerah."),
    source=sources.SANCTIONS,
    good=WHOLE,
    bad=WHOLE.replace(
        "Setiap pegawai belajar.", "Pegawai yang tidak belajar dipidana kurungan paling lama 3 (tiga) bulan."
    ),
)
def penal_clause(text: Text) -> Iterator[Spot]:
    return text.spots(_PENAL) if text.is_heads else iter(())


_TERM = Wanted(
    re.compile(
        r"kurungan\s+(?:paling\s+lama\s+)?(?P<number>\d{1,3})\s*(?:\([^()\0]*\)\s*)?(?P<unit>tahun|bulan)\b",
        re.I,
    ),
    ("kurungan",),
)
_FINE = Wanted(
    re.compile(
        r"denda\s+(?:administratif\s+)?(?:paling\s+banyak\s+)?Rp\.?\s*(?P<number>\d{1,3}(?:\.\d{3})*)", re.I
    ),
    ("denda",),
)
_PRISON = phrases("pidana penjara", "pidana mati")
_MONTHS, _RUPIAH = 6, 50_000_000
"""The most that a Perda may threaten with (UU 12/2011 Pasal 15 ayat (2))."""


@rule(
    "penal-limit",
    "warning",
    title=_("Batas ketentuan pidana peraturan daerah"),
    why=_(
        "“%(words)s” melampaui kurungan 6 (enam) bulan atau denda Rp50.000.000,00 (lima puluh juta rupiah)."
    ),
    fix=_("Turunkan ancamannya, atau sebutkan undang-undang yang mengaturnya lain."),
    source=sources.SANCTIONS,
    good=WHOLE.replace("WALI KOTA", "DAERAH KOTA").replace(
        "Setiap pegawai belajar.",
        "Setiap orang yang melanggar dipidana kurungan paling lama 6 (enam) bulan atau "
        "pidana denda paling banyak Rp50.000.000,00 (lima puluh juta rupiah).",
    ),
    bad=WHOLE.replace("WALI KOTA", "DAERAH KOTA").replace(
        "Setiap pegawai belajar.", "Setiap orang yang melanggar dipidana kurungan paling lama 1 (satu) tahun."
    ),
)
def penal_limit(text: Text) -> Iterator[Spot]:
    """A law may say otherwise (ayat (3)), so it is no error."""
    if not text.is_local or text.is_heads:
        return
    yield from text.spots(_PRISON)
    for wanted in (_TERM, _FINE):
        for path, begins, found in text.search(wanted):
            number = int(found["number"].replace(".", ""))
            if wanted is _TERM:
                exceeds = number * (12 if found["unit"].lower() == "tahun" else 1) > _MONTHS
            else:
                exceeds = number > _RUPIAH and "pidana" in path[-1].text
            if exceeds:
                words = " ".join(found[0].split())
                yield Spot(path, found.start() - begins, found.end() - begins, {"words": words})
