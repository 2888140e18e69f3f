"""Telling the national system: prepared by an officer, confirmed by a person, sent by the worker, never twice.

No row is locked and no transaction is open while the service is called. What was sent and may have arrived unanswered
is unsure, and nothing but reading back what the service holds makes it sure.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.tasks import task
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.documents import queries as documents
from bijak.documents.models import Document
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.people import queries as people
from bijak.siasn import queries
from bijak.siasn.access import Permission
from bijak.siasn.mapping.histories import WRITES
from bijak.siasn.mapping.writing import UPLOAD_PATH, Write, key_of, new_id, post_behind
from bijak.siasn.models import NOT_SENT, SAID, WITHDRAWABLE, Act, Kind, Sending, State
from bijak.siasn.services import calling
from bijak.siasn.services.answers import Failed, Failure
from bijak.siasn.services.calling import Service

GIVEN_UP_AFTER = timedelta(minutes=15)
"""A worker that says nothing of a sending for so long has died with it: what became of it is unsure."""
FORGOTTEN_AFTER = timedelta(minutes=5)
"""A confirmed sending that no worker began by then is queued once more."""
NOTICE = "siasn.sending_stuck"


class Refused(Exception):
    """``str()`` is a sentence for the officer."""


# Preparing ----------------------------------------------------------------------------------------


@transaction.atomic
def prepare(*, row: Any, kind: str, key: int, by: Account, today: date) -> Sending:
    """Put a row of a person's history in the queue, as it is on record now, for a person to confirm.

    What was saved there and is corrected since goes out as an update of that same row.
    """
    accounts.must(by, Permission.SEND, on=row, today=today)
    found = queries.sendable_row(row, kind=kind, key=key)
    if found is None:
        raise Refused(_("Baris ini tidak ada lagi. Muat ulang halaman pegawai."))
    content = _content(row, found)
    if found.saved and not found.is_outdated:
        raise Refused(_QUEUED)
    return _queued(
        Sending(
            employee_id=row.pk,
            kind=found.kind,
            act=Act.UPDATE if found.saved else Act.SAVE,
            row=found.key,
            reference=found.reference,
            title=found.title[:300],
            content=content,
            national_id=found.saved.national_id if found.saved else "",
            prepared_by=by,
        ),
        by=by,
    )


@transaction.atomic
def prepare_paper(*, sending: Sending, row: Any, by: Account, today: date) -> Sending:
    """Put the file that belongs to a row that was saved in the queue."""
    accounts.must(by, Permission.SEND, on=row, today=today)
    _must_be_saved(sending)
    document = queries.paper_of(row, sending=sending)
    if document is None:
        raise Refused(_("Belum ada berkas SK pada baris ini. Unggah dahulu di halaman pegawai."))
    return _queued(_after(sending, Act.UPLOAD, document, by=by), by=by)


@transaction.atomic
def prepare_removal(*, sending: Sending, row: Any, by: Account, today: date) -> Sending:
    """Put the deletion of what we saved ourselves in the queue."""
    accounts.must(by, Permission.SEND, on=row, today=today)
    _must_be_saved(sending)
    if not _write(sending).remove:
        raise Refused(_("Riwayat jenis ini hanya dapat dihapus di SIASN sendiri."))
    return _queued(_after(sending, Act.REMOVE, by=by), by=by)


def _after(sending: Sending, act: Act, document: Document | None = None, *, by: Account) -> Sending:
    return Sending(
        employee_id=sending.employee_id,
        kind=sending.kind,
        act=act,
        row=sending.row,
        reference=sending.reference,
        title=sending.title,
        document=document,
        national_id=sending.national_id,
        prepared_by=by,
    )


def _must_be_saved(sending: Sending) -> None:
    if not sending.is_held_there:
        raise Refused(_NOT_SAVED)


_NOT_SAVED = gettext_lazy("Baris ini belum tersimpan di SIASN.")
_QUEUED = gettext_lazy("Baris ini sudah ada dalam antrean atau sudah terkirim.")


def _queued(sending: Sending, *, by: Account) -> Sending:
    try:
        with transaction.atomic():
            sending.save(force_insert=True)
    except IntegrityError:
        raise Refused(_QUEUED) from None
    ledger.record(
        "siasn.sending_prepared", subject=sending, by=by, facts={"kind": sending.kind, "act": sending.act}
    )
    return sending


def _content(row: Any, found: queries.Sendable) -> dict[str, str | int]:
    if not row.employee.siasn_id:
        raise Refused(_("PNS ID pegawai ini belum diketahui. Impor data utama dari SIASN dahulu."))
    if found.is_theirs:
        raise Refused(_("Baris ini berasal dari SIASN, jadi sudah ada di sana."))
    if found.lacking:
        raise Refused(
            _("SIASN memerlukan isian yang masih kosong atau tidak dikenal: %(labels)s.")
            % {"labels": _listed(found.lacking)}
        )
    return WRITES[found.kind].content(found.row, owner=row.employee.siasn_id)


# Deciding -----------------------------------------------------------------------------------------


@transaction.atomic
def confirm(*, sending: Sending, row: Any, by: Account, today: date) -> None:
    """Let it go to the worker. What was changed on record since it was prepared is not sent."""
    accounts.must(by, Permission.SEND, on=row, today=today)
    _must_be_as_prepared(sending, row)
    if not _moved(sending, (State.PREPARED,), State.CONFIRMED, confirmed_by=by, confirmed_at=Now()):
        raise Refused(_("Kiriman ini sudah dikonfirmasi atau dibatalkan."))
    ledger.record("siasn.sending_confirmed", subject=sending, by=by)
    _enqueue(sending.pk)


@transaction.atomic
def try_again(*, sending: Sending, row: Any, by: Account, today: date) -> None:
    """Send once more what certainly did not arrive, or was refused."""
    accounts.must(by, Permission.SEND, on=row, today=today)
    _must_be_as_prepared(sending, row)
    again = {"confirmed_by": by, "confirmed_at": Now(), "answer": ""}
    if not _moved(sending, NOT_SENT, State.CONFIRMED, **again):
        raise Refused(_("Hanya kiriman yang belum terkirim atau ditolak yang dapat diulang."))
    ledger.record("siasn.sending_confirmed", subject=sending, by=by, facts={"again": True})
    _enqueue(sending.pk)


@transaction.atomic
def withdraw(*, sending: Sending, row: Any, by: Account, today: date) -> None:
    """Take out of the queue what has not been sent."""
    accounts.must(by, Permission.SEND, on=row, today=today)
    if not _moved(sending, WITHDRAWABLE, State.WITHDRAWN, ended_at=Now()):
        raise Refused(_("Kiriman ini sudah berjalan, jadi tidak dapat dibatalkan lagi."))
    ledger.record("siasn.sending_withdrawn", subject=sending, by=by)


@transaction.atomic
def note_withdrawn(*, sending: Sending, row: Any, by: Account, today: date) -> None:
    """An officer took out of the national system by hand what we had saved there."""
    accounts.must(by, Permission.SEND, on=row, today=today)
    if not sending.is_saved:
        raise Refused(_NOT_SAVED)
    _forget(sending, answer=_TAKEN_OUT)
    ledger.record("siasn.row_withdrawn", subject=sending, by=by)


def _forget(sending: Sending, **told: Any) -> None:
    """The service holds it no more: what saved and updated it is over."""
    there = Sending.objects.filter(
        act__in=SAID, kind=sending.kind, national_id=sending.national_id, state=State.DONE
    )
    if not sending.national_id:
        there = there.filter(pk=sending.pk)
    there.update(state=State.REMOVED, **told)


def look_up(*, sending: Sending, row: Any, service: Service, by: Account, today: date) -> None:
    """Read back what became of an unsure sending, or `Failed`. Found, it is done; else it may be sent again."""
    accounts.must(by, Permission.SEND, on=row, today=today)
    if not sending.may_be_looked_up:
        raise Refused(_("Hanya kiriman yang tidak pasti yang perlu diperiksa."))
    if not queries.may_be_found(sending):
        raise Refused(_UNCOMPARABLE)
    held = _held_there(sending, _history(sending, service), is_sent=True)
    unseen = _UNTOLD if sending.tells and not _write(sending).is_comparable else _ABSENT
    _settle(sending, State(sending.state), held or Outcome(State.FAILED, unseen), by=by)


def settle_by_hand(*, sending: Sending, row: Any, is_there: bool, by: Account, today: date) -> None:
    """An officer looked at the national system's own pages, where reading back does not tell."""
    accounts.must(by, Permission.SEND, on=row, today=today)
    state, answer = (State.DONE, _SEEN) if is_there else (State.FAILED, _ABSENT)
    _settle(sending, State.UNSURE, Outcome(state, answer), by=by)


