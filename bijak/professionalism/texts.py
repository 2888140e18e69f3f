"""Sentences that people read, by the codes of ``rules``."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

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
