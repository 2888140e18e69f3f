"""The queue as it was last read: whose line stands where, what each condition says, how long people wait."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import cached_property

from bijak.accounts.models import Account
from bijak.career.access import Permission
from bijak.career.models import PromotionKind, QueueLine, QueueRun, QueueState
from bijak.career.queries.packs import FACTS
from bijak.career.queries.standing import KINDS
from bijak.career.rules import promotion as rules
from bijak.career.texts import queue as texts
from bijak.kernel.columns import MET, NAMES
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis
from bijak.organization import queries as organization
from bijak.people import queries as people

ORDER = ("period", "eligible_on", "rank_from", "employee")
"""Who comes first in the queue: by period, then whose time came first, then who holds her rank longest."""

WAITS = frozenset({"years_in_rank", "years_in_post", "no_sanction", "retires"})
"""Conditions that time alone may meet."""

_DAY = 8


def visible_to(account: Account, *, today: date) -> QuerySet[QueueLine]:
    """The lines of people in the units of which an account may know them."""
    reach = organization.scope(account, Permission.VIEW, today=today)
    return QueueLine.objects.filter(reach.q("unit__path"))


def line_of(employee: int) -> QueueLine | None:
    """The line of a person (key of Employee); None for who is no PNS, or was not read yet."""
    return QueueLine.objects.select_related("unit").filter(employee=employee).first()


# The list ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Filter:
    """What one looks for; ``changed_since`` keeps the lines that became others on or after a day."""

    state: str = ""
    kind: str = ""
    rank: str = ""
    period: date | None = None
    unit_path: str = ""
    words: str = ""
    changed_since: date | None = None


def narrowed(lines: QuerySet[QueueLine], wanted: Filter) -> QuerySet[QueueLine]:
    """The list that a filter asks for, in the order of the queue; who is in no period comes last."""
    exact = {"state": wanted.state, "kind": wanted.kind, "rank_code": wanted.rank, "period": wanted.period}
    lines = lines.filter(**{name: value for name, value in exact.items() if value})
    if wanted.unit_path:
        lines = lines.filter(unit__path__startswith=wanted.unit_path)
    if wanted.words:
        known = people.narrowed(people.EmployeeToday.objects.all(), people.Filter(text=wanted.words))
        lines = lines.filter(employee__in=known.order_by().values("employee"))
    if wanted.changed_since:
        lines = lines.filter(changed_on__gte=wanted.changed_since).exclude(was_state="")
    return lines.order_by(*ORDER)


@dataclass(frozen=True)
class Row:
    """A line as pages show it."""

    line: QueueLine
    person: Any
    obstacles: list[str]

    @property
    def colour(self) -> str:
        return texts.STATE_COLOURS[QueueState(self.line.state)]


def rows(lines: Iterable[QueueLine], *, today: date) -> list[Row]:
    """Lines with their people and with what is missing for the kind they stand in. One query more."""
    kept = list(lines)
    known = people.rows_of_employees([each.employee_id for each in kept])
    asked = _asked(_period(today))
    return [
        Row(each, known[each.employee_id], [str(one.words.asks) for one in _lacking(each, asked[each.kind])])
        for each in kept
        if each.employee_id in known
    ]


def _lacking(line: QueueLine, kind: "Asked") -> "list[Condition]":
    return [one for one, sign in zip(kind.conditions, kind.signs(line), strict=True) if sign != MET]


@dataclass(frozen=True)
class Tally:
    """How many lines there are of each state, kind and period."""

    states: list[tuple[QueueState, str, int]]
    kinds: list[tuple[PromotionKind, int]]
    periods: list[tuple[date, int]]

    @property
    def most(self) -> int:
        return max((count for _period, count in self.periods), default=0)


def tally(lines: QuerySet[QueueLine], *, periods: int = 12) -> Tally:
    """Three queries; of the periods the next ones."""
    of_state = dict(lines.order_by().values_list("state").annotate(Count("pk")))
    of_kind = dict(
        lines.order_by().exclude(state=QueueState.BLOCKED).values_list("kind").annotate(Count("pk"))
    )
    coming = lines.filter(period__isnull=False).values_list("period").annotate(Count("pk")).order_by("period")
    return Tally(
        [(each, texts.STATE_COLOURS[each], of_state.get(each, 0)) for each in QueueState],
        [(each, of_kind[each]) for each in PromotionKind if each in of_kind],
        list(coming[:periods]),
    )


def periods_to_choose(lines: QuerySet[QueueLine]) -> list[date]:
    return [day for day in lines.order_by("period").values_list("period", flat=True).distinct() if day]


def last_run() -> QueueRun | None:
    return QueueRun.objects.filter(finished_at__isnull=False).order_by("-finished_at").first()


def is_run_asked() -> bool:
    return QueueRun.objects.filter(finished_at=None).exists()


# One person -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Condition:
    """What a kind asks, with its clause."""

    code: str
    words: texts.Condition
    basis: Basis


@dataclass(frozen=True)
class Asked:
    """The conditions of a kind in the order of their signs, and where these begin."""

    start: int
    conditions: tuple[Condition, ...]

    def signs(self, line: QueueLine) -> list[int]:
        return [int(sign) for sign in line.levels[self.start : self.start + len(self.conditions)]]


@dataclass(frozen=True)
class Said:
    """What a condition says of one person: missing, unknown or met."""

    condition: Condition
    level: str

    @property
    def waits(self) -> bool:
        """Whether time alone brings it."""
        return self.level == "missing" and self.condition.code in WAITS


@dataclass(frozen=True)
class Path:
    """A kind of promotion of one person, condition by condition."""

    kind: PromotionKind
    eligible_on: date | None
    period: date | None
    conditions: list[Said]

    @property
    def purpose(self) -> Any:
        return texts.PURPOSES[self.kind]

    @property
    def is_hers(self) -> bool:
        """Whether she is of those whom the kind is for: its first condition says so."""
        return self.conditions[0].level != "missing"

    @cached_property
    def state(self) -> QueueState:
        levels = {each.level for each in self.conditions}
        if self.eligible_on is not None:
            return QueueState.WAITING if "missing" in levels else QueueState.MAY
        return QueueState.BLOCKED if "missing" in levels else QueueState.UNDECIDED

    @property
    def colour(self) -> str:
        return texts.STATE_COLOURS[self.state]

    @property
    def to_do(self) -> list[Said]:
        return [each for each in self.conditions if each.level != "met"]


def told(line: QueueLine, *, today: date) -> list[Path]:
    """Every kind of one line, the best first and those that are not for her last."""
    asked = _asked(_period(today))
    found = []
    for place, kind in enumerate(KINDS):
        day = _read(line.days[place * _DAY : (place + 1) * _DAY])
        signs = zip(asked[kind].conditions, asked[kind].signs(line), strict=True)
        found.append(
            Path(
                PromotionKind(kind),
                day,
                None if day is None else _period(max(day, today)),
                [Said(condition, NAMES[sign]) for condition, sign in signs],
            )
        )
    return sorted(found, key=lambda path: (path.kind != line.kind, not path.is_hers))


@dataclass(frozen=True)
class Bar:
    """How far off a kind is, as a share (of 100) of the one that comes last."""

    path: Path
    period: date
    width: int


def timeline(paths: Iterable[Path], *, today: date) -> list[Bar]:
    """What comes when, the first first; of what cannot be told when there is no bar."""
    coming = sorted(
        ((path.period, path) for path in paths if path.is_hers and path.period), key=lambda pair: pair[0]
    )
    last = max(((period - today).days for period, _path in coming), default=0) or 1
    return [Bar(path, period, max(100 * (period - today).days // last, 1)) for period, path in coming]


@dataclass(frozen=True)
class Place:
    """The how manyth of how many: among all of the period, of the unit, and of the rank."""

    overall: tuple[int, int]
    in_unit: tuple[int, int]
    in_rank: tuple[int, int]


def place(line: QueueLine) -> Place | None:
    """Where somebody stands in her period; None for who is in none. One query."""
    if line.period is None or line.eligible_on is None:
        return None
    before = Q(eligible_on__lt=line.eligible_on)
    tied = Q(eligible_on=line.eligible_on)
    if line.rank_from is not None:
        before |= tied & Q(rank_from__lt=line.rank_from)
        tied &= Q(rank_from=line.rank_from)
    before |= tied & Q(employee__lt=line.employee_id)
    groups = {"overall": Q(), "in_unit": Q(unit=line.unit_id), "in_rank": Q(rank_code=line.rank_code)}
    counted = QueueLine.objects.filter(period=line.period).aggregate(
        **{f"{name}_before": Count("pk", filter=group & before) for name, group in groups.items()},
        **{
            f"{name}_all": Count("pk", filter=group) if group else Count("pk")
            for name, group in groups.items()
        },
    )
    return Place(**{name: (counted[f"{name}_before"] + 1, counted[f"{name}_all"]) for name in groups})


def _read(digits: str) -> date | None:
    return None if not int(digits) else date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _period(day: date) -> date:
    found: date = rules.next_period(day, rules.TERMS).item()
    return found


@lru_cache(maxsize=4)
def _asked(period: date) -> Mapping[str, Asked]:
    """The conditions of every kind, by the terms of a period."""
    in_force, found, start = rules.TERMS.on(period), {}, 0
    nobody = Record(dict.fromkeys(fact.name for fact in FACTS))
    for kind in KINDS:
        reasons = rules.KINDS[kind](nobody, in_force, on=period).reasons
        found[kind] = Asked(
            start,
            tuple(
                Condition(reason.code, texts.CONDITIONS[reason.code], reason.basis or Basis("", ""))
                for reason in reasons
            ),
        )
        start += len(reasons)
    return found
