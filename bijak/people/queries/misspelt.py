"""Whom a search may mean that finds nobody, or hardly anybody, as it was typed."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import QuerySet, Value
from django.db.models.functions import Upper

from bijak.people.models import EmployeeToday, NameWord
from bijak.people.queries import spelling
from bijak.people.queries.listing import COLUMNS, Listed, Order, People, found, listed

FEW = 5
"""Who finds fewer than these is told whom else she may mean."""

SPELLINGS = 8
"""So many words that are like one that was typed are tried."""

LIKE, NEARLY_AS_LIKE = 0.4, 2 / 3
"""A word is tried that is so like the typed one, of 1, and nearly as like it as the one that is most like it."""

BEARERS = 20
"""So many who bear each of them are looked at: enough to tell which names there are."""

MOST_TEXTS, MOST_PEOPLE = 5, 10
"""So much is offered."""


@dataclass(frozen=True)
class Near:
    """Texts that find somebody, the likeliest first, and the people themselves where they are few."""

    texts: list[str]
    people: list[Listed]


NOBODY = Near([], [])


def near(people: People, *, shown: Collection[UUID]) -> Near:
    """Whom else a search may mean, of those that it could find at all; ``shown`` are found already."""
    typed, nips = people.asked["names"], people.asked["nips"]
    if not typed or people.counted >= FEW:
        return NOBODY
    alike = [words for words in _alike(typed) if words]  # a word like none, perhaps a title, is left out
    if not alike:
        return NOBODY
    met = [row for row in _bearers(people, alike) if row[1] not in shown]
    likeness: dict[str, float] = {}
    closest: dict[UUID, tuple[float, tuple[Any, ...]]] = {}
    for name, *row in met:
        held = set(spelling.parts(name))
        best = [max((words[word], word) for word in both) for words in alike if (both := held & words.keys())]
        if len(best) == len(alike):
            text = " ".join([*(word.capitalize() for _score, word in best), *nips])
            likeness[text] = sum(score for score, _word in best)
            closest[row[0]] = (likeness[text], tuple(row))
    texts = sorted(likeness, key=lambda text: (-likeness[text], text))[:MOST_TEXTS]
    is_few = len(met) < BEARERS and len(closest) <= MOST_PEOPLE
    nearest = sorted(closest.values(), key=lambda each: (-each[0], each[1][1])) if is_few else []
    return Near(texts, listed(map(itemgetter(1), nearest)))


def named_like(among: QuerySet[EmployeeToday], names: Sequence[str]) -> QuerySet[EmployeeToday]:
    """Those of some people whose name has for each typed word one that is like it; nobody where a word is like none."""
    alike = _alike(names)
    if not all(alike):
        return among.none()
    among = among.alias(capitals=Upper("name"))
    for words in alike:
        among = among.filter(capitals__regex=_whole(words))
    return among


def _alike(typed: Sequence[str]) -> list[dict[str, float]]:
    """For each typed word those in people's names that are like it, and how much: 1 for those of the same sound."""
    sounds = [spelling.sound(word) for word in typed]
    asked = [
        NameWord.objects.filter(sound__trigram_similar=sound)
        .annotate(place=Value(place), likeness=TrigramSimilarity("sound", sound))
        .order_by("-likeness", "word")
        .values_list("place", "word", "likeness")[:SPELLINGS]
        for place, sound in enumerate(sounds)
    ]
    found: list[dict[str, float]] = [{} for _sound in sounds]
    for place, word, likeness in _union(asked):
        found[place][word] = likeness
    return [
        {
            word: each
            for word, each in words.items()
            if each >= max(LIKE, NEARLY_AS_LIKE * max(words.values()))
        }
        for words in found
    ]


def _bearers(people: People, alike: Sequence[dict[str, float]]) -> QuerySet[Any, tuple[Any, ...]]:
    """Some who bear each word like the first one, together with a word like each of the others."""
    among = found(order=Order.NAME, **people.asked | {"names": ()}).order_by().alias(capitals=Upper("name"))
    first, *others = alike
    for words in others:
        among = among.filter(capitals__regex=_whole(words))
    # In no order: which ones of many does not matter, and putting a thousand into order would.
    return _union(
        [
            among.filter(capitals__regex=_whole([word])).values_list("name", *COLUMNS)[:BEARERS]
            for word in first
        ]
    )


def _whole(words: Collection[str]) -> str:
    return rf"\m({'|'.join(map(re.escape, words))})\M"


def _union(asked: Sequence[QuerySet[Any, tuple[Any, ...]]]) -> QuerySet[Any, tuple[Any, ...]]:
    first, *others = asked
    return first.union(*others, all=True) if others else first
