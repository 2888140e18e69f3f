"""Changes to templates and registers; letters issued, signed and voided; cards."""

from bijak.letters.services.arranging import save_book, save_template
from bijak.letters.services.cards import end_card, issue_card
from bijak.letters.services.issuing import MOST_AT_ONCE, Order, issue, issue_about, note_download, void
from bijak.letters.services.refusals import Refused, Unsound
from bijak.letters.services.signing import BELOW, record_ink, sign_by_esign, sign_here, take_in_signed

__all__ = [
    "BELOW",
    "MOST_AT_ONCE",
    "Order",
    "Refused",
    "Unsound",
    "end_card",
    "issue",
    "issue_about",
    "issue_card",
    "note_download",
    "record_ink",
    "save_book",
    "save_template",
    "sign_by_esign",
    "sign_here",
    "take_in_signed",
    "void",
]
