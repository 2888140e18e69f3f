"""How far the merit system is in a year, what is lacking, and what the daily records say about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bijak.kernel.reckonings import Reckoning
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.monitoring import rules, texts
from bijak.monitoring.models import HIGHEST, MeritPoint, MeritProof, MeritYear
from bijak.policy import queries as policies
from bijak.policy.registries import Figure, Reading, Unknown, figures

PROOF_PURPOSE = "monitoring.merit"


def years() -> QuerySet[MeritYear]:
    return MeritYear.objects.order_by("-year")


def all_proofs() -> QuerySet[MeritProof]:
    """Everything that proves something, the newest first."""
    found = MeritProof.objects.filter(removed_on=None)
    return found.select_related("document", "added_by", "point__year").order_by("-pk")


def proofs(point: MeritPoint) -> QuerySet[MeritProof]:
    return all_proofs().filter(point=point)


def points_of_all() -> QuerySet[MeritPoint]:
    """The points of all years, each with how many proofs it has."""
    counted = all_proofs().filter(point=OuterRef("pk")).order_by().values("point").annotate(n=Count("pk"))
    return (
        MeritPoint.objects.select_related("year", "owner")
        .annotate(proofs=Coalesce(Subquery(counted.values("n")), 0))
        .order_by("pk")
    )


def points(year: MeritYear) -> QuerySet[MeritPoint]:
    return points_of_all().filter(year=year)


# Live figures -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spoken:
    """What a live figure says of a point today."""

    figure: Figure
    reading: Reading


def spoken_for(code: str, on: date) -> list[Spoken]:
    """The live figures of a point; those of parts of the house that are not installed are left out."""
    found = []
    for name in texts.POINTS[code].figures:
        try:
            figure = figures.get(name)
        except Unknown:
            continue
        found.append(Spoken(figure, figure.read(on, "")))
    return found


# The index --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Aspect:
    """An aspect in a year. ``score`` is the mean of those of its points that are scored."""

    code: str
    points: Sequence[MeritPoint]
    weight: float
    basis: Any

    @property
    def label(self) -> Any:
        return texts.ASPECTS[self.code]

    @property
    def labelled(self) -> list[tuple[Any, MeritPoint]]:
        return [(texts.POINTS[point.code].label, point) for point in self.points]

    @cached_property
    def scored(self) -> list[int]:
        return [point.score for point in self.points if point.score is not None]

    @property
    def score(self) -> float | None:
        return sum(self.scored) / len(self.scored) if self.scored else None

    @property
    def share(self) -> float:
        """Of the highest score, in per cent; what is not scored counts as nothing."""
        return 100 * sum(self.scored) / (HIGHEST * len(self.points))

    @property
    def is_complete(self) -> bool:
        return len(self.scored) == len(self.points)


@dataclass(frozen=True)
class Binder:
    """A year of the merit system: its aspects, its maturity so far, and the index where all is known."""

    year: MeritYear
    aspects: Sequence[Aspect]
    maturity: Reckoning
    index: Reckoning
    terms: Terms

    @property
    def category(self) -> Any:
        """What the index is called; None while it is not known."""
        place = rules.category(self.index.total, self.terms).item()
        return None if place is None else texts.CATEGORIES[rules.CATEGORIES[place]]

    @property
    def unscored(self) -> int:
        return sum(len(aspect.points) - len(aspect.scored) for aspect in self.aspects)

    @property
    def so_far(self) -> float:
        """Maturity if whatever is not scored yet were nothing."""
        return sum(aspect.weight * aspect.share for aspect in self.aspects) / 10_000


def terms_of(year: int) -> Terms:
    """The terms on the last day of a year, by which it is judged; raises NotInForce for years before the regulation."""
    return policies.terms("monitoring", date(year, 12, 31))


def binder(year: MeritYear) -> Binder:
    """Two queries, however many points."""
    terms = terms_of(year.year)
    by_aspect: dict[str, list[MeritPoint]] = {code: [] for code in rules.ASPECTS}
    for point in points(year):
        by_aspect[point.code.partition(".")[0]].append(point)
    aspects = [
        Aspect(code, found, getattr(terms, f"weight_{code}"), terms.basis(f"weight_{code}"))
        for code, found in by_aspect.items()
    ]
    known = {aspect.code: aspect.score if aspect.is_complete else None for aspect in aspects}
    maturity = rules.maturity(Record(known), terms)
    index = rules.index(
        Record(
            {
                "maturity": maturity.total,
                "survey": None if year.survey is None else float(year.survey),
                "correction": float(year.correction),
            }
        ),
        terms,
    )
    return Binder(year, aspects, maturity, index, terms)


# Gaps -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gap:
    """A point that is not what it could be. ``gain``: by how much maturity rises when it is."""

    point: MeritPoint
    gain: float
    is_overdue: bool

    @property
    def label(self) -> Any:
        return texts.POINTS[self.point.code].label

    @property
    def aspect(self) -> Any:
        return texts.ASPECTS[texts.POINTS[self.point.code].aspect]


def gaps(found: Binder, today: date) -> list[Gap]:
    """What is lacking, that which would bring most first."""
    lacking = [
        Gap(
            point,
            aspect.weight / 100 * (HIGHEST - (point.score or 0)) / (HIGHEST * len(aspect.points)),
            point.due_on is not None and point.due_on < today,
        )
        for aspect in found.aspects
        for point in aspect.points
        if point.score is None or point.score < HIGHEST or not point.proofs  # type: ignore[attr-defined]
    ]
    return sorted(lacking, key=lambda gap: -gap.gain)


# Frozen -----------------------------------------------------------------------------------------


def facts_of(found: Binder, on: date) -> dict[str, Any]:
    """Everything that a binder says on a day, as plain values."""
    return {
        "on": on.isoformat(),
        "maturity": found.maturity.facts(),
        "index": found.index.facts(),
        "total": found.index.total.item(),
        "points": [_point_facts(point, on) for aspect in found.aspects for point in aspect.points],
    }


def _point_facts(point: MeritPoint, on: date) -> Mapping[str, Any]:
    return {
        "code": point.code,
        "score": point.score,
        "reason": point.reason,
        "proofs": [
            {
                "title": proof.title,
                "place": proof.place,
                "sha256": proof.document.sha256 if proof.document else "",
            }
            for proof in proofs(point)
        ],
        "figures": [
            {"code": each.figure.code} | each.reading.as_facts() for each in spoken_for(point.code, on)
        ],
    }


def rows(found: Binder) -> Iterable[Sequence[object]]:
    """The worksheet as a table."""
    yield from (
        (
            str(aspect.label),
            str(texts.POINTS[point.code].label),
            point.score,
            point.reason,
            point.proofs,  # type: ignore[attr-defined]
            point.owner.name if point.owner else "",
            point.due_on,
        )
        for aspect in found.aspects
        for point in aspect.points
    )
