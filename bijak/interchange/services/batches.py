"""A batch from upload to its end, as people steer it. Every step is one change of state that happens once."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.documents.models import Document
from bijak.documents.services import Refused
from bijak.interchange import access, delimited, headers, staging
from bijak.interchange.models import MOVING, Batch, Fault, Profile, Row, State, Step
from bijak.interchange.reading import Unreadable
from bijak.interchange.registries import ImportKind, import_kinds

MAX_BYTES = 150 * 1024 * 1024  # 100,000 people in 69 columns are some 110 MB as csv
PURPOSE = "interchange.import"
TABLES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/csv",
    "text/plain",
)
# Rows of people do not lie about: what nobody touched for so long is let go.
KEPT_FOR = timedelta(days=90)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class NotNow(Exception):
    """The batch is in a state that does not allow it; ``str()`` says so to the person who tried."""


@transaction.atomic
def upload(
    *,
    kind: ImportKind,
    file: BinaryIO,
    name: str,
    token: UUID,
    is_whole: bool = False,
    by: Account,
    today: date,
) -> Batch:
    """Take a file in and have it read by the worker, or raise ``Refused``. ``token`` is the form's: sent twice, it
    gives the same batch. ``is_whole``: it names everyone, where the kind asks."""
    access.must_import(by, kind, today=today)
    if sent_before := Batch.objects.filter(token=token, by=by).first():
        return sent_before
    document = keep_table(file=file, name=name, by=by)
    said = {
        "kind": kind.code, "document": document, "acting": by, "on": today,
        "is_whole": is_whole and kind.asks_whole,
    }  # fmt: skip
    batch, is_new = Batch.objects.get_or_create(token=token, by=by, defaults=said)
    if is_new:
        Step.objects.create(batch=batch, act=Step.Act.UPLOADED, by=by)
        _to_the_worker(batch)
    return batch


@transaction.atomic
def choose_sheet(*, batch: Batch, sheet: str, by: Account, today: date) -> None:
    """Read another sheet of the workbook."""
    must(batch, by, today)
    if sheet not in batch.layout.get("sheets", []):
        raise NotNow(_("Lembar itu tidak ada di berkas ini. Pilih dari daftar."))
    _read_again(batch, by, sheet=sheet, mapping=None)


@transaction.atomic
def arrange(
    *,
    batch: Batch,
    header_row: int,
    columns: Mapping[str, str],
    profile: str = "",
    is_shared: bool = False,
    by: Account,
    today: date,
) -> None:
    """Read the file with the columns a person matched (place -> field), and remember them under a name."""
    kind = must(batch, by, today)
    known = {column.field for column in kind.columns}
    chosen = {place: field for place, field in columns.items() if field in known}
    _read_again(batch, by, sheet=batch.sheet, mapping={"header_row": header_row, "columns": chosen})
    if profile:
        titles = batch.layout.get("headers", {})
        remembered = {
            headers.key(titles[place]): field for place, field in chosen.items() if titles.get(place)
        }
        Profile.objects.update_or_create(
            kind=batch.kind, by=by, name=profile, defaults={"columns": remembered, "is_shared": is_shared}
        )


@transaction.atomic
def accept(*, batch: Batch, by: Account, today: date) -> None:
    """Have the worker apply what is good by now; the faulty rows stay to be mended. Accepting twice is once."""
    must(batch, by, today)
    batch.refresh_from_db(fields=["state", "good", "is_good_applied"])
    is_mended = Row.objects.filter(batch=batch, state=Row.State.MENDED).exists()
    is_waiting = batch.good and not batch.is_good_applied
    if batch.state in (State.READY, State.APPLIED) and not is_mended and not is_waiting:
        raise NotNow(_("Belum ada baris benar yang menunggu diterima. Perbaiki dahulu baris yang salah."))
    _move(batch, (State.READY, State.APPLIED), State.APPLYING, Step.Act.ACCEPTED, by, on=today)


@transaction.atomic
def undo(*, batch: Batch, by: Account, today: date) -> None:
    """Have the worker take back what the batch changed."""
    kind = must(batch, by, today)
    if kind.undo is None:
        raise NotNow(_("Impor jenis ini tidak dapat dibatalkan."))
    _move(batch, (State.APPLIED,), State.UNDOING, Step.Act.UNDO_ASKED, by, on=today)


@transaction.atomic
def cancel(*, batch: Batch, by: Account, today: date) -> None:
    """Stop a batch. One that is being applied goes back to where it waited, with nothing written."""
    must(batch, by, today)
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    is_correcting = batch.state in (State.UPLOADED, State.READING) and batch.correction_id
    if batch.state == State.APPLYING or is_correcting:
        resting = resting_state(batch)
    elif batch.state in (State.UPLOADED, State.READING, State.ASKING, State.READY, State.FAILED):
        resting = State.CANCELLED
    else:
        raise NotNow(_("Impor ini sudah selesai, jadi tidak dapat dihentikan lagi."))
    Batch.objects.filter(pk=batch.pk).update(state=resting, correction=None, percent=0, finished_at=Now())
    Step.objects.create(batch=batch, act=Step.Act.CANCELLED, by=by)
    if resting == State.CANCELLED:
        forget_rows(batch)


def tidy(*, now: datetime) -> int:
    """Let go of the rows of batches that nobody has touched for long; returns how many batches."""
    forgotten = 0
    stale = Batch.objects.filter(created_at__lt=now - KEPT_FOR).exclude(layout={}).exclude(state__in=MOVING)
    for batch in stale.order_by("pk").iterator():
        if Step.objects.filter(batch=batch, at__gte=now - KEPT_FOR).exists():
            continue
        with transaction.atomic():
            ended = State.CANCELLED if batch.state in (State.ASKING, State.READY) else batch.state
            Batch.objects.filter(pk=batch.pk, state=batch.state).update(state=ended, layout={})
            forget_rows(batch)
        forgotten += 1
    return forgotten


def keep_table(*, file: BinaryIO, name: str, by: Account) -> Document:
    """Keep a file that can be a table, or raise ``Refused`` with a sentence."""
    document = documents.keep(
        file=as_table(file), name=name, purpose=PURPOSE, classification="restricted", by=by, limit=MAX_BYTES
    )
    must_be_table(document.content_type)
    return document


def must_be_table(content_type: str) -> None:
    if content_type not in TABLES:
        raise Refused(_("Berkas ini bukan tabel. Unggah berkas Excel (.xlsx) atau CSV."))


def as_table(file: BinaryIO) -> BinaryIO:
    """The file with its text in UTF-8, or ``Refused`` for what is empty or locked."""
    file.seek(0)
    head = file.read(4)
    if not head:
        raise Refused(_("Berkas ini kosong. Isi dahulu, atau pilih berkas lain, lalu unggah lagi."))
    if head == _OLD_OFFICE and _holds(file, _ENCRYPTED):
        raise Refused(
            _(
                "Berkas Excel ini dikunci dengan kata sandi, jadi isinya tidak dapat dibaca. Buka di Excel, hapus "
                "kata sandinya, simpan, lalu unggah lagi."
            )
        )
    if pretended := _pretended(file):
        raise Refused(pretended)
    file.seek(0)
    try:
        return file if head[:2] == b"PK" or head == _OLD_OFFICE else delimited.as_utf8(file)
    except Unreadable as refusal:
        raise Refused(str(refusal)) from refusal


def _pretended(file: BinaryIO) -> str:
    """Why a file that offices take for a table is none; "" for any other."""
    file.seek(0)
    head = file.read(512)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return _(
            "Berkas ini halaman web yang diberi nama tabel, seperti unduhan sebagian aplikasi. Buka di Excel, pilih "
            "Simpan Sebagai .xlsx, lalu unggah hasilnya."
        )
    if head.startswith(b"PK") and b"opendocument.spreadsheet" in head:
        return _(
            "Berkas ini tabel LibreOffice (.ods). Simpan sebagai Excel (.xlsx) atau CSV, lalu unggah hasilnya."
        )
    if head.startswith(_OLD_OFFICE):
        return _(
            "Ini berkas Excel bentuk lama (.xls). Buka di Excel atau LibreOffice, simpan sebagai .xlsx, lalu unggah "
            "hasilnya."
        )
    return ""


def move_to_reading_correction(batch: Batch, document: Document, by: Account) -> None:
    _move(batch, (State.READY, State.APPLIED), State.READING, Step.Act.CORRECTED, by, correction=document)


def resting_state(batch: Batch) -> State:
    """Where a batch waits for people when nothing is being done with it."""
    return State.APPLIED if batch.is_good_applied else State.READY


def forget_rows(batch: Batch) -> None:
    """Delete what was staged; the batch, its counts and its history stay."""
    Fault.objects.filter(batch=batch).delete()
    Row.objects.filter(batch=batch).delete()
    transaction.on_commit(lambda: staging.clear(batch.uuid))


def must(batch: Batch, by: Account, today: date) -> ImportKind:
    kind = import_kinds.get(batch.kind)
    access.must_import(by, kind, today=today)
    return kind


def _read_again(batch: Batch, by: Account, **changes: object) -> None:
    if batch.is_good_applied:
        raise NotNow(_("Sebagian baris sudah diterapkan, jadi susunan kolomnya tidak dapat diubah lagi."))
    _move(batch, (State.ASKING, State.READY, State.FAILED), State.READING, Step.Act.MAPPED, by, **changes)


def _move(
    batch: Batch, starts: tuple[State, ...], to: State, act: Step.Act, by: Account, **changes: object
) -> None:
    """Change the state once, whoever asks at the same time, and hand the batch to the worker."""
    moved = Batch.objects.filter(pk=batch.pk, state__in=starts).update(
        state=to,
        acting=by,
        failure="",
        percent=0,
        attempts=0,
        heartbeat_at=Now(),
        finished_at=None,
        **changes,
    )
    batch.refresh_from_db()
    if moved:
        Step.objects.create(batch=batch, act=act, by=by)
        _to_the_worker(batch)
    elif batch.state != to:
        raise NotNow(
            _("Impor ini sedang dalam keadaan “%(state)s”, jadi langkah itu tidak dapat dijalankan sekarang.")
            % {"state": batch.get_state_display()}
        )


def _to_the_worker(batch: Batch) -> None:
    from bijak.interchange import tasks

    tasks.advance.enqueue(batch.pk)


def _holds(file: BinaryIO, needle: bytes) -> bool:
    file.seek(0)
    rest = b""
    while block := file.read(2**20):
        if needle in rest + block:
            return True
        rest = block[-len(needle) :]
    return False
