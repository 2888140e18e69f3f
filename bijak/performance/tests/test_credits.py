"""Ani's credit points: kept from a file, taken back, and read for everyone at once; and her ratings beside them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import View
from bijak.interchange.models import Batch
from bijak.interchange.registries import ROW
from bijak.people import services as recording
from bijak.people.models import Employee, EmployeeToday
from bijak.people.registries import holders
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.performance import importing, queries, services
from bijak.performance.models import CreditKind, CreditPoint, SkpRating

NIP, OTHER = "199001012015012001", "199001012015012002"
ROWS: dict[str, str | None] = {
    "siasn_id": "K1", "nip": NIP, "from_month": "1", "from_year": "2024", "until_month": "12", "until_year": "2024",
    "points": "12,5", "kind": "Konversi predikat", "position": "Guru Ahli Pertama", "decree_on": "2025-01-31",
}  # fmt: skip


@pytest.fixture
def both(db: None, monkeypatch: pytest.MonkeyPatch) -> tuple[Employee, Employee]:
    ani, dewi = Employee.objects.create(siasn_id="A1"), Employee.objects.create(siasn_id="D1")
    known = {NIP: ani.pk, OTHER: dewi.pk}
    monkeypatch.setattr("bijak.people.queries.naming.employee_ids_by_nip", lambda nips: known)
    return ani, dewi


@pytest.fixture
def take(new_batch: Callable[[], Batch], today: date) -> Callable[..., tuple[int, int, int]]:
    def take(*rows: dict[str, str | None], batch: Batch | None = None) -> tuple[int, int, int]:
        checked = importing.CREDITS.check(frame_of(*rows), today=today)
        assert len(checked.problems) == 0
        batch = batch or new_batch()
        applied = importing.CREDITS.apply(checked.good, batch=batch, by=batch.by, today=today)
        return applied.created, applied.changed, applied.unchanged

    return take


def frame_of(*rows: dict[str, str | None]) -> pl.DataFrame:
    fields = [column.field for column in importing.CREDITS.columns]
    schema = {ROW: pl.Int64} | dict.fromkeys(fields, pl.String)
    return pl.DataFrame([{ROW: number + 2} | row for number, row in enumerate(rows)], schema=schema)


def test_the_same_file_twice_changes_nothing_and_a_correction_can_be_taken_back(
    both: tuple[Employee, Employee], take: Any, new_batch: Callable[[], Batch], citra: Any, today: date
) -> None:
    assert take(ROWS) == (1, 0, 0)
    assert take(ROWS) == (0, 0, 1)
    corrected = new_batch()
    assert take(ROWS | {"points": "18.75"}, batch=corrected) == (0, 1, 0)
    kept = queries.credit_points(both[0].pk).get()
    assert (kept.points, kept.kind, kept.from_on, kept.until_on) == (
        Decimal("18.75"), CreditKind.CONVERSION, date(2024, 1, 1), date(2025, 1, 1),
    )  # fmt: skip
    assert both[0].pk in holders.hold(frozenset({both[0].pk}))
    assert services.CREDITS.undo(batch=corrected, by=citra, today=today).count == 1
    assert queries.credit_points(both[0].pk).get().points == Decimal("12.5")


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"nip": "198501012010011001"}, ("nip", "person_unknown")),
        ({"from_month": "13"}, ("from_month", "period_unread")),
        ({"until_year": "2023"}, ("until_month", "period_backwards")),
        ({"until_year": "2027"}, ("until_year", "period_to_come")),
        ({"points": "-1"}, ("points", "points_unread")),
        ({"points": "banyak"}, ("points", "points_unread")),
        ({"kind": "hadiah"}, ("kind", "kind_unknown")),
        ({"predicate": "istimewa"}, ("predicate", "predicate_unknown")),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_the_reason(
    both: tuple[Employee, Employee], today: date, cells: dict[str, str | None], fault: tuple[str, str]
) -> None:
    checked = importing.CREDITS.check(frame_of(ROWS | cells), today=today)
    assert fault in pl.DataFrame(checked.problems).select("field", "code").rows()
    assert len(checked.good) == 0


def test_everyones_points_count_by_level_and_only_what_was_integrated(
    both: tuple[Employee, Employee], take: Any
) -> None:
    ani, dewi = both
    take(
        ROWS,
        ROWS | {"siasn_id": "K2", "until_year": "2025", "from_year": "2025", "points": "18.75"},
        ROWS | {"siasn_id": "K3", "from_year": "2020", "until_year": "2022", "kind": None, "points": "90"},
        ROWS
        | {
            "siasn_id": "K4",
            "from_year": "2023",
            "until_year": "2023",
            "position": "Guru Terampil",
            "points": "5",
        },
        ROWS | {"siasn_id": "K5", "nip": OTHER, "position": "Guru", "points": "7"},
    )
    keys = np.array([dewi.pk, 999_999_999, ani.pk])
    known = queries.everyone.credit(keys, on=date(2026, 11, 2))
    assert known.level.tolist() == ["", "", "ahli_pertama"]
    np.testing.assert_equal(known.points, [np.nan, np.nan, 31.25])
    assert known.until[2] == np.datetime64("2026-01-01")
    np.testing.assert_equal(known.at(["ahli_pertama", "ahli_pertama", "ahli_muda"]), [np.nan, np.nan, 0.0])
    np.testing.assert_equal(known.at(["", "", "terampil"]), [np.nan, np.nan, 5.0])
    before = queries.everyone.credit(keys, on=date(2025, 6, 1))
    np.testing.assert_equal(before.points, [np.nan, np.nan, 12.5])
    assert len(queries.everyone.credit([], on=date(2026, 11, 2))) == 0


def test_everyones_last_rated_years_leave_out_the_year_itself_and_do_not_guess_between_two(
    both: tuple[Employee, Employee],
) -> None:
    ani, dewi = both
    for number, (employee, year, predicate) in enumerate(
        [
            (ani, 2026, "very_poor"), (ani, 2025, "good"), (ani, 2023, "very_good"), (ani, 2022, "good"),
            (dewi, 2025, "good"), (dewi, 2025, "poor"), (dewi, 2024, "good"), (dewi, 2024, "good"),
        ]
    ):  # fmt: skip
        SkpRating.objects.create(employee=employee, year=year, predicate=predicate, reference=f"r{number}")
    known = queries.everyone.ratings([dewi.pk, 999_999_999, ani.pk], on=date(2026, 11, 2))
    assert known.year.tolist() == [[2025, 2024], [0, 0], [2025, 2023]]
    assert known.predicate.tolist() == [["", "good"], ["", ""], ["good", "very_good"]]
    assert known.in_year(2025).tolist() == [None, None, "good"]
    assert known.in_year(2024).tolist() == ["good", None, None]


def test_her_page_leads_to_her_points_and_what_the_next_steps_take(
    education: Any, citra: Any, dewi: Any, client_of: Callable[[Any], Client], today: date
) -> None:
    rows = workforce_frame(
        [
            {
                "unit_id": education.pk,
                "position_kind": "functional",
                "position_title": "Guru Ahli Pertama",
                "rank_code": "31",
            }
        ]
    )
    recording.record_workforce(rows, batch=make_batch(citra), by=citra, today=today)
    her = EmployeeToday.objects.get()
    page, client = reverse("performance:credits", args=[her.uuid]), client_of(citra)
    assert page in client.get(reverse("people:person", args=[her.uuid])).content.decode()
    assert "belum dapat dihitung" in client.get(page).content.decode()
    CreditPoint.objects.create(
        employee_id=her.pk, kind=CreditKind.CONVERSION, from_on=date(2025, 1, 1), until_on=date(2026, 1, 1),
        points=Decimal("18.75"), position="Guru Ahli Pertama", decree_no="PAK/7", reference="K1",
    )  # fmt: skip
    shown = client.get(page).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "PAK/7",
        "Terkumpul 18,75 pada jenjang Ahli Pertama",
        "kurang 31,25",
        "kurang 81,25",
    ):
        assert words in shown
    assert View.objects.filter(viewer=citra, subject_uuid=her.uuid, page="Angka kredit").exists()
    assert client_of(dewi).get(page).status_code == 404
