"""The national code tables for programs, as far as they were loaded: what the codes in our answers mean."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Schema

from bijak.endpoints import answers
from bijak.endpoints.api import Page, Paged, Router
from bijak.endpoints.fields import field
from bijak.organization.queries import reference
from bijak.siasn import queries
from bijak.siasn.access import Permission

router = Router(tags=["rujukan"])


class TableGiven(Schema):
    """A table, and how much of it is here."""

    name: str = field(_("Nama tabel dalam alamatnya"))
    label: str = field(_("Nama tabel"))
    living: int = field(_("Banyaknya kode yang berlaku"))
    ended: int = field(_("Banyaknya kode yang tidak berlaku lagi"))
    loaded_on: date | None = field(_("Tanggal pemuatan terakhir; kosong bila belum dimuat"))


class Tables(Schema):
    tables: list[TableGiven] = field(_("Tabel rujukan"))


class CodeGiven(Schema):
    """A code and what it means; one that ended stays, for records may bear it."""

    code: str = field(_("Kode"))
    name: str = field(_("Nama"))
    details: dict[str, str | int] = field(_("Rincian yang dimiliki tabel ini"))
    loaded_on: date = field(_("Dimuat sejak"))
    ended_on: date | None = field(_("Tidak dimuat lagi sejak"))


@router.reads("", needs=Permission.LOOK_UP, gives=Tables, summary=_("Daftar tabel rujukan"))
def tables(request: HttpRequest) -> HttpResponse:
    return answers.given(request, {"tables": [_table(each) for each in queries.named_tables()]})


@router.reads(
    "/{slug:name}", needs=Permission.LOOK_UP, gives=Page[CodeGiven], summary=_("Kode satu tabel rujukan")
)
def codes(request: HttpRequest, name: str, wanted: Query[Paged]) -> HttpResponse:
    if queries.named_table(name) is None:
        raise Http404
    after = answers.after_text(wanted.cursor, place="query.cursor")
    found = reference.table_codes(name).filter(code__gt=after)
    rows = found.values("code", "name", "details", "loaded_on", "ended_on")[: wanted.limit + 1]
    return answers.page(request, list(rows), limit=wanted.limit, key="code")


def _table(table: queries.NamedTable) -> dict[str, Any]:
    held = table.loaded
    return {
        "name": table.name,
        "label": str(table.label),
        "living": held.living if held else 0,
        "ended": held.ended if held else 0,
        "loaded_on": held.loaded_on if held else None,
    }
