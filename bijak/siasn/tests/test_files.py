"""The files have the national system's columns and codes, and faults where a list says so."""

import json
import os
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from bijak.kernel import nip as nips
from bijak.siasn.commands import generate
from bijak.siasn.engine import dirt, spreadsheet
from bijak.siasn.mapping import codes
from bijak.siasn.mapping.files import FILES, WORKFORCE
from bijak.siasn.services.workforce import write_workforce

ON = date(2026, 11, 1)


def cells(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    list(write_workforce("pontianak", folder, people=400, on=ON))
    return folder


@pytest.fixture(scope="module", params=["xlsx", "csv"])
def dirty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("dirty")
    list(write_workforce("mamuju", folder, people=600, share=0.1, kind=request.param, on=ON))
    return folder, request.param


def test_the_workforce_file_has_the_69_columns_in_their_order(clean: Path) -> None:
    header = cells(clean / "data-utama.xlsx")[0]
    assert len(header) == 69
    assert header[:4] == ["PNS ID", "NIP BARU", "NIP LAMA", "NAMA"]
    assert header[64:] == ["IS VALID NIK", "NAMA SEKOLAH", "FLAG IKD", "ESELON ID", "ESELON NAMA"]


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("units", 10),
        ("ranks", 19),
        ("positions", 30),
        ("education", 16),
        ("programmes", 13),
        ("courses", 16),
        ("ratings", 16),
        ("sanctions", 22),
        ("credits", 18),
        ("contracts", 6),
    ],
)
def test_the_history_files_have_the_fields_of_the_web_service(clean: Path, table: str, count: int) -> None:
    header = cells(clean / f"{FILES[table].stem}.xlsx")[0]
    assert len(header) == count
    assert header == list(FILES[table].fields)


def test_xlsx_and_csv_say_the_same(clean: Path, tmp_path: Path) -> None:
    list(write_workforce("pontianak", tmp_path, people=400, kind="csv", on=ON))
    for path in clean.iterdir():
        plain = pl.read_csv(tmp_path / f"{path.stem}.csv", infer_schema=False).fill_null("")
        header, *rows = cells(path)
        assert plain.columns == header
        # calamine ends a row at its last cell
        assert plain.rows() == [tuple(row + [""] * (len(header) - len(row))) for row in rows], path.name


def test_the_same_arguments_make_the_same_bytes(clean: Path, tmp_path: Path) -> None:
    list(write_workforce("pontianak", tmp_path, people=400, on=ON))
    for path in clean.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_the_command_writes_a_folder(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        generate, ["workforce", "--people", "120", "--agency", "jakarta", "--out", str(tmp_path / "new")]
    )
    assert result.exit_code == 0, result.output
    assert "120  data-utama.xlsx" in result.output
    assert len(list((tmp_path / "new").glob("*.xlsx"))) == len(FILES)
    assert len(json.loads((tmp_path / "new" / "rujukan" / "jabatanFungsional.json").read_text("utf-8"))) > 100


# Faults


def report(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "dirt.json").read_text("utf-8"))


def rows_of(folder: Path, kind: str) -> list[dict[str, Any]]:
    """Rows as a reader finds them, the header row left out; the first is row 2 of the sheet."""
    if kind == "csv":
        return pl.read_csv(folder / "data-utama.csv", infer_schema=False).fill_null("").to_dicts()
    header, *rows = cells(folder / "data-utama.xlsx")
    return [dict(zip(header, row, strict=False)) for row in rows]


def test_every_kind_of_fault_is_there_and_all_are_listed(dirty: tuple[Path, str]) -> None:
    folder, kind = dirty
    found = report(folder)["rows"]
    assert {entry["fault"] for entry in found} == {fault.code for fault in dirt.FAULTS}
    assert len(found) == 60
    assert len({entry["row"] for entry in found}) == 60
    copies = sum(entry["fault"] == "duplicate" for entry in found)
    assert len(rows_of(folder, kind)) == 600 + copies


