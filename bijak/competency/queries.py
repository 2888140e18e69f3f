"""Questions about what people learned: of one person, and of everyone at once as columns."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import F, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.competency import rules
from bijak.competency.models import TrainingRecord
from bijak.kernel import hiding
from bijak.kernel.decisions import Decision
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, NotInForce, TermBook, Terms
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.policy import queries as policy
from bijak.policy.registries import Impact, Meaning, Reading, ReadingRow
from bijak.shell.prepared import Instances, Prepared

MINIMUM_HOURS = "competency.minimum_hours"
CURRENT = Q(replaced_by=None, withdrawn_on=None)


# One person -------------------------------------------------------------------------------------


def trainings(employee: int) -> QuerySet[TrainingRecord]:
    """All trainings of a person (key of people.Employee), the latest first."""
    known = TrainingRecord.objects.filter(CURRENT, employee_id=employee)
    return known.order_by("-year", "-ended_on", "-pk")


_training = Instances(TrainingRecord)
_trainings = Prepared(lambda *, employee: trainings(employee).values_list(*_training.columns))


def trainings_at_once(employee: int) -> list[TrainingRecord]:
    """The same, by a question that is compiled once: every look at her page asks it."""
    return _training.read(_trainings(employee=employee))


def withdrawn(employee: int) -> QuerySet[TrainingRecord]:
    """What was recorded of a person by hand and taken back, the latest first."""
    found = TrainingRecord.objects.filter(employee_id=employee, withdrawn_on__isnull=False)
    return found.select_related("withdrawn_by").order_by("-withdrawn_on", "-pk")


def recorded() -> QuerySet[TrainingRecord]:
    """Every record that no import has replaced, those taken back included."""
    return TrainingRecord.objects.filter(replaced_by=None).order_by("pk")


def hours_of(records: Iterable[TrainingRecord], year: int) -> int:
    """Hours (JP) of a year among some trainings; a certificate recorded twice counts once, with its most hours."""
    most: dict[str, int] = {}
    for record in records:
        if record.year == year:
            certificate = record.certificate_no or record.reference
            most[certificate] = max(record.hours, most.get(certificate, 0))
    return sum(most.values())


def hours_in_year(employee: int, year: int) -> int:
    """Hours (JP) of a person (key of people.Employee) in a year."""
    return hours_of(trainings(employee).filter(year=year), year)


def last_day(year: int) -> date:
    """Hours count by the terms in force when the year ends."""
    return date(year, 12, 31)


def learned_enough(employee: int, *, year: int) -> Decision:
    """Whether a PNS reached the hours of the year, by the terms in force on its last day."""
    record = Record({"hours": hours_in_year(employee, year)})
    return rules.learned_enough(record, policy.terms("competency", on=last_day(year)))


@dataclass(frozen=True)
class Year:
    """The hours of a person in a year, and the Decision on them where one is due."""

    year: int
    hours: int
    is_over: bool
    needed: float | None = None
    decision: Decision | None = None
    clause: Any = None  # the policy.LocalTerm behind it, where regional policy says how many

    @property
    def is_met(self) -> bool:
        return self.decision is not None and bool(self.decision)

    @property
    def basis(self) -> Basis | None:
        """The law and article behind the number, where one is asked."""
        return self.decision.reasons[0].basis if self.decision is not None else None

    @property
    def short_by(self) -> int | float:
        """Hours (JP) that are missing; 0 where nothing is, or nothing is asked."""
        return _plain(self.decision.reasons[0].short_by) if self.decision is not None else 0


def years_of(
    records: Iterable[TrainingRecord], *, years: Iterable[int], is_pns: bool, today: date
) -> list[Year]:
    """Some years of a person's learning, each by the terms and the clause of its own last day."""
    book = policy.term_book("competency")
    found = []
    for year in years:
        hours, ends = hours_of(records, year), last_day(year)
        if is_pns and (needed := _needed(book, ends)) is not None:
            decision = rules.learned_enough(Record({"hours": hours}), book.on(ends))
            is_local = any(each.period.contains(ends) for each in book["minimum_hours"].local)
            clause = local_clause(ends) if is_local else None
            found.append(Year(year, hours, ends < today, needed, decision, clause))
        else:
            found.append(Year(year, hours, ends < today))
    return found


def _needed(book: TermBook, on: date) -> float | None:
    """None in the years before law asked for hours."""
    try:
        return _plain(book.on(on).minimum_hours)
    except NotInForce:
        return None


def local_clause(on: date) -> Any:
    """The policy.LocalTerm that sets the hours on a day; None where national law does."""
    return next((each for each in policy.local_terms(on) if each.term == MINIMUM_HOURS), None)


def holders(employees: Collection[int]) -> set[int]:
    """Those of some people (keys of people.Employee) about whom trainings are on record."""
    known = TrainingRecord.objects.filter(employee_id__in=employees, replaced_by=None)
    return set(known.order_by().values_list("employee_id", flat=True).distinct())


