"""Files as they come: each gets a sentence that says what to do, and none of them breaks anything."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import expect

from tests.conftest import Window
from tests.journeys.steps import see, upload

HEADERS = ["ID unor", "Nama unit"]
BAD = {
    "kosong.xlsx": (b"", "Berkas ini kosong."),
    "surat.pdf": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "Unggah berkas Excel (.xlsx) atau CSV."),
    "halaman.xlsx": (b"<html><body><table><tr><td>NIP</td></tr></table></body></html>", "Berkas ini"),
    "bukan-teks.csv": (b"a;b\n\x00\x01\x02;\x00\n", "Berkas ini"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(
    officer: Window, tmp_path: Path, name: str
) -> None:
    content, sentence = BAD[name]
    (tmp_path / name).write_bytes(content)
    upload(officer.page, officer.address, "Susunan organisasi", tmp_path / name)
    see(officer.page, sentence)
    expect(officer.page.get_by_role("heading", name="Impor berkas")).to_be_visible()


def test_a_formula_that_was_never_computed_is_named_by_its_cell(officer: Window, tmp_path: Path) -> None:
    file = _workbook(tmp_path, lambda sheet: sheet.write_formula(1, 1, "=A1&B1", None, ""))
    upload(officer.page, officer.address, "Susunan organisasi", file)
    see(officer.page, "Sel B2 berisi rumus yang belum dihitung")
    see(officer.page, "buka berkas di Excel, simpan, lalu unggah lagi")


def test_a_script_in_a_name_is_shown_and_never_run(officer: Window, tmp_path: Path) -> None:
    name = "<script>document.title='celaka'</script><img src=x onerror=alert(1)>"
    upload(officer.page, officer.address, "Susunan organisasi", _table(tmp_path, [["UJI-1", name]]))
    see(officer.page, "Baris pertama")
    see(officer.page, "<script>document.title=")
    expect(officer.page).not_to_have_title("celaka")
    assert officer.complaints == []


def test_a_name_of_ten_thousand_letters_is_a_fault_of_its_row(officer: Window, tmp_path: Path) -> None:
    rows = [["UJI-1", "A" * 10_000], ["UJI-2", "Bagian Uji"]]
    upload(officer.page, officer.address, "Susunan organisasi", _table(tmp_path, rows))
    see(officer.page, "Isi sel ini terlalu panjang, paling banyak 300 huruf.")
    assert officer.overflow() <= 0


def test_columns_that_nobody_knows_are_matched_by_hand(officer: Window, tmp_path: Path) -> None:
    file = _table(tmp_path, [["UJI-3", "Bagian Uji"]], headers=["Kode aneh", "Sebutan"])
    page = officer.page
    upload(page, officer.address, "Susunan organisasi", file)
    see(page, "Kolom berkas ini perlu dicocokkan")
    page.get_by_role("link", name="Cocokkan kolom").first.click()
    page.get_by_label("Kode aneh").select_option(label="ID unor *")
    page.get_by_label("Sebutan").select_option(label="Nama unit *")
    page.get_by_role("button", name="Baca dengan susunan ini").click()
    see(page, "Siap diterima")


def _table(folder: Path, rows: list[list[str]], headers: list[str] = HEADERS) -> Path:
    path = folder / "unor.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([headers, *rows])
    return path


def _workbook(folder: Path, spoil: Callable[[xlsxwriter.worksheet.Worksheet], object]) -> Path:
    path = folder / "unor.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADERS)
        sheet.write_row(1, 0, ["UJI-4", "Bagian Uji"])
        spoil(sheet)
    return path
