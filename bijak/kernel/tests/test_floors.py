import pytest

from bijak.kernel.floors import FLOORS, context_of, floor_of


def test_the_kernel_is_the_ground_and_config_the_roof() -> None:
    assert floor_of("bijak.kernel.days") == 0
    assert floor_of("bijak.config.settings") == len(FLOORS) - 1


def test_a_module_belongs_to_its_context() -> None:
    assert context_of("bijak.people.models.spells") == "people"
    assert floor_of("bijak.people") > floor_of("bijak.organization.queries")


def test_a_context_without_a_floor_is_an_error() -> None:
    with pytest.raises(KeyError):
        floor_of("bijak.nowhere")
