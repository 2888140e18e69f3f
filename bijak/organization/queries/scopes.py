"""Who may do what where, from the grants in force on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from bijak.accounts import access
from bijak.accounts.access import Permission
from bijak.accounts.models import Account
from bijak.organization.models import Grant, Unit
from bijak.organization.queries.agency import time_zone
from bijak.organization.registries import Role, roles
from bijak.shell.prepared import Prepared


@dataclass(frozen=True)
class Scope:
    """The units a permission reaches: all of them, or the subtrees under ``paths``, or none but one's own data."""

    everything: bool = False
    paths: tuple[str, ...] = ()

    def q(self, prefix: str = "unit__path") -> Q:
        """The condition on a queryset whose ``prefix`` leads to a unit's path."""
        if self.everything:
            return Q()
        if not self.paths:
            return Q(pk__in=())
        return reduce(or_, (Q(**{f"{prefix}__startswith": path}) for path in self.paths))

    def covers(self, thing: Any) -> bool:
        """Whether a unit, or the unit of a thing, lies within."""
        unit = thing if isinstance(thing, Unit) else getattr(thing, "unit", None)
        return self.everything or (unit is not None and unit.path.startswith(self.paths))

    def __or__(self, other: "Scope") -> "Scope":
        if self.everything or other.everything:
            return EVERYTHING
        paths = sorted({*self.paths, *other.paths})
        return Scope(paths=tuple(p for p in paths if not any(p != q and p.startswith(q) for q in paths)))


EVERYTHING = Scope(everything=True)
NOTHING = Scope()


def in_force(today: date) -> Q:
    """Grants that hold on a day; a deputy's only while the one stood in for still holds."""
    started = Q(from_on__lte=today) & (Q(until_on=None) | Q(until_on__gt=today))
    principal = Q(deputy_for__from_on__lte=today) & (
        Q(deputy_for__until_on=None) | Q(deputy_for__until_on__gt=today)
    )
    return started & (Q(deputy_for=None) | principal)


# A grant in the only root of the tree is one for the whole agency.
_OTHER_ROOTS = Unit.objects.filter(parent=None, is_active=True).exclude(pk=OuterRef("unit"))
_FOR_ALL = Q(unit=None) | (Q(unit__parent=None) & ~Exists(_OTHER_ROOTS))
_reaches = Prepared(
    lambda *, account, today: (
        Grant.objects.filter(in_force(today), account=account)
        .annotate(is_for_all=Case(When(_FOR_ALL, then=True), default=False))
        .order_by("role", "pk")
        .values_list("role", "unit", "unit__path", "is_for_all")
    ),
    plans_once=True,
)


def grants_of(account: Account, *, today: date) -> QuerySet[Grant]:
    return (
        Grant.objects.filter(in_force(today), account=account)
        .select_related("unit", "deputy_for__account")
        .order_by("role", "pk")
    )


def held(account: Account, today: date) -> Mapping[str, Scope]:
    """Every permission the account holds on a day, and how far. Accounts asks this; others ask ``scope``.

    What concerns things of the whole agency (``roles.keep_whole``) comes with no grant for some of its offices.
    """
    if not account.is_active:
        return {}
    scopes = dict.fromkeys(roles.permissions_of(Role.EMPLOYEE), NOTHING)
    for role, unit, path, is_for_all in _reaches(account=account.pk, today=today):
        reach = EVERYTHING if unit is None else Scope(paths=(path,))
        for code in roles.permissions_of(Role(role)):
            if roles.is_whole(code) and not is_for_all:
                continue
            known = scopes.get(code, NOTHING)
            scopes[code] = reach if known is NOTHING else known | reach
    return scopes


def holders_of(permission: str, *, today: date) -> QuerySet[Account]:
    """Who holds a permission on a day by a role given to them, anywhere, by name."""
    given = Grant.objects.filter(
        in_force(today), role__in=[str(role) for role in roles.roles_with(permission)]
    )
    if roles.is_whole(permission):
        given = given.filter(_FOR_ALL)
    return Account.objects.filter(pk__in=given.values("account"), is_active=True).order_by("name", "pk")


