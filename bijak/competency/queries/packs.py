"""The rules of competency by name, with the facts that each asks for."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from bijak.competency import rules
from bijak.kernel.packs import Fact, Rule

RULES = (
    Rule(
        code="competency.learning_hours",
        label=_("Kecukupan jam pelatihan"),
        purpose=_(
            "Apakah seorang PNS cukup jam pelajarannya dalam tahun yang berakhir pada hari yang dinilai."
        ),
        context="competency",
        decide=rules.learning_hours,
        facts=(
            Fact("pns_from", _("TMT PNS"), "day"),
            Fact("hours", _("Jam pelajaran yang tercatat dalam tahun itu"), "number", "JP"),
        ),
        says={
            "is_pns": _("Sudah PNS pada akhir tahun"),
            "minimum_hours": _("Jam pelajaran mencapai paling sedikit yang ditentukan"),
        },
        cases=Path(rules.__file__).with_name("cases.toml"),
    ),
)
