"""The text is signed before its number, the copy once it is law: in ink, here, or elsewhere."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
import zxingcpp
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.documents import queries as documents
from bijak.documents import reading
from bijak.documents import services as keeping
from bijak.documents.models import Document, Way
from bijak.documents.signing import esign, sealing, trial
from bijak.documents.testing import NOW, a_pdf, install_certificate, sign_elsewhere
from bijak.ledger import queries as ledger
from bijak.legaltext import reader
from bijak.notifications.models import Message
from bijak.policy import exporting, queries, services
from bijak.policy.models import Draft, Sheet, SignedPaper
from bijak.policy.testing import deciding, enacted, make_policy, pass_gates

pytestmark = pytest.mark.django_db

SITE = "https://bijak.contoh.go.id"
type Browser = Callable[[Account], Client]


@pytest.fixture(autouse=True)
def _data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.BASE_URL = SITE
    settings.CERTIFICATE = settings.ESIGN_SERVER = ""


@pytest.fixture
def certificate(settings: Any, tmp_path: Path) -> Any:
    return install_certificate(settings, tmp_path)


@pytest.fixture
def trusted(settings: Any, tmp_path: Path) -> Any:
    """The certificate, and the agency knows who vouches for it."""
    return install_certificate(settings, tmp_path, is_trusted=True)


@pytest.fixture
def draft(eka: Account, today: date) -> Draft:
    """Approved by everyone, and not yet signed."""
    found = deciding(make_policy(by=eka, today=today), today)
    pass_gates(found, today, until=queries.SIGNATURE)
    return found


def laid_out(draft: Draft, sheet: str = Sheet.FINAL, by: Account | None = None) -> SignedPaper:
    draft = queries.get_draft(draft.uuid)
    return services.prepare_paper(draft=draft, sheet=sheet, layout=exporting.Official(draft, SITE), by=by)


def content(paper: SignedPaper) -> bytes:
    assert paper.prepared is not None
    with documents.open_content(paper.prepared) as file:
        return file.read()


def an_upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("naskah.pdf", data, "application/pdf")


def in_ink(draft: Draft, by: Account | None, today: date, **more: Any) -> SignedPaper:
    facts: dict[str, Any] = {"sheet": Sheet.FINAL, "signer": "Gita Maharani", "signed_on": today}
    return services.record_ink(draft=draft, by=by, today=today, **facts | more)


# The gate -----------------------------------------------------------------------------------------


def test_no_number_before_somebody_signed(draft: Draft, eka: Account, today: date) -> None:
    assert queries.obstacles(draft, today) == ["Naskah akhirnya belum ditandatangani."]
    in_ink(draft, eka, today)
    assert queries.obstacles(draft, today) == []
    signature = queries.final_signature(draft)
    assert (signature.way, signature.signer, signature.is_trusted) == (Way.INK, "Gita Maharani", None)


def test_nobody_signs_before_the_others_approved(eka: Account, today: date) -> None:
    draft = deciding(make_policy(by=eka, today=today), today)
    with pytest.raises(services.GateShut, match="harus selesai dahulu"):
        in_ink(draft, eka, today)


def test_a_text_sent_back_is_signed_anew(draft: Draft, eka: Account, gita: Account, today: date) -> None:
    in_ink(draft, eka, today)
    services.send_back(draft=draft, reason="Angkanya keliru.", by=gita, today=today)
    draft = services.close_dialogue(draft=draft, by=eka, today=today)
    pass_gates(draft, today, until=queries.SIGNATURE)
    assert queries.obstacles(draft, today) == ["Naskah akhirnya belum ditandatangani."]


def test_it_is_signed_once(draft: Draft, eka: Account, today: date) -> None:
    in_ink(draft, eka, today)
    with pytest.raises(services.Refused, match="sudah ditandatangani"):
        in_ink(draft, eka, today)


def test_ink_needs_a_name_and_a_day_that_has_come(draft: Draft, eka: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="nama pejabat"):
        in_ink(draft, eka, today, signer="  ")
    with pytest.raises(services.Refused, match="belum tiba"):
        in_ink(draft, eka, today, signed_on=today + timedelta(1))


def test_a_scan_is_kept_beside(draft: Draft, eka: Account, today: date) -> None:
    paper = in_ink(draft, eka, today, scan=ContentFile(a_pdf("pindaian")), scan_name="pindaian.pdf")
    assert paper.signed.name == "pindaian.pdf"
    with pytest.raises(services.Refused):
        in_ink(draft, eka, today)
    with pytest.raises(keeping.Refused):
        keeping.keep(file=ContentFile(b"<html>"), name="x.pdf", purpose="policy.paper", by=eka)


# The paper ----------------------------------------------------------------------------------------


def test_the_paper_is_the_same_file_each_time(draft: Draft, gita: Account) -> None:
    first, again = laid_out(draft, by=gita), laid_out(draft, by=gita)
    assert first == again
    assert content(first).startswith(b"%PDF-")
    (entry,) = ledger.entries_for(first)
    assert entry.facts["sha256"] == first.prepared.sha256


def test_the_paper_says_where_it_is_verified_and_is_no_draft(draft: Draft) -> None:
    paper = laid_out(draft)
    words = words_of(paper)
    assert f"{SITE}/verifikasi/{paper.code}/" in words
    assert "RANCANGAN" not in words
    read = reader.parse(reading.text_of(io.BytesIO(content(paper)), "lembar.pdf"))
    assert not any("keaslian" in node.text or paper.code in node.text for node in read.root.walk())
    assert any(paper.code in line for line in read.furniture)


def test_what_is_still_written_has_no_official_paper(
    eka: Account, gita: Account, client_of: Browser, today: date
) -> None:
    draft = make_policy(by=eka, today=today)
    for sheet in ("naskah", "salinan"):
        page = reverse("policy:download_sheet", args=[draft.uuid, sheet])
        answer = client_of(gita).get(page)
        assert answer["Location"] == reverse("policy:signing", args=[draft.uuid, sheet])
    assert not SignedPaper.objects.exists()


def test_a_telephone_reads_the_code_on_the_printed_paper(draft: Draft) -> None:
    paper = laid_out(draft)
    with pypdfium2.PdfDocument(content(paper)) as document:
        for page in document:
            printed = page.render(scale=150 / 72, grayscale=True).to_numpy()  # as an office printer prints
            (code,) = zxingcpp.read_barcodes(printed.squeeze())
            assert code.text == f"{SITE}/verifikasi/{paper.code}/"


def test_a_code_is_easily_read_aloud(draft: Draft) -> None:
    assert not set(laid_out(draft).code) & set("01IOLU")


# Signing ------------------------------------------------------------------------------------------


def test_the_leader_signs_here(draft: Draft, gita: Account, certificate: Any, today: date) -> None:
    paper = services.sign_here(paper=laid_out(draft), by=gita, now=NOW, today=today)
    assert queries.obstacles(draft, today) == []
    (signature,) = queries.signatures_of(paper)
    assert (signature.way, signature.signer, signature.is_trusted) == (Way.CERTIFICATE, "Kota Contoh", False)
    assert paper.signed.sha256 != paper.prepared.sha256
    entry = ledger.entries_for(paper).first()
    assert (entry.verb, entry.facts["sha256"]) == ("policy.paper_signed", paper.signed.sha256)
    assert "Kota Contoh" not in str(entry.facts)


@pytest.mark.parametrize("who", ["gita", "eka"])
def test_what_was_signed_elsewhere_is_taken_in(
    draft: Draft, trusted: Any, today: date, who: str, request: pytest.FixtureRequest
) -> None:
    """By the signer herself, or by who records decrees: the signature speaks for itself."""
    paper, by = laid_out(draft), request.getfixturevalue(who)
    file = an_upload(sealing.sign(content(paper), reason="Ditetapkan", now=NOW))
    paper = services.take_in_signed(paper=paper, file=file, by=by, now=NOW, today=today)
    assert [each.way for each in queries.signatures_of(paper)] == [Way.UPLOAD]


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda pdf: pdf, "belum ditandatangani"),
        (lambda _pdf: sealing.sign(a_pdf("lain"), reason="x", now=NOW), "bukan naskah yang diunduh"),
        (lambda _pdf: b"halo", "bukan PDF"),
        (
            lambda pdf: sealing.sign(pdf, reason="x", now=NOW).replace(b"/Reason", b"/Raeson"),
            "berubah setelah ditandatangani",
        ),
    ],
)
def test_what_is_not_that_paper_signed_is_refused_and_not_kept(
    draft: Draft, gita: Account, certificate: Any, today: date, make: Any, why: str
) -> None:
    paper = laid_out(draft)
    with pytest.raises(services.Refused, match=why):
        services.take_in_signed(
            paper=paper, file=an_upload(make(content(paper))), by=gita, now=NOW, today=today
        )
    assert queries.final_signature(draft) is None


def test_a_signature_for_which_nobody_vouches_is_refused_by_name(
    draft: Draft, gita: Account, certificate: Any, today: date
) -> None:
    """Anybody can make a certificate in the name of the head of region."""
    paper = laid_out(draft)
    file = an_upload(sealing.sign(content(paper), reason="Ditetapkan", now=NOW))
    kept = Document.objects.count()
    with pytest.raises(services.Refused, match="oleh “Kota Contoh”.*tidak ada dalam daftar"):
        services.take_in_signed(paper=paper, file=file, by=gita, now=NOW, today=today)
    assert queries.obstacles(draft, today) == ["Naskah akhirnya belum ditandatangani."]
    assert Document.objects.count() == kept


def place_to_sign(paper: SignedPaper) -> tuple[int, int]:
    """The page, from 0, and the foot of the line under which people sign."""
    with pypdfium2.PdfDocument(content(paper)) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            if found := text.search("Ditetapkan di").get_next():
                return number, int(text.get_charbox(found[0])[1])
    raise AssertionError


def test_a_box_may_be_drawn_where_people_sign_and_nowhere_else(
    draft: Draft, gita: Account, trusted: Any, today: date
) -> None:
    paper = laid_out(draft)
    page, foot = place_to_sign(paper)
    over_the_number = an_upload(sign_elsewhere(content(paper), box=(85, 700, 525, 850)))
    with pytest.raises(services.Refused, match="Kotak tanda tangan di halaman 1"):
        services.take_in_signed(paper=paper, file=over_the_number, by=gita, now=NOW, today=today)
    beside = (90, foot - 70, 280, foot - 5)
    file = an_upload(sign_elsewhere(content(paper), box=beside, page=page))
    paper = services.take_in_signed(paper=paper, file=file, by=gita, now=NOW, today=today)
    assert queries.final_signature(draft).is_trusted


def test_a_huge_file_is_refused_unread(draft: Draft, gita: Account, today: date) -> None:
    huge = an_upload(b"%PDF-")
    huge.size = 51 * 2**20
    with pytest.raises(services.Refused, match="50 MB"):
        services.take_in_signed(paper=laid_out(draft), file=huge, by=gita, now=NOW, today=today)


def test_without_a_certificate_it_says_so(draft: Draft, gita: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="belum dipasang"):
        services.sign_here(paper=laid_out(draft), by=gita, now=NOW, today=today)


# BSrE ---------------------------------------------------------------------------------------------

TYPED = {"nik": "6171014101700001", "passphrase": "payung"}


def by_esign(paper: SignedPaper, by: Account | None, today: date) -> SignedPaper:
    return services.sign_by_esign(paper=paper, by=by, now=NOW, today=today, **TYPED)


def answering(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object] = lambda: None) -> list[bytes]:
    """An esign server that signs, and what it was sent; something may happen while it works."""
    sent: list[bytes] = []

    def sign(pdf: bytes, *, nik: str, passphrase: str) -> bytes:
        sent.append(pdf)
        meanwhile()
        return sealing.sign(pdf, reason="TTE", now=NOW)

    monkeypatch.setattr(esign, "sign", sign)
    return sent


def test_bsre_signs_the_very_paper(
    draft: Draft, gita: Account, trusted: Any, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = laid_out(draft)
    sent = answering(monkeypatch)
    (signature,) = queries.signatures_of(by_esign(paper, gita, today))
    assert (signature.way, signature.is_trusted, sent) == (Way.ESIGN, True, [content(paper)])
    assert TYPED["nik"] not in str([each.facts for each in ledger.entries_for(paper)])


@pytest.mark.django_db(transaction=True)
def test_nothing_is_held_while_bsre_works(
    draft: Draft, gita: Account, trusted: Any, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []
    answering(monkeypatch, lambda: held.append(connection.in_atomic_block))
    by_esign(laid_out(draft), gita, today)
    assert held == [False]


def test_who_signed_while_bsre_worked_was_first(
    draft: Draft, eka: Account, gita: Account, trusted: Any, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, lambda: in_ink(draft, eka, today))
    with pytest.raises(services.GateShut, match="sudah ditandatangani"):
        by_esign(laid_out(draft), gita, today)
    assert queries.final_signature(draft).way == Way.INK


def test_what_breaks_off_leaves_the_paper_unsigned_and_can_be_tried_again(
    draft: Draft, gita: Account, trusted: Any, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off() -> None:
        raise ConnectionAbortedError

    answering(monkeypatch, break_off)
    with pytest.raises(ConnectionAbortedError):
        by_esign(laid_out(draft), gita, today)
    assert queries.obstacles(draft, today) == ["Naskah akhirnya belum ditandatangani."]
    answering(monkeypatch)
    assert queries.signatures_of(by_esign(laid_out(draft), gita, today)).get().way == Way.ESIGN


def test_no_passphrase_is_sent_for_a_signature_that_nobody_here_would_know(
    draft: Draft, gita: Account, certificate: Any, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = answering(monkeypatch)
    with pytest.raises(services.Refused, match="belum mendaftarkan satu pun sertifikat tepercaya"):
        by_esign(laid_out(draft), gita, today)
    assert sent == []


# The copy -----------------------------------------------------------------------------------------


def test_the_copy_is_signed_once_it_is_law(
    draft: Draft, eka: Account, gita: Account, certificate: Any, today: date
) -> None:
    with pytest.raises(services.GateShut, match="setelah peraturan bernomor"):
        in_ink(draft, eka, today, sheet=Sheet.COPY)
    enacted(queries.get_draft(draft.uuid), today=today)
    paper = services.sign_here(paper=laid_out(draft, Sheet.COPY), by=eka, now=NOW, today=today)
    assert queries.signatures_of(paper).get().way == Way.CERTIFICATE


def test_everyone_downloads_the_very_copy_that_was_signed(
    draft: Draft, eka: Account, certificate: Any, client: Client, today: date
) -> None:
    decree = enacted(queries.get_draft(draft.uuid), today=today)
    address = reverse("policy:download_text", args=[draft.uuid])
    asked = {"versi": decree.version.number, "bentuk": "pdf"}
    unsigned = client.get(address, asked).content
    paper = queries.newest_paper(decree.version, Sheet.COPY)
    assert unsigned == content(paper) == client.get(address, asked).content
    services.sign_here(paper=paper, by=eka, now=NOW, today=today)
    signed = client.get(address, asked).content
    assert signed != unsigned
    assert signed.startswith(unsigned)


def test_the_word_file_leads_there_too(draft: Draft, client: Client, today: date) -> None:
    decree = enacted(queries.get_draft(draft.uuid), today=today)
    asked = {"versi": decree.version.number, "bentuk": "docx"}
    file = client.get(reverse("policy:download_text", args=[draft.uuid]), asked).content
    paper = queries.newest_paper(decree.version, Sheet.COPY)
    footer = docx.Document(io.BytesIO(file)).sections[0].first_page_footer
    assert f"{SITE}/verifikasi/{paper.code}/" in "".join(each.text for each in footer.paragraphs)
    assert footer.part.rels


# Who may ------------------------------------------------------------------------------------------


def test_an_analyst_records_ink_but_does_not_sign_for_the_leader(
    draft: Draft, eka: Account, gita: Account, hadi: Account, certificate: Any, today: date
) -> None:
    for stranger in (eka, hadi):
        with pytest.raises(PermissionDenied):
            services.sign_here(paper=laid_out(draft), by=stranger, now=NOW, today=today)
    with pytest.raises(PermissionDenied):
        services.take_in_signed(paper=laid_out(draft), file=an_upload(b""), by=hadi, now=NOW, today=today)
    for stranger in (gita, hadi):
        with pytest.raises(PermissionDenied):
            in_ink(draft, stranger, today)


def test_the_pages_open_to_those_who_see_drafts(
    draft: Draft, ani: Account, eka: Account, gita: Account, hadi: Account, client_of: Browser
) -> None:
    page = reverse("policy:signing", args=[draft.uuid, "naskah"])
    assert client_of(ani).get(page).status_code == 403
    assert "Catat tanda tangan" not in client_of(hadi).get(page).content.decode()
    assert "Catat tanda tangan" in client_of(eka).get(page).content.decode()
    hers = client_of(gita).get(page).content.decode()
    assert "Sertifikat instansi belum dipasang." in hers
    assert "BSrE" not in hers
    assert client_of(gita).get(reverse("policy:signing", args=[draft.uuid, "lain"])).status_code == 404


def test_signing_in_a_browser(
    draft: Draft, eka: Account, gita: Account, certificate: Any, client_of: Browser
) -> None:
    browser = client_of(gita)
    page = reverse("policy:signing", args=[draft.uuid, "naskah"])
    assert "Tandatangani sekarang" in browser.get(page).content.decode()
    told = browser.get(reverse("policy:download_sheet", args=[draft.uuid, "naskah"]), follow=True)
    original = b"".join(told.streaming_content)
    refused = browser.post(
        reverse("policy:take_in_signed", args=[draft.uuid, "naskah"]), {"file": an_upload(original)}
    )
    assert refused.status_code == 409
    assert "belum ditandatangani" in refused.content.decode()
    answer = browser.post(reverse("policy:sign_here", args=[draft.uuid, "naskah"]), follow=True)
    shown = answer.content.decode()
    assert "Rantai sertifikat tidak tepercaya" in shown
    assert "tidak ada cap waktu dari pihak ketiga" in shown
    decide = client_of(eka).get(reverse("policy:decide", args=[draft.uuid])).content.decode()
    assert reverse("policy:signing", args=[draft.uuid, "naskah"]) in decide


def test_who_uploads_is_told_beforehand_whose_signatures_are_known(
    draft: Draft, eka: Account, client_of: Browser, settings: Any, tmp_path: Path
) -> None:
    page = reverse("policy:signing", args=[draft.uuid, "naskah"])
    assert "belum mendaftarkan satu pun" in client_of(eka).get(page).content.decode()
    install_certificate(settings, tmp_path, agency="Balai Sertifikasi Contoh", is_trusted=True)
    assert "tepercaya bagi instansi: Balai Sertifikasi Contoh." in client_of(eka).get(page).content.decode()
    (tmp_path / "root.pem").write_text("bukan sertifikat")
    assert "tidak dapat dibaca" in client_of(eka).get(page).content.decode()


def test_ink_in_a_browser(draft: Draft, eka: Account, client_of: Browser, today: date) -> None:
    typed = {"signer": "Gita Maharani", "signed_on": str(today)}
    answer = client_of(eka).post(
        reverse("policy:record_ink", args=[draft.uuid, "naskah"]), typed, follow=True
    )
    assert "Naskah sudah ditandatangani." in answer.content.decode()
    assert queries.final_signature(draft).signer == "Gita Maharani"


def test_bsre_is_off_until_somebody_names_its_server(
    draft: Draft, gita: Account, trusted: Any, client_of: Browser, settings: Any
) -> None:
    address = reverse("policy:sign_by_esign", args=[draft.uuid, "naskah"])
    typed = {"nik": "6171014101700001", "passphrase": "payung"}
    assert client_of(gita).post(address, typed).status_code == 404
    settings.ESIGN_SERVER = "http://127.0.0.1:9"
    answer = client_of(gita).post(address, typed)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "tidak menjawab" in shown
    assert "belum dicoba dengan server BSrE yang sesungguhnya" in shown
    assert 'value="payung"' not in shown


def test_a_trial_certificate_is_named_on_every_page(
    draft: Draft, gita: Account, settings: Any, tmp_path: Path, client_of: Browser
) -> None:
    install_certificate(settings, tmp_path, agency="Kota Coba", unit=trial.MARK)
    browser = client_of(gita)
    page = reverse("policy:signing", args=[draft.uuid, "naskah"])
    assert "Sertifikat percobaan" in browser.get(page).content.decode()
    browser.post(reverse("policy:sign_here", args=[draft.uuid, "naskah"]))
    assert "Sertifikat percobaan" in browser.get(page).content.decode()
    code = laid_out(draft).code
    assert "Sertifikat percobaan" in Client().get(f"/verifikasi/{code}/").content.decode()


def test_who_may_sign_is_told_and_finds_it_on_her_desk(
    eka: Account, gita: Account, client_of: Browser, today: date
) -> None:
    draft = deciding(make_policy(by=eka, today=today), today)
    pass_gates(draft, today, until=queries.SIGNATURE)
    assert "Tanda tangan" in Message.objects.filter(to=gita).latest("pk").body
    assert "Tanda tangan" in client_of(gita).get("/").content.decode()


def test_an_amended_text_keeps_its_signature(eka: Account, today: date) -> None:
    """What amends is signed in other words than it leaves behind."""
    first = enacted(make_policy(by=eka, today=today), in_force_from=today, today=today)
    draft = services.revise(policy=first.draft.policy, reason="Angka naik.", by=eka, today=today)
    draft = services.choose_form(draft=draft, form="amending", by=eka, today=today)
    version = queries.working_version(draft)
    passage = queries.passages(version).get(text__startswith="Kepala perangkat daerah")
    services.edit_passage(
        passage=passage,
        heading="",
        text="Kepala perangkat daerah wajib memberi kesempatan yang sama kepada setiap Pegawai.",
        edition=passage.edition,
        by=eka,
        today=today,
    )
    second = enacted(draft, in_force_from=today + timedelta(1), today=today, number=13)
    assert second.amends == first
    assert queries.final_signature(second.draft).signer == "Gita Maharani"
    assert "PERUBAHAN ATAS PERATURAN" in words_of(laid_out(second.draft, Sheet.COPY))


def words_of(paper: SignedPaper) -> str:
    with pypdfium2.PdfDocument(content(paper)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
