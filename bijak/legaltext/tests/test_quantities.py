"""Numbers that provisions set: as they are written, as they come out of a scanner, and in real laws.

The laws are not part of this repository: ``BIJAK_SAMPLES`` names the folder that has them in ``laws/``.
"""

import os
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from time import process_time

import pytest

from bijak.legaltext import reader
from bijak.legaltext.quantities import Quantity, quantities, written
from bijak.legaltext.tests import spoiling

LAWS = sorted(Path(os.environ.get("BIJAK_SAMPLES", "/nowhere")).glob("laws/*.txt"))
needs_laws = pytest.mark.skipif(not LAWS, reason="BIJAK_SAMPLES names no folder with laws/ in it.")


def only(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


def test_how_many_of_what_at_least_for_whom_in_which_span():
    text = "Setiap PNS mengikuti pelatihan paling sedikit 24 (dua puluh empat) jam pelajaran dalam 1 (satu) tahun."
    found = only(text)
    assert (found.value, found.said, found.unit) == (Decimal(24), Decimal(24), "jam pelajaran")
    assert (found.bound, found.limit, found.period, found.whom) == (
        "minimum",
        "paling sedikit",
        "tahun",
        ("PNS",),
    )
    assert text[found.start : found.end] == "24 (dua puluh empat)"


@pytest.mark.parametrize(
    "text",
    [
        "Laporan disampaikan setiap bulan. PNS mengikuti paling sedikit 24 jam pelajaran.",
        "a. laporan setiap 3 (tiga) bulan; dan\nb. pelatihan paling sedikit 24 JP.",
    ],
)
def test_what_another_sentence_or_item_is_counted_in_says_nothing_of_this_one(text):
    found = quantities(text)[-1]
    assert found.value == 24
    assert found.period == ""


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound", "period"),
    [
        ("paling sedikit 24(dua puluh empat)jam pelajaran per tahun", 24, "jam pelajaran", "minimum", "tahun"),
        ("sekurang-kurangnya 24 JP setahun", 24, "JP", "minimum", "tahun"),
        ("Setiap tahun PPPK mengikuti paling banyak 24 JP", 24, "JP", "maximum", "tahun"),
        ("paling lama 14 (empat belas hari kerja) sejak diterima", 14, "hari kerja", "maximum", ""),
        ("paling banyak Rp1.500.000,00 (satu juta lima ratus ribu rupiah) per bulan", 1_500_000, "rupiah", "maximum",
         "bulan"),
        ("denda paling sedikit Rp. 50.000.000,- (lima puluh juta rupiah)", 50_000_000, "rupiah", "minimum", ""),
        ("sebesar 0,16% (nol koma enam belas persen) dari nilai", Decimal("0.16"), "persen", "", ""),
        ("paling lama 3 x 24 (tiga kali dua puluh empat) jam", 72, "jam", "maximum", ""),
        ("tidak kurang dari 12 (dua belas) jam dalam 6 (enam) bulan", 12, "jam", "minimum", "6 bulan"),
        ("paling sedikit l0 (sepuluh) jam pelajaran", 10, "jam pelajaran", "minimum", ""),
        ("paling sedikit 2 4 (dua puluh empat)\njam pelajaran", 24, "jam pelajaran", "minimum", ""),
    ],
)  # fmt: skip
def test_how_regulations_write_it(text, value, unit, bound, period):
    found = only(text)
    assert (found.value, found.unit, found.bound, found.period) == (value, unit, bound, period)
    assert found.is_plain


def test_a_range_shares_its_unit():
    low, high = quantities(
        "paling sedikit 20 (dua puluh) dan paling banyak 40 (empat puluh) jam pelajaran setahun"
    )
    assert [(str(each.value), each.unit, str(each.bound)) for each in (low, high)] == [
        ("20", "jam pelajaran", "minimum"), ("40", "jam pelajaran", "maximum"),
    ]  # fmt: skip


