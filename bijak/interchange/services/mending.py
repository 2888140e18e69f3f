"""Faulty rows, mended one by one, many at once, or in a spreadsheet offline; judged again at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, BinaryIO

import polars as pl
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _
from psycopg import sql

from bijak.accounts.models import Account
from bijak.interchange import staging
from bijak.interchange.cells import FAULT_SCHEMA, fault_frame, normalise
from bijak.interchange.checking import Outcome, check
from bijak.interchange.models import Batch, Fault, Row, State, Step
from bijak.interchange.registries import ROW, ImportKind, import_kinds
from bijak.interchange.services import batches
from bijak.interchange.services.batches import NotNow

_TWINS = ("duplicate", "repeated")
_FAULT_TEXTS = [name for name in FAULT_SCHEMA if name != ROW]
_SLICE = 20_000


class ChangedMeanwhile(Exception):
    """Somebody else mended this row after it was opened; ``row`` is as it stands now."""

    def __init__(self, row: Row) -> None:
        super().__init__(
            _("Baris ini sudah diubah orang lain setelah Anda membukanya. Bandingkan, lalu simpan lagi.")
        )
        self.row = row


@transaction.atomic
def mend(
    *, batch: Batch, number: int, typed: Mapping[str, str], version: int, by: Account, today: date
) -> Row:
    """Put what was typed into a row and judge it again; raises ``ChangedMeanwhile``."""
    kind = _open(batch, by, today)
    row = Row.objects.select_for_update().get(batch=batch, number=number)
    if row.version != version:
        raise ChangedMeanwhile(row)
    if row.state == Row.State.APPLIED:
        raise NotNow(_("Baris ini sudah diterapkan, jadi tidak dapat diubah lagi di sini."))
    row.cells = row.cells | dict(typed)
    _judge(batch, kind, [row])
    Step.objects.create(batch=batch, act=Step.Act.MENDED, by=by, count=1)
    return row


@transaction.atomic
def replace(
    *, batch: Batch, field: str, find: str, put: str, whole: bool, by: Account, today: date
) -> tuple[int, int]:
    """Put one text for another in a column of all faulty rows; returns (rows changed, of them right now).

    ``whole``: the cell must equal ``find`` ("" is an empty cell); else every occurrence within cells is replaced.
    """
    kind = _open(batch, by, today)
    kind.column(field)
    if not whole and not find:
        raise NotNow(_("Tulis teks yang dicari."))
    rows = list(
        Row.objects.annotate(text=KT(f"cells__{field}"))
        .filter(_holding(find, whole), batch=batch, state=Row.State.FAULTY)
        .select_for_update()
        .order_by("number")
    )
    for row in rows:
        row.cells = row.cells | {field: put if whole else str(row.cells.get(field, "")).replace(find, put)}
    if rows:
        _judge(batch, kind, rows)
        Step.objects.create(batch=batch, act=Step.Act.MENDED, by=by, count=len(rows))
    return len(rows), sum(row.state == Row.State.MENDED for row in rows)


@transaction.atomic
def leave_out(
    *, batch: Batch, faulty: Q | None = None, numbers: Iterable[int] = (), by: Account, today: date
) -> int:
    """Leave rows aside: they will not be applied. ``faulty`` selects by their faults, ``numbers`` by themselves."""
    kind = _open(batch, by, today)
    chosen = Q(number__in=list(numbers))
    if faulty is not None:
        chosen = Q(number__in=Fault.objects.filter(faulty, batch=batch).values("number"))
    rows = list(
        Row.objects.filter(chosen, batch=batch, state__in=(Row.State.FAULTY, Row.State.MENDED))
        .select_for_update()
        .order_by("number")
    )
    twins = _twins_of(batch, rows)
    left = Row.objects.filter(pk__in=[row.pk for row in rows])
    left.update(state=Row.State.LEFT, version=F("version") + 1)
    Fault.objects.filter(batch=batch, number__in=[row.number for row in rows]).delete()
    if twins:
        _judge(batch, kind, twins)
    if rows:
        Step.objects.create(batch=batch, act=Step.Act.LEFT, by=by, count=len(rows))
    return len(rows)


@transaction.atomic
def restore(*, batch: Batch, number: int, by: Account, today: date) -> Row:
    """Take a row back that was left aside."""
    kind = _open(batch, by, today)
    row = Row.objects.select_for_update().get(batch=batch, number=number)
    if row.state == Row.State.LEFT:
        _judge(batch, kind, [row])
    return row


@transaction.atomic
def correct(*, batch: Batch, file: BinaryIO, name: str, by: Account, today: date) -> None:
    """Have the worker read the sheet of faulty rows that somebody mended offline."""
    _open(batch, by, today)
    document = batches.keep_table(file=file, name=name, by=by)
    batches.move_to_reading_correction(batch, document, by)


# For the worker ---------------------------------------------------------------------------------


def write_faults(batch: Batch, faults: pl.DataFrame) -> None:
    """A file in which every row is wrong in ten ways has a million faults: they go in by COPY, a slice at a time."""
    table = faults.select(pl.lit(batch.pk).alias("batch_id"), pl.col(ROW).alias("number"), *_FAULT_TEXTS)
    names = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    with _copy(Fault, names, sql.SQL(" WITH (FORMAT csv)")) as copy:
        for part in table.with_columns(pl.col(_FAULT_TEXTS).fill_null("")).iter_slices(_SLICE):
            # Texts are quoted, for an empty one without quotes would be NULL.
            copy.write(part.write_csv(include_header=False, quote_style="non_numeric"))


def write_rows(batch: Batch, rows: pl.DataFrame) -> None:
    """Faulty rows, as they were read; empty cells take no room."""
    names = sql.SQL(", ").join(map(sql.Identifier, ("batch_id", "number", "cells", "state", "version")))
    with _copy(Row, names, sql.SQL("")) as copy:
        for row in rows.iter_rows(named=True):
            number = row.pop(ROW)
            cells = {field: text for field, text in row.items() if text}
            copy.write_row((batch.pk, number, json.dumps(cells), Row.State.FAULTY.value, 1))


@contextmanager
def _copy(model: type[models.Model], names: sql.Composable, options: sql.Composable) -> Iterator[Any]:
    table = sql.Identifier(model._meta.db_table)
    statement = sql.SQL("COPY {} ({}) FROM STDIN{}").format(table, names, options)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        yield copy


def overlay(
    batch: Batch, kind: ImportKind, raw: pl.DataFrame, brought: Collection[str], known: pl.DataFrame
) -> int:
    """Put a corrected sheet's cells over the rows it names; returns how many rows it found."""
    rows = {
        row.number: row
        for row in Row.objects.filter(batch=batch, number__in=raw[ROW].to_list())
        .exclude(state=Row.State.APPLIED)
        .select_for_update()
        .order_by("number")
    }
    for cells in raw.iter_rows(named=True):
        if row := rows.get(cells[ROW]):
            row.cells = row.cells | {field: cells[field] or "" for field in brought if field in cells}
    found = list(rows.values())
    if found:
        _judge(batch, kind, found, known=known.filter(pl.col(ROW).is_in(list(rows))))
    return len(found)


