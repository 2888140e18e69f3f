"""How far all have come, unit by unit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from bijak.kernel import hiding
from bijak.organization import queries as organization
from bijak.outreach import rules
from bijak.outreach.models import (
    Assignment,
    Campaign,
)
from bijak.outreach.queries.campaigns import questions
from bijak.outreach.queries.person import _current


@dataclass(frozen=True)
class Ladder:
    """How far people have come, each rung counted among all who are assigned.

    ``understood`` counts among ``counted``, those whom ``rules.counted_until`` lets count: not all who answered by
    now. Both are None where they would tell about fewer than ten.
    """

    assigned: int = 0
    opened: int = 0
    acknowledged: int = 0
    answered: int = 0
    understood: int | None = None
    counted: int | None = None

    def __add__(self, other: "Ladder") -> "Ladder":
        return Ladder(
            self.assigned + other.assigned,
            self.opened + other.opened,
            self.acknowledged + other.acknowledged,
            self.answered + other.answered,
        )

    @property
    def acknowledged_percent(self) -> float | None:
        return 100 * self.acknowledged / self.assigned if self.assigned else None

    @property
    def rungs(self) -> tuple[tuple[str, int | None, int | None], ...]:
        """Name, how many came so far, and among how many that is counted."""
        return (
            (_("Ditugaskan"), self.assigned, self.assigned),
            (_("Membuka"), self.opened, self.assigned),
            (_("Menyatakan telah membaca"), self.acknowledged, self.assigned),
            (_("Menjawab semua pertanyaan"), self.answered, self.assigned),
            (_("Memahami"), self.understood, self.counted),
        )


@dataclass(frozen=True)
class UnitRow:
    """A unit with all below it. Without ``uuid`` it is the people who are in the unit itself, or in none."""

    label: str
    ladder: Ladder
    uuid: UUID | None = None
    may_open: bool = False


@dataclass(frozen=True)
class Progress:
    total: Ladder
    rows: Sequence[UnitRow] = ()
    trail: Sequence[Any] = field(default=())
    unit: Any = None


_RUNGS = {
    "assigned": Count("pk"),
    "opened": Count("pk", filter=Q(opened_on__isnull=False)),
    "acknowledged": Count("pk", filter=Q(acknowledged_on__isnull=False)),
    "answered": Count("pk", filter=Q(answered_on__isnull=False)),
}
"""What to count, in the order of Ladder's fields."""


def ladder(campaign: Campaign, *, today: date) -> Ladder:
    """Over everyone."""
    counts = _current(campaign).order_by().aggregate(**_RUNGS)
    return _with(Ladder(**counts), _whole(_understood(campaign, today=today)))


def reach(found: Iterable[Campaign]) -> dict[int, Ladder]:
    """The ladders of some campaigns up to the answers, by their keys: one query for a list."""
    rows = (
        Assignment.objects.filter(campaign__in=list(found), left_on=None)
        .order_by()
        .values_list("campaign")
        .annotate(**_RUNGS)
    )
    return {key: Ladder(*counts) for key, *counts in rows}


def progress(campaign: Campaign, *, scope: organization.Scope, today: date, unit: Any = None) -> Progress:
    """How far people came within a scope, by the units right under ``unit`` (or by office)."""
    counted = (
        _current(campaign)
        .filter(scope.q("unit__path"))
        .order_by()
        .values_list("unit__path")
        .annotate(**_RUNGS)
    )
    level = _level(unit)
    sums: dict[int, Ladder] = {}
    deeper: set[int] = set()
    for path, *counts in counted:
        if unit is not None and not (path or "").startswith(unit.path):
            continue
        keys = _keys(path)
        place = _place(path, level)
        sums[place] = sums.get(place, Ladder()) + Ladder(*counts)
        if place and keys[-1] != place:
            deeper.add(place)
    whole, parts = _understood_below(campaign, unit, level, today=today)

    def told(place: int) -> Ladder:
        """With understanding where the scope takes in all the people who stand behind the number."""
        is_covered = scope.covers(level.get(place, unit))
        return _with(sums[place], parts.get(place) if is_covered else None)

    rows = [
        UnitRow(each.name, told(key), each.uuid, key in deeper) for key, each in level.items() if key in sums
    ]
    if 0 in sums:
        label = _("Langsung di %(unit)s") % {"unit": unit.name} if unit else _("Di luar perangkat daerah")
        rows.append(UnitRow(label, told(0)))
    sees_all = scope.covers(unit) or (unit is None and all(scope.covers(each) for each in level.values()))
    total = _with(sum(sums.values(), Ladder()), whole if sees_all else _sum(rows))
    trail = [each for each in organization.ancestors(unit) if leads_into(scope, each.path)] if unit else []
    return Progress(total, rows, trail, unit)


