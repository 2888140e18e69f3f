"""An officer takes over what the national system holds of one person: a history by an import, her photo."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from bijak.accounts.models import Account
from bijak.documents.testing import a_pdf
from bijak.interchange import services as interchange
from bijak.interchange.models import Batch, State
from bijak.kernel.uuid7 import uuid7
from bijak.ledger.models import Entry
from bijak.organization.models import Unit
from bijak.organization.testing import give_role
from bijak.people import queries as people
from bijak.people.models import EmployeeToday
from bijak.siasn.mapping.held import HISTORIES, as_table
from bijak.siasn.services.answers import Failed
from bijak.siasn.services.calling import WebService
from bijak.siasn.tests.national import National, says

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
COURSE = {
    "id": "rw-7",
    "idPns": "T1",
    "nipBaru": None,
    "namaKursus": 'Bimtek Arsip; dasar, "lanjut"',
    "jenisDiklatId": "8",
    "jumlahJam": 24,
    "institusiPenyelenggara": "LAN",
    "noSertipikat": "12/LAN/2025",
    "tahunKursus": 2025,
    "tanggalKursus": "30-05-2025",
    "tanggalSelesaiKursus": "01-06-2025",
    "path": {"881": {"dok_uri": "kursus/rw-7.pdf"}},
}


def a_photo() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (300, 400), "navy").save(written, "JPEG")
    return written.getvalue()


def take(browser: Client, row: EmployeeToday, history: str, **changed: Any) -> Any:
    return browser.post(
        reverse("siasn:take", args=[row.uuid]), {"riwayat": history, "token": uuid7()} | changed, follow=True
    )


def asked() -> list[dict[str, Any]]:
    return [entry.facts for entry in Entry.objects.filter(verb="siasn.asked").order_by("pk")]


def test_a_history_becomes_an_import_that_citra_accepts_and_takes_back(
    client_of: ClientOf,
    citra: Account,
    her: EmployeeToday,
    siasn: National,
    today: date,
    settings: Any,
    tmp_path: Any,
) -> None:
    settings.DATA_DIR = tmp_path
    siasn.data[f"/pns/rw-kursus/{her.nip}"] = [COURSE, COURSE]
    browser = client_of(citra)
    assert (
        reverse("siasn:take", args=[her.uuid])
        in browser.get(reverse("people:person", args=[her.uuid])).content.decode()
    )
    token = uuid7()
    shown = take(browser, her, "kursus", token=token)
    take(browser, her, "kursus", token=token)
    batch = Batch.objects.get(document__name="siasn-kursus.csv")
    assert shown.redirect_chain[-1][0] == reverse("interchange:batch", args=[batch.uuid])
    interchange.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.kind, batch.state) == ("course_history", State.READY)
    assert asked() == [{"call": "kursus", "result": "answered"}] * 2


def test_a_person_whom_the_answer_does_not_name_is_the_one_who_was_asked_about() -> None:
    rows = [{"nama": "Rudi", "statusNikah": "Menikah", "path": {"a": 1}, "x": [1]}]
    table = as_table(rows, owner=("NIP", "1985"), owners=["idPns"]).decode()
    assert table == "nama,statusNikah,NIP\nRudi,Menikah,1985\n"
    parents = as_table(
        [{"idPns": "T1", "ayah": {"nama": "A\nB"}, "ibu": None}], owner=("NIP", "1"), owners=["idPns"]
    )
    assert parents.decode() == "idPns,ayah.nama,ibu\nT1,A B,\n"


def test_every_history_names_an_import_and_each_path_is_asked_once() -> None:
    from bijak.interchange.registries import import_kinds

    assert all(each.kind in import_kinds for each in HISTORIES.values())
    assert len({each.path for each in HISTORIES.values()}) == len(HISTORIES)


@pytest.mark.parametrize(
    "fault",
    [says(200, b"<html>", "text/html"), says(404, {"message": "x"}), says(200, {"code": 1, "data": ""})],
)
def test_what_is_no_answer_becomes_no_import(
    client_of: ClientOf, citra: Account, her: EmployeeToday, siasn: National, fault: Any
) -> None:
    siasn.faults.append(fault)
    answer = take(client_of(citra), her, "golongan")
    assert answer.status_code == 409
    assert "SIASN" in answer.content.decode()
    assert not Batch.objects.filter(document__name="siasn-golongan.csv").exists()
    assert len(asked()) == 1


def test_who_may_not_import_is_offered_no_history_and_strangers_learn_nothing(
    client_of: ClientOf,
    her: EmployeeToday,
    siasn: National,
    dewi: Account,
    budi: Account,
    health: Unit,
    education: Unit,
) -> None:
    give_role(account=dewi, role="officer", unit=health, since=date(2020, 1, 1))
    page = reverse("siasn:take", args=[her.uuid])
    assert client_of(dewi).get(page).status_code == 404
    assert client_of(dewi).post(reverse("siasn:take_photo", args=[her.uuid])).status_code == 404
    assert client_of(budi).get(page).status_code == 403
    give_role(account=dewi, role="officer", unit=education, since=date(2020, 1, 1))
    assert client_of(dewi).get(page).context["offered"] == []
    assert take(client_of(dewi), her, "golongan").status_code == 422
    assert siasn.asked == []


def test_her_photo_there_takes_the_place_of_ours(
    client_of: ClientOf, citra: Account, her: EmployeeToday, siasn: National, settings: Any, tmp_path: Any
) -> None:
    settings.DATA_DIR = tmp_path
    page = reverse("siasn:take_photo", args=[her.uuid])
    browser = client_of(citra)
    siasn.faults.append(says(200, b"<html>", "text/html"))
    assert "tidak dapat dibaca" in browser.post(page, follow=True).content.decode()
    siasn.faults.append(says(200, b"<svg/>", "image/jpeg"))
    assert "bukan foto" in browser.post(page, follow=True).content.decode()
    assert people.photo_bytes(her.employee_id) is None
    siasn.faults.append(says(200, a_photo(), "image/jpeg"))
    browser.post(page)
    assert people.photo_bytes(her.employee_id)
    assert siasn.asked[-1][:2] == ("GET", "/pns/photo/T1")


def test_papers_are_kept_with_decrees_on_record_that_have_none(
    record: Any,
    client_of: ClientOf,
    citra: Account,
    her: EmployeeToday,
    siasn: National,
    settings: Any,
    tmp_path: Any,
) -> None:
    settings.DATA_DIR = tmp_path
    record()
    there = {"nomorSk": "SK 7/2022", "path": {"872": {"dok_uri": "rw jabatan/a&b.pdf"}}}
    stranger = {"nomorSk": "SK 9/2023", "path": [{"dok_uri": "lain.pdf"}]}
    siasn.data[f"/pns/rw-jabatan/{her.nip}"] = [there, stranger, {"nomorSk": "SK 8"}]
    browser = client_of(citra)

    def answered(content: bytes) -> Any:
        rows = says(200, {"code": 1, "data": siasn.data[f"/pns/rw-jabatan/{her.nip}"]})
        siasn.faults.extend([rows, says(200, content, "application/pdf")])
        shown = take(browser, her, "jabatan", apa="berkas")
        siasn.faults.clear()
        return shown

    assert answered(b"<html>").status_code == 409
    assert "1 berkas disimpan" in answered(a_pdf("SK")).content.decode()
    assert siasn.asked[-1][1] == "/download-dok?filePath=rw+jabatan%2Fa%26b.pdf"
    (line,) = [
        line
        for line in people.person(her, on=date(2026, 1, 1), with_sensitive=True).histories["position"]
        if line.decree_no == "SK 7/2022"
    ]
    assert line.paper
    assert "0 berkas disimpan" in answered(a_pdf("SK")).content.decode()
    assert {facts["call"] for facts in asked()} == {"jabatan", "paper"}


def test_a_paper_that_is_none_keeps_no_other_from_its_place(
    record: Any,
    client_of: ClientOf,
    citra: Account,
    her: EmployeeToday,
    siasn: National,
    settings: Any,
    tmp_path: Any,
) -> None:
    settings.DATA_DIR = tmp_path
    record()
    record(from_on=date(2024, 1, 1), decree_no="SK 8/2024")
    there = [
        {"nomorSk": number, "path": [{"dok_uri": f"{number}.pdf"}]} for number in ("SK 7/2022", "SK 8/2024")
    ]
    siasn.faults += [
        says(200, {"code": 1, "data": there}),
        says(200, b"<html>", "application/pdf"),
        says(200, a_pdf("SK"), "application/pdf"),
    ]
    page = take(client_of(citra), her, "jabatan", apa="berkas").content.decode()
    assert "1 berkas disimpan" in page
    assert "Berkas keputusan SK 7/2022 bukan PDF" in page


def test_where_the_service_is_off_nothing_is_asked(
    client_of: ClientOf, citra: Account, her: EmployeeToday, settings: Any
) -> None:
    settings.SIASN_SERVER = ""
    answer = take(client_of(citra), her, "golongan")
    assert "tidak dipakai" in answer.content.decode()
    client_of(citra).post(reverse("siasn:take_photo", args=[her.uuid]))
    assert asked() == []


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (says(200, b"", "image/jpeg"), "absent"),
        (says(200, {"code": 1}), "broken"),
        (says(403, {}), "forbidden"),
        (says(404, b"", "image/jpeg"), "absent"),
        (says(401), "forbidden"),
    ],
)
def test_what_is_no_file_is_told(siasn: National, fault: Any, why: str) -> None:
    siasn.faults.extend([fault, fault])
    with pytest.raises(Failed) as failed:
        WebService(siasn.account(), sleep=lambda _: None).content("/pns/photo/T1")
    assert failed.value.failure == why
