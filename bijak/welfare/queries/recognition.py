"""Rounds of awards, who is nominated, what the scores come to, and who was honoured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Avg, Count, F, QuerySet

from bijak.accounts import queries as accounts
from bijak.accounts.models import Account
from bijak.kernel.decisions import Decision
from bijak.kernel.records import Record
from bijak.kernel.terms import NotInForce
from bijak.lists import rules as medals
from bijak.lists.registries import Asked, lists
from bijak.organization import queries as organization
from bijak.organization.registries import Role
from bijak.organization.rules import title_key
from bijak.people import queries as people
from bijak.policy import queries as policy
from bijak.shell.choosing import Choice
from bijak.shell.sending import uuids_of
from bijak.welfare.access import Permission
from bijak.welfare.models import (
    AwardCriterion,
    AwardJudge,
    AwardRound,
    AwardScore,
    Nomination,
    RoundStage,
)
from bijak.welfare.rules import recognition as rules

MEDALS = {"201": "medal_years_bronze", "202": "medal_years_silver", "203": "medal_years_gold"}
"""Awards that a rule of law finds the people for, and the term that says after how many years."""


def rounds() -> QuerySet[AwardRound]:
    return AwardRound.objects.order_by("-year", "name", "pk")


def criteria_of(round: AwardRound) -> list[AwardCriterion]:
    return list(AwardCriterion.objects.filter(round=round).order_by("position"))


class Judges:
    """For ``shell.choosing.ChosenField``: whoever can sign in may sit in a committee, on record as employee or not."""

    def find(self, text: str, *, most: int) -> list[Choice]:
        return self._choices(accounts.find(text).filter(is_active=True)[:most])

    def get(self, keys: Sequence[str]) -> list[Choice]:
        active = accounts.find().filter(is_active=True, uuid__in=uuids_of(keys))
        known = {str(each.uuid): each for each in active}
        return self._choices(known[key] for key in keys if key in known)

    def _choices(self, found: Iterable[Account]) -> list[Choice]:
        return [Choice(str(each.uuid), each.name, each.nip or "", each) for each in found]


def judges_of(round: AwardRound) -> list[AwardJudge]:
    return list(
        AwardJudge.objects.filter(round=round).select_related("account").order_by("account__name", "pk")
    )


def judge_of(round: AwardRound, account: Account) -> AwardJudge | None:
    return AwardJudge.objects.filter(round=round, account=account).select_related("account").first()


def nominations_of(round: AwardRound) -> QuerySet[Nomination]:
    found = Nomination.objects.filter(round=round).select_related("nominated_by", "round")
    return found.order_by("nominated_at", "pk")


def nominations_visible_to(account: Account, *, today: date) -> QuerySet[Nomination]:
    """Those of one's units, those one judges, those one proposed, and one's own once it is decided."""
    reach = organization.scope(account, Permission.RECOGNISE, today=today)
    if reach.everything:
        return Nomination.objects.all()
    judged = AwardJudge.objects.filter(account=account).values("round")
    own = Nomination.objects.filter(employee__account=account, round__stage=RoundStage.DECIDED)
    return Nomination.objects.filter(round__in=judged) | Nomination.objects.filter(nominated_by=account) | own


# What the scores come to ------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """A nomination with who it is about, the mean for each criterion, and the points; None where scores are missing."""

    nomination: Nomination
    person: Any
    means: tuple[float | None, ...]
    points: float | None
    judges: int


def standings(round: AwardRound, found: Iterable[Nomination]) -> list[Standing]:
    """The nominated, the highest first; those with scores missing last. Four questions."""
    criteria = criteria_of(round)
    nominations = list(found)
    known = people.rows_of_employees([each.employee_id for each in nominations])
    scores = AwardScore.objects.filter(nomination__in=nominations).order_by()
    told = {
        (nomination, criterion): (float(mean), judges)
        for nomination, criterion, mean, judges in scores.values_list("nomination", "criterion").annotate(
            mean=Avg("points"), judges=Count("judge", distinct=True)
        )
    }
    rows = []
    for each in nominations:
        of_each = [told.get((each.pk, criterion.pk)) for criterion in criteria]
        means = tuple(None if pair is None else pair[0] for pair in of_each)
        points = (
            rules.result(means, [criterion.weight for criterion in criteria]).total.item() if means else None
        )
        judges = min((0 if pair is None else pair[1] for pair in of_each), default=0)
        rows.append(Standing(each, known.get(each.employee_id), means, points, judges))
    return sorted(rows, key=lambda row: (row.points is None, -(row.points or 0), row.nomination.pk))


def scores_by(judge: AwardJudge, nomination: Nomination) -> dict[int, int]:
    """What one of the committee gave, by criterion."""
    scores = AwardScore.objects.filter(judge=judge, nomination=nomination).order_by()
    return dict(scores.values_list("criterion_id", "points"))


def conflict(account: Account, nomination: Nomination, *, today: date) -> Decision:
    """Whether an account may judge a nomination, and why not."""
    row = people.rows_of_employees([nomination.employee_id])[nomination.employee_id]
    facts = {
        "is_herself": people.is_own(account, row),
        "is_her_superior": _leads(account, row, today=today),
        "is_nominator": nomination.nominated_by_id == account.pk,
    }
    return rules.may_judge(Record(facts), policy.terms("welfare", today), on=today)


def _leads(account: Account, row: Any, *, today: date) -> bool:
    """Whether somebody is the superior of a unit that another works in: by her role, or as the head of it."""
    if row.unit is None:
        return False
    for grant in organization.grants_of(account, today=today):
        if (
            grant.role == Role.SUPERIOR
            and grant.unit is not None
            and row.unit.path.startswith(grant.unit.path)
        ):
            return True
    own = people.row_of(account)
    if own is None or own.unit is None or not own.unit.head_title:
        return False
    is_head = title_key(own.position_title) == title_key(own.unit.head_title)
    return is_head and row.unit.path.startswith(own.unit.path)


# By rule ----------------------------------------------------------------------------------------


def candidates(round: AwardRound, account: Account, *, today: date) -> list[int]:
    """Keys of those who may be proposed for a medal by the rule of the lists, within an account's reach."""
    if round.award_code not in MEDALS:
        return []
    try:
        years = getattr(medals.TERMS.on(today), MEDALS[round.award_code])
    except NotInForce:
        return []
    reach = organization.scope(account, Permission.RECOGNISE, today=today)
    roll = lists.get("satyalancana").ask(Asked(on=today, reach=reach, since=today, until=today))
    return [int(key) for key in roll.rows.who.employee[np.asarray(roll.rows.value) == years]]


