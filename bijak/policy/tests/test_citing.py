"""References in a draft lead to the same provision when its numbers change."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.policy import queries, services
from bijak.policy.models import Draft, Passage
from bijak.policy.testing import clause, make_policy

pytestmark = pytest.mark.django_db

TEXT = """BAB I
UMUM
Pasal 1
Pegawai berhak atas pelatihan.
Pasal 2
(1) Hak sebagaimana dimaksud dalam Pasal 1 paling sedikit 20 (dua puluh) jam.
(2) Jam sebagaimana dimaksud pada ayat (1) dihitung setahun.
Pasal 3
Jam sebagaimana dimaksud dalam Pasal 2 ayat (1) dilaporkan.
"""


@pytest.fixture
def draft(eka: Account, today: date) -> Draft:
    draft = make_policy(by=eka, today=today)
    version = queries.working_version(draft)
    assert version is not None
    services.take_text(version=version, text=TEXT, by=eka, today=today)
    return draft


def passage(draft: Draft, address: str) -> Passage:
    return Passage.objects.select_related("version").get(pk=clause(draft, address).passage_id)


def test_an_added_pasal_does_not_mislead_the_references(draft: Draft, eka: Account, today: date) -> None:
    first = passage(draft, "Pasal 1")
    services.add_passage(version=first.version, after=first, kind="pasal", text="Baru.", by=eka, today=today)
    services.add_passage(
        version=first.version,
        after=passage(draft, "Pasal 1"),
        kind="pasal",
        text="Lagi.",
        by=eka,
        today=today,
    )
    cites = clause(draft, "Pasal 5")
    assert cites.text == "Jam sebagaimana dimaksud dalam Pasal 4 ayat (1) dilaporkan."
    assert cites.edition == 3
    assert clause(draft, "Pasal 1").edition == 1


def test_a_moved_pasal_takes_its_references_along(draft: Draft, eka: Account, today: date) -> None:
    services.move_passage(passage=passage(draft, "Pasal 2"), direction="up", by=eka, today=today)
    assert "dimaksud dalam Pasal 2 paling" in clause(draft, "Pasal 1 ayat (1)").text
    assert "dimaksud dalam Pasal 1 ayat (1)" in clause(draft, "Pasal 3").text


def test_who_cites_a_provision_is_known(draft: Draft) -> None:
    citing = queries.citing(passage(draft, "Pasal 2 ayat (1)"))
    assert [(each.clause.address, each.words) for each in citing] == [
        ("Pasal 2 ayat (2)", "ayat (1)"),
        ("Pasal 3", "Pasal 2 ayat (1)"),
    ]


def test_the_analyst_is_told_who_still_cites_what_she_removes(
    draft: Draft, eka: Account, client_of: Callable[[Account], Client]
) -> None:
    browser = client_of(eka)
    to = reverse("policy:remove_passage", args=[draft.uuid, clause(draft, "Pasal 2").provision])
    page = browser.get(to).content.decode()
    assert "Pasal 2 ayat (1)”" in page
    assert "Kata-katanya tidak diubah" in page
    after = browser.post(to, follow=True).content.decode()
    assert "Masih merujuk yang dihapus, dan perlu Anda betulkan: Pasal 2 (“Pasal 2 ayat (1)”)." in after
    assert "dalam Pasal 2 ayat (1) dilaporkan" in clause(draft, "Pasal 2").text
