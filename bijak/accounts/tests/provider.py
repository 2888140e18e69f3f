"""A small OpenID provider on this machine: discovery, authorize, token with PKCE and a signed id_token, userinfo, keys.

It refuses what the standards tell a provider to refuse (RFC 6749 §4.1.3, RFC 7636 §4.6), so that a test notices when we
ask wrongly, and can be told to lie in what it signs.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "bijak", "rahasia"


@dataclass
class Provider:
    """``claims`` is what it knows of the person at its door; ``lies`` replace claims of the id_token it signs."""

    key: RSAPrivateKey = field(default_factory=lambda: generate_private_key(65537, 2048))
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "a1"})
    lies: dict[str, Any] = field(default_factory=dict)
    is_away: bool = False
    address: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)

    def discovery(self) -> dict[str, Any]:
        places = {
            f"{name}_endpoint": f"{self.address}/{name}" for name in ("authorization", "token", "userinfo")
        }
        return places | {
            "issuer": self.address,
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "1", "alg": "RS256", "use": "sig"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """The person signs in over here and is sent back with a code."""
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code, once; None to anyone but the client in whose browser the code was asked for."""
        granted = self.codes.pop(asked["code"], None)
        if granted is None or (asked["client_id"], asked["client_secret"]) != (CLIENT, SECRET):
            return None
        challenge = base64.urlsafe_b64encode(hashlib.sha256(asked["code_verifier"].encode()).digest())
        if challenge.rstrip(b"=").decode() != granted["code_challenge"]:
            return None
        if asked["redirect_uri"] != granted["redirect_uri"]:
            return None
        token = secrets.token_urlsafe()
        self.tokens.add(token)
        now = int(time.time())
        says = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60} | self.claims | self.lies
        signed = jwt.encode(says, self.key, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": token, "token_type": "Bearer", "expires_in": 60, "id_token": signed}


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that listens for the length of the block."""
    ours = Provider()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(place.query).items()}
            if ours.is_away:
                self._answer(503, {})
            elif place.path == "/.well-known/openid-configuration":
                self._answer(200, ours.discovery())
            elif place.path == "/keys":
                self._answer(200, ours.keys())
            elif place.path == "/authorization":
                self.send_response(302)
                self.send_header("Location", ours.authorize(asked))
                self.end_headers()
            elif self.headers.get("Authorization", "").removeprefix("Bearer ") in ours.tokens:
                self._answer(200, ours.claims)
            else:
                self._answer(401, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            given = ours.token({name: values[0] for name, values in parse_qs(body).items()})
            self._answer(200, given) if given else self._answer(400, {"error": "invalid_grant"})

        def _answer(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Tests are quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        ours.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield ours
        finally:
            server.shutdown()
            thread.join()
