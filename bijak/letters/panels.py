"""What letters show on a person's page."""

from typing import Any

from django.http import HttpRequest

from bijak.letters import queries
from bijak.letters.access import Permission
from bijak.organization import queries as organization
from bijak.shell.registries import PanelContent

SHOWN = 10


def of_person(request: HttpRequest, row: Any) -> PanelContent | None:
    """The letters about her and her card: to herself, and to whoever sees letters in her unit."""
    scopes = {
        each: organization.scope(request.user, each, today=request.today).covers(row)
        for each in (Permission.VIEW, Permission.WRITE)
    }
    if not scopes[Permission.VIEW] and row.employee.account_id != request.user.pk:
        return None
    letters = list(queries.of_person(row.pk, request.user, today=request.today))
    return PanelContent(
        "letters/person_panel.html",
        {
            "row": row,
            "letters": [(each, queries.state_of(each)) for each in letters[:SHOWN]],
            "more": max(0, len(letters) - SHOWN),
            "card_now": queries.card_of(row.pk),
            "may_write": scopes[Permission.WRITE],
        },
    )
