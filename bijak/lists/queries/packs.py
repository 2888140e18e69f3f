"""The rules of lists by name, with the facts that each asks for."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from bijak.kernel.packs import Fact, Rule
from bijak.lists import rules

_CASES = Path(rules.__file__).with_name("cases.toml")
_SERVICE = (
    Fact("served_from", _("TMT CPNS"), "day"),
    Fact(
        "interrupted",
        _("Pernah dihukum disiplin sedang atau berat, atau cuti di luar tanggungan negara"),
        "yes_no",
    ),
    Fact("interrupted_until", _("Hari pertama sesudahnya"), "day"),
    Fact(
        "held",
        _("Satyalancana tertinggi yang sudah dimiliki"),
        "number",
        choices={0: _("Belum ada"), 10: _("X tahun"), 20: _("XX tahun"), 30: _("XXX tahun")},
    ),
)

RULES = (
    Rule(
        code="lists.service_medal",
        label=_("Satyalancana Karya Satya yang dapat diusulkan"),
        purpose=_(
            "Kelas tertinggi yang dapat diusulkan sekarang, menurut masa kerja tanpa putus sejak TMT CPNS."
        ),
        context="lists",
        decide=rules.medal_due,
        facts=_SERVICE,
        says={"medal": _("Kelas menurut masa kerja"), "counts_from": _("Dihitung sejak")},
        cases=_CASES,
        answers={
            0: _("Belum ada yang dapat diusulkan"),
            10: _("Satyalancana Karya Satya X Tahun"),
            20: _("Satyalancana Karya Satya XX Tahun"),
            30: _("Satyalancana Karya Satya XXX Tahun"),
        },
    ),
    Rule(
        code="lists.next_medal",
        label=_("Satyalancana Karya Satya berikutnya"),
        purpose=_("Apakah kelas di atas yang sudah dimiliki dapat diusulkan, atau sejak kapan."),
        context="lists",
        decide=rules.next_medal,
        facts=_SERVICE,
        says={
            "medal_left": _("Masih ada kelas di atas yang dimiliki"),
            "medal_years": _("Masa kerja tanpa putus mencapai kelas berikutnya"),
        },
        cases=_CASES,
    ),
)
