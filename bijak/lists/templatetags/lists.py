"""How a cell of a list is written on a page."""

from datetime import date

from django import template

from bijak.lists import texts
from bijak.lists.registries import Cell

register = template.Library()


@register.filter
def cell(value: Cell) -> str:
    return texts.cell(value)


@register.filter
def is_day(value: Cell) -> bool:
    return isinstance(value, date)
