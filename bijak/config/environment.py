"""Typed readers of environment variables that refuse with a sentence, never with a traceback."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Misconfigured(SystemExit):
    """A setting is missing or wrong; the process stops and says which one and what to write."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"bijak: {sentence}")


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None or (value == "" and default is None):
        raise Misconfigured(f"{name} is not set. See docs/how-to/deploy.md for what it means.")
    return value


def database_url() -> str:
    """The database's address, which ``bijak run`` sets by itself when it brings its own."""
    if not os.environ.get("BIJAK_DATABASE_URL"):
        raise Misconfigured("No database is running. Start Bijak, or name a database in BIJAK_DATABASE_URL.")
    return os.environ["BIJAK_DATABASE_URL"]


def secret(name: str, default: str | None = None) -> str:
    """A setting that may also be the content of a file, named by NAME_FILE, as systemd's credentials are."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return text(name, default)
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise Misconfigured(f"{name}_FILE names {path}, which cannot be read: {error.strerror}.") from error


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "yes" if default else "no").lower()
    if value not in ("yes", "no"):
        raise Misconfigured(f"{name} is '{value}'; write 'yes' or 'no'.")
    return value == "yes"


def number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise Misconfigured(f"{name} is '{value}'; write a whole number.")
    return int(value)


def names(name: str, default: str | None = None) -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    return Path(os.environ.get(name) or default).expanduser().resolve()


def database(url: str) -> dict[str, object]:
    """``postgresql://user:password@host:port/name`` as Django wants it."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise Misconfigured("BIJAK_DATABASE_URL must read postgresql://user:password@host:port/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
