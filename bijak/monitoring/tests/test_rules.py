"""When a light is green, yellow or red."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.monitoring.rules import Light, is_ordered, light

NUMBERS = st.floats(-1000, 1000)


@pytest.mark.parametrize(
    ("value", "lower_is_better", "expected"),
    [
        (20, True, Light.GREEN),  # exactly the target
        (20.01, True, Light.YELLOW),
        (30, True, Light.YELLOW),  # exactly the threshold
        (30.01, True, Light.RED),
        (None, True, Light.NONE),
        (30, False, Light.GREEN),
        (29.99, False, Light.YELLOW),
        (20, False, Light.YELLOW),
        (19.99, False, Light.RED),
    ],
)
def test_a_bound_belongs_to_its_better_side(
    value: float | None, lower_is_better: bool, expected: Light
) -> None:
    target, warn_at = (20, 30) if lower_is_better else (30, 20)
    assert light(value, target=target, warn_at=warn_at, lower_is_better=lower_is_better) == expected


@given(value=NUMBERS, target=NUMBERS, warn_at=NUMBERS)
def test_less_is_better_mirrors_more_is_better(value: float, target: float, warn_at: float) -> None:
    assert light(value, target=target, warn_at=warn_at, lower_is_better=True) == light(
        -value, target=-target, warn_at=-warn_at, lower_is_better=False
    )


@given(value=NUMBERS, better=st.floats(0, 500), target=NUMBERS, room=st.floats(0, 100))
def test_a_better_value_never_has_a_worse_light(
    value: float, better: float, target: float, room: float
) -> None:
    order = [Light.RED, Light.YELLOW, Light.GREEN]
    bounds = {"target": target, "warn_at": target - room, "lower_is_better": False}
    assert order.index(light(value + better, **bounds)) >= order.index(light(value, **bounds))


def test_the_yellow_threshold_lies_on_the_worse_side() -> None:
    assert is_ordered(target=20, warn_at=30, lower_is_better=True)
    assert not is_ordered(target=20, warn_at=10, lower_is_better=True)
    assert is_ordered(target=20, warn_at=20, lower_is_better=False)
