"""Where performance and potential put somebody, whether she may be a candidate, and how she matches a post.

Manajemen talenta: PermenPANRB 3/2020 jo. PermenPANRB 20/2025. The numbers are terms, most of them unverified. A score
has two decimals, and cut-offs are laid at the score as it is printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from bijak.kernel import ranks, terms
from bijak.kernel.columns import Column, at_most, column, first_known, look_up, no, possible, truth, where
from bijak.kernel.days import Period, add_months, months_between, years_between
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.ranks import PNS
from bijak.kernel.reckonings import Line, Reckoning, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, DatedValue, TermBook, Terms
from bijak.performance.rules import PREDICATES

TERMS = terms.load(Path(__file__).parent / "terms.toml")
CASES = Path(__file__).parent / "cases.toml"

_RANKS = tuple(int(rank.code) for rank in PNS)

SANCTIONS = ("none", "light", "medium", "heavy")

BOXES = {"low low": 1, "medium low": 2, "low medium": 3, "high low": 4, "medium medium": 5,
         "low high": 6, "high medium": 7, "medium high": 8, "high high": 9}  # fmt: skip
"""The number of a box by level of performance, then of potential (PermenPANRB 3/2020). Names, not quantities."""
POOL = (7, 8, 9)
"""The boxes of those who may follow in a critical post (kelompok rencana suksesi)."""

KKNI = {"05": 1, "10": 1, "12": 1, "15": 2, "17": 2, "18": 2, "20": 3, "25": 4, "30": 5, "35": 6, "40": 6,
        "42": 7, "45": 8, "47": 8, "49": 9, "50": 9}  # fmt: skip
"""The rung of a level of education (Perpres 8/2012): a DIV stands beside an S-1."""

HIGH_LEADERS = {"10": "oldest_madya", "11": "oldest_madya", "12": "oldest_madya",
                "21": "oldest_pratama", "22": "oldest_pratama"}  # fmt: skip
"""Posts with an age ceiling at appointment (PP 11/2017 Pasal 107), by echelon, and the term of it."""

GROWING = "now", "soon", "later"
"""Readiness: now, in 1–2 years, in 3–5 years."""


@dataclass(frozen=True)
class Cuts:
    """From which score on each axis is medium and high."""

    performance_high: float
    performance_medium: float
    potential_high: float
    potential_medium: float

    @classmethod
    def of(cls, source: object) -> Self:
        """The cut-offs of terms, or of whatever else has them by name."""
        return cls(*(float(getattr(source, each.name)) for each in fields(cls)))

    @property
    def is_in_order(self) -> bool:
        return self.performance_medium < self.performance_high and self.potential_medium < self.potential_high


def rung(level: object) -> Column:
    """The KKNI rung of a level of education, by its national code."""
    return look_up(KKNI, level)


# Scores -----------------------------------------------------------------------------------------


def performance(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """The score of performance: the mean over the last rated years (``rating_1`` is the latest).

    Unknown where one of these years has no rating.
    """
    years, scale = int(terms.rated_years), {each: getattr(terms, f"rating_{each}") for each in PREDICATES}
    return reckon(
        *(
            Line(
                f"rating_{place}",
                look_up(scale, predicate) / years,
                terms.basis("rated_years"),
                unit="poin",
                of={"predicate": predicate, "score": look_up(scale, predicate), "years": years},
            )
            for place in range(1, years + 1)
            for predicate in (getattr(record, f"rating_{place}"),)
        )
    )


def potential(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """The score on the other axis: the test of potential, and competence (JPM) as far as it counts (100)."""
    share, basis = terms.potential_share / 100, terms.basis("potential_share")
    return reckon(
        _weighted("potential", scored(record.potential), share, basis),
        _weighted("competence", capped(record.jpm), 1 - share, basis),
    )


def value(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """Nilai Talenta, from the scores of both axes."""
    share, basis = terms.performance_share / 100, terms.basis("performance_share")
    return reckon(
        _weighted("performance_part", scored(record.performance), share, basis),
        _weighted("potential_part", scored(record.potential), 1 - share, basis),
    )


def capped(jpm: object) -> Column:
    """JPM may lie above 100; for talent it counts 100 then."""
    return at_most(possible(jpm), 100.0)


def scored(points: object) -> Column:
    """A score from 0 to 100; anything else is a mistake, and not known."""
    return possible(points, most=100)


def rounded(score: Column) -> Column:
    return Column(np.round(score.values.astype(np.float64), 2), score.unknown)


# Boxes ------------------------------------------------------------------------------------------


def box(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """Which of the nine boxes the two scores lead to."""
    cuts = Cuts.of(terms)
    performance, potential = scored(record.performance), scored(record.potential)
    return reckon(
        Line(
            "box",
            boxes(performance, potential, cuts),
            terms.basis("performance_high"),
            unit="kotak",
            of={
                "performance": performance,
                "potential": potential,
                "performance_level": level(performance, cuts.performance_medium, cuts.performance_high),
                "potential_level": level(potential, cuts.potential_medium, cuts.potential_high),
            },
        )
    )


def boxes(performance: Column, potential: Column, cuts: Cuts) -> Column:
    """The same for any cut-offs, in force or only tried."""
    up = level(performance, cuts.performance_medium, cuts.performance_high)
    along = level(potential, cuts.potential_medium, cuts.potential_high)
    found = column(0)
    for name, number in BOXES.items():
        of_performance, of_potential = name.split()
        found = where((up == of_performance) & (along == of_potential), number, found)
    return found


def level(score: Column, medium: float, high: float) -> Column:
    """``low``, ``medium`` or ``high``."""
    printed = rounded(column(score))
    return where(printed >= high, "high", where(printed >= medium, "medium", "low"))


def in_order(*scores: Column) -> npt.NDArray[np.intp]:
    """Places from best to least: by the first score, among equals by the next, then as they stood; unknown last."""
    keys = [np.where(score.unknown, np.inf, -score.values.astype(np.float64)) for score in scores]
    return np.lexsort(keys[::-1])


# Who may be a candidate -------------------------------------------------------------------------


def eligible(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether somebody may be placed and become a candidate on a day."""
    return weigh(
        Reason("active", record.is_active, terms.basis("assessment_years")),
        Reason(
            "assessment_valid",
            _assessed_until(record, terms, on) >= on,
            terms.basis("assessment_years"),
            unit="hari",
        ),
        Reason(
            "lowest_rank",
            _rank(record.rank) >= terms.lowest_rank,
            terms.basis("lowest_rank"),
            shortfall=column(None),
        ),
        Reason(
            "lowest_education",
            rung(record.education) >= terms.lowest_education,
            terms.basis("lowest_education"),
        ),
        Reason(
            "months_to_retirement",
            months_between(on, record.retires_on) >= terms.months_to_retirement,
            terms.basis("months_to_retirement"),
        ),
    )


