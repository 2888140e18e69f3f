"""What an enacted text says where its draft had dots: number, day, names, the line of the gazette."""

from dataclasses import replace
from itertools import groupby
from uuid import uuid5

from django.utils import translation
from django.utils.formats import date_format

from bijak.legaltext import paper, tree
from bijak.organization import queries as organization
from bijak.policy.models import Decree, Passage, Version
from bijak.policy.queries.decrees import decree_of
from bijak.policy.queries.texts import Clause

_ENDS = ("judul", "penutup")
_AFTER = ("penjelasan", "lampiran")
"""What stands behind the closing."""


def enactment(version: Version) -> paper.Enactment | None:
    """What fills the dots of a version that was enacted; of an amended text, that of the regulation itself."""
    decree = decree_of(version.draft)
    if decree is None or decree.version_id != version.pk:
        return None
    return set_as(decree.amends or decree)


def set_as(decree: Decree) -> paper.Enactment:
    """What fills the dots of a decree's own paper."""
    # The language of law, whatever language its reader chose.
    with translation.override("id"):
        day = date_format(decree.enacted_on, "j F Y")
        promulgated_day = date_format(decree.promulgated_on, "j F Y") if decree.promulgated_on else ""
    promulgated = None
    if decree.gazette_year is not None and decree.gazette_number is not None:
        promulgated = paper.Promulgation(
            promulgated_day, decree.promulgated_by, decree.gazette_year, decree.gazette_number
        )
    return paper.Enactment(decree.number, decree.year, day, decree.signed_by, promulgated)


def place() -> paper.Place:
    """What the agency says of where it is."""
    agency = organization.agency()
    return paper.Place(agency.province, agency.seat)


def open_places(version: Version) -> list[str]:
    """The lines that the paper of a version leaves open although the agency's profile can fill them.

    An amending regulation opens and closes as the text does that it leads to.
    """
    ends = Passage.objects.filter(version=version, kind__in=_ENDS).order_by("position", "pk")
    nodes = [tree.Node(each.kind, heading=each.heading, text=each.text) for each in ends]
    return paper.open_places(paper.lay_out(tree.Node("dokumen", children=_around(nodes)), place=place()))


def as_set(version: Version, found: list[Clause]) -> list[Clause]:
    """The clauses of an enacted version with title and closing as on its paper; those of another as they are."""
    enacted = enactment(version)
    if enacted is None or not found:
        return found
    ends = [clause for clause in found if clause.kind in _ENDS]
    nodes = [tree.Node(each.kind, heading=each.heading, text=each.text) for each in ends]
    lines = paper.lay_out(tree.Node("dokumen", children=_around(nodes)), enacted=enacted, place=place())
    start = next((place for place, line in enumerate(lines) if line.style == "article"), len(lines))
    title = "\n".join(line.text for line in lines[:start])
    groups = groupby(lines[start + 1 :], key=lambda line: line.style)
    closing = "\n\n".join(
        said for _style, group in groups if (said := "\n".join(line.text for line in group).strip())
    )
    printed = {"judul": title, "penutup": closing}
    filled = [replace(each, heading="", text=printed[each.kind]) if each in ends else each for each in found]
    if closing and not any(each.kind == "penutup" for each in ends):
        filled.insert(_end_of_body(filled), _closing(version, closing))
    return filled


def _around(ends: list[tree.Node]) -> list[tree.Node]:
    """A text of a title, one pasal and a closing: what is between them needs no dots filled."""
    before = [node for node in ends if node.kind == "judul"]
    return [*before, tree.Node("pasal", "1"), *(node for node in ends if node.kind == "penutup")]


def _end_of_body(found: list[Clause]) -> int:
    return next((place for place, each in enumerate(found) if each.kind in _AFTER), len(found))


def _closing(version: Version, text: str) -> Clause:
    """A closing that the form supplies and no provision says; it keeps its place from page to page."""
    return Clause(
        provision=uuid5(version.uuid, "penutup"),
        provision_id=0,
        passage_id=0,
        kind="penutup",
        label="",
        heading="",
        text=text,
        depth=0,
        address="",
        is_clause=False,
        edition=1,
    )
