"""Entitlements to leave (cuti): what is left of it, and who has a right to which. Peraturan BKN 24/2017 jo. 7/2021.

Joint leave (cuti bersama) takes nothing from anybody's annual leave, so no rule here asks about it.
"""

from datetime import date

from bijak.kernel.columns import Column, Truth, column, no, where
from bijak.kernel.days import add_months, days_between
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.reckonings import Line, Reckoning, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, Terms

_CIVIL_SERVANTS = ("cpns", "pns")
_LAW = "Peraturan BKN 24/2017 jo. 7/2021"
_OF_PNS = Basis(_LAW, "(pasal belum diperiksa)")


def annual(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """Working days of annual leave that are left in the year of a day: of this year, carried over, less those taken.

    ``record`` has ``kind``, ``served_from``, ``took_big`` (a big leave this year) and the working days of annual leave
    ``taken`` in this year, ``taken_last`` and ``taken_before`` in the two before it. What was left last year is carried
    over up to a bound, and a whole year where two years passed without a day. A PPPK carries nothing.
    """
    days = column(terms.leave_annual_days)
    entitled_from = add_months(record.served_from, int(terms.leave_annual_after * 12))
    has_right = (entitled_from <= on) & no(record.took_big)
    had_last, had_before = (entitled_from <= date(on.year - back, 12, 31) for back in (1, 2))
    left = _at_most(_at_least_nothing(days - record.taken_last), terms.leave_carried_one - days)
    took_none = had_before & (record.taken_last == 0) & (record.taken_before == 0)
    carried = where(took_none, terms.leave_carried_two - days, where(had_last, left, 0))
    may_carry = has_right & had_last & record.kind.among(_CIVIL_SERVANTS)
    return reckon(
        Line(
            "annual",
            where(has_right, days, 0),
            terms.basis("leave_annual_days"),
            of={"entitled_from": entitled_from},
        ),
        Line(
            "carried",
            where(may_carry, carried, 0),
            terms.basis("leave_carried_one"),
            of={"taken_last": record.taken_last, "taken_before": record.taken_before},
        ),
        Line("taken", -record.taken, terms.basis("leave_annual_days")),
    )


def big(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether somebody has a right to the big leave (cuti besar). ``is_religious``: for the first pilgrimage, say."""
    return weigh(
        Reason("is_civil_servant", record.kind.among(_CIVIL_SERVANTS), _OF_PNS),
        _served(record, terms, "leave_big_after", on, or_else=record.is_religious),
    )


def unpaid(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a PNS may ask for leave outside the state's charge (CLTN) of so many ``months``, extension included."""
    longest = terms.leave_unpaid_years + terms.leave_unpaid_extension
    return weigh(
        Reason("is_pns", record.kind == "pns", _OF_PNS),
        _served(record, terms, "leave_unpaid_after", on),
        Reason(
            "short_enough",
            record.months <= longest * 12,
            terms.basis("leave_unpaid_extension"),
            unit="bulan",
        ),
    )


def sick(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a sick leave from ``sick_from`` to its last day ``sick_until`` has the papers that it needs.

    ``has_letter``: of a doctor; ``is_state_doctor``: of one in the government's service; ``is_extended``: a team of
    doctors said that more than the first bound is needed.
    """
    length = days_between(record.sick_from, record.sick_until) + 1
    first = int(terms.leave_sick_months)
    last = first + int(terms.leave_sick_extension)
    return weigh(
        Reason("has_letter", record.has_letter, terms.basis("leave_sick_any_doctor")),
        Reason(
            "state_doctor",
            record.is_state_doctor | (length <= terms.leave_sick_any_doctor),
            terms.basis("leave_sick_any_doctor"),
        ),
        Reason(
            "extended",
            record.is_extended | (record.sick_until < add_months(record.sick_from, first)),
            terms.basis("leave_sick_months"),
        ),
        Reason(
            "short_enough",
            record.sick_until < add_months(record.sick_from, last),
            terms.basis("leave_sick_extension"),
        ),
    )


def maternity(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether the birth of her ``child``-th child gives a right to maternity leave. Later ones: by the big leave."""
    return weigh(
        Reason("is_mother", record.sex == "P", terms.basis("leave_maternity_months")),
        Reason(
            "early_child",
            record.child <= terms.leave_maternity_children,
            terms.basis("leave_maternity_children"),
        ),
    )


def important(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether ``days`` of leave for an important reason are within the bound: one month from ``starts_on``."""
    ends_on = column(record.starts_on) + record.days
    return weigh(
        Reason("is_civil_servant", record.kind.among(_CIVIL_SERVANTS), _OF_PNS),
        Reason(
            "short_enough",
            ends_on <= add_months(record.starts_on, int(terms.leave_important_months)),
            terms.basis("leave_important_months"),
        ),
    )


def _served(record: Record, terms: Terms, term: str, on: date, or_else: Truth | bool = False) -> Reason:
    """So many years since the first day as a civil servant."""
    reached = add_months(record.served_from, int(getattr(terms, term) * 12))
    return Reason(
        "served_enough",
        (reached <= on) | or_else,
        terms.basis(term),
        shortfall=lambda: days_between(on, reached),
        unit="hari",
        earliest=reached,
    )


def _at_most(value: Column, most: object) -> Column:
    return where(value <= most, value, most)


def _at_least_nothing(value: Column) -> Column:
    return where(value >= 0, value, 0)