def assessed_until(record: Record, terms: Terms) -> Column:
    """The last day on which an assessment counts: what its report says, else so many years after it was made."""
    said = column(record.assessed_until)
    lasts = add_months(record.assessed_on, int(terms.assessment_years * 12))
    return first_known(said, lasts)


def _assessed_until(record: Record, terms: Terms, on: date) -> Column:
    """The same, where it was made by the day; an assessment that is still to come says nothing."""
    to_come = ~column(record.assessed_on).unknown & (column(record.assessed_on) > on).met
    return where(to_come, None, assessed_until(record, terms))


# A person and a post ----------------------------------------------------------------------------


def match(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """How well somebody matches a post, every part of it a line.

    ``field_fits`` and ``training_fits`` are yes where the post asks for none.
    """
    of_test, quarter = terms.potential_share / 100, terms.match_qualification / 4
    short = education_short(record)
    steps = {n: getattr(terms, f"education_short_{n}") for n in range(5)}
    duration = _by_steps(
        possible(years_between(record.experience_from, on)),
        [
            (terms.duration_long_years, terms.duration_long),
            (terms.duration_medium_years, terms.duration_medium),
        ],
        terms.duration_short,
    )
    variety = _by_steps(
        possible(record.posts_held), [(3, terms.variety_3), (2, terms.variety_2)], terms.variety_1
    )
    acted = _by_steps(
        possible(record.times_acting),
        [(n, getattr(terms, f"acting_{n}")) for n in (4, 3, 2, 1)],
        terms.acting_0,
    )
    integrity = where(
        record.is_serving_sanction,
        terms.integrity_serving,
        look_up({each: getattr(terms, f"integrity_{each}") for each in SANCTIONS}, record.heaviest_sanction),
    )
    competence, qualification = terms.basis("match_competence"), terms.basis("match_qualification")
    return reckon(
        _weighted("competence", capped(record.jpm), terms.match_competence * (1 - of_test) / 100, competence),
        _weighted("potential", scored(record.potential), terms.match_competence * of_test / 100, competence),
        _weighted(
            "education",
            look_up(steps, where(short >= 4, 4, short)),
            quarter / 100,
            qualification,
            rungs_short=short,
        ),
        _weighted(
            "field",
            where(record.field_fits, terms.field_fits, terms.field_differs),
            quarter / 100,
            qualification,
        ),
        _weighted(
            "training",
            where(record.training_fits, terms.training_fits, terms.training_differs),
            quarter / 100,
            qualification,
        ),
        _weighted(
            "experience",
            (duration + variety + acted) / 3,
            quarter / 100,
            qualification,
            duration=duration,
            variety=variety,
            acting=acted,
        ),
        _weighted("integrity", integrity, terms.match_integrity / 100, terms.basis("match_integrity")),
    )


def education_short(record: Record) -> Column:
    """By how many KKNI rungs the education lies below what the post asks; 0 where it asks for none."""
    asks_none = column(record.required_education) == ""
    gap = where(asks_none, 0, rung(record.required_education) - rung(record.education))
    return where(gap >= 0, gap, 0)


def ready(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether somebody could take a post now; what speaks against it is what she still has to close."""
    now = terms.basis("ready_now_match")
    return weigh(
        Reason("match", rounded(scored(record.match)) >= terms.ready_now_match, now),
        Reason("education", education_short(record) <= 0, now, unit="jenjang"),
        Reason("field", record.field_fits, now),
        Reason("training", record.training_fits, now),
        Reason("rank", _rank(record.rank) >= record.required_rank, now, shortfall=column(None)),
        Reason(
            "assessment_valid",
            _assessed_until(record, terms, on) >= on,
            terms.basis("assessment_years"),
            unit="hari",
        ),
        _young_enough(record, terms, on),
    )


def ready_soon(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether what is missing can be closed in 1–2 years: a training, an assessment, one rank; not a diploma."""
    basis = terms.basis("ready_soon_match")
    return weigh(
        Reason("match", rounded(scored(record.match)) >= terms.ready_soon_match, basis),
        Reason("education", education_short(record) <= 0, basis, unit="jenjang"),
        Reason("field", record.field_fits, basis),
        Reason("rank", _one_below(record.required_rank) <= _rank(record.rank), basis, shortfall=column(None)),
        _young_enough(record, terms, on),
    )


def readiness(record: Record, terms: Terms, *, on: date) -> Column:
    """``now``, ``soon`` (1–2 years) or ``later`` (3–5 years)."""
    now, soon, later = GROWING
    in_time = where(ready_soon(record, terms, on=on).truth, soon, later)
    return where(ready(record, terms, on=on).truth, now, in_time)


def _young_enough(record: Record, terms: Terms, on: date) -> Reason:
    limits = {code: getattr(terms, term) for code, term in HIGH_LEADERS.items()}
    has_ceiling = column(record.post_echelon).among(limits)
    age = possible(years_between(record.born_on, on))
    return Reason(
        "age", no(has_ceiling) | (age <= look_up(limits, record.post_echelon)), terms.basis("oldest_pratama")
    )


def _rank(code: object) -> Column:
    """The code of a rank as a number (34 is III/d); one that there is not is not known."""
    return where(column(code).among(_RANKS), code, None)


def _one_below(rank: object) -> Column:
    """The rank just below, by codes as numbers; 0 below the lowest."""
    return look_up(_BELOW, rank)


_CODES = [0, *(int(rank.code) for rank in ranks.PNS)]
_BELOW = dict(zip(_CODES, [0, *_CODES[:-1]], strict=True))


def _by_steps(amount: Column, steps: list[tuple[float, float]], otherwise: float) -> Column:
    """The points of the first step that is reached, from the highest down."""
    points = column(float(otherwise))
    for least, worth in reversed(steps):
        points = where(amount >= least, float(worth), points)
    return points


def _weighted(code: str, score: object, weight: float, basis: Basis, **of: object) -> Line:
    held = column(score)
    return Line(code, held * weight, basis, unit="poin", of={"score": held, "weight": weight * 100, **of})


# A post that falls empty -------------------------------------------------------------------------

_HELD = Basis("PermenPANRB 3/2020 jo. PermenPANRB 20/2025", "rencana suksesi")
_ACTING = Basis("UU 30/2014", "Pasal 14")
_CONTRACT = Basis("PP 49/2018", "masa hubungan perjanjian kerja")
_SEPARATION = Basis("UU 20/2023", "Pasal 52")

SOON = "retirement", "contract", "separation"
"""Reasons that name the day on which the holder goes."""
OF_HOLDER = *SOON, "sanction", "post_term"
"""Reasons that are about the holder, and say nothing where there is none."""


def vacancy(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a post stays filled: met where nothing on record speaks for its falling empty.

    What is asked of the holder is met where there is none: the first reason says so.
    """
    is_held, near = truth(record.is_held), terms.vacancy_near_months
    empty, has_no_end = no(is_held), no(record.is_contract)
    left, contracted = months_between(on, record.retires_on), months_between(on, record.contract_until)
    is_high = column(record.post_echelon).among(HIGH_LEADERS)
    held_for = possible(years_between(record.position_from, on))
    return weigh(
        Reason("held", is_held, _HELD),
        Reason("not_acted", no(record.is_acted), _ACTING),
        Reason(
            "retirement",
            empty | (left >= near),
            terms.basis("vacancy_near_months"),
            shortfall=near - left,
        ),
        Reason(
            "contract",
            empty | has_no_end | (contracted >= near),
            _CONTRACT,
            shortfall=near - contracted,
            unit="bulan",
        ),
        Reason("separation", empty | no(record.is_leaving), _SEPARATION),
        Reason(
            "sanction",
            empty | (possible(record.sanction_level, most=len(SANCTIONS) - 1) < terms.vacancy_sanction_level),
            terms.basis("vacancy_sanction_level"),
            shortfall=column(None),
        ),
        Reason(
            "post_term",
            empty | no(is_high) | (held_for < terms.post_term_years),
            terms.basis("post_term_years"),
            shortfall=column(None),
        ),
    )


def risk(of: Decision) -> Column:
    """What ``vacancy`` comes to: ``vacant``, ``acting`` (somebody stands in), ``near``, ``watched`` or ``later``.

    Unknown where the post is held, nothing known speaks against it, and something is not known.
    """
    told = {reason.code: reason.truth for reason in of.reasons}
    goes = reduce(or_, (~told[code] for code in SOON))
    stays = where(of.truth, "later", "watched")
    empty = where(told["not_acted"], "vacant", "acting")
    return where(told["held"], where(goes.met, "near", stays), empty)


# Terms as they were -----------------------------------------------------------------------------


def with_values(book: TermBook, values: Mapping[str, float], on: date) -> Terms:
    """The terms of a day with these values in their places: those that a mapping was reckoned with."""
    always = Period(date.min)
    return TermBook(
        replace(term, values=(DatedValue(values[code], always, term.on(on).basis),), local=())
        if code in values
        else term
        for code, term in book.items()
    ).on(on)
