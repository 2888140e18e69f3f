"""What policies ask of competency: figures, and what a number of hours would mean."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.competency import rules
from bijak.competency.queries.everyone import (
    Tally,
    last_full_year,
    learners,
    missing_hours,
    tally,
    terms_of,
)
from bijak.competency.queries.person import bare, hours_in_year, is_judged, missing, pns_from
from bijak.kernel.records import Record
from bijak.kernel.terms import NotInForce
from bijak.people import queries as people
from bijak.policy.registries import Impact, Meaning, Reading, ReadingRow


def share_under_hours(on: date, breakdown: str = "") -> Reading:
    """Per cent of PNS whose hours of the last full year were fewer than the terms of its last day ask for."""
    return _reading(on, breakdown, value=lambda row: row.share, count=lambda row: row.short, is_judging=True)


def share_without_training(on: date, breakdown: str = "") -> Reading:
    """Per cent of PNS without one hour of training in the last full year."""
    return _reading(on, breakdown, value=lambda row: row.share_without, count=lambda row: row.without)


def average_hours(on: date, breakdown: str = "") -> Reading:
    """Hours (JP) a PNS had in the last full year, on average over all."""
    return _reading(on, breakdown, value=lambda row: row.average, count=lambda row: row.of)


def _reading(
    on: date,
    breakdown: str,
    *,
    value: Callable[[Tally], float],
    count: Callable[[Tally], int],
    is_judging: bool = False,
) -> Reading:
    known = learners(on)
    terms = terms_of(known.year)
    try:
        decision = rules.learned_enough(known.record, terms)
    except NotInForce:
        return Reading(on, None, 0, 0)
    (everyone,) = tally(known, decision)
    rows = tuple(
        ReadingRow(row.key, row.label, None, 0, row.of)
        if row.is_hidden
        else ReadingRow(row.key, row.label, value(row), count(row), row.of)
        for row in (tally(known, decision, breakdown) if breakdown else ())
    )
    return Reading(
        on,
        value(everyone) if everyone.of else None,
        count(everyone),
        everyone.of,
        rows,
        standard=float(terms.minimum_hours) if is_judging else None,
        is_recorded=bool(known.hours.any()) or not everyone.of,
    )


# What a number would mean -----------------------------------------------------------------------


def touched(on: date) -> frozenset[int]:
    """The PNS who are active on a day (keys of people.Employee): all of them have the right."""
    return frozenset(people.workforce(on, kinds=("pns",)).employee.tolist())


def impact(hours: float, on: date) -> Impact:
    """Who would fall short of so many hours a year, by what they had in the last full one."""
    known = learners(on)
    decision = rules.learned_enough(known.record, rules.supposing(hours))
    return Impact(
        touched=len(known),
        short=int(decision.truth.missing.sum()),
        short_by=float(missing_hours(decision).sum()),
        unit=gettext_lazy("JP"),
    )


def means(employee: int, hours: float, on: date) -> Meaning:
    """What so many hours a year mean for one person, by what she had in the last full one."""
    year = last_full_year(on)
    if not is_judged(pns_from(employee, on), year):
        sentence = _(
            "Anda berhak atas %(needed)s JP setahun. Jam %(year)s tidak dinilai, karena Anda belum PNS ketika tahun "
            "itu berakhir."
        )
        return Meaning(sentence % {"needed": bare(hours), "year": year}, None)
    had = hours_in_year(employee, year)
    decision = rules.learned_enough(Record({"hours": had}), rules.supposing(hours))
    short_by = missing(decision)
    told = {"year": year, "had": had, "needed": bare(hours), "short_by": short_by}
    if decision:
        sentence = _(
            "Anda berhak atas %(needed)s JP setahun. Pada %(year)s tercatat %(had)s JP: sudah terpenuhi."
        )
    else:
        sentence = _(
            "Anda berhak atas %(needed)s JP setahun. Pada %(year)s tercatat %(had)s JP: kurang %(short_by)s JP."
        )
    return Meaning(sentence % told, bool(decision), short_by)
