"""Cells as people, Excel and programs write them, and what they are taken for."""

from datetime import date

import polars as pl
import pytest

from bijak.interchange.cells import normalise
from bijak.interchange.registries import ROW, Column, Shape

COLUMNS = (
    Column("nip", "NIP", shape=Shape.DIGITS),
    Column("born_on", "Tanggal lahir", shape=Shape.DATE),
    Column("ranked_on", "TMT golongan", shape=Shape.DATE),
    Column("years", "Masa kerja", shape=Shape.WHOLE),
    Column("title", "Gelar"),
)


def read(field: str, *texts: str | None) -> tuple[list[str | None], list[str]]:
    """What a column of such cells becomes, and the codes of what is wrong with it."""
    frame = pl.DataFrame(
        {ROW: range(2, len(texts) + 2)}
        | {column.field: texts if column.field == field else [None] * len(texts) for column in COLUMNS},
        schema={ROW: pl.Int64} | dict.fromkeys((column.field for column in COLUMNS), pl.String),
    )
    read, faults = normalise(frame, COLUMNS)
    return read[field].to_list(), faults["code"].to_list()


@pytest.mark.parametrize("nothing", ["-", "--", "–", "NULL", "null", "(null)", "N/A", "None", "."])
@pytest.mark.parametrize("column", [column.field for column in COLUMNS])
def test_a_cell_that_says_it_is_empty_is_empty(column: str, nothing: str) -> None:
    assert read(column, nothing) == ([None], [])


@pytest.mark.parametrize(
    "nothing",
    ["00-00-0000", "0000-00-00", "00/00/0000", "0", "0000-00-00 00:00:00", "00/01/1900", "0-Jan-00"],
)
def test_a_day_of_noughts_is_no_day(nothing: str) -> None:
    assert read("born_on", nothing) == ([None], [])


def test_a_number_of_noughts_is_no_number() -> None:
    assert read("nip", "0", "0000000000000000") == ([None, None], [])


@pytest.mark.parametrize(
    "typed",
    [
        "19900817 201501 2 001", "19900817.201501.2.001", "19900817-201501-2-001", "NIP. 199008172015012001",
        "NIP 19900817 201501 2 001", "'199008172015012001", '="199008172015012001"', "199008172015012001.0",
    ],
)  # fmt: skip
def test_a_nip_may_be_set_in_groups(typed: str) -> None:
    assert read("nip", typed) == (["199008172015012001"], [])


def test_a_number_with_a_fraction_or_with_letters_is_not_squeezed_into_digits() -> None:
    assert read("nip", "8123.5", "1.99001E+17", "+62-812-345", "1990A") == (
        ["8123.5", "1.99001E+17", "+62-812-345", "1990A"],
        ["digits_lost"],
    )


@pytest.mark.parametrize(
    "typed",
    [
        "17-08-1990", "17-8-1990", "17/08/1990", "17.08.1990", "17 08 1990", "1990-08-17", "1990/08/17", "19900817",
        "17081990", "17 Agustus 1990", "17 AGUSTUS 1990", "17 Agu 1990", "17-Ags-1990", "17-Aug-1990", "17 August 1990",
        "August 17, 1990", "Jumat, 17 Agustus 1990", "1990-08-17 00:00:00", "1990-08-17T00:00:00.000Z",
        "1990-08-17T00:00:00+07:00", "17-08-1990 00:00", "17 - 08 - 1990", "33102", "33102.0",
    ],
)  # fmt: skip
def test_a_day_may_be_written_in_many_ways(typed: str) -> None:
    assert read("born_on", typed) == (["1990-08-17"], [])


@pytest.mark.parametrize(
    "typed", ["17-08-90", "17-Aug-90", "31-02-1990", "1990-08-16T17:00:00Z", "August 1990"]
)
def test_what_may_be_two_days_or_none_is_asked(typed: str) -> None:
    assert read("born_on", typed) == ([typed], ["not_a_date"])


@pytest.mark.parametrize(
    "name", ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
)
def test_every_month_has_a_short_name(name: str) -> None:
    [day], faults = read("born_on", f"02-{name}-2020")
    assert day is not None
    assert date.fromisoformat(day).strftime("%d %Y") == "02 2020"
    assert faults == []


def test_a_file_of_an_american_excel_is_read_month_first_in_all_its_columns() -> None:
    frame = pl.DataFrame(
        {
            ROW: [2, 3],
            "nip": [None, None],
            "born_on": ["8/17/1990", "1/2/1991"],
            "ranked_on": ["4/1/2023", "10/1/2024"],
            "years": [None, None],
            "title": [None, None],
        },
        schema_overrides={"nip": pl.String, "years": pl.String, "title": pl.String},
    )
    found, faults = normalise(frame, COLUMNS)
    assert found["born_on"].to_list() == ["1990-08-17", "1991-01-02"]
    assert found["ranked_on"].to_list() == ["2023-04-01", "2024-10-01"]
    assert faults.is_empty()


def test_a_slip_among_many_days_turns_no_column_around() -> None:
    days = [f"{day:02d}/03/1990" for day in range(13, 29)]
    found, faults = read("born_on", *days, "05/13/1990", "04/01/1990")
    assert (found[-2:], faults) == (["05/13/1990", "1990-01-04"], ["not_a_date"])


def test_where_both_orders_are_in_use_a_day_that_may_be_either_is_asked() -> None:
    found, faults = read("born_on", "17/08/1990", "08/17/1990", "04/01/1990", "05/05/1990")
    assert found == ["1990-08-17", "08/17/1990", "04/01/1990", "1990-05-05"]
    assert sorted(faults) == ["day_or_month", "not_a_date"]


def test_a_whole_number_is_read_and_anything_else_is_asked() -> None:
    assert read("years", "8", "08", "8.0", "0", "00") == (["8", "8", "8", "0", "0"], [])
    texts = ["8 tahun", "7,5", "1.000", "-3", "delapan"]
    assert read("years", *texts) == (texts, ["not_a_number"] * 5)


def test_what_a_formula_left_in_a_text_table_is_no_value() -> None:
    assert read("title", "#N/A", "S.E.") == (["#N/A", "S.E."], ["formula_error"])
    assert read("born_on", "#REF!") == (["#REF!"], ["formula_error"])
