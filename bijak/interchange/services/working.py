"""The worker's side of a batch: read, apply, take back. Each may be killed at any moment and begun again.

Nothing counts until the batch's own state changes, in the same transaction as everything else that was written.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.documents import queries as documents
from bijak.documents.models import Document
from bijak.interchange import cells, delimited, headers, queries, spreadsheets, staging
from bijak.interchange import line as lines
from bijak.interchange.checking import Outcome, check, faults_of
from bijak.interchange.events import BatchApplied, BatchUndone
from bijak.interchange.headers import Layout
from bijak.interchange.line import Cancelled, Line
from bijak.interchange.models import MOVING, Batch, Fault, Row, State, Step
from bijak.interchange.reading import Table, Unreadable
from bijak.interchange.registries import ROW, Applied, ImportKind, RowsMoved, Undone, import_kinds
from bijak.interchange.services import mending
from bijak.interchange.services.batches import forget_rows, resting_state
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
MAX_SHEETS = 20  # looked at, when the workbook does not say which one is meant
SILENT_FOR = timedelta(minutes=2)
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class CannotApply(Exception):
    """Raised by a kind's ``apply`` or ``undo``: nothing is written, and the sentence is shown."""


def report(*, batch: Batch, done: int, total: int) -> None:
    """For kinds: how many of the rows are written. Raises ``Cancelled`` when a person stopped the batch."""
    lines.report(batch.pk, done, total)


def advance(*, batch_id: int) -> None:
    """Do what the state of the batch asks for, unless another worker is at it."""
    with lines.hold(batch_id) as line:
        if line is None:
            return
        batch = Batch.objects.select_related("document", "correction", "by", "acting").get(pk=batch_id)
        if batch.state not in MOVING:
            return
        Batch.objects.filter(pk=batch.pk).update(attempts=F("attempts") + 1, heartbeat_at=Now())
        if batch.attempts >= MAX_ATTEMPTS:
            _stop(
                batch,
                _("Pekerjaan ini sudah tiga kali terputus. Hubungi administrator sebelum mencoba lagi."),
            )
            return
        try:
            _work(batch, line)
        except Cancelled:
            log.info("Import %s was stopped by a person.", batch.uuid)
        except (Unreadable, CannotApply) as refusal:
            _stop(batch, str(refusal))
        except Exception:
            _stop(batch, _("Terjadi kesalahan di pihak kami; tidak ada yang ditulis. Coba lagi nanti."))
            raise


def pick_up(*, now: datetime) -> int:
    """Hand batches to the worker again whose worker has fallen silent; returns how many."""
    silent = Batch.objects.filter(state__in=MOVING).exclude(heartbeat_at__gte=now - SILENT_FOR)
    picked = 0
    from bijak.interchange import tasks

    for batch in silent.filter(created_at__lt=now - SILENT_FOR).order_by("pk"):
        with transaction.atomic():
            # The lock of a living worker sends this task home; the note keeps a second one from being queued.
            Batch.objects.filter(pk=batch.pk).update(heartbeat_at=now)
            tasks.advance.enqueue(batch.pk)
        picked += 1
    return picked


def _work(batch: Batch, line: Line) -> None:
    kind = import_kinds.get(batch.kind)
    match batch.state:
        case State.APPLYING:
            _apply(batch, kind)
        case State.UNDOING:
            _undo(batch, kind)
        case _ if batch.correction:
            _read_correction(batch, kind, line)
        case _:
            _read(batch, kind, line)


# Reading ----------------------------------------------------------------------------------------


def _read(batch: Batch, kind: ImportKind, line: Line) -> None:
    Batch.objects.filter(pk=batch.pk, state=State.UPLOADED).update(state=State.READING)
    line.note(5, now=True)
    table, layout = _recognised(batch, kind)
    if not layout.headers:
        raise Unreadable(_("Berkas ini kosong. Isi dahulu, atau pilih berkas lain, lalu unggah lagi."))
    if not layout.is_settled:
        _ask(batch, layout)
        return
    line.note(50, now=True)
    places = {int(place): field for place, field in layout.columns.items()}
    raw, known = cells.take(table, places, kind, below=layout.header_row)
    del table
    if raw.is_empty():
        raise Unreadable(
            _("Berkas ini hanya berisi judul kolom, tanpa satu baris pun. Isi dahulu lalu unggah lagi.")
        )
    line.note(60, now=True)
    outcome = check(kind, raw, today=batch.on, known=known)
    line.note(85, now=True)
    staging.write(batch.uuid, text=outcome.text, good=outcome.good)
    _staged(batch, layout, outcome)


