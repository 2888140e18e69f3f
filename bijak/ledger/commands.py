"""``bijak ledger …``. Checking an export and making a key need no database and no settings."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import click

from bijak.ledger import keys, note, verifying


@click.group()
def ledger() -> None:
    """The tamper-evident record: export it, check it, make its signing key."""


@ledger.command()
@click.option(
    "--export", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="An export, offline."
)
@click.option("--key", "texts", multiple=True, metavar="NAME+ID+KEY", help="A public key learnt elsewhere.")
@click.option(
    "--checkpoint",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint kept before.",
)
@click.option(
    "--growth",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The proof that the log has only grown since --checkpoint, from the page /catatan/; in place of an export.",
)
def verify(export: Path | None, texts: tuple[str, ...], checkpoint: Path | None, growth: Path | None) -> None:
    """Check every leaf, root and signature, of an export or of this installation's database."""
    try:
        trusted = [note.Verifier.parse(text) for text in texts]
        if growth:
            _verify_growth(growth, checkpoint, trusted)
            return
        if not export and not trusted:
            trusted = [_own_key()]
        known = None
        if checkpoint:
            signed = checkpoint.read_text()
            text = note.open_note(signed, trusted) if trusted else signed.partition("\n\n")[0] + "\n"
            known = note.TreeHead.parse(text)
        lines: Iterable[bytes] = verifying.read_lines(export) if export else _lines()
        report = verifying.verify(lines, trusted=trusted, known=known)
    except (verifying.Tampered, note.BadKey, note.BadNote) as error:
        raise click.ClickException(str(error)) from error
    click.echo(report)
    if not trusted:
        click.echo(report.ask_about_keys())


def _verify_growth(growth: Path, checkpoint: Path | None, trusted: list[note.Verifier]) -> None:
    if checkpoint is None:
        raise click.UsageError(
            "A proof of growth starts from a checkpoint of yours: name it with --checkpoint."
        )
    kept = checkpoint.read_text()
    text = note.open_note(kept, trusted) if trusted else kept.partition("\n\n")[0] + "\n"
    known = note.TreeHead.parse(text)
    newer = verifying.verify_growth(growth.read_text(), known=known, trusted=trusted)
    click.echo(
        f"The record has only grown, from {known.size} to {newer.size} leaves; root {newer.root.hex()}."
    )


@ledger.command()
@click.argument("file", type=click.File("wb", atomic=True))
def export(file: BinaryIO) -> None:
    """Write the whole record to FILE, for anyone to check."""
    file.writelines(_lines())


@ledger.command("new-key")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--name",
    envvar="BIJAK_LEDGER_ORIGIN",
    required=True,
    help="The log's name, such as bijak.pontianak.go.id.",
)
def new_key(file: Path, name: str) -> None:
    """Make a signing key in FILE and print the public key to publish."""
    try:
        click.echo(keys.write_new(file, name=name).verifier)
    except FileExistsError as error:
        raise click.ClickException(f"{file} is there already; a key is never overwritten.") from error
    except note.BadKey as error:
        raise click.ClickException(str(error)) from error


@ledger.command("public-key")
def public_key() -> None:
    """Print the public key of this installation."""
    click.echo(_own_key())


@ledger.command()
def sequence() -> None:
    """Give every waiting entry its leaf now, and print the signed checkpoint."""
    _set_up()
    from bijak.ledger import queries, services

    services.sequence()
    click.echo(queries.checkpoint(), nl=False)


def _own_key() -> note.Verifier:
    _set_up()
    try:
        return keys.signer().verifier
    except keys.NoSigningKey as error:
        raise click.ClickException(str(error)) from error


def _lines() -> Iterable[bytes]:
    _set_up()
    from bijak.ledger import exporting

    return exporting.lines()


def _set_up() -> None:
    """Start Django, once something needs the database or the settings."""
    import os

    import django
    from django.apps import apps

    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bijak.config.settings")
        django.setup()
