"""Figures and terms as people read them."""

from decimal import Decimal

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bijak.policy.queries import Reading as Book
from bijak.policy.registries import Reading, ReadingRow
from bijak.shell.templatetags.formats import angka

register = template.Library()

_UNITS = {"percent": "%", "people": _("pegawai"), "hours": _("jam pelajaran"), "score": ""}
_DECIMALS = {"percent": 1, "score": 2}


@register.simple_block_tag
def book(content: str, reading: Book) -> SafeString:
    """A text, and beside a long one its chapters: what stands between the tags is the one that is open."""
    return render_to_string("policy/book.html", {"reading": reading, "content": content})


@register.filter
def besaran(value: float | Decimal | None, unit: str = "") -> str:
    """38.2 in percent → ``38,2 %``; what a small group hides → ``disembunyikan``."""
    if value is None:
        return str(_("disembunyikan"))
    if isinstance(value, float):  # what was counted; a term is written out as it was set
        value = round(value, 1)
    shown = angka(value, _DECIMALS[unit]) if unit in _DECIMALS else angka(bare(value))
    return f"{shown}\N{NO-BREAK SPACE}{_UNITS.get(unit, unit)}".rstrip()


@register.filter
def terbaca(reading: Reading | ReadingRow | None, unit: str = "") -> str:
    """The value of a reading or of one of its groups; where nobody was counted there is none to hide."""
    if reading is None or not reading.of and reading.value is None:
        return str(_("belum ada data"))
    return besaran(reading.value, unit)


@register.filter
def bare(value: float | Decimal | None) -> float | Decimal | None:
    """24 rather than 24.0000."""
    if value is not None and value == int(value):
        return int(value)
    return value.normalize() if isinstance(value, Decimal) else value


@register.filter
def colour(stage: str) -> str:
    """The badge colour of a stage; the word beside it says the same."""
    return {"writing": "blue", "dialogue": "purple", "deciding": "orange", "enacted": "green"}.get(
        stage, "secondary"
    )
