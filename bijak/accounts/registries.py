"""What higher contexts tell accounts."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from bijak.accounts.models import Account

type SubjectSource = Callable[[Account], Iterable[UUID]]


class Subjects:
    """Under which keys the data of an account's owner are kept elsewhere: her employee record, say.

    The page "Siapa melihat data saya" shows the views of all of them.
    """

    def __init__(self) -> None:
        self._sources: list[SubjectSource] = []

    def register(self, source: SubjectSource) -> None:
        self._sources.append(source)

    def of(self, account: Account) -> list[UUID]:
        return [account.uuid, *(uuid for source in self._sources for uuid in source(account))]


type RoleWords = Callable[[Sequence[tuple[int, datetime]]], list[str]]


class Roles:
    """In which roles accounts acted: asked of the context that grants them."""

    def __init__(self) -> None:
        self._words: RoleWords | None = None

    def register(self, words: RoleWords) -> None:
        """``words`` gets accounts (keys), each with a moment, and returns the roles that each held on that day."""
        self._words = words

    def at(self, moments: Sequence[tuple[int, datetime]]) -> list[str]:
        return self._words(moments) if self._words else [""] * len(moments)


subjects = Subjects()
roles = Roles()
