"""What the posts that lie ahead of somebody ask for, and what she lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bijak.career.queries.paths import Stop
from bijak.career.rules import paths as rules
from bijak.competency.queries import person as learning
from bijak.kernel.decisions import Decision
from bijak.kernel.records import Record
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.quality import rules as posts


@dataclass(frozen=True)
class Asked:
    """What a post asks for: the agency's establishment first, and where it is silent the law.

    ``rank`` and ``education`` are codes, "" for nothing, None where that is not known; ``own_rank`` and
    ``own_education`` are what the establishment says itself, as numbers, 0 where it is silent.
    """

    own_rank: int
    own_education: int
    rank: str | None
    education: str | None
    programmes: tuple[str, ...]
    certificates: tuple[str, ...]


@dataclass(frozen=True)
class Ahead:
    """A post that may come next, and whether she fits."""

    stop: Stop
    asked: Asked
    decision: Decision


def asked_of(stops: Iterable[Stop], *, on: date) -> dict[str, Asked]:
    """By the key of each stop. The lowest demand of all posts of its titles: whoever meets it has a place to go to."""
    wanted = list(stops)
    titles = {title for stop in wanted for title in stop.titles}
    spells = list(organization.posts_on(on).filter(post__key__in=titles)) if titles else []
    return {
        stop.key: _asked(stop, [spell for spell in spells if spell.post.key in stop.titles], on)
        for stop in wanted
    }


def _asked(stop: Stop, spells: list[Any], on: date) -> Asked:
    own = {
        "asked_rank": int(min((spell.rank_lowest for spell in spells), default="") or 0),
        "asked_education": int(min((spell.education_level for spell in spells), default="") or 0),
    }
    record, terms = Record({"post": _post(stop), **own}), posts.TERMS.on(on)
    return Asked(
        own["asked_rank"],
        own["asked_education"],
        _code(rules.least_rank(record, terms).item()),
        _code(rules.least_education(record, terms).item()),
        _phrases(spell.programmes for spell in spells),
        _phrases(spell.certificates for spell in spells),
    )


def _post(stop: Stop) -> str | None:
    """As the rule names posts; None where nothing is known of it."""
    return stop.post or (rules.EXECUTOR if stop.kind == "executor" else None)


def _code(number: float | None) -> str | None:
    return None if number is None else f"{int(number):02}" if number else ""


def _phrases(texts: Iterable[str]) -> tuple[str, ...]:
    """What is written between commas and semicolons, each once; nothing where one post asks for nothing."""
    known = list(texts)
    if not all(known):
        return ()
    parts = (part.strip() for text in known for part in text.replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def ahead(row: Any, stops: Iterable[Stop], *, on: date) -> list[Ahead]:
    """Each post with what it asks and the Decision on a person (a row of people.EmployeeToday)."""
    wanted = list(stops)
    if not wanted:
        return []
    asked = asked_of(wanted, on=on)
    studied = [each.programme for each in _diplomas(row)]
    trained = [each.name for each in learning.trainings_at_once(row.pk)]
    terms = posts.TERMS.on(on)
    has_rank = row.kind in posts.PNS and row.rank_order
    found = []
    for stop in wanted:
        needs = asked[stop.key]
        record = Record(
            {
                "post": _post(stop),
                "asked_rank": needs.own_rank,
                "asked_education": needs.own_education,
                "rank": row.rank_order if has_rank else None,
                "education": int(row.education_level) if row.education_level else None,
                "has_programme": _has_any(needs.programmes, studied),
                "has_certificate": _has_any(needs.certificates, trained),
            }
        )
        found.append(Ahead(stop, needs, rules.fits(record, terms, on=on)))
    return found


def _diplomas(row: Any) -> list[Any]:
    return list(people.all_held(row, people.Topic.EDUCATION))


def _has_any(phrases: tuple[str, ...], known: Iterable[str]) -> bool:
    """Whether one of the phrases occurs in what is known; yes, where none is asked."""
    texts = [text.casefold() for text in known]
    return not phrases or any(phrase.casefold() in text for phrase in phrases for text in texts)
