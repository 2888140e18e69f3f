"""The ledger and the log of views, in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext as in_her_language  # of words marked where they were recorded

from bijak.accounts import queries as accounts
from bijak.accounts.models import Account, View
from bijak.desk.access import Permission
from bijak.ledger import queries as ledger
from bijak.ledger.models import Entry
from bijak.ledger.registries import verbs
from bijak.organization import queries as organization
from bijak.people import queries as people

LINES = 50
FOUND = 200  # people of one name whose views are looked for


@dataclass(frozen=True)
class Line:
    """An entry of the ledger as an auditor reads it. ``leaf`` is its place in the tree, once it has one."""

    key: int
    at: datetime
    act: str
    subject: str
    subject_uuid: UUID
    by: str
    leaf: int | None


def ledger_lines(*, before: int | None = None) -> tuple[list[Line], int | None]:
    """The newest entries older than the entry ``before``, and the key to go on from, if there are more."""
    found = ledger.entries() if before is None else ledger.entries().filter(pk__lt=before)
    entries = list(found[: LINES + 1])
    more = entries[LINES - 1].pk if len(entries) > LINES else None
    return lines_of(entries[:LINES]), more


def lines_of(entries: Sequence[Entry]) -> list[Line]:
    """Entries in words. One query for the names."""
    actors = {entry.by_uuid for entry in entries if entry.by_uuid}
    names = dict(accounts.find().filter(uuid__in=actors).values_list("uuid", "name"))
    return [
        Line(
            key=entry.pk,
            at=entry.at,
            act=verbs.label(entry.verb),
            subject=_kind(entry.subject_kind),
            subject_uuid=entry.subject_uuid,
            by=names.get(entry.by_uuid, _("akun yang sudah dihapus")) if entry.by_uuid else _("sistem"),
            leaf=entry.leaf_id,
        )
        for entry in entries
    ]


@dataclass(frozen=True)
class Seen:
    """Somebody's data were shown to somebody else."""

    key: int
    at: datetime
    viewer: str
    subject: str
    page: str


def seen(
    *, account: Account, subject: str = "", viewer: str = "", day: date | None = None, today: date
) -> QuerySet[View]:
    """The log of views narrowed to people found by a name or part of a NIP, and to one day where the agency is."""
    midnight = partial(datetime.combine, time=time.min, tzinfo=organization.time_zone())
    found = accounts.views(
        subjects=_subjects(subject, account, today) if subject else None,
        viewers=accounts.find(viewer) if viewer else None,
        since=midnight(day) if day else None,
        until=midnight(day + timedelta(days=1)) if day and day < date.max else None,
    )
    if organization.scope(account, Permission.READ_VIEWS, today=today).everything:
        return found
    return found.filter(subject_uuid__in=people.visible_to(account, today=today).order_by().values("uuid"))


def seen_lines(views: Sequence[View], *, account: Account, today: date) -> list[Seen]:
    """Views in words: two queries, however many."""
    uuids = {view.subject_uuid for view in views}
    visible = people.visible_to(account, today=today).filter(uuid__in=uuids).order_by()
    names = dict(accounts.find().filter(uuid__in=uuids).order_by().values_list("uuid", "name"))
    names |= dict(visible.values_list("uuid", "full_name"))
    return [
        Seen(
            key=view.pk,
            at=view.viewed_at,
            viewer=view.viewer.name,
            subject=names.get(view.subject_uuid, _("pegawai yang datanya sudah ditarik")),
            page=in_her_language(view.page),
        )
        for view in views
    ]


def _subjects(text: str, account: Account, today: date) -> list[UUID]:
    wanted = people.Filter(text=text, includes_inactive=True)
    found = people.narrowed(people.visible_to(account, today=today), wanted)
    return [
        *found.values_list("uuid", flat=True)[:FOUND],
        *accounts.find(text).values_list("uuid", flat=True)[:FOUND],
    ]


def _kind(label: str) -> str:
    """``people.employee`` → pegawai; a kind that no context knows any more is shown as it is."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label
