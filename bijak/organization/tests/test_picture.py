"""The peta jabatan is legible whatever the shape of the tree."""

from datetime import date
from itertools import combinations, count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.organization import queries
from bijak.organization.models import Unit, UnitSpell
from bijak.organization.views import picture

TODAY = date(2026, 11, 2)


@given(st.recursive(st.just(()), lambda below: st.lists(below, max_size=8).map(tuple), max_leaves=30))
@settings(max_examples=30, deadline=None)
def test_no_two_boxes_of_a_picture_overlap(shape: tuple[Any, ...]) -> None:
    keys = count(1)

    def branch(below: tuple[Any, ...]) -> queries.Branch:
        key = next(keys)
        spell = UnitSpell(unit=Unit(pk=key), name=f"Bidang {key} " * (key % 9 + 1))
        return queries.Branch(spell, (), [branch(each) for each in below])

    drawn = picture.draw([branch(shape)], {}, {}, TODAY)
    for box in drawn.boxes:
        assert 0 <= box.x <= drawn.width - picture.WIDTH
        assert 0 <= box.y <= drawn.height - box.height
    for one, other in combinations(drawn.boxes, 2):
        apart_across = one.x + picture.WIDTH <= other.x or other.x + picture.WIDTH <= one.x
        assert apart_across or one.y + one.height <= other.y or other.y + other.height <= one.y
