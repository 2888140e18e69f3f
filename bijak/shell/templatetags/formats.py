"""Numbers, money and dates as Indonesian officials write them (in English pages, as English readers do)."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils import formats, timezone, translation
from django.utils.functional import Promise

register = template.Library()


@register.filter
def angka(value: float | Decimal | str | None, decimals: int | None = None) -> str:
    """1234567.5 → 1.234.567,5; -388 → −388; words ("lebih dari 10.000") stay as they are."""
    if value is None or isinstance(value, str | Promise):
        return str(value or "")
    number = value if decimals is None else round(value, decimals)
    return formats.number_format(number, decimals, use_l10n=True, force_grouping=True).replace("-", "−", 1)


@register.filter
def rupiah(value: int | Decimal | None) -> str:
    """Whole rupiah: 1250000 → Rp 1.250.000"""
    if value is None or value == "":
        return ""
    sign = "−" if value < 0 else ""
    return f"{sign}Rp\N{NO-BREAK SPACE}{angka(abs(round(value)))}"


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """21 November 2026; a moment is shown as its day where the reader is."""
    return _dated(value, "j F Y")


@register.filter
def bulan(value: date | datetime | None) -> str:
    """November 2026"""
    return _dated(value, "F Y")


@register.filter
def saat(value: datetime | None) -> str:
    """21 November 2026 pukul 14.05, in the reader's time zone."""
    return f"{tanggal(value)}, {jam(value)}" if value else ""


@register.filter
def jam(value: datetime | None) -> str:
    """14.05 (on English pages 14:05), in the reader's time zone."""
    return _dated(value, "H:i" if translation.get_language() == "en" else "H.i")


def _dated(value: date | datetime | None, pattern: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.make_naive(value)
    return _written(value, pattern, translation.get_language())


@lru_cache(maxsize=8192)
def _written(value: date, pattern: str, _language: str | None) -> str:
    """The same days stand on page after page."""
    return formats.date_format(value, pattern)
