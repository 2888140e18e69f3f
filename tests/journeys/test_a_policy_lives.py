"""One policy on training hours, from problem to revision; and once more with JavaScript switched off."""

from collections.abc import Iterator

import pytest

from tests.conftest import Opener, Site
from tests.journeys.life import Life


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def life(request: pytest.FixtureRequest, window: Opener, site: Site) -> Iterator[Life]:
    life = Life(window, site.environment, request.param, number=71 if request.param else 72)
    yield life
    life.let_it_be_today()


def test_a_policy_lives_from_problem_to_revision(life: Life) -> None:
    life.begins_with_a_problem_and_a_live_figure()
    life.is_written_down_from_a_pasted_pdf()
    life.sets_a_number_within_the_law()
    life.is_tried_before_anyone_is_bound()
    life.is_talked_about()
    life.is_enacted()
    life.is_brought_to_everyone_it_touches()
    life.holds_from_its_first_day()
    life.is_read_and_understood()
    life.is_applied()
    life.is_watched()
    life.is_asked_about()
    life.is_evaluated_a_year_on()
    life.is_begun_anew()