# Honoured ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Honoured:
    nomination: Nomination
    person: Any


def honoured(*, limit: int = 200) -> list[Honoured]:
    """Those whose name may be told to everyone, the latest first."""
    found = Nomination.objects.filter(is_honoured=True, consent=True, round__stage=RoundStage.DECIDED)
    rows = list(found.select_related("round").order_by("-round__year", F("round__name"), "pk")[:limit])
    known = people.rows_of_employees([each.employee_id for each in rows])
    return [Honoured(each, known[each.employee_id]) for each in rows if each.employee_id in known]


def honoured_counts() -> list[tuple[AwardRound, int]]:
    """How many each decided round honoured, named or not."""
    decided = AwardRound.objects.filter(stage=RoundStage.DECIDED).order_by("-year", "name", "pk")
    held = Nomination.objects.filter(is_honoured=True, round__in=decided).order_by()
    counts = dict(held.values_list("round").annotate(count=Count("pk")))
    return [(each, counts.get(each.pk, 0)) for each in decided]


def of_account(account: Account) -> QuerySet[Nomination]:
    """Every nomination of somebody herself, told to her or not."""
    return Nomination.objects.filter(employee__account=account)


def own(account: Account) -> QuerySet[Nomination]:
    """The awards that somebody herself was given here."""
    found = of_account(account).filter(is_honoured=True, round__stage=RoundStage.DECIDED)
    return found.select_related("round").order_by("-round__year", "pk")
