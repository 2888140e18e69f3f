"""What the index of professionalism shows on the pages of lower floors."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.people import queries as people
from bijak.professionalism.access import Permission
from bijak.shell.registries import PanelContent, later


def of_person(request: HttpRequest, row: Any) -> PanelContent | None:
    """Her index, to herself and to whoever may know it."""
    if not people.may_read(request.user, Permission.VIEW, row, today=request.today):
        return None
    return later(
        title=_("Indeks profesionalitas"),
        icon="shield-check",
        address=reverse("professionalism:person", args=[row.uuid]),
        label=_("Lihat indeks profesionalitas"),
    )
