"""The command line: light to start, clear when it refuses."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bijak.config import cli
from bijak.operations import installation as installing


def bijak(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command in an environment of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bijak", *arguments],
        env={**kept, "PYTHONPATH": str(Path(installing.__file__).parents[2]), **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_help_names_every_command_and_loads_no_django() -> None:
    script = "import sys; from bijak.config.cli import main; main(['--help'], standalone_mode=False); "
    done = subprocess.run(
        [sys.executable, "-c", script + "print('django' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "False"
    assert all(name in done.stdout for name in cli.COMMANDS)


def test_checking_an_export_of_the_ledger_loads_no_django() -> None:
    done = bijak("ledger", "verify", "--help")
    assert done.returncode == 0, done.stderr
    script = "import sys, bijak.ledger.commands; print('django' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"


def test_production_without_settings_names_all_that_is_missing_at_once(tmp_path: Path) -> None:
    done = bijak("run", BIJAK_DATA_DIR=str(tmp_path))
    assert done.returncode == 1
    assert all(name in done.stderr for name in installing.NECESSARY)
    assert "Traceback" not in done.stderr


def test_a_secret_may_be_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("x" * 50)
    monkeypatch.setenv("BIJAK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("BIJAK_SECRET_KEY_FILE", str(tmp_path / "secret"))
    for name in ("BIJAK_SIGNING_KEY", "BIJAK_ALLOWED_HOSTS", "BIJAK_BASE_URL"):
        monkeypatch.setenv(name, "given")
    assert installing.production().mode == "production"
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"BIJAK_MODE": "debug"}, "BIJAK_MODE is 'debug'"),
        ({"BIJAK_MODE": "test"}, "No database is running"),
        ({"BIJAK_MODE": "test", "BIJAK_DATABASE_URL": "mysql://x/y"}, "must read postgresql://"),
        ({"BIJAK_SECRET_KEY_FILE": "/nowhere"}, "cannot be read"),
        ({}, "BIJAK_SECRET_KEY is not set"),
    ],
)
def test_a_wrong_setting_is_refused_with_a_sentence(settings: dict[str, str], sentence: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import bijak.config.settings"],
        env={"PYTHONPATH": str(Path(installing.__file__).parents[2]), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = bijak("demo", BIJAK_DATA_DIR=str(tmp_path), BIJAK_PORT=port)
    assert done.returncode == 1
    assert f"Port {port}" in done.stderr
    assert not (tmp_path / "postgres").exists()


def test_each_agency_has_a_folder_and_keys_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BIJAK_DATA_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    first, second = installing.demo("pontianak"), installing.demo("mamuju")
    assert first.folder == tmp_path / "bijak" / "pontianak"
    assert second.folder == tmp_path / "bijak" / "mamuju"
    assert first.environment["BIJAK_SECRET_KEY"] != second.environment["BIJAK_SECRET_KEY"]
    assert installing.demo("pontianak").environment == first.environment
    for name in ("secret-key", "signing-key"):
        assert (first.folder / name).stat().st_mode & 0o777 == 0o600


def test_an_unknown_agency_is_refused_and_the_known_ones_named() -> None:
    done = bijak("demo", "bandung")
    assert done.returncode == 2
    assert "mamuju" in done.stderr
