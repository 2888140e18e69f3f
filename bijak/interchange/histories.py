"""Histories that files bring: rows that are never overwritten, each named for good by its ``reference``.

A later file that says something else puts another row in the place of the former, which remembers the batch that
replaced it: taking that file back shows the former again. The table of a history has ``uuid``, ``reference``,
``batch`` and ``replaced_by`` beside what it tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, LiteralString

import polars as pl
from django.db import connection, transaction
from psycopg import sql

from bijak.interchange.filling import filling, run
from bijak.interchange.models import Batch
from bijak.interchange.registries import Applied
from bijak.kernel.uuid7 import uuid7s

_TABLE = "CREATE TEMPORARY TABLE incoming ({typed}, uuid uuid, reference text PRIMARY KEY) ON COMMIT DROP"
_COPY = "COPY incoming ({columns}, reference, uuid) FROM STDIN (FORMAT csv)"
_REPLACE = """
    UPDATE {table} AS ours SET replaced_by_id = %(batch)s
    FROM incoming AS theirs
    WHERE ours.reference = theirs.reference AND ours.replaced_by_id IS NULL
      AND ROW({ours}) IS DISTINCT FROM ROW({theirs})
"""
# Before anything is added: a question about the table that grows while it is asked takes quadratic time.
_FORGET_THE_KNOWN = """
    DELETE FROM incoming AS theirs USING {table} AS ours
    WHERE ours.reference = theirs.reference AND ours.replaced_by_id IS NULL
"""
_ADD = """
    INSERT INTO {table} (uuid, reference, batch_id, {columns})
    SELECT uuid, reference, %(batch)s, {columns} FROM incoming
"""


@dataclass(frozen=True)
class History:
    """What files say in one table."""

    model: Any
    facts: Mapping[str, LiteralString]
    """The columns that a file brings, as PostgreSQL types them."""

    @transaction.atomic
    def record(self, frame: pl.DataFrame, *, batch: Batch) -> Applied:
        """Write what is new. ``frame`` holds the facts and ``reference``; what is known already changes nothing."""
        incoming = frame.select(*self.facts, "reference").unique(
            "reference", keep="last", maintain_order=True
        )
        # A blank text is "", a blank day is null: csv can say both.
        texts = [name for name, kind in self.facts.items() if kind == "text"]
        incoming = incoming.with_columns(pl.col(texts).fill_null(""))
        incoming = incoming.with_columns(pl.Series("uuid", uuid7s(len(incoming)), pl.String))
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS pg_temp.incoming")
            cursor.execute(self._composed(_TABLE))
            with cursor.copy(self._composed(_COPY)) as copy:
                for part in incoming.iter_slices(20_000):
                    copy.write(part.write_csv(include_header=False, quote_style="non_numeric").encode())
            cursor.execute("ANALYZE incoming")
        changed = run(self._composed(_REPLACE), {"batch": batch.pk})
        unchanged = run(self._composed(_FORGET_THE_KNOWN))
        with filling(sql.Identifier(self.model._meta.db_table), len(incoming) - unchanged):
            added = run(self._composed(_ADD), {"batch": batch.pk})
        return Applied(created=added - changed, changed=changed, unchanged=unchanged)

    @transaction.atomic
    def undo(self, *, batch: Batch) -> tuple[int, int]:
        """Take a file back: how many rows went, and how many stay because a later file has changed them since."""
        rows = self.model.objects
        own = rows.filter(batch=batch)
        kept = own.exclude(replaced_by=None).count()
        count, _models = own.filter(replaced_by=None).delete()
        current = rows.filter(replaced_by=None).values("reference")
        rows.filter(replaced_by=batch).exclude(reference__in=current).update(replaced_by=None)
        return count, kept

    def _composed(self, statement: LiteralString) -> sql.Composed:
        """The statement for this table: names come from the code, and what a file says travels as data."""
        names = [sql.Identifier(name) for name in self.facts]
        typed = [
            sql.SQL("{} {}").format(name, sql.SQL(kind))
            for name, kind in zip(names, self.facts.values(), strict=True)
        ]
        return sql.SQL(statement).format(
            table=sql.Identifier(self.model._meta.db_table),
            typed=sql.SQL(", ").join(typed),
            columns=sql.SQL(", ").join(names),
            ours=sql.SQL(", ").join(sql.Identifier("ours", name) for name in self.facts),
            theirs=sql.SQL(", ").join(sql.Identifier("theirs", name) for name in self.facts),
        )
