"""Which histories of the national system may be taken in."""

from datetime import date

from bijak.accounts.models import Account
from bijak.interchange import access as imports
from bijak.siasn.mapping.held import HISTORIES, History


def histories_for(account: Account, *, today: date) -> list[History]:
    """Those whose import an account may use."""
    kinds = {kind.code for kind in imports.kinds_for(account, today=today)}
    return [each for each in HISTORIES.values() if each.kind in kinds]
