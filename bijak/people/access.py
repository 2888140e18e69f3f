"""Who may see and change people's records: by the unit that the person works in."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.organization import queries as organization


class Permission(accounts.Permission):
    COUNT = "people.count", _("Melihat gambaran pegawai, tanpa nama")
    VIEW = "people.view", _("Melihat data pegawai"), True
    VIEW_SENSITIVE = "people.view_sensitive", _("Melihat data pribadi spesifik pegawai"), True
    EDIT = "people.edit", _("Memperbaiki data pegawai"), True
    IMPORT = "people.import", _("Mengimpor data pegawai"), True
    EXPORT = "people.export", _("Mengunduh daftar pegawai"), True


def within(account: Account, permission: Permission, *, today: date) -> Q:
    """The rows of EmployeeToday for which an account holds a permission; her own she may always see."""
    return within_scope(organization.scope(account, permission, today=today), permission, account.pk)


def within_scope(scope: organization.Scope, permission: Permission, account: int | None) -> Q:
    """``within`` for the key of an account whose reach is known already."""
    if permission == Permission.VIEW and not scope.everything:
        return scope.q("unit__path") | Q(employee__account=account)
    return scope.q("unit__path")


# One row that has been read, and a permission of whatever context ----------------------------------


def is_own(account: Account, about: Any) -> bool:
    """Whether a row, a record or an employee (``about``) is of the one who asks. Nobody is nobody's."""
    employee = getattr(about, "employee", about)
    return account.pk is not None and bool(employee.account_id == account.pk)


def may_read(account: Account, permission: accounts.Permission, row: Any, *, today: date) -> bool:
    """Whether a row is her own, or of the units over which an account holds a permission."""
    return is_own(account, row) or organization.scope(account, permission, today=today).covers(row)


def may_handle(account: Account, permission: accounts.Permission, row: Any, *, today: date) -> bool:
    """The same of an officer's work: of others within her units, and never of herself."""
    return not is_own(account, row) and organization.scope(account, permission, today=today).covers(row)
