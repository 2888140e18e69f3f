"""Terms as people read them."""

from django import template
from django.utils.translation import gettext as translate

register = template.Library()


@register.filter
def disebut(name: str) -> str:
    """A label or unit out of a book of terms, in the reader's language."""
    return translate(str(name)) if name else ""
