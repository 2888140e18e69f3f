"""Employee cards."""

from datetime import date
from uuid import UUID

from bijak.accounts.models import Account
from bijak.letters.models import EmployeeCard
from bijak.people import queries as people
from bijak.shell.prepared import Instances, Prepared

_card = Instances(EmployeeCard)
_cards = Prepared(
    lambda *, employee: (
        EmployeeCard.objects.filter(employee=employee, ended_on=None)
        .order_by("pk")
        .values_list(*_card.columns)[:1]
    )
)


def card_of(employee: int) -> EmployeeCard | None:
    """The card that somebody carries now."""
    return next(iter(_card.read(_cards(employee=employee))), None)


def card_visible_to(account: Account, *, uuid: UUID, today: date) -> EmployeeCard | None:
    seen = people.visible_to(account, today=today)
    found = EmployeeCard.objects.filter(uuid=uuid, employee__in=seen.values("pk"))
    return found.select_related("employee").order_by("pk").first()
