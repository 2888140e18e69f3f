"""Templates: those that are shipped, and what the agency made of them and beside them."""

import zlib
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from bijak.letters import registries, rules
from bijak.letters.models import LetterTemplate, TemplateVersion
from bijak.letters.registries import Field, fields, matters

MOST_TEXT = 20_000
"""Letters of a template; a long one has two thousand."""

LETTER_FIELDS = {
    "tanggal": (_("Tanggal surat"), "2 November 2026"),
    "instansi": (_("Nama instansi"), ""),
    "penanda_tangan": (_("Nama penanda tangan"), "Dra. Gita Maharani, M.Si."),
    "nip_penanda_tangan": (_("NIP penanda tangan"), "197001011995032001"),
    "jabatan_penanda_tangan": (_("Jabatan penanda tangan"), "Kepala Badan Kepegawaian"),
    "pangkat_penanda_tangan": (_("Pangkat penanda tangan"), "Pembina Utama Muda, IV/c"),
}
"""What the letter itself knows; the number stands under its title by itself."""

SIGNER_FIELDS = (
    "penanda_tangan", "nip_penanda_tangan", "jabatan_penanda_tangan", "pangkat_penanda_tangan",
)  # fmt: skip
"""Those that a ``Signer`` says, in its order."""


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of letter as it reads now. ``row`` is None of a shipped one that nobody has used or changed.

    ``about``: the code of the matter it is about; "" for letters about people.
    """

    code: str
    name: str
    classification: str
    text: str
    is_for_active: bool
    is_open: bool
    is_own: bool
    row: LetterTemplate | None
    version: TemplateVersion | None

    @property
    def about(self) -> str:
        return about_of(self.code)

    @property
    def wording(self) -> rules.Wording:
        return read(self.text, about=self.about)

    @property
    def seen(self) -> int:
        """Tells these words from others: what was filled in for other words is not taken."""
        return zlib.crc32(self.text.encode())


def shipped() -> dict[str, dict[str, str]]:
    """The templates that every installation begins with, by code."""
    return registries.shipped.templates


def about_of(code: str) -> str:
    """The matter that a template is about. Only shipped ones are about one: its floor knows what can be said of it."""
    return shipped().get(code, {}).get("about", "")


def fields_about(about: str) -> dict[str, Field[Any]]:
    """What is on record about people, or about a matter, by code."""
    return {each.code: each for each in (matters.get(about).fields if about else fields)}


def letter_fields(about: str = "") -> list[tuple[str, str, str]]:
    """(code, label, example) of every field that a template may name."""
    own = [(code, str(label), example) for code, (label, example) in LETTER_FIELDS.items()]
    return [*((each.code, str(each.label), each.example) for each in fields_about(about).values()), *own]


def read(text: str, *, about: str = "") -> rules.Wording:
    return rules.read_wording(text, known=frozenset(code for code, *_rest in letter_fields(about)))


def templates() -> list[Template]:
    """Every template, those in use first, by name."""
    newest = TemplateVersion.objects.filter(template=OuterRef("template")).order_by("-number").values("pk")
    current = TemplateVersion.objects.filter(pk=Subquery(newest[:1])).select_related("template")
    found = {each.template.code: _of_row(each) for each in current.order_by("pk")}
    untouched = [_of_shipped(code) for code in shipped() if code not in found]
    return sorted([*found.values(), *untouched], key=lambda each: (not each.is_open, each.name, each.code))


def template(code: str) -> Template | None:
    version = versions_of(code).first()
    if version is not None:
        return _of_row(version)
    return _of_shipped(code) if code in shipped() else None


def versions_of(code: str) -> QuerySet[TemplateVersion]:
    """Every version of a template, the newest first."""
    versions = TemplateVersion.objects.filter(template__code=code)
    return versions.select_related("template", "made_by").order_by(F("number").desc(), "pk")


def _of_row(version: TemplateVersion) -> Template:
    row = version.template
    text = version.text
    if not row.is_own and row.code in shipped():
        text = shipped()[row.code]["text"].strip()
    return Template(
        row.code, row.name, row.classification, text, row.is_for_active, row.is_open, row.is_own, row, version
    )


def _of_shipped(code: str) -> Template:
    facts = shipped()[code]
    return Template(
        code, facts["name"], facts["classification"], facts["text"].strip(), True, True, False, None, None
    )