_SEEN = gettext_lazy("Dilihat petugas di SIASN.")
_TAKEN_OUT = gettext_lazy("Dicabut petugas di SIASN.")
_ABSENT = gettext_lazy("Belum demikian di SIASN. Boleh dikirim ulang.")
_UNTOLD = gettext_lazy(
    "Jawaban SIASN tidak memastikan isinya. Boleh dikirim ulang: baris yang sama diganti, tidak ditambah."
)
_UNCOMPARABLE = gettext_lazy(
    "Tidak dapat dibandingkan: jawaban SIASN tidak menyebut bulannya. Lihat di halaman SIASN sendiri."
)
_GONE = gettext_lazy(
    "Riwayat ini tidak ada lagi di SIASN. Bila dicabut di sana, catat pada kiriman pertamanya, lalu siapkan lagi."
)
_OTHERWISE = gettext_lazy(
    "SIASN sudah memuat riwayat ini dengan isi lain: %(labels)s. Kirim ulang untuk memperbaruinya di sana."
)
_OTHERWISE_UNNAMED = gettext_lazy(
    "SIASN sudah memuat riwayat ini dengan isi lain: %(labels)s. ID-nya tidak disebut: perbaiki di SIASN sendiri."
)
_UNNAMED = gettext_lazy(
    "SIASN mungkin sudah memuat riwayat ini: jawabannya tidak menyebut %(labels)s. Lihat di SIASN sendiri."
)
_NO_POST = gettext_lazy(
    "SIASN belum memuat jabatan fungsional pegawai ini pada akhir masa penilaian. Kirim riwayat jabatannya dahulu."
)


