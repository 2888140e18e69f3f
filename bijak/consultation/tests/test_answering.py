"""Every comment is answered with a reason, its author is told, and until then the dialogue stays open."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import fastexcel
import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account, View
from bijak.consultation import exporting, queries, services
from bijak.consultation.models import Answer, Comment, Disposition, Kind
from bijak.documents.printing import Paper
from bijak.ledger import queries as ledger
from bijak.notifications.models import Letter, Message
from bijak.policy import queries as policies
from bijak.policy import services as policy
from bijak.policy.models import Draft
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]
type Say = Callable[..., Comment]


@pytest.fixture
def say(draft: Draft, today: date) -> Say:
    """A comment by an account, or by a stranger who has confirmed it."""

    def write(text: str, by: Account | None = None, address: str = "", **more: Any) -> Comment:
        clause = next(
            (each for each in queries.clauses_of(draft) if address and each.address == address), None
        )
        common = {
            "draft": draft,
            "version": draft.dialogue_version.uuid,
            "provision_id": clause.provision_id if clause else None,
            "text": text,
            "today": today,
        }
        if by is not None:
            return services.comment(**common, by=by, **more)
        stranger = {"name": "Rahmat", "email": "rahmat@kampus.example", "kind": Kind.EDUCATION}
        return services.confirm(comment=services.submit(**common, **(stranger | more)), now=timezone.now())

    return write


def reply(comments: list[Comment], by: Account, today: date, **more: Any) -> Answer:
    words = {"disposition": Disposition.REJECTED, "reason": "Batas nasional sudah 20 JP."}
    return services.answer(comments=comments, by=by, today=today, **(words | more))


def test_an_unanswered_comment_keeps_the_dialogue_open(
    draft: Draft, say: Say, eka: Account, ani: Account, today: date
) -> None:
    said = say("Mohon dijelaskan.", ani)
    over = draft.dialogue_until + timedelta(days=1)
    with pytest.raises(policy.Refused, match="1 tanggapan belum dijawab"):
        policy.close_dialogue(draft=draft, by=eka, today=over)
    reply([said], eka, today)
    policy.close_dialogue(draft=draft, by=eka, today=over)
    assert policies.get_draft(draft.uuid).stage == "deciding"


def test_what_nobody_confirmed_and_what_was_hidden_keeps_nothing_open(
    draft: Draft, say: Say, eka: Account, today: date
) -> None:
    services.submit(
        draft=draft, version=draft.dialogue_version.uuid, provision_id=None, text="Belum pasti.", name="X",
        email="x@kampus.example", kind=Kind.CITIZEN, today=today,
    )  # fmt: skip
    services.hide(comment=say("Iklan.", email="spam@kampus.example"), reason="Iklan.", by=eka, today=today)
    assert queries.obstacles(draft, today) == []


def test_ani_is_told_in_the_application_and_a_stranger_by_mail(
    say: Say, eka: Account, ani: Account, today: date, client: Client
) -> None:
    reply([say("Setuju.", ani), say("Tidak setuju.")], eka, today)
    message = Message.objects.get(to=ani)
    assert "Ditolak" in message.body
    assert "Batas nasional sudah 20 JP." in message.body
    assert "Batas nasional" in client.get(message.link).content.decode()
    letter = Letter.objects.order_by("-pk").first()
    assert letter.to == "rahmat@kampus.example"
    assert "Ditolak" in letter.body
    assert "Batas nasional" in client.get(letter.link).content.decode()


def test_one_answer_for_several_alike(
    client_of: Browser, say: Say, eka: Account, ani: Account, budi: Account, draft: Draft
) -> None:
    first = say("Mohon 24 jam pelajaran diubah menjadi 20 jam pelajaran.", ani)
    second = say("Mohon agar 24 jam pelajaran diubah menjadi 20 jam pelajaran.", budi)
    other = say("Apakah PPPK paruh waktu termasuk?", email="lain@kampus.example")
    browser, page = client_of(eka), reverse("consultation:answer", args=[draft.uuid])
    shown = browser.get(page).content.decode()
    assert "Tanggapan yang mirip" in shown
    assert str(second.uuid) in shown
    assert str(other.uuid) not in shown
    browser.post(
        page,
        {
            "t": [str(first.uuid), str(second.uuid)],
            "disposition": "partly",
            "reason": "Ditinjau.",
            "seen": "0",
        },
    )
    assert Answer.objects.count() == 1
    assert {each.answer_id for each in Comment.objects.filter(pk__in=[first.pk, second.pk])} == {
        Answer.objects.get().pk
    }
    assert queries.count_of(draft).waiting == 1
    assert [entry.verb for entry in ledger.entries_for(draft)].count("consultation.comments_answered") == 1


def test_an_answer_needs_a_reason_and_keeps_what_was_typed(
    client_of: Browser, say: Say, eka: Account, ani: Account, draft: Draft
) -> None:
    said = say("Setuju.", ani)
    page = reverse("consultation:answer", args=[draft.uuid])
    typed = {
        "t": str(said.uuid),
        "disposition": "noted",
        "reason": "",
        "text": "Terima kasih banyak.",
        "seen": "0",
    }
    shown = client_of(eka).post(page, typed).content.decode()
    assert "Tulis alasan" in shown
    assert "Terima kasih banyak." in shown
    assert not Answer.objects.exists()


def test_two_analysts_do_not_overwrite_each_other(
    client_of: Browser, say: Say, eka: Account, ani: Account, draft: Draft, today: date
) -> None:
    said = say("Setuju.", ani)
    reply([said], eka, today)
    page = reverse("consultation:answer", args=[draft.uuid])
    typed = {"t": str(said.uuid), "disposition": "noted", "reason": "Jawaban kedua.", "seen": "0"}
    refused = client_of(eka).post(page, typed)
    assert refused.status_code == 409
    assert "baru saja dijawab orang lain" in refused.content.decode()
    assert "Batas nasional sudah 20 JP." in refused.content.decode()
    assert "Jawaban kedua." in refused.content.decode()
    again = client_of(eka).post(page, typed | {"seen": str(Answer.objects.get().pk)})
    assert again.status_code == 302
    assert Comment.objects.get().answer.reason == "Jawaban kedua."
    assert Answer.objects.count() == 2, "The answer given before stays on record."


def test_from_a_comment_other_words_are_proposed_with_its_receipt(
    client_of: Browser, say: Say, eka: Account, ani: Account, draft: Draft
) -> None:
    said = say("Ubah.", ani, address="Pasal 3")
    browser = client_of(eka)
    page = browser.get(reverse("consultation:answer", args=[draft.uuid]), {"t": said.uuid}).content.decode()
    link = re.search(r'href="([^"]+/usul/[^"]*)"', page)
    assert link is not None
    form = browser.get(link[1]).context["form"]
    assert said.receipt in form["reason"].value()


def test_only_a_later_version_of_the_draft_can_have_changed(
    say: Say, eka: Account, ani: Account, draft: Draft, today: date
) -> None:
    said = say("Ubah.", ani)
    with pytest.raises(services.Refused, match="lebih baru"):
        reply([said], eka, today, disposition=Disposition.ACCEPTED, changed_in=draft.dialogue_version)
    later = policies.working_version(draft)
    given = reply([said], eka, today, disposition=Disposition.ACCEPTED, changed_in=later)
    assert given.changed_in == later


def test_ani_may_not_answer_and_hadi_may_only_read(
    client_of: Browser, say: Say, ani: Account, hadi: Account, draft: Draft, today: date
) -> None:
    said = say("Setuju.", ani)
    pages = [
        reverse("consultation:comments", args=[draft.uuid]),
        reverse("consultation:matrix", args=[draft.uuid]) + "?bentuk=pdf",
        reverse("consultation:comment", args=[said.uuid]),
    ]
    closed = [
        reverse("consultation:answer", args=[draft.uuid]),
        reverse("consultation:invitations", args=[draft.uuid]),
        reverse("consultation:stakeholders"),
        reverse("consultation:register"),
    ]
    assert {client_of(ani).get(page).status_code for page in (*pages, *closed)} == {403}
    assert {client_of(hadi).get(page).status_code for page in pages} == {200}
    assert {client_of(hadi).get(page).status_code for page in closed} == {403}
    assert client_of(hadi).post(pages[2], {"hide": "1", "reason": "x"}).status_code == 403
    assert {Client().get(page).status_code for page in (*pages, *closed)} == {302}
    with pytest.raises(PermissionDenied):
        reply([said], hadi, today)


def test_an_unknown_draft_or_comment_is_404(client_of: Browser, eka: Account, draft: Draft) -> None:
    nobody = "019a0000-0000-7000-8000-000000000000"
    for name in ("comments", "answer", "invitations", "matrix", "comment"):
        assert client_of(eka).get(reverse(f"consultation:{name}", args=[nobody])).status_code == 404
    assert client_of(eka).get(reverse("consultation:answer", args=[draft.uuid]) + "?t=x").status_code == 404


def test_the_address_is_masked_and_looking_at_it_is_logged(
    client_of: Browser, say: Say, eka: Account
) -> None:
    said = say("Setuju.")
    page, browser = reverse("consultation:comment", args=[said.uuid]), client_of(eka)
    assert "rahmat@kampus" not in browser.get(page).content.decode()
    assert "r•••@kampus.example" in browser.get(page).content.decode()
    assert not View.objects.filter(subject_uuid=said.uuid).exists()
    assert "rahmat@kampus.example" in browser.post(page, {"email": "1"}).content.decode()
    assert View.objects.filter(subject_uuid=said.uuid, viewer=eka).exists()


def test_a_hidden_comment_leaves_its_reason_and_can_come_back(
    client_of: Browser, say: Say, eka: Account, ani: Account, draft: Draft
) -> None:
    said = say("Kata kasar sekali.", ani)
    page, browser = reverse("consultation:comment", args=[said.uuid]), client_of(eka)
    assert "Tulis alasan." in browser.post(page, {"hide": "1", "reason": ""}).content.decode()
    browser.post(page, {"hide": "1", "reason": "Memuat penghinaan."})
    public = Client().get(reverse("consultation:whole", args=[draft.uuid])).content.decode()
    assert "Kata kasar sekali." not in public
    assert "Memuat penghinaan." in public
    assert "Memuat penghinaan." in Client().get(reverse("consultation:rules")).content.decode()
    assert "Memuat penghinaan." in Message.objects.get(to=ani).body
    assert Comment.objects.get().text == "Kata kasar sekali."
    browser.post(page, {"show": "1"})
    assert (
        "Kata kasar sekali."
        in Client().get(reverse("consultation:whole", args=[draft.uuid])).content.decode()
    )
    verbs = [entry.verb for entry in ledger.entries_for(said)]
    assert verbs == [
        "consultation.comment_shown",
        "consultation.comment_hidden",
        "consultation.comment_received",
    ]


def test_the_list_is_filtered_swapped_and_costs_the_same_queries(
    client_of: Browser, say: Say, eka: Account, ani: Account, budi: Account, draft: Draft, today: date,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    reply([say("Sudah dijawab.", ani, "Pasal 3")], eka, today)
    for number in range(8):
        say(f"Tanggapan ke-{number}.", budi, "Pasal 2 ayat (1)")
    browser, page = client_of(eka), reverse("consultation:comments", args=[draft.uuid])
    waiting = browser.get(page).content.decode()
    assert "Tanggapan ke-7." in waiting
    assert "Sudah dijawab." not in waiting
    assert "Sudah dijawab." in browser.get(f"{page}?status=answered").content.decode()
    third = next(each for each in queries.clauses_of(draft) if each.address == "Pasal 3")
    clause = browser.get(f"{page}?status=all&ketentuan={third.provision}").content.decode()
    assert "Sudah dijawab." in clause
    assert "Tanggapan ke-7." not in clause
    assert "Tanggapan ke-3." in browser.get(f"{page}?cari=ke-3").content.decode()
    assert browser.get(f"{page}?ketentuan=omong&status=kosong&hal=99").status_code == 200
    assert browser.get(f"{page}?pilih=semua").content.decode().count(" checked") == 8
    assert_swap_equals_reload(browser, f"{page}?status=all", "hasil")
    with django_assert_max_num_queries(24):
        browser.get(page)


def test_after_the_last_answer_eka_is_back_at_the_list(
    client_of: Browser, say: Say, eka: Account, ani: Account, draft: Draft, today: date
) -> None:
    page, browser = reverse("consultation:answer", args=[draft.uuid]), client_of(eka)
    hidden = say("Kasar.", ani)
    services.hide(comment=hidden, reason="Penghinaan.", by=eka, today=today)
    assert "Semua tanggapan sudah dijawab." in browser.get(page, follow=True).content.decode()
    waiting = say("Setuju.", ani)
    gone = browser.get(f"{page}?t={hidden.uuid}", follow=True).content.decode()
    assert "baru saja disembunyikan" in gone
    typed = {
        "t": str(waiting.uuid),
        "disposition": "noted",
        "reason": "Terima kasih.",
        "seen": "0",
        "next": "1",
    }
    assert "Semua tanggapan sudah dijawab." in browser.post(page, typed, follow=True).content.decode()


EVIL = '=HYPERLINK("http://jahat.example") #read("/etc/passwd") *tebal* <b>html</b> \\ $x$'


def test_the_matrix_on_paper_has_the_words_of_each_comment(
    say: Say, eka: Account, ani: Account, draft: Draft, today: date
) -> None:
    reply(
        [say(EVIL, ani, "Pasal 2 ayat (1)")], eka, today, reason="Alasan pertama.", text="Jawaban #panjang."
    )
    say("Baris satu.\nBaris dua belum dijawab.")
    services.hide(
        comment=say("Rahasia kasar.", email="k@kampus.example"), reason="Penghinaan.", by=eka, today=today
    )
    for paper, size in ((Paper.A4, (842, 595)), (Paper.F4, (935, 609))):
        printed = pypdfium2.PdfDocument(exporting.matrix_pdf(draft, paper=paper, today=today))
        assert tuple(round(each) for each in printed[0].get_size()) == size
        words = " ".join(" ".join(page.get_textpage().get_text_range() for page in printed).split())
        for said in ("#read(", "*tebal*", "<b>html</b>", "Alasan pertama.", "Baris dua", "Pasal 2 ayat (1)"):
            assert said in words, said
        assert "Belum dijawab" in words
        assert "Halaman 1 dari" in words
        assert "Rahasia kasar." not in words
        assert ani.name not in words


def test_the_matrix_for_a_spreadsheet_starts_no_formula(
    client_of: Browser, say: Say, eka: Account, ani: Account, draft: Draft
) -> None:
    say(EVIL, ani)
    page = reverse("consultation:matrix", args=[draft.uuid])
    book = b"".join(client_of(eka).get(f"{page}?bentuk=xlsx").streaming_content)
    sheet = fastexcel.read_excel(book).load_sheet(0)
    assert EVIL in sheet.to_polars()["Tanggapan"].to_list()
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(book)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    table = b"".join(client_of(eka).get(f"{page}?bentuk=csv").streaming_content).decode()
    assert "'=HYPERLINK" in table
    assert client_of(eka).get(f"{page}?bentuk=pdf&kertas=f4").content.startswith(b"%PDF")
    assert client_of(eka).get(f"{page}?bentuk=pdf&kertas=karton").content.startswith(b"%PDF")
    assert {entry.verb for entry in ledger.entries_for(draft)} >= {"consultation.matrix_exported"}
