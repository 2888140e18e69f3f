"""The register for the national network of legal documents: every decree, its state and what it is tied to."""

import csv
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.organization import queries as organization
from bijak.policy import queries, services
from bijak.policy import testing as policy
from bijak.policy.models import Decree, Draft, Form, Policy
from bijak.portal import exporting

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(city: object) -> date:
    return organization.today(timezone.now())


@pytest.fixture
def decree(now: date) -> Decree:
    draft = policy.make_policy(today=now - timedelta(days=90))
    return policy.enacted(draft, in_force_from=now - timedelta(days=60), today=now - timedelta(days=90))


def revised(decree: Decree, form: Form, now: date, number: int) -> Decree:
    """A revision in which Pasal 3 says something else, in force since yesterday."""
    day = now - timedelta(days=30)
    draft: Draft = services.revise(policy=decree.draft.policy, reason="Perlu.", by=None, today=day)
    services.choose_form(draft=draft, form=form, by=None, today=day)
    clause = policy.clause(draft, "Pasal 3")
    passage = queries.passages(queries.working_version(draft)).get(pk=clause.passage_id)
    services.edit_passage(
        passage=passage,
        heading="",
        text=passage.text.replace("kesempatan", "peluang"),
        edition=passage.edition,
        by=None,
        today=day,
    )
    return policy.enacted(draft, in_force_from=now - timedelta(days=1), today=day, number=number)


def register(client: Client) -> dict[str, dict[str, Any]]:
    """By number."""
    return {
        each["noPeraturan"]: each for each in json.loads(whole(client.get(reverse("portal:jdih_register"))))
    }


def whole(answer: Any) -> str:
    return b"".join(answer).decode()


def test_a_decree_is_told_in_the_words_of_the_network(client: Client, decree: Decree) -> None:
    row = client.get(reverse("portal:jdih_decree", args=[decree.uuid])).json()
    assert (row["jenis"], row["singkatanJenis"], row["noPeraturan"]) == (
        "Peraturan Wali Kota",
        "PERWALI",
        "12",
    )
    assert row["judul"].endswith("Tahun 2026 tentang Pengembangan Kompetensi Pegawai")
    assert row["status"] == "Berlaku"
    assert row["abstrak"].startswith("bahwa setiap pegawai berhak mengembangkan kompetensi;")
    assert "Mengatur tentang: KETENTUAN UMUM; PENGEMBANGAN KOMPETENSI" in row["abstrak"]
    assert client.get(row["urlDetailPeraturan"].removeprefix("http://testserver")).status_code == 200
    file = client.get(row["urlDownload"].removeprefix("http://testserver"))
    assert b"".join(file).startswith(b"%PDF") if file.streaming else file.content.startswith(b"%PDF")


def test_an_amended_decree_and_its_amendment_name_each_other(
    client: Client, decree: Decree, now: date
) -> None:
    amendment = revised(decree, Form.AMENDING, now, 15)
    rows = register(client)
    assert (rows["12"]["status"], rows["15"]["status"]) == ("Diubah", "Berlaku")
    assert rows["12"]["relasi"] == [{"hubungan": "diubah dengan", "peraturan": amendment.citation}]
    assert rows["15"]["relasi"] == [{"hubungan": "mengubah", "peraturan": decree.citation}]
    assert "tentang Perubahan atas Peraturan Wali Kota Contoh Nomor 12 Tahun 2026" in rows["15"]["judul"]


def test_a_replaced_decree_is_in_the_register_as_revoked(client: Client, decree: Decree, now: date) -> None:
    replacing = revised(decree, Form.REPLACING, now, 16)
    rows = register(client)
    assert (rows["12"]["status"], rows["16"]["status"]) == ("Dicabut", "Berlaku")
    assert rows["12"]["relasi"] == [{"hubungan": "dicabut dengan", "peraturan": replacing.citation}]
    assert rows["16"]["relasi"] == [{"hubungan": "mencabut", "peraturan": decree.citation}]
    assert client.get(rows["12"]["urlDetailPeraturan"].removeprefix("http://testserver")).status_code == 200


def test_the_register_is_a_table_too(client: Client, decree: Decree) -> None:
    answer = client.get(reverse("portal:jdih_table"))
    text = b"".join(answer).decode("utf-8-sig")
    (row,) = csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ",")
    assert row["noPeraturan"] == "12"