def _recognised(batch: Batch, kind: ImportKind) -> tuple[Table, Layout]:
    """The sheet to read and its layout: the one asked for, or the one whose header fits best."""
    profiles = queries.profiles_for(kind=kind.code, account=batch.by)
    best: tuple[Table, Layout] | None = None
    refusal: Unreadable | None = None
    for name in _candidates(batch):
        try:
            table = _table(batch.document, name)
        except Unreadable as error:
            refusal = error
            continue
        if batch.mapping:
            return table, headers.arrange(
                table, kind, header_row=batch.mapping["header_row"], columns=batch.mapping["columns"]
            )
        layout = headers.recognise(table, kind, profiles=profiles)
        if best is None or headers.fit(layout) > headers.fit(best[1]):
            best = table, layout
    if best is None:
        raise refusal or Unreadable(_("Berkas ini kosong. Isi dahulu lalu unggah lagi."))
    return best


def _candidates(batch: Batch) -> list[str]:
    if batch.sheet:
        return [batch.sheet]
    if batch.document.content_type != _SPREADSHEET:
        return [""]
    return list(spreadsheets.sheets(_path(batch.document)))[:MAX_SHEETS]


def _table(document: Document, sheet: str = "") -> Table:
    path = _path(document)
    if document.content_type == _SPREADSHEET:
        return spreadsheets.read(path, sheet=sheet)
    return delimited.read(path)


def _path(document: Document) -> Path:
    path = documents.path_of(document)
    if not path.exists():
        raise Unreadable(_("Berkas asalnya sudah dihapus dari penyimpanan. Unggah berkas itu lagi."))
    return path


@transaction.atomic
def _ask(batch: Batch, layout: Layout) -> None:
    """Let a person say which column is which."""
    _leave(batch, (State.READING,), State.ASKING, layout=layout.to_json(), sheet=layout.sheet, mapping=None)
    _tell(batch, gettext_lazy("Kolom berkas impor perlu dicocokkan"))


@transaction.atomic
def _staged(batch: Batch, layout: Layout, outcome: Outcome) -> None:
    Fault.objects.filter(batch=batch).delete()
    Row.objects.filter(batch=batch).delete()
    faulty = outcome.text.join(outcome.faults.select(ROW).unique(), on=ROW, how="semi", maintain_order="left")
    mending.write_rows(batch, faulty)
    mending.write_faults(batch, outcome.faults)
    _leave(
        batch,
        (State.READING,),
        State.READY,
        # The samples were for matching by hand; they are people's data.
        layout=layout.to_json() | {"samples": {}},
        sheet=layout.sheet,
        rows=outcome.text.height,
        good=outcome.good[ROW].n_unique(),
    )
    Step.objects.create(batch=batch, act=Step.Act.READ, count=outcome.text.height)
    _tell(batch, gettext_lazy("Berkas impor selesai dibaca"))


def _read_correction(batch: Batch, kind: ImportKind, line: Line) -> None:
    """Put the cells of a mended sheet of faulty rows over the rows they came from."""
    assert batch.correction
    Batch.objects.filter(pk=batch.pk, state=State.UPLOADED).update(state=State.READING)
    line.note(10, now=True)
    table = _table(batch.correction)
    layout = headers.recognise(table, kind)
    place = headers.place_of_row_numbers(table, layout)
    if place is None:
        raise Unreadable(
            _(
                "Berkas perbaikan tidak memuat kolom “%(column)s”. Unduh dahulu baris yang salah, perbaiki di "
                "berkas itu, lalu unggah berkas yang sama."
            )
            % {"column": headers.CORRECTION_HEADER}
        )
    raw, known = cells.take(
        table, {int(at): field for at, field in layout.columns.items()}, kind, below=layout.header_row
    )
    numbers = table.frame.select(
        ROW, pl.col(str(place)).str.strip_chars().cast(pl.Int64, strict=False).alias("_of")
    )
    raw = raw.join(numbers, on=ROW, how="left", maintain_order="left").filter(pl.col("_of").is_not_null())
    renumber = dict(raw.select(ROW, "_of").iter_rows())
    raw = raw.with_columns(pl.col("_of").alias(ROW)).drop("_of").unique(ROW, keep="last", maintain_order=True)
    known = known.with_columns(pl.col(ROW).replace_strict(renumber, default=None)).drop_nulls(ROW)
    brought = set(layout.columns.values())
    with transaction.atomic():
        mended = mending.overlay(batch, kind, raw, brought, known)
        _leave(batch, (State.READING,), resting_state(batch), correction=None)
        Step.objects.create(batch=batch, act=Step.Act.CORRECTED, by=batch.acting, count=mended)
        _tell(batch, gettext_lazy("Berkas perbaikan selesai dibaca"))


# Applying and taking back -----------------------------------------------------------------------


def _apply(batch: Batch, kind: ImportKind) -> None:
    good = _acceptable(batch, kind)
    while True:
        try:
            return _write(batch, kind, good)
        except RowsMoved as moved:
            good = _without_moved(batch, kind, good, moved)


