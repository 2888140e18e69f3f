"""Codes that officials read, and the rule of learning by name."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from bijak.competency import rules
from bijak.kernel.packs import Fact, Rule

FORMS = {
    "1": "Diklat struktural",
    "2": "Diklat fungsional",
    "3": "Diklat teknis",
    "4": "Workshop",
    "5": "Pelatihan manajerial",
    "6": "Pelatihan sosial kultural",
    "7": "Sosialisasi",
    "8": "Bimbingan teknis",
    "9": "Seminar",
    "10": "Magang",
    "11": "Kursus",
    "12": "Penataran",
    "13": "Klasikal lainnya",
    "14": "Coaching",
    "15": "Mentoring",
    "16": "E-learning",
    "17": "Pelatihan jarak jauh",
    "18": "Detasering",
    "19": "Outbond",
    "20": "Patok banding",
    "21": "Pertukaran dengan swasta, BUMN, atau BUMD",
    "22": "Belajar mandiri",
    "23": "Komunitas belajar",
    "24": "Bimbingan di tempat kerja",
    "25": "Nonklasikal lainnya",
}
"""Forms of training (jenisDiklat), by the codes of the national reference table."""

LEARNING_HOURS = Rule(
    code="competency.learning_hours",
    label=_("Kecukupan jam pelatihan"),
    purpose=_("Apakah seorang PNS cukup jam pelajarannya dalam tahun yang berakhir pada hari yang dinilai."),
    context="competency",
    decide=rules.learning_hours,
    facts=(
        Fact(name="pns_from", label=_("TMT PNS"), kind="day"),
        Fact(name="hours", label=_("Jam pelajaran yang tercatat dalam tahun itu"), kind="number", unit="JP"),
    ),
    says={
        "is_pns": _("Sudah PNS pada akhir tahun"),
        "minimum_hours": _("Jam pelajaran mencapai paling sedikit yang ditentukan"),
    },
    cases=Path(__file__).parent / "cases.toml",
)
