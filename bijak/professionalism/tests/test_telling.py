"""Whoever may count but not see reads page after page, and still cannot work out a few."""

from collections.abc import Iterator
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.kernel import hiding
from bijak.professionalism.queries.telling import ALL, Telling

OFFICES = ("1/1/", "1/2/", "1/3/")
UNITS = ("1/", *OFFICES, "1/1/1/", "1/1/2/", "1/2/1/", "1/1/1/1/")
SIZES = st.one_of(st.integers(0, 12), st.integers(10, 40))
OWN = st.fixed_dictionaries(dict.fromkeys((ALL, *UNITS), SIZES))
TOPS = st.one_of(
    st.none(),
    st.sampled_from(UNITS[1:]).map(lambda path: (path,)),
    st.sampled_from([("1/1/", "1/2/"), ("1/1/1/", "1/2/"), ("1/1/2/", "1/3/"), ("1/1/1/", "1/1/2/")]),
)


def telling(own: dict[str, int], tops: tuple[str, ...] | None = None) -> Telling:
    return Telling(own, units=UNITS, offices=OFFICES, tops=tops)


def told(own: dict[str, int], tops: tuple[str, ...] | None) -> Iterator[frozenset[str]]:
    """Every group of which a number is told to the reader: on the page for everyone, and on hers of every unit."""
    everyone = telling(own)
    if everyone.tells(ALL):
        yield frozenset(own)
    yield from (below(own, each) for each in everyone.parts(ALL))
    hers = telling(own, tops)
    if hers.tells(hers.top):
        yield frozenset(path for path in own if path.startswith(tops or (ALL,)))
    for each in UNITS:
        if each.startswith(tops or (ALL,)) and hers.tells(each):
            yield below(own, each)
        yield from (below(own, part) for part in hers.parts(each))


def below(own: dict[str, int], path: str) -> frozenset[str]:
    return frozenset(each for each in own if each.startswith(path))


def follows(group: frozenset[str], from_: list[frozenset[str]], cells: list[str]) -> bool:
    """Whether the sum over a group is some sum and difference of those that are told."""
    known = np.array([[cell in each for cell in cells] for each in from_], float).reshape(-1, len(cells))
    wanted = np.array([[cell in group for cell in cells]], float)
    return bool(np.linalg.matrix_rank(known) == np.linalg.matrix_rank(np.vstack([known, wanted])))


@settings(max_examples=150, deadline=None)
@given(OWN, TOPS)
def test_nobody_works_out_a_group_of_a_few(own: dict[str, int], tops: tuple[str, ...] | None) -> None:
    groups = list(told(own, tops))
    cells = [path for path, count in own.items() if count]
    for few in chain.from_iterable(combinations(cells, size) for size in range(1, len(cells) + 1)):
        if sum(own[each] for each in few) < hiding.K:
            assert not follows(frozenset(few), groups, cells), (few, groups)


@settings(max_examples=50, deadline=None)
@given(OWN)
def test_what_a_page_lists_it_tells_when_it_is_opened(own: dict[str, int]) -> None:
    known = telling(own)
    assert all(known.tells(part) for path in (ALL, *UNITS[1:]) for part in known.parts(path))


LARGE = dict.fromkeys((ALL, "1/"), 0) | dict.fromkeys(UNITS[1:], 20)


@pytest.mark.parametrize("path", [ALL, *UNITS[1:]])
def test_of_units_that_are_large_enough_all_is_told(path: str) -> None:
    assert telling(LARGE).tells(path)
    assert path == ALL or telling(LARGE, (path,)).tells(path)


def test_a_few_who_sit_in_the_office_itself_hide_one_of_its_units() -> None:
    assert telling(LARGE).parts("1/1/") == {"1/1/1/", "1/1/2/"}
    assert telling(LARGE | {"1/1/": 3}).parts("1/1/") == {"1/1/1/"}


def test_budi_who_leads_all_but_a_few_of_an_office_is_told_nothing() -> None:
    assert telling(LARGE, ("1/2/1/",)).tells("1/2/1/")
    assert not telling(LARGE | {"1/2/": 3}, ("1/2/1/",)).tells("1/2/1/")


def test_who_counts_two_offices_is_told_of_both_and_of_each_but_of_nothing_below() -> None:
    known = telling(LARGE, ("1/2/", "1/3/"))
    assert known.tells(ALL)
    assert known.parts(ALL) == {"1/2/", "1/3/"}
    assert not known.tells("1/2/")
