"""A long text in pieces that a slow telephone can open: a chapter a page, beside the list of all of them.

A text is cut at its buku and bab; where one of these is too long for a page, or a text has none, at its bagian and
pasal. What is short enough stays whole.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from bijak.legaltext import tree
from bijak.policy.queries.texts import Clause

WHOLE = 44_000
"""Bytes of a text, as a page for its writers draws it, up to which it stands on one page: of the 60 KB of a page
the frame takes some 14."""
CHAPTER = 30_000
"""The same for a chapter of a longer one: the list of the chapters stands beside it."""
PART = 420
"""Bytes that a page spends on a part besides its own words."""
LONGEST = 12_000
"""Characters of one part (a lampiran, a penjelasan) that are shown among others; all of it where all is shown."""
LISTED = 60
"""Chapters in the list; of more, those around the one that is open."""
HITS = 50

_CHAPTERS = ("buku", "bab")
_AFTER = ("penutup", "penjelasan", "lampiran")
_BLOCKS = (*tree.HEADERS, "pasal")


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one page shows. ``section`` counts the buku and bab, ``follows`` says that it is a further piece of the
    same one; ``span`` are its pasal, and ``pasal`` how many there are in all of the section.
    """

    number: int
    section: int
    follows: bool
    name: str
    heading: str
    span: str
    pasal: int
    clauses: tuple[Clause, ...]

    @property
    def title(self) -> str:
        """What one calls it: ``BAB II``, ``BAB II, Pasal 21 – 40``, ``Pasal 41 – 60``."""
        span = self.span if self.follows or not self.name else ""
        return ", ".join(part for part in (self.name, span) if part) or _("Pembukaan")

    @property
    def inner(self) -> list[Clause]:
        """Its bagian and paragraf, to be jumped to."""
        return [each for each in self.clauses if each.kind in ("bagian", "paragraf")]


@dataclass(frozen=True)
class Hit:
    """A part that has the words one looked for, with the text around the first of them."""

    clause: Clause
    before: str
    found: str
    after: str


@dataclass(frozen=True)
class Reading:
    """A text as somebody reads it: which chapter, or all of it. What is ``kept`` stands in every other's address."""

    chapters: Sequence[Chapter]
    shown: Chapter
    whole: bool
    words: str
    hits: Sequence[Hit]
    found: int
    kept: Mapping[str, str]

    @property
    def keep(self) -> str:
        """How the address of another chapter begins."""
        return "".join(f"{urlencode({name: value})}&" for name, value in self.kept.items())

    @property
    def is_long(self) -> bool:
        return len(self.chapters) > 1

    @property
    def clauses(self) -> list[Clause]:
        """What the page shows. A part too long to stand among others is cut where all is not shown."""
        if self.whole:
            return [each for chapter in self.chapters for each in chapter.clauses]
        return [
            replace(each, text=f"{each.text[:LONGEST].rsplit(' ', 1)[0]} …", is_cut=True)
            if len(each.text) > LONGEST
            else each
            for each in self.shown.clauses
        ]

    @property
    def total(self) -> int:
        return sum(len(chapter.clauses) for chapter in self.chapters)

    @property
    def kilobytes(self) -> int:
        """How large the whole text is on one page, about."""
        return round(sum(_weight(each) for chapter in self.chapters for each in chapter.clauses) / 1000)

    @property
    def previous(self) -> Chapter | None:
        return self.chapters[self.shown.number - 2] if self.shown.number > 1 else None

    @property
    def next(self) -> Chapter | None:
        return self.chapters[self.shown.number] if self.shown.number < len(self.chapters) else None

    @cached_property
    def contents(self) -> list[Chapter | None]:
        """The list of chapters; further pieces of a bab only where it is open. ``None`` where some are left out."""
        listed = [
            each
            for each in self.chapters
            if not each.follows or each.section == self.shown.section or self._is_one_section
        ]
        place = listed.index(self.shown)
        ends = (LISTED - 2) // 6
        near = {
            *range(ends),
            *range(len(listed) - ends, len(listed)),
            *range(place - 2 * ends, place + 2 * ends),
        }
        if len(listed) <= LISTED:
            near = set(range(len(listed)))
        return [
            listed[key] if is_near else None
            for is_near, group in groupby(range(len(listed)), key=near.__contains__)
            for key in (group if is_near else [0])
        ]

    @property
    def _is_one_section(self) -> bool:
        return self.chapters[-1].section == 1


def read(clauses: Sequence[Clause], asked: Mapping[str, str], **keep: str) -> Reading:
    """Open a text where an address asks for: ``bab`` (which chapter), ``ketentuan`` (the one a provision is in),
    ``semua`` (all on one page), ``cari`` (words to find).
    """
    chapters = split(clauses)
    words = asked.get("cari", "").strip()[:100]
    hits = list(find(clauses, words)) if words else []
    return Reading(
        chapters=chapters,
        shown=_shown(chapters, asked),
        whole="semua" in asked and len(chapters) > 1,
        words=words,
        hits=hits[:HITS],
        found=len(hits),
        kept={name: value for name, value in keep.items() if value},
    )


