"""The agency and its units as programs read them."""

from datetime import date

import pytest
from django.test import Client
from pydantic import TypeAdapter

from bijak.accounts.models import Account
from bijak.endpoints.api import Page
from bijak.endpoints.testing import program_of
from bijak.organization import api
from bijak.organization.access import Permission
from bijak.organization.models import Unit
from bijak.organization.services import PostFace, create_post
from bijak.organization.testing import make_unit

pytestmark = pytest.mark.django_db
UNITS = "/api/v1/unit"


@pytest.fixture
def program(ani: Account) -> Client:
    return program_of(ani, Permission.VIEW)


def test_every_account_may_let_a_program_read_the_organisation(
    program: Client, city: Unit, education: Unit
) -> None:
    agency = program.get("/api/v1/instansi").json()
    assert agency["time_zone"] == "Asia/Jakarta"
    items = program.get(UNITS, {"under": str(education.uuid)}).json()["items"]
    assert [(unit["name"], unit["parent_uuid"]) for unit in items] == [("Dinas Pendidikan", str(city.uuid))]
    assert program.get(UNITS, {"under": "00000000-0000-0000-0000-000000000001"}).json()["items"] == []


def test_the_tree_is_as_it_was_on_the_day(program: Client, city: Unit, education: Unit) -> None:
    make_unit(name="Bidang Baru", parent=education, since=date(2026, 6, 1))

    def below(day: str) -> list[str]:
        (root,) = program.get(f"{UNITS}/pohon", {"valid_on": day}).json()["roots"]
        (office,) = root["children"]
        return [unit["name"] for unit in office["children"]]

    assert below("2026-05-31") == []
    assert below("2026-06-01") == ["Bidang Baru"]
    assert program.get(f"{UNITS}/pohon", {"known_on": "2001-01-01"}).json()["roots"] == []


def test_a_unit_has_its_history(program: Client, education: Unit) -> None:
    unit = program.get(f"{UNITS}/{education.uuid}").json()
    assert [(spell["from_on"], spell["name"]) for spell in unit["history"]] == [
        ("2000-01-01", "Dinas Pendidikan")
    ]
    assert program.get(f"{UNITS}/00000000-0000-0000-0000-000000000001").status_code == 404


def test_the_posts_of_a_unit_tell_what_is_vacant(
    program: Client, city: Unit, education: Unit, today: date
) -> None:
    face = PostFace(needed=3, kind="functional", job_class=8)
    create_post(unit=education, title="Analis SDM", face=face, from_on=date(2020, 1, 1), today=today, by=None)
    path = f"{UNITS}/{education.uuid}/formasi"
    (post,) = program.get(path, {"vacant": "true"}).json()["posts"]
    assert (post["title"], post["job_class"], post["needed"], post["vacant"]) == ("Analis SDM", 8, 3, 3)
    above = f"{UNITS}/{city.uuid}/formasi"
    assert program.get(above).json()["posts"] == []
    answer = program.get(above, {"below": "true"})
    TypeAdapter(api.PostsGiven).validate_json(answer.content, extra="forbid")
    assert [post["unit_uuid"] for post in answer.json()["posts"]] == [str(education.uuid)]
    assert program.get(path, {"valid_on": "2019-12-31"}).json()["posts"] == []
    assert program.get(path, {"valid_on": "1999-12-31"}).status_code == 404
    assert program.get(path, {"below": "ya"}).json()["errors"][0]["place"] == "query.below"


def test_answers_hold_what_their_description_says(program: Client, education: Unit) -> None:
    for path, model in {
        "/api/v1/instansi": api.AgencyGiven,
        UNITS: Page[api.UnitListed],
        f"{UNITS}/pohon": api.Tree,
        f"{UNITS}/{education.uuid}": api.UnitGiven,
    }.items():
        TypeAdapter(model).validate_json(program.get(path).content, extra="forbid")
