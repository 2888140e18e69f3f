"""``bijak rules …``: which rules this house decides by, and what one says of a made-up person."""

import json
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bijak.kernel.packs import Rule
    from bijak.policy.queries.trying import Answer, Said

MET, MISSING, FAULTY, UNDECIDED = 0, 1, 2, 3
"""How ``evaluate`` ends: met or reckoned, not met, asked in a way that has no answer (as click itself ends), not to be
told for want of a fact."""

NATIONAL = click.option(
    "--national", is_flag=True, help="National law alone: no regional policy, and no database."
)
JSON = click.option("--json", "as_json", is_flag=True, help="For programs, in a shape that does not change.")
ON = click.option("--on", metavar="YYYY-MM-DD", help="The day; today unless given.")


class Faulty(Exception):
    """A question that cannot be answered, with a sentence for each fault in it."""

    def __init__(self, *faults: str) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@click.group()
def rules() -> None:
    """The rules of law by name: list them, show one, try it on a made-up person."""


def _ready[**P, R](command: Callable[P, R]) -> Callable[P, R]:
    """A command that needs the house built, and says so kindly where its database is not there."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        import os

        import django
        from django.apps import apps
        from django.db import OperationalError, ProgrammingError

        if not apps.ready:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bijak.config.settings")
            django.setup()
        try:
            return command(*args, **kwargs)
        except Faulty as fault:
            raise click.UsageError(str(fault)) from None
        except (OperationalError, ProgrammingError) as fault:
            raise click.ClickException(
                "Kebijakan daerah tidak dapat dibaca dari pangkalan data. Jalankan instalasinya, atau pakai --national "
                f"untuk hukum nasional saja. ({str(fault).strip()})"
            ) from None

    return run


@rules.command("list")
@JSON
@ON
@NATIONAL
@_ready
def list_rules(as_json: bool, on: str | None, national: bool) -> None:
    """Every rule with the law it stands on, its terms, how many of them are verified, and its cases."""
    from bijak.policy import queries

    found = queries.listed(_day(on, national=national), national=national)
    if as_json:
        told = [
            {
                "rule": each.rule.code,
                "label": str(each.rule.label),
                "laws": list(each.laws),
                "terms": each.terms,
                "verified": each.verified,
                "cases": each.cases,
            }
            for each in found
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for each in found:
        click.echo(f"{each.rule.code}\n  {each.rule.label}")
        click.echo(f"  {'; '.join(each.laws) or 'tanpa angka ketentuan'}")
        click.echo(
            f"  {each.terms} angka ketentuan, {each.verified} terverifikasi; {each.cases} contoh kasus"
        )


@rules.command()
@click.argument("name")
@ON
@NATIONAL
@click.option("--blank", is_flag=True, help="Only a record to fill in and to hand to evaluate.")
@_ready
def show(name: str, on: str | None, national: bool, blank: bool) -> None:
    """What a rule is for, what it asks, which numbers hold on a day, its reasons in words, and its cases."""
    from bijak.policy import queries
    from bijak.policy.registries import term_books

    if blank:
        click.echo(queries.blank_record(_rule(name)))
        return
    rule, day = _rule(name), _day(on, national=national)
    click.echo(f"{rule.label} ({rule.code})\n\n{rule.purpose}\n\nYang ditanyakan:")
    for fact in rule.facts:
        unit = f" ({fact.unit})" if fact.unit else ""
        click.echo(f"  {fact.name:<24} {fact.label}{unit}; {queries.how_to_write(fact)}")
        for code, label in fact.choices.items():
            click.echo(f"  {'':<24}   {code} = {label}")
    click.echo(f"\nAngka ketentuan pada {day.isoformat()}:")
    book = term_books.get(rule.context) if national else None
    for each in queries.footing(rule, day, book):
        value = (
            queries.besaran(each.holds.value, each.term.unit)
            if each.holds
            else "belum atau tidak lagi berlaku"
        )
        basis = f"; {each.holds.basis}" if each.holds else ""
        mark = "" if each.holds is None or each.holds.basis.verified else " [belum diverifikasi]"
        click.echo(f"  {each.term.label}: {value}{basis}{mark}")
    click.echo("\nAlasan:")
    for code, words in rule.says.items():
        click.echo(f"  {code:<24} {words}")
    click.echo("\nContoh kasus:")
    for case in queries.cases_of(rule):
        click.echo(f"  {case.on.isoformat()} {case.name}{f' ({case.source})' if case.source else ''}")


@rules.command()
@click.argument("name")
@click.option(
    "--record",
    type=click.Path(path_type=Path),
    help="A TOML file with the facts of one person; “?” is a fact that is not known.",
)
@ON
@JSON
@NATIONAL
@click.pass_context
@_ready
def evaluate(
    ctx: click.Context, name: str, record: Path | None, on: str | None, as_json: bool, national: bool
) -> None:
    """Try a rule on the person described in a file.

    Ends with 0 where it is met or reckoned, 1 where something is missing, 3 where it cannot be told for want of a
    fact, and 2 where the question itself is faulty; with --json the faults are JSON too.
    """
    try:
        answer = _answer(name, record, on, national=national)
    except Faulty as fault:
        if not as_json:
            raise
        told = {"rule": name, "on": on, "kind": "fault", "faults": list(fault.faults)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        ctx.exit(FAULTY)
    click.echo(
        json.dumps(answer.as_json(), ensure_ascii=False, indent=1) if as_json else "\n".join(_told(answer))
    )
    if not answer.is_known:
        ctx.exit(UNDECIDED)
    ctx.exit(MISSING if answer.truth == "missing" else MET)


def _answer(name: str, record: Path | None, on: str | None, *, national: bool) -> "Answer":
    from bijak.kernel.terms import NotInForce
    from bijak.policy import queries

    rule, day = _rule(name), _day(on, national=national)
    if record is None:
        raise Faulty(
            f"Sebutkan berkas orangnya dengan --record; isinya disebut oleh bijak rules show {name}."
        )
    try:
        facts = queries.read_record(rule, tomllib.loads(record.read_text(encoding="utf-8-sig")))
        return queries.try_rule(rule, facts, on=day, national=national)
    except OSError as fault:
        raise Faulty(f"{record}: berkas ini tidak dapat dibuka ({fault.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Faulty(f"{record}: bukan berkas TOML yang benar ({fault}).") from None
    except queries.Unreadable as fault:
        raise Faulty(f"{record}:", *(f"- {each}" for each in fault.faults)) from None
    except NotInForce as fault:
        raise Faulty(str(fault)) from None


def _told(answer: "Answer") -> Iterable[str]:
    yield f"{answer.rule.label}, pada {answer.on.isoformat()}"
    if answer.is_decision:
        words = {"met": "terpenuhi", "missing": "belum terpenuhi", "unknown": "belum dapat diputuskan"}
        yield f"Hasil: {words[answer.truth]}."
        if answer.earliest:
            yield f"Paling cepat terpenuhi: {answer.earliest.isoformat()}."
        marks = {"met": "terpenuhi", "missing": "KURANG", "unknown": "TIDAK DIKETAHUI"}
        for each in answer.said:
            yield f"- {marks[each.truth]}: {each.words} [{each.code}]"
            if each.short_by is not None:
                yield f"    kurang {each.gap}"
            if each.met_from:
                yield f"    terpenuhi mulai {each.met_from.isoformat()}"
            yield from _clause(each)
        return
    total = "belum dapat dihitung" if answer.total is None else answer.amount
    yield f"Hasil: {total}{f' ({answer.word})' if answer.word else ''}."
    for each in answer.said:
        value = "TIDAK DIKETAHUI" if each.value is None else each.amount
        yield f"- {each.words}: {value} [{each.code}]"
        if each.parts:
            yield f"    dari {'; '.join(f'{label}: {value}' for label, value in each.parts)}"
        yield from _clause(each)


def _clause(said: "Said") -> Iterable[str]:
    if said.basis:
        yield f"    {said.basis}{'' if said.basis.verified else ' [belum diverifikasi]'}"


def _rule(name: str) -> "Rule":
    from bijak.policy import queries

    if rule := queries.rule_called(name):
        return rule
    known = "\n".join(f"  {each.code}" for each in queries.every_rule())
    raise Faulty(f"Tidak ada aturan bernama {name}. Yang ada:", known)


def _day(on: str | None, *, national: bool) -> date:
    from django.utils import timezone

    from bijak.organization import queries as organization
    from bijak.policy.queries.trying import EARLIEST, LATEST

    if on is not None:
        try:
            day = date.fromisoformat(on)
        except ValueError:
            raise Faulty(f"--on: {on} bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-11-02.") from None
        if EARLIEST <= day <= LATEST:
            return day
        raise Faulty(f"--on: {on} di luar tahun {EARLIEST.year} sampai {LATEST.year}.")
    return timezone.localdate() if national else organization.today(timezone.now())
