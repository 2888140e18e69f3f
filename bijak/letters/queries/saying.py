"""What a letter would say of somebody, what it lacks, and whether her records say otherwise by now."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from django.utils import translation

from bijak.letters import rules
from bijak.letters.models import OfficialLetter
from bijak.letters.queries.fields import FIELDS
from bijak.letters.queries.templates import LETTER_FIELDS, SIGNER_FIELDS, Template, letter_fields, read
from bijak.letters.registries import Field, fields
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.shell.templatetags.formats import tanggal

OFFICIAL = "id"
"""The language of official papers, whatever language their reader chose."""


@dataclass(frozen=True, slots=True)
class Signer:
    """The official whose name stands under a letter, as on record on its day."""

    name: str
    nip: str
    position: str
    rank: str


SAMPLE_SIGNER = Signer(*(LETTER_FIELDS[code][1] for code in SIGNER_FIELDS))


@dataclass(frozen=True, slots=True)
class Lack:
    """A field without a value on record, or with one that cannot be printed (``sign``: its code point)."""

    label: str
    topic: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it would read. ``lacks``: what must be mended in her records before it can be issued."""

    blocks: tuple[rules.Block, ...]
    values: dict[str, str]
    lacks: tuple[Lack, ...]


def signer(nip: str, *, on: date, position: str = "") -> Signer | None:
    """Somebody who works here, by her NIP; ``position`` (``Plt. …``) stands instead of the one on record."""
    row = people.active().filter(nip=nip).first()
    if row is None:
        return None
    with translation.override(OFFICIAL):
        said = _said(people.person(row, on=on, with_sensitive=False), FIELDS)
    return Signer(said["nama"] or row.full_name, nip, position or said["jabatan"], said["pangkat"])


def draft(
    template: Template, row: Any, *, on: date, as_of: date, answers: Mapping[str, str], signed_by: Signer
) -> Draft:
    """The letter about somebody, with the records as they were on ``as_of``."""
    wording = template.wording
    with translation.override(OFFICIAL):
        person = people.person(row, on=as_of, with_sensitive=False)
        asked = [each for each in fields if each.code in {"nama", "nip", *wording.fields}]
        values = _said(person, asked)
        own = {
            "tanggal": tanggal(on),
            "instansi": str(organization.agency().name),
            **dict(zip(SIGNER_FIELDS, astuple(signed_by), strict=True)),
        }
    said = values | own
    labels = {code: label for code, label, _example in letter_fields()}
    lacks = tuple(
        Lack(labels[code], field.topic if (field := fields.get(code)) else "", rules.unprintable(said[code]))
        for code in dict.fromkeys((*values, *wording.fields))
        if not said[code] or rules.unprintable(said[code])
    )
    return Draft(rules.fill(wording, said, answers), values, lacks)


def sample(text: str) -> tuple[rules.Block, ...]:
    """A template as it reads about somebody made up."""
    examples = {code: example for code, _label, example in letter_fields()}
    examples["instansi"] = str(organization.agency().name)
    return rules.fill(read(text), examples, {})


def changed_since(letter: OfficialLetter, row: Any) -> list[str]:
    """The labels of what her records say otherwise by now about the day on which the letter asked them."""
    written = letter.values or {}
    with translation.override(OFFICIAL):
        person = people.person(row, on=letter.as_of, with_sensitive=False)
        now = _said(person, [each for each in fields if each.code in written])
    return [
        str(field.label)
        for code, said in now.items()
        if said != written[code] and (field := fields.get(code))
    ]


def _said(person: people.Person, asked: Iterable[Field]) -> dict[str, str]:
    return {each.code: " ".join(each.value(person).split()) for each in asked}
