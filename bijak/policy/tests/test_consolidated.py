"""The text as it held on a day, by which decrees, and one provision through all of them."""

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.policy import queries
from bijak.policy import testing as policy
from bijak.policy.models import Decree, Policy
from bijak.policy.tests.test_amending import LATER, add, edit, raise_hours, remove, revise

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)
FIRST, SECOND, THIRD = date(2027, 1, 1), date(2027, 3, 1), date(2027, 5, 1)


@pytest.fixture
def amended(city: object) -> list[Decree]:
    """A regulation and two amendments: hours in the first, an inserted pasal in the second."""
    draft = policy.make_policy(today=TODAY)
    policy.set_hours(draft, 24)
    base = policy.enacted(draft, in_force_from=FIRST, today=TODAY)
    one = revise(draft)
    raise_hours(one)
    first = policy.enacted(one, in_force_from=SECOND, today=LATER, number=3)
    two = revise(draft)
    add(two, "Pasal 3", "Inspektorat mengawasi pengembangan kompetensi.")
    return [base, first, policy.enacted(two, in_force_from=THIRD, today=LATER, number=5)]


def thread(decrees: list[Decree]) -> Policy:
    return decrees[0].draft.policy


def said(decrees: list[Decree], on: date, address: str) -> str:
    return next(each.text for each in queries.held(thread(decrees), on).clauses if each.address == address)


def test_each_day_has_the_text_that_held_on_it(amended: list[Decree]) -> None:
    assert queries.held(thread(amended), date(2026, 12, 31)) is None
    assert "24 (dua puluh empat)" in said(amended, FIRST, "Pasal 2 ayat (1)")
    assert "24 (dua puluh empat)" in said(amended, date(2027, 2, 28), "Pasal 2 ayat (1)")
    assert "32 (tiga puluh dua)" in said(amended, SECOND, "Pasal 2 ayat (1)")
    assert said(amended, THIRD, "Pasal 3A").startswith("Inspektorat")


def test_each_provision_knows_who_changed_it_last(amended: list[Decree]) -> None:
    held = queries.held(thread(amended), THIRD)
    by = {each.address: held.changed_by.get(each.provision) for each in held.clauses}
    assert held.decrees == tuple(amended)
    assert (by["Pasal 2 ayat (1)"], by["Pasal 3A"], by["Pasal 3"]) == (amended[1], amended[2], None)


def test_a_stranger_reads_what_was_put_in_and_taken_out(client: Client, amended: list[Decree]) -> None:
    three = revise(amended[0].draft)
    remove(three, "Pasal 3")
    remove(three, "Pasal 2 ayat (2) huruf b")
    policy.enacted(three, in_force_from=date(2027, 7, 1), today=LATER, number=7)
    address = reverse("policy:held", args=[thread(amended).uuid])
    page = client.get(address, {"tanggal": "2027-08-01"}).content.decode()
    for words in ("diubah dengan Peraturan Wali Kota Contoh Nomor 3", "disisipkan dengan", "dihapus dengan"):
        assert page.count(words) == 1
    # Of an item that is gone nothing is left to say so but the list it stood in.
    assert page.count("diubah dengan Peraturan Wali Kota Contoh Nomor 7") == 1
    assert "dihapus dengan Peraturan Wali Kota Contoh Nomor 7 Tahun 2027" in page


def test_the_texts_follow_each_other_without_a_gap(amended: list[Decree]) -> None:
    assert [(each.start, each.until) for each in queries.spells(thread(amended))] == [
        (FIRST, SECOND), (SECOND, THIRD), (THIRD, None),
    ]  # fmt: skip


def test_one_provision_is_followed_through_all_decrees(amended: list[Decree]) -> None:
    clause = next(each for each in queries.clauses(amended[0].version) if each.address == "Pasal 2 ayat (1)")
    first, second = queries.wordings(thread(amended), clause.provision)
    assert (first.decree, first.change, second.decree, second.change) == (
        amended[0], "inserted", amended[1], "changed",
    )  # fmt: skip
    assert ("deleted", "24") in second.words
    assert ("inserted", "32") in second.words


def test_a_stranger_reads_what_held_on_a_day_and_who_changed_it(
    client: Client, amended: list[Decree]
) -> None:
    address = reverse("policy:held", args=[thread(amended).uuid])
    page = client.get(address, {"tanggal": "2027-06-01"}).content.decode()
    assert "diubah dengan Peraturan Wali Kota Contoh Nomor 3 Tahun 2027" in page
    assert "naskah konsolidasi, bukan naskah resmi" in page
    assert "NOMOR 12 TAHUN 2026" in page
    assert 'viewBox="0 0 1000 60"' in page
    before = client.get(address, {"tanggal": "2026-12-01"}).content.decode()
    assert "Tidak ada yang berlaku pada tanggal ini" in before
    assert client.get(address, {"tanggal": "bukan tanggal"}).status_code == 200


