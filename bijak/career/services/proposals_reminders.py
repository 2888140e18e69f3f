"""Chasing the papers that are due: each step tells whoever must act, once."""

import logging
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy

from bijak.accounts.models import Account
from bijak.career.access import Permission
from bijak.career.models.proposals import PaperReminder, ProposalPaper, ReminderStep
from bijak.career.queries import proposals as queries
from bijak.career.queries import proposals_reminders as reminding
from bijak.notifications import services as notifications
from bijak.organization import queries as organization

log = logging.getLogger(__name__)

TITLES = {
    ReminderStep.SOON: gettext_lazy("Dokumen kenaikan pangkat Anda segera ditunggu"),
    ReminderStep.LATE: gettext_lazy("Dokumen kenaikan pangkat Anda lewat batas waktu"),
    ReminderStep.PASSED_ON: gettext_lazy("Dokumen yang Anda minta belum datang"),
}
BODIES = {
    ReminderStep.SOON: gettext_lazy("Unggah dokumennya sebelum batas waktunya, supaya usul Anda tidak tertunda."),
    ReminderStep.LATE: gettext_lazy("Unggah dokumennya sekarang. Usul Anda menunggu dokumen ini."),
    ReminderStep.PASSED_ON: gettext_lazy(
        "Pegawainya sudah diingatkan. Hubungi dia, unggah sendiri dokumennya, atau beri waktu baru."
    ),
}  # fmt: skip


def remind(*, today: date) -> int:
    """Tell of every paper whose step is reached; returns how many were told. On days off nobody is."""
    if not organization.is_working_day(today):
        return 0
    told, days = 0, reminding.days_on(today)
    for paper, reminders in reminding.waited_for():
        try:
            step = reminding.due(paper, reminders, days(paper.due_on), today)
            if step is not None:
                with transaction.atomic():
                    told += _told(paper, step, today)
        except Exception:  # one that cannot be told does not keep the others waiting
            log.exception("Paper %s was not reminded of.", paper.pk)
    return told


def _told(paper: ProposalPaper, step: ReminderStep, today: date) -> bool:
    to = _asker(paper, today) if step == ReminderStep.PASSED_ON else paper.proposal.employee.account
    if to is None or paper.due_on is None:
        return False
    _reminder, is_new = PaperReminder.objects.get_or_create(
        paper=paper, due_on=paper.due_on, step=step, defaults={"told": to, "told_on": today}
    )
    if is_new:
        is_asker = step == ReminderStep.PASSED_ON
        page = reverse("career:proposal", args=[paper.proposal.uuid])
        notifications.notify(
            to=to,
            kind="career.proposal" if is_asker else "career.paper",
            title=TITLES[step],
            body=BODIES[step],
            link=page if is_asker else reverse("career:my_papers"),
        )
    return is_new


def _asker(paper: ProposalPaper, today: date) -> Account | None:
    """Whoever asked, or, once that account is closed, another who may work on it."""
    if paper.asked_by is not None and paper.asked_by.is_active:
        return paper.asked_by
    row = queries.row_of(paper.proposal)
    if row is None or row.unit is None:
        return None
    near = organization.holders_near(Permission.PROPOSE, unit=row.unit, today=today)
    return near.exclude(pk=row.employee.account_id).first()
