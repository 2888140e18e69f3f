"""How beliefs change, for one person or a hundred thousand at once.

Every way in (an import, a form, an undo) ends here, so there is one way in which histories are kept:

1. what comes in is laid over what is believed now, row by row on the table's key; a blank never erases what is known;
2. spans are chained: each ends where the next begins;
3. rows that came out different are closed and added anew; rows that came out the same are left alone.

So recording the same thing twice changes nothing. All statements are composed from the models' own column names; what a
user typed only ever travels as data.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import connection, models
from psycopg import sql

from bijak.interchange.filling import MANY, fetch, filling, run
from bijak.people.models import (
    AddressSpell,
    Award,
    Belief,
    Change,
    DecreeFile,
    EducationRecord,
    EmploymentSpell,
    FamilyMember,
    Identity,
    Photo,
    PositionSpell,
    RankSpell,
    SanctionSpell,
    Separation,
    ServiceCredit,
    StandingSpell,
    UnpaidLeaveSpell,
)


@dataclass(frozen=True)
class Shape:
    """How one table is kept: what makes two rows the same fact, and within what its spans follow one another.

    ``may_end``: the rows (a condition of ours) that may end before the next one begins, because their decree says so.
    """

    model: type[Belief]
    key: tuple[str, ...]
    chain: tuple[str, ...] | None
    may_end: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        own = {field.column for field in Belief._meta.get_fields() if isinstance(field, models.Field)}
        derived = {"id"} if self.chain is None or self.may_end else {"id", "until_on"}
        columns = [field.column for field in self.model._meta.concrete_fields]
        return tuple(c for c in columns if c and c not in own | derived | set(self.key))

    @property
    def compared(self) -> tuple[str, ...]:
        """The columns in which two rows of one key may differ."""
        return self.facts if "until_on" in self.facts or self.chain is None else (*self.facts, "until_on")

    @property
    def stored(self) -> tuple[str, ...]:
        """What a form hands over: the key and all that a row says but what the chain works out."""
        return (*self.key, *self.facts)

    @property
    def table(self) -> sql.Identifier:
        return sql.Identifier(self.model._meta.db_table)

    def is_text(self, column: str) -> bool:
        return any(
            f.column == column and isinstance(f, models.CharField) for f in self.model._meta.concrete_fields
        )


IDENTITY = Shape(Identity, key=("employee_id",), chain=None)
EMPLOYMENT = Shape(EmploymentSpell, key=("employee_id", "from_on"), chain=("employee_id",))
RANK = Shape(RankSpell, key=("employee_id", "from_on"), chain=("employee_id",))
POSITION = Shape(
    PositionSpell,
    key=("employee_id", "assignment", "from_on"),
    chain=("employee_id", "assignment"),
    may_end="assignment <> 'definitive'",
)
ADDRESS = Shape(AddressSpell, key=("employee_id", "from_on"), chain=("employee_id",))
STANDING = Shape(StandingSpell, key=("employee_id", "from_on"), chain=("employee_id",))
SANCTION = Shape(SanctionSpell, key=("employee_id", "from_on", "kind_code"), chain=None)
EDUCATION = Shape(EducationRecord, key=("employee_id", "level_code", "graduated_year"), chain=None)
DECREE_FILE = Shape(DecreeFile, key=("employee_id", "decree_no"), chain=None)
PHOTO = Shape(Photo, key=("employee_id",), chain=None)
FAMILY = Shape(FamilyMember, key=("employee_id", "relation", "name"), chain=None)
AWARD = Shape(Award, key=("employee_id", "award_code", "year", "name"), chain=None)
UNPAID_LEAVE = Shape(UnpaidLeaveSpell, key=("employee_id", "from_on"), chain=None)
SERVICE_CREDIT = Shape(ServiceCredit, key=("employee_id", "from_on", "experience"), chain=None)
SEPARATION = Shape(Separation, key=("employee_id", "decree_on"), chain=None)
SHAPES = (
    *(IDENTITY, EMPLOYMENT, RANK, POSITION, STANDING, SANCTION, EDUCATION, DECREE_FILE, PHOTO),
    *(ADDRESS, FAMILY, AWARD, UNPAID_LEAVE, SERVICE_CREDIT, SEPARATION),
)


class Recording:
    """One change on its way into the tables. Knows whose records came out different.

    Must live inside a transaction: its temporary tables end with it.
    """

    def __init__(self, change: Change) -> None:
        self.change = change
        run(sql.SQL("DROP TABLE IF EXISTS altered"))
        run(sql.SQL("CREATE TEMPORARY TABLE altered (employee_id bigint) ON COMMIT DROP"))

    def record(self, shape: Shape, select: sql.Composable, *, may_erase: Collection[str] = ()) -> None:
        """Lay the rows of ``select`` (key and fact columns of the shape, unknown ones NULL) over what is believed.

        A blank in a file means that the file does not know; a person who empties a field in a form means it, and
        then the caller names the column in ``may_erase``.
        """
        is_first = _is_empty(shape.table)
        desired = _desired(shape, select, may_erase, is_first=is_first)
        if is_first:
            few_or_many = sql.SQL("SELECT count(*) FROM (SELECT FROM ({}) AS s LIMIT {}) AS arriving")
            [(arriving,)] = fetch(few_or_many.format(select, sql.Literal(MANY)))
            self._add(shape, desired, arriving)
            return
        run(sql.SQL("DROP TABLE IF EXISTS desired"))
        rows = run(sql.SQL("CREATE TEMPORARY TABLE desired ON COMMIT DROP AS {}").format(desired))
        self._settle(shape, rows)

    def record_rows(self, shape: Shape, rows: Sequence[dict[str, Any]]) -> None:
        """Record a few rows given by column name (from a form): a blank erases, a column that is missing keeps."""
        columns = (*shape.key, *shape.facts)
        types = column_types(shape, columns)
        frame = pl.DataFrame(
            [{column: row.get(column) for column in columns} for row in rows],
            infer_schema_length=None,
        )
        load("incoming", frame, types)
        given = {column for row in rows for column in row}
        self.record(shape, sql.SQL("SELECT {} FROM incoming").format(_names(columns)), may_erase=given)

    def close(self, shape: Shape, row_ids: Sequence[int]) -> None:
        """Stop believing some rows, with nothing in their place."""
        self._close_where(shape, sql.SQL("t.id = ANY(%(ids)s)"), {"ids": list(row_ids)})

    def take_back(self, shape: Shape, earlier: Change, kept: Sequence[int]) -> None:
        """Undo what an earlier change did to one table, except for the employees in ``kept``."""
        parameters = {"earlier": earlier.pk, "kept": list(kept)}
        self._close_where(
            shape,
            sql.SQL("t.change_id = %(earlier)s AND t.employee_id <> ALL(%(kept)s)"),
            parameters,
        )
        stored = (*shape.key, *shape.compared)
        run(
            sql.SQL(
                """
                WITH back AS (
                    INSERT INTO {table} ({columns}, believed_from, change_id)
                    SELECT {columns}, %(at)s, %(change)s FROM {table}
                    WHERE ended_by_id = %(earlier)s AND employee_id <> ALL(%(kept)s)
                    RETURNING employee_id
                )
                INSERT INTO altered SELECT employee_id FROM back
                """
            ).format(table=shape.table, columns=_names(stored)),
            parameters | self._stamp,
        )

    def rechain(self, shape: Shape) -> None:
        """Let the spans of everyone altered so far follow one another again."""
        if shape.chain is not None:
            self.record(
                shape,
                sql.SQL(
                    "SELECT {columns} FROM {table} "
                    "WHERE believed_until IS NULL AND employee_id IN (SELECT employee_id FROM altered)"
                ).format(columns=_names((*shape.key, *shape.facts)), table=shape.table),
            )

    def altered(self) -> list[int]:
        return [key for (key,) in fetch(sql.SQL("SELECT DISTINCT employee_id FROM altered ORDER BY 1"))]

    @property
    def _stamp(self) -> dict[str, Any]:
        return {"at": self.change.at, "change": self.change.pk}

    def _settle(self, shape: Shape, rows: int) -> None:
        """Of ``rows`` desired ones close what came out different, add it anew, leave the rest alone."""
        run(
            sql.SQL(
                """
                DELETE FROM desired AS d USING {table} AS t
                WHERE t.id = d.held_id AND ({theirs}) IS NOT DISTINCT FROM ({ours})
                """
            ).format(
                table=shape.table,
                theirs=_names(shape.compared, of="t"),
                ours=_names(shape.compared, of="d"),
            )
        )
        run(
            sql.SQL(
                "UPDATE {table} AS t SET believed_until = %(at)s, ended_by_id = %(change)s "
                "FROM desired AS d WHERE t.id = d.held_id"
            ).format(table=shape.table),
            self._stamp,
        )
        self._add(shape, sql.SQL("TABLE desired"), rows)

    def _add(self, shape: Shape, desired: sql.Composable, rows: int) -> None:
        """Believe what ``desired`` asks for, at most ``rows`` rows."""
        with filling(shape.table, rows) as is_bare:
            # In random order: a GiST index that is there grows twice as fast from it as from sorted rows.
            order = sql.SQL("" if is_bare else " ORDER BY hashint8(employee_id)")
            run(
                sql.SQL(
                    """
                    WITH added AS (
                        INSERT INTO {table} ({columns}, believed_from, change_id)
                        SELECT {columns}, %(at)s, %(change)s FROM ({desired}) AS desired {order}
                        RETURNING employee_id
                    )
                    INSERT INTO altered SELECT employee_id FROM added
                    """
                ).format(
                    table=shape.table,
                    columns=_names((*shape.key, *shape.compared)),
                    desired=desired,
                    order=order,
                ),
                self._stamp,
            )

    def _close_where(self, shape: Shape, condition: sql.Composable, parameters: dict[str, Any]) -> None:
        run(
            sql.SQL(
                """
                WITH closed AS (
                    UPDATE {table} AS t SET believed_until = %(at)s, ended_by_id = %(change)s
                    WHERE t.believed_until IS NULL AND {condition} RETURNING employee_id
                )
                INSERT INTO altered SELECT employee_id FROM closed
                """
            ).format(table=shape.table, condition=condition),
            parameters | self._stamp,
        )


def load(table: str, frame: pl.DataFrame, types: dict[str, str]) -> None:
    """Bring a frame into a temporary table that ends with the transaction; ``types`` are PostgreSQL's, by column."""
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind)) for name, kind in types.items()
    )
    run(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(table)))
    run(sql.SQL("CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP").format(sql.Identifier(table), columns))
    into = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(table), _names(types))
    with connection.cursor() as cursor, cursor.copy(into.as_string(cursor.connection)) as copy:
        for part in frame.select(list(types)).iter_slices(20_000):
            copy.write(part.write_csv(include_header=False).encode())
    # The columns that others are joined by: to look at all of forty would take as long as to load them.
    keys = [name for name in types if name in ("employee_id", "nip", "siasn_id")]
    if keys:
        run(sql.SQL("ANALYZE {} ({})").format(sql.Identifier(table), _names(keys)))


