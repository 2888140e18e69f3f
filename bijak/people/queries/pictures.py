"""A career as a picture: what was held from when until when, on one line of time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bijak.people.queries.histories import Line, Person, Topic

LANES = (Topic.EMPLOYMENT, Topic.RANK, Topic.POSITION, Topic.UNPAID_LEAVE)
COLOURS = {
    Topic.EMPLOYMENT: "text-secondary",
    Topic.RANK: "text-green",
    Topic.POSITION: "text-blue",
    Topic.UNPAID_LEAVE: "text-orange",
}
WIDTH = 1_000
"""The whole line of time, in units of the drawing."""
LEAST = 8
"""What lasted a few days is still seen."""


@dataclass(frozen=True)
class Bar:
    """One row of a history where it stands on the line; ``is_first`` of its lane."""

    lane: Topic
    line: Line
    x: int
    width: int
    colour: str
    is_first: bool

    @property
    def last_on(self) -> date | None:
        """The last day, as people say it."""
        return self.line.until_on and self.line.until_on - timedelta(days=1)


@dataclass(frozen=True)
class Career:
    """Bars lane by lane, the earliest first, from ``start`` until ``end``; each of the ``years`` with its place."""

    start: date
    end: date
    bars: Sequence[Bar]
    years: Sequence[tuple[int, int]]


def career(person: Person) -> Career | None:
    """What is known of somebody until the day of the page; None where there is too little to draw."""
    held = {
        lane: [
            line
            for line in reversed(person.histories.get(lane, ()))
            if line.from_on is not None and line.from_on <= person.on
        ]
        for lane in LANES
    }
    days = [line.from_on for lines in held.values() for line in lines if line.from_on is not None]
    if len(days) < 2 or min(days) >= person.on:
        return None
    start, end = min(days), person.on
    whole = (end - start).days

    def place(day: date) -> int:
        return WIDTH * (day - start).days // whole

    def bars() -> Iterator[Bar]:
        for lane, lines in held.items():
            for number, line in enumerate(lines):
                assert line.from_on is not None
                until = min(line.until_on or end, end)
                x = min(place(line.from_on), WIDTH - LEAST)
                yield Bar(lane, line, x, max(place(until) - x, LEAST), COLOURS[lane], number == 0)

    step = next((each for each in (1, 2, 5, 10) if whole / 365 / each <= 8), 20)
    first = start.year // step * step + step
    years = [(year, place(date(year, 1, 1))) for year in range(first, end.year + 1, step)]
    return Career(start, end, list(bars()), years)
