"""After the dialogue: who commented goes on seeing the draft, the comment, the answer, and what became of it all."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.consultation import queries, services
from bijak.consultation.models import Comment
from bijak.notifications.models import Letter, Message
from bijak.policy import queries as policies
from bijak.policy import services as policy_services
from bijak.policy import testing as policy
from bijak.policy.models import Draft

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]
STRANGER = {"name": "Rahmat", "email": "rahmat@kampus.example", "kind": "education"}


def say(
    draft: Draft, today: date, text: str = "Mengapa 24 JP?", by: Account | None = None, **who: str
) -> Comment:
    common: dict[str, Any] = {
        "draft": draft, "version": draft.dialogue_version.uuid, "provision_id": None, "text": text, "today": today,
    }  # fmt: skip
    if by is not None:
        return services.comment(**common, by=by)
    return services.confirm(comment=services.submit(**common, **(STRANGER | who)), now=timezone.now())


def follow_link(said: Comment) -> str:
    return reverse("consultation:follow", args=[queries.secret(said.uuid, queries.FOLLOW)])


@pytest.fixture
def decided(draft: Draft, ani: Account, eka: Account, today: date) -> Draft:
    """Ani and a stranger commented, both were answered, one word was changed, and the dialogue was closed."""
    said = [say(draft, today, by=ani), say(draft, today)]
    services.answer(comments=said, disposition="accepted", reason="Dijelaskan.", by=eka, today=today)
    version = policies.working_version(draft)
    assert version is not None
    clause = policy.clause(draft, "Pasal 3")
    policy_services.edit_passage(
        passage=policies.passages(version).get(pk=clause.passage_id),
        heading="", text="Naskah yang sudah diperbaiki.", edition=1, by=None, today=today,
    )  # fmt: skip
    return policy.deciding(draft, today=today + timedelta(days=1))


def test_between_dialogue_and_decree_ani_and_a_stranger_go_on_reading_the_draft_as_it_was_talked_about(
    decided: Draft, client_of: Browser, client: Client, ani: Account
) -> None:
    page = reverse("consultation:draft", args=[decided.uuid])
    for browser, said in zip((client_of(ani), client), Comment.objects.order_by("pk"), strict=True):
        shown = browser.get(page).content.decode()
        assert "paling sedikit 24" in shown
        assert "Naskah yang sudah diperbaiki" not in shown
        assert "menunggu penetapan" in shown
        followed = browser.get(follow_link(said)).content.decode()
        assert "Mengapa 24 JP?" in followed
        assert "Dijelaskan." in followed
        assert "menunggu penetapan" in followed
        assert page in followed


def test_ani_reads_it_among_the_policies_too_while_its_last_version_stays_with_those_who_write(
    decided: Draft, client_of: Browser, ani: Account, eka: Account
) -> None:
    ours = client_of(ani)
    assert decided.policy.title in ours.get(reverse("policy:list")).content.decode()
    assert ours.get(reverse("policy:policy", args=[decided.policy.uuid])).status_code == 200
    text = reverse("policy:text", args=[decided.uuid])
    assert "Naskah yang sudah diperbaiki" not in ours.get(text).content.decode()
    assert "Naskah yang sudah diperbaiki" in client_of(eka).get(text).content.decode()


def test_once_it_is_enacted_the_draft_leads_to_the_decree(
    decided: Draft, client: Client, today: date
) -> None:
    decree = policy.enacted(decided, today=today + timedelta(days=30), in_force_from=date(2027, 1, 1))
    shown = client.get(reverse("consultation:draft", args=[decided.uuid])).content.decode()
    assert f"Ditetapkan: {decree.citation}" in shown
    assert reverse("portal:decree", args=[decree.uuid]) in shown


def test_everyone_who_commented_is_told_once_that_the_draft_was_given_up_and_why(
    draft: Draft, ani: Account, budi: Account, eka: Account, client: Client, today: date
) -> None:
    for text in ("Satu.", "Dua."):
        say(draft, today, text, by=ani)
        say(draft, today, text)
    say(draft, today, email="in-english@kampus.example", language="en")
    services.submit(
        draft=draft, version=draft.dialogue_version.uuid, provision_id=None, text="Belum pasti.", today=today,
        **(STRANGER | {"email": "belum@kampus.example"}),
    )  # fmt: skip
    Letter.objects.all().delete()
    policy_services.withdraw(draft=draft, reason="Digabung dengan kebijakan lain.", by=eka, today=today)
    told = Message.objects.get(kind="consultation.withdrawn")
    assert told.to == ani
    assert "Digabung dengan kebijakan lain." in told.body
    assert reverse("consultation:draft", args=[draft.uuid]) in told.link
    letters = list(Letter.objects.order_by("to"))
    assert [each.to for each in letters] == ["in-english@kampus.example", "rahmat@kampus.example"]
    assert "Digabung dengan kebijakan lain." in letters[1].body
    assert "2 November 2026" in letters[1].body
    shown = client.get(letters[1].link).content.decode()
    assert "Dihentikan pada 2 November 2026. Alasan: Digabung dengan kebijakan lain." in shown


def test_what_was_given_up_stays_readable_with_its_reason(
    draft: Draft, client_of: Browser, client: Client, ani: Account, eka: Account, today: date
) -> None:
    say(draft, today)
    policy_services.withdraw(draft=draft, reason="Digabung.", by=None, today=today)
    whole = client.get(reverse("consultation:whole", args=[draft.uuid])).content.decode()
    assert "Rancangan dihentikan" in whole
    assert "Menunggu jawaban" not in whole
    decide = client_of(eka).get(reverse("policy:decide", args=[draft.uuid])).content.decode()
    assert reverse("consultation:comments", args=[draft.uuid]) in decide
    assert reverse("consultation:answer", args=[draft.uuid]) not in decide
    for browser, page in (
        (client, reverse("consultation:draft", args=[draft.uuid])),
        (client_of(ani), reverse("policy:policy", args=[draft.policy.uuid])),
    ):
        assert "Digabung." in browser.get(page).content.decode()
    assert client_of(ani).get(reverse("policy:text", args=[draft.uuid])).status_code == 200


def test_a_draft_given_up_before_anybody_was_asked_stays_unknown(
    client_of: Browser, client: Client, ani: Account, today: date
) -> None:
    draft = policy.make_policy(today=today)
    policy_services.withdraw(draft=draft, reason="Digabung.", by=None, today=today)
    assert client.get(reverse("consultation:draft", args=[draft.uuid])).status_code == 404
    assert client_of(ani).get(reverse("policy:text", args=[draft.uuid])).status_code == 404
    assert not Message.objects.exists()


def test_a_thousand_strangers_are_told_in_a_handful_of_statements(
    draft: Draft, today: date, django_assert_max_num_queries: Any
) -> None:
    now = timezone.now()
    Comment.objects.bulk_create(
        Comment(
            draft=draft, version=draft.dialogue_version, kind="citizen", name=f"Warga {number}",
            email=f"warga{number}@kampus.example", text=f"Tanggapan {number}.", received_on=today, confirmed_at=now,
        )
        for number in range(1_000)
    )  # fmt: skip
    with django_assert_max_num_queries(30):
        policy_services.withdraw(draft=draft, reason="Digabung.", by=None, today=today)
    assert Letter.objects.count() == 1_000
