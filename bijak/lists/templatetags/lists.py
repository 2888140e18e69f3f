"""How a cell of a list is written on a page."""

from datetime import date

from django import template

from bijak.lists.registries import Cell
from bijak.shell.templatetags.formats import angka, tanggal

register = template.Library()


@register.filter
def cell(value: Cell) -> str:
    """A day, a number or words; a dash where nothing is known."""
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return tanggal(value)
    return angka(value)
