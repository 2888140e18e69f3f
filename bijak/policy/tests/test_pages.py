"""The pages of policies, as each person meets them."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.kernel import terms as kernel
from bijak.organization import services as organization
from bijak.policy import queries, registries, services
from bijak.policy.models import Decree, Draft, Evidence, Policy, TermSetting
from bijak.policy.registries import Figure, Impact, Meaning, Reading, ReadingRow, TermReader
from bijak.policy.testing import SHORT_TEXT, clause, deciding, enacted, in_dialogue, make_policy, pass_gates
from bijak.policy.tests.test_terms import BOOK
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_november")]

type Browser = Callable[[Account], Client]


@pytest.fixture(autouse=True)
def data_folder(settings: object, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def plugs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One book of terms with its reader, and one figure that grows by the month."""
    (tmp_path / "terms.toml").write_text(BOOK)
    plug(monkeypatch, registries.term_books, "_books", {"training": kernel.load(tmp_path / "terms.toml")})
    reader = TermReader(
        term="training.hours",
        touched=lambda day: frozenset(),
        impact=lambda value, day: Impact(touched=6500, short=3912, short_by=78_000, unit="jam pelajaran"),
        means=lambda employee, value, day: Meaning("", None),
    )
    plug(monkeypatch, registries.term_readers, "_readers", {"training.hours": reader})
    figure = Figure(
        code="training.share", label="Pegawai tanpa pelatihan", description="Bagian pegawai tanpa pelatihan.",
        unit="percent", read=read, breakdowns={"unit": "unit kerja"}, lower_is_better=True,
    )  # fmt: skip
    plug(monkeypatch, registries.figures, "_figures", {"training.share": figure})


def plug(monkeypatch: pytest.MonkeyPatch, registry: object, name: str, more: dict[str, object]) -> None:
    monkeypatch.setattr(registry, name, getattr(registry, name) | more)


def read(day: date, breakdown: str) -> Reading:
    share = 38.2 if day.month == 11 else 30.0
    rows = (ReadingRow("1", "Dinas Pendidikan", 50.0, 20, 40), ReadingRow("2", "Kelurahan", None, 4, 9))
    return Reading(day, share, 382, 1000, rows if breakdown else ())


def text_of(response: HttpResponse) -> str:
    html = response.content.decode()
    html = html.partition("<main")[2].partition("</main>")[0] or html
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def to(name: str, draft: Draft, *more: object) -> str:
    subject = draft.policy if name in ("policy", "describe", "attach", "revise") else draft
    return reverse(f"policy:{name}", args=[subject.uuid, *more])


# Who may open what ------------------------------------------------------------------------------

OF_A_DRAFT = {
    "policy": "everyone", "text": "everyone", "download_text": "everyone", "versions": "work", "compare": "work",
    "terms": "work", "decide": "work", "describe": "draft", "attach": "draft", "take_text": "draft",
    "add_passage": "draft", "close_dialogue": "draft", "open_dialogue": "draft", "withdraw": "draft",
    "revise": "draft", "enact": "draft", "send_back": "decide",
}  # fmt: skip
REACH = {
    "eka": {"everyone", "work", "draft", "decide"},
    "gita": {"everyone", "work", "decide"},
    "citra": {"everyone", "work"},
    "hadi": {"everyone", "work"},
    "ani": {"everyone"},
    "dewi": {"everyone"},
}


@pytest.mark.parametrize("name", REACH)
def test_each_page_opens_for_its_roles_only(
    name: str, draft: Draft, request: pytest.FixtureRequest, client_of: Browser, today: date
) -> None:
    in_dialogue(draft, today)
    browser = client_of(request.getfixturevalue(name))
    answers = {place: browser.get(to(place, draft)).status_code for place in OF_A_DRAFT}
    assert answers == {place: 200 if who in REACH[name] else 403 for place, who in OF_A_DRAFT.items()}


@pytest.mark.parametrize("place", ["policy", "text", "download_text"])
def test_what_is_still_being_written_is_404_to_ani(
    place: str, draft: Draft, ani: Account, client_of: Browser
) -> None:
    assert client_of(ani).get(to(place, draft)).status_code == 404


