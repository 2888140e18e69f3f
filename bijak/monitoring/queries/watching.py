"""How a policy does: indicators as they stand and stood, and what an evaluation finds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.consultation import queries as consultation
from bijak.monitoring import rules
from bijak.monitoring.models import Colour, Evaluation, Indicator, IndicatorReading
from bijak.outreach import queries as outreach
from bijak.policy import queries as policies
from bijak.policy.registries import Figure, Reading, Taken, Unknown, figures
from bijak.survey import queries as surveys

_OFFERED = 50


# Indicators -------------------------------------------------------------------------------------


def indicators() -> QuerySet[Indicator]:
    return Indicator.objects.select_related("policy", "owner").order_by("policy__title", "figure", "pk")


def watched(policy: Any) -> QuerySet[Indicator]:
    """The indicators of a policy that are still read."""
    return indicators().filter(policy=policy, ended_on=None)


@dataclass(frozen=True)
class GroupLight:
    label: str
    value: float | None
    count: int
    of: int
    light: str

    @property
    def words(self) -> str:
        return str(Colour(self.light).label)


@dataclass(frozen=True)
class Standing:
    """An indicator as it stands on a day."""

    indicator: Indicator
    figure: Figure | None
    reading: Reading | None
    light: str
    groups: tuple[GroupLight, ...] = ()

    @property
    def words(self) -> str:
        return str(Colour(self.light).label)

    @property
    def label(self) -> str:
        return str(self.figure.label) if self.figure else self.indicator.figure

    @property
    def unit(self) -> str:
        return self.figure.unit if self.figure else ""

    @property
    def value(self) -> float | None:
        return self.reading.value if self.reading else None


def standing(indicator: Indicator, on: date) -> Standing:
    """The live value with its light, and each group's."""
    try:
        figure = figures.get(indicator.figure)
    except Unknown:
        return Standing(indicator, None, None, rules.Light.NONE)
    reading = figure.read(on, indicator.breakdown)
    groups = tuple(
        GroupLight(row.label, row.value, row.count, row.of, light_of(indicator, figure, row.value))
        for row in reading.rows
    )
    return Standing(indicator, figure, reading, light_of(indicator, figure, reading.value), groups)


def light_of(indicator: Indicator, figure: Figure, value: float | None) -> str:
    return rules.light(
        value,
        target=float(indicator.target),
        warn_at=float(indicator.warn_at),
        lower_is_better=figure.lower_is_better,
    ).value


def readings(indicator: Indicator, *, until: date = date.max) -> QuerySet[IndicatorReading]:
    """What was kept up to a day, the newest first.

    A demonstration goes back in time again: what it read on later days is not known yet, and waits for them.
    """
    return IndicatorReading.objects.filter(indicator=indicator, on__lte=until).order_by("-on", "-pk")


def last_reading(indicator: Indicator, *, before: date) -> IndicatorReading | None:
    return readings(indicator).filter(on__lt=before).first()


@dataclass(frozen=True)
class Last:
    """An indicator with what was kept of it last: enough for a list."""

    indicator: Indicator
    label: str
    unit: str
    reading: IndicatorReading | None

    @property
    def light(self) -> str:
        return self.reading.light if self.reading else rules.Light.NONE.value

    @property
    def words(self) -> str:
        return str(Colour(self.light).label)


def lasts(found: QuerySet[Indicator], on: date) -> list[Last]:
    """As known on a day. Two queries, however many indicators."""
    kept = {
        each.indicator_id: each
        for each in IndicatorReading.objects.filter(indicator__in=found.order_by().values("pk"), on__lte=on)
        .order_by("indicator", "-on")
        .distinct("indicator")
    }
    known = {figure.code: figure for figure in figures}
    return [
        Last(
            each,
            str(known[each.figure].label) if each.figure in known else each.figure,
            known[each.figure].unit if each.figure in known else "",
            kept.get(each.pk),
        )
        for each in found
    ]


# A line picture ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    on: date
    value: float


@dataclass(frozen=True)
class Picture:
    """A line through readings in a box of 600 by 160, with the target; its table stands beside it."""

    dots: tuple[Dot, ...]
    target_y: float
    low: float
    high: float

    WIDTH, HEIGHT, EDGE = 600, 160, 12

    @property
    def points(self) -> str:
        return " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in self.dots)


def picture(indicator: Indicator, kept: Sequence[IndicatorReading]) -> Picture | None:
    """None until there are two readings: one is no line."""
    known = sorted((each.on, each.value) for each in kept if each.value is not None)
    if len(known) < 2:
        return None
    target = float(indicator.target)
    values = [value for _on, value in known] + [target]
    low, high = min(values), max(values)
    first, days = known[0][0], max(1, (known[-1][0] - known[0][0]).days)
    inner, span = Picture.HEIGHT - 2 * Picture.EDGE, (high - low) or 1.0

    def height(value: float) -> float:
        return Picture.EDGE + inner * (high - value) / span

    dots = tuple(
        Dot(
            Picture.EDGE + (Picture.WIDTH - 2 * Picture.EDGE) * (on - first).days / days,
            height(value),
            on,
            value,
        )
        for on, value in known
    )
    return Picture(dots, height(target), low, high)


# Evaluations ------------------------------------------------------------------------------------


def evaluations() -> QuerySet[Evaluation]:
    return Evaluation.objects.select_related("policy", "decree__draft", "concluded_by").order_by(
        "due_on", "pk"
    )


def evaluations_of(policy: Any) -> QuerySet[Evaluation]:
    return evaluations().filter(policy=policy)


def due_evaluations(today: date) -> QuerySet[Evaluation]:
    """Those whose day has come and that have not run."""
    return evaluations().filter(due_on__lte=today, ran_on=None)


