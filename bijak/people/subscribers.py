"""What people does when lower floors say that something happened."""

from bijak.accounts.events import AccountCreated, AccountRenumbered
from bijak.accounts.models import Account
from bijak.kernel.events import subscribe
from bijak.organization.events import DayTurned
from bijak.people import services


@subscribe(AccountCreated)
def link_account(event: AccountCreated) -> None:
    services.link_account(account=Account.objects.get(uuid=event.account))


@subscribe(AccountRenumbered)
def link_account_anew(event: AccountRenumbered) -> None:
    services.link_account(account=Account.objects.get(uuid=event.account))


@subscribe(DayTurned)
def show_the_day(event: DayTurned) -> None:
    """Ranks and positions that begin or end on the new day show in the lists."""
    services.refresh_today(on=event.today)
