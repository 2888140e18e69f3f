"""Where a regulation is set: the agency says it once, every paper and page has it, and none is signed with dots."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.legaltext import paper
from bijak.legaltext.reader import parse
from bijak.organization import services as organizing
from bijak.policy import queries, services
from bijak.policy import testing as policy
from bijak.policy.models import Draft
from bijak.policy.testing import SHORT_TEXT

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]
HERE = paper.Place("Kalimantan Barat", "Contoh")


def words(text: str, place: paper.Place) -> list[str]:
    return [line.words for line in paper.lay_out(parse(text).root, place=place)]


def test_a_text_without_opening_and_closing_gets_both_from_the_agency() -> None:
    found = words(SHORT_TEXT, HERE)
    assert "PROVINSI KALIMANTAN BARAT" in found
    assert {"Ditetapkan di Contoh", "Diundangkan di Contoh"} < {*found}
    assert paper.open_places(paper.lay_out(parse(SHORT_TEXT).root, place=HERE)) == []


def test_dots_that_somebody_typed_are_filled_and_a_place_that_she_typed_stays() -> None:
    closing = (
        "\nDitetapkan di ............\npada tanggal ...\nWALI KOTA CONTOH,\n\nDiundangkan di Singkawang\n"
    )
    found = words(SHORT_TEXT + closing, HERE)
    assert "Ditetapkan di Contoh" in found
    assert "Diundangkan di Singkawang" in found


def test_the_regulation_of_a_province_names_no_province_above_it() -> None:
    found = words(SHORT_TEXT.replace("WALI KOTA CONTOH", "GUBERNUR CONTOH"), paper.Place("", "Contoh"))
    assert not any(line.startswith("PROVINSI") for line in found)


@pytest.fixture
def signable(city: object, today: date) -> Draft:
    draft = policy.deciding(policy.make_policy(today=today), today)
    policy.pass_gates(draft, today, until="signature")
    organizing.change_agency(province="", seat="", by=None, today=today)
    return queries.get_draft(draft.uuid)


def test_nobody_signs_a_paper_with_dots_for_its_province(
    signable: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    (obstacle,) = queries.obstacles_to_sign(signable, "final", today)
    assert obstacle.startswith("Pada naskah masih tertulis “PROVINSI ...”, “Ditetapkan di ...”")
    page = client_of(eka).get(reverse("policy:signing", args=[signable.uuid, "naskah"])).content.decode()
    assert "Isi provinsi dan tempat penetapan pada Profil instansi" in page
    with pytest.raises(services.GateShut):
        services.record_ink(
            draft=signable, sheet="final", signer="Gita Maharani", signed_on=today, by=None, today=today
        )
    organizing.change_agency(province="Kalimantan Barat", seat="Contoh", by=None, today=today)
    assert queries.obstacles_to_sign(signable, "final", today) == []


def test_page_and_paper_of_what_was_set_say_where(ani: Account, client_of: Browser, today: date) -> None:
    decree = policy.enacted(policy.make_policy(today=today), in_force_from=today, today=today)
    page = client_of(ani).get(reverse("policy:text", args=[decree.draft.uuid])).content.decode()
    assert "PROVINSI KALIMANTAN BARAT" in page
    assert "Ditetapkan di Contoh" in page
    assert "..." not in page
