"""``bijak legaltext``: read a regulation from a file."""

import json
from pathlib import Path

import click

from bijak.legaltext import amending, reader, writing
from bijak.legaltext import lint as checking
from bijak.legaltext.tree import Document, Node


@click.group()
def legaltext() -> None:
    """Read the text of a regulation."""


@legaltext.command()
@click.option("--json", "as_json", is_flag=True, help="The whole tree, as JSON.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def parse(file: Path, as_json: bool) -> None:
    """Show what is recognised in a text file: every part, or the whole tree as JSON."""
    document = reader.parse(file.read_text(encoding="utf-8-sig"))
    if as_json:
        click.echo(json.dumps(_plain(document.root), ensure_ascii=False))
        return
    for kind, count in document.counts.items():
        click.echo(f"{kind:12} {count:5}")
    for passage in document.unread:
        click.echo(f"? {passage[:100]}")


@legaltext.command()
@click.option("--json", "as_json", is_flag=True, help="Every finding, as JSON.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def lint(file: Path, as_json: bool) -> None:
    """Show where a text file breaks the rules of drafting. Exits with 1 if there is an error."""
    found = checking.lint(reader.parse(file.read_text(encoding="utf-8-sig")).root)
    if as_json:
        click.echo(json.dumps([_told(finding) for finding in found], ensure_ascii=False))
    else:
        for finding in found:
            place = finding.address or "-"
            click.echo(f"{finding.severity:8} {place}: {finding.why()} {finding.fix()} [{finding.rule.id}]")
    raise SystemExit(any(finding.severity == "error" for finding in found))


_TEXT = click.Path(exists=True, dir_okay=False, path_type=Path)


@legaltext.command()
@click.option("--title", default="", help="How OLD is cited, if its heading does not say it well.")
@click.option(
    "--earlier", multiple=True, help="A regulation that amended OLD before; repeat, the latest last."
)
@click.option("--result", is_flag=True, help="Print the amended text instead of the instrument.")
@click.argument("old", type=_TEXT)
@click.argument("new", type=_TEXT)
def amend(old: Path, new: Path, title: str, earlier: tuple[str, ...], result: bool) -> None:
    """Write the regulation that turns the text in force, OLD, into the draft NEW.

    It is printed only if carrying it out on OLD gives the draft, in the numbers of an amendment.
    """
    try:
        instrument = amending.write(_read(old), _read(new), title=title, earlier=earlier)
    except amending.CannotAmend as problem:
        raise click.ClickException(str(problem)) from None
    click.echo(writing.plain(instrument.result.root) if result else instrument.text, nl=False)


@legaltext.command()
@click.argument("old", type=_TEXT)
@click.argument("instruments", type=_TEXT, nargs=-1, required=True)
def apply(old: Path, instruments: tuple[Path, ...]) -> None:
    """Print OLD as amended by INSTRUMENTS, the earliest first. Exits with 1 if an instruction does not fit."""
    applied = amending.consolidate(_read(old), map(_read, instruments))
    click.echo(writing.plain(applied.document.root), nl=False)
    for refusal in applied.refused:
        click.echo(str(refusal), err=True)
    raise SystemExit(bool(applied.refused))


def _read(file: Path) -> Document:
    return reader.parse(file.read_text(encoding="utf-8-sig"))


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
