"""Groups that cannot be worked out from what is shown."""

from itertools import combinations

import pytest
from hypothesis import given
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
