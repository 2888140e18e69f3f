"""How many requests a minute a token has, counted for all processes together."""

import threading

from bijak.endpoints import services

SHARE = 20
"""A process speaks for this part of a minute's requests at once: the shared count then costs one write in many."""


class Limits:
    """What this process has spoken for and not yet spent. Never more than the limit is let through in a minute."""

    def __init__(self) -> None:
        self._left: dict[int, tuple[int, int]] = {}  # token → minute, requests
        self._lock = threading.Lock()

    def spend(self, *, token: int, limit: int, minute: int) -> bool:
        """Whether one more request of this minute may pass."""
        with self._lock:
            if self._spend(token, minute):
                return True
        some = max(1, limit // SHARE)
        if not services.take(token=token, requests=some, limit=limit):
            return False
        with self._lock:
            of, left = self._left.get(token, (minute, 0))
            self._left[token] = (minute, (left if of == minute else 0) + some - 1)
        return True

    def _spend(self, token: int, minute: int) -> bool:
        of, left = self._left.get(token, (minute, 0))
        if of != minute or not left:
            return False
        self._left[token] = (of, left - 1)
        return True


limits = Limits()
