"""Critical posts, those that may be marked, and what a post asks of whoever takes it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from bijak.accounts.models import Account
from bijak.kernel import ranks
from bijak.kernel.columns import column
from bijak.kernel.education import LEVELS as EDUCATION
from bijak.organization import queries as organization
from bijak.organization.rules import title_key
from bijak.quality import rules as asking
from bijak.talent.access import Permission
from bijak.talent.models import CriticalPost

CHOICES = 30
"""So many posts are offered to be marked."""


def critical_posts(account: Account, *, today: date) -> QuerySet[CriticalPost]:
    """The critical posts of the units that an account looks after."""
    scope = organization.scope(account, Permission.VIEW, today=today)
    found = CriticalPost.objects.filter(scope.q("post__unit__path"), ended_on=None)
    return found.select_related("post__unit", "marked_by").order_by("post__unit__place", "post__key", "pk")


def posts_to_mark(account: Account, words: str, *, today: date) -> list[Any]:
    """Posts of today that may be marked, those that lead first, narrowed by words of title or unit."""
    scope = organization.scope(account, Permission.MAP, today=today)
    marked = CriticalPost.objects.filter(ended_on=None).values("post")
    found = organization.posts_on(today).filter(scope.q("post__unit__path")).exclude(post__in=marked)
    for word in words.split():
        found = found.filter(Q(post__title__icontains=word) | Q(post__unit__name__icontains=word))
    leading = found.select_related("post__unit").order_by("-kind", "-job_class", "post__unit__place", "pk")
    return list(leading[:CHOICES])


@dataclass(frozen=True)
class Wanted:
    """What a post asks of whoever takes it: the establishment, and where it is silent the law. "" and 0 for nothing."""

    kind: str = "structural"
    echelon: str = ""
    rank: int = 0
    education: str = ""
    programmes: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()

    @property
    def grade(self) -> str:
        return ranks.by_code(self.rank).grade if self.rank else ""

    @property
    def level(self) -> str:
        return EDUCATION.get(self.education, "")

    @property
    def asks(self) -> bool:
        return bool(self.rank or self.education or self.programmes or self.certificates)


def wanted(posts: Iterable[Any], *, on: date) -> dict[int, Wanted]:
    """By the key of the post, as it is established on a day. One query."""
    by_key = {post.pk: post for post in posts}
    spells = {spell.post_id: spell for spell in organization.posts_on(on).filter(post__in=by_key)}
    found = {}
    for key, post in by_key.items():
        spell, echelon = spells.get(key), _echelon(post)
        kind = spell.kind if spell else "structural"
        rank, education = _by_law(kind, echelon, post.title, on)
        found[key] = Wanted(
            kind=kind,
            echelon=echelon,
            rank=int((spell and spell.rank_lowest) or rank),
            education=(spell and spell.education_level) or education,
            programmes=_listed(spell.programmes) if spell else (),
            certificates=_listed(spell.certificates) if spell else (),
        )
    return found


def _by_law(kind: str, echelon: str, title: str, on: date) -> tuple[int, str]:
    """The lowest rank and education with which the law lets somebody hold a post; 0 and "" where it has no word."""
    post, terms = column(asking.post_of(kind, echelon, title) or None), asking.TERMS.on(on)
    rank, education = asking.band(post, terms, 0).item(), asking.least_education(post, terms).item()
    return int(rank or 0), f"{int(education):02}" if education else ""


def _echelon(post: Any) -> str:
    """A unit tells the echelon of the post that leads it."""
    return post.unit.echelon if title_key(post.unit.head_title) == post.key else ""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(words_of(each) for each in re.split(r"[;,\n]", text) if words_of(each))


def words_of(text: str) -> str:
    """A text without its punctuation and capitals, to be compared."""
    return re.sub(r"\W+", " ", text.casefold()).strip()
