"""What a draft would do to the people it concerns, beside what holds today."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak import __version__
from bijak.accounts.models import Account
from bijak.competency import queries as competency
from bijak.competency import rules
from bijak.kernel import hiding
from bijak.kernel.terms import NotInForce, Terms
from bijak.policy import queries as policy
from bijak.policy.registries import Taken, Unknown
from bijak.simulation import engine
from bijak.simulation.engine import hours as engine_of_hours
from bijak.simulation.models import Run

NOW, DRAFT, TRIED = "now", "draft", "tried"
EVERYONE = ""
_OFFERED = 50


@dataclass(frozen=True)
class Option:
    """A value that is compared: what holds, what the draft says, or what somebody tries out.

    ``is_unverified``: nobody has checked yet the law that ``source`` or ``refusal`` names.
    """

    code: str
    value: float
    source: str
    refusal: str = ""
    is_unverified: bool = False


@dataclass(frozen=True)
class Cell:
    """One group under one option. ``cost`` is in rupiah a year, None as long as nobody says what an hour costs."""

    short: int
    share: float
    hours: int
    cost: int | None


@dataclass(frozen=True)
class Row:
    """A group under every option, in their order; no cells where too few people stand behind them to be shown."""

    key: str
    label: str
    of: int
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Table:
    """Everyone by the groups of one breakdown.

    ``spread`` is how many percentage points lie between the groups with the highest and the lowest share of people
    who fall short, under each option: how evenly it bears on them. Empty where fewer than two groups are shown.
    """

    breakdown: str
    label: str
    rows: tuple[Row, ...]
    spread: tuple[float, ...]


@dataclass(frozen=True)
class Moved:
    """How many the last option burdens, relieves, or leaves as they are, compared with what holds."""

    burdened: int
    newly_short: int
    relieved: int
    same: int
    never: int


@dataclass(frozen=True)
class Result:
    """A what-if with its answer; ``parameter_hash`` and ``data_hash`` name what it was computed from."""

    on: date
    year: int
    options: tuple[Option, ...]
    everyone: Row
    tables: tuple[Table, ...]
    moved: Moved | None
    cost_per_hour: int | None
    cost_source: str
    parameter_hash: str
    data_hash: str
    code_version: str

    def as_facts(self) -> dict[str, Any]:
        """Plain values, fit for JSON."""
        facts: dict[str, Any] = json.loads(json.dumps(asdict(self), default=date.isoformat))
        return facts


def what_if(
    draft: Any,
    *,
    on: date,
    tried: float | None = None,
    cost_per_hour: int | None = None,
    cost_source: str = "",
) -> Result:
    """Who falls short today, by what they had in the last full year, under each option."""
    chosen = list(_options(draft, on, tried))
    options = tuple(option for option, _terms in chosen)
    terms = [each for _option, each in chosen]
    known = competency.learners(on)
    groups = {EVERYONE: competency.group(known.people, "")} | {
        breakdown: competency.group(known.people, breakdown) for breakdown in competency.BREAKDOWNS
    }
    counted = {
        breakdown: engine.histogram(known.hours, each.codes, len(each.keys))
        for breakdown, each in groups.items()
    }
    rows = {
        breakdown: _rows(groups[breakdown], counted[breakdown], terms, cost_per_hour) for breakdown in groups
    }
    return Result(
        on=on,
        year=known.year,
        options=options,
        everyone=rows[EVERYONE][0],
        tables=tuple(
            Table(breakdown, str(label), rows[breakdown], _spread(rows[breakdown]))
            for breakdown, label in competency.BREAKDOWNS.items()
        ),
        moved=_moved(engine.shift(counted[EVERYONE], terms[0], terms[-1])) if len(terms) > 1 else None,
        cost_per_hour=cost_per_hour,
        cost_source=cost_source,
        parameter_hash=_hash_of(
            json.dumps(
                {
                    "on": on.isoformat(),
                    "options": [[option.code, option.value] for option in options],
                    "cost_per_hour": cost_per_hour,
                },
                sort_keys=True,
            ).encode()
        ),
        data_hash=_hash_of(
            known.people.employee.tobytes(),
            known.hours.tobytes(),
            *(groups[breakdown].codes.tobytes() for breakdown in competency.BREAKDOWNS),
        ),
        code_version=code_version(),
    )


def _options(draft: Any, on: date, tried: float | None) -> Iterator[tuple[Option, Terms]]:
    try:
        in_force = policy.terms("competency", on=on)
        basis = in_force.basis("minimum_hours")
        option = Option(NOW, in_force.minimum_hours, str(basis), is_unverified=not basis.verified)
        yield option, in_force
    except NotInForce:
        pass  # before national law asked for hours there is nothing to compare with
    version = version_of(draft)
    settings = proposed(version)
    if settings:
        # A draft may raise the number step by step; what is asked is where it leads.
        leads_to = max([on, *(each.from_on for each in settings if each.from_on)])
        terms = policy.terms("competency", on=leads_to, version=version)
        yield Option(DRAFT, terms.minimum_hours, terms.basis("minimum_hours").article), terms
    if tried is not None:
        bounds = rules.TERMS["minimum_hours"].bounds
        option = Option(TRIED, tried, "")
        if bounds is not None and not bounds.allow(tried):
            option = Option(TRIED, tried, "", str(bounds.basis), is_unverified=not bounds.basis.verified)
        yield option, rules.supposing(tried)


def version_of(draft: Any) -> Any:
    """The text that is asked about: as it is being written, also while people speak about an earlier version."""
    return policy.working_version(draft) or policy.shown_version(draft)


def proposed(version: Any) -> list[Any]:
    """The settings of a version that this context can simulate (policy.TermSetting)."""
    return [each for each in policy.settings_of(version) if each.term == competency.MINIMUM_HOURS]


def _rows(
    groups: competency.Groups,
    counted: engine.Histogram,
    terms: Sequence[Terms],
    cost_per_hour: int | None,
) -> tuple[Row, ...]:
    sizes = counted.of.tolist()
    told = hiding.shown(dict(zip(groups.keys, sizes, strict=True)))
    outcomes = [engine.outcome(counted, each) for each in terms]
    rows = []
    for place, (key, label) in enumerate(zip(groups.keys, groups.labels, strict=True)):
        of = sizes[place]
        if not of and len(groups.keys) > 1:
            continue
        if key not in told and len(groups.keys) > 1:
            rows.append(Row(key, label, of))
            continue
        cells = tuple(
            _cell(int(each.short[place]), round(float(each.short_by[place])), of, cost_per_hour)
            for each in outcomes
        )
        rows.append(Row(key, label, of, cells))
    return tuple(rows)


def _spread(rows: Sequence[Row]) -> tuple[float, ...]:
    options = zip(*(row.cells for row in rows if row.cells), strict=True)
    shares = ([cell.share for cell in option] for option in options)
    return tuple(max(each) - min(each) for each in shares if len(each) > 1)


def _cell(short: int, hours: int, of: int, cost_per_hour: int | None) -> Cell:
    cost = None if cost_per_hour is None else hours * cost_per_hour
    return Cell(short, 100 * short / of if of else 0.0, hours, cost)


def _moved(found: engine.Shift) -> Moved:
    return Moved(*(int(getattr(found, name)[0]) for name in Moved.__dataclass_fields__))


@cache
def code_version() -> str:
    """The release, and a fingerprint of the lines that decide and count."""
    decides = [
        Path(rules.__file__),
        Path(rules.__file__).with_name("terms.toml"),
        Path(engine_of_hours.__file__),
    ]
    return f"{__version__}+{_hash_of(*(path.read_bytes() for path in decides))[:12]}"


def _hash_of(*parts: bytes) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


# Kept runs --------------------------------------------------------------------------------------


def runs_of(draft: Any) -> QuerySet[Run]:
    """What was kept of a draft, the newest first."""
    return Run.objects.filter(draft=draft).select_related("kept_by").order_by("-pk")


def runs() -> QuerySet[Run]:
    return Run.objects.select_related("draft__policy", "version", "kept_by").order_by("-pk")


def last_cost() -> Run | None:
    """The run that last said what an hour costs: its assumption is offered again."""
    return runs().filter(cost_per_hour__isnull=False).first()


def choices(account: Account, on: date) -> Iterable[tuple[str, str]]:
    """The kept runs as evidence to pick from."""
    for run in runs()[:_OFFERED]:
        yield str(run.uuid), _title(run)


def take(reference: str, on: date) -> Taken:
    """What a kept run says; it never changes."""
    try:
        run = runs().get(uuid=UUID(reference))
    except (ValueError, Run.DoesNotExist):
        raise Unknown(f"No simulation is called {reference}.") from None
    return Taken(title=_title(run), facts=run.result, link=reverse("simulation:run", args=[run.uuid]))


def _title(run: Run) -> str:
    options: Sequence[Mapping[str, Any]] = run.result["options"]
    return _("Akibat %(hours)s JP setahun, %(policy)s") % {
        "hours": f"{options[-1]['value']:g}" if options else "?",
        "policy": run.draft.policy.title,
    }
