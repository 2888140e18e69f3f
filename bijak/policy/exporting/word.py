"""The Word file: the same lines in styles of their own; beside an earlier version, every change tracked.

What was put in stands as ``w:ins`` and what was taken out as ``w:del`` (ECMA-376 part 1, 17.13.5): accepting all gives
the new text, rejecting all the old one, paragraph by paragraph. A part that moved is taken out and put in.
"""

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from io import BytesIO
from itertools import count
from typing import Any

import docx as python_docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from bijak.documents import codes
from bijak.documents.printing import Paper
from bijak.legaltext import comparing
from bijak.legaltext.paper import Line
from bijak.legaltext.writing import UNWRITABLE
from bijak.organization import queries as organization
from bijak.policy import queries
from bijak.policy.exporting.printing import WATERMARK, footnote, instrument_lines, laid_out, watermark
from bijak.policy.models import Draft, Version

FONT = "Bookman Old Style"
"""What Word has of the face that the PDF is set in."""
MARK, LABEL, COLON = 11, 34, 5
"""Millimetres that ``a.``, ``Menimbang`` and its colon take."""
LEFT, RIGHT, TOP, BOTTOM = 30, 25, 30, 25

_CENTRE, _LEFT, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
STYLES: dict[str, tuple[str, Any, int, int | None]] = {
    "title": ("Judul Peraturan", _CENTRE, 3, None),
    "recital": ("Konsiderans", _BOTH, 4, None),
    "enacting": ("Memutuskan", _CENTRE, 12, None),
    "chapter": ("Bab", _CENTRE, 14, 0),
    "part": ("Bagian", _CENTRE, 12, 1),
    "article": ("Pasal", _CENTRE, 12, 2),
    "body": ("Bunyi Ketentuan", _BOTH, 4, None),
    "item": ("Ayat dan Rincian", _BOTH, 4, None),
    "signed": ("Penandatanganan", _LEFT, 2, None),
    "signature": ("Ruang Tanda Tangan", _LEFT, 40, None),
    "promulgated": ("Pengundangan", _LEFT, 2, None),
    "gazette": ("Berita Daerah", _LEFT, 14, None),
    "annex": ("Penjelasan dan Lampiran", _CENTRE, 0, 0),
    "section": ("Bagian Penjelasan", _LEFT, 12, 1),
    "explained": ("Ketentuan yang Dijelaskan", _LEFT, 8, None),
}
"""Of each style: its name in Word, how it is aligned, points above it, and its level in the outline."""
_KEPT_WITH_NEXT = (
    "chapter",
    "part",
    "article",
    "enacting",
    "section",
    "explained",
    "signed",
    "promulgated",
    "signature",
)

type Runs = list[tuple[comparing.Op, str]]


def docx(
    version: Version, *, today: date, since: Version | None = None, verify_at: str = "", note: str = ""
) -> bytes:
    """A version as a Word file; with ``since`` its changes from then on, tracked under the name of who made it.

    ``verify_at``: the address that verifies the official paper of the same words, at the foot of each page.
    """
    document = _empty(version.draft.policy.title, watermark(version), note or footnote(version))
    if verify_at:
        _lead_to(document, verify_at)
    lines = laid_out(version)
    by = version.made_by.name if version.made_by else str(organization.agency().name)
    writer = _Writer(document, by=by, on=version.frozen_on or today)
    if since is None:
        for line in lines:
            writer.write(line, line)
    else:
        for old, new in _paired(laid_out(since), lines):
            writer.write(old, new)
    return _saved(document)


def instrument_docx(draft: Draft, *, today: date) -> bytes:
    """An amending regulation as a Word file."""
    document = _empty(draft.policy.title, "" if queries.decree_of(draft) else WATERMARK)
    writer = _Writer(document, by=str(organization.agency().name), on=today)
    for line in instrument_lines(draft):
        writer.write(line, line)
    return _saved(document)


