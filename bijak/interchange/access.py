"""Who may import what: each kind names its own permission. Who may look at the imports of others."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.interchange.registries import ExportKind, ImportKind, export_kinds, import_kinds


class Permission(accounts.Permission):
    VIEW_ALL = "interchange.view_all", _("Melihat semua impor"), True


def permission_of(kind: ImportKind | ExportKind) -> accounts.Permission:
    return next(each for each in accounts.permissions() if each.value == str(kind.permission))


def may_use(account: Account, kind: ImportKind | ExportKind, *, today: date) -> bool:
    return accounts.holds(account, permission_of(kind), today=today)


def must_use(account: Account, kind: ImportKind | ExportKind, *, today: date) -> None:
    """Refuse with a sentence unless the account holds the kind's own permission."""
    accounts.must(account, permission_of(kind), today=today)


def may_view_all(account: Account, *, today: date) -> bool:
    return accounts.holds(account, Permission.VIEW_ALL, today=today)


def kinds_for(account: Account, *, today: date) -> list[ImportKind]:
    """What the account may import, in order."""
    return [kind for kind in import_kinds if may_use(account, kind, today=today)]


def exports_for(account: Account, *, today: date) -> list[ExportKind]:
    return [kind for kind in export_kinds if may_use(account, kind, today=today)]
