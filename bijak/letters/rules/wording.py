"""The little language of letter templates: words, named places, and very few marks.

    # SURAT KETERANGAN             a title, in the middle; the number follows the first one
    - Nama: {nama}                 a row of facts; rows that follow each other are one table
    - tanpa titik dua              without a colon, a point of a list
    1. …   a. …                    a numbered point
    {? Keperluan}                  asked for when a letter is written; {? Mulai: tanggal} asks for a day
    {{ and }}                      a brace that is meant

Lines that follow each other are one paragraph; an empty one ends it. Nothing of a text is ever run.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from bijak.letters.rules.findings import Finding, unprintable

_POINT = re.compile(r"(\d{1,3}\.|[a-z]\.|\(\d{1,3}\)) +(.+)")
_TOKEN = re.compile(r"\{\{|\}\}|\{(?P<inside>[^{}\n]*)\}|[{}]")
_LABEL_LENGTH = 60
DAY = "tanggal"


class Style(StrEnum):
    TITLE = "title"
    PARAGRAPH = "par"
    POINT = "point"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is typed when a letter is written; ``is_day`` asks for a date."""

    label: str
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: of a field by its code, or of a question by its label."""

    code: str
    is_question: bool = False


type Words = tuple[str | Place, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a template: ``label`` of a fact, ``mark`` of a point."""

    style: Style
    words: Words
    label: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A template as it was read: what it says, what it asks for, and what is wrong with it."""

    parts: tuple[Part, ...]
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The codes it names, each once, in the order of the text."""
        places = (each for part in self.parts for each in part.words if isinstance(each, Place))
        return tuple(dict.fromkeys(each.code for each in places if not each.is_question))


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a letter in its words."""

    style: Style
    text: str
    label: str = ""
    mark: str = ""


def read_wording(text: str, *, known: frozenset[str]) -> Wording:
    """A template, with every unknown place and every loose brace found where it stands."""
    findings: list[Finding] = []
    questions: dict[str, Question] = {}
    parts = [
        Part(style, tuple(_words(lines, known, questions, findings)), label, mark)
        for style, label, mark, lines in _pieces(text)
    ]
    if not parts:
        findings.append(Finding("empty_text"))
    for number, line in enumerate(text.splitlines(), 1):
        if sign := unprintable(line):
            findings.append(Finding("unprintable", sign, number))
    return Wording(tuple(parts), tuple(questions.values()), tuple(findings))


def fill(wording: Wording, values: Mapping[str, str], answers: Mapping[str, str]) -> tuple[Block, ...]:
    """The letter: ``values`` by field, ``answers`` by the label of their question; what has none stands in brackets."""

    def said(each: str | Place) -> str:
        if isinstance(each, str):
            return each
        return (answers if each.is_question else values).get(each.code) or f"[{each.code}]"

    return tuple(
        Block(part.style, "".join(said(each) for each in part.words), part.label, part.mark)
        for part in wording.parts
    )


# Lines into pieces --------------------------------------------------------------------------------

type _Lines = list[tuple[int, int, str]]
"""Number of the line, column of its first letter, its words."""


def _pieces(text: str) -> Iterator[tuple[Style, str, str, _Lines]]:
    paragraph: _Lines = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        column = len(raw) - len(raw.lstrip()) + 1
        piece = _marked(line, number, column)
        if paragraph and (piece or not line):
            yield Style.PARAGRAPH, "", "", paragraph
            paragraph = []
        if piece:
            yield piece
        elif line:
            paragraph.append((number, column, line))
    if paragraph:
        yield Style.PARAGRAPH, "", "", paragraph


def _marked(line: str, number: int, column: int) -> tuple[Style, str, str, _Lines] | None:
    if line.startswith("# "):
        return Style.TITLE, "", "", [(number, column + 2, line[2:])]
    if line.startswith("- "):
        label, colon, value = line[2:].partition(":")
        if colon and "{" not in label and len(label) <= _LABEL_LENGTH:
            start = column + 2 + len(label) + 1 + len(value) - len(value.lstrip())
            return Style.FACT, label.strip(), "", [(number, start, value.strip())]
        return Style.POINT, "", "–", [(number, column + 2, line[2:])]
    if point := _POINT.fullmatch(line):
        return Style.POINT, "", point[1], [(number, column + point.start(2), point[2])]
    return None


def _words(
    lines: _Lines, known: frozenset[str], questions: dict[str, Question], findings: list[Finding]
) -> Iterator[str | Place]:
    for at, (number, column, line) in enumerate(lines):
        if at:
            yield " "
        end = 0
        for token in _TOKEN.finditer(line):
            if token.start() > end:
                yield line[end : token.start()]
            end = token.end()
            where = number, column + token.start()
            if token[0] in ("{{", "}}"):
                yield token[0][0]
            elif token["inside"] is None:
                findings.append(Finding("lone_brace", token[0], *where))
            elif token["inside"].startswith("?"):
                if (question := _question(token["inside"][1:])) is None:
                    findings.append(Finding("empty_question", token[0], *where))
                else:
                    questions.setdefault(question.label, question)
                    yield Place(question.label, is_question=True)
            elif (code := token["inside"].strip()) in known:
                yield Place(code)
            else:
                near = get_close_matches(code, known, 1)
                findings.append(Finding("unknown_field", token[0], *where, instead=near[0] if near else ""))
        if end < len(line):
            yield line[end:]


def _question(inside: str) -> Question | None:
    label, _colon, kind = inside.partition(":")
    is_day = kind.strip() == DAY
    label = " ".join((label if is_day else inside).split())
    return Question(label, is_day) if 0 < len(label) <= _LABEL_LENGTH else None
