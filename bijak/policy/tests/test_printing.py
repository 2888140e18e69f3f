"""A regulation on paper: every word of the text, in order, in the form that a legal bureau expects."""

import io
import logging
import os
import re
import time
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn

from bijak.accounts.models import Account
from bijak.legaltext import paper, writing
from bijak.legaltext.reader import parse
from bijak.policy import exporting, queries, services
from bijak.policy.models import Draft, Version
from bijak.policy.testing import SHORT_TEXT, clause, enacted, in_dialogue, make_policy

log = logging.getLogger(__name__)
"""How long it took, to be seen with ``-o log_cli=true``; a busy machine must not fail the tests."""
pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]

OFFICIAL = """\
PERATURAN WALI KOTA CONTOH
NOMOR ... TAHUN ...
TENTANG
JAM BELAJAR

DENGAN RAHMAT TUHAN YANG MAHA ESA

WALI KOTA CONTOH,

Menimbang: a. bahwa kesempatan belajar belum merata;
b. bahwa perlu menetapkan Peraturan Wali Kota tentang Jam Belajar;
Mengingat: Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;

MEMUTUSKAN:
Menetapkan: PERATURAN WALI KOTA TENTANG JAM BELAJAR.

BAB I
KETENTUAN UMUM

Pasal 1
(1) Setiap PNS belajar paling sedikit 24 (dua puluh empat) jam pelajaran, dengan:
a. pelatihan; dan
b. belajar mandiri #read("/etc/passwd") *tebal*.
(2) Atasan memberi waktu.

Pasal 2
Peraturan Wali Kota ini mulai berlaku pada tanggal diundangkan.

Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Wali Kota ini dengan
penempatannya dalam Berita Daerah Kota Contoh.
Ditetapkan di Contoh
pada tanggal ...
WALI KOTA CONTOH,

Diundangkan di Contoh
pada tanggal ...
SEKRETARIS DAERAH KOTA CONTOH,

BERITA DAERAH KOTA CONTOH TAHUN ... NOMOR ...
"""
SAMPLES = os.environ.get("BIJAK_SAMPLES")
LAWS = sorted(Path(SAMPLES, "laws").glob("*.txt")) if SAMPLES else []


def version_of(draft: Draft) -> Version:
    return queries.working_version(draft) or queries.shown_version(draft)


def pages(printed: bytes) -> list[str]:
    """The text of each page without its number and its watermark."""
    found = []
    for page in pypdfium2.PdfDocument(printed):
        text = page.get_textpage().get_text_range()
        found.append(re.sub(r"^\s*- \d+ -\s*$|^\s*RANCANGAN\s*$", "", text, flags=re.MULTILINE))
    return found


def letters(text: str) -> str:
    """Letters and digits alone: where a line breaks says nothing."""
    return re.sub(r"[\W_]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl"))


def stands_in_order(words: str, printed: str) -> None:
    """Every word in its place, with nothing but what the form supplies between them."""
    place = 0
    for word in re.findall(r"\w+", words):
        found = printed.find(word, place)
        assert 0 <= found <= place + 400, f"{word} after …{printed[max(0, place - 60) : place]}"
        place = found + len(word)


def words_of_word(file: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(file)).paragraphs)


def test_a_whole_text_is_printed_word_for_word(today: date) -> None:
    version = version_of(make_policy(text=OFFICIAL))
    said = letters("WALI KOTA CONTOH PROVINSI" + queries.plain_text(version))
    assert letters("".join(pages(exporting.pdf(version)))) == said
    assert letters(words_of_word(exporting.docx(version, today=today))) == said


def test_what_the_form_asks_for_and_a_text_lacks_is_supplied(today: date) -> None:
    version = version_of(make_policy(text=SHORT_TEXT))
    printed = words_of_word(exporting.docx(version, today=today))
    stands_in_order(queries.plain_text(version), printed)
    for line in (
        "NOMOR ... TAHUN ...",
        "DENGAN RAHMAT TUHAN YANG MAHA ESA",
        "WALI KOTA CONTOH,",
        "Ditetapkan di ...",
        "SEKRETARIS DAERAH KOTA CONTOH,",
        "BERITA DAERAH KOTA CONTOH TAHUN ... NOMOR ...",
    ):
        assert line in printed.split("\n")


def test_a_draft_says_that_it_is_one_on_every_page_and_a_decree_does_not(today: date) -> None:
    draft = make_policy(text=OFFICIAL)
    printed = pypdfium2.PdfDocument(exporting.pdf(version_of(draft)))
    assert all("RANCANGAN" in page.get_textpage().get_text_range() for page in printed)
    decree = enacted(draft, today=today)
    whole = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(exporting.pdf(decree.version))
    )
    assert "RANCANGAN" not in whole
    said = [line.text for line in exporting.printing.laid_out(decree.version)]
    assert "NOMOR 12 TAHUN 2026" in said
    signed = said.index("Ditetapkan di Contoh")
    assert said[signed + 1 : signed + 5] == [
        "pada tanggal 2 November 2026",
        "WALI KOTA CONTOH,",
        "",
        "GITA MAHARANI",
    ]


