"""Questions that are asked on page after page, in SQL that is compiled once.

Django builds and compiles a query each time it is asked, which takes about a millisecond: several times what
PostgreSQL needs to answer it. Where the text of a question never changes, only its values need to travel.
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections
from django.db.models import Model, QuerySet

# What stands in for the n-th argument while the query is compiled: values that no condition of ours names.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda n: 2_147_400_000 + n,
    str: lambda n: f"\N{REPLACEMENT CHARACTER}{n}",
    date: lambda n: date(9900 + n, 1, 1),
    datetime: lambda n: datetime(9900 + n, 1, 1, tzinfo=UTC),
    UUID: lambda n: UUID(int=2**128 - 1 - n),
}


class Prepared[**P]:
    """A queryset of ``values_list`` as a function of arguments by name.

    Numbers, text, days, moments and UUIDs travel: the query compares with them as they are. ``None`` and booleans
    choose the text of the query, which is kept for each of them. Whatever else the text depends on is a mistake, and
    one that the first call tells.
    """

    def __init__(self, build: Callable[P, QuerySet[Any, tuple[Any, ...]]]) -> None:
        self._build = build
        self._texts: dict[Hashable, _Text] = {}

    def __call__(self, *args: P.args, **values: P.kwargs) -> list[tuple[Any, ...]]:
        shape = tuple((name, value if _chooses(value) else ...) for name, value in values.items())
        text = self._texts.get(shape)
        if text is None:
            text = self._texts[shape] = self._compile(values)
        parameters: list[Any] = [fixed if name is None else values[name] for name, fixed in text.slots]
        connection = connections[text.alias]
        with connection.cursor() as cursor:
            cursor.execute(text.sql, parameters)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not text.converters:
            return rows
        return [_converted(row, text.converters, connection) for row in rows]

    def _compile(self, values: dict[str, Any]) -> "_Text":
        stand_ins = {
            name: value if _chooses(value) else _STAND_INS[type(value)](n)
            for n, (name, value) in enumerate(values.items())
        }
        names = {each: name for name, each in stand_ins.items() if type(each) in _STAND_INS}
        queryset = self._build(**stand_ins)  # type: ignore[call-arg]
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, parameters = compiler.as_sql()
        slots = [(names.get(each) if type(each) in _STAND_INS else None, each) for each in parameters]
        if lost := set(names.values()) - {name for name, _fixed in slots}:
            raise ValueError(f"The query does not compare with {', '.join(sorted(lost))} as it is.")
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return _Text(queryset.db, sql, slots, list(converters.items()))


def _converted(row: tuple[Any, ...], converters: list[tuple[int, Any]], connection: Any) -> tuple[Any, ...]:
    """An answer as Django hands it out: of few columns PostgreSQL answers something else than their Python value."""
    values = list(row)
    for position, (functions, expression) in converters:
        for function in functions:
            values[position] = function(values[position], expression, connection)
    return tuple(values)


def _chooses(value: object) -> bool:
    return value is None or isinstance(value, bool)


class _Text(NamedTuple):
    """``slots``: for each parameter the name of the argument that goes there, or None and what always goes there."""

    alias: str
    sql: str
    slots: list[tuple[str | None, Any]]
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
