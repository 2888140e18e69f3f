"""Rows of histories are prepared, confirmed by a person, sent once by the worker, and read back where it is unsure."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account, View
from bijak.competency.tests.factories import employ, train
from bijak.documents import services as documents
from bijak.documents.testing import a_pdf
from bijak.ledger.models import Entry
from bijak.notifications.models import Message
from bijak.organization.models import Unit
from bijak.organization.testing import give_role
from bijak.people import queries as people
from bijak.people.models import EmployeeToday
from bijak.siasn.mapping.histories import WRITES
from bijak.siasn.mapping.writing import Rated
from bijak.siasn.models import Act, Kind, Sending, State
from bijak.siasn.services import answers, calling, sending
from bijak.siasn.tests import national
from bijak.siasn.tests.national import National, says

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
COURSE = {
    "name": "Bimtek Arsip",
    "form_code": "8",
    "organiser": "LAN",
    "certificate_no": "12/LAN/2025",
    "started_on": date(2025, 5, 30),
}
ROW = {"id": "rw-7", "noSertipikat": "12/LAN/2025", "namaKursus": "BIMTEK  ARSIP", "tahunKursus": 2025}


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The keys that the worker is told to send."""
    told: list[int] = []
    monkeypatch.setattr(sending, "_enqueue", told.append)
    return told


@pytest.fixture
def confirmed(her: EmployeeToday, citra: Account, today: date, queued: list[int]) -> Sending:
    return confirm(her, citra, today)


def confirm(row: EmployeeToday, by: Account, today: date) -> Sending:
    training = train(row, 24, **COURSE)
    prepared = sending.prepare(row=row, kind=Kind.COURSE, key=training.pk, by=by, today=today)
    sending.confirm(sending=prepared, row=row, by=by, today=today)
    return prepared


def work(queued: list[int]) -> None:
    while queued:
        sending.send.call(queued.pop(0))


def written(siasn: National) -> list[tuple[str, str, Any]]:
    return [call for call in siasn.asked if call[0] != "GET"]


def history(row: EmployeeToday) -> str:
    return f"/pns/rw-kursus/{row.nip}"


def test_what_a_person_confirmed_is_sent_in_the_services_own_words(
    confirmed: Sending, her: EmployeeToday, siasn: National, queued: list[int]
) -> None:
    work(queued)
    confirmed.refresh_from_db()
    assert (confirmed.state, confirmed.national_id, confirmed.attempts) == (State.DONE, "8ae48644", 1)
    assert written(siasn) == [
        (
            "POST",
            "/kursus/save",
            {
                "pnsOrangId": "T1",
                "namaKursus": "Bimtek Arsip",
                "jenisDiklatId": "8",
                "jenisKursusSertipikat": "T",
                "jumlahJam": 24,
                "institusiPenyelenggara": "LAN",
                "nomorSertipikat": "12/LAN/2025",
                "tahunKursus": 2025,
                "tanggalKursus": "30-05-2025",
                "tanggalSelesaiKursus": "01-06-2025",
            },
        )
    ]
    told = Entry.objects.filter(subject_uuid=confirmed.uuid).order_by("pk").values_list("verb", flat=True)
    assert list(told) == ["siasn.sending_prepared", "siasn.sending_confirmed", "siasn.sent"]
    assert her.nip not in json.dumps(list(Entry.objects.values("facts")))


