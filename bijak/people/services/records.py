"""What an officer changes by hand about one person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.people import queries
from bijak.people.access import Permission
from bijak.people.events import EmployeeCorrected
from bijak.people.models import Assignment, Change, Employee, EmployeeToday, Identity
from bijak.people.services.beliefs import IDENTITY, POSITION, RANK, STANDING, Recording, Shape
from bijak.people.services.changes import open_change
from bijak.people.services.decrees import keep_paper
from bijak.people.services.today import refresh_today


class Refused(Exception):
    """A change that cannot be made; ``str()`` says why and what to do."""


class RemovedMeanwhile(Refused):
    """The person's records were taken back while somebody was editing them."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Data pegawai ini baru saja ditarik karena impornya dibatalkan, jadi isian Anda belum tersimpan. "
                "Isian itu masih utuh di bawah: salinlah, atau simpan lagi sesudah pegawainya diimpor kembali."
            )
        )


class HistoryMoved(Refused):
    """Somebody else recorded something first; ``seen`` is what the officer sees now."""

    def __init__(self, sentence: str, seen: int) -> None:
        super().__init__(sentence)
        self.seen = seen


class ChangedMeanwhile(Refused):
    """Somebody else saved first. ``theirs`` is the identity as it stands now, ``change`` who did it."""

    def __init__(self, theirs: Identity, change: Change) -> None:
        super().__init__(
            _("%(who)s menyimpan perubahan pada pegawai ini ketika Anda mengisi formulir.")
            % {"who": change.by.name if change.by else _("Sistem")}
        )
        self.theirs = theirs
        self.change = change


@transaction.atomic
def correct_identity(
    *, row: EmployeeToday, facts: Mapping[str, Any], seen: int, reason: str, by: Account, today: date
) -> Change:
    """Replace what is believed of a person herself; the former belief stays on record.

    ``facts`` are values by column of Identity. ``seen`` is the key of the belief that the officer had before her:
    when it is no longer the current one the change is refused, so that nobody overwrites unseen work.
    """
    accounts.must(by, Permission.EDIT, on=row, today=today)
    current = _current_identity(row.pk)
    if current.pk != seen:
        raise ChangedMeanwhile(current, current.change)
    if Identity.objects.filter(believed_until=None, nip=facts["nip"]).exclude(employee=row.pk).exists():
        raise Refused(_("NIP ini sudah tercatat pada pegawai lain. Periksa kembali angkanya."))
    values = (
        {column: getattr(current, column) for column in IDENTITY.facts}
        | dict(facts)
        | {"employee_id": row.pk}
    )
    change = _record(IDENTITY, values, row=row, reason=reason, by=by, today=today)
    if facts["nip"] != current.nip:
        _link_by_nip(row.pk, facts["nip"])
    return change


def note_download(*, filter: Mapping[str, Any], by: Account) -> None:
    """Put on record that somebody took the list of people away; ``filter`` without the words searched for."""
    ledger.record("people.exported", subject=by, by=by, facts={"filter": dict(filter)})


@transaction.atomic
def record_rank(
    *,
    row: EmployeeToday,
    facts: Mapping[str, Any],
    seen: int,
    reason: str,
    by: Account,
    today: date,
    paper: File[Any] | None = None,
) -> Change:
    """Add a rank, or correct the one that begins on the same day. ``facts`` are values by column of RankSpell.

    ``seen`` is queries.version() as the officer saw it; see correct_identity.
    """
    accounts.must(by, Permission.EDIT, on=row, today=today)
    _current_identity(row.pk)
    _must_be_last(row.pk, seen)
    values = {"employee_id": row.pk, **facts}
    return _record(RANK, values, row=row, reason=reason, by=by, today=today, paper=paper)


@transaction.atomic
def record_position(
    *,
    row: EmployeeToday,
    facts: Mapping[str, Any],
    seen: int,
    reason: str,
    by: Account,
    today: date,
    paper: File[Any] | None = None,
) -> Change:
    """Add a definitive or acting position, or correct the one that begins on the same day."""
    accounts.must(by, Permission.EDIT, on=row, today=today)
    _current_identity(row.pk)
    _must_be_last(row.pk, seen)
    values = {"employee_id": row.pk, "assignment": Assignment.DEFINITIVE, **facts}
    return _record(POSITION, values, row=row, reason=reason, by=by, today=today, paper=paper)


