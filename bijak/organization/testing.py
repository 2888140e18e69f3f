"""Units and roles for tests and demonstrations, made by the services themselves."""

from datetime import date

from bijak.accounts.models import Account
from bijak.organization import services
from bijak.organization.models import Agency, Grant, Unit, UnitKind

TODAY = date(2026, 11, 2)


def pretend_day(today: date) -> None:
    """The day of the house, before anything has happened on which a new day turns something: so nobody is told."""
    Agency.objects.update_or_create(pk=1, defaults={"demo_today": today})


def make_unit(*, name: str, parent: Unit | None = None, since: date, kind: str = UnitKind.OFFICE) -> Unit:
    return services.create_unit(name=name, kind=kind, parent=parent, from_on=since, today=TODAY, by=None)


def give_role(
    *, account: Account, role: str, unit: Unit | None = None, since: date, until: date | None = None
) -> Grant:
    return services.grant_role(
        account=account, role=role, unit=unit, from_on=since, until_on=until, today=TODAY, by=None
    )