def whole(batch: Batch, kind: ImportKind) -> pl.DataFrame:
    """All rows of the batch that count, as text: those that were good from the start, and the mended ones."""
    return _together(batch, kind, (Row.State.MENDED, Row.State.APPLIED))


def named(*, batch: Batch) -> pl.DataFrame:
    """All rows of the batch as text as they stand now, those that are faulty or left out too: for kinds to which it
    matters whom a file names."""
    return _together(batch, import_kinds.get(batch.kind), tuple(Row.State))


def _together(batch: Batch, kind: ImportKind, states: Collection[str]) -> pl.DataFrame:
    rows = list(Row.objects.filter(batch=batch).order_by("number"))
    text = staging.read(batch.uuid, staging.TEXT)
    good = text.filter(~pl.col(ROW).is_in([row.number for row in rows]))
    return pl.concat([good, _frame(kind, [row for row in rows if row.state in states])]).sort(ROW)


def send_back(batch: Batch, outcome: Outcome) -> None:
    """Rows that turn out wrong only beside the others are faulty again."""
    wrong = outcome.faults.select(ROW).unique()
    if wrong.is_empty():
        return
    numbers = wrong[ROW].to_list()
    with transaction.atomic():
        known = set(Row.objects.filter(batch=batch, number__in=numbers).values_list("number", flat=True))
        Row.objects.filter(batch=batch, number__in=numbers, state=Row.State.MENDED).update(
            state=Row.State.FAULTY
        )
        if not batch.is_good_applied:
            new = outcome.text.filter(pl.col(ROW).is_in(list(set(numbers) - known)))
            write_rows(batch, new)
            Batch.objects.filter(pk=batch.pk).update(good=F("good") - new.height)
        Fault.objects.filter(batch=batch, number__in=numbers).delete()
        faulty = Row.objects.filter(batch=batch, number__in=numbers, state=Row.State.FAULTY)
        still = list(faulty.values_list("number", flat=True))
        write_faults(batch, outcome.faults.filter(pl.col(ROW).is_in(still)))


