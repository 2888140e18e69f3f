"""Tables of text into xlsx and csv, a piece at a time: a million rows do not have to lie in memory.

The xlsx is written as the national export's library does when it streams: inline strings, no styles. (XlsxWriter needs
two minutes for 100,000 rows of 69 columns; this needs seconds, and it can write the faults of real files.)
"""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import polars as pl

type Cells = Mapping[tuple[int, str], str]
"""Row of the sheet and header: the XML inside of that cell's ``<c>``, type included, instead of its text."""

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_OPEN = "http://schemas.openxmlformats.org"
_TYPES = "application/vnd.openxmlformats"
_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_OPEN}/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_TYPES}-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    f'ContentType="{_TYPES}-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_OPEN}/officeDocument/2006/relationships/{{kind}}" Target="{{target}}"/></Relationships>'
)
_WORKBOOK = (
    f'{_XML}<workbook xmlns="{_OPEN}/spreadsheetml/2006/main" xmlns:r="{_OPEN}/officeDocument/2006/relationships">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_SHEET = f'{_XML}<worksheet xmlns="{_OPEN}/spreadsheetml/2006/main"><sheetData>'
_EPOCH = (1980, 1, 1, 0, 0, 0)


def number(value: str) -> str:
    """A numeric cell."""
    return f"><v>{value}</v>"


def formula(expression: str, cached: str | None) -> str:
    """A formula cell, with the value that the last program computed, or with none."""
    if cached is None:
        return f"><f>{escape(expression)}</f>"
    return f' t="str"><f>{escape(expression)}</f><v>{escape(cached)}</v>'


def write_csv(path: Path, pieces: Iterable[pl.DataFrame]) -> int:
    """Comma-separated, UTF-8; the number of rows written."""
    rows = 0
    with path.open("wb") as file:
        for piece in pieces:
            piece.write_csv(file, include_header=rows == 0)
            rows += len(piece)
    return rows


def write_xlsx(path: Path, pieces: Iterable[pl.DataFrame], cells: Cells | None = None) -> int:
    """One sheet, all cells text but those given in ``cells``; the number of rows written."""
    rows = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in (
            ("[Content_Types].xml", _CONTENT_TYPES),
            ("_rels/.rels", _RELATIONS.format(kind="officeDocument", target="xl/workbook.xml")),
            ("xl/workbook.xml", _WORKBOOK),
            (
                "xl/_rels/workbook.xml.rels",
                _RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml"),
            ),
        ):
            archive.writestr(_entry(name), text)
        with archive.open(_entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            sheet.write(_SHEET.encode())
            for piece in pieces:
                if rows == 0:
                    sheet.write(_header(piece.columns).encode())
                for part in piece.iter_slices(10_000):
                    sheet.write(_xml(part, rows + 2, cells or {}).encode())
                    rows += len(part)
            sheet.write(b"</sheetData></worksheet>")
    return rows


def _entry(name: str) -> zipfile.ZipInfo:
    """A fixed date, so that the same workforce is the same file."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = 1  # type: ignore[attr-defined]  # no public way for an entry that is streamed
    return entry


def _letters(place: int) -> str:
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)


def _header(headers: list[str]) -> str:
    cells = (
        f'<c r="{_letters(place)}1" t="inlineStr"><is><t>{escape(header)}</t></is></c>'
        for place, header in enumerate(headers)
    )
    return f'<row r="1">{"".join(cells)}</row>'


def _xml(part: pl.DataFrame, first_row: int, cells: Cells) -> str:
    row = pl.int_range(first_row, first_row + len(part), dtype=pl.Int64).cast(pl.String)
    text = part.select(
        pl.when(pl.col(header).is_not_null())
        .then(
            pl.format(
                f'<c r="{_letters(place)}{{}}" t="inlineStr"><is>{{}}</is></c>', row, _inline(pl.col(header))
            )
        )
        .otherwise(pl.lit(""))
        .alias(header)
        for place, header in enumerate(part.columns)
    )
    for (number_, header), inside in cells.items():
        if first_row <= number_ < first_row + len(part) and header in part.columns:
            xml = f'<c r="{_letters(part.columns.index(header))}{number_}"{inside}</c>'
            text[number_ - first_row, header] = xml
    lines = text.select(pl.format('<row r="{}">{}</row>', row, pl.concat_str(pl.all())))
    return "".join(lines.to_series().to_list())


def _inline(text: pl.Expr) -> pl.Expr:
    is_padded = text != text.str.strip_chars()
    safe = text.str.replace_many(["&", "<", ">"], ["&amp;", "&lt;", "&gt;"])
    return (
        pl.when(is_padded)
        .then(pl.format('<t xml:space="preserve">{}</t>', safe))
        .otherwise(pl.format("<t>{}</t>", safe))
    )
