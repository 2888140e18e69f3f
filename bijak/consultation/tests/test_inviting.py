"""Stakeholders are registered by kind, invited to a draft, and counted."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.consultation import queries, services
from bijak.consultation.models import Comment, Invitation, Kind, Stakeholder
from bijak.notifications.models import Letter
from bijak.policy.models import Draft
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]


@pytest.fixture
def bodies(eka: Account, today: date) -> dict[str, Stakeholder]:
    return {
        name: services.register_stakeholder(
            kind=kind, name=name, email=f"{number}@kampus.example", by=eka, today=today
        )
        for number, (name, kind) in enumerate(
            {
                "Universitas Contoh": Kind.EDUCATION,
                "Politeknik Contoh": Kind.EDUCATION,
                "PPDI": Kind.DISABILITY,
            }.items()
        )
    }


def test_eka_invites_a_kind_and_one_more_and_each_gets_one_mail(
    client_of: Browser, eka: Account, draft: Draft, bodies: dict[str, Stakeholder]
) -> None:
    browser, page = client_of(eka), reverse("consultation:invitations", args=[draft.uuid])
    one = str(bodies["PPDI"].uuid)
    assert browser.post(page, {"jenis": "education", "pemangku": one}).status_code == 302
    assert Invitation.objects.count() == Letter.objects.count() == 3
    refused = browser.post(page, {"jenis": "education"})
    assert refused.status_code == 409
    assert Letter.objects.count() == 3


def test_the_link_counts_the_visit_and_the_answer(
    client: Client, eka: Account, draft: Draft, bodies: dict[str, Stakeholder], today: date
) -> None:
    services.invite(draft=draft, stakeholders=list(bodies.values()), by=eka, today=today)
    letter = Letter.objects.get(to=bodies["PPDI"].email)
    assert "PPDI" in letter.body
    page = client.get(letter.link).content.decode()
    assert (Invitation.objects.exclude(visited_on=None)).count() == 1
    link = letter.link.partition("?")[2]
    assert link in page, "The forms behind the page know who was invited."
    whole = reverse("consultation:whole", args=[draft.uuid])
    assert letter.link.partition("=")[2] in client.get(f"{whole}?{link}").content.decode()
    client.post(
        whole,
        {
            "text": "Sediakan juru bahasa isyarat.", "name": "PPDI", "email": "ppdi@org.example", "kind": "disability",
            "version": str(draft.dialogue_version.uuid), "invitation": letter.link.partition("=")[2],
        },
    )  # fmt: skip
    services.confirm(comment=Comment.objects.get(), now=timezone.now())
    row = next(each for each in queries.heard(draft) if each.kind == Kind.DISABILITY)
    assert (row.registered, row.invited, row.visited, row.wrote, row.comments) == (1, 1, 1, 1, 1)
    row = next(each for each in queries.heard(draft) if each.kind == Kind.EDUCATION)
    assert (row.registered, row.invited, row.visited, row.wrote, row.comments) == (2, 2, 0, 0, 0)


def test_a_made_up_invitation_is_no_invitation(client: Client, draft: Draft) -> None:
    page = reverse("consultation:draft", args=[draft.uuid])
    assert client.get(f"{page}?undangan=abc:def").status_code == 200


def test_an_address_is_registered_once_and_who_left_is_not_invited(
    client_of: Browser, eka: Account, draft: Draft, bodies: dict[str, Stakeholder]
) -> None:
    browser = client_of(eka)
    typed = {"kind": "education", "name": "Universitas Lain", "email": "0@KAMPUS.example", "note": ""}
    refused = browser.post(reverse("consultation:register"), typed)
    assert "sudah terdaftar" in refused.content.decode()
    assert "Universitas Lain" in refused.content.decode()
    page = reverse("consultation:stakeholder", args=[bodies["PPDI"].uuid])
    assert (
        browser.post(page, {"kind": "disability", "name": "PPDI", "email": "2@kampus.example"}).status_code
        == 302
    )
    assert not Stakeholder.objects.get(name="PPDI").is_active
    assert bodies["PPDI"] not in queries.not_invited(draft)
    assert (
        browser.post(reverse("consultation:register"), typed | {"email": "baru@kampus.example"}).status_code
        == 302
    )


def test_the_register_is_searched_and_swapped(
    client_of: Browser, eka: Account, bodies: dict[str, Stakeholder]
) -> None:
    page = reverse("consultation:stakeholders")
    shown = client_of(eka).get(f"{page}?jenis=education&cari=poli").content.decode()
    assert "Politeknik Contoh" in shown
    assert "Universitas Contoh" not in shown
    assert_swap_equals_reload(client_of(eka), page, "hasil")


def test_nobody_is_invited_to_a_dialogue_that_is_over(
    client_of: Browser, eka: Account, draft: Draft, bodies: dict[str, Stakeholder]
) -> None:
    page = reverse("consultation:invitations", args=[draft.uuid])
    beside = [reverse(name, args=[draft.uuid]) for name in ("policy:decide", "consultation:comments")]
    assert all("Undang" in client_of(eka).get(each).content.decode() for each in beside)
    Draft.objects.update(dialogue_from=date(2025, 1, 1), dialogue_until=date(2025, 1, 14))
    assert not any("Undang " in client_of(eka).get(each).content.decode() for each in beside)
    refused = client_of(eka).post(page, {"jenis": "education"})
    assert refused.status_code == 409
    assert not Invitation.objects.exists()
