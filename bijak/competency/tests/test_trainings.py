"""What Ani learned: hours of the year, imports that can be repeated, corrected and taken back."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from django.core.files.base import ContentFile

from bijak.competency import importing, queries, services
from bijak.competency.models import TrainingKind, TrainingRecord
from bijak.documents import services as documents
from bijak.interchange.models import Batch
from bijak.interchange.registries import ROW
from bijak.kernel.decisions import Decision
from bijak.kernel.uuid7 import uuid7
from bijak.people.models import Employee
from bijak.people.registries import holders

NIP = "199001012015012001"
COURSE: dict[str, str | None] = {
    "siasn_id": "K1",
    "nip": NIP,
    "name": "Bimbingan Teknis Kearsipan",
    "form_code": "8",
    "hours": "16",
    "organiser": "BPSDM Provinsi",
    "started_on": "2025-03-03",
    "ended_on": "2025-03-04",
    "certificate_no": "S/1/2025",
}


@pytest.fixture
def employee(db: None, monkeypatch: pytest.MonkeyPatch) -> Employee:
    ani = Employee.objects.create(siasn_id="A1")
    monkeypatch.setattr("bijak.people.queries.naming.employee_ids_by_nip", lambda nips: {NIP: ani.pk})
    return ani


@pytest.fixture
def new_batch(citra: Any) -> Any:
    def make() -> Batch:
        content = f"{uuid7()}".encode()
        document = documents.keep(
            file=ContentFile(content, name="k.csv"), name="k.csv", purpose="interchange", by=citra
        )
        return Batch.objects.create(
            token=uuid7(), kind="course_history", document=document, by=citra, on=date(2026, 11, 2)
        )

    return make


def frame_of(*rows: dict[str, str | None]) -> pl.DataFrame:
    fields = [column.field for column in importing.COURSES.columns]
    schema = {ROW: pl.Int64} | dict.fromkeys(fields, pl.String)
    return pl.DataFrame([{ROW: number + 2} | row for number, row in enumerate(rows)], schema=schema)


def take(batch: Batch, today: date, *rows: dict[str, str | None]) -> tuple[int, int, int]:
    checked = importing.COURSES.check(frame_of(*rows), today=today)
    assert len(checked.problems) == 0
    applied = importing.COURSES.apply(checked.good, batch=batch, by=batch.by, today=today)
    return applied.created, applied.changed, applied.unchanged


def test_the_same_rows_twice_change_nothing(employee: Employee, new_batch: Any, today: date) -> None:
    rows = (
        COURSE,
        COURSE | {"siasn_id": "K2", "name": 'Seminar "A", b'},
        COURSE | {"siasn_id": None, "organiser": None},
    )
    assert take(new_batch(), today, *rows) == (3, 0, 0)
    assert take(new_batch(), today, *rows) == (0, 0, 3)
    kept = queries.trainings(employee.pk).get(reference="K2")
    assert (kept.name, kept.hours, kept.year, kept.ended_on) == ('Seminar "A", b', 16, 2025, date(2025, 3, 4))
    assert queries.trainings(employee.pk).exclude(reference__in=["K1", "K2"]).get().organiser == ""


def test_a_corrected_row_takes_the_place_of_the_old_one(
    employee: Employee, new_batch: Any, today: date
) -> None:
    take(new_batch(), today, COURSE)
    assert take(new_batch(), today, COURSE | {"hours": "24"}) == (0, 1, 0)
    assert queries.trainings(employee.pk).get().hours == 24
    assert TrainingRecord.objects.count() == 2


def test_undo_brings_back_what_was_known_before(
    employee: Employee, new_batch: Any, today: date, citra: Any
) -> None:
    first, second = new_batch(), new_batch()
    take(first, today, COURSE)
    take(second, today, COURSE | {"hours": "24"}, COURSE | {"siasn_id": "K2"})
    undone = services.TRAININGS.undo(batch=second, by=citra, today=today)
    assert (undone.count, undone.kept) == (2, [])
    assert queries.trainings(employee.pk).get().hours == 16


def test_undo_leaves_alone_what_a_later_import_changed(
    employee: Employee, new_batch: Any, today: date, citra: Any
) -> None:
    first, second = new_batch(), new_batch()
    take(first, today, COURSE, COURSE | {"siasn_id": "K2"})
    take(second, today, COURSE | {"hours": "24"})
    undone = services.TRAININGS.undo(batch=first, by=citra, today=today)
    assert undone.count == 1
    assert len(undone.kept) == 1
    assert [t.hours for t in queries.trainings(employee.pk)] == [24]
    services.TRAININGS.undo(batch=second, by=citra, today=today)
    assert [t.hours for t in queries.trainings(employee.pk)] == [16]


def test_a_training_recorded_twice_counts_once_in_the_hours_of_the_year(
    employee: Employee, new_batch: Any, today: date
) -> None:
    take(
        new_batch(),
        today,
        COURSE,
        COURSE | {"siasn_id": "K2", "hours": "20"},
        COURSE | {"siasn_id": "K3", "certificate_no": None, "hours": "3"},
        COURSE | {"siasn_id": "K4", "certificate_no": None, "hours": "4", "name": "Seminar Arsip"},
        COURSE | {"siasn_id": "K6", "certificate_no": None, "hours": "4", "name": "SEMINAR ARSIP."},
        COURSE | {"siasn_id": "K5", "certificate_no": "S/9", "started_on": None, "ended_on": "2024-12-31"},
    )
    assert queries.hours_in_year(employee.pk, 2025) == 24
    assert queries.hours_in_year(employee.pk, 2024) == 16
    assert queries.hours_in_year(employee.pk, 2023) == 0


def test_twenty_hours_are_enough_for_a_pns_and_the_clause_is_named(
    employee: Employee, new_batch: Any, today: date
) -> None:
    def decision() -> Decision:
        (year,) = queries.years_of(
            queries.trainings(employee.pk), years=(2025,), pns_from=date(2016, 1, 1), today=today
        )
        assert year.decision is not None
        return year.decision

    take(new_batch(), today, COURSE)
    missing = decision()
    assert not missing
    assert [(reason.code, reason.shortfall.item()) for reason in missing.obstacles] == [("minimum_hours", 4)]
    take(new_batch(), today, COURSE | {"siasn_id": "K2", "certificate_no": "S/2", "hours": "4"})
    assert decision()
    basis = missing.reasons[0].basis
    assert basis is not None
    assert (str(basis), basis.verified) == ("PP 11/2017 jo. PP 17/2020 Pasal 203 ayat (4)", False)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"nip": "198501012010011001"}, ("nip", "person_unknown")),
        ({"hours": "0"}, ("hours", "hours_impossible")),
        ({"hours": "dua"}, ("hours", "hours_impossible")),
        ({"hours": "9999"}, ("hours", "hours_impossible")),
        ({"started_on": None, "ended_on": None}, ("year", "year_missing")),
        ({"started_on": None, "ended_on": "2027-01-01"}, ("ended_on", "ends_in_the_future")),
        ({"started_on": "2025-03-05"}, ("ended_on", "ends_before_it_starts")),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_the_reason(
    employee: Employee, today: date, cells: dict[str, str | None], fault: tuple[str, str]
) -> None:
    checked = importing.COURSES.check(frame_of(COURSE | cells), today=today)
    assert fault in pl.DataFrame(checked.problems).select("field", "code").rows()
    assert len(checked.good) == 0


def test_a_year_alone_is_enough(employee: Employee, new_batch: Any, today: date) -> None:
    take(new_batch(), today, COURSE | {"started_on": None, "ended_on": None, "year": "2025"})
    kept = queries.trainings(employee.pk).get()
    assert (kept.year, kept.ended_on, kept.kind) == (2025, None, TrainingKind.COURSE)


def test_people_asks_before_it_takes_away_somebody_with_trainings(
    employee: Employee, new_batch: Any, today: date
) -> None:
    assert employee.pk not in holders.hold(frozenset({employee.pk}))
    take(new_batch(), today, COURSE)
    assert employee.pk in holders.hold(frozenset({employee.pk}))
