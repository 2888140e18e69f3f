"""A trial installation: an agency, its made-up workforce taken in the way an officer would, and people to look through.

Every step looks at what is there already, so a first start that was cut off is finished by the next one.
"""

import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.db.models import QuerySet
from django.utils import timezone

from bijak.accounts import queries as accounts
from bijak.accounts import services as accounting
from bijak.accounts.models import Account
from bijak.interchange import services as interchange
from bijak.interchange.models import Batch, State
from bijak.interchange.registries import import_kinds
from bijak.kernel import ranks
from bijak.kernel.uuid7 import uuid7
from bijak.letters import queries as letters
from bijak.letters import services as lettering
from bijak.operations import demo_scenes
from bijak.operations.demo_policies import stories
from bijak.operations.demo_scenes import Cast
from bijak.operations.installation import AGENCIES
from bijak.organization import queries as organization
from bijak.organization import services as organizing
from bijak.organization.queries import reference
from bijak.organization.registries import Role
from bijak.people import queries as people
from bijak.professionalism import services as professionalism
from bijak.siasn.services.reference import read_folder
from bijak.siasn.services.workforce import write_reference, write_workforce


@dataclass(frozen=True)
class Persona:
    """Somebody to look through the eyes of. ``works_in``: part of the name of the unit she is picked from."""

    email: str
    name: str
    title: str
    role: Role
    works_in: str = ""
    is_head: bool = False


ANALYST = Persona("analis@contoh.go.id", "Analis", "analis kebijakan", Role.ANALYST, "Kepegawaian")
OFFICER = Persona(
    "kepegawaian@contoh.go.id", "Pengelola", "pengelola kepegawaian", Role.OFFICER, "Kepegawaian"
)
EMPLOYEE = Persona("pegawai@contoh.go.id", "Pegawai", "pegawai", Role.EMPLOYEE)
SUPERIOR = Persona("atasan@contoh.go.id", "Atasan", "atasan", Role.SUPERIOR, is_head=True)
LEADER = Persona(
    "pimpinan@contoh.go.id", "Pimpinan", "pimpinan", Role.LEADER, "Sekretariat Daerah", is_head=True
)
OVERSIGHT = Persona("pengawas@contoh.go.id", "Pengawas", "pengawas", Role.OVERSIGHT, "Inspek")
ADMINISTRATOR = Persona("administrator@contoh.go.id", "Administrator", "administrator", Role.ADMIN)
PERSONAS = (ANALYST, OFFICER, EMPLOYEE, SUPERIOR, LEADER, OVERSIGHT, ADMINISTRATOR)

PEOPLE = {"pontianak": 6500, "mamuju": 5200, "jakarta": 12_000}
"""Pontianak's and Mamuju's real order of size; Jakarta's is a fifth of it, so that a trial starts within minutes."""
ZONES = {"pontianak": "Asia/Jakarta", "mamuju": "Asia/Makassar", "jakarta": "Asia/Jakarta"}
PLACES = {
    "pontianak": ("Kalimantan Barat", "Pontianak"),
    "mamuju": ("Sulawesi Barat", "Mamuju"),
    "jakarta": ("", "Jakarta"),
}
"""The province each lies in, and where its regulations are set."""
KINDS = {"pontianak": "city", "mamuju": "regency", "jakarta": "province"}
FILES = {
    "unit": "unor",
    "workforce": "data-utama",
    "rank_history": "rw_golongan",
    "position_history": "rw_jabatan",
    "education_history": "rw_pendidikan",
    "contract_history": "perjanjian-kerja",
    "sanction_history": "rw_hukdis",
    "programme_history": "rw_diklat",
    "course_history": "rw_kursus",
    "rating_history": "rw_skp22",
    "credit_history": "rw_angkakredit",
}
"""Kinds of import in the order in which they lean on one another, and the file of each."""
SINCE = date(2015, 1, 1)
"""From when the personas hold their roles: the date switch may go back some years."""


def load(agency: str) -> None:
    """Bring an empty database to a working agency; leave a database that somebody works in alone."""
    today = organization.today(timezone.now())
    if not accounts.find().exists():
        _found(agency, today)
    officer = Account.objects.filter(email=OFFICER.email).first()
    if officer is not None:
        _load_retirement_ages(today)
        _take_in_workforce(agency, officer, today)
        _compare_with_payroll(officer, today)
        _introduce(officer, today)
        _open_register(officer, today)
        # What was taken in asked for it; nobody waits for the clock.
        professionalism.measure(today=today, at=timezone.now())
    _play(agency, today)


