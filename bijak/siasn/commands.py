"""``bijak generate workforce``: a made-up workforce in the national system's files."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click
import polars as pl

from bijak.siasn.engine import catalogue, dirt, spreadsheet, tables, workforce
from bijak.siasn.mapping import files


@click.group()
def generate() -> None:
    """Make up data to try things with. Nobody in it exists."""


@generate.command("workforce")
@click.option("--people", type=click.IntRange(100, 5_000_000), default=6500, show_default=True)
@click.option("--agency", type=click.Choice(catalogue.AGENCIES), default="pontianak", show_default=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--dirt",
    "share",
    type=click.FloatRange(0, 0.5),
    default=0.0,
    help="Share of rows with a fault of real files.",
)
@click.option("--format", "kind", type=click.Choice(["xlsx", "csv"]), default="xlsx", show_default=True)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default="2026-11-01",
    show_default=True,
    help="The day of the export.",
)
def generate_workforce(
    people: int, agency: str, out: Path, seed: int, share: float, kind: str, on: datetime
) -> None:
    """Write data-utama, unor and the history files of a made-up agency into a folder."""
    for name, rows in write_workforce(
        agency, out, people=people, seed=seed, share=share, kind=kind, on=on.date()
    ):
        click.echo(f"{rows:>10,}  {name}")


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
