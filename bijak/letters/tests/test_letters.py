"""Letters: written, numbered, kept, signed, voided; and what anyone may verify."""

import contextlib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from bijak.accounts.models import Account
from bijak.documents import queries as documents
from bijak.documents import reading
from bijak.documents.content import Refused as NotTaken
from bijak.documents.models import Document, Way
from bijak.documents.testing import NOW, install_certificate, sign_elsewhere
from bijak.kernel.uuid7 import uuid7
from bijak.ledger import queries as ledger
from bijak.letters import exporting, queries, services
from bijak.letters.models import NumberCount, OfficialLetter, TemplateVersion
from bijak.letters.tests.conftest import Issue, Order, make_book
from bijak.notifications.models import Message
from bijak.people.models import EmployeeToday, Identity

pytestmark = pytest.mark.django_db


def words(document: Document) -> str:
    with documents.open_content(document) as file:
        return " ".join(reading.text_of(file).split())


def content(document: Document) -> bytes:
    with documents.open_content(document) as file:
        return file.read()


def room_to_sign(pdf: bytes) -> tuple[int, int, int, int]:
    """A box between the position of the signer and her name, in points from the lower left."""
    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as paper:
        page = paper[0].get_textpage()
        place, _length = page.search(services.BELOW[0]).get_next()
        left, bottom, _right, _top = map(round, page.get_charbox(place))
    return left, bottom - 100, left + 150, bottom - 60


# Issuing ------------------------------------------------------------------------------------------


def test_a_letter_says_what_is_on_record_and_is_kept(
    issue: Issue, her: EmployeeToday, head: EmployeeToday
) -> None:
    letter = issue(her)
    assert letter.number == "800.1.11/001/BKPSDM/2026"
    said = words(letter.prepared)
    for each in (her.full_name, her.nip, "Penata, III/c", "pengajuan beasiswa", letter.number, head.full_name,
                 "Kepala Dinas Pendidikan", "PEMERINTAH KOTA CONTOH", "BADAN KEPEGAWAIAN", letter.code):  # fmt: skip
        assert each in said
    (entry,) = ledger.entries_for(letter)
    assert entry.facts["sha256"] == letter.prepared.sha256
    assert Message.objects.filter(kind="letters.issued", to=her.employee.account).exists()


def test_numbers_follow_each_other_over_templates_and_begin_anew_each_year(
    issue: Issue, crowd: list[EmployeeToday], today: date
) -> None:
    first = issue(crowd[0])
    second = issue(crowd[1], code="surat-pengantar", answers={"Tujuan surat": "RSUD", "Keperluan": "berobat"})
    last_year = issue(crowd[1], on=date(2025, 12, 30), as_of=today)
    assert [each.sequence for each in (first, second, last_year)] == [1, 2, 1]
    assert last_year.number == "800.1.11/001/BKPSDM/2025"


def test_a_register_goes_on_from_the_old_one_and_cannot_be_turned_back(
    citra: Account, her: EmployeeToday, issue: Issue, today: date
) -> None:
    book = make_book(citra, today, last=411, pattern="X/{urut}/{tahun}", name="Lama")
    assert issue(her, book=book).number == "X/412/2026"
    facts = {
        name: getattr(book, name) for name in ("name", "pattern", "office", "letterhead", "unit", "is_open")
    }
    with pytest.raises(services.Refused, match="tidak dapat diubah lagi"):
        services.save_book(book=book, edition=1, facts=facts, last=3, by=citra, today=today)


def test_a_form_sent_twice_makes_one_letter_and_changed_it_needs_a_page_of_its_own(
    issue: Issue, her: EmployeeToday
) -> None:
    token = uuid7()
    letter = issue(her, token=token)
    assert issue(her, token=token) == letter
    with pytest.raises(services.Refused, match=f"sudah menjadi surat {letter.number}"):
        issue(her, token=token, answers={"Keperluan surat": "kredit"})
    assert issue(her).sequence == 2


def test_what_fails_takes_no_number(
    issue: Issue, order: Order, her: EmployeeToday, citra: Account, today: date
) -> None:
    def breaks(*_args: Any) -> bytes:
        raise NotTaken("disk")

    with pytest.raises(NotTaken):
        services.issue(order=order(), rows=[her], lay_out=breaks, by=citra, today=today)
    assert issue(her).sequence == 1


