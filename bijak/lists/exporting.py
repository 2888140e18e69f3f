"""A list as a file: a workbook, CSV, or paper with heading, signature and small print."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, BinaryIO
from urllib.parse import urlencode

from django.http import QueryDict
from django.tasks import task
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.documents import printing
from bijak.documents.printing import Paper
from bijak.interchange.exporting import write_csv, write_xlsx
from bijak.lists import services, texts
from bijak.lists.forms import Question
from bijak.lists.models import Extract, Format
from bijak.lists.queries import Sheet
from bijak.lists.registries import ListKind, lists
from bijak.organization import queries as organization
from bijak.shell.templatetags.formats import angka, saat, tanggal
from bijak.shell.veiling import opened

STEP = 1_000
"""After so many rows the progress is told."""

AT_ONCE = {Format.XLSX: 10_000, Format.CSV: 20_000, Format.PDF: 1_000}
"""Up to so many rows a file is made while one waits: some seconds. What is longer is made in the background."""

MOST_ON_PAPER = 5_000
"""Setting a line takes the printer 0.2 MB: of what is longer the worker would have no room left."""


@dataclass(frozen=True)
class Layout:
    """How a list stands on paper, and who signs it."""

    paper: str = Paper.F4
    place: str = ""
    signed_on: str = ""
    position: str = ""
    signer: str = ""
    nip: str = ""


def at_once(
    kind: ListKind,
    query: Mapping[str, Any],
    *,
    format: Format,
    layout: Layout,
    by: Account,
    today: date,
    at: datetime,
) -> tuple[BinaryIO, str] | None:
    """The whole list as a file and its name, which is put on record; None where it is too long to wait for."""
    with _language(format):
        question = Question(query, kind=kind, today=today)
        sheet = question.sheet(by, export=True)
        if format == Format.PDF and len(sheet) > MOST_ON_PAPER:
            raise services.TooLongForPaper(MOST_ON_PAPER)
        if len(sheet) > AT_ONCE[format]:
            return None
        services.note_taken(question.narrows, sheet=sheet, by=by)
        file = _written(sheet, question, sheet.table(), format=format, layout=layout, by=by, at=at)
        return file, _filename(sheet, format)


@task
def make_extract(extract_id: int) -> None:
    """Write the file of an extract, row by row, and keep it. Begun again, it begins anew."""
    extract = Extract.objects.select_related("by").get(pk=extract_id)
    if not extract.is_moving:
        return
    try:
        with timezone.override(organization.time_zone()):
            _make(extract, at=timezone.now())
    except Exception:
        services.fail(extract, because=_("Terjadi kesalahan di pihak kami. Coba lagi nanti."))
        raise


def _make(extract: Extract, *, at: datetime) -> None:
    kind, by, format = lists.get(extract.list_code), extract.by, Format(extract.format)
    address = QueryDict(urlencode(extract.query))
    with _language(format):
        question = Question(opened(address).dict(), kind=kind, today=extract.day)
        sheet = question.sheet(by, export=True)
        services.begin(extract, total=len(sheet))
        rows = _counted(sheet, lambda done: services.report(extract, done=done))
        layout = Layout(**extract.layout)
        with _written(sheet, question, rows, format=format, layout=layout, by=by, at=at) as file:
            services.note_taken(question.narrows, sheet=sheet, by=by)
            services.finish(extract, file=file, name=_filename(sheet, format))


def _filename(sheet: Sheet, format: Format) -> str:
    return f"{sheet.kind.code}-{sheet.asked.on.isoformat()}.{format}"


def _language(format: Format) -> AbstractContextManager[None]:
    """Official papers are Indonesian, whatever language their reader chose."""
    return translation.override("id") if format == Format.PDF else nullcontext()


def _written(
    sheet: Sheet,
    question: Question,
    rows: Iterator[tuple[Any, ...]],
    *,
    format: Format,
    layout: Layout,
    by: Account,
    at: datetime,
) -> BinaryIO:
    if format == Format.CSV:
        return write_csv(sheet.headers, rows)
    if format == Format.PDF:
        return BytesIO(_pdf(sheet, question, rows, layout, maker=by.name, at=at))
    return write_xlsx(sheet.headers, rows, notes=small_print(sheet, question, maker=by.name, at=at))


def _counted(sheet: Sheet, progress: Callable[[int], object]) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(sheet.table(), start=1):
        if number % STEP == 0:
            progress(number)
        yield row


def small_print(sheet: Sheet, question: Question, *, maker: str, at: datetime) -> list[tuple[str, object]]:
    """What must be known to read the list right: its day, its filters, how many rows, who made it when."""
    asked = sheet.asked
    said: list[tuple[str, object]] = [
        (_("Nama daftar"), str(sheet.kind.label)),
        (_("Keadaan pada"), asked.on),
    ]
    if sheet.kind.span:
        said.append((str(sheet.kind.span.label), f"{tanggal(asked.since)} – {tanggal(asked.until)}"))
    said += question.filters()
    if sheet.kind.basis:
        said.append((_("Dasar"), texts.basis(sheet.kind.basis)))
    said += [(_("Banyaknya baris"), len(sheet)), (_("Dibuat oleh"), maker), (_("Dibuat pada"), at)]
    return said + [(_("Catatan"), note) for note in sheet.notes]


def _pdf(
    sheet: Sheet,
    question: Question,
    rows: Iterator[tuple[Any, ...]],
    layout: Layout,
    *,
    maker: str,
    at: datetime,
) -> bytes:
    asked, span, basis = sheet.asked, sheet.kind.span, sheet.kind.basis
    narrowed = "; ".join(f"{label}: {said}" for label, said in question.filters())
    subtitles = [_("Keadaan pada %(day)s") % {"day": tanggal(asked.on)}]
    if span:
        subtitles.append(f"{span.label}: {tanggal(asked.since)} – {tanggal(asked.until)}")
    if narrowed:
        subtitles.append(narrowed)
    dated = ", ".join(filter(None, [layout.place, layout.signed_on]))
    return printing.pdf(
        "lists/list.typ",
        {
            "agency": organization.agency().name,
            "title": sheet.kind.title,
            "subtitles": subtitles,
            "headers": sheet.headers,
            "widths": [column.width for column in sheet.columns],
            "rows": [[texts.cell(value) for value in row] for row in rows],
            "notes": [*([_("Dasar: %(law)s.") % {"law": texts.basis(basis)}] if basis else []), *sheet.notes],
            "small_print": _("%(count)s baris. Dibuat oleh %(maker)s, %(at)s.")
            % {"count": angka(len(sheet)), "maker": maker, "at": saat(at)},
            "number_label": _("No."),
            "page_label": _("Halaman"),
            "of_label": _("dari"),
            "nip_label": _("NIP"),
            "signing": [dated, layout.position, layout.signer, layout.nip],
        },
        paper=Paper(layout.paper),
        landscape=True,
    )
