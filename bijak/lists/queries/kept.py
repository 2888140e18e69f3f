"""Saved views that an account may use, and files that were made for it."""

from datetime import date

from django.db.models import Q, QuerySet

from bijak.accounts.models import Account
from bijak.lists import access
from bijak.lists.models import Extract, SavedView
from bijak.lists.registries import ListKind, lists
from bijak.organization import queries as organization
from bijak.people import queries as people


def kind_of(view: SavedView) -> ListKind:
    return lists.get(view.list_code)


def views_visible_to(account: Account, *, today: date) -> QuerySet[SavedView]:
    """Her own, and those shared where she is: in a unit that she reaches, or that hers is a part of."""
    reach = organization.scope(account, access.VIEW, today=today)
    above = {int(key) for path in reach.paths for key in path.strip("/").split("/")}
    within = Q() if reach.everything else reach.q("unit__path") | Q(unit__in=above) | Q(unit=None)
    codes = [kind.code for kind in access.lists_for(account, today=today)]
    seen = Q(made_by=account) | Q(is_shared=True) & within
    found = SavedView.objects.filter(seen, list_code__in=codes, removed_at=None)
    return found.select_related("made_by", "unit").order_by("name", "pk")


def removed_views(account: Account) -> QuerySet[SavedView]:
    """Views of hers that were removed and can be brought back."""
    return SavedView.objects.filter(made_by=account).exclude(removed_at=None).order_by("pk")


def unit_shared_in(account: Account, kind: ListKind, *, today: date) -> organization.Unit | None:
    """Where what she shares is seen: the unit she works in, the first she reaches, or everywhere."""
    own = people.row_of(account)
    reach = organization.scope(account, access.opening(kind), today=today)
    if own is not None and own.unit is not None and reach.covers(own):
        return own.unit
    if reach.everything or not reach.paths:
        return None
    return organization.active_units().filter(path=reach.paths[0]).first()


def extracts_of(account: Account) -> QuerySet[Extract]:
    return Extract.objects.filter(by=account).select_related("document", "by").order_by("-pk")
