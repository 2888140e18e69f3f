"""How Ani was rated: the table of predicates, and imports that can be repeated and taken back."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from bijak.interchange import delimited, headers
from bijak.interchange.models import Batch
from bijak.interchange.registries import ROW
from bijak.people.models import Employee
from bijak.people.registries import holders
from bijak.performance import importing, queries, rules, services
from bijak.performance.models import Expectation, Predicate, SkpRating
from bijak.performance.tests.conftest import NIP

RATING: dict[str, str | None] = {
    "siasn_id": "S1",
    "nip": NIP,
    "year": "2025",
    "results": "as_expected",
    "behaviour": "above",
    "predicate": "good",
    "rater_name": "Budi Santoso",
}


def frame_of(*rows: dict[str, str | None]) -> pl.DataFrame:
    fields = [column.field for column in importing.RATINGS.columns]
    schema = {ROW: pl.Int64} | dict.fromkeys(fields, pl.String)
    return pl.DataFrame([{ROW: number + 2} | row for number, row in enumerate(rows)], schema=schema)


def take(batch: Batch, today: date, *rows: dict[str, str | None]) -> tuple[int, int, int]:
    checked = importing.RATINGS.check(frame_of(*rows), today=today)
    assert len(checked.problems) == 0
    applied = importing.RATINGS.apply(checked.good, batch=batch, by=batch.by, today=today)
    return applied.created, applied.changed, applied.unchanged


def test_the_same_rows_twice_change_nothing_and_a_new_word_replaces_the_old(
    employee: Employee, new_batch: Any, today: date
) -> None:
    rows = (RATING, RATING | {"siasn_id": None, "year": "2024", "rater_name": None})
    assert take(new_batch(), today, *rows) == (2, 0, 0)
    assert take(new_batch(), today, *rows) == (0, 0, 2)
    assert take(new_batch(), today, RATING | {"results": "above", "predicate": "very_good"}) == (0, 1, 0)
    latest, earlier = queries.ratings(employee.pk)
    assert (latest.year, latest.predicate, latest.rater_name) == (2025, Predicate.VERY_GOOD, "Budi Santoso")
    assert (earlier.year, earlier.reference) == (2024, f"{NIP}:2024")


def test_undo_brings_back_what_was_known_before(
    employee: Employee, new_batch: Any, today: date, citra: Any
) -> None:
    first, second = new_batch(), new_batch()
    take(first, today, RATING)
    take(second, today, RATING | {"results": "above", "predicate": "very_good"})
    assert services.RATINGS.undo(batch=second, by=citra, today=today).count == 1
    assert queries.ratings(employee.pk).get().predicate == Predicate.GOOD
    assert SkpRating.objects.count() == 1


def test_words_are_read_as_officials_write_them(employee: Employee, new_batch: Any, today: date) -> None:
    take(
        new_batch(),
        today,
        RATING | {"results": "Di bawah ekspektasi", "behaviour": "SESUAI EKSPEKTASI", "predicate": None},
    )
    rating = queries.ratings(employee.pk).get()
    assert (rating.results, rating.behaviour) == (Expectation.BELOW, Expectation.AS_EXPECTED)
    assert rating.predicate == Predicate.NEEDS_IMPROVEMENT


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"nip": "198501012010011001"}, ("nip", "person_unknown")),
        ({"year": "2021"}, ("year", "year_impossible")),
        ({"year": "2027"}, ("year", "year_impossible")),
        ({"results": "lumayan"}, ("results", "results_unknown")),
        ({"predicate": "istimewa"}, ("predicate", "predicate_unknown")),
        ({"predicate": "very_good"}, ("predicate", "predicate_differs")),
        ({"results": None, "behaviour": None, "predicate": None}, ("predicate", "predicate_missing")),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_the_reason(
    employee: Employee, today: date, cells: dict[str, str | None], fault: tuple[str, str]
) -> None:
    checked = importing.RATINGS.check(frame_of(RATING | cells), today=today)
    assert fault in pl.DataFrame(checked.problems).select("field", "code").rows()
    assert len(checked.good) == 0


def test_a_recap_is_read_by_the_words_of_the_form_and_of_offices(
    employee: Employee, new_batch: Any, today: date, tmp_path: Path
) -> None:
    file = tmp_path / "rekap.csv"
    file.write_text(
        "No;Nama;NIP Pegawai;Tahun Penilaian;Rating Hasil Kerja;Rating Perilaku Kerja;Predikat Kinerja Pegawai\n"
        f"1;Ani;{NIP};2025;Dibawah Ekspektasi;Sesuai Ekspektasi;Butuh Perbaikan\n"
    )
    layout = headers.recognise(delimited.read(file), importing.RECAP)
    assert layout.is_settled
    assert sorted(layout.columns.values()) == ["behaviour", "nip", "predicate", "results", "year"]
    said = {"results": "Dibawah Ekspektasi", "behaviour": "Sesuai Ekspektasi", "predicate": "Butuh Perbaikan"}
    take(new_batch(), today, RATING | said)
    assert queries.ratings(employee.pk).get().predicate == Predicate.NEEDS_IMPROVEMENT


def test_the_table_of_predicates_is_whole_and_good_behaviour_never_hurts() -> None:
    order = list(Predicate)
    predicates = rules.predicates(rules.TERMS.on(date(2025, 12, 31)))
    assert set(predicates) == {(r, b) for r in Expectation.values for b in Expectation.values}
    for results in Expectation.values:
        ranks = [order.index(Predicate(predicates[results, behaviour])) for behaviour in Expectation.values]
        assert ranks == sorted(ranks)


def test_people_asks_before_it_takes_away_somebody_with_ratings(
    employee: Employee, new_batch: Any, today: date
) -> None:
    assert employee.pk not in holders.hold(frozenset({employee.pk}))
    take(new_batch(), today, RATING)
    assert employee.pk in holders.hold(frozenset({employee.pk}))
