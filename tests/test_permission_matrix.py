"""Every route, asked by every role: what really happens, against a table that people have read.

The table is ``permission_matrix.txt``. A new page or a changed right makes this test fail; look at the difference,
and when it is what was meant write it down with ``python -m pytest tests/test_permission_matrix.py --rewrite-matrix``.
"""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver

from bijak.accounts.models import Account
from tools import guards

TABLE = Path(__file__).with_name("permission_matrix.txt")
ROLES = ("ani", "budi", "dewi", "citra", "eka", "gita", "hadi", "administrator")
EXAMPLES = {
    "uuid": str(UUID(int=7)),
    "uuidstr": str(UUID(int=7)),
    "int": "7",
    "slug": "contoh",
    "str": "contoh",
    "path": "contoh",
}
"""What stands in a route for an object that does not exist: who may open the page learns that (404), others nothing."""


@pytest.fixture
def browsers(request: pytest.FixtureRequest, client_of: Callable[[Account], Client]) -> dict[str, Client]:
    people = {role: client_of(request.getfixturevalue(role)) for role in ROLES}
    return {"citizen": Client(raise_request_exception=False)} | people


@pytest.mark.django_db
def test_every_route_answers_every_role_as_the_table_says(
    browsers: dict[str, Client], request: pytest.FixtureRequest
) -> None:
    found = "\n".join([_line("route", list(browsers)), *(_row(path, browsers) for path in _paths())]) + "\n"
    if request.config.getoption("--rewrite-matrix"):
        TABLE.write_text(found)
    assert found == TABLE.read_text()


def _line(route: str, cells: list[str]) -> str:
    return " ".join([f"{route:<66}", *(f"{cell:<13}" for cell in cells)]).rstrip()


def _row(path: str, browsers: dict[str, Client]) -> str:
    return _line(path, [_answer(browser, path) for browser in browsers.values()])


def _answer(browser: Client, path: str) -> str:
    """open, sign-in, refused or absent: what this person gets for asking (by GET, or POST where only that)."""
    cache.clear()  # how often somebody may ask is no question of who she is
    answer = browser.get(path)
    if answer.status_code == 405:
        answer = browser.post(path)
    if answer.streaming:
        list(answer.streaming_content)  # a download holds a file open until it is read
    if answer.status_code in (301, 302, 303):
        return "sign-in" if "/masuk/" in answer["Location"] else "open"
    return {200: "open", 400: "open", 403: "refused", 404: "absent", 405: "open", 409: "open"}.get(
        answer.status_code, str(answer.status_code)
    )


def _paths() -> list[str]:
    """Every route of ours with examples in its places; third-party routes are ours too, they are under /akun/."""
    routes = (route for route, _name, _view in guards.walk(get_resolver().url_patterns))
    return sorted({_filled(route) for route in routes if not _ends_session(route)})


def _ends_session(route: str) -> bool:
    """Signing out would end the session for the routes after it."""
    return "keluar" in route and "kotak" not in route


def _filled(route: str) -> str:
    path = "/" + route
    for kind, example in EXAMPLES.items():
        while f"<{kind}:" in path:
            start = path.index(f"<{kind}:")
            path = path[:start] + example + path[path.index(">", start) + 1 :]
    return path
