"""The pages on which a text is written, as each person meets them."""

import json
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.html import parse_html
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.documents import reading
from bijak.legaltext import reader
from bijak.organization.testing import give_role
from bijak.policy import exporting, queries, services
from bijak.policy.models import Act, Change, Draft, Rewording, Unsaved, Version
from bijak.policy.testing import clause, make_policy
from bijak.policy.tests.test_long_texts import regulation
from bijak.shell import testing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_november")]

type Browser = Callable[[Account], Client]
HTMX = {"HX-Request": "true"}
WRONG = "Pegawai wajib mengikuti pelatihan paling lama 24 (dua puluh lima) jam."


@pytest.fixture
def fitri(citra: Account, city: object, today: date) -> Account:
    """A second analyst: Citra, with leave to write."""
    give_role(account=citra, role="analyst", unit=None, since=today)
    return citra


def to(name: str, draft: Draft, *more: Any) -> str:
    return reverse(f"policy:{name}", args=[draft.uuid, *more])


def body(response: HttpResponse) -> str:
    html = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.find("<main") :] if "<main" in html else html).split())


def element(html: str, name: str) -> str:
    found = testing._find(parse_html(f"<div>{html}</div>"), name)
    assert found is not None, name
    found.attributes = [each for each in found.attributes if each[0] != "hx-swap-oob"]
    return testing._text(found)


def working(draft: Draft) -> Version:
    version = queries.working_version(draft)
    assert version is not None
    return version


def open_whole(browser: Client, draft: Draft, **query: str) -> dict[str, str]:
    """The fields of the editor of a whole text as it opens."""
    form = browser.get(to("write_text", draft), query).context["form"]
    return {name: str(form[name].value()) for name in ("text", "first", "last", "basis")}


# The whole text ---------------------------------------------------------------------------------


