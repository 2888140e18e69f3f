"""The values of requests and answers."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field
from pydantic_core import PydanticCustomError


def field(meaning: Any, default: Any = ..., **limits: Any) -> Any:
    """A value and what it means: a sentence that the description tells in the language of whoever asks."""
    return Field(default, description=meaning, **limits)


def _written_out(value: object) -> object:
    """Only as RFC 3339 writes a day: Pydantic would also take a number for the seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_parsing", "not a full-date")
    return value


Day = Annotated[date, BeforeValidator(_written_out)]
"""A day that is asked about."""


def _with_its_zone(value: object) -> object:
    """Only as RFC 3339 writes a moment, and with the zone it is meant in."""
    if isinstance(value, str) and not re.fullmatch(
        r"[0-9-]{10}[Tt][0-9:.]{8,}([Zz]|[+-][0-9]{2}:[0-9]{2})", value
    ):
        raise PydanticCustomError("datetime_parsing", "not a date-time")
    return value


def _in_utc(value: datetime) -> datetime:
    """RFC 3339 allows zones of up to a day, PostgreSQL of sixteen hours; the first and last day know no other zone."""
    try:
        return value.astimezone(UTC)
    except OverflowError:
        return value.replace(tzinfo=UTC)


Instant = Annotated[AwareDatetime, BeforeValidator(_with_its_zone), AfterValidator(_in_utc)]
"""A moment that is asked about."""
