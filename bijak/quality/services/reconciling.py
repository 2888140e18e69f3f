"""Laying what another system says beside our records, and deciding whose word holds."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.interchange.models import Batch
from bijak.interchange.registries import Applied
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records
from bijak.quality import queries
from bijak.quality.access import Permission
from bijak.quality.models import Because, Difference, DifferenceState, Proposal
from bijak.quality.registries import Source
from bijak.quality.services.findings import Refused

_LOCK = 0x62656461  # "beda"
_MANY = 2_000
MOST = 500
"""So many differences are decided at once: somebody should look at what she decides."""
MOST_ABSENT = 0.5
"""Share of those who work here; a file that names fewer is of a part, whatever was said when it was uploaded."""
_COMPARED = ("ours", "theirs", "proposal", "because", "unit_id", "batch_id", "stated_on")
_UNDECIDED: dict[str, Any] = {
    "state": DifferenceState.OPEN,
    "until_on": None,
    "reason": "",
    "written": None,
    "answer": "",
    "answered_at": None,
}


@transaction.atomic
def compare(
    *,
    source: Source,
    rows: Sequence[tuple[int, Mapping[str, Any]]],
    batch_id: int | None,
    stated_on: date,
    today: date,
    is_dated: bool = True,
) -> Applied:
    """Keep where a source's rows (key of the person, values by field) say something else than we do.

    The same rows twice change nothing: what was decided stays decided while both sides say what they said then. Where
    the source has come to agree the difference goes. Not ``is_dated``: nobody can tell since when it is as rows say.
    """
    _take_turns()
    faces, ours = _said([employee for employee, _row in rows])
    before_now = Difference.objects.filter(source=source.code).order_by("pk")
    if len(rows) < _MANY:
        before_now = before_now.filter(employee__in=faces)
    held = {(each.employee_id, each.field): each for each in before_now}
    new: list[Difference] = []
    moved: list[Difference] = []
    agreed: list[Difference] = []
    for employee, _row in rows:
        if named := held.get((employee, queries.PRESENCE)):
            agreed.append(named)
    for employee, row in rows:
        face = faces.get(employee)
        if face is None:
            continue
        for field, said in queries.theirs(row).items():
            before, known = held.get((employee, field)), ours[employee][field]
            if queries.is_same(field, known, said):
                if before and before.state != DifferenceState.TAKEN:
                    agreed.append(before)
                continue
            if before and before.theirs == said and before.state != DifferenceState.TAKEN:
                continue  # what is known here is watched by ``settle``
            proposal, because = (
                queries.propose(
                    source, field, known=known, corrected_at=face["corrected_at"], stated_on=stated_on
                )
                if is_dated
                else (Proposal.ASK, Because.HAND)
            )
            each = before or Difference(source=source.code, employee_id=employee, field=field, found_on=today)
            said_now = (known, said, proposal, because, face["unit"], batch_id, stated_on)
            for name, value in (*zip(_COMPARED, said_now, strict=True), *_UNDECIDED.items()):
                setattr(each, name, value)
            (moved if before else new).append(each)
    Difference.objects.filter(pk__in=[each.pk for each in agreed]).delete()
    Difference.objects.bulk_create(new, batch_size=_MANY)
    Difference.objects.bulk_update(moved, [*_COMPARED, *_UNDECIDED], batch_size=_MANY)
    created = {each.employee_id for each in new}
    changed = {each.employee_id for each in (*moved, *agreed)} - created
    return Applied(created=len(created), changed=len(changed), unchanged=len(faces) - len(created | changed))


@transaction.atomic
def report_absent(
    *, source: Source, named: Collection[int], batch_id: int, stated_on: date, today: date
) -> int:
    """Keep whom of those who work here a source's file does not name, a file of the whole agency; returns how many.

    What was decided stays decided. Refused of a file that names so few that it cannot be of the whole agency.
    """
    _take_turns()
    present = people.present()
    absent = [employee for employee in present if employee not in named]
    if len(absent) > len(present) * MOST_ABSENT:
        raise Refused(
            _(
                "Berkas ini hanya menyebut %(named)s dari %(present)s pegawai aktif, jadi tampaknya bukan berkas "
                "seluruh instansi. Unggah lagi tanpa tanda itu."
            )
            % {"named": len(present) - len(absent), "present": len(present)}
        )
    held = dict(
        Difference.objects.filter(source=source.code, field=queries.PRESENCE)
        .order_by("pk")
        .values_list("employee", "pk")
    )
    Difference.objects.filter(pk__in=[pk for employee, pk in held.items() if employee in named]).delete()
    faces = people.faces([employee for employee in absent if employee not in held])
    new = [
        Difference(
            source=source.code, employee_id=employee, unit_id=face["unit"], field=queries.PRESENCE,
            ours=face["presence"], theirs="", proposal=Proposal.ASK, because=Because.ABSENT, batch_id=batch_id,
            stated_on=stated_on, found_on=today,
        )
        for employee, face in faces.items()
    ]  # fmt: skip
    Difference.objects.bulk_create(new, batch_size=_MANY)
    return len(new)


@transaction.atomic
def compare_person(*, source: Source, person: Any, said: Mapping[str, Any], by: Account, today: date) -> None:
    """Keep where a source, asked about one person, says something else of her today."""
    accounts.must(by, Permission.DECIDE, on=person, today=today)
    compare(source=source, rows=[(person.pk, said)], batch_id=None, stated_on=today, today=today)


@transaction.atomic
def compare_with_hands(
    *, source: Source, said: Sequence[tuple[int, str, str]], batch_id: int, on: date
) -> None:
    """Keep where a source's file says something else (person, field, value) than an officer recorded by hand."""
    rows: dict[int, dict[str, str]] = {}
    for employee, field, value in said:
        rows.setdefault(employee, {})[field] = value
    compare(source=source, rows=list(rows.items()), batch_id=batch_id, stated_on=on, today=on, is_dated=False)