def _saved(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _paired(old: list[Line], new: list[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Each line beside the one that it was, in an order in which both texts can be read."""
    matcher = SequenceMatcher(None, [line.key for line in old], [line.key for line in new], autojunk=False)
    for op, a, b, c, d in matcher.get_opcodes():
        if op == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
            continue
        yield from ((line, None) for line in old[a:b])
        yield from ((None, line) for line in new[c:d])


class _Writer:
    """Writes paragraphs, with what changed in them."""

    def __init__(self, document: Any, *, by: str, on: date) -> None:
        self.document = document
        self.styles: dict[tuple[str, int, bool], str] = {}
        self.numbers = count(1)
        self.by, self.on = UNWRITABLE.sub("", by), f"{on.isoformat()}T00:00:00Z"

    def write(self, old: Line | None, new: Line | None) -> None:
        line = new or old
        assert line is not None  # a pair has at least one side
        paragraph = OxmlElement("w:p")
        properties = paragraph.get_or_add_pPr()
        properties.style = self._style(line)
        self.document.element.body._insert_p(paragraph)
        op: comparing.Op = "same" if old and new else "inserted" if new else "deleted"
        if op != "same":
            # The end of the paragraph is taken out or put in too, or an empty one would stay.
            own = OxmlElement("w:rPr")
            own.append(self._tracked(op))
            properties.append(own)
        for runs in self._runs(old, new, op):
            for how, text in runs:
                self._run(paragraph, how, text)

    def _style(self, line: Line) -> str:
        """The id of the style that a line is in: each depth at which something hangs is one of its own."""
        asked = (line.style, line.level, bool(line.mark))
        if asked not in self.styles:
            self.styles[asked] = _style_of(self.document, line).style_id
        return self.styles[asked]

    def _runs(self, old: Line | None, new: Line | None, op: comparing.Op) -> Iterator[Runs]:
        if old is None or new is None:
            line = new or old
            assert line is not None
            yield [(op, _before(line)), (op, line.text)]
        else:
            yield _changed(_before(old), _before(new))
            yield list(comparing.words(old.text, new.text)) if old.text != new.text else [("same", new.text)]

    def _tracked(self, op: comparing.Op) -> Any:
        element = OxmlElement("w:ins" if op == "inserted" else "w:del")
        element.set(qn("w:id"), str(next(self.numbers)))
        element.set(qn("w:author"), self.by)
        element.set(qn("w:date"), self.on)
        return element

    def _run(self, paragraph: Any, op: comparing.Op, text: str) -> None:
        if not text:
            return
        run = OxmlElement("w:r")
        for part in re.split(r"([\t\n])", UNWRITABLE.sub("", text)):
            if part in ("\t", "\n"):
                run.append(OxmlElement("w:tab" if part == "\t" else "w:br"))
            elif part:
                words = OxmlElement("w:delText" if op == "deleted" else "w:t")
                words.set(qn("xml:space"), "preserve")
                words.text = part
                run.append(words)
        if op != "same":
            tracked = self._tracked(op)
            tracked.append(run)
            run = tracked
        paragraph.append(run)


def _before(line: Line) -> str:
    """What stands left of the text, with the tabs that lead to it."""
    if line.style == "recital":
        return f"{line.label}\t{':' if line.label else ''}\t" + (f"{line.mark}\t" if line.mark else "")
    return f"{line.mark}\t" if line.mark else ""


def _changed(old: str, new: str) -> Runs:
    return [("same", new)] if old == new else [("deleted", old), ("inserted", new)]


# The sheet --------------------------------------------------------------------------------------


def _empty(title: str, across: str, note: str = "") -> Any:
    """A Word file without words: F4, the styles, page numbers from the second page, RANCANGAN where it is one."""
    document: Any = python_docx.Document()
    entitle(document, title)
    properties = document.core_properties
    properties.comments, properties.language = "", "id-ID"
    section = document.sections[0]
    width, height = Paper.F4.millimetres
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance = Mm(15)
    section.different_first_page_header_footer = True
    _base(document)
    numbered = section.header.paragraphs[0]
    numbered.alignment = _CENTRE
    numbered.paragraph_format.tab_stops.clear_all()
    numbered.add_run("- ")
    numbered._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    )
    numbered.add_run(" -")
    if across:
        for place, header in enumerate((section.header, section.first_page_header)):
            header.paragraphs[0].add_run()._r.append(_across(across, place))
    if note:
        for footer in (section.footer, section.first_page_footer):
            footer.paragraphs[0].alignment = _CENTRE
            footer.paragraphs[0].add_run(note).font.size = Pt(8)
    return document


def entitle(document: Any, title: str) -> None:
    """Say in the properties of a file what it is and whose; python-docx refuses more than 255 characters there."""
    properties = document.core_properties
    words = (title, str(organization.agency().name))
    properties.title, properties.author = (UNWRITABLE.sub("", each)[:255] for each in words)


def _lead_to(document: Any, address: str) -> None:
    """The address in words and as a QR code, at the foot of each page."""
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0] if not footer.paragraphs[0].runs else footer.add_paragraph()
        paragraph.add_run().add_picture(BytesIO(codes.png(address)), width=Mm(14))
        paragraph.add_run(f"  Naskah resminya dapat diperiksa di {address}").font.size = Pt(8)


def _base(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(12)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.15


def _style_of(document: Any, line: Line) -> Any:
    name, alignment, above, outline = STYLES[line.style]
    hangs = line.style in ("item", "recital")
    depth = f" {line.level + 1}" if line.style == "item" or line.level else ""
    made = document.styles.add_style(
        f"{name}{depth}{' Tanpa Nomor' if hangs and not line.mark else ''}", WD_STYLE_TYPE.PARAGRAPH
    )
    made.base_style, made.quick_style = document.styles["Normal"], True
    form = made.paragraph_format
    form.alignment, form.space_before = alignment, Pt(above)
    form.keep_with_next = line.style in _KEPT_WITH_NEXT or None
    form.page_break_before = line.style == "annex" or None
    mark = MARK if line.mark else 0
    if line.style == "recital":
        hang = LABEL + COLON + mark
        form.left_indent, form.first_line_indent = Mm(hang), Mm(-hang)
        for stop in sorted({LABEL, LABEL + COLON, hang}):
            form.tab_stops.add_tab_stop(Mm(stop))
    elif line.style == "signed":
        form.left_indent = Mm(75)
    elif line.level or mark:
        form.left_indent, form.first_line_indent = Mm(line.level * MARK + mark), Mm(-mark)
    if outline is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(outline))
        made.element.get_or_add_pPr().append(level)
    return made


def _across(words: str, place: int) -> Any:
    """A watermark as Word makes it: a picture of words behind the text of every page."""
    return parse_xml(f"""\
<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
  <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
    <v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
      <v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
      <v:f eqn="if @0 @4 21600"/></v:formulas>
    <v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>
  </v:shapetype>
  <v:shape id="PowerPlusWaterMarkObject{place + 1}" o:spid="_x0000_s{2049 + place}" type="#_x0000_t136" alt="{words}"
    style="position:absolute;margin-left:0;margin-top:0;width:480pt;height:90pt;rotation:315;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d9d9d9" stroked="f">
    <v:fill opacity=".5"/><v:textpath style="font-family:&quot;{FONT}&quot;;font-size:1pt" string="{words}"/>
  </v:shape>
</w:pict>""")
