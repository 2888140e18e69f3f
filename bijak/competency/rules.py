"""What law asks of everyone's learning."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from bijak.kernel import terms
from bijak.kernel.days import Period
from bijak.kernel.decisions import Decision, Reason, Truth, weigh
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
    return weigh(Reason("minimum_hours", record.hours >= terms.minimum_hours, terms.basis("minimum_hours")))


def supposing(hours: float) -> Terms:
    """Terms as they would be if the minimum were so many hours (JP) a year, within the bounds of law or not."""
    term = TERMS["minimum_hours"]
    always = DatedValue(hours, Period(date.min), Basis("", "", term=term.code, unit=term.unit))
    return TermBook([replace(term, values=(always,), local=())]).on(date.min)