# Judging ----------------------------------------------------------------------------------------


def _open(batch: Batch, by: Account, today: date) -> ImportKind:
    kind = batches.must(batch, by, today)
    current = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if current.state not in (State.READY, State.APPLIED):
        raise NotNow(
            _("Impor ini sedang dalam keadaan “%(state)s”, jadi barisnya tidak dapat diubah sekarang.")
            % {"state": current.get_state_display()}
        )
    return kind


def _judge(batch: Batch, kind: ImportKind, rows: Sequence[Row], *, known: pl.DataFrame | None = None) -> None:
    """Check rows as they stand now, and whatever was or becomes wrong because of them."""
    if kind.is_woven:
        numbers = [row.number for row in rows]
        others = Row.objects.filter(batch=batch, state=Row.State.FAULTY).exclude(number__in=numbers)
        leaning = list(others.select_for_update().order_by("number"))
        _check(batch, kind, rows, known, leaning=leaning, beside=_standing(batch, kind))
        return
    before = _twins_of(batch, rows)
    _check(batch, kind, rows, known)
    after = [row for row in _twins_of(batch, rows) if row.pk not in {twin.pk for twin in before}]
    if twins := before + after:
        _check(batch, kind, twins, None)


def _check(
    batch: Batch,
    kind: ImportKind,
    rows: Sequence[Row],
    known: pl.DataFrame | None,
    *,
    leaning: Sequence[Row] = (),
    beside: pl.DataFrame | None = None,
) -> None:
    """Judge ``rows``, and with them faulty rows ``leaning`` on them, ``beside`` rows that stand as they are."""
    judged = [*rows, *leaning]
    numbers = [row.number for row in judged]
    frame = _frame(kind, judged)
    if beside is not None:
        frame = pl.concat([beside.filter(~pl.col(ROW).is_in(numbers)), frame]).sort(ROW)
    found = check(kind, frame, today=batch.on, known=known)
    ours = pl.col(ROW).is_in(numbers)
    outcome = Outcome(found.text.filter(ours), found.good.filter(ours), found.faults.filter(ours))
    faults = pl.concat([outcome.faults, _clashes(batch, kind, outcome)])
    wrong = set(faults[ROW])
    texts = {row[ROW]: row for row in outcome.text.iter_rows(named=True)}
    for row in judged:
        row.cells = {field: text for field, text in texts[row.number].items() if text and field != ROW}
        row.state = Row.State.FAULTY if row.number in wrong else Row.State.MENDED
    for row in rows:
        row.version += 1
    Row.objects.bulk_update(judged, ["cells", "state", "version"], batch_size=1000)
    Fault.objects.filter(batch=batch, number__in=numbers).delete()
    write_faults(batch, faults)


