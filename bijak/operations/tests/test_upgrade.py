"""Moving our own database to another major version, rehearsed with the one version that is here."""

from pathlib import Path

import psycopg
import pytest

from bijak.operations import upgrade
from bijak.operations.postgres import Server, ServerError, embedded_binaries


def note(server: Server, text: str) -> None:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (line text)")
        connection.execute("INSERT INTO note VALUES (%s)", [text])


def notes(server: Server) -> list[str]:
    with psycopg.connect(server.url()) as connection:
        return [line for (line,) in connection.execute("SELECT line FROM note ORDER BY line")]


def test_everything_moves_and_the_old_folder_stays(tmp_path: Path) -> None:
    folder = tmp_path / "postgres"
    with Server(folder) as server:
        server.ensure_database()
        note(server, "dari versi lama")
    (folder / "upgrade").mkdir()  # left by an attempt that was interrupted
    upgrade.copy(folder, old_binaries=embedded_binaries(), aside=folder / "data.17")
    with Server(folder) as server:
        assert notes(server) == ["dari versi lama"]
    assert sorted(path.name for path in folder.iterdir()) == ["data", "data.17", "lock", "log", "password"]
    with pytest.raises(ServerError, match="earlier upgrade"):
        upgrade.copy(folder, old_binaries=embedded_binaries(), aside=folder / "data.17")


def test_nothing_is_done_when_nothing_is_to_be_done(tmp_path: Path) -> None:
    folder = tmp_path / "postgres"
    with pytest.raises(ServerError, match="no database"):
        upgrade.upgrade(folder, old_binaries=embedded_binaries())
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "PG_VERSION").write_text("18\n")
    assert "already" in upgrade.upgrade(folder, old_binaries=embedded_binaries())


def test_programs_of_the_wrong_version_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "postgres"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "PG_VERSION").write_text("17\n")
    with pytest.raises(ServerError, match="PostgreSQL 18"):
        upgrade.upgrade(folder, old_binaries=embedded_binaries())
