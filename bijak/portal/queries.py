"""What everyone may know about policies: those that hold or will hold, and those that are being talked about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.consultation import queries as consultation
from bijak.documents.registries import Verifiable, papers
from bijak.ledger import queries as ledger
from bijak.ledger.queries import NotYetSequenced
from bijak.policy import queries as policies
from bijak.policy.registries import Unknown

SHOWN = 50


@dataclass(frozen=True)
class Discussed:
    """A draft that people may comment on, or could: with how many comments there are and how many are answered."""

    draft: Any
    counts: consultation.Counts


@dataclass(frozen=True)
class SetTerm:
    """A number that a decree sets, as one says it: so many of what, from when until when, by which clause.

    ``beyond``: why higher law no longer allows it, where it was tightened since.
    """

    code: str
    label: str
    value: Decimal
    unit: str
    clause: str
    from_on: date
    until_on: date | None
    beyond: str = ""


@dataclass(frozen=True)
class Moment:
    """Something that happened, or will, on a day."""

    day: date
    what: str
    detail: str = ""
    link: str = ""


def open_drafts(today: date) -> list[Discussed]:
    return _counted(policies.open_drafts(today)[:SHOWN])


def closed_drafts(today: date) -> list[Discussed]:
    """Those that people could comment on before, the latest first, with what they were answered."""
    open_now = policies.open_drafts(today).values("pk")
    return _counted(consultation.discussed().exclude(pk__in=open_now)[:SHOWN])


def _counted(drafts: Iterable[Any]) -> list[Discussed]:
    found = list(drafts)
    counts = consultation.counts_of([each.pk for each in found])
    return [Discussed(each, counts.get(each.pk, consultation.Counts())) for each in found]


def coming(today: date) -> list[Any]:
    """What will hold, the latest first."""
    return list(policies.public(today).filter(in_force_from__gt=today)[:SHOWN])


def decree(uuid: UUID) -> Any | None:
    """A decree that holds, will hold or has ended."""
    return policies.register().filter(uuid=uuid).first()


def last_day(decree: Any) -> date | None:
    """The last day on which a decree held that has its end; none for one without, and for one that never held."""
    until: date | None = decree.in_force_until
    return until - timedelta(days=1) if until and until > decree.in_force_from else None


def terms_of(decree: Any) -> list[SetTerm]:
    """The numbers that a decree sets, in the order of its text."""
    clauses = policies.clauses(decree.version)
    places = {each.provision_id: place for place, each in enumerate(clauses)}
    found = []
    for setting in sorted(
        policies.settings_of(decree.version), key=lambda each: places.get(each.provision_id, 0)
    ):
        try:
            term = policies.bounds_of(setting.term)
        except Unknown:  # a part of the house that is no longer installed
            continue
        clause = clauses[places[setting.provision_id]].address if setting.provision_id in places else ""
        since = setting.from_on or decree.in_force_from
        ends = {
            row.from_on: row.until_on for row in policies.decrees_on(setting.term) if row.decree == decree
        }
        beyond = str(term.beyond(policies.number(setting.value)) or "")
        found.append(
            SetTerm(
                setting.term,
                policies.label_of(term),
                setting.value.normalize(),
                policies.unit_of(term),
                clause,
                since,
                ends.get(since),
                beyond,
            )
        )
    return found


def carried_out(decree: Any, today: date) -> policies.Summary | None:
    """How far the plan of a decree in force has come, in numbers; who does what is told within the agency."""
    if not decree.is_in_force(today):
        return None
    rows = policies.standings(policies.activities_of(decree.draft.policy), today=today)
    return policies.summary(rows)


def story_of(decree: Any) -> list[Moment]:
    """What happened to a decree in public, in order; what the agency did within its walls is not told here."""
    draft = decree.draft
    counts = consultation.count_of(draft)
    story = [
        Moment(
            draft.started_on,
            _("Perubahan mulai disusun") if draft.revises_id else _("Rancangan mulai disusun"),
            draft.reason or draft.policy.problem,
        )
    ]
    if draft.dialogue_from:
        said = _("%(all)s tanggapan masuk, %(answered)s dijawab beserta alasannya.")
        story.append(
            Moment(
                draft.dialogue_from,
                _("Dibuka untuk tanggapan siapa pun"),
                said % {"all": counts.all, "answered": counts.answered},
                reverse("consultation:draft", args=[draft.uuid]),
            )
        )
    story.append(Moment(decree.enacted_on, _("Ditetapkan"), decree.citation))
    if decree.promulgated_on:
        story.append(Moment(decree.promulgated_on, _("Diundangkan"), decree.gazette))
    story.append(Moment(decree.in_force_from, _("Mulai berlaku")))
    if decree.in_force_until:
        ended = _("Dicabut") if decree.revoked_because else _("Tidak berlaku lagi")
        story.append(Moment(decree.in_force_until, ended, decree.revoked_because))
    return story


# Verifying a paper ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Verified:
    """What anyone may know of a paper that leads here: what it is, whether it holds, and who signed it."""

    paper: Any
    decree: Any | None
    is_current: bool
    files: tuple[tuple[str, str], ...]
    signatures: tuple[Any, ...]

    @property
    def title(self) -> str:
        return str(self.decree.citation if self.decree else self.paper.draft.policy.title)

    @property
    def code(self) -> str:
        return str(self.paper.code)

    @property
    def subject(self) -> Any:
        return self.paper

    @property
    def unsigned_sha256(self) -> str:
        """The hash of the file before it was signed, where it was."""
        return self.paper.prepared.sha256 if self.paper.signed and self.paper.prepared else ""


@dataclass(frozen=True)
class Known:
    """A paper whose file this is: where it is told about, and what it is."""

    code: str
    label: str


def found(code: str, *, today: date) -> Verified | Verifiable | None:
    """What a code stands for: a paper of a policy, or what another context printed."""
    return paper(code) or papers.find(code.upper(), today=today)


def paper(code: str) -> Verified | None:
    """The paper of a code, once everybody may know of its draft."""
    found = policies.paper_named(code)
    if found is None or not policies.is_told(found.draft):
        return None
    decree = policies.decree_of(found.draft)
    files = [
        (label, document.sha256)
        for label, document in (
            (_("Sidik SHA-256 berkas yang ditandatangani"), found.signed),
            (_("Sidik SHA-256 berkas sebelum ditandatangani"), found.prepared),
        )
        if document is not None
    ]
    return Verified(
        paper=found,
        decree=decree,
        is_current=policies.is_current_paper(found),
        files=tuple(files),
        signatures=tuple(policies.signatures_of(found)),
    )


def papers_with(sha256: str) -> list[Known]:
    """The papers, known to everybody, whose file has this hash."""
    told = [
        Known(each.code, f"{each.draft.policy.title} ({each.get_sheet_display()}, {each.code})")
        for each in policies.papers_with(sha256)
        if policies.is_told(each.draft)
    ]
    return told + [Known(each.code, f"{each.title} ({each.code})") for each in papers.with_hash(sha256)]


def entry_of(found: Verified | Verifiable) -> Any | None:
    """Where a paper stands in the record."""
    return ledger.entries_for(found.subject).first()


def proof_of(found: Verified | Verifiable) -> dict[str, Any]:
    """That the record of a paper stands in the sealed log, to be checked without us (RFC 9162).

    Raises ``NotYetSequenced`` for what was recorded a moment ago.
    """
    entry = entry_of(found)
    if entry is None:
        raise NotYetSequenced
    proof = ledger.proof(entry)
    return {
        "entry": entry.content,
        "salt": bytes(entry.salt).hex(),
        "leaf": proof.index,
        "leaf_hash": proof.leaf_hash.hex(),
        "hashes": [each.hex() for each in proof.hashes],
        "checkpoint": proof.checkpoint.note,
    }
