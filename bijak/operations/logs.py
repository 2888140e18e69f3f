"""Logs that a machine can read and that say nothing about people.

One JSON object for a line. Of a request: its id, the name of its route (never the path, which holds ids,
nor the query), status, milliseconds and the account's UUID. Of an error: its class and where it happened,
never its message, which may quote a row. Of other libraries: the template of their message, never its
arguments.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType

request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        is_ours = record.name.startswith("bijak")
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage() if is_ours else str(record.msg),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if status := getattr(
            record, "status_code", None
        ):  # Django's own line about a refused or failed request
            line |= {"event": "refused" if status < 500 else "failed", "status": status}
            line["route"] = route_of(getattr(record, "request", None))
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__qualname__
            line["where"] = places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


def route_of(request: object) -> str:
    """The name of the view, not the path: paths hold keys of people."""
    match = getattr(request, "resolver_match", None)
    return str(match.view_name) if match else ""


def places(trace: TracebackType | None) -> list[str]:
    """The last steps to an error, as ``file:line function``."""
    return [f"{step.filename}:{step.lineno} {step.name}" for step in traceback.extract_tb(trace)[-8:]]
