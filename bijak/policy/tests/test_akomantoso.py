"""A version as other systems take it: Akoma Ntoso."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.legaltext import akomantoso
from bijak.policy import queries
from bijak.policy.models import Draft
from bijak.policy.testing import SHORT_TEXT, clause, enacted, in_dialogue, make_policy

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]


def download(browser: Client, draft: Draft) -> bytes:
    answer = browser.get(reverse("policy:download_text", args=[draft.uuid]) + "?bentuk=akn")
    assert answer["Content-Type"] == "application/akn+xml"
    return answer.content


def test_the_file_holds_the_whole_text_and_the_lasting_name_of_each_provision(
    eka: Account, client_of: Browser
) -> None:
    draft = make_policy(text=SHORT_TEXT)
    content = download(client_of(eka), draft)
    version = queries.working_version(draft)
    assert version
    assert akomantoso.read(content) == queries.tree_of(queries.passages(version))[0]
    assert f'GUID="{clause(draft, "Pasal 3").provision}"'.encode() in content
    assert b"<bill " in content


def test_an_enacted_text_has_its_number_though_its_title_left_it_open(today: date, client: Client) -> None:
    draft = make_policy(text=SHORT_TEXT)
    in_dialogue(draft)
    decree = enacted(draft, today=today)
    assert f'<FRBRnumber value="{decree.number}"'.encode() in download(client, draft)


def upload(browser: Client, draft: Draft, name: str, content: bytes) -> str:
    file = SimpleUploadedFile(name, content)
    answer = browser.post(reverse("policy:take_text", args=[draft.uuid]), {"file": file}, follow=True)
    return str(answer.content.decode())


def test_a_text_of_another_system_is_taken_in_from_its_page(eka: Account, client_of: Browser) -> None:
    content = download(client_of(eka), make_policy(text=SHORT_TEXT))
    draft = make_policy(text="", title="Dari sistem lain")
    assert "Akoma Ntoso (.xml)" in client_of(eka).get(reverse("policy:take_text", args=[draft.uuid])).text
    page = upload(client_of(eka), draft, "naskah.akn", content)
    assert "4 pasal" in page
    version = queries.working_version(draft)
    assert version
    assert queries.tree_of(queries.passages(version))[0] == akomantoso.read(content)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'<!DOCTYPE akomaNtoso [<!ENTITY a "b">]><akomaNtoso>&a;</akomaNtoso>', "deklarasi yang berbahaya"),
        (b"<akomaNtoso><act>", "bukan XML yang utuh"),
    ],
)
def test_what_harms_or_is_torn_is_refused_and_the_old_text_stays(
    content: bytes, why: str, eka: Account, client_of: Browser
) -> None:
    draft = make_policy(text=SHORT_TEXT)
    assert why in upload(client_of(eka), draft, "naskah.xml", content)
    assert clause(draft, "Pasal 3")
