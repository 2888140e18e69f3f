"""Papers about a draft beside its text: the explanation (or naskah akademik) and the evidence file; PDF and Word.

Both are made of the same blocks. Official papers are Indonesian, whatever language their reader chose.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import Any

import docx as python_docx
from django.utils import translation
from django.utils.translation import gettext as _
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from bijak.documents import printing
from bijak.documents.printing import Paper
from bijak.legaltext.writing import UNWRITABLE
from bijak.organization import queries as organization
from bijak.policy import queries
from bijak.policy.exporting.word import FONT, entitle
from bijak.policy.models import Draft, Factor, Kind
from bijak.shell.templatetags.formats import angka, rupiah, tanggal

_ITEM = re.compile(r"(?P<deep> *)(?P<mark>-|\d{1,3}\.|[a-z]\.|\(\d{1,3}\)) +(?P<text>.+)")


@dataclass(frozen=True)
class Block:
    """A piece of a paper. ``style``: title, chapter, section, par, item (with ``mark``), note, table (with ``rows``,
    the first of which is its head)."""

    style: str
    text: str = ""
    mark: str = ""
    level: int = 0
    rows: Sequence[Sequence[str]] = ()


def explanation_pdf(draft: Draft, today: date) -> bytes:
    """The naskah akademik of a peraturan daerah, the explanation of another draft, on F4."""
    with translation.override("id"):
        return blocks_pdf(_name(draft), list(_explanation(draft, today)), paper=Paper.F4)


def explanation_docx(draft: Draft, today: date) -> bytes:
    with translation.override("id"):
        return blocks_docx(_name(draft), list(_explanation(draft, today)))


def dossier_pdf(draft: Draft, today: date) -> bytes:
    """The evidence file, numbered, on one paper."""
    with translation.override("id"):
        return blocks_pdf(_("Berkas bukti"), list(_dossier(draft, today)), landscape=True)


def _name(draft: Draft) -> str:
    return (
        _("Naskah akademik") if draft.policy.kind == Kind.REGIONAL_REGULATION else _("Penjelasan rancangan")
    )


def _explanation(draft: Draft, today: date) -> Iterator[Block]:
    yield Block("title", _name(draft).upper())
    yield Block("title", draft.policy.title.upper())
    sections = queries.explanation(draft, today)
    for chapter, inside in groupby(sections, key=lambda each: str(each.heading.chapter)):
        yield Block("chapter", chapter)
        for section in inside:
            yield Block("section", str(section.heading.title))
            if section.is_empty:
                yield Block("note", _("Belum diisi."))
            yield from _paragraphs(section.text)
    yield from _annexes(draft, today)


def _paragraphs(text: str) -> Iterator[Block]:
    for line in text.splitlines():
        if item := _ITEM.fullmatch(line.rstrip()):
            yield Block(
                "item", item["text"], mark=item["mark"].replace("-", "–"), level=len(item["deep"]) // 2
            )
        elif line.strip():
            yield Block("par", line.strip())


def _annexes(draft: Draft, today: date) -> Iterator[Block]:
    """The tables that the sections speak of; what a study does not have is left out."""
    material = queries.Material(draft, today)
    tables = [
        (_("Berkas bukti"), _cells(evidence_rows(material))),
        (_("Analisis perilaku (ROCCIPI)"), _cells(behaviour_rows(material))),
        (_("Biaya dan manfaat"), _cells(money_rows(material), rupiah)),
        (_("Analisis multikriteria"), _cells(criteria_rows(material))),
    ]
    filled = [(title, rows) for title, rows in tables if len(rows) > 1]
    if filled:
        yield Block("chapter", _("LAMPIRAN"))
    for title, rows in filled:
        yield Block("section", title)
        yield Block("table", rows=rows)


def _dossier(draft: Draft, today: date) -> Iterator[Block]:
    material = queries.Material(draft, today)
    yield Block("title", _("BERKAS BUKTI"))
    yield Block("title", draft.policy.title.upper())
    yield Block("par", _("Keadaan pada %(day)s.") % {"day": tanggal(today)})
    rows = _cells(evidence_rows(material))
    yield Block("table", rows=rows) if len(rows) > 1 else Block("note", _("Belum ada bukti."))


type Row = list[Any]
"""A line of a table: words, whole numbers and shares as they are, for a spreadsheet; ``_cells`` writes them out."""


def evidence_rows(material: queries.Material) -> list[Row]:
    rows: list[Row] = [
        [_("No."), _("Bukti"), _("Saat dilampirkan"), _("Hari ini"), _("Sumber"), _("Catatan")]
    ]
    for number, each in enumerate(material.evidence, start=1):
        day, said = tanggal(each.evidence.attached_on), queries.said_then(each)
        rows.append([
            number, each.evidence.title, f"{day} · {said}" if said else day, queries.said_now(each) or "–",
            str(each.kind.label) if each.kind else "–", each.evidence.note or "–",
        ])  # fmt: skip
    return rows


def behaviour_rows(material: queries.Material) -> list[Row]:
    rows: list[Row] = [[_("Siapa"), _("Perilaku"), _("Faktor"), _("Penjelasan"), _("Sebab")]]
    for each in material.behaviours:
        for factor in Factor:
            if answer := each.answers.get(factor):
                rows.append([
                    each.behaviour.actor, each.behaviour.behaviour, str(factor.label), answer.answer,
                    answer.cause.text if answer.cause and not answer.cause.removed_on else "–",
                ])  # fmt: skip
    return rows


def money_rows(material: queries.Material, *, by_year: bool = False) -> list[Row]:
    """Every line of money; ``by_year`` with a column for each year."""
    years = queries.years_of(material.money.study) if by_year else ()
    rows: list[Row] = [[
        _("Pilihan"), _("Baris"), _("Ditanggung atau diterima"), *map(str, years), _("Jumlah"), _("Nilai kini"),
        _("Sumber"),
    ]]  # fmt: skip
    for each in material.money.options:
        for line in each.lines:
            sign = _("Manfaat") if line.line.is_benefit else _("Biaya")
            rows.append([
                each.option.title, f"{sign}: {line.line.label}", line.line.bearer, *line.amounts[: len(years)],
                line.total, "–" if line.present is None else line.present, queries.source_of(line.line),
            ])  # fmt: skip
        if each.worth is not None and each.lines:
            blank = [""] * len(years)
            rows.append([each.option.title, _("Nilai kini bersih"), "", *blank, "", each.worth.net, ""])
    return rows


def criteria_rows(material: queries.Material) -> list[Row]:
    found = material.matrix
    rows: list[Row] = [[_("Kriteria"), _("Bobot"), *(row.option.title for row in found.rows)]]
    if not found.is_weighted:
        return rows
    for place, each in enumerate(found.weighted):
        scores = (row.scores[place] for row in found.rows)
        rows.append([each.criterion.name, each.share, *("–" if one is None else one for one in scores)])
    totals = (row.ranked.total if row.ranked else "–" for row in found.rows)
    rows.append([_("Nilai tertimbang"), 100.0, *totals])
    return rows


def _cells(rows: Sequence[Row], whole: Callable[[int], str] = str) -> list[list[str]]:
    return [
        [
            whole(one) if isinstance(one, int) else angka(one, 1) if isinstance(one, float) else one
            for one in row
        ]
        for row in rows
    ]


# On paper ---------------------------------------------------------------------------------------


def blocks_pdf(title: str, blocks: list[Block], *, paper: Paper = Paper.A4, landscape: bool = False) -> bytes:
    return printing.pdf(
        "policy/papers.typ",
        {"title": title, "agency": organization.agency().name, "blocks": [asdict(each) for each in blocks]},
        paper=paper,
        landscape=landscape,
    )


def blocks_docx(title: str, blocks: list[Block]) -> bytes:
    document: Any = python_docx.Document()
    width, height = Paper.F4.millimetres
    page = document.sections[0]
    page.page_width, page.page_height = Mm(width), Mm(height)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(25), Mm(30), Mm(25)
    base = document.styles["Normal"].font
    base.name, base.size = FONT, Pt(12)
    entitle(document, title)
    for block in blocks:
        _put(document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _put(document: Any, block: Block) -> None:
    text = UNWRITABLE.sub("", block.text)
    if block.style == "table":
        table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
        for number, row in enumerate(block.rows):
            for cell, words in zip(table.add_row().cells, row, strict=True):
                run = cell.paragraphs[0].add_run(UNWRITABLE.sub("", words))
                run.font.size, run.bold = Pt(9), number == 0
        document.add_paragraph()
    elif block.style in ("chapter", "section"):
        heading = document.add_heading(level=1 if block.style == "chapter" else 2)
        run = heading.add_run(text)
        run.font.name, run.font.size = FONT, Pt(12)
    else:
        paragraph = document.add_paragraph()
        if block.style == "title":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(text).bold = True
        elif block.style == "note":
            paragraph.add_run(text).italic = True
        elif block.style == "item":
            form = paragraph.paragraph_format
            form.left_indent, form.first_line_indent = Mm(8 * (block.level + 1)), Mm(-8)
            form.tab_stops.add_tab_stop(Mm(8 * (block.level + 1)))
            paragraph.add_run(f"{block.mark}\t{text}")
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.add_run(text)
