"""What a policy stands on: then, and today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.documents.models import Document
from bijak.policy.models import Draft, Evidence, Policy
from bijak.policy.registries import EvidenceKind, Reading, ReadingRow, Taken, Unknown, evidence_kinds, figures

FIGURE = "figure"
DOCUMENT = "document"
PURPOSE = "policy.evidence"
_OFFERED = 50


@dataclass(frozen=True)
class Shown:
    """A piece of evidence with what it said when it was attached and what it says today."""

    evidence: Evidence
    kind: EvidenceKind | None
    then: Mapping[str, Any]
    now: Mapping[str, Any] | None
    link: str
    more: Mapping[str, Any]
    live_title: str = ""

    @property
    def title(self) -> str:
        """What is live is called as its reader calls it; what was frozen, as it was put away."""
        return self.live_title or self.evidence.title


def evidence_of(subject: Policy | Draft) -> QuerySet[Evidence]:
    """What is attached to a policy, or to one of its drafts: as somebody put it in order, else as it was attached."""
    found = Evidence.objects.filter(removed_on=None).select_related("draft__policy", "attached_by")
    found = found.filter(draft=subject) if isinstance(subject, Draft) else found.filter(policy=subject)
    return found.order_by("position", "attached_on", "pk")


def show(evidence: Evidence, on: date) -> Shown:
    """The evidence with today's value where its kind is live; what is gone shows what it said then."""
    try:
        kind = evidence_kinds.get(evidence.kind)
    except Unknown:
        return Shown(evidence, None, evidence.taken, None, "", {})
    try:
        taken = kind.take(evidence.reference, on)
    except LookupError:
        taken = None
    now = taken.facts if taken is not None and kind.is_live else None
    more = kind.show(evidence.taken, now) if kind.show else {}
    if taken is None:
        return Shown(evidence, kind, evidence.taken, now, "", more)
    return Shown(evidence, kind, evidence.taken, now, taken.link, more, taken.title if kind.is_live else "")


def title_of(evidence: Evidence) -> str:
    """What a piece of evidence is called, without asking what it says today: a figure in the reader's language."""
    try:
        return _figure_title(evidence.reference) if evidence.kind == FIGURE else evidence.title
    except Unknown:
        return evidence.title


def offers(kind: EvidenceKind, account: Account, on: date) -> list[tuple[str, str]]:
    """What can be attached: reference and label."""
    return list(kind.choices(account, on))


# Figures ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """One group of a breakdown, then and today; a group that is no more has no ``now``."""

    label: str
    then: ReadingRow
    now: ReadingRow | None


def figure_choices(account: Account, on: date) -> Iterable[tuple[str, str]]:
    for figure in figures:
        yield figure.code, str(figure.label)
        for breakdown, label in figure.breakdowns.items():
            yield (
                f"{figure.code}:{breakdown}",
                _("%(figure)s, menurut %(group)s") % {"figure": figure.label, "group": label},
            )


def take_figure(reference: str, on: date) -> Taken:
    """A figure on a day, ``code`` or ``code:breakdown``; raises ``Unknown``."""
    title = _figure_title(reference)
    code, _colon, breakdown = reference.partition(":")
    figure = figures.get(code)
    facts = figure.read(on, breakdown).as_facts() | {"unit": figure.unit}
    return Taken(title, facts, f"{reverse('policy:figure', args=[code])}?menurut={breakdown}")


def _figure_title(reference: str) -> str:
    """``code`` or ``code:breakdown`` in words; raises ``Unknown``."""
    code, _colon, breakdown = reference.partition(":")
    figure = figures.get(code)
    if not breakdown:
        return str(figure.label)
    if breakdown not in figure.breakdowns:
        raise Unknown(f"{code} is not broken down by {breakdown}.")
    return _("%(figure)s, menurut %(group)s") % {
        "figure": figure.label,
        "group": figure.breakdowns[breakdown],
    }


def compare_readings(then: Mapping[str, Any], now: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Both readings, and their groups side by side."""
    before = Reading.from_facts(then)
    after = Reading.from_facts(now) if now else None
    today = {row.code: row for row in after.rows} if after else {}
    bars = [Bar(row.label, row, today.get(row.code)) for row in before.rows]
    shown = [row.value for bar in bars for row in (bar.then, bar.now) if row and row.value is not None]
    unit = then.get("unit", "")
    return {
        "before": before,
        "after": after,
        "bars": bars,
        "top": 100 if unit == "percent" else max(shown, default=0),
        "unit": unit,
        "cell": unit if unit == "percent" else "",
    }


# Documents --------------------------------------------------------------------------------------


def document_choices(account: Account, on: date) -> Iterable[tuple[str, str]]:
    found = Document.objects.filter(purpose=PURPOSE, erased_at=None).order_by("-created_at", "-pk")[:_OFFERED]
    return ((str(document.uuid), document.name) for document in found)


def take_document(reference: str, on: date) -> Taken:
    """A file that was kept as evidence; raises ``Unknown`` once it is gone."""
    try:
        document = Document.objects.get(uuid=UUID(reference), purpose=PURPOSE, erased_at=None)
    except (ValueError, Document.DoesNotExist):
        raise Unknown(f"No document of evidence is {reference}.") from None
    facts = {
        "name": document.name,
        "size": document.size,
        "sha256": document.sha256,
        "kind": document.content_type,
    }
    return Taken(document.name, facts, reverse("documents:download", args=[document.uuid]))
