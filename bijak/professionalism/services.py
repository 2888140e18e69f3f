"""Measuring everyone, and keeping what came out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from psycopg import sql

from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.professionalism import queries
from bijak.professionalism.models import Measurement, Measuring, UnitIndex

AT_ONCE = 2_000
"""So many people are read at a time for a file."""


def ask() -> None:
    """Have everyone measured, soon."""
    Measuring.objects.create()


@transaction.atomic
def measure(*, today: date, at: datetime) -> bool:
    """Measure everyone for the last year and the one that runs, where somebody asked for it.

    However many asked, once is enough; who asks meanwhile gets another run. Twice on a day says the same. Years before
    stay as they were measured last.
    """
    waiting = Measuring.objects.filter(finished_at=None).select_for_update(skip_locked=True).order_by("pk")
    asked = list(waiting.values_list("pk", flat=True))
    if not asked:
        return False
    for year in (today.year - 1, today.year):
        found = queries.measure(year, today=today)
        _keep(Measurement, "employee_id", queries.KEPT, found.rows(), year=year)
        _keep(UnitIndex, "unit_id", queries.SUMMED, found.by_unit(), year=year)
    Measuring.objects.exclude(finished_at=None).delete()
    Measuring.objects.filter(pk__in=asked).update(finished_at=at, people=len(found))
    return True


def _keep(
    model: type[Model], key: str, names: Sequence[str], rows: Iterable[Sequence[Any]], *, year: int
) -> None:
    """Make the rows of a year those that were found: who is not among them goes, what differs changes."""
    others = [sql.Identifier(name) for name in names if name != key]
    told = {
        "table": sql.Identifier(model._meta.db_table),
        "key": sql.Identifier(key),
        "columns": sql.SQL(", ").join(map(sql.Identifier, names)),
        "changed": sql.SQL(", ").join(sql.SQL("{0} = excluded.{0}").format(name) for name in others),
        "before": sql.SQL(", ").join(sql.SQL("t.{}").format(name) for name in others),
        "after": sql.SQL(", ").join(sql.SQL("m.{}").format(name) for name in others),
        "found": sql.SQL(", ").join(sql.SQL("m.{}").format(sql.Identifier(name)) for name in names),
    }

    def composed(text: str) -> sql.Composed:
        return sql.SQL(text).format(**told)

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS measured")
        cursor.execute(
            composed(
                "CREATE TEMPORARY TABLE measured ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA"
            )
        )
        with cursor.copy(composed("COPY measured ({columns}) FROM STDIN")) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("ANALYZE measured")
        cursor.execute(
            composed(
                """
                DELETE FROM {table} AS t WHERE year = %s AND NOT EXISTS (
                    SELECT FROM measured AS m WHERE coalesce(m.{key}, 0) = coalesce(t.{key}, 0)
                )
                """
            ),
            [year],
        )
        cursor.execute(
            composed(
                """
                INSERT INTO {table} (year, {columns})
                SELECT %(year)s, {found} FROM measured AS m
                LEFT JOIN {table} AS t ON t.year = %(year)s AND coalesce(t.{key}, 0) = coalesce(m.{key}, 0)
                WHERE t.id IS NULL OR ({before}) IS DISTINCT FROM ({after})
                ON CONFLICT (year, {key}) DO UPDATE SET {changed}
                """
            ),
            {"year": year},
        )


def note_download(*, filter: Mapping[str, str], by: Account) -> None:
    """Put on record that a list of people with their indices left the system."""
    ledger.record("professionalism.exported", subject=by, by=by, facts={"filter": dict(filter)})
