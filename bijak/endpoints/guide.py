"""What people read of an API before they write a program: drawn from its description."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Value:
    """A value that is asked or given; ``depth`` is how far within others it lies."""

    name: str
    meaning: str
    shape: str
    depth: int = 0


@dataclass(frozen=True)
class Address:
    method: str
    path: str
    summary: str
    scope: str
    asked: list[Value]
    given: list[Value]


def addresses(description: Mapping[str, Any]) -> Iterator[Address]:
    """Every address, in the order of the description."""
    schemas = description["components"]["schemas"]
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            asked = [
                Value(each["name"], each.get("description", ""), _shape(each["schema"], schemas))
                for each in operation["parameters"]
            ]
            for body in content.values():
                asked += _values(body["schema"], schemas)
            answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
            yield Address(
                method=method.upper(),
                path=path,
                summary=operation["summary"],
                scope=operation["x-scope"],
                asked=asked,
                given=list(_values(answer, schemas)),
            )


def _values(
    schema: Mapping[str, Any], schemas: Mapping[str, Any], within: tuple[str, ...] = ()
) -> Iterator[Value]:
    """The values of an object, those of its parts below them; a part within itself is not told again."""
    name = _name(schema)
    if name in within:
        return
    for each, value in schemas.get(name, {}).get("properties", {}).items():
        yield Value(each, value.get("description", ""), _shape(value, schemas), len(within))
        yield from _values(_part(value), schemas, (*within, name))


def _part(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a list holds, or what may be null."""
    inner: Mapping[str, Any] = schema.get("items") or next(
        (each for each in schema.get("anyOf", ()) if each.get("type") != "null"), {}
    )
    return _part(inner) if inner else schema


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _shape(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    part = _part(schema)
    named = schemas.get(_name(part), part)
    if choices := named.get("enum"):
        return " · ".join(str(choice) for choice in choices)
    return str(named.get("format") or named.get("type", ""))