def test_paper_is_folio_in_the_face_of_official_texts() -> None:
    printed = exporting.pdf(version_of(make_policy(text=OFFICIAL)))
    assert tuple(round(each / 72 * 25.4) for each in pypdfium2.PdfDocument(printed)[0].get_size()) == (
        215,
        330,
    )
    assert b"TeXGyreBonum" in printed


@pytest.mark.parametrize("law", LAWS or [None], ids=lambda law: law.stem if law else "none")
def test_a_law_is_printed_without_losing_a_word(law: Path | None, today: date) -> None:
    if law is None:
        pytest.skip("BIJAK_SAMPLES does not name a folder with laws/*.txt.")
    text = parse(law.read_text(encoding="utf-8")).root
    printed = " ".join(line.words for line in paper.lay_out(text))
    assert letters(printed) == letters(writing.plain(text))


@pytest.mark.skipif(not SAMPLES, reason="BIJAK_SAMPLES does not name a folder with laws/*.txt.")
def test_a_law_is_read_back_whole_from_its_pdf_and_its_word_file(today: date) -> None:
    version = version_of(
        make_policy(text=Path(SAMPLES or "", "laws", "uu-2014-5.txt").read_text(encoding="utf-8"))
    )
    said = letters(queries.plain_text(version))
    assert letters("".join(pages(exporting.pdf(version)))) == said
    assert letters(words_of_word(exporting.docx(version, today=today))) == said


# Tracked changes --------------------------------------------------------------------------------


def settled(file: bytes, *, accepted: bool) -> list[str]:
    """The paragraphs as Word leaves them when all changes are accepted, or rejected."""
    body = deepcopy(docx.Document(io.BytesIO(file)).element.body)
    gone = qn("w:del") if accepted else qn("w:ins")
    lines: list[str] = []
    for paragraph in body.iter(qn("w:p")):
        words = ""
        for each in paragraph.iter(qn("w:t"), qn("w:delText"), qn("w:tab"), qn("w:br")):
            above = {parent.tag for parent in each.iterancestors()}
            if gone in above or qn("w:pPr") in above:
                continue
            words += {qn("w:tab"): "\t", qn("w:br"): "\n"}.get(each.tag, each.text or "")
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{gone}")
        if own is None:
            lines.append(words)
        else:
            assert words == ""  # a paragraph that goes leaves nothing behind
    return lines


def as_written(file: bytes) -> list[str]:
    return settled(file, accepted=True)


def changed(draft: Draft, today: date) -> tuple[Version, Version]:
    """A frozen version, and the next one with words changed, a part gone, a part added and another moved."""
    old = version_of(draft)
    text = (
        queries.plain_text(old)
        .replace("24 (dua puluh empat)", "36 (tiga puluh enam)")
        .replace("(2) Atasan memberi waktu.", "(2) Atasan wajib memberi waktu.\n(3) Waktu itu dicatat.")
        .replace("b. belajar mandiri", "b. magang; dan\nc. belajar mandiri")
        .replace("a. bahwa kesempatan belajar belum merata;\nb. ", "a. ")
    )
    services.take_text(version=old, text=text, keep=True, by=None, today=today)
    return queries.version_of(draft, old.number), version_of(draft)


def test_accepting_all_changes_gives_the_new_text_and_rejecting_them_the_old(today: date) -> None:
    old, new = changed(make_policy(text=OFFICIAL), today)
    tracked = exporting.docx(new, today=today, since=old)
    assert settled(tracked, accepted=True) == as_written(exporting.docx(new, today=today))
    assert settled(tracked, accepted=False) == as_written(exporting.docx(old, today=today))
    assert settled(tracked, accepted=True) != settled(tracked, accepted=False)


def test_a_change_says_who_made_it_and_when(today: date) -> None:
    old, new = changed(make_policy(text=OFFICIAL), today)
    body = docx.Document(io.BytesIO(exporting.docx(new, today=today, since=old))).element.body
    tracked = list(body.iter(qn("w:ins"), qn("w:del")))
    assert {each.get(qn("w:date")) for each in tracked} == {"2026-11-02T00:00:00Z"}
    assert all(each.get(qn("w:author")) for each in tracked)
    assert len({each.get(qn("w:id")) for each in tracked}) == len(tracked)
    inserted = " ".join(t.text for each in body.iter(qn("w:ins")) for t in each.iter(qn("w:t")))
    assert "36" in inserted
    assert "Atasan" not in inserted


def test_a_moved_provision_stands_once_in_each_text(today: date) -> None:
    draft = make_policy(text=SHORT_TEXT)
    old = queries.working_version(draft)
    assert old is not None
    services.freeze_version(version=old, note="", by=None, today=today)
    new = queries.working_version(draft)
    assert new is not None
    passage = queries.passages(new).get(pk=clause(draft, "Pasal 2 ayat (2) huruf b").passage_id)
    services.move_passage(passage=passage, direction="up", by=None, today=today)
    tracked = exporting.docx(new, today=today, since=old)
    assert settled(tracked, accepted=True) == as_written(exporting.docx(new, today=today))
    assert settled(tracked, accepted=False) == as_written(exporting.docx(old, today=today))