def test_the_paper_of_a_day_says_that_it_is_not_the_official_one(
    client: Client, amended: list[Decree]
) -> None:
    address = reverse("policy:download_held", args=[thread(amended).uuid])
    answer = client.get(address, {"tanggal": "2027-06-01", "bentuk": "docx"})
    footer = docx.Document(BytesIO(answer.content)).sections[0].footer.paragraphs[0].text
    assert footer.startswith("Naskah konsolidasi, bukan naskah resmi: Peraturan Wali Kota Contoh Nomor 12")
    assert footer.endswith("sebagaimana berlaku pada 1 Juni 2027.")
    assert client.get(address, {"tanggal": "2027-06-01", "bentuk": "pdf"}).content.startswith(b"%PDF")
    assert client.get(address, {"tanggal": "2020-06-01", "bentuk": "pdf"}).status_code == 404


def test_an_amended_text_goes_to_other_systems_under_the_number_of_the_regulation(
    client: Client, amended: list[Decree]
) -> None:
    address = reverse("policy:download_text", args=[amended[2].draft.uuid])
    content = client.get(address, {"bentuk": "akn"}).content
    assert b'<FRBRnumber value="12"' in content
    assert f'/2026-11-02/12/ind@{amended[2].enacted_on}"'.encode() in content


def test_before_its_first_decree_a_policy_says_that_nothing_held(client_of: object, eka: Account) -> None:
    draft = policy.make_policy(today=TODAY)
    page = client_of(eka).get(reverse("policy:held", args=[draft.policy.uuid])).content.decode()
    assert "Belum ada yang pernah berlaku" in page


def test_a_stranger_does_not_learn_of_a_policy_in_writing(client: Client, city: object) -> None:
    draft = policy.make_policy(today=TODAY)
    clause = policy.clause(draft, "Pasal 3")
    assert client.get(reverse("policy:held", args=[draft.policy.uuid])).status_code == 404
    history = reverse("policy:wordings", args=[draft.policy.uuid, clause.provision])
    assert client.get(history).status_code == 404


def test_what_waits_for_the_gazette_is_no_wording_yet(amended: list[Decree]) -> None:
    added = next(each for each in queries.clauses(amended[2].version) if "Inspektorat mengawasi" in each.text)
    assert queries.wordings(thread(amended), added.provision)
    Decree.objects.filter(pk=amended[2].pk).update(
        promulgated_on=None, promulgated_by="", gazette_number=None, gazette_year=None
    )
    assert not queries.wordings(thread(amended), added.provision)


def test_the_history_of_a_provision_reads_in_words(client: Client, amended: list[Decree]) -> None:
    clause = next(each for each in queries.clauses(amended[0].version) if each.address == "Pasal 2 ayat (1)")
    page = client.get(reverse("policy:wordings", args=[thread(amended).uuid, clause.provision]))
    assert "<del>" in page.content.decode()
    assert "Nomor 3 Tahun 2027" in page.content.decode()


def test_an_enacted_text_shows_what_its_paper_shows(
    client_of: object, ani: Account, amended: list[Decree]
) -> None:
    page = client_of(ani).get(reverse("policy:text", args=[amended[0].draft.uuid])).content.decode()
    assert "NOMOR 12 TAHUN 2026" in page
    assert "pada tanggal 2 November 2026" in page
    assert "GITA MAHARANI" in page
    assert "NOMOR ... TAHUN ..." not in page


def test_a_draft_keeps_its_dots(client_of: object, eka: Account) -> None:
    draft = policy.make_policy(today=TODAY)
    page = client_of(eka).get(reverse("policy:text", args=[draft.uuid])).content.decode()
    assert "GITA MAHARANI" not in page


def test_an_amendment_of_words_that_return_names_the_one_that_brought_them(city: object) -> None:
    draft = policy.make_policy(today=TODAY)
    policy.enacted(draft, in_force_from=FIRST, today=TODAY)
    for number, (before, after) in enumerate((("kesempatan", "peluang"), ("peluang", "kesempatan")), start=3):
        made = revise(draft)
        edit(made, "Pasal 3", before, after)
        last = policy.enacted(made, in_force_from=date(2027, number, 1), today=LATER, number=number)
    held = queries.held(draft.policy, date(2027, 6, 1))
    clause = next(each for each in held.clauses if each.address == "Pasal 3")
    assert held.changed_by[clause.provision] == last


def test_the_history_of_a_provision_asks_the_same_of_two_decrees_and_of_five(
    amended: list[Decree], django_assert_num_queries: Any
) -> None:
    """The decrees, the provision in all of them, and the two steps up to its bab."""
    clause = next(each for each in queries.clauses(amended[0].version) if each.address == "Pasal 2 ayat (1)")
    for number, before, after in ((4, "kesempatan", "peluang"), (6, "peluang", "jalan")):
        made = revise(amended[0].draft)
        edit(made, "Pasal 3", before, after)
        policy.enacted(made, in_force_from=date(2027, number + 2, 1), today=LATER, number=number)
    with django_assert_num_queries(4):
        found = queries.wordings(thread(amended), clause.provision)
    assert [each.address for each in found] == ["Pasal 2 ayat (1)"] * 2