@transaction.atomic
def forget(*, batch: Batch) -> int:
    """Take back what a file began and nobody decided."""
    count, _by_model = Difference.objects.filter(batch=batch, state=DifferenceState.OPEN).delete()
    return count


@transaction.atomic
def settle(*, employees: Sequence[int] | None = None) -> None:
    """After records changed: let go of differences that are none any more, and tell anew what stands here."""
    if employees is None:
        _take_turns()
    watched = Difference.objects.exclude(state=DifferenceState.TAKEN)
    if employees is not None:
        watched = watched.filter(employee__in=employees)
    differences = list(watched.order_by("pk"))
    faces, said = _said([each.employee_id for each in differences])
    gone, moved = [], []
    for each in differences:
        known = said.get(each.employee_id, {}).get(each.field)
        if known is None or queries.is_same(each.field, known, each.theirs):
            gone.append(each.pk)
        elif known != each.ours or faces[each.employee_id]["unit"] != each.unit_id:
            if known != each.ours and each.state == DifferenceState.KEPT:
                each.state, each.reason = DifferenceState.OPEN, ""
            each.ours, each.unit_id = known, faces[each.employee_id]["unit"]
            moved.append(each)
    Difference.objects.filter(pk__in=gone).delete()
    Difference.objects.bulk_update(moved, ["ours", "unit_id", "state", "reason"], batch_size=_MANY)


def _said(employees: Sequence[int]) -> tuple[dict[int, dict[str, Any]], dict[int, dict[str, str]]]:
    """What we hold of some people, and what that says by the fields of the desk."""
    faces = people.faces(sorted(set(employees)))
    units = organization.names_of(face["unit"] for face in faces.values())
    return faces, {employee: queries.ours(face, units) for employee, face in faces.items()}


# Decisions --------------------------------------------------------------------------------------


@transaction.atomic
def take_theirs(*, difference: Difference, reason: str, by: Account, at: datetime, today: date) -> None:
    """Write what the source says into our records, as a correction in the officer's name that names the source."""
    difference = _to_decide(difference, by=by, today=today)
    if difference.field not in queries.TAKEABLE:
        raise Refused(_("Isian ini memerlukan surat keputusan. Catat lewat formulir riwayatnya."))
    label = queries.label_of(difference.source)
    told = _("Menurut %(source)s: %(reason)s") % {"source": label, "reason": reason}
    # Decided first: the correction lets go of what agrees, and this one is to be undone as long as it stands.
    _decide(difference, DifferenceState.TAKEN, reason=reason, by=by, at=at)
    try:
        difference.written = _write(difference, difference.theirs, told, by=by, today=today)
    except records.Refused as refusal:
        raise Refused(str(refusal)) from refusal
    difference.save(update_fields=["written"])


@transaction.atomic
def keep_ours(*, difference: Difference, reason: str, by: Account, at: datetime, today: date) -> None:
    """Hold on to what stands here; the source is to be told."""
    _decide(_to_decide(difference, by=by, today=today), DifferenceState.KEPT, reason=reason, by=by, at=at)


