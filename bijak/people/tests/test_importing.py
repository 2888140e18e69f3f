"""What the workforce and history checks say about the rows of real files."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from bijak.interchange.registries import ROW, Checked
from bijak.organization.models import Unit
from bijak.people import services
from bijak.people.importing import EDUCATION, POSITIONS, RANKS, SANCTIONS, WORKFORCE
from bijak.people.models import PositionSpell, RankSpell, SanctionSpell
from bijak.people.tests.factories import make_batch, workforce_frame

pytestmark = pytest.mark.django_db

ANI = {
    "siasn_id": "A1",
    "nip": "199001012015012001",
    "name": "Ani Lestari",
    "born_on": "1990-01-01",
    "sex": "F",
    "standing_code": "01",
    "status_cpns_pns": "P",
    "cpns_from": "2015-01-01",
    "pns_from": "2016-01-01",
    "rank_code": "33",
    "rank_from": "2023-04-01",
    "position_kind": "executor",
    "position_title": "Penata Layanan Operasional",
    "position_from": "2020-01-01",
    "education_level": "40",
    "graduated_year": "2012",
    "unit_name": "Dinas Pendidikan",
}


def check(kind: Any, *rows: dict[str, str | None], today: date) -> Checked:
    fields = [column.field for column in kind.columns]
    frame = pl.DataFrame(
        [
            {field: row.get(field) for field in fields} | {ROW: number}
            for number, row in enumerate(rows, start=2)
        ],
        schema=dict.fromkeys(fields, pl.String) | {ROW: pl.Int64},
    )
    return kind.check(frame, today=today)  # type: ignore[no-any-return]


def codes(checked: Checked) -> list[str]:
    assert isinstance(checked.problems, pl.DataFrame)
    return checked.problems["code"].to_list()


def test_a_good_row_passes_and_finds_its_unit_by_name(education: Unit, today: date) -> None:
    checked = check(WORKFORCE, ANI, today=today)
    assert codes(checked) == []
    assert checked.good["unit_id"].to_list() == [education.pk]
    assert checked.good["kind"].to_list() == ["pns"]
    assert checked.good["sex"].to_list() == ["P"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"nip": "19900101201501200"}, "nip_layout"),
        ({"nip": "199013012015012001"}, "nip_birth_date"),
        ({"nip": "199001012015152001"}, "nip_appointment"),
        ({"nip": "199001012015013001"}, "nip_sex"),
        ({"nip": "199001012015012000"}, "nip_sequence"),
        ({"sex": "X"}, "sex_unknown"),
        ({"born_on": None}, "born_on_missing"),
        ({"born_on": "1899-01-01"}, "born_on_impossible"),
        ({"cpns_from": "2001-01-01"}, "appointed_too_young"),
        ({"cpns_decree_on": "1989-01-01"}, "decree_before_birth"),
        ({"pns_from": "2014-01-01"}, "pns_before_cpns"),
        ({"rank_from": "2014-01-01"}, "rank_before_cpns"),
        ({"rank_from": "2062-01-01"}, "day_out_of_range"),
        ({"rank_code": "39"}, "rank_unknown"),
        ({"rank_from": None}, "rank_without_day"),
        ({"standing_code": None}, "standing_missing"),
        ({"standing_code": "17"}, "standing_unknown"),
        ({"position_from": None}, "position_without_day"),
        ({"unit_name": "Dinas Antariksa"}, "unit_unknown"),
        ({"education_level": "41"}, "education_unknown"),
        ({"graduated_year": "2031"}, "graduated_impossible"),
    ],
)
def test_each_fault_is_named(education: Unit, today: date, change: dict[str, str | None], code: str) -> None:
    checked = check(WORKFORCE, ANI | change, today=today)
    assert code in codes(checked)
    assert checked.good.is_empty()


def test_a_faulty_row_does_not_hold_back_a_good_one(education: Unit, today: date) -> None:
    other = ANI | {
        "nip": "198505052010011002",
        "siasn_id": "B2",
        "born_on": "1985-05-05",
        "cpns_from": "2010-01-01",
    }
    checked = check(WORKFORCE, ANI | {"sex": "?"}, other, today=today)
    assert checked.good["nip"].to_list() == ["198505052010011002"]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"status_cpns_pns": "C", "pns_from": None}, "cpns"),
        ({"nip": "199001012022212001"}, "pppk"),
        ({"nip": "199001012022212001", "employee_type": "pppk_part_time"}, "pppk_part_time"),
    ],
)
def test_the_kind_of_employment_is_read_from_number_and_status(
    education: Unit, today: date, change: dict[str, str | None], kind: str
) -> None:
    assert check(WORKFORCE, ANI | change, today=today).good["kind"].to_list() == [kind]


def test_a_nip_that_belongs_to_somebody_else_is_refused(education: Unit, citra: Any, today: date) -> None:
    services.record_workforce(
        workforce_frame([{"unit_id": education.pk}]), batch=make_batch(citra), by=citra, today=today
    )
    checked = check(WORKFORCE, ANI | {"siasn_id": "Z9"}, today=today)
    assert codes(checked) == ["nip_of_another"]


@pytest.fixture
def ani_on_record(education: Unit, citra: Any, today: date) -> Any:
    services.record_workforce(
        workforce_frame([{"unit_id": education.pk}]), batch=make_batch(citra), by=citra, today=today
    )
    return citra


def test_a_history_of_a_stranger_is_refused(today: date, city: Unit) -> None:
    checked = check(
        RANKS, {"nip": "199001012015012001", "rank_code": "33", "effective_from": "2023-04-01"}, today=today
    )
    assert codes(checked) == ["person_unknown"]


def test_histories_go_from_file_to_person(ani_on_record: Any, today: date) -> None:
    nip = {"nip": "199001012015012001"}
    rank = {"rank_code": "32", "effective_from": "2019-04-01", "service_years": "4", "service_months": "3"}
    position = {
        "position_kind": "executor",
        "position_title": "Pengadministrasi",
        "unit_name": "Dinas Pendidikan",
        "effective_from": "2016-01-01",
    }
    diploma = {"level_code": "45", "programme": "Administrasi Publik", "graduated_year": "2019"}
    sanction = {
        "kind_code": "1",
        "kind_name": "Teguran lisan",
        "starts_on": "2021-02-01",
        "ends_on": "2021-07-31",
    }
    files: list[tuple[Any, dict[str, str]]] = [
        (RANKS, rank),
        (POSITIONS, position),
        (EDUCATION, diploma),
        (SANCTIONS, sanction),
    ]
    for kind, row in files:
        checked = check(kind, nip | row, today=today)
        assert codes(checked) == []
        applied = kind.apply(checked.good, batch=make_batch(ani_on_record), by=ani_on_record, today=today)
        assert applied.changed == 1
        again = kind.apply(checked.good, batch=make_batch(ani_on_record), by=ani_on_record, today=today)
        assert (again.changed, again.unchanged) == (0, 1)
    assert RankSpell.objects.filter(believed_until=None).count() == 2
    assert PositionSpell.objects.filter(believed_until=None).count() == 2
    assert SanctionSpell.objects.get(believed_until=None).until_on == date(2021, 8, 1)