def test_numbers_of_provisions_years_and_days_count_nothing():
    assert not quantities(
        "sebagaimana dimaksud dalam Pasal 24 ayat (3) Undang-Undang Nomor 12 Tahun 2011, tanggal 1 Januari 2027, "
        "pukul 07.30, sejak tahun 2027 jam"
    )


def test_words_that_say_another_number_are_kept_beside_it():
    found = only("paling sedikit 24 (dua puluh lima) jam pelajaran")
    assert (found.value, found.said, found.is_plain) == (Decimal(24), Decimal(25), False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("paling sedikit 30 (tiga puluh) JP per tahun mulai tanggal 1 Juli 2028", date(2028, 7, 1)),
        ("Terhitung mulai tahun 2028, PNS mengikuti paling sedikit 30 (tiga puluh) JP", date(2028, 1, 1)),
        ("paling sedikit 30 JP mulai tanggal 31 Februari 2028", None),
        ("paling sedikit 30 JP", None),
    ],
)
def test_from_which_day(text, day):
    assert only(text).since == day


def test_each_number_has_the_day_that_is_named_for_it():
    text = (
        "paling sedikit 24 (dua puluh empat) JP per tahun, mulai tanggal 1 Januari 2028 paling sedikit 30 (tiga puluh) "
        "JP per tahun, dan paling sedikit 36 (tiga puluh enam) JP per tahun terhitung sejak tahun 2030"
    )
    assert [each.since for each in quantities(text)] == [None, date(2028, 1, 1), date(2030, 1, 1)]


def test_a_caller_may_count_other_things():
    assert not quantities("paling banyak 3 (tiga) rekomendasi")
    assert quantities("paling banyak 3 (tiga) rekomendasi", ["rekomendasi"])[0].value == 3


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (25, "25 (dua puluh lima)"),
        ("37.50", "37,5 (tiga puluh tujuh koma lima)"),
        (1500, "1.500 (seribu lima ratus)"),
    ],
)
def test_a_number_is_written_so_that_it_reads_the_same(number, text):
    assert written(Decimal(number)) == text
    found = only(f"paling sedikit {text} jam")
    assert (found.value, found.is_plain) == (Decimal(number), True)


@pytest.mark.parametrize(
    "nasty",
    [
        "1" * 200_000,
        "1(" * 100_000,
        "1 " * 100_000,
        "1." * 100_000,
        "Setiap tahun " * 20_000,
        "1 JP " * 5_000,
    ],
)
def test_no_text_makes_it_slow(nasty):
    began = process_time()
    quantities(nasty)
    assert process_time() - began < 3


@pytest.mark.parametrize("spoil", [spoiling.narrow], ids=lambda way: way.__name__)
def test_broken_lines_change_nothing(spoil):
    text = "Setiap PNS mengikuti pelatihan paling sedikit 24 (dua puluh empat) jam pelajaran dalam 1 (satu) tahun."
    for seed in range(20):
        found = only(spoil(text, Random(seed)))
        assert (found.value, found.unit, found.bound, found.period) == (
            Decimal(24),
            "jam pelajaran",
            "minimum",
            "tahun",
        )


PLAINLY = re.compile(
    r"paling (?:sedikit|banyak|lama|lambat|singkat) (?:Rp\.? ?)?[\d.,-]+ \([^()]+\) (?:tahun|bulan|hari|jam|orang)"
)


@needs_laws
def test_in_real_laws_nothing_plain_is_missed_and_digits_agree_with_words():
    seen: Counter[bool] = Counter()
    plain, disagree = 0, []
    for law in LAWS:
        for path in reader.parse(law.read_text(encoding="utf-8-sig")).root.paths():
            text = " ".join(path[-1].text.split())
            found = quantities(text)
            ends = {each.unit_end for each in found}
            for place in PLAINLY.finditer(text):
                plain += 1
                seen[any(place.end() <= end <= place.end() + 6 for end in ends)] += 1
            disagree += [text[each.start : each.unit_end] for each in found if not each.is_plain]
    assert seen[False] == 0
    assert plain > 300
    assert disagree == ["46 (empat puluh) tahun"]  # UU 8/2010 as it is printed there
