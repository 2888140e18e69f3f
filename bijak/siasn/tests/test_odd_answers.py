"""The service answers otherwise than it used to, and still nothing is sent twice and nothing is taken for done."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.competency.models import TrainingRecord
from bijak.competency.tests.factories import employ, train
from bijak.organization.models import Unit
from bijak.people.models import EmployeeToday
from bijak.performance.models import SkpRating
from bijak.siasn import queries
from bijak.siasn.mapping.histories import WRITES
from bijak.siasn.models import Kind, Sending, State
from bijak.siasn.services import calling, sending
from bijak.siasn.tests import national
from bijak.siasn.tests.national import National, says
from bijak.siasn.tests.test_sending import COURSE, ROW, written

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
Send = Callable[[Kind, int], Sending]


@pytest.fixture
def course(her: EmployeeToday) -> TrainingRecord:
    return train(her, 24, **COURSE)


def without(row: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}


def test_a_row_that_is_there_without_an_id_is_not_sent_again(
    siasn: National, her: EmployeeToday, course: TrainingRecord, send: Send
) -> None:
    siasn.data[f"/pns/rw-kursus/{her.nip}"] = [without(ROW, "id")]
    sent = send(Kind.COURSE, course.pk)
    assert (sent.state, sent.national_id, written(siasn)) == (State.DONE, "", [])


def test_a_row_that_is_there_otherwise_and_without_an_id_is_never_written_beside(
    siasn: National, her: EmployeeToday, course: TrainingRecord, send: Send, citra: Account, today: date
) -> None:
    siasn.data[f"/pns/rw-kursus/{her.nip}"] = [without(ROW, "id") | {"jumlahJam": 8}]
    sent = send(Kind.COURSE, course.pk)
    assert sent.state == State.REFUSED
    assert "perbaiki di SIASN sendiri" in sent.answer
    sending.try_again(sending=sent, row=her, by=citra, today=today)
    sending.send.call(sent.pk)
    assert written(siasn) == []


@pytest.mark.parametrize("renamed", [("noSertipikat",), ("noSertipikat", "namaKursus", "tahunKursus")])
def test_where_a_key_was_renamed_nothing_is_sent_and_the_officer_is_told_which(
    siasn: National,
    her: EmployeeToday,
    course: TrainingRecord,
    send: Send,
    renamed: tuple[str, ...],
) -> None:
    """Not knowing the row again would mean to write it a second time."""
    siasn.data[f"/pns/rw-kursus/{her.nip}"] = [
        without(ROW, *renamed) | {f"{key}Baru": "?" for key in renamed}
    ]
    sent = send(Kind.COURSE, course.pk)
    assert (sent.state, written(siasn)) == (State.FAILED, [])
    assert "Nomor sertifikat" in sent.answer


def test_what_is_unsure_stays_so_where_the_answer_leaves_out_what_names_the_row(
    siasn: National, her: EmployeeToday, course: TrainingRecord, send: Send, citra: Account, today: date
) -> None:
    history = f"/pns/rw-kursus/{her.nip}"
    siasn.data[history] = []
    siasn.faults.extend([says(200, {"code": 1, "data": []}), national.half_a_body])
    sent = send(Kind.COURSE, course.pk)
    siasn.data[history] = [without(ROW, "noSertipikat")]
    sending.look_up(sending=sent, row=her, service=calling.service(), by=citra, today=today)
    sent.refresh_from_db()
    assert sent.state == State.UNSURE
    assert len(written(siasn)) == 1


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (says(200, {"code": 0, "data": None, "message": "Sistem dalam pemeliharaan"}), State.REFUSED),
        (says(400, {"success": False, "message": "parameter salah"}), State.REFUSED),
        (says(200, b"<html>Pemeliharaan</html>", "text/html"), State.FAILED),
        (says(403, b"<html>", "text/html"), State.FAILED),
        (says(200, {"code": 1, "data": ""}), State.DONE),
        (says(200, {"code": 1, "data": None}), State.DONE),
        (says(200, {"code": 1, "data": {"id": "rw-1", "noSertipikat": "lain"}}), State.DONE),
        (says(200, {"code": 0, "data": [], "message": "Data tidak ditemukan"}), State.DONE),
        (says(404, {"message": "tidak ada"}), State.DONE),
    ],
)
def test_before_anything_is_sent_the_service_must_have_said_what_it_holds(
    siasn: National, course: TrainingRecord, send: Send, fault: national.Fault, state: State
) -> None:
    siasn.faults.append(fault)
    sent = send(Kind.COURSE, course.pk)
    assert (sent.state, len(written(siasn))) == (state, int(state == State.DONE))
    assert state == State.DONE or sent.answer.endswith(".")


def test_an_id_may_be_a_number(
    siasn: National, her: EmployeeToday, course: TrainingRecord, send: Send, citra: Account, today: date
) -> None:
    siasn.data[f"/pns/rw-kursus/{her.nip}"] = [ROW | {"id": 7}]
    sent = send(Kind.COURSE, course.pk)
    assert (sent.state, sent.national_id) == (State.DONE, "7")
    course.hours = 30
    course.save()
    siasn.faults.extend(
        [
            says(200, {"code": 1, "data": [ROW | {"id": 7}]}),
            says(201, {"success": True, "code": 201, "mapData": 7}),
        ]
    )
    update = send(Kind.COURSE, course.pk)
    assert (update.state, update.national_id, written(siasn)[-1][2]["id"]) == (State.DONE, "7", "7")


@pytest.mark.parametrize(
    ("rows", "is_asked_to_delete"),
    [([{"noSertipikat": "lain"}], True), ([{"id": 8}], False), ([{"id": 7}, {"id": 7}], True), ([], True)],
)
def test_only_rows_with_other_ids_show_that_one_is_deleted_already(
    siasn: National,
    her: EmployeeToday,
    course: TrainingRecord,
    send: Send,
    citra: Account,
    today: date,
    rows: list[Any],
    is_asked_to_delete: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    siasn.data[f"/pns/rw-kursus/{her.nip}"] = [ROW | {"id": 7}]
    sent = send(Kind.COURSE, course.pk)
    removal = sending.prepare_removal(sending=sent, row=her, by=citra, today=today)
    sending.confirm(sending=removal, row=her, by=citra, today=today)
    siasn.data[f"/pns/rw-kursus/{her.nip}"] = rows
    sending.send.call(removal.pk)
    removal.refresh_from_db()
    assert (removal.state, bool(written(siasn))) == (State.DONE, is_asked_to_delete)


@pytest.mark.parametrize(
    ("papers", "is_there"),
    [
        ({"892": {"dok_nama": "SK"}}, True),
        ([{"dok_id": "892"}], True),
        ([{"dok_id": 872}, "x"], False),
        ("", False),
    ],
)
def test_a_paper_is_known_again_however_papers_are_listed(papers: Any, is_there: bool) -> None:
    assert WRITES["award"].has_paper([{"id": 9, "path": papers}], national_id="9") is is_there


def test_a_gateway_that_refuses_with_a_page_has_written_nothing(
    siasn: National, her: EmployeeToday, course: TrainingRecord, send: Send
) -> None:
    siasn.data[f"/pns/rw-kursus/{her.nip}"] = []
    siasn.faults.extend([says(200, {"code": 1, "data": []}), says(413, b"<html>", "text/html")])
    sent = send(Kind.COURSE, course.pk)
    assert (sent.state, sent.answer) == (State.REFUSED, "SIASN menolak: kode 413.")


def test_a_row_without_an_id_there_that_is_undone_here_must_be_withdrawn_there(
    siasn: National,
    her: EmployeeToday,
    course: TrainingRecord,
    send: Send,
    client_of: ClientOf,
    citra: Account,
    today: date,
) -> None:
    on: dict[str, Any] = {"row": her, "by": citra, "today": today}
    siasn.data[f"/pns/rw-kursus/{her.nip}"] = []
    siasn.faults.extend([says(200, {"code": 1, "data": []}), says(200, {"success": True, "mapData": None})])
    sent = send(Kind.COURSE, course.pk)
    sending.settle_by_hand(sending=sent, is_there=True, **on)
    assert (sent.national_id, queries.desk(her).gone) == ("", [])
    TrainingRecord.objects.filter(pk=course.pk).update(withdrawn_on=today, withdrawn_reason="Salah orang")
    assert queries.desk(her).gone == [sent]
    browser = client_of(citra)
    listed = browser.get(reverse("siasn:sendings"), {"keadaan": "gone"})
    assert list(listed.context["page"]) == [sent]
    page = reverse("siasn:sending", args=[sent.uuid])
    assert "ID riwayatnya belum diketahui" in browser.get(page).content.decode()
    siasn.data[f"/pns/rw-kursus/{her.nip}"] = [ROW]
    browser.post(reverse("siasn:act", args=[sent.uuid, "periksa"]))
    assert "Siapkan penghapusan" in browser.get(page).content.decode()
    sent.refresh_from_db()
    assert sent.national_id == ROW["id"]
    sending.note_withdrawn(sending=sent, **on)
    assert queries.desk(her).gone == []


def test_a_rating_names_the_rank_that_its_rater_held_when_the_year_ended(
    siasn: National, her: EmployeeToday, send: Send, education: Unit, citra: Account, today: date
) -> None:
    facts: dict[str, Any] = {
        "employee_id": her.pk,
        "results": "above",
        "behaviour": "as_expected",
        "predicate": "good",
        "rater_name": "Budi",
        "rater_position": "Camat",
        "rater_unit": "Kecamatan",
    }
    (rater,) = employ(education, 1, first=2, by=citra, today=today)
    known = SkpRating.objects.create(**facts, year=2025, rater_nip=rater.nip, reference="2025")
    stranger = SkpRating.objects.create(**facts, year=2024, rater_nip="198505052010011009", reference="2024")
    send(Kind.RATING, known.pk)
    assert written(siasn)[-1][2]["penilaiGolongan"] == rater.rank_code
    send(Kind.RATING, stranger.pk)
    assert "penilaiGolongan" not in written(siasn)[-1][2]
