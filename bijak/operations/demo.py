"""The people of a trial installation. Composes what the contexts offer; knows nothing they do not say."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from bijak.accounts import queries as accounts
from bijak.accounts import services as accounting
from bijak.accounts.models import Account
from bijak.operations.installation import AGENCIES
from bijak.organization import queries as organization
from bijak.organization import services as organizing
from bijak.organization.registries import Role


@dataclass(frozen=True)
class Persona:
    """Somebody to look through the eyes of."""

    email: str
    name: str
    title: str
    role: Role


PERSONAS = (
    Persona("eka@contoh.go.id", "Eka Prasetya", "analis kebijakan", Role.ANALYST),
    Persona("citra@contoh.go.id", "Citra Lestari", "pengelola kepegawaian", Role.OFFICER),
    Persona("ani@contoh.go.id", "Ani Wulandari", "pegawai", Role.EMPLOYEE),
    Persona("budi@contoh.go.id", "Budi Santoso", "atasan", Role.SUPERIOR),
    Persona("gita@contoh.go.id", "Gita Maharani", "pimpinan", Role.LEADER),
    Persona("hadi@contoh.go.id", "Hadi Kurniawan", "pengawas", Role.OVERSIGHT),
)
ZONES = {"pontianak": "Asia/Jakarta", "mamuju": "Asia/Makassar", "jakarta": "Asia/Jakarta"}
KINDS = {"pontianak": "city", "mamuju": "regency", "jakarta": "province"}


@transaction.atomic
def load(agency: str) -> None:
    """Fill an empty database with the agency, its people and the personas; change nothing in another."""
    if accounts.find().exists():
        return
    today = organization.today(timezone.now())
    organizing.change_agency(
        today=today,
        by=None,
        name=f"Pemerintah {AGENCIES[agency]}",
        kind=KINDS[agency],
        time_zone=ZONES[agency],
    )
    for persona in PERSONAS:
        account = accounting.create_account(name=persona.name, email=persona.email, by=None)
        if persona.role != Role.EMPLOYEE:
            organizing.grant_role(
                account=account, role=persona.role, unit=None, from_on=today, today=today, by=None
            )


def links() -> list[tuple[str, str]]:
    """A new one-time link for each persona: name and title, and the path."""
    found = Account.objects.in_bulk([persona.email for persona in PERSONAS], field_name="email")
    return [
        (f"{persona.name} ({persona.title})", accounting.one_time_link(account=found[persona.email], by=None))
        for persona in PERSONAS
        if persona.email in found
    ]
