"""The whole API: who gets in, what every refusal looks like, and whether it does what it says of itself."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.db.models.functions import Now
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance

from bijak.accounts.models import Account
from bijak.config.api import v1
from bijak.endpoints import openapi, queries, services
from bijak.endpoints.api import Token as Authentication
from bijak.endpoints.models import Token
from bijak.endpoints.registries import scopes
from bijak.endpoints.testing import TODAY, program_of
from bijak.organization.models import Grant, Unit
from bijak.organization.testing import give_role
from bijak.people import services as people
from bijak.people.access import Permission
from bijak.people.tests.factories import make_batch, workforce_frame

pytestmark = pytest.mark.django_db
PEOPLE = "/api/v1/pegawai"


def problem(answer: Any) -> dict[str, Any]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = json.loads(answer.content)
    assert told["status"] == answer.status_code
    assert (told["type"], told["instance"]) == ("about:blank", quote(answer.request["PATH_INFO"]))
    return told


@pytest.fixture
def program(citra: Account) -> Client:
    return program_of(citra, Permission.VIEW)


def test_the_guide_tells_every_address_with_its_scope(client_of: Callable[..., Client], ani: Account) -> None:
    page = client_of(ani).get("/akun/token/panduan/")
    told = {address.path: address for address in page.context["addresses"]}
    assert set(told) == set(openapi.description(v1, "/api/v1/")["paths"])
    assert told[f"{PEOPLE}/cari"].scope == "people.view"
    assert {value.name for value in told[f"{PEOPLE}/{{uuid}}"].given} >= {"identity", "nik", "decree_no"}


# Who gets in ------------------------------------------------------------------------------------


def test_every_address_asks_for_a_token_with_a_scope_that_tokens_can_carry() -> None:
    operations = [
        operation
        for router in v1._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
    ]
    assert operations
    for operation in operations:
        (authentication,) = operation.auth_callbacks
        assert isinstance(authentication, Authentication)
        assert scopes.named(authentication.needs.value) is authentication.needs


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer bijak_x"}]
)
def test_without_a_token_of_ours_nothing_opens(db: None, headers: dict[str, str]) -> None:
    answer = Client(headers=headers).get(PEOPLE)
    assert problem(answer)["status"] == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_opens_no_address(client_of: Callable[..., Client], citra: Account) -> None:
    assert client_of(citra).get(PEOPLE).status_code == 401


def test_a_token_that_is_over_opens_nothing(program: Client) -> None:
    Token.objects.update(created_at=Now() - timedelta(days=31), expires_at=Now() - timedelta(days=1))
    assert problem(program.get(PEOPLE))["code"] == "token_expired"


def test_a_revoked_token_opens_nothing_from_that_moment_on(program: Client, citra: Account) -> None:
    assert program.get(PEOPLE).status_code == 200
    services.revoke_token(token=Token.objects.get(), by=citra)
    assert problem(program.get(PEOPLE))["code"] == "token_revoked"


def test_a_token_of_a_closed_account_opens_nothing(program: Client, citra: Account) -> None:
    Account.objects.filter(pk=citra.pk).update(is_active=False)
    assert problem(program.get(PEOPLE))["code"] == "account_closed"


def test_a_token_without_the_scope_says_which_is_missing(citra: Account) -> None:
    answer = program_of(citra, Permission.VIEW_SENSITIVE).get(PEOPLE)
    assert problem(answer)["code"] == "scope_missing"
    assert 'scope="people.view"' in answer.headers["WWW-Authenticate"]


def test_a_role_that_ends_ends_for_the_token(program: Client, citra: Account) -> None:
    Grant.objects.filter(account=citra).update(until_on=date(2026, 1, 1))
    assert problem(program.get(PEOPLE))["code"] == "scope_missing"


def test_more_requests_than_the_limit_wait_for_the_next_minute(program: Client, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1
    Token.objects.update(minute=Now() + timedelta(hours=1), taken=1)
    answer = program.get(PEOPLE)
    assert problem(answer)["status"] == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


@pytest.mark.parametrize(
    ("role", "people_open", "units_open"),
    [
        (None, False, True), ("superior", True, True), ("operator", True, True), ("officer", True, True),
        ("leader", True, True), ("oversight", True, True), ("analyst", False, True), ("admin", False, True),
    ],
)  # fmt: skip
def test_every_role_opens_what_its_pages_open(
    role: str | None, people_open: bool, units_open: bool, ani: Account, city: Unit, education: Unit
) -> None:
    if role:
        give_role(account=ani, role=role, since=date(2020, 1, 1), unit=None)
    program = program_of(ani, *queries.scopes_of(ani, today=TODAY))
    assert (program.get(PEOPLE).status_code == 200) is people_open
    assert (program.get("/api/v1/unit").status_code == 200) is units_open


# What is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda program: program.get("/api/v1/tidak-ada"), 404),
        (lambda program: program.get("/api/v9/pegawai"), 404),
        (lambda program: program.get(f"{PEOPLE}/bukan-uuid"), 404),
        (lambda program: program.delete(PEOPLE), 405),
        (lambda program: program.options(PEOPLE), 405),
        (lambda program: program.patch(PEOPLE, "{", content_type="application/json"), 405),
        (lambda program: program.get(PEOPLE, headers={"Accept": "text/csv"}), 406),
        (lambda program: program.post(f"{PEOPLE}/cari", {"q": "a"}), 415),
        (lambda program: program.post(f"{PEOPLE}/cari", "{", content_type="application/json"), 400),
        (lambda program: program.post(f"{PEOPLE}/cari", {}, content_type="application/json"), 422),
        (lambda program: program.get(f"{PEOPLE}%00"), 400),
        (lambda program: program.get(PEOPLE, {"cari": "a"}), 422),
        (lambda program: program.get(PEOPLE, {"limit": "101"}), 422),
        (lambda program: program.get(PEOPLE, {"limit": "0"}), 422),
        (lambda program: program.get(PEOPLE, {"rank": "99", "kind": "x", "unit": "y", "standing": ""}), 422),
        (lambda program: program.get(PEOPLE, {"cursor": "IjAxIg:xxxxxxxx"}), 422),
    ],
)
def test_every_refusal_is_a_problem(ask: Callable[[Client], Any], status: int, program: Client) -> None:
    answer = ask(program)
    told = problem(answer)
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    if status == 405:
        assert answer.headers["Allow"] == "GET"
    if status == 422:
        assert all(fault["place"] and fault["detail"] for fault in told["errors"])
        assert told["errors"]


def test_what_breaks_is_a_problem_too(program: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_args: object, **_values: object) -> None:
        raise RuntimeError("198505052010011002")

    program.raise_request_exception = False
    monkeypatch.setattr("bijak.people.queries.after", breaks)
    answer = program.get(PEOPLE)
    assert problem(answer)["status"] == 500
    assert b"1985" not in answer.content


def test_a_cursor_of_ones_own_making_is_refused(program: Client) -> None:
    forged = base64.urlsafe_b64encode(b'"00000000-0000-0000-0000-000000000001"').decode().rstrip("=")
    told = problem(program.get(PEOPLE, {"cursor": f"{forged}:{'a' * 43}"}))
    assert told["errors"][0]["place"] == "query.cursor"


def test_a_refusal_speaks_the_language_of_the_program(program: Client) -> None:
    indonesian = program.get(f"{PEOPLE}/x", headers={"Accept-Language": "id"})
    english = program.get(f"{PEOPLE}/x", headers={"Accept-Language": "en-GB,en;q=0.8"})
    assert (indonesian["Content-Language"], english["Content-Language"]) == ("id", "en")


def test_each_wrong_value_of_several_is_named(program: Client) -> None:
    told = problem(
        program.get(PEOPLE, {"rank": "99", "kind": "x", "unit": "y", "standing": "", "limit": "1"})
    )
    assert [fault["place"] for fault in told["errors"]] == [
        f"query.{name}" for name in ("unit", "kind", "rank", "standing")
    ]


def test_a_refused_head_has_no_content(program: Client) -> None:
    answer = program.head(f"{PEOPLE}/tidak-ada")
    assert (answer.status_code, answer.content) == (404, b"")


def test_no_page_of_another_site_may_ask(program: Client) -> None:
    asked = {"Origin": "https://lain.example", "Access-Control-Request-Method": "GET"}
    for answer in (program.get(PEOPLE, headers=asked), program.options(PEOPLE, headers=asked)):
        assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_a_long_answer_is_compressed_and_known_again(program: Client) -> None:
    address = "/api/v1/openapi.json"
    answer = program.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    again = program.get(address, headers={"If-None-Match": answer["ETag"], "Accept-Encoding": "gzip"})
    assert again.status_code == 304


# How it is given --------------------------------------------------------------------------------


def test_what_a_program_has_already_is_not_sent_again(program: Client) -> None:
    first = program.get(PEOPLE)
    assert first["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Accept-Language"} <= set(first["Vary"].split(", "))
    again = program.get(PEOPLE, headers={"If-None-Match": f'"other", W/{first["ETag"]}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_head_answers_like_get_without_the_content(program: Client) -> None:
    get, head = program.get(PEOPLE), program.head(PEOPLE)
    assert (head.status_code, head.content) == (200, b"")
    assert (head["ETag"], head["Content-Length"]) == (get["ETag"], str(len(get.content)))


# Whether it does what it says of itself ---------------------------------------------------------


description = schemathesis.openapi.from_dict(openapi.description(v1, "/api/v1/"))
description.app = get_wsgi_application()


@pytest.fixture
def secret(education: Unit, citra: Account, today: date) -> Iterator[str]:
    """A token that carries all there is, where there is somebody to read about."""
    people.record_workforce(
        workforce_frame([{"unit_id": education.pk}]), batch=make_batch(citra), by=citra, today=today
    )
    _token, secret = services.make_token(name="Uji", scopes=[*scopes], days=30, by=citra, today=today)
    # A server lets its connection go between requests; the test keeps everything in one transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield secret
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@description.parametrize()
@settings(max_examples=5, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_address_keeps_to_its_description(case: Case, secret: str) -> None:
    asked = {**case.query, **(case.body if isinstance(case.body, dict) else {})}
    # That we have signed it no description can say: any other cursor is refused.
    case.call_and_validate(
        headers={"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"},
        excluded_checks=[positive_data_acceptance] if asked.get("cursor") is not None else [],
    )
