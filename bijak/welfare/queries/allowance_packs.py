"""The rules of the allowance by name, for whoever looks them up or tries them."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from bijak.kernel.packs import ASKED, Fact, Rule
from bijak.welfare.rules import allowance as rules
from bijak.welfare.texts import allowance as texts

_CASES = Path(__file__).parents[1] / "cases" / "allowance.toml"
_YES_NO = ("missed_in", "missed_out", "is_absent", "is_sanctioned")


_UNSAID = {"kind_share": None, "other_days": 0, "acting_months": 0} | {
    f"{post}_{each}": None for post in ("other", "acting") for each in rules.POST
}
"""Whoever says nothing of another post holds none."""


def _fact(name: str, label: object) -> Fact:
    if name == "kind":
        return Fact(name, label, "word", choices=texts.GROUPS["kind"])
    return Fact(name, label, "yes_no" if name in _YES_NO else "number", unsaid=_UNSAID.get(name, ASKED))


RULES = (
    Rule(
        code="welfare.allowance",
        label=_("TPP sebulan"),
        purpose=_("Berapa TPP seseorang sebulan, baris demi baris."),
        context="welfare",
        decide=rules.month,
        facts=[_fact(name, label) for name, label in texts.FACTS.items()],
        says=texts.LINES,
        cases=_CASES,
    ),
    Rule(
        code="welfare.allowance_day",
        label=_("Potongan kehadiran sehari"),
        purpose=_("Berapa persen TPP dipotong oleh kehadiran satu hari."),
        context="welfare",
        decide=rules.day,
        facts=[_fact(name, label) for name, label in texts.DAY_FACTS.items()],
        says=texts.LINES,
        cases=_CASES,
    ),
    Rule(
        code="welfare.allowance_recap",
        label=_("Potongan kehadiran sebulan dari rekap"),
        purpose=_("Berapa persen TPP dipotong bila hanya hitungan sebulan yang diketahui."),
        context="welfare",
        decide=rules.recap,
        facts=[_fact(name, label) for name, label in texts.RECAP_FACTS.items()],
        says=texts.LINES,
        cases=_CASES,
    ),
)
