"""How the history of a tree may change: pure arithmetic on spans, for the preview and for the service alike."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, Literal

from bijak.kernel.days import Period


@dataclass(frozen=True, slots=True)
class Face:
    """What one sees of a unit on a day. ``parent`` is a unit's key, None directly under the agency."""

    name: str
    short_name: str = ""
    kind: str = "other"
    head_title: str = ""
    echelon: str = ""
    parent: int | None = None
    order: int = 0


@dataclass(frozen=True, slots=True)
class PostFace:
    """What a post asks for on a day, and how many of it are needed. Ranks and levels are national codes."""

    needed: int
    kind: str = "executor"
    job_class: int | None = None
    rank_lowest: str = ""
    rank_highest: str = ""
    education_level: str = ""
    programmes: str = ""
    certificates: str = ""
    retirement_age: int | None = None


@dataclass(frozen=True, slots=True)
class Span[F: (Face, PostFace) = Face]:
    """The face of a unit or post over a period. ``source`` names the row it came from, None if it is new."""

    period: Period
    face: F
    source: int | None = field(default=None, compare=False)


type Change[F: (Face, PostFace) = Face] = Callable[[F | None], F | None]


def having[F: (Face, PostFace)](changes: Mapping[str, Any]) -> Change[F]:
    """Other values for some fields; what did not exist on a day is not called into being by them."""
    return lambda face: None if face is None else replace(face, **changes)


def ended(_face: Face | PostFace | None) -> None:
    """No unit or post any more."""


def amend[F: (Face, PostFace)](spans: Iterable[Span[F]], period: Period, change: Change[F]) -> list[Span[F]]:
    """The history with ``change`` applied to every day of ``period``.

    ``change`` gets the face of a stretch of days, or None where the unit did not exist, and answers with the new
    one, or None for "did not exist". Days outside stay as they are; stretches that do not change stay whole.
    """
    result: list[Span[F]] = []
    free_from: date | None = period.start  # the first day of the period that no span has covered yet
    for span in sorted(spans, key=lambda each: each.period.start):
        if not span.period.overlaps(period):
            result.append(span)
            continue
        inside = _intersection(span.period, period)
        if free_from is not None and free_from < inside.start:
            result += _renewed(Period(free_from, inside.start), change(None))
        free_from = inside.until
        face = change(span.face)
        if face == span.face:
            result.append(span)
            continue
        if span.period.start < inside.start:
            result.append(Span(Period(span.period.start, inside.start), span.face, span.source))
        result += _renewed(inside, face)
        if inside.until is not None and inside.until != span.period.until:
            result.append(Span(Period(inside.until, span.period.until), span.face, span.source))
    if free_from is not None and (period.until is None or free_from < period.until):
        result += _renewed(Period(free_from, period.until), change(None))
    return sorted(result, key=lambda each: each.period.start)


def _intersection(a: Period, b: Period) -> Period:
    ends = [end for end in (a.until, b.until) if end is not None]
    return Period(max(a.start, b.start), min(ends, default=None))


