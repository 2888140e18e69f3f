"""Who stands above whom (DUK), who may be proposed for the service medal, when somebody's next birthday is."""

from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bijak.kernel import terms
from bijak.kernel.columns import Column, column, where
from bijak.kernel.days import add_months, begun, years_between
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.reckonings import Line, Reckoning, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms

TERMS = terms.load(Path(__file__).parent / "terms.toml")

# Seniority --------------------------------------------------------------------------------------

CRITERIA = (
    *("rank", "rank_from", "echelon", "position_from", "service", "training", "trained_on"),
    *("education", "graduated", "born_on"),
)
"""What decides about a place in the DUK, in this order: the first in which two differ. PP 15/1979; of those with
the same training for leadership whoever passed it first, SE BAKN 03/SE/1980 [both unverified]."""

type Keys = dict[str, npt.NDArray[np.int64]]

_NO_ECHELON = 99
_LAST = np.iinfo(np.int64).max


def seniority(record: Record) -> Keys:
    """For each criterion a number, smaller for whoever stands higher. What is not known stands last.

    ``record`` has ``rank``, ``training`` (for leadership) and ``education`` (higher is more), ``echelon`` (the national
    code, lower is more), ``service`` (months), ``graduated`` (year), and the days ``rank_from``, ``position_from``,
    ``trained_on`` and ``born_on``. Positions without an echelon are alike here: which of two functional positions is
    the higher, no law says.
    """
    leads = (record.echelon < _NO_ECHELON).met
    return {
        "rank": _more_first(record.rank),
        "rank_from": _less_first(record.rank_from),
        "echelon": np.where(leads, _less_first(record.echelon), _LAST),
        "position_from": np.where(leads, _less_first(record.position_from), _LAST),
        "service": _more_first(record.service),
        "training": _more_first(record.training),
        "trained_on": _less_first(record.trained_on),
        "education": _more_first(record.education),
        "graduated": _less_first(record.graduated),
        "born_on": _less_first(record.born_on),
    }


def by_seniority(keys: Keys) -> npt.NDArray[np.intp]:
    """The places of all, the highest first; those equal in everything stay as they came."""
    return np.lexsort([keys[name] for name in reversed(CRITERIA)])


def decisive(keys: Keys) -> list[str]:
    """Of rows in their order: the criterion that puts each above the next; "" where they are equal in all."""
    differs = np.array([keys[name][:-1] != keys[name][1:] for name in CRITERIA])
    first, is_decided = differs.argmax(axis=0), differs.any(axis=0)
    return [CRITERIA[place] if decided else "" for place, decided in zip(first, is_decided, strict=True)]


def _less_first(value: Column) -> npt.NDArray[np.int64]:
    known = np.where(value.unknown, np.zeros((), value.values.dtype), value.values)
    return np.where(value.unknown, _LAST, known.astype(np.int64))


def _more_first(value: Column) -> npt.NDArray[np.int64]:
    ascending = _less_first(value)
    return np.where(value.unknown, _LAST, -ascending)


# Service medal ----------------------------------------------------------------------------------


def service_medal(record: Record, terms: Terms, *, on: object) -> Column:
    """For how many years of service the medal (Satyalancana Karya Satya) may be proposed; 0 for none. PP 35/2010.

    ``record`` has ``served_from``, ``interrupted_until`` (the first day after a sanction of middle or heavy kind or a
    leave without pay; NaT for none) and ``held`` (the years of the highest medal she has). Years count anew after an
    interruption, and a lower medal need not come first [both unverified].
    """
    served, interrupted = begun(record.served_from, by=on), record.interrupted_until
    counts_from = Column(np.asarray(np.fmax(served.values, interrupted.values)), served.unknown)
    return _medal(counts_from, record.held, terms, on=on)


def _medal(counts_from: Column, held: Column, terms: Terms, *, on: object) -> Column:
    years = years_between(counts_from, on)
    reached: Column = column(0)
    for grade in _grades(terms):
        reached = where(years >= grade, grade, reached)
    return where(reached > held, reached, 0)


def medal_due(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """``service_medal`` of a person of whom it is told whether her service was ``interrupted``, and until when."""
    counts_from = _counts_from(record, on)
    medal = _medal(counts_from, record.held, terms, on=on)
    made_of = {"counts_from": counts_from, "held": record.held}
    return reckon(Line("medal", medal, terms.basis("medal_years_bronze"), of=made_of))


def next_medal(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether the medal next above the one she holds may be proposed, or from when."""
    bronze, silver, gold = _grades(terms)
    law = terms.basis("medal_years_gold")
    aim = where(record.held < bronze, bronze, where(record.held < silver, silver, gold))
    reached = add_months(_counts_from(record, on), aim * 12)
    return weigh(
        Reason("medal_left", record.held < gold, law),
        Reason(
            "medal_years",
            reached <= on,
            law,
            shortfall=where(reached > on, reached - on, 0),
            unit="hari",
            earliest=reached,
        ),
    )


def _grades(terms: Terms) -> tuple[int, int, int]:
    return terms.medal_years_bronze, terms.medal_years_silver, terms.medal_years_gold


def _counts_from(record: Record, on: date) -> Column:
    """From when the years count: anew after an interruption, as ``service_medal`` says."""
    served = begun(record.served_from, by=on)
    anew = where(record.interrupted_until > served, record.interrupted_until, served)
    return where(record.interrupted, anew, served)


# Birthdays --------------------------------------------------------------------------------------


def next_birthday(born_on: object, since: object) -> Column:
    """The first birthday on or after a day. Born on 29 February: the 28th in a common year, as ages count."""
    born, day = column(born_on), column(since)
    years = years_between(born, day)
    latest = add_months(born, years * 12)
    return where(latest == day, latest, add_months(born, (years + 1) * 12))
