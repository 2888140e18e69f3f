"""Two offices with people in them, a term reader that knows whom an hour concerns, and an enacted policy."""

from datetime import date
from typing import Any

import pytest

from bijak.accounts.models import Account
from bijak.organization.models import Unit
from bijak.outreach import services
from bijak.outreach.models import Campaign, QuizQuestion
from bijak.people import services as people
from bijak.people.models import EmployeeToday
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.policy import queries as policies
from bijak.policy import testing
from bijak.policy.models import Decree
from bijak.policy.registries import Impact, Meaning, TermReader, term_readers

TERM = "competency.minimum_hours"


def rows_of(education: Unit, health: Unit, *, count: int = 26) -> list[dict[str, Any]]:
    """Fourteen people of education, Ani first, the others of health; the last two are PPPK."""
    rows: list[dict[str, Any]] = [{"unit_id": education.pk}]
    for number in range(2, count + 1):
        rows.append(
            {
                "unit_id": education.pk if number <= 14 else health.pk,
                "siasn_id": f"A{number}",
                "nip": f"1990010120150120{number:02d}",
                "name": f"Pegawai {number}",
                "kind": "pppk" if number > count - 2 else "pns",
            }
        )
    return rows


@pytest.fixture
def crowd(education: Unit, health: Unit, ani: Account, citra: Account, today: date) -> list[Account]:
    for number in range(2, 27):
        Account.objects.create(name=f"Pegawai {number}", nip=f"1990010120150120{number:02d}")
    frame = workforce_frame(rows_of(education, health))
    people.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    found = EmployeeToday.objects.select_related("employee__account").order_by("nip")
    return [row.employee.account for row in found]


def _touched(on: date) -> frozenset[int]:
    return frozenset(EmployeeToday.objects.filter(kind="pns").values_list("pk", flat=True))


def _means(employee: int, value: float, on: date) -> Meaning:
    return Meaning(f"Anda perlu {value:g} JP.", is_met=False, short_by=value)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    known = TermReader(
        term=TERM, touched=_touched, impact=lambda value, on: Impact(0, 0, 0, "JP"), means=_means
    )
    monkeypatch.setitem(term_readers._readers, TERM, known)


@pytest.fixture
def decree(crowd: list[Account], reader: None, today: date) -> Decree:
    draft = testing.make_policy(today=today)
    testing.set_hours(draft, 24, today=today)
    return testing.enacted(draft, in_force_from=date(2027, 1, 1), today=today)


@pytest.fixture
def prepared(decree: Decree) -> Campaign:
    return Campaign.objects.select_related("decree__draft__policy", "decree__version").get(decree=decree)


def ask(campaign: Campaign, by: Account, today: date, *, address: str = "Pasal 2 ayat (1)") -> QuizQuestion:
    """Which of two is right: the second."""
    clause = next(each for each in policies.clauses(campaign.decree.version) if each.address == address)
    return services.add_question(
        campaign=campaign,
        facts={
            "provision_id": clause.provision_id,
            "text": f"Apa kata {address}?",
            "options": ["Dua puluh jam", "Dua puluh empat jam"],
            "right": 2,
            "explanation": "Paling sedikit 24 JP setahun.",
        },
        by=by,
        today=today,
    )


@pytest.fixture
def question(prepared: Campaign, eka: Account, today: date) -> QuizQuestion:
    return ask(prepared, eka, today)


@pytest.fixture
def campaign(prepared: Campaign, question: QuizQuestion, eka: Account, today: date) -> Campaign:
    return services.open_campaign(campaign=prepared, by=eka, today=today)
