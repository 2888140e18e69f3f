"""Everything that is or ever was believed about one person, table by table, for herself to take along."""

from typing import Any

from django.apps import apps
from django.db.models import Field

from bijak.people.models import Belief

_SHOWN = {
    "unit": "unit__name",
    "document": "document__name",
    "change": "change__uuid",
    "ended_by": "ended_by__uuid",
}


def everything(employee: int) -> dict[str, list[dict[str, Any]]]:
    """Rows by table (``rankspell``), the latest first, with all their columns; a change by its UUID."""
    found = {}
    for table in _tables():
        names = _columns(table)
        rows = table._default_manager.filter(employee=employee).order_by("-pk")
        shown = rows.values_list(*(_SHOWN.get(name, name) for name in names))
        found[str(table._meta.model_name)] = [dict(zip(names, row, strict=True)) for row in shown]
    return found


def labels() -> dict[str, dict[str, str]]:
    """What each column of ``everything`` is called, by table."""
    return {
        str(table._meta.model_name): {name: str(_field(table, name).verbose_name) for name in _columns(table)}
        for table in _tables()
    }


def _tables() -> list[type[Belief]]:
    """Every table of beliefs, the new ones too."""
    models = apps.get_app_config("people").get_models()
    return [model for model in models if issubclass(model, Belief)]


def _columns(table: type[Belief]) -> list[str]:
    return [field.name for field in table._meta.concrete_fields if field.name not in ("id", "employee")]


def _field(table: type[Belief], name: str) -> "Field[Any, Any]":
    found = table._meta.get_field(name)
    assert isinstance(found, Field)
    return found
