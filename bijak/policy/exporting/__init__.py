"""A version in the form of an official paper: a PDF to read and sign, a Word file to work on."""

from bijak.policy.exporting.printing import enactment, pdf
from bijak.policy.exporting.word import docx

__all__ = ["docx", "enactment", "pdf"]
