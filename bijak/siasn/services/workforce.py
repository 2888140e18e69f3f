"""Writing a made-up workforce down. Knows no database."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from bijak.siasn.engine import catalogue, columns, dirt, spreadsheet, tables, workforce
from bijak.siasn.mapping import files


def write_workforce(
    agency: str, out: Path, *, people: int, seed: int = 1, share: float = 0.0, kind: str = "xlsx", on: date
) -> Iterator[tuple[str, int]]:
    """Write the files one after the other; yields the name and the number of rows of each."""
    made = workforce.generate(agency, people=people, seed=seed, on=on)
    out.mkdir(parents=True, exist_ok=True)
    for table, file in files.FILES.items():
        pieces = (file.written(piece) for piece in tables.table(made, table))
        path = out / f"{file.stem}.{kind}"
        if table == "people" and share:
            yield path.name, _write_dirty(path, pieces, people=people, share=share, seed=seed, kind=kind)
            old = (
                file.written(piece)[:, : files.OLD_WORKFORCE_COLUMNS] for piece in tables.table(made, table)
            )
            path = out / f"{file.stem}-65.{kind}"
            yield path.name, _write(path, old, kind)
        else:
            yield path.name, _write(path, pieces, kind)


def write_reference(out: Path) -> tuple[str, int]:
    """Write the reference table of the functional positions that made-up people hold; its name and number of rows.

    A table of its own folder, for what is loaded replaces the whole table.
    """
    out.mkdir(parents=True, exist_ok=True)
    rows = [
        {"id": columns.reference_id("jabatan", title), "nama": title, "usiaBup": str(age)}
        for title, age in catalogue.functional_ages().items()
    ]
    path = out / "jabatanFungsional.json"
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    return path.name, len(rows)


def _write(path: Path, pieces: Iterator[pl.DataFrame], kind: str) -> int:
    return spreadsheet.write_csv(path, pieces) if kind == "csv" else spreadsheet.write_xlsx(path, pieces)


def _write_dirty(
    path: Path, pieces: Iterator[pl.DataFrame], *, people: int, share: float, seed: int, kind: str
) -> int:
    headers = {field: header for header, field in files.WORKFORCE.fields.items()}
    spoiler = dirt.Dirt(headers, rows=people, share=share, seed=seed, is_csv=kind == "csv")
    spoiled = spoiler.spoiled(pieces)
    rows = (
        spreadsheet.write_csv(path, spoiled)
        if kind == "csv"
        else spreadsheet.write_xlsx(path, spoiled, spoiler.cells)
    )
    report = {"file": path.name, **spoiler.report()}
    path.with_name("dirt.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")
    return rows