def _write(batch: Batch, kind: ImportKind, good: pl.DataFrame) -> None:
    assert batch.acting
    with transaction.atomic():
        applied = kind.apply(good, batch=batch, by=batch.acting, today=batch.on) if good.height else Applied()
        Row.objects.filter(batch=batch, state=Row.State.MENDED).update(state=Row.State.APPLIED)
        ledger.record(
            "interchange.applied",
            subject=batch,
            by=batch.acting,
            facts={
                "kind": batch.kind,
                "sha256": batch.document.sha256,
                "rows": good[ROW].n_unique(),
                "created": applied.created,
                "changed": applied.changed,
                "unchanged": applied.unchanged,
            },
        )
        publish(
            BatchApplied(
                batch.pk, batch.uuid, batch.kind, applied.created, applied.changed, applied.unchanged
            )
        )
        Step.objects.create(batch=batch, act=Step.Act.APPLIED, count=good[ROW].n_unique())
        _leave(
            batch,
            (State.APPLYING,),
            State.APPLIED,
            is_good_applied=True,
            created=F("created") + applied.created,
            changed=F("changed") + applied.changed,
            unchanged=F("unchanged") + applied.unchanged,
        )
        _tell(batch, gettext_lazy("Impor selesai diterapkan"))
        if not Row.objects.filter(batch=batch, state=Row.State.FAULTY).exists():
            transaction.on_commit(lambda: staging.clear(batch.uuid))


def _acceptable(batch: Batch, kind: ImportKind) -> pl.DataFrame:
    """What to apply now. Mended rows are judged once more beside all others: two of them may contradict."""
    mended = list(Row.objects.filter(batch=batch, state=Row.State.MENDED).order_by("number"))
    try:
        if not mended:
            return staging.read(batch.uuid, staging.GOOD)
        outcome = check(kind, mending.whole(batch, kind), today=batch.on)
    except FileNotFoundError as error:
        raise CannotApply(
            _(
                "Baris yang sudah dibaca tidak ada lagi di penyimpanan. Hentikan impor ini lalu unggah berkasnya lagi."
            )
        ) from error
    numbers = [row.number for row in mended]
    mending.send_back(batch, outcome)
    if batch.is_good_applied:
        return outcome.good.filter(pl.col(ROW).is_in(numbers))
    return outcome.good


def _without_moved(batch: Batch, kind: ImportKind, good: pl.DataFrame, moved: RowsMoved) -> pl.DataFrame:
    """Send back the rows that somebody else's change has overtaken; returns the others."""
    numbers = [problem.row for problem in moved.problems]
    left = good.filter(~pl.col(ROW).is_in(numbers))
    assert left.height < good.height, "a kind may only name rows it was given"
    text = mending.whole(batch, kind).filter(pl.col(ROW).is_in(numbers))
    mending.send_back(batch, Outcome(text, left, faults_of(moved.problems, text)))
    return left


def _undo(batch: Batch, kind: ImportKind) -> None:
    assert kind.undo
    assert batch.acting
    with transaction.atomic():
        undone: Undone = kind.undo(batch=batch, by=batch.acting, today=batch.on)
        kept = [str(sentence) for sentence in undone.kept]
        ledger.record(
            "interchange.undone",
            subject=batch,
            by=batch.acting,
            facts={"kind": batch.kind, "count": undone.count, "kept": len(kept)},
        )
        publish(BatchUndone(batch.pk, batch.uuid, batch.kind, undone.count))
        Step.objects.create(batch=batch, act=Step.Act.UNDONE, count=undone.count)
        forget_rows(batch)
        _leave(batch, (State.UNDOING,), State.UNDONE, kept=kept)
        _tell(batch, gettext_lazy("Impor selesai dibatalkan"))


# Endings ----------------------------------------------------------------------------------------


def _leave(batch: Batch, starts: tuple[State, ...], to: State, **changes: object) -> None:
    """The last statement of a piece of work; a batch that a person stopped meanwhile undoes it all."""
    left = Batch.objects.filter(pk=batch.pk, state__in=starts).update(
        state=to, percent=100, finished_at=Now(), failure="", **changes
    )
    if not left:
        raise Cancelled
    batch.state = to


@transaction.atomic
def _stop(batch: Batch, sentence: str) -> None:
    """Say why it did not work, and let the batch wait for people again."""
    batch.refresh_from_db(fields=["state", "correction", "is_good_applied"])
    match batch.state:
        case State.APPLYING:
            to = resting_state(batch)
        case State.UNDOING:
            to = State.APPLIED
        case State.UPLOADED | State.READING:
            to = resting_state(batch) if batch.correction_id else State.FAILED
        case _:
            return
    Batch.objects.filter(pk=batch.pk).update(
        state=to, failure=sentence, correction=None, percent=0, finished_at=Now()
    )
    Step.objects.create(batch=batch, act=Step.Act.FAILED)
    _tell(batch, gettext_lazy("Impor tidak berhasil"))


def _tell(batch: Batch, title: Any) -> None:
    assert batch.acting
    notifications.notify(
        to=batch.acting,
        kind="interchange.finished",
        title=title,
        body=batch.document.name,
        link=reverse("interchange:batch", args=[batch.uuid]),
    )
