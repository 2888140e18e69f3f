"""What people does when lower floors say that something happened."""

from bijak.accounts.events import AccountCreated
from bijak.accounts.models import Account
from bijak.kernel.events import subscribe
from bijak.people import services


@subscribe(AccountCreated)
def link_account(event: AccountCreated) -> None:
    services.link_account(account=Account.objects.get(uuid=event.account))
