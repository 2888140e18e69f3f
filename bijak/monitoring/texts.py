"""What the aspects and points of the merit system are called, and which live figures speak for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

type Text = Any

ASPECTS: Mapping[str, Text] = {
    "planning": _("Perencanaan kebutuhan dan standardisasi jabatan"),
    "talent": _("Manajemen talenta"),
    "performance": _("Pengelolaan kinerja"),
    "competency": _("Pengembangan kompetensi"),
    "culture": _("Penguatan budaya kerja dan citra institusi"),
    "recognition": _("Penghargaan dan pengakuan"),
    "discipline": _("Disiplin, pemberhentian, dan upaya administratif"),
    "digital": _("Digitalisasi manajemen ASN"),
}

CATEGORIES: Mapping[str, Text] = {
    "basic": _("Dasar"),
    "continuing": _("Lanjutan"),
    "middle": _("Menengah"),
    "high": _("Tinggi"),
    "advanced": _("Maju"),
}


@dataclass(frozen=True)
class Point:
    """A sub-aspect of the worksheet. ``figures`` are live numbers by name that speak for it."""

    code: str
    label: Text
    figures: tuple[str, ...] = ()

    @property
    def aspect(self) -> str:
        return self.code.partition(".")[0]


POINTS: Mapping[str, Point] = {
    point.code: point
    for point in (
        Point("planning.workload", _("Analisis jabatan dan beban kerja"), ("monitoring.posts_with_need",)),
        Point("planning.evaluation", _("Evaluasi jabatan"), ("monitoring.posts_with_class",)),
        Point("planning.map", _("Peta jabatan dan perencanaan kebutuhan"), ("monitoring.posts_with_need",)),
        Point(
            "talent.mapping",
            _("Pemetaan talenta (KTI)"),
            ("monitoring.share_placed", "monitoring.share_assessed"),
        ),
        Point("talent.acquisition", _("Akuisisi talenta")),
        Point("talent.recruitment", _("Pengadaan pegawai")),
        Point("talent.development", _("Pengembangan talenta"), ("monitoring.share_developed",)),
        Point("talent.retention", _("Retensi talenta")),
        Point("talent.evaluation", _("Pemantauan dan evaluasi talenta")),
        Point("performance.planning", _("Perencanaan kinerja"), ("monitoring.share_rated",)),
        Point("performance.doing", _("Pelaksanaan, pemantauan, dan pembinaan kinerja")),
        Point("performance.evaluation", _("Evaluasi kinerja"), ("monitoring.share_rated",)),
        Point("performance.followup", _("Tindak lanjut evaluasi kinerja")),
        Point("competency.standards", _("Standar kompetensi jabatan")),
        Point("competency.measuring", _("Pengukuran kompetensi"), ("monitoring.share_assessed",)),
        Point(
            "competency.programme",
            _("Program pengembangan kompetensi"),
            (
                "competency.share_under_hours",
                "competency.share_without_training",
                "competency.average_hours",
            ),
        ),
        Point("culture.internalising", _("Internalisasi nilai dasar ASN")),
        Point("culture.leaders", _("Peran pimpinan")),
        Point("culture.agents", _("Agen perubahan")),
        Point("culture.policy", _("Kebijakan budaya kerja")),
        Point("recognition.promotion", _("Kenaikan pangkat")),
        Point("recognition.salary", _("Gaji dan kenaikan gaji berkala")),
        Point("recognition.allowance", _("Tunjangan kinerja atau tambahan penghasilan")),
        Point("recognition.protection", _("Jaminan sosial pegawai")),
        Point("discipline.rules", _("Penegakan disiplin")),
        Point("discipline.leaving", _("Pemberhentian")),
        Point("discipline.appeal", _("Upaya administratif")),
        Point("digital.data", _("Mutu data ASN"), ("monitoring.share_flawless",)),
        Point("digital.service", _("Layanan digital")),
    )
}
"""The sub-aspects of BKN's worksheet of 2026. Its 33 questions themselves were not at hand."""


FIGURES: Mapping[str, tuple[Text, Text]] = {
    "posts_with_need": (
        _("Formasi dengan kebutuhan"),
        _("Bagian formasi jabatan yang mencatat berapa orang yang dibutuhkan."),
    ),
    "posts_with_class": (
        _("Formasi dengan kelas jabatan"),
        _("Bagian formasi jabatan yang mempunyai kelas jabatan dari evaluasi jabatan."),
    ),
    "share_rated": (
        _("Pegawai dengan penilaian SKP"),
        _("Bagian pegawai aktif yang penilaian SKP-nya pada tahun penuh terakhir tercatat."),
    ),
    "share_assessed": (
        _("Pegawai dengan penilaian potensi"),
        _("Bagian pegawai aktif yang hasil penilaian potensinya masih berlaku."),
    ),
    "share_placed": (
        _("Pegawai berkotak dalam pemetaan talenta"),
        _("Bagian pegawai yang berkotak dalam pemetaan seluruh instansi yang dibekukan terakhir."),
    ),
    "share_developed": (
        _("Langkah pengembangan yang selesai"),
        _("Bagian langkah rencana pengembangan calon pejabat yang sudah jatuh tempo dan selesai."),
    ),
    "share_flawless": (
        _("Pegawai dengan data bersih"),
        _("Bagian pegawai yang catatannya tanpa kesalahan dan peringatan pada pemeriksaan terakhir."),
    ),
}
"""What the live figures of this context are called, and what they count."""
