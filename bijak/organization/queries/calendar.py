"""Working days: the national calendar, corrected by the agency's own word.

Five days a week (Peraturan Presiden 21/2023). Feasts that follow the moon are forecasts until the joint decree of
three ministers names them; such days say so in their name.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Literal

import holidays

from bijak.kernel import terms
from bijak.organization.models import SpecialDay

SATURDAY = 5
LATEST_YEAR = 2100

WORKING_TIME = terms.load(Path(__file__).parents[1] / "terms.toml")

type Source = Literal["public", "joint", "agency"]


@dataclass(frozen=True)
class DayOff:
    """A day of the calendar that somebody named. ``is_off`` is False where the agency works all the same."""

    day: date
    name: str
    source: Source
    is_off: bool = True
    special: SpecialDay | None = None


@cache
def national_days_off(year: int) -> dict[date, DayOff]:
    """Public holidays and joint leave days (cuti bersama) of a year, as far as they are known."""
    public = holidays.country_holidays("ID", years=year, language="id", categories="public")
    joint = holidays.country_holidays("ID", years=year, language="id", categories="government")
    found = {day: DayOff(day, name, "joint") for day, name in joint.items()}
    return found | {day: DayOff(day, name, "public") for day, name in public.items()}


def joint_leave_is_known(year: int) -> bool:
    """Whether the joint leave days of a year are in the calendar yet; they are decreed late in the year before."""
    return any(day.source == "joint" for day in national_days_off(year).values())


def days_off(year: int) -> list[DayOff]:
    """Every named day of a year, in order; the agency's own word replaces the national one."""
    specials = {
        special.day: special for special in SpecialDay.objects.filter(day__year=year).order_by("day", "pk")
    }
    own = {day: DayOff(day, each.name, "agency", each.is_off, each) for day, each in specials.items()}
    return [each for _day, each in sorted((national_days_off(year) | own).items())]


def is_working_day(day: date) -> bool:
    return next(_working_days(day), None) == day


def working_days_between(start: date, until: date) -> int:
    """How many working days lie in ``[start, until)``."""
    if until <= start:
        return 0
    specials = _specials(start, until)
    return sum(_is_worked(start + timedelta(days=n), specials) for n in range((until - start).days))


def working_days_since(starts: Iterable[date], until: date) -> dict[date, int]:
    """How many working days lie in ``[start, until)`` for each start; one question for all of them."""
    days = sorted(set(starts))
    if not days:
        return {}
    specials = _specials(days[0], until)
    worked = [
        day for n in range((until - days[0]).days) if _is_worked(day := days[0] + timedelta(days=n), specials)
    ]
    return {start: len(worked) - bisect_left(worked, start) for start in days}


def working_days_by_month(year: int) -> dict[int, int]:
    """How many working days each month of a year has, by its number."""
    specials = _specials(date(year, 1, 1), date(year + 1, 1, 1))
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return dict(Counter(day.month for day in days if day.year == year and _is_worked(day, specials)))


def add_working_days(day: date, count: int) -> date:
    """The working day on which ``count`` working days after ``day`` have passed; ``day`` itself does not count.

    ``count`` is at least 1: an answer due within five working days of Monday is due on the next Monday.
    """
    if count < 1:
        raise ValueError(f"A number of working days to add must be at least 1, not {count}.")
    return next(islice(_working_days(day + timedelta(days=1)), count - 1, None))


def _working_days(start: date) -> Iterator[date]:
    specials = _specials(start, None)
    day = start
    while day.year <= LATEST_YEAR:
        if _is_worked(day, specials):
            yield day
        day += timedelta(days=1)


def _specials(start: date, until: date | None) -> dict[date, bool]:
    found = SpecialDay.objects.filter(day__gte=start)
    if until is not None:
        found = found.filter(day__lt=until)
    return dict(found.order_by("day", "pk").values_list("day", "is_off"))


def _is_worked(day: date, specials: dict[date, bool]) -> bool:
    if day in specials:
        return not specials[day]
    return day.weekday() < SATURDAY and day not in national_days_off(day.year)


def working_time(day: date) -> terms.Terms | None:
    """What the law says about working time on a day; None before the first law we know."""
    try:
        WORKING_TIME["weekly_minutes"].on(day)
    except terms.NotInForce:
        return None
    return WORKING_TIME.on(day)
