"""Periodic raises (kenaikan gaji berkala, KGB) of PNS and PPPK, and the special raise of a PPPK.

A raise belongs to a step of service in the grade (masa kerja golongan, MKG), so a record has ``grade``, ``rank_from``
and ``credit``, the months of MKG that counted on that day, beside ``last_raise_on``. Where the last raise is not on
record, only the first step after ``rank_from`` is certain: of a later one nobody can say whether the one before it was
given. Of a rank that begins only after the day, by the record, nothing is told.
"""

from datetime import date

import numpy as np

from bijak.kernel.columns import Column, Truth, column, first_known, look_up, no, possible, surely, where
from bijak.kernel.days import add_months, days_between, months_between
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.ranks import PNS
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, Terms
from bijak.performance.rules import is_at_least

DELAYING = ("4",)
"""Sanctions that delay a raise, by the national table: of PP 53/2010. PP 94/2021 has none; older ones may still run."""

_DELAY = Basis("PP 53/2010", "Pasal 7 ayat (3)")
_UNPAID = Basis("PP 7/1977", "(pasal belum diperiksa)")
_PNS = Basis("PP 7/1977", "Pasal 11")
_PPPK = Basis("PermenPANRB 7/2023", "(pasal belum diperiksa)")


# By time alone ----------------------------------------------------------------------------------


def due_on(record: Record, terms: Terms, *, on: object) -> Column:
    """The day of the next raise by time alone; unknown where nobody can say whether the one before it was given."""
    first = _step_after(record, terms, possible(record.credit))
    certain = Column(first.values, np.asarray(first.unknown | (first < on).met))
    known = first_known(add_months(record.last_raise_on, _interval(terms)), certain)
    return where(surely(record.rank_from > on), None, known)


def next_step_on(record: Record, terms: Terms, *, on: object) -> Column:
    """The first step of service on or after a day: what to expect where the last raise is not on record."""
    return _step_after(record, terms, service_on(record, column(on) - 1))


def service_on(record: Record, on: object) -> Column:
    """Months of service in the grade (MKG) on a day."""
    return months_between(_service_from(record), on)


def _service_from(record: Record) -> Column:
    began: Column = add_months(record.rank_from, -possible(record.credit))
    return began


def _step_after(record: Record, terms: Terms, months: Column) -> Column:
    """The day of the first step after so many months of service.

    Steps are two years apart. In the grades whose table of pay begins with one year they fall a year beside, and in
    those whose table begins with three, for who has so many.
    """
    interval = _interval(terms)
    third = terms.raise_third_step * 12
    is_on_third = record.grade.among(terms.raise_third_grades.split()) & (months >= third)
    beside = where(is_on_third, third % interval, 0)
    beside = where(_starts_early(record, terms), terms.raise_first_step * 12, beside)
    step = beside + ((months - beside) // interval + 1) * interval
    return add_months(_service_from(record), step)


def _interval(terms: Terms) -> int:
    return int(terms.raise_interval * 12)


def _starts_early(record: Record, terms: Terms) -> Truth:
    starts_early: Truth = record.grade.among(terms.raise_early_grades.split())
    return starts_early


# Who gets it ------------------------------------------------------------------------------------


def raise_pns(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a PNS gets the next raise on a day. PP 7/1977 and its amendments.

    ``record`` has further ``kind``, the predicates ``rating_last`` and ``rating_before`` of the two years before the
    day, ``is_delayed`` and ``delayed_until``, ``is_unpaid`` and ``unpaid_until``.
    """
    due = due_on(record, terms, on=on)
    tops = {rank.code: _top(terms, rank.code) for rank in PNS}
    return weigh(
        Reason("is_pns", record.kind == "pns", _PNS),
        _service_reached(due, terms, on),
        Reason(
            "step_left",
            no(service_on(record, first_known(due, column(on))) > look_up(tops, record.grade) * 12),
            terms.basis("raise_last_step_3"),
        ),
        Reason(
            "good_rating",
            is_at_least(record.rating_last, terms.raise_predicate),
            terms.basis("raise_predicate"),
        ),
        *_running(record, on),
    )


def raise_pppk(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a PPPK gets the next raise on a day. PermenPANRB 7/2023.

    ``record`` has what ``raise_pns`` asks for, and ``contract_from`` and ``contract_until``. A grade whose table begins
    with a step of one year asks one good year for the first raise.
    """
    due = due_on(record, terms, on=on)
    is_first = _starts_early(record, terms) & (service_on(record, due) < _interval(terms))
    least = terms.raise_predicate_pppk
    before = is_at_least(record.rating_before, least) | is_first
    return weigh(
        Reason("is_pppk", record.kind == "pppk", _PPPK),
        Reason(
            "contract_long_enough",
            record.contract_until > add_months(record.contract_from, int(terms.raise_contract * 12)),
            terms.basis("raise_contract"),
        ),
        _service_reached(due, terms, on),
        Reason(
            "good_ratings",
            is_at_least(record.rating_last, least) & before,
            terms.basis("raise_predicate_pppk"),
        ),
        *_running(record, on),
    )


def raise_special(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a PPPK may be given the special raise (kenaikan gaji istimewa). PermenPANRB 7/2023.

    ``record`` has ``kind``, both predicates and ``is_exemplary`` (teladan).
    """
    best, basis = terms.raise_predicate_special, terms.basis("raise_predicate_special")
    return weigh(
        Reason("is_pppk", record.kind == "pppk", _PPPK),
        Reason("very_good_last", is_at_least(record.rating_last, best), basis),
        Reason("very_good_before", is_at_least(record.rating_before, best), basis),
        Reason("is_exemplary", record.is_exemplary, _PPPK),
    )


def _service_reached(due: Column, terms: Terms, on: date) -> Reason:
    basis = terms.basis("raise_interval")
    gap = lambda: days_between(on, due)  # noqa: E731 -- reckoned only where somebody asks
    return Reason("service_reached", due <= on, basis, shortfall=gap, unit="hari", earliest=due)


def _running(record: Record, on: date) -> tuple[Reason, Reason]:
    """What keeps a raise back as long as it runs."""
    is_over = surely(record.delayed_until <= on), surely(record.unpaid_until <= on)
    return (
        Reason("not_delayed", no(record.is_delayed) | is_over[0], _DELAY, earliest=record.delayed_until),
        Reason("is_paid", no(record.is_unpaid) | is_over[1], _UNPAID, earliest=record.unpaid_until),
    )


def _top(terms: Terms, rank_code: str) -> int:
    """Years of the last step of a golongan."""
    return int(getattr(terms, f"raise_last_step_{rank_code[0]}"))
