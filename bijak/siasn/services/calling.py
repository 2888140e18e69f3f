"""The national web service over HTTP, behind a port.

Two tokens go with every call, as its public clients send them: ``Authorization: Bearer`` with that of the API manager
(OAuth 2 client credentials) and ``Auth: bearer`` with that of the national sign-in (OAuth 2 password grant). **Written
from public clients and tried against a server of our own making, never against the real one.** Off unless
``SIASN_SERVER`` is set.

Only reading is tried again by itself. What was sent and not answered may have arrived: that is ``Failure.UNKNOWN``, and
a person looks before anything is sent again. Tokens live in the memory of the process; no exception and no log of this
module carries a token, a password, an address with a NIP, or what was sent.
"""

import base64
import http
import json
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from bijak.documents import wire
from bijak.siasn.services.answers import (
    Failed,
    Failure,
    broken,
    is_json,
    opened,
    says_nothing,
    unknown,
    unreachable,
)

LARGEST = 20 * 1024 * 1024
ATTEMPTS = 3
FIRST_PAUSE = 0.5
"""Seconds before the second attempt; each further pause is twice as long, all of them half to one and a half times."""
LONGEST_PAUSE = 10.0
"""Seconds: who is told to wait longer is told so at once."""
MARGIN = 60
"""Seconds before its end from which a token is not used any more."""


class Service(Protocol):
    """What the rest of the border asks of the national service, whoever answers."""

    def read(self, path: str) -> list[dict[str, Any]]:
        """The rows of an answer in the service's own keys; none where it has none."""

    def content(self, path: str) -> bytes:
        """A file that the service holds, whatever it is."""

    def write(self, path: str, fields: Mapping[str, Any]) -> dict[str, Any] | str:
        """Send once; what the service calls the new thing: its id in its own keys, of some things the id alone."""

    def upload(self, path: str, fields: Mapping[str, str], *, name: str, pdf: bytes) -> None:
        """Send a document once."""

    def remove(self, path: str) -> None:
        """Ask once for something to be deleted."""


@dataclass(frozen=True)
class Account:
    """Where the service is and how we sign in. ``__repr__`` says no secret."""

    server: str
    manager: str = ""
    key: str = ""
    secret: str = field(default="", repr=False)
    sso: str = ""
    client: str = ""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    timeout: float = 10
    """Seconds that one request may take, from the first byte sent to the last one read."""
    per_minute: int = 60

    @property
    def missing(self) -> list[str]:
        """Settings that a call needs and that are empty."""
        given = {
            "BIJAK_SIASN_CONSUMER_KEY": self.key,
            "BIJAK_SIASN_CONSUMER_SECRET": self.secret,
            "BIJAK_SIASN_SSO_CLIENT": self.client,
            "BIJAK_SIASN_SSO_USER": self.user,
            "BIJAK_SIASN_SSO_PASSWORD": self.password,
        }
        return [name for name, value in given.items() if not value]


def is_on() -> bool:
    return bool(settings.SIASN_SERVER)


@cache
def service() -> "WebService":
    """The service of this installation; a process keeps one, with its tokens and its pace."""
    return WebService(
        Account(
            server=settings.SIASN_SERVER,
            manager=settings.SIASN_TOKEN_ADDRESS,
            key=settings.SIASN_CONSUMER_KEY,
            secret=settings.SIASN_CONSUMER_SECRET,
            sso=settings.SIASN_SSO_ADDRESS,
            client=settings.SIASN_SSO_CLIENT,
            user=settings.SIASN_SSO_USER,
            password=settings.SIASN_SSO_PASSWORD,
            per_minute=settings.SIASN_REQUESTS_PER_MINUTE,
        )
    )


@dataclass
class _Token:
    text: str = ""
    good_until: float = 0.0