def _play(agency: str, today: date) -> None:
    """What the personas have done by now: policies at every stage of life, and daily personnel work."""
    known = Account.objects.in_bulk([persona.email for persona in PERSONAS], field_name="email")
    if ANALYST.email in known and LEADER.email in known:
        stories.tell(agency, analyst=known[ANALYST.email], leader=known[LEADER.email], today=today)
    if len(known) == len(PERSONAS):
        officer = known[OFFICER.email]
        cast = Cast(
            analyst=known[ANALYST.email],
            officer=officer,
            employee=known[EMPLOYEE.email],
            superior=known[SUPERIOR.email],
            leader=known[LEADER.email],
            oversight=known[OVERSIGHT.email],
            today=today,
            take=lambda kind, path: _import(kind, path, officer, today),
        )
        demo_scenes.play(cast)


def links() -> list[tuple[str, str]]:
    """A new one-time link for each persona: name and title, and the path."""
    found = Account.objects.in_bulk([persona.email for persona in PERSONAS], field_name="email")
    return [
        (
            f"{found[persona.email].name} ({persona.title})",
            accounting.one_time_link(account=found[persona.email], by=None),
        )
        for persona in PERSONAS
        if persona.email in found
    ]


def _found(agency: str, today: date) -> None:
    organizing.change_agency(
        today=today,
        by=None,
        name=f"Pemerintah {AGENCIES[agency]}",
        kind=KINDS[agency],
        province=PLACES[agency][0],
        seat=PLACES[agency][1],
        time_zone=ZONES[agency],
    )
    for persona in (ADMINISTRATOR, OFFICER):
        _appoint(accounting.create_account(name=persona.name, email=persona.email, by=None), persona, today)


def _appoint(account: Account, persona: Persona, today: date) -> None:
    if persona.role not in (Role.EMPLOYEE, Role.SUPERIOR):
        organizing.grant_role(
            account=account, role=persona.role, unit=None, from_on=SINCE, today=today, by=None
        )


def _load_retirement_ages(today: date) -> None:
    """The functional positions that people will hold, as the administrator would load them; the agency's own stay."""
    if "functional_position" in reference.loaded_tables():
        return
    with tempfile.TemporaryDirectory(prefix="bijak-demo-") as folder:
        write_reference(Path(folder))
        organizing.load_reference(read_folder(Path(folder)).tables, on=today, by=None)


def _take_in_workforce(agency: str, officer: Account, today: date) -> None:
    """Generate the files and import each by the same services that the pages call."""
    missing = [kind for kind in FILES if not Batch.objects.filter(kind=kind, state=State.APPLIED).exists()]
    if not missing:
        return
    click.echo(f"Taking in {_size(agency):,} made-up people, once; this takes a minute …")
    with tempfile.TemporaryDirectory(prefix="bijak-demo-") as folder:
        for _written in write_workforce(agency, Path(folder), people=_size(agency), kind="csv", on=today):
            pass
        for kind in missing:
            _import(kind, Path(folder) / f"{FILES[kind]}.csv", officer, today)


def _size(agency: str) -> int:
    """How many people to make up: as many as the place has, unless somebody is in a hurry."""
    return int(os.environ.get("BIJAK_DEMO_PEOPLE") or PEOPLE[agency])


PAYROLL = "compare.payroll"
ABSENT, BEHIND = 800, 300
"""One of so many is missing in the list of pay, one of so many still paid by the rank before."""


def _compare_with_payroll(officer: Account, today: date) -> None:
    """A treasurer's list of everyone, a little behind, so that there is something to reconcile."""
    if Batch.objects.filter(kind=PAYROLL).exists():
        return
    grades = [rank.grade for rank in ranks.PNS]
    before = dict(zip(grades[1:], grades, strict=False))
    lines = ["NIP;NAMA;GOLONGAN"]
    paid = people.active().order_by("pk").values_list("nip", "name", "rank_code")
    for place, (nip, name, code) in enumerate(paid.iterator()):
        grade = str(people.WORDS["rank_code"].get(code, code))
        if place % ABSENT:
            lines.append(f"{nip};{name};{grade if place % BEHIND else before.get(grade, grade)}")
    with tempfile.TemporaryDirectory(prefix="bijak-demo-") as folder:
        path = Path(folder) / f"gaji-{today:%Y-%m}.csv"
        path.write_text("\n".join(lines), "utf-8")
        _import(PAYROLL, path, officer, today, is_whole=True)


