from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.kernel import nip

ANI = "198501012010012001"


def test_the_nip_of_a_pns_tells_birth_appointment_and_sex() -> None:
    ani = nip.parse(ANI)
    assert ani == nip.Nip(ANI, "pns", date(1985, 1, 1), (2010, 1), "P", 1)
    assert str(ani) == ANI


def test_the_number_of_a_pppk_holds_a_year_and_a_contract_but_no_month() -> None:
    assert nip.parse("199208152022211007") == nip.Nip(
        "199208152022211007", "pppk", date(1992, 8, 15), (2022, None), "L", 7
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "nip_empty"),
        ("19850101201001200A", "nip_not_digits"),
        ("١٩٨٥٠١٠١٢٠١٠٠١٢٠٠١", "nip_not_digits"),
        ("19850101201001200", "nip_length"),
        ("131234567", "nip_length"),
        ("198502302010012001", "nip_birth_date"),
        ("189901012010012001", "nip_birth_date"),
        ("198501012010132001", "nip_appointment"),
        ("198501012010002001", "nip_appointment"),
        ("198501011984012001", "nip_appointment"),
        ("198501012010013001", "nip_sex"),
        ("198501012010012000", "nip_sequence"),
    ],
)
def test_each_fault_has_its_own_code(text: str, code: str) -> None:
    with pytest.raises(nip.InvalidNip) as refusal:
        nip.parse(text)
    assert str(refusal.value) == code
    assert code in nip.CODES


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'" + ANI, ANI),
        ("’" + ANI, ANI),
        (" 19850101 201001 2 001 ", ANI),
        ("19850101\u00a0201001\u00a02\u00a0001", ANI),
        (ANI + ".0", ANI),
        (int(ANI), ANI),
        (131234567.0, "131234567"),
        ("131234567", "131234567"),
        (None, ""),
        (float("nan"), ""),
        ("bukan nomor", "bukannomor"),
    ],
)
def test_a_cell_is_cleaned_of_what_spreadsheets_add(cell: str | float | None, text: str) -> None:
    assert nip.clean(cell) == text


@pytest.mark.parametrize(
    "cell", ["1.98501012010011E+17", "1,98501012010011e+17", "2E17", 198501012010012001.0, 6171e12]
)
def test_a_number_that_lost_its_last_digits_is_never_completed(cell: str | float) -> None:
    with pytest.raises(nip.InvalidNip, match="nip_digits_lost"):
        nip.clean(cell)


@given(
    born_on=st.dates(date(1940, 1, 1), date(2005, 12, 31)),
    later=st.integers(18, 40),
    month=st.integers(1, 12) | st.integers(21, 99),
    sex=st.sampled_from("12"),
    sequence=st.integers(1, 999),
)
def test_whatever_is_laid_out_by_the_law_is_read_back(
    born_on: date, later: int, month: int, sex: str, sequence: int
) -> None:
    text = f"{born_on:%Y%m%d}{born_on.year + later}{month:02d}{sex}{sequence:03d}"
    read = nip.parse(nip.clean(f"'{text}"))
    assert (read.text, read.born_on, read.sequence) == (text, born_on, sequence)
    assert read.kind == ("pns" if month <= 12 else "pppk")


def test_the_nik_of_a_woman_adds_forty_to_her_birthday() -> None:
    nik = nip.parse_nik("6171014101850001")
    assert (nik.sex, nik.born, nik.region) == ("P", (1, 1, 85), "617101")
    assert nik.fits(date(1985, 1, 1))
    assert not nik.fits(date(1985, 1, 2))


def test_the_nik_of_a_man_born_on_a_leap_day() -> None:
    assert nip.parse_nik("7602012902840003").fits(date(1984, 2, 29))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("61710141018500A1", "nik_not_digits"),
        ("617101410185001", "nik_length"),
        ("0171014101850001", "nik_region"),
        ("6171017201850001", "nik_birth_date"),
        ("6171013002850001", "nik_birth_date"),
        ("6171014101850000", "nik_sequence"),
    ],
)
def test_each_fault_of_a_nik_has_its_own_code(text: str, code: str) -> None:
    with pytest.raises(nip.InvalidNik) as refusal:
        nip.parse_nik(text)
    assert str(refusal.value) == code
    assert code in nip.NIK_CODES
