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


purposes = Purposes()
