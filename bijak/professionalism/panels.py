"""What the index of professionalism shows on the pages of lower floors."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.organization import queries as organization
from bijak.professionalism.access import Permission
from bijak.shell.registries import PanelContent, later


def of_person(request: HttpRequest, row: Any) -> PanelContent | None:
    """Her index, to herself and to whoever may know it."""
    is_own = row.employee.account_id == request.user.pk
    if not is_own and not organization.scope(request.user, Permission.VIEW, today=request.today).covers(row):
        return None
    return later(
        title=_("Indeks profesionalitas"),
        icon="shield-check",
        address=reverse("professionalism:person", args=[row.uuid]),
        label=_("Lihat indeks profesionalitas"),
    )


def is_employee(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and request.user.nip)
