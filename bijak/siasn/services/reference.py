"""Reading a folder of the national reference tables. Knows no database."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bijak.organization.queries.reference import ReferenceRow
from bijak.siasn.mapping.reference import TABLES, Table

LONGEST_CODE = 64
LONGEST_NAME = 500


class Unreadable(ValueError):
    """The folder cannot be loaded; ``str()`` says which file and why. Nothing was changed."""


@dataclass(frozen=True)
class Folder:
    """Tables by our names, rows that were left out with the reason, and files that are no table we know."""

    tables: dict[str, list[ReferenceRow]]
    left_out: list[str]
    unknown: list[str]


def read_folder(folder: Path) -> Folder:
    """Every table in a folder, or `Unreadable`: half a table would end codes that are alive."""
    read = Folder({}, [], [])
    for path in sorted(folder.glob("*.json")):
        table = TABLES.get(path.stem)
        if table is None:
            read.unknown.append(path.name)
            continue
        read.tables[table.name] = _rows(path, table, read.left_out)
    if not read.tables:
        raise Unreadable(f"{folder} holds no reference table. Expected files such as agama.json.")
    return read


def _rows(path: Path, table: Table, left_out: list[str]) -> list[ReferenceRow]:
    rows: dict[str, ReferenceRow] = {}
    for number, given in enumerate(_listed(path), start=1):
        row = _row(given, table)
        if isinstance(row, str):
            left_out.append(f"{path.name}, row {number}: {row}")
        elif row.code in rows:
            if rows[row.code] != row:
                left_out.append(
                    f"{path.name}, row {number}: code {row.code} is already {rows[row.code].name!r}, "
                    f"so {row.name!r} is left out."
                )
        else:
            rows[row.code] = row
    if not rows:
        raise Unreadable(f"{path.name} holds no row with {table.code} and {table.title}.")
    return list(rows.values())


def _listed(path: Path) -> Sequence[Any]:
    """The rows of a file: a list, or the national service's envelope around one."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be opened: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path.name} is not text in UTF-8.") from None
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{path.name} is not JSON: {error}.") from None
    if isinstance(content, dict):
        content = content.get("data")
    if not isinstance(content, list):
        raise Unreadable(f"{path.name} holds no list of rows.")
    return content


def _row(given: Any, table: Table) -> ReferenceRow | str:
    """A row of ours, or why there is none."""
    if not isinstance(given, dict):
        return "not an object."
    code, name = _text(given.get(table.code)), _text(given.get(table.title))
    if not code or not name:
        return f"{table.code if not code else table.title} is empty."
    if len(code) > LONGEST_CODE or len(name) > LONGEST_NAME:
        return f"code or name is longer than {LONGEST_CODE} or {LONGEST_NAME} characters."
    details: dict[str, str | int] = {}
    for key, ours in table.details.items():
        value = _text(given.get(key))
        if not value:
            continue
        if ours not in table.numbers:
            details[ours] = value
        elif value.isascii() and value.isdigit():
            if int(value):  # where the service does not know a retirement age it says 0
                details[ours] = int(value)
        else:
            return f"{key} is {value!r}, not a whole number."
    return ReferenceRow(code, name, details)


def _text(value: Any) -> str:
    """A cell without spare blanks and without what a database cannot keep."""
    return " ".join(str(value).replace("\0", " ").split()) if isinstance(value, str | int | float) else ""
