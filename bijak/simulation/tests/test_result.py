"""What a leader sees first: what the last value asks of everyone, beside what holds, in numbers and in bars."""

from typing import Any

from bijak.simulation import views

CELLS = ({"short": 30, "hours": 300, "cost": None}, {"short": 20, "hours": 180, "cost": None})


def test_the_answer_says_how_much_more_or_less_than_now() -> None:
    now, draft = CELLS
    answer = views._answer([({"code": "now"}, now), ({"code": "draft"}, draft)])
    assert answer is not None
    assert (answer["cell"], answer["before"]) == (draft, now)
    assert answer["more"] == {"short": -10, "hours": -120}


def test_alone_it_is_compared_with_nothing() -> None:
    answer = views._answer([({"code": "now"}, CELLS[0])])
    assert answer is not None
    assert (answer["before"], answer["more"]) == (None, {})
    assert views._answer([]) is None


def test_the_bar_shows_everyone_once() -> None:
    moved: dict[str, Any] = {"never": 40, "newly_short": 10, "burdened": 35, "relieved": 0, "same": 25}
    parts = views._parts(moved, 100)
    assert [(part.people, part.x, part.width) for part in parts] == [
        (40, 0, 40),
        (10, 40, 10),
        (25, 50, 25),
        (25, 75, 25),
    ]