def test_eka_sees_what_will_change_before_she_saves_it(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    browser = client_of(eka)
    typed = open_whole(browser, draft)
    typed["text"] = typed["text"].replace("kesempatan yang sama", "kesempatan yang adil")
    page = browser.post(to("write_text", draft), typed | {"langkah": "tinjau"})
    assert "1 diubah" in body(page)
    assert "<ins>" in page.content.decode()
    assert "sama" in clause(draft, "Pasal 3").text
    form = page.context["form"]
    again = {name: form[name].value() for name in typed}
    assert browser.post(to("write_text", draft), again | {"langkah": "simpan"}).status_code == 302
    assert "kesempatan yang adil" in clause(draft, "Pasal 3").text


def test_she_goes_back_to_writing_with_her_words(draft: Draft, eka: Account, client_of: Browser) -> None:
    browser = client_of(eka)
    typed = open_whole(browser, draft)
    page = browser.post(to("write_text", draft), typed | {"text": "Pasal 1\nSaja.", "langkah": "sunting"})
    assert "Pasal 1\nSaja." in page.content.decode()


def test_a_long_text_is_written_chapter_by_chapter(eka: Account, client_of: Browser, today: date) -> None:
    draft = make_policy(by=eka, today=today, text=regulation(pasal=200, per_bab=12))
    browser = client_of(eka)
    typed = open_whole(browser, draft, bab="3")
    assert typed["text"].startswith("Pasal 7\n(1) ")
    assert len(typed["text"]) < 40_000
    page = browser.post(to("write_text", draft), typed | {"langkah": "tinjau"})
    assert "Tidak ada yang berubah." in body(page)


def test_two_writers_of_a_chapter_meet_only_where_both_changed_the_same(
    draft: Draft, eka: Account, citra: Account, client_of: Browser, today: date
) -> None:
    browser, other = client_of(eka), working(draft)
    typed = open_whole(browser, draft)
    typed["text"] = (
        typed["text"]
        .replace("kesempatan yang sama", "kesempatan yang adil")
        .replace("pelatihan klasikal", "pelatihan klasikal sebagaimana dimaksud dalam Pasal 3")
    )

    def write(address: str, words: str) -> None:
        here = queries.passages(other).get(provision__uuid=clause(draft, address).provision)
        services.edit_passage(
            passage=here, heading="", text=words, edition=here.edition, by=None, today=today
        )

    write("Pasal 3", "Kata orang lain.")
    write("Pasal 4", "Berlaku besok.")
    services.add_passage(
        version=other, after=queries.passages(other).get(provision__uuid=clause(draft, "Pasal 1").provision),
        kind="pasal", text="Pasal orang lain.", by=None, today=today,
    )  # fmt: skip
    services.remove_passage(
        passage=queries.passages(other).get(provision__uuid=clause(draft, "Pasal 1 angka 2").provision),
        by=None,
        today=today,
    )
    theirs = {each.name: each.provision for each in queries.clauses(other)}
    page = browser.post(to("write_text", draft), typed | {"langkah": "simpan"})
    assert page.status_code == 409
    assert "sudah digabungkan" in body(page)
    assert "Pasal 4: pakai yang disimpan orang lain" in body(page)
    again = {name: page.context["form"][name].value() for name in typed} | {"langkah": "simpan"}
    (both,) = page.context["both"]
    again["sama"] = same = f"{both.place}:{theirs['Pasal 4']}"
    for chosen, kept in (([], "kesempatan yang adil"), ([same], "Kata orang lain.")):
        with transaction.atomic():
            assert browser.post(to("write_text", draft), again | {"lain": chosen}).status_code == 302
            assert kept in clause(draft, "Pasal 4").text
            assert clause(draft, "Pasal 2").text == "Pasal orang lain."
            assert clause(draft, "Pasal 5").text == "Berlaku besok."
            assert "dimaksud dalam Pasal 4" in clause(draft, "Pasal 3 ayat (2) huruf a").text
            assert {each.name: each.provision for each in queries.clauses(other)} == theirs
            transaction.set_rollback(True)


def test_where_another_moved_parts_one_sees_what_her_text_would_undo(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    browser = client_of(eka)
    typed = open_whole(browser, draft)
    here = queries.passages(working(draft)).get(provision__uuid=clause(draft, "Pasal 2 ayat (1)").provision)
    services.move_passage(passage=here, direction="down", by=None, today=today)
    page = browser.post(to("write_text", draft), typed | {"langkah": "simpan"})
    assert page.status_code == 409
    assert "tampak di bawah sebagai dihapus atau diubah" in body(page)
    again = {name: page.context["form"][name].value() for name in typed}
    browser.post(to("write_text", draft), again | {"langkah": "simpan"})
    assert clause(draft, "Pasal 2 ayat (1)").provision == here.provision.uuid


def test_what_breaks_a_rule_is_seen_before_the_whole_text_is_saved(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    browser = client_of(eka)
    typed = open_whole(browser, draft)
    page = browser.post(to("write_text", draft), typed | {"langkah": "tinjau"})
    assert not page.context["found"]
    words = "Kepala dinas memberi 24 (dua puluh lima) hari."
    typed["text"] = typed["text"].replace(clause(draft, "Pasal 3").text, words)
    page = browser.post(to("write_text", draft), typed | {"langkah": "tinjau"})
    assert [(name, found.rule.id) for name, found in page.context["found"]] == [
        ("Pasal 3", "number-in-words")
    ]
    assert "1 temuan" in body(page)


def test_what_was_written_about_a_removed_chapter_is_given_back(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    browser = client_of(eka)
    typed = open_whole(browser, draft)
    last = queries.passages(queries.working_version(draft)).get(provision__uuid=typed["last"])
    services.remove_passage(passage=last, by=eka, today=today)
    page = browser.post(
        to("write_text", draft), typed | {"text": "Lama saya menulis ini.", "langkah": "simpan"}
    )
    assert page.status_code == 409
    assert "Lama saya menulis ini." in page.content.decode()


# One provision ----------------------------------------------------------------------------------


def test_a_save_in_place_shows_what_a_reload_would_show(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    browser = client_of(eka)
    here = clause(draft, "Pasal 3")
    swap = browser.post(
        to("edit_passage", draft, here.provision), {"text": WRONG, "edition": 1}, headers=HTMX
    ).content.decode()
    page = browser.get(to("text", draft)).content.decode()
    assert element(swap, "keadaan") == element(page, "keadaan")
    assert element(swap, str(here.provision)) == element(page, str(here.provision))
    assert "kesalahan" in element(page, "keadaan")


def test_save_and_go_on_opens_the_next(draft: Draft, eka: Account, client_of: Browser) -> None:
    browser = client_of(eka)
    here, following = clause(draft, "Pasal 2 ayat (1)"), clause(draft, "Pasal 2 ayat (2)")
    place, typed = to("edit_passage", draft, here.provision), {"text": "Setiap PNS belajar.", "edition": 1}
    plain = browser.post(place, typed | {"langkah": "lanjut"})
    assert plain["Location"] == to("edit_passage", draft, following.provision)
    swap = browser.post(place, {"text": "Belajar.", "edition": 2, "langkah": "lanjut"}, headers=HTMX)
    told = json.loads(swap["HX-Trigger-After-Settle"])["bijak:saved"]
    assert told["next"]["provision"] == str(following.provision)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_fix_is_put_into_the_field_and_not_yet_saved(
    headers: dict[str, str], draft: Draft, eka: Account, client_of: Browser
) -> None:
    browser = client_of(eka)
    here = clause(draft, "Pasal 3")
    place = to("edit_passage", draft, here.provision)
    text = "Kepala dinas memberi izin paling lambat 3 (tiga) jam pelajaran dan atau cuti."
    page = browser.post(place, {"text": text, "edition": 1, "langkah": "periksa"}, headers=headers)
    code = re.search(r'value="(perbaiki:[^"]+)"', page.content.decode())
    assert code is not None, body(page)
    page = browser.post(place, {"text": text, "edition": 1, "langkah": code[1]}, headers=headers)
    assert text not in page.content.decode()
    assert clause(draft, "Pasal 3").edition == 1


def test_a_fix_on_the_page_of_findings_is_an_edit(draft: Draft, eka: Account, client_of: Browser) -> None:
    browser = client_of(eka)
    here = clause(draft, "Pasal 3")
    text = "Kepala dinas memberi izin belajar dan atau cuti."
    browser.post(to("edit_passage", draft, here.provision), {"text": text, "edition": 1})
    page = browser.get(to("check", draft)).content.decode()
    code = re.search(r'name="temuan" value="([^"]+)"', page)
    assert code is not None
    browser.post(to("mend", draft, here.provision), {"temuan": code[1]})
    assert clause(draft, "Pasal 3").text == "Kepala dinas memberi izin belajar dan/atau cuti."
    assert "sudah tidak ada" in body(
        browser.post(to("mend", draft, here.provision), {"temuan": code[1]}, follow=True)
    )


# While typing -----------------------------------------------------------------------------------


def test_what_is_typed_gets_a_receipt_and_is_offered_back(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    browser = client_of(eka)
    here = clause(draft, "Pasal 3")
    swap = browser.post(
        to("unsaved", draft, here.provision), {"text": "Kepala dinas", "edition": 1}, headers=HTMX
    )
    assert re.search(r"Tersimpan sementara \d\d\.\d\d", body(swap))
    look = browser.get(to("unsaved", draft, here.provision), {"edition": 1}, headers=HTMX)
    assert "Tersimpan sementara" in body(look), "looking who else is there takes the receipt away"
    assert "kesempatan yang sama" in clause(draft, "Pasal 3").text
    elsewhere = client_of(eka)
    page = elsewhere.get(to("edit_passage", draft, here.provision))
    assert "Isian Anda yang belum disimpan" in body(page)
    assert "Isian Anda yang belum disimpan: Pasal 3" in body(elsewhere.get(to("text", draft)))
    page = elsewhere.get(to("edit_passage", draft, here.provision), {"isian": 1})
    assert page.context["form"]["text"].value() == "Kepala dinas"
    elsewhere.post(to("unsaved", draft, here.provision), {"buang": 1})
    assert not Unsaved.objects.exists()


def test_what_was_typed_about_a_provision_since_removed_is_still_there(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    browser = client_of(eka)
    here = clause(draft, "Pasal 3")
    place = to("unsaved", draft, here.provision)
    browser.post(place, {"text": "Lama saya menulis ini.", "edition": 1}, headers=HTMX)
    passage = queries.passages(queries.working_version(draft)).get(pk=here.passage_id)
    services.remove_passage(passage=passage, by=None, today=today)
    assert place in browser.get(to("text", draft)).content.decode()
    assert "Lama saya menulis ini." in browser.get(place).content.decode()
    browser.post(place, {"buang": 1})
    assert browser.get(place).status_code == 404


@pytest.mark.parametrize("edition", ["9" * 5_000, "\0", "dua"])
def test_an_edition_that_is_none_stands_in_nobodys_way(
    edition: str, draft: Draft, eka: Account, client_of: Browser
) -> None:
    place = to("unsaved", draft, clause(draft, "Pasal 3").provision)
    typed = {"text": "Kepala dinas", "edition": edition}
    assert "Tersimpan sementara" in body(client_of(eka).post(place, typed, headers=HTMX))


def test_two_people_see_each_other(draft: Draft, eka: Account, fitri: Account, client_of: Browser) -> None:
    hers, mine = client_of(fitri), client_of(eka)
    here = clause(draft, "Pasal 3")
    place = to("unsaved", draft, here.provision)
    hers.post(place, {"text": "Kepala dinas memberi kesempatan.", "edition": 1}, headers=HTMX)
    assert "Sedang menyunting: Citra Dewanti (Pasal 3)" in body(mine.get(to("text", draft)))
    shown = body(mine.get(place, {"edition": 1}, headers=HTMX))
    assert "Citra Dewanti menyunting ketentuan ini dan belum menyimpannya" in shown
    hers.post(to("edit_passage", draft, here.provision), {"text": "Kepala dinas.", "edition": 1})
    shown = body(mine.get(place, {"edition": 1}, headers=HTMX))
    assert "Baru saja disimpan orang lain" in shown
    assert "Citra Dewanti:" in shown


def test_asking_every_ten_seconds_is_cheap(
    draft: Draft, eka: Account, client_of: Browser, django_assert_max_num_queries: Any
) -> None:
    browser, here = client_of(eka), clause(draft, "Pasal 3")
    with django_assert_max_num_queries(12):
        browser.get(to("unsaved", draft, here.provision), {"edition": 1}, headers=HTMX)


def test_a_chapter_being_typed_is_kept_too(draft: Draft, eka: Account, client_of: Browser) -> None:
    browser = client_of(eka)
    typed = open_whole(browser, draft) | {"text": "Pasal 1\nSementara."}
    assert "Tersimpan sementara" in body(browser.post(to("unsaved_stretch", draft), typed, headers=HTMX))
    page = browser.get(to("write_text", draft))
    assert "Isian Anda yang belum disimpan" in body(page)
    page = browser.get(to("write_text", draft), {"isian": 1})
    assert page.context["form"]["text"].value() == "Pasal 1\nSementara."
    assert browser.post(to("unsaved_stretch", draft), {"first": "tidak"}).status_code == 404


# Going back -------------------------------------------------------------------------------------


def test_the_last_change_is_taken_back_with_one_press(draft: Draft, eka: Account, client_of: Browser) -> None:
    browser = client_of(eka)
    here = clause(draft, "Pasal 3")
    browser.post(to("edit_passage", draft, here.provision), {"text": "Lain.", "edition": 1})
    page = browser.get(to("text", draft))
    assert "Perubahan terakhir: Pasal 3 diubah, Eka Pratama" in body(page)
    change = Change.objects.get(act=Act.EDITED)
    assert "kesempatan yang sama" in body(browser.get(to("bring_back", draft, change.uuid)))
    browser.post(to("bring_back", draft, change.uuid))
    assert "kesempatan yang sama" in clause(draft, "Pasal 3").text
    assert "dikembalikan" in body(browser.get(to("changes", draft)))


def test_undo_pressed_twice_goes_two_steps_back_and_redo_comes_forward(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    browser = client_of(eka)
    for address, words in (("Pasal 1", "Satu."), ("Pasal 3", "Tiga.")):
        browser.post(
            to("edit_passage", draft, clause(draft, address).provision), {"text": words, "edition": 1}
        )

    def press(step: str) -> str:
        change = browser.get(to("text", draft)).context[{"batalkan": "undo", "ulangi": "redo"}[step]][0]
        return body(browser.post(to("bring_back", draft, change.uuid), {"langkah": step}, follow=True))

    assert "Batalkan: Pasal 1 diubah" in press("batalkan")
    assert "Ulangi: Pasal 1" in press("batalkan")
    assert "Satu." not in clause(draft, "Pasal 1").text
    assert "Ulangi: Pasal 3" in press("ulangi")
    assert (clause(draft, "Pasal 1").text, clause(draft, "Pasal 3").text != "Tiga.") == ("Satu.", True)


def test_the_list_of_changes_costs_the_same_for_many(
    draft: Draft, eka: Account, client_of: Browser, today: date, django_assert_max_num_queries: Any
) -> None:
    version = queries.working_version(draft)
    for number in range(1, 30):
        passage = queries.passages(version).get(pk=clause(draft, "Pasal 3").passage_id)
        services.edit_passage(
            passage=passage, heading="", text=f"Bunyi {number}.", edition=number, by=eka, today=today
        )
    browser = client_of(eka)
    with django_assert_max_num_queries(16):
        browser.get(to("changes", draft))


# Proposals --------------------------------------------------------------------------------------


def test_gita_proposes_and_eka_accepts(draft: Draft, eka: Account, gita: Account, client_of: Browser) -> None:
    leader, writer = client_of(gita), client_of(eka)
    here = clause(draft, "Pasal 3")
    assert f"ketentuan/{here.provision}/usul/" in leader.get(to("text", draft)).content.decode()
    place = to("propose_words", draft, here.provision)
    assert leader.post(place, {"text": here.text, "reason": "Sama."}).status_code == 409
    assert leader.post(place, {"text": "Kepala dinas memberi izin."}).status_code == 422
    assert leader.post(place, {"text": "Kepala dinas memberi izin.", "reason": "Jelas."}).status_code == 302
    assert "1 usulan bunyi menunggu" in body(writer.get(to("text", draft)))
    assert "1 usulan bunyi menunggu jawaban" in body(writer.get("/"))
    page = writer.get(to("rewordings", draft))
    assert "Gita Maharani" in body(page)
    rewording = Rewording.objects.get()
    answer = reverse("policy:answer_words", args=[rewording.uuid])
    assert leader.post(answer, {"putusan": "terima", "edition": 1}).status_code == 403
    assert "Sebutkan alasan" in body(writer.post(answer, {"putusan": "tolak"}, follow=True))
    writer.post(answer, {"putusan": "terima", "edition": 1})
    assert clause(draft, "Pasal 3").text == "Kepala dinas memberi izin."
    assert "atas usulan Gita Maharani" in body(writer.get(to("text", draft)))
    assert "diterima" in body(leader.get(to("rewordings", draft), {"keadaan": "semua"}))


def test_ani_an_employee_neither_proposes_nor_sees_proposals(
    draft: Draft, ani: Account, client_of: Browser
) -> None:
    browser = client_of(ani)
    assert browser.get(to("rewordings", draft)).status_code == 403
    assert browser.get(to("propose_words", draft, clause(draft, "Pasal 3").provision)).status_code == 403


def test_the_list_of_proposals_costs_the_same_for_many(
    draft: Draft, eka: Account, gita: Account, client_of: Browser, today: date,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    passage = queries.passages(queries.working_version(draft)).get(pk=clause(draft, "Pasal 3").passage_id)
    for number in range(20):
        services.propose_words(
            passage=passage, heading="", text=f"Bunyi {number}.", reason="Coba.", by=gita, today=today
        )
    browser = client_of(eka)
    with django_assert_max_num_queries(17):
        browser.get(to("rewordings", draft))


# What comes from outside ------------------------------------------------------------------------


def test_our_own_paper_comes_back_without_its_letterhead_and_stamp(draft: Draft) -> None:
    version = queries.working_version(draft)
    text = reading.text_of(BytesIO(exporting.pdf(version)), "rancangan.pdf")
    assert text.startswith("RANCANGAN")
    said = [node for node in reader.parse(text).root.walk() if node.text]
    assert said[0].kind == "judul"
    assert said[0].text.startswith("PERATURAN WALI KOTA CONTOH\n")
    assert not any("RANCANGAN" in node.text for node in said)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("scan.png", b"\x89PNG\r\n\x1a\n" + bytes(300), "Ini gambar"),
        ("naskah.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(300), ".docx"),
        ("naskah.txt", "Pasal 1\nKafé".encode("latin-1"), "simpan ulang dengan pengodean UTF-8"),
        ("naskah.txt", b"Pasal 1\n" + b"kata kata " * 600_000, "terlalu panjang"),
    ],
)
def test_a_file_without_a_text_is_refused_and_nothing_typed_is_lost(
    name: str, content: bytes, sentence: str, draft: Draft, eka: Account, client_of: Browser
) -> None:
    page = client_of(eka).post(
        to("take_text", draft), {"text": "Yang saya ketik.", "file": SimpleUploadedFile(name, content)}
    )
    assert sentence in body(page)
    assert "Excel" not in body(page).split("Teks rancangan")[0]
    assert "Yang saya ketik." in page.content.decode()


def test_a_number_that_goes_back_is_named_and_not_said_to_be_marked(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    text = "Pasal 1\nA.\nPasal 2\nB.\nPasal 3\nC.\nPasal 1\nD."
    page = client_of(eka).post(to("take_text", draft), {"text": text}, follow=True)
    assert "1 bagian tidak dikenali dan tetap di tempatnya: “Pasal 1”." in body(page)
    assert "ditandai" not in body(page)
    assert "Pasal 1" in clause(draft, "Pasal 3").text


def test_a_character_that_no_text_has_is_all_that_is_said(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    page = client_of(eka).post(to("take_text", draft), {"text": "Pasal 1\nA\0."})
    assert page.status_code == 422
    assert "Tempelkan teksnya, atau pilih berkas." not in body(page)


def test_what_nobody_can_see_is_taken_out_and_said(draft: Draft, eka: Account, client_of: Browser) -> None:
    text = "Pasal 1\nPegawai \u202ewajib\u202c belajar.\n\nPasal 2\nSelesai.\u200b\n"
    page = client_of(eka).post(to("take_text", draft), {"text": text}, follow=True)
    assert "3 karakter yang tidak tampak" in body(page)
    assert clause(draft, "Pasal 1").text == "Pegawai wajib belajar."
    place = to("edit_passage", draft, clause(draft, "Pasal 1").provision)
    client_of(eka).post(place, {"text": "Pegawai \u202ewajib.", "edition": clause(draft, "Pasal 1").edition})
    assert clause(draft, "Pasal 1").text == "Pegawai wajib."
