"""What complaints say in numbers: when, what about, how far. Of people nothing is left in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

LARGEST = 10
"""Groups told by name; the rest are one."""
FEWEST = 3
"""A name in fewer cells than these is not kept: it may be a sentence about somebody."""
LONGEST_NAME = 60
MOST_MONTHS = 60
"""Over a longer time, years are told instead."""

type Row = tuple[date | None, str | None, str | None]
"""The day of a complaint, its category and its status; None where the file says nothing that can be read."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The largest by name, in their order; what ``others`` count together, which were ``kinds``; and what has none."""

    named: list[tuple[str, int]]
    others: int
    kinds: int
    without: int


@dataclass(frozen=True, slots=True)
class Tally:
    """``spans`` are months (``2026-01``) or years (``2026``) from the first to the last, empty ones among them."""

    total: int
    first: date | None
    last: date | None
    spans: list[tuple[str, int]]
    without_day: int
    categories: Groups
    statuses: Groups


def tally(rows: Iterable[Row], *, today: date) -> Tally:
    """Count them. A day after ``today`` is none: nobody complained on it yet."""
    days, categories, statuses = [], [], []
    for day, category, status in rows:
        days.append(day if day is not None and day <= today else None)
        categories.append(category)
        statuses.append(status)
    known = [day for day in days if day is not None]
    first, last = min(known, default=None), max(known, default=None)
    return Tally(
        total=len(days),
        first=first,
        last=last,
        spans=_spans(known, first, last) if first and last else [],
        without_day=len(days) - len(known),
        categories=_groups(categories),
        statuses=_groups(statuses),
    )


def _spans(days: list[date], first: date, last: date) -> list[tuple[str, int]]:
    months = list(_months(first, last))
    cut = len("2026-01") if len(months) <= MOST_MONTHS else len("2026")
    counts = Counter(day.isoformat()[:cut] for day in days)
    return [(span, counts[span]) for span in dict.fromkeys(month[:cut] for month in months)]


def _months(first: date, last: date) -> Iterator[str]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{number // 12:04}-{number % 12 + 1:02}"


def _groups(names: list[str | None]) -> Groups:
    """Names differ by more than case and blanks; each reads as most cells write it."""
    spelt: dict[str, Counter[str]] = {}
    for name in names:
        if name and (short := " ".join(name.split())):
            spelt.setdefault(short.casefold(), Counter())[short] += 1
    counts = sorted(
        ((each.total(), each.most_common(1)[0][0]) for each in spelt.values()), key=_largest_first
    )
    named = [(_cut(name), count) for count, name in counts if count >= FEWEST][:LARGEST]
    others = counts[len(named) :]
    told = sum(count for count, _name in counts)
    return Groups(named, sum(count for count, _name in others), len(others), len(names) - told)


def _largest_first(group: tuple[int, str]) -> tuple[int, str]:
    return -group[0], group[1]


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
