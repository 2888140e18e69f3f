"""Reporting how far an activity has come, and taking a report back."""

from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.ledger import services as ledger
from bijak.policy import queries
from bijak.policy.models import Activity, Funding, ProgressReport
from bijak.policy.services.plans import held, must_not_be_cancelled
from bijak.policy.services.refusals import Refused


@transaction.atomic
def report_progress(
    *,
    activity: Activity,
    as_of: date,
    percent: int | None = None,
    outputs: int | None = None,
    spent: int = 0,
    note: str = "",
    file: File[Any] | None = None,
    by: Account | None,
    today: date,
) -> ProgressReport:
    """Say how far an activity had come on a day, all told: percent or outputs, and rupiah spent until then."""
    activity = held(activity)
    if by is not None and not queries.answers_for(by, activity, today=today):
        raise Refused(
            _("Hanya penanggung jawab kegiatan ini, atau penggantinya, yang dapat melaporkan kemajuannya.")
        )
    must_not_be_cancelled(activity)
    if (percent is None) == (outputs is None):
        raise Refused(_("Isi kemajuan dalam persen, atau banyaknya keluaran yang sudah ada."))
    if percent is not None and not 0 <= percent <= 100:
        raise Refused(_("Kemajuan adalah 0 sampai 100 persen."))
    if as_of > today:
        raise Refused(
            _("Laporan menceritakan keadaan yang sudah terjadi. Pilih tanggal hari ini atau sebelumnya.")
        )
    if spent and activity.budget_source == Funding.NONE:
        raise Refused(
            _(
                "Kegiatan ini direncanakan tanpa biaya tersendiri. Mintalah analis kebijakan mengisi sumber dananya."
            )
        )
    document = (
        documents.keep(file=file, name=file.name or "", purpose=queries.REPORT, by=by)
        if file is not None
        else None
    )
    report = ProgressReport.objects.create(
        activity=activity,
        as_of=as_of,
        percent=percent,
        outputs=outputs,
        spent=spent,
        note=note.strip(),
        document=document,
        reported_on=today,
        reported_by=by,
    )
    ledger.record(
        "policy.progress_reported",
        subject=report,
        by=by,
        facts={
            "activity": str(activity.uuid),
            "as_of": str(as_of),
            "percent": percent,
            "outputs": outputs,
            "spent": spent,
            "document": document.sha256 if document else "",
        },
    )
    return report


@transaction.atomic
def withdraw_report(*, report: ProgressReport, by: Account | None, today: date) -> ProgressReport:
    """Take a report back; the one before counts again. That it was made stays on record."""
    report = (
        ProgressReport.objects.select_for_update(of=("self",))
        .select_related("activity__unit")
        .get(pk=report.pk)
    )
    if by is not None and not queries.answers_for(by, report.activity, today=today):
        raise Refused(
            _("Hanya penanggung jawab kegiatan ini, atau penggantinya, yang dapat menarik laporannya.")
        )
    if report.withdrawn_on is None:
        report.withdrawn_on = today
        report.save(update_fields=["withdrawn_on"])
        ledger.record("policy.progress_withdrawn", subject=report, by=by)
    return report