class WebService:
    """`Service` over HTTP. Threads may share one."""

    def __init__(
        self,
        account: Account,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._account = account
        self._sleep = sleep
        self._clock = clock
        self._lock = threading.Lock()
        self._manager = _Token()
        self._sso = _Token()
        self._next_at = 0.0

    def read(self, path: str) -> list[dict[str, Any]]:
        answer = self._tried(lambda: self._called("GET", path, None))
        if says_nothing(answer):
            raise Failed.absent()
        data = opened(answer).get("data")
        rows = data if isinstance(data, list) else [data]
        return [row for row in rows if isinstance(row, dict)]

    def content(self, path: str) -> bytes:
        answer = self._tried(lambda: self._called("GET", path, None))
        if answer.status == http.HTTPStatus.OK and not answer.content:
            raise Failed.absent()
        if answer.status != http.HTTPStatus.OK or is_json(answer) or answer.content_type.startswith("text/"):
            opened(answer)
            raise broken()
        return answer.content

    @sensitive_variables()
    def write(self, path: str, fields: Mapping[str, Any]) -> dict[str, Any] | str:
        named = self._changed("POST", path, json.dumps(fields).encode()).get("mapData")
        return str(named) if isinstance(named, str | int) else named if isinstance(named, dict) else {}

    @sensitive_variables()
    def upload(self, path: str, fields: Mapping[str, str], *, name: str, pdf: bytes) -> None:
        self._changed("POST", path, *wire.multipart(fields, name=name, pdf=pdf))

    def remove(self, path: str) -> None:
        self._changed("DELETE", path, None)

    @sensitive_variables()
    def _changed(
        self, method: str, path: str, body: bytes | None, content_type: str = "application/json"
    ) -> dict[str, Any]:
        """One call that changes something. What may have arrived unanswered is ``Failure.UNKNOWN``."""
        try:
            return opened(self._called(method, path, body, content_type))
        except wire.Unanswered as silence:
            raise unknown() if silence.is_sent else unreachable() from None
        except Failed as failed:
            if failed.failure == Failure.BROKEN:
                raise unknown() from None
            raise

    def sign_in(self) -> None:
        """Get both tokens, or `Failed`."""
        self._tokens()

    # Trying

    def _tried(self, call: Callable[[], wire.Answer]) -> wire.Answer:
        """A safe call, up to three times: silence, 429, 502 to 504 and half a body may pass.

        Who was silent for as long as one call may take is not asked again: somebody waits at a page.
        """
        began = self._clock()
        for attempt in range(1, ATTEMPTS + 1):
            pause = min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE) * random.uniform(0.5, 1.5)  # noqa: S311
            try:
                answer = call()
            except wire.Unanswered:
                if attempt == ATTEMPTS or self._clock() - began >= self._account.timeout:
                    raise unreachable() from None
            else:
                if attempt == ATTEMPTS or answer.status not in (429, 500, 502, 503, 504):
                    return answer
                asked = _seconds(answer.retry_after)
                if asked > LONGEST_PAUSE:
                    return answer
                pause = max(pause, asked)
            self._sleep(pause)
        raise AssertionError

    @sensitive_variables()
    def _called(
        self, method: str, path: str, body: bytes | None, content_type: str = "application/json"
    ) -> wire.Answer:
        """One call with both tokens; refused ones are renewed once, for such a call was not carried out."""
        for is_fresh in (False, True):
            if is_fresh:
                self._manager, self._sso = _Token(), _Token()
            manager, sso = self._tokens()
            headers = {
                "Authorization": f"Bearer {manager}",
                "Auth": f"bearer {sso}",
                "Accept": "application/json",
                "Content-Type": content_type,
            }
            self._keep_pace()
            answer = self._sent(method, self._account.server.rstrip("/") + path, body, headers)
            if answer.status != http.HTTPStatus.UNAUTHORIZED:
                break
        return answer

    def _keep_pace(self) -> None:
        """Wait for one's turn: so many requests a minute from this process."""
        if self._account.per_minute < 1:
            return
        with self._lock:
            now = self._clock()
            turn = max(now, self._next_at)
            if turn - now > LONGEST_PAUSE:
                raise Failed(
                    Failure.BUSY,
                    _("Terlalu banyak permintaan ke SIASN saat ini. Coba lagi beberapa menit lagi."),
                )
            self._next_at = turn + 60 / self._account.per_minute
        if turn > now:
            self._sleep(turn - now)

    # Tokens

    @sensitive_variables()
    def _tokens(self) -> tuple[str, str]:
        account = self._account
        if account.missing:
            raise Failed(
                Failure.FORBIDDEN,
                _("Sambungan SIASN belum lengkap: %(missing)s kosong. Hubungi administrator.")
                % {"missing": ", ".join(account.missing)},
            )
        with self._lock:
            login = base64.b64encode(f"{account.key}:{account.secret}".encode()).decode()
            self._manager = self._renewed(
                self._manager,
                account.manager,
                {"grant_type": "client_credentials"},
                {"Authorization": f"Basic {login}"},
            )
            self._sso = self._renewed(
                self._sso,
                account.sso,
                {
                    "grant_type": "password",
                    "client_id": account.client,
                    "username": account.user,
                    "password": account.password,
                },
                {},
            )
            return self._manager.text, self._sso.text

    @sensitive_variables()
    def _renewed(
        self, token: _Token, address: str, asked: Mapping[str, str], headers: Mapping[str, str]
    ) -> _Token:
        """The token while it is good, else a new one. Asking for a token twice does no harm."""
        if token.text and self._clock() < token.good_until:
            return token
        form = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        answer = self._tried(
            lambda: self._sent("POST", address, urlencode(asked).encode(), {**form, **headers})
        )
        if answer.status in (400, 401, 403):
            raise Failed(
                Failure.FORBIDDEN,
                _(
                    "SIASN menolak akun instansi. Hubungi administrator: kunci, klien, atau kata sandi perlu diperiksa."
                ),
            )
        given = opened(answer, is_enveloped=False)
        text, life = given.get("access_token"), given.get("expires_in")
        if not isinstance(text, str) or not text.isascii() or not text.isprintable() or not text:
            raise broken()
        seconds = life if isinstance(life, int | float) else 0
        return _Token(text, self._clock() + max(seconds - MARGIN, seconds / 2))

    # The wire

    @sensitive_variables()
    def _sent(self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]) -> wire.Answer:
        try:
            return wire.ask(method, address, body, headers, timeout=self._account.timeout, largest=LARGEST)
        except wire.InTheClear:
            raise Failed(Failure.UNREACHABLE, _("Alamat SIASN harus https. Hubungi administrator.")) from None


def _seconds(text: str) -> float:
    """``Retry-After`` in seconds; a date there counts as a long time (RFC 9110, section 10.2.3)."""
    if not text:
        return 0.0
    return float(text) if text.isascii() and text.isdigit() else 2 * LONGEST_PAUSE
