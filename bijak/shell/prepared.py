"""Questions that are asked on page after page, in SQL that is compiled once.

Django builds and compiles a query each time it is asked, which takes about a millisecond: several times what
PostgreSQL needs to answer it. Where the text of a question never changes, only its values need to travel.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple, Self
from uuid import UUID

import psycopg
from django.db import connections
from django.db.models import Model, QuerySet

# What stands in for the n-th argument while the query is compiled: values that no condition of ours names. A number
# fits the smallest column there is: Django answers without asking when it does not.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda n: 32_700 + n,
    str: lambda n: f"\N{REPLACEMENT CHARACTER}{n}\N{REPLACEMENT CHARACTER}",
    date: lambda n: date(9900 + n, 1, 1),
    datetime: lambda n: datetime(9900 + n, 1, 1, tzinfo=UTC),
    UUID: lambda n: UUID(int=2**128 - 1 - n),
}
_WORD = re.compile("\N{REPLACEMENT CHARACTER}[0-9]+\N{REPLACEMENT CHARACTER}")


class Prepared[**P]:
    """A queryset of ``values_list`` as a function of arguments by name.

    Numbers, text, days, moments and UUIDs travel, and so do the members of a tuple: the query compares with them as
    they are, looks for a text within another, or begins its slice there. ``None``, booleans, members of enumerations
    and the lengths of tuples choose the text of the query, which is kept for each of them. Whatever else the text
    depends on is a mistake, and one that the first call tells.

    With ``counts=True`` it answers how many rows there are, in one row. With ``plans_once=True`` PostgreSQL keeps its
    plan too: for questions that any value is answered to in the same way, by a key. Their planning takes longer than
    their answer.
    """

    def __init__(
        self,
        build: Callable[P, QuerySet[Any, tuple[Any, ...]]],
        *,
        counts: bool = False,
        plans_once: bool = False,
    ) -> None:
        self._build = build
        self._counts = counts
        self._cursor = keeping_plans if plans_once else _plain
        self._texts: dict[Hashable, _Text] = {}

    def __call__(self, *args: P.args, **values: P.kwargs) -> list[tuple[Any, ...]]:
        shape = tuple([(name, _shape(value)) for name, value in values.items()])
        text = self._texts.get(shape)
        if text is None:
            text = self._texts[shape] = self._compile(values)
        connection = connections[text.alias]
        with self._cursor(connection) as cursor:
            cursor.execute(text.sql, [slot.fill(values, connection) for slot in text.slots])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not text.converters:
            return rows
        return [_converted(row, text.converters, connection) for row in rows]

    def _compile(self, values: dict[str, Any]) -> "_Text":
        travelling: dict[Any, _Place] = {}

        def stand_in(value: Any, *place: Any) -> Any:
            if _chooses(value):
                return value
            if isinstance(value, tuple):
                return tuple(stand_in(each, *place, n) for n, each in enumerate(value))
            made = _STAND_INS[type(value)](len(travelling))
            travelling[made] = place
            return made

        queryset = self._build(**{name: stand_in(value, name) for name, value in values.items()})  # type: ignore[call-arg]
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, parameters = compiler.as_sql()
        slots = [_slot(each, travelling) for each in parameters]
        for made, place in travelling.items():
            if type(made) is int and sql.count(str(made)) == 1:  # a slice is written into the text
                before, after = sql.split(str(made))
                slots.insert(before.replace("%%", "").count("%s"), _Slot(place))
                sql = f"{before}%s{after}"
        if lost := set(travelling.values()) - {slot.place for slot in slots}:
            names = sorted({str(place[0]) for place in lost})
            raise ValueError(f"The query does not compare with {', '.join(names)} as it is.")
        if self._counts:
            return _Text(queryset.db, f"SELECT count(*) FROM ({sql}) AS asked", slots, [])  # noqa: S608  # compiled
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return _Text(queryset.db, sql, slots, list(converters.items()))


_ASKED_FOR = 2**31
"""No text is met as often as this; so only what asks for it is prepared."""


@lru_cache(maxsize=1_000)
def _numbered(text: str) -> str:
    """The text with PostgreSQL's own marks for values: psycopg would look for them anew in every long text."""
    marks = count(1)
    return _MARK.sub(lambda found: "%" if found[0] == "%%" else f"${next(marks)}", text)


