"""The command ``bijak``: a table of commands, each loaded when it is called.

Commands live in the ``commands.py`` of their context. Generating a workforce or checking an export of the
ledger needs no settings and loads no Django.
"""

from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click


class Entry(NamedTuple):
    """Where a command is, and what it is for."""

    target: str
    help: str
    adopts: bool = False
    """Whether it may work on this installation's database, without being one of ours."""


COMMANDS = {
    "demo": Entry("bijak.operations.commands:demo", "Start a trial city with generated people."),
    "run": Entry("bijak.operations.commands:run", "Start the installation that the environment describes."),
    "setup": Entry(
        "bijak.operations.commands:setup", "Create the first administrator, with a one-time link."
    ),
    "let-in": Entry(
        "bijak.operations.commands:let_in", "Print a new link for an administrator who cannot sign in."
    ),
    "doctor": Entry("bijak.operations.commands:doctor", "Check every part and say what to do."),
    "backup": Entry("bijak.operations.commands:backup", "Write database, files and ledger root to one file."),
    "restore": Entry("bijak.operations.commands:restore", "Read such a file into an empty installation."),
    "upgrade-postgres": Entry(
        "bijak.operations.commands:upgrade_postgres", "Move our own database to a new major version."
    ),
    "manage": Entry("bijak.operations.commands:manage", "Run one of Django's own commands."),
    "ledger": Entry(
        "bijak.ledger.commands:ledger", "Export and check the tamper-evident record.", adopts=True
    ),
    "rules": Entry(
        "bijak.policy.commands:rules",
        "List the rules of law, show one, try it on a made-up person.",
        adopts=True,
    ),
    "legaltext": Entry(
        "bijak.legaltext.commands:legaltext", "Read, check and amend the text of a regulation."
    ),
    "generate": Entry("bijak.siasn.commands:generate", "Write synthetic people as SIASN would export them."),
    "load-reference": Entry(
        "bijak.siasn.commands:load_reference",
        "Load the national reference tables from a folder.",
        adopts=True,
    ),
}
PARTS = {
    "web": Entry("bijak.operations.commands:web", "One part of a running installation."),
    "worker": Entry("bijak.operations.commands:worker", "One part of a running installation."),
    "clock": Entry("bijak.operations.commands:clock", "One part of a running installation."),
    "prepare": Entry("bijak.operations.commands:prepare", "Bring database and static files up to date."),
}
"""What ``demo`` and ``run`` start; of use by hand only to run the parts on several machines."""


class Lazy(click.Group):
    """A group that imports a command only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name) or PARTS.get(cmd_name)
        if entry is None:
            return None
        module, name = entry.target.split(":")
        if entry.adopts:
            from bijak.operations import installation

            installation.adopt_what_is_known()
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, entries in (("Commands", COMMANDS), ("Parts", PARTS)):
            with formatter.section(title):
                formatter.write_dl([(name, entry.help) for name, entry in entries.items()])


@click.group(cls=Lazy)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Bijak carries a personnel policy through its whole life."""
    ctx.obj = text_of


def text_of(file: Path) -> str:
    """The text of a Word or PDF file, for commands that stand below whoever reads those."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)
    from bijak.documents import reading

    try:
        with file.open("rb") as opened:
            return reading.text_of(opened, file.name)
    except reading.Refused as refusal:
        raise click.ClickException(str(refusal)) from None