def test_what_xml_cannot_hold_breaks_no_word_file(today: date) -> None:
    draft = make_policy(text=SHORT_TEXT)
    passage = queries.passages(version_of(draft)).get(pk=clause(draft, "Pasal 3").passage_id)
    passage.text = "Satu\x01dua\x02 <b>tiga</b> & empat"
    passage.save()
    assert "Satudua <b>tiga</b> & empat" in words_of_word(exporting.docx(version_of(draft), today=today))


def test_a_title_as_long_as_the_form_takes_breaks_no_word_file(today: date) -> None:
    draft = make_policy(text=SHORT_TEXT, title=f"Judul\x01 {'panjang ' * 36}".strip())
    file = exporting.docx(version_of(draft), today=today)
    assert docx.Document(io.BytesIO(file)).core_properties.title.startswith("Judul panjang")
    assert exporting.explanation_docx(draft, today)


# Pages ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_whoever_may_read_a_draft_may_print_it(
    form: str, begins: bytes, client: Client, eka: Account, client_of: Browser
) -> None:
    draft = make_policy(text=OFFICIAL)
    address = reverse("policy:download_text", args=[draft.uuid]) + f"?bentuk={form}"
    assert client.get(address).status_code == 404
    answer = client_of(eka).get(address)
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    in_dialogue(draft)
    assert client.get(address).content.startswith(begins)


def test_the_public_takes_along_the_text_that_its_page_shows(
    today: date, client: Client, eka: Account, client_of: Browser
) -> None:
    draft = make_policy(text=OFFICIAL)
    in_dialogue(draft)
    page = client.get(reverse("consultation:draft", args=[draft.uuid])).content.decode()
    services.take_text(
        version=version_of(draft), text=OFFICIAL.replace("waktu.", "izin."), by=None, today=today
    )
    (link,) = re.findall(r'href="([^"]+bentuk=docx)"', page)
    for browser in (client, client_of(eka)):
        assert "Atasan memberi waktu." in words_of_word(browser.get(link.replace("&amp;", "&")).content)
    decree = enacted(draft, today=today)
    (link,) = re.findall(
        r'href="([^"]+bentuk=docx)"',
        client.get(reverse("portal:decree", args=[decree.uuid])).content.decode(),
    )
    assert "NOMOR 12 TAHUN 2026" in words_of_word(client.get(link.replace("&amp;", "&")).content)


def test_strangers_have_a_paper_typeset_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """They may ask as often as they like; typesetting takes a second for a long text."""
    draft = make_policy(text=OFFICIAL)
    in_dialogue(draft)
    made: list[Version] = []

    def typeset(version: Version) -> bytes:
        made.append(version)
        return b"%PDF"

    monkeypatch.setattr(exporting, "pdf", typeset)
    address = reverse("policy:download_text", args=[draft.uuid]) + "?bentuk=pdf"
    assert {client.get(address).content for _time in range(3)} == {b"%PDF"}
    assert len(made) == 1


def test_only_those_who_work_on_it_see_what_changed(
    today: date, client: Client, eka: Account, client_of: Browser
) -> None:
    draft = make_policy(text=OFFICIAL)
    old, new = changed(draft, today)
    in_dialogue(draft)
    address = f"{reverse('policy:download_text', args=[draft.uuid])}?bentuk=docx&dari={old.number}&versi={new.number}"
    assert client.get(address).status_code == 404
    assert b"word/document.xml" in client_of(eka).get(address).content
    compared = client_of(eka).get(
        reverse("policy:compare", args=[draft.uuid]), {"dari": old.number, "ke": new.number}
    )
    assert "perubahan terlacak" in compared.content.decode()


def test_an_empty_text_is_not_printed(eka: Account, client_of: Browser) -> None:
    draft = make_policy(text="")
    assert (
        client_of(eka).get(reverse("policy:download_text", args=[draft.uuid]) + "?bentuk=pdf").status_code
        == 404
    )


def test_two_hundred_pasal_are_printed_while_one_waits(today: date) -> None:
    lines = [
        "PERATURAN WALI KOTA CONTOH",
        "TENTANG",
        "PELATIHAN",
        "",
        "MEMUTUSKAN:",
        "Menetapkan: PERATURAN.",
    ]
    for number in range(1, 201):
        lines += ["", f"Pasal {number}"]
        lines += [f"({each}) Setiap pegawai belajar sesuai rencana nomor {number}." for each in range(1, 6)]
    draft = make_policy(text="\n".join(lines))
    old = version_of(draft)
    text = "\n".join(lines).replace("sesuai rencana", "menurut rencana")
    services.take_text(version=old, text=text, keep=True, by=None, today=today)
    new = version_of(draft)
    for name, print_it in {
        "PDF": lambda: exporting.pdf(new),
        "Word": lambda: exporting.docx(new, today=today),
        "Word, every ayat changed": lambda: exporting.docx(new, today=today, since=old),
    }.items():
        began = time.perf_counter()
        printed = print_it()
        log.info("%s: %.2f s, %d KB", name, time.perf_counter() - began, len(printed) // 1000)
        assert len(printed) < 1_000_000
