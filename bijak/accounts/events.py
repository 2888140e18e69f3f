"""What happened to accounts."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class AccountCreated:
    """An account exists now; whoever keeps records under its NIP may tie them to it."""

    account: UUID


@dataclass(frozen=True)
class AccountRenumbered:
    """An account bears another NIP, or none; what was tied to it by the former one is not its owner's."""

    account: UUID


@dataclass(frozen=True)
class AddressCorrected:
    """An administrator gave an account another e-mail address, or none."""

    account: UUID


@dataclass(frozen=True)
class SecondFactorRemoved:
    """An administrator took the second factor off an account."""

    account: UUID


@dataclass(frozen=True)
class AccountDeactivated:
    """An administrator closed an account; what opens something in its name ends."""

    account: UUID
