"""What the log says, and that it says nothing about people."""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator

import pytest
from django.db import IntegrityError
from django.test import Client

from bijak.accounts.models import Account
from bijak.operations.logs import JsonFormatter

NIP = "199001012015012001"


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, object]]]]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def test_a_request_leaves_one_line_with_route_and_status(
    ani: Account, client_of: Callable[[Account], Client], lines: Callable[[], list[dict[str, object]]]
) -> None:
    browser = client_of(ani)
    answer = browser.get("/", {"cari": NIP})
    line = next(line for line in lines() if line["logger"] == "bijak.requests")
    assert line["status"] == answer.status_code
    assert line["request"] == answer.headers["X-Request-Id"]
    assert str(line["route"]).startswith("desk:")
    assert line["account"] in (str(ani.uuid), "")
    assert isinstance(line["ms"], float)
    assert NIP not in json.dumps(lines())


def test_an_unknown_path_is_not_written_down(
    db: None, client: Client, lines: Callable[[], list[dict[str, object]]]
) -> None:
    client.get(f"/tidak-ada/{NIP}/")
    assert NIP not in json.dumps(lines())
    assert any(line.get("status") == 404 for line in lines())


def test_an_error_is_named_and_placed_but_not_quoted(lines: Callable[[], list[dict[str, object]]]) -> None:
    try:
        raise IntegrityError(f"Key (nip)=({NIP}) already exists.")
    except IntegrityError:
        logging.getLogger("django.request").exception(
            "%s: %s", "Internal Server Error", f"/pegawai/{NIP}/", extra={"status_code": 500}
        )
    (line,) = lines()
    assert line["error"] == "IntegrityError"
    assert (line["event"], line["status"]) == ("failed", 500)
    assert "test_logs.py" in str(line["where"])
    assert NIP not in json.dumps(line)


def test_of_another_library_only_the_template_is_written(
    lines: Callable[[], list[dict[str, object]]],
) -> None:
    logging.getLogger("another.library").warning("No mailbox for %s.", "ani@example.test")
    assert lines()[0]["event"] == "No mailbox for %s."


def test_our_own_messages_are_written_out(lines: Callable[[], list[dict[str, object]]]) -> None:
    logging.getLogger("bijak.operations").warning("%s is down.", "web")
    assert lines()[0]["event"] == "web is down."
    assert "error" not in lines()[0]
    assert sys.exc_info() == (None, None, None)
