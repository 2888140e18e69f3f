"""The establishment from a spreadsheet, as the analysis of workload ends in one, or as this application writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bijak.interchange.registries import ROW, Applied, Checked, ImportKind, Problem, Undone
from bijak.kernel import education, ranks
from bijak.organization import queries, services
from bijak.organization.access import Permission
from bijak.organization.models import PositionKind
from bijak.organization.rules import title_key
from bijak.organization.services import PostRow
from bijak.organization.texts import POST_COLUMNS

if TYPE_CHECKING:
    from bijak.accounts.models import Account
    from bijak.interchange.models import Batch

UNIT_UNKNOWN = _("Unit ini tidak dikenal, atau namanya dipakai lebih dari satu unit.")
UNIT_HINT = _("Isi ID unor, atau nama unit yang hanya satu.")
TWICE = _("Jabatan ini sudah ada di baris lain untuk unit yang sama.")
TWICE_HINT = _("Satukan kedua baris itu dengan jumlah kebutuhannya.")
RANKS_CROSSED = _("Golongan tertinggi lebih rendah daripada golongan terendah.")
RANKS_HINT = _("Periksa kedua golongan pada baris ini.")


def _number(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not lowest <= int(text) <= highest:
            raise ValueError(text)
        return int(text)

    return read


_KINDS = {str(label).casefold(): code for code, label in PositionKind.choices} | {
    code: code for code in PositionKind.values
}
_LEVELS = {name.casefold(): code for code, name in education.LEVELS.items()} | {
    code: code for code in education.LEVELS
}

READERS: Mapping[str, tuple[Callable[[str], object], Promise | str]] = {
    "kind": (lambda text: _KINDS[text.casefold()], _("Tulis Struktural, Fungsional, atau Pelaksana.")),
    "job_class": (_number(1, 17), _("Tulis angka 1 sampai 17.")),
    "rank_lowest": (lambda text: ranks.by_grade(text).code, _("Tulis golongan ruang, misalnya III/a.")),
    "rank_highest": (lambda text: ranks.by_grade(text).code, _("Tulis golongan ruang, misalnya III/d.")),
    "education_level": (
        lambda text: _LEVELS[text.casefold()],
        _("Tulis seperti pada formulir, misalnya S-1."),
    ),
    "retirement_age": (_number(50, 75), _("Tulis umur dalam tahun, 50 sampai 75.")),
    "needed": (_number(0, 100_000), _("Tulis bilangan bulat, 0 atau lebih.")),
}
UNREADABLE = _("Isi sel ini tidak dapat dibaca.")


def check(frame: pl.DataFrame, *, today: date) -> Checked:
    """Refuse rows whose unit nobody knows, whose numbers cannot be read, or that stand in the file twice."""
    by_id, named = queries.unit_keys()
    problems: list[Problem] = []
    good: list[dict[str, Any]] = []
    seen: set[tuple[int, str]] = set()
    for row in frame.iter_rows(named=True):
        faults = list(_read(row))
        unit = by_id.get(row["siasn_id"]) if row["siasn_id"] else named.get((row["unit"] or "").lower())
        key = (unit or 0, title_key(row["title"]))
        lowest, highest = row["rank_lowest"], row["rank_highest"]
        if unit is None:
            faults.append(Problem(row[ROW], "unit", "unit_unknown", UNIT_UNKNOWN, UNIT_HINT))
        elif key in seen:
            faults.append(Problem(row[ROW], "title", "post_twice", TWICE, TWICE_HINT))
        if not faults and lowest and highest and highest < lowest:
            faults.append(Problem(row[ROW], "rank_highest", "ranks_crossed", RANKS_CROSSED, RANKS_HINT))
        seen.add(key)
        problems += faults
        if not faults:
            days = {name: row[name] and date.fromisoformat(row[name]) for name in ("from_on", "decree_on")}
            good.append({ROW: row[ROW], "unit": unit} | _said(row) | days)
    return Checked(good=pl.DataFrame(good, schema=_schema()), problems=problems)


def _read(row: dict[str, Any]) -> Iterator[Problem]:
    """Bring the cells of a row into the form the tables have; yields what could not be."""
    for name, (read, hint) in READERS.items():
        if row[name]:
            try:
                row[name] = read(row[name])
            except (ValueError, LookupError):
                yield Problem(row[ROW], name, f"{name}_unreadable", UNREADABLE, hint)


_TEXTS = ("title", "kind", "rank_lowest", "rank_highest", "education_level", "programmes", "certificates")
_NUMBERS = ("job_class", "retirement_age", "needed")


def _schema() -> dict[str, Any]:
    return (
        {ROW: pl.Int64, "unit": pl.Int64}
        | dict.fromkeys(_TEXTS, pl.String)
        | dict.fromkeys(_NUMBERS, pl.Int64)
        | {"decree_number": pl.String, "from_on": pl.Date, "decree_on": pl.Date}
    )


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in (*_TEXTS, *_NUMBERS, "decree_number")}


def apply(frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied:
    rows = [PostRow(**row) for row in frame.drop(ROW).iter_rows(named=True)]
    return Applied(**asdict(services.apply_posts(rows, batch=batch, by=by, today=today)))


def undo(*, batch: Batch, by: Account, today: date) -> Undone:
    count, kept = services.undo_posts(batch=batch, by=by, today=today)
    return Undone(count=count, kept=kept)


POSTS = ImportKind(
    code="post",
    label=_("Formasi jabatan"),
    description=_(
        "Kebutuhan tiap jabatan di tiap unit, dengan kelas dan syaratnya. Sel kosong tidak menghapus apa pun; "
        "berkas yang sama dua kali tidak mengubah apa pun."
    ),
    permission=Permission.CHANGE,
    columns=POST_COLUMNS,
    check=check,
    apply=apply,
    undo=undo,
    order=15,
)
