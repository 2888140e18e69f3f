"""What is done with lists: views of them kept and shared, and files of them taken along."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.ledger import services as ledger
from bijak.lists import access, queries
from bijak.lists.models import Extract, Format, SavedView, State
from bijak.lists.queries import Sheet
from bijak.lists.registries import ListKind
from bijak.shell.templatetags.formats import angka

PURPOSE = "lists.extract"
KEPT_FOR = timedelta(days=7)
"""A file of a list is not kept longer: what it says has changed by then."""

FORGOTTEN_AFTER = timedelta(days=30)
"""Till then a removed view can be brought back, and the page of a file says that the file is gone."""

SILENT_FOR = timedelta(minutes=15)
"""A worker that told no progress for so long is gone; setting the longest paper takes less."""


class Refused(Exception):
    """Something that cannot be done; ``str()`` says why and what to do."""

    field: str | None = None
    edition: int | None = None


class Changed(Refused):
    """It was saved in another window meanwhile."""

    def __init__(self, edition: int) -> None:
        super().__init__(
            _("Tampilan ini baru saja diubah di jendela lain. Periksa, lalu simpan lagi bila perlu.")
        )
        self.edition = edition


class NameTaken(Refused):
    field = "name"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Anda sudah mempunyai tampilan daftar ini dengan nama itu. Pilih nama lain, atau ganti yang lama."
            )
        )


class TooLongForPaper(Refused):
    field = "bentuk"

    def __init__(self, most: int) -> None:
        super().__init__(
            _(
                "PDF paling panjang %(most)s baris. Persempit saringannya, misalnya per unit, atau pilih Excel."
            )
            % {"most": angka(most)}
        )


# Saved views ------------------------------------------------------------------------------------


@transaction.atomic
def save_view(
    *,
    kind: ListKind,
    name: str,
    is_shared: bool,
    query: Mapping[str, str],
    by: Account,
    today: date,
    replaces: bool = False,
) -> SavedView:
    """Keep how a list is looked at under a name; ``replaces``: also where a view of hers has it already."""
    accounts.must(by, access.opening(kind), today=today)
    view = SavedView(list_code=kind.code, name=name, made_by=by)
    if replaces:
        held = SavedView.objects.filter(made_by=by, list_code=kind.code, name=name, removed_at=None)
        view = held.select_for_update().first() or view
    view.query, view.edition = dict(query), view.edition + 1
    _share(view, is_shared, kind, today)
    return _kept(view)


@transaction.atomic
def change_view(
    *, view: SavedView, name: str, is_shared: bool, edition: int, by: Account, today: date
) -> SavedView:
    """Rename a view, share it or keep it to oneself."""
    _must_own(view, by)
    view = SavedView.objects.select_for_update().get(pk=view.pk)
    if view.edition != edition:
        raise Changed(view.edition)
    view.name, view.edition = name, view.edition + 1
    _share(view, is_shared, queries.kind_of(view), today)
    return _kept(view)


def _share(view: SavedView, is_shared: bool, kind: ListKind, today: date) -> None:
    view.is_shared = is_shared
    view.unit = queries.unit_shared_in(view.made_by, kind, today=today) if is_shared else None


def _kept(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise NameTaken from None
    return view


@transaction.atomic
def remove_view(*, view: SavedView, by: Account) -> None:
    """Take a view away; ``restore_view`` brings it back."""
    _must_own(view, by)
    SavedView.objects.filter(pk=view.pk, removed_at=None).update(removed_at=Now(), edition=F("edition") + 1)


@transaction.atomic
def restore_view(*, view: SavedView, by: Account) -> SavedView:
    _must_own(view, by)
    view.removed_at = None
    return _kept(view)


def _must_own(view: SavedView, by: Account) -> None:
    if view.made_by_id != by.pk:
        raise Refused(
            _("Tampilan ini milik orang lain. Simpan sebagai tampilan Anda sendiri untuk mengubahnya.")
        )


# Taken along ------------------------------------------------------------------------------------


def note_taken(narrows: Sequence[str], *, sheet: Sheet, by: Account) -> None:
    """Put on record that somebody took a list along: which, of which day, by which fields narrowed, how many rows."""
    facts = {
        "list": sheet.kind.code,
        "on": sheet.asked.on.isoformat(),
        "filters": list(narrows),
        "rows": len(sheet),
    }
    ledger.record("lists.taken", subject=by, by=by, facts=facts)


@transaction.atomic
def order_extract(
    *,
    kind: ListKind,
    query: Mapping[str, str],
    format: Format,
    layout: Mapping[str, Any],
    by: Account,
    today: date,
) -> Extract:
    """Have a long list written in the background."""
    access.must_export(by, kind, today=today)
    return Extract.objects.create(
        list_code=kind.code, query=dict(query), layout=dict(layout), format=format, day=today, by=by
    )


def begin(extract: Extract, *, total: int) -> None:
    Extract.objects.filter(pk=extract.pk).update(state=State.WORKING, done=0, total=total, heartbeat_at=Now())


def report(extract: Extract, *, done: int) -> None:
    Extract.objects.filter(pk=extract.pk).update(done=done, heartbeat_at=Now())


@transaction.atomic
def finish(extract: Extract, *, file: BinaryIO, name: str) -> None:
    document = documents.keep(file=file, name=name, purpose=PURPOSE, by=extract.by)
    Extract.objects.filter(pk=extract.pk).update(state=State.DONE, done=F("total"), document=document)


def fail(extract: Extract, *, because: str) -> None:
    Extract.objects.filter(pk=extract.pk).update(state=State.FAILED, failure=because)


def give_up(*, now: datetime) -> int:
    """Say of files whose worker fell silent that they are not coming any more; returns how many."""
    silent = Extract.objects.filter(state=State.WORKING, heartbeat_at__lt=now - SILENT_FOR)
    return silent.update(state=State.FAILED, failure=_("Pekerjaannya terputus. Minta berkasnya sekali lagi."))


def forget(*, now: datetime) -> None:
    """Let go of views that were removed and of files that were asked for some time ago."""
    SavedView.objects.filter(removed_at__lt=now - FORGOTTEN_AFTER).delete()
    Extract.objects.filter(made_at__lt=now - FORGOTTEN_AFTER).delete()