@transaction.atomic
def keep_all(
    *, differences: QuerySet[Difference], reason: str, by: Account, at: datetime, today: date
) -> int:
    """Hold on to what stands here in all that are open, at most ``MOST`` at once; returns how many."""
    accounts.must(by, Permission.DECIDE, today=today)
    reach = organization.scope(by, Permission.DECIDE, today=today)
    waiting = differences.filter(reach.q("unit__path"), state=DifferenceState.OPEN)
    chosen = dict(
        waiting.select_for_update(of=("self",)).order_by("pk").values_list("pk", "employee__uuid")[:MOST]
    )
    Difference.objects.filter(pk__in=chosen).update(
        state=DifferenceState.KEPT, reason=reason, decided_by=by, decided_at=at
    )
    ledger.record_all(
        "quality.reconciled",
        subjects=[("people.employee", uuid) for uuid in dict.fromkeys(chosen.values())],
        by=by,
        facts={"state": DifferenceState.KEPT, "together": len(chosen)},
    )
    return len(chosen)


@transaction.atomic
def ask_person(
    *, difference: Difference, reason: str, until_on: date, by: Account, at: datetime, today: date
) -> None:
    """Ask the person herself, until a day."""
    if until_on <= today:
        raise Refused(_("Pilih hari sesudah hari ini."))
    difference = _to_decide(difference, by=by, today=today)
    _decide(difference, DifferenceState.ASKED, reason=reason, by=by, at=at, until_on=until_on)
    row = people.rows_of_employees([difference.employee_id])[difference.employee_id]
    if row.employee.account is not None:
        notifications.notify(
            to=row.employee.account,
            kind="quality.asked",
            title=gettext_lazy("Data Anda berbeda di sistem lain"),
            body=gettext_lazy("Pengelola kepegawaian menanyakan mana yang benar."),
            link=reverse("people:person", args=[row.uuid]),
        )


@transaction.atomic
def answer(*, difference: Difference, text: str, by: Account, at: datetime) -> None:
    """The person says which is right. It decides nothing: an officer does."""
    difference = Difference.objects.select_for_update().select_related("employee").get(pk=difference.pk)
    if not people.is_own(by, difference) or difference.state != DifferenceState.ASKED:
        raise Refused(_("Pertanyaan ini sudah tidak terbuka."))
    difference.answer, difference.answered_at = text, at
    difference.save(update_fields=["answer", "answered_at"])


@transaction.atomic
def undo(*, difference: Difference, by: Account, at: datetime, today: date) -> None:
    """Take a decision back; what was taken from the source is put back as it was."""
    if difference.state == DifferenceState.OPEN:
        raise Refused(_("Perbedaan ini belum diputuskan."))
    difference = _to_decide(difference, by=by, today=today, state=difference.state)
    if difference.state == DifferenceState.TAKEN:
        told = _("Dibatalkan: %(reason)s") % {"reason": difference.reason}
        try:
            _put_back(difference, told, by=by, today=today)
        except records.Refused as refusal:
            raise Refused(str(refusal)) from refusal
    for name, value in _UNDECIDED.items():
        setattr(difference, name, value)
    difference.decided_by, difference.decided_at = by, at
    difference.save(update_fields=[*_UNDECIDED, "decided_by", "decided_at"])
    _record(difference, by=by)


def _write(
    difference: Difference, value: str, reason: str, *, by: Account, today: date
) -> dict[str, Any] | None:
    """Correct our record; returns what was written into a history and what it replaced, None for the identity."""
    row = people.rows_of_employees([difference.employee_id])[difference.employee_id]
    if difference.field in queries.IDENTITY:
        _correct_identity(row, difference.field, value, reason, by=by, today=today)
        return None
    if difference.field == "rank":
        code, _blank, day = value.rpartition(" ")
        facts: dict[str, Any] = {"rank_code": code, "from_on": date.fromisoformat(day)}
        topic = people.Topic.RANK
    elif difference.field == "address":
        facts = {"address": value, "from_on": difference.stated_on}
        topic = people.Topic.ADDRESS
    else:
        facts = {"standing_code": value, "from_on": difference.stated_on}
        topic = people.Topic.STANDING
    return _write_line(row, topic, facts, reason, by=by, today=today)


