"""When somebody retires, and what follows from staying away from work."""

from datetime import date
from pathlib import Path

import numpy as np

from bijak.kernel import terms
from bijak.kernel.columns import Column, Truth, column, look_up, no, truth, where
from bijak.kernel.days import add_months, begun
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.reckonings import Line, Reckoning, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms

TERMS = terms.load(Path(__file__).parent / "terms.toml")

# Retirement -------------------------------------------------------------------------------------

HIGH_LEADERS = ("10", "11", "12", "21", "22")
"""Echelons I and II: pimpinan tinggi utama, madya and pratama."""

LOWERING = ("8", "14")
"""Sanctions of PP 53/2010 that lower a rank; PP 94/2021 has none that does."""


def retirement_age(record: Record, terms: Terms) -> Column:
    """Until what age (BUP, years) somebody works in the position she holds. UU 20/2023 Pasal 55.

    ``record`` has ``position_kind``, ``echelon`` and ``functional_age``: the age that the national reference gives the
    functional position itself, which its level does not tell. Unknown where what decides is unknown.
    """
    leading = where(
        record.echelon.among(HIGH_LEADERS),
        terms.retirement_age_high_leader,
        terms.retirement_age_administrator,
    )
    appointed = where(record.position_kind == "structural", leading, terms.retirement_age_executor)
    return where(record.position_kind == "functional", record.functional_age, appointed)


def retires_on(born_on: object, age: object) -> Column:
    """The first day of the month after the birthday on which the age (years) is reached.

    The day is standing practice [unverified]; Pasal 55 gives the age alone.
    """
    reached = add_months(column(born_on), column(age) * 12)
    first = column((reached.values.astype("datetime64[M]") + np.timedelta64(1, "M")).astype("datetime64[D]"))
    return Column(first.values, np.asarray(first.unknown | reached.unknown))


def reckon_retirement_age(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """``retirement_age`` with the clause behind it."""
    law = terms.basis("retirement_age_administrator")
    return reckon(Line("retirement_age", retirement_age(record, terms), law))


def has_retired(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether the day of retirement has come for who was born on ``record.born_on``."""
    day = retires_on(begun(record.born_on, by=on), retirement_age(record, terms))
    law = terms.basis("retirement_age_administrator")
    gap = where(day > on, day - on, 0)
    return weigh(Reason("retirement_day", day <= on, law, shortfall=gap, unit="hari", earliest=day))


# Absence without a valid reason -----------------------------------------------------------------

ABSENCE_STEPS = (
    ("absence_oral", 1),
    ("absence_written", 2),
    ("absence_dissatisfied", 3),
    ("absence_cut_6", 23),
    ("absence_cut_9", 24),
    ("absence_cut_12", 25),
    ("absence_lower_post", 27),
    ("absence_executor", 28),
    ("absence_dismissal", 10),
)
"""The term that says from how many days, and the national code of the sanction, from the lightest to the heaviest."""

CIVIL_SERVANTS = ("cpns", "pns")


def absence_sanction(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """The sanction (national code; 0 for none) that staying away from work calls for. PP 94/2021.

    ``days``: working days since 1 January; ``consecutive``: the longest stretch without a break. ``previous``: the
    sanction already given for it this year (0 for none), ``days_since``: days away since. Who stays away again gets the
    next heavier one, not the same [unverified]. Of a PPPK, to whom her agency's rules apply, nothing is told.
    """
    by_days = _rung(record, terms)
    codes = (0, *(code for _term, code in ABSENCE_STEPS))
    before = look_up({code: rung for rung, code in enumerate(codes)}, record.previous)
    heavier = before + terms.absence_repeat
    again = where(heavier > len(ABSENCE_STEPS), len(ABSENCE_STEPS), heavier)
    again = where(again > by_days, again, by_days)
    beyond = where(by_days > before, by_days, 0)
    rung = where(before == 0, by_days, where(record.days_since > 0, again, beyond))
    is_bound = record.kind.among(CIVIL_SERVANTS)
    code = where(is_bound, look_up(dict(enumerate(codes)), rung), None)
    made_of = {name: getattr(record, name) for name in ("days", "consecutive", "previous", "days_since")}
    return reckon(Line("sanction", code, terms.basis("absence_oral"), of=made_of))


def absence_warning(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether nothing need be done yet about ``days`` and ``consecutive`` days away: what is missing is what to do."""
    step = terms.basis("absence_oral")
    is_near: Truth = truth(False)
    bounds = [getattr(terms, term) for term, _code in ABSENCE_STEPS]
    for warned in terms.absence_warning_days:
        following = min(bound for bound in bounds if bound > warned)
        is_near = is_near | ((record.days >= warned) & (record.days < following))
    warned = terms.absence_warning_consecutive
    is_near_the_end = (record.consecutive >= warned) & (record.consecutive < terms.absence_consecutive)
    return weigh(
        Reason("no_sanction_due", no(_rung(record, terms) > 0), step),
        Reason("no_step_near", no(is_near), terms.basis("absence_warning_days")),
        Reason("no_dismissal_near", no(is_near_the_end), terms.basis("absence_warning_consecutive")),
        Reason(
            "pay_goes_on",
            record.consecutive < terms.absence_consecutive,
            terms.basis("absence_consecutive"),
        ),
    )


def _rung(record: Record, terms: Terms) -> Column:
    """How far up the steps the days lead, 0 for not yet; too many in a row lead to the end."""
    rung: Column = column(0)
    for place, (term, _code) in enumerate(ABSENCE_STEPS, 1):
        rung = where(record.days >= getattr(terms, term), place, rung)
    is_possible = (record.days >= 0) & (record.consecutive >= 0) & (record.consecutive <= record.days)
    ended = record.consecutive >= terms.absence_consecutive
    return where(is_possible, where(ended, len(ABSENCE_STEPS), rung), None)
