"""Would it come back? What a proposal says beside what is on record, put before the rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bijak.career.models.proposals import PromotionProposal, ProposalPaper
from bijak.career.models.queue import PromotionKind
from bijak.career.queries.standing import Standings, read
from bijak.career.rules import preflight, promotion
from bijak.career.texts import proposals as words
from bijak.kernel.decisions import Decision, Reason
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, NotInForce, Terms
from bijak.people import queries as people
from bijak.people.queries import Person, Topic
from bijak.policy import queries as policy
from bijak.quality import queries as quality
from bijak.quality.rules import Severity

MEGABYTE = 2**20
SIASN = "siasn"
IDENTITY = frozenset({"nip", "name", "born_on"})
COMPARED = frozenset(
    {"kind", "standing_code", "rank", "rank_code", "position", "position_title", "education_level"}
)
"""Fields of the reconciliation desk that are compared with a proposal; where somebody lives is not."""
IN_DUTY = "6"
"""How the national table calls the end of who lost her life in duty (tewas)."""


def terms_on(period: date) -> Terms:
    return policy.terms("career", period)


def is_period(kind: str, day: date) -> bool:
    """Whether a kind of promotion may hold from a day; before the law had periods none may."""
    try:
        return bool(preflight.is_period(kind, day, terms_on(day)))
    except NotInForce:
        return False


def years_rated(kind: str, period: date) -> list[int]:
    """Of which years a proposal brings ratings, the latest first."""
    needed = int(preflight.ratings_needed(kind, terms_on(period)).item())
    return [period.year - back for back in range(1, needed + 1)]


def papers_asked(proposal: PromotionProposal) -> list[tuple[str, int | None]]:
    """What a proposal brings, in order: papers by their code, and the year of those of each year."""
    kind, period = proposal.kind, proposal.period
    return [
        (code, year)
        for code in preflight.papers_of(kind, is_examined=_is_examined(proposal))
        for year in (years_rated(kind, period) if code == "rating" else (None,))
    ]


def _is_examined(proposal: PromotionProposal) -> bool | None:
    """Whether the law of promotion asks the ujian dinas of her; None where it cannot be told."""
    if proposal.kind not in preflight.PAPERS["service_exam"]:
        return False
    standing = read(proposal.period, among=[proposal.employee_id])
    return _asks_exam(standing)


def _asks_exam(standing: Standings) -> bool | None:
    if not len(standing):
        return None
    asked: bool | None = promotion.asks_service_exam(standing.record, standing.book.on(standing.period))[
        0
    ].item()
    return asked


def is_read(kind: str, code: str) -> bool:
    """Whether what a paper says is compared for a kind of promotion."""
    return kind in preflight.COMPARED.get(code, ())


@dataclass(frozen=True)
class Said:
    """A reason in words: ``level`` is missing, unknown or met, ``basis`` the clause behind it."""

    level: str
    words: words.Check
    basis: Basis | None


_FIRST = {"missing": 0, "unknown": 1, "met": 2}


@dataclass(frozen=True)
class Checked:
    """What the rule found."""

    decision: Decision

    @property
    def against(self) -> tuple[Reason, ...]:
        """What would bring it back, and what cannot be judged."""
        return (*self.decision.obstacles, *self.decision.unknowns)

    @property
    def said(self) -> list[Said]:
        """Every reason in words: what speaks against it first, then what nobody can tell, then what is in order."""
        told = [
            Said(each.truth.name, words.check_of(each.code), each.basis) for each in self.decision.reasons
        ]
        return sorted(told, key=lambda each: _FIRST[each.level])


def check(proposal: PromotionProposal, row: Any, papers: Sequence[ProposalPaper], *, today: date) -> Checked:
    """A proposal as it stands with its papers. A few queries."""
    facts = facts_of(proposal, row, papers, today=today)
    decision = preflight.preflight(Record(facts), terms_on(proposal.period), on=proposal.period)
    return Checked(decision)


def facts_of(
    proposal: PromotionProposal, row: Any, papers: Sequence[ProposalPaper], *, today: date
) -> dict[str, Any]:
    """What the rule asks, by name; None for what nobody knows."""
    person = people.person(row, on=today, with_sensitive=proposal.kind == PromotionKind.POSTHUMOUS)
    there = {each.code for each in papers if each.document_id is not None}
    by_code = {each.code: each for each in papers}
    kept = [each for each in papers if each.document is not None]
    differences = _differences(row)
    return {
        "kind": proposal.kind,
        "employment": row.kind or None,
        **_law(proposal, person),
        **{code: code in there for code in preflight.PAPERS if code != "rating"},
        "rating": sum(each.code == "rating" for each in kept),
        "old_rank": proposal.old_rank or None,
        "new_rank": proposal.new_rank or None,
        "rank_code": row.rank_code or None,
        **_positions(proposal, person, by_code),
        **_diplomas(person, by_code),
        "paper_credit": _said(by_code, "credits", "says_credit"),
        **differences,
        "data_errors": sum(
            each.finding.severity == Severity.ERROR for each in quality.of_person(row, today=today)
        ),
        "unreadable": sum(not each.is_readable for each in kept),
        "largest_megabytes": max((each.document.size for each in kept if each.document), default=0)
        / MEGABYTE,
    }


def is_eligible(decided: Decision | None) -> bool | None:
    """Whether she may be promoted, by the law of promotion; None where it cannot be told."""
    if decided is None or (decided.unknowns and not decided.obstacles):
        return None
    return not decided.obstacles


def _law(proposal: PromotionProposal, person: Person) -> dict[str, Any]:
    """What the queue would say of the very period, and the credit points that count in it."""
    if proposal.kind == PromotionKind.POSTHUMOUS:
        return {"eligible": is_eligible(_after_death(proposal, person)), "credit": None, "is_examined": False}
    standing = read(proposal.period, among=[proposal.employee_id])
    if not len(standing):
        return {"eligible": None, "credit": None, "is_examined": None}
    return {
        "eligible": is_eligible(standing.decisions[proposal.kind][0]),
        "credit": standing.record.credit[0].item(),
        "is_examined": _asks_exam(standing),
    }


def _after_death(proposal: PromotionProposal, person: Person) -> Decision:
    """By how her service ended; the proposal itself says on which day."""
    ends = {each.code for each in person.histories[Topic.SEPARATION]}
    record = Record(
        {
            "kind": person.today.kind or None,
            "rank": proposal.old_rank or None,
            "died_in_duty": IN_DUTY in ends if ends else None,
            "died_on": proposal.period,
        }
    )
    return promotion.posthumous(record, terms_on(proposal.period), on=proposal.period)


def _positions(
    proposal: PromotionProposal, person: Person, read: Mapping[str, ProposalPaper]
) -> dict[str, str | None]:
    """The position when the last rank was given, and the one of today: on paper and on record."""
    held = [line for line in person.histories[Topic.POSITION] if line.code == "definitive"]
    old = proposal.old_from and next((each for each in held if each.holds_on(proposal.old_from)), None)
    now = next((each for each in held if each.holds_on(person.on)), None)
    return {
        "paper_old_position": _bare(_said(read, "rank_decree", "says_position")),
        "old_position": _bare(old.title) if old else None,
        "paper_position": _bare(_said(read, "position_decree", "says_position")),
        "position": _bare(now.title) if now else None,
    }


def _diplomas(person: Person, read: Mapping[str, ProposalPaper]) -> dict[str, Any]:
    """The highest diploma, on paper and on record."""
    best = max(person.histories[Topic.EDUCATION], key=lambda each: (each.code, each.pk), default=None)
    year = best.detail.rpartition(" · ")[2] if best else ""
    return {
        "paper_level": _said(read, "diploma", "says_level"),
        "level": best.code if best else None,
        "paper_year": _said(read, "diploma", "says_year"),
        "year": int(year) if year.isdecimal() else None,
    }


def _differences(row: Any) -> dict[str, int]:
    """Open differences with SIASN: of who she is, and of the rest."""
    fields = quality.open_fields(row.pk, source=SIASN)
    return {
        "identity_differences": sum(field in IDENTITY for field in fields),
        "record_differences": sum(field in COMPARED for field in fields),
    }


def _said(read: Mapping[str, ProposalPaper], code: str, name: str) -> Any:
    """What somebody read from a paper; None where nobody has."""
    value = getattr(read[code], name) if code in read else None
    if value in (None, ""):
        return None
    return float(value) if name == "says_credit" else value


def _bare(text: str | None) -> str | None:
    """Capitals and blanks make no other position."""
    return " ".join(text.split()).casefold() if text else None
