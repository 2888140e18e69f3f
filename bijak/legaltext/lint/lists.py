"""Rules about lists: how their items begin and end."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bijak.legaltext.lint import sources
from bijak.legaltext.lint.definitions import is_definition
from bijak.legaltext.lint.rules import Path, Spot, Text, rule
from bijak.legaltext.lint.rules import gettext_noop as _

_LISTED = ("huruf", "angka", "huruf2", "angka2")
_CONJUNCTION = re.compile(r"[;,.]\s*(?:dan\s*/\s*atau|dan atau|dan|atau)\s*\Z")
_SEPARATED = re.compile(r";\s*(?:(?:dan\s*/\s*atau|dan atau|dan|atau)\s*)?\Z")
_FALSE_END = re.compile(r"\s*[.,:]?\s*\Z")


class List(NamedTuple):
    """The items that stand side by side below a part; none of them a definition."""

    parent: Path
    items: list[Path]

    @property
    def is_inner(self) -> bool:
        return self.parent[-1].kind in _LISTED


def lists(text: Text) -> Iterator[List]:
    """Every list of a pasal, definitions and the items of an amending regulation aside."""
    for path in text.clauses:
        children = path[-1].children
        if not children or children[0].kind not in _LISTED or len(children) < 2:
            continue
        pasal = [part.kind for part in path].count("pasal")
        if pasal < 1 + text.is_amending or is_definition((*path, children[0])):
            continue
        yield List(path, [(*path, child) for child in children])


def last_of(path: Path) -> Path:
    """The part whose words end an item: itself, or the last item of the lists in it."""
    while path[-1].children:
        path = (*path, path[-1].children[-1])
    return path


def _ended(path: Path, ending: str) -> Spot:
    """The spot at the end of an item, with the punctuation it should have."""
    end = last_of(path)
    words = end[-1].text
    false = _FALSE_END.search(words)
    start = false.start() if false else len(words)
    return Spot(end, start, len(words), {"ending": ending}, ending)


@rule(
    "list-separator",
    "warning",
    title=_("Titik koma di akhir rincian"),
    why=_("Rincian ini tidak diakhiri dengan titik koma."),
    fix=_("Akhiri dengan “%(ending)s”."),
    source=sources.LISTS,
    good="Pasal 1\nIsi:\na. satu;\nb. dua; dan\nc. tiga.",
    bad="Pasal 1\nIsi:\na. satu,\nb. dua; dan\nc. tiga.",
)
def list_separator(text: Text) -> Iterator[Spot]:
    for found in lists(text):
        for item in found.items[:-1]:
            words = last_of(item)[-1].text
            if words and not _SEPARATED.search(words) and not _CONJUNCTION.search(words):
                yield _ended(item, ";")


@rule(
    "list-conjunction",
    "warning",
    title=_("Kata penghubung rincian"),
    why=_("Rincian kedua dari terakhir tidak diakhiri dengan “dan”, “atau”, atau “dan/atau”."),
    fix=_("Tambahkan “dan” bila semuanya berlaku, “atau” bila salah satu, “dan/atau” bila boleh keduanya."),
    source=sources.LISTS,
    good="Pasal 1\nIsi:\na. satu;\nb. dua; atau\nc. tiga.",
    bad="Pasal 1\nIsi:\na. satu;\nb. dua;\nc. tiga.",
)
def list_conjunction(text: Text) -> Iterator[Spot]:
    for found in lists(text):
        end = last_of(found.items[-2])
        words = end[-1].text
        if words and not _CONJUNCTION.search(words):
            yield Spot(end, max(0, len(words) - 1), len(words))


@rule(
    "list-stop",
    "warning",
    title=_("Titik di akhir rincian terakhir"),
    why=_("Rincian terakhir tidak diakhiri dengan titik."),
    fix=_("Akhiri dengan titik."),
    source=sources.LISTS,
    good="Pasal 1\nIsi:\na. satu; dan\nb. dua.",
    bad="Pasal 1\nIsi:\na. satu; dan\nb. dua;",
)
def list_stop(text: Text) -> Iterator[Spot]:
    for found in lists(text):
        end = last_of(found.items[-1])
        words = end[-1].text.rstrip('"” ')
        if not found.is_inner and words and not words.endswith("."):
            start = len(words) - words.endswith((";", ",", ":"))
            yield Spot(end, start, len(words), {}, ".")


@rule(
    "list-colon",
    "warning",
    title=_("Titik dua sebelum rincian"),
    why=_("Kalimat sebelum rincian tidak diakhiri dengan titik dua."),
    fix=_("Akhiri dengan titik dua."),
    source=sources.LISTS,
    good="Pasal 1\nIsi:\na. satu; dan\nb. dua.",
    bad="Pasal 1\nIsi\na. satu; dan\nb. dua.",
)
def list_colon(text: Text) -> Iterator[Spot]:
    for found in lists(text):
        words = found.parent[-1].text
        if words and not words.endswith(":"):
            start = len(words) - words.endswith((";", ",", "."))
            yield Spot(found.parent, start, len(words), {}, ":")


_FIRST = re.compile(r"(?P<word>[A-Z][a-z]+)\b")


@rule(
    "list-capital",
    "hint",
    title=_("Rincian berhuruf awal kapital"),
    why=_("Rincian diawali dengan huruf kapital: “%(word)s”."),
    fix=_("Tulis “%(better)s”, kecuali nama atau istilah yang didefinisikan."),
    source=sources.LISTS,
    good="Pasal 1\nIsi:\na. pelatihan; dan\nb. seminar.",
    bad="Pasal 1\nIsi:\na. Pelatihan; dan\nb. seminar.",
)
def list_capital(text: Text) -> Iterator[Spot]:
    """A word that is written with a capital within a sentence too is a name, and may have one."""
    for found in lists(text):
        for item in found.items:
            first = _FIRST.match(item[-1].text)
            if first and not text.is_name(first["word"]):
                word = first["word"]
                yield Spot(item, 0, len(word), {"word": word, "better": word.lower()}, word.lower())
