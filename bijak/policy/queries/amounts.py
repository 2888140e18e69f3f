"""Figures and terms as people read them."""

from decimal import Decimal

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from bijak.policy.registries import Reading, ReadingRow
from bijak.shell.templatetags.formats import angka

_UNITS = {"percent": "%", "people": _("pegawai"), "hours": _("jam pelajaran"), "score": ""}
_DECIMALS = {"percent": 1, "score": 2}


def besaran(value: float | Decimal | None, unit: str = "") -> str:
    """38.2 in percent → ``38,2 %``; what a small group hides → ``disembunyikan``."""
    if value is None:
        return str(_("disembunyikan"))
    if isinstance(value, float):  # what was counted; a term is written out as it was set
        value = round(value, 1)
    shown = angka(value, _DECIMALS[unit]) if unit in _DECIMALS else angka(bare(value))
    named = (
        _UNITS[unit] if unit in _UNITS else unit and translate(unit)
    )  # gettext of "" is the catalogue's head
    return f"{shown}\N{NO-BREAK SPACE}{named}".rstrip()


def terbaca(reading: Reading | ReadingRow | None, unit: str = "") -> str:
    """The value of a reading or of one of its groups; where nobody was counted there is none to hide."""
    if reading is None or not reading.of and reading.value is None:
        return str(_("belum ada data"))
    return besaran(reading.value, unit)


def bare(value: float | Decimal | None) -> float | Decimal | None:
    """24 rather than 24.0000."""
    if value is not None and value == int(value):
        return int(value)
    return value.normalize() if isinstance(value, Decimal) else value
