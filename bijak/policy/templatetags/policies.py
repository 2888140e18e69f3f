"""Figures and terms as people read them."""

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
