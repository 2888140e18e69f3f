"""A plan as a picture: where each bar, line and arrow stands. Lengths are in units of the drawing.

The picture repeats what the table beside it says, for whoever sees; nothing is in it alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

WIDTH = 1000
LABELS = 270
HEAD = 42
ROW = 34
BAR = 14
CORNER = 6
NOTE = 120
MONTHS_SHOWN = 18
"""Beyond so many months the scale counts quarters, beyond four times as many years."""


@dataclass(frozen=True)
class Line:
    """What is drawn of an activity; ``needs`` are the keys of what must be done before."""

    key: int
    starts_on: date
    due_on: date
    first_starts_on: date
    first_due_on: date
    done: int
    needs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """A month, a quarter or a year of the scale. ``name_on`` is its first day; ``opens_year`` where a year is named."""

    x: float
    width: float
    name_on: date
    months: int
    opens_year: bool

    @property
    def quarter(self) -> int:
        return (self.name_on.month + 2) // 3


@dataclass(frozen=True)
class Bar:
    key: int
    top: float
    x: float
    width: float
    done_width: float
    ghost_x: float
    ghost_width: float
    is_moved: bool

    @property
    def middle(self) -> float:
        return self.top + ROW / 2

    @property
    def y(self) -> float:
        return self.middle - BAR / 2

    @property
    def note_is_before(self) -> bool:
        """Whether what is written beside the bar must stand before it, for want of room behind it."""
        return self.x + self.width > WIDTH - NOTE

    @property
    def note_x(self) -> float:
        return round(self.x - 6 if self.note_is_before else self.x + self.width + 6, 1)

    @property
    def ghost_y(self) -> float:
        return self.y + BAR + 2


@dataclass(frozen=True)
class Picture:
    height: float
    stretches: tuple[Stretch, ...]
    bars: tuple[Bar, ...]
    arrows: tuple[str, ...]
    today_x: float | None
    width: int = WIDTH
    labels: int = LABELS
    head: int = HEAD
    row: int = ROW
    bar: int = BAR


def draw(lines: Sequence[Line], *, today: date) -> Picture | None:
    """The picture of a plan; None where there is nothing to draw."""
    if not lines:
        return None
    first = min(min(line.starts_on, line.first_starts_on) for line in lines)
    last = max(max(line.due_on, line.first_due_on) for line in lines)
    edges = _edges(first, last)
    scale = _Scale(edges[0], edges[-1])
    bars = tuple(_bar(line, place, scale) for place, line in enumerate(lines))
    by_key = {bar.key: bar for bar in bars}
    return Picture(
        height=HEAD + ROW * len(lines) + 4,
        stretches=tuple(_stretches(edges, scale)),
        bars=bars,
        arrows=tuple(
            _arrow(by_key[needed], by_key[line.key])
            for line in lines
            for needed in line.needs
            if needed in by_key
        ),
        today_x=scale.at(today) if edges[0] <= today < edges[-1] else None,
    )


@dataclass(frozen=True)
class _Scale:
    begin: date
    end: date

    def at(self, day: date) -> float:
        share = (day - self.begin).days / (self.end - self.begin).days
        return round(LABELS + (WIDTH - LABELS) * share, 1)

    def width(self, starts_on: date, due_on: date) -> float:
        """The last day counts whole; a single day of a long plan can still be seen."""
        return max(round(self.at(due_on + timedelta(days=1)) - self.at(starts_on), 1), 3)


def _edges(first: date, last: date) -> list[date]:
    """The first days of the months, quarters or years that hold both days, and of the one after."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    step = 1 if count <= MONTHS_SHOWN else 3 if count <= 4 * MONTHS_SHOWN else 12
    month = first.year * 12 + (first.month - 1) // step * step
    end = last.year * 12 + last.month - 1
    edges = []
    while month <= end:
        edges.append(month)
        month += step
    return [date(each // 12, each % 12 + 1, 1) for each in (*edges, month)]


def _stretches(edges: Sequence[date], scale: _Scale) -> list[Stretch]:
    found: list[Stretch] = []
    for begin, end in pairwise(edges):
        opens_year = not found or found[-1].name_on.year != begin.year
        months = (end.year - begin.year) * 12 + end.month - begin.month
        x = scale.at(begin)
        found.append(Stretch(x, round(scale.at(end) - x, 1), begin, months, opens_year))
    return found


def _bar(line: Line, place: int, scale: _Scale) -> Bar:
    width = scale.width(line.starts_on, line.due_on)
    return Bar(
        key=line.key,
        top=HEAD + ROW * place,
        x=scale.at(line.starts_on),
        width=width,
        done_width=round(width * line.done / 100, 1),
        ghost_x=scale.at(line.first_starts_on),
        ghost_width=scale.width(line.first_starts_on, line.first_due_on),
        is_moved=(line.starts_on, line.due_on) != (line.first_starts_on, line.first_due_on),
    )


def _arrow(before: Bar, after: Bar) -> str:
    """From the end of what comes before to the beginning of what needs it, around both bars where they overlap."""
    start, end = round(before.x + before.width, 1), after.x
    out, into = round(start + CORNER, 1), round(end - CORNER, 1)
    if out <= into:
        return f"M{start} {before.middle}H{out}V{after.middle}H{end}"
    between = before.top + ROW if after.top > before.top else before.top
    return f"M{start} {before.middle}H{out}V{between}H{into}V{after.middle}H{end}"
