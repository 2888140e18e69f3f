"""The index of professionalism (IP ASN): four dimensions that add up to 100, and what it takes to gain what lacks.

PermenPANRB 38/2018; Peraturan BKN 8/2019. A score is given out of the most that its dimension can have, and counts by
the weight of the dimension: both are numbers of law, and each can change alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from bijak.kernel import terms
from bijak.kernel.columns import UNKNOWN, Column, Truth, column, look_up, possible, where
from bijak.kernel.days import add_months
from bijak.kernel.reckonings import Line, Reckoning, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, Terms
from bijak.performance.rules import PREDICATES

TERMS = terms.load(Path(__file__).parent / "terms.toml")

# Qualification, performance, discipline: a score for each rung ----------------------------------

SANCTIONS = ("none", "light", "medium", "heavy")
"""The heaviest sanction of the years that count (PP 94/2021), each heavier than the last."""

LADDERS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "qualification": {  # levels as codes of kernel.education
            "qualification_basic": ("05", "10", "12"),
            "qualification_secondary": ("15", "17", "18", "20", "25"),
            "qualification_diploma": ("30",),
            "qualification_bachelor": ("35", "40"),
            "qualification_profession": ("42",),
            "qualification_master": ("45",),
            "qualification_specialist": ("47", "49"),
            "qualification_doctor": ("50",),
        },
        "performance": {f"performance_{code}": (code,) for code in reversed(PREDICATES)},
        "discipline": {f"discipline_{code}": (code,) for code in SANCTIONS},
    }
)
"""For each of these dimensions: which term scores which of the values that a record may hold."""


def scores(dimension: str, terms: Terms) -> dict[str, float]:
    """The score of each value that a record may hold."""
    return {value: getattr(terms, term) for term, values in LADDERS[dimension].items() for value in values}


def _next_above(dimension: str, terms: Terms) -> dict[str, float]:
    """By how much the next higher score lies above that of each value; 0 above the highest."""
    known = scores(dimension, terms)
    return {
        value: min((each for each in known.values() if each > own), default=own) - own
        for value, own in known.items()
    }


# Competency -------------------------------------------------------------------------------------

PROGRAMMES = ("none", "basic", "supervisor", "administrator", "national_2", "national_1")
"""Programmes for leaders (SEPADA, PKP, PKA, PKN II, PKN I, and what they were called before), each above the last."""

LEADS: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("41", "42", "51", "52"), 2),
        **dict.fromkeys(("31", "32"), 3),
        **dict.fromkeys(("21", "22"), 4),
        **dict.fromkeys(("10", "11", "12"), 5),
    }
)
"""Which programme the holder of an echelon needs, as a place among ``PROGRAMMES``."""


POSTS = ("executor", "functional", "structural")


def _post(record: Record) -> Column:
    """The kind of her post; one that the index does not know is not known."""
    return where(record.post.among(POSTS), record.post, None)


def is_profession(title: str, terms: Terms) -> bool:
    """Whether the study of a profession counts as functional training, by the title of the post."""
    return not set(terms.professions.split()).isdisjoint(re.findall(r"[a-z]+", title.casefold()))


_PERHAPS = Truth(UNKNOWN)


def is_trained(record: Record) -> Truth:
    """Whether she followed the leadership programme of her echelon, or functional training for a functional post.

    Of an executor neither is asked. A higher programme than that of her echelon counts too [unverified].
    """
    places = {name: place for place, name in enumerate(PROGRAMMES)}
    leads = look_up(places, record.programme) >= look_up(LEADS, record.echelon)
    works, post = record.is_profession | record.has_functional_training, _post(record)
    trained: Truth = (
        (post == "executor") | ((post == "functional") & works) | ((post == "structural") & leads)
    )
    return trained


def has_hours(record: Record, terms: Terms) -> Truth:
    """Whether the technical training of the year is enough; perhaps, where the form of some is not on record."""
    hours, unclear = possible(record.technical_hours), possible(record.unclear_hours)
    enough: Truth = (hours >= terms.technical_hours) | (hours + unclear >= terms.technical_hours) & _PERHAPS
    return enough


def took_part(record: Record) -> Truth:
    """Whether she followed a seminar or the like within the years that count; perhaps, where a form is not known."""
    part: Truth = (possible(record.seminars) >= 1) | ((possible(record.unclear_trainings) >= 1) & _PERHAPS)
    return part


@dataclass(frozen=True)
class Competency:
    """The parts of the dimension, in points."""

    training: Column
    technical: Column
    seminar: Column

    @property
    def points(self) -> Column:
        return self.training + self.technical + self.seminar


def most_competency(record: Record, terms: Terms) -> Competency:
    """What each part can give, by the kind of her post."""
    is_executor = _post(record) == "executor"
    return Competency(
        where(is_executor, 0, terms.training),
        where(is_executor, terms.technical_executor, terms.technical),
        where(is_executor, terms.seminar_executor, terms.seminar),
    )


def competency(record: Record, terms: Terms) -> Competency:
    """What each part gives. Too few hours give nothing, or their share: agencies differ, so a term says which."""
    most = most_competency(record, terms)
    share = where(has_hours(record, terms), 1, 0)
    if terms.technical_is_proportional:
        hours = possible(record.technical_hours)
        part = where(possible(record.unclear_hours) > 0, None, hours / terms.technical_hours)
        share = where(hours >= terms.technical_hours, 1, part)
    return Competency(
        where(is_trained(record), most.training, 0),
        most.technical * share,
        where(took_part(record), most.seminar, 0),
    )


# The index --------------------------------------------------------------------------------------

DIMENSIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "qualification": tuple(reversed(tuple(LADDERS["qualification"]))),
        "competency": (
            "training", "technical", "seminar", "technical_executor", "seminar_executor", "technical_hours",
            "technical_is_proportional", "technical_forms", "seminar_years", "seminar_forms", "professions",
        ),
        "performance": tuple(reversed(tuple(LADDERS["performance"]))),
        "discipline": (*LADDERS["discipline"], "discipline_years"),
    }
)  # fmt: skip
"""The dimensions, and the terms that each is reckoned by beside its weight."""


FACTS = (
    *("post", "education", "echelon", "programme", "is_profession", "has_functional_training"),
    *("technical_hours", "unclear_hours", "seminars", "unclear_trainings"),
    *("predicate", "sanction", "sanctioned_on"),
)
"""What a record holds."""


def index(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """The index of a person, dimension by dimension; a dimension for which a fact is missing is unknown.

    ``on`` is the last day of the year that is measured, or today in the year that runs.
    """
    parts = competency(record, terms)
    given: dict[str, tuple[Column, dict[str, object]]] = {
        "qualification": (
            look_up(scores("qualification", terms), record.education),
            {"education": record.education},
        ),
        "competency": (parts.points, dict(vars(parts))),
        "performance": (
            look_up(scores("performance", terms), record.predicate),
            {"predicate": record.predicate},
        ),
        "discipline": (look_up(scores("discipline", terms), record.sanction), {"sanction": record.sanction}),
    }
    return reckon(
        *(
            Line(name, points * _scale(name, record, terms), basis_of(name, terms), unit="poin", of=of)
            for name, (points, of) in given.items()
        )
    )


def basis_of(dimension: str, terms: Terms) -> Basis:
    """The law behind a dimension; verified only where every number of it is."""
    weight = terms.basis(f"weight_{dimension}")
    is_verified = all(terms.basis(code).verified for code in DIMENSIONS[dimension])
    return replace(weight, verified=weight.verified and is_verified)


def _scale(dimension: str, record: Record, terms: Terms) -> Column:
    """What a point of a dimension counts in the index."""
    if dimension == "competency":
        most = most_competency(record, terms).points
    else:
        most = column(max(scores(dimension, terms).values()))
    return column(getattr(terms, f"weight_{dimension}")) / most


WHOLE = 100

CATEGORIES = ("very_low", "low", "medium", "high", "very_high")
"""Each above the last."""


def category(total: object, terms: Terms) -> Column:
    """Sangat rendah to sangat tinggi. The law names whole numbers: what lies between two belongs to the lower."""
    found = column(CATEGORIES[0])
    for code in CATEGORIES[1:]:
        found = where(column(total) >= getattr(terms, f"from_{code}"), code, found)
    return found


def categorised(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """The place in ``CATEGORIES`` of an index (``index``)."""
    index = possible(record.index, most=WHOLE)
    places = {code: place for place, code in enumerate(CATEGORIES)}
    found = where(index >= 0, look_up(places, category(index, terms)), None)
    return reckon(
        Line("category", found, terms.basis("from_very_high"), unit="kategori", of={"index": index})
    )


# What is missing --------------------------------------------------------------------------------

STEPS = ("seminar", "technical", "training", "performance", "qualification", "discipline")
"""What can be done, from what takes hours to what takes years: an order of ours, not of the law."""


@dataclass(frozen=True)
class Step:
    """Something that would raise the index by ``points``, 0 where it would not.

    ``takes`` are the hours (JP) of technical training that lack, the days until a sanction counts no more, and one of
    anything else: a seminar, a programme, a predicate, a diploma.
    """

    code: str
    points: Column
    takes: Column


def steps(record: Record, terms: Terms, *, on: date) -> tuple[Step, ...]:
    """Each step that can be taken, the lightest first; unknown where what it builds on is.

    ``record.sanctioned_on`` is the day of the last sanction that counts.
    """
    most, parts = most_competency(record, terms), competency(record, terms)
    hours = column(terms.technical_hours) - record.technical_hours
    expires = column(add_months(record.sanctioned_on, terms.discipline_years * 12))
    clean = column(terms.discipline_none) - look_up(scores("discipline", terms), record.sanction)
    diploma = look_up(_next_above("qualification", terms), record.education)
    predicate = look_up(_next_above("performance", terms), record.predicate)
    return tuple(
        Step(code, points * _scale(dimension, record, terms), column(takes))
        for code, dimension, points, takes in (
            ("seminar", "competency", most.seminar - parts.seminar, 1),
            ("technical", "competency", most.technical - parts.technical, hours),
            ("training", "competency", most.training - parts.training, 1),
            ("performance", "performance", predicate, 1),
            ("qualification", "qualification", diploma, 1),
            ("discipline", "discipline", clean, expires - column(on)),
        )
    )


def cheapest(record: Record, terms: Terms, *, on: date) -> list[Step]:
    """The steps that would raise the index of one person, the lightest first; none that builds on the unknown."""
    return [step for step in steps(record, terms, on=on) if (step.points.item() or 0) > 0]
