"""A revision may amend what holds: the instrument is written, proven, set; what holds is the consolidated text."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.policy import queries, services
from bijak.policy import testing as policy
from bijak.policy.models import Draft, Form

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)
LATER = date(2027, 2, 1)


@pytest.fixture
def revision(city: object) -> Draft:
    """What amends a decree of four pasal; nothing is changed yet."""
    draft = policy.make_policy(today=TODAY)
    policy.set_hours(draft, 24)
    policy.enacted(draft, in_force_from=date(2027, 1, 1), today=TODAY)
    return revise(draft)


def revise(draft: Draft) -> Draft:
    made = services.revise(policy=draft.policy, reason="Jamnya kurang.", by=None, today=LATER)
    return services.choose_form(draft=made, form=Form.AMENDING, by=None, today=LATER)


def edit(draft: Draft, address: str, before: str, after: str) -> None:
    version = queries.working_version(draft)
    clause = policy.clause(draft, address)
    passage = queries.passages(version).get(pk=clause.passage_id)
    assert before in passage.text
    services.edit_passage(
        passage=passage, heading=passage.heading, text=passage.text.replace(before, after),
        edition=passage.edition, by=None, today=LATER,
    )  # fmt: skip


def raise_hours(draft: Draft) -> None:
    """From 24 hours a year to 32, in words and in the number behind them."""
    edit(draft, "Pasal 2 ayat (1)", "24 (dua puluh empat)", "32 (tiga puluh dua)")
    for setting in queries.settings_of(queries.working_version(draft)):
        services.unset_term(setting=setting, by=None, today=LATER)
    policy.set_hours(draft, 32)


def add(draft: Draft, after: str, text: str, kind: str = "pasal") -> None:
    version = queries.working_version(draft)
    clause = policy.clause(draft, after)
    services.add_passage(
        version=version, after=queries.passages(version).get(pk=clause.passage_id), kind=kind, heading="",
        text=text, by=None, today=LATER,
    )  # fmt: skip


def remove(draft: Draft, address: str) -> None:
    version = queries.working_version(draft)
    passage = queries.passages(version).get(pk=policy.clause(draft, address).passage_id)
    services.remove_passage(passage=passage, by=None, today=LATER)


def test_the_instrument_says_what_changes_in_the_words_of_the_form(revision: Draft) -> None:
    raise_hours(revision)
    add(revision, "Pasal 3", "Inspektorat mengawasi pengembangan kompetensi.")
    amendment = queries.amendment_of(revision)
    assert amendment.obstacles == ()
    assert (
        "PERUBAHAN ATAS PERATURAN WALI KOTA CONTOH NOMOR 12 TAHUN 2026 TENTANG PENGEMBANGAN" in amendment.text
    )
    assert "Ketentuan ayat (1) Pasal 2 diubah sehingga Pasal 2 berbunyi sebagai berikut:" in amendment.text
    assert "disisipkan 1 (satu) pasal, yakni Pasal 3A" in amendment.text
    assert "Pasal II\nPeraturan Wali Kota ini mulai berlaku" in amendment.text


def test_an_amending_decree_leaves_the_amended_one_in_force(revision: Draft) -> None:
    raise_hours(revision)
    add(revision, "Pasal 3", "Inspektorat mengawasi pengembangan kompetensi.")
    decree = policy.enacted(revision, in_force_from=date(2027, 3, 1), today=LATER, number=3)
    base = decree.amends
    assert base.in_force_until is None
    assert decree.basis == (
        "Peraturan Wali Kota Contoh Nomor 12 Tahun 2026 sebagaimana telah diubah dengan "
        "Peraturan Wali Kota Contoh Nomor 3 Tahun 2027"
    )
    assert [each.address for each in queries.clauses(decree.version) if each.kind == "pasal"] == [
        "Pasal 1", "Pasal 2", "Pasal 3", "Pasal 3A", "Pasal 4",
    ]  # fmt: skip
    assert "PERUBAHAN ATAS" in queries.instrument_of(decree)


def test_a_decree_keeps_the_numbers_of_the_amended_text_and_cites_both(revision: Draft) -> None:
    raise_hours(revision)
    decree = policy.enacted(revision, in_force_from=date(2027, 3, 1), today=LATER, number=3)
    before, after = (queries.terms("competency", on=day) for day in (date(2027, 2, 28), date(2027, 3, 1)))
    assert (before.minimum_hours, after.minimum_hours) == (24, 32)
    assert after.basis("minimum_hours").law == decree.basis
    assert before.basis("minimum_hours").law == "Peraturan Wali Kota Contoh Nomor 12 Tahun 2026"


def test_the_second_amendment_counts_the_first(revision: Draft) -> None:
    raise_hours(revision)
    add(revision, "Pasal 3", "Inspektorat mengawasi pengembangan kompetensi.")
    policy.enacted(revision, in_force_from=date(2027, 3, 1), today=LATER, number=3)
    second = revise(revision)
    edit(second, "Pasal 3A", "Inspektorat", "Inspektorat Daerah")
    amendment = queries.amendment_of(second)
    assert "PERUBAHAN KEDUA ATAS PERATURAN WALI KOTA CONTOH NOMOR 12 TAHUN 2026" in amendment.text
    assert "sebagaimana telah diubah dengan Peraturan Wali Kota Contoh Nomor 3 Tahun 2027" in amendment.text
    decree = policy.enacted(second, in_force_from=date(2027, 4, 1), today=LATER, number=5)
    assert decree.basis == (
        "Peraturan Wali Kota Contoh Nomor 12 Tahun 2026 sebagaimana telah beberapa kali diubah, terakhir dengan "
        "Peraturan Wali Kota Contoh Nomor 5 Tahun 2027"
    )
    assert policy.clause(second, "Pasal 3A").text.startswith("Inspektorat Daerah mengawasi")


def test_what_was_taken_out_keeps_its_provision_and_says_so(revision: Draft) -> None:
    gone = policy.clause(revision, "Pasal 3").provision
    remove(revision, "Pasal 3")
    decree = policy.enacted(revision, in_force_from=date(2027, 3, 1), today=LATER, number=3)
    held = {each.provision: each for each in queries.clauses(decree.version)}
    assert (held[gone].address, held[gone].text) == ("Pasal 3", "Dihapus.")


def test_a_replacing_revision_still_ends_what_it_replaces(revision: Draft) -> None:
    services.choose_form(draft=revision, form=Form.REPLACING, by=None, today=LATER)
    decree = policy.enacted(revision, in_force_from=date(2027, 3, 1), today=LATER, number=3)
    before = queries.decree_of(revision.revises)
    assert (before.in_force_until, decree.amends) == (date(2027, 3, 1), None)


def test_a_revision_that_changes_nothing_cannot_be_decided_as_an_amendment(revision: Draft) -> None:
    policy.in_dialogue(revision, LATER)
    with pytest.raises(services.Refused, match="berbunyi sama"):
        policy.deciding(queries.get_draft(revision.uuid), LATER)


def test_a_changed_title_cannot_be_written_as_an_instruction(revision: Draft) -> None:
    version = queries.working_version(revision)
    title = queries.passages(version).get(kind="judul")
    services.edit_passage(
        passage=title, heading=title.heading, text=title.text.replace("KOMPETENSI", "KINERJA"),
        edition=title.edition, by=None, today=LATER,
    )  # fmt: skip
    (sentence,) = queries.amendment_of(revision).obstacles
    assert sentence.startswith("Judul berubah")


def test_a_first_draft_amends_nothing(city: object) -> None:
    draft = policy.make_policy(today=TODAY)
    assert queries.amendment_of(draft) is None
    with pytest.raises(services.Refused, match="rancangan pertama"):
        services.choose_form(draft=draft, form=Form.AMENDING, by=None, today=TODAY)


def test_an_amendment_does_not_hold_before_what_it_amends(revision: Draft) -> None:
    edit(revision, "Pasal 3", "kesempatan", "peluang")
    later = date(2027, 6, 1)
    policy.enacted(revision, in_force_from=later, today=LATER, number=3)
    second = revise(revision)
    edit(second, "Pasal 3", "peluang", "kesempatan")
    with pytest.raises(services.Refused, match="baru berlaku pada 1 Juni 2027"):
        policy.enacted(second, in_force_from=date(2027, 5, 1), today=LATER, number=4)


def test_what_holds_no_longer_cannot_be_revised(city: object) -> None:
    draft = policy.make_policy(today=TODAY)
    decree = policy.enacted(draft, in_force_from=TODAY, today=TODAY)
    decree.in_force_until = date(2027, 1, 1)
    decree.save(update_fields=["in_force_until"])
    with pytest.raises(services.Refused, match="tidak berlaku lagi sejak 1 Januari 2027"):
        revise(draft)


# Pages ------------------------------------------------------------------------------------------------


def page_of(draft: Draft) -> str:
    return reverse("policy:amendment", args=[draft.uuid])


def test_eka_chooses_how_her_revision_becomes_law(revision: Draft, client_of: object, eka: Account) -> None:
    client = client_of(eka)
    services.choose_form(draft=revision, form=Form.REPLACING, by=None, today=LATER)
    page = client.get(page_of(revision)).content.decode()
    assert "Belum ada yang berubah" in page
    assert "Unduh PDF" not in page
    edit(revision, "Pasal 2 ayat (1)", "24 (dua puluh empat)", "32 (tiga puluh dua)")
    assert client.post(page_of(revision), {"form": "amending"}).status_code == 302
    page = client.get(page_of(revision)).content.decode()
    assert "1 dari 4 pasal" in page
    assert "Ketentuan ayat (1) Pasal 2" in page
    assert "hasilnya tepat rancangan ini" in page
    download = reverse("policy:download_amendment", args=[revision.uuid])
    assert client.get(download, {"bentuk": "pdf"}).content.startswith(b"%PDF")
    assert client.get(download, {"bentuk": "docx"}).content.startswith(b"PK")


def test_the_reason_is_weighed_until_its_writer_says_more(revision: Draft) -> None:
    raise_hours(revision)
    assert "a. bahwa jamnya kurang;" in queries.amendment_of(revision).text
    version = queries.working_version(revision)
    weighed = queries.passages(version).filter(parent__kind="menimbang")[0]
    services.edit_passage(
        passage=weighed, heading="", text="bahwa jam pelajaran perlu dinaikkan;", edition=weighed.edition,
        by=None, today=LATER,
    )  # fmt: skip
    amendment = queries.amendment_of(revision)
    assert "a. bahwa jam pelajaran perlu dinaikkan;" in amendment.text
    assert not any(note.startswith("Menimbang") for note in amendment.notes)


def test_more_than_half_is_better_replaced(revision: Draft, client_of: object, eka: Account) -> None:
    for address, before in (
        ("Pasal 3", "kesempatan"),
        ("Pasal 2 ayat (1)", "Setiap PNS"),
        ("Pasal 4", "tanggal"),
    ):
        edit(revision, address, before, "sesuatu")
    page = client_of(eka).get(page_of(revision)).content.decode()
    assert "Lebih dari separuh materinya berubah" in page
    assert "nomor butir belum diverifikasi" in page


def test_a_stranger_reads_an_amendment_once_it_is_set(client: Client, revision: Draft) -> None:
    assert client.get(page_of(revision)).status_code == 404
    edit(revision, "Pasal 3", "kesempatan", "peluang")
    policy.enacted(revision, in_force_from=date(2027, 3, 1), today=LATER, number=3)
    assert "NOMOR 3 TAHUN 2027" in client.get(page_of(revision)).content.decode()
    assert client.post(page_of(revision), {"form": "replacing"}).status_code == 403
    download = reverse("policy:download_amendment", args=[revision.uuid])
    assert client.get(download, {"bentuk": "pdf"}).content.startswith(b"%PDF")


def test_ani_reads_an_amendment_once_it_is_set(revision: Draft, client_of: object, ani: Account) -> None:
    client = client_of(ani)
    assert client.get(page_of(revision)).status_code == 404
    edit(revision, "Pasal 3", "kesempatan", "peluang")
    policy.enacted(revision, in_force_from=date(2027, 3, 1), today=LATER, number=3)
    page = client.get(page_of(revision)).content.decode()
    assert "NOMOR 3 TAHUN 2027" in page
    assert "pada tanggal 1 Februari 2027" in page
    assert "mengubah Peraturan Wali Kota Contoh Nomor 12 Tahun 2026" in page
    assert client.post(page_of(revision), {"form": "replacing"}).status_code in (403, 404)


def test_revoking_an_amendment_names_all_that_ends_and_every_number_that_falls_back(
    revision: Draft, eka: Account, client_of: Callable[[Account], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_hours(revision)
    day = date(2027, 3, 1)
    amendment = policy.enacted(revision, in_force_from=day, today=LATER, number=3)
    page = client_of(eka).get(reverse("policy:revoke", args=[revision.uuid])).content.decode()
    before_the_button = page[: page.index('type="submit"', page.index("tanpa ada naskah penggantinya"))]
    assert amendment.amends is not None
    for said in (
        f"<strong>{amendment.amends.citation}</strong>",
        f"<strong>{amendment.citation}</strong>",
        "<strong>32\N{NO-BREAK SPACE}JP",
        "menjadi 20\N{NO-BREAK SPACE}JP",
        "Mencabut perubahannya saja",
    ):
        assert said in before_the_button
    ended: list[int] = []
    monkeypatch.setattr("bijak.policy.services.holding.publish", lambda event: ended.append(event.decree_id))
    services.revoke(decree=amendment, ends_on=day, because="Pasal 9.", by=None, today=LATER)
    assert not queries.in_force(day).exists()
    assert ended == [amendment.amends_id, amendment.pk]


def test_a_citizen_reads_what_a_draft_amends_and_what_changes(revision: Draft, client: Client) -> None:
    raise_hours(revision)
    add(revision, "Pasal 3", "Inspektorat mengawasi pengembangan kompetensi.")
    open_one = policy.in_dialogue(revision, today=LATER)
    page = client.get(reverse("consultation:draft", args=[open_one.uuid])).content.decode()
    listed, text = page.split('id="naskah"')
    assert "Rancangan perubahan atas Peraturan Wali Kota Contoh Nomor 12 Tahun 2026" in listed
    assert "Naskah utuh setelah diubah (PDF)" in listed
    assert "Pasal 2 ayat (1)" in listed
    assert "dihapus:" in listed
    assert "Inspektorat mengawasi" in listed
    assert "Pasal 3A" in listed
    assert "Pasal 3A" in text
    assert "Pasal 5" not in page
    assert "nomornya berubah" not in page
    assert text.count(">diubah<") == 1
    assert text.count(">disisipkan<") == 1


def test_who_put_initials_under_an_amendment_is_still_told_once_it_is_set(revision: Draft) -> None:
    raise_hours(revision)
    draft = policy.deciding(revision, LATER)
    policy.pass_gates(draft, LATER)
    before = [(each.title, each.decided_on) for each in queries.approvals(draft)]
    decree = policy.enacted(draft, in_force_from=date(2027, 3, 1), today=LATER, number=3)
    assert before
    assert [(each.title, each.decided_on) for each in queries.approvals(decree.draft)] == before
    assert {knot.step.code: knot.on for knot in queries.life_of(decree.draft, LATER)}[
        queries.COORDINATION
    ] == LATER


def test_a_citizen_who_comments_on_one_provision_reads_what_changes_of_it(
    revision: Draft, client: Client
) -> None:
    raise_hours(revision)
    remove(revision, "Pasal 2 ayat (2) huruf b")
    open_one = policy.in_dialogue(revision, today=LATER)

    def page(address: str) -> str:
        clause = next(each for each in queries.clauses(open_one.dialogue_version) if each.address == address)
        link = reverse("consultation:clause", args=[open_one.uuid, clause.provision])
        return client.get(link).content.decode()

    shown = page("Pasal 2")
    assert "Yang berubah dari Peraturan Wali Kota Contoh Nomor 12 Tahun 2026" in shown
    assert "dihapus:" in shown
    assert "Pasal 2 ayat (2) huruf b" in shown
    assert "huruf b" not in page("Pasal 2 ayat (1)").partition("Yang berubah")[2].partition("</section>")[0]
    assert "Ketentuan ini tidak berubah." in page("Pasal 3")
