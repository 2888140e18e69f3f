"""What the region has set itself: indices, percents and cuts, each with its clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault, judge
from bijak.interchange.registries import Checked, Column, ImportKind, Shape
from bijak.organization import queries as organization
from bijak.welfare.access import Permission
from bijak.welfare.importing.allowance.typed import coded, number
from bijak.welfare.models import Setting
from bijak.welfare.rules.allowance import MOST_INDEX, MOST_PERCENT
from bijak.welfare.services import imports as services

SETTING_COLUMNS = (
    Column("what", _("Ketentuan"), required=True, aliases=("KOMPONEN", "JENIS KETENTUAN"), example="TPP beban kerja",
           longest=120),
    Column("value", _("Nilai"), required=True, aliases=("PERSEN", "PERSENTASE", "INDEKS"), example="25", longest=20,
           note=_("Persen untuk komponen, potongan, dan bagian; faktor untuk indeks, misalnya 0,85.")),
    Column("class_from", _("Dari kelas"), aliases=("KELAS", "KELAS DARI"), longest=4),
    Column("class_to", _("Sampai kelas"), aliases=("KELAS SAMPAI",), longest=4),
    Column("unit_name", _("Unit"), aliases=("UNIT KERJA", "OPD"), longest=300, note=_("Kosong berarti semua unit.")),
    Column("title", _("Nama jabatan"), aliases=("JABATAN",), longest=200, note=_("Kosong berarti semua jabatan.")),
    Column("law", _("Peraturan"), required=True, aliases=("DASAR HUKUM",), example="Perwa 5/2026", longest=200),
    Column("article", _("Pasal"), required=True, example="Pasal 7 ayat (2)", longest=120),
    Column("from_on", _("Berlaku sejak"), required=True, aliases=("MULAI BERLAKU",), shape=Shape.DATE,
           example="01-01-2026"),
    Column("until_on", _("Sampai"), aliases=("BERLAKU SAMPAI",), shape=Shape.DATE,
           note=_("Hari pertama sesudah tidak berlaku lagi.")),
)  # fmt: skip


def check_settings(frame: pl.DataFrame, *, today: date) -> Checked:
    """Numbers of a regional regulation, each with its clause."""
    _by_id, by_name = organization.unit_keys()
    read = frame.with_columns(
        pl.col("what").pipe(coded, Setting.choices, {}),
        pl.col("what").alias("what_said"),
        pl.col("value").str.replace(",", ".", literal=True).cast(pl.Float64, strict=False),
        *(number(name).cast(pl.Int32, strict=False) for name in ("class_from", "class_to")),
        pl.col("from_on", "until_on").str.to_date("%Y-%m-%d", strict=False),
        pl.col("unit_name")
        .str.to_lowercase()
        .replace_strict(by_name, default=None, return_dtype=pl.Int64)
        .alias("unit_id"),
        pl.col("title").fill_null(""),
    ).with_columns(pl.coalesce("class_to", "class_from").alias("class_to"))
    checked = judge(read, _setting_faults())
    named = ("what", "class_from", "class_to", "unit_id", "title", "from_on")
    reference = pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in named], separator="|")
    return replace(checked, good=checked.good.with_columns(reference.alias("reference")))


def _setting_faults() -> list[Fault]:
    is_index = pl.col("what").str.starts_with("index_")
    most = pl.when(is_index).then(float(MOST_INDEX)).otherwise(float(MOST_PERCENT))
    return [
        Fault(
            "what", "what_unknown", pl.col("what").is_null(), _("Ketentuan ini tidak dikenal."),
            _("Pakai nama pada templat, misalnya TPP beban kerja."),
        ),
        Fault(
            "value", "value_impossible",
            ~pl.col("value").is_between(0, most).fill_null(False),
            _("Nilai kosong, tidak terbaca, atau tidak mungkin."),
            _("Tulis persen seperti 25, atau faktor indeks seperti 0,85."),
        ),
        Fault(
            "class_from", "class_impossible", ~pl.col("class_from").is_between(1, 17).fill_null(True)
            | ~pl.col("class_to").is_between(1, 17).fill_null(True) | (pl.col("class_to") < pl.col("class_from")),
            _("Kelas jabatan berkisar dari 1 sampai 17, dari yang kecil ke yang besar."), _("Perbaiki kelasnya."),
        ),
        Fault(
            "unit_name", "unit_unknown", pl.col("unit_name").is_not_null() & pl.col("unit_id").is_null(),
            _("Tidak ada unit dengan nama ini."), _("Tulis namanya seperti pada susunan organisasi."),
        ),
        Fault(
            "from_on", "from_missing", pl.col("from_on").is_null(), _("Tanggal mulai berlaku tidak terbaca."),
            _("Tulis 01-01-2026."),
        ),
        Fault(
            "until_on", "until_backward", pl.col("until_on") <= pl.col("from_on"),
            _("Tanggal akhir harus sesudah tanggal mulai."), _("Periksa kedua tanggalnya."),
        ),
    ]  # fmt: skip


SETTING_FILE = ImportKind(
    code="welfare.setting",
    label=_("Ketentuan TPP daerah"),
    description=_(
        "Indeks, persentase komponen per kelas, unit, atau jabatan, dan potongan cuti, masing-masing dengan pasalnya."
    ),
    permission=Permission.IMPORT,
    columns=SETTING_COLUMNS,
    check=check_settings,
    apply=services.SETTINGS.apply,
    undo=services.SETTINGS.undo,
    order=72,
)
