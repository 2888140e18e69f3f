"""Employee cards."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from bijak.accounts.models import Account
from bijak.letters.models import EmployeeCard
from bijak.people import queries as people


def cards_of(employee: int) -> QuerySet[EmployeeCard]:
    """Every card somebody had, the newest first."""
    return EmployeeCard.objects.filter(employee=employee).order_by("-pk")


def card_of(employee: int) -> EmployeeCard | None:
    """The card that somebody carries now."""
    return cards_of(employee).filter(ended_on=None).first()


def card_visible_to(account: Account, *, uuid: UUID, today: date) -> EmployeeCard | None:
    seen = people.visible_to(account, today=today)
    found = EmployeeCard.objects.filter(uuid=uuid, employee__in=seen.values("pk"))
    return found.select_related("employee").order_by("pk").first()
