"""Entitlements to leave (cuti): what is left of it, and who has a right to which.

Of PNS and CPNS: PP 11/2017 Pasal 310 and following, Peraturan BKN 24/2017 jo. 7/2021. Of PPPK: PP 49/2018 Pasal 77
and following, Peraturan BKN 7/2022. What is impossible (-3 days taken, a last day before the first) is not known.

Joint leave (cuti bersama) takes nothing from anybody's annual leave, so no rule here asks about it.
"""

import re
from datetime import date

from bijak.kernel.columns import Column, Truth, at_most, column, no, possible, where
from bijak.kernel.days import add_months, days_between
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.reckonings import Line, Reckoning, or_unknown, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, Terms

_CIVIL_SERVANTS = ("cpns", "pns")
PPPK = ("pppk", "pppk_part_time")
_CARRYING = ("leave_carried_one_contract", "leave_carried_two_contract")
_DAYS_OF_A_YEAR, _MOST_DAYS = 366, 3660
_LAW = "Peraturan BKN 24/2017 jo. 7/2021"
_OF_PNS = Basis(_LAW, "(pasal belum diperiksa)")


def annual(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """Working days of annual leave that are left in the year of a day: of this year, carried over, less those taken.

    ``record`` has ``kind``, ``served_from``, ``took_big`` (a big leave this year), the working days of annual leave
    ``taken`` in this year, ``taken_last`` and ``taken_before`` in the two before it, ``was_postponed`` (the office put
    last year's off) and of a PPPK ``contract_years``. What was left last year is carried over up to a bound; a whole
    year where two passed without a day, and all of what was put off. Of a PPPK the contract must last long enough; one
    who teaches and has the holidays of her school (``has_holidays``) counts as having taken her leave.
    """
    days = column(terms.leave_annual_days)
    taken, taken_last, taken_before = (
        possible(each, most=_DAYS_OF_A_YEAR)
        for each in (record.taken, record.taken_last, record.taken_before)
    )
    entitled_from = add_months(record.served_from, int(terms.leave_annual_after * 12))
    has_right = (
        (entitled_from <= on) & no(record.took_big) & no(record.has_holidays & record.kind.among(PPPK))
    )
    had_last, had_before = (entitled_from <= date(on.year - back, 12, 31) for back in (1, 2))
    left = _at_least_nothing(days - taken_last)
    took_none = had_before & (taken_last == 0) & (taken_before == 0)
    is_servant = record.kind.among(_CIVIL_SERVANTS)
    may_one, may_two = (is_servant | _contract_over(record, terms, term) for term in _CARRYING)
    carried_one = where(had_last & may_one, at_most(left, terms.leave_carried_one - days), 0)
    carried_two = where(had_last & may_two, at_most(left, terms.leave_carried_two - days), 0)
    carried = where((record.was_postponed & is_servant) | took_none & may_two, carried_two, carried_one)
    return reckon(
        Line(
            "annual",
            where(has_right, days, 0),
            terms.basis("leave_annual_days"),
            of={"entitled_from": entitled_from},
        ),
        Line(
            "carried",
            where(has_right, carried, 0),
            terms.basis("leave_carried_one"),
            of={"taken_last": taken_last, "taken_before": taken_before},
        ),
        Line("taken", -taken, terms.basis("leave_annual_days")),
    )


def big(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a PNS has a right to so many ``months`` of the big leave (cuti besar).

    Neither the first pilgrimage (``is_religious``) nor the birth of a fourth child (``is_birth``) waits for the years.
    """
    return weigh(
        Reason("is_pns", record.kind == "pns", _OF_PNS),
        _served(record, terms, "leave_big_after", on, or_else=record.is_religious | record.is_birth),
        Reason(
            "short_enough",
            possible(record.months) <= terms.leave_big_months,
            terms.basis("leave_big_months"),
            unit="bulan",
        ),
    )


def unpaid(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a PNS may ask for leave outside the state's charge (CLTN) of so many ``months``, extension included."""
    longest = terms.leave_unpaid_years + terms.leave_unpaid_extension
    return weigh(
        Reason("is_pns", record.kind == "pns", _OF_PNS),
        _served(record, terms, "leave_unpaid_after", on),
        Reason(
            "short_enough",
            possible(record.months) <= longest * 12,
            terms.basis("leave_unpaid_extension"),
            unit="bulan",
        ),
    )


def sick(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a sick leave from ``sick_from`` to its last day ``sick_until`` has the papers that it needs.

    ``has_letter``: of a doctor, after a miscarriage (``is_miscarriage``) of a midwife too; ``is_state_doctor``: of one
    in the government's service; ``is_extended``: a team of doctors said that more than the first bound is needed, which
    a PPPK cannot have. After an accident in service (``is_accident``) it lasts until she is well; that of a PPPK until
    her contract ends (``contract_until``, the first day without it).
    """
    length = possible(days_between(record.sick_from, record.sick_until) + 1, 1)
    ends_on = column(record.sick_from) + length  # the first day on which she works again
    is_pppk, is_lost, is_accident = record.kind.among(PPPK), record.is_miscarriage, record.is_accident
    first, extra = int(terms.leave_sick_months), int(terms.leave_sick_extension)
    of_pppk, lost = or_unknown(terms, "leave_sick_months_pppk"), terms.leave_miscarriage_days
    long = where(is_pppk, add_months(record.sick_from, of_pppk), add_months(record.sick_from, first + extra))
    bound = where(is_lost, column(record.sick_from) + int(lost), long)
    until_well = is_accident & (no(is_pppk) | (ends_on <= record.contract_until))
    return weigh(
        Reason("has_letter", record.has_letter, terms.basis("leave_sick_any_doctor")),
        Reason(
            "state_doctor",
            record.is_state_doctor | is_lost | (length <= terms.leave_sick_any_doctor),
            terms.basis("leave_sick_any_doctor"),
        ),
        Reason(
            "extended",
            record.is_extended
            | is_pppk
            | is_lost
            | is_accident
            | (ends_on <= add_months(record.sick_from, first)),
            terms.basis("leave_sick_months"),
        ),
        Reason(
            "short_enough",
            until_well | no(is_accident) & (ends_on <= bound),
            terms.basis("leave_sick_extension"),
        ),
    )


def maternity(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether the birth of her ``child``-th child since she serves gives a right to maternity leave.

    Later ones: by the big leave, which a PPPK has not.
    """
    return weigh(
        Reason("is_mother", record.sex == "P", terms.basis("leave_maternity_months")),
        Reason(
            "early_child",
            possible(record.child, 1) <= terms.leave_maternity_children,
            terms.basis("leave_maternity_children"),
        ),
    )


def important(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether ``days`` of leave for an important reason are within the bound: one month from ``starts_on``."""
    ends_on = column(record.starts_on) + possible(record.days, 1, _MOST_DAYS)
    return weigh(
        Reason("is_civil_servant", record.kind.among(_CIVIL_SERVANTS), _OF_PNS),
        Reason(
            "short_enough",
            ends_on <= add_months(record.starts_on, int(terms.leave_important_months)),
            terms.basis("leave_important_months"),
        ),
    )


def family(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a PPPK may take ``days`` of annual leave for her family's sake, even in her first year.

    ``is_for_family``: a parent, husband or wife, child or parent-in-law is gravely ill or died, or she marries for the
    first time. She has no leave for an important reason; this one counts against her annual leave.
    """
    basis = terms.basis("leave_family_days")
    return weigh(
        Reason("is_pppk", record.kind.among(PPPK), basis),
        Reason("is_for_family", record.is_for_family, basis),
        Reason("short_enough", possible(record.days, 1) <= terms.leave_family_days, basis, unit="hari kerja"),
    )


def teaches(title: str, terms: Terms) -> bool:
    """Whether a post has the holidays of a school, by its title."""
    return not set(terms.leave_holiday_posts.split()).isdisjoint(re.findall(r"[a-z]+", title.casefold()))


def _contract_over(record: Record, terms: Terms, term: str) -> Truth:
    """Whether a PPPK's contract lasts more than so many years."""
    lasts: Truth = record.kind.among(PPPK) & (possible(record.contract_years) > or_unknown(terms, term))
    return lasts


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


def _at_least_nothing(value: Column) -> Column:
    return where(value >= 0, value, 0)