def test_a_worker_is_told_once_the_confirmation_stands(
    her: EmployeeToday, citra: Account, today: date, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as told:
        confirm(her, citra, today)
    assert [call.func.__self__ for call in told if isinstance(call, partial)] == [sending.send]


def test_nothing_leaves_before_a_person_confirmed(
    her: EmployeeToday, citra: Account, today: date, siasn: National, queued: list[int]
) -> None:
    training = train(her, 24, **COURSE)
    prepared = sending.prepare(row=her, kind=Kind.COURSE, key=training.pk, by=citra, today=today)
    sending.send.call(prepared.pk)
    assert (queued, siasn.asked) == ([], [])
    with pytest.raises(IntegrityError), transaction.atomic():
        Sending.objects.update(state=State.SENDING)


def test_a_row_is_sent_once_whoever_asks_again(
    confirmed: Sending,
    her: EmployeeToday,
    citra: Account,
    today: date,
    siasn: National,
    queued: list[int],
) -> None:
    work([*queued, *queued])
    with pytest.raises(sending.Refused, match="sudah ada dalam antrean"):
        sending.prepare(row=her, kind=Kind.COURSE, key=confirmed.row, by=citra, today=today)
    with pytest.raises(sending.Refused, match="sudah dikonfirmasi"):
        sending.confirm(sending=confirmed, row=her, by=citra, today=today)
    assert len(written(siasn)) == 1


def test_what_the_service_holds_already_is_not_sent(
    confirmed: Sending, her: EmployeeToday, siasn: National, queued: list[int]
) -> None:
    siasn.data[history(her)] = [{"id": "rw-1", "noSertipikat": "lain"}, ROW]
    work(queued)
    confirmed.refresh_from_db()
    assert (confirmed.state, confirmed.national_id) == (State.DONE, "rw-7")
    assert written(siasn) == []


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (national.half_a_body, State.UNSURE),
        (national.silence, State.UNSURE),
        (says(500), State.UNSURE),
        (says(200, {"success": True, "mapData": None}), State.UNSURE),
        (says(429), State.FAILED),
        (says(403), State.FAILED),
        (says(400, {"success": False, "message": "tanggalKursus wajib"}), State.REFUSED),
    ],
)
def test_what_went_wrong_is_told_and_not_tried_again_by_itself(
    confirmed: Sending,
    her: EmployeeToday,
    citra: Account,
    today: date,
    siasn: National,
    queued: list[int],
    fault: national.Fault,
    state: State,
) -> None:
    siasn.data[history(her)] = []
    siasn.faults.extend([says(200, {"code": 1, "data": []}), fault])
    work(queued)
    confirmed.refresh_from_db()
    assert confirmed.state == state
    assert confirmed.answer.endswith(".")
    assert len(written(siasn)) == 1
    if confirmed.may_be_tried_again:
        sending.try_again(sending=confirmed, row=her, by=citra, today=today)
        work(queued)
        confirmed.refresh_from_db()
        assert (confirmed.state, confirmed.attempts) == (State.DONE, 2)
    assert Message.objects.filter(to=citra, link__contains=str(confirmed.uuid)).count() == 1


@pytest.mark.parametrize(("rows", "state"), [([ROW], State.DONE), ([], State.FAILED)])
def test_an_unsure_sending_is_settled_by_reading_back(
    confirmed: Sending,
    her: EmployeeToday,
    citra: Account,
    today: date,
    siasn: National,
    queued: list[int],
    rows: list[Any],
    state: State,
) -> None:
    Sending.objects.update(state=State.UNSURE)
    confirmed.refresh_from_db()
    with pytest.raises(answers.Failed):
        sending.look_up(
            sending=confirmed, row=her, service=calling.service(), by=citra, today=today
        )  # of a stranger it says nothing
    siasn.data[history(her)] = rows
    sending.look_up(sending=confirmed, row=her, service=calling.service(), by=citra, today=today)
    assert confirmed.state == state
    assert written(siasn) == []


def test_a_worker_that_died_leaves_it_unsure_and_a_lost_task_is_queued_anew(
    confirmed: Sending, siasn: National, queued: list[int]
) -> None:
    queued.clear()
    later = timezone.now() + timedelta(hours=1)
    sending.pick_up(now=later)
    assert queued == [confirmed.pk]
    Sending.objects.update(state=State.SENDING, sent_at=timezone.now())
    sending.pick_up(now=later)
    confirmed.refresh_from_db()
    assert confirmed.state == State.UNSURE
    work(queued)
    assert siasn.asked == []


def test_a_row_that_changed_since_is_not_sent(
    her: EmployeeToday, citra: Account, today: date, queued: list[int]
) -> None:
    training = train(her, 24, **COURSE)
    prepared = sending.prepare(row=her, kind=Kind.COURSE, key=training.pk, by=citra, today=today)
    training.hours = 30
    training.save()
    with pytest.raises(sending.Refused, match="sudah berubah"):
        sending.confirm(sending=prepared, row=her, by=citra, today=today)
    with pytest.raises(sending.Refused, match="sudah berubah"):
        sending.try_again(sending=prepared, row=her, by=citra, today=today)
    sending.withdraw(sending=prepared, row=her, by=citra, today=today)
    assert (
        sending.prepare(row=her, kind=Kind.COURSE, key=training.pk, by=citra, today=today).content[
            "jumlahJam"
        ]
        == 30
    )