def test_an_anonymous_visitor_is_sent_to_sign_in(draft: Draft, client: Client) -> None:
    # What is talked about anybody may take along; what is still being written is nobody's to know of.
    assert client.get(to("download_text", draft)).status_code == 404
    for place in OF_A_DRAFT.keys() - {"download_text"}:
        response = client.get(to(place, draft))
        assert response.status_code == 302, place
        assert "next=/kebijakan/" in response["Location"]


def test_acts_are_posts(draft: Draft, eka: Account, client_of: Browser) -> None:
    here = clause(draft, "Pasal 3").provision
    assert client_of(eka).get(to("move_passage", draft, here)).status_code == 405


# The list ---------------------------------------------------------------------------------------


def test_the_empty_list_says_how_to_begin(eka: Account, ani: Account, client_of: Browser) -> None:
    assert "Buka kebijakan pertama" in text_of(client_of(eka).get(reverse("policy:list")))
    assert "sejak dibuka untuk dialog" in text_of(client_of(ani).get(reverse("policy:list")))


def test_the_list_is_narrowed_by_words_and_stage(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    enacted(make_policy(by=eka, today=today, title="Cuti tahunan"), today=today)
    browser = client_of(eka)
    shown = text_of(browser.get(reverse("policy:list"), {"tahap": "enacted"}))
    assert "Cuti tahunan" in shown
    assert "Pengembangan kompetensi" not in shown
    assert "Tidak ada yang cocok" in text_of(browser.get(reverse("policy:list"), {"cari": "beasiswa"}))
    assert_swap_equals_reload(browser, reverse("policy:list") + "?cari=cuti", "hasil")


def test_the_list_is_downloaded_as_it_is_filtered(
    draft: Draft, eka: Account, ani: Account, client_of: Browser
) -> None:
    response = client_of(eka).get(reverse("policy:export"), {"bentuk": "csv", "tahap": "writing"})
    assert "Pengembangan kompetensi pegawai" in b"".join(response.streaming_content).decode()
    response = client_of(ani).get(reverse("policy:export"), {"bentuk": "csv"})
    assert "Pengembangan kompetensi" not in b"".join(response.streaming_content).decode()


def test_a_longer_list_takes_no_more_queries(
    eka: Account, client_of: Browser, today: date, django_assert_num_queries: Callable[..., object]
) -> None:
    browser = client_of(eka)
    make_policy(by=eka, today=today)
    browser.get(reverse("policy:list"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        browser.get(reverse("policy:list"))
    for number in range(15):
        make_policy(by=eka, today=today, title=f"Kebijakan {number}", text="")
    with django_assert_num_queries(len(one)):
        browser.get(reverse("policy:list"))


# Opening and the thread -------------------------------------------------------------------------


def test_eka_opens_a_policy_with_a_title_alone(eka: Account, client_of: Browser) -> None:
    response = client_of(eka).post(
        reverse("policy:open"), {"title": "Pelatihan yang merata", "kind": "head_regulation"}, follow=True
    )
    assert "Pelatihan yang merata" in text_of(response)
    assert "Belum ada naskah" in text_of(response)


def test_a_policy_without_a_title_keeps_what_was_typed(eka: Account, client_of: Browser) -> None:
    response = client_of(eka).post(
        reverse("policy:open"), {"title": "", "kind": "circular", "problem": "Banyak yang belum dilatih."}
    )
    assert "Banyak yang belum dilatih." in response.content.decode()
    assert not Policy.objects.exists()


def test_the_thread_names_every_step_with_its_state(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    enacted(draft, in_force_from=date(2027, 1, 1), today=today)
    services.revise(policy=draft.policy, reason="Hasil evaluasi.", by=eka, today=today)
    shown = text_of(client_of(eka).get(to("policy", draft)))
    for words in (
        "Rancangan ke-1", "4 pasal, versi 2", "Peraturan Wali Kota Contoh Nomor 12 Tahun 2026",
        "Rancangan ke-2", "Alasan perubahan dan bukti", "Hasil evaluasi.",
    ):  # fmt: skip
        assert words in shown


def test_every_step_of_our_own_opens(draft: Draft, eka: Account, client_of: Browser, today: date) -> None:
    enacted(draft, today=today)
    browser = client_of(eka)
    for step in registries.threads.of(draft.policy, account=eka, today=today):
        if step.link.startswith("/kebijakan/"):
            assert browser.get(step.link.partition("#")[0]).status_code == 200, step


@pytest.mark.parametrize("reach", [in_dialogue, lambda draft, today: enacted(draft, today=today)])
def test_ani_follows_the_thread_of_what_is_spoken_about(
    reach: Callable[[Draft, date], object], draft: Draft, ani: Account, client_of: Browser, today: date
) -> None:
    reach(draft, today)
    browser = client_of(ani)
    shown = text_of(browser.get(to("policy", draft)))
    assert "Pelatihan belum merata." in shown
    assert "Lampirkan" not in shown
    for step in registries.threads.of(draft.policy, account=ani, today=today):
        if step.link.startswith("/kebijakan/"):
            assert browser.get(step.link.partition("#")[0], follow=True).status_code == 200, step


def test_no_knot_of_ani_s_thread_tells_that_a_revision_is_being_written(
    draft: Draft, ani: Account, eka: Account, client_of: Browser, today: date
) -> None:
    enacted(draft, today=today)
    services.revise(policy=draft.policy, reason="Hasil evaluasi.", by=eka, today=today)

    def drafts_shown_to(account: Account) -> set[int]:
        return {step.draft for step in client_of(account).get(to("policy", draft)).context["steps"]}

    assert drafts_shown_to(eka) == {1, 2}
    assert drafts_shown_to(ani) == {1}


def test_the_second_writer_of_the_problem_sees_both_texts(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    browser = client_of(eka)
    typed = {"title": "Judul", "kind": "circular", "problem": "Yang pertama.", "edition": 1}
    assert browser.post(to("describe", draft), typed).status_code == 302
    response = browser.post(to("describe", draft), typed | {"problem": "Yang kedua."})
    assert response.status_code == 409
    assert "Yang pertama." in text_of(response)
    assert "Yang kedua." in response.content.decode()
    edition = re.search(r'name="edition"[^>]*value="(\d+)"', response.content.decode())
    assert edition is not None
    saved = browser.post(to("describe", draft), typed | {"problem": "Yang kedua.", "edition": edition[1]})
    assert saved.status_code == 302


# Evidence ---------------------------------------------------------------------------------------


def test_a_figure_keeps_its_value_beside_todays(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    browser = client_of(eka)
    browser.post(
        to("attach", draft) + "?jenis=figure", {"reference": "training.share:unit", "note": "Terlalu banyak."}
    )
    organization.pretend_day(day=date(2027, 3, 1), now=timezone.now(), by=None)
    shown = text_of(browser.get(to("policy", draft)))
    assert "38,2 %" in shown
    assert "30,0 %" in shown
    assert "disembunyikan" in shown
    assert browser.get("/kebijakan/angka/training.share/?menurut=unit").status_code == 200


def test_a_document_is_kept_as_evidence(draft: Draft, eka: Account, client_of: Browser) -> None:
    file = SimpleUploadedFile("telaah.txt", b"Telaah staf tentang pelatihan.\n", "text/plain")
    browser = client_of(eka)
    response = browser.post(to("attach", draft) + "?jenis=document", {"file": file, "note": ""}, follow=True)
    assert "telaah.txt" in text_of(response)
    (shown,) = (queries.show(each, date(2026, 11, 2)) for each in queries.evidence_of(draft))
    response = browser.get(shown.link)
    assert b"".join(response.streaming_content) == b"Telaah staf tentang pelatihan.\n"


def test_a_program_is_no_evidence(draft: Draft, eka: Account, client_of: Browser) -> None:
    file = SimpleUploadedFile("telaah.pdf", b"#!/bin/sh\nrm -rf /\n", "application/pdf")
    response = client_of(eka).post(
        to("attach", draft) + "?jenis=document", {"file": file, "note": "Penting."}
    )
    assert "Penting." in response.content.decode()
    assert not Evidence.objects.exists()


def test_the_same_figure_is_attached_once(draft: Draft, eka: Account, client_of: Browser) -> None:
    browser, place = client_of(eka), to("attach", draft) + "?jenis=figure"
    browser.post(place, {"reference": "training.share"})
    assert "sudah terlampir" in text_of(browser.post(place, {"reference": "training.share"}))


def test_evidence_is_detached_and_stays_on_record(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    evidence = services.attach_evidence(
        draft=draft, kind="figure", reference="training.share", by=eka, today=today
    )
    response = client_of(eka).post(reverse("policy:detach", args=[evidence.uuid]), follow=True)
    assert "Belum ada bukti" in text_of(response)
    assert Evidence.objects.get().removed_on == today


def test_evidence_whose_source_is_gone_shows_what_it_said(
    draft: Draft, eka: Account, client_of: Browser, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.attach_evidence(draft=draft, kind="figure", reference="training.share", by=eka, today=today)
    monkeypatch.setattr(registries.figures, "_figures", {})
    shown = text_of(client_of(eka).get(to("policy", draft)))
    assert "38,2 %" in shown


# The text ---------------------------------------------------------------------------------------


def test_a_pasted_text_is_shown_as_a_document(eka: Account, client_of: Browser, today: date) -> None:
    draft = make_policy(by=eka, today=today, text="")
    browser = client_of(eka)
    assert "Naskahnya masih kosong" in text_of(browser.get(to("text", draft)))
    shown = text_of(browser.post(to("take_text", draft), {"text": SHORT_TEXT}, follow=True))
    assert "3 bab, 4 pasal, 2 ayat, 4 huruf, 2 angka" in shown
    assert "BAB II" in shown


def test_a_text_with_nothing_recognisable_stays_in_the_form(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    typed = "Rapat membahas pelatihan. Hadir dua belas orang."
    response = client_of(eka).post(to("take_text", draft), {"text": typed})
    assert "Tidak ada pasal atau bagian lain yang dikenali" in text_of(response)
    assert typed in response.content.decode()


def test_a_word_file_is_read_like_a_pasted_text(eka: Account, client_of: Browser, today: date) -> None:
    draft = make_policy(by=eka, today=today, text="")
    document = docx.Document()
    for line in SHORT_TEXT.splitlines():
        document.add_paragraph(line)
    stream = BytesIO()
    document.save(stream)
    file = SimpleUploadedFile("rancangan.docx", stream.getvalue())
    shown = text_of(client_of(eka).post(to("take_text", draft), {"file": file, "text": ""}, follow=True))
    assert "3 bab, 4 pasal" in shown


def test_a_spoiled_file_comes_back_with_a_sentence(draft: Draft, eka: Account, client_of: Browser) -> None:
    file = SimpleUploadedFile("rancangan.pdf", b"%PDF-1.7 rusak")
    response = client_of(eka).post(to("take_text", draft), {"file": file, "text": ""})
    assert response.status_code == 409
    assert "Isian belum dapat diterima" in text_of(response)
    assert clause(draft, "Pasal 4")


def test_more_than_the_limit_comes_back_with_a_sentence(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    typed = "Pasal 1\n" + "kata " * 600_001
    response = client_of(eka).post(to("take_text", draft), {"text": typed})
    assert response.status_code == 409
    assert "paling banyak 3.000.000" in text_of(response)
    assert response.content.count(b"kata") > 600_000
    assert clause(draft, "Pasal 4")


def test_what_is_not_understood_is_marked_in_its_place(
    draft: Draft, eka: Account, today: date, client_of: Browser
) -> None:
    services.add_passage(
        version=queries.working_version(draft),
        after=None,
        kind="teks",
        text="Coretan tangan",
        by=eka,
        today=today,
    )
    shown = text_of(client_of(eka).get(to("text", draft)))
    assert "Bagian yang tidak dikenali" in shown
    assert shown.count("Coretan tangan") == 2


def test_the_old_text_is_kept_as_a_version_when_a_new_one_is_pasted(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    changed = SHORT_TEXT.replace("yang sama", "yang setara")
    browser = client_of(eka)
    browser.post(to("take_text", draft), {"text": changed, "keep": "on"})
    shown = browser.get(to("compare", draft))
    assert "1 &rarr; 2" not in text_of(shown)
    assert re.search(r"<del>.*?sama</del>|<del>.*sama", shown.content.decode())
    assert "[disisipkan: setara ]" in text_of(shown).replace("  ", " ")


def test_a_provision_is_edited_in_place(draft: Draft, eka: Account, client_of: Browser) -> None:
    here = clause(draft, "Pasal 3")
    place = to("edit_passage", draft, here.provision)
    browser = client_of(eka)
    assert_swap_equals_reload(browser, place, str(here.provision))
    swap = browser.post(place, {"text": "Lain.", "edition": 1}, headers={"HX-Request": "true"})
    assert f'id="{here.provision}"' in swap.content.decode()
    assert "Lain." in swap.content.decode()
    assert browser.post(place, {"text": "Lain lagi.", "edition": 2})["Location"].endswith(
        f"?ketentuan={here.provision}#{here.provision}"
    )


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_the_second_writer_gets_her_text_back_beside_the_first(
    headers: dict[str, str], draft: Draft, eka: Account, client_of: Browser
) -> None:
    here = clause(draft, "Pasal 3")
    place = to("edit_passage", draft, here.provision)
    browser = client_of(eka)
    browser.post(place, {"text": "Yang pertama.", "edition": 1})
    response = browser.post(place, {"text": "Yang kedua.", "edition": 1}, headers=headers)
    html = response.content.decode()
    assert response.status_code == (200 if headers else 409)
    assert "Orang lain baru saja mengubah" in html
    assert "Yang pertama." in html
    assert "Yang kedua.</textarea>" in html
    edition = re.search(r'name="edition"[^>]*value="(\d+)"', html)
    assert edition is not None
    assert browser.post(place, {"text": "Yang kedua.", "edition": edition[1]}).status_code == 302
    assert clause(draft, "Pasal 3").text == "Yang kedua."


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_was_typed_about_a_removed_provision_is_given_back(
    headers: dict[str, str], draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    here = clause(draft, "Pasal 3")
    passage = queries.passages(queries.working_version(draft)).get(pk=here.passage_id)
    services.remove_passage(passage=passage, by=eka, today=today)
    browser, place = client_of(eka), to("edit_passage", draft, here.provision)
    response = browser.post(place, {"text": "Berjam-jam saya menulis ini.", "edition": 1}, headers=headers)
    assert response.status_code == (200 if headers else 409)
    assert "sudah dihapus orang lain" in text_of(response)
    assert "Berjam-jam saya menulis ini." in response.content.decode()
    assert browser.get(place).status_code == 404


def test_what_was_typed_while_the_dialogue_closed_is_given_back(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    here = clause(draft, "Pasal 3")
    deciding(draft, today)
    browser = client_of(eka)
    for place in (
        to("edit_passage", draft, here.provision),
        to("take_text", draft),
        to("add_passage", draft),
    ):
        response = browser.post(place, {"text": "Terlambat sedikit.", "edition": 1, "kind": "pasal"})
        assert response.status_code == 409
        assert "Terlambat sedikit." in response.content.decode()


def test_script_in_a_provision_is_text(draft: Draft, eka: Account, client_of: Browser) -> None:
    here = clause(draft, "Pasal 3")
    browser = client_of(eka)
    browser.post(
        to("edit_passage", draft, here.provision), {"text": "<script>alert(1)</script>", "edition": 1}
    )
    html = browser.get(to("text", draft)).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_a_provision_is_added_moved_and_removed(draft: Draft, eka: Account, client_of: Browser) -> None:
    browser = client_of(eka)
    here = clause(draft, "Pasal 3")
    browser.post(to("add_passage", draft), {"kind": "pasal", "after": str(here.provision), "text": "Baru."})
    added = clause(draft, "Pasal 4")
    assert added.text == "Baru."
    browser.post(to("move_passage", draft, added.provision), {"arah": "naik"})
    assert clause(draft, "Pasal 3").text == "Baru."
    ask = browser.get(to("remove_passage", draft, clause(draft, "Pasal 2").provision))
    assert "terhapus 4 bagian di dalamnya" in text_of(ask)
    browser.post(to("remove_passage", draft, clause(draft, "Pasal 2").provision))
    assert clause(draft, "Pasal 2").text == "Baru."


def test_a_longer_text_takes_no_more_queries(
    draft: Draft,
    eka: Account,
    client_of: Browser,
    today: date,
    django_assert_num_queries: Callable[..., object],
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = client_of(eka)
    browser.get(to("text", draft))
    with CaptureQueriesContext(connection) as short:
        browser.get(to("text", draft))
    long = SHORT_TEXT + "\n".join(f"Pasal {n}\nKetentuan nomor {n}." for n in range(5, 60))
    services.take_text(version=queries.working_version(draft), text=long, by=eka, today=today)
    with django_assert_num_queries(len(short)):
        browser.get(to("text", draft))


def test_the_text_comes_as_a_file(draft: Draft, eka: Account, client_of: Browser) -> None:
    response = client_of(eka).get(to("download_text", draft))
    assert "Pasal 2" in response.content.decode()
    assert 'filename="pengembangan-kompetensi-pegawai-1.txt"' in response["Content-Disposition"]


def test_a_version_is_frozen_with_a_note(draft: Draft, eka: Account, client_of: Browser) -> None:
    response = client_of(eka).post(to("versions", draft), {"note": "Bahan rapat"}, follow=True)
    assert "Bahan rapat" in text_of(response)
    assert "Versi 2" in text_of(response)


# Terms ------------------------------------------------------------------------------------------


def bind(draft: Draft, browser: Client, value: str, **more: str) -> Any:
    here = clause(draft, "Pasal 2 ayat (1)")
    typed = {"provision": str(here.provision), "term": "training.hours", "value": value, **more}
    return browser.post(to("terms", draft), typed, follow=True)


def test_a_number_that_nobody_bound_is_named_before_the_dialogue_opens(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    browser, warning = client_of(eka), "angka yang belum ditautkan"
    assert warning in text_of(browser.get(to("decide", draft)))
    bind(draft, browser, "24")
    assert warning not in text_of(browser.get(to("decide", draft)))


def test_the_suggested_number_is_bound_and_shows_bounds_and_impact(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    browser = client_of(eka)
    page = browser.get(to("terms", draft))
    assert "Pasal 2 ayat (1)" in text_of(page)
    suggested = re.search(r'name="value" value="([^"]*)"', page.content.decode())
    assert suggested
    shown = text_of(bind(draft, browser, suggested[1]))
    for words in (
        "24 jam pelajaran", "paling sedikit 20", "Pasal 203 ayat (4)", "3.912 dari 6.500 pegawai",
    ):  # fmt: skip
        assert words in shown
    assert "24 jam pelajaran" in text_of(browser.get(to("text", draft)))


@pytest.mark.parametrize(
    ("value", "from_on", "sentence"),
    [("19", "", "menetapkan paling sedikit 20"), ("24", "2026-11-01", "berlaku surut"), ("dua", "", "angka")],
)
def test_an_impossible_number_comes_back_with_its_reason(
    value: str, from_on: str, sentence: str, draft: Draft, eka: Account, client_of: Browser
) -> None:
    response = bind(draft, client_of(eka), value, from_on=from_on)
    assert sentence in text_of(response)
    assert f'value="{value}"' in response.content.decode()
    assert not TermSetting.objects.exists()


def test_a_number_is_let_go(draft: Draft, eka: Account, client_of: Browser) -> None:
    browser = client_of(eka)
    bind(draft, browser, "24")
    browser.post(to("terms", draft), {"lepas": str(TermSetting.objects.get().uuid)})
    assert not TermSetting.objects.exists()
    assert browser.post(to("terms", draft), {"lepas": "bukan"}).status_code == 404


# Dialogue, gates, decree ------------------------------------------------------------------------


def test_eka_and_gita_bring_a_draft_to_its_decree(
    draft: Draft, eka: Account, gita: Account, client_of: Browser, today: date
) -> None:
    analyst, leader = client_of(eka), client_of(gita)
    analyst.post(to("open_dialogue", draft), {"until_on": "2026-11-16"})
    services.close_dialogue(draft=queries.get_draft(draft.uuid), by=None, today=today)
    assert "Menunggu pejabat yang berwenang" in text_of(leader.get(to("decide", draft)))
    letter = {"harmonisation-letter_no": "W.16-12", "harmonisation-letter_on": "2026-11-01"}
    assert analyst.post(to("pass_gate", draft, "harmonisation"), letter).status_code == 302
    assert "Setujui" not in text_of(leader.get(to("decide", draft)))
    pass_gates(draft, today, until="leader_approval")
    assert "Setujui" in text_of(leader.get(to("decide", draft)))
    assert (
        leader.post(to("pass_gate", draft, "leader_approval"), {"leader_approval-note": ""}).status_code
        == 302
    )
    typed = {
        "name": "Peraturan Wali Kota Contoh", "number": 12, "year": 2026, "signed_by": "Gita Maharani",
        "enacted_on": "2026-11-02",
    }  # fmt: skip
    pass_gates(draft, today)
    assert "Isian belum dapat diterima" in text_of(analyst.post(to("enact", draft), typed))
    shown = text_of(analyst.post(to("enact", draft), typed | {"is_sure": "on"}, follow=True))
    assert "Ditetapkan, belum diundangkan" in shown
    assert Decree.objects.get().citation == "Peraturan Wali Kota Contoh Nomor 12 Tahun 2026"
    assert analyst.post(to("enact", draft), typed | {"is_sure": "on", "number": 13}).status_code == 409


def test_a_gate_passed_twice_says_who_passed_it(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    deciding(draft, today)
    browser = client_of(eka)
    letter = {"harmonisation-letter_no": "W.16-12", "harmonisation-letter_on": "2026-11-01"}
    browser.post(to("pass_gate", draft, "harmonisation"), letter)
    response = browser.post(to("pass_gate", draft, "harmonisation"), letter)
    assert response.status_code == 409
    assert "sudah dilewati pada 2 November 2026 oleh Eka Pratama" in text_of(response)


@pytest.mark.parametrize(
    "name", ["attach", "revise", "take_text", "add_passage", "amendment", "send_back", "withdraw"]
)
def test_a_form_that_does_not_hold_is_answered_so(
    name: str, draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    if name == "amendment":
        enacted(draft, today=today)
        draft = services.revise(policy=draft.policy, reason="Kurang.", by=eka, today=date(2027, 1, 2))
    assert client_of(eka).post(to(name, draft), {"nothing": "asked for"}).status_code == 422


def test_on_the_way_to_the_decree_too_what_is_not_filled_in_is_no_conflict(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    browser = client_of(eka)
    assert browser.post(to("open_dialogue", draft), {"until_on": "lusa"}).status_code == 422
    assert browser.post(to("open_dialogue", draft), {"until_on": "2020-01-01"}).status_code == 409
    deciding(draft, today)
    assert browser.post(to("enact", draft), {"nothing": "asked for"}).status_code == 422
    ink = reverse("policy:record_ink", args=[draft.uuid, "naskah"])
    assert browser.post(ink, {"nothing": "asked for"}).status_code == 422
    pass_gates(draft, today)
    enacted(draft, today=today)
    assert browser.post(to("revoke", draft), {"nothing": "asked for"}).status_code == 422
    assert (
        browser.post(to("revoke", draft), {"ends_on": "2020-01-01", "because": "Perda."}).status_code == 409
    )


def test_words_that_are_no_regulation_are_refused(draft: Draft, eka: Account, client_of: Browser) -> None:
    answer = client_of(eka).post(to("take_text", draft), {"text": "Bukan peraturan."})
    assert answer.status_code == 409
    assert "Tidak ada pasal atau bagian lain" in text_of(answer)


def test_a_letter_of_tomorrow_is_refused_at_its_day_where_it_was_typed(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    deciding(draft, today)
    typed = {"harmonisation-letter_no": "W.16-12", "harmonisation-letter_on": "2026-11-03"}
    refused = client_of(eka).post(to("pass_gate", draft, "harmonisation"), typed)
    assert refused.status_code == 409
    form = next(each["form"] for each in refused.context["gates"] if each["form"].is_bound)
    assert form.errors == {"letter_on": ["Tanggal surat belum tiba. Periksa tanggalnya."]}
    assert (
        text_of(refused).count("Tanggal surat belum tiba") == 2
    )  # in the list above the form, and at the field
    assert 'value="W.16-12"' in refused.content.decode()
    pass_gates(draft, today, until="facilitation")
    sent = {"facilitation-ajukan-letter_no": "188/1", "facilitation-ajukan-sent_on": "2026-11-03"}
    refused = client_of(eka).post(to("refer", draft, "facilitation"), sent)
    form = next(each["referral_form"] for each in refused.context["gates"] if each["referral_form"].is_bound)
    assert list(form.errors) == ["sent_on"]
    assert '<details class="mb-3" open>' in refused.content.decode()
    empty = client_of(eka).post(to("refer", draft, "facilitation"), {})
    assert (empty.status_code, empty.content.decode().count("is-invalid")) == (422, 2)


def test_eka_may_not_approve_for_gita(draft: Draft, eka: Account, client_of: Browser, today: date) -> None:
    deciding(draft, today)
    response = client_of(eka).post(to("pass_gate", draft, "leader_approval"), {"leader_approval-note": ""})
    assert response.status_code == 403


def test_a_dialogue_is_closed_after_a_question(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    in_dialogue(draft, today)
    browser = client_of(eka)
    assert "tidak dapat dibatalkan" in text_of(browser.get(to("close_dialogue", draft)))


def test_gita_sends_a_text_back_to_be_mended(
    draft: Draft, gita: Account, client_of: Browser, today: date
) -> None:
    deciding(draft, today)
    browser = client_of(gita)
    assert "Kembalikan untuk diperbaiki" in text_of(browser.get(to("decide", draft)))
    shown = text_of(browser.post(to("send_back", draft), {"reason": "Pasal 3 belum jelas."}, follow=True))
    assert "dikembalikan untuk diperbaiki" in shown
    assert "Dialog dan perbaikan" in shown


def test_a_draft_is_withdrawn_with_a_reason(draft: Draft, eka: Account, client_of: Browser) -> None:
    browser = client_of(eka)
    assert "Isian belum dapat diterima" in text_of(browser.post(to("withdraw", draft), {"reason": ""}))
    shown = text_of(browser.post(to("withdraw", draft), {"reason": "Digabung."}, follow=True))
    assert "Dihentikan" in shown


def test_the_revision_starts_from_the_enacted_text(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    enacted(draft, today=today)
    shown = text_of(client_of(eka).post(to("revise", draft), {"reason": "Hasil evaluasi."}, follow=True))
    assert "Rancangan ke-2, versi 1" in shown
    assert "BAB II" in shown


def test_the_homes_of_gita_and_eka_name_what_waits_for_them(
    draft: Draft, eka: Account, gita: Account, client_of: Browser, today: date
) -> None:
    pass_gates(deciding(draft, today), today, until="leader_approval")
    waits = "Persetujuan pimpinan: Pengembangan kompetensi pegawai"
    assert waits in text_of(client_of(gita).get("/"))
    assert waits not in text_of(client_of(eka).get("/"))
    decree = "Penetapan: Pengembangan kompetensi pegawai"
    assert decree not in text_of(client_of(eka).get("/"))
    pass_gates(draft, today)
    assert decree in text_of(client_of(eka).get("/"))
