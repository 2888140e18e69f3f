"""A month of the agency: reckoned, handed over, corrected; what files bring and what lacks."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.competency.tests.factories import employ
from bijak.kernel.hiding import K
from bijak.ledger.models import Entry
from bijak.organization.models import Unit
from bijak.people.models import EmployeeToday
from bijak.welfare.importing import allowance as importing
from bijak.welfare.models import Allowance, AllowanceCorrection, AttendanceDay
from bijak.welfare.queries import allowance as queries
from bijak.welfare.queries.allowance_fairness import report
from bijak.welfare.services import allowance as services
from bijak.welfare.services.refusals import Refused
from bijak.welfare.tests.allowances import LAW, MONTH, attend, establish, frame_of, provide, take

pytestmark = pytest.mark.django_db
WHOLE = 3_761_500  # half of the reference of class 8


@pytest.fixture
def crowd(education: Unit, citra: Account, today: date) -> list[EmployeeToday]:
    establish(education, today)
    return employ(education, 3, by=citra, today=today)


def reckon(month: date = MONTH) -> dict[str, Allowance]:
    services.reckon(month=month, at=timezone.now())
    rows = Allowance.objects.filter(month=month).select_related("employee", "handover").order_by("employee")
    nips = dict(EmployeeToday.objects.order_by("pk").values_list("pk", "nip"))
    return {nips[row.employee_id]: row for row in rows}


def test_a_month_says_why_it_is_so_much_with_the_days_behind_it(
    crowd: Any, citra: Account, today: date
) -> None:
    provide(by=citra, today=today)
    first, second, third = (row.nip for row in crowd)
    late, gone = date(2026, 10, 6), date(2026, 10, 7)
    attend(
        first, second, by=citra, today=today,
        but={(first, late): {"late": "45", "missed_out": "ya"}, (first, gone): {"presence": "Alpa"}},
    )  # fmt: skip
    rows = reckon()
    assert rows[second].net == WHOLE
    told = queries.explained(rows[first])
    assert {line.code: line.value.item() for line in told.reckoning.lines if line.value.item()} == {
        "workload": 1_504_600,
        "performance": 2_256_900,
        "late": -15_046,
        "unclocked": -22_569,
        "absent": -45_138,
    }
    assert rows[first].net == sum(rows[first].lines) == 3_678_747
    assert [(day.day, day.cuts) for day in queries.costly_days(rows[first], told.terms)] == [
        (late, {"late": 1.0, "unclocked": 1.5}),
        (gone, {"absent": 3.0}),
    ]
    assert (rows[third].net, queries.explained(rows[third]).lacking) == (None, ["achieved", "attendance"])


def test_what_nobody_recorded_is_never_guessed(
    crowd: Any, education: Unit, health: Unit, citra: Account, today: date
) -> None:
    nip = crowd[0].nip
    attend(nip, by=citra, today=today)
    assert queries.explained(reckon()[nip]).lacking == ["index", "workload"]
    provide(by=citra, today=today)
    assert reckon()[nip].net == WHOLE
    sick = {"nip": nip, "day": "2026-10-08", "presence": "Sakit"}
    take(importing.ATTENDANCE, sick, by=citra, today=today)
    assert queries.explained(reckon()[nip]).lacking == ["leave_cut"]
    take(
        importing.SETTING_FILE, LAW | {"what": "Potongan sehari sakit atau cuti sakit", "value": "2,5"},
        by=citra, today=today,
    )  # fmt: skip
    assert reckon()[nip].net == WHOLE - round(WHOLE * 0.4 * 0.025)
    # Minutes that the recap left out are not none.
    stranger = employ(health, 1, by=citra, today=today, first=90)[0]
    take(importing.ATTENDANCE, {"nip": nip, "day": "2026-10-09"}, by=citra, today=today)
    rows = reckon()
    assert queries.explained(rows[nip]).lacking == ["minutes"]
    assert "job_class" in queries.explained(rows[stranger.nip]).lacking


def test_the_provision_that_says_most_about_somebody_holds(
    crowd: Any, education: Unit, health: Unit, citra: Account, today: date
) -> None:
    establish(health, today)
    there = employ(health, 1, by=citra, today=today, first=90)[0]
    provide(
        {"what": "TPP tempat bertugas", "value": "10", "class_from": "8"},
        {"what": "TPP tempat bertugas", "value": "20", "unit_name": "Dinas Kesehatan"},
        {"what": "TPP tempat bertugas", "value": "5", "class_from": "9"},
        by=citra, today=today,
    )  # fmt: skip
    attend(crowd[0].nip, there.nip, by=citra, today=today)
    rows = reckon()
    assert [queries.facts_of(rows[nip])["place"] for nip in (crowd[0].nip, there.nip)] == [10, 20]


def test_what_was_handed_over_stays_and_what_was_wrong_is_paid_with_the_next_month(
    crowd: Any, education: Unit, health: Unit, citra: Account, dewi: Account, eka: Account, today: date
) -> None:
    provide(by=citra, today=today)
    first, second, third = (row.nip for row in crowd)
    attend(first, second, by=citra, today=today, but={(first, date(2026, 10, 6)): {"late": "20"}})
    wrong = reckon()[first].net
    assert wrong is not None
    with pytest.raises(PermissionDenied):
        services.hand_over(month=MONTH, unit=education, by=eka, at=timezone.now(), today=today)
    given = services.hand_over(month=MONTH, unit=education, by=citra, at=timezone.now(), today=today)
    assert (given.people, given.total) == (2, wrong + WHOLE)
    assert Entry.objects.filter(verb="welfare.allowance_handed_over").count() == 1
    with pytest.raises(Refused):
        services.hand_over(month=MONTH, unit=education, by=citra, at=timezone.now(), today=today)

    # The recap was wrong about one, and said nothing of another.
    take(
        importing.ATTENDANCE,
        {"nip": first, "day": "2026-10-06", "late": "0", "early": "0"},
        by=citra,
        today=today,
    )
    attend(third, by=citra, today=today)
    assert reckon()[first].net == wrong
    november = date(2026, 11, 1)
    reckon(november)
    corrections = AllowanceCorrection.objects.filter(month=november).order_by("employee")
    assert {each.employee_id: each.amount for each in corrections} == {
        crowd[0].pk: WHOLE - wrong,
        crowd[2].pk: WHOLE,
    }
    reckon(november)
    assert AllowanceCorrection.objects.count() == 2
    assert reckon()[third].net == WHOLE  # known by now, and yet not in the list that was handed over


def test_a_leave_of_some_days_is_its_working_days_and_files_can_be_taken_back(
    crowd: Any, citra: Account, today: date
) -> None:
    nip = crowd[0].nip
    leave = {"nip": nip, "day": "2026-10-08", "until": "2026-10-13", "presence": "cuti tahunan"}
    batch = take(importing.ATTENDANCE, leave, by=citra, today=today)
    days = AttendanceDay.objects.order_by("day").values_list("day", flat=True)
    assert [day.day for day in days] == [8, 9, 12, 13]
    undone = importing.ATTENDANCE.undo(batch=batch, by=citra, today=today)  # type: ignore[misc]
    assert undone.count == 4


@pytest.mark.parametrize(
    ("kind", "row", "code"),
    [
        (importing.ATTENDANCE, {"day": "2026-10-05", "presence": "entah"}, "presence_unknown"),
        (importing.ATTENDANCE, {"day": "2026-10-05", "late": "9999"}, "late_impossible"),
        (importing.ATTENDANCE, {"day": "2026-12-05"}, "day_to_come"),
        (importing.ATTENDANCE, {"day": "2026-10-05", "until": "2026-10-01"}, "span_backward"),
        (importing.ATTENDANCE, {"nip": "1", "day": "2026-10-05"}, "person_unknown"),
        (importing.PRODUCTIVITY, {"month": "Oktober"}, "month_unreadable"),
        (importing.PRODUCTIVITY, {"month": "10-2026"}, "nothing_said"),
        (importing.PRODUCTIVITY, {"month": "2026-10", "minutes": "600"}, "target_missing"),
        (importing.PRODUCTIVITY, {"month": "2026-10", "predicate": "lumayan"}, "predicate_unknown"),
        (importing.SETTING_FILE, LAW | {"what": "Uang makan", "value": "5"}, "what_unknown"),
        (importing.SETTING_FILE, LAW | {"what": "TPP beban kerja", "value": "banyak"}, "value_impossible"),
        (importing.SETTING_FILE, LAW | {"what": "Indeks kapasitas fiskal", "value": "85"}, "value_impossible"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_named(
    crowd: Any, today: date, kind: Any, row: dict[str, str], code: str
) -> None:
    known = {} if kind is importing.SETTING_FILE else {"nip": crowd[0].nip}
    checked = kind.check(frame_of(kind, known | row), today=today)
    assert code in pl.DataFrame(checked.problems)["code"].to_list()
    assert checked.good.is_empty()


def test_fairness_compares_like_with_like_and_hides_small_groups(
    education: Unit, citra: Account, today: date
) -> None:
    establish(education, today)
    women = employ(education, K, by=citra, today=today)
    men = employ(education, K + 2, by=citra, today=today, first=100, sex="L")
    contract = employ(education, 2, by=citra, today=today, first=200, kind="pppk")
    provide(by=citra, today=today)
    attend(*(row.nip for row in (*women, *men, *contract)), by=citra, today=today)
    known = services.reckon(month=MONTH, at=timezone.now())
    groups = report(known.fairness)
    assert [(each.code, each.is_hidden) for each in groups["kind"]] == [("pns", True), ("pppk", True)]
    assert [(each.code, each.median, each.alike) for each in groups["sex"]] == [
        ("L", WHOLE, 1.0),
        ("P", WHOLE, 1.0),
    ]
    assert report({}) == {}


def test_a_month_before_the_law_says_so(crowd: Any) -> None:
    known = services.reckon(month=date(2020, 1, 1), at=timezone.now())
    assert "tidak berlaku pada" in known.trouble
    assert not Allowance.objects.exists()
