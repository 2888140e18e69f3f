"""The logs that oversight takes along as tables."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import batched

from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.desk import forms, queries
from bijak.desk.access import Permission
from bijak.interchange.registries import ExportKind
from bijak.ledger import queries as ledger

CHUNK = 2000


def views(*, account: Account, filters: Mapping[str, str], today: date) -> Iterator[tuple[object, ...]]:
    """With the filter of the page."""
    found = queries.seen(account=account, today=today, **forms.ViewFilter(filters).wanted)
    for chunk in batched(found.iterator(chunk_size=CHUNK), CHUNK, strict=False):
        for line in queries.seen_lines(chunk, account=account, today=today):
            yield line.at, line.viewer, line.subject, line.page


def entries(*, account: Account, filters: Mapping[str, str], today: date) -> Iterable[tuple[object, ...]]:
    """Everything on record, newest first, in the words of the page."""
    for chunk in batched(ledger.entries().iterator(chunk_size=CHUNK), CHUNK, strict=False):
        for line in queries.lines_of(chunk):
            yield line.at, line.act, line.subject, str(line.subject_uuid), line.by, line.leaf


VIEWS = ExportKind(
    code="desk.views",
    label=_("Siapa melihat data siapa"),
    description=_("Setiap kali data seseorang dibuka orang lain: waktu, siapa, data siapa, dan halamannya."),
    permission=Permission.READ_VIEWS,
    headers=(_("Waktu"), _("Dilihat oleh"), _("Data siapa"), _("Halaman")),
    rows=views,
    order=30,
)
ENTRIES = ExportKind(
    code="desk.entries",
    label=_("Catatan tepercaya"),
    description=_("Setiap peristiwa yang tercatat, dengan pelakunya dan nomornya dalam catatan bersegel."),
    permission=Permission.READ_LEDGER,
    headers=(_("Waktu"), _("Peristiwa"), _("Objek"), _("Kunci objek"), _("Oleh"), _("Nomor")),
    rows=entries,
    order=40,
)
