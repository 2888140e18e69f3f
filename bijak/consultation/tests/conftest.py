"""A draft in dialogue, and what somebody without an account would send about it."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache

from bijak.policy import testing as policy
from bijak.policy.models import Draft


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    """Counted attempts lie in the shared cache; each test begins with none."""
    cache.clear()


@pytest.fixture
def draft() -> Draft:
    """Pengembangan kompetensi pegawai, open to comments on whatever day the tests are run."""
    opened = date(2021, 1, 4)
    return policy.in_dialogue(policy.make_policy(today=opened), today=opened, days=40_000)


@pytest.fixture
def typed(draft: Draft) -> dict[str, Any]:
    """The form of somebody without an account, filled in."""
    return {
        "text": "Mohon 24 JP diubah menjadi 20 JP.",
        "name": "Rahmat Hidayat",
        "email": "rahmat@kampus.example",
        "kind": "education",
        "version": str(draft.dialogue_version.uuid),
        "invitation": "",
        "website": "",
    }
