"""What higher contexts tell accounts."""

from collections.abc import Callable, Iterable
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


subjects = Subjects()