# Everyone ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Groups:
    """A breakdown: ``codes[i]`` is the place of person i's group in ``keys`` and ``labels``."""

    codes: npt.NDArray[np.intp]
    keys: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Learners:
    """The PNS who are active on a day and were PNS when the year ended (or are, while it runs), with their hours."""

    year: int
    people: people.Workforce
    hours: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.hours)

    def __getitem__(self, chosen: npt.NDArray[np.bool_]) -> "Learners":
        return Learners(self.year, self.people[chosen], self.hours[chosen])

    @property
    def record(self) -> Record:
        return Record({"hours": self.hours})


def last_full_year(on: date) -> int:
    return on.year - 1


def learners(on: date, *, year: int | None = None) -> Learners:
    """Everyone whose hours of a year (without one: of the last full year) count on a day. Two queries."""
    year = last_full_year(on) if year is None else year
    known = people.workforce(on, kinds=("pns",))
    known = known[known.kind_from <= np.datetime64(min(last_day(year), on))]
    return Learners(year, known, _hours_of_all(known.employee, year))


def _hours_of_all(employees: npt.NDArray[np.int64], year: int) -> npt.NDArray[np.int64]:
    """What hours_of says of one person, for many (keys in order) at once."""
    certificate = Coalesce(NullIf(F("certificate_no"), Value("")), F("reference"))
    counted = (
        TrainingRecord.objects.filter(CURRENT, year=year)
        .order_by()
        .values("employee_id", certificate=certificate)
        .annotate(most=Max("hours"))
        .values_list("employee_id", "most")
    )
    found = np.array(list(counted), dtype=np.int64).reshape(-1, 2)
    places = np.searchsorted(employees, found[:, 0])
    known = places < len(employees)
    known[known] = employees[places[known]] == found[known, 0]
    sums = np.bincount(places[known], weights=found[known, 1], minlength=len(employees))
    return sums.astype(np.int64)


def terms_of(year: int) -> Terms:
    """The terms by which the hours of a year count."""
    return policy.terms("competency", on=last_day(year))


BREAKDOWNS: Mapping[str, Any] = MappingProxyType(
    {"unit": gettext_lazy("Unit"), "sex": gettext_lazy("Jenis kelamin"), "rank": gettext_lazy("Golongan")}
)


def group(known: people.Workforce, breakdown: str) -> Groups:
    """People by unit right under the agency, by sex, or by golongan I to IV; without a breakdown all together.

    Only units cost a query.
    """
    if not breakdown:
        return Groups(np.zeros(len(known), dtype=np.intp), ("",), ("",))
    if breakdown == "unit":
        return _by_unit(known)
    if breakdown == "sex":
        return _coded(known.sex, {"L": _("Laki-laki"), "P": _("Perempuan")})
    if breakdown == "rank":
        golongan = {str(number): roman for number, roman in enumerate(("I", "II", "III", "IV"), start=1)}
        return _coded(known.rank_code.astype("U1"), golongan)
    raise LookupError(f"Hours of training are not broken down by {breakdown}.")


def _coded(values: npt.NDArray[np.str_], labels: Mapping[str, str]) -> Groups:
    keys = (*labels, "")
    codes = np.full(len(values), len(labels), dtype=np.intp)
    for place, key in enumerate(labels):
        codes[values == key] = place
    return Groups(codes, keys, (*labels.values(), _("Tidak tercatat")))


def _by_unit(known: people.Workforce) -> Groups:
    offices = organization.offices()
    places = {office.pk: place for place, office in enumerate(offices)}
    place_of = {
        pk: next((places[int(key)] for key in path.strip("/").split("/") if int(key) in places), len(offices))
        for pk, path in organization.known_units().values_list("pk", "path")
    }
    held, inverse = np.unique(known.unit, return_inverse=True)
    codes = np.array([place_of.get(int(unit), len(offices)) for unit in held], dtype=np.intp)[inverse]
    return Groups(
        codes,
        (*(str(office.uuid) for office in offices), ""),
        (*(office.name for office in offices), _("Tanpa unit")),
    )


def judge(known: Learners) -> Decision:
    """The decision on everyone's hours of the year: the rule that also answers on one person's page."""
    return rules.learned_enough(known.record, terms_of(known.year))


def missing_hours(decision: Decision) -> npt.NDArray[np.int64]:
    """By how many hours (JP) each of a column falls short; 0 where nobody does."""
    gap = decision.reasons[0].shortfall
    if gap is None:  # a column of nobody has nothing to compare
        return np.zeros(len(decision), dtype=np.int64)
    return np.ceil(gap.values).astype(np.int64)


@dataclass(frozen=True)
class Tally:
    """A group of people and their hours; ``is_hidden`` where too few stand behind them to be shown."""

    key: str
    label: str
    of: int
    short: int
    short_by: int
    without: int
    hours: int
    is_hidden: bool = False

    @property
    def share(self) -> float:
        return 100 * self.short / self.of if self.of else 0.0

    @property
    def share_without(self) -> float:
        return 100 * self.without / self.of if self.of else 0.0

    @property
    def average(self) -> float:
        return self.hours / self.of if self.of else 0.0


