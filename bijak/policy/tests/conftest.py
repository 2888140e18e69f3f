from datetime import date

import pytest

from bijak.accounts.models import Account
from bijak.organization.testing import pretend_day
from bijak.policy.models import Draft
from bijak.policy.testing import make_policy


@pytest.fixture
def second_of_november(db: None, today: date) -> None:
    """For tests that open pages: the day of the house is that of the test."""
    pretend_day(today)


@pytest.fixture
def draft(eka: Account, today: date) -> Draft:
    """Eka's policy in writing, with a text of four pasal."""
    return make_policy(by=eka, today=today)
