"""Twelve colleagues who read or answer what they are asked: the crowd that numbers need to be shown (k = 10).

python -m tests.journeys.crowd read|answer UUID    in the environment of the installation
"""

import sys
from collections.abc import Iterable
from datetime import date
from typing import Any

import django
from django.utils import timezone

from bijak.operations import installation

SIZE = 12


def main(act: str, uuid: str) -> None:
    installation.adopt_what_is_known()
    django.setup()
    from bijak.organization import queries as organization

    {"read": _read, "answer": _answer}[act](uuid, organization.today(timezone.now()))


def _read(uuid: str, today: date) -> None:
    """They open the decree, say so, and give the first answer to each question."""
    from bijak.outreach import queries, services
    from bijak.outreach.models import Campaign

    campaign = Campaign.objects.get(uuid=uuid)
    answers = {question.pk: 1 for question in queries.questions(campaign)}
    for account in _colleagues(queries.touched(campaign, today=today)):
        mine = queries.assignments_of(account).get(campaign=campaign)
        services.acknowledge(assignment=mine, by=account, today=today)
        services.answer(assignment=mine, answers=answers, by=account, today=today)


def _answer(uuid: str, today: date) -> None:
    """They answer a survey of scales: 4 of 5."""
    from bijak.survey import queries, services
    from bijak.survey.models import Survey

    survey = Survey.objects.get(uuid=uuid)
    answers = {question.pk: 4 for question in queries.questions(survey)}
    for account in _colleagues(queries.audience(survey).values_list("pk", flat=True)):
        services.answer(survey=survey, answers=answers, by=account, today=today)


def _colleagues(employees: Iterable[int]) -> list[Any]:
    """Accounts of the first so many who are no personas, made where they have none."""
    from bijak.accounts import services
    from bijak.accounts.models import Account
    from bijak.people import queries as people

    rows = people.active().filter(pk__in=list(employees)).exclude(employee__account__email__contains="@")
    return [
        Account.objects.filter(nip=row.nip).first()
        or services.create_account(name=row.name, nip=row.nip, by=None)
        for row in rows.order_by("nip")[:SIZE]
    ]


if __name__ == "__main__":
    main(*sys.argv[1:])