def test_rows_that_are_not_listed_are_clean(dirty: tuple[Path, str]) -> None:
    folder, kind = dirty
    listed = {entry["row"] for entry in report(folder)["rows"]}
    for number, row in enumerate(rows_of(folder, kind), start=2):
        if number in listed:
            continue
        nip = nips.parse(row["NIP BARU"])
        assert row["TANGGAL LAHIR"] == f"{nip.born_on:%d-%m-%Y}"
        assert row["JENIS KELAMIN"] == {"L": "M", "P": "F"}[nip.sex]
        assert re.fullmatch(r"[A-Za-z.' ]{3,60}", row["NAMA"])


def is_spoiled(fault: str, row: dict[str, Any], nip: str, kind: str) -> bool:
    cell, born, name = row["NIP BARU"], row["TANGGAL LAHIR"], row["NAMA"]
    digits_lost = isinstance(cell, float) if kind == "xlsx" else re.fullmatch(r"\d\.\d{14}E\+17", str(cell))
    checks = {
        "nip_number": bool(digits_lost),
        "nip_scientific": bool(re.fullmatch(r"\d\.\d{5}E\+17", str(cell))),
        "nip_float_text": cell == f"{nip}.0",
        "nip_apostrophe": cell == f"'{nip}",
        "nip_blanks": " " in str(cell) and str(cell).replace(" ", "") == nip,
        "nip_short": cell == nip[:-1],
        "nip_missing": cell == "",
        "duplicate": cell == nip,
        "date_iso": born == f"{nip[:4]}-{nip[4:6]}-{nip[6:8]}",
        "date_slash": born == f"{nip[6:8]}/{nip[4:6]}/{nip[:4]}",
        "date_serial": str(born).removesuffix(".0").isdigit(),
        "date_impossible": str(born).startswith("31-02-"),
        "birth_mismatch": born != f"{nip[6:8]}-{nip[4:6]}-{nip[:4]}",
        "sex_mismatch": row["JENIS KELAMIN"] == {"1": "F", "2": "M"}[nip[14]],
        "unit_unknown": row["UNOR NAMA"] == "Unit Lama yang Sudah Dihapus",
        "formula_cached": len(name) > 2,
        "formula_uncached": name == "",
        "name_trailing_blanks": name.endswith("   "),
        "name_quotes": name.endswith('"Daeng" O\'Brien'),
        "name_script": "<script>" in name,
        "name_long": len(name) >= 10_000,
    }
    return checks[fault]


def test_each_listed_fault_is_in_its_cell(dirty: tuple[Path, str]) -> None:
    folder, kind = dirty
    rows = rows_of(folder, kind)
    for entry in report(folder)["rows"]:
        assert is_spoiled(entry["fault"], rows[entry["row"] - 2], entry["nip"], kind), entry