def test_a_longer_register_asks_no_more_questions(
    client: Client, decree: Decree, now: date, django_assert_num_queries: Any
) -> None:
    register(client)
    revised(decree, Form.AMENDING, now, 15)
    other = policy.make_policy(today=now - timedelta(days=90), title="Cuti")
    policy.enacted(other, in_force_from=now, today=now - timedelta(days=9), number=17)
    with django_assert_num_queries(4):
        queries.entries(queries.register())


def test_a_draft_is_in_no_register(client: Client, now: date) -> None:
    policy.in_dialogue(policy.make_policy(today=now), today=now)
    assert register(client) == {}


def test_the_page_says_what_is_not_verified(client: Client, city: object) -> None:
    page = client.get(reverse("portal:jdih")).content.decode()
    assert "bidangHukum" in page
    assert "belum diverifikasi" in page


def test_the_public_page_of_an_amended_decree_leads_to_what_holds(
    client: Client, decree: Decree, now: date
) -> None:
    amendment = revised(decree, Form.AMENDING, now, 15)
    page = client.get(reverse("portal:decree", args=[decree.uuid])).content.decode()
    assert amendment.citation in page
    assert "NOMOR 12 TAHUN 2026" in page
    assert "sebelum diubah" in page
    page = client.get(reverse("portal:decree", args=[amendment.uuid])).content.decode()
    assert "naskah konsolidasi, bukan naskah resmi" in page


def test_a_program_that_has_the_register_gets_it_again_only_when_it_reads_otherwise(
    client: Client, decree: Decree, now: date, django_assert_max_num_queries: Any
) -> None:
    address = reverse("portal:jdih_register")
    first = client.get(address)
    whole(first)
    seen = {"If-None-Match": first["ETag"]}
    with django_assert_max_num_queries(6):
        again = client.get(address, headers=seen)
    assert (again.status_code, again["Last-Modified"]) == (304, first["Last-Modified"])
    assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    Policy.objects.update(title="Belajar")
    assert client.get(address, headers=seen).status_code == 200
    revised(decree, Form.AMENDING, now, 15)
    assert (
        "".join(row["noPeraturan"] for row in json.loads(whole(client.get(address, headers=seen)))) == "1512"
    )


def test_the_register_is_written_some_decrees_at_a_time(
    client: Client, decree: Decree, now: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    revised(decree, Form.AMENDING, now, 15)
    monkeypatch.setattr(exporting, "AT_A_TIME", 1)
    rows = register(client)
    assert rows["12"]["relasi"][0]["hubungan"] == "diubah dengan"
    assert rows["15"]["relasi"][0]["hubungan"] == "mengubah"


def test_nobody_takes_the_whole_register_time_after_time(
    client: Client, decree: Decree, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"register": "1/h/ip,9/h/key"}
    cache.clear()
    address = reverse("portal:jdih_table")
    first = client.get(address)
    assert whole(first)
    assert client.get(address).status_code == 429
    assert "max-age" not in client.get(address).headers.get("Cache-Control", "")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_what_was_revoked_by_something_kept_elsewhere_says_so_as_it_was_typed(
    client: Client, decree: Decree, now: date
) -> None:
    basis = "Peraturan Wali Kota Contoh Nomor 9 Tahun 2027"
    services.revoke(decree=decree, ends_on=now, because=basis, by=None, today=now)
    assert register(client)["12"]["relasi"] == [{"hubungan": "dicabut dengan", "peraturan": basis}]


def test_the_register_is_read_page_by_page(
    client: Client, decree: Decree, now: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    revised(decree, Form.AMENDING, now, 15)
    monkeypatch.setattr(exporting, "AT_A_TIME", 1)
    address, seen = f"http://testserver{reverse('portal:jdih_register')}?hal=1", []
    while address:
        answer = client.get(address)
        seen += [row["noPeraturan"] for row in json.loads(whole(answer))]
        address = answer.headers.get("Link", "").partition(">")[0].lstrip("<")
    assert seen == ["15", "12"]
    for beyond in ("3", "0", "dua"):
        assert client.get(reverse("portal:jdih_register"), {"hal": beyond}).status_code == 404