def holders_near(permission: str, *, unit: Unit, today: date) -> QuerySet[Account]:
    """Who holds a permission on a day by a role given to them in a unit, above it or below it, by name."""
    above = [int(key) for key in unit.path.strip("/").split("/")]
    near = Q(unit=None) | Q(unit__in=above) | Q(unit__path__startswith=unit.path)
    given = Grant.objects.filter(
        in_force(today), near, role__in=[str(role) for role in roles.roles_with(permission)]
    )
    if roles.is_whole(permission):
        given = given.filter(_FOR_ALL)
    return Account.objects.filter(pk__in=given.values("account"), is_active=True).order_by("name", "pk")


def places_of(permission: str, *, accounts: Iterable[int], today: date) -> dict[int, list[str]]:
    """Where accounts hold a permission by a role given to them: the paths of units, ``/`` for the whole agency."""
    given = Grant.objects.filter(
        in_force(today), account__in=accounts, role__in=[str(role) for role in roles.roles_with(permission)]
    )
    found: dict[int, list[str]] = {}
    for account, path in given.order_by("pk").values_list("account", "unit__path"):
        found.setdefault(account, []).append(path or "/")
    return found


def stood_in_for(account: Account, *, today: date) -> QuerySet[Grant, int]:
    """The keys of those whose roles an account carries as their deputy on a day; a subquery too."""
    return (
        Grant.objects.filter(in_force(today), account=account, deputy_for__isnull=False)
        .order_by("pk")
        .values_list("deputy_for__account", flat=True)
    )


def withheld(grant: Grant) -> list[Permission]:
    """What a role carries elsewhere and not by this grant, for it is for some offices only."""
    if Grant.objects.filter(_FOR_ALL, pk=grant.pk).exists():
        return []
    return roles.not_divided(Role(grant.role))


def scope(account: Account, permission: str, *, today: date) -> Scope:
    """How far a permission of the account reaches today; nothing if it does not hold it."""
    found = access.grants(account, today=today).get(permission, NOTHING)
    assert isinstance(found, Scope)
    return found


def grants(
    *,
    within: Q,
    today: date,
    state: str = "",
    role: str = "",
    text: str = "",
    unit: Unit | None = None,
) -> QuerySet[Grant]:
    """Grants for a list: those in force, to come (``akan``), over (``berakhir``) or all (``semua``)."""
    found = Grant.objects.filter(within).select_related(
        "account", "unit", "deputy_for__account", "granted_by"
    )
    if unit is not None:
        found = found.filter(unit=unit)
    states = {
        "akan": Q(from_on__gt=today),
        "berakhir": Q(until_on__lte=today),
        "semua": Q(),
    }
    found = found.filter(states.get(state, in_force(today)))
    if role:
        found = found.filter(role=role)
    if text := text.strip():
        found = found.filter(Q(account__name__icontains=text) | Q(account__nip__startswith=text))
    return found.order_by("account__name", "-from_on", "pk")


def deputies_of(account: Account, *, today: date) -> QuerySet[Grant]:
    """Who stands in for an account's roles, now or later."""
    return (
        Grant.objects.filter(deputy_for__account=account, until_on__gt=today)
        .select_related("account", "unit")
        .order_by("from_on", "pk")
    )


def roles_at(moments: Sequence[tuple[int, datetime]]) -> list[str]:
    """For accounts (keys), each with a moment, the roles that each held on that day, in words. One query."""
    zone = time_zone()
    held: dict[int, list[Grant]] = {}
    for grant in Grant.objects.filter(account__in={account for account, _at in moments}).order_by("pk"):
        held.setdefault(grant.account_id, []).append(grant)

    def words(account: int, day: date) -> str:
        then = {
            str(Role(grant.role).label)
            for grant in held.get(account, ())
            if grant.from_on <= day and (grant.until_on is None or day < grant.until_on)
        }
        return ", ".join(sorted(then))

    return [words(account, at.astimezone(zone).date()) for account, at in moments]
