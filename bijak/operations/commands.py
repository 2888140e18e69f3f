"""``bijak demo``, ``run``, ``setup``, ``doctor``, ``backup``, ``restore`` and the parts of a running
installation.

Django is loaded inside the commands that need it: the supervisor itself stays small.
"""

import http.client
import json
import logging
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from bijak.operations import installation as installing
from bijak.operations.installation import AGENCIES, Incomplete, Installation
from bijak.operations.postgres import Server, ServerError, turn_over
from bijak.operations.supervisor import Part, Program, Supervisor

FILE = click.Path(dir_okay=False, path_type=Path, resolve_path=True)


# Starting an installation -------------------------------------------------------------------------


@click.command()
@click.argument("agency", type=click.Choice(list(AGENCIES)), default="pontianak")
def demo(agency: str) -> None:
    """Start a trial city with generated people, each agency in a folder of its own."""
    # Each has its own database as well, whatever server the shell names for other work.
    os.environ.pop("BIJAK_DATABASE_URL", None)
    try:
        installation = installing.demo(agency)
        links = installation.folder / "links.json"
        click.echo(f"Bijak · {AGENCIES[agency]} (data contoh) · {installation.folder}")

        def announce() -> None:
            click.echo(f"\n  {os.environ['BIJAK_BASE_URL']}\n")
            people = json.loads(links.read_text())
            width = max(len(person) for person, _ in people)
            for person, path in people:
                click.echo(f"  {person:<{width}}  {os.environ['BIJAK_BASE_URL']}{path}")
            links.unlink()
            click.echo("\n  Setiap tautan berlaku satu kali. Ctrl-C menghentikan semuanya.")

        log = installation.folder / "log"
        turn_over(log)
        start(installation, log=log, links=links, announce=announce)
    except (Incomplete, ServerError) as refusal:
        fail(refusal)


@click.command()
def run() -> None:
    """Start the installation that the environment describes: database (unless named), web, workers, clock."""
    try:
        installation = installing.production()
        log_as_json()
        start(
            installation,
            announce=lambda: click.echo(f"Bijak is ready: {os.environ['BIJAK_BASE_URL']}", err=True),
        )
    except (Incomplete, ServerError) as refusal:
        fail(refusal)


def log_as_json() -> None:
    """Let the supervisor speak as its programs do."""
    from bijak.operations.logs import JsonFormatter

    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def start(
    installation: Installation,
    *,
    log: Path | None = None,
    links: Path | None = None,
    announce: Callable[[], None],
) -> None:
    """Run every part under one supervisor until told to stop."""
    installing.adopt(installation)
    refuse_taken_port()
    prepared = installation.folder / "prepared"
    prepared.unlink(missing_ok=True)
    os.environ["BIJAK_PREPARED"] = str(prepared)
    web, *others = installing.programs(log=log)
    parts: list[Part] = [web, Preparation(links, prepared), Readiness(web, log, announce), *others]
    if server := installation.server():
        parts.insert(0, Database(server, [web, *others]))
    Supervisor(parts).run()


class Database:
    """Our own server as a part: when it answers, everybody started later knows its address."""

    name = "database"

    def __init__(self, server: Server, dependents: Sequence[Program]) -> None:
        self.server = server
        self.dependents = dependents

    def start(self) -> None:
        self.server.start()
        self.server.ensure_database()
        if os.environ.get("BIJAK_DATABASE_URL", self.server.url()) != self.server.url():
            for (
                program
            ) in self.dependents:  # it had to move to another port; they start again and find it there
                program.stop()
        os.environ["BIJAK_DATABASE_URL"] = self.server.url()

    def poll(self) -> int | None:
        return self.server.poll()

    def stop(self) -> None:
        self.server.stop()


class Preparation:
    """What is done, once, before the parts after it start. The web server loads meanwhile, and waits for the mark."""

    name = "preparation"

    def __init__(self, links: Path | None, mark: Path) -> None:
        self.mark = mark
        options = ["--links", str(links)] if links else []
        self.program = Program(self.name, [sys.executable, "-m", "bijak", "prepare", *options])

    def start(self) -> None:
        self.program.start()
        while (code := self.program.poll()) is None:
            time.sleep(0.05)
        if code:
            raise Incomplete("Bijak could not prepare its database and files; the lines above say why.")
        self.mark.touch()

    def poll(self) -> None:
        return None

    def stop(self) -> None:
        self.program.stop()


class Readiness:
    """Waits until the site answers and says so; what works in the background starts after it."""

    name = "readiness"

    def __init__(self, web: Program, log: Path | None, announce: Callable[[], None]) -> None:
        self.web = web
        self.log = log
        self.announce = announce

    def start(self) -> None:
        while not is_serving():
            if self.web.poll() is not None:
                raise Incomplete(f"The web server ended. {f'See {self.log}.' if self.log else 'See above.'}")
            time.sleep(0.1)
        self.announce()

    def poll(self) -> None:
        return None

    def stop(self) -> None:
        pass


