"""The step of continuous integration that finds a browser, on machines that have one, can get one, or cannot."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / ".ci/browser"
INSTALLED = [
    "apt-get update -qq",
    "apt-get install -y -qq --no-install-recommends chromium fonts-liberation",
]


class Machine:
    """A path with nothing on it but what a test puts there; ``apt-get`` writes down how it was called."""

    def __init__(self, folder: Path, *, user: int = 0) -> None:
        self.folder, self.log = folder, folder / "calls"
        for name in ("env", "cat", "chmod"):
            (folder / name).symlink_to(shutil.which(name) or "")
        self.has("id", f"echo {user}")

    def has(self, name: str, does: str) -> None:
        tool = self.folder / name
        tool.write_text(f"#!/bin/sh\n{does}\n")
        tool.chmod(0o755)

    def has_apt(self, *, update: int = 0, install: str = "chromium") -> None:
        """``install`` is what it brings, "" if it fails."""
        brings = f"printf '#!/bin/sh' > {self.folder}/{install}; chmod +x {self.folder}/{install}"
        self.has(
            "apt-get",
            f'echo "apt-get $*" >> {self.log}\n'
            f'case "$1" in update) exit {update};; install) {brings if install else "exit 100"};; esac',
        )

    def looks_for_a_browser(self, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name != "BIJAK_CHROMIUM"}
        return subprocess.run(
            ["/bin/sh", SCRIPT],
            env=kept | {"PATH": str(self.folder)} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_that_is_there_is_enough(tmp_path: Path, name: str) -> None:
    machine = Machine(tmp_path)
    machine.has_apt()
    machine.has(name, "")
    assert machine.looks_for_a_browser().returncode == 0
    assert machine.calls == []


def test_the_browser_that_is_named_is_taken_or_missed_aloud(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.has("mine", "")
    assert machine.looks_for_a_browser(BIJAK_CHROMIUM=str(tmp_path / "mine")).returncode == 0
    answer = machine.looks_for_a_browser(BIJAK_CHROMIUM="/nowhere/chromium")
    assert answer.returncode == 1
    assert "'/nowhere/chromium', which cannot be run" in answer.stderr


def test_root_gets_debians(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.has_apt()
    assert machine.looks_for_a_browser().returncode == 0
    assert machine.calls == INSTALLED


def test_a_source_that_is_away_does_not_stop_the_others(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.has_apt(update=100)
    assert machine.looks_for_a_browser().returncode == 0


def test_an_ordinary_user_gets_it_where_sudo_asks_for_no_password(tmp_path: Path) -> None:
    machine = Machine(tmp_path, user=1000)
    machine.has_apt()
    machine.has(
        "sudo", 'shift; [ "$1" = true ] || exec env -i PATH="$PATH" "$@"'
    )  # sudo drops the environment
    assert machine.looks_for_a_browser().returncode == 0
    assert machine.calls == INSTALLED


@pytest.mark.parametrize("trouble", ["no apt-get", "no rights", "a password", "no such package"])
def test_where_none_can_be_had_the_sentence_says_what_to_do(tmp_path: Path, trouble: str) -> None:
    machine = Machine(tmp_path, user=0 if trouble in ("no apt-get", "no such package") else 1000)
    if trouble != "no apt-get":
        machine.has_apt(install="" if trouble == "no such package" else "chromium")
    if trouble == "a password":
        machine.has("sudo", "exit 1")
    answer = machine.looks_for_a_browser()
    assert answer.returncode == 1
    assert "BIJAK_CHROMIUM=/path/to/chromium make test" in answer.stderr