def test_a_formula_is_a_formula_in_the_sheet(dirty: tuple[Path, str]) -> None:
    folder, kind = dirty
    if kind == "csv":
        return
    with zipfile.ZipFile(folder / "data-utama.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>PROPER(" in sheet
    assert re.search(r"<f>VLOOKUP\([^<]*</f></c>", sheet)  # never computed


def test_columns_are_reordered_and_two_are_missing(dirty: tuple[Path, str]) -> None:
    folder, kind = dirty
    header = list(rows_of(folder, kind)[0])
    missing = set(WORKFORCE.fields) - set(header)
    assert missing == {"KARTU ASN VIRTUAL", "FLAG IKD"} == set(report(folder)["columns"][1]["headers"])
    assert header != [name for name in WORKFORCE.fields if name not in missing]


def test_an_older_export_with_65_columns_lies_beside_it(dirty: tuple[Path, str]) -> None:
    folder, kind = dirty
    path = folder / f"data-utama-65.{kind}"
    header = pl.read_csv(path, n_rows=1).columns if kind == "csv" else cells(path)[0]
    assert header == list(WORKFORCE.fields)[:65]
    assert header[-1] == "IS VALID NIK"


@pytest.mark.parametrize("text", ["a & b", "<b>", "1 < 2 > 0", "  padded ", 'O\'Brien "x"', "é ü 漢", "]]>"])
def test_a_cell_of_any_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    spreadsheet.write_xlsx(tmp_path / "x.xlsx", [pl.DataFrame({"a <&>": [text, None], "b": ["x", "y"]})])
    header, first, second = cells(tmp_path / "x.xlsx")
    assert header == ["a <&>", "b"]
    assert first == [text, "x"]
    assert second == ["", "y"]


# Code tables

SAMPLES = os.environ.get("BIJAK_SAMPLES")


@pytest.mark.skipif(
    not SAMPLES, reason="BIJAK_SAMPLES does not name a folder with the reference tables (siasn/*.json)."
)
@pytest.mark.parametrize(
    ("file", "table", "name"),
    [
        ("agama", codes.RELIGIONS, "nama"),
        ("kawin", codes.MARITAL, "nama"),
        ("jenisJabatan", codes.POSITION_KINDS, "nama"),
        ("kedudukanHukum", codes.STANDINGS, "nama"),
        ("golonganPns", codes.RANKS, "nama"),
        ("golonganPns", codes.RANK_TITLES, "namaPangkat"),
        ("kenaikanPangkat", codes.PROMOTIONS, "nama"),
        ("jenisHukuman", codes.SANCTIONS, "nama"),
        ("latihanStruktural", codes.STRUCTURAL_TRAININGS, "nama"),
        ("perilakuDanKinerja", codes.EXPECTATIONS, "nama"),
        ("kuadranNilai", codes.PREDICATES, "nama"),
        ("periodik", codes.PERIODS, "nama"),
    ],
)
def test_our_code_tables_are_those_of_the_reference_service(
    file: str, table: dict[str, str], name: str
) -> None:
    rows = json.loads((Path(SAMPLES or "") / "siasn" / f"{file}.json").read_text("utf-8"))
    assert {row["id"]: row[name] for row in rows} == table


@pytest.mark.skipif(
    not SAMPLES, reason="BIJAK_SAMPLES does not name a folder with the reference tables (siasn/*.json)."
)
def test_echelons_and_training_forms_are_in_the_reference_tables() -> None:
    from bijak.siasn.engine import catalogue

    folder = Path(SAMPLES or "") / "siasn"
    echelons = {row["id"]: row["nama"] for row in json.loads((folder / "eselon.json").read_text("utf-8"))}
    assert {code: echelons[code] for code in codes.ECHELONS} == codes.ECHELONS
    forms = {
        row["id"]: row["jenisKursusSetifikat"]
        for row in json.loads((folder / "jenisDiklat.json").read_text("utf-8"))
    }
    assert all(forms[str(form.id)] == form.certificate for form in catalogue.forms())


@pytest.mark.skipif(
    not SAMPLES, reason="BIJAK_SAMPLES does not name a folder with the reference tables (siasn/*.json)."
)
def test_functional_positions_are_in_the_reference_table() -> None:
    from bijak.siasn.engine import catalogue

    rows = json.loads((Path(SAMPLES or "") / "siasn" / "jabatanFungsional.json").read_text("utf-8"))
    names = {row["nama"] for row in rows}
    for family in catalogue.families():
        ladder = catalogue.LADDERS.get(family.track, ())
        known = [f"{family.title} {level}" in names for level in ladder]
        assert any(known) or not ladder, family.title
    national = {row["nama"]: int(row["usiaBup"]) for row in rows}
    made_up = catalogue.functional_ages()
    assert {title: national[title] for title in made_up if title in national} == {
        title: age for title, age in made_up.items() if title in national
    }


@pytest.mark.parametrize("field", sorted(codes.WORDS))
def test_our_words_are_written_as_our_codes_are(field: str) -> None:
    assert all(re.fullmatch(r"[a-z_]+|[LP]", word) for word in codes.WORDS[field].values())
