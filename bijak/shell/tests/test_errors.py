"""What people read when something fails."""

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import RequestFactory

from bijak.shell import errors


def test_while_the_database_is_away_people_are_told_to_come_back(rf: RequestFactory) -> None:
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert "Sistem sedang dirawat" in answer.content.decode()
    assert "connection refused" not in answer.content.decode()


def test_any_other_failure_says_what_to_do(rf: RequestFactory) -> None:
    try:
        raise ValueError("a secret")
    except ValueError:
        answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "beri tahu pengelola sistem" in answer.content.decode()
    assert "a secret" not in answer.content.decode()


@pytest.mark.parametrize(
    "template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"]
)
def test_an_error_page_stands_without_a_request(template: str) -> None:
    assert "<h1>" in render_to_string(template)
