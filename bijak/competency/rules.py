"""What law asks of everyone's learning."""

from pathlib import Path

from bijak.kernel import terms
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms

TERMS = terms.load(Path(__file__).parent / "terms.toml")


def learned_enough(record: Record, terms: Terms) -> Decision:
    """Whether a PNS had the hours of training of the year (``record.hours``, JP)."""
    return weigh(Reason("minimum_hours", record.hours >= terms.minimum_hours, terms.basis("minimum_hours")))
