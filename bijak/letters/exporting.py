"""Letters and cards on paper, and the register as a table."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from bijak.documents import codes, printing
from bijak.documents import queries as documents
from bijak.documents.printing import Paper
from bijak.letters import queries, rules
from bijak.letters.models import EmployeeCard, NumberBook, OfficialLetter
from bijak.letters.registries import Annex
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.shell.templatetags.formats import tanggal

PREVIEW = "PRATINJAU"
"""Lies across a page that is no letter yet."""

HEADERS = (
    _("Nomor"), _("Tanggal"), _("Jenis surat"), _("Nama"), _("NIP"), _("Penanda tangan"), _("Keadaan"),
    _("Alasan pembatalan"), _("Kode verifikasi"),
)  # fmt: skip


def letter_pdf(letter: OfficialLetter, blocks: Sequence[rules.Block], *, annex: Annex | None = None) -> bytes:
    """The letter as it is kept and signed, on F4, with the list that lies behind it."""
    return _typeset(
        blocks,
        annex=annex,
        book=letter.book,
        on=letter.on,
        number=letter.number,
        signed_by=queries.Signer(letter.signer_name, letter.signer_nip, letter.signer_position, ""),
        verify_at=codes.verification(settings.BASE_URL, letter.code),
    )


def preview_pdf(
    blocks: Sequence[rules.Block],
    *,
    book: NumberBook | None,
    on: date,
    signed_by: queries.Signer,
    annex: Annex | None = None,
) -> bytes:
    """How a letter would look: without a number, and saying so across the page."""
    return _typeset(blocks, book=book, on=on, number="…", signed_by=signed_by, watermark=PREVIEW, annex=annex)


def card_pdf(card: EmployeeCard, row: Any) -> bytes:
    """Both sides of the card, 85.6 by 54 mm, with what is on record today."""
    agency = organization.agency()
    photo = people.photo_bytes(row.pk)
    address = codes.verification(settings.BASE_URL, card.code)
    return printing.pdf(
        "letters/card.typ",
        {
            "agency": agency.name,
            "emblem": _emblem(),
            "photo": _picture(photo, "image/jpeg") if photo else "",
            "name": row.full_name,
            "nip": row.nip,
            "unit": row.unit.name if row.unit else "",
            "issued_on": _day(card.issued_on),
            "verify_at": address,
            "qr": codes.svg(address),
        },
    )


def rows(letters: QuerySet[OfficialLetter]) -> Iterator[tuple[object, ...]]:
    """The register, a letter a line."""
    for each in letters.iterator(chunk_size=2000):
        yield (
            each.number, each.on, each.version.template.name, queries.named_in(each),
            (each.values or {}).get("nip", ""), each.signer_name, str(queries.state_of(each).label),
            each.void_reason, each.code,
        )  # fmt: skip


# Parts of a paper ---------------------------------------------------------------------------------


def _typeset(
    blocks: Sequence[rules.Block],
    *,
    book: NumberBook | None,
    on: date,
    number: str,
    signed_by: queries.Signer,
    verify_at: str = "",
    watermark: str = "",
    annex: Annex | None = None,
) -> bytes:
    agency = organization.agency()
    return printing.pdf(
        "letters/letter.typ",
        {
            "agency": agency.name,
            "office": book.office if book else "",
            "letterhead": book.letterhead if book else "",
            "emblem": _emblem(),
            "number": number,
            "blocks": [asdict(each) for each in blocks],
            "place": agency.seat,
            "day": _day(on),
            "signer": asdict(signed_by),
            "verify_at": verify_at,
            "qr": codes.svg(verify_at) if verify_at else "",
            "watermark": watermark,
            "annex": asdict(annex) if annex else None,
        },
        paper=Paper.F4,
    )


def _day(on: date) -> str:
    with translation.override(queries.OFFICIAL):
        return tanggal(on)


def _emblem() -> str:
    emblem = organization.agency().emblem
    if emblem is None:
        return ""
    with documents.open_content(emblem) as file:
        return _picture(file.read(), emblem.content_type)


def _picture(content: bytes, content_type: str) -> str:
    """A picture as an SVG of its own, in which it reaches Typst as text."""
    data = base64.b64encode(content).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<image width="100" height="100" href="data:{content_type};base64,{data}"/></svg>'
    )
