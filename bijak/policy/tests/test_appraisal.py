"""Money over years and several criteria, against numbers that others published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.policy.engine import appraisal, criteria, trees
from bijak.policy.engine.appraisal import Flow


@pytest.mark.parametrize(
    ("rate", "amounts", "worth"),
    [
        # L. J. Gitman, Principles of Managerial Finance, Brief, 3rd ed., 2003, p. 346, as NumPy's npv quoted it.
        (0.281, [-100, 39, 59, 55, 20], -0.0084785916384548798),
        # The documentation of numpy-financial: 40,000 invested, then four years of returns at 8 %.
        (0.08, [-40_000, 5_000, 8_000, 12_000, 30_000], 3065.2226681795255),
    ],
)
def test_present_values_are_those_of_the_textbooks(rate: float, amounts: list[int], worth: float) -> None:
    assert appraisal.present(amounts, rate) == pytest.approx(worth, rel=1e-12, abs=1e-12)


def test_costs_and_benefits_are_told_apart_in_the_ratio() -> None:
    worth = appraisal.appraise([Flow("c", False, (100, 110)), Flow("b", True, (0, 440))], 0.1)
    assert (worth.costs, worth.benefits, worth.net, worth.ratio) == (200, 400, 200, 2.0)
    assert appraisal.appraise([Flow("b", True, (1,))], 0.1).ratio is None


def test_what_sways_the_result_most_comes_first() -> None:
    swings = appraisal.tornado([Flow("small", False, (10,)), Flow("large", True, (1_000,))], 0.1)
    assert [(each.key, each.less, each.more) for each in swings] == [
        ("large", 790, 1_190), ("small", 992, 988), (None, 990, 990),
    ]  # fmt: skip


def test_nothing_discounts_at_minus_a_hundred_percent() -> None:
    with pytest.raises(ValueError, match="cannot discount"):
        appraisal.present([1], -1)


SWINGS = (100, 80, 70, 30, 20, 10)
"""Goodwin & Wright, Decision Analysis for Management Judgment, 3rd ed., chapter 3: closeness to customers, visibility,
image, size, comfort, car parking; figure 3.5 gives the first two."""
ADDISON_SQUARE = (100, 60, 100, 75, 0, 90)


def test_swing_weights_are_brought_to_a_hundred_as_in_the_textbook() -> None:
    assert [round(each) for each in criteria.normalised(SWINGS)] == [32, 26, 23, 10, 6, 3]


def test_the_weighted_sum_of_addison_square_is_that_of_the_textbook() -> None:
    (ranked,) = criteria.ranked({"Addison Square": ADDISON_SQUARE}, (32, 26, 23, 10, 6, 3))
    assert ranked.total == pytest.approx(80.8)


def test_weights_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        criteria.normalised([0, 0])


def test_equals_share_a_place() -> None:
    ranked = criteria.ranked({"a": (50, 50), "b": (50, 50), "c": (0, 0)}, (1, 1))
    assert [(each.key, each.place) for each in ranked] == [("a", 1), ("b", 1), ("c", 3)]


def test_the_first_stays_first_up_to_the_weight_at_which_they_are_equal() -> None:
    # a = 80 w + 40 (1 - w), b = 20 w + 90 (1 - w): equal where 60 w = 50 (1 - w), w = 5/11.
    steady = criteria.steadiness({"a": (80, 40), "b": (20, 90)}, (60, 40))
    ends = [end for each in steady for end in (each.low, each.high)]
    assert ends == pytest.approx([500 / 11, 100, 0, 600 / 11])


scores = st.tuples(*[st.integers(0, 100)] * 3)
weights = st.tuples(*[st.integers(1, 100)] * 3)


@given(
    options=st.dictionaries(st.integers(0, 9), scores, min_size=2, max_size=6),
    weights=weights,
    data=st.data(),
)
def test_an_option_that_another_outdoes_turns_nobodys_order(
    options: dict[int, tuple[int, ...]], weights: tuple[int, ...], data: st.DataObject
) -> None:
    better = data.draw(st.sampled_from(sorted(options)))
    worse = tuple(data.draw(st.integers(0, value)) for value in options[better])
    before = [each.key for each in criteria.ranked(options, weights)]
    after = criteria.ranked({**options, "worse": worse}, weights)
    assert [each.key for each in after if each.key != "worse"] == before
    assert next(each.place for each in after if each.key == better) <= next(
        each.place for each in after if each.key == "worse"
    )


@given(options=st.dictionaries(st.integers(0, 9), scores, min_size=2, max_size=5), weights=weights)
def test_within_its_range_a_weight_leaves_the_first_first(
    options: dict[int, tuple[int, ...]], weights: tuple[int, ...]
) -> None:
    shares = criteria.normalised(weights)
    first = criteria.ranked(options, weights)[0].key
    for place, steady in enumerate(criteria.steadiness(options, weights)):
        assert steady.low <= shares[place] + 1e-9
        assert steady.high >= shares[place] - 1e-9
        for share in (steady.low, (steady.low + steady.high) / 2, steady.high):
            rest = 100 - shares[place]
            moved = [share if each == place else (100 - share) * shares[each] / rest for each in range(3)]
            best = {each.key: each.total for each in criteria.ranked(options, moved)}
            assert best[first] >= max(best.values()) - 1e-6


branches = st.recursive(
    st.builds(trees.Branch, st.uuids(), st.just("cause"), st.text("kata panjang ", max_size=90)),
    lambda inner: st.builds(
        trees.Branch, st.uuids(), st.just("cause"), st.text("kata panjang ", max_size=90),
        st.lists(inner, max_size=3).map(tuple),
    ),
    max_leaves=12,
)  # fmt: skip


@given(causes=st.lists(branches, max_size=3).map(tuple), effects=st.lists(branches, max_size=3).map(tuple))
def test_no_two_boxes_of_a_tree_touch_and_all_are_inside(
    causes: tuple[trees.Branch, ...], effects: tuple[trees.Branch, ...]
) -> None:
    core = trees.Branch("core", "core", "Masalah inti")
    for drawing in (trees.wide(core, causes, effects), trees.indented(core, causes, effects)):
        boxes = drawing.boxes
        assert len(drawing.paths) == len(boxes) - 1
        for place, box in enumerate(boxes):
            assert 0 <= box.x <= box.x + box.width <= drawing.width + 1e-6
            assert 0 <= box.y <= box.y + box.height <= drawing.height + 1e-6
            for other in boxes[:place]:
                apart_x = box.x + box.width <= other.x + 1e-6 or other.x + other.width <= box.x + 1e-6
                apart_y = box.y + box.height <= other.y + 1e-6 or other.y + other.height <= box.y + 1e-6
                assert apart_x or apart_y
