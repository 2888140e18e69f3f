"""From the text in force and a draft to the instrument that amends it, and from the instrument to the amended text.

``write`` puts a draft with running numbers into the numbers of an amendment, writes the instructions, and proves
them by carrying them out; ``apply`` carries out any amending regulation and names what it cannot.
"""

from bijak.legaltext.amending.applying import Applied, apply, consolidate
from bijak.legaltext.amending.bodies import CannotAmend, Refusal
from bijak.legaltext.amending.drafting import Instrument, citation, write
from bijak.legaltext.amending.ordering import arranged, in_order

__all__ = [
    "Applied",
    "CannotAmend",
    "Instrument",
    "Refusal",
    "apply",
    "arranged",
    "citation",
    "consolidate",
    "in_order",
    "write",
]