_MARK = re.compile("%s|%%")


class _KeptPlan(psycopg.RawCursor[Any]):
    """Sends the values beside the text, and lets the connection keep what PostgreSQL made of the text."""

    def execute(self, query: Any, params: Any = None, **_options: Any) -> Self:
        return super().execute(_numbered(query), params, prepare=True)


def _plain(connection: Any) -> Any:
    return connection.cursor()


def keeping_plans(connection: Any) -> Any:
    """A cursor whose texts PostgreSQL plans once for as long as the connection lives."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    connection.connection.prepare_threshold = (
        _ASKED_FOR  # Django turns it off, which would hold for these too
    )
    return connection._prepare_cursor(_KeptPlan(connection.connection))


def _converted(row: tuple[Any, ...], converters: list[tuple[int, Any]], connection: Any) -> tuple[Any, ...]:
    """An answer as Django hands it out: of few columns PostgreSQL answers something else than their Python value."""
    values = list(row)
    for position, (functions, expression) in converters:
        for function in functions:
            values[position] = function(values[position], expression, connection)
    return tuple(values)


def _chooses(value: object) -> bool:
    return value is None or isinstance(value, bool | Enum)


def _shape(value: object) -> Hashable:
    if isinstance(value, tuple):
        return tuple([_shape(each) for each in value])
    return value if _chooses(value) else ...


type _Place = tuple[Any, ...]
"""The name of an argument and, within tuples, the positions."""


class _Slot(NamedTuple):
    """What goes to one place of the text: always the same, or an argument, or one within a pattern of LIKE."""

    place: _Place | None
    fixed: Any = None
    pattern: tuple[str, str] | None = None

    def fill(self, values: dict[str, Any], connection: Any) -> Any:
        if self.place is None:
            return self.fixed
        name, *positions = self.place
        value = values[name]
        for position in positions:
            value = value[position]
        if self.pattern is None:
            return value
        before, after = self.pattern
        return f"{before}{connection.ops.prep_for_like_query(value)}{after}"


def _slot(parameter: Any, travelling: dict[Any, _Place]) -> _Slot:
    if not isinstance(parameter, tuple(_STAND_INS)):  # Django hands numbers over as a kind of int of its own
        return _Slot(None, parameter)
    if parameter in travelling:
        return _Slot(travelling[parameter])
    if isinstance(parameter, str) and (found := _WORD.search(parameter)) and found[0] in travelling:
        before, after = parameter.split(found[0])
        if {before, after} <= {"", "%"}:
            return _Slot(travelling[found[0]], pattern=(before, after))
    return _Slot(None, parameter)


class _Text(NamedTuple):
    alias: str
    sql: str
    slots: list[_Slot]
    converters: list[tuple[int, Any]]


class Instances[M: Model]:
    """The columns that make a model's instance and those it points to, and how an answer becomes them again."""

    def __init__(self, model: type[M], *related: str) -> None:
        self._model = model
        self._names = _names(model)
        self._related: list[tuple[str, Any]] = [
            (name, model._meta.get_field(name).related_model) for name in related
        ]
        self.columns = (
            *self._names,
            *(f"{name}__{column}" for name, pointed in self._related for column in _names(pointed)),
        )

    def read(self, rows: Sequence[tuple[Any, ...]]) -> list[M]:
        return [self._read(row) for row in rows]

    def _read(self, row: tuple[Any, ...]) -> M:
        start = len(self._names)
        instance = self._model.from_db("default", self._names, row[:start])
        for name, model in self._related:
            names = _names(model)
            values = row[start : start + len(names)]
            pointed = (
                None if getattr(instance, f"{name}_id") is None else model.from_db("default", names, values)
            )
            setattr(instance, name, pointed)
            start += len(names)
        return instance


def _names(model: Any) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)
