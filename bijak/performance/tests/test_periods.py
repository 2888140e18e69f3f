"""How Ani's months and quarters were rated: read from files as they are, and shown beside her years."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account, View
from bijak.interchange.models import Batch
from bijak.interchange.registries import ROW
from bijak.organization.models import Unit
from bijak.people import services as recording
from bijak.people.models import Employee, EmployeeToday
from bijak.people.registries import holders
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.performance import importing, queries
from bijak.performance.models import PeriodicRating
from bijak.performance.tests.conftest import NIP

MARCH: dict[str, str | None] = {
    "siasn_id": None, "nip": NIP, "year": "2026", "cycle": "Bulanan", "from_month": "3", "until_month": "3",
    "results": "above", "behaviour": "as_expected", "predicate": None, "rater_name": "Budi Santoso",
}  # fmt: skip


def frame_of(*rows: dict[str, str | None]) -> pl.DataFrame:
    fields = [column.field for column in importing.PERIODS.columns]
    schema = {ROW: pl.Int64} | dict.fromkeys(fields, pl.String)
    return pl.DataFrame([{ROW: number + 2} | row for number, row in enumerate(rows)], schema=schema)


def test_a_period_is_named_once_however_a_later_file_tells_it(
    employee: Employee, new_batch: Callable[[], Batch], today: date
) -> None:
    def take(*rows: dict[str, str | None]) -> tuple[int, int, int]:
        checked = importing.PERIODS.check(frame_of(*rows), today=today)
        assert len(checked.problems) == 0
        batch = new_batch()
        applied = importing.PERIODS.apply(checked.good, batch=batch, by=batch.by, today=today)
        return applied.created, applied.changed, applied.unchanged

    quarter = MARCH | {"cycle": "triwulan", "from_month": "7", "until_month": "9"}
    assert take(MARCH, quarter) == (2, 0, 0)
    assert take(MARCH | {"until_month": None, "from_year": "2026"}) == (0, 0, 1)
    assert take(MARCH | {"siasn_id": "rw-1"}) == (0, 1, 0)
    assert take(MARCH | {"results": "as_expected"}) == (0, 1, 0)
    march, third = queries.periodic_ratings(employee.pk)
    assert (march.first_month, march.last_month, march.last_day) == (3, 3, date(2026, 3, 31))
    assert (third.first_month, third.last_month, third.last_day) == (7, 9, date(2026, 9, 30))
    assert (march.predicate, march.siasn_id, march.is_national, third.is_national) == (
        "good",
        "",
        True,
        False,
    )
    assert employee.pk in holders.hold(frozenset({employee.pk}))
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodicRating.objects.filter(pk=third.pk).update(number=5)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"nip": "198501012010011001"}, ("nip", "person_unknown")),
        ({"year": "2021"}, ("year", "year_impossible")),
        ({"cycle": "mingguan"}, ("cycle", "cycle_unknown")),
        ({"from_month": "13"}, ("from_month", "month_unread")),
        ({"from_month": None}, ("from_month", "month_unread")),
        ({"until_month": "4"}, ("until_month", "period_differs")),
        ({"until_month": "Maret"}, ("until_month", "period_differs")),
        ({"cycle": "Triwulan", "until_month": "5"}, ("from_month", "quarter_begins_elsewhere")),
        ({"until_year": "2025"}, ("year", "period_leaves_the_year")),
        ({"from_year": "dua"}, ("year", "period_leaves_the_year")),
        ({"from_month": "12", "until_month": "12"}, ("from_month", "period_to_come")),
        ({"predicate": "very_good"}, ("predicate", "predicate_differs")),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_the_reason(
    employee: Employee, today: date, cells: dict[str, str | None], fault: tuple[str, str]
) -> None:
    checked = importing.PERIODS.check(frame_of(MARCH | cells), today=today)
    assert fault in pl.DataFrame(checked.problems).select("field", "code").rows()
    assert len(checked.good) == 0


def test_of_two_rows_for_one_month_none_is_guessed(employee: Employee, today: date) -> None:
    rows = frame_of(MARCH, MARCH | {"results": "as_expected"})
    checked = importing.PERIODS.check(rows, today=today)
    assert pl.DataFrame(checked.problems)["code"].to_list() == ["period_twice"] * 2
    assert len(checked.good) == 0


def test_her_page_leads_to_her_months(
    education: Unit, citra: Account, dewi: Account, client_of: Callable[[Account], Client], today: date
) -> None:
    frame = workforce_frame([{"unit_id": education.pk}])
    recording.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    her = EmployeeToday.objects.get()
    page, client = reverse("performance:periods", args=[her.uuid]), client_of(citra)
    assert page in client.get(reverse("people:person", args=[her.uuid])).content.decode()
    assert "Belum ada penilaian bulanan" in client.get(page).content.decode()
    PeriodicRating.objects.create(
        employee_id=her.pk, year=2026, cycle="monthly", number=3, predicate="good", reference="x"
    )
    shown = client.get(page).content.decode()
    assert "Maret 2026" in shown
    assert "Baik" in shown
    assert View.objects.filter(viewer=citra, subject_uuid=her.uuid, page="Penilaian periodik").exists()
    assert client_of(dewi).get(page).status_code == 404
