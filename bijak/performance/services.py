"""Changes to ratings."""

from __future__ import annotations

import polars as pl
from django.db import connection, transaction
from django.utils.translation import ngettext

from bijak.accounts.models import Account
from bijak.interchange.models import Batch
from bijak.interchange.registries import Applied, Undone
from bijak.kernel.events import publish
from bijak.performance.events import RatingsRecorded
from bijak.performance.models import SkpRating

FACTS = {
    "employee_id": "bigint",
    "year": "smallint",
    "results": "text",
    "behaviour": "text",
    "predicate": "text",
    "rater_name": "text",
    "rater_nip": "text",
    "rater_position": "text",
    "rater_unit": "text",
}
"""The columns that an import brings, as PostgreSQL types them."""

_COLUMNS = ", ".join(FACTS)
_THEIRS = ", ".join(f"theirs.{name}" for name in FACTS)
_OURS = ", ".join(f"ours.{name}" for name in FACTS)
# Composed from the names above; what a file says travels as data.
_TABLE = f"""
    CREATE TEMPORARY TABLE rating_incoming (
        {", ".join(f"{name} {kind}" for name, kind in FACTS.items())}, reference text PRIMARY KEY
    ) ON COMMIT DROP
"""
_COPY = f"COPY rating_incoming ({_COLUMNS}, reference) FROM STDIN (FORMAT csv)"
_REPLACE = f"""
    UPDATE performance_skprating AS ours SET replaced_by_id = %s
    FROM rating_incoming AS theirs
    WHERE ours.reference = theirs.reference AND ours.replaced_by_id IS NULL
      AND ROW({_OURS}) IS DISTINCT FROM ROW({_THEIRS})
"""  # noqa: S608
_ADD = f"""
    INSERT INTO performance_skprating (uuid, reference, batch_id, {_COLUMNS})
    SELECT uuidv7(), theirs.reference, %s, {_THEIRS}
    FROM rating_incoming AS theirs
    WHERE NOT EXISTS (
        SELECT FROM performance_skprating AS ours
        WHERE ours.reference = theirs.reference AND ours.replaced_by_id IS NULL
    )
"""  # noqa: S608


@transaction.atomic
def record_ratings(frame: pl.DataFrame, *, batch: Batch, by: Account) -> Applied:
    """Record the ratings of a file; a row that says what is known already changes nothing.

    ``frame`` holds the columns of FACTS and ``reference``, which names a rating for good.
    """
    incoming = frame.select(*FACTS, "reference").unique("reference", keep="last", maintain_order=True)
    # A blank text is "", a blank day is null: csv can say both.
    texts = [name for name, kind in FACTS.items() if kind == "text"]
    incoming = incoming.with_columns(pl.col(texts).fill_null(""))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS rating_incoming")
        cursor.execute(_TABLE)
        with cursor.copy(_COPY) as copy:
            for part in incoming.iter_slices(20_000):
                copy.write(part.write_csv(include_header=False, quote_style="non_numeric").encode())
        cursor.execute("ANALYZE rating_incoming")
        cursor.execute(_REPLACE, [batch.pk])
        changed = cursor.rowcount
        cursor.execute(_ADD, [batch.pk])
        added = cursor.rowcount
    if added:
        publish(RatingsRecorded(added, batch.uuid))
    return Applied(created=added - changed, changed=changed, unchanged=len(incoming) - added)


@transaction.atomic
def undo_ratings(*, batch: Batch, by: Account) -> Undone:
    """Take an import back. What a later import has changed since stays as that one left it."""
    own = SkpRating.objects.filter(batch=batch)
    kept = own.exclude(replaced_by=None).count()
    count, _models = own.filter(replaced_by=None).delete()
    current = SkpRating.objects.filter(replaced_by=None).values("reference")
    SkpRating.objects.filter(replaced_by=batch).exclude(reference__in=current).update(replaced_by=None)
    if count:
        publish(RatingsRecorded(count, batch.uuid))
    sentence = ngettext(
        "%(count)d penilaian tidak dikembalikan, karena impor yang lebih baru sudah mengubahnya.",
        "%(count)d penilaian tidak dikembalikan, karena impor yang lebih baru sudah mengubahnya.",
        kept,
    )
    return Undone(count, [sentence % {"count": kept}] if kept else [])