def _must_be_as_prepared(sending: Sending, row: Any) -> None:
    if not sending.tells:
        return
    found = queries.sendable_row(row, kind=sending.kind, key=sending.row)
    if found is None or _content(row, found) != sending.content:
        raise Refused(_("Catatannya sudah berubah sejak disiapkan. Batalkan, lalu siapkan lagi."))


def _moved(sending: Sending, before: tuple[State, ...], after: State, **changed: Any) -> bool:
    """Of two who move it at once, one does."""
    moved = Sending.objects.filter(pk=sending.pk, state__in=before).update(state=after, **changed)
    if moved:
        sending.refresh_from_db()
    return bool(moved)


def _enqueue(key: int) -> None:
    transaction.on_commit(partial(send.enqueue, key))


# Sending ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    state: State
    answer: Any = ""
    national_id: str = ""


@task
def send(key: int) -> None:
    """Send what was confirmed. Any number of workers may be told to: one does, the others find nothing to do."""
    sending = Sending.objects.select_related("employee", "document").filter(pk=key).first()
    if sending is None:
        return
    begun = {"attempts": F("attempts") + 1, "sent_at": Now()}
    if not _moved(sending, (State.CONFIRMED,), State.SENDING, **begun):
        return
    _settle(sending, State.SENDING, _tried(sending), by=sending.confirmed_by)


def _tried(sending: Sending) -> Outcome:
    """What came of it. A row that the service holds already is not sent a second time."""
    if not calling.is_on():
        return Outcome(State.FAILED, _("Layanan web SIASN tidak dipakai pada pemasangan ini."))
    service = calling.service()
    try:
        rows = _known(sending, service, _write(sending).history)
        return _held_there(sending, rows) or _ACTS[Act(sending.act)](sending, service)
    except Failed as failed:
        return Outcome(_ENDS.get(failed.failure, State.FAILED), str(failed))


_ENDS = {Failure.UNKNOWN: State.UNSURE, Failure.REJECTED: State.REFUSED}
"""Every other failure means that nothing arrived."""


def _save(sending: Sending, service: Service) -> Outcome:
    """Where we know the service's key of the row, the row is overwritten there, as its public clients do it."""
    assert sending.content is not None
    write, content = _write(sending), dict(sending.content)
    if sending.national_id:
        content["id"] = sending.national_id
    if write.post:
        posts = _known(sending, service, WRITES[Kind.POSITION].history)
        content[write.post] = post_behind(content, posts)
        if not content[write.post]:
            return Outcome(State.FAILED, _NO_POST)
    national_id = new_id(service.write(write.save, content)) or sending.national_id
    if not national_id:
        return Outcome(State.UNSURE, _("SIASN menerima kiriman tanpa menyebut ID riwayatnya."))
    return Outcome(State.DONE, national_id=national_id)


def _upload(sending: Sending, service: Service) -> Outcome:
    assert sending.document is not None
    try:
        pdf = documents.path_of(sending.document).read_bytes()
    except FileNotFoundError:
        return Outcome(State.FAILED, _("Berkasnya sudah tidak tersimpan di sini."))
    fields = {"id_riwayat": sending.national_id, "id_ref_dokumen": _write(sending).paper}
    service.upload(UPLOAD_PATH, fields, name="dokumen.pdf", pdf=pdf)
    return Outcome(State.DONE, national_id=sending.national_id)


def _remove(sending: Sending, service: Service) -> Outcome:
    service.remove(_write(sending).remove.format(id=sending.national_id))
    return Outcome(State.DONE, national_id=sending.national_id)


