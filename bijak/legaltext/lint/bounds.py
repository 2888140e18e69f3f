"""Rules about limits: "paling lama", "paling lambat", "paling banyak", "paling sedikit" by kind of quantity."""

import re
from collections.abc import Iterator

from bijak.legaltext.lint import sources
from bijak.legaltext.lint.rules import Path, Spot, Text, Wanted, phrases, rule
from bijak.legaltext.lint.rules import gettext_noop as _

_LEAST = ("singkat", "sedikit", "cepat", "rendah", "kurang")
_WORD = r"[Pp]aling\s+(?P<word>lama|singkat|lambat|cepat|sedikit|banyak|kurang|tinggi|rendah|besar)\s+"
_SAID = r"[\d.,]+\s*(?:\([^()\0]*\)\s*)?"
_QUANTITY = Wanted(
    re.compile(
        _WORD
        + rf"""(?:
      (?P<money>Rp|(?:sebesar|senilai)\s+Rp|{_SAID}rupiah\b)
    | (?P<day>(?:pada\s+)?(?:tanggal\s+|akhir\s+bulan\s+|hari\s+kerja\s+terakhir\b))
    | (?P<time>{_SAID}(?:tahun|bulan|minggu|hari|jam(?!\s+pelajaran)|menit)\b)
    | (?P<count>{_SAID}(?:orang|kali|unit|buah|jenis|anggota|jam\s+pelajaran|JP|dokumen)\b)
    )""",
        re.X,
    ),
    ("paling ",),
)
_RIGHT = {
    "money": ("sedikit", "banyak"),
    "day": ("cepat", "lambat"),
    "time": ("singkat", "lama"),
    "count": ("sedikit", "banyak"),
}
_ALSO_RIGHT = {
    # A span that is counted from an event also bounds when to act; years may be an age.
    "time": ("cepat", "lambat", "rendah", "tinggi"),
    "count": ("rendah", "tinggi"),
    "money": (),
    "day": (),
}


def _bounds(text: Text) -> list[tuple[Path, int, re.Match[str]]]:
    return list(text.search(_QUANTITY))


def _wrong(text: Text, wanted: str) -> Iterator[Spot]:
    for path, begins, found in text.once(_bounds):
        kind, word = found.lastgroup or "", found["word"]
        if kind == wanted and word not in _RIGHT[kind] and word not in _ALSO_RIGHT[kind]:
            better = "paling " + _RIGHT[kind][word not in _LEAST]
            start, end = found.start() - begins, found.end("word") - begins
            instead = better.capitalize() if found[0][0] == "P" else better
            yield Spot(path, start, end, {"words": f"paling {word}", "better": better}, instead)


@rule(
    "bound-of-money",
    "warning",
    title=_("Batas jumlah uang"),
    why=_("Batas jumlah uang tidak dinyatakan dengan “%(words)s”."),
    fix=_("Ganti dengan “%(better)s”."),
    source=sources.LANGUAGE,
    good="Pasal 1\nBantuan paling banyak Rp5.000.000,00 (lima juta rupiah).",
    bad="Pasal 1\nBantuan paling tinggi Rp5.000.000,00 (lima juta rupiah).",
)
def bound_of_money(text: Text) -> Iterator[Spot]:
    return _wrong(text, "money")


@rule(
    "bound-of-day",
    "warning",
    title=_("Batas waktu berupa tanggal"),
    why=_("Batas berupa tanggal tidak dinyatakan dengan “%(words)s”."),
    fix=_("Ganti dengan “%(better)s”."),
    source=sources.LANGUAGE,
    good="Pasal 1\nLaporan disampaikan paling lambat tanggal 31 Maret.",
    bad="Pasal 1\nLaporan disampaikan paling lama tanggal 31 Maret.",
)
def bound_of_day(text: Text) -> Iterator[Spot]:
    return _wrong(text, "day")


@rule(
    "bound-of-time",
    "hint",
    title=_("Batas jangka waktu"),
    why=_("Jangka waktu biasanya tidak dibatasi dengan “%(words)s”."),
    fix=_("Ganti dengan “%(better)s”."),
    source=sources.LANGUAGE,
    good="Pasal 1\nCuti diberikan paling lama 3 (tiga) bulan.",
    bad="Pasal 1\nCuti diberikan paling banyak 3 (tiga) bulan.",
)
def bound_of_time(text: Text) -> Iterator[Spot]:
    return _wrong(text, "time")


@rule(
    "bound-of-count",
    "warning",
    title=_("Batas jumlah"),
    why=_("Jumlah tidak dibatasi dengan “%(words)s”."),
    fix=_("Ganti dengan “%(better)s”."),
    source=sources.LANGUAGE,
    good="Pasal 1\nPanitia paling sedikit 5 (lima) orang.",
    bad="Pasal 1\nPanitia paling singkat 5 (lima) orang.",
)
def bound_of_count(text: Text) -> Iterator[Spot]:
    return _wrong(text, "count")


_OLD = {
    "sekurang-kurangnya": "paling sedikit atau paling singkat",
    "sedikit-dikitnya": "paling sedikit",
    "sedikitnya": "paling sedikit",
    "setidak-tidaknya": "paling sedikit",
    "selambat-lambatnya": "paling lambat atau paling lama",
    "selama-lamanya": "paling lama",
    "sebanyak-banyaknya": "paling banyak",
    "setinggi-tingginya": "paling tinggi atau paling banyak",
    "serendah-rendahnya": "paling rendah",
    "secepat-cepatnya": "paling cepat",
}
_OLD_BOUND = phrases(*_OLD)


@rule(
    "old-bound",
    "hint",
    title=_("Batas dengan bentuk ulang"),
    why=_("“%(words)s” bukan bentuk baku untuk menyatakan batas."),
    fix=_("Ganti dengan “%(better)s”."),
    source=sources.LANGUAGE,
    good="Pasal 1\nLaporan disampaikan paling lama 7 (tujuh) hari.",
    bad="Pasal 1\nLaporan disampaikan selambat-lambatnya 7 (tujuh) hari.",
)
def old_bound(text: Text) -> Iterator[Spot]:
    return text.spots(_OLD_BOUND, _OLD)
