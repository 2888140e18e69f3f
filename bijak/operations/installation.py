"""Which installation this is: its folder, its secrets, its database, the programs it consists of.

Knows nothing of Django, so that it can say what is missing before anything is loaded.
"""

import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bijak.ledger import keys
from bijak.operations.postgres import Server
from bijak.operations.supervisor import Program

AGENCIES = {"pontianak": "Kota Pontianak", "mamuju": "Kabupaten Mamuju", "jakarta": "Provinsi DKI Jakarta"}
NECESSARY = {
    "BIJAK_SECRET_KEY": "the key that signs sessions and links, 50 random characters",
    "BIJAK_SIGNING_KEY": "the file with the key that signs the ledger; 'bijak ledger new-key FILE' makes one",
    "BIJAK_ALLOWED_HOSTS": "the names under which the site is reached, such as bijak.pontianakkota.go.id",
    "BIJAK_BASE_URL": "the address that people type, such as https://bijak.pontianakkota.go.id",
}
"""What production refuses to start without."""


class Incomplete(Exception):
    """The installation lacks something; the sentences say what."""


@dataclass(frozen=True)
class Installation:
    """A folder and the environment of every program that works on it."""

    mode: str
    folder: Path
    environment: Mapping[str, str]

    def server(self) -> Server | None:
        """Our own database server, unless the operator named one."""
        return None if os.environ.get("BIJAK_DATABASE_URL") else Server(self.folder / "postgres")


def data_home() -> Path:
    """Where a user's programs keep their data (XDG base directories)."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "bijak"


def demo(agency: str) -> Installation:
    """The trial installation of one of the three agencies; its secrets are made at the first start."""
    folder = Path(os.environ.get("BIJAK_DATA_DIR") or data_home() / agency).expanduser().resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    origin = f"demo.bijak/{agency}"
    port = os.environ.get("BIJAK_PORT", "8000")
    signing_key = folder / "signing-key"
    if not signing_key.exists():
        keys.write_new(signing_key, name=origin)
    return Installation(
        "demo",
        folder,
        {
            "BIJAK_MODE": "demo",
            "BIJAK_AGENCY": agency,
            "BIJAK_DATA_DIR": str(folder),
            "BIJAK_ALLOWED_HOSTS": "localhost,127.0.0.1",
            "BIJAK_BASE_URL": f"http://localhost:{port}",
            "BIJAK_LEDGER_ORIGIN": origin,
            "BIJAK_SECRET_KEY": _secret_key(folder / "secret-key"),
            "BIJAK_SIGNING_KEY": str(signing_key),
            **_trial_certificate(folder, AGENCIES[agency]),
        },
    )


def production() -> Installation:
    """The installation that the environment describes. Raises Incomplete, naming all that is missing."""
    given = {name.removesuffix("_FILE") for name, value in os.environ.items() if value}
    missing = [name for name in NECESSARY if name not in given]
    if missing:
        lines = "\n".join(f"  {name}: {NECESSARY[name]}" for name in missing)
        raise Incomplete(
            f"Bijak does not start in production without these settings:\n{lines}\nSee docs/how-to/deploy.md."
        )
    folder = Path(os.environ.get("BIJAK_DATA_DIR") or data_home() / "production").expanduser().resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Installation("production", folder, {"BIJAK_MODE": "production", "BIJAK_DATA_DIR": str(folder)})


def here() -> Installation:
    """The installation that the environment names: a demo when BIJAK_MODE says so, else production."""
    if os.environ.get("BIJAK_MODE") == "demo":
        return demo(os.environ.get("BIJAK_AGENCY", "pontianak"))
    if os.environ.get("BIJAK_MODE") == "test":
        return Installation("test", Path(os.environ.get("BIJAK_DATA_DIR", "build/data")).resolve(), {})
    return production()


def adopt(installation: Installation) -> None:
    """Make the installation this process's own. What the operator has set stays, but not another mode."""
    os.environ["BIJAK_MODE"] = installation.mode
    for name, value in installation.environment.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bijak.config.settings")


def adopt_what_is_known() -> None:
    """Adopt the installation if the environment describes one, and name its database if that runs."""
    try:
        installation = here()
    except Incomplete:
        return
    adopt(installation)
    server = installation.server()
    if server is not None and server.is_running():
        os.environ["BIJAK_DATABASE_URL"] = server.url()


@contextmanager
def opened(installation: Installation) -> Iterator[None]:
    """Adopt the installation and have its database answer, started just for this if nobody runs it."""
    adopt(installation)
    server = installation.server()
    if server is None:
        yield
        return
    started = None if server.is_running() else server.start()
    try:
        if started:
            started.ensure_database()
        os.environ["BIJAK_DATABASE_URL"] = server.url()
        yield
    finally:
        os.environ.pop("BIJAK_DATABASE_URL", None)
        if started:
            started.stop()


def programs(*, log: Path | None = None) -> list[Program]:
    """What runs beside the database: the web server, a worker for each queue, and the clock."""
    bijak = (sys.executable, "-m", "bijak")
    supervised = {"BIJAK_SUPERVISED": "yes"}
    return [
        Program("web", (*bijak, "web"), supervised, log=log),
        Program("worker", (*bijak, "worker", "default"), supervised, log=log),
        Program("importer", (*bijak, "worker", "imports"), supervised, log=log),
        Program("clock", (*bijak, "clock"), supervised, log=log),
    ]


def _trial_certificate(folder: Path, agency: str) -> dict[str, str]:
    """What a trial signs papers with, until somebody names another: it vouches for nobody but itself, and says so."""
    from bijak.documents.signing import trial

    path = folder / "trial-certificate.p12"
    passphrase = _secret_key(folder / "trial-certificate-passphrase")
    if not path.exists():
        trial.write(path, agency=f"{agency} (data contoh)", passphrase=passphrase, now=datetime.now(UTC))
    return {"BIJAK_CERTIFICATE": str(path), "BIJAK_CERTIFICATE_PASSPHRASE": passphrase}


def _secret_key(path: Path) -> str:
    """The secret in a file that only its owner may read, made at the first start."""
    if not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
