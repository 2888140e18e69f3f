from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(table: Mapping[Any, Any], key: Any) -> Any:
    """The table's entry for a key; nothing where it has none."""
    return table.get(key, "")
