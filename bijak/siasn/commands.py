"""``bijak generate workforce``: made-up people in the national files; ``bijak load-reference``: its code tables."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bijak.siasn.engine import catalogue
from bijak.siasn.services import workforce

if TYPE_CHECKING:
    from bijak.organization.queries.reference import TableChange

REFERENCE = "rujukan"
"""The folder, below that of a made-up workforce, of the reference table that goes with it."""


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
    """Write data-utama, unor and the history files of a made-up agency into a folder.

    The retirement ages of its functional positions lie in "rujukan" below it, for "load-reference".
    """
    for name, rows in workforce.write_workforce(
        agency, out, people=people, seed=seed, share=share, kind=kind, on=on.date()
    ):
        click.echo(f"{rows:>10,}  {name}")
    name, rows = workforce.write_reference(out / REFERENCE)
    click.echo(f"{rows:>10,}  {REFERENCE}/{name}")


@click.command("load-reference")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
def load_reference(folder: Path, dry_run: bool) -> None:
    """Load the national reference tables: the JSON files of FOLDER, named as the national service names them.

    Each file replaces its table. A code that no longer comes is marked as ended, never removed; the same folder
    twice changes nothing.
    """
    _set_up()
    from django.utils import timezone

    from bijak.organization import queries as organization
    from bijak.organization import services as keeping
    from bijak.siasn.services import reference

    try:
        read = reference.read_folder(folder)
    except reference.Unreadable as refusal:
        raise click.ClickException(str(refusal)) from None
    for line in read.left_out:
        click.echo(f"Left out: {line}", err=True)
    for name in read.unknown:
        click.echo(f"Not a table we know: {name}", err=True)
    if dry_run:
        changes = [change for change in organization.compare_reference(read.tables) if change]
    else:
        changes = keeping.load_reference(read.tables, on=organization.today(timezone.now()), by=None)
    for change in changes:
        click.echo(
            f"{change.table}: {len(change.added)} new, {len(change.changed)} changed, {len(change.ended)} ended, "
            f"{change.unchanged} as before"
        )
        if dry_run:
            _show(change)
    same = len(read.tables) - len(changes)
    click.echo(f"{len(read.tables)} tables read, {same} as before." + (" Nothing was changed." * dry_run))


def _show(change: "TableChange") -> None:
    for row in change.added:
        click.echo(f"  + {row.code}  {row.name}")
    for held, row in change.changed:
        click.echo(f"  ~ {row.code}  {held.name} -> {row.name}")
    for held in change.ended:
        click.echo(f"  - {held.code}  {held.name}")


def _set_up() -> None:
    """Start Django, once something needs the database."""
    import os

    import django
    from django.apps import apps

    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bijak.config.settings")
        django.setup()
