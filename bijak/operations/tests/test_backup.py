"""A backup is read back whole, or not at all."""

import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from bijak.accounts import services as accounting
from bijak.accounts.models import Account
from bijak.ledger import queries as ledger
from bijak.ledger import services as recording
from bijak.ledger.note import Signer
from bijak.operations import backup

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Path:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    settings.LEDGER_SIGNING_KEY = str(Signer.generate("test.example"))  # type: ignore[attr-defined]
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "sk").write_text("surat keputusan")
    return tmp_path


def test_an_installation_comes_back_with_files_and_the_same_root(folder: Path) -> None:
    accounting.create_account(name="Ani", email="ani@example.test", by=None)
    recording.sequence()
    root = ledger.root()
    backup.back_up(folder / "cadangan.tar")
    assert (folder / "cadangan.tar").stat().st_mode & 0o777 == 0o600

    accounting.create_account(name="Budi", email="budi@example.test", by=None)
    recording.sequence()
    (folder / "files" / "sk").unlink()
    assert ledger.root() != root

    manifest = backup.restore(folder / "cadangan.tar", force=True)
    assert ledger.root() == root == bytes.fromhex(manifest.ledger_root)
    assert list(Account.objects.values_list("name", flat=True)) == ["Ani"]
    assert (folder / "files" / "sk").read_text() == "surat keputusan"
    assert sorted(path.name for path in folder.iterdir()) == ["cadangan.tar", "files"]


def test_a_backup_makes_its_folder_for_its_owner_alone(folder: Path) -> None:
    backup.back_up(folder / "backups" / "bijak" / "cadangan.tar")
    assert (folder / "backups" / "bijak" / "cadangan.tar").is_file()
    assert (folder / "backups" / "bijak").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_is_refused_with_a_sentence(folder: Path) -> None:
    with pytest.raises(backup.Refused, match="cannot be made"):
        backup.back_up(folder / "files" / "sk" / "cadangan.tar")


def test_a_database_that_holds_something_is_not_replaced_unasked(folder: Path) -> None:
    backup.back_up(folder / "cadangan.tar")
    with pytest.raises(backup.Refused, match="--force"):
        backup.restore(folder / "cadangan.tar")


def test_a_running_installation_is_not_replaced(folder: Path, take: Callable[[str], bool]) -> None:
    backup.back_up(folder / "cadangan.tar")
    assert take("clock")
    with pytest.raises(backup.Refused, match="Stop it first"):
        backup.restore(folder / "cadangan.tar", force=True)


def test_a_damaged_dump_changes_nothing(folder: Path) -> None:
    accounting.create_account(name="Ani", email="ani@example.test", by=None)
    backup.back_up(folder / "cadangan.tar")
    with tarfile.open(folder / "cadangan.tar") as archive:
        archive.extractall(folder / "open", filter="data")
    dump = folder / "open" / "database.dump"
    dump.write_bytes(dump.read_bytes()[:-4000])
    with tarfile.open(folder / "rusak.tar", "w") as archive:
        for name in ("manifest.json", "database.dump"):
            archive.add(folder / "open" / name, name)
    with pytest.raises(backup.Refused):
        backup.restore(folder / "rusak.tar", force=True)
    connection.close()
    assert Account.objects.get().name == "Ani"


def test_an_altered_root_is_noticed(folder: Path) -> None:
    backup.back_up(folder / "cadangan.tar")
    with tarfile.open(folder / "cadangan.tar") as archive:
        archive.extractall(folder / "open", filter="data")
    manifest = json.loads((folder / "open" / "manifest.json").read_text())
    (folder / "open" / "manifest.json").write_text(json.dumps({**manifest, "ledger_root": "00" * 32}))
    with tarfile.open(folder / "lain.tar", "w") as archive:
        for name in ("manifest.json", "database.dump"):
            archive.add(folder / "open" / name, name)
    with pytest.raises(backup.Refused, match="root"):
        backup.restore(folder / "lain.tar", force=True)


def test_any_other_file_is_refused_with_a_sentence(folder: Path) -> None:
    (folder / "surat.txt").write_text("bukan cadangan")
    with pytest.raises(backup.Refused, match="is not a backup"):
        backup.restore(folder / "surat.txt", force=True)
