"""What competency shows on the pages of lower floors."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.competency import queries
from bijak.competency.access import Permission
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.policy import queries as policies
from bijak.policy.registries import Step
from bijak.shell.registries import PanelContent, later
from bijak.shell.templatetags.formats import angka, tanggal

SHOWN = 10
APPLICATION = 80


class Person(Protocol):
    """What the slot "people.person" hands over: a row of people.EmployeeToday."""

    pk: int
    kind: str
    kind_from: date | None
    is_active: bool


def trainings_of(request: HttpRequest, row: object) -> PanelContent:
    """The latest trainings of a person, and what her hours of this year and the last are by which clause."""
    person, year = cast(Person, row), request.today.year
    trainings = queries.trainings_at_once(person.pk)
    recording = organization.scope(request.user, Permission.RECORD, today=request.today)
    return PanelContent(
        "competency/person_trainings.html",
        {
            "row": row,
            "trainings": trainings[:SHOWN],
            "counted": {each.pk for each in queries.counted(trainings)},
            "count": len(trainings),
            "years": queries.years_of(
                trainings,
                years=(year, year - 1),
                pns_from=queries.pns_today(person),
                today=request.today,
            ),
            "may_record": recording.covers(row),
        },
    )


def assessments_of(request: HttpRequest, row: Any) -> PanelContent | None:
    """What assessments found, asked for when somebody scrolls to it; to herself and to whoever may know it."""
    if not people.may_read(request.user, Permission.VIEW_ASSESSMENTS, row, today=request.today):
        return None
    return later(
        title=_("Hasil asesmen"),
        icon="clipboard-check",
        address=reverse("competency:assessments", args=[row.uuid]),
        label=_("Lihat hasil asesmen"),
    )


def steps_of(policy: object, *, account: Account, today: date) -> Iterator[Step]:
    """A policy that sets the hours of training is applied: how far this year is."""
    for draft in policies.drafts_of(policy):
        decree = policies.decree_of(draft)
        if decree is None or not decree.is_law or not _sets_hours(decree.version):
            continue
        may_count = accounts.holds(account, Permission.COUNT, today=today)
        step = {
            "order": APPLICATION,
            "title": _("Diterapkan pada jam pelatihan"),
            "link": reverse("competency:overview") if may_count else "",
            "on": decree.in_force_from,
            "draft": draft.number,
        }
        if today < decree.in_force_from:
            day = {"day": tanggal(decree.in_force_from)}
            yield Step(**step, detail=_("Pelatihan dihitung menurut ketentuan ini sejak %(day)s.") % day)
        elif decree.in_force_until is None or today < decree.in_force_until:
            yield Step(**step, detail=_progress(today) if may_count else "", state="now")
        else:
            yield Step(**step, state="done")


def _sets_hours(version: object) -> bool:
    return any(setting.term == queries.MINIMUM_HOURS for setting in policies.settings_of(version))


def _progress(today: date) -> str:
    known = queries.learners(today, year=today.year)
    decided = queries.judge(known).count()
    return _("%(met)s dari %(all)s PNS sudah mencapai jam tahun %(year)s.") % {
        "met": angka(decided.met),
        "all": angka(len(known)),
        "year": today.year,
    }
