"""Code tables as programs read them."""

from datetime import date

import pytest
from django.test import Client
from pydantic import TypeAdapter

from bijak.accounts.models import Account
from bijak.endpoints.api import Page
from bijak.endpoints.testing import program_of
from bijak.organization.queries import ReferenceRow
from bijak.organization.services import load_reference
from bijak.siasn import api
from bijak.siasn.access import Permission

pytestmark = pytest.mark.django_db
TABLES = "/api/v1/rujukan"
EXACTLY = {"extra": "forbid"}


@pytest.fixture
def program(citra: Account, today: date) -> Client:
    rows = [ReferenceRow(code, f"Agama {code}", {"keterangan": "x"}) for code in ("1", "10", "2")]
    load_reference({"religion": rows}, on=today, by=None)
    load_reference({"religion": rows[:2]}, on=today, by=None)
    return program_of(citra, Permission.LOOK_UP)


def test_a_program_reads_which_tables_are_here(program: Client) -> None:
    answer = program.get(TABLES)
    TypeAdapter(api.Tables).validate_json(answer.content, **EXACTLY)
    religion = next(each for each in answer.json()["tables"] if each["name"] == "religion")
    assert (religion["living"], religion["ended"]) == (2, 1)
    assert program.get(TABLES, {"nama": "x"}).status_code == 422


def test_the_codes_of_a_table_come_page_by_page_ended_ones_too(program: Client) -> None:
    met, path = [], f"{TABLES}/religion?limit=1"
    while path:
        answer = program.get(path)
        TypeAdapter(Page[api.CodeGiven]).validate_json(answer.content, **EXACTLY)
        met += [(each["code"], each["ended_on"] is None) for each in answer.json()["items"]]
        path = answer.json()["next"]
    assert met == [("1", True), ("10", True), ("2", False)]


def test_a_table_that_there_is_not_is_not_found(program: Client) -> None:
    assert program.get(f"{TABLES}/tidak-ada").status_code == 404
    assert program.get(f"{TABLES}/echelon").json()["items"] == []
