"""What higher floors say about the files they keep (what for, how long, who may open them), and of what they print."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from bijak.accounts.models import Account
    from bijak.documents.models import Document

type MayOpen = Callable[[Account, Document, date], bool]


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why files are kept. ``keep_for`` is the retention; ``None`` keeps until someone erases.

    ``may_open`` decides at the time of asking, for whoever kept the file too: she may have lost the role since.
    Without it a file is open to nobody but who kept it.
    """

    code: str
    label: str | Promise
    keep_for: timedelta | None = None
    may_open: MayOpen | None = None


class Purposes:
    """Purposes by code. A file of an unregistered purpose is open to nobody but who kept it, and stays."""

    def __init__(self) -> None:
        self._purposes: dict[str, Purpose] = {}

    def register(
        self, code: str, label: str, *, keep_for: timedelta | None = None, may_open: MayOpen | None = None
    ) -> Purpose:
        if code in self._purposes:
            raise LookupError(f"The purpose '{code}' is registered twice.")
        self._purposes[code] = Purpose(code, label, keep_for, may_open)
        return self._purposes[code]

    def may_open(self, account: "Account", document: "Document", *, today: date) -> bool:
        purpose = self._purposes.get(document.purpose)
        if purpose is None or purpose.may_open is None:
            return document.kept_by_id == account.pk
        return purpose.may_open(account, document, today)

    def with_retention(self) -> list[Purpose]:
        return [purpose for purpose in self._purposes.values() if purpose.keep_for]


@dataclass(frozen=True, slots=True)
class Verifiable:
    """What anyone who holds a paper may know of it, by the code that stands on it.

    ``facts`` and ``files`` are labels with what they say: a number, a hash. ``state`` is a sentence. ``subject`` is the
    row that the ledger speaks of; ``unsigned_sha256`` the hash of the file before it was signed, where it was.
    """

    code: str
    title: str
    facts: tuple[tuple[str, str], ...]
    is_valid: bool
    state: str
    subject: Any
    files: tuple[tuple[str, str], ...] = ()
    unsigned_sha256: str = ""
    signatures: Sequence[Any] = ()


class Papers:
    """Who prints papers with a code, and tells what they are."""

    def __init__(self) -> None:
        self._find: list[Callable[..., Verifiable | None]] = []
        self._known: list[Callable[[str], Sequence[Verifiable]]] = []

    def add(
        self, find: Callable[..., Verifiable | None], known: Callable[[str], Sequence[Verifiable]]
    ) -> None:
        """``find(code, today=)`` is the paper of a code; ``known(sha256)`` those whose file has that hash."""
        self._find.append(find)
        self._known.append(known)

    def find(self, code: str, *, today: date) -> Verifiable | None:
        return next((found for find in self._find if (found := find(code, today=today))), None)

    def with_hash(self, sha256: str) -> Iterator[Verifiable]:
        return (each for known in self._known for each in known(sha256))


purposes = Purposes()
papers = Papers()
