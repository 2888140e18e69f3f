"""How a cell of a list is written on a page."""

from datetime import date

from django import template

from bijak.lists.registries import Cell
from bijak.shell.templatetags.formats import angka

register = template.Library()


@register.filter
def cell(value: Cell) -> str:
    """A day as lists of officials write it (01-04-2024), a number or words; a dash where nothing is known."""
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return angka(value)


@register.filter
def is_day(value: Cell) -> bool:
    return isinstance(value, date)
