"""What a letter would say of somebody, what it lacks, and whether her records say otherwise by now."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from django.utils import translation

from bijak.letters import rules
from bijak.letters.models import OfficialLetter
from bijak.letters.queries.fields import FIELDS
from bijak.letters.queries.templates import (
    LETTER_FIELDS,
    SIGNER_FIELDS,
    Template,
    fields_about,
    letter_fields,
    read,
)
from bijak.letters.registries import Field, matters
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
    with translation.override(OFFICIAL):
        person = people.person(row, on=as_of, with_sensitive=False)
    always = {"nama", "nip"}
    return _drafted(template, person, always=always, on=on, answers=answers, signed_by=signed_by)


def draft_about(
    template: Template, thing: Any, *, on: date, answers: Mapping[str, str], signed_by: Signer
) -> Draft:
    """The letter about one of the things of its matter, as that is now."""
    return _drafted(template, thing, always=set(), on=on, answers=answers, signed_by=signed_by)


def _drafted(
    template: Template,
    thing: Any,
    *,
    always: set[str],
    on: date,
    answers: Mapping[str, str],
    signed_by: Signer,
) -> Draft:
    wording, known = template.wording, fields_about(template.about)
    with translation.override(OFFICIAL):
        values = _said(thing, [known[code] for code in known if code in {*always, *wording.fields}])
        own = {
            "tanggal": tanggal(on),
            "instansi": str(organization.agency().name),
            **dict(zip(SIGNER_FIELDS, astuple(signed_by), strict=True)),
        }
    said = values | own
    labels = {code: label for code, label, _example in letter_fields(template.about)}
    lacks = tuple(
        Lack(labels[code], known[code].topic if code in known else "", rules.unprintable(said[code]))
        for code in dict.fromkeys((*values, *wording.fields))
        if not said[code] or rules.unprintable(said[code])
    )
    return Draft(rules.fill(wording, said, answers), values, lacks)


def sample(text: str, *, about: str = "") -> tuple[rules.Block, ...]:
    """A template as it reads about somebody, or something, made up."""
    examples = {code: example for code, _label, example in letter_fields(about)}
    examples["instansi"] = str(organization.agency().name)
    return rules.fill(read(text, about=about), examples, {})


def changed_since(letter: OfficialLetter, row: Any) -> list[str]:
    """The labels of what is on record otherwise by now about the day on which the letter asked.

    ``row``: of whom it is about, None where it is about a matter.
    """
    written, known = letter.values or {}, fields_about(letter.about)
    with translation.override(OFFICIAL):
        thing = (
            matters.get(letter.about).things().filter(uuid=letter.about_uuid).first()
            if letter.about
            else people.person(row, on=letter.as_of, with_sensitive=False)
        )
        now = _said(thing, [known[code] for code in known if code in written]) if thing is not None else {}
    return [str(known[code].label) for code, said in now.items() if said != written[code]]


def _said(thing: Any, asked: Iterable[Field[Any]]) -> dict[str, str]:
    return {each.code: " ".join(each.value(thing).split()) for each in asked}
