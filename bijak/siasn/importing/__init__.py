"""The files of the national system, translated for the contexts that keep what is in them.

A kind here is a context's own import with the wire headers as aliases: the cells are put into our codes, then the
context checks and records them.
"""

from bijak.siasn.importing import careers, family, learning, performance, service, workforce
from bijak.siasn.importing.workforce import SIASN

__all__ = ["KINDS", "SIASN"]

KINDS = (
    *workforce.KINDS,
    *careers.KINDS,
    *service.KINDS,
    *family.KINDS,
    *learning.KINDS,
    *performance.KINDS,
)
"""The organisation's own file (unor) is registered by organization."""
