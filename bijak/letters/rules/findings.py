"""What is wrong with a text, and where."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` names the sentence (``texts.FINDINGS``), ``about`` what it speaks of; line and column count from 1."""

    code: str
    about: str = ""
    line: int = 0
    column: int = 0
    instead: str = ""


def unprintable(text: str) -> str:
    """The first mark that cannot stand on paper, as its code point: a control, one that turns the direction of the
    words after it, one without a meaning. Nothing where all can be printed; tabs and ends of lines can."""
    for mark in text:
        if unicodedata.category(mark)[0] == "C" and mark not in "\n\r\t":
            return f"U+{ord(mark):04X}"
    return ""
