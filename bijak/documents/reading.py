"""The text of a file that somebody wrote: plain text, PDF, or Word with its automatic numbers.

What it reads is bounded: a file that would take the memory or the day of a machine is refused, like one that holds
pictures of text, each with a sentence for the person who sent it.
"""

from __future__ import annotations

import re
import threading
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO
from xml.etree import ElementTree as ET

import pypdfium2 as pdfium
from django.utils.translation import gettext as _

from bijak.documents.content import BLOCK, DOCX, JPEG, MIB, PDF, PNG, TEXT, WEBP, Refused, recognise
from bijak.documents.store import path_of

if TYPE_CHECKING:
    # The command line reads files with no installation around it.
    from bijak.documents.models import Document

__all__ = ["Refused", "opens_as_pdf", "text_of", "text_of_document"]

MAX_CHARACTERS = 5_000_000
"""Some 2,000 pages; the longest law of the Republic has a fifth of it."""
MAX_PAGES = 3_000
MAX_PART_BYTES = 64 * MIB
"""Of the text of a Word file, unpacked: some 13 bytes of markup for each character. Never in memory at once."""
MAX_LISTS_BYTES = 4 * MIB
"""Of its lists and of its styles, unpacked."""
MAX_ELEMENTS = 200_000
"""In one paragraph of a Word file: the runs of 2,000 pages, had they no paragraphs."""
MAX_DEPTH = 500
MIN_LETTERS = 20
"""On a page of a PDF, taken over all, where less is a stamp on a scan; in any other file, where less is no text."""
MAX_NUMBER = 32_767
"""The highest number that Word gives an item of a list."""
LONGEST_PATTERN = 60

ONE_AT_A_TIME = threading.Lock()
"""PDFium is not safe for threads."""


def text_of(file: BinaryIO, name: str = "") -> str:
    """The text of a file by its content; ``Refused`` where there is none. Paragraphs are lines, pages a form feed.

    ``name`` says the ending, which must agree with the content; an uploaded file knows its own.
    """
    kind = recognise(file, name or str(getattr(file, "name", "") or ""))
    file.seek(0)
    if kind is TEXT:
        text = _decoded(file)
    elif kind is PDF:
        text = _pdf(file)
    elif kind is DOCX:
        text = _word(file)
    elif kind in (PNG, JPEG, WEBP):
        raise Refused(
            _(
                "Ini gambar, dan tulisan di dalamnya tidak dapat dibaca. "
                "Kirim berkas Word (DOCX) atau PDF aslinya, atau tempelkan naskahnya."
            )
        )
    else:
        raise Refused(
            _(
                "Berkas ini tidak memuat naskah. Kirim berkas Word (DOCX), PDF atau teks, atau tempelkan naskahnya."
            )
        )
    letters = sum(map(str.isalpha, text))
    if kind is PDF and letters < MIN_LETTERS * (1 + text.count("\f")):
        raise Refused(
            _(
                "Tidak ada teks yang dapat dibaca dalam berkas ini; mungkin hasil pindaian. "
                "Kirim berkas Word atau PDF aslinya, atau tempelkan naskahnya."
            )
        )
    if letters < MIN_LETTERS:
        raise Refused(
            _(
                "Berkas ini hampir tidak berisi teks. Pilih berkas yang memuat naskah, atau tempelkan naskahnya."
            )
        )
    return text


def text_of_document(document: Document) -> str:
    """The text of a document that was kept."""
    with path_of(document.sha256).open("rb") as file:
        return text_of(file, document.name)


def opens_as_pdf(document: Document) -> bool:
    """Whether a document that was kept is a PDF of at least a page, neither broken nor locked."""
    if document.content_type != PDF.content_type:
        return False
    with path_of(document.sha256).open("rb") as file, ONE_AT_A_TIME:
        try:
            opened = pdfium.PdfDocument(file)
        except pdfium.PdfiumError:
            return False
        try:
            return len(opened) > 0
        finally:
            opened.close()


def _too_long() -> Refused:
    return Refused(
        _(
            "Naskah dalam berkas ini terlalu panjang untuk dibaca sekaligus. "
            "Bagilah menjadi beberapa berkas lalu kirim lagi."
        )
    )


def _decoded(file: BinaryIO) -> str:
    content = file.read(4 * MAX_CHARACTERS + 1)
    text = content.decode("utf-8-sig", errors="replace")
    if len(text) > MAX_CHARACTERS:
        raise _too_long()
    return text


# PDF ----------------------------------------------------------------------------------------------


def _pdf(file: BinaryIO) -> str:
    with ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(file)
        except pdfium.PdfiumError as error:
            raise Refused(
                _(
                    "PDF ini rusak atau dikunci dengan kata sandi sehingga tidak dapat dibaca. "
                    "Simpan ulang lalu kirim lagi."
                )
            ) from error
        try:
            if len(document) > MAX_PAGES:
                raise _too_long()
            return _whole_words("\f".join(_pages(document)))
        finally:
            document.close()


