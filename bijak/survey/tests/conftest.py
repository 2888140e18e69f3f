"""Two offices with people in them, and a survey that asks them."""

from datetime import date
from typing import Any

import pytest

from bijak.accounts.models import Account
from bijak.organization.models import Unit
from bijak.people import services as people
from bijak.people.models import EmployeeToday
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.survey import queries, services
from bijak.survey.models import Question, QuestionKind, Survey

LAST = date(2099, 12, 31)
"""Open still when a page is asked for, whose day is the real one."""


@pytest.fixture
def crowd(education: Unit, health: Unit, ani: Account, citra: Account, today: date) -> list[Account]:
    """Fourteen people of education, Ani first, and twelve of health, each with an account; men and women in turn."""
    rows = [{"unit_id": education.pk}]
    for number in range(2, 27):
        rows.append(
            {
                "unit_id": education.pk if number <= 14 else health.pk,
                "siasn_id": f"A{number}",
                "nip": f"1990010120150120{number:02d}",
                "name": f"Pegawai {number}",
                "sex": "P" if number % 2 else "L",
            }
        )
    for number in range(2, 27):
        Account.objects.create(name=f"Pegawai {number}", nip=f"1990010120150120{number:02d}")
    people.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    found = EmployeeToday.objects.select_related("employee__account").order_by("nip")
    return [row.employee.account for row in found]


def write(by: Account, today: date, **facts: Any) -> Survey:
    given: dict[str, Any] = {
        "title": "Kesiapan belajar",
        "purpose": "Kami ingin tahu apa yang menghalangi pegawai mengikuti pelatihan.",
        "policy": None,
        "moment": "",
        "unit": None,
        "kinds": [],
        "opens_on": today,
        "closes_on": LAST,
    }
    survey = services.write_survey(facts=given | facts, by=by, today=today)
    for kind, text, more in (
        (QuestionKind.SCALE, "Saya mudah mengikuti pelatihan.", {"low_label": "tidak", "high_label": "ya"}),
        (QuestionKind.CHOICE, "Apa halangan terbesar?", {"options": ["Waktu", "Biaya", "Jarak"]}),
        (QuestionKind.TEXT, "Apa saran Anda?", {"is_required": False}),
    ):
        services.add_question(survey=survey, facts={"kind": kind, "text": text, **more}, by=by, today=today)
    survey.refresh_from_db()
    return survey


@pytest.fixture
def draft(crowd: list[Account], eka: Account, today: date) -> Survey:
    return write(eka, today)


@pytest.fixture
def survey(draft: Survey, eka: Account, today: date) -> Survey:
    return services.publish(survey=draft, by=eka, today=today)


def answers(survey: Survey, *given: int | str) -> dict[int, int | str]:
    """By the places of the questions."""
    return {question.pk: value for question, value in zip(queries.questions(survey), given, strict=False)}


def fields(survey: Survey, *given: int | str) -> dict[str, str]:
    """The same as the page sends it."""
    return {f"secret-{key}": str(value) for key, value in answers(survey, *given).items()}


def scale_of(survey: Survey) -> Question:
    return queries.questions(survey)[0]
