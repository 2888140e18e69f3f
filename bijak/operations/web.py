"""The production web server: granian, a few processes, a few threads each."""

import os

from granian.constants import Interfaces
from granian.server import Server

JSON = {"()": "bijak.operations.logs.JsonFormatter"}


def address() -> tuple[str, int]:
    """Where the application listens: on this machine only, unless the operator says otherwise."""
    return os.environ.get("BIJAK_HOST", "127.0.0.1"), int(os.environ.get("BIJAK_PORT", "8000"))


def serve() -> None:
    """Serve until told to stop; a worker that dies is replaced."""
    host, port = address()
    Server(
        "bijak.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("BIJAK_WEB_WORKERS", "2")),
        blocking_threads=int(os.environ.get("BIJAK_WEB_THREADS", "4")),
        websockets=False,
        respawn_failed_workers=True,
        log_dictconfig={"formatters": {"generic": JSON, "access": JSON}},
    ).serve()
