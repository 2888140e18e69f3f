"""What the dialogue shows on other pages: the thread, the clauses, the gates, everyone's home."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.consultation import queries, services
from bijak.policy import testing as policy
from bijak.policy.models import Draft
from bijak.policy.registries import threads

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]


@pytest.fixture
def said(draft: Draft, ani: Account, today: date) -> Any:
    clause = next(each for each in queries.clauses_of(draft) if each.address == "Pasal 2 ayat (1)")
    return services.comment(
        draft=draft, version=draft.dialogue_version.uuid, provision_id=clause.provision_id, text="Mengapa 24?", by=ani,
        today=today,
    )  # fmt: skip


def test_the_thread_has_the_dialogue_as_a_knot(draft: Draft, said: Any, eka: Account, today: date) -> None:
    steps = [each for each in threads.of(draft.policy, account=eka, today=today) if each.order == 50]
    assert [(each.state, str(each.detail)) for each in steps] == [("now", "1 tanggapan, 0 dijawab")]
    assert steps[0].link == reverse("consultation:draft", args=[draft.uuid])


def test_a_policy_without_dialogue_has_it_ahead(eka: Account, today: date) -> None:
    fresh = policy.make_policy(today=today)
    steps = [each for each in threads.of(fresh.policy, account=eka, today=today) if each.order == 50]
    assert [(each.state, each.link) for each in steps] == [
        ("next", reverse("policy:decide", args=[fresh.uuid]))
    ]


def test_clauses_say_how_many_comments_they_have_at_the_price_of_one_query(
    client_of: Browser, draft: Draft, said: Any, eka: Account, django_assert_max_num_queries: Any
) -> None:
    page = reverse("policy:text", args=[draft.uuid])
    browser = client_of(eka)
    with django_assert_max_num_queries(60) as asked:
        shown = browser.get(page).content.decode()
    assert "1 tanggapan" in shown
    counting = [each for each in asked.captured_queries if "consultation_comment" in each["sql"]]
    assert len(counting) <= 2


def test_the_page_of_gates_says_how_many_wait_and_leads_to_them(
    client_of: Browser, draft: Draft, said: Any, eka: Account
) -> None:
    shown = client_of(eka).get(reverse("policy:decide", args=[draft.uuid])).content.decode()
    assert "1 tanggapan belum dijawab" in shown
    assert reverse("consultation:answer", args=[draft.uuid]) in shown


def test_eka_finds_at_home_what_to_answer_and_ani_what_to_comment_on(
    client_of: Browser, draft: Draft, said: Any, eka: Account, ani: Account
) -> None:
    analyst = client_of(eka).get("/").content.decode()
    assert f"Jawab 1 tanggapan atas “{draft.policy.title}”" in analyst
    employee = client_of(ani).get("/").content.decode()
    assert "Rancangan terbuka untuk tanggapan" in employee
    assert reverse("consultation:draft", args=[draft.uuid]) in employee


def test_ani_finds_her_own_comments_and_their_answers(
    client_of: Browser, draft: Draft, said: Any, eka: Account, ani: Account, today: date
) -> None:
    browser, page = client_of(ani), reverse("consultation:index")
    assert "Menunggu jawaban" in browser.get(page).content.decode()
    services.answer(comments=[said], disposition="accepted", reason="Diubah.", by=eka, today=today)
    shown = browser.get(page).content.decode()
    assert said.receipt in shown
    assert "Diterima" in shown
    assert said.receipt not in client_of(eka).get(page).content.decode()
