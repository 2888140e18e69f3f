"""Somebody holds a paper, or a file, and asks whether it is ours."""

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.documents import codes
from bijak.documents import queries as documents
from bijak.documents.testing import NOW, a_pdf, install_certificate
from bijak.ledger import merkle
from bijak.ledger import services as ledger
from bijak.policy import exporting
from bijak.policy import queries as policies
from bijak.policy import services as policy
from bijak.policy.models import Decree, Sheet, SignedPaper
from bijak.policy.testing import deciding, enacted, make_policy, pass_gates

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]


@pytest.fixture(autouse=True)
def _data_folder(settings: Any, tmp_path: Path, city: Any) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def decree(today: date) -> Decree:
    return enacted(make_policy(today=today), in_force_from=today, today=today)


@pytest.fixture
def paper(decree: Decree, settings: Any, tmp_path: Path, today: date) -> SignedPaper:
    """The copy, signed with a certificate."""
    install_certificate(settings, tmp_path, agency="Gita Maharani 6171014101700001")
    draft = policies.get_draft(decree.draft.uuid)
    layout = exporting.Official(draft, settings.BASE_URL)
    laid_out = policy.prepare_paper(draft=draft, sheet=Sheet.COPY, layout=layout, by=None)
    return policy.sign_here(paper=laid_out, by=None, now=NOW, today=today)


def page_of(paper: SignedPaper) -> str:
    return reverse("portal:verify_paper", args=[paper.code])


def content(document: Any) -> bytes:
    with documents.open_content(document) as file:
        return file.read()


def show(client: Client, address: str, data: bytes) -> str:
    file = SimpleUploadedFile("berkas.pdf", data, "application/pdf")
    return client.post(address, {"file": file}).content.decode()


def test_the_address_on_paper_leads_here(paper: SignedPaper) -> None:
    assert codes.verification("", paper.code) == page_of(paper)


def test_the_page_says_what_it_is_and_who_signed(paper: SignedPaper, decree: Decree, client: Client) -> None:
    shown = client.get(page_of(paper)).content.decode()
    assert decree.citation in shown
    assert "Berlaku" in shown
    assert paper.signed.sha256 in shown
    assert "Gita Maharani" in shown
    assert "6171014101700001" not in shown
    assert "Rantai sertifikat tidak tepercaya" in shown
    assert client.get(page_of(paper).lower()).status_code == 200


def test_whether_it_holds_is_said_of_today(today: date, client: Client, settings: Any) -> None:
    coming = enacted(make_policy(today=today), in_force_from=today + timedelta(30), today=today)
    draft = policies.get_draft(coming.draft.uuid)
    layout = exporting.Official(draft, settings.BASE_URL)
    paper = policy.prepare_paper(draft=draft, sheet=Sheet.COPY, layout=layout, by=None)
    assert "Akan berlaku" in client.get(page_of(paper)).content.decode()
    assert "belum ditandatangani" in client.get(page_of(paper)).content.decode()


def test_a_text_without_its_number_does_not_pass_for_law(eka: Account, today: date, client: Client) -> None:
    draft = deciding(make_policy(by=eka, today=today), today)
    pass_gates(draft, today)
    (paper,) = policies.papers_of(draft)
    shown = client.get(page_of(paper)).content.decode()
    assert "Belum bernomor, belum berlaku" in shown
    assert "Ditandatangani basah" in shown
    policy.send_back(draft=draft, reason="Keliru.", by=eka, today=today)
    assert "sudah diganti atau tidak dipakai lagi" in client.get(page_of(paper)).content.decode()


def test_the_same_file_is_the_same(paper: SignedPaper, client: Client) -> None:
    for document in (paper.signed, paper.prepared):
        assert "sama persis dengan lembar ini" in show(client, page_of(paper), content(document))
        assert paper.code in show(client, reverse("portal:verify"), content(document))


def test_the_file_from_before_the_signature_is_not_taken_for_the_signed_one(
    paper: SignedPaper, client: Client
) -> None:
    unsigned = "tanda tangannya tidak ada di dalamnya"
    assert unsigned in show(client, page_of(paper), content(paper.prepared))
    assert unsigned not in show(client, page_of(paper), content(paper.signed))


def test_one_byte_makes_it_another(paper: SignedPaper, client: Client) -> None:
    changed = bytearray(content(paper.signed))
    changed[len(changed) // 2] ^= 1
    assert "Tidak sama" in show(client, page_of(paper), bytes(changed))
    assert "Tidak dikenal" in show(client, reverse("portal:verify"), bytes(changed))


def test_another_paper_of_ours_is_named(
    paper: SignedPaper, decree: Decree, client: Client, settings: Any, today: date
) -> None:
    other = enacted(make_policy(today=today, title="Cuti pegawai"), today=today, number=77)
    draft = policies.get_draft(other.draft.uuid)
    layout = exporting.Official(draft, settings.BASE_URL)
    second = policy.prepare_paper(draft=draft, sheet=Sheet.COPY, layout=layout, by=None)
    shown = show(client, page_of(paper), content(second.prepared))
    assert "lembar lain yang kami kenal" in shown
    assert second.code in shown


def test_a_hash_that_the_browser_worked_out_is_answered_alike(paper: SignedPaper, client: Client) -> None:
    sha256 = hashlib.sha256(content(paper.signed)).hexdigest()
    assert "sama persis" in client.get(page_of(paper), {"sidik": sha256}).content.decode()
    assert "Tidak sama" in client.get(page_of(paper), {"sidik": "0" * 64}).content.decode()
    assert (
        "jawaban" not in client.get(page_of(paper), {"sidik": "<script>"}).content.decode().split("<form")[0]
    )


def test_an_unknown_code_is_said_and_not_only_not_found(client: Client) -> None:
    answer = client.get("/verifikasi/PALSU23456/")
    assert answer.status_code == 404
    assert "Tidak ada lembar dengan kode PALSU23456" in answer.content.decode()
    asked = client.get(reverse("portal:verify"), {"kode": "palsu-23456"})
    assert "Tidak ada lembar dengan kode PALSU23456" in asked.content.decode()


def test_a_typed_code_opens_its_page(paper: SignedPaper, client: Client) -> None:
    typed = f" {paper.code[:5].lower()}-{paper.code[5:]} "
    assert client.get(reverse("portal:verify"), {"kode": typed}).url == page_of(paper)


def test_a_file_that_is_too_large_or_none_at_all_is_refused(client: Client, settings: Any) -> None:
    assert client.post(reverse("portal:verify"), {}).status_code == 422
    assert "kosong" in show(client, reverse("portal:verify"), b"")


def test_who_asks_too_often_waits(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "verify": "2/m/ip"}
    for _time in range(2):
        assert "Tidak dikenal" in show(client, reverse("portal:verify"), a_pdf("satu"))
    assert "Terlalu banyak pemeriksaan" in show(client, reverse("portal:verify"), a_pdf("satu"))


def test_the_record_of_a_paper_can_be_proved(paper: SignedPaper, client: Client) -> None:
    address = reverse("portal:proof", args=[paper.code])
    assert client.get(address).status_code == 404
    ledger.sequence()
    proof = json.loads(client.get(address).content)
    assert proof["entry"]["facts"]["sha256"] == paper.signed.sha256
    size = int(proof["checkpoint"].splitlines()[1])
    root = base64.b64decode(proof["checkpoint"].splitlines()[2])
    hashes = tuple(bytes.fromhex(each) for each in proof["hashes"])
    assert merkle.is_included(bytes.fromhex(proof["leaf_hash"]), proof["leaf"], size, hashes, root)