def _shown(chapters: Sequence[Chapter], asked: Mapping[str, str]) -> Chapter:
    if wanted := asked.get("ketentuan", ""):
        for chapter in chapters:
            if any(str(each.provision) == wanted for each in chapter.clauses):
                return chapter
    number = asked.get("bab", "")
    place = int(number) if number.isdecimal() and len(number) < 6 else 1
    return chapters[min(max(place, 1), len(chapters)) - 1]


def find(clauses: Iterable[Clause], words: str) -> Iterator[Hit]:
    """Every part that says ``words``, or is cited so, in the order of the text; capitals do not matter."""
    wanted = words.lower()
    for clause in clauses:
        text = " ".join(f"{clause.heading} {clause.text}".split())
        place = text.lower().find(wanted)
        if place < 0:
            if clause.name.lower() == wanted:
                yield Hit(clause, "", "", text[:140])
            continue
        end = place + len(words)
        before = text[max(0, place - 70) : place]
        yield Hit(
            clause,
            f"… {before.partition(' ')[2]}" if place > 70 else before,
            text[place:end],
            f"{text[end : end + 110].rpartition(' ')[0]} …" if len(text) > end + 110 else text[end:],
        )


# Cutting ----------------------------------------------------------------------------------------


def split(clauses: Sequence[Clause]) -> list[Chapter]:
    """The chapters of a text; one where it is short, so that there is always a first."""
    if sum(map(_weight, clauses)) <= WHOLE:
        return [Chapter(1, 1, False, "", "", "", 0, tuple(clauses))]
    chapters: list[Chapter] = []
    for number, section in enumerate(_sections(clauses), start=1):
        name, heading = _named(section)
        pasal = sum(each.kind == "pasal" for each in section)
        for place, piece in enumerate(_pieces(section), start=1):
            labels = [each.label for each in piece if each.kind == "pasal"]
            span = " – ".join(dict.fromkeys((labels[0], labels[-1]))) if labels else ""
            chapters.append(
                Chapter(
                    number=len(chapters) + 1,
                    section=number,
                    follows=place > 1,
                    name=name,
                    heading=heading,
                    span=f"Pasal {span}" if span else f"({place})" if place > 1 else "",
                    pasal=pasal,
                    clauses=tuple(piece),
                )
            )
    return chapters


def _named(section: Sequence[Clause]) -> tuple[str, str]:
    """What a section is called, and what it is about; nothing for what stands before the first bab."""
    heads = [each for each in section[:2] if each.kind in _CHAPTERS]
    if heads:
        return ", ".join(each.title for each in heads), " ".join(heads[-1].heading.split())[:120]
    return (section[0].title, "") if section[0].kind in _AFTER else ("", "")


def _sections(clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """At each buku and bab, and at what follows the body. A buku takes its first bab along."""
    section: list[Clause] = []
    for clause in clauses:
        begins = clause.kind in _CHAPTERS or (clause.depth == 0 and clause.kind in _AFTER)
        if begins and section and not (clause.kind == "bab" and [each.kind for each in section] == ["buku"]):
            yield section
            section = []
        section.append(clause)
    if section:
        yield section


def _pieces(section: Sequence[Clause]) -> Iterator[list[Clause]]:
    """A section in pages of about one length: a pasal is not torn while it is shorter than one, a bagian rather not."""
    total = sum(map(_weight, section))
    even = total / math.ceil(total / CHAPTER)
    piece: list[Clause] = []
    weight = 0
    for block in _blocks(section):
        more = sum(map(_weight, block))
        is_full = weight + more > CHAPTER or weight + more / 2 > even
        if piece and (is_full or (block[0].kind == "bagian" and weight > even / 2)):
            yield piece
            piece, weight = [], 0
        for clause in block:  # a pasal longer than a page
            if piece and weight + _weight(clause) > CHAPTER:
                yield piece
                piece, weight = [], 0
            piece.append(clause)
            weight += _weight(clause)
    if piece:
        yield piece


def _blocks(section: Sequence[Clause]) -> Iterator[list[Clause]]:
    """A pasal with all that belongs to it; headers go with the pasal below them."""
    block: list[Clause] = []
    for clause in section:
        begins = clause.kind in _BLOCKS or clause.depth == 0
        if begins and block and block[-1].kind not in tree.HEADERS:
            yield block
            block = []
        block.append(clause)
    if block:
        yield block


def _weight(clause: Clause) -> int:
    return PART + min(len(clause.text), LONGEST) + len(clause.heading)
