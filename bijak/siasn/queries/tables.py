"""The code tables of the national system, as far as they were loaded."""

from dataclasses import dataclass
from typing import Any

from bijak.organization.queries import reference
from bijak.siasn.mapping.reference import TABLES


@dataclass(frozen=True)
class NamedTable:
    """A national table that we know, and what was loaded of it; None where nothing was."""

    name: str
    label: Any
    loaded: reference.LoadedTable | None


def named_tables() -> list[NamedTable]:
    """Every table that we know, by its label."""
    loaded = reference.loaded_tables()
    known = [NamedTable(table.name, table.label, loaded.get(table.name)) for table in TABLES.values()]
    return sorted(known, key=lambda table: str(table.label))


def named_table(name: str) -> NamedTable | None:
    return next((table for table in named_tables() if table.name == name), None)
