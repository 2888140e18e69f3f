"""People as programs read them: whom, what of them, and that it is logged."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models.functions import Now
from django.test import Client
from django.utils import timezone
from pydantic import TypeAdapter

from bijak.accounts.models import Account, View
from bijak.endpoints.api import Page
from bijak.endpoints.testing import program_of
from bijak.organization.models import Unit
from bijak.organization.testing import give_role
from bijak.people import api, queries, services
from bijak.people.access import Permission
from bijak.people.models import Change, EmployeeToday, Identity
from bijak.people.tests.factories import make_batch, workforce_frame

pytestmark = pytest.mark.django_db
LIST = "/api/v1/pegawai"


@pytest.fixture
def people(
    education: Unit, health: Unit, ani: Account, citra: Account, today: date
) -> dict[str, EmployeeToday]:
    """Ani and Tono of education, Bayu of health, Dara who has retired."""
    rows: list[dict[str, Any]] = [
        {"unit_id": education.pk, "nik": "6171054101900001", "religion": "islam"},
        _other("198505052010011002", "BAYU SETIAWAN", unit_id=health.pk, sex="L"),
        _other("198606062011011003", "TONO WIJAYA", unit_id=education.pk, sex="L", rank_code="31"),
        _other("196001011985032004", "DARA PUSPITA", unit_id=health.pk, standing_code="99"),
    ]
    services.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    return {row.name.split()[0].lower(): row for row in EmployeeToday.objects.order_by("pk")}


def _other(nip: str, name: str, **changes: Any) -> dict[str, Any]:
    return {"nip": nip, "siasn_id": nip[-4:], "name": name, "back_title": None} | changes


def names(program: Client, path: str = LIST, **asked: Any) -> list[str]:
    answer = program.get(path, asked)
    assert answer.status_code == 200, answer.content
    return sorted(item["full_name"].split()[0].lower() for item in answer.json()["items"])


def test_a_program_of_citra_lists_everyone_who_is_active(people: Any, citra: Account) -> None:
    program = program_of(citra, Permission.VIEW)
    assert names(program) == ["ani", "bayu", "tono"]
    assert names(program, standing="all") == ["ani", "bayu", "dara", "tono"]
    assert names(program, rank="31") == ["tono"]
    assert names(program, unit=str(people["bayu"].unit.uuid)) == ["bayu"]
    assert names(program, unit=str(uuid4())) == []


def test_a_program_of_dewi_sees_her_unit_alone(people: Any, dewi: Account) -> None:
    program = program_of(dewi, Permission.VIEW)
    assert names(program) == ["bayu"]
    assert program.get(f"{LIST}/{people['bayu'].uuid}").status_code == 200
    assert program.get(f"{LIST}/{people['ani'].uuid}").status_code == 404
    assert program.get(f"{LIST}/{uuid4()}").status_code == 404


def test_a_name_is_searched_for_in_the_content_and_never_in_the_address(people: Any, citra: Account) -> None:
    program = program_of(citra, Permission.VIEW)
    answer = program.post(f"{LIST}/cari", {"q": "19850505"}, content_type="application/json")
    assert [item["nip"] for item in answer.json()["items"]] == ["198505052010011002"]
    assert program.get(LIST, {"q": "bayu"}).status_code == 422
    odd = program.post(f"{LIST}/cari", {"q": "bayu\0%_"}, content_type="application/json")
    assert (odd.status_code, odd.json()["items"]) == (200, [])


def test_pages_follow_one_another_without_gap_or_twice(people: Any, citra: Account) -> None:
    program = program_of(citra, Permission.VIEW)
    met, path = [], f"{LIST}?limit=1&standing=all"
    while path:
        answer = program.get(path)
        met += [item["uuid"] for item in answer.json()["items"]]
        path = answer.json()["next"]
        assert answer.headers.get("Link") == (f'<{path}>; rel="next"' if path else None)
    assert met == sorted(str(row.uuid) for row in people.values())


def test_the_page_after_a_search_is_asked_for_by_its_cursor(people: Any, citra: Account) -> None:
    program = program_of(citra, Permission.VIEW)
    asked = {"q": "a", "limit": 2}
    first = program.post(f"{LIST}/cari", asked, content_type="application/json").json()
    again = program.post(
        f"{LIST}/cari", asked | {"cursor": first["cursor"]}, content_type="application/json"
    ).json()
    assert len({item["uuid"] for item in first["items"] + again["items"]}) == 3
    assert (first["next"], again["cursor"]) == (None, None)


def test_specific_personal_data_are_masked_without_their_scope(people: Any, citra: Account) -> None:
    path = f"{LIST}/{people['ani'].uuid}"
    plain = program_of(citra, Permission.VIEW).get(path).json()
    assert plain["identity"]["name"] == "Ani Lestari"
    assert {plain["identity"][name] for name in api.MASKED} == {None}
    assert [plain["histories"][topic] for topic in ("sanction", "address", "family", "separation")] == [
        None
    ] * 4
    assert set(plain["masked"]) == {*api.MASKED, "sanction", "address", "family", "separation"}
    full = program_of(citra, Permission.VIEW, Permission.VIEW_SENSITIVE).get(path).json()
    assert full["identity"]["nik"] == "6171054101900001"
    assert (full["histories"]["sanction"], full["masked"]) == ([], [])


def test_every_specific_datum_is_masked(people: Any) -> None:
    assert set(Identity.Privacy.sensitive) <= set(api.MASKED) <= set(api.IdentityGiven.model_fields)


def test_what_was_shown_is_logged_but_for_ones_own(people: Any, citra: Account, ani: Account) -> None:
    program_of(citra, Permission.VIEW).get(LIST, {"limit": 1})
    first = min(row.uuid for row in people.values())
    assert list(View.objects.values_list("viewer", "subject_uuid", "page")) == [
        (citra.pk, first, "Antarmuka program (API)")
    ]
    View.objects.all().delete()
    give_role(account=ani, role="superior", unit=people["ani"].unit, since=date(2026, 1, 1))
    program = program_of(ani, Permission.VIEW)
    assert names(program) == ["ani", "tono"]
    program.get(f"{LIST}/{people['ani'].uuid}")
    assert [view.subject_uuid for view in View.objects.all()] == [people["tono"].uuid]


def test_a_person_is_shown_as_of_a_day_and_as_known_on_a_day(people: Any, citra: Account) -> None:
    program, path = program_of(citra, Permission.VIEW), f"{LIST}/{people['ani'].uuid}"
    now = program.get(path).json()
    assert [line["holds"] for line in now["histories"]["rank"]] == [True]
    then = program.get(path, {"valid_on": "2019-12-31"}).json()
    assert [line["holds"] for line in then["histories"]["position"]] == [False]
    unknown = program.get(path, {"known_on": "2001-01-01"}).json()
    assert unknown["identity"] is None
    assert unknown["histories"]["rank"] == []


def changed(program: Client, since: str) -> list[str]:
    answer = program.get(f"{LIST}/perubahan", {"since": since})
    TypeAdapter(Page[api.Changed]).validate_json(answer.content, extra="forbid")
    return [item["uuid"] for item in answer.json()["items"]]


def test_only_those_whose_records_changed_since_a_moment_are_told(
    people: Any, citra: Account, dewi: Account, today: date
) -> None:
    program = program_of(citra, Permission.VIEW)
    Change.objects.update(at=Now() - timedelta(days=2))
    long_ago, yesterday = ((timezone.now() - timedelta(days=days)).isoformat() for days in (9, 1))
    assert changed(program, long_ago) == sorted(str(row.uuid) for row in people.values())
    assert changed(program, yesterday) == []
    services.record_line(
        row=people["bayu"],
        topic=queries.Topic.AWARD,
        facts={
            "award_code": "1",
            "name": "Satyalancana",
            "year": 2024,
            "decree_no": "K 1",
            "decree_on": today,
        },
        seen=queries.version(people["bayu"].pk),
        reason="SK diterima",
        by=citra,
        today=today,
    )
    assert changed(program, yesterday) == [str(people["bayu"].uuid)]
    hers = sorted(str(people[name].uuid) for name in ("bayu", "dara"))
    assert changed(program_of(dewi, Permission.VIEW), long_ago) == hers
    row = _other("198606062011011003", "TONO WIJAYA", unit_id=people["tono"].unit_id, sex="L", rank_code="32")
    services.record_workforce(workforce_frame([row]), batch=make_batch(citra), by=citra, today=today)
    assert changed(program, yesterday) == sorted(str(people[name].uuid) for name in ("bayu", "tono"))
    assert not View.objects.exists()


@pytest.mark.parametrize(
    "since", ["", "2026-11-01", "1762000000", "2026-11-01T00:00:00", "2026-11-01T07:00:00 07:00"]
)
def test_a_moment_without_its_zone_is_refused(people: Any, citra: Account, since: str) -> None:
    answer = program_of(citra, Permission.VIEW).get(f"{LIST}/perubahan", {"since": since})
    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert fault["place"] == "query.since"
    assert "%2B" in fault["detail"]


@pytest.mark.parametrize(
    "since", ["3844-07-03T17:48:32-17:47", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59.999999-23:59"]
)
def test_any_moment_that_can_be_written_can_be_asked_about(people: Any, citra: Account, since: str) -> None:
    assert len(changed(program_of(citra, Permission.VIEW), since)) == (4 if since < "2000" else 0)


def test_answers_hold_what_their_description_says(people: Any, citra: Account) -> None:
    program = program_of(citra, Permission.VIEW, Permission.VIEW_SENSITIVE)
    exactly = {"extra": "forbid"}
    TypeAdapter(Page[api.Listed]).validate_json(program.get(LIST).content, **exactly)
    path = f"{LIST}/{people['ani'].uuid}"
    TypeAdapter(api.PersonGiven).validate_json(program.get(path).content, **exactly)


@pytest.mark.parametrize(
    ("path", "queries"),
    # The agency, the token, the grants; the count of requests; the rows, and that they were seen.
    [(LIST, 6), (LIST + "/{uuid}", 8)],
)
def test_an_answer_costs_few_questions(
    path: str,
    queries: int,
    people: Any,
    citra: Account,
    settings: Any,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    program = program_of(citra, Permission.VIEW)
    path = path.format(uuid=people["ani"].uuid)
    settings.API_REQUESTS_PER_MINUTE = 20  # one at a time: every request is counted in the database
    program.get(path)
    with django_assert_num_queries(queries):
        assert program.get(path).status_code == 200
