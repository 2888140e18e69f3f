"""``bijak generate workforce``: a made-up workforce in the national system's files."""

from datetime import datetime
from pathlib import Path

import click

from bijak.siasn import services
from bijak.siasn.engine import catalogue


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
    for name, rows in services.write_workforce(
        agency, out, people=people, seed=seed, share=share, kind=kind, on=on.date()
    ):
        click.echo(f"{rows:>10,}  {name}")