@transaction.atomic
def record_standing(
    *,
    row: EmployeeToday,
    facts: Mapping[str, Any],
    seen: int,
    reason: str,
    by: Account,
    today: date,
    paper: File[Any] | None = None,
) -> Change:
    """Record the legal standing from a day on, or correct the one that begins on that day."""
    accounts.must(by, Permission.EDIT, on=row, today=today)
    _current_identity(row.pk)
    _must_be_last(row.pk, seen)
    values = {"employee_id": row.pk, **facts}
    return _record(STANDING, values, row=row, reason=reason, by=by, today=today, paper=paper)


@transaction.atomic
def attach_decree(
    *, row: EmployeeToday, decree_no: str, paper: File[Any], reason: str, by: Account, today: date
) -> Change:
    """Keep the file of a decree or diploma under its number; a file that was there before stays on record."""
    accounts.must(by, Permission.EDIT, on=row, today=today)
    _current_identity(row.pk)
    recording = Recording(open_change(by=by, reason=reason))
    keep_paper(recording, employee=row.pk, decree_no=decree_no, paper=paper, by=by)
    return _settle(recording, row=row, by=by, today=today)


def link_account(*, account: Account) -> None:
    """Let an account see the records of the employee with its NIP, if there is one, and of nobody else."""
    owner = None
    if account.nip:
        owner = Identity.objects.filter(believed_until=None, nip=account.nip).order_by("pk").first()
    others = Employee.objects.filter(account=account)
    if owner is not None:
        others = others.exclude(pk=owner.employee_id)
    others.update(account=None)
    if owner is not None:
        Employee.objects.filter(pk=owner.employee_id, account=None).update(account=account)


def _link_by_nip(employee: int, nip: str) -> None:
    """A corrected NIP may show that the records were tied to the account of somebody else."""
    Employee.objects.filter(pk=employee).exclude(account__nip=nip).update(account=None)
    for account in Account.objects.filter(nip=nip).order_by("pk"):
        link_account(account=account)


def _must_be_last(employee: int, seen: int) -> None:
    """Refuse when somebody else's change came after the one that the officer had before her."""
    last = queries.version(employee)
    if last != seen:
        who = Change.objects.select_related("by").get(pk=last).by
        raise HistoryMoved(
            _(
                "%(who)s menyimpan perubahan pada riwayat ini ketika Anda mengisi formulir. "
                "Periksa riwayatnya, lalu simpan lagi bila isian Anda masih benar."
            )
            % {"who": who.name if who else _("Sistem")},
            last,
        )


def _current_identity(employee: int) -> Identity:
    """The belief now, locked against a second officer. Raises RemovedMeanwhile when there is none."""
    Employee.objects.select_for_update().get(pk=employee)
    current = (
        Identity.objects.select_related("change__by")
        .filter(employee=employee, believed_until=None)
        .order_by("pk")
        .first()
    )
    if current is None:
        raise RemovedMeanwhile
    return current


def _record(
    shape: Shape,
    values: Mapping[str, Any],
    *,
    row: EmployeeToday,
    reason: str,
    by: Account,
    today: date,
    paper: File[Any] | None = None,
) -> Change:
    recording = Recording(open_change(by=by, reason=reason))
    recording.record_rows(shape, [dict(values)])
    if paper is not None:
        keep_paper(recording, employee=row.pk, decree_no=values["decree_no"], paper=paper, by=by)
    return _settle(recording, row=row, by=by, today=today)


def _settle(recording: Recording, *, row: EmployeeToday, by: Account, today: date) -> Change:
    """What lists show, the ledger and whoever listens: the end of every change by hand."""
    change = recording.change
    refresh_today(on=today, employees=[row.pk])
    ledger.record(
        "people.corrected", subject=("people.employee", row.uuid), by=by, facts={"change": str(change.uuid)}
    )
    publish(EmployeeCorrected(employee=row.uuid, change=change.uuid))
    return change
