"""Who may see and change people's records: by the unit that the person works in."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.people.models import EmployeeToday


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


def reaches(account: Account, permission: Permission, row: EmployeeToday, *, today: date) -> bool:
    """Whether ``within`` takes in a row that has been read."""
    is_own = permission == Permission.VIEW and row.employee.account_id == account.pk
    return is_own or organization.scope(account, permission, today=today).covers(row)
