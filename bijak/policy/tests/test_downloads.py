"""Papers that strangers take home: laid out once, and no more at a time than a machine bears."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.organization import services as organizing
from bijak.policy import exporting
from bijak.policy import testing as policy
from bijak.policy.models import Decree
from bijak.policy.tests.test_amending import LATER, raise_hours, revise

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def nothing_kept(db: None) -> None:
    cache.clear()
    caches["papers"].clear()


@pytest.fixture
def amendment(city: object) -> Decree:
    draft = policy.make_policy(today=TODAY)
    policy.set_hours(draft, 24)
    policy.enacted(draft, in_force_from=date(2027, 1, 1), today=TODAY)
    revision = revise(draft)
    raise_hours(revision)
    return policy.enacted(revision, in_force_from=date(2027, 3, 1), today=LATER, number=3)


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the writers that were at work."""
    at_work: list[str] = []

    def watched(name: str) -> Any:
        write = getattr(exporting, name)

        def writing(*args: Any, **options: Any) -> Any:
            at_work.append(name)
            return write(*args, **options)

        return writing

    for name in ("pdf", "docx", "akn", "instrument_docx"):
        monkeypatch.setattr(exporting, name, watched(name))
    return at_work


def held(amendment: Decree, form: str, day: str = "2027-06-01") -> str:
    address = reverse("policy:download_held", args=[amendment.draft.policy.uuid])
    return f"{address}?tanggal={day}&bentuk={form}"


def test_a_stranger_in_a_loop_costs_no_typesetting(
    client: Client, amendment: Decree, laid_out: list[str]
) -> None:
    text = reverse("policy:download_text", args=[amendment.draft.uuid])
    change = reverse("policy:download_amendment", args=[amendment.draft.uuid])
    addresses = [
        held(amendment, "pdf"),
        held(amendment, "docx"),
        f"{change}?bentuk=docx",
        f"{text}?bentuk=pdf",
    ]
    addresses += [f"{text}?bentuk=docx", f"{text}?bentuk=akn"]
    first = [client.get(each).content for each in addresses]
    assert laid_out == ["pdf", "docx", "instrument_docx", "pdf", "docx", "akn"]
    assert [client.get(each).content for each in addresses] == first
    assert len(laid_out) == len(addresses)


def test_another_day_or_another_name_of_the_agency_is_another_paper(
    client: Client, amendment: Decree, laid_out: list[str]
) -> None:
    client.get(held(amendment, "pdf"))
    client.get(held(amendment, "pdf", "2027-02-01"))
    organizing.change_agency(name="Pemerintah Kota Lain", by=None, today=TODAY)
    client.get(held(amendment, "pdf"))
    assert len(laid_out) == 3


def test_a_stranger_cannot_have_paper_after_paper_laid_out(
    client: Client, client_of: Any, eka: Account, amendment: Decree, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"paper": "2/m/ip,9/m/key"}
    days = [f"2027-06-0{day}" for day in range(1, 5)]
    answers = [client.get(held(amendment, "docx", day)).status_code for day in days]
    assert answers == [200, 200, 429, 429]
    assert client.get(held(amendment, "docx", days[0])).status_code == 200  # it is at hand
    assert client_of(eka).get(held(amendment, "docx", days[3])).status_code == 200


def test_many_strangers_together_cannot_either(client: Client, amendment: Decree, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"paper": "2/m/ip,3/m/key"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [
        client.get(
            held(amendment, "docx", f"2027-06-0{place}"), headers={"x-forwarded-for": f"203.0.113.{place}"}
        ).status_code
        for place in range(1, 6)
    ]
    assert answers == [200, 200, 200, 429, 429]
