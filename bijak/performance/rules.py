"""What performance leads to: the predicate of a year, credit points, and how predicates may be spread in a unit.

PermenPANRB 6/2022 (predicates), PermenPANRB 1/2023 and Peraturan BKN 3/2023 (credit points), SE MenPANRB 3/2023 (the
spread). Every number is in ``terms.toml``.
"""

from datetime import date
from pathlib import Path

import numpy as np

from bijak.kernel import terms
from bijak.kernel.columns import UNKNOWN, Column, Truth, column, look_up, no, possible, truth, where
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.reckonings import Line, Reckoning, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms

TERMS = terms.load(Path(__file__).parent / "terms.toml")

EXPECTATIONS = ("above", "as_expected", "below")
PREDICATES = ("very_good", "good", "needs_improvement", "poor", "very_poor")
"""In the order of the national quadrants, 1 to 5: from the best to the worst."""

SKILLED, EXPERT = (
    ("pemula", "terampil", "mahir", "penyelia"),
    ("ahli_pertama", "ahli_muda", "ahli_madya", "ahli_utama"),
)
LEVELS = (*SKILLED, *EXPERT)
TOP_LEVELS = (SKILLED[-1], EXPERT[-1])

MONTHS = 12
POINTS = "angka kredit"
PEOPLE = "orang"

# Predicates -------------------------------------------------------------------------------------


