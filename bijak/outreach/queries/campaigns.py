"""Which decrees are made known, with their questions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.outreach.access import Permission
from bijak.outreach.models import Campaign, QuizQuestion, State
from bijak.policy import queries as policies

_ALL = ("decree__draft__policy", "decree__version", "decree__amends", "decree__revoked_by")


def campaigns() -> QuerySet[Campaign]:
    return Campaign.objects.select_related(*_ALL).order_by("-pk")


def of_policy(policy: int) -> QuerySet[Campaign]:
    """The campaigns of a policy (key of policy.Policy), the first first."""
    return campaigns().filter(decree__draft__policy=policy).order_by("pk")


def newer_than(campaign: Campaign) -> Campaign | None:
    """The newest campaign of the same policy, where there is a newer one."""
    same = of_policy(campaign.decree.draft.policy_id)
    return same.filter(pk__gt=campaign.pk).last()


def replaced_by(campaign: Campaign) -> QuerySet[Campaign]:
    """The campaigns that end where this one begins: of an amended decree none, for it goes on."""
    same = of_policy(campaign.decree.draft.policy_id)
    if campaign.decree.amends_id is not None:
        return same.none()
    return same.filter(pk__lt=campaign.pk).exclude(state__in=[State.SUPERSEDED, State.REVOKED])


def of_revoked(today: date) -> QuerySet[Campaign]:
    """The campaigns whose decree was revoked and holds no more, although they have not ended for it."""
    revoked = campaigns().filter(decree__in_force_until__lte=today).exclude(decree__revoked_because="")
    return revoked.exclude(state__in=[State.SUPERSEDED, State.REVOKED])


def visible_to(account: Account, *, today: date) -> QuerySet[Campaign]:
    """All for those who may see how far they came; for others none: what is theirs is an Assignment."""
    may = any(accounts.holds(account, each, today=today) for each in Permission)
    return campaigns() if may else campaigns().none()


def questions(campaign: Campaign) -> list[QuizQuestion]:
    return list(QuizQuestion.objects.filter(campaign=campaign).order_by("position", "pk"))


def set_by(campaign: Campaign) -> list[Any]:
    """The numbers that a decree sets; an amendment those of the provisions it changed, not all it leaves standing."""
    decree = campaign.decree
    rows = policies.settings_of(decree.version)
    if decree.amends_id is None:
        return rows
    changed = policies.changed_by(decree)
    return [row for row in rows if row.provision.uuid in changed]


def clauses_by_provision(campaign: Campaign) -> Mapping[int, policies.Clause]:
    """Everything that can be cited in the enacted version, by the provision's key, in the order of the document."""
    return {
        clause.provision_id: clause
        for clause in policies.clauses(campaign.decree.version)
        if clause.is_clause
    }
