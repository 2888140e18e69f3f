"""A page and its fragment come from one view."""

import pytest
from django.test import RequestFactory

from bijak.shell.htmx import is_htmx, redirect


@pytest.mark.parametrize(
    ("headers", "wants_fragment"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_only_a_swap_asks_for_a_fragment(
    rf: RequestFactory, headers: dict[str, str], wants_fragment: bool
) -> None:
    assert is_htmx(rf.get("/", headers=headers)) is wants_fragment


def test_a_redirect_moves_the_whole_page(rf: RequestFactory) -> None:
    assert redirect(rf.get("/"), "/masuk/").status_code == 302
    swapped = redirect(rf.get("/", headers={"HX-Request": "true"}), "/masuk/")
    assert swapped.status_code == 200
    assert swapped["HX-Redirect"] == "/masuk/"
