"""The region's provisions as an officer keeps them, and the posts of a month that they decide about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.competency.tests.factories import employ
from bijak.kernel.terms import TermBook
from bijak.ledger.models import Entry
from bijak.organization.models import Agency, Unit
from bijak.people.models import EmployeeToday, PositionSpell
from bijak.welfare.importing import allowance as importing
from bijak.welfare.models import Allowance, AllowanceSetting
from bijak.welfare.queries import allowance as queries
from bijak.welfare.queries.allowance_facts import gather, settings_on
from bijak.welfare.rules import TERMS
from bijak.welfare.rules import allowance as rules
from bijak.welfare.services import allowance as months
from bijak.welfare.services import provisions as services
from bijak.welfare.services.refusals import Refused
from bijak.welfare.tests.allowances import MONTH, attend, establish, frame_of, provide, take

pytestmark = pytest.mark.django_db
type Browser = Callable[[Account], Client]
TYPED = {
    "what": "workload", "value": "45", "class_from": "8", "class_to": "", "unit": "", "title": "",
    "law": "Perwa 9/2026", "article": "Pasal 3", "from_on": "2026-01-01", "until_on": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def stopped_clock(db: None, today: date) -> None:
    Agency.objects.update_or_create(pk=1, defaults={"demo_today": today})


def holding() -> dict[str, str]:
    return {each.what: f"{float(each.value):g}" for each in settings_on(MONTH)}


def test_an_officer_types_a_provision_in_changes_it_and_takes_it_back(
    city: Unit, citra: Account, dewi: Account, client_of: Browser
) -> None:
    officer = client_of(citra)
    entered = officer.post(reverse("welfare:enter_provision"), TYPED)
    first = AllowanceSetting.objects.get()
    assert entered.url == reverse("welfare:provision", args=[first.uuid])
    assert (first.class_to, first.entered_by, holding()) == (8, citra, {"workload": "45"})
    again = officer.post(reverse("welfare:enter_provision"), TYPED)
    assert "sudah tercatat" in again.content.decode()

    changed = officer.post(entered.url, TYPED | {"value": "50,5", "article": "Pasal 4"})
    second = AllowanceSetting.objects.latest("pk")
    assert changed.url == reverse("welfare:provision", args=[second.uuid])
    assert holding() == {"workload": "50.5"}
    page = officer.get(changed.url).content.decode()
    assert "Perwa 9/2026 Pasal 3" in page
    assert "Perwa 9/2026 Pasal 4" in page
    late = officer.post(entered.url, TYPED | {"value": "60"})
    assert "Orang lain baru saja mengubah" in late.content.decode()

    step = reverse("welfare:settle_provision", args=[first.uuid])
    assert officer.post(step, {"langkah": "pulihkan"}).status_code == 302
    assert holding() == {"workload": "45"}
    assert officer.post(step, {"langkah": "tarik"}).status_code == 302
    assert holding() == {}
    assert officer.post(step, {"langkah": "lain"}).status_code == 404
    told = Entry.objects.filter(verb__startswith="welfare.provision").order_by("id")
    assert [each.verb.rpartition("_")[2] for each in told] == ["entered", "entered", "back", "withdrawn"]

    assert client_of(dewi).get(reverse("welfare:enter_provision")).status_code == 403
    with pytest.raises(PermissionDenied):
        services.withdraw(provision=first, by=dewi, at=timezone.now(), today=MONTH)


def test_what_cannot_be_is_refused_where_it_was_typed(city: Unit, citra: Account, client_of: Browser) -> None:
    officer, address = client_of(citra), reverse("welfare:enter_provision")
    for wrong, said in (
        ({"value": "-1"}, "lebih besar"),
        ({"value": "1001"}, "tidak mungkin"),
        ({"what": "index_cost", "value": "7"}, "tidak mungkin"),
        ({"class_to": "3"}, "dari yang kecil"),
        ({"until_on": "2025-12-31"}, "sesudah tanggal mulai"),
        ({"from_on": "0026-01-01"}, "Periksa tahunnya"),
    ):
        answer = officer.post(address, TYPED | wrong)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not AllowanceSetting.objects.exists()


def test_a_file_may_say_again_what_was_withdrawn_and_be_taken_back(
    city: Unit, citra: Account, today: date
) -> None:
    provide(by=citra, today=today)
    imported = AllowanceSetting.objects.get(what="workload")
    services.withdraw(provision=imported, by=citra, at=timezone.now(), today=today)
    assert "workload" not in holding()
    provide(by=citra, today=today)
    assert holding()["workload"] == "40"
    with pytest.raises(Refused, match="Muat ulang"):
        services.withdraw(provision=imported, by=citra, at=timezone.now(), today=today)


# Posts of a month ---------------------------------------------------------------------------------


@pytest.fixture
def crowd(education: Unit, health: Unit, citra: Account, today: date) -> list[EmployeeToday]:
    establish(education, today)
    establish(health, today, job_class=9)
    provide(by=citra, today=today)
    return employ(education, 3, by=citra, today=today)


def test_counts_alone_make_a_month_and_days_say_more(crowd: Any, citra: Account, today: date) -> None:
    first, second, _third = (row.nip for row in crowd)
    counted = {"nip": first, "month": "10-2026", "late_1": "2", "absent": "1"}
    take(importing.RECAP, counted, counted | {"nip": second}, by=citra, today=today)
    attend(second, by=citra, today=today)
    produced = {"nip": first, "month": "10-2026", "minutes": "6000", "target": "6000"}
    take(importing.PRODUCTIVITY, produced, by=citra, today=today)
    months.reckon(month=MONTH, at=timezone.now())
    rows = {row.employee_id: row for row in Allowance.objects.order_by("pk")}
    told = queries.explained(rows[crowd[0].pk])
    assert {line.code: line.value.item() for line in told.reckoning.lines if line.value.item()} == {
        "workload": 1_504_600, "performance": 2_256_900, "late": -15_046, "absent": -45_138,
    }  # fmt: skip
    assert rows[crowd[1].pk].net == 3_761_500
    assert told.lacking == []

    wrong = {"nip": first, "month": "10-2026", "late_1": "-1", "absent": "20", "leave_sick": "20"}
    found = importing.check_recap(frame_of(importing.RECAP, wrong), today=today).problems
    assert set(pl.DataFrame(found)["code"]) == {"late_1_impossible", "more_than_the_month"}


def test_a_post_that_changes_within_the_month_is_paid_as_the_region_says(
    crowd: Any, health: Unit, today: date
) -> None:
    moved = crowd[0].pk
    first = PositionSpell.objects.get(employee=moved, believed_until=None)
    PositionSpell.objects.filter(pk=first.pk).update(until_on=date(2026, 10, 15))
    first.pk, first.from_on, first.until_on, first.unit = None, date(2026, 10, 15), None, health
    first.save()
    acts = PositionSpell.objects.get(employee=crowd[1].pk, believed_until=None)
    acts.pk, acts.assignment, acts.unit, acts.from_on = None, "acting", health, date(2026, 9, 1)
    acts.save()

    def facts(**held: float) -> dict[str, list[float]]:
        found = gather(MONTH, in_force(**held))
        place = found.who.employee.tolist().index(moved)
        return {name: column.tolist() for name, column in found.facts.items()} | {"place": [place]}

    first_of = facts()
    at = int(first_of["place"][0])
    assert (first_of["job_class"][at], first_of["other_days"][at]) == (8, 0)
    assert facts(tpp_post_day=15)["job_class"][at] == 9
    by_days = facts(tpp_post_by_days=1)
    assert [by_days[f"other_{each}"][at] for each in ("days", *rules.POST)] == [17, 9, 0.5, 100]
    acting = facts()
    other = gather(MONTH, in_force()).who.employee.tolist().index(crowd[1].pk)
    assert [acting[f"acting_{each}"][other] for each in ("months", *rules.POST)] == [2, 9, 0.5, 100]


def in_force(**held: float) -> Any:
    """The law of the month, with some numbers as a region might set them."""
    terms = dict(TERMS.items())
    for code, value in held.items():
        (dated,) = terms[code].values
        terms[code] = replace(terms[code], values=(replace(dated, value=value),))
    return TermBook(terms.values()).on(MONTH)


def test_every_office_is_handed_over_at_once(
    crowd: Any, health: Unit, citra: Account, today: date, client_of: Browser
) -> None:
    other = employ(health, 1, by=citra, today=today, first=90)
    attend(crowd[0].nip, other[0].nip, by=citra, today=today)
    months.reckon(month=MONTH, at=timezone.now())
    officer, page = client_of(citra), reverse("welfare:month", args=["2026-10"])
    assert "Serahkan semua (2 daftar)" in officer.get(page).content.decode()
    answer = officer.post(reverse("welfare:hand_over_all", args=["2026-10"]), follow=True)
    assert "2 daftar diserahkan: 2 pegawai." in answer.content.decode()
    assert Allowance.objects.filter(handover=None, net__isnull=False).count() == 0
    again = officer.post(reverse("welfare:hand_over_all", args=["2026-10"]), follow=True)
    assert "Tidak ada daftar" in again.content.decode()
