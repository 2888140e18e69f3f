"""The hours of everyone at once, as columns: who falls short, and in which groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import Case, Exists, Max, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.competency import rules, texts
from bijak.competency.models import TrainingRecord
from bijak.competency.queries.person import CURRENT, PNS, last_day
from bijak.kernel import hiding
from bijak.kernel.decisions import Decision
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.policy import queries as policy

FUNCTIONAL = "2"
"""The form of training (``texts.FORMS``) that prepares for a functional position."""


@dataclass(frozen=True)
class Groups:
    """A breakdown: ``codes[i]`` is the place of person i's group in ``keys`` and ``labels``."""

    codes: npt.NDArray[np.intp]
    keys: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Learners:
    """The PNS who are active on a day and of whom the year is judged (``rules.is_judged``), with their hours."""

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
    known = people.workforce(on, kinds=PNS)
    known = known[rules.is_judged(Record({"pns_from": known.kind_from}), year_ends=last_day(year)).met]
    return Learners(year, known, _hours_of_all(known.employee, year))


_BEGAN = Coalesce("started_on", "ended_on")
_SAMENESS = Case(
    When(
        ~Q(ended_on=None),
        apart_reason="",
        then=Concat(
            "name_key",
            Value("|"),
            Cast(_BEGAN, TextField()),
            Value("|"),
            Cast("ended_on", TextField()),
            output_field=TextField(),
        ),
    )
)
_TRAINING = Coalesce(NullIf("certificate_no", Value("")), _SAMENESS, "reference", output_field=TextField())


def _counted_of_all(years: Sequence[int], among: Sequence[int] | None = None) -> QuerySet[Any, Any]:
    """What ``counted`` keeps of the trainings of everyone, or of some people: a row for each training of a year."""
    records = TrainingRecord.objects.filter(CURRENT, year__in=years).order_by()
    if among is not None:
        records = records.filter(employee__in=among)
    certified = records.exclude(certificate_no="").filter(
        employee=OuterRef("employee"),
        year=OuterRef("year"),
        name_key=OuterRef("name_key"),
        ended_on=OuterRef("ended_on"),
        apart_reason="",
    )
    certified = certified.alias(began=_BEGAN).filter(
        began=Coalesce(OuterRef("started_on"), OuterRef("ended_on"))
    )
    return (
        records.exclude(Q(certificate_no="", apart_reason="") & Exists(certified))
        .values("employee_id", "year", training=_TRAINING)
        .annotate(most=Max("hours"))
    )


def _hours_of_all(employees: npt.NDArray[np.int64], year: int) -> npt.NDArray[np.int64]:
    """What hours_of says of one person, for many (keys in order) at once."""
    counted = _counted_of_all([year]).values_list("employee_id", "most")
    found = np.array(list(counted), dtype=np.int64).reshape(-1, 2)
    places = np.searchsorted(employees, found[:, 0])
    known = places < len(employees)
    known[known] = employees[places[known]] == found[known, 0]
    sums = np.bincount(places[known], weights=found[known, 1], minlength=len(employees))
    return sums.astype(np.int64)


@dataclass(frozen=True)
class Followed:
    """Trainings that count, a row for each; ``form`` is "" where the form of none of its records is known."""

    employee: npt.NDArray[np.int64]
    year: npt.NDArray[np.int64]
    kind: npt.NDArray[np.str_]
    form: npt.NDArray[np.str_]
    hours: npt.NDArray[np.int64]


def followed(years: Sequence[int], *, among: Sequence[int] | None = None) -> Followed:
    """The trainings of some years, of everyone or of some people (keys of people.Employee). One query."""
    told = _counted_of_all(years, among).annotate(form=Max("form_code"), sort=Max("kind"))
    rows = told.values_list("employee_id", "year", "sort", "form", "most")
    columns = list(zip(*rows, strict=True)) or [()] * 5
    types: tuple[npt.DTypeLike, ...] = (np.int64, np.int64, "U12", "U4", np.int64)
    return Followed(*(np.array(column, dtype) for column, dtype in zip(columns, types, strict=True)))


def functionally_trained(*, until: date, among: Sequence[int] | None = None) -> npt.NDArray[np.int64]:
    """Who followed a training for functional positions by a day (keys of people.Employee)."""
    records = TrainingRecord.objects.filter(CURRENT, form_code=FUNCTIONAL).order_by()
    records = records.filter(Q(ended_on__lte=until) | Q(ended_on=None, year__lte=until.year))
    if among is not None:
        records = records.filter(employee__in=among)
    return np.fromiter(records.values_list("employee_id", flat=True).distinct(), np.int64)


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


def form_names(codes: Sequence[str]) -> list[str]:
    """What forms of training are called, by their codes."""
    return [texts.FORMS.get(code, code) for code in codes]
