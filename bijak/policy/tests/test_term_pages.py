"""Every term through time: what holds when, who set it, and what only those who work on it see."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from bijak.accounts.models import Account
from bijak.policy import queries, services
from bijak.policy.models import Draft
from bijak.policy.testing import enacted, make_policy, set_hours
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_november")]

CODE = "competency.minimum_hours"
FIRST, SECOND = date(2027, 1, 1), date(2028, 1, 1)
type Browser = Callable[[Account], Client]


@pytest.fixture
def draft(today: date) -> Draft:
    draft = make_policy(today=today)
    set_hours(draft, 24, today=today)
    return draft


def read(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode().replace("<", " <")).split())


def page(**query: str) -> str:
    return reverse("policy:term", args=[CODE], query=query or None)


def test_what_holds_changes_on_the_first_day_of_a_decree_and_again_when_it_is_replaced(
    draft: Draft, today: date
) -> None:
    enacted(draft, in_force_from=FIRST, today=today)
    second = services.revise(policy=draft.policy, reason="Hasil evaluasi.", by=None, today=today)
    set_hours(second, 30, today=today)
    enacted(second, in_force_from=SECOND, today=today, number=13)
    spells = queries.course(CODE, queries.decrees_on(CODE))
    assert [(each.start, each.until, each.value) for each in spells] == [
        (date(2017, 4, 7), FIRST, 20), (FIRST, SECOND, 24), (SECOND, None, 30),
    ]  # fmt: skip
    assert [each.row and each.row.clause for each in spells] == [
        None, "Pasal 2 ayat (1)", "Pasal 2 ayat (1)",
    ]  # fmt: skip
    picture = queries.drawn(spells, queries.bounds_of(CODE), on=today)
    assert picture is not None
    assert [line.is_local for line in picture.lines] == [False, True, True]
    assert [line.y for line in picture.lines] == sorted((line.y for line in picture.lines), reverse=True)


def test_a_term_that_never_changed_is_no_picture(today: date) -> None:
    spells = queries.course(CODE, [])
    assert queries.drawn(spells, queries.bounds_of(CODE), on=today) is None


def test_a_stranger_reads_what_is_law_but_not_what_is_being_written(
    draft: Draft, eka: Account, client: Client, client_of: Browser, today: date
) -> None:
    enacted(draft, in_force_from=FIRST, today=today)
    set_hours(make_policy(today=today, title="Belajar setiap pekan"), 32, today=today)
    shown = read(client, page())
    assert "20 JP Berlaku pada 2 November 2026 menurut PP 11/2017 jo. PP 17/2020 Pasal 203 ayat (4)" in shown
    assert "belum diverifikasi" in shown
    assert "Peraturan Wali Kota Contoh Nomor 12 Tahun 2026" in shown
    assert "Bukan ketentuan hukum" in shown
    assert "Belajar setiap pekan" not in shown
    assert "Belajar setiap pekan" in read(client_of(eka), page())


def test_the_page_says_what_held_on_any_day(draft: Draft, client: Client, today: date) -> None:
    enacted(draft, in_force_from=FIRST, today=today)
    assert "24 JP Berlaku pada 1 Juli 2027" in read(client, page(pada="2027-07-01"))
    assert "Belum berlaku pada 1 Januari 2010" in read(client, page(pada="2010-01-01"))


def test_an_unknown_term_is_not_found(client: Client) -> None:
    for code in ("competency.nothing", "nobody.minimum_hours", "x"):
        assert client.get(reverse("policy:term", args=[code])).status_code == 404


def test_the_list_is_narrowed_and_taken_home(client: Client) -> None:
    everything = read(client, reverse("policy:term_list"))
    assert "Jam pelajaran paling sedikit dalam setahun" in everything
    assert "Hari kerja dalam seminggu" in everything
    local = reverse("policy:term_list", query={"daerah": "ya"})
    assert "Hari kerja dalam seminggu" not in read(client, local)
    assert "Tidak ada yang cocok" in read(client, reverse("policy:term_list", query={"cari": "xylofon"}))
    table = client.get(reverse("policy:term_export", query={"bentuk": "csv", "daerah": "ya"}))
    text = b"".join(table.streaming_content).decode("utf-8-sig")
    assert "competency.minimum_hours" in text
    assert "organization." not in text


def test_filtering_by_htmx_equals_a_full_reload(client: Client) -> None:
    assert_swap_equals_reload(client, reverse("policy:term_list", query={"daerah": "ya"}), "hasil")


def test_the_list_asks_few_questions(
    client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client.get(reverse("policy:term_list"))
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        client.get(reverse("policy:term_list"))
