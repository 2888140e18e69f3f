"""What is found stays until it is mended, and whoever looks after the person sees it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bijak.accounts.models import Account, View
from bijak.organization.models import Unit
from bijak.people import services as people
from bijak.people.models import Identity
from bijak.quality import queries, services
from bijak.quality.models import Finding, FindingState, Review, UnitScore
from bijak.quality.tests.reviewing import look_through

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def finding(rule: str = "nip_birth") -> Finding:
    return Finding.objects.select_related("employee", "unit").get(rule=rule)


def correct(row: Any, by: Account, today: date, **facts: Any) -> None:
    identity = Identity.objects.get(employee=row.pk, believed_until=None)
    people.correct_identity(
        row=row,
        facts={"nip": identity.nip, **facts},
        seen=identity.pk,
        reason="Sesuai akta",
        by=by,
        today=today,
    )


def test_what_is_wrong_with_ani_is_found_and_bayu_lacks_papers_alone(staff: Any) -> None:
    def codes(name: str) -> set[str]:
        return set(Finding.objects.filter(employee=staff[name].pk).values_list("rule", flat=True))

    assert codes("ani") == {"nip_birth", "nik_birth", "rank_bare", "position_bare"}
    assert codes("bayu") == {"rank_bare", "position_bare"}


def test_a_finding_keeps_its_age_and_its_decision(staff: Any, citra: Account, today: date) -> None:
    services.accept(finding=finding(), reason="Konversi NIP", by=citra, at=timezone.now(), today=today)
    before = finding()
    look_through(on=today + timedelta(days=9))
    after = finding()
    assert (after.pk, after.found_on, after.state) == (before.pk, today, FindingState.RIGHT)


def test_what_was_declared_right_opens_again_when_the_record_changes(
    staff: Any, citra: Account, today: date
) -> None:
    services.accept(finding=finding(), reason="Konversi NIP", by=citra, at=timezone.now(), today=today)
    correct(staff["ani"], citra, today, born_on=date(1990, 1, 3))
    assert finding().state == FindingState.OPEN


def test_a_correction_makes_the_finding_go_at_once(staff: Any, citra: Account, today: date) -> None:
    correct(staff["ani"], citra, today, born_on=date(1990, 1, 1))
    assert not Finding.objects.filter(rule__in=("nip_birth", "nik_birth")).exists()


def test_two_who_share_a_nik_are_both_found_and_both_let_go(staff: Any, citra: Account, today: date) -> None:
    shared = Identity.objects.get(employee=staff["ani"].pk, believed_until=None).nik
    Identity.objects.filter(employee=staff["bayu"].pk, believed_until=None).update(nik=shared)
    correct(staff["bayu"], citra, today, phone="0812 3456 789")  # nobody has looked through everyone since
    assert Finding.objects.filter(rule="nik_shared").count() == 2
    correct(staff["bayu"], citra, today, nik="6171050505850001")
    assert not Finding.objects.filter(rule="nik_shared").exists()


def test_a_review_is_done_once_however_many_asked(staff: Any, today: date) -> None:
    services.ask_review()
    services.ask_review()
    assert services.review(on=today, at=timezone.now())
    assert not services.review(on=today, at=timezone.now())
    assert Review.objects.exclude(finished_at=None).values_list("people", flat=True)[0] == 2
    score = {each.unit_id: (each.people, each.flawless) for each in UnitScore.objects.all()}
    assert score == {staff["ani"].unit_id: (1, 0), staff["bayu"].unit_id: (1, 1)}


def test_a_deferred_finding_waits_until_its_day(staff: Any, citra: Account, today: date) -> None:
    until = today + timedelta(days=3)
    services.snooze(
        finding=finding(), until_on=until, reason="Menunggu akta", by=citra, at=timezone.now(), today=today
    )

    def waits(on: date) -> bool:
        found = queries.narrowed(Finding.objects.all(), queries.Filter(), by=citra, today=on)
        return found.filter(rule="nip_birth").exists()

    assert not waits(today)
    assert waits(until)


def test_citra_works_through_the_list_with_few_questions(
    staff: Any, citra: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(citra)
    client.get("/mutu-data/")
    with django_assert_max_num_queries(12):
        page = client.get("/mutu-data/", {"aturan": "nip_birth"}).content.decode()
    assert "Tanggal lahir berbeda dari NIP" in page
    assert "Ani Lestari" in page
    assert "BAYU" not in page.split('id="hasil"')[1]
    address = f"/mutu-data/temuan/{finding().uuid}/"
    opened = client.get(address).content.decode()
    assert f"/pegawai/{staff['ani'].uuid}/perbaiki/" in opened
    assert View.objects.filter(viewer=citra, subject_uuid=staff["ani"].uuid).exists()
    client.post(address + "tangani/")
    assert finding().claimed_by == citra
    assert client.post(address + "benar/", {"reason": ""}).status_code == 422
    client.post(address + "benar/", {"reason": "Surat konversi NIP nomor 12"})
    assert "Ani Lestari" not in client.get("/mutu-data/", {"aturan": "nip_birth"}).content.decode()
    assert "Surat konversi" in client.get(address).content.decode()
    client.post(address + "buka/")
    assert finding().state == FindingState.OPEN


def test_dewi_of_another_unit_sees_404(staff: Any, dewi: Account, client_of: ClientOf) -> None:
    client = client_of(dewi)
    assert "Ani Lestari" not in client.get("/mutu-data/").content.decode()
    assert "BAYU" in client.get("/mutu-data/").content.decode()
    for path in ("", "tangani/", "tunda/", "benar/", "buka/"):
        address = f"/mutu-data/temuan/{finding().uuid}/{path}"
        assert (client.post if path else client.get)(address).status_code == 404


def test_hadi_reads_and_decides_nothing(staff: Any, hadi: Account, client_of: ClientOf) -> None:
    client = client_of(hadi)
    address = f"/mutu-data/temuan/{finding().uuid}/"
    assert "Nyatakan benar" not in client.get(address).content.decode()
    assert client.post(address + "benar/", {"reason": "x"}).status_code == 403


def test_ani_sees_what_is_wrong_in_her_records_and_budi_does_not(
    staff: Any, ani: Account, budi: Account, client_of: ClientOf
) -> None:
    address = f"/pegawai/{staff['ani'].uuid}/"
    assert "Tanggal lahir berbeda dari NIP" in client_of(ani).get(address).content.decode()
    assert "Tanggal lahir berbeda dari NIP" not in client_of(budi).get(address).content.decode()


def test_the_score_of_a_small_unit_is_told_in_people(
    staff: Any, gita: Account, education: Unit, today: date, client_of: ClientOf
) -> None:
    page = client_of(gita).get("/mutu-data/nilai/").content.decode()
    assert "0 dari 1" in page
    assert "1 dari 1" in page
    assert "Ani" not in page.split('id="nilai"')[1]


def test_the_list_can_be_taken_along(staff: Any, citra: Account, client_of: ClientOf) -> None:
    answer = client_of(citra).get("/mutu-data/unduh/", {"bentuk": "csv", "aturan": "nip_birth"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert "199001012015012001" in lines[1]


def test_every_rule_is_explained(citra: Account, client_of: ClientOf) -> None:
    assert "belum diverifikasi" in client_of(citra).get("/mutu-data/aturan/").content.decode()
