"""Presence of a month in counts alone, where nobody tells its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault, judge
from bijak.interchange.registries import Checked, Column, ImportKind
from bijak.people.queries.naming import stranger, with_employees
from bijak.welfare.access import Permission
from bijak.welfare.importing.allowance.typed import NIP, month, month_reference, no_month, number
from bijak.welfare.models import Presence
from bijak.welfare.queries.allowance_facts import RECAP_COUNTS
from bijak.welfare.rules.allowance import MOST_TIMES, STEPS
from bijak.welfare.services import imports as services

_LEAVES = [each.value for each in Presence if each.startswith("leave_")]
_DAYS = _("hari")


def _count(name: str, label: Any, *aliases: str) -> Column:
    return Column(name, label, aliases=aliases, longest=6)


def _step(event: str, step: int, label: Any, short: str, long: str) -> Column:
    names = (f"{short}{step}", f"{short} {step}", f"{long} {step}")
    return _count(f"{event}_{step}", format_lazy("{} {}", label, step), *names)


RECAP_COLUMNS = (
    NIP,
    Column("month", _("Bulan"), required=True, aliases=("PERIODE", "BULAN KEHADIRAN"), example="10-2026", longest=20,
           note=_("Bulan dan tahun, misalnya 10-2026.")),
    *(_step("late", step, _("Terlambat batas"), *("TL", "TERLAMBAT")) for step in STEPS),
    *(_step("early", step, _("Pulang cepat batas"), *("PSW", "PC")) for step in STEPS),
    _count("unclocked", _("Tidak mengisi kehadiran (kali)"), "TAM/TAP", "LUPA ABSEN", "TIDAK ABSEN"),
    _count("absent", _("Tanpa keterangan (hari)"), "TK", "ALPA", "MANGKIR", "TANPA KETERANGAN"),
    *(
        _count(each.value, format_lazy("{} ({})", each.label, _DAYS), str(each.label).upper())
        for each in Presence
        if each.startswith("leave_")
    ),
)  # fmt: skip


def check_recap(frame: pl.DataFrame, *, today: date) -> Checked:
    """Counts of a month of people we know: how often late within each step, how many days of each leave."""
    read = with_employees(frame).with_columns(
        month(),
        *(number(name) for name in RECAP_COUNTS),
        *(pl.col(name).alias(f"{name}_said") for name in RECAP_COUNTS),
    )
    checked = judge(read, _recap_faults(today))
    counts = pl.col(RECAP_COUNTS).fill_null(0).cast(pl.Int32)
    return replace(checked, good=checked.good.with_columns(counts, month_reference()))


def _recap_faults(today: date) -> list[Fault]:
    return [
        stranger(),
        no_month(today),
        *(
            Fault(
                name, f"{name}_impossible",
                pl.col(f"{name}_said").is_not_null()
                & ~(pl.col(name).is_between(0, MOST_TIMES) & (pl.col(name) % 1 == 0)).fill_null(False),
                _("Hitungan tidak terbaca atau tidak mungkin dalam sebulan."),
                _("Tulis angka bulat, misalnya 2; kosongkan bila tidak ada."),
            )
            for name in RECAP_COUNTS
        ),
        Fault(
            "absent", "more_than_the_month",
            pl.sum_horizontal(pl.col("absent", *_LEAVES).fill_null(0)) > pl.col("month").dt.days_in_month(),
            _("Hari tidak masuk dan cuti lebih banyak daripada hari bulan itu."), _("Periksa hitungannya."),
        ),
    ]  # fmt: skip


RECAP = ImportKind(
    code="welfare.recap",
    label=_("Rekap kehadiran sebulan (hitungan saja)"),
    description=_(
        "Satu baris untuk setiap pegawai dan bulan: berapa kali terlambat dan pulang cepat menurut batasnya, berapa "
        "hari tanpa keterangan dan cuti. Yang kosong, atau yang kolomnya tidak ada, berarti tidak pernah. Dipakai bila "
        "kehadiran hariannya tidak lengkap."
    ),
    permission=Permission.IMPORT,
    columns=RECAP_COLUMNS,
    check=check_recap,
    apply=services.RECAPS.apply,
    undo=services.RECAPS.undo,
    order=71,
)