def test_what_was_saved_gets_its_paper_and_can_be_deleted(
    confirmed: Sending,
    her: EmployeeToday,
    citra: Account,
    today: date,
    siasn: National,
    queued: list[int],
) -> None:
    work(queued)
    confirmed.refresh_from_db()
    with pytest.raises(sending.Refused, match="Belum ada berkas"):
        sending.prepare_paper(sending=confirmed, row=her, by=citra, today=today)
    removal = sending.prepare_removal(sending=confirmed, row=her, by=citra, today=today)
    sending.confirm(sending=removal, row=her, by=citra, today=today)
    work(queued)
    assert siasn.asked[-1][:2] == ("DELETE", "/kursus/delete/8ae48644")
    confirmed.refresh_from_db()
    assert confirmed.state == State.REMOVED
    again = sending.prepare(row=her, kind=Kind.COURSE, key=confirmed.row, by=citra, today=today)
    assert again.state == State.PREPARED


def test_a_paper_is_uploaded_as_its_kind(
    her: EmployeeToday, citra: Account, siasn: National, queued: list[int], settings: Any, tmp_path: Any
) -> None:
    settings.DATA_DIR = tmp_path
    pdf = a_pdf("SK")
    kept = documents.keep(file=ContentFile(pdf), name="sk.pdf", purpose=people.DECREE_PURPOSE, by=citra)
    paper = Sending.objects.create(
        employee_id=her.pk,
        kind=Kind.AWARD,
        act=Act.UPLOAD,
        row=1,
        title="Satya",
        document=kept,
        national_id="rw-9",
        state=State.CONFIRMED,
        prepared_by=citra,
        confirmed_by=citra,
        confirmed_at=timezone.now(),
    )
    sending.send.call(paper.pk)
    method, path, body = siasn.asked[-1]
    assert (method, path) == ("POST", "/upload-dok-rw")
    assert b'name="id_riwayat"\r\n\r\nrw-9' in body
    assert b'name="id_ref_dokumen"\r\n\r\n892' in body
    assert pdf in body
    siasn.data[f"/pns/rw-penghargaan/{her.nip}"] = [{"id": "rw-9", "path": {"892": {"dok_nama": "SK"}}}]
    Sending.objects.update(state=State.CONFIRMED)
    sending.send.call(paper.pk)
    assert siasn.asked[-1][0] == "GET"


def test_a_rating_names_its_rater_and_counts_low_as_good() -> None:
    """rw_skp22: 1 is above expectation, 1 very good."""
    rating = SimpleNamespace(
        year=2025,
        results="above",
        behaviour="as_expected",
        predicate="good",
        rater_name="Budi",
        rater_nip="",
        rater_position="Camat",
        rater_unit="Kecamatan",
    )
    write = WRITES["rating"]
    assert [str(label) for label in write.lacking(Rated(rating))] == ["NIP penilai"]
    rating.rater_nip = "19850505201001100"
    content = write.content(Rated(rating), owner="T1")
    assert content["pnsDinilaiOrang"] == "T1"
    assert (content["hasilKinerjaNilai"], content["perilakuKerjaNilai"], content["kuadranKinerjaNilai"]) == (
        1,
        2,
        2,
    )
    assert content["statusPenilai"] == "NON ASN"


def test_a_sanction_ends_on_its_last_day_there() -> None:
    row = SimpleNamespace(
        kind_code="23",
        level_code="S",
        decree_no="SK 1",
        decree_on=date(2025, 1, 2),
        from_on=date(2025, 2, 1),
        until_on=date(2025, 8, 1),
        law_no="94/2021",
        note="",
    )
    content = WRITES["sanction"].content(row, owner="T1")
    assert (content["akhirHukumanTanggal"], content["masaTahun"], content["masaBulan"]) == (
        "31-07-2025",
        0,
        6,
    )
    assert "keterangan" not in content


