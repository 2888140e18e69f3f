"""What each option costs and brings, how options do by several criteria, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bijak.policy.engine import appraisal, criteria
from bijak.policy.models import Criterion, Draft, Option, OptionLine, OptionScore, Study


def study_of(draft: Draft) -> Study:
    """The row of a study, or how it begins."""
    found = Study.objects.filter(draft=draft).select_related("chosen", "chosen_by").first()
    return found or Study(draft=draft, first_year=draft.started_on.year + 1)


def years_of(study: Study) -> tuple[int, ...]:
    """The years that money is counted over, the first first."""
    return tuple(study.first_year + year for year in range(study.years))


def options_of(draft: Draft) -> QuerySet[Option]:
    """The baseline first."""
    return Option.objects.filter(draft=draft).order_by("-is_baseline", "pk")


def criteria_of(draft: Draft) -> QuerySet[Criterion]:
    return Criterion.objects.filter(draft=draft).order_by("pk")


# Money ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LineOn:
    """A line with its amounts over the years of the study, and what they are worth in the first."""

    line: OptionLine
    first_year: int
    amounts: tuple[int, ...]
    present: int | None

    @property
    def every(self) -> int | None:
        """The amount of each year where all are alike."""
        return self.amounts[0] if len(set(self.amounts)) == 1 else None

    @property
    def by_year(self) -> list[tuple[int, int]]:
        return list(enumerate(self.amounts, start=self.first_year))

    @property
    def total(self) -> int:
        return sum(self.amounts)


@dataclass(frozen=True)
class SwingOn:
    """One bar of a tornado: what was moved, the net present value at each end, and where the bar stands (of 100)."""

    label: str
    less: int
    more: int
    x: float
    width: float


@dataclass(frozen=True)
class Appraised:
    """An option with its money; ``worth`` is None as long as no rate is set, ``against`` is None for the baseline."""

    option: Option
    lines: tuple[LineOn, ...]
    worth: appraisal.Worth | None
    against: int | None
    swings: tuple[SwingOn, ...] = ()
    middle: float = 50


@dataclass(frozen=True)
class Appraisal:
    study: Study
    years: tuple[int, ...]
    options: tuple[Appraised, ...]

    @property
    def has_lines(self) -> bool:
        return any(each.lines for each in self.options)


def appraise(draft: Draft) -> Appraisal:
    study = study_of(draft)
    years = years_of(study)
    options = list(options_of(draft))
    lines: dict[int, list[OptionLine]] = {}
    for line in (
        OptionLine.objects.filter(option__in=options).select_related("evidence").order_by("is_benefit", "pk")
    ):
        lines.setdefault(line.option_id, []).append(line)
    rate = None if study.discount_rate is None else float(study.discount_rate) / 100
    worths = {
        option.pk: appraisal.appraise(_flows(lines.get(option.pk, ()), study.years), rate)
        for option in options
        if rate is not None
    }
    baseline = next((worths.get(option.pk) for option in options if option.is_baseline), None)
    appraised = (_appraised(study, each, lines.get(each.pk, []), rate, worths, baseline) for each in options)
    return Appraisal(study, years, tuple(appraised))


def _appraised(
    study: Study,
    option: Option,
    lines: Sequence[OptionLine],
    rate: float | None,
    worths: dict[int, appraisal.Worth],
    baseline: appraisal.Worth | None,
) -> Appraised:
    years = study.years
    shown = tuple(
        LineOn(
            line, study.first_year, within(line.amounts, years),
            None if rate is None else round(appraisal.present(within(line.amounts, years), rate)),
        )
        for line in lines
    )  # fmt: skip
    worth = worths.get(option.pk)
    if worth is None or rate is None:
        return Appraised(option, shown, None, None)
    against = None if option.is_baseline or baseline is None else worth.net - baseline.net
    labels = {line.pk: line.label for line in lines}
    swings = appraisal.tornado(_flows(lines, years), rate) if lines else []
    ends = [worth.net, *(end for swing in swings for end in (swing.less, swing.more))]
    low, span = min(ends), max(ends) - min(ends) or 1

    def at(value: int) -> float:
        return round((value - low) / span * 100, 2)

    drawn = tuple(
        SwingOn(
            _("Tingkat diskonto") if swing.key is None else labels[swing.key],
            swing.less, swing.more,
            at(min(swing.less, swing.more)), max(0.5, round(swing.spread / span * 100, 2)),
        )
        for swing in swings
    )  # fmt: skip
    return Appraised(option, shown, worth, against, drawn, at(worth.net))


def within(amounts: Sequence[int], years: int) -> tuple[int, ...]:
    """As many amounts as there are years: what is beyond does not count, what is missing is nothing."""
    return tuple([*amounts, *[0] * years][:years])


def _flows(lines: Sequence[OptionLine], years: int) -> list[appraisal.Flow[int]]:
    return [appraisal.Flow(line.pk, line.is_benefit, within(line.amounts, years)) for line in lines]


# Criteria ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Weighted:
    """A criterion with its weight of 100, and from which to which weight the first option stays first."""

    criterion: Criterion
    share: float
    steady: criteria.Range | None


@dataclass(frozen=True)
class Part:
    """What a criterion brings to an option, and where its piece of the bar begins."""

    criterion: Criterion
    x: float
    width: float


@dataclass(frozen=True)
class Rated:
    """An option with its scores by criterion; ``ranked`` is None until every criterion is scored."""

    option: Option
    scores: tuple[int | None, ...]
    ranked: criteria.Ranked[int] | None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """Options against criteria. ``first`` is empty until one at least can be ranked."""

    weighted: tuple[Weighted, ...]
    rows: tuple[Rated, ...]
    is_weighted: bool

    @property
    def ordered(self) -> list[Rated]:
        """Those that could be ranked, best first."""
        complete = [row for row in self.rows if row.ranked is not None]
        return sorted(complete, key=lambda row: row.ranked.place if row.ranked else 0)

    @property
    def is_complete(self) -> bool:
        return bool(self.rows) and len(self.ordered) == len(self.rows)


def matrix(draft: Draft) -> Matrix:
    found, options = list(criteria_of(draft)), list(options_of(draft))
    scores = {
        (each.option_id, each.criterion_id): each.value
        for each in OptionScore.objects.filter(criterion__in=found).order_by("pk")
    }
    by_option = {
        option: tuple(scores.get((option.pk, criterion.pk)) for criterion in found) for option in options
    }
    weights = [float(criterion.weight) for criterion in found]
    if not any(weights):
        return Matrix(
            tuple(Weighted(each, 0, None) for each in found),
            tuple(Rated(option, values, None) for option, values in by_option.items()),
            is_weighted=False,
        )
    worth = {
        option.pk: [
            criteria.value(score, higher_is_better=criterion.higher_is_better)
            for score, criterion in zip(values, found, strict=True)
            if score is not None
        ]
        for option, values in by_option.items()
    }
    complete = {key: values for key, values in worth.items() if len(values) == len(found)}
    places = {each.key: each for each in criteria.ranked(complete, weights)}
    steady = criteria.steadiness(complete, weights) if len(complete) > 1 else [None] * len(found)
    shares = criteria.normalised(weights)
    return Matrix(
        tuple(Weighted(*each) for each in zip(found, shares, steady, strict=True)),
        tuple(
            Rated(option, values, places.get(option.pk), _parts(found, places.get(option.pk)))
            for option, values in by_option.items()
        ),
        is_weighted=True,
    )


def _parts(found: Sequence[Criterion], ranked: criteria.Ranked[int] | None) -> tuple[Part, ...]:
    parts, x = [], 0.0
    for criterion, width in zip(found, ranked.parts if ranked else (), strict=bool(ranked)):
        parts.append(Part(criterion, round(x, 2), round(width, 2)))
        x += width
    return tuple(parts)
