"""What law asks of everyone's learning."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from bijak.kernel import terms
from bijak.kernel.columns import column, possible, where
from bijak.kernel.days import Period
from bijak.kernel.decisions import Decision, Reason, Truth, weigh
from bijak.kernel.reckonings import Line, Reckoning, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, DatedValue, TermBook, Terms

TERMS = terms.load(Path(__file__).parent / "terms.toml")


def is_judged(record: Record, *, year_ends: date) -> Truth:
    """Whether the hours of a year are judged of somebody who is a PNS since ``record.pns_from``.

    Not of the years before: Pasal 203 ayat (4) gives the right to a PNS, and who became one during a year is judged
    by it whole, as its last day decides by which terms.
    """
    judged: Truth = record.pns_from <= year_ends
    return judged


def learned_enough(record: Record, terms: Terms) -> Decision:
    """Whether a PNS had the hours of training of the year (``record.hours``, JP)."""
    return weigh(
        Reason("minimum_hours", possible(record.hours) >= terms.minimum_hours, terms.basis("minimum_hours"))
    )


_LEADERSHIP = {
    1: r"sepada",
    2: r"sepala|adum|pkp|kepemimpinan pengawas|{pim} (iv|4)",
    3: r"sepadya|spama|pka|kepemimpinan administrator|{pim} (iii|3)",
    4: r"spamen|sespa|sespanas|sespim|(pkn|kepemimpinan nasional)( tk| tingkat)? (ii|2)|{pim} (ii|2)",
    5: r"sepati|sespati|(pkn|kepemimpinan nasional)( tk| tingkat)? (i|1)|{pim} (i|1)",
}
"""Level of a programme by how it is called, from lowest to highest: the national table of structural training, with
the generations of names in it (SEPADA …, DIKLAT PIM …), and those that LAN gives since 2019 (PKP, PKA, PKN)."""

_NAMED = {
    level: re.compile(rf"\b({words.format(pim='(diklat ?pim|pim|kepemimpinan)( tk| tingkat)?')})\b")
    for level, words in _LEADERSHIP.items()
}


def leadership_level(name: str) -> int:
    """How high a programme trains for leadership, by its name in small letters without signs; 0 for any other."""
    return max((level for level, words in _NAMED.items() if words.search(name)), default=0)


def learning_hours(record: Record, terms: Terms, *, on: date) -> Decision:
    """``learned_enough`` of the year that ends on a day, of those of whom it is judged."""
    is_pns = Reason("is_pns", is_judged(record, year_ends=on), terms.basis("minimum_hours"))
    return weigh(is_pns, *learned_enough(record, terms).reasons)


def hours_of_pppk(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a PPPK may have so many ``hours`` (JP) of training in a year at the agency's cost."""
    basis = terms.basis("most_hours_pppk")
    return weigh(
        Reason("is_pppk", record.kind.among(("pppk", "pppk_part_time")), basis),
        Reason("most_hours", possible(record.hours) <= terms.most_hours_pppk, basis),
    )


JPM = ("short", "nearly", "met")
"""Kurang, masih, and memenuhi syarat; each above the last."""


def jpm(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """Job person match: the levels ``reached`` over those that the post asks (``required``), sums of all competencies.

    It may lie above 100 per cent; who needs it to stop there (talent) cuts it there.
    """
    return reckon(
        Line(
            "jpm",
            possible(record.reached) / possible(record.required) * 100,
            terms.basis("jpm_met"),
            unit="persen",
            of={"reached": record.reached, "required": record.required},
        )
    )


def jpm_category(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """The place in ``JPM`` of a job person match (``jpm``, per cent): 79.99 is not 80."""
    found, match = column(0), possible(record.jpm)
    for place, code in enumerate(JPM[1:], 1):
        found = where(match >= getattr(terms, f"jpm_{code}"), place, found)
    return reckon(Line("category", found, terms.basis("jpm_met"), unit="kategori", of={"jpm": match}))


def supposing(hours: float) -> Terms:
    """Terms as they would be if the minimum were so many hours (JP) a year, within the bounds of law or not."""
    term = TERMS["minimum_hours"]
    always = DatedValue(hours, Period(date.min), Basis("", "", term=term.code, unit=term.unit))
    return TermBook([replace(term, values=(always,), local=())]).on(date.min)
