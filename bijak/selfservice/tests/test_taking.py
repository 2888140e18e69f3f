"""What an employee takes away of her own data."""

import json
from datetime import date

import pypdfium2
import pytest
from django.apps import apps

from bijak.accounts.models import Account
from bijak.ledger import queries as ledger
from bijak.people import queries as people
from bijak.people import services as records
from bijak.people.models import Employee, EmployeeToday
from bijak.people.registries import holdings
from bijak.people.tests.test_photos import picture, sent
from bijak.selfservice import exporting
from bijak.selfservice.tests.conftest import RANK, ClientOf, send

pytestmark = pytest.mark.django_db


def test_the_file_holds_every_table_with_its_source_who_looked_and_what_she_proposed(
    row: EmployeeToday, ani: Account, citra: Account, client_of: ClientOf
) -> None:
    client_of(citra).get(f"/pegawai/{row.uuid}/")
    client = client_of(ani)
    send(client, row, "golongan/", RANK)
    answer = client.post("/data-saya/unduh/")
    taken = json.loads(answer.content)
    assert (taken["format"], taken["version"]) == ("bijak.data-saya", 1)
    (rank,) = taken["records"]["rankspell"]
    assert (rank["rank_code"], rank["from_on"]) == ("33", "2023-04-01")
    assert taken["labels"]["rankspell"]["rank_code"] == "golongan"
    sources = {change["uuid"]: change for change in taken["changes"]}
    assert sources[rank["change"]]["is_import"] is True
    assert sources[rank["change"]]["by"] == "Citra Dewanti"
    assert {"identity", "familymember", "sanctionspell", "decreefile", "photo"} <= set(taken["records"])
    assert [(look["by"], look["page"]) for look in taken["looks"]] == [("Citra Dewanti", "Halaman pegawai")]
    assert {"riwayat pelatihan", "penilaian SKP"} <= {each["label"] for each in taken["elsewhere"]}
    assert taken["proposals"][0]["typed"]["decree_no"] == RANK["decree_no"]
    verbs = [entry.verb for entry in ledger.entries_for(("people.employee", row.uuid))]
    assert "selfservice.downloaded" in verbs


def test_the_form_is_filled_with_what_is_on_record(
    row: EmployeeToday, ani: Account, citra: Account, client_of: ClientOf, today: object
) -> None:
    records.set_photo(row=row, picture=sent(picture()), reason="Pasfoto", by=citra, today=today)  # type: ignore[arg-type]
    answer = client_of(ani).post("/data-saya/unduh/drh/")
    assert answer["Content-Type"] == "application/pdf"
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(answer.content)]
    text = " ".join(" ".join(pages).split())
    for said in ("DAFTAR RIWAYAT HIDUP", row.nip, "Penata, III/c", "S-1 Manajemen", "XIII. Organisasi"):
        assert said in text


def test_the_name_stays_on_the_page_of_the_words_that_are_signed(
    row: EmployeeToday, citra: Account, today: date
) -> None:
    for year in range(1998, 2026):
        pages = pypdfium2.PdfDocument(exporting.drh_pdf(row, today=today))
        last = pages[len(pages) - 1].get_textpage().get_text_bounded()
        assert "dibuat dengan sesungguhnya" in last
        assert f"NIP {row.nip}" in last
        records.record_line(
            row=row,
            topic=people.Topic.AWARD,
            facts={"award_code": "400", "name": "Penghargaan", "year": year},
            seen=people.version(row.pk),
            reason="Piagam",
            by=citra,
            today=today,
        )


def test_whoever_keeps_something_about_people_hands_it_over() -> None:
    kept = {
        model
        for model in apps.get_models()
        if any(field.related_model is Employee for field in model._meta.concrete_fields)
        and model._meta.app_label not in ("people", "selfservice")
    }
    # That somebody has answered a survey is told to nobody.
    assert {each._meta.label for each in kept - {each.model for each in holdings}} == {"survey.Participation"}


def test_nobody_takes_it_by_a_link(row: EmployeeToday, ani: Account, client_of: ClientOf) -> None:
    assert client_of(ani).get("/data-saya/unduh/").status_code == 405