_ACTS: dict[Act, Callable[[Sending, Service], Outcome]] = {
    Act.SAVE: _save,
    Act.UPDATE: _save,
    Act.UPLOAD: _upload,
    Act.REMOVE: _remove,
}


def _history(sending: Sending, service: Service, path: str = "") -> list[dict[str, Any]]:
    """What the service holds of the person's history, or `Failed`."""
    owner = sending.employee.siasn_id or ""
    nip = people.nips_by_siasn_id([owner]).get(owner)
    if nip is None:
        raise Failed.absent()
    return service.read((path or _write(sending).history).format(nip=nip))


def _known(sending: Sending, service: Service, path: str) -> list[dict[str, Any]]:
    """The same before something is sent: of a person it may hold nothing yet."""
    try:
        return _history(sending, service, path)
    except Failed as failed:
        if failed.failure == Failure.ABSENT:
            return []
        raise


def _held_there(sending: Sending, rows: list[dict[str, Any]], *, is_sent: bool = False) -> Outcome | None:
    """That the service holds already what the sending wants, or holds it otherwise; None where nothing is known."""
    if sending.tells:
        return _told_there(sending, rows, is_sent=is_sent)
    write = _write(sending)
    is_there_so = write.has_paper if sending.act == Act.UPLOAD else write.is_gone
    is_so = is_there_so(rows, national_id=sending.national_id)
    return Outcome(State.DONE, _SO, sending.national_id) if is_so else None


_SO = gettext_lazy("Sudah demikian di SIASN.")


def _told_there(sending: Sending, rows: list[dict[str, Any]], *, is_sent: bool) -> Outcome | None:
    """What a row there says to a row of ours. To overwrite a row twice does no harm; to add one twice does."""
    assert sending.content is not None
    write = _write(sending)
    row = write.found(sending.content, rows, national_id=sending.national_id)
    if sending.national_id:
        if row is None:
            return Outcome(State.FAILED, _GONE)
        is_so = is_sent and write.is_told(sending.content, row)
        return Outcome(State.DONE, _SO, sending.national_id) if is_so else None
    if row is None:
        if labels := write.unnamed(sending.content, rows):
            return Outcome(State.UNSURE if is_sent else State.FAILED, _UNNAMED % {"labels": _listed(labels)})
        return None
    national_id = key_of(row)
    if labels := write.differing(sending.content, row):
        otherwise = _OTHERWISE if national_id else _OTHERWISE_UNNAMED
        return Outcome(State.REFUSED, otherwise % {"labels": _listed(labels)}, national_id)
    return Outcome(State.DONE, _SO, national_id)


def _listed(labels: list[Any]) -> str:
    return ", ".join(str(label) for label in labels)


@transaction.atomic
def _settle(sending: Sending, before: State, outcome: Outcome, *, by: Account | None) -> None:
    """Write down what came of it; an officer is told of what waits for her."""
    told = {"answer": str(outcome.answer)[:300], "ended_at": Now()}
    if outcome.national_id:
        told["national_id"] = outcome.national_id
    if not _moved(sending, (before,), outcome.state, **told):
        return
    if sending.act == Act.REMOVE and outcome.state == State.DONE:
        _forget(sending)
    ledger.record("siasn.sent", subject=sending, by=by, facts={"result": outcome.state})
    if outcome.state != State.DONE and sending.confirmed_by:
        notifications.notify(
            to=sending.confirmed_by,
            kind=NOTICE,
            title=_STUCK[outcome.state],
            body=gettext_lazy("Buka kirimannya untuk melihat sebabnya dan menentukan langkah berikutnya."),
            link=f"/siasn/kiriman/{sending.uuid}/",
        )


_STUCK = {
    State.REFUSED: gettext_lazy("SIASN menolak sebuah kiriman"),
    State.FAILED: gettext_lazy("Sebuah kiriman ke SIASN belum terkirim"),
    State.UNSURE: gettext_lazy("Sebuah kiriman ke SIASN tidak pasti sampai"),
}


def pick_up(*, now: datetime) -> None:
    """Queue anew what no worker began, and call unsure what a worker never finished."""
    waiting = Sending.objects.filter(state=State.CONFIRMED, confirmed_at__lt=now - FORGOTTEN_AFTER)
    for key in waiting.order_by("pk").values_list("pk", flat=True):
        _enqueue(key)
    lost = Sending.objects.filter(state=State.SENDING, sent_at__lt=now - GIVEN_UP_AFTER)
    for sending in lost.order_by("pk"):
        gone = Outcome(State.UNSURE, _("Pengiriman terhenti sebelum jawabannya dicatat."))
        _settle(sending, State.SENDING, gone, by=None)


def _write(sending: Sending) -> Write:
    return WRITES[sending.kind]
