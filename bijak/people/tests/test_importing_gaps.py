"""What would be lost or guessed in silence is told instead."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from bijak.interchange.registries import ROW
from bijak.organization.models import Unit
from bijak.people import services
from bijak.people.importing import EDUCATION, POSITIONS, RANKS, SANCTIONS, WORKFORCE
from bijak.people.models import RankSpell
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.people.tests.test_importing import ANI, check, codes

pytestmark = pytest.mark.django_db
NIP = {"nip": ANI["nip"]}


@pytest.fixture
def ani_on_record(education: Unit, citra: Any, today: date) -> Any:
    services.record_workforce(
        workforce_frame([{"unit_id": education.pk}]), batch=make_batch(citra), by=citra, today=today
    )
    return citra


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"echelon_code": "(null)"}, "echelon_code", "echelon_unknown"),
        ({"first_rank_code": "39"}, "first_rank_code", "rank_unknown"),
        ({"pns_from": None}, "pns_from", "pns_day_missing"),
        ({"status_cpns_pns": "C", "pns_from": None, "cpns_from": None}, "cpns_from", "appointment_missing"),
        ({"position_kind": None}, "position_kind", "position_kind_missing"),
        ({"graduated_year": None}, "graduated_year", "graduated_missing"),
        ({"service_years": "300"}, "service_years", "number_out_of_range"),
        ({"service_months": "15"}, "service_months", "number_out_of_range"),
        ({"unit_siasn_id": "U9"}, "unit_siasn_id", "unit_unknown"),
        ({"unit_name": "Dinas Antariksa"}, "unit_name", "unit_unknown"),
        ({"unit_name": None}, "unit_name", "unit_missing"),
    ],
)
def test_what_could_not_be_recorded_of_a_person_is_told(
    education: Unit, today: date, change: dict[str, str | None], field: str, code: str
) -> None:
    checked = check(WORKFORCE, ANI | change, today=today)
    assert checked.problems.select("field", "code").rows() == [(field, code)]
    assert checked.good.is_empty()


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"echelon_code": "22"}, "structural"),
        ({"position_title": "Guru Ahli Muda"}, "functional"),
        ({"position_title": "Perawat Mahir"}, "functional"),
    ],
)
def test_the_kind_of_a_position_follows_from_its_echelon_or_its_level(
    education: Unit, today: date, change: dict[str, str | None], kind: str
) -> None:
    checked = check(WORKFORCE, ANI | {"position_kind": None} | change, today=today)
    assert codes(checked) == []
    assert checked.good["position_kind"].to_list() == [kind]


@pytest.mark.parametrize(
    ("kind", "row", "code"),
    [
        (RANKS, {"rank_code": "33", "effective_from": "2023-04-01", "kind_code": "9"}, "promotion_unknown"),
        (
            RANKS,
            {"rank_code": "33", "effective_from": "2023-04-01", "service_years": "99"},
            "number_out_of_range",
        ),
        (SANCTIONS, {"kind_code": "Teguran keras", "starts_on": "2021-02-01"}, "sanction_unknown"),
        (SANCTIONS, {"kind_code": "1", "level_code": "X", "starts_on": "2021-02-01"}, "level_unknown"),
        (EDUCATION, {"level_code": "40", "graduated_year": "99999"}, "graduated_impossible"),
    ],
)
def test_what_no_table_holds_is_told_before_anything_is_written(
    ani_on_record: Any, today: date, kind: Any, row: dict[str, str], code: str
) -> None:
    assert codes(check(kind, NIP | row, today=today)) == [code]


def test_a_sanction_of_a_year_ends_after_a_year(ani_on_record: Any, today: date) -> None:
    row = NIP | {"kind_code": "7", "starts_on": "2024-03-01", "years": "1", "months": "6"}
    checked = check(
        SANCTIONS, row, row | {"starts_on": "2020-01-01", "years": "0", "months": None}, today=today
    )
    assert checked.good["until_on"].to_list() == [date(2025, 9, 1), None]


def test_two_rows_of_one_day_that_disagree_are_both_left_to_the_officer(
    ani_on_record: Any, today: date
) -> None:
    row = NIP | {"rank_code": "32", "effective_from": "2019-04-01"}
    checked = check(RANKS, row | {"decree_no": "SK 1"}, row | {"decree_no": "SK 2"}, today=today)
    assert isinstance(checked.problems, pl.DataFrame)
    assert checked.problems.select(ROW, "field", "code").rows() == [
        (2, "effective_from", "duplicate"),
        (3, "effective_from", "duplicate"),
    ]
    assert "2, 3" in checked.problems["message"][0]
    assert checked.good.is_empty()


def test_two_rows_of_one_day_that_complete_each_other_are_one_fact(ani_on_record: Any, today: date) -> None:
    row = NIP | {"rank_code": "32", "effective_from": "2019-04-01"}
    checked = check(RANKS, row | {"decree_no": "SK 1"}, row | {"service_years": "4"}, today=today)
    assert codes(checked) == []
    RANKS.apply(checked.good, batch=make_batch(ani_on_record), by=ani_on_record, today=today)
    spell = RankSpell.objects.get(from_on=date(2019, 4, 1), believed_until=None)
    assert (spell.decree_no, spell.service_years) == ("SK 1", 4)


def test_a_position_held_beside_another_from_the_same_day_is_no_contradiction(
    ani_on_record: Any, today: date
) -> None:
    row = NIP | {
        "position_kind": "executor", "position_title": "Pengadministrasi", "unit_name": "Dinas Pendidikan",
        "effective_from": "2016-01-01",
    }  # fmt: skip
    acting = row | {
        "position_title": "Kepala Seksi",
        "position_kind": "structural",
        "assignment_code": "acting",
    }
    assert codes(check(POSITIONS, row, acting, today=today)) == []
