"""The package for the office that harmonises: what is in it, what is missing and why."""

import hashlib
import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.ledger import queries as ledger
from bijak.policy import testing as policy
from bijak.policy.exporting import package
from bijak.policy.models import Draft
from bijak.policy.tests.test_amending import raise_hours, revise

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


@pytest.fixture
def draft(city: object) -> Draft:
    draft = policy.make_policy(today=TODAY)
    policy.set_hours(draft, 24)
    return draft


def opened(content: bytes) -> tuple[list[str], dict[str, object], ZipFile]:
    archive = ZipFile(BytesIO(content))
    return archive.namelist(), json.loads(archive.read("daftar-isi.json")), archive


def test_the_package_holds_what_there_is_and_lists_it_with_hashes(draft: Draft) -> None:
    names, manifest, archive = opened(package(draft, TODAY))
    assert names[0] == "daftar-isi.json"
    assert names[1:] == sorted(names[1:])
    assert {"10-surat-pengantar.pdf", "20-naskah-rancangan.docx", "50-angka-ketentuan.pdf"} <= set(names)
    for line in manifest["berkas"]:
        content = archive.read(line["nama"])
        assert (len(content), hashlib.sha256(content).hexdigest()) == (line["bita"], line["sha256"])
    missing = {line["isi"]: line["sebab"] for line in manifest["tidak_ada"]}
    assert missing["Perubahan dari naskah yang berlaku"].startswith("Rancangan pertama")
    assert missing["Matriks tanggapan"] == "Rancangan ini belum pernah dibuka untuk tanggapan."


def test_the_letter_names_the_draft_and_what_is_enclosed(draft: Draft) -> None:
    _names, _manifest, archive = opened(package(draft, TODAY))
    letter = docx.Document(BytesIO(archive.read("10-surat-pengantar.docx")))
    text = "\n".join(each.text for each in letter.paragraphs)
    assert "Rancangan Peraturan Wali Kota Contoh tentang Pengembangan kompetensi pegawai" in text
    assert "Angka ketentuan dan dasarnya (50-angka-ketentuan.pdf)" in text


def test_of_an_amending_draft_the_instrument_is_sent_with_its_redline(draft: Draft) -> None:
    policy.enacted(draft, in_force_from=date(2027, 1, 1), today=TODAY)
    revision = revise(draft)
    names, manifest, _archive = opened(package(revision, date(2027, 2, 1)))
    assert "20-naskah-rancangan.pdf" not in names
    assert any("berbunyi sama" in line["sebab"] for line in manifest["tidak_ada"])
    raise_hours(revision)
    names, _manifest, archive = opened(package(revision, date(2027, 2, 1)))
    assert "70-perubahan-terlacak.docx" in names
    text = "\n".join(
        each.text for each in docx.Document(BytesIO(archive.read("20-naskah-rancangan.docx"))).paragraphs
    )
    assert "Ketentuan ayat (1) Pasal 2" in text


def test_eka_takes_the_package_and_the_ledger_knows_which(
    draft: Draft, client_of: object, eka: Account
) -> None:
    client, address = client_of(eka), reverse("policy:filing", args=[draft.uuid])
    page = client.get(address).content.decode()
    assert "Belum ada bukti yang dilampirkan." in page
    answer = client.post(address)
    assert answer["Content-Type"] == "application/zip"
    noted = next(each for each in ledger.entries_for(draft) if each.verb == "policy.filing_made")
    assert noted.facts["sha256"] == hashlib.sha256(answer.content).hexdigest()


def test_gita_reads_the_list_and_ani_does_not(
    draft: Draft, client_of: object, gita: Account, ani: Account
) -> None:
    address = reverse("policy:filing", args=[draft.uuid])
    assert client_of(gita).get(address).status_code == 200
    assert client_of(gita).post(address).status_code == 403
    assert client_of(ani).get(address).status_code in (403, 404)