def quadrant(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """The quadrant (1 to 5) that ``record.results`` and ``record.behaviour`` make together."""
    cells = np.asarray(terms.quadrants)
    width = len(EXPECTATIONS)
    places = {word: place for place, word in enumerate(EXPECTATIONS)}
    cell = look_up(places, record.results) * width + look_up(places, record.behaviour)
    number = look_up(dict(enumerate(cells.ravel().tolist())), cell)
    made_of = {"results": record.results, "behaviour": record.behaviour}
    return reckon(Line("quadrant", number, terms.basis("quadrants"), of=made_of))


def predicates(terms: Terms) -> dict[tuple[str, str], str]:
    """The whole table: the predicate by results and behaviour."""
    return {
        (results, behaviour): PREDICATES[number - 1]
        for results, row in zip(EXPECTATIONS, terms.quadrants, strict=True)
        for behaviour, number in zip(EXPECTATIONS, row, strict=True)
    }


def is_at_least(predicate: Column, least: str) -> Truth:
    """Whether a predicate is this one or a better."""
    return predicate.among(PREDICATES[: PREDICATES.index(least) + 1])


# Credit points ----------------------------------------------------------------------------------


def conversion(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """The points of a period: share of ``predicate`` × coefficient of ``level`` × ``months``/12, to a hundredth.

    Reckoned in hundredths, which are whole numbers: 3.125 is 3.13 and not what binary fractions make of it. Months, not
    days, weigh; a period of none or of more than a year is none that can be told.
    """
    share = look_up({each: getattr(terms, f"share_{each}") for each in PREDICATES}, record.predicate)
    yearly = look_up(_by_level(terms, "coefficient"), record.level)
    is_period = (record.months >= 1) & (record.months <= MONTHS)
    months = where(is_period, record.months, None)
    whole = 100 * MONTHS
    points = (share * (yearly * 100) * months + whole // 2) // whole / 100
    made_of = {"share": share, "coefficient": yearly, "months": record.months}
    return reckon(Line("conversion", points, terms.basis("share_good"), unit=POINTS, of=made_of))


def base(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """The points (AK dasar) that somebody starts with who enters ``level`` at its ``step``-th rank.

    As if she had gathered what each rank below takes: III/d is the second rank of Ahli Muda, and starts with 100.
    """
    made_of = {"rank": _for_a_rank(record, terms), "step": record.step}
    points = _for_a_rank(record, terms) * (_step(record) - 1)
    return reckon(Line("base", points, terms.basis("rank_ahli_pertama"), unit=POINTS, of=made_of))


def balance(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """What counts at ``level``: ``base``, ``integrated`` and ``converted`` points, and those for a diploma.

    A diploma one level higher that fits the position (``diploma``) is worth a share of what a rank takes.
    """
    worth = _for_a_rank(record, terms) * terms.diploma_share / 100
    law = terms.basis("rank_ahli_pertama")
    return reckon(
        Line("base", record.base, law, unit=POINTS),
        Line("integrated", record.integrated, law, unit=POINTS),
        Line("converted", record.converted, terms.basis("share_good"), unit=POINTS),
        Line("diploma", where(record.diploma, worth, 0), terms.basis("diploma_share"), unit=POINTS),
    )


def surplus(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """What is left of ``credit`` after the ranks it takes: carried over within the level; below 0 it lacks so much."""
    taken = _for_a_rank(record, terms) * _step(record)
    law = terms.basis("rank_ahli_pertama")
    return reckon(
        Line("held", record.credit, law, unit=POINTS),
        Line("taken", -taken, law, unit=POINTS, of={"rank": _for_a_rank(record, terms), "step": record.step}),
    )


def enough_for_rank(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether ``credit``, gathered since the level began, carries the next rank from the ``step``-th of ``level``."""
    needed = _for_a_rank(record, terms) * _step(record)
    return weigh(
        Reason(
            "rank_credit", possible(record.credit) >= needed, terms.basis("rank_ahli_pertama"), unit=POINTS
        )
    )


def enough_for_level(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether ``credit``, gathered since the level began, carries the next level (jenjang)."""
    law = terms.basis("level_ahli_pertama")
    below = tuple(level for level in LEVELS if level not in TOP_LEVELS)
    needed = look_up({level: getattr(terms, f"level_{level}") for level in below}, record.level)
    is_top = record.level.among(TOP_LEVELS)
    return weigh(
        Reason("next_level", no(is_top), law),
        Reason(
            "level_credit",
            is_top | (possible(record.credit) >= needed),
            law,
            shortfall=where(is_top, 0, needed - record.credit),
            unit=POINTS,
        ),
    )


def _by_level(terms: Terms, what: str) -> dict[str, float]:
    return {level: getattr(terms, f"{what}_{level}") for level in LEVELS}


def _for_a_rank(record: Record, terms: Terms) -> Column:
    return look_up(_by_level(terms, "rank"), record.level)


def _step(record: Record) -> Column:
    """The place of a rank within the level, from 1; what lies below the level is not told."""
    return where(record.step >= 1, record.step, None)


# The spread of predicates in a unit -------------------------------------------------------------

ORGANIZATION = ("excellent", "good", "needs_improvement", "poor", "very_poor")
"""The predicates of an organisation: istimewa, baik, butuh perbaikan, kurang, sangat kurang."""

_MOST_VERY_GOOD = ("excellent", "needs_improvement", "poor", "very_poor")
_LEAST_OWN = ("needs_improvement", "poor", "very_poor")
_LEAST_BESIDE = ("poor", "very_poor")


def quota(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether the predicates of a unit (a count each) are spread as ``organization``, its own predicate, allows.

    In a small unit shares are rounded in its favour, and what still misses them is a warning only: unknown, not
    missing.
    """
    unit = where(record.organization.among(ORGANIZATION), record.organization, None)
    counts = {each: possible(getattr(record, each)) for each in PREDICATES}
    people = _sum(*counts.values())
    is_small = people < terms.small_unit
    middling, poor = counts["needs_improvement"], counts["poor"]
    own = where(unit == "poor", poor, where(unit == "needs_improvement", middling, counts["very_poor"]))
    worse = _sum(middling, poor, counts["very_poor"])
    is_largest = truth(True)
    for each in PREDICATES[1:]:
        is_largest = is_largest & (counts["very_good"] >= counts[each])

    def most(code: str, count: Column, term: str, units: tuple[str, ...]) -> Reason:
        limit = people * look_up({each: getattr(terms, f"{term}_{each}") for each in units}, unit) / 100
        within = (count <= limit) | (is_small & (count < limit + 1))
        return reason(code, within, units, f"{term}_{units[0]}", over=count - limit)

    def least(code: str, count: Column, term: str, units: tuple[str, ...]) -> Reason:
        limit = people * look_up({each: getattr(terms, f"{term}_{each}") for each in units}, unit) / 100
        within = (count >= limit) | (is_small & (count > limit - 1))
        return reason(code, within, units, f"{term}_{units[0]}", over=limit - count)

    def reason(code: str, within: Truth, units: tuple[str, ...], term: str, over: object = None) -> Reason:
        judged = within | (is_small & Truth(UNKNOWN))
        gap = None if over is None else -(-column(over) // 1)  # whole people
        return Reason(code, no(unit.among(units)) | judged, terms.basis(term), shortfall=gap, unit=PEOPLE)

    return weigh(
        reason("very_good_largest", is_largest, ("excellent",), "most_very_good_excellent"),
        most("very_good_share", counts["very_good"], "most_very_good", _MOST_VERY_GOOD),
        most("good_share", counts["good"], "most_good", ("good",)),
        reason("some_worse", worse >= 1, ("good",), "most_good_good", over=1 - worse),
        least("own_share", own, "least_own", _LEAST_OWN),
        least(
            "beside_share", where(unit == "poor", middling, middling + poor), "least_beside", _LEAST_BESIDE
        ),
    )


def _sum(*counts: Column) -> Column:
    return sum(counts, column(0))
