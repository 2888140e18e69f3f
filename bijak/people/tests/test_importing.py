"""What the workforce and history checks say about the rows of real files."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from bijak.interchange.registries import ROW, Checked
from bijak.organization import services as organization
from bijak.organization.models import Unit
from bijak.people import services
from bijak.people.importing import CONTRACTS, EDUCATION, FAMILY, POSITIONS, RANKS, SANCTIONS, WORKFORCE
from bijak.people.models import (
    AddressSpell,
    EmploymentSpell,
    FamilyMember,
    PositionSpell,
    RankSpell,
    SanctionSpell,
)
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


NIP = {"nip": "199001012015012001"}
POSITION = NIP | {
    "position_kind": "executor",
    "position_title": "Pengadministrasi",
    "unit_name": "Dinas Pendidikan",
    "effective_from": "2016-01-01",
}


@pytest.mark.parametrize(
    ("kind", "row", "field", "code"),
    [
        (RANKS, {"rank_code": "32", "effective_from": "1989-04-01"}, "effective_from", "decree_before_birth"),
        (
            RANKS,
            {"rank_code": "32", "effective_from": "2019-04-01", "decree_on": "1989-03-01"},
            "decree_on",
            "decree_before_birth",
        ),
        (RANKS, {"rank_code": "32", "effective_from": "2024-04-01"}, "rank_code", "rank_sinks"),
        (POSITIONS, POSITION | {"decree_on": "1989-03-01"}, "decree_on", "decree_before_birth"),
        (EDUCATION, {"level_code": "40", "graduated_year": "1992"}, "graduated_year", "graduated_impossible"),
        (
            SANCTIONS,
            {"kind_code": "1", "starts_on": "2021-02-01", "ends_on": "2021-01-01"},
            "ends_on",
            "ends_before_start",
        ),
    ],
)
def test_a_row_that_contradicts_the_person_is_refused_with_the_column(
    ani_on_record: Any, today: date, kind: Any, row: dict[str, str], field: str, code: str
) -> None:
    checked = check(kind, NIP | row, today=today)
    assert isinstance(checked.problems, pl.DataFrame)
    assert checked.problems.select("field", "code").rows() == [(field, code)]
    assert checked.good.is_empty()
    assert field in {column.field for column in kind.columns}


def test_a_rank_may_sink_where_a_sanction_lowered_it(ani_on_record: Any, today: date) -> None:
    sanction = check(SANCTIONS, NIP | {"kind_code": "8", "starts_on": "2024-03-01"}, today=today)
    SANCTIONS.apply(sanction.good, batch=make_batch(ani_on_record), by=ani_on_record, today=today)
    lower = {"rank_code": "32", "effective_from": "2024-04-01"}
    assert codes(check(RANKS, NIP | lower, today=today)) == []
    assert codes(check(RANKS, NIP | lower | {"effective_from": "2024-02-01"}, today=today)) == ["rank_sinks"]
    workforce = ANI | {"rank_code": "32", "rank_from": "2024-02-01"}
    assert codes(check(WORKFORCE, workforce, today=today)) == ["rank_sinks"]


def test_two_rows_of_a_file_are_compared_with_each_other(ani_on_record: Any, today: date) -> None:
    rows = [
        NIP | {"rank_code": code, "effective_from": day}
        for code, day in (("33", "2019-04-01"), ("31", "2015-01-01"), ("32", "2020-04-01"))
    ]
    checked = check(RANKS, *rows, today=today)
    assert codes(checked) == ["rank_sinks"]
    assert checked.good[ROW].to_list() == [2, 3]


def test_a_position_in_a_unit_that_did_not_exist_then_is_refused(
    ani_on_record: Any, education: Unit, today: date
) -> None:
    organization.create_unit(
        name="Bidang Kebudayaan",
        kind="division",
        parent=education,
        from_on=date(2022, 1, 1),
        today=today,
        by=None,
    )
    there = POSITION | {"unit_name": "Bidang Kebudayaan"}
    checked = check(POSITIONS, there, there | {"effective_from": "2022-01-01"}, today=today)
    assert codes(checked) == ["unit_not_there"]
    assert checked.good[ROW].to_list() == [3]


def test_the_nik_of_somebody_else_is_refused(education: Unit, citra: Any, today: date) -> None:
    nik = {"nik": "6171014101900001"}
    frame = workforce_frame([{"unit_id": education.pk} | nik])
    services.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    bayu = ANI | {
        "nip": "198505052010011002",
        "siasn_id": "B2",
        "born_on": "1985-05-05",
        "cpns_from": "2010-01-01",
    }
    assert codes(check(WORKFORCE, ANI | nik, bayu | nik, today=today)) == ["nik_of_another"]


def test_a_family_goes_from_file_to_person_once(ani_on_record: Any, today: date) -> None:
    rows = [
        NIP | {"relation": "Suami", "name": "Bimo", "is_entitled": "ya"},
        NIP | {"relation": "anak", "name": "Dimas", "born_on": "2018-05-05", "nik": "6171010505180001"},
        NIP | {"relation": "Ibu", "name": "Sari", "born_on": "1995-05-05"},
        NIP | {"relation": "sepupu", "name": "Rudi"},
        NIP | {"name": "Tono", "nik": "12"},
        NIP | {"relation": "anak", "name": "Susi", "is_entitled": "mungkin"},
    ]
    checked = check(FAMILY, *rows, today=today)
    assert codes(checked) == [
        "parent_after_child",
        "relation_unknown",
        "relation_missing",
        "nik_layout",
        "entitled_unknown",
    ]
    for changed in (1, 0):
        applied = FAMILY.apply(checked.good, batch=make_batch(ani_on_record), by=ani_on_record, today=today)
        assert applied.changed == changed
    held = FamilyMember.objects.filter(believed_until=None).order_by("name")
    assert list(held.values_list("name", "relation", "is_entitled")) == [
        ("Bimo", "spouse", True),
        ("Dimas", "child", None),
    ]


def test_an_address_counts_from_the_day_it_was_first_seen(education: Unit, citra: Any, today: date) -> None:
    def take(address: str | None, on: date) -> int:
        frame = workforce_frame([{"unit_id": education.pk, "address": address}])
        return services.record_workforce(frame, batch=make_batch(citra), by=citra, today=on).changed

    earlier = date(2026, 9, 1)
    take("Jalan Merdeka 1", earlier)
    assert take("Jalan Merdeka 1", today) == 0
    assert take(None, today) == 0
    assert take("Jalan Gajah Mada 10", today) == 1
    held = AddressSpell.objects.filter(believed_until=None).order_by("from_on")
    assert list(held.values_list("address", "from_on", "until_on")) == [
        ("Jalan Merdeka 1", earlier, today),
        ("Jalan Gajah Mada 10", today, None),
    ]


def test_contracts_of_pppk_come_with_their_end(education: Unit, citra: Any, today: date) -> None:
    pppk = {
        "nip": "199001012024212001",
        "kind": "pppk",
        "cpns_from": date(2024, 2, 1),
        "pns_from": None,
        "rank_code": "IX",
        "unit_id": education.pk,
    }
    services.record_workforce(workforce_frame([pppk]), batch=make_batch(citra), by=citra, today=today)
    nip = {"nip": pppk["nip"], "contract_kind": "PPPK"}
    contract = {"starts_on": "2024-02-01", "ends_on": "2025-01-31", "decree_no": "800/1"}
    longer = {"starts_on": "2025-02-01", "ends_on": "2030-01-31"}
    checked = check(CONTRACTS, nip | contract, nip | longer, today=today)
    assert codes(checked) == []
    CONTRACTS.apply(checked.good, batch=make_batch(citra), by=citra, today=today)
    spells = EmploymentSpell.objects.filter(believed_until=None).order_by("from_on")
    assert list(spells.values_list("until_on", "contract_ends_on", "decree_no")) == [
        (date(2025, 2, 1), date(2025, 1, 31), "800/1"),
        (None, date(2030, 1, 31), ""),
    ]
    # The export says nothing of ends, and takes none away.
    services.record_workforce(workforce_frame([pppk]), batch=make_batch(citra), by=citra, today=today)
    assert spells.values_list("contract_ends_on", flat=True).last() == date(2030, 1, 31)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"contract_kind": "Honorer"}, "contract_kind_unknown"),
        ({"nip": "199001012015012001"}, "contract_of_pns"),
        ({"ends_on": None}, "day_missing"),
        ({"ends_on": "2024-01-31"}, "ends_before_start"),
    ],
)
def test_a_contract_that_cannot_be_is_refused(
    ani_on_record: Any, today: date, row: dict[str, Any], code: str
) -> None:
    right = {
        "nip": "199001012024212001",
        "contract_kind": "PPPK",
        "starts_on": "2024-02-01",
        "ends_on": "2025-01-31",
    }
    assert code in codes(check(CONTRACTS, right | row, today=today))
