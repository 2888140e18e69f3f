"""Numbers, money and dates in Indonesian form."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from bijak.shell.templatetags.formats import angka, bulan, rupiah, saat, tanggal


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (1234567, "1.234.567"),
        (Decimal("1234.5"), "1.234,5"),
        (-1000, "−1.000"),
        (None, ""),
        ("lebih dari 10.000", "lebih dari 10.000"),
        ("", ""),
    ],
)
def test_a_number_is_grouped_by_dots(value: int | None, written: str) -> None:
    assert angka(value) == written


def test_a_number_keeps_the_decimals_asked_for() -> None:
    assert angka(18.256, 2) == "18,26"


def test_money_is_whole_rupiah() -> None:
    assert rupiah(1_250_000) == "Rp\N{NO-BREAK SPACE}1.250.000"
    assert rupiah(-500) == "−Rp\N{NO-BREAK SPACE}500"
    assert rupiah(None) == ""


def test_a_day_is_written_in_words() -> None:
    assert tanggal(date(2026, 11, 21)) == "21 November 2026"
    assert bulan(date(2026, 8, 17)) == "Agustus 2026"
    assert tanggal(None) == ""


def test_a_moment_falls_on_the_readers_day() -> None:
    late = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
    with timezone.override("Asia/Jakarta"):
        assert tanggal(late) == "21 November 2026"
        assert saat(late) == "21 November 2026, 00.30"


def test_an_english_page_writes_for_english_readers() -> None:
    with translation.override("en"):
        assert angka(1234567) == "1,234,567"
        assert tanggal(date(2026, 8, 17)) == "17 August 2026"
