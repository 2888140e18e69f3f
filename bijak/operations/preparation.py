"""Everything between a started database and the first page: tables, cache, static files."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

import bijak
from bijak.operations import schema
from bijak.operations.queries import pending_migrations


def prepare() -> None:
    """Bring the database and the static files up to date. A second time costs a second.

    Raises ``schema.MadeByOthers`` for tables that this code cannot work with, before anything is changed.
    """
    schema.refuse_others()
    if pending_migrations():  # with nothing to do, Django's command still draws up every model twice
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    collect_static()


def collect_static() -> bool:
    """Copy static files under hashed names, compressed; only when one has changed. Says whether it did."""
    stamp = Path(settings.STATIC_ROOT) / ".sources"
    fingerprint = hashlib.sha256("\n".join(sorted(_sources())).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)
    return True


def _sources() -> Iterable[str]:
    yield bijak.__version__
    for finder in get_finders():
        for path, storage in finder.list([]):
            yield f"{path} {storage.size(path)} {storage.get_modified_time(path).timestamp()}"
