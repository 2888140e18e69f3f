"""Objecting to one's line, the clock that then runs, and what officers establish."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from bijak.accounts.models import Account
from bijak.accounts.testing import sign_in
from bijak.career import services
from bijak.career.models import Attestation, Objection, QueueLine
from bijak.career.panels import objections_to_answer
from bijak.career.queries import objections
from bijak.notifications.models import Message

TEXT = "Ijazah S-2 saya sudah dicantumkan."


@pytest.fixture
def objection(staff: dict[str, Any], ani: Account, today: date) -> Objection:
    return services.object_to(row=staff["ani"], text=TEXT, file=None, by=ani, today=today)


def test_ten_working_days_begin_to_run(objection: Objection, citra: Account, today: date) -> None:
    assert (objection.raised_on, objection.due_on) == (today, date(2026, 11, 16))
    assert Message.objects.filter(to=citra, kind="career.objection").count() == 1
    clock = objections.clocks([objection], today=date(2026, 11, 10))[objection.pk]
    late = objections.clocks([objection], today=date(2026, 11, 19))[objection.pk]
    assert (clock.days, clock.is_late) == (4, False)
    assert (late.is_late, late.late_by) == (True, 3)


def test_one_objection_at_a_time(
    objection: Objection, staff: dict[str, Any], ani: Account, today: date
) -> None:
    with pytest.raises(services.Refused):
        services.object_to(row=staff["ani"], text="Lagi.", file=None, by=ani, today=today)
    services.withdraw(objection=objection, by=ani, today=today)
    services.object_to(row=staff["ani"], text="Lagi.", file=None, by=ani, today=today)


def test_nobody_objects_for_another(staff: dict[str, Any], ani: Account, today: date) -> None:
    with pytest.raises(services.Refused):
        services.object_to(row=staff["doni"], text=TEXT, file=None, by=ani, today=today)


def test_the_answer_has_a_reason_and_is_given_once(
    objection: Objection, ani: Account, citra: Account, dewi: Account, today: date
) -> None:
    with pytest.raises(PermissionDenied):
        services.answer(objection=objection, verdict="rejected", reason="Tidak.", by=dewi, today=today)
    services.answer(objection=objection, verdict="upheld", reason="Benar.", by=citra, today=today)
    objection.refresh_from_db()
    assert (objection.verdict, objection.answered_by, objection.answered_on) == ("upheld", citra, today)
    assert objections.clocks([objection], today=today + timedelta(60)) == {}
    assert Message.objects.filter(to=ani, kind="career.objection").count() == 1
    with pytest.raises(services.Refused):
        services.answer(objection=objection, verdict="rejected", reason="Ternyata.", by=citra, today=today)


def test_from_the_page_to_the_desk_and_back(
    client: Client, staff: dict[str, Any], ani: Account, citra: Account
) -> None:
    sign_in(client, ani)
    assert "Ajukan keberatan" in client.get("/karier/saya/").content.decode()
    assert client.post("/karier/saya/keberatan/", {"text": ""}).status_code == 422
    assert client.post("/karier/saya/keberatan/", {"text": TEXT}).status_code == 302
    page = client.get("/karier/saya/").content.decode()
    assert TEXT in page
    assert "Dijawab paling lambat" in page
    sign_in(client, citra)
    found = Objection.objects.get()
    assert "Ani Lestari" in client.get("/karier/keberatan/").content.decode()
    assert "Keberatan atas antrean kenaikan pangkat" in client.get("/").content.decode()
    answer = {"verdict": "rejected", "reason": "Belum dicantumkan di SIASN."}
    assert client.post(f"/karier/keberatan/{found.uuid}/", answer).status_code == 302
    assert "Belum dicantumkan" in client.get(f"/karier/keberatan/{found.uuid}/").content.decode()
    sign_in(client, ani)
    assert "Belum dicantumkan" in client.get("/karier/saya/").content.decode()


def test_dewi_of_another_unit_does_not_find_it(client: Client, objection: Objection, dewi: Account) -> None:
    sign_in(client, dewi)
    assert client.get(f"/karier/keberatan/{objection.uuid}/").status_code == 404


def test_the_tile_asks_nobody_who_cannot_answer(
    objection: Objection, dewi: Account, rf: Any, today: date
) -> None:
    request = rf.get("/")
    request.user, request.today = dewi, today
    assert objections_to_answer(request) is None


def test_an_exam_is_established_and_withdrawn(
    client: Client, staff: dict[str, Any], citra: Account, today: date
) -> None:
    doni = staff["doni"]
    sign_in(client, citra)
    before = QueueLine.objects.get(employee=doni.pk).levels
    url = f"/karier/pegawai/{doni.uuid}/keterangan/"
    assert client.post(url, {"what": "exam", "paper_no": "12/UD/2026", "on": "2027-01-01"}).status_code == 409
    assert client.post(url, {"what": "exam", "paper_no": "12/UD/2026", "on": "2026-10-01"}).status_code == 302
    assert QueueLine.objects.get(employee=doni.pk).levels != before
    made = Attestation.objects.get()
    assert client.post(f"{url}{made.uuid}/tarik/").status_code == 302
    assert QueueLine.objects.get(employee=doni.pk).levels == before


def test_nobody_establishes_a_condition_of_her_own(
    client: Client, staff: dict[str, Any], citra: Account, today: date
) -> None:
    own = staff["doni"]
    own.employee.account = citra
    own.employee.save()
    with pytest.raises(services.Refused):
        services.attest(row=own, what="exam", on=today, paper_no="1", by=citra, today=today)
    sign_in(client, citra)
    assert client.get(f"/karier/pegawai/{own.uuid}/keterangan/").status_code == 404
    assert "keterangan/" not in client.get(f"/karier/pegawai/{own.uuid}/").content.decode()


def test_a_list_of_objections_asks_as_often_for_one_as_for_many(
    client: Client, staff: dict[str, Any], citra: Account, today: date, django_assert_max_num_queries: Any
) -> None:
    for place, name in enumerate(("ani", "bayu", "cici", "doni")):
        Objection.objects.create(
            employee=staff[name].employee, unit=staff[name].unit, text=TEXT, kind="regular", state="waiting",
            raised_on=today, due_on=today + timedelta(place),
        )  # fmt: skip
    sign_in(client, citra)
    client.get("/karier/keberatan/")
    with django_assert_max_num_queries(12):
        page = client.get("/karier/keberatan/").content.decode()
    names = ("ANI LESTARI", "BAYU SETIAWAN", "CICI LARASATI", "DONI PRATAMA")
    assert sorted(names, key=page.upper().index) == list(names)


def test_an_exam_before_the_present_rank_was_used_up(
    staff: dict[str, Any], citra: Account, today: date
) -> None:
    doni = staff["doni"]
    before = QueueLine.objects.get(employee=doni.pk).levels
    services.attest(row=doni, what="exam", on=date(2019, 1, 1), paper_no="1", by=citra, today=today)
    assert QueueLine.objects.get(employee=doni.pk).levels == before
