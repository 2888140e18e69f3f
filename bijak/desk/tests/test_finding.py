"""Words find pages, people, units and policies from any page; the home page leads to a few."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bijak.accounts.models import Account
from bijak.desk import texts
from bijak.organization.models import Unit
from bijak.people import services as people
from bijak.people.models import EmployeeToday
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.policy import testing as policy
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]
PAGE = "/cari/"


@pytest.fixture
def bayu(citra: Account, education: Unit, health: Unit, today: date) -> EmployeeToday:
    """Bayu Pratama works in the office of health; Ani in that of education."""
    other = {
        "nip": "198505052010011002",
        "siasn_id": "B2",
        "name": "Bayu Pratama",
        "back_title": None,
        "sex": "L",
    }
    rows = [{"unit_id": education.pk}, other | {"unit_id": health.pk}]
    people.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    return EmployeeToday.objects.get(nip=other["nip"])


def found(browser: Client, words: str) -> dict[str, list[str]]:
    """What words find: titles by kind."""
    page = browser.post(PAGE, {"kata": words}, follow=True)
    assert page.status_code == 200
    return {str(kind.label): [str(find.title) for find in kind.finds] for kind in page.context["kinds"]}


# Finding ----------------------------------------------------------------------------------------


def test_a_citizen_signs_in_before_she_searches(client: Client) -> None:
    assert reverse("account_login") in client.get(PAGE)["Location"]


def test_without_words_citra_sees_every_page_that_is_hers(client_of: Browser, citra: Account) -> None:
    page = client_of(citra).get(PAGE).content.decode()
    for name in ("people:list", "quality:desk", "letters:books", "interchange:profiles", "endpoints:tokens"):
        assert f'href="{reverse(name)}"' in page


def test_ani_is_not_shown_what_officers_do(client_of: Browser, ani: Account) -> None:
    page = client_of(ani).get(PAGE).content.decode().split("<main")[1]
    for name in ("interchange:upload", "letters:books", "accounts:create", "quality:rules"):
        assert f'href="{reverse(name)}"' not in page


def test_a_page_is_found_by_a_word_that_is_not_its_name(client_of: Browser, citra: Account) -> None:
    browser = client_of(citra)
    assert "Impor data" in found(browser, "excel")["Halaman"]
    assert "Rekonsiliasi data" in found(browser, "selisih gaji")["Halaman"]
    assert "Daftar" in found(browser, "bezetting")["Halaman"]


def test_the_page_whose_name_begins_so_stands_first(client_of: Browser, citra: Account) -> None:
    assert found(client_of(citra), "pegawai")["Halaman"][0] == "Pegawai"


def test_citra_finds_bayu_by_name_and_by_nip(client_of: Browser, citra: Account, bayu: EmployeeToday) -> None:
    browser = client_of(citra)
    assert found(browser, "bayu")["Pegawai"] == ["Bayu Pratama"]
    assert found(browser, "19850505 201001 1 002")["Pegawai"] == ["Bayu Pratama"]


def test_a_nip_never_stands_in_the_address(client_of: Browser, citra: Account, bayu: EmployeeToday) -> None:
    answer = client_of(citra).post(PAGE, {"kata": bayu.nip})
    assert bayu.nip not in answer["Location"]
    page = client_of(citra).get(answer["Location"]).content.decode()
    assert f"kata={bayu.nip}" not in page


def test_budi_does_not_find_bayu_of_another_office(
    client_of: Browser, budi: Account, bayu: EmployeeToday
) -> None:
    assert "Pegawai" not in found(client_of(budi), "bayu")


def test_ani_finds_units_and_no_people(
    client_of: Browser, ani: Account, bayu: EmployeeToday, health: Unit
) -> None:
    kinds = found(client_of(ani), health.name)
    assert health.name in kinds["Unit"]
    assert "Pegawai" not in kinds


def test_titles_alone_find_nobody_rather_than_everybody(
    client_of: Browser, citra: Account, bayu: EmployeeToday
) -> None:
    assert "Pegawai" not in found(client_of(citra), ",")


def test_a_misspelt_name_is_asked_back(client_of: Browser, citra: Account, bayu: EmployeeToday) -> None:
    page = client_of(citra).get(PAGE, {"kata": "bajoe pratamah"})
    assert [name for name, _address in page.context["meant"]] == ["Bayu Pratama"]
    assert "Tidak ada yang cocok." in page.content.decode()


def test_a_policy_is_found_by_its_title(client_of: Browser, citra: Account, today: date) -> None:
    policy.make_policy(today=today, title="Kesempatan belajar bagi perawat")
    analyst = found(client_of(citra), "belajar perawat")
    assert analyst.get("Kebijakan", []) in ([], ["Kesempatan belajar bagi perawat"])


def test_an_administrator_finds_accounts(client_of: Browser, administrator: Account, ani: Account) -> None:
    assert ani.name in found(client_of(administrator), "ani")["Akun"]


def test_a_swap_of_what_was_found_equals_a_reload(client_of: Browser, citra: Account) -> None:
    assert_swap_equals_reload(client_of(citra), f"{PAGE}?kata=surat", "temuan")


def test_a_torn_veil_shows_the_pages(client_of: Browser, citra: Account) -> None:
    assert client_of(citra).get(PAGE, {"kata": "~torn"}).context["sections"]


def test_finding_is_cheap(
    client_of: Browser,
    citra: Account,
    bayu: EmployeeToday,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = client_of(citra)
    browser.get(PAGE, {"kata": "bayu"})
    with django_assert_max_num_queries(14):
        browser.get(PAGE, {"kata": "bayu"})


def test_every_page_leads_to_finding(client_of: Browser, ani: Account) -> None:
    assert f'class="shell-find" href="{PAGE}"' in client_of(ani).get("/").content.decode()


@pytest.mark.parametrize(
    "name", sorted({*texts.ALSO_CALLED, *(each[0] for each in (*texts.ACTS, *texts.OWN_ACTS, *texts.BYWAYS))})
)
def test_every_page_that_is_named_is_there(name: str) -> None:
    assert reverse(name)


# Shortcuts --------------------------------------------------------------------------------------


def shown(browser: Client) -> list[Any]:
    return [page.url_name for page in browser.get("/").context["shortcuts"]]


def test_the_home_page_leads_to_a_few_acts_and_does_not_repeat_the_menu(
    client_of: Browser, citra: Account, ani: Account
) -> None:
    officer, employee = shown(client_of(citra)), shown(client_of(ani))
    assert officer[:2] == ["people:list", "interchange:upload"]
    assert employee[0] == "selfservice:mine"
    assert max(len(officer), len(employee)) <= 6


def test_an_act_is_offered_to_whoever_may_do_it(client_of: Browser, hadi: Account) -> None:
    """Oversight sees imports, and hands none in."""
    assert "interchange:upload" not in shown(client_of(hadi))


def due(browser: Client) -> list[str]:
    return [str(due.title) for due in browser.get("/").context["day"].due]


def test_the_first_administrator_is_told_how_to_begin_until_it_is_done(
    client_of: Browser, administrator: Account
) -> None:
    steps = ["Lengkapi profil instansi", "Buat akun pengelola kepegawaian, lalu beri perannya"]
    assert set(steps) <= set(due(client_of(administrator)))


def test_with_an_officer_at_work_nobody_is_told_to_make_one(
    client_of: Browser, administrator: Account, citra: Account
) -> None:
    assert "Buat akun pengelola kepegawaian, lalu beri perannya" not in due(client_of(administrator))
    assert "Lengkapi profil instansi" not in due(client_of(citra))


def test_an_officer_is_told_what_to_import_until_there_are_people(
    client_of: Browser, citra: Account, request: pytest.FixtureRequest
) -> None:
    first = "Impor susunan organisasi, lalu data pegawai"
    assert first in due(client_of(citra))
    request.getfixturevalue("bayu")
    assert first not in due(client_of(citra))


def test_citra_chooses_her_own_shortcuts(client_of: Browser, citra: Account) -> None:
    browser = client_of(citra)
    answer = browser.post("/pintasan/", {"pages": ["quality:desk", "letters:books"]}, follow=True)
    assert "Pintasan di beranda Anda disimpan" in answer.content.decode()
    assert set(shown(browser)) == {"quality:desk", "letters:books"}
    assert 'value="quality:desk" checked' in browser.get("/pintasan/").content.decode()
    browser.post("/pintasan/", {})
    assert "people:list" in shown(browser)


def test_what_a_colleague_chose_at_the_same_computer_is_not_hers(
    client_of: Browser, citra: Account, ani: Account
) -> None:
    browser = client_of(citra)
    browser.post("/pintasan/", {"pages": ["quality:desk"]})
    hers = client_of(ani)
    hers.cookies["pintasan"] = browser.cookies["pintasan"].value
    assert "quality:desk" not in shown(hers)


def test_a_shortcut_to_what_is_not_hers_is_refused_and_a_forged_one_not_shown(
    client_of: Browser, ani: Account
) -> None:
    browser = client_of(ani)
    assert browser.post("/pintasan/", {"pages": ["accounts:create"]}).status_code == 422
    browser.cookies["pintasan"] = f"{ani.uuid}|accounts:create"
    assert "accounts:create" not in shown(browser)


def test_more_than_a_dozen_are_refused_with_a_sentence(client_of: Browser, citra: Account) -> None:
    browser = client_of(citra)
    pages = browser.get("/pintasan/").context["form"].fields["pages"].choices
    answer = browser.post("/pintasan/", {"pages": [name for name, _label in pages]})
    assert answer.status_code == 422
    assert "pilih paling banyak 12" in answer.content.decode()