def baseline(policy: Any, on: date) -> dict[str, Any]:
    """What the figures that a policy stands on say on the day it is set: kept, for the past is not read again."""
    return dict(_read_figures(policy, on))


def findings(evaluation: Evaluation, on: date) -> dict[str, Any]:
    """Everything that the evaluation shows, as plain values: before and after, targets, reach, surveys, comments."""
    policy = evaluation.policy
    return {
        "on": on.isoformat(),
        "figures": list(_before_and_after(evaluation, on)),
        "indicators": [
            {
                "label": each.label,
                "unit": each.unit,
                "target": float(each.indicator.target),
                "value": each.value,
                "light": each.light,
                "words": each.words,
            }
            for each in (standing(indicator, on) for indicator in watched(policy))
        ],
        "outreach": list(_outreach(policy, on)),
        "surveys": [
            {"title": survey.title, "uuid": str(survey.uuid)} | surveys.facts(surveys.results(survey))
            for survey in surveys.closed_of(policy.pk)
        ],
        "comments": _comments(evaluation),
    }


def _read_figures(policy: Any, on: date) -> Iterator[tuple[str, dict[str, Any]]]:
    for reference in {each.reference: None for each in _figure_evidence(policy)}:
        try:
            taken = policies.take_figure(reference, on)
        except Unknown:
            continue
        yield reference, {"title": taken.title} | dict(taken.facts)


def _figure_evidence(policy: Any) -> Iterable[Any]:
    return policies.evidence_of(policy).filter(kind=policies.FIGURE)


def _before_and_after(evaluation: Evaluation, on: date) -> Iterator[dict[str, Any]]:
    """Each figure attached as evidence: when it was attached, at the decree, now; over all and by group."""
    now = dict(_read_figures(evaluation.policy, on))
    for reference, evidence in _before(evaluation).items():
        if reference not in now:
            continue
        facts, set_then = now[reference], evaluation.baseline.get(reference)
        figure = figures.get(reference.partition(":")[0])
        groups = [_by_code(evidence.taken), _by_code(set_then), _by_code(facts)]
        yield {
            "title": facts["title"],
            "unit": figure.unit,
            "lower_is_better": figure.lower_is_better,
            "attached_on": evidence.attached_on.isoformat(),
            "is_from_history": evidence.is_from_history,
            "attached": evidence.taken["value"],
            "decree": set_then["value"] if set_then else None,
            "now": facts["value"],
            "change": _difference(evidence.taken["value"], facts["value"]),
            "standards": [evidence.taken["standard"], facts["standard"]],
            "is_recorded": evidence.taken["is_recorded"] and facts["is_recorded"],
            "is_comparable": _is_comparable(evidence.taken, facts),
            "rows": [
                {
                    "label": row[1],
                    "attached": _value(groups[0].get(code)),
                    "decree": _value(groups[1].get(code)),
                    "now": row[2],
                    "change": _difference(_value(groups[0].get(code)), row[2]),
                }
                for code, row in groups[2].items()
            ],
        }


def _before(evaluation: Evaluation) -> dict[str, Any]:
    """The evidence that says how it was before: what this decree's own draft stood on, else an earlier one's.

    Of the same figure attached twice the first counts; what a later draft stands on came after.
    """
    draft = evaluation.decree.draft
    known = [each for each in _figure_evidence(evaluation.policy) if each.draft.number <= draft.number]
    found: dict[str, Any] = {}
    for each in sorted(known, key=lambda each: each.draft_id != draft.pk):
        found.setdefault(each.reference, each)
    return found


def _is_comparable(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether a difference means better or worse: both days have records, and were judged by the same number."""
    return bool(before["is_recorded"] and after["is_recorded"] and before["standard"] == after["standard"])


def _by_code(facts: Mapping[str, Any] | None) -> dict[str, Sequence[Any]]:
    return {row[0]: row for row in facts["rows"]} if facts else {}


def _value(row: Sequence[Any] | None) -> float | None:
    return row[2] if row else None


def _difference(before: float | None, after: float | None) -> float | None:
    return after - before if before is not None and after is not None else None


def _outreach(policy: Any, on: date) -> Iterator[dict[str, Any]]:
    for campaign in outreach.of_policy(policy.pk):
        found = outreach.ladder(campaign, today=on)
        yield {
            "decree": campaign.decree.citation,
            "assigned": found.assigned,
            "acknowledged": found.acknowledged,
            "answered": found.answered,
            "understood": found.understood,
            "counted": found.counted,
        }


def _comments(evaluation: Evaluation) -> dict[str, int]:
    counted = consultation.count_of(evaluation.decree.draft)
    return {"all": counted.all, "answered": counted.answered}


# As evidence ------------------------------------------------------------------------------------


def choices(account: Account, on: date) -> Iterable[tuple[str, str]]:
    for evaluation in evaluations().filter(ran_on__lte=on).order_by("-ran_on", "-pk")[:_OFFERED]:
        yield str(evaluation.uuid), _title(evaluation)


def take(reference: str, on: date) -> Taken:
    """What an evaluation found and concluded; raises ``Unknown`` before it ran."""
    try:
        evaluation = evaluations().get(uuid=UUID(reference), ran_on__isnull=False)
    except (ValueError, Evaluation.DoesNotExist):
        raise Unknown(f"No evaluation is called {reference}.") from None
    assert evaluation.facts is not None
    facts = evaluation.facts | {
        "conclusion": evaluation.conclusion,
        "recommendation": evaluation.recommendation,
    }
    return Taken(_title(evaluation), facts, reverse("monitoring:evaluation", args=[evaluation.uuid]))


def _title(evaluation: Evaluation) -> str:
    return _("Evaluasi %(decree)s") % {"decree": evaluation.decree.citation}
