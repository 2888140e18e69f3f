"""A text is looked through by the rules of drafting, for those who write it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.policy import queries
from bijak.policy.models import Version
from bijak.policy.testing import SHORT_TEXT, clause, make_policy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_november")]

type Browser = Callable[[Account], Client]

SLIPPED = SHORT_TEXT.replace("24 (dua puluh empat)", "24 (dua puluh lima)").replace(
    "dimaksud pada ayat (1)", "dimaksud pada ayat (7)"
)


@pytest.fixture
def version() -> Version:
    found = queries.working_version(make_policy(text=SLIPPED))
    assert found is not None
    return found


def errors(version: Version) -> list[queries.Finding]:
    return [found for found in queries.findings(version) if found.rule.severity == "error"]


def test_each_slip_is_found_with_its_words_and_its_provision(version: Version) -> None:
    number, reference = errors(version)
    assert (number.words, number.instead) == ("dua puluh lima", "dua puluh empat")
    assert number.clause == clause(version.draft, "Pasal 2 ayat (1)")
    assert (reference.words, reference.why) == ("ayat (7)", "ayat (7) tidak ada dalam naskah ini.")


def test_what_is_at_hand_is_not_asked_for_again(
    version: Version, django_assert_num_queries: Callable[..., object]
) -> None:
    parts = queries.clauses(version)
    with django_assert_num_queries(0):
        assert len(queries.findings(version, parts)) == len(queries.findings(version, parts))


def test_the_writer_sees_how_many_beside_the_text_and_all_on_their_page(
    version: Version, eka: Account, client_of: Browser
) -> None:
    check = reverse("policy:check", args=[version.draft.uuid])
    text = client_of(eka).get(reverse("policy:text", args=[version.draft.uuid])).content.decode()
    assert "2 kesalahan" in text
    assert check in text
    page = client_of(eka).get(check).content.decode()
    provision = clause(version.draft, "Pasal 2 ayat (2)").provision
    assert f"?ketentuan={provision}#{provision}" in page
    assert "<mark>ayat (7)</mark>" in page
    assert "belum dicocokkan dengan naskah resminya" in page


def test_words_are_looked_through_while_they_are_typed(
    version: Version, eka: Account, client_of: Browser
) -> None:
    here = clause(version.draft, "Pasal 2 ayat (2)")
    check = reverse("policy:check_passage", args=[version.draft.uuid, here.provision])
    client = client_of(eka)
    editor = client.get(reverse("policy:edit_passage", args=[version.draft.uuid, here.provision]))
    assert f'hx-post="{check}"' in editor.content.decode()
    assert "<mark" in client.get(check).content.decode()
    typed = {"text": "Pelatihan menurut ayat (1) dapat\nberupa:"}
    answer = client.post(check, typed, headers={"HX-Request": "true"}).content.decode()
    assert "tidak ada temuan" in answer
    assert "<html" not in answer
    assert clause(version.draft, "Pasal 2 ayat (2)").text == here.text


def test_a_provision_that_is_gone_is_not_looked_through(
    version: Version, eka: Account, client_of: Browser
) -> None:
    check = reverse("policy:check_passage", args=[version.draft.uuid, version.draft.uuid])
    assert client_of(eka).get(check).status_code == 404


def test_a_text_that_is_still_empty(eka: Account, client_of: Browser) -> None:
    draft = make_policy(text="")
    page = client_of(eka).get(reverse("policy:check", args=[draft.uuid]))
    assert "Belum ada yang dapat diperiksa." in page.content.decode()


def test_ani_of_another_office_does_not_look_over_the_writers_shoulder(
    version: Version, ani: Account, client_of: Browser
) -> None:
    uuid = version.draft.uuid
    provision = clause(version.draft, "Pasal 2 ayat (2)").provision
    assert client_of(ani).get(reverse("policy:check", args=[uuid])).status_code == 403
    assert client_of(ani).get(reverse("policy:check_passage", args=[uuid, provision])).status_code == 403


def test_who_is_not_signed_in_is_asked_to(version: Version, client: Client) -> None:
    uuid = version.draft.uuid
    assert client.get(reverse("policy:check", args=[uuid])).status_code == 302
    assert client.get(reverse("policy:check_passage", args=[uuid, uuid])).status_code == 302
