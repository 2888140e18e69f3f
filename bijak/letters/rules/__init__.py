"""How a template is written, and how a letter is numbered. Pure: texts in, structures and findings out."""

from bijak.letters.rules.findings import Finding, unprintable
from bijak.letters.rules.numbering import Pattern, read_pattern
from bijak.letters.rules.wording import (
    Block,
    Question,
    Style,
    Wording,
    fill,
    read_wording,
)

__all__ = [
    "Block",
    "Finding",
    "Pattern",
    "Question",
    "Style",
    "Wording",
    "fill",
    "read_pattern",
    "read_wording",
    "unprintable",
]
