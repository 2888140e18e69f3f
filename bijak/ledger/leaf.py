"""How an entry becomes a leaf: canonical JSON, a salted commitment, a version.

A leaf is ``version || SHA-256(salt || canonical JSON)``: 33 bytes that say nothing without the salt. Erase
salt and entry, and the leaf, the tree and every proof still stand (UU 27/2022 art. 43, erasure; art. 47,
accountability).
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any
from uuid import UUID

VERSION = 1
SALT_BYTES = 32
# RFC 8785 §3.2.2.3: beyond this a reader in another language may round.
LARGEST_INTEGER = 2**53 - 1


def canonical_json(content: Mapping[str, Any]) -> bytes:
    """One text for one content (RFC 8785, without fractions): sorted names, no blanks, UTF-8."""
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def commitment(salt: bytes, content: Mapping[str, Any]) -> bytes:
    return sha256(salt + canonical_json(content)).digest()


def leaf(version: int, commitment: bytes) -> bytes:
    return bytes([version]) + commitment


def moment(at: datetime) -> str:
    """A moment as UTC text, always with microseconds: ``2026-11-02T03:04:05.000000Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def plain(value: Any) -> Any:
    """Reduce facts and reasons to what JSON and PostgreSQL keep unchanged; ``TypeError`` for the rest."""
    match value:
        case None | bool():
            return value
        case Enum():
            return plain(value.value)
        case int():
            if abs(value) > LARGEST_INTEGER:
                raise TypeError(f"{value} is too large for a fact; write it as text.")
            return value
        case str():
            if "\x00" in value:
                raise TypeError("A fact may not hold a NUL character.")
            return str(value)
        case float() | Decimal():
            return plain(int(value)) if value == int(value) else str(value)
        case datetime():
            return moment(value)
        case date() | UUID():
            return str(value)
        case Mapping():
            return {str(plain(name)): plain(item) for name, item in value.items()}
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:  # a scalar of NumPy
        return plain(value.item())
    if (
        isinstance(value, Iterable)
        and not hasattr(value, "ndim")
        and not isinstance(value, bytes | bytearray)
    ):
        return [plain(item) for item in value]
    raise TypeError(
        f"The ledger cannot keep a {type(value).__name__} as a fact; a column is a batch, give counts."
    )
