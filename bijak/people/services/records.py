"""What an officer changes by hand about one person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.organization import queries as organization
from bijak.people import queries, rules, texts
from bijak.people.access import Permission
from bijak.people.events import EmployeeCorrected
from bijak.people.models import (
    Change,
    Employee,
    EmployeeKind,
    EmployeeToday,
    EmploymentSpell,
    Identity,
    RankSpell,
)
from bijak.people.queries import Topic
from bijak.people.services import beliefs
from bijak.people.services.beliefs import IDENTITY, Recording, Shape
from bijak.people.services.changes import open_change
from bijak.people.services.decrees import keep_paper
from bijak.people.services.today import refresh_today
from bijak.shell.templatetags.formats import tanggal


class Refused(Exception):
    """A change that cannot be made; ``str()`` says why and what to do."""


class Impossible(Refused):
    """What was typed contradicts what is on record; ``field`` is where.

    ``override``: the argument of ``record_line`` by which an officer says that it is meant, where it can be.
    """

    def __init__(self, sentence: str, field: str, *, override: str = "") -> None:
        super().__init__(sentence)
        self.field = field
        self.override = override


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
    current = current_identity(row.pk)
    if current.pk != seen:
        raise ChangedMeanwhile(current, current.change)
    if Identity.objects.filter(believed_until=None, nip=facts["nip"]).exclude(employee=row.pk).exists():
        raise Refused(_("NIP ini sudah tercatat pada pegawai lain. Periksa kembali angkanya."))
    others = Identity.objects.filter(believed_until=None).exclude(employee=row.pk)
    if facts.get("nik") and others.filter(nik=facts["nik"]).exists():
        raise Impossible(_("NIK ini sudah tercatat pada pegawai lain. Periksa kembali angkanya."), "nik")
    values = (
        {column: getattr(current, column) for column in IDENTITY.facts}
        | dict(facts)
        | {"employee_id": row.pk}
    )
    recording = Recording(open_change(by=by, reason=reason, employee=row.pk))
    recording.record_rows(IDENTITY, [values])
    change = settle(recording, row=row, by=by, today=today)
    if facts["nip"] != current.nip:
        _link_by_nip(row.pk, facts["nip"])
    return change


def note_download(*, filter: Mapping[str, Any], by: Account) -> None:
    """Put on record that somebody took the list of people away; ``filter`` without the words searched for."""
    ledger.record("people.exported", subject=by, by=by, facts={"filter": dict(filter)})


SHAPE_OF = {
    Topic.RANK: beliefs.RANK,
    Topic.POSITION: beliefs.POSITION,
    Topic.EMPLOYMENT: beliefs.EMPLOYMENT,
    Topic.STANDING: beliefs.STANDING,
    Topic.EDUCATION: beliefs.EDUCATION,
    Topic.AWARD: beliefs.AWARD,
    Topic.UNPAID_LEAVE: beliefs.UNPAID_LEAVE,
    Topic.SERVICE_CREDIT: beliefs.SERVICE_CREDIT,
    Topic.SEPARATION: beliefs.SEPARATION,
    Topic.ADDRESS: beliefs.ADDRESS,
    Topic.FAMILY: beliefs.FAMILY,
    Topic.SANCTION: beliefs.SANCTION,
}


@transaction.atomic
def record_line(
    *,
    row: EmployeeToday,
    topic: Topic,
    facts: Mapping[str, Any],
    seen: int,
    reason: str,
    by: Account,
    today: date,
    paper: File[Any] | None = None,
    replaces: int | None = None,
    is_lower: bool = False,
    is_early: bool = False,
) -> Change:
    """Add a row to a history, or correct the one of the same key; ``facts`` are values by column.

    ``replaces`` is the row that is corrected, whose key may change with it. ``seen`` is queries.version() as the
    officer saw it; see correct_identity. ``paper`` is the decree's file. ``is_lower``: a rank below the one before it
    is meant, ``is_early``: so is a day before she was employed, and the reason says why.
    """
    shape = SHAPE_OF[topic]
    _must_edit(topic, row=row, by=by, today=today)
    _must_be_last(row.pk, seen)
    values = {"employee_id": row.pk, **facts}
    if topic == Topic.POSITION:
        _unit_must_exist(values["unit_id"], on=values["from_on"])
    if topic == Topic.RANK:
        _must_be_of_her_kind(row.pk, values)
    if topic == Topic.RANK and not is_lower:
        _must_not_sink(row.pk, values, replaces)
    if topic in IN_SERVICE and not is_early:
        _must_be_in_service(row.pk, values)
    recording = Recording(open_change(by=by, reason=reason, employee=row.pk))
    if replaces is not None:
        held = _held(shape, row.pk, replaces)
        values = {column: getattr(held, column) for column in shape.stored} | values
        if topic == Topic.POSITION and held.title != values["title"]:
            # What the national system calls a position says nothing about another one.
            values |= {"siasn_id": "", "echelon_code": ""}
        if any(getattr(held, column) != values[column] for column in shape.key):
            _must_be_free(shape, values)
            recording.close(shape, [replaces])
    try:
        with transaction.atomic():
            recording.record_rows(shape, [values])
    except IntegrityError as clash:
        raise Refused(
            _("Riwayat bertumpang tindih: sudah ada catatan lain yang berlaku pada hari yang sama.")
        ) from clash
    if paper is not None:
        keep_paper(recording, employee=row.pk, decree_no=values["decree_no"], paper=paper, by=by)
    return settle(recording, row=row, by=by, today=today)


@transaction.atomic
def remove_line(
    *, row: EmployeeToday, topic: Topic, line: int, seen: int, reason: str, by: Account, today: date
) -> Change:
    """Stop believing a row of a history; what was believed, who took it away and why stay on record."""
    shape = SHAPE_OF[topic]
    _must_edit(topic, row=row, by=by, today=today)
    _must_be_last(row.pk, seen)
    _held(shape, row.pk, line)
    recording = Recording(open_change(by=by, reason=reason, employee=row.pk))
    recording.close(shape, [line])
    recording.rechain(shape)
    return settle(recording, row=row, by=by, today=today)


@transaction.atomic
def attach_decree(
    *, row: EmployeeToday, decree_no: str, paper: File[Any], reason: str, by: Account, today: date
) -> Change:
    """Keep the file of a decree or diploma under its number; a file that was there before stays on record."""
    accounts.must(by, Permission.EDIT, on=row, today=today)
    current_identity(row.pk)
    recording = Recording(open_change(by=by, reason=reason, employee=row.pk))
    keep_paper(recording, employee=row.pk, decree_no=decree_no, paper=paper, by=by)
    return settle(recording, row=row, by=by, today=today)


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


def _must_edit(topic: Topic, *, row: EmployeeToday, by: Account, today: date) -> None:
    accounts.must(by, Permission.EDIT, on=row, today=today)
    if topic in queries.SENSITIVE:
        accounts.must(by, Permission.VIEW_SENSITIVE, on=row, today=today)
    current_identity(row.pk)


def _unit_must_exist(unit: int, *, on: date) -> None:
    if not any(period.contains(on) for period in organization.unit_days([unit]).get(unit, ())):
        raise Impossible(
            _(
                "Unit ini tidak ada pada TMT jabatan. Periksa TMT-nya, atau pilih unit yang ada pada hari itu."
            ),
            "unit_id",
        )


IN_SERVICE = (
    *(Topic.RANK, Topic.POSITION, Topic.STANDING, Topic.UNPAID_LEAVE, Topic.SANCTION, Topic.SEPARATION),
)
"""What can only be so of somebody employed. Education, earlier work that counts, awards and family come before too."""


def _must_be_in_service(employee: int, values: Mapping[str, Any]) -> None:
    """Refuse what begins before she was first employed, as far as that is on record."""
    field = "from_on" if "from_on" in values else "effective_from"
    begins = values[field] or values["decree_on"]
    employed = EmploymentSpell.objects.filter(employee=employee, believed_until=None).order_by(
        "from_on", "pk"
    )
    first = employed.values_list("from_on", flat=True).first()
    if first is not None and begins < first:
        raise Impossible(
            _(
                "Tanggal ini mendahului pengangkatan pertama yang tercatat, %(first)s. Bukan pasal peraturan, "
                "melainkan kewajaran: ini terjadi paling cepat saat diangkat. Periksa tanggalnya, catat dulu "
                "pengangkatan yang lebih awal, atau nyatakan bahwa memang lebih awal."
            )
            % {"first": tanggal(first)},
            field if values[field] else "decree_on",
            override="is_early",
        )


def _must_be_of_her_kind(employee: int, values: Mapping[str, Any]) -> None:
    """Refuse a rank of PNS for a PPPK and the other way round, as she was employed on its day."""
    begins, is_pns_rank = values["from_on"], values["rank_code"] in texts.PNS_RANKS
    held = EmploymentSpell.objects.filter(employee=employee, believed_until=None, from_on__lte=begins)
    kind = held.order_by("-from_on", "-pk").values_list("kind", flat=True).first()
    if kind is not None and is_pns_rank != (kind in rules.CIVIL_SERVANTS):
        raise Impossible(
            _(
                "Pada tanggal itu ia tercatat sebagai %(kind)s, jadi golongannya bukan %(rank)s. Pilih golongan dari "
                "tabel yang sesuai, atau perbaiki dulu riwayat kepegawaiannya."
            )
            % {"kind": EmployeeKind(kind).label, "rank": texts.RANKS.get(values["rank_code"], "")},
            "rank_code",
        )


def _must_not_sink(employee: int, values: Mapping[str, Any], replaces: int | None) -> None:
    """Refuse a PNS rank below the one before it, unless a sanction that lowers it is on record."""
    before = RankSpell.objects.filter(
        employee=employee, believed_until=None, from_on__lt=values["from_on"], rank_code__in=texts.PNS_RANKS
    )
    last = before.exclude(pk=replaces or 0).order_by("-from_on", "-pk").first()
    if last is None or values["rank_code"] not in texts.PNS_RANKS or values["rank_code"] >= last.rank_code:
        return
    lowered = queries.lowered_since([employee]).get(employee)
    if lowered is None or values["from_on"] < lowered:
        raise Impossible(
            _(
                "Golongan turun dari %(before)s, padahal tidak ada hukuman penurunan pangkat yang tercatat. "
                "Periksa golongannya, catat dulu hukumannya, atau nyatakan bahwa memang turun."
            )
            % {"before": texts.RANKS[last.rank_code]},
            "rank_code",
            override="is_lower",
        )


def _held(shape: Shape, employee: int, line: int) -> Any:
    """A row as it is believed now."""
    held = shape.model._default_manager.filter(pk=line, employee=employee, believed_until=None).first()
    if held is None:
        raise Refused(
            _("Catatan ini sudah diperbaiki atau dihapus orang lain. Buka kembali halaman pegawainya.")
        )
    return held


def _must_be_free(shape: Shape, values: Mapping[str, Any]) -> None:
    """A corrected key that another row bears would merge the two."""
    key = {column: values[column] for column in shape.key}
    if shape.model._default_manager.filter(believed_until=None, **key).exists():
        raise Refused(
            _("Sudah ada catatan lain seperti ini. Perbaiki catatan itu, atau hapus salah satunya.")
        )


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


def current_identity(employee: int) -> Identity:
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


def settle(recording: Recording, *, row: EmployeeToday, by: Account, today: date) -> Change:
    """What lists show, the ledger and whoever listens: the end of every change by hand."""
    change = recording.change
    refresh_today(on=today, employees=[row.pk])
    ledger.record(
        "people.corrected", subject=("people.employee", row.uuid), by=by, facts={"change": str(change.uuid)}
    )
    publish(EmployeeCorrected(employee=row.uuid, change=change.uuid))
    return change
