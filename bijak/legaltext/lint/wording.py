"""Rules about words: those that may mean several things, bind too little or by chance, or were never written."""

import re
from collections.abc import Iterator

from bijak.legaltext.lint import sources
from bijak.legaltext.lint.rules import Spot, Text, Wanted, phrases, rule
from bijak.legaltext.lint.rules import gettext_noop as _
from bijak.legaltext.tree import name

_SLIPPED = phrases("dan atau", "dan/ atau", "dan / atau", "dan /atau", "atau/dan", "atau / dan")


@rule(
    "and-or-form",
    "warning",
    title=_("Penulisan dan/atau"),
    why=_("“%(words)s” dapat dibaca kumulatif maupun alternatif."),
    fix=_("Tulis “dan/atau”, atau pilih “dan” atau “atau”."),
    source=sources.LISTS,
    good="Pasal 1\nTeguran lisan dan/atau teguran tertulis.",
    bad="Pasal 1\nTeguran lisan dan atau teguran tertulis.",
)
def and_or_form(text: Text) -> Iterator[Spot]:
    for spot in text.spots(_SLIPPED):
        yield spot._replace(instead="dan/atau")


_MIXED = Wanted(re.compile(r"dan/atau(?:\s+[\w-]+){1,2}\s+atau\b"), ("dan/atau",))


@rule(
    "and-or-mixed",
    "hint",
    title=_("Pilihan di dalam pilihan"),
    why=_("“%(words)s” dapat dikelompokkan dengan lebih dari satu cara."),
    fix=_("Uraikan pilihannya dalam bentuk rincian."),
    source=sources.LANGUAGE,
    good="Pasal 1\nTeguran lisan dan/atau tertulis diberikan oleh atasan.",
    bad="Pasal 1\nTeguran lisan dan/atau tertulis atau denda diberikan oleh atasan.",
)
def and_or_mixed(text: Text) -> Iterator[Spot]:
    return text.spots(_MIXED)


_OPEN = phrases(
    "dll", "dsb", "dst", "dkk", "dan lain-lain", "dan lain lain", "dan sebagainya", "dan seterusnya",
    "dan lain sebagainya",
)  # fmt: skip


@rule(
    "open-list",
    "warning",
    title=_("Rincian yang tidak selesai"),
    why=_("“%(words)s” tidak menyebut apa lagi yang termasuk."),
    fix=_("Sebutkan semuanya, atau beri ukuran untuk yang lain."),
    source=sources.LANGUAGE,
    good="Pasal 1\nPelatihan, seminar, dan lokakarya.",
    bad="Pasal 1\nPelatihan, seminar, dll.",
)
def open_list(text: Text) -> Iterator[Spot]:
    return text.spots(_OPEN)


_VAGUE = phrases(
    "secukupnya", "seperlunya", "sewajarnya", "selayaknya", "sepantasnya", "dipandang perlu", "dalam waktu dekat",
    "sesegera mungkin", "secepatnya", "sebaik-baiknya", "pada umumnya", "sedapat mungkin", "kurang lebih",
)  # fmt: skip


@rule(
    "vague-word",
    "hint",
    title=_("Kata yang tidak terukur"),
    why=_("“%(words)s” tidak memberi ukuran."),
    fix=_("Beri ukuran yang dapat diperiksa: jumlah, waktu, atau syarat."),
    source=sources.LANGUAGE,
    good="Pasal 1\nJawaban diberikan paling lama 3 (tiga) hari.",
    bad="Pasal 1\nJawaban diberikan sesegera mungkin.",
)
def vague_word(text: Text) -> Iterator[Spot]:
    return text.spots(_VAGUE)


_PLAIN = {
    "tidak boleh": "dilarang",
    "tidak diperbolehkan": "dilarang",
    "bilamana": "jika atau apabila",
    "manakala": "jika atau apabila",
}
_BETTER = phrases(*_PLAIN)


@rule(
    "better-word",
    "hint",
    title=_("Kata yang lebih tepat"),
    why=_("“%(words)s” bukan kata yang lazim dalam peraturan."),
    fix=_("Ganti dengan “%(better)s”."),
    source=sources.LANGUAGE,
    good="Pasal 1\nPegawai dilarang menerima hadiah.",
    bad="Pasal 1\nPegawai tidak boleh menerima hadiah.",
)
def better_word(text: Text) -> Iterator[Spot]:
    return text.spots(_BETTER, _PLAIN)