def test_many_are_issued_together_or_none(
    order: Order, crowd: list[EmployeeToday], citra: Account, today: date
) -> None:
    Identity.objects.filter(employee=crowd[1].pk).update(name="Nama\u202e Balik")
    with pytest.raises(services.Refused, match="belum lengkap untuk surat ini: Nama dan gelar"):
        services.issue(order=order(), rows=crowd[:3], lay_out=exporting.letter_pdf, by=citra, today=today)
    assert not OfficialLetter.objects.exists()
    assert not NumberCount.objects.filter(last__gt=0).exists()
    pair = [crowd[0], crowd[2]]
    issued = services.issue(order=order(), rows=pair, lay_out=exporting.letter_pdf, by=citra, today=today)
    assert [each.sequence for each in issued] == [1, 2]


def test_a_record_that_lacks_something_is_named_with_its_place(
    order: Order, her: EmployeeToday, citra: Account, today: date
) -> None:
    asked = order("spmt", answers={"Mulai melaksanakan tugas": "1 Oktober 2026"})
    drafted = queries.draft(
        asked.template, her, on=today, as_of=today, answers=asked.answers, signed_by=asked.signed_by
    )
    assert [(each.label, each.topic) for each in drafted.lacks] == [
        ("Nomor SK jabatan", "position"),
        ("Tanggal SK jabatan", "position"),
    ]
    with pytest.raises(services.Refused, match="Nomor SK jabatan, Tanggal SK jabatan"):
        services.issue(order=asked, rows=[her], lay_out=exporting.letter_pdf, by=citra, today=today)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"on": date(2026, 12, 1)}, "belum tiba"),
        ({"as_of": date(2026, 12, 1)}, "belum tiba"),
        ({"answers": {}}, "Isi “Keperluan surat”"),
        ({"answers": {"Keperluan surat": "a\u202eb"}}, "tidak dapat dicetak"),
    ],
)
def test_what_cannot_stand_in_a_letter_is_refused(
    issue: Issue, her: EmployeeToday, facts: dict[str, Any], why: str
) -> None:
    with pytest.raises(services.Refused, match=why):
        issue(her, **facts)


def test_who_left_gets_no_letter_for_the_active(issue: Issue, her: EmployeeToday) -> None:
    her.standing_code = "99"
    with pytest.raises(services.Refused, match="tidak lagi aktif"):
        issue(her)


def test_who_may_not_write_about_her_does_not(
    order: Order, her: EmployeeToday, dewi: Account, today: date
) -> None:
    with pytest.raises(PermissionDenied):
        services.issue(order=order(), rows=[her], lay_out=exporting.letter_pdf, by=dewi, today=today)


# Templates ----------------------------------------------------------------------------------------


def test_a_letter_keeps_the_words_it_was_written_with(
    issue: Issue, her: EmployeeToday, citra: Account, today: date
) -> None:
    first = issue(her)
    known = queries.template("surat-keterangan-aktif")
    assert known
    assert known.row
    facts = {"name": known.name, "classification": "800", "is_for_active": True, "is_open": True}
    asked = {"code": known.code, "facts": facts, "by": citra, "today": today}
    services.save_template(
        text="# SURAT\n\n{nama} untuk {? Keperluan surat}", edition=known.row.edition, **asked
    )
    second = issue(her)
    assert (first.version.number, second.version.number) == (1, 2)
    assert second.number.startswith("800/002/")
    with pytest.raises(services.Refused, match="baru saja disunting"):
        services.save_template(text="# LAIN", edition=known.row.edition, **asked)
    assert TemplateVersion.objects.count() == 2


def test_another_name_does_not_make_a_shipped_text_the_agencys(citra: Account, today: date) -> None:
    known = queries.template("surat-tugas")
    assert known
    facts = {"name": "Surat perintah tugas", "classification": "9", "is_for_active": True, "is_open": False}
    services.save_template(code=known.code, edition=0, facts=facts, text=known.text, by=citra, today=today)
    found = queries.template("surat-tugas")
    assert found
    assert (found.name, found.is_own, found.is_open) == ("Surat perintah tugas", False, False)
    assert [each.is_open for each in queries.templates()][-1] is False


def test_an_unsound_template_is_refused_with_the_place(citra: Account, today: date) -> None:
    facts = {"name": "Surat baru", "classification": "", "is_for_active": True, "is_open": True}
    with pytest.raises(services.Unsound, match="Baris 2, huruf ke-1"):
        services.save_template(edition=0, facts=facts, text="Yth.\n{tidak_ada}", by=citra, today=today)


# What becomes of it -------------------------------------------------------------------------------