def is_serving() -> bool:
    """Whether the site says that it can show pages."""
    from bijak.operations.web import address

    connection = http.client.HTTPConnection(*address(), timeout=30)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def refuse_taken_port() -> None:
    from bijak.operations.web import address

    host, port = address()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Incomplete(
                f"Port {port} of {host} cannot be used ({error.strerror}). Is Bijak running already?"
                " Stop what uses it, or choose another with BIJAK_PORT=8001."
            ) from None


# Parts --------------------------------------------------------------------------------------------


@click.command()
@click.option("--links", type=FILE, help="Where to write the one-time links of a demo.")
def prepare(links: Path | None) -> None:
    """Bring the database and the static files up to date."""
    set_up()
    from django.conf import settings

    from bijak.operations import demo, preparation, schema

    try:
        preparation.prepare()
    except schema.MadeByOthers as refusal:
        fail(refusal)
    if settings.IS_DEMO and links:
        demo.load(os.environ["BIJAK_AGENCY"])
        with open(os.open(links, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(demo.links(), file)


@click.command()
def web() -> None:
    """The web server."""
    from bijak.operations.web import serve

    serve()


@click.command()
@click.argument("queue")
def worker(queue: str) -> None:
    """The worker of one queue: default or imports."""
    set_up()
    from bijak.operations.worker import work

    work(queue)


@click.command()
def clock() -> None:
    """What is due, when it is due."""
    set_up()
    from bijak.operations.clock import run

    run()


# Keeping an installation ----------------------------------------------------------------------------


@click.command()
@click.option("--name", prompt="Nama lengkap administrator", help="The administrator's full name.")
@click.option("--email", prompt="Alamat surel", help="Where mail reaches them.")
def setup(name: str, email: str) -> None:
    """Create the first administrator and print a link that signs in once."""
    with opened():
        from bijak.operations import setup as setting_up

        try:
            click.echo(setting_up.create_first_administrator(name=name, email=email))
        except setting_up.Refused as refusal:
            fail(refusal)


@click.command("let-in")
@click.argument("address")
@click.option(
    "--without-second-factor", is_flag=True, help="Take the second factor off; she sets up a new one."
)
def let_in(address: str, without_second_factor: bool) -> None:
    """Print a one-time link for the administrator with this e-mail ADDRESS or NIP, who cannot sign in."""
    with opened():
        from bijak.operations import setup as setting_up

        try:
            click.echo(setting_up.let_in(address=address, without_second_factor=without_second_factor))
        except setting_up.Refused as refusal:
            fail(refusal)


@click.command()
def doctor() -> None:
    """Check every part; ends with code 1 if something needs you."""
    from bijak.operations import doctor as examining

    findings = examining.examine()
    for finding in findings:
        click.echo(f"{finding.sign} {finding.sentence}")
    sys.exit(0 if all(finding.is_well for finding in findings) else 1)


@click.command()
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write database, files and ledger root to FILE. The keys are not in it: keep them apart."""
    with opened():
        from bijak.operations import backup as keeping

        try:
            manifest = keeping.back_up(file)
        except keeping.Refused as refusal:
            fail(refusal)
        click.echo(f"{file}: {manifest.tables} tables, ledger root {manifest.ledger_root}.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path, resolve_path=True))
@click.option("--force", is_flag=True, help="Replace what the database holds.")
def restore(file: Path, force: bool) -> None:
    """Read FILE into this installation, wholly or not at all, and compare the ledger's root."""
    with opened():
        from bijak.operations import backup as keeping

        try:
            manifest = keeping.restore(file, force=force)
        except keeping.Refused as refusal:
            fail(refusal)
        click.echo(f"Restored {manifest.tables} tables; the ledger root is equal: {manifest.ledger_root}.")


@click.command("upgrade-postgres")
@click.option(
    "--old-binaries",
    type=click.Path(exists=True, file_okay=False, path_type=Path, resolve_path=True),
    required=True,
    help="The folder with the programs of the PostgreSQL that wrote the data.",
)
def upgrade_postgres(old_binaries: Path) -> None:
    """Move our own database to the major version of this Bijak; the old folder stays beside it."""
    from bijak.operations.upgrade import upgrade

    try:
        installation = installing.here()
        click.echo(upgrade(installation.folder / "postgres", old_binaries=old_binaries))
    except (Incomplete, ServerError) as refusal:
        fail(refusal)


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands, such as ``bijak manage showmigrations``."""
    with opened():
        from django.core.management import execute_from_command_line

        execute_from_command_line(["bijak manage", *arguments])


@contextmanager
def opened() -> Iterator[None]:
    """This installation with its database answering and Django ready."""
    try:
        installation = installing.here()
        with installing.opened(installation):
            set_up()
            from django.db import OperationalError, connections

            try:
                yield
            except OperationalError as fault:
                raise ServerError(
                    "The database stopped answering. If Bijak is being stopped, wait until it has ended and try"
                    f" again; else 'bijak doctor' says more. ({type(fault.__cause__ or fault).__name__})"
                ) from fault
            connections.close_all()
    except (Incomplete, ServerError) as refusal:
        fail(refusal)


def set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bijak.config.settings")
    django.setup()


def fail(refusal: Exception) -> NoReturn:
    raise click.ClickException(str(refusal))
