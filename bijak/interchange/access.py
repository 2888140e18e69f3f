"""Who may import what: each kind names its own permission. Who may look at the imports of others."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.interchange.registries import ExportKind, ImportKind, export_kinds, import_kinds


class Permission(accounts.Permission):
    VIEW_ALL = "interchange.view_all", _("Melihat semua impor"), True


def permission_of(kind: ImportKind | ExportKind) -> accounts.Permission:
    return accounts.permission_named(str(kind.permission))


def may_import(account: Account, kind: ImportKind, *, today: date) -> bool:
    """A file may speak of anyone, so the permission must reach the whole agency."""
    return _reaches_all(account, permission_of(kind), today=today)


def must_import(account: Account, kind: ImportKind, *, today: date) -> None:
    """Refuse with a sentence unless the account holds the kind's own permission for the whole agency."""
    permission = permission_of(kind)
    accounts.must(account, permission, today=today)
    if not _reaches_all(account, permission, today=today):
        raise PermissionDenied(
            _(
                "Berkas impor dapat menyangkut siapa pun, jadi izin “%(permission)s” harus berlaku untuk seluruh "
                "instansi. Izin Anda terbatas pada unit tertentu."
            )
            % {"permission": permission.label}
        )


def may_export(account: Account, kind: ExportKind, *, today: date) -> bool:
    """An export limits its rows to what the account may see, so any reach will do."""
    return accounts.holds(account, permission_of(kind), today=today)


def must_export(account: Account, kind: ExportKind, *, today: date) -> None:
    accounts.must(account, permission_of(kind), today=today)


def may_view_all(account: Account, *, today: date) -> bool:
    return _reaches_all(account, Permission.VIEW_ALL, today=today)


def kinds_for(account: Account, *, today: date) -> list[ImportKind]:
    """What the account may import, in order."""
    return [kind for kind in import_kinds if may_import(account, kind, today=today)]


def exports_for(account: Account, *, today: date) -> list[ExportKind]:
    return [kind for kind in export_kinds if may_export(account, kind, today=today)]


def _reaches_all(account: Account, permission: accounts.Permission, *, today: date) -> bool:
    scope = accounts.grants(account, today=today).get(permission.value)
    # What belongs to no unit is covered only by a grant without bounds.
    return scope is not None and scope.covers(None)
