"""Pages about letters."""

from bijak.letters.views.arranging import book, books, new_book, new_template, template, templates
from bijak.letters.views.cards import card_file, end_card, issue_card
from bijak.letters.views.register import download, letter, letter_file, letters, of_person, void
from bijak.letters.views.signing import (
    record_ink,
    sign_by_esign,
    sign_here,
    signing,
    take_in_signed,
)
from bijak.letters.views.writing import choose, replace, write, write_about, write_many

__all__ = [
    "book",
    "books",
    "card_file",
    "choose",
    "download",
    "end_card",
    "issue_card",
    "letter",
    "letter_file",
    "letters",
    "new_book",
    "new_template",
    "of_person",
    "record_ink",
    "replace",
    "sign_by_esign",
    "sign_here",
    "signing",
    "take_in_signed",
    "template",
    "templates",
    "void",
    "write",
    "write_about",
    "write_many",
]
