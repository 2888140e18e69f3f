"""Figures and terms as people read them."""

import re

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from bijak.policy.queries import Clock, spoken, title_of
from bijak.policy.queries import Reading as Book
from bijak.policy.queries.amounts import bare, besaran, terbaca

register = template.Library()
for each in (besaran, terbaca, bare):
    register.filter(each)
register.filter("evidence_title", title_of)


@register.simple_block_tag
def book(content: str, reading: Book) -> SafeString:
    """A text, and beside a long one its chapters: what stands between the tags is the one that is open."""
    return render_to_string("policy/book.html", {"reading": reading, "content": content})


_SIGNING = re.compile(r"^(?:Ditetapkan|Disahkan|Dikeluarkan|Diundangkan) di\b", re.MULTILINE | re.IGNORECASE)
_DECIDED = re.compile(r"\s*Menetapkan\s*:?\s*", re.IGNORECASE)


@register.filter
def mengalir(text: str) -> str:
    """Prose without the breaks of the paper it was copied from; who signed where stays line by line."""
    start = found.start() if (found := _SIGNING.search(text)) else len(text)
    prose = "\n".join(" ".join(each.split()) for each in re.split(r"\n\s*\n", text[:start].strip()))
    return f"{prose}\n\n{text[start:]}".strip()


@register.filter
def ditetapkan(text: str) -> tuple[str, str]:
    """What stands below MEMUTUSKAN: ``Menetapkan`` as its label, and the regulation it names."""
    found = _DECIDED.match(text)
    return ("Menetapkan", mengalir(text[found.end() :])) if found else ("", mengalir(text))


@register.filter
def tenggat(clock: Clock | None) -> str:
    """How long another office may still take, or is late."""
    return "" if clock is None else spoken(clock)


@register.filter
def colour(stage: str) -> str:
    """The badge colour of a stage; the word beside it says the same."""
    return {
        "writing": "blue",
        "dialogue": "purple",
        "deciding": "orange",
        "enacted": "green",
        "coming": "blue",
        "in_force": "green",
    }.get(stage, "secondary")