def _pages(document: pdfium.PdfDocument) -> Iterator[str]:
    room = MAX_CHARACTERS
    for number in range(len(document)):
        page = document[number]
        try:
            text = page.get_textpage().get_text_bounded()
        finally:
            page.close()
        room -= len(text)
        if room < 0:
            raise _too_long()
        yield text.replace("\r\n", "\n").replace("\x02", "\ufffe")


def _whole_words(text: str) -> str:
    """Words that a line broke, whole again: ``Ne-gara`` and ``menge-tahui``, but not ``Undang-Undang``.

    PDFium marks a hyphen at the end of a line by U+FFFE, whoever set it. It stays where both halves are words of
    the text by themselves, where they are one word twice, and before a capital.
    """
    known = {word.lower() for word in re.findall(r"\w+", re.sub(r"(?<!\w)\w++\ufffe\n?\w+", " ", text))}

    def joined(found: re.Match[str]) -> str:
        first, second = found[1], found[2]
        halves = {first.lower(), second.lower()}
        stays = len(halves) == 1 or halves <= known or (second[0].isupper() and not first.isupper())
        if stays and (first + second).lower() not in known:
            return f"{first}-{second}"
        return first + second

    return re.sub(r"(?<!\w)(\w++)\ufffe\n?(\w+)", joined, text).replace("\ufffe", "-")


# Word ---------------------------------------------------------------------------------------------

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _word(file: BinaryIO) -> str:
    """The paragraphs of a Word file, each with the number that Word only draws (ISO 29500-1, 17.9)."""
    lines: list[str] = []
    with zipfile.ZipFile(file) as archive:
        numbers = _Numbers(
            _parsed(archive, "word/numbering.xml", _WithoutDoctype(), at_most=MAX_LISTS_BYTES),
            _parsed(archive, "word/styles.xml", _WithoutDoctype(), at_most=MAX_LISTS_BYTES),
        )
        room = MAX_CHARACTERS

        def take(paragraph: ET.Element) -> None:
            nonlocal room
            text = "".join(_runs(paragraph))
            label = numbers.next_label(paragraph) if text.strip() or numbers.is_numbered(paragraph) else ""
            lines.append(f"{label} {text}" if label else text)
            room -= len(lines[-1]) + 1
            if room < 0:
                raise _too_long()

        if _parsed(archive, "word/document.xml", _Paragraphs(take), at_most=MAX_PART_BYTES) is None:
            raise _broken_word()
    return "\n".join(lines)


def _broken_word() -> Refused:
    return Refused(_("Berkas Word ini rusak sehingga tidak dapat dibaca. Simpan ulang lalu kirim lagi."))


def _parsed(
    archive: zipfile.ZipFile, name: str, target: ET.TreeBuilder, *, at_most: int
) -> ET.Element | None:
    """One XML part of so many bytes, given to ``target`` block by block; ``None`` where the file has none."""
    parser = ET.XMLParser(target=target)  # noqa: S314 - without a document type no entity can expand
    try:
        with archive.open(name) as part:
            while block := part.read(BLOCK):
                at_most -= len(block)
                if at_most < 0:
                    raise _too_long()
                parser.feed(block)
        return parser.close()
    except KeyError:
        return None
    except ET.ParseError as error:
        raise _broken_word() from error


