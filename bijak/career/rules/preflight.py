"""Would a proposal for promotion come back? The checks that make files come back, made before it is sent.

A paper counts where the kind of promotion asks for it. What a paper says is compared with what is on record, for the
office that decides compares it too. ``on`` is the day from which the promotion is to hold.

A record has words for ``kind`` (of promotion), ``employment``, ``old_rank``, ``new_rank`` and ``rank_code`` ("33");
whether each paper is there by its code, and of how many years the ``rating``; ``is_examined``: whether the law of
promotion asks the ujian dinas of her; ``paper_…`` is what a paper says, and the same name without it what is on record.
"""

from collections.abc import Mapping
from datetime import date

from bijak.career.rules.promotion import AT_ANY_TIME
from bijak.career.rules.promotion import KINDS as _KINDS
from bijak.kernel import ranks
from bijak.kernel.columns import Column, Truth, column, look_up, no, where
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, Terms

KINDS = tuple(_KINDS)

_ALL = frozenset(KINDS)
_POSTED, _STRUCTURAL, _FUNCTIONAL = (
    frozenset({"structural", "functional"}), frozenset({"structural"}), frozenset({"functional"}),
)  # fmt: skip
_EXAMINED = frozenset({"regular", "structural"})
_DIPLOMA, _MERIT = frozenset({"diploma"}), frozenset({"outstanding", "discovery"})
_POSTHUMOUS = frozenset({"posthumous"})

PAPERS: Mapping[str, frozenset[str]] = {
    "rank_decree": _ALL,
    "cpns_decree": _ALL,
    "pns_decree": _ALL,
    "rating": _ALL - _POSTHUMOUS,
    "position_decree": _POSTED,
    "taking_up": _STRUCTURAL,
    "credits": _FUNCTIONAL,
    "diploma": _DIPLOMA,
    "transcript": _DIPLOMA,
    "exam": _DIPLOMA,
    "service_exam": _EXAMINED,
    "achievement": _MERIT,
    "death_report": _POSTHUMOUS,
}
"""The papers of a proposal, in the order in which they are handed in, and the kinds that ask for each.

The certificate of the ujian dinas is asked only of whom the law of promotion asks the examination.
"""

COMPARED: Mapping[str, frozenset[str]] = {
    "rank_decree": _POSTED,
    "position_decree": _POSTED,
    "credits": _FUNCTIONAL,
    "diploma": _DIPLOMA,
}
"""The papers whose words are compared with what is on record, and for which kinds."""

CHECKLIST = Basis("Daftar kelengkapan layanan kepangkatan", "butir menurut jenis kenaikan pangkat")
MATCHING = Basis("Validasi usul kenaikan pangkat pada SIASN", "kesesuaian data dan dokumen")
STEPS = Basis("PP 99/2000 jo. PP 12/2002", "Pasal 1 dan Pasal 18")
"""None of the three was read in the rule itself, so none is verified."""


def papers_of(kind: str, *, is_examined: bool | None) -> list[str]:
    """The papers that a kind asks for, in their order.

    ``is_examined``: whether the law of promotion asks the ujian dinas of her. Where nobody can tell, its certificate
    has a place too.
    """
    asked = [code for code, kinds in PAPERS.items() if kind in kinds]
    return [code for code in asked if code != "service_exam" or is_examined is not False]


def ratings_needed(kind: object, terms: Terms) -> Column:
    """Of how many years the ratings are handed in."""
    return where(column(kind).among(_MERIT), terms.proposal_ratings_merit, terms.proposal_ratings)


def is_period(kind: object, on: date, terms: Terms) -> Truth:
    """Whether a kind of promotion may hold from a day, by the periods of that time."""
    is_one = on.day == 1 and on.month in {int(month) for month in terms.periods.split(",")}
    return column(kind).among(AT_ANY_TIME) | is_one


def preflight(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether nothing speaks against sending the proposal."""
    return weigh(
        Reason("is_pns", _is_employed(record), MATCHING),
        Reason("eligible", record.eligible, MATCHING),
        Reason("period", is_period(record.kind, on, terms), terms.basis("periods")),
        *(_handed_in(code, record) for code in PAPERS if code not in ("rating", "service_exam")),
        Reason(
            "service_exam",
            _of(PAPERS["service_exam"], record, no(record.is_examined) | record.service_exam),
            terms.basis("service_exam_first"),
        ),
        Reason(
            "rating",
            _of(PAPERS["rating"], record, record.rating >= ratings_needed(record.kind, terms)),
            terms.basis("proposal_ratings"),
        ),
        Reason("old_rank", record.old_rank == record.rank_code, MATCHING),
        Reason("new_rank", _is_step(record), STEPS),
        Reason("old_position", _of(_POSTED, record, record.paper_old_position == record.old_position), MATCHING),
        Reason("new_position", _of(_POSTED, record, record.paper_position == record.position), MATCHING),
        Reason("diploma_level", _of(_DIPLOMA, record, record.paper_level == record.level), MATCHING),
        Reason("diploma_year", _of(_DIPLOMA, record, record.paper_year == record.year), MATCHING),
        Reason("credit_points", _of(_FUNCTIONAL, record, record.paper_credit == record.credit), MATCHING),
        Reason("same_identity", record.identity_differences <= 0, MATCHING, unit="isian"),
        Reason("same_records", record.record_differences <= 0, MATCHING, unit="isian"),
        Reason("sound_records", record.data_errors <= 0, MATCHING, unit="temuan"),
        Reason("readable", record.unreadable <= 0, CHECKLIST, unit="berkas"),
        Reason(
            "file_size",
            record.largest_megabytes <= terms.proposal_file_megabytes,
            terms.basis("proposal_file_megabytes"),
        ),
    )  # fmt: skip


def _is_employed(record: Record) -> Truth:
    """A CPNS who lost her life in duty is made PNS with it."""
    is_employed: Truth = (record.employment == "pns") | (
        record.kind.among(_POSTHUMOUS) & (record.employment == "cpns")
    )
    return is_employed


def _handed_in(code: str, record: Record) -> Reason:
    return Reason(code, _of(PAPERS[code], record, getattr(record, code)), CHECKLIST)


def _of(kinds: frozenset[str], record: Record, truth: Truth) -> Truth:
    """Asked of some kinds; of the others it is met."""
    return no(record.kind.among(kinds)) | truth


def _is_step(record: Record) -> Truth:
    """One rank up; to the rank of a new diploma it may be more."""
    old, new = look_up(ranks.ORDER, record.old_rank), look_up(ranks.ORDER, record.new_rank)
    is_step: Truth = (new == old + 1) | (record.kind.among(_DIPLOMA) & (new > old))
    return is_step
