"""Reading the text of a regulation, checking, comparing and amending it, each beside the machine's own figure."""

import copy
import difflib
import os
import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from bijak.legaltext import akomantoso, amending, comparing, labels, reader, writing
from bijak.legaltext.lint import lint
from bijak.legaltext.tree import Document, Node
from tools.bench.figures import Figure

ROUNDS = 5
LONG = 10_000_000
DAY = date(2026, 11, 22)
_WORD = re.compile(r"\w+")
_BESIDE = "machine: one pass of \\w+"


def measure() -> Iterator[Figure]:
    yield from _reading()
    yield from _checking()
    yield from _comparing()
    yield from _handing_on()


def _reading() -> Iterator[Figure]:
    texts = _texts()
    size = sum(map(len, texts))
    passing = size / _best(lambda: [_WORD.findall(text) for text in texts]) / 1e6
    reading = size / _best(lambda: [reader.parse(text) for text in texts]) / 1e6
    yield Figure("legal text: read to a tree", reading, "M char/s", size, passing, _BESIDE)
    for length in (LONG // 10, LONG):
        long = regulation(length)
        speed = len(long) / _seconds_to_read(long) / 1e6
        passing = len(long) / _seconds_to_pass(long) / 1e6
        yield Figure("legal text: read one of such a length", speed, "M char/s", len(long), passing, _BESIDE)


def _seconds_to_read(text: str) -> float:
    return _best(lambda: reader.parse(text), 1)


def _seconds_to_pass(text: str) -> float:
    return _best(lambda: _WORD.findall(text), 1)


def _checking() -> Iterator[Figure]:
    """Every rule over what has 1,000 ayat, over ten times as much, and over laws."""
    for pasal in (200, 2_000):
        yield _checked("legal text: check, ayat", [_even(pasal).root])
    yield _checked("legal text: check laws, ayat", [reader.parse(text).root for text in _texts()])


def _checked(name: str, roots: list[Node]) -> Figure:
    """Milliseconds for 1,000 ayat; what a penjelasan says of an ayat is none."""
    paths = [path for root in roots for path in root.paths(but=("penjelasan", "lampiran"))]
    words = " ".join(path[-1].text for path in paths)
    ayat = sum(path[-1].kind == "ayat" for path in paths)
    checking = 1e6 * _best(lambda: [lint(root) for root in roots]) / ayat
    return Figure(name, checking, "ms / 1,000", ayat, 1e6 * _seconds_to_pass(words) / ayat, _BESIDE)


def _comparing() -> Iterator[Figure]:
    """200 pasal of five ayat each, of which every seventh says something else; then the amendment that makes it so."""
    yield from _compared(_even(200), _even(200, "kuliah"))
    yield from _compared(_even(2_000), _even(2_000, "kuliah"))
    yield from _amended(_even(200), _even(200, "kuliah"))


def _compared(old: Document, new: Document) -> Iterator[Figure]:
    before, after = _pieces(old), _pieces(new)
    lines = [writing.plain(document.root).splitlines() for document in (old, new)]
    beside = 1000 * _best(lambda: list(difflib.unified_diff(*lines)), 1)
    comparing_all = 1000 * _best(lambda: [change.words for change in comparing.compare(before, after)])
    matching = 1000 * _best(lambda: comparing.match(before, after))
    machine = "machine: difflib, by line"
    yield Figure("legal text: compare, all words", comparing_all, "ms", len(after), beside, machine)
    yield Figure("legal text: match without keys", matching, "ms", len(after), beside, machine)


def _amended(old: Document, new: Document) -> Iterator[Figure]:
    copying = 1000 * _best(lambda: copy.deepcopy(old.root))
    size = sum(1 for _node in old.root.walk())
    instrument = amending.write(old, new)
    proving = 1000 * _best(lambda: amending.write(old, new))
    applying = 1000 * _best(lambda: amending.apply(old, instrument.text))
    machine = "machine: a copy of the tree"
    yield Figure("legal text: write and prove an amendment", proving, "ms", size, copying, machine)
    yield Figure("legal text: carry an amendment out", applying, "ms", size, copying, machine)


def _handing_on() -> Iterator[Figure]:
    root = _even(200).root
    content = akomantoso.write(root, on=DAY)
    parsing = 1000 * _best(lambda: ET.fromstring(content))  # noqa: S314 - our own
    writing_out = 1000 * _best(lambda: akomantoso.write(root, on=DAY))
    reading = 1000 * _best(lambda: akomantoso.read(content))
    machine = "machine: parse the XML"
    yield Figure("legal text: write Akoma Ntoso", writing_out, "ms", len(content), parsing, machine)
    yield Figure("legal text: read Akoma Ntoso", reading, "ms", len(content), parsing, machine)


def _even(pasal: int, way: str = "magang") -> Document:
    """So many pasal of five ayat; every seventh says ``way``."""
    return reader.parse("".join(_pasal(n, "magang" if n % 7 else way) for n in range(1, pasal + 1)))


def _pieces(document: Document) -> list[comparing.Piece]:
    return [
        comparing.Piece(place, node.kind, node.label, node.heading, node.text)
        for place, node in enumerate(document.root.walk())
    ]


def _pasal(number: int, way: str = "magang") -> str:
    ayat = (
        f"({item}) Pegawai pada unit {number} wajib mengikuti {way} ke-{item} paling sedikit 24 (dua puluh empat) jam "
        "pelajaran dalam satu tahun yang ditetapkan oleh kepala perangkat daerah.\n"
        for item in range(1, 6)
    )
    return f"Pasal {number}\n{''.join(ayat)}"


def _texts() -> list[str]:
    """The laws that ``BIJAK_SAMPLES`` names, or as much of our own."""
    folder = Path(os.environ.get("BIJAK_SAMPLES", "")) / "laws"
    laws = sorted(folder.glob("*.txt")) if os.environ.get("BIJAK_SAMPLES") else []
    return [law.read_text(encoding="utf-8-sig") for law in laws] or [regulation(60_000)] * 20


def regulation(size: int) -> str:
    """A regulation of so many characters, in the form of Lampiran II; the longer, the more ayat a pasal has."""
    parts = ["PERATURAN WALI KOTA CONTOH\nTENTANG\nCONTOH\nMEMUTUSKAN:\nMenetapkan: PERATURAN.\n"]
    pairs = 1 + size // 2_000_000
    length = number = 0
    while length < size:
        number += 1
        if number % 20 == 1:
            parts.append(f"BAB {labels.roman(number // 20 + 1)}\nKETENTUAN\n")
        parts.append(f"Pasal {number}\n")
        for ayat in range(1, 2 * pairs, 2):
            parts.append(
                f"({ayat}) Pegawai wajib mengikuti pelatihan paling sedikit 24 (dua puluh empat) jam\n"
                "pelajaran per tahun, meliputi:\na. pelatihan manajerial; dan\nb. pelatihan teknis, yaitu:\n"
                "1. magang; dan\n2. kuliah.\n"
                f"({ayat + 1}) Pelatihan sebagaimana dimaksud pada ayat ({ayat}) huruf a ditetapkan oleh Kepala "
                "Perangkat Daerah.\n"
            )
            length += len(parts[-1])
    return "".join(parts)


def _best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the processor of the quickest of some rounds: the machine may have other business."""
    taken = []
    for _round in range(rounds):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)
