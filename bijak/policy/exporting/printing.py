"""The PDF, on F4; what is not enacted says so across every page."""

from django.utils import translation
from django.utils.formats import date_format

from bijak.documents import printing
from bijak.documents.printing import Paper
from bijak.legaltext import paper
from bijak.organization import queries as organization
from bijak.policy import queries
from bijak.policy.models import Version

WATERMARK = "RANCANGAN"


def pdf(version: Version) -> bytes:
    lines = laid_out(version)
    return printing.pdf(
        "policy/regulation.typ",
        {
            "title": version.draft.policy.title,
            "agency": organization.agency().name,
            "watermark": watermark(version),
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
    root, nodes = queries.tree_of(parts)
    keys = {id(nodes[part.pk]): part.provision.uuid for part in parts}
    return paper.lay_out(root, keys=keys, enacted=enactment(version))


def enactment(version: Version) -> paper.Enactment | None:
    decree = queries.decree_of(version.draft)
    if decree is None or decree.version_id != version.pk:
        return None
    # The language of law, whatever language its reader chose.
    with translation.override("id"):
        day = date_format(decree.enacted_on, "j F Y")
    return paper.Enactment(decree.number, decree.year, day, decree.signed_by)


def watermark(version: Version) -> str:
    return "" if enactment(version) else WATERMARK
