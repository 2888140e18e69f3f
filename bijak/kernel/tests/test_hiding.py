"""Groups that cannot be worked out from what is shown."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.kernel import hiding


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param({"a": 30, "b": 12}, {"a", "b"}, id="all are large enough"),
        pytest.param(
            {"a": 30, "b": 12, "c": 9}, {"a"}, id="nine alone could be worked out: the smallest joins them"
        ),
        pytest.param({"a": 30, "b": 6, "c": 5}, {"a"}, id="two small ones hide each other"),
        pytest.param({"a": 30, "b": 9}, set(), id="of two nothing can be shown"),
        pytest.param({"a": 30, "b": 0}, {"a"}, id="nobody is hidden in an empty group"),
        pytest.param({}, set(), id="nothing"),
    ],
)
def test_a_group_shows_only_if_the_rest_stays_hidden(counts: dict[str, int], expected: set[str]) -> None:
    assert hiding.shown(counts) == expected


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40)))
def test_no_difference_of_totals_tells_about_fewer_than_ten(counts: dict[str, int]) -> None:
    """Whoever knows the total and every group shown can subtract any of them: ten or nobody remain."""
    shown = hiding.shown(counts)
    total = sum(counts.values())
    assert all(counts[code] >= hiding.K for code in shown)
    for size in range(len(shown) + 1):
        for some in combinations(sorted(shown), size):
            rest = total - sum(counts[code] for code in some)
            assert rest == 0 or rest >= hiding.K or total < hiding.K


def test_a_breakdown_that_gives_a_few_of_another_away_is_left_out() -> None:
    """All twelve of an office are PPPK, and one more elsewhere: beside the office, PPPK would show that one."""
    counts = {"office": {"x": 12, "y": 40}, "kind": {"pppk": 13, "pns": 39}}
    meets = {("kind", "pppk"): {("office", "x"), ("office", "y")}, ("kind", "pns"): {("office", "y")}}
    meets |= {("office", "x"): {("kind", "pppk")}, ("office", "y"): {("kind", "pppk"), ("kind", "pns")}}
    assert hiding.shown_together(counts, meets) == {"office": {"x", "y"}, "kind": set()}
    meets[("office", "x")] = {("kind", "pppk"), ("kind", "pns")}
    meets[("kind", "pns")] = {("office", "x"), ("office", "y")}
    assert hiding.shown_together(counts, meets)["kind"] == {"pppk", "pns"}


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("LP"), st.sampled_from("xyz")), max_size=40)
)
def test_no_two_breakdowns_together_tell_about_fewer_than_three(people: list[tuple[str, str, str]]) -> None:
    """Against the people themselves: no union of groups less another union within it leaves one or two."""
    names = ("office", "sex", "kind")
    members: dict[tuple[str, str], set[int]] = {}
    for person, codes in enumerate(people):
        for group in zip(names, codes, strict=True):
            members.setdefault(group, set()).add(person)
    counts = {name: {code: len(who) for (of, code), who in members.items() if of == name} for name in names}
    meets = {
        group: {other for other, there in members.items() if other[0] != group[0] and who & there}
        for group, who in members.items()
    }
    shown = hiding.shown_together(counts, meets, k=3)
    known = {
        name: [frozenset(), frozenset(range(len(people)))]
        + [
            frozenset().union(*(members[name, code] for code in some))
            for size in range(1, len(shown[name]) + 1)
            for some in combinations(sorted(shown[name]), size)
        ]
        for name in names
    }
    for first, second in combinations(names, 2):
        for larger in known[first] + known[second]:
            for smaller in known[first] + known[second]:
                if smaller < larger and len(people) >= 3:
                    assert len(larger - smaller) >= 3


def test_two_who_are_no_group_of_either_picture_are_not_worked_out() -> None:
    """Twelve of fourteen PNS have a master's degree, and no PPPK has: beside the kinds that would tell of the two."""
    assert hiding.shown_beside({"master": 12, "school": 102}, [[[12, 0], [2, 100]]]) == set()
    assert hiding.shown_beside({"master": 12, "school": 112}, [[[12, 0], [12, 100]]]) == {"master", "school"}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=3, max_size=3))
def test_of_two_breakdowns_side_by_side_no_few_are_worked_out(crossing: list[list[int]]) -> None:
    """Against every set of people: whatever is added and subtracted, it is nobody or three of them at least."""
    cells = [(ours, theirs) for ours in range(3) for theirs in range(3) if crossing[ours][theirs]]
    told = hiding.shown_beside({str(place): sum(row) for place, row in enumerate(crossing)}, [crossing], k=3)
    theirs = hiding.shown(
        {str(place): sum(column) for place, column in enumerate(zip(*crossing, strict=True))}, k=3
    )
    known = np.array(
        [
            [True for _cell in cells],
            *([str(ours) == code for ours, _theirs in cells] for code in told),
            *([str(other) == code for _ours, other in cells] for code in theirs),
        ],
        float,
    )
    rank = np.linalg.matrix_rank(known) if cells else 0
    if sum(map(sum, crossing)) < 3:
        return
    for size in range(1, len(cells) + 1):
        for some in combinations(cells, size):
            if sum(crossing[ours][other] for ours, other in some) < 3:
                wanted = np.vstack([known, [cell in some for cell in cells]])
                assert np.linalg.matrix_rank(wanted) > rank, (told, theirs, some)