def _renewed[F: (Face, PostFace)](period: Period, face: F | None) -> list[Span[F]]:
    return [] if face is None else [Span(period, face)]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a tree cannot stand on a day."""

    code: Literal["parent_missing", "cycle"]
    unit: int
    parent: int
    on: date


def faults(histories: Mapping[int, Sequence[Span]], period: Period) -> list[Fault]:
    """Every unit that would, on some day of the period, hang under one that is not there, or under itself.

    Only the days on which something begins or ends are looked at: between them nothing changes. A unit is
    named once for each kind of fault, with the first such day.
    """
    found: dict[tuple[str, int], Fault] = {}
    for day in _turning_days(histories, period):
        parents = {
            unit: span.face.parent
            for unit, spans in histories.items()
            for span in spans
            if span.period.contains(day)
        }
        for unit, parent in parents.items():
            if parent is not None and parent not in parents:
                found.setdefault(("parent_missing", unit), Fault("parent_missing", unit, parent, day))
        for unit in _in_cycle(parents):
            found.setdefault(("cycle", unit), Fault("cycle", unit, parents[unit] or unit, day))
    return list(found.values())


def _turning_days(histories: Mapping[int, Sequence[Span]], period: Period) -> list[date]:
    days = {period.start}
    for spans in histories.values():
        for span in spans:
            days.update(day for day in (span.period.start, span.period.until) if day and period.contains(day))
    return sorted(days)


def _in_cycle(parents: Mapping[int, int | None]) -> Iterator[int]:
    sound: set[int] = set()
    for unit in parents:
        walked: list[int] = []
        step: int | None = unit
        while step is not None and step not in sound and step not in walked:
            walked.append(step)
            step = parents.get(step)
        if step is not None and step in walked:
            yield from walked[walked.index(step) :]
        sound.update(walked)


def paths(parents: Mapping[int, int | None]) -> dict[int, str]:
    """Keys from the root for every unit: ``/1/5/9/``. A unit caught in a circle counts as a root."""
    found: dict[int, str] = {}
    cut = set(_in_cycle(parents))
    for unit in parents:
        climbed: list[int] = []
        step: int | None = unit
        while step is not None and step not in found:
            climbed.append(step)
            step = None if step in cut or parents[step] not in parents else parents[step]
        prefix = "/" if step is None else found[step]
        for each in reversed(climbed):
            prefix = found[each] = f"{prefix}{each}/"
    return found


# A file of units --------------------------------------------------------------------------------

BEGINNING = date(1945, 8, 17)
"""Since when a unit of the first file is taken to exist where the file does not say: the Republic's first day."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a file has it. ``None`` is what the file does not say; an empty ``parent`` is the agency itself."""

    siasn_id: str
    name: str
    parent: str | None = None
    short_name: str | None = None
    head_title: str | None = None
    echelon: str | None = None
    kind: str | None = None
    likely_kind: str = "other"
    from_on: date | None = None

    def face(self, was: Face | None, key: int, keys: Mapping[str, int]) -> Face:
        base = was or Face(self.name, kind=self.likely_kind, order=key)
        said: dict[str, Any] = {
            name: getattr(self, name) for name in ("name", "short_name", "head_title", "echelon", "kind")
        }
        face = replace(base, **{name: value for name, value in said.items() if value is not None})
        return face if self.parent is None else replace(face, parent=keys.get(self.parent))


def replan(
    rows: Iterable[UnitRow], keys: Mapping[str, int], histories: Mapping[int, Sequence[Span]], *, today: date
) -> dict[int, list[Span]]:
    """The new histories of the units that a file changes; ``keys`` leads from national ids to units.

    A unit that is there today changes from today on, or from the day the file names if that is later than what we
    know; one that is not begins on the day the file names, else today, or at the beginning if there was no tree.
    """
    changed: dict[int, list[Span]] = {}
    for row in rows:
        key = keys[row.siasn_id]
        spans = histories.get(key, ())
        current = next((span for span in spans if span.period.contains(today)), None)
        if current is None:
            start = row.from_on or (today if histories else BEGINNING)
        else:
            start = max(row.from_on, current.period.start) if row.from_on else today
        if current is not None and row.face(current.face, key, keys) == current.face:
            continue
        after = amend(spans, Period(start), partial(row.face, key=key, keys=keys))
        if after != list(spans):
            changed[key] = after
    return changed


# Posts ------------------------------------------------------------------------------------------


def title_key(title: str) -> str:
    """By what a title is known: case and blanks do not count."""
    return " ".join(title.split()).casefold()


@dataclass(frozen=True, slots=True)
class Balance:
    """Places needed against places filled. Too many in one post fill no other one, so sums keep both."""

    needed: int = 0
    filled: int = 0
    vacant: int = 0
    surplus: int = 0

    @classmethod
    def of(cls, needed: int, filled: int) -> "Balance":
        return cls(needed, filled, max(needed - filled, 0), max(filled - needed, 0))

    @property
    def difference(self) -> int:
        """People above (or, negative, below) what is needed."""
        return self.filled - self.needed

    def __add__(self, other: "Balance") -> "Balance":
        return Balance(
            self.needed + other.needed,
            self.filled + other.filled,
            self.vacant + other.vacant,
            self.surplus + other.surplus,
        )
