"""Oversight reads who looked at whose data; who is looked at reads it too."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bijak.accounts import services as accounts
from bijak.accounts.models import Account, View
from bijak.desk import queries
from bijak.ledger import queries as ledger
from bijak.organization.models import Unit
from bijak.organization.testing import give_role
from bijak.people import services as people
from bijak.people.models import EmployeeToday
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]
PAGE = "/catatan/lihat/"


@pytest.fixture
def looked(
    ani: Account, budi: Account, citra: Account, education: Unit, health: Unit, today: date
) -> dict[str, EmployeeToday]:
    """Budi looked at Ani, Citra at Ani and at Bayu of another office."""
    bayu = {"nip": "198505052010011002", "siasn_id": "B2", "name": "Bayu", "back_title": None, "sex": "L"}
    rows = [{"unit_id": education.pk}, bayu | {"unit_id": health.pk}]
    people.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    found = {row.name.split()[0].lower(): row for row in EmployeeToday.objects.order_by("pk")}
    for viewer, row in ((budi, "ani"), (citra, "ani"), (citra, "bayu")):
        accounts.record_view(
            viewer=viewer,
            subject_uuid=found[row].uuid,
            subject_kind="people.employee",
            page="Halaman pegawai",
        )
    return found


def lines(account: Account, today: date, **wanted: object) -> set[tuple[str, str]]:
    found = list(queries.seen(account=account, today=today, **wanted))  # type: ignore[arg-type]
    return {(line.viewer, line.subject) for line in queries.seen_lines(found, account=account, today=today)}


def test_hadi_reads_who_looked_at_whom(looked: object, hadi: Account, client_of: Browser) -> None:
    page = client_of(hadi).get(PAGE).content.decode()
    assert page.count("Halaman pegawai") == 3
    assert "Budi Santoso" in page
    assert "Ani Lestari, S.E." in page


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "gita", "administrator"])
def test_others_do_not(name: str, request: pytest.FixtureRequest, client_of: Browser) -> None:
    browser = client_of(request.getfixturevalue(name))
    assert browser.get(PAGE).status_code == 403
    assert browser.get(reverse("interchange:export", args=["desk.views"])).status_code == 403


def test_it_narrows_to_whom_by_whom_and_when(looked: object, hadi: Account, today: date) -> None:
    ani, bayu = "Ani Lestari, S.E.", "Bayu"
    assert lines(hadi, today, subject="lestari") == {("Budi Santoso", ani), ("Citra Dewanti", ani)}
    assert lines(hadi, today, subject="19850505") == {("Citra Dewanti", bayu)}
    assert lines(hadi, today, viewer="budi") == {("Budi Santoso", ani)}
    assert lines(hadi, today, subject="lestari", viewer="citra") == {("Citra Dewanti", ani)}
    assert lines(hadi, today, subject="nobody") == set()
    seen_on = View.objects.order_by("pk")[0].viewed_at.date()
    View.objects.filter(viewer__name="Budi Santoso").update(viewed_at=F("viewed_at") - timedelta(days=2))
    assert lines(hadi, today, day=seen_on - timedelta(days=30)) == set()
    assert len(lines(hadi, today)) == 3
    assert lines(hadi, today, day=date.max) == set()


def test_oversight_of_one_office_reads_of_that_office_only(
    looked: object, dewi: Account, health: Unit, today: date
) -> None:
    give_role(account=dewi, role="oversight", unit=health, since=date(2020, 1, 1))
    assert lines(dewi, today) == {("Citra Dewanti", "Bayu")}
    assert lines(dewi, today, subject="lestari") == set()


def test_a_nip_searched_for_stays_out_of_the_address_of_page_and_file(
    looked: object, hadi: Account, client_of: Browser
) -> None:
    browser = client_of(hadi)
    answer = browser.post(PAGE, {"pegawai": "198505052010011002", "pelihat": "", "hari": ""})
    assert "19850505" not in answer["Location"]
    page = browser.get(answer["Location"]).content.decode()
    assert page.count("Halaman pegawai") == 1
    assert "=19850505" not in page
    query = answer["Location"].partition("?")[2]
    taken = browser.get(reverse("interchange:export", args=["desk.views"]) + f"?{query}&bentuk=csv")
    table = b"".join(taken.streaming_content).decode()  # type: ignore[attr-defined]
    assert table.count("\n") == 2
    assert "Citra Dewanti;Bayu;Halaman pegawai" in table
    noted = ledger.entries_for(hadi)[0]
    assert noted.facts == {"kind": "desk.views", "filters": ["pegawai"]}


def test_an_unfinished_day_does_not_break_the_page(looked: object, hadi: Account, client_of: Browser) -> None:
    assert client_of(hadi).get(PAGE + "?hari=2026-13&sebelum=x").status_code == 200
    assert client_of(hadi).get(PAGE + "?hari=9999-12-31").status_code == 200


def test_the_log_asks_the_same_number_of_questions_however_long_it_is(
    looked: dict[str, EmployeeToday],
    hadi: Account,
    citra: Account,
    client_of: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(queries.LINES + 5):
        accounts.record_view(
            viewer=citra,
            subject_uuid=looked["ani"].uuid,
            subject_kind="people.employee",
            page=f"Hal {number}",
        )
    browser = client_of(hadi)
    with django_assert_max_num_queries(10):
        page = browser.get(PAGE).content.decode()
    assert "Yang lebih lama" in page
    assert_swap_equals_reload(browser, PAGE, "lihat")


def test_every_list_can_be_taken_along_by_whoever_may(
    looked: object, ani: Account, citra: Account, hadi: Account, client_of: Browser
) -> None:
    def offered(account: Account) -> set[str]:
        page = client_of(account).get(reverse("interchange:exports")).content.decode()
        codes = ("people.list", "organization.units", "desk.views", "desk.entries")
        return {code for code in codes if reverse("interchange:export", args=[code]) in page}

    assert offered(ani) == {"organization.units"}
    assert offered(citra) == {"organization.units", "people.list"}
    assert offered(hadi) == {"organization.units", "people.list", "desk.views", "desk.entries"}
    for code in offered(hadi):
        answer = client_of(hadi).get(reverse("interchange:export", args=[code]), {"bentuk": "csv"})
        table = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
        assert table.count("\n") > 1, code
