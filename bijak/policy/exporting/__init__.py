"""A version in the form of an official paper: a PDF to read and sign, a Word file to work on."""

from bijak.policy.exporting.akomantoso import akn
from bijak.policy.exporting.filing import listed, package
from bijak.policy.exporting.official import Official
from bijak.policy.exporting.papers import (
    behaviour_rows,
    criteria_rows,
    dossier_pdf,
    evidence_rows,
    explanation_docx,
    explanation_pdf,
    money_rows,
)
from bijak.policy.exporting.printing import consolidated_note, instrument_lines, instrument_pdf, laid, pdf
from bijak.policy.exporting.word import docx, instrument_docx

__all__ = [
    "Official",
    "akn",
    "behaviour_rows",
    "consolidated_note",
    "criteria_rows",
    "docx",
    "dossier_pdf",
    "evidence_rows",
    "explanation_docx",
    "explanation_pdf",
    "instrument_docx",
    "instrument_lines",
    "instrument_pdf",
    "laid",
    "listed",
    "money_rows",
    "package",
    "pdf",
]
