"""Changes to the record of trainings: by import, and one by one by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.competency import queries
from bijak.competency.access import Permission
from bijak.competency.events import TrainingsRecorded
from bijak.competency.models import Assessment, TrainingRecord
from bijak.interchange.bringing import Brings
from bijak.interchange.histories import History
from bijak.kernel.events import publish
from bijak.kernel.uuid7 import uuid7
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications


class Refused(Exception):
    """A change that cannot be made; ``str()`` says why and what to do."""


class Doubled(Refused):
    """What is about to be recorded may be ``training``, which is on record already; a reason is due if it is not."""

    def __init__(self, training: TrainingRecord) -> None:
        super().__init__(
            _("Pelatihan ini tampaknya sudah tercatat. Bila memang pelatihan lain, tulis apa bedanya.")
        )
        self.training = training


class Person(Protocol):
    """A row of people.EmployeeToday, as people.queries hands it out."""

    pk: int
    uuid: Any
    employee: Any


TRAININGS = Brings(
    History(
        TrainingRecord,
        {
            "employee_id": "bigint",
            "kind": "text",
            "name": "text",
            "form_code": "text",
            "hours": "smallint",
            "organiser": "text",
            "year": "smallint",
            "started_on": "date",
            "ended_on": "date",
            "certificate_no": "text",
            "siasn_id": "text",
        },
    ),
    TrainingsRecorded,
)

ASSESSMENTS = Brings(
    History(
        Assessment,
        {
            "employee_id": "bigint",
            "assessed_on": "date",
            "valid_until": "date",
            "potential": "numeric(5,2)",
            "jpm": "numeric(5,2)",
            "method": "text",
            "assessor": "text",
            "report_no": "text",
        },
    )
)


# By hand ----------------------------------------------------------------------------------------


@transaction.atomic
def record_training(*, person: Person, facts: Mapping[str, Any], by: Account, today: date) -> TrainingRecord:
    """Record a training that somebody followed, and tell her. ``facts`` are values by column of TrainingRecord."""
    accounts.must(by, Permission.RECORD, on=person, today=today)
    kept = _keep(person, facts, reference=f"hand:{uuid7()}", by=by)
    ledger.record("competency.training_recorded", subject=_subject(person), by=by, facts=_told(kept))
    _tell(person, kept, gettext_lazy("Pelatihan Anda dicatat"), by=by)
    return kept


@transaction.atomic
def correct_training(
    *,
    training: TrainingRecord,
    person: Person,
    facts: Mapping[str, Any],
    reason: str,
    by: Account,
    today: date,
) -> TrainingRecord:
    """Put another record in the place of one made by hand; the former stays readable, with the reason."""
    accounts.must(by, Permission.RECORD, on=person, today=today)
    former = _locked(training)
    _withdraw(former, reason=reason, by=by, today=today)
    kept = _keep(person, facts, reference=former.reference, by=by)
    ledger.record(
        "competency.training_corrected",
        subject=_subject(person),
        by=by,
        facts=_told(kept) | {"instead_of": str(former.uuid)},
    )
    _tell(person, kept, gettext_lazy("Catatan pelatihan Anda diperbaiki"), by=by)
    return kept


@transaction.atomic
def withdraw_training(
    *, training: TrainingRecord, person: Person, reason: str, by: Account, today: date
) -> TrainingRecord:
    """Take back a record made by hand: it counts no longer, and stays readable."""
    accounts.must(by, Permission.RECORD, on=person, today=today)
    former = _locked(training)
    _withdraw(former, reason=reason, by=by, today=today)
    ledger.record("competency.training_withdrawn", subject=_subject(person), by=by, facts=_told(former))
    _tell(person, former, gettext_lazy("Catatan pelatihan Anda ditarik"), by=by)
    return former


@transaction.atomic
def restore_training(*, training: TrainingRecord, person: Person, by: Account, today: date) -> TrainingRecord:
    """Let a record count again that was taken back by mistake."""
    accounts.must(by, Permission.RECORD, on=person, today=today)
    former = TrainingRecord.objects.select_for_update().get(pk=training.pk)
    if not former.is_withdrawn:
        raise Refused(_("Pelatihan ini sudah berlaku kembali. Muat ulang halamannya."))
    if TrainingRecord.objects.filter(queries.CURRENT, reference=former.reference).exists():
        raise Refused(
            _("Pelatihan ini sudah diganti catatan yang diperbaiki. Perbaiki atau tarik dahulu catatan itu.")
        )
    _refuse_twins(former.employee_id, former.certificate_no)
    twin = queries.same_training(former.employee_id, vars(former))
    if twin is not None and not former.apart_reason:
        raise Refused(
            _(
                "Pelatihan yang sama sudah tercatat: %(name)s, %(hours)d JP. Catatan ini tidak perlu dipulihkan."
            )
            % {"name": twin.name, "hours": twin.hours}
        )
    former.withdrawn_on, former.withdrawn_by, former.withdrawn_reason = None, None, ""
    former.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason"])
    publish(TrainingsRecorded(1, None))
    ledger.record("competency.training_restored", subject=_subject(person), by=by, facts=_told(former))
    _tell(person, former, gettext_lazy("Catatan pelatihan Anda berlaku kembali"), by=by)
    return former


def note_download(*, filter: Mapping[str, Any], by: Account) -> None:
    """Put on record that somebody took the list of those who fall short away."""
    ledger.record("competency.exported", subject=by, by=by, facts={"filter": dict(filter)})


def _keep(person: Person, facts: Mapping[str, Any], *, reference: str, by: Account) -> TrainingRecord:
    _refuse_twins(person.pk, facts["certificate_no"])
    twin = queries.same_training(person.pk, facts)
    reason = facts.get("apart_reason", "")
    if twin is not None and not reason:
        raise Doubled(twin)
    kept = TrainingRecord.objects.create(
        employee_id=person.pk,
        year=facts["ended_on"].year,
        reference=reference,
        recorded_by=by,
        # Where there is nothing to tell it apart from, it is not kept apart.
        **{**facts, "apart_reason": reason if twin is not None else ""},
    )
    publish(TrainingsRecorded(1, None))
    return kept


def _refuse_twins(employee: int, certificate_no: str) -> None:
    """The same certificate twice is a slip, or a form that was sent twice; in a year it would count once anyway."""
    twin = (
        queries.trainings(employee).filter(certificate_no=certificate_no).first() if certificate_no else None
    )
    if twin is not None:
        raise Refused(
            _("Sertifikat nomor %(number)s sudah tercatat pada pegawai ini: %(name)s, %(hours)d JP.")
            % {"number": certificate_no, "name": twin.name, "hours": twin.hours}
        )


def _locked(training: TrainingRecord) -> TrainingRecord:
    """The record made by hand, locked against a second officer."""
    found = (
        TrainingRecord.objects.select_related("withdrawn_by")
        .select_for_update(of=("self",))
        .get(pk=training.pk)
    )
    if not found.is_by_hand:
        raise Refused(
            _(
                "Pelatihan ini masuk lewat impor. Perbaiki di SIASN atau pada berkasnya, lalu impor lagi; "
                "catatan di sini mengikuti."
            )
        )
    if found.is_withdrawn:
        who = found.withdrawn_by
        raise Refused(
            _("%(who)s sudah memperbaiki atau menarik catatan ini. Muat ulang halamannya, lalu periksa lagi.")
            % {"who": who.name if who else _("Sistem")}
        )
    return found


def _withdraw(training: TrainingRecord, *, reason: str, by: Account, today: date) -> None:
    training.withdrawn_on, training.withdrawn_by, training.withdrawn_reason = today, by, reason
    training.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason"])
    publish(TrainingsRecorded(1, None))


def _subject(person: Person) -> tuple[str, Any]:
    return "people.employee", person.uuid


def _told(training: TrainingRecord) -> dict[str, Any]:
    return {"training": str(training.uuid), "hours": training.hours, "year": training.year}


def _tell(person: Person, training: TrainingRecord, title: Any, *, by: Account) -> None:
    owner = person.employee.account
    if owner is not None and owner != by:
        notifications.notify(
            to=owner,
            kind="competency.training",
            title=title,
            body=f"{training.name}, {training.hours} JP, {training.year}",
            link=reverse("competency:person", args=[person.uuid]),
        )
