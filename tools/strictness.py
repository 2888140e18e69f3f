"""What tests do not forgive, as a pytest plugin; pyproject.toml names it.

- The network: nothing but this machine is reached.
- Luck: what a query does not order comes back to front.
- Silence: a variable that a template of ours names and nobody gave it fails, unless it says ``|default``.
"""

import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HOUSE = str(Path(__file__).resolve().parents[1] / "bijak")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        connect, look_up = socket.socket.connect, socket.getaddrinfo

        def connect_here(self: socket.socket, address: Any) -> None:
            if self.family != socket.AF_UNIX:
                _must_be_here(address[0])
            connect(self, address)

        def look_up_here(host: Any, *rest: Any, **words: Any) -> Any:
            _must_be_here(host)
            return look_up(host, *rest, **words)

        patch.setattr(socket.socket, "connect", connect_here)
        patch.setattr(socket, "getaddrinfo", look_up_here)
        yield


def _must_be_here(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if not (name is None or name in {"", "localhost", "::1", "0.0.0.0"} or name.startswith("127.")):  # noqa: S104
        raise OSError(f"A test reached out to {name}. Tests touch nothing but this machine.")


@pytest.fixture(autouse=True, scope="session")
def _no_luck() -> Iterator[None]:
    from django.db.models import QuerySet

    with pytest.MonkeyPatch.context() as patch:
        fetch_all: Callable[..., None] = QuerySet._fetch_all

        def fetch_back_to_front(self: Any) -> None:
            is_new = self._result_cache is None
            fetch_all(self)
            if is_new and not self.ordered and self.model.__module__.startswith("bijak."):
                self._result_cache.reverse()

        patch.setattr(QuerySet, "_fetch_all", fetch_back_to_front)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_silence() -> Iterator[None]:
    from django.template import engines

    with pytest.MonkeyPatch.context() as patch:
        for engine in engines.all():
            patch.setattr(engine.engine, "string_if_invalid", _Undefined())
        yield


class _Undefined(str):
    """Nothing, as Django shows it, but not in silence.

    ``FilterExpression.resolve`` asks whether it is empty when a variable is missing; that is the moment to object.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        from django.template.base import FilterExpression

        asking = sys._getframe(1).f_locals
        expression = asking.get("self")
        if isinstance(expression, FilterExpression):
            template = asking["context"].template.origin.name
            has_default = any(function.__name__.startswith("default") for function, _ in expression.filters)
            if template.startswith(HOUSE) and not has_default:
                pytest.fail(f"{template} names '{expression.var}', which nobody gave it.", pytrace=False)
        return False