def _with(ladder: Ladder, found: "_Found | None") -> Ladder:
    counted, understood = found or (None, None)
    return replace(ladder, counted=counted, understood=understood)


def _sum(rows: Sequence[UnitRow]) -> "_Found | None":
    """What anybody can add up; None where a part is missing."""
    ladders = [row.ladder for row in rows]
    if not ladders or any(each.understood is None for each in ladders):
        return None
    return sum(each.counted or 0 for each in ladders), sum(each.understood or 0 for each in ladders)


def leads_into(scope: organization.Scope, path: str) -> bool:
    """Whether a unit lies within a scope or on the way down to it; what is counted there is the scope's part."""
    return (
        scope.everything or path.startswith(scope.paths) or any(each.startswith(path) for each in scope.paths)
    )


def _level(unit: Any) -> dict[int, Any]:
    """The units that a table has as its rows, by their keys, in their order."""
    return {each.pk: each for each in (organization.children(unit) if unit else organization.offices())}


def _keys(path: str | None) -> list[int]:
    return [int(key) for key in (path or "").strip("/").split("/") if key]


def _place(path: str | None, level: Mapping[int, Any]) -> int:
    """The row in which the people of a unit are counted; 0 for those who are in none of them."""
    return next((key for key in _keys(path) if key in level), 0)


def counted(campaign: Campaign, *, today: date) -> QuerySet[Assignment]:
    """Those whose first answers are shown, also if they have left: nobody's leaving may show how she answered."""
    answered = Assignment.objects.filter(campaign=campaign, answered_on__isnull=False).order_by()
    days = dict(answered.values_list("answered_on").annotate(Count("pk")))
    until = campaign.due_on and rules.counted_until(days, due_on=campaign.due_on, today=today)
    return answered.filter(answered_on__lte=until) if until else answered.none()


type _Found = tuple[int, int]  # how many answers are counted, how many of those people understood


type _Parts = dict[str, _Found]  # by path of a unit


def _understood(campaign: Campaign, *, today: date) -> _Parts:
    needed = rules.right_answers_needed(len(questions(campaign)), campaign.threshold)
    rows = (
        counted(campaign, today=today)
        .values_list("unit__path")
        .annotate(answered=Count("pk"), right=Count("pk", filter=Q(first_right__gte=needed)))
    )
    return {path or "": (answered, understood) for path, answered, understood in rows}


def _whole(parts: _Parts) -> _Found | None:
    counted = sum(answered for answered, _right in parts.values())
    understood = sum(right for _answered, right in parts.values())
    return (counted, understood) if counted >= rules.K else None


def _understood_below(
    campaign: Campaign, unit: Any, level: Mapping[int, Any], *, today: date
) -> tuple[_Found | None, Mapping[int, _Found]]:
    """How many understood under a unit: all together, and by the rows of its table as far as they may be shown.

    By unit only after the due day, for a unit gains one answer at a time. A unit that is hidden beside its siblings
    is hidden in its own table, too: what is subtracted from what does not depend on the page one looks at.
    """
    parts = _understood(campaign, today=today)
    if campaign.due_on is None or today <= campaign.due_on:
        return (_whole(parts) if unit is None else None), {}
    offices = _level(None) if unit else level
    above = [*organization.ancestors(unit), unit] if unit else []
    for each in (step for step in above if any(key in offices for key in _keys(step.path))):
        beside = _level(each.parent) if each.pk not in offices else offices
        if str(each.pk) not in hiding.shown(_sizes(parts, beside), rules.K):
            return None, {}
        parts = {path: counts for path, counts in parts.items() if path.startswith(each.path)}
    may_show = hiding.shown(_sizes(parts, level), rules.K)
    found: dict[int, _Found] = {}
    for path, (answered, understood) in parts.items():
        place = _place(path, level)
        if str(place) in may_show:
            before = found.get(place, (0, 0))
            found[place] = before[0] + answered, before[1] + understood
    return _whole(parts), found


def _sizes(parts: _Parts, level: Mapping[int, Any]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for path, (answered, _understood) in parts.items():
        place = str(_place(path, level))
        sizes[place] = sizes.get(place, 0) + answered
    return sizes
