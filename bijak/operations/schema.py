"""Whether the tables were made by the migrations of this code, and not by earlier ones of the same names.

Until the first release ``0001_initial`` may be rebuilt (ADR 12), and Django knows an applied migration by its name
alone: on tables of an earlier one Bijak would start, and fail page by page. So what a migration says is kept, as a
hash, before it is applied; one that was cut off is thus known as well. A migration that came later is no fault, nor is
one that a newer Bijak has applied: code must run on the tables that come after it.
"""

import hashlib
import inspect
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.formats import date_format
from django.utils.translation import gettext as _


class MadeByOthers(Exception):
    """The tables are those of migrations that this code does not have; the sentences say what to do."""


def keep_fingerprints(*, plan: list[tuple[Migration, bool]], using: str, **_signal: Any) -> None:
    """Note what is about to be applied (``pre_migrate``)."""
    ours = [
        (migration.app_label, migration.name, _fingerprint(migration))
        for migration, is_undone in plan
        if _is_ours(migration) and not is_undone
    ]
    with connections[using].cursor() as cursor:
        # Not a model: it must be there before the first migration.
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bijak_migration_fingerprint"
            " (app text, name text, sha256 text NOT NULL, PRIMARY KEY (app, name))"
        )
        cursor.executemany(
            "INSERT INTO bijak_migration_fingerprint VALUES (%s, %s, %s)"
            " ON CONFLICT (app, name) DO UPDATE SET sha256 = excluded.sha256",
            ours,
        )


def refuse_others() -> None:
    """Raise MadeByOthers for a database whose applied migrations read otherwise in this code."""
    applied = MigrationRecorder(connection).applied_migrations()
    kept = _kept() if applied else {}
    changed = [
        key
        for key, migration in sorted(MigrationLoader(connection).disk_migrations.items())
        if key in applied and _is_ours(migration) and kept.get(key) != _fingerprint(migration)
    ]
    if not changed:
        return
    said = {
        "names": ", ".join(".".join(key) for key in changed[:3]) + (", …" if len(changed) > 3 else ""),
        "date": date_format(max(applied[key].applied for key in changed), "j F Y"),
        "folder": settings.DATA_DIR,
    }
    if settings.IS_DEMO:
        raise MadeByOthers(
            _(
                "Folder data %(folder)s dibuat oleh Bijak yang lain: susunan tabelnya (%(names)s) tidak sama dengan"
                " Bijak ini, sehingga halaman akan gagal. Hapus folder itu, lalu jalankan 'bijak demo' lagi;"
                " data contoh dibuat kembali."
            )
            % said
        )
    raise MadeByOthers(
        _(
            "Basis data ini dibuat oleh Bijak yang lain: susunan tabelnya (%(names)s, diterapkan %(date)s) tidak"
            " sama dengan Bijak ini, sehingga halaman akan gagal. Tidak ada yang diubah. Pasang kembali Bijak yang"
            " dipakai pada tanggal itu, atau pulihkan cadangan milik Bijak ini ke basis data yang kosong dengan"
            " 'bijak restore'."
        )
        % said
    )


def _kept() -> dict[tuple[str, str], str]:
    with connection.cursor() as cursor:
        if "bijak_migration_fingerprint" not in connection.introspection.table_names(cursor):
            return {}
        cursor.execute("SELECT app, name, sha256 FROM bijak_migration_fingerprint")
        return {(app, name): sha256 for app, name, sha256 in cursor.fetchall()}


def _is_ours(migration: Migration) -> bool:
    return type(migration).__module__.startswith("bijak.")


def _fingerprint(migration: Migration) -> str:
    """The hash of its source, comments aside: the day in its head changes whenever it is written anew."""
    lines = inspect.getsource(inspect.getmodule(type(migration)) or type(migration)).splitlines()
    code = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    return hashlib.sha256(code.encode()).hexdigest()
