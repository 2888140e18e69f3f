"""Anyone comments on a provision: with an account at once, without one by a link in a mail."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.consultation import queries, services
from bijak.consultation.models import Comment, Kind
from bijak.ledger import queries as ledger
from bijak.notifications import services as notifications
from bijak.notifications.models import Letter
from bijak.policy import queries as policies
from bijak.policy import services as policy_services
from bijak.policy.models import Draft

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]


def page_of(draft: Draft, address: str = "Pasal 2 ayat (1)") -> str:
    clause = next(each for each in queries.clauses_of(draft) if each.address == address)
    return reverse("consultation:clause", args=[draft.uuid, clause.provision])


def open_mail() -> str:
    """Let the waiting letters leave, and return the link of the last."""
    for letter in Letter.objects.order_by("pk"):
        notifications.send_letter(letter_id=letter.pk)
    found = re.findall(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)
    return found[0]


def test_ani_comments_on_a_clause_and_it_counts_at_once(
    client_of: Browser, ani: Account, draft: Draft, typed: dict[str, Any]
) -> None:
    page = page_of(draft)
    answer = client_of(ani).post(page, typed, follow=True)
    said = Comment.objects.get()
    assert said.receipt in answer.content.decode()
    assert (said.account, said.kind, said.email) == (ani, Kind.ASN, "")
    assert said.confirmed_at is not None
    assert policies.address(said.version, said.provision) == "Pasal 2 ayat (1)"
    assert [entry.verb for entry in ledger.entries_for(said)] == ["consultation.comment_received"]


def test_a_stranger_comments_and_counts_only_after_the_link_in_the_mail(
    client: Client, draft: Draft, typed: dict[str, Any]
) -> None:
    assert client.post(page_of(draft), typed).headers["Location"] == reverse(
        "consultation:sent", args=[draft.uuid]
    )
    assert queries.count_of(draft).all == 0
    link = open_mail()
    assert "Mohon 24 JP" in client.get(link).content.decode()
    assert queries.count_of(draft).all == 0, "Opening the link changes nothing; mail programs open links too."
    follow = client.post(link).headers["Location"]
    assert queries.count_of(draft).all == 1
    assert "Belum dijawab" in client.get(follow).content.decode()


def test_the_mail_says_nothing_that_was_typed(client: Client, draft: Draft, typed: dict[str, Any]) -> None:
    client.post(page_of(draft), typed | {"name": "BELI MURAH", "text": "Kunjungi spam.example"})
    open_mail()
    assert "BELI MURAH" not in mail.outbox[-1].body
    assert "spam.example" not in mail.outbox[-1].body


def test_a_confirmed_link_used_twice_says_so_kindly(
    client: Client, draft: Draft, typed: dict[str, Any]
) -> None:
    client.post(page_of(draft), typed)
    link = open_mail()
    client.post(link)
    again = client.post(link, follow=True)
    assert "sudah Anda pastikan sebelumnya" in again.content.decode()
    assert "sudah Anda pastikan sebelumnya" in client.get(link).content.decode()
    assert queries.count_of(draft).all == 1
    assert ledger.entries_for(Comment.objects.get()).count() == 1


def test_an_expired_link_offers_a_new_one(client: Client, draft: Draft, typed: dict[str, Any]) -> None:
    client.post(page_of(draft), typed)
    link = open_mail()
    Comment.objects.update(asked_at=timezone.now() - timedelta(hours=49))
    late = client.post(link)
    assert late.status_code == 409
    assert "mintalah tautan baru" in late.content.decode()
    assert queries.count_of(draft).all == 0
    client.post(link, {"again": "1"})
    client.post(open_mail())
    assert queries.count_of(draft).all == 1


def test_a_link_that_was_changed_opens_nothing(client: Client, draft: Draft, typed: dict[str, Any]) -> None:
    client.post(page_of(draft), typed)
    link = open_mail()
    assert client.get(link[:-2] + "x/").status_code == 404
    other = queries.secret(Comment.objects.get().uuid, queries.FOLLOW)
    assert client.get(reverse("consultation:confirm", args=[other])).status_code == 404
    assert client.get(reverse("consultation:follow", args=[link.split("/")[-2]])).status_code == 404


def test_a_script_is_shown_as_the_words_it_is(client_of: Browser, ani: Account, draft: Draft) -> None:
    page = page_of(draft)
    evil = "<script>alert('x')</script> {{ settings }} <b>tebal</b>"
    client_of(ani).post(page, {"text": evil, "version": str(draft.dialogue_version.uuid)})
    shown = Client().get(page).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown
    assert "{{ settings }}" in shown


def test_a_comment_beside_an_old_version_is_refused_and_kept(
    client: Client, draft: Draft, typed: dict[str, Any]
) -> None:
    older = "019a0000-0000-7000-8000-000000000000"
    refused = client.post(page_of(draft), typed | {"version": older})
    text = refused.content.decode()
    assert refused.status_code == 409
    assert "Naskah ini sudah berganti" in text
    assert typed["text"] in text
    assert str(draft.dialogue_version.uuid) in text, "Sent again it belongs to the new version."
    assert not Comment.objects.exists()


def test_after_the_last_day_a_comment_is_refused_and_what_was_typed_is_shown(
    client: Client, draft: Draft, typed: dict[str, Any]
) -> None:
    Draft.objects.update(dialogue_from=date(2025, 1, 1), dialogue_until=date(2025, 1, 14))
    refused = client.post(page_of(draft), typed)
    assert refused.status_code == 409
    assert "Masa tanggapan berakhir pada 14 Januari 2025" in refused.content.decode()
    assert typed["text"] in refused.content.decode()
    assert not Comment.objects.exists()


def test_who_wrote_on_the_last_day_may_confirm_on_the_next(draft: Draft, today: date) -> None:
    said = services.submit(
        draft=draft, version=draft.dialogue_version.uuid, provision_id=None, text="Setuju.", name="Rina",
        email="rina@kampus.example", kind=Kind.CITIZEN, today=draft.dialogue_until,
    )  # fmt: skip
    services.confirm(comment=said, now=timezone.now() + timedelta(days=1))
    assert queries.count_of(draft).all == 1


def test_a_link_opened_after_the_dialogue_was_closed_is_refused(draft: Draft, today: date) -> None:
    said = services.submit(
        draft=draft, version=draft.dialogue_version.uuid, provision_id=None, text="Setuju.", name="Rina",
        email="rina@kampus.example", kind=Kind.CITIZEN, today=today,
    )  # fmt: skip
    Draft.objects.update(stage="deciding")
    with pytest.raises(services.Closed, match="Masa tanggapan sudah ditutup"):
        services.confirm(comment=said, now=timezone.now())


def test_one_address_gets_ten_links_an_hour_and_loses_nothing(
    client: Client, draft: Draft, typed: dict[str, Any]
) -> None:
    page = page_of(draft)
    for number in range(10):
        assert client.post(page, typed | {"text": f"Usul {number}"}).status_code == 302
    refused = client.post(page, typed | {"text": "Usul kesebelas", "email": "RAHMAT@kampus.example"})
    assert refused.status_code == 429
    assert "Terlalu banyak tanggapan" in refused.content.decode()
    assert "Usul kesebelas" in refused.content.decode()
    assert client.post(page, typed | {"email": "lain@kampus.example"}).status_code == 302


def test_names_behind_a_plus_are_the_same_mailbox(
    client: Client, draft: Draft, typed: dict[str, Any], settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"comment": "100/h/ip,2/h/key"}
    page = page_of(draft)
    sent = [client.post(page, typed | {"email": f"siti+{n}@kampus.example"}).status_code for n in range(3)]
    assert sent == [302, 302, 429]


def test_what_nobody_confirmed_is_forgotten_after_a_month(
    client: Client, draft: Draft, typed: dict[str, Any], client_of: Browser, ani: Account
) -> None:
    client.post(page_of(draft), typed)
    client_of(ani).post(page_of(draft), typed)
    now = timezone.now()
    assert services.forget_unconfirmed(now=now + timedelta(days=29)) == 0
    assert services.forget_unconfirmed(now=now + timedelta(days=31)) == 1
    assert [each.account for each in Comment.objects.all()] == [ani]


def test_who_wrote_about_a_draft_that_was_given_up_is_told_so(
    draft: Draft, ani: Account, client_of: Browser, today: date
) -> None:
    client = client_of(ani)
    said = services.comment(
        draft=draft, version=draft.dialogue_version.uuid, provision_id=None, text="x", by=ani, today=today
    )
    policy_services.withdraw(draft=draft, reason="Diganti.", by=None, today=today)
    link = reverse("consultation:follow", args=[queries.secret(said.uuid, queries.FOLLOW)])
    assert "Rancangan ini dihentikan" in client.get(link).content.decode()
    assert "Rancangan ini dihentikan" in client.get(page_of(draft)).content.decode()


def test_one_network_is_limited_whatever_the_addresses(
    client: Client, draft: Draft, typed: dict[str, Any], settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"comment": "2/h/ip,10/h/key"}
    page = page_of(draft)
    sent = [client.post(page, typed | {"email": f"{name}@kampus.example"}).status_code for name in "abc"]
    assert sent == [302, 302, 429]


def test_a_program_that_fills_in_every_field_is_refused(
    client: Client, draft: Draft, typed: dict[str, Any]
) -> None:
    refused = client.post(page_of(draft), typed | {"website": "https://spam.example"})
    assert "Kosongkan isian ini" in refused.content.decode()
    assert not Comment.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": ""}, "Tulis tanggapan Anda."),
        ({"text": "a" * 10_001}, "paling banyak 10000"),
        ({"name": " "}, "Tulis nama Anda"),
        ({"email": "bukan surel"}, "Tulis alamat surel yang lengkap"),
        ({"kind": "raja"}, "raja"),
    ],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(
    client: Client, draft: Draft, typed: dict[str, Any], change: dict[str, str], sentence: str
) -> None:
    shown = client.post(page_of(draft), typed | change).content.decode()
    assert sentence in shown
    for kept in (typed | change)["text"], (typed | change)["email"]:
        assert kept in shown
    assert not Comment.objects.exists()


def test_the_same_words_sent_twice_are_one_comment(client_of: Browser, ani: Account, draft: Draft) -> None:
    browser, page = client_of(ani), page_of(draft)
    for _time in range(2):
        browser.post(page, {"text": "Setuju.", "version": str(draft.dialogue_version.uuid)})
    assert Comment.objects.count() == 1
    browser.post(page_of(draft, "Pasal 3"), {"text": "Setuju.", "version": str(draft.dialogue_version.uuid)})
    assert Comment.objects.count() == 2


def test_only_who_agreed_is_named_to_everyone(
    client_of: Browser, ani: Account, budi: Account, draft: Draft
) -> None:
    page, version = page_of(draft), str(draft.dialogue_version.uuid)
    client_of(ani).post(page, {"text": "Tanpa nama.", "version": version})
    client_of(budi).post(page, {"text": "Dengan nama.", "version": version, "may_be_named": "on"})
    shown = Client().get(page).content.decode()
    assert ani.name not in shown
    assert budi.name in shown
    assert "Pegawai" in shown


def test_a_draft_that_was_never_opened_to_comments_does_not_exist_here(client: Client, today: date) -> None:
    from bijak.policy import testing as policy

    hidden = policy.make_policy(today=today)
    for name in ("draft", "whole", "sent"):
        assert client.get(reverse(f"consultation:{name}", args=[hidden.uuid])).status_code == 404


def test_only_clauses_take_comments(client: Client, draft: Draft) -> None:
    chapter = next(each for each in queries.clauses_of(draft) if each.kind == "bab")
    assert client.get(reverse("consultation:clause", args=[draft.uuid, chapter.provision])).status_code == 404


def test_the_page_of_a_pasal_shows_its_ayat(client: Client, draft: Draft) -> None:
    shown = client.get(page_of(draft, "Pasal 2")).content.decode()
    assert "Setiap PNS mengikuti" in shown
    assert "pelatihan nonklasikal" in shown
    assert "Kepala perangkat daerah" not in shown
