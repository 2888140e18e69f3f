"""Many rows into a table at once: indexes and constraints are built over them afterwards, in a third of the time.

with filling(sql.Identifier("people_rankspell"), rows=280_000):
    …  # one INSERT
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg import sql

MANY = 1_000
"""Rows from which on it pays to build indexes anew (for some 1,500 into an empty table both ways take as long)."""

EVERYBODYS = ["interchange_batch", "accounts_account"]
"""Tables that no import may lock: every page reads accounts, and the worker tells over another connection, in its
batch, how far it is: it would wait for itself."""


@contextmanager
def filling(table: sql.Identifier, rows: int) -> Iterator[bool]:
    """Drop what slows many rows down while they go in; yields whether the table is bare of it meanwhile.

    Only where the table more than doubles: it is locked until the transaction ends, and one that is small beside what
    comes has few readers yet. Its foreign keys are dropped too where it is empty; of a filled table they stay, for
    dropping one locks the table it points to, and others read that. Those to ``EVERYBODYS`` always stay.
    """
    held = _held(table, up_to=rows) if rows >= MANY else rows
    if held >= rows:
        yield False
        return
    run(sql.SQL("SET CONSTRAINTS ALL IMMEDIATE"))  # a table with pending checks cannot be altered
    name = sql.Literal(table.as_string())
    constraints = fetch(
        sql.SQL(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = {}::regclass AND contype = ANY ({}) AND confrelid <> ALL ({}::regclass[]) "
            "ORDER BY contype DESC"
        ).format(name, sql.Literal(["u", "x"] if held else ["f", "u", "x"]), sql.Literal(EVERYBODYS))
    )
    for constraint, _definition in constraints:
        run(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(table, sql.Identifier(constraint)))
    indexes = fetch(
        sql.SQL(
            "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index AS i "
            "JOIN pg_class AS c ON c.oid = i.indexrelid WHERE i.indrelid = {}::regclass AND NOT i.indisprimary"
        ).format(name)
    )
    for index, _definition in indexes:
        run(sql.SQL("DROP INDEX {}").format(sql.Identifier(index)))
    # Until the transaction ends: what goes in is sorted and joined first, and then indexed.
    run(sql.SQL("SET LOCAL work_mem = '256MB'"))
    run(sql.SQL("SET LOCAL maintenance_work_mem = '256MB'"))
    yield True
    # The definitions are PostgreSQL's own words for what it just dropped.
    for _index, definition in indexes:
        run(sql.SQL(definition))
    for constraint, definition in constraints:
        run(
            sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(table, sql.Identifier(constraint))
            + sql.SQL(definition)
        )
    run(sql.SQL("SET CONSTRAINTS ALL DEFERRED"))
    # What joins the new rows in this transaction is planned for none of them otherwise. A small sample will do until
    # autovacuum comes by.
    run(sql.SQL("SET LOCAL default_statistics_target = 10"))
    run(sql.SQL("ANALYZE {}").format(table))


def _held(table: sql.Identifier, *, up_to: int) -> int:
    """How many rows a table holds, counted as far as it matters."""
    counted = sql.SQL("SELECT count(*) FROM (SELECT FROM {} LIMIT {}) AS held")
    return int(fetch(counted.format(table, sql.Literal(up_to)))[0][0])


def fetch(statement: sql.Composable) -> list[Any]:
    """The rows that a composed statement answers with."""
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(cursor.connection))
        return list(cursor.fetchall())


def run(statement: sql.Composable, parameters: dict[str, Any] | None = None) -> int:
    """Execute a composed statement; returns the number of rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(cursor.connection), parameters)
        return int(cursor.rowcount)
