"""Which policies and drafts there are, for whom."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.policy.access import Permission
from bijak.policy.models import Draft, Policy, Stage
from bijak.policy.queries.decrees import all_law
from bijak.shell.prepared import Prepared


def told() -> Q:
    """The drafts that everybody may know of: people were asked about them, or what they became is law.

    A number alone tells nothing: until the gazette has a text (``rules.life.PROMULGATED``) it binds nobody. Once it was
    talked about a draft stays told, whatever became of it; ``told_version`` is the text of it that everybody may read.
    """
    return Q(dialogue_version__isnull=False) | Q(Exists(all_law().filter(draft=OuterRef("pk"))))


def is_told(draft: Draft) -> bool:
    """Whether everybody may know of a draft."""
    return Draft.objects.filter(told(), pk=draft.pk).exists()


def visible_to(account: Account, today: date) -> QuerySet[Policy]:
    """All for those who work on policies; for everyone else what is or was spoken about, or law.

    Each with ``stage`` and ``draft_number`` of the newest draft that the account may know of.
    """
    known = Draft.objects.filter(policy=OuterRef("pk"))
    found = Policy.objects.all()
    if not access.holds(account, Permission.VIEW, today=today):
        known = known.filter(told())
        found = found.filter(Exists(known))
    newest = known.order_by("-number")
    return found.annotate(
        stage=Subquery(newest.values("stage")[:1]), draft_number=Subquery(newest.values("number")[:1])
    ).order_by("-opened_on", "-pk")


def narrowed(policies: QuerySet[Policy], *, text: str = "", stage: str = "") -> QuerySet[Policy]:
    """Those of ``visible_to`` that stand at a stage and whose title or problem has the words."""
    if stage:
        policies = policies.filter(Q(stage=stage))
    for word in text.split():
        policies = policies.filter(Q(title__icontains=word) | Q(problem__icontains=word))
    return policies


def visible_drafts(account: Account, today: date) -> QuerySet[Draft]:
    """All for those who work on policies; for everyone else those that are ``told``."""
    found = Draft.objects.select_related("policy", "dialogue_version", "revises")
    if not access.holds(account, Permission.VIEW, today=today):
        found = found.filter(told())
    return found.order_by("-pk")


def get_policy(uuid: UUID) -> Policy:
    """The policy, or ``Policy.DoesNotExist``."""
    return Policy.objects.get(uuid=uuid)


def get_draft(uuid: UUID) -> Draft:
    """The draft, or ``Draft.DoesNotExist``."""
    return Draft.objects.select_related("policy", "dialogue_version", "revises").get(uuid=uuid)


def drafts_of(policy: Policy) -> QuerySet[Draft]:
    """Every round of writing, the first first."""
    return (
        Draft.objects.filter(policy=policy)
        .select_related("policy", "dialogue_version")
        .order_by("number", "pk")
    )


def newest_draft(policy: Policy) -> Draft:
    draft = drafts_of(policy).last()
    assert draft is not None  # a policy is opened with its first draft
    return draft


def open_drafts(today: date) -> QuerySet[Draft]:
    """Those that people may comment on today."""
    return (
        Draft.objects.filter(stage=Stage.DIALOGUE, dialogue_from__lte=today, dialogue_until__gte=today)
        .select_related("policy", "dialogue_version")
        .order_by("dialogue_until", "pk")
    )


_open = Prepared(lambda *, today: open_drafts(today).order_by().values_list("pk")[:1])


def has_open_drafts(today: date) -> bool:
    """Whether there is any: every home asks."""
    return bool(_open(today=today))


def may_edit_text(draft: Draft) -> bool:
    """Whether words may still change: until the draft waits for its decree."""
    return draft.stage in (Stage.WRITING, Stage.DIALOGUE)
