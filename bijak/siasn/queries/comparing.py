"""What the national system says of a person beside ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bijak.kernel.days import InvalidDay, parse_day
from bijak.people import queries as people
from bijak.siasn.mapping import service


@dataclass(frozen=True)
class Compared:
    """One field on both sides, as a person reads it. Empty where a side knows nothing."""

    label: str
    ours: str
    theirs: str
    is_same: bool


def compare(person: people.Person, theirs: Mapping[str, str]) -> list[Compared]:
    """Every field that either side knows, what differs first."""
    found = []
    for field, (label, value) in _ours(person).items():
        ours, other = _text(value), theirs.get(field, "")
        if ours or other:
            found.append(
                Compared(label, _named(field, ours), _named(field, other), _key(ours) == _key(other))
            )
    return sorted(found, key=lambda each: each.is_same)


def _ours(person: people.Person) -> dict[str, tuple[str, str | date | None]]:
    """Our fields with their labels, in the order of the page."""
    row, identity = person.today, person.identity
    facts: dict[str, tuple[str, str | date | None]] = {}
    if identity is not None:
        facts = {
            "nip": (_("NIP"), identity.nip),
            "old_nip": (_("NIP lama"), identity.old_nip),
            "name": (_("Nama"), identity.name),
            "front_title": (_("Gelar depan"), identity.front_title),
            "back_title": (_("Gelar belakang"), identity.back_title),
            "birth_place": (_("Tempat lahir"), identity.birth_place),
            "born_on": (_("Tanggal lahir"), identity.born_on),
            "sex": (_("Jenis kelamin"), identity.sex),
            "religion": (_("Agama"), identity.religion),
            "marital_status": (_("Status perkawinan"), identity.marital_status),
            "nik": (_("NIK"), identity.nik),
            "phone": (_("Telepon"), identity.phone),
            "email": (_("Surel pribadi"), identity.email),
            "gov_email": (_("Surel dinas"), identity.gov_email),
            "address": (_("Alamat"), person.address),
            "npwp": (_("NPWP"), identity.npwp),
            "bpjs": (_("Nomor BPJS"), identity.bpjs),
        }
    return facts | {
        "standing_code": (_("Kedudukan hukum"), row.standing_code),
        "rank": (_("Golongan"), row.rank_label),
        "rank_from": (_("TMT golongan"), row.rank_from),
        "position_title": (_("Jabatan"), row.position_title),
        "position_from": (_("TMT jabatan"), row.position_from),
        "unit_name": (_("Unit"), row.unit.name if row.unit else ""),
        "education_level": (_("Tingkat pendidikan"), row.education_level),
    }


def _named(field: str, value: str) -> str:
    return service.NAMES.get(field, {}).get(value, value)


def _text(value: str | date | None) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else (value or "").strip()


def _key(text: str) -> str:
    """What decides whether two sides agree: days as days, words without their capitals and blanks."""
    try:
        return parse_day(text).isoformat()
    except InvalidDay:
        return " ".join(text.split()).casefold()