def column_types(shape: Shape, columns: Iterable[str]) -> dict[str, str]:
    """PostgreSQL's type of each column of a shape's table, by the column's name."""
    fields = {field.column: field for field in shape.model._meta.concrete_fields}
    return {column: str(fields[column].cast_db_type(connection)) for column in columns}


def _is_empty(table: sql.Identifier) -> bool:
    return not fetch(sql.SQL("SELECT FROM {} LIMIT 1").format(table))


def _names(columns: Iterable[str], of: str = "") -> sql.Composable:
    if of:
        return sql.SQL(", ").join(sql.Identifier(of, column) for column in columns)
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _desired(
    shape: Shape, select: sql.Composable, may_erase: Collection[str], *, is_first: bool
) -> sql.Composable:
    """What should be believed of everyone touched, with the id of the row that says so now, where there is one.

    ``is_first``: nothing is believed yet; then the rows are sorted once and joined with nothing.
    """

    def laid_over(column: str) -> sql.Composable:
        name = sql.Identifier(column)
        if column in may_erase:
            blank = sql.SQL("''") if shape.is_text(column) else sql.SQL("NULL")
            return sql.SQL("CASE WHEN a.has_arrived THEN coalesce(a.{0}, {1}) ELSE b.{0} END AS {0}").format(
                name, blank
            )
        if shape.is_text(column):
            return sql.SQL("coalesce(nullif(a.{0}, ''), b.{0}, '') AS {0}").format(name)
        return sql.SQL("coalesce(a.{0}, b.{0}) AS {0}").format(name)

    until: sql.Composable = sql.SQL("")
    if shape.chain is not None:
        until = sql.SQL("lead(from_on) OVER (PARTITION BY {} ORDER BY from_on)").format(_names(shape.chain))
        if shape.may_end:
            own_end = sql.SQL("CASE WHEN {} THEN until_on END").format(sql.SQL(shape.may_end))
            until = sql.SQL("least({}, {})").format(own_end, until)
        until = sql.SQL(", {} AS until_on").format(until)
    join, believed = (
        "FULL JOIN",
        "believed_until IS NULL AND employee_id IN (SELECT employee_id FROM arriving)",
    )
    if is_first:
        join, believed = "LEFT JOIN", "false"
    told = [column for column in shape.facts if column != "until_on" or shape.chain is None]
    return sql.SQL(
        """
        WITH arriving AS (
            SELECT DISTINCT ON ({key}) *, true AS has_arrived FROM ({select}) AS s ORDER BY {key}
        )
        SELECT {key}, {told}, held_id{until} FROM (
            SELECT {key}, {facts}, b.id AS held_id
            FROM arriving AS a
            {join} (SELECT * FROM {table} WHERE {believed}) AS b USING ({key})
        ) AS laid_over
        """
    ).format(
        join=sql.SQL(join),
        believed=sql.SQL(believed),
        until=until,
        told=_names(told),
        key=_names(shape.key),
        select=select,
        facts=sql.SQL(", ").join(map(laid_over, shape.facts)),
        table=shape.table,
    )
