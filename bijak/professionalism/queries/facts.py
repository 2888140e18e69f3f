"""What the index of a year is made from, of everyone or of some people, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from bijak.competency.queries import everyone as learning
from bijak.competency.queries.leadership import trained
from bijak.kernel.days import add_months
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.people.queries import portraits
from bijak.people.queries.everyone import working
from bijak.people.queries.sanctions import sanctioned_between
from bijak.performance.queries import everyone as performance
from bijak.policy import queries as policy
from bijak.professionalism import rules


@dataclass(frozen=True)
class Facts:
    """Those who are measured in a year, in the order of their keys, and what is known of each.

    ``on`` is the last day that counts: that of the year, or today while it runs. ``rated_year`` is the year of the
    predicates: while the year itself runs, the one before.
    """

    year: int
    on: date
    rated_year: int
    terms: Terms
    who: portraits.Portrait
    record: Record

    def __len__(self) -> int:
        return len(self.who)


def last_day(year: int, *, today: date) -> date:
    return min(date(year, 12, 31), today)


def gather(year: int, *, today: date, among: Sequence[int] | None = None) -> Facts:
    """The facts of a year. Eight queries, however many people."""
    on = last_day(year, today=today)
    terms = policy.terms("professionalism", on=on)
    kinds = terms.measured_kinds.split()
    who = portraits.Portrait(
        on, *working(portraits.COLUMNS, portraits.TYPES, on=on, kinds=kinds, among=among)
    )
    is_over = date(year, 12, 31) < today
    rated_year = year if is_over else year - 1
    rated = performance.ratings(who.employee, on=date(year + 1, 1, 1) if is_over else on)
    record = Record(
        {
            "post": _known(who.position_kind),
            "education": _known(who.education),
            "echelon": _known(who.echelon),
            "programme": np.array(rules.PROGRAMMES)[np.nan_to_num(trained(who).level).astype(np.intp)],
            "predicate": rated.in_year(rated_year),
            **_of_titles(who, terms),
            **_trainings(who, year, terms, among),
            **_sanctions(who, terms, among),
        }
    )
    return Facts(year, on, rated_year, terms, who, record)


def _of_titles(who: portraits.Portrait, terms: Terms) -> dict[str, Any]:
    titles, places = np.unique(who.position_title.astype(str), return_inverse=True)
    return {
        "is_profession": np.array([rules.is_profession(title, terms) for title in titles], np.bool_)[places]
    }


def _trainings(
    who: portraits.Portrait, year: int, terms: Terms, among: Sequence[int] | None
) -> dict[str, Any]:
    """Hours and numbers by what a training counts as. A programme for leaders is neither technical nor a seminar."""
    years = range(year - int(terms.seminar_years) + 1, year + 1)
    known = learning.followed(years, among=among)
    is_course, is_this_year = known.kind == "course", known.year == year
    is_unclear = is_course & (known.form == "")
    is_technical = is_course & np.isin(known.form, terms.technical_forms.split())
    is_seminar = is_course & np.isin(known.form, terms.seminar_forms.split())

    def summed(rows: npt.NDArray[np.bool_], of: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        places, found = _places(who.employee, known.employee)
        chosen = rows & found
        return np.bincount(places[chosen], weights=of[chosen], minlength=len(who)).astype(np.int64)

    ones = np.ones(len(known.employee), np.int64)
    return {
        "technical_hours": summed(is_technical & is_this_year, known.hours),
        "unclear_hours": summed(is_unclear & is_this_year, known.hours),
        "seminars": summed(is_seminar, ones),
        "unclear_trainings": summed(is_unclear, ones),
        "has_functional_training": np.isin(
            who.employee, learning.functionally_trained(until=who.on, among=among)
        ),
    }


def _sanctions(who: portraits.Portrait, terms: Terms, among: Sequence[int] | None) -> dict[str, Any]:
    since = add_months(who.on, -12 * int(terms.discipline_years))
    given = sanctioned_between(since, who.on, among=among)
    places, found = _places(who.employee, given.employee)
    heaviest = np.full(len(who), "none", "U6")
    heaviest[places[found]] = np.array(("", *rules.SANCTIONS[1:]), "U6")[given.heaviest[found]]
    last_on = np.full(len(who), np.datetime64("NaT", "D"))
    last_on[places[found]] = given.last_on[found]
    return {"sanction": _known(heaviest), "sanctioned_on": last_on}


def _places(keys: npt.NDArray[np.int64], owner: npt.NDArray[np.int64]) -> tuple[Any, Any]:
    """Where each owner stands among keys in order, and whether she does."""
    if not len(keys):
        return np.zeros(len(owner), np.intp), np.zeros(len(owner), np.bool_)
    places = np.minimum(np.searchsorted(keys, owner), len(keys) - 1)
    return places, keys[places] == owner


def _known(words: npt.NDArray[np.str_]) -> Any:
    return np.ma.masked_array(words, words == "")
