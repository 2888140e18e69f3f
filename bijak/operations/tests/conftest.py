"""Leases that a test takes and that are free again before the next one asks."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from bijak.operations import lease


def wait_until_free(seconds: float = 60) -> set[str]:
    """The leases still held. The server notices a closed session only a moment later."""
    until = time.monotonic() + seconds
    while (held := lease.held()) and time.monotonic() < until:
        time.sleep(0.02)
    return held


@pytest.fixture
def take(db: None) -> Iterator[Callable[[str], bool]]:
    """Take a lease of a name for as long as the test lasts; False if somebody holds it."""
    with ExitStack() as sessions:

        def take(name: str) -> bool:
            session = lease.take(name, wait=False)
            if session:
                sessions.callback(session.close)
            return session is not None

        yield take
    assert wait_until_free() == set()