def _write_line(
    row: Any, topic: people.Topic, facts: dict[str, Any], reason: str, *, by: Account, today: date
) -> dict[str, Any]:
    """A later day begins a new row; the same rank from another day was the same row wrongly dated."""
    line = people.person(row, on=today, with_sensitive=True).at(topic)
    held: Any = people.held(row, topic, line.pk) if line else None
    code = next(name for name in facts if name != "from_on")
    replaces = None
    if held is not None and (held.from_on == facts["from_on"] or getattr(held, code) == facts[code]):
        replaces = held.pk
    elif held is not None and facts["from_on"] < held.from_on:
        raise Refused(
            _("TMT di sana lebih awal daripada yang tercatat di sini. Periksa lewat formulir riwayatnya.")
        )
    was = {code: getattr(held, code), "from_on": held.from_on.isoformat()} if replaces else None
    records.record_line(
        row=row, topic=topic, facts=facts, seen=people.version(row.pk), reason=reason, by=by, today=today,
        replaces=replaces,
    )  # fmt: skip
    return {"topic": topic.value, "from_on": facts["from_on"].isoformat(), "was": was}


def _put_back(difference: Difference, reason: str, *, by: Account, today: date) -> None:
    row = people.rows_of_employees([difference.employee_id])[difference.employee_id]
    if difference.written is None:
        face = people.faces([row.pk])[row.pk]
        if not queries.is_same(difference.field, str(face[difference.field] or ""), difference.theirs):
            raise Refused(_("Isian ini sudah diubah lagi sesudahnya, jadi tidak dikembalikan."))
        _correct_identity(row, difference.field, difference.ours, reason, by=by, today=today)
        return
    topic = people.Topic(difference.written["topic"])
    from_on = date.fromisoformat(difference.written["from_on"])
    lines = people.person(row, on=today, with_sensitive=True).histories[topic]
    line = next((each for each in lines if each.from_on == from_on), None)
    if line is None:
        raise Refused(_("Isian ini sudah diubah lagi sesudahnya, jadi tidak dikembalikan."))
    seen = people.version(row.pk)
    if was := difference.written["was"]:
        facts = was | {"from_on": date.fromisoformat(was["from_on"])}
        records.record_line(
            row=row, topic=topic, facts=facts, seen=seen, reason=reason, by=by, today=today, replaces=line.pk,
            is_lower=True,
        )  # fmt: skip
    else:
        records.remove_line(row=row, topic=topic, line=line.pk, seen=seen, reason=reason, by=by, today=today)


def _correct_identity(row: Any, field: str, value: str, reason: str, *, by: Account, today: date) -> None:
    identity = people.person(row, on=today, with_sensitive=True).identity
    if identity is None:
        raise records.RemovedMeanwhile
    said: Any = date.fromisoformat(value) if field == "born_on" else value
    records.correct_identity(
        row=row, facts={"nip": identity.nip, field: said}, seen=identity.pk, reason=reason, by=by, today=today
    )


def _decide(
    difference: Difference,
    state: DifferenceState,
    *,
    reason: str,
    by: Account,
    at: datetime,
    until_on: date | None = None,
) -> None:
    difference.state, difference.reason, difference.until_on = state, reason, until_on
    difference.decided_by, difference.decided_at = by, at
    difference.save(update_fields=["state", "reason", "until_on", "decided_by", "decided_at"])
    _record(difference, by=by)


def _record(difference: Difference, *, by: Account) -> None:
    ledger.record(
        "quality.reconciled",
        subject=("people.employee", difference.employee.uuid),
        by=by,
        facts={"source": difference.source, "field": difference.field, "state": difference.state},
    )


def _to_decide(
    difference: Difference, *, by: Account, today: date, state: str = DifferenceState.OPEN
) -> Difference:
    """The difference as it was seen, locked, for somebody who may decide about it."""
    accounts.must(by, Permission.DECIDE, on=difference, today=today)
    found = (
        Difference.objects.select_for_update(of=("self",))
        .select_related("employee")
        .filter(pk=difference.pk)
        .first()
    )
    is_seen = found is not None and (found.ours, found.theirs) == (difference.ours, difference.theirs)
    if found is None or not is_seen:
        raise Refused(_("Perbedaan ini baru saja berubah. Periksa lagi sebelum memutuskan."))
    is_open = found.state in (DifferenceState.OPEN, DifferenceState.ASKED)
    if found.state != state and not (state == DifferenceState.OPEN and is_open):
        raise Refused(_("Perbedaan ini sudah diputuskan. Batalkan dulu keputusannya bila perlu."))
    return found


def _take_turns() -> None:
    """One file at a time, until the transaction ends: two would each begin the same difference."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