_EXCEPT = Wanted(re.compile(r"kecuali\b(?=[^.;\0]{1,100}\bjuga\b)", re.I), ("kecuali",))


@rule(
    "except-or-besides",
    "hint",
    title=_("Kecuali atau selain"),
    why=_("“kecuali” mengecualikan, tetapi kalimat ini menambahkan (“… juga …”)."),
    fix=_("Ganti dengan “%(better)s” bila maksudnya menambahkan."),
    source=sources.LANGUAGE,
    good="Pasal 1\nSelain wajib lapor, pegawai juga wajib hadir.",
    bad="Pasal 1\nKecuali wajib lapor, pegawai juga wajib hadir.",
)
def except_or_besides(text: Text) -> Iterator[Spot]:
    return text.spots(_EXCEPT, {"kecuali": "selain"})


_EXCEPTED = Wanted(
    re.compile(
        r"kecuali(?<=,\skecuali)\s+(?:jika|apabila|bila|dalam\s+hal|(?:ditentukan|ditetapkan|diatur)\s+lain)\b",
        re.I,
    ),
    ("kecuali",),
)


@rule(
    "exception-last",
    "hint",
    title=_("Letak kecuali"),
    why=_("“%(words)s” di akhir kalimat mengecualikan seluruh kalimat."),
    fix=_("Tempatkan di awal kalimat; di belakang kata hanya bila yang dikecualikan kata itu saja."),
    source=sources.LANGUAGE,
    good="Pasal 1\nKecuali ditentukan lain, setiap pegawai hadir. Semua pejabat, kecuali wakilnya, melapor.",
    bad="Pasal 1\nSetiap pegawai hadir, kecuali ditentukan lain oleh atasan.",
)
def exception_last(text: Text) -> Iterator[Spot]:
    return text.spots(_EXCEPTED)


_MUST = phrases("harus")


@rule(
    "must-or-shall",
    "hint",
    title=_("Wajib dan harus"),
    why=_("%(part)s memakai “wajib” dan “harus” berdampingan."),
    fix=_("Pakai “wajib” untuk kewajiban yang dapat dikenai sanksi, “harus” untuk syarat."),
    source=sources.LANGUAGE,
    good="Pasal 1\nPegawai wajib hadir dan wajib melapor.",
    bad="Pasal 1\nPegawai wajib hadir dan harus melapor.",
)
def must_or_shall(text: Text) -> Iterator[Spot]:
    for path, begins, found in text.search(_MUST):
        if " wajib " in path[-1].text:
            yield Spot(path, found.start() - begins, found.end() - begins, {"part": name(path[-1])})


_DOTS = r"(?:(?:\.\s?){3,}|_{2,}|…)+"
_PLACEHOLDER = Wanted(
    re.compile(
        rf"""{_DOTS}(?:\s*tahun\s*{_DOTS})?
        | \[[^\[\]\0]{{0,120}}\]
        | \((?:di)?(?:isi|sebutkan|lengkapi)\b[^()\0]{{0,120}}\)
        | x(?<!\w.)(?<!bab\s.)x+(?!\w)""",
        re.I | re.X,
    ),
    ("...", ". . .", "…", "__", "[", "(", "xx"),
)


@rule(
    "placeholder",
    "error",
    title=_("Isian yang tertinggal"),
    why=_("“%(words)s” belum diganti dengan bunyi yang sebenarnya."),
    fix=_("Isi dengan bunyi yang pasti, atau hapus."),
    source=sources.LANGUAGE,
    good="PERATURAN WALI KOTA CONTOH\nNOMOR … TAHUN …\nTENTANG\nCONTOH\nMengingat:\n"
    "1. Undang-Undang Nomor 25 Tahun 1956 tentang Pembentukan Daerah;\nPasal 1\nIsi.\n"
    "Ditetapkan di Contoh\npada tanggal …",
    bad="Mengingat:\n1. Undang-Undang Nomor ... Tahun ... tentang Pembentukan Daerah;\nPasal 1\nIsi.",
)
def placeholder(text: Text) -> Iterator[Spot]:
    """What the title and the closing leave open, number and date, is filled in on the day."""
    return text.spots(_PLACEHOLDER)
