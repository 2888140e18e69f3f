"""What higher floors say about the files they keep: what for, for how long, and who else may open them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from bijak.accounts.models import Account
    from bijak.documents.models import Document

type MayOpen = Callable[[Account, Document, date], bool]


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why files are kept. ``keep_for`` is the retention; ``None`` keeps until someone erases."""

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
        return bool(purpose and purpose.may_open and purpose.may_open(account, document, today))

    def with_retention(self) -> list[Purpose]:
        return [purpose for purpose in self._purposes.values() if purpose.keep_for]


purposes = Purposes()
