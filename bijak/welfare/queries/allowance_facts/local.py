"""What the region has set, for each post: of what fits it, that which says most about whom it is for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import Q

from bijak.organization import queries as organization
from bijak.organization.rules import title_key
from bijak.welfare.models import INDICES, AllowanceSetting

type Floats = npt.NDArray[np.float64]

IN_PLACE = {"replaced_by": None, "withdrawn_at": None}


def settings_on(day: date) -> Any:
    """What the region has set that holds on a day."""
    return (
        AllowanceSetting.objects.filter(Q(until_on=None) | Q(until_on__gt=day), **IN_PLACE, from_on__lte=day)
        .select_related("unit")
        .order_by("what", "from_on", "pk")
    )


type Provisions = Mapping[str, Sequence[AllowanceSetting]]


def settings_by_what(day: date) -> Provisions:
    """What holds on a day, by what it is about, what says least first."""
    found: dict[str, list[AllowanceSetting]] = {}
    for each in sorted(settings_on(day), key=_says_much):
        found.setdefault(each.what, []).append(each)
    return found


@dataclass(frozen=True)
class Posts:
    """Posts that people hold, a row for each."""

    unit: npt.NDArray[np.int64]
    title: npt.NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.unit)


class Classes:
    """The class of a post, as the establishment of the day has it; of several days the first that knows it."""

    def __init__(self, *days: date) -> None:
        self._held = {
            (unit, key): job_class
            for day in reversed(days)
            for unit, key, job_class in organization.posts_on(day)
            .filter(job_class__isnull=False)
            .values_list("post__unit", "post__key", "job_class")
        }

    def __call__(self, units: npt.NDArray[np.int64], titles: npt.NDArray[np.str_]) -> Floats:
        pairs = zip(units.tolist(), titles.tolist(), strict=True)
        return np.array([self._held.get(pair, np.nan) for pair in pairs], np.float64)


class Local:
    """The region's numbers for each post: of those that fit it, the one that says most about whom it is for."""

    def __init__(self, provisions: Provisions, posts: Posts, classes: Classes) -> None:
        self.provisions, self._posts = provisions, posts
        self._titles = _titles(posts.title)
        self.job_class = classes(posts.unit, self._titles)
        self._paths = dict(organization.known_units().order_by().values_list("pk", "path"))

    @property
    def index(self) -> Floats:
        return np.asarray(np.prod([self(what) for what in INDICES], axis=0))

    def __call__(self, what: str) -> Floats:
        found = np.full(len(self._posts), np.nan)
        for each in self.provisions.get(what, ()):
            found[self._fits(each)] = float(each.value)
        return found

    def of_words(self, prefix: str, words: npt.NDArray[np.str_]) -> Floats:
        """The number for each person's word: ``kind_`` and "cpns", say."""
        found = np.full(len(words), np.nan)
        for word in np.unique(words).tolist():
            if word and prefix + word in self.provisions:
                found = np.where(words == word, self(prefix + word), found)
        return found

    def _fits(self, each: AllowanceSetting) -> npt.NDArray[np.bool_]:
        fits = np.ones(len(self._posts), np.bool_)
        if each.class_from is not None:
            fits &= self.job_class >= each.class_from
        if each.class_to is not None:
            fits &= self.job_class <= each.class_to
        if each.unit is not None:
            below = [key for key, path in self._paths.items() if path.startswith(each.unit.path)]
            fits &= np.isin(self._posts.unit, below)
        if each.title:
            fits &= self._titles == title_key(each.title)
        return fits


def _says_much(each: AllowanceSetting) -> tuple[bool, int, bool, date, int]:
    """A title says more than a unit, a unit below more than one above, a unit more than a class; then the later one."""
    depth = each.unit.path.count("/") if each.unit else 0
    return bool(each.title), depth, each.class_from is not None, each.from_on, each.pk


def _titles(titles: npt.NDArray[np.object_]) -> npt.NDArray[np.str_]:
    held, places = np.unique(titles.astype("U200"), return_inverse=True)
    return np.array([title_key(str(title)) for title in held] or [""], "U200")[places]
