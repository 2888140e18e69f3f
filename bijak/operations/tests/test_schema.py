"""A database of rebuilt migrations is refused with a sentence; one that is upgraded regularly is not."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from bijak.operations import preparation, schema

pytestmark = pytest.mark.django_db


def execute(sql: str, *values: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def rebuild(app: str) -> None:
    """Have the database say that another 0001 made its tables."""
    execute("UPDATE bijak_migration_fingerprint SET sha256 = 'another' WHERE app = %s", app)


def refusal() -> str:
    with pytest.raises(schema.MadeByOthers) as caught:
        preparation.prepare()
    return str(caught.value)


def test_what_migrate_made_is_accepted():
    schema.refuse_others()


def test_tables_of_a_rebuilt_migration_are_refused_before_anything_is_changed(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    rebuild("people")
    said = refusal()
    assert "people.0001_initial" in said
    assert "bijak restore" in said
    assert not settings.STATIC_ROOT.exists()


def test_a_demo_names_the_folder_to_delete(settings, tmp_path):
    settings.IS_DEMO, settings.DATA_DIR = True, tmp_path
    rebuild("people")
    assert str(tmp_path) in refusal()


def test_tables_from_before_fingerprints_were_kept_are_refused():
    execute("DROP TABLE bijak_migration_fingerprint")
    assert "…" in refusal()


def test_an_empty_database_is_accepted():
    execute("DROP TABLE bijak_migration_fingerprint")
    execute("DELETE FROM django_migrations")
    schema.refuse_others()


def test_a_migration_that_comes_later_is_accepted_before_and_after_it_is_applied():
    MigrationRecorder(connection).record_unapplied("operations", "0001_initial")
    rebuild("operations")  # of a start that was cut off, with other code
    schema.refuse_others()
    call_command("migrate", "operations", fake=True, verbosity=0)
    schema.refuse_others()


def test_a_migration_of_a_newer_version_is_accepted():
    """Going back a version must work: tables are widened first and narrowed a version later."""
    MigrationRecorder(connection).record_applied("people", "9999_wider")
    schema.refuse_others()


def test_comments_change_nothing(monkeypatch):
    source = schema.inspect.getsource
    monkeypatch.setattr(schema.inspect, "getsource", lambda module: "# Generated anew.\n" + source(module))
    schema.refuse_others()


def test_a_changed_line_is_a_change(monkeypatch):
    source = schema.inspect.getsource
    monkeypatch.setattr(schema.inspect, "getsource", lambda module: source(module) + "\natomic = False\n")
    assert "…" in refusal()
