"""What files look like in life, and what becomes of each."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from bijak.interchange import cells, checking, delimited, headers, portions, spreadsheets
from bijak.interchange.headers import Layout
from bijak.interchange.reading import MAX_CELLS, Table, Unreadable, letters, numbered, place_of
from bijak.interchange.registries import ROW, Checked, ImportKind
from bijak.interchange.tests.conftest import GOOD, HEADERS, csv_file, on_disk, xlsx

TODAY = date(2026, 11, 2)


def judged(kind: ImportKind, table: Table) -> tuple[Layout, checking.Outcome]:
    layout = headers.recognise(table, kind)
    raw, known = cells.take(
        table, {int(p): f for p, f in layout.columns.items()}, kind, below=layout.header_row
    )
    return layout, checking.check(kind, raw, today=TODAY, known=known)


def read(folder: Path, rows: list[list[Any]], **kwargs: Any) -> Table:
    return spreadsheets.read(on_disk(folder, xlsx(rows, **kwargs)))


def read_csv(folder: Path, text: str) -> Table:
    return delimited.read(on_disk(folder, csv_file(text), "berkas.csv"))


def faults(outcome: checking.Outcome) -> set[tuple[int, str, str]]:
    return set(outcome.faults.select(ROW, "field", "code").iter_rows())


def test_a_plain_sheet_becomes_rows_numbered_as_the_person_sees_them(
    kind: ImportKind, tmp_path: Path
) -> None:
    layout, outcome = judged(kind, read(tmp_path, [HEADERS, *GOOD]))
    assert layout.is_settled
    assert outcome.faults.is_empty()
    assert outcome.good[ROW].to_list() == [2, 3, 4]
    assert outcome.text["born_on"].to_list() == ["1985-01-01", "1986-01-02", "1987-01-03"]


def test_columns_are_found_by_name_in_any_order_case_and_spelling(kind: ImportKind, tmp_path: Path) -> None:
    rows = [[" tanggal_lahir", "Catatan", "nip  baru", "Nama"], ["01/02/1990", "x", GOOD[0][0], "Ani"]]
    layout, outcome = judged(kind, read(tmp_path, rows))
    assert layout.columns == {"0": "born_on", "2": "nip", "3": "name"}
    assert layout.unknown == ["1"]
    assert outcome.text.row(0, named=True) == {
        ROW: 2, "nip": GOOD[0][0], "name": "Ani", "born_on": "1990-02-01", "unit": None, "phone": None,
    }  # fmt: skip


def test_a_letterhead_above_the_header_and_columns_to_the_left_do_not_matter(
    kind: ImportKind, tmp_path: Path
) -> None:
    table = read(tmp_path, [["PEMERINTAH KOTA"], [], [None, *HEADERS], *([None, *row] for row in GOOD)])
    layout, outcome = judged(kind, table)
    assert layout.header_row == 3
    assert outcome.good[ROW].to_list() == [4, 5, 6]


def test_two_columns_with_one_name_are_not_guessed(kind: ImportKind, tmp_path: Path) -> None:
    table = read(tmp_path, [["NIP", "NIP BARU", "NAMA"], ["1", GOOD[0][0], "Ani"]])
    layout = headers.recognise(table, kind)
    assert layout.ambiguous == {"nip": ["0", "1"]}
    assert not layout.is_settled


def test_a_missing_required_column_is_named(kind: ImportKind, tmp_path: Path) -> None:
    layout = headers.recognise(read(tmp_path, [["NAMA", "UNIT"], ["Ani", "Dinas"]]), kind)
    assert layout.missing == ["nip"]
    assert not layout.is_settled


def test_a_sheet_of_something_else_offers_its_first_values_for_matching(
    kind: ImportKind, tmp_path: Path
) -> None:
    layout = headers.recognise(read(tmp_path, [["A1", "B1"], ["satu", "dua"], ["tiga", "empat"]]), kind)
    assert layout.columns == {}
    assert layout.header_row == 1
    assert layout.samples == {"0": ["satu", "tiga"], "1": ["dua", "empat"]}


def test_a_saved_profile_reads_any_spreadsheet(kind: ImportKind, tmp_path: Path) -> None:
    table = read(tmp_path, [["Daftar"], ["NOMOR", "SIAPA"], [GOOD[0][0], "Ani"]])
    layout = headers.recognise(table, kind, profiles=[("Punya kami", {"nomor": "nip", "siapa": "name"})])
    assert (layout.profile, layout.header_row, layout.columns) == ("Punya kami", 2, {"0": "nip", "1": "name"})


def test_of_saved_profiles_the_one_most_like_the_sheet_counts(kind: ImportKind, tmp_path: Path) -> None:
    table = read(tmp_path, [["NOMOR", "SIAPA", "DI MANA"], [GOOD[0][0], "Ani", "Dinas Pendidikan"]])
    profiles = [
        ("Jauh", {"nomor": "nip", "siapa": "name", "lahir": "born_on", "kantor": "unit"}),
        ("Mirip", {"nomor": "nip", "siapa": "name", "dimana": "unit", "lahir": "born_on"}),
        ("Kurang", {"siapa": "name", "dimana": "unit", "nip": "nip"}),
    ]
    layout = headers.recognise(table, kind, profiles=profiles)
    assert (layout.profile, layout.columns) == ("Mirip", {"0": "nip", "1": "name", "2": "unit"})


def test_numbers_and_days_of_excel_become_text_in_one_form(kind: ImportKind, tmp_path: Path) -> None:
    rows = [
        ["NIP", "NAMA", "TANGGAL LAHIR", "NOMOR HP", "UNIT"],
        ["'198501012010011001", "Ani", date(1990, 5, 17), 81234567890, 1985.0],
        [" 198601012010011002\u00a0", "Budi\nSantoso", 33010, "0812 3456", True],
        ['="198701012010011003"', "Citra", "17 Agustus 1990", None, None],
    ]
    _layout, outcome = judged(kind, read(tmp_path, rows))
    text = outcome.text
    assert text["nip"].to_list() == [row[0] for row in GOOD]
    assert text["name"].to_list() == ["Ani", "Budi Santoso", "Citra"]
    assert text["born_on"].to_list() == ["1990-05-17", "1990-05-17", "1990-08-17"]
    assert text["phone"].to_list() == ["81234567890", "08123456", None]
    assert text["unit"].to_list() == ["1985", "true", None]


def test_a_nip_that_excel_has_rounded_is_reported_not_guessed(kind: ImportKind, tmp_path: Path) -> None:
    table = read(tmp_path, [["NIP", "NAMA"], [198501012010011001, "Ani"], [GOOD[1][0], "Budi"]])
    _layout, outcome = judged(kind, table)
    assert faults(outcome) == {(2, "nip", "digits_lost")}
    assert outcome.faults["value"][0] == "1.98501012010011E+17"
    assert outcome.good[ROW].to_list() == [3]


@pytest.mark.parametrize("written", ["1.98501012010011E+17", "1.9850101201001101e+17"])
def test_every_way_of_writing_a_rounded_number_is_noticed(
    kind: ImportKind, tmp_path: Path, written: str
) -> None:
    file = _with_cell(xlsx([["NIP", "NAMA"], [123, "Ani"]]), "<v>123</v>", f"<v>{written}</v>")
    _layout, outcome = judged(kind, spreadsheets.read(on_disk(tmp_path, file)))
    assert faults(outcome) == {(2, "nip", "digits_lost")}


def test_a_long_number_whose_digits_are_all_in_the_file_keeps_them(kind: ImportKind, tmp_path: Path) -> None:
    path = on_disk(
        tmp_path, _with_cell(xlsx([["NIP", "NAMA"], [123, "Ani"]]), "<v>123</v>", "<v>198501012010011001</v>")
    )
    _layout, outcome = judged(kind, spreadsheets.read(path))
    assert outcome.text["nip"][0] == "198501012010011001"
    assert outcome.faults.is_empty()


def test_a_formula_that_was_never_computed_is_found(kind: ImportKind, tmp_path: Path) -> None:
    file = _with_cell(xlsx([["NIP", "NAMA"], [GOOD[0][0], 7]]), "<v>7</v>", "<f>A2&amp;1</f>")
    _layout, outcome = judged(kind, spreadsheets.read(on_disk(tmp_path, file)))
    assert faults(outcome) == {(2, "name", "formula_without_value")}
    assert "B2" in outcome.faults["message"][0]


def test_a_formula_with_its_value_or_with_an_empty_text_is_no_fault(kind: ImportKind, tmp_path: Path) -> None:
    file = _with_cell(xlsx([["NIP", "NAMA", "UNIT"], [GOOD[0][0], 7, 8]]), "<v>7</v>", "<f>1+6</f><v>7</v>")
    file = _with_cell(file, '<c r="C2"><v>8</v>', '<c r="C2" t="str"><f>""</f><v></v>')
    _layout, outcome = judged(kind, spreadsheets.read(on_disk(tmp_path, file)))
    assert outcome.faults.is_empty()
    assert outcome.text["name"].to_list() == ["7"]


def test_an_error_value_is_a_fault_of_its_cell(kind: ImportKind, tmp_path: Path) -> None:
    file = _with_cell(
        xlsx([["NIP", "NAMA"], [GOOD[0][0], 7]]), '<c r="B2"><v>7</v>', '<c r="B2" t="e"><v>#N/A</v>'
    )
    _layout, outcome = judged(kind, spreadsheets.read(on_disk(tmp_path, file)))
    assert faults(outcome) == {(2, "name", "formula_error")}


@pytest.mark.parametrize("day", ["31-02-1990", "1990-02-30", "1990", "01-02-90", "kemarin", "32874x"])
def test_what_is_no_day_is_a_fault_and_stays_as_typed(kind: ImportKind, tmp_path: Path, day: str) -> None:
    _layout, outcome = judged(kind, read(tmp_path, [HEADERS, [GOOD[0][0], "Ani", day]]))
    assert faults(outcome) == {(2, "born_on", "not_a_date")}
    assert outcome.text["born_on"].to_list() == [day]


def test_an_empty_required_cell_and_a_cell_of_ten_thousand_characters_are_faults(
    kind: ImportKind, tmp_path: Path
) -> None:
    _layout, outcome = judged(kind, read(tmp_path, [HEADERS, [None, "Ani"], [GOOD[0][0], "A" * 10_000]]))
    assert faults(outcome) == {(2, "nip", "required"), (3, "name", "too_long")}


def test_rows_without_any_text_are_no_rows(kind: ImportKind, tmp_path: Path) -> None:
    _layout, outcome = judged(kind, read(tmp_path, [HEADERS, GOOD[0], [" ", "", None], GOOD[1]]))
    assert outcome.good[ROW].to_list() == [2, 4]


def test_one_person_twice_is_left_to_the_officer_unless_both_rows_say_the_same(
    kind: ImportKind, tmp_path: Path
) -> None:
    moved = [GOOD[0][0], *GOOD[0][1:3], "Dinas Kesehatan"]
    _layout, outcome = judged(kind, read(tmp_path, [HEADERS, GOOD[0], moved, GOOD[1], GOOD[1]]))
    assert faults(outcome) == {(2, "nip", "duplicate"), (3, "nip", "duplicate"), (5, "nip", "repeated")}
    assert outcome.good[ROW].to_list() == [4]


def test_what_the_kind_says_joins_what_the_cells_say(kind: ImportKind, tmp_path: Path) -> None:
    rows = [HEADERS, [GOOD[0][0], None, "31-12-2026", "Dinas Angin"]]
    _layout, outcome = judged(kind, read(tmp_path, rows))
    assert faults(outcome) == {(2, "name", "required"), (2, "born_on", "future"), (2, "unit", "unknown_unit")}
    assert set(outcome.faults.filter(pl.col("field") == "unit")["value"]) == {"Dinas Angin"}


def test_a_kind_that_loses_rows_is_an_error_of_ours(kind: ImportKind, office: Any, tmp_path: Path) -> None:
    lossy = ImportKind("lossy", "x", "x", "x", kind.columns, losing, office.apply)
    with pytest.raises(checking.KindBroken):
        judged(lossy, read(tmp_path, [HEADERS, *GOOD]))


def losing(frame: pl.DataFrame, *, today: date) -> Checked:
    return Checked(frame.head(1))


# Workbooks that are not what they should be -------------------------------------------------------


def test_an_empty_sheet_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="kosong"):
        read(tmp_path, [])


def test_a_broken_archive_is_refused_with_a_sentence(tmp_path: Path) -> None:
    whole = xlsx([HEADERS, *GOOD]).getvalue()
    with pytest.raises(Unreadable, match="rusak"):
        spreadsheets.read(on_disk(tmp_path, io.BytesIO(whole[: len(whole) // 2])))


def test_one_cell_in_the_last_corner_is_refused_before_anything_makes_room_for_it(tmp_path: Path) -> None:
    file = _with_cell(
        xlsx([["NIP"], ["1"], [7]]),
        '<row r="3" spans="1:1"><c r="A3">',
        '<row r="1048576"><c r="XFD1048576">',
    )
    path = on_disk(tmp_path, file)
    read: list[bytes] = []
    found = spreadsheets.look([zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")], then=read.append)
    assert (found.rows, found.columns) == (1_048_576, 16_384)
    assert not read
    assert found.area > MAX_CELLS
    with pytest.raises(Unreadable, match="Bagi menjadi beberapa berkas"):
        spreadsheets.read(path)


def _in_portions(monkeypatch: pytest.MonkeyPatch, path: Path) -> tuple[Table, int]:
    """The sheet as it is read in portions of a few rows, and how many those were."""
    made: list[int] = []
    read = portions.Portions._rows

    def noted(self: portions.Portions, number: int, body: bytes, tail: bytes) -> pl.DataFrame:
        made.append(number)
        return read(self, number, body, tail)

    monkeypatch.setattr(portions.Portions, "_rows", noted)
    monkeypatch.setattr(spreadsheets, "_BLOCK", 700)
    monkeypatch.setattr(portions, "_PORTION", 2_000)
    return spreadsheets.read(path), len(made)


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_long_sheet_is_read_in_portions_as_it_would_be_as_a_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, prefix: str
) -> None:
    rows: list[list[Any]] = [["", "NIP", "NAMA", "", "Tanggal"]]
    rows += [
        [None, f"{n:018}", f"Ani {n}", n if n % 7 else None, date(2020, 1, n % 28 + 1)] for n in range(90)
    ]
    rows[40:44] = [[], [], [None, None, "", ""], []]
    path = on_disk(tmp_path, _prefixed(xlsx(rows), prefix))
    whole = spreadsheets.read(path).frame
    table, count = _in_portions(monkeypatch, path)
    assert count > 5
    assert list(numbered(table.frame)) == [
        row for row in numbered(whole) if row[1] or row[0] in table.frame[ROW]
    ]


def test_a_sheet_whose_rows_go_back_is_read_as_a_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = _with_cell(xlsx([["NIP"], *([str(n)] for n in range(200))]), '<row r="180"', '<row r="3"')
    path = on_disk(tmp_path, file)
    whole = spreadsheets.read(path)
    assert _in_portions(monkeypatch, path)[0].frame.equals(whole.frame)


def test_merged_cells_are_noticed(tmp_path: Path) -> None:
    file = _with_cell(
        xlsx([["NIP", "NAMA"], ["1", "2"]]),
        "</sheetData>",
        '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
    )
    assert spreadsheets.read(on_disk(tmp_path, file)).merged


def test_columns_are_named_as_excel_names_them() -> None:
    assert [letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [place_of(name) for name in ("A1", "Z9", "AA1", "ZZ3", "AAA12")] == [0, 25, 26, 701, 702]


# Text tables ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(kind: ImportKind, tmp_path: Path, separator: str) -> None:
    lines = [separator.join(row) for row in [HEADERS, *GOOD]]
    _layout, outcome = judged(kind, read_csv(tmp_path, "\ufeff" + "\r\n".join(lines)))
    assert outcome.good.height == 3


def test_names_with_separators_quotes_and_line_breaks_stay_whole(kind: ImportKind, tmp_path: Path) -> None:
    text = f'NIP;NAMA;UNIT\n{GOOD[0][0]};"Dr. ""Siti""; M.Si\nbaris dua";Dinas Kesehatan\n{GOOD[1][0]};Budi\n'
    _layout, outcome = judged(kind, read_csv(tmp_path, text))
    assert outcome.text["name"].to_list() == ['Dr. "Siti"; M.Si baris dua', "Budi"]
    assert outcome.text[ROW].to_list() == [2, 3]


def test_a_quote_that_is_never_closed_is_named_by_its_row(tmp_path: Path) -> None:
    lines = "\n".join(f"{number};Ani" for number in range(100))
    with pytest.raises(Unreadable, match="baris 2"):
        read_csv(tmp_path, f'NIP;NAMA\n1;"Ani\n{lines}')


def test_rows_keep_their_numbers_over_portions_and_blank_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "HEADER_WITHIN", 2)
    monkeypatch.setattr(delimited, "_CHUNK", 2)
    table = read_csv(tmp_path, 'sep=;\nNIP;NAMA\n\n\n1;"Ani\nMaria"\n2\n3;Budi;M.Si\n')
    assert table.frame[ROW].to_list() == [2, 5, 6, 7]
    assert table.frame["1"].to_list() == ["NAMA", "Ani\nMaria", "", "Budi"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_survive_every_encoding_excel_writes(encoding: str) -> None:
    assert (
        delimited.as_utf8(csv_file("NAMA\nAndré – “Ñ”\n", encoding)).read().decode("utf-8-sig")
        == "NAMA\nAndré – “Ñ”\n"
    )


def test_null_bytes_are_no_text() -> None:
    with pytest.raises(Unreadable, match="bita nol"):
        delimited.as_utf8(io.BytesIO(b"NIP;NAMA\n\x00\x00"))


def test_more_rows_than_a_sheet_can_hold_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_ROWS", 3)
    with pytest.raises(Unreadable, match="1.048.575"):
        read_csv(tmp_path, "NIP;NAMA\n" + "1;Ani\n" * 5)


def _prefixed(file: io.BytesIO, prefix: str) -> io.BytesIO:
    """The workbook as programs write it that name the elements of a sheet ``<x:row>``."""
    if not prefix:
        return file
    sheet = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").decode()
    named = re.sub(r"<(/?)(?=[a-zA-Z])", rf"<\1{prefix}", sheet).replace("xmlns=", "xmlns:x=")
    return _with_cell(file, sheet, named)


def _with_cell(file: io.BytesIO, old: str, new: str) -> io.BytesIO:
    """The workbook with a piece of its first sheet's XML exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old in content.decode()
                content = content.decode().replace(old, new).encode()
            target.writestr(name, content)
    out.seek(0)
    return out


class PanicException(BaseException):
    """As Rust's, which no module shows."""


def test_a_panic_of_the_reader_is_a_file_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panic(*_args: object, **_named: object) -> None:
        raise PanicException

    monkeypatch.setattr("fastexcel.read_excel", panic)
    with pytest.raises(Unreadable, match="rusak"):
        spreadsheets.read(on_disk(tmp_path, xlsx([["NIP"], ["1"]])))
