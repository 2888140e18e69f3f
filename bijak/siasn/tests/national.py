"""The national web service on this machine: both token addresses, the calls that tests need, and every fault.

Shapes are those that public clients of the service show: ``{"code": 1, "data": …, "message": …}`` for reading,
``{"success": true, "mapData": …}`` for writing, ``{"fault": …}`` from the API manager before it.
"""

import base64
import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from bijak.siasn.services.calling import Account

KEY, SECRET, CLIENT, USER, PASSWORD = "kunci", "rahasia-kunci", "klien", "petugas", "sandi-petugas"

type Fault = Callable[["_Handler"], None]


@dataclass
class National:
    """``data``: what it holds by path; ``faults``: what goes wrong next; ``asked``: what it was asked.

    ``keeps``: where what is saved under a path is read again, and the keys that are spelt otherwise there, or nowhere.
    """

    data: dict[str, Any] = field(default_factory=dict)
    keeps: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    faults: deque[Fault] = field(default_factory=deque)
    token_faults: deque[Fault] = field(default_factory=deque)
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    life: int = 3600
    tokens_given: int = 0
    good: set[str] = field(default_factory=set)
    address: str = ""
    released: threading.Event = field(default_factory=threading.Event)

    def account(self, **changed: Any) -> Account:
        given: dict[str, Any] = {
            "server": f"{self.address}/apisiasn/1.0",
            "manager": f"{self.address}/oauth2/token",
            "key": KEY,
            "secret": SECRET,
            "sso": f"{self.address}/auth/realms/public-siasn/protocol/openid-connect/token",
            "client": CLIENT,
            "user": USER,
            "password": PASSWORD,
            "timeout": 5,
            "per_minute": 0,
        }
        return Account(**given | changed)

    def forget_tokens(self) -> None:
        self.good.clear()

    def saved(self, path: str, row: dict[str, Any]) -> Any:
        """What it calls the new row: of ratings the id alone. A row that comes with an id takes that one's place."""
        if path not in self.keeps:
            return {"rwKursusId": "8ae48644"}
        history, spelt = self.keeps[path]
        rows = self.data.setdefault(history, [])
        key = row.get("id") or f"rw-{path}-{len(rows)}"
        rows[:] = [each for each in rows if each["id"] != key]
        told = {spelt.get(name, name): value for name, value in row.items()} | {"id": key}
        rows.append({name: value for name, value in told.items() if name})
        return key if path in ("/skp22/save", "/kinerjaperiodik/save") else {"rwId": key}

    def token(self, path: str, form: dict[str, list[str]], login: str) -> str | None:
        if path == "/oauth2/token":
            basic = "Basic " + base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
            is_known = login == basic and form == {"grant_type": ["client_credentials"]}
        else:
            is_known = form == {
                "grant_type": ["password"],
                "client_id": [CLIENT],
                "username": [USER],
                "password": [PASSWORD],
            }
        if not is_known:
            return None
        self.tokens_given += 1
        token = f"{'apim' if path == '/oauth2/token' else 'sso'}-{self.tokens_given}"
        self.good.add(token)
        return token


class _Handler(BaseHTTPRequestHandler):
    national: National
    sent: Any = None

    def log_message(self, *_: object) -> None:
        """Tests read ``asked``."""

    def do_GET(self) -> None:
        self._answer(None)

    def do_DELETE(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.startswith("/apisiasn"):
            is_json = self.headers["Content-Type"] == "application/json"
            self._answer(json.loads(body) if is_json else body)
        elif self.national.token_faults:
            self.national.token_faults.popleft()(self)
        else:
            token = self.national.token(
                self.path, parse_qs(body.decode()), self.headers.get("Authorization", "")
            )
            if token is None:
                self.give(
                    401, {"error": "invalid_client", "error_description": "Client authentication failed"}
                )
            else:
                self.give(
                    200, {"access_token": token, "expires_in": self.national.life, "token_type": "Bearer"}
                )

    def _answer(self, body: Any) -> None:
        national = self.national
        self.sent = body
        manager = self.headers.get("Authorization", "").removeprefix("Bearer ")
        sso = self.headers.get("Auth", "").removeprefix("bearer ")
        path = self.path.removeprefix("/apisiasn/1.0")
        national.asked.append((self.command, path, body))
        if not {manager, sso} <= national.good or not manager.startswith("apim") or not sso.startswith("sso"):
            self.give(401, {"fault": {"code": 900901, "message": "Invalid Credentials"}})
        elif national.faults:
            national.faults.popleft()(self)
        elif self.command == "POST":
            named = national.saved(path, body) if isinstance(body, dict) else None
            self.give(200, {"success": True, "message": "success", "mapData": named})
        elif self.command == "DELETE":
            self.give(200, {"success": True, "message": "success"})
        elif path in national.data:
            self.give(200, {"code": 1, "data": national.data[path], "message": "success"})
        else:
            self.give(200, {"code": 0, "data": None, "message": f"Data {path} tidak ditemukan"})

    def give(self, status: int, content: Any, kind: str = "application/json", **headers: str) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


# What may go wrong


def says(status: int, content: Any = None, kind: str = "application/json", **headers: str) -> Fault:
    told = {"message": "galat"} if content is None else content
    return lambda handler: handler.give(status, told, kind, **headers)


def half_a_body(handler: _Handler) -> None:
    handler.give(200, b'{"code": 1, "data": [{"ni', length="5000")


def silence(handler: _Handler) -> None:
    """The connection closes without a word."""
    handler.close_connection = True


def kept(fault: Fault) -> Fault:
    """What was sent is saved, and then the answer goes wrong."""

    def saves(handler: _Handler) -> None:
        handler.national.saved(handler.path.removeprefix("/apisiasn/1.0"), handler.sent)
        fault(handler)

    return saves


def slowness(handler: _Handler) -> None:
    """No answer until the test is over."""
    handler.national.released.wait(30)


def a_drop_at_a_time(handler: _Handler) -> None:
    """Never silent for long, and never done."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    try:
        while not handler.national.released.wait(0.05):
            handler.wfile.write(b" ")
    except OSError:
        handler.close_connection = True


@contextmanager
def national_service(data: dict[str, Any] | None = None) -> Iterator[National]:
    national = National(data=data or {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"national": national}))
    server.daemon_threads = True
    national.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02))
    thread.start()
    try:
        yield national
    finally:
        national.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
