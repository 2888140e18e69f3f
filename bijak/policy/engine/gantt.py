"""A plan as a picture: where each bar, line and arrow stands. Lengths are in units of the drawing.

The picture repeats what the table beside it says, for whoever sees; nothing is in it alone.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bijak.policy.engine.scale import Scale, Stretch, scale

WIDTH = 940
LABELS = 264
NOTE = 140
"""At the right edge, where it is said how far each has come: beside the bars arrows and other bars would cross it."""
HEAD = 42
ROW = 38
FOOT = 18
BAR = 14
LINE = 14
CORNER = 6
CHARACTERS = 40
"""So many fit on one of the two lines of a name."""


@dataclass(frozen=True)
class Line:
    """What is drawn of an activity; ``needs`` are the keys of what must be done before."""

    key: int
    name: str
    starts_on: date
    due_on: date
    first_starts_on: date
    first_due_on: date
    done: int
    needs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Bar:
    key: int
    words: tuple[str, ...]
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
    def lines(self) -> tuple[tuple[float, str], ...]:
        """The name, each line with where it stands: one in the middle, two around it."""
        first = self.middle + 4 - LINE / 2 * (len(self.words) - 1)
        return tuple((first + LINE * place, words) for place, words in enumerate(self.words))

    @property
    def ghost_y(self) -> float:
        return self.y + BAR + 2


@dataclass(frozen=True)
class Picture:
    height: int
    bottom: int
    stretches: tuple[Stretch, ...]
    bars: tuple[Bar, ...]
    arrows: tuple[str, ...]
    today_x: float | None
    width: int = WIDTH
    note_x: int = WIDTH - NOTE + 8
    bar: int = BAR


def draw(lines: Sequence[Line], *, today: date) -> Picture | None:
    """The picture of a plan; None where there is nothing to draw."""
    if not lines:
        return None
    first = min(min(line.starts_on, line.first_starts_on) for line in lines)
    last = max(max(line.due_on, line.first_due_on) for line in lines)
    days = scale(first, last, left=LABELS, right=WIDTH - NOTE)
    bars = tuple(_bar(line, place, days) for place, line in enumerate(lines))
    by_key = {bar.key: bar for bar in bars}
    return Picture(
        bottom=HEAD + ROW * len(lines),
        height=HEAD + ROW * len(lines) + FOOT,
        stretches=days.stretches(),
        bars=bars,
        arrows=tuple(
            _arrow(by_key[needed], by_key[line.key])
            for line in lines
            for needed in line.needs
            if needed in by_key
        ),
        today_x=days.at(today) if days.holds(today) else None,
    )


def _bar(line: Line, place: int, days: Scale) -> Bar:
    width = days.width(line.starts_on, line.due_on)
    return Bar(
        key=line.key,
        words=tuple(textwrap.wrap(line.name, CHARACTERS, max_lines=2, placeholder=" …")),
        top=HEAD + ROW * place,
        x=days.at(line.starts_on),
        width=width,
        done_width=round(width * line.done / 100, 1),
        ghost_x=days.at(line.first_starts_on),
        ghost_width=days.width(line.first_starts_on, line.first_due_on),
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
