"""Rows into files: Excel written row by row in constant memory, and CSV. No cell can start a formula."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from typing import Any, BinaryIO, Literal, cast

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bijak.interchange.headers import CORRECTION_HEADER
from bijak.interchange.queries import FaultyRow
from bijak.interchange.registries import Column, ImportKind, Shape

type Format = Literal["xlsx", "csv"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 60
_MEASURED = 50  # rows by which columns are made as wide as what stands in them
_EXACT = 10**15  # Excel keeps fifteen digits of a number
_IN_MEMORY = 8 * 2**20
# What a spreadsheet takes for the start of a formula in a CSV (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def table_response(
    filename: str, headers: Sequence[object], rows: Iterable[Sequence[object]], format: str = "xlsx"
) -> HttpResponseBase:
    """A download named ``filename`` (its ending is added): "xlsx" or "csv"; of anything else, "xlsx"."""
    if format == "csv":
        return StreamingHttpResponse(
            _csv(headers, rows),
            content_type="text/csv; charset=utf-8",
            headers=_download_headers(f"{filename}.csv"),
        )
    return _sent(write_xlsx(headers, rows), f"{filename}.xlsx")


def write_xlsx(
    headers: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    sheet: str = "Data",
    notes: Sequence[tuple[str, object]] = (),
) -> BinaryIO:
    """A workbook, rewound. Texts are written as texts, so a NIP keeps its digits. ``notes`` stand on a second sheet."""
    file, book, formats = _workbook()
    page = book.add_worksheet(sheet)
    rest = iter(rows)
    first = list(islice(rest, _MEASURED))
    _write_header(page, headers, formats["header"], first)
    for number, row in enumerate(chain(first, rest), start=1):
        for place, value in enumerate(row):
            _write(page, number, place, value, formats)
    if notes:
        beside = book.add_worksheet(_("Keterangan"))
        beside.set_column(0, 0, 24)
        beside.set_column(1, 1, _WIDEST)
        for number, (label, said) in enumerate(notes):
            beside.write_string(number, 0, label, formats["header"])
            _write(beside, number, 1, said, formats)
    book.close()
    file.seek(0)
    return file


def write_csv(headers: Sequence[object], rows: Iterable[Sequence[object]]) -> BinaryIO:
    """A CSV, rewound."""
    file = _scratch()
    file.writelines(_csv(headers, rows))
    file.seek(0)
    return file


def template_response(kind: ImportKind) -> HttpResponseBase:
    """An empty table of a kind with one example row, and a sheet of notes on every column."""
    file, book, formats = _workbook(constant_memory=False)
    page = book.add_worksheet(_("Data"))
    _write_header(page, [column.label for column in kind.columns], formats["header"])
    for place, column in enumerate(kind.columns):
        page.set_column(place, place, max(12, min(_WIDEST, len(str(column.label)) + 4)), formats["text"])
        page.write_string(1, place, column.example, formats["example"])
    notes = book.add_worksheet(_("Keterangan"))
    _write_header(
        notes,
        [_("Kolom"), _("Wajib"), _("Bentuk"), _("Contoh"), _("Catatan"), _("Nama lain yang dikenali")],
        formats["header"],
    )
    for number, column in enumerate(kind.columns, start=1):
        for place, text in enumerate(_notes(column)):
            notes.write_string(number, place, text)
    notes.set_column(0, 0, 30)
    notes.set_column(1, 1, 8)
    notes.set_column(2, 5, 36)
    book.close()
    file.seek(0)
    return _sent(file, _("templat") + f"-{kind.code.replace('.', '-').replace('_', '-')}.xlsx")


def faulty_rows_response(kind: ImportKind, rows: Iterable[FaultyRow], *, filename: str) -> HttpResponseBase:
    """The rows to mend offline: their number, what is wrong, and their cells. Uploaded again it is a correction."""
    headers = [CORRECTION_HEADER, _("MASALAH"), *(column.label for column in kind.columns)]
    lines = (
        [
            each.row.number,
            "\n".join(f"{fault.message} {fault.hint}".strip() for fault in each.faults),
            *(each.row.cells.get(column.field, "") for column in kind.columns),
        ]
        for each in rows
    )
    return _sent(write_xlsx(headers, lines, sheet=_("Perbaikan")), f"{filename}.xlsx")


def _workbook(*, constant_memory: bool = True) -> tuple[BinaryIO, Any, dict[str, Any]]:
    file = _scratch()
    book = xlsxwriter.Workbook(
        file, {"constant_memory": constant_memory, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = {
        "header": book.add_format({"bold": True, "bg_color": "#E9EEF5", "border": 1}),
        "text": book.add_format({"num_format": "@"}),
        "example": book.add_format({"num_format": "@", "italic": True, "font_color": "#5F6B7A"}),
        "date": book.add_format({"num_format": "dd-mm-yyyy"}),
        "moment": book.add_format({"num_format": "dd-mm-yyyy hh:mm"}),
    }
    return file, book, formats


def _scratch() -> BinaryIO:
    return cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))


def _write_header(
    page: Any, headers: Sequence[object], style: Any, below: Sequence[Sequence[object]] = ()
) -> None:
    for place, header in enumerate(headers):
        widest = max([len(str(header)) + 4, *(len(str(row[place])) + 1 for row in below if place < len(row))])
        page.set_column(place, place, max(10, min(_WIDEST, widest)))
    for place, header in enumerate(headers):
        page.write_string(0, place, str(header), style)
    page.freeze_panes(1, 0)


def _write(page: Any, number: int, place: int, value: object, formats: dict[str, Any]) -> None:
    match value:
        case None | "":
            return
        case bool():
            page.write_string(number, place, _("Ya") if value else _("Tidak"))
        case int() | float() | Decimal() if -_EXACT < float(value) < _EXACT:
            page.write_number(number, place, value)
        case datetime():
            page.write_datetime(number, place, _local(value).replace(tzinfo=None), formats["moment"])
        case date():
            page.write_datetime(number, place, datetime.combine(value, time()), formats["date"])
        case _:
            page.write_string(number, place, str(value)[:32_767])


def _csv(headers: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """With a byte order mark and semicolons: so Excel in Indonesian opens it with the right letters and columns."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow([_safe(header) for header in headers])
    yield b"\xef\xbb\xbf"
    for row in rows:
        writer.writerow([_safe(value) for value in row])
        if buffer.tell() > 2**16:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8")


def _safe(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("Ya") if value else _("Tidak")
        case datetime():
            return f"{_local(value):%d-%m-%Y %H:%M}"
        case date():
            return f"{value:%d-%m-%Y}"
        case int() | float() | Decimal():
            return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _notes(column: Column) -> list[str]:
    shapes = {
        Shape.DATE: _("tanggal, 31-12-2026"),
        Shape.DIGITS: _("angka sebagai teks, tanpa spasi"),
        Shape.WHOLE: _("bilangan bulat"),
        Shape.TEXT: _("teks"),
    }
    note = str(column.note)
    if column.unique:
        note = f"{note} {_('Tidak boleh sama di dua baris.')}".strip()
    return [
        str(column.label),
        _("Ya") if column.required else "",
        shapes[column.shape],
        column.example,
        note,
        ", ".join(column.aliases),
    ]


def _sent(file: BinaryIO, filename: str) -> HttpResponseBase:
    return FileResponse(
        file,
        as_attachment=True,
        filename=filename,
        content_type=XLSX,
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _download_headers(filename: str) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "X-Content-Type-Options": "nosniff",
    }
