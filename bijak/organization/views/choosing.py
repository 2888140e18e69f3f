"""Forms whose choices are what a search found: an account, a unit."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest

from bijak.accounts import queries as accounts
from bijak.accounts.models import Account
from bijak.organization import queries
from bijak.organization.models import Unit

FOUND = 15


def form_with_search[F: forms.Form](request: HttpRequest, form: type[F], **kwargs: Any) -> F:
    """A form whose search button was pressed shows what was typed, without complaints about the rest."""
    if request.method == "POST" and "search" in request.POST:
        return form(**kwargs | {"initial": request.POST.dict()})
    return form(request.POST or None, **kwargs)


def found_units(data: Mapping[str, Any], search: str, chosen: str, scope: queries.Scope) -> list[Unit]:
    """What the search finds, and what was chosen before."""
    found = queries.find_units(data.get(search, "").strip(), within=scope.q("path"))
    if is_uuid(data.get(chosen, "")):
        was = queries.active_units().filter(scope.q("path"), uuid=data[chosen])
        found = [*was, *(each for each in found if str(each.uuid) != data[chosen])]
    return found


def found_accounts(
    data: Mapping[str, Any], find: Callable[[str], QuerySet[Account]] = accounts.find
) -> list[Account]:
    """What the search finds, and who was chosen before."""
    text = data.get("account_q", "").strip()
    found = list(find(text).filter(is_active=True)[:FOUND]) if text else []
    if is_uuid(data.get("account", "")):
        was = Account.objects.filter(uuid=data["account"])
        found = [*was, *(each for each in found if str(each.uuid) != data["account"])]
    return found


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
