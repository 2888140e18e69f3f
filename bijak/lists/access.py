"""Who may open a list and take it along: the permissions of people decide, each list names its own."""

from datetime import date

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.lists.registries import ListKind, lists
from bijak.organization import queries as organization

VIEW = accounts.permission_named("people.view")
EXPORT = accounts.permission_named("people.export")


def opening(kind: ListKind) -> accounts.Permission:
    return accounts.permission_named(kind.permission)


def exporting(kind: ListKind) -> accounts.Permission:
    return accounts.permission_named(kind.export_permission)


def may_open(account: Account, kind: ListKind, *, today: date) -> bool:
    return accounts.holds(account, opening(kind), today=today)


def may_export(account: Account, kind: ListKind, *, today: date) -> bool:
    return may_open(account, kind, today=today) and accounts.holds(account, exporting(kind), today=today)


def lists_for(account: Account, *, today: date) -> list[ListKind]:
    """What an account may open, in order."""
    return [kind for kind in lists if may_open(account, kind, today=today)]


def reach(account: Account, kind: ListKind, *, today: date, export: bool = False) -> organization.Scope:
    """Whose rows a list holds for an account: those within its own permission, and within that to export."""
    opened = organization.scope(account, opening(kind), today=today)
    if not export:
        return opened
    return both(opened, organization.scope(account, exporting(kind), today=today))


def both(one: organization.Scope, other: organization.Scope) -> organization.Scope:
    """What lies within two reaches."""
    if one.everything:
        return other
    if other.everything:
        return one
    inner = {path for path in one.paths if path.startswith(other.paths)}
    inner |= {path for path in other.paths if path.startswith(one.paths)}
    return organization.Scope(paths=tuple(sorted(inner)))


def must_export(account: Account, kind: ListKind, *, today: date) -> None:
    accounts.must(account, exporting(kind), today=today)
