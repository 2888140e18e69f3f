"""Objecting to one's line in the queue, answering within the days that law gives, and what officers establish."""

from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.career.access import Permission
from bijak.career.events import ObjectionAnswered, ObjectionRaised
from bijak.career.models import Attestation, Objection, QueueLine, Verdict
from bijak.career.queries import objections as queries
from bijak.career.services.reading import refresh
from bijak.documents import services as documents
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.policy import queries as policy

MOST_TOLD = 5
"""So many of those who may answer are told of an objection."""


class Refused(Exception):
    """What cannot be done; ``str()`` says why and what to do."""


@transaction.atomic
def object_to(*, row: Any, text: str, file: File[Any] | None, by: Account, today: date) -> Objection:
    """Object to one's own line (``row`` of people). It is answered within the working days of the day."""
    if not people.is_own(by, row):
        raise Refused(_("Keberatan hanya dapat diajukan oleh yang bersangkutan."))
    line = QueueLine.objects.select_for_update().filter(employee=row.pk).first()
    if line is None:
        raise Refused(_("Anda belum ada dalam antrean, sehingga belum ada yang dapat dibantah."))
    if queries.of_person(row.pk).filter(verdict=Verdict.OPEN).exists():
        raise Refused(_("Keberatan Anda sebelumnya belum dijawab. Tunggu jawabannya, atau cabut dahulu."))
    days = int(policy.terms("career", today).objection_working_days)
    objection = Objection.objects.create(
        employee=row.employee,
        unit=row.unit,
        text=text,
        document=documents.keep(file=file, name=file.name or "", purpose=queries.PROOF, by=by)
        if file
        else None,
        kind=line.kind,
        state=line.state,
        raised_on=today,
        due_on=organization.add_working_days(today, days),
    )
    _record("career.objected", objection, by=by, facts={"due_on": objection.due_on.isoformat()})
    notifications.notify(
        to=_answerers(objection, today=today),
        kind="career.objection",
        title=gettext_lazy("Keberatan atas antrean kenaikan pangkat"),
        body=gettext_lazy(
            "Seorang pegawai membantah antreannya. Jawab dengan alasan sebelum batas waktunya."
        ),
        link=f"/karier/keberatan/{objection.uuid}/",
    )
    publish(ObjectionRaised(row.uuid, objection.uuid))
    return objection


@transaction.atomic
def answer(*, objection: Objection, verdict: str, reason: str, by: Account, today: date) -> None:
    """Uphold or reject it, with reasons. Her line is read anew: what was mended meanwhile counts."""
    accounts.must(by, Permission.ANSWER, on=objection, today=today)
    objection = _open(objection)
    if people.is_own(by, objection):
        raise Refused(_("Keberatan sendiri dijawab oleh pengelola lain."))
    if verdict not in (Verdict.UPHELD, Verdict.REJECTED):
        raise Refused(_("Pilih diterima atau ditolak."))
    objection.verdict, objection.answer = Verdict(verdict), reason
    objection.answered_by, objection.answered_on = by, today
    objection.save(update_fields=["verdict", "answer", "answered_by", "answered_on"])
    _record("career.objection_answered", objection, by=by, facts={"verdict": verdict})
    refresh(today=today, among=[objection.employee_id])
    if objection.employee.account is not None:
        notifications.notify(
            to=objection.employee.account,
            kind="career.objection",
            title=gettext_lazy("Keberatan Anda dijawab"),
            body=gettext_lazy("Baca putusan dan alasannya di halaman kenaikan pangkat Anda."),
            link="/karier/saya/",
        )
    publish(ObjectionAnswered(objection.employee.uuid, objection.uuid))


@transaction.atomic
def withdraw(*, objection: Objection, by: Account, today: date) -> None:
    """Take one's own objection back."""
    objection = _open(objection)
    if not people.is_own(by, objection):
        raise Refused(_("Keberatan hanya dapat dicabut oleh yang mengajukannya."))
    objection.verdict, objection.answered_on = Verdict.WITHDRAWN, today
    objection.save(update_fields=["verdict", "answered_on"])
    _record("career.objection_withdrawn", objection, by=by, facts={})


@transaction.atomic
def attest(*, row: Any, what: str, on: date, paper_no: str, by: Account, today: date) -> Attestation:
    """Establish by a paper that somebody meets a condition that no history holds. Nobody does so of herself."""
    _must_attest(row, by=by, today=today)
    if on > today:
        raise Refused(_("Tanggal surat tidak boleh sesudah hari ini."))
    made = Attestation.objects.create(
        employee=row.employee, what=what, on=on, paper_no=paper_no, recorded_by=by
    )
    ledger.record(
        "career.attested",
        subject=("people.employee", row.uuid),
        by=by,
        facts={"what": what, "on": on.isoformat()},
    )
    refresh(today=today, among=[row.pk])
    return made


@transaction.atomic
def withdraw_attestation(*, attestation: Attestation, row: Any, by: Account, today: date) -> None:
    """Take back what was established by mistake."""
    _must_attest(row, by=by, today=today)
    attestation.withdrawn_on = today
    attestation.save(update_fields=["withdrawn_on"])
    ledger.record(
        "career.attestation_withdrawn",
        subject=("people.employee", row.uuid),
        by=by,
        facts={"what": attestation.what, "on": attestation.on.isoformat()},
    )
    refresh(today=today, among=[row.pk])


def _must_attest(row: Any, *, by: Account, today: date) -> None:
    accounts.must(by, Permission.ATTEST, on=row, today=today)
    if people.is_own(by, row):
        raise Refused(_("Keterangan tentang diri sendiri dicatat oleh pengelola lain."))


def _open(objection: Objection) -> Objection:
    """The objection as it is now, locked, while it waits for an answer."""
    found = (
        Objection.objects.select_for_update(of=("self",))
        .select_related("employee__account")
        .get(pk=objection.pk)
    )
    if found.verdict != Verdict.OPEN:
        raise Refused(_("Keberatan ini sudah selesai."))
    return found


def _answerers(objection: Objection, *, today: date) -> list[Account]:
    if objection.unit is None:
        return list(organization.holders_of(Permission.ANSWER, today=today)[:MOST_TOLD])
    return list(organization.holders_near(Permission.ANSWER, unit=objection.unit, today=today)[:MOST_TOLD])


def _record(verb: str, objection: Objection, *, by: Account, facts: dict[str, Any]) -> None:
    ledger.record(verb, subject=("people.employee", objection.employee.uuid), by=by, facts=facts)
