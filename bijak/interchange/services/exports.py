"""Who took which list along."""

from collections.abc import Mapping

from bijak.accounts.models import Account
from bijak.interchange.registries import ExportKind
from bijak.ledger import services as ledger


def note_export(*, kind: ExportKind, filters: Mapping[str, str], by: Account) -> None:
    """Put an export on record: which list, and by what it was narrowed, without the words searched for."""
    used = sorted(name for name, value in filters.items() if value and name != "bentuk")
    ledger.record("interchange.exported", subject=by, by=by, facts={"kind": kind.code, "filters": used})
