"""Who plays in the demo, and on which day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bijak.accounts.models import Account


@dataclass(frozen=True)
class Cast:
    """The personas of the demo. ``take`` takes in the file of an import kind, as the officer would."""

    analyst: Account
    officer: Account
    employee: Account
    superior: Account
    leader: Account
    oversight: Account
    today: date
    take: Callable[[str, Path], None]
