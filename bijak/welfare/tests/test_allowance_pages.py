"""The pages of the allowance: who sees whose, what is asked and answered, what an officer takes along."""

from collections.abc import Callable
from datetime import date
from typing import Any

import fastexcel
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account, View
from bijak.competency.tests.factories import employ
from bijak.notifications.models import Message
from bijak.organization.models import Agency, Unit
from bijak.people.models import Employee, EmployeeToday
from bijak.shell.testing import assert_swap_equals_reload
from bijak.welfare.models import Allowance, AllowanceMonth, AllowanceObjection
from bijak.welfare.services import allowance as services
from bijak.welfare.tests.allowances import MONTH, attend, establish, provide

pytestmark = pytest.mark.django_db
type Browser = Callable[[Account], Client]
LIST = "/kesejahteraan/tpp/bulan/2026-10/"


@pytest.fixture(autouse=True)
def stopped_clock(db: None, today: date) -> None:
    Agency.objects.update_or_create(pk=1, defaults={"demo_today": today})


@pytest.fixture
def crowd(education: Unit, health: Unit, ani: Account, citra: Account, today: date) -> list[EmployeeToday]:
    """Ani, who was late once, a colleague of whom nothing is known, and one of another office; October is reckoned."""
    establish(education, today)
    establish(health, today)
    own = employ(education, 2, by=citra, today=today)
    other = employ(health, 1, by=citra, today=today, first=90)
    Employee.objects.filter(pk=own[0].pk).update(account=ani)
    provide(by=citra, today=today)
    attend(
        own[0].nip, other[0].nip, by=citra, today=today, but={(own[0].nip, date(2026, 10, 6)): {"late": "45"}}
    )
    services.reckon(month=MONTH, at=timezone.now())
    return [*own, *other]


def test_ani_reads_her_own_line_by_line_with_the_day_and_the_clause(
    crowd: Any, ani: Account, client_of: Browser
) -> None:
    client = client_of(ani)
    page = client.get("/kesejahteraan/tpp/saya/").content.decode()
    assert "Rp\N{NO-BREAK SPACE}3.746.454" in page
    assert "6 Oktober 2026: terlambat 45 menit, 1%" in page
    assert "Perwa 5/2026 Pasal 7" in page
    assert "Kepmendagri 900-4700/2020" in page
    assert "belum diverifikasi" in page
    assert "Tempat bertugas" not in page
    assert_swap_equals_reload(client, "/kesejahteraan/tpp/saya/?bulan=2026-10", "bulan-ini")


def test_a_month_that_cannot_be_told_says_why(
    crowd: list[EmployeeToday], citra: Account, client_of: Browser
) -> None:
    client = client_of(citra)
    page = client.get(reverse("welfare:person", args=[crowd[1].uuid])).content.decode()
    assert "Belum dapat dihitung" in page
    assert "Kehadirannya belum lengkap untuk semua hari kerja bulan ini." in page
    assert View.objects.filter(subject_uuid=crowd[1].uuid).count() == 1


def test_nobody_outside_her_unit_sees_hers(
    crowd: list[EmployeeToday], ani: Account, budi: Account, dewi: Account, eka: Account, client_of: Browser
) -> None:
    hers, theirs = (reverse("welfare:person", args=[row.uuid]) for row in (crowd[0], crowd[2]))
    assert client_of(ani).get(theirs).status_code == 404
    assert client_of(budi).get(hers).status_code == 404  # sees her records, not what she is paid
    dewis = client_of(dewi)
    assert (dewis.get(hers).status_code, dewis.get(theirs).status_code) == (404, 200)
    assert client_of(eka).get(LIST).status_code == 403
    page = dewis.get(f"{LIST}daftar/").content.decode()
    assert crowd[2].name in page
    assert crowd[0].name not in page
    assert dewis.post(f"{LIST}hitung/").status_code == 403


def test_trying_a_month_keeps_nothing(crowd: Any, ani: Account, client_of: Browser) -> None:
    client = client_of(ani)
    page = client.get("/kesejahteraan/tpp/saya/coba/?terlambat=2&menit=20&alpa=1&capaian=90").content.decode()
    assert "Rp\N{NO-BREAK SPACE}3.460.580" in page
    wrong = client.get(
        "/kesejahteraan/tpp/saya/coba/?terlambat=2", headers={"HX-Request": "true"}
    ).content.decode()
    assert "Isi berapa menitnya." in wrong
    assert Allowance.objects.get(employee__account=ani).net == 3_746_454


