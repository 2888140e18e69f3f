"""Loading the national reference tables."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.organization import queries
from bijak.organization.models import ReferenceCode
from bijak.organization.queries.reference import ReferenceRow, TableChange, compare_reference


@transaction.atomic
def load_reference(
    tables: Mapping[str, Sequence[ReferenceRow]], *, on: date, by: Account | None
) -> list[TableChange]:
    """Make the tables what came, each whole; the same again changes nothing.

    A code that no longer comes is marked as ended on that day and stays: records may carry it.
    """
    changes = [change for change in compare_reference(tables) if change]
    for change in changes:
        ReferenceCode.objects.bulk_create(
            ReferenceCode(
                table=change.table, code=row.code, name=row.name, details=dict(row.details), loaded_on=on
            )
            for row in change.added
        )
        for held, row in change.changed:
            held.name, held.details, held.ended_on = row.name, dict(row.details), None
        ReferenceCode.objects.bulk_update(
            [held for held, _ in change.changed], ["name", "details", "ended_on"], batch_size=500
        )
        for held in change.ended:
            held.ended_on = max(on, held.loaded_on)
        ReferenceCode.objects.bulk_update(change.ended, ["ended_on"], batch_size=500)
    if changes:
        facts = {each.table: [len(each.added), len(each.changed), len(each.ended)] for each in changes}
        ledger.record("organization.reference_loaded", subject=queries.agency(), by=by, facts=facts)
    return changes