def _import(kind: str, path: Path, officer: Account, today: date, *, is_whole: bool = False) -> None:
    with path.open("rb") as file:
        batch = interchange.upload(
            kind=import_kinds.get(kind), file=file, name=path.name, token=uuid7(), is_whole=is_whole, by=officer,
            today=today,
        )  # fmt: skip
    interchange.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    if batch.state == State.READY:
        interchange.accept(batch=batch, by=officer, today=today)
        interchange.advance(batch_id=batch.pk)
        batch.refresh_from_db()
    if batch.state != State.APPLIED:
        raise RuntimeError(
            f"The demo's {path.name} was not taken in: {batch.get_state_display()}. {batch.failure}"
        )


def _introduce(officer: Account, today: date) -> None:
    """Give each persona the records of a real (made-up) employee, so that her own page has something to show."""
    known = Account.objects.in_bulk([persona.email for persona in PERSONAS], field_name="email")
    if len(known) == len(PERSONAS):
        return
    taken: set[str] = set()
    team = _team(officer, today)
    for persona in PERSONAS:
        row = _somebody(persona, team, officer, today, taken)
        if row is None:
            continue
        taken.add(row.name)
        account = known.get(persona.email)
        if account is None:
            account = accounting.create_account(name=row.name, nip=row.nip, email=persona.email, by=None)
            _appoint(account, persona, today)
            if persona is SUPERIOR:
                organizing.grant_role(
                    account=account, role=persona.role, unit=row.unit, from_on=SINCE, today=today, by=None
                )
        elif account.nip is None:
            accounting.correct_account(
                account=account, name=row.name, nip=row.nip, email=persona.email,
                by=known[ADMINISTRATOR.email], today=today,
            )  # fmt: skip


def _open_register(officer: Account, today: date) -> None:
    """Let letters be written at once: a register of the personnel office, which numbers them."""
    if letters.all_books().exists():
        return
    lettering.save_book(
        book=None,
        edition=0,
        facts={
            "name": "Buku nomor surat kepegawaian",
            "pattern": "{klasifikasi}/{urut:03}/KEPEG/{tahun}",
            "office": "Pengelola Kepegawaian",
            "letterhead": "",
            "unit": None,
        },
        last=0,
        by=officer,
        today=today,
    )


def _team(officer: Account, today: date) -> list[Any]:
    """A head and the people of her unit, the head first: superior and employee of the demonstration.

    A field (Bidang) with three people or more where there is one, as in every city of real size.
    """
    heads = _active(officer, today).filter(echelon_code__in=("31", "32", "41")).order_by("name", "pk")[:200]
    largest: list[Any] = []
    for head in sorted(heads, key=lambda head: not head.unit.name.startswith("Bidang")):
        others = _active(officer, today).filter(unit=head.unit_id).exclude(pk=head.pk)
        team = [head, *others.order_by("name", "pk")[:5]]
        if len(team) > 3:
            return team
        largest = max(largest, team, key=len)
    return largest


def _somebody(
    persona: Persona, team: list[Any], officer: Account, today: date, taken: set[str]
) -> Any | None:
    """Nobody of the name of another persona: they would be taken for one person."""
    if persona is SUPERIOR:
        return next(iter(team), None)
    if persona is EMPLOYEE:
        return next(iter(team[1:]), None)
    others = _active(officer, today).exclude(name__in=taken | {row.name for row in team})
    found = others.order_by("name", "pk")
    if persona.works_in:
        found = found.filter(unit__name__icontains=persona.works_in)
    if persona.is_head:
        found = found.exclude(echelon_code__in=("", "99")).order_by("echelon_code", "name", "pk")
    return found.first()


def _active(officer: Account, today: date) -> QuerySet[Any]:
    return people.narrowed(people.visible_to(officer, today=today), people.Filter()).select_related("unit")
