from collections.abc import Mapping
from typing import Any

from django import template

from bijak.shell.templatetags.formats import angka

register = template.Library()


@register.filter
def at(table: Mapping[Any, Any], key: Any) -> Any:
    """The table's entry for a key; nothing where it has none."""
    return table.get(key, "")


@register.filter
def points(value: Any) -> str:
    """A score without the zeros that say nothing: 80, 79,70, nothing where it is not known."""
    return "" if value is None else angka(value, 0 if value == int(value) else 2)
