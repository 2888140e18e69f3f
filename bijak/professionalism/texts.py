"""Sentences that people read, by the codes of ``rules``."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from bijak.kernel import education
from bijak.kernel.packs import Fact, Rule
from bijak.professionalism import rules

type Text = object  # str, or a lazy translation of one


class Words(NamedTuple):
    """``lacks`` says why a dimension cannot be told."""

    label: Text
    purpose: Text
    lacks: Text


DIMENSIONS: Mapping[str, Words] = {
    "qualification": Words(
        _("Kualifikasi"), _("Pendidikan formal tertinggi."), _("pendidikannya belum tercatat")
    ),
    "competency": Words(
        _("Kompetensi"),
        _("Pelatihan yang sesuai jabatan, jam pelatihan teknis setahun, serta seminar dan sejenisnya."),
        _("jenis jabatan, eselon, atau bentuk pelatihannya belum tercatat"),
    ),
    "performance": Words(
        _("Kinerja"), _("Predikat kinerja tahun itu."), _("predikat kinerjanya belum tercatat")
    ),
    "discipline": Words(
        _("Disiplin"),
        _("Hukuman disiplin terberat dalam tahun-tahun yang diperhitungkan."),
        _("tingkat hukuman disiplinnya belum tercatat"),
    ),
}

DIMENSION_COLOURS: Mapping[str, str] = {
    "qualification": "blue",
    "competency": "green",
    "performance": "orange",
    "discipline": "purple",
}

PARTS: Mapping[str, Text] = {
    "training": _("Pelatihan kepemimpinan atau fungsional"),
    "technical": _("Pelatihan teknis"),
    "seminar": _("Seminar dan sejenisnya"),
}

CATEGORIES: Mapping[str, Text] = {
    "very_high": _("Sangat tinggi"),
    "high": _("Tinggi"),
    "medium": _("Sedang"),
    "low": _("Rendah"),
    "very_low": _("Sangat rendah"),
}
COLOURS: Mapping[str, str] = {
    "very_high": "green",
    "high": "teal",
    "medium": "blue",
    "low": "yellow",
    "very_low": "red",
}

POSTS: Mapping[str, Text] = {
    "structural": _("Struktural"),
    "functional": _("Fungsional"),
    "executor": _("Pelaksana"),
}

PREDICATES: Mapping[str, Text] = {
    "very_good": _("Sangat baik"),
    "good": _("Baik"),
    "needs_improvement": _("Butuh perbaikan"),
    "poor": _("Kurang"),
    "very_poor": _("Sangat kurang"),
}

SANCTIONS: Mapping[str, Text] = {
    "none": _("Tidak ada"),
    "light": _("Ringan"),
    "medium": _("Sedang"),
    "heavy": _("Berat"),
}

PROGRAMMES: Mapping[str, Text] = {
    "none": _("Belum ada"),
    "basic": _("SEPADA"),
    "supervisor": _("PKP (Diklatpim IV)"),
    "administrator": _("PKA (Diklatpim III)"),
    "national_2": _("PKN tingkat II (Diklatpim II)"),
    "national_1": _("PKN tingkat I (Diklatpim I)"),
}

STEPS: Mapping[str, Text] = {
    "seminar": _("Ikuti satu seminar, lokakarya, atau sejenisnya"),
    "technical": _("Cukupkan jam pelatihan teknis"),
    "training": _("Ikuti pelatihan kepemimpinan jenjangnya, atau pelatihan fungsional"),
    "performance": _("Naikkan predikat kinerja satu tingkat"),
    "qualification": _("Tempuh pendidikan yang lebih tinggi"),
    "discipline": _("Tunggu sampai hukuman disiplin tidak diperhitungkan lagi"),
}

_ECHELONS = {
    "11": "I.a", "12": "I.b", "21": "II.a", "22": "II.b", "31": "III.a", "32": "III.b", "41": "IV.a", "42": "IV.b",
}  # fmt: skip

INDEX = Rule(
    code="professionalism.index",
    label=_("Indeks profesionalitas ASN"),
    purpose=_("Berapa indeks profesionalitas seseorang dalam setahun, dimensi demi dimensi."),
    context="professionalism",
    decide=rules.index,
    facts=(
        Fact(name="post", label=_("Jenis jabatan"), kind="word", choices=POSTS),
        Fact(name="education", label=_("Pendidikan tertinggi"), kind="word", choices=education.LEVELS),
        Fact(name="echelon", label=_("Kode eselon"), kind="word", choices=_ECHELONS),
        Fact(name="programme", label=_("Pelatihan kepemimpinan tertinggi"), kind="word", choices=PROGRAMMES),
        Fact(
            name="is_profession", label=_("Jabatannya dianggap sudah berpelatihan fungsional"), kind="yes_no"
        ),
        Fact(name="has_functional_training", label=_("Pernah mengikuti pelatihan fungsional"), kind="yes_no"),
        Fact(name="technical_hours", label=_("Jam pelatihan teknis tahun itu"), kind="number", unit=_("JP")),
        Fact(
            name="unclear_hours", label=_("Jam pelatihan tanpa bentuk tahun itu"), kind="number", unit=_("JP")
        ),
        Fact(name="seminars", label=_("Seminar dan sejenisnya yang diperhitungkan"), kind="number"),
        Fact(name="unclear_trainings", label=_("Pelatihan tanpa bentuk yang diperhitungkan"), kind="number"),
        Fact(name="predicate", label=_("Predikat kinerja"), kind="word", choices=PREDICATES),
        Fact(name="sanction", label=_("Hukuman disiplin terberat"), kind="word", choices=SANCTIONS),
        Fact(name="sanctioned_on", label=_("Hukuman disiplin terakhir"), kind="day"),
    ),
    says={code: words.label for code, words in DIMENSIONS.items()},
    cases=Path(rules.__file__).with_name("cases.toml"),
)
