"""``bijak legaltext``: read a regulation from a file."""

import json
from pathlib import Path

import click

from bijak.legaltext import lint as checking
from bijak.legaltext import reader
from bijak.legaltext.tree import Node


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