class _WithoutDoctype(ET.TreeBuilder):
    """Refuses a document type in whatever encoding: Word writes none."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ET.ParseError("Word writes no document type.")


class _Paragraphs(_WithoutDoctype):
    """Hands on each paragraph as it ends and forgets it: a file takes the memory of its longest one.

    What only old readers are shown is passed over; a paragraph within one (a text box) is part of it.
    """

    def __init__(self, take: Callable[[ET.Element], None]) -> None:
        super().__init__()
        self.take = take
        self.open: list[ET.Element] = []
        self.paragraphs = self.hidden = self.elements = 0

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        element = super().start(tag, attrs)
        self.open.append(element)
        self.paragraphs += tag == f"{_W}p"
        self.hidden += tag == _FALLBACK
        self.elements = self.elements + 1 if self.paragraphs else 0
        if self.elements > MAX_ELEMENTS or len(self.open) > MAX_DEPTH:
            raise _too_long()
        return element

    def end(self, tag: str) -> ET.Element:
        element = super().end(tag)
        self.open.pop()
        self.paragraphs -= tag == f"{_W}p"
        self.hidden -= tag == _FALLBACK
        if not self.paragraphs:
            if tag == f"{_W}p" and not self.hidden:
                self.take(element)
            if self.open:
                self.open[-1].remove(element)
        return element


def _runs(paragraph: ET.Element) -> Iterator[str]:
    """The text of a paragraph; a tracked deletion is not text."""
    waiting = list(reversed(paragraph))
    while waiting:
        here = waiting.pop()
        if here.tag == f"{_W}t":
            yield here.text or ""
        elif here.tag in (f"{_W}tab", f"{_W}ptab"):
            yield " "
        elif here.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif here.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif here.tag not in (f"{_W}pPr", f"{_W}rPr", f"{_W}del", f"{_W}moveFrom", _FALLBACK):
            waiting.extend(reversed(here))


@dataclass(slots=True)
class _Level:
    """How one level of a list counts: ``pattern`` is ``(%1)`` or ``%1.``."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restarts_after: int | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class _Numbers:
    """Counts as Word does: lists of one kind go on counting, unless they are told to begin anew."""

    def __init__(self, numbering: ET.Element | None, styles: ET.Element | None) -> None:
        self.lists: dict[str, _List] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        self.counts: dict[str, Counter[int]] = {}
        self.begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def is_numbered(self, paragraph: ET.Element) -> bool:
        return self._place(paragraph) is not None

    def next_label(self, paragraph: ET.Element) -> str:
        """The number of a paragraph, counted on; empty for one without, and for bullets."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, depth = place
        found = self.lists[number]
        level = found.levels.get(depth, _Level())
        counts = self.counts.setdefault(found.abstract, Counter())
        if depth in found.restarts and (number, depth) not in self.begun:
            counts[depth] = found.restarts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self.begun.add((number, depth))
        for deeper in [other for other in counts if other > depth]:
            after = found.levels.get(deeper, _Level()).restarts_after
            if after is None or 0 < after <= depth + 1:
                del counts[deeper]
        if level.form in ("bullet", "none"):
            return ""

        def drawn(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            other = found.levels.get(which, _Level())
            return _drawn(counts.get(which, other.start), other.form)

        return re.sub(r"%([1-9])", drawn, level.pattern).strip()

    def _place(self, paragraph: ET.Element) -> tuple[str, int] | None:
        """In which list and how deep a paragraph stands, by itself or by its style."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None
        style = properties.find(f"{_W}pStyle")
        number, depth = self.styles.get(_value(style), ("", 0))
        own = properties.find(f"{_W}numPr")
        if own is not None:
            number = _value(own.find(f"{_W}numId")) or number
            depth = _number(own.find(f"{_W}ilvl"), depth)
        return (number, depth) if number in self.lists else None

    def _read_lists(self, numbering: ET.Element) -> None:
        kinds = {
            kind.get(f"{_W}abstractNumId", ""): {
                _whole(level.get(f"{_W}ilvl", ""), 0): _level(level) for level in kind.findall(f"{_W}lvl")
            }
            for kind in numbering.findall(f"{_W}abstractNum")
        }
        for num in numbering.findall(f"{_W}num"):
            abstract = _value(num.find(f"{_W}abstractNumId"))
            found = _List(abstract, dict(kinds.get(abstract, {})))
            for override in num.findall(f"{_W}lvlOverride"):
                depth = _whole(override.get(f"{_W}ilvl", ""), 0)
                own = override.find(f"{_W}lvl")
                if own is not None:
                    found.levels[depth] = _level(own)
                restart = override.find(f"{_W}startOverride")
                if restart is not None:
                    found.restarts[depth] = _number(restart, 1)
            self.lists[num.get(f"{_W}numId", "")] = found

    def _read_styles(self, styles: ET.Element) -> None:
        parents: dict[str, str] = {}
        for style in styles.findall(f"{_W}style"):
            name = style.get(f"{_W}styleId", "")
            parents[name] = _value(style.find(f"{_W}basedOn"))
            own = style.find(f"{_W}pPr/{_W}numPr")
            if own is not None:
                depth = _number(own.find(f"{_W}ilvl"), 0)
                self.styles[name] = (_value(own.find(f"{_W}numId")), depth)
        for name in parents:
            line = [name]
            while line[-1] not in self.styles and parents.get(line[-1]) and len(line) < len(parents):
                line.append(parents[line[-1]])
            if line[-1] in self.styles:
                self.styles[name] = self.styles[line[-1]]


def _value(element: ET.Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _number(element: ET.Element | None, default: int) -> int:
    return _whole(_value(element), default)


def _whole(text: str, default: int) -> int:
    """A number as Word writes it, up to 32,767; what is none, or larger than any list, is as if it was not said."""
    return int(text) if re.fullmatch(r"[0-9]{1,5}", text) and int(text) <= MAX_NUMBER else default


def _level(level: ET.Element) -> _Level:
    restart = level.find(f"{_W}lvlRestart")
    return _Level(
        start=_number(level.find(f"{_W}start"), 1),
        form=_value(level.find(f"{_W}numFmt")) or "decimal",
        pattern=_value(level.find(f"{_W}lvlText"))[:LONGEST_PATTERN],
        restarts_after=None if restart is None else _number(restart, 0),
    )


def _drawn(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        rounds, place = divmod(max(number, 1) - 1, 26)
        letters = chr(ord("a") + place) * (rounds + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        letters = ""
        for value, letter in _ROMAN:
            times, number = divmod(number, value)
            letters += letter * times
        return letters.upper() if form == "upperRoman" else letters
    return f"{number:02}" if form == "decimalZero" else str(number)
