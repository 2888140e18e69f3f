"""What the commands make of the environment they are called in."""

import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bijak.operations import commands


def test_a_demo_leaves_the_database_alone_that_the_shell_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, Any] = {}

    def started(installation: Any, **_: object) -> None:
        seen.update(server=installation.server(), named=os.environ.get("BIJAK_DATABASE_URL"))

    monkeypatch.setattr(commands, "start", started)
    monkeypatch.setenv("BIJAK_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BIJAK_DATABASE_URL", "postgresql://somebody@127.0.0.1:5432/precious")
    answer = CliRunner().invoke(commands.demo, ["pontianak"])
    assert answer.exit_code == 0, answer.output
    assert seen["named"] is None
    assert seen["server"].folder == (tmp_path / "postgres").resolve()
