"""Reading the text of a regulation, beside one pass of a pattern over the same text."""

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bijak.legaltext import amending, comparing, labels, reader
from tools.bench.figures import Figure

ROUNDS = 5
LONG = 10_000_000
_WORD = re.compile(r"\w+")


def measure() -> Iterator[Figure]:
    texts = _texts()
    size = sum(map(len, texts))
    passing = size / _best(lambda: [_WORD.findall(text) for text in texts]) / 1e6
    reading = size / _best(lambda: [reader.parse(text) for text in texts]) / 1e6
    yield Figure(
        "legal text: read to a tree", reading, "M char/s", size, passing, "machine: one pass of \\w+"
    )
    long = regulation(LONG)
    yield Figure("legal text: one of 10 M characters", _best(lambda: reader.parse(long), 1), "s", len(long))
    yield from _comparing()


def _comparing() -> Iterator[Figure]:
    """200 pasal of five ayat each, of which every seventh says something else; then the amendment that makes it so."""
    old = reader.parse("".join(_pasal(number) for number in range(1, 201)))
    new = reader.parse(
        "".join(_pasal(number, "magang" if number % 7 else "kuliah") for number in range(1, 201))
    )
    before, after = (
        [
            comparing.Piece(place, node.kind, node.label, node.heading, node.text)
            for place, node in enumerate(document.root.walk())
        ]
        for document in (old, new)
    )
    yield Figure(
        "legal text: compare, words of all changes",
        1000 * _best(lambda: [change.words for change in comparing.compare(before, after)]),
        "ms",
        len(after),
    )
    yield Figure(
        "legal text: match without keys",
        1000 * _best(lambda: comparing.match(before, after)),
        "ms",
        len(after),
    )
    yield Figure(
        "legal text: write and prove an amendment",
        1000 * _best(lambda: amending.write(old, new)),
        "ms",
        len(after),
    )


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
    """A regulation of so many characters, in the form of Lampiran II."""
    parts = ["PERATURAN WALI KOTA CONTOH\nTENTANG\nCONTOH\nMEMUTUSKAN:\nMenetapkan: PERATURAN.\n"]
    length = number = 0
    while length < size:
        number += 1
        if number % 20 == 1:
            parts.append(f"BAB {labels.roman(number // 20 + 1)}\nKETENTUAN\n")
        parts.append(
            f"Pasal {number}\n(1) Pegawai wajib mengikuti pelatihan paling sedikit 24 (dua puluh empat) jam\n"
            "pelajaran per tahun, meliputi:\na. pelatihan manajerial; dan\nb. pelatihan teknis, yaitu:\n"
            "1. magang; dan\n2. kuliah.\n"
            "(2) Pelatihan sebagaimana dimaksud pada ayat (1) huruf a ditetapkan oleh Kepala Perangkat Daerah.\n"
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
