"""A plan over time: how far it should have come by its first dates, and how far it came by what was reported.

Every activity weighs the same, as in the average that the page tells; lengths are in units of the drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bijak.policy.engine.scale import Stretch, scale

WIDTH = 620
HEIGHT = 300
LEFT = 52
RIGHT = 606
TOP = 14
BOTTOM = 250


@dataclass(frozen=True)
class Course:
    """An activity: the days it was to take at first, and what was reported of it as of which day, in their order."""

    starts_on: date
    due_on: date
    reports: tuple[tuple[date, int], ...] = ()

    def planned(self, day: date) -> float:
        """Percent, as if it were done evenly; its last day counts whole."""
        whole = (self.due_on - self.starts_on).days + 1
        return 100 * min(max((day - self.starts_on).days + 1, 0), whole) / whole

    def done(self, day: date) -> int:
        """Percent by the newest report until the day."""
        return next((done for as_of, done in reversed(self.reports) if as_of <= day), 0)


@dataclass(frozen=True)
class Point:
    """Whole percent at the end of a day; nothing is done yet on days to come."""

    on: date
    planned: int
    done: int | None
    is_today: bool

    @property
    def ahead(self) -> int | None:
        """By how many points more is done than was planned; less than 0 where it is behind."""
        return None if self.done is None else self.done - self.planned


@dataclass(frozen=True)
class Curve:
    """The picture, and as ``points`` the table beside it."""

    points: tuple[Point, ...]
    stretches: tuple[Stretch, ...]
    planned: str
    done: str
    levels: tuple[tuple[int, float], ...]
    end: tuple[float, float] | None
    """Where what is done ends: today, or with the plan."""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM
    middle: int = (TOP + BOTTOM) // 2


def draw(courses: Sequence[Course], *, today: date) -> Curve | None:
    """From the beginning of the plan to its end, or until today where it is late; None where there is nothing."""
    if not courses:
        return None
    first = min([each.starts_on for each in courses] + [on for each in courses for on, _done in each.reports])
    last = max([each.due_on for each in courses] + [on for each in courses for on, _done in each.reports])
    if any(each.done(today) < 100 for each in courses):
        last = max(last, today)
    days = scale(first, last, left=LEFT, right=RIGHT)
    ends = {edge - timedelta(days=1) for edge in days.edges[1:]}
    shown = sorted(ends | ({today} if days.holds(today) else set()))
    points = tuple(_point(courses, day, today) for day in shown)
    begin = f"M{LEFT} {BOTTOM}"
    done = [
        (days.at(each.on + timedelta(days=1)), _height(each.done)) for each in points if each.done is not None
    ]
    planned = [(days.at(each.on + timedelta(days=1)), _height(each.planned)) for each in points]
    return Curve(
        points=points,
        stretches=days.stretches(),
        planned=begin + "".join(f"L{x} {y}" for x, y in planned),
        done=begin + "".join(f"L{x} {y}" for x, y in done) if done else "",
        levels=tuple((percent, _height(percent)) for percent in (0, 25, 50, 75, 100)),
        end=done[-1] if done else None,
    )


def _point(courses: Sequence[Course], day: date, today: date) -> Point:
    return Point(
        on=day,
        planned=int(sum(each.planned(day) for each in courses) / len(courses)),
        done=sum(each.done(day) for each in courses) // len(courses) if day <= today else None,
        is_today=day == today,
    )


def _height(percent: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * percent / 100, 1)
