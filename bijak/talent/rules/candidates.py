"""Whether somebody may be a candidate, how she matches a post, and when she could take it."""

from datetime import date
from functools import reduce
from operator import add

from bijak.kernel import ranks
from bijak.kernel.columns import Column, column, first_known, look_up, no, possible, where
from bijak.kernel.days import add_months, months_between, years_between
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.ranks import PNS
from bijak.kernel.reckonings import Reckoning, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.talent.rules.scores import capped, rounded, scored, weighted

_RANKS = tuple(int(rank.code) for rank in PNS)

SANCTIONS = ("none", "light", "medium", "heavy")

KKNI = {"05": 1, "10": 1, "12": 1, "15": 2, "17": 2, "18": 2, "20": 3, "25": 4, "30": 5, "35": 6, "40": 6,
        "42": 7, "45": 8, "47": 8, "49": 9, "50": 9}  # fmt: skip
"""The rung of a level of education (Perpres 8/2012): a DIV stands beside an S-1."""

HIGH_LEADERS = {"10": "oldest_madya", "11": "oldest_madya", "12": "oldest_madya",
                "21": "oldest_pratama", "22": "oldest_pratama"}  # fmt: skip
"""Posts with an age ceiling at appointment (PP 11/2017 Pasal 107), by echelon, and the term of it."""

GROWING = "now", "soon", "later"
"""Readiness: now, in 1–2 years, in 3–5 years."""


def rung(level: object) -> Column:
    """The KKNI rung of a level of education, by its national code."""
    return look_up(KKNI, level)


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
    """How well somebody matches a post, every part of it a line. The parts of the qualification count alike.

    ``field_fits`` and ``training_fits`` are yes where the post asks for none.
    """
    of_test, short = terms.potential_share / 100, education_short(record)
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
    experience = {"duration": duration, "variety": variety, "acting": acted}
    qualified: dict[str, tuple[Column, dict[str, Column]]] = {
        "education": (look_up(steps, where(short >= 4, 4, short)), {"rungs_short": short}),
        "field": (where(record.field_fits, terms.field_fits, terms.field_differs), {}),
        "training": (where(record.training_fits, terms.training_fits, terms.training_differs), {}),
        "experience": (reduce(add, experience.values()) / len(experience), experience),
    }
    alike = terms.match_qualification / len(qualified) / 100
    competence, qualification = terms.basis("match_competence"), terms.basis("match_qualification")
    return reckon(
        weighted("competence", capped(record.jpm), terms.match_competence * (1 - of_test) / 100, competence),
        weighted("potential", scored(record.potential), terms.match_competence * of_test / 100, competence),
        *(weighted(code, score, alike, qualification, **of) for code, (score, of) in qualified.items()),
        weighted("integrity", integrity, terms.match_integrity / 100, terms.basis("match_integrity")),
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
