"""The pages: who sees whose letters, writing one, the register, the public page."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account, View
from bijak.kernel.uuid7 import uuid7
from bijak.letters import forms, queries, services
from bijak.letters.models import EmployeeCard, LetterTemplate, NumberBook, OfficialLetter
from bijak.letters.tests.conftest import Issue
from bijak.organization import testing as organizing
from bijak.people.models import EmployeeToday
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db
PURPOSE, STARTED = map(forms.question_field, ("Keperluan surat", "Mulai melaksanakan tugas"))
type Browser = Callable[[Account], Client]


@pytest.fixture
def typed(book: NumberBook, head: EmployeeToday, today: date) -> dict[str, str]:
    return {
        "token": str(uuid7()), "edition": seen(), "book": str(book.uuid), "on": str(today), "as_of": str(today),
        "signer": str(head.uuid), "signer_position": "", PURPOSE: "beasiswa", "act": "terbit",
    }  # fmt: skip


def seen(code: str = "surat-keterangan-aktif") -> str:
    """What a form says of the words that it was opened for."""
    template = queries.template(code)
    assert template
    return str(template.seen)


def writing(row: EmployeeToday, code: str = "surat-keterangan-aktif") -> str:
    return reverse("letters:write", args=[row.uuid, code])


def test_an_officer_writes_a_letter_from_the_page_of_a_person(
    client_of: Browser, citra: Account, her: EmployeeToday, typed: dict[str, str]
) -> None:
    citras = client_of(citra)
    page = citras.get(reverse("people:person", args=[her.uuid])).content.decode()
    held = reverse("letters:of_person", args=[her.uuid])
    assert held in page
    assert reverse("letters:choose", args=[her.uuid]) in citras.get(held).content.decode()
    assert writing(her) in citras.get(reverse("letters:choose", args=[her.uuid])).content.decode()
    shown = citras.post(writing(her), typed | {"act": "pratinjau"}).content.decode()
    assert "Surat keterangan ini dibuat untuk beasiswa." in shown
    pdf = citras.post(writing(her), typed | {"act": "pdf"})
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert not OfficialLetter.objects.exists()
    follows = {"HX-Request": "true"}
    citras.post(writing(her), typed, headers=follows)
    assert not OfficialLetter.objects.exists()
    answer, again = citras.post(writing(her), typed), citras.post(writing(her), typed)
    letter = OfficialLetter.objects.get()
    assert again["Location"] == answer["Location"]
    assert answer["Location"] == reverse("letters:letter", args=[letter.uuid])
    assert letter.number in citras.get(answer["Location"]).content.decode()
    assert View.objects.filter(viewer=citra, subject_uuid=her.uuid).exists()


def test_a_template_edited_meanwhile_is_read_before_its_letter_goes_out(
    client_of: Browser, citra: Account, her: EmployeeToday, typed: dict[str, str], today: date
) -> None:
    facts = {"name": "Surat", "classification": "800", "is_for_active": True, "is_open": True}
    text = "# SURAT\n\n{? Nama bank} untuk {? Keperluan surat} {nama}"
    services.save_template(
        code="surat-keterangan-aktif", edition=0, facts=facts, text=text, by=citra, today=today
    )
    bank = {forms.question_field("Nama bank"): "Bank Contoh"}
    answer = client_of(citra).post(writing(her), typed | bank)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "baru saja disunting" in shown
    assert f'value="{seen()}"' in shown
    assert "Bank Contoh untuk beasiswa" in shown
    assert client_of(citra).post(writing(her), typed | bank | {"edition": seen()}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "said", "status"),
    [
        ({PURPOSE: "a\u202eb"}, "tidak dapat dicetak (U+202E)", 422),
        ({PURPOSE: "Sekolah 光明"}, "tidak dapat dicetak (光, U+5149)", 422),
        ({"signer": "", "signer_cari": "1999"}, "Tidak ada yang cocok dengan “1999”", 422),
        ({"on": "2026-12-01"}, "Tanggal surat belum tiba", 409),
        ({PURPOSE: "<b>tebal</b> #read(1)"}, "&lt;b&gt;tebal&lt;/b&gt; #read(1)", 200),
    ],
)
def test_what_was_typed_comes_back_with_what_is_wrong(
    client_of: Browser, citra: Account, her: EmployeeToday, typed: dict[str, str], wrong: dict[str, str], said: str,
    status: int,
) -> None:  # fmt: skip
    act = "pratinjau" if status == 200 else "terbit"
    answer = client_of(citra).post(writing(her), typed | wrong | {"act": act})
    assert answer.status_code == status
    assert said in answer.content.decode()


def test_a_lack_leads_to_where_it_is_mended(
    client_of: Browser, citra: Account, her: EmployeeToday, typed: dict[str, str]
) -> None:
    answer = client_of(citra).post(
        writing(her, "spmt"), typed | {"edition": seen("spmt"), STARTED: "2026-10-01"}
    )
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert f'href="{reverse("people:person", args=[her.uuid])}#riwayat-position">Nomor SK jabatan' in shown


def test_strangers_see_nothing_and_she_sees_her_own(
    client_of: Browser,
    ani: Account,
    dewi: Account,
    her: EmployeeToday,
    crowd: list[EmployeeToday],
    issue: Issue,
) -> None:
    hers, other = issue(her), issue(crowd[1])
    for name in ("letters:letter", "letters:letter_file"):
        answer = client_of(ani).get(reverse(name, args=[hers.uuid]))
        assert answer.status_code == 200
        b"".join(answer)
        assert client_of(ani).get(reverse(name, args=[other.uuid])).status_code == 404
        assert client_of(dewi).get(reverse(name, args=[hers.uuid])).status_code == 404
    assert client_of(dewi).get(writing(her)).status_code == 404
    assert client_of(ani).get(reverse("letters:list")).status_code == 403
    own = client_of(ani).get(reverse("people:person", args=[her.uuid])).content.decode()
    assert hers.number in own
    assert "Tulis surat" not in own
    file = client_of(ani).get(reverse("documents:download", args=[hers.prepared.uuid]))
    assert file.status_code == 404


def test_the_register_is_searched_and_taken_along(
    client_of: Browser,
    citra: Account,
    crowd: list[EmployeeToday],
    issue: Issue,
    django_assert_num_queries: Any,
) -> None:
    letters = [issue(row) for row in crowd[:3]]
    citras = client_of(citra)
    citras.get(reverse("letters:list"))
    with django_assert_num_queries(9):
        page = citras.get(reverse("letters:list")).content.decode()
    assert all(each.number in page for each in letters)
    assert_swap_equals_reload(citras, reverse("letters:list") + "?tahun=2026", "hasil")
    found = citras.get(reverse("letters:list") + "?cari=Pegawai+002&keadaan=terbit").content.decode()
    assert letters[1].number in found
    assert letters[0].number not in found
    table = b"".join(citras.get(reverse("letters:download") + "?bentuk=csv").streaming_content).decode()
    assert table.count("BKPSDM/2026") == 3


def test_several_are_written_by_their_numbers(
    client_of: Browser, citra: Account, crowd: list[EmployeeToday], typed: dict[str, str]
) -> None:
    address = reverse("letters:write_many", args=["surat-keterangan-aktif"])
    nips = f"{crowd[0].nip}\n {crowd[1].nip}\n"
    answer = client_of(citra).post(address, typed | {"nips": nips + "198001012005011001"})
    assert "198001012005011001" in answer.content.decode()
    assert not OfficialLetter.objects.exists()
    rounded = client_of(citra).post(address, typed | {"nips": "1.98501012010011E+17"})
    assert rounded.status_code == 422
    assert "hilang di lembar kerja" in rounded.content.decode()
    assert client_of(citra).post(address, typed | {"nips": nips}).status_code == 302
    assert [each.sequence for each in OfficialLetter.objects.order_by("pk")] == [1, 2]


def test_a_letter_is_replaced_on_its_page(
    client_of: Browser, citra: Account, her: EmployeeToday, issue: Issue, typed: dict[str, str]
) -> None:
    letter, citras = issue(her), client_of(citra)
    address = reverse("letters:replace", args=[letter.uuid])
    assert letter.number in citras.get(address).content.decode()
    answer = citras.post(address, typed | {"reason": "Salah keperluan."})
    newer = OfficialLetter.objects.get(replaces=letter)
    assert answer["Location"] == reverse("letters:letter", args=[newer.uuid])
    page = citras.get(reverse("letters:letter", args=[letter.uuid])).content.decode()
    assert "Salah keperluan." in page
    assert newer.number in page
    assert citras.post(reverse("letters:void", args=[letter.uuid]), {"reason": "Lagi."}).status_code == 409


def test_a_preview_never_saves_a_template(client_of: Browser, citra: Account) -> None:
    typed = {"edition": "0", "name": "Pengantar", "text": "Yth. {nama}", "act": "simpan"}
    address = reverse("letters:template", args=["surat-pengantar"])
    client_of(citra).post(address, typed, headers={"HX-Request": "true"})
    assert not LetterTemplate.objects.exists()


def test_a_template_is_tried_and_saved_by_who_arranges(
    client_of: Browser, citra: Account, health: Any, dewi: Account, today: date
) -> None:
    address = reverse("letters:template", args=["surat-pengantar"])
    citras, typed = client_of(citra), {"edition": "0", "name": "Pengantar", "is_open": "on"}
    shown = citras.post(address, typed | {"text": "Yth. {nam}", "act": "pratinjau"}).content.decode()
    assert "Mungkin maksudnya {nama}" in shown
    big = citras.post(address, typed | {"text": "a" * 1_000_000, "act": "simpan"})
    assert (big.status_code, len(big.content) < 3_000_000) == (422, True)
    assert citras.post(address, typed | {"text": "Yth. {nama}", "act": "simpan"}).status_code == 302
    found = queries.template("surat-pengantar")
    assert found
    assert (found.is_own, found.text, found.name) == (True, "Yth. {nama}", "Pengantar")
    sample = citras.post(address, typed | {"text": "Yth. {nama}", "act": "pdf"})
    assert sample.content.startswith(b"%PDF-")
    organizing.give_role(account=dewi, role="officer", unit=health, since=today)
    assert client_of(dewi).get(address).status_code == 403


def test_a_register_without_a_running_number_is_not_saved(client_of: Browser, citra: Account) -> None:
    typed = {
        "edition": "1", "name": "Buku", "pattern": "800/{tahun}", "last": "0", "office": "BKPSDM", "is_open": "on",
    }  # fmt: skip
    answer = client_of(citra).post(reverse("letters:new_book"), typed)
    assert answer.status_code == 409
    assert "tidak memuat nomor urut" in answer.content.decode()


def test_anyone_verifies_a_letter_and_learns_nobodys_name(
    client: Client, citra: Account, her: EmployeeToday, issue: Issue, today: date
) -> None:
    letter = issue(her)
    address = reverse("portal:verify_paper", args=[letter.code])
    page = client.get(address).content.decode()
    assert letter.number in page
    assert letter.prepared.sha256 in page
    assert "tidak dibatalkan" in page
    assert her.name not in page
    assert her.nip not in page
    same = client.get(f"{address}?sidik={letter.prepared.sha256}").content.decode()
    assert "sama persis dengan lembar ini" in same
    services.void(letter=letter, reason="Rahasia dapur.", by=citra, today=today)
    page = client.get(address).content.decode()
    assert "Surat ini dibatalkan" in page
    assert "Rahasia dapur" not in page


def test_a_card_is_given_printed_and_taken_back(
    client_of: Browser, client: Client, citra: Account, ani: Account, her: EmployeeToday
) -> None:
    citras = client_of(citra)
    citras.post(reverse("letters:issue_card", args=[her.uuid]))
    card = EmployeeCard.objects.get()
    file = reverse("letters:card_file", args=[card.uuid])
    assert client_of(ani).get(file).content.startswith(b"%PDF-")
    public = reverse("portal:verify_paper", args=[card.code])
    assert "pegawai aktif Pemerintah Kota Contoh pada 2 November 2026" in client.get(public).content.decode()
    citras.post(reverse("letters:end_card", args=[card.uuid]), {"reason": "Hilang."})
    assert "tidak berlaku lagi" in client.get(public).content.decode()
    assert citras.get(file).status_code == 404


def test_a_letter_is_signed_in_ink_from_its_page(
    client_of: Browser, citra: Account, her: EmployeeToday, issue: Issue, today: date
) -> None:
    letter, citras = issue(her), client_of(citra)
    assert (
        "Ditandatangani basah" in citras.get(reverse("letters:signing", args=[letter.uuid])).content.decode()
    )
    address = reverse("letters:record_ink", args=[letter.uuid])
    assert citras.post(address, {"signer": "", "signed_on": str(today)}).status_code == 422
    assert citras.post(address, {"signer": "Gita", "signed_on": str(today)}).status_code == 302
    assert "Gita" in citras.get(reverse("letters:letter", args=[letter.uuid])).content.decode()
