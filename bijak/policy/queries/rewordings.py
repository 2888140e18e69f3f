"""Words that people propose for a provision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from bijak.accounts.models import Account
from bijak.legaltext import comparing
from bijak.policy.models import Draft, Rewording
from bijak.policy.queries.policies import visible_drafts
from bijak.policy.queries.texts import Clause


@dataclass(frozen=True)
class Proposed:
    """A proposal beside the text of today. ``clause`` is None where its provision is gone."""

    rewording: Rewording
    clause: Clause | None
    words: tuple[tuple[str, str], ...]

    @property
    def is_overtaken(self) -> bool:
        """Whether the provision reads otherwise now than when the proposal was written."""
        old = (self.rewording.old_heading, self.rewording.old_text)
        return self.clause is not None and (self.clause.heading, self.clause.text) != old

    @property
    def name(self) -> str:
        return self.clause.name if self.clause else self.rewording.name


def rewordings_of(draft: Draft) -> QuerySet[Rewording]:
    """Every proposal for a draft, the newest first."""
    return (
        Rewording.objects.filter(draft=draft)
        .select_related("provision", "made_by", "decided_by", "draft__policy")
        .order_by("-pk")
    )


def rewordings_seen_by(account: Account, today: date) -> QuerySet[Rewording]:
    """The proposals for drafts that this person may see in work."""
    return Rewording.objects.filter(draft__in=visible_drafts(account, today)).select_related(
        "provision", "made_by", "draft__policy"
    )


def proposed(rewordings: Iterable[Rewording], clauses: Iterable[Clause]) -> list[Proposed]:
    """Each proposal beside the words of now; an answered one beside those it was written against."""
    by_provision = {clause.provision_id: clause for clause in clauses}
    found = []
    for each in rewordings:
        clause = by_provision.get(each.provision_id)
        is_open = each.state == Rewording.State.OPEN
        old = (clause.heading, clause.text) if clause and is_open else (each.old_heading, each.old_text)
        found.append(
            Proposed(
                each,
                clause,
                comparing.words(
                    "\n".join(filter(None, old)), "\n".join(filter(None, (each.heading, each.text)))
                ),
            )
        )
    return found


def waiting_rewordings(drafts: Iterable[Draft]) -> dict[int, int]:
    """How many open proposals each draft has, by its key; drafts without any are left out."""
    rows = (
        Rewording.objects.filter(draft__in=list(drafts), state=Rewording.State.OPEN)
        .order_by("draft")
        .values_list("draft")
        .annotate(Count("pk"))
    )
    return dict(rows)