def test_a_line_is_asked_about_and_answered_in_the_time_that_law_gives(
    crowd: list[EmployeeToday], ani: Account, dewi: Account, citra: Account, client_of: Browser
) -> None:
    own = Allowance.objects.get(employee__account=ani)
    address = reverse("welfare:object_to", args=[own.uuid])
    client = client_of(ani)
    told = client.post(address, {"baris": "late", "teks": "Saya rapat di luar kantor."})
    assert told.status_code == 302
    asked = AllowanceObjection.objects.get()
    assert asked.due_on == date(2026, 11, 16)
    assert client.post(address, {"baris": "late", "teks": "Sekali lagi."}).status_code == 409
    foreign = Allowance.objects.exclude(pk=own.pk)[0]
    assert client.get(reverse("welfare:object_to", args=[foreign.uuid])).status_code == 404

    assert client_of(dewi).get(reverse("welfare:objection", args=[asked.uuid])).status_code == 404
    officer = client_of(citra)
    assert "Terlambat" in officer.get("/kesejahteraan/tpp/keberatan/").content.decode()
    page = reverse("welfare:objection", args=[asked.uuid])
    assert officer.post(page, {"teks": "Kehadiran diperbaiki, selisihnya menyusul."}).status_code == 302
    assert officer.post(page, {"teks": "Lagi."}).status_code == 409
    assert "selisihnya menyusul" in client.get("/kesejahteraan/tpp/saya/").content.decode()
    assert Message.objects.filter(to=ani, kind="welfare.objection").count() == 1


def test_an_officer_hands_a_list_over_and_takes_it_along(
    crowd: list[EmployeeToday], education: Unit, citra: Account, client_of: Browser
) -> None:
    client = client_of(citra)
    assert_swap_equals_reload(client, LIST, "kantor")
    assert_swap_equals_reload(client, f"{LIST}daftar/", "hasil")
    page = client.get(f"{LIST}daftar/").content.decode()
    assert page.index(crowd[1].name) < page.index(crowd[0].name)  # what lacks comes first
    file = client.get(f"{LIST}unduh/")
    sheet = fastexcel.read_excel(file.getvalue()).load_sheet(0, dtypes="string").to_polars()
    rows = {row[0]: row for row in sheet.rows()}
    assert rows[crowd[0].nip][-4:] == ("3746454", "0", "3746454", "Belum diserahkan")
    assert (
        client.post(reverse("welfare:hand_over", args=["2026-10", education.uuid]), follow=True).status_code
        == 200
    )
    assert Allowance.objects.exclude(handover=None).count() == 1


def test_a_month_is_asked_for_once_it_is_over(crowd: Any, citra: Account, client_of: Browser) -> None:
    client = client_of(citra)
    assert client.post(f"{LIST}hitung/").status_code == 302
    assert AllowanceMonth.objects.get(month=MONTH).asked_at is not None
    told = client.post("/kesejahteraan/tpp/bulan/2026-11/hitung/", follow=True)
    assert "belum selesai" in told.content.decode()
    assert client.get("/kesejahteraan/tpp/bulan/entah/").status_code == 404


def test_anyone_reads_the_method_and_nobody_reads_small_groups(crowd: Any, client: Client) -> None:
    page = client.get("/kesejahteraan/tpp/").content.decode()
    assert "Permendagri 14/2025" in page
    assert "Terlalu sedikit orang" in page
    assert client.get("/kesejahteraan/tpp/ketentuan/").status_code == 302


def test_lists_ask_as_often_however_many(
    crowd: Any,
    education: Unit,
    citra: Account,
    client_of: Browser,
    today: date,
    django_assert_max_num_queries: Any,
) -> None:
    employ(education, 8, by=citra, today=today, first=20)
    services.reckon(month=MONTH, at=timezone.now())
    client = client_of(citra)
    for path, most in ((LIST, 16), (f"{LIST}daftar/", 14)):
        client.get(path)
        with django_assert_max_num_queries(most):
            client.get(path)
