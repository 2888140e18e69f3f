"""The catalogue of position titles."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import transaction

from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.organization import queries
from bijak.organization.models import PositionTitle


class Loaded(NamedTuple):
    created: int
    changed: int
    unchanged: int


COLUMNS = (
    "title",
    "kind",
    "echelon",
    "level",
    "category",
    "group_siasn_id",
    "position_class",
    "retirement_age",
    "is_active",
)
_EXPERTISE = {"PT", "MU", "MA", "UT"}


@transaction.atomic
def load_position_titles(rows: Iterable[Mapping[str, Any]], *, by: Account | None) -> Loaded:
    """Take in titles by ``siasn_id``, or by kind and title where a row has none. Columns a row lacks stay.

    ``rows`` carry ``title``, ``kind`` and any other column of `PositionTitle`; the same rows twice change nothing.
    """
    known = list(PositionTitle.objects.order_by("pk"))
    by_id = {title.siasn_id: title for title in known if title.siasn_id}
    by_name = {(title.kind, title.title): title for title in known if not title.siasn_id}
    new: list[PositionTitle] = []
    changed: dict[int, PositionTitle] = {}
    unchanged = 0
    for row in rows:
        siasn_id = row.get("siasn_id") or None
        found = by_id.get(siasn_id) if siasn_id else by_name.get((row["kind"], row["title"]))
        values = {name: row[name] for name in COLUMNS if name in row}
        if values.get("level") and "category" not in values:
            values["category"] = "expertise" if values["level"] in _EXPERTISE else "skill"
        if found is None:
            title = PositionTitle(siasn_id=siasn_id, **values)
            if siasn_id:
                by_id[siasn_id] = title
            else:
                by_name[title.kind, title.title] = title
            new.append(title)
        elif any(getattr(found, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(found, name, value)
            if found.pk:
                changed[found.pk] = found
        else:
            unchanged += 1
    PositionTitle.objects.bulk_create(new, batch_size=1000)
    PositionTitle.objects.bulk_create(
        changed.values(), update_conflicts=True, unique_fields=["id"], update_fields=COLUMNS, batch_size=1000
    )
    loaded = Loaded(len(new), len(changed), unchanged)
    if new or changed:
        ledger.record("organization.titles_loaded", subject=queries.agency(), by=by, facts=loaded._asdict())
    return loaded