# Pages --------------------------------------------------------------------------------------------


def test_citra_sends_a_row_from_the_persons_page(
    client_of: ClientOf, citra: Account, her: EmployeeToday, siasn: National, queued: list[int]
) -> None:
    training = train(her, 24, **COURSE)
    browser = client_of(citra)
    rows = reverse("siasn:rows", args=[her.uuid])
    assert rows in browser.get(reverse("people:person", args=[her.uuid])).content.decode()
    assert "Bimtek Arsip" in browser.get(rows).content.decode()
    shown = browser.post(rows, {"kind": "course", "key": training.pk}, follow=True)
    assert "12/LAN/2025" in shown.content.decode()
    assert "T1" not in [value for _label, value in shown.context["content"]]
    prepared = Sending.objects.get()
    browser.post(reverse("siasn:act", args=[prepared.uuid, "konfirmasi"]))
    work(queued)
    listed = browser.get(reverse("siasn:sendings"), {"keadaan": "done", "jenis": "course"}).content.decode()
    assert her.full_name in listed
    assert (
        browser.get(reverse("siasn:sendings"), {"keadaan": "unsure"}).context["page"].object_list.count() == 0
    )
    assert View.objects.filter(viewer=citra, subject_uuid=her.uuid, page="Kiriman ke SIASN").exists()


def test_a_row_that_lacks_something_says_what(
    client_of: ClientOf, citra: Account, her: EmployeeToday, siasn: National
) -> None:
    training = train(her, 24, name="Tanpa apa-apa")
    browser = client_of(citra)
    rows = reverse("siasn:rows", args=[her.uuid])
    assert "Kode bentuk pelatihan" in browser.get(rows).content.decode()
    refused = browser.post(rows, {"kind": "course", "key": training.pk}, follow=True).content.decode()
    assert "SIASN memerlukan isian" in refused
    theirs = train(her, 24, **COURSE, siasn_id="rw-1")
    assert "Berasal dari SIASN" in browser.get(rows).content.decode()
    refused = browser.post(rows, {"kind": "course", "key": theirs.pk}, follow=True).content.decode()
    assert "sudah ada di sana" in refused
    assert not Sending.objects.exists()


def test_strangers_learn_nothing_and_others_are_refused(
    client_of: ClientOf,
    confirmed: Sending,
    budi: Account,
    dewi: Account,
    health: Unit,
    her: EmployeeToday,
    siasn: National,
) -> None:
    give_role(account=dewi, role="officer", unit=health, since=date(2020, 1, 1))
    pages = [
        reverse("siasn:sending", args=[confirmed.uuid]),
        reverse("siasn:rows", args=[her.uuid]),
    ]
    deed = reverse("siasn:act", args=[confirmed.uuid, "batalkan"])
    for page in pages:
        assert client_of(budi).get(page).status_code == 403
        assert client_of(dewi).get(page).status_code == 404
    assert client_of(dewi).post(deed).status_code == 404
    assert list(client_of(dewi).get(reverse("siasn:sendings")).context["page"]) == []


def test_where_the_service_is_off_nothing_leads_there_and_nothing_is_sent(
    client_of: ClientOf, citra: Account, confirmed: Sending, her: EmployeeToday, queued: list[int]
) -> None:
    browser = client_of(citra)
    page = browser.get(reverse("people:person", args=[her.uuid])).content.decode()
    assert reverse("siasn:rows", args=[her.uuid]) not in page
    assert reverse("siasn:sendings") not in page
    assert "tidak dipakai" in browser.get(reverse("siasn:sending", args=[confirmed.uuid])).content.decode()
    work(queued)
    confirmed.refresh_from_db()
    assert confirmed.state == State.FAILED


def test_the_queue_costs_the_same_however_long(
    client_of: ClientOf,
    citra: Account,
    education: Unit,
    today: date,
    siasn: National,
    queued: list[int],
    django_assert_max_num_queries: Any,
) -> None:
    for row in employ(education, 8, by=citra, today=today):
        confirm(row, citra, today)
    browser = client_of(citra)
    with django_assert_max_num_queries(14):
        assert len(browser.get(reverse("siasn:sendings")).context["page"]) == 8
