"""``bijak legaltext``: read a regulation from a file, check it, amend it, and hand it on as Akoma Ntoso."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from bijak.legaltext import akomantoso, amending, reader, writing
from bijak.legaltext import lint as checking
from bijak.legaltext.tree import Document, Node, counted


class Text(click.ParamType[Document]):
    """A file with a regulation: plain text or Akoma Ntoso; also Word and PDF if whoever started us can read them.

    That is ``ctx.obj``, a function from a path to its text: this package knows neither form.
    """

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Document:
        if isinstance(value, Document):
            return value
        path = Path(str(click.Path(exists=True, dir_okay=False).convert(value, param, ctx)))
        try:
            content = path.read_bytes()
        except OSError as problem:
            self.fail(f"{path}: {os.strerror(problem.errno or 0)}.", param, ctx)
        if akomantoso.is_one(content):
            try:
                root = akomantoso.read(content)
            except akomantoso.CannotRead as problem:
                raise click.ClickException(str(problem)) from None
            return Document(root, (), counted(root))
        if content.startswith((b"%PDF", b"PK\x03\x04")) and ctx is not None and ctx.obj is not None:
            return reader.parse(ctx.obj(path))
        try:
            return reader.parse(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise click.ClickException(
                f"{path} is no text in UTF-8. Save it as such, or as PDF or Word."
            ) from None


TEXT = Text()


@click.group()
def legaltext() -> None:
    """Read the text of a regulation: plain text, Akoma Ntoso, Word or PDF."""


@legaltext.command()
@click.option("--json", "as_json", is_flag=True, help="The whole tree, as JSON.")
@click.option("--text", "as_text", is_flag=True, help="The whole text, one part a line.")
@click.argument("file", type=TEXT)
def parse(file: Document, as_json: bool, as_text: bool) -> None:
    """Show what is recognised in a file: every part counted, or the whole as JSON or as text."""
    if as_json:
        click.echo(json.dumps(_plain(file.root), ensure_ascii=False))
        return
    if as_text:
        click.echo(writing.plain(file.root), nl=False)
        return
    for kind, count in file.counts.items():
        click.echo(f"{kind:12} {count:5}")
    for passage in file.unread:
        click.echo(f"? {passage[:100]}")


@legaltext.command()
@click.option("--json", "as_json", is_flag=True, help="Every finding, as JSON.")
@click.argument("file", type=TEXT)
def lint(file: Document, as_json: bool) -> None:
    """Show where a text breaks the rules of drafting. Exits with 1 if there is an error."""
    found = checking.lint(file.root)
    if as_json:
        click.echo(json.dumps([_told(finding) for finding in found], ensure_ascii=False))
    else:
        for finding in found:
            place = finding.address or "-"
            click.echo(f"{finding.severity:8} {place}: {finding.why()} {finding.fix()} [{finding.rule.id}]")
    raise SystemExit(any(finding.severity == "error" for finding in found))


@legaltext.command()
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: f"{datetime.now().astimezone():%Y-%m-%d}",
    show_default="today",
    help="The day of this version.",
)
@click.argument("file", type=TEXT)
def akn(file: Document, on: Any) -> None:
    """Print a text as Akoma Ntoso 3.0. Every command here reads that form too, with bijak[akn] installed."""
    click.echo(akomantoso.write(file, on=on.date()), nl=False)


@legaltext.command()
@click.option("--title", default="", help="How OLD is cited, if its heading does not say it well.")
@click.option(
    "--earlier", multiple=True, help="A regulation that amended OLD before; repeat, the latest last."
)
@click.option("--result", is_flag=True, help="Print the amended text instead of the instrument.")
@click.argument("old", type=TEXT)
@click.argument("new", type=TEXT)
def amend(old: Document, new: Document, title: str, earlier: tuple[str, ...], result: bool) -> None:
    """Write the regulation that turns the text in force, OLD, into the draft NEW.

    It is printed only if carrying it out on OLD gives the draft, in the numbers of an amendment.
    """
    try:
        instrument = amending.write(old, new, title=title, earlier=earlier)
    except amending.CannotAmend as problem:
        raise click.ClickException(str(problem)) from None
    click.echo(writing.plain(instrument.result.root) if result else instrument.text, nl=False)


@legaltext.command()
@click.argument("old", type=TEXT)
@click.argument("instruments", type=TEXT, nargs=-1, required=True)
def apply(old: Document, instruments: tuple[Document, ...]) -> None:
    """Print OLD as amended by INSTRUMENTS, in the order in which they cite each other.

    Exits with 1 if an instruction does not fit, and if they amend each other in a circle.
    """
    try:
        applied = amending.consolidate(old, amending.arranged(old, instruments))
    except amending.CannotAmend as problem:
        raise click.ClickException(str(problem)) from None
    click.echo(writing.plain(applied.document.root), nl=False)
    for refusal in applied.refused:
        click.echo(str(refusal), err=True)
    raise SystemExit(bool(applied.refused))


def _told(finding: checking.Finding) -> dict[str, object]:
    return {
        "rule": finding.rule.id,
        "severity": finding.severity,
        "address": finding.address,
        "start": finding.spot.start,
        "end": finding.spot.end,
        "words": finding.words,
        "why": finding.why(),
        "fix": finding.fix(),
        "instead": finding.spot.instead,
        "source": finding.rule.source.where,
        "verified": finding.rule.source.verified,
    }


def _plain(node: Node) -> dict[str, object]:
    return {
        "kind": node.kind,
        "label": node.label,
        "heading": node.heading,
        "text": node.text,
        "children": [_plain(child) for child in node.children],
    }
