"""A city whose share of PNS under the hours of the year is watched."""

from datetime import date
from decimal import Decimal

import pytest

from bijak.accounts.models import Account
from bijak.competency.tests.factories import employ, train
from bijak.monitoring import services
from bijak.monitoring.models import Every, Indicator
from bijak.organization.models import Agency, Unit
from bijak.people.models import EmployeeToday
from bijak.policy import queries as policies
from bijak.policy import services as policy_services
from bijak.policy import testing
from bijak.policy.models import Decree, Draft

SHARE = "competency.share_under_hours"


@pytest.fixture(autouse=True)
def stopped_clock(db: None, today: date) -> None:
    Agency.objects.update_or_create(pk=1, defaults={"demo_today": today})


@pytest.fixture
def crowd(education: Unit, health: Unit, citra: Account, today: date) -> list[EmployeeToday]:
    """Of education twelve without training; of health twelve with 20 hours in 2025."""
    women = employ(education, 12, by=citra, today=today)
    men = employ(health, 12, by=citra, today=today, first=100, sex="L")
    for person in men:
        train(person, 20)
    return women + men


@pytest.fixture
def draft(crowd: list[EmployeeToday], today: date) -> Draft:
    """A draft that stands on the share by unit, and sets 24 hours."""
    made = testing.make_policy()
    policy_services.attach_evidence(
        draft=made, kind="figure", reference=f"{SHARE}:unit", by=None, today=today
    )
    testing.set_hours(made, 24)
    return policies.get_draft(made.uuid)


@pytest.fixture
def decree(draft: Draft) -> Decree:
    return testing.enacted(draft, in_force_from=date(2027, 1, 1))


@pytest.fixture
def indicator(draft: Draft, eka: Account, gita: Account, today: date) -> Indicator:
    """At most 40 % short, yellow up to 50 %; Gita answers for it. Half are short today: yellow."""
    return services.add_indicator(
        policy=draft.policy,
        figure=SHARE,
        breakdown="unit",
        target=Decimal(40),
        warn_at=Decimal(50),
        every=Every.MONTH,
        owner=gita,
        by=eka,
        today=today,
    )
