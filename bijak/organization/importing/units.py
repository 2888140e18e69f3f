"""The organisation from a file, as the national system or this application writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bijak.interchange.registries import ROW, Applied, Checked, ImportKind, Problem, Undone
from bijak.kernel.days import Period
from bijak.organization import queries, services
from bijak.organization.access import Permission
from bijak.organization.models import Echelon, UnitKind
from bijak.organization.rules import BEGINNING, replan
from bijak.organization.rules import faults as faults_of
from bijak.organization.texts import COLUMNS

if TYPE_CHECKING:
    from bijak.accounts.models import Account
    from bijak.interchange.models import Batch

type Fault = tuple[str, Promise, Promise]  # code, what is wrong, what to do

ECHELON_UNKNOWN: Fault = (
    "echelon_unknown",
    _("Eselon ini tidak dikenal."),
    _("Tulis kode SIASN (22) atau namanya (II.b), atau kosongkan."),
)
KIND_UNKNOWN: Fault = (
    "kind_unknown",
    _("Jenis unit ini tidak dikenal."),
    _("Tulis salah satu jenis pada formulir unit, atau kosongkan."),
)
PARENT_UNKNOWN: Fault = (
    "parent_unknown",
    _("Unit atasan dengan ID ini tidak ada dalam berkas maupun dalam susunan organisasi."),
    _("Perbaiki ID-nya, atau perbaiki dahulu baris unit atasannya; baris ini lalu ikut benar."),
)
PARENT_REFUSED: Fault = (
    "parent_refused",
    _("Baris unit atasannya bermasalah."),
    _("Perbaiki dahulu baris unit atasannya; baris ini lalu ikut benar."),
)
PARENT_LATER: Fault = (
    "parent_later",
    _("Unit ini sudah ada pada hari ketika unit atasannya tidak ada."),
    _("Samakan tanggal “Berlaku mulai” dengan unit atasannya, atau pilih unit atasan yang lain."),
)
CYCLE: Fault = (
    "cycle",
    _("Unit ini berada di bawah dirinya sendiri, langsung atau lewat unit lain."),
    _("Perbaiki ID unit atasan pada salah satu baris dalam lingkaran itu."),
)

ECHELONS = {code: code for code in Echelon.values} | {
    str(label).partition(" ")[0].lower(): code for code, label in Echelon.choices if code != Echelon.IA_UTAMA
}
ECHELONS |= {"non": Echelon.NONE.value, "non eselon": Echelon.NONE.value}

FIRST_WORDS = {
    word: kind.value
    for kind, words in {
        UnitKind.SECRETARIAT: "sekretariat",
        UnitKind.OFFICE: "dinas badan inspektorat satuan",
        UnitKind.DISTRICT: "kecamatan",
        UnitKind.VILLAGE: "kelurahan",
        UnitKind.DIVISION: "bidang bagian",
        UnitKind.SECTION: "seksi subbagian subbidang subkoordinator",
        UnitKind.TECHNICAL: "upt uptd",
        UnitKind.SCHOOL: "tk paud sd sdn smp smpn sma sman smk smkn slb",
        UnitKind.HEALTH_CENTRE: "puskesmas",
        UnitKind.HOSPITAL: "rsud rumah",
    }.items()
    for word in words.split()
}


def check(frame: pl.DataFrame, *, today: date) -> Checked:
    """Refuse rows whose parent, echelon or kind nobody knows, and whatever hangs under a refused row."""
    good = frame.select(
        ROW,
        "siasn_id",
        "name",
        "short_name",
        "head_title",
        parent=pl.col("parent_siasn_id").fill_null("")
        if frame["parent_siasn_id"].is_not_null().any()
        else pl.col("parent_siasn_id"),
        echelon=pl.col("echelon")
        .str.to_lowercase()
        .replace_strict(ECHELONS, default=None, return_dtype=pl.String),
        kind=pl.col("kind").str.to_lowercase().replace_strict(_kinds(), default=None, return_dtype=pl.String),
        likely_kind=pl.col("name")
        .str.extract(r"^(\w+)")
        .str.to_lowercase()
        .replace_strict(FIRST_WORDS, default=UnitKind.OTHER.value, return_dtype=pl.String),
        from_on=pl.col("from_on").str.to_date("%Y-%m-%d", strict=False),
    )
    said = frame.select("echelon", "kind")
    problems = [
        *_problems(
            good, said["echelon"].is_not_null() & good["echelon"].is_null(), "echelon", ECHELON_UNKNOWN
        ),
        *_problems(good, said["kind"].is_not_null() & good["kind"].is_null(), "kind", KIND_UNKNOWN),
    ]
    rows = {
        number: services.UnitRow(**row) for row in good.iter_rows(named=True) for number in [row.pop(ROW)]
    }
    problems += _tree_problems(rows, bad={problem.row for problem in problems}, today=today)
    bad = [problem.row for problem in problems]
    return Checked(good=good.filter(~pl.col(ROW).is_in(bad)), problems=problems)


def _kinds() -> dict[str, str]:
    return {str(label).lower(): code for code, label in UnitKind.choices} | {
        code: code for code in UnitKind.values
    }


def _problems(frame: pl.DataFrame, wrong: pl.Series, field: str, fault: Fault) -> Iterator[Problem]:
    return (Problem(row, field, *fault) for row in frame.filter(wrong)[ROW])


def _tree_problems(rows: dict[int, services.UnitRow], *, bad: set[int], today: date) -> list[Problem]:
    """Try the tree that the good rows would make; take out what cannot stand, until the rest does."""
    known, _named = queries.unit_keys()
    histories = queries.histories()
    problems: list[Problem] = []

    def refuse(number: int, fault: Fault) -> None:
        bad.add(number)
        problems.append(Problem(number, "parent_siasn_id", *fault))

    numbers = {row.siasn_id: number for number, row in rows.items()}
    keys = known | {siasn_id: -number for siasn_id, number in numbers.items() if siasn_id not in known}
    number_of = {keys[siasn_id]: number for siasn_id, number in numbers.items()}
    for number, row in rows.items():
        if row.parent and row.parent not in keys and number not in bad:
            refuse(number, PARENT_UNKNOWN)
    while True:
        orphans = [
            number
            for number, row in rows.items()
            if number not in bad and row.parent and row.parent not in known and numbers.get(row.parent) in bad
        ]
        for number in orphans:
            refuse(number, PARENT_REFUSED)
        if orphans:
            continue
        after = replan(
            [row for number, row in rows.items() if number not in bad], keys, histories, today=today
        )
        faults = faults_of({**histories, **after}, Period(BEGINNING))
        if not faults:
            return problems
        # A circle may close over a unit that the file does not speak of; then whoever moved under it is to blame.
        blamed: dict[int, Fault] = {}
        for found in faults:
            rows_at_fault = (number_of.get(found.unit), number_of.get(found.parent))
            guilty = next((each for each in rows_at_fault if each is not None and each not in bad), None)
            if guilty is not None:
                blamed[guilty] = CYCLE if found.code == "cycle" else PARENT_LATER
        if not blamed:
            return problems
        for number, fault in blamed.items():
            refuse(number, fault)


def apply(frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied:
    rows = [services.UnitRow(**row) for row in frame.drop(ROW).iter_rows(named=True)]
    return Applied(*services.apply_units(rows, batch=batch, by=by, today=today))


def undo(*, batch: Batch, by: Account, today: date) -> Undone:
    count, kept = services.undo_units(batch=batch, by=by, today=today)
    return Undone(count=count, kept=kept)


UNITS = ImportKind(
    code="unit",
    label=_("Susunan organisasi"),
    description=_(
        "Unit organisasi dengan unit atasannya, seperti daftar unor SIASN. "
        "Berkas yang sama dua kali tidak mengubah apa pun."
    ),
    permission=Permission.CHANGE,
    columns=COLUMNS,
    check=check,
    apply=apply,
    undo=undo,
    is_woven=True,
    order=10,
)
