"""Figures and terms as people read them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from bijak.policy.registries import Reading, ReadingRow
from bijak.shell.templatetags.formats import angka

_UNITS = {"percent": "%", "people": _("pegawai"), "hours": _("jam pelajaran"), "score": ""}
_DECIMALS = {"percent": 1, "score": 2}
_NUMBERED = {"kode", "tanggal"}
"""What a number says which one, not how many of: it stands behind."""


def besaran(value: Any, unit: str = "") -> str:
    """38.2 in percent → ``38,2 %``; what a small group hides → ``disembunyikan``; a table or words are written out."""
    if value is None:
        return str(_("disembunyikan"))
    if not isinstance(value, int | float | Decimal):
        return _written(value)
    if isinstance(value, float):  # what was counted; a term is written out as it was set
        value = round(value, 1)
    shown = angka(value, _DECIMALS[unit]) if unit in _DECIMALS else angka(bare(value))
    named = (
        _UNITS[unit] if unit in _UNITS else unit and translate(unit)
    )  # gettext of "" is the catalogue's head
    parts = (named, shown) if unit in _NUMBERED else (shown, named)
    return "\N{NO-BREAK SPACE}".join(map(str, parts)).strip()


def _written(value: Any) -> str:
    """Words as they are; a row as ``1, 2, 4``, a table with a stroke between its rows, names before what they name."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_written(each)}" for name, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        between = (
            " / " if any(isinstance(each, Sequence) and not isinstance(each, str) for each in value) else ", "
        )
        return between.join(map(_written, value))
    return angka(bare(value)) if isinstance(value, float | int) else str(value)


def exactly(value: Any, unit: str = "") -> str:
    """A quantity as a rule reckons it, not rounded for the eye: 0.01 short is short."""
    return besaran(Decimal(str(round(value, 4))) if isinstance(value, float) else value, unit)


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
