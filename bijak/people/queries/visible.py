"""Whose data an account may see, and under which key they are kept."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from bijak.accounts.access import Permission
from bijak.accounts.models import Account
from bijak.people import access, texts
from bijak.people.models import Assignment, EmployeeToday, Identity, PositionSpell
from bijak.shell.prepared import Instances, Prepared


def visible_to(account: Account, *, today: date) -> QuerySet[EmployeeToday]:
    """Everyone whose data this account may see, herself included."""
    return EmployeeToday.objects.filter(access.within(account, access.Permission.VIEW, today=today))


def active() -> QuerySet[EmployeeToday]:
    """Everyone who works here today. For counting and addressing; what an account may see is ``visible_to``."""
    return EmployeeToday.objects.filter(standing_code__in=texts.ACTIVE_STANDINGS).order_by("pk")


_row_columns = Instances(EmployeeToday, "employee", "unit")


_row = Prepared(
    lambda *, uuid: EmployeeToday.objects.filter(uuid=uuid).order_by().values_list(*_row_columns.columns),
    plans_once=True,
)


def row_visible_to(
    account: Account, *, uuid: UUID, today: date, holding: Permission | None = None
) -> EmployeeToday | None:
    """One of ``visible_to`` with her unit; None for strangers and for keys that nobody has.

    Of others only those, if asked, over whose unit the account is ``holding`` another permission as well.
    """
    row = next(iter(_row_columns.read(_row(uuid=uuid))), None)
    asked = access.Permission.VIEW, holding
    if row is None or not all(access.may_read(account, each, row, today=today) for each in asked if each):
        return None
    return row


_own = Prepared(
    lambda *, account: (
        EmployeeToday.objects.filter(employee__account=account)
        .order_by("pk")
        .values_list(*_row_columns.columns)[:1]
    ),
    plans_once=True,
)


def row_of(account: Account) -> EmployeeToday | None:
    """The account owner's own row with her unit, where she is an employee."""
    return next(iter(_row_columns.read(_own(account=account.pk))), None)


def rows_of_employees(employees: Iterable[int]) -> dict[int, EmployeeToday]:
    """The rows of some people by their keys, with unit and account; who may see them, the asker has settled."""
    return EmployeeToday.objects.select_related("employee__account", "unit").in_bulk(list(employees))


def before_removal(uuid: UUID, *, on: date) -> EmployeeToday | None:
    """The row of somebody whose records were taken back, as it was just before; None while they are there."""
    identity = Identity.objects.select_related("employee").filter(employee__uuid=uuid).order_by("-pk").first()
    if identity is None or identity.believed_until is None:
        return None
    ended = PositionSpell.objects.filter(
        employee=identity.employee_id, ended_by=identity.ended_by_id, assignment=Assignment.DEFINITIVE
    )
    last = ended.filter(from_on__lte=on).select_related("unit").order_by("-from_on", "-pk").first()
    return EmployeeToday(
        employee=identity.employee,
        uuid=uuid,
        nip=identity.nip,
        name=identity.name,
        born_on=identity.born_on,
        unit=last.unit if last else None,
    )


def subject_uuids(account: Account) -> list[UUID]:
    """Under which keys data about this account's person are kept."""
    return list(
        EmployeeToday.objects.filter(employee__account=account).order_by().values_list("uuid", flat=True)
    )
