"""Whether somebody meets what a post asks for: where her career may lead next, and what she lacks."""

from datetime import date

from bijak.kernel.columns import Column, where
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, Terms
from bijak.quality import rules as posts

EXECUTOR = "executor"
"""A post to which no band of ranks belongs."""

ESTABLISHMENT = Basis("Formasi jabatan instansi", "syarat jabatan", verified=True)
LAW = Basis("PP 11/2017 jo. PP 17/2020", "syarat pengangkatan dalam jabatan")
"""The articles differ by kind of post and were not at hand: unverified."""


def least_rank(record: Record, terms: Terms) -> Column:
    """The lowest rank (as the order of ranks) that the post asks for; 0 where it asks for none."""
    by_law = where(record.post == EXECUTOR, 0, posts.band(record.post, terms, 0))
    return where(record.asked_rank > 0, record.asked_rank, by_law)


def least_education(record: Record, terms: Terms) -> Column:
    """The lowest level of education (as a number) that the post asks for; 0 where it asks for none."""
    by_law = where(record.post == EXECUTOR, 0, posts.least_education(record.post, terms))
    return where(record.asked_education > 0, record.asked_education, by_law)


def fits(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a person has what the post ``record.post`` asks for (as the terms of quality name posts, or "executor").

    ``asked_rank`` and ``asked_education`` are what the agency's establishment asks itself, 0 where it leaves that to
    the law: orders of ranks and numbers of levels, as ``rank`` and ``education`` are of the person. ``has_programme``
    and ``has_certificate`` say whether what is asked is there; yes, where nothing is.
    """
    rank, education = least_rank(record, terms), least_education(record, terms)
    return weigh(
        Reason("rank", (rank == 0) | (record.rank >= rank), LAW),
        Reason("education", (education == 0) | (record.education >= education), LAW),
        Reason("programme", record.has_programme, ESTABLISHMENT),
        Reason("certificate", record.has_certificate, ESTABLISHMENT),
    )
