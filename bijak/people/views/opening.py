"""A person's row for whoever may see or edit it; that she looked is logged."""

from uuid import UUID

from django.http import Http404, HttpRequest

from bijak.organization import queries as organization
from bijak.people import queries, services
from bijak.people.access import Permission, within
from bijak.people.models import EmployeeToday


def open_row(request: HttpRequest, uuid: UUID) -> EmployeeToday:
    """The row, for whoever may see it; to all others it does not exist."""
    row = queries.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None:
        raise Http404
    return row


def sees_all(request: HttpRequest, row: EmployeeToday) -> bool:
    """Whether sanctions, NIK and the like are shown to the one who asks."""
    return queries.may_read(request.user, Permission.VIEW_SENSITIVE, row, today=request.today)


def note_view(request: HttpRequest, row: EmployeeToday, page: str) -> None:
    services.note_view(viewer=request.user, of=row, page=page)


def holds(request: HttpRequest, permission: Permission, row: EmployeeToday) -> bool:
    return organization.scope(request.user, permission, today=request.today).covers(row)


def open_for_edit(request: HttpRequest, uuid: UUID) -> EmployeeToday:
    """The row to edit. Whoever typed into a form while it was taken back gets it as it was, to lose nothing."""
    allowed = EmployeeToday.objects.filter(within(request.user, Permission.EDIT, today=request.today))
    row = allowed.select_related("employee", "unit").filter(uuid=uuid).first()
    if row is None and request.POST:
        row = queries.before_removal(uuid, on=request.today)
        if row is not None and not holds(request, Permission.EDIT, row):
            row = None
    if row is None:
        raise Http404
    return row


def open_topic(request: HttpRequest, row: EmployeeToday, slug: str) -> queries.Topic:
    """The history of that name in the address; one that she may not see does not exist."""
    topic = queries.TOPICS.get(slug)
    if topic is None or (topic in queries.SENSITIVE and not sees_all(request, row)):
        raise Http404
    return topic


def open_line(request: HttpRequest, row: EmployeeToday, slug: str, line: int) -> queries.Line:
    """A row of a history as it is believed now."""
    topic = open_topic(request, row, slug)
    shown = queries.person(row, on=request.today, with_sensitive=sees_all(request, row))
    for held in shown.histories[topic]:
        if held.pk == line:
            return held
    raise Http404