def tally(known: Learners, decision: Decision, breakdown: str = "") -> list[Tally]:
    """Counts of every group that has people, or of all together. What may not be told of a group is marked."""
    groups = group(known.people, breakdown)
    sizes = np.bincount(groups.codes, minlength=len(groups.keys)).tolist()
    told = hiding.shown(dict(zip(groups.keys, sizes, strict=True)))

    def summed(weights: npt.NDArray[Any]) -> list[int]:
        counted = np.bincount(groups.codes, weights=weights, minlength=len(groups.keys))
        return [int(value) for value in counted]

    columns = zip(
        groups.keys,
        groups.labels,
        sizes,
        summed(decision.truth.missing),
        summed(missing_hours(decision)),
        summed(known.hours == 0),
        summed(known.hours),
        (bool(breakdown) and key not in told for key in groups.keys),
        strict=True,
    )
    return [row for row in (Tally(*column) for column in columns) if row.of or not breakdown]


@dataclass(frozen=True)
class Shortage:
    """Who falls short (keys of people.Employee), with the hours she had and those that are missing."""

    employee: npt.NDArray[np.int64]
    hours: npt.NDArray[np.int64]
    short_by: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.employee)

    def __getitem__(self, chosen: npt.NDArray[Any]) -> "Shortage":
        return Shortage(self.employee[chosen], self.hours[chosen], self.short_by[chosen])


def falling_short(known: Learners, among: npt.NDArray[np.bool_]) -> Shortage:
    """Of some people those whose hours are too few, the furthest from enough first."""
    decision = judge(known)
    chosen = decision.truth.missing & among
    found = Shortage(known.people.employee[chosen], known.hours[chosen], missing_hours(decision)[chosen])
    return found[np.lexsort((found.employee, -found.short_by))]


# Figures ----------------------------------------------------------------------------------------


def share_under_hours(on: date, breakdown: str = "") -> Reading:
    """Per cent of PNS whose hours of the last full year were fewer than the terms of its last day ask for."""
    return _reading(on, breakdown, value=lambda row: row.share, count=lambda row: row.short)


def share_without_training(on: date, breakdown: str = "") -> Reading:
    """Per cent of PNS without one hour of training in the last full year."""
    return _reading(on, breakdown, value=lambda row: row.share_without, count=lambda row: row.without)


def average_hours(on: date, breakdown: str = "") -> Reading:
    """Hours (JP) a PNS had in the last full year, on average over all."""
    return _reading(on, breakdown, value=lambda row: row.average, count=lambda row: row.of)


def _reading(
    on: date, breakdown: str, *, value: Callable[[Tally], float], count: Callable[[Tally], int]
) -> Reading:
    known = learners(on)
    try:
        decision = judge(known)
    except NotInForce:
        return Reading(on, None, 0, 0)
    (everyone,) = tally(known, decision)
    rows = tuple(
        ReadingRow(row.key, row.label, None, 0, row.of)
        if row.is_hidden
        else ReadingRow(row.key, row.label, value(row), count(row), row.of)
        for row in (tally(known, decision, breakdown) if breakdown else ())
    )
    return Reading(on, value(everyone) if everyone.of else None, count(everyone), everyone.of, rows)


# What a number would mean -----------------------------------------------------------------------


def touched(on: date) -> frozenset[int]:
    """The PNS who are active on a day (keys of people.Employee): all of them have the right."""
    return frozenset(people.workforce(on, kinds=("pns",)).employee.tolist())


def impact(hours: float, on: date) -> Impact:
    """Who would fall short of so many hours a year, by what they had in the last full one."""
    known = learners(on)
    decision = rules.learned_enough(known.record, rules.supposing(hours))
    return Impact(
        touched=len(known),
        short=int(decision.truth.missing.sum()),
        short_by=float(missing_hours(decision).sum()),
        unit=gettext_lazy("JP"),
    )


def means(employee: int, hours: float, on: date) -> Meaning:
    """What so many hours a year mean for one person, by what she had in the last full one."""
    year = last_full_year(on)
    had = hours_in_year(employee, year)
    decision = rules.learned_enough(Record({"hours": had}), rules.supposing(hours))
    short_by = _plain(decision.reasons[0].short_by)
    told = {"year": year, "had": had, "needed": _plain(hours), "short_by": short_by}
    if decision:
        sentence = _(
            "Anda berhak atas %(needed)s JP setahun. Pada %(year)s tercatat %(had)s JP: sudah terpenuhi."
        )
    else:
        sentence = _(
            "Anda berhak atas %(needed)s JP setahun. Pada %(year)s tercatat %(had)s JP: kurang %(short_by)s JP."
        )
    return Meaning(sentence % told, bool(decision), short_by)


def _plain(number: float) -> int | float:
    """24, not 24.0."""
    return int(number) if number == int(number) else number