def test_a_voided_letter_stays_and_is_replaced(
    issue: Issue, her: EmployeeToday, citra: Account, today: date
) -> None:
    letter = issue(her)
    with pytest.raises(services.Refused, match="mengapa"):
        services.void(letter=letter, reason="  ", by=citra, today=today)
    newer = issue(her, replaces=letter, reason="Salah ketik.")
    letter.refresh_from_db()
    assert (letter.void_reason, letter.voided_on) == ("Salah ketik.", today)
    assert newer.sequence == 2
    assert queries.replacement_of(letter) == newer
    with pytest.raises(services.Refused, match="sudah diganti"):
        issue(her, replaces=letter, reason="Lagi.")
    with pytest.raises(services.Refused, match="dibatalkan, jadi tidak ditandatangani"):
        services.record_ink(letter=letter, signed_on=today, signer="X", by=citra, today=today)


def test_an_amended_record_leaves_the_letter_and_is_shown(
    issue: Issue, her: EmployeeToday, citra: Account, today: date
) -> None:
    letter = issue(her)
    assert queries.changed_since(letter, her) == []
    Identity.objects.filter(employee=her.pk).update(name="Nama Baru")
    assert queries.changed_since(letter, her) == ["Nama dan gelar"]
    assert her.full_name in words(letter.prepared)


def test_a_letter_is_signed_once_in_ink(
    issue: Issue, her: EmployeeToday, citra: Account, today: date
) -> None:
    letter = issue(her)
    with pytest.raises(services.Refused, match="dari tanggal surat"):
        services.record_ink(
            letter=letter, signed_on=today + timedelta(1), signer="Gita", by=citra, today=today
        )
    services.record_ink(letter=letter, signed_on=today, signer="Gita Maharani", by=citra, today=today)
    (signature,) = queries.signatures_of(letter)
    assert (signature.way, signature.signer) == (Way.INK, "Gita Maharani")
    with pytest.raises(services.Refused, match="sudah ditandatangani"):
        services.record_ink(letter=letter, signed_on=today, signer="Gita", by=citra, today=today)


def test_a_letter_is_signed_with_the_agencys_certificate_or_elsewhere(
    issue: Issue, crowd: list[EmployeeToday], gita: Account, citra: Account, today: date, settings: Any,
    tmp_path: Path,
) -> None:  # fmt: skip
    here, elsewhere = issue(crowd[0]), issue(crowd[1])
    with pytest.raises(NotTaken, match="belum dipasang"):
        services.sign_here(letter=here, by=gita, now=NOW, today=today)
    install_certificate(settings, tmp_path, agency="Badan Kepegawaian", is_trusted=True)
    services.sign_here(letter=here, by=gita, now=NOW, today=today)
    with pytest.raises(PermissionDenied):
        services.sign_here(letter=elsewhere, by=citra, now=NOW, today=today)
    signed = sign_elsewhere(content(elsewhere.prepared), box=room_to_sign(content(elsewhere.prepared)))
    services.take_in_signed(letter=elsewhere, file=ContentFile(signed), by=citra, now=NOW, today=today)
    for letter, way in ((here, Way.CERTIFICATE), (elsewhere, Way.UPLOAD)):
        (signature,) = queries.signatures_of(letter)
        assert (signature.way, signature.signer, signature.is_trusted) == (way, "Badan Kepegawaian", True)


# Cards --------------------------------------------------------------------------------------------


def test_a_card_holds_as_long_as_she_works_here(her: EmployeeToday, citra: Account, today: date) -> None:
    card = services.issue_card(row=her, by=citra, today=today)
    found = queries.paper_named(card.code, today=today)
    assert found
    assert found.is_valid
    assert her.name not in repr(found)
    assert exporting.card_pdf(card, her).startswith(b"%PDF-")
    with pytest.raises(services.Refused, match="mengapa"):
        services.issue_card(row=her, by=citra, today=today)
    newer = services.issue_card(row=her, reason="Hilang.", by=citra, today=today)
    EmployeeToday.objects.filter(pk=her.pk).update(standing_code="99")
    states = [queries.paper_named(each.code, today=today) for each in (card, newer)]
    assert [each.is_valid for each in states if each] == [False, False]
    her.standing_code = "99"
    with pytest.raises(services.Refused, match="tidak lagi aktif"):
        services.issue_card(row=her, reason="Baru.", by=citra, today=today)


def test_an_import_of_whom_a_letter_speaks_is_not_taken_back(
    issue: Issue, crowd: list[EmployeeToday]
) -> None:
    issue(crowd[0])
    assert queries.holders(frozenset({crowd[0].pk, crowd[1].pk})) == {crowd[0].pk}
