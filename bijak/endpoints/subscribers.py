"""What endpoints does when a lower floor says that something happened."""

from bijak.accounts.events import AccountDeactivated
from bijak.endpoints import services
from bijak.kernel.events import subscribe


@subscribe(AccountDeactivated)
def end_tokens(event: AccountDeactivated) -> None:
    """An account that is opened again later does not bring its old tokens back."""
    services.end_tokens(account=event.account)
