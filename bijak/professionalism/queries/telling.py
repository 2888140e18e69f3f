"""Of which units the index may be told to somebody who may count people but not see them.

A mean over nine tells of nine, and so does what remains when one mean is taken from another. Whoever counts reads the
page for everyone too, and any unit of hers after any other: all of it together leaves no group of fewer than
``hiding.K`` to be worked out.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate

from bijak.kernel import hiding

ALL = ""
"""The path of everyone."""

_AFTER_ALL = "~"
"""After whatever a path may go on with: those below a unit stand together in the order of paths."""


class Telling:
    """What may be told of a tree of units.

    ``own`` says how many were measured in each unit itself, by its path, without those below. ``offices`` stand right
    under everyone: of them the page for everyone tells. ``tops`` are the units that the reader counts; None for all.
    """

    def __init__(
        self,
        own: Mapping[str, int],
        *,
        units: Sequence[str],
        offices: Sequence[str],
        tops: Sequence[str] | None = None,
    ) -> None:
        self._own, self._units, self._offices = own, sorted(units), sorted(offices)
        self._tops = (ALL,) if tops is None else tuple(tops)
        self._places = sorted(own)
        self._before = [0, *accumulate(own[place] for place in self._places)]
        self._kept = cache(self._keep)

    @property
    def top(self) -> str:
        """The one unit that the reader counts with all below it; everyone where she counts several."""
        return self._tops[0] if len(self._tops) == 1 else ALL

    @property
    def counts_all(self) -> bool:
        return self._tops == (ALL,)

    def nearest(self, path: str) -> str:
        """What her page of a unit tells of: the unit, or ``top`` where it is not hers, or above all offices."""
        inside = path.startswith(self._tops) and path.startswith(tuple(self._offices))
        return path if len(self._tops) == 1 and inside else self.top

    def tells(self, path: str) -> bool:
        """Whether the index of a unit may be told; of ``top``, of all that the reader counts."""
        if path == self.top:
            return self._tells_top
        return len(self._tops) == 1 and self._tells_top and all(self._way(path))

    def parts(self, path: str) -> frozenset[str]:
        """The units right below another of which it may be told."""
        if len(self._tops) > 1:
            return frozenset(each for each in self._kept(ALL) if each.startswith(self._tops))
        return self._kept(path) if self.tells(path) else frozenset()

    @cached_property
    def _tells_top(self) -> bool:
        """Enough people, and enough or nobody of each group of the page for everyone, within her reach and beyond."""
        inside = [
            sum(count for path, count in group.items() if path.startswith(self._tops))
            for group in self._public
        ]
        beyond = [sum(group.values()) - hers for group, hers in zip(self._public, inside, strict=True)]
        return sum(inside) >= hiding.K and all(map(_is_told, (*inside, *beyond)))

    @cached_property
    def _public(self) -> list[dict[str, int]]:
        """Everyone in the groups that the page for everyone tells apart."""
        kept = sorted(self._kept(ALL))
        groups = [
            {path: count for path, count in self._own.items() if path.startswith(each)} for each in kept
        ]
        rest = {path: count for path, count in self._own.items() if not path.startswith(tuple(kept))}
        return [*groups, rest]

    def _way(self, path: str) -> Iterator[bool]:
        """From the top down to a unit: whether each step may be told beside those next to it."""
        at = self.top
        while at != path:
            below = next((each for each in self._below(at) if path.startswith(each)), None)
            yield below is not None and below in self._kept(at)
            if below is None:
                return
            at = below

    def _keep(self, path: str) -> frozenset[str]:
        below = {each: self._count(each) for each in self._below(path)}
        itself = {path: self._count(path) - sum(below.values())}
        return hiding.shown(below | itself) - {path}

    def _below(self, path: str) -> list[str]:
        if path == ALL:
            return self._offices
        found: list[str] = []
        for each in self._units:  # in their order a unit stands before those below it
            if each.startswith(path) and each != path and not (found and each.startswith(found[-1])):
                found.append(each)
        return found

    def _count(self, path: str) -> int:
        first, beyond = bisect_left(self._places, path), bisect_left(self._places, path + _AFTER_ALL)
        return self._before[beyond] - self._before[first]


def _is_told(count: int) -> bool:
    return count == 0 or count >= hiding.K
