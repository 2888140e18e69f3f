"""The PDF, on F4; what is not enacted says so across every page."""

from datetime import date

from django.utils import translation
from django.utils.formats import date_format

from bijak.documents import codes, printing
from bijak.documents.printing import Paper
from bijak.legaltext import paper
from bijak.organization import queries as organization
from bijak.policy import queries
from bijak.policy.models import Decree, Draft, Version

WATERMARK = "RANCANGAN"
CONSOLIDATED = "Naskah konsolidasi, bukan naskah resmi"


def pdf(version: Version, *, note: str = "") -> bytes:
    """A version on F4; at its foot a note, by default the one that an amended text needs."""
    return typeset(
        laid_out(version),
        title=version.draft.policy.title,
        watermark=watermark(version),
        note=note or footnote(version),
    )


def typeset(
    lines: list[paper.Line], *, title: str, watermark: str = "", note: str = "", verify_at: str = ""
) -> bytes:
    """Lines on F4. ``watermark`` lies across every page, ``note`` stands at the foot of each, and so does the address
    that verifies the paper, in words and as a QR code."""
    return printing.pdf(
        "policy/regulation.typ",
        {
            "title": title,
            "agency": organization.agency().name,
            "watermark": watermark,
            "note": note,
            "verify_at": verify_at,
            "qr": codes.svg(verify_at) if verify_at else "",
            "lines": [
                {
                    "style": line.style,
                    "label": line.label,
                    "mark": line.mark,
                    "text": line.text,
                    "level": line.level,
                }
                for line in lines
            ],
        },
        paper=Paper.F4,
    )


def laid_out(version: Version) -> list[paper.Line]:
    """The lines of a version, keyed by provision; with number, day and name where it is what was enacted."""
    parts = list(queries.passages(version))
    for part, clause in zip(parts, queries.as_numbered(version), strict=True):
        part.label, part.text = clause.label, clause.text
    root, nodes = queries.tree_of(parts)
    keys = {id(nodes[part.pk]): part.provision.uuid for part in parts}
    return paper.lay_out(root, keys=keys, enacted=queries.enactment(version), place=queries.place())


def watermark(version: Version) -> str:
    return "" if queries.enactment(version) else WATERMARK


def footnote(version: Version) -> str:
    """Of an amended text: that nobody set it in these words, and what it was made of."""
    decree = queries.decree_of(version.draft)
    if decree is None or decree.version_id != version.pk or decree.amends is None:
        return ""
    return f"{CONSOLIDATED}: {decree.basis}."


def consolidated_note(decree: Decree, on: date) -> str:
    """What a text says of itself that was put together as it held on a day, by a decree."""
    # The language of law, whatever language its reader chose.
    with translation.override("id"):
        day = date_format(on, "j F Y")
    return f"{CONSOLIDATED}: {decree.basis}, sebagaimana berlaku pada {day}."


# The instrument ---------------------------------------------------------------------------------------


def instrument_lines(draft: Draft) -> list[paper.Line]:
    """The amending regulation as it was set, or as it reads by now; none where it cannot be written."""
    decree = queries.decree_of(draft)
    if decree is not None:
        return laid(queries.instrument_of(decree), enacted=queries.set_as(decree))
    amendment = queries.amendment_of(draft)
    return laid(amendment.text) if amendment else []


def laid(instrument: str, *, enacted: paper.Enactment | None = None) -> list[paper.Line]:
    """The lines of an instrument; none of an empty one."""
    if not instrument:
        return []
    return paper.lay_out(queries.printable(instrument), enacted=enacted, place=queries.place())


def instrument_pdf(draft: Draft) -> bytes:
    return typeset(
        instrument_lines(draft),
        title=draft.policy.title,
        watermark="" if queries.decree_of(draft) else WATERMARK,
    )
