"""``bijak legaltext``: read a regulation from a file."""

import json
from pathlib import Path

import click

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


def _plain(node: Node) -> dict[str, object]:
    return {
        "kind": node.kind,
        "label": node.label,
        "heading": node.heading,
        "text": node.text,
        "children": [_plain(child) for child in node.children],
    }