def _standing(batch: Batch, kind: ImportKind) -> pl.DataFrame | None:
    """The batch's rows that count; none where all were applied and let go: the kind knows those by itself."""
    try:
        return whole(batch, kind)
    except FileNotFoundError:
        return None


def _clashes(batch: Batch, kind: ImportKind, outcome: Outcome) -> pl.DataFrame:
    """Values that must be unique and stand in another row of the batch, good or faulty."""
    ours = outcome.text[ROW].to_list()
    found = fault_frame()
    already = outcome.faults.select(ROW, "field")
    for column in kind.columns:
        if not column.unique:
            continue
        values = outcome.text.select(ROW, column.field).drop_nulls()
        others = _elsewhere(batch, column.field, values[column.field].unique().to_list(), ours)
        clashes = fault_frame(
            [
                (
                    row, column.field, "duplicate", value,
                    _("%(column)s “%(value)s” juga dipakai di baris %(rows)s.")
                    % {"column": column.label, "value": value, "rows": others[value]},
                    _("Betulkan yang salah, atau lewati baris yang tidak berlaku."),
                )
                for row, value in values.iter_rows()
                if value in others
            ]
        )  # fmt: skip
        found = pl.concat([found, clashes.join(already, on=[ROW, "field"], how="anti")])
    return found


def _elsewhere(batch: Batch, field: str, values: list[str], ours: list[int]) -> dict[str, int]:
    """Value -> a row that carries it too."""
    if not values:
        return {}
    handled = Row.objects.filter(batch=batch).values_list("number", flat=True)
    found: dict[str, int] = {}
    try:
        staged = staging.scan(batch.uuid, staging.TEXT).select(ROW, field).filter(pl.col(field).is_in(values))
        found = {
            value: row
            for row, value in staged.filter(~pl.col(ROW).is_in(list(handled))).collect().iter_rows()
        }
    except FileNotFoundError:
        pass  # All staged rows are applied and cleared; what they hold the kind's own check knows.
    rows = Row.objects.filter(batch=batch, **{f"cells__{field}__in": values})
    for row in rows.exclude(state=Row.State.LEFT).exclude(number__in=ours).order_by("-number"):
        found[row.cells[field]] = row.number
    return found


def _twins_of(batch: Batch, rows: Sequence[Row]) -> list[Row]:
    """Other faulty rows that are held wrong for a value these rows carry or carried."""
    numbers = [row.number for row in rows]
    own = Fault.objects.filter(batch=batch, number__in=numbers, code__in=_TWINS)
    same = Q(pk__in=[])
    for field, value in set(own.values_list("field", "value")):
        same |= Q(field=field, value=value)
    twins = Fault.objects.filter(same, batch=batch, code__in=_TWINS).exclude(number__in=numbers)
    return list(
        Row.objects.filter(batch=batch, number__in=twins.values("number"), state=Row.State.FAULTY)
        .select_for_update()
        .order_by("number")
    )


def _frame(kind: ImportKind, rows: Sequence[Row]) -> pl.DataFrame:
    schema = {ROW: pl.Int64} | {column.field: pl.String for column in kind.columns}
    frame = pl.DataFrame(
        [
            {ROW: row.number} | {field: row.cells.get(field) or None for field in schema if field != ROW}
            for row in rows
        ],
        schema=schema,
    )
    return normalise(frame, kind.columns)[0] if rows else frame


def _holding(find: str, whole: bool) -> Q:
    if not whole:
        return Q(text__contains=find)
    return Q(text=find) if find else Q(text__isnull=True) | Q(text="")
