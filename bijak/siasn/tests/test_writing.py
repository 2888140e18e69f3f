"""Positions, ratings and credit points in the service's own keys; corrections are updates, never second rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bijak.accounts.models import Account
from bijak.competency.models import TrainingRecord
from bijak.competency.tests.factories import train
from bijak.organization.models import Unit
from bijak.organization.queries import ReferenceRow
from bijak.organization.services import load_reference
from bijak.people import queries as people
from bijak.people import services as recording
from bijak.people.models import EmployeeToday
from bijak.people.tests.factories import make_batch
from bijak.performance.models import CreditPoint, PeriodicRating, SkpRating
from bijak.siasn import queries
from bijak.siasn.models import Act, Kind, Sending, State
from bijak.siasn.services import calling, sending
from bijak.siasn.tests import national
from bijak.siasn.tests.national import National, says
from bijak.siasn.tests.test_sending import COURSE, written

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
# Its answers name no month.
PERIOD_KEYS = {
    "bulanMulaiPenilaian": "",
    "tahunMulaiPenilaian": "",
    "bulanSelesaiPenilaian": "",
    "tahunSelesaiPenilaian": "",
    "koefisienId": "koefisenId",
    "penilaiNama": "namaPenilai",
    "penilaiUnorNama": "penilaiUnorNm",
}
COURSE_KEYS = {"nomorSertipikat": "noSertipikat", "jenisKursusSertipikat": "jenisKursusSertifikat"}


@pytest.fixture(autouse=True)
def agency(settings: Any, siasn: National, her: EmployeeToday, education: Unit) -> None:
    """An agency that knows how the service calls it, and a service that keeps what it is told."""
    settings.SIASN_AGENCY_ID, settings.SIASN_OFFICE_ID = "instansi-1", "satker-1"
    education.siasn_id = "unor-1"
    education.save()
    siasn.keeps = {
        "/kursus/save": (f"/pns/rw-kursus/{her.nip}", COURSE_KEYS),
        "/jabatan/unorjabatan/save": (f"/pns/rw-jabatan/{her.nip}", {"instansiId": "instansiKerjaId"}),
        "/angkakredit/save": (f"/pns/rw-angkakredit/{her.nip}", {}),
        "/skp22/save": (f"/pns/rw-skp22/{her.nip}", {"kuadranKinerjaNilai": "KuadranKinerjaNilai"}),
        "/kinerjaperiodik/save": (f"/pns/rw-kinerjaperiodik/{her.nip}", PERIOD_KEYS),
    }


def credit(her: EmployeeToday, **facts: Any) -> CreditPoint:
    known: dict[str, Any] = {
        "employee_id": her.pk,
        "kind": "conversion",
        "from_on": date(2025, 1, 1),
        "until_on": date(2026, 1, 1),
        "points": "12.500",
        "decree_no": "PAK 1/2026",
        "decree_on": date(2026, 1, 20),
        "reference": f"test:{CreditPoint.objects.count()}",
    }
    return CreditPoint.objects.create(**known | facts)


def test_a_position_names_its_unit_and_the_agency_as_the_service_does(
    record: Callable[..., queries.Sendable], send: Callable[[Kind, int], Sending], siasn: National
) -> None:
    sent = send(Kind.POSITION, record().key)
    assert sent.state == State.DONE
    assert written(siasn) == [
        (
            "POST",
            "/jabatan/unorjabatan/save",
            {
                "pnsId": "T1",
                "jenisJabatan": "2",
                "unorId": "unor-1",
                "satuanKerjaId": "satker-1",
                "instansiId": "instansi-1",
                "instansiIndukId": "instansi-1",
                "jabatanFungsionalId": "jf-1",
                "tmtJabatan": "01-03-2022",
                "tmtMutasi": "01-03-2022",
                "tmtPelantikan": "02-03-2022",
                "nomorSk": "SK 7/2022",
                "tanggalSk": "20-02-2022",
                "jenisMutasiId": "MJ",
                "jenisPenugasanId": "D",
            },
        )
    ]


def test_a_position_in_a_unit_without_an_id_there_says_what_is_missing(
    record: Callable[..., queries.Sendable],
    send: Callable[[Kind, int], Sending],
    education: Unit,
    settings: Any,
) -> None:
    education.siasn_id = None
    education.save()
    settings.SIASN_OFFICE_ID = ""
    found = record(siasn_id="")
    assert [str(label) for label in found.lacking] == [
        "ID unor unit kerja",
        "ID satuan kerja (dipasang administrator)",
        "ID jabatan fungsional",
    ]
    with pytest.raises(sending.Refused, match="ID unor unit kerja"):
        send(Kind.POSITION, found.key)


@pytest.mark.parametrize("correction", [{"decree_no": "SK 9/2022"}, {"from_on": date(2022, 4, 1)}])
def test_a_position_that_is_corrected_is_updated_there(
    record: Callable[..., queries.Sendable],
    send: Callable[[Kind, int], Sending],
    siasn: National,
    her: EmployeeToday,
    correction: dict[str, Any],
) -> None:
    first = send(Kind.POSITION, record().key)
    mended = record(first.row, **correction)
    assert (mended.key, mended.is_outdated, mended.saved) != (first.row, False, None)
    update = send(Kind.POSITION, mended.key)
    assert (update.act, update.state, update.national_id) == (Act.UPDATE, State.DONE, first.national_id)
    assert written(siasn)[-1][2]["id"] == first.national_id
    assert len(siasn.data[f"/pns/rw-jabatan/{her.nip}"]) == 1
    with pytest.raises(sending.Refused, match="sudah terkirim"):
        send(Kind.POSITION, mended.key)
    again = send(Kind.POSITION, record(mended.key, **correction | {"decree_no": "SK 10/2022"}).key)
    assert (again.act, len(siasn.data[f"/pns/rw-jabatan/{her.nip}"])) == (Act.UPDATE, 1)


def test_what_is_there_otherwise_is_refused_and_overwritten_only_by_a_person(
    record: Callable[..., queries.Sendable],
    send: Callable[[Kind, int], Sending],
    siasn: National,
    her: EmployeeToday,
    citra: Account,
    today: date,
) -> None:
    there = {"id": "rw-9", "tmtJabatan": "01-03-2022", "jenisJabatan": "2", "nomorSk": "SK LAMA"}
    siasn.data[f"/pns/rw-jabatan/{her.nip}"] = [there]
    sent = send(Kind.POSITION, record().key)
    assert (sent.state, sent.national_id, written(siasn)) == (State.REFUSED, "rw-9", [])
    assert "Nomor SK" in sent.answer
    sending.try_again(sending=sent, row=her, by=citra, today=today)
    sending.send.call(sent.pk)
    sent.refresh_from_db()
    assert sent.state == State.DONE
    assert [row["nomorSk"] for row in siasn.data[f"/pns/rw-jabatan/{her.nip}"]] == ["SK 7/2022"]


def test_what_an_officer_saw_there_is_found_by_its_key_before_it_is_updated(
    record: Callable[..., queries.Sendable],
    send: Callable[[Kind, int], Sending],
    siasn: National,
    her: EmployeeToday,
    citra: Account,
    today: date,
) -> None:
    siasn.data[f"/pns/rw-jabatan/{her.nip}"] = []
    siasn.faults.extend([says(200, {"code": 1, "data": []}), national.kept(national.half_a_body)])
    on: dict[str, Any] = {"row": her, "by": citra, "today": today}
    sent = send(Kind.POSITION, record().key)
    sending.settle_by_hand(sending=sent, is_there=True, **on)
    assert (sent.state, sent.national_id) == (State.DONE, "")
    mended = record(decree_no="SK 9/2022")
    assert not mended.may_be_prepared
    sending.look_up(sending=sent, service=calling.service(), **on)
    update = send(Kind.POSITION, mended.key)
    assert (sent.state, update.act, update.state) == (State.DONE, Act.UPDATE, State.DONE)
    assert [row["nomorSk"] for row in siasn.data[f"/pns/rw-jabatan/{her.nip}"]] == ["SK 9/2022"]


def test_a_position_undone_after_it_was_sent_must_be_withdrawn_there(
    record: Callable[..., queries.Sendable],
    send: Callable[[Kind, int], Sending],
    client_of: ClientOf,
    her: EmployeeToday,
    citra: Account,
    today: date,
) -> None:
    sent = send(Kind.POSITION, record().key)
    recording.remove_line(
        row=her,
        topic=people.Topic.POSITION,
        line=sent.row,
        seen=people.version(her.pk),
        reason="Salah orang",
        by=citra,
        today=today,
    )
    assert queries.desk(her).gone == [sent]
    browser = client_of(citra)
    listed = browser.get(reverse("siasn:sendings"), {"keadaan": "gone"})
    assert list(listed.context["page"]) == [sent]
    assert "Harus dicabut di SIASN" in browser.get(reverse("siasn:rows", args=[her.uuid])).content.decode()
    page = browser.get(reverse("siasn:sending", args=[sent.uuid])).content.decode()
    assert "cabut di halaman SIASN sendiri" in page
    browser.post(reverse("siasn:act", args=[sent.uuid, "dicabut"]))
    sent.refresh_from_db()
    assert (sent.state, queries.desk(her).gone) == (State.REMOVED, [])


def test_credit_points_rest_on_the_position_of_their_period(
    send: Callable[[Kind, int], Sending], siasn: National, her: EmployeeToday, citra: Account, today: date
) -> None:
    given = credit(her)
    sent = send(Kind.CREDIT, given.pk)
    assert (sent.state, written(siasn)) == (State.FAILED, [])
    assert "riwayat jabatannya dahulu" in sent.answer
    siasn.data[f"/pns/rw-jabatan/{her.nip}"] = [
        {"id": "rw-1", "jenisJabatan": "2", "tmtJabatan": "01-03-2020"},
        {"id": "rw-2", "jenisJabatan": "2", "tmtJabatan": "01-12-2025"},
        {"id": "rw-3", "jenisJabatan": "2", "tmtJabatan": "01-01-2026"},
        {"id": "rw-4", "jenisJabatan": "1", "tmtJabatan": "02-12-2025"},
    ]
    sending.try_again(sending=sent, row=her, by=citra, today=today)
    sending.send.call(sent.pk)
    assert written(siasn)[-1][2] == {
        "pnsId": "T1",
        "nomorSk": "PAK 1/2026",
        "tanggalSk": "20-01-2026",
        "bulanMulaiPenailan": 1,
        "tahunMulaiPenailan": 2025,
        "bulanSelesaiPenailan": 12,
        "tahunSelesaiPenailan": 2025,
        "kreditUtamaBaru": "12.5",
        "kreditPenunjangBaru": "0",
        "kreditBaruTotal": "12.5",
        "isAngkaKreditPertama": "0",
        "isIntegrasi": "0",
        "isKonversi": "1",
        "rwJabatanId": "rw-2",
    }
    assessed = credit(her, kind="assessed")
    told = queries.sendable_row(her, kind=Kind.CREDIT, key=assessed.pk)
    assert told is not None
    assert [str(label) for label in told.lacking] == ["Angka kredit utama"]


def test_a_rating_is_named_by_its_id_alone_and_replaced_by_a_later_import(
    send: Callable[[Kind, int], Sending],
    siasn: National,
    her: EmployeeToday,
    citra: Account,
) -> None:
    facts: dict[str, Any] = {
        "employee_id": her.pk,
        "year": 2025,
        "results": "above",
        "behaviour": "as_expected",
        "predicate": "good",
        "rater_name": "Budi",
        "rater_nip": "198505052010011001",
        "rater_position": "Camat",
        "rater_unit": "Kecamatan",
        "reference": f"{her.nip}:2025",
    }
    rating = SkpRating.objects.create(**facts)
    first = send(Kind.RATING, rating.pk)
    assert (first.state, first.national_id) == (State.DONE, "rw-/skp22/save-0")
    SkpRating.objects.filter(pk=rating.pk).update(replaced_by=make_batch(citra))
    later = SkpRating.objects.create(**facts | {"predicate": "very_good", "behaviour": "above"})
    update = send(Kind.RATING, later.pk)
    assert (update.act, update.national_id) == (Act.UPDATE, first.national_id)
    assert [row["KuadranKinerjaNilai"] for row in siasn.data[f"/pns/rw-skp22/{her.nip}"]] == [1]


def period(her: EmployeeToday, number: int, **facts: Any) -> PeriodicRating:
    known: dict[str, Any] = {
        "employee_id": her.pk,
        "year": 2026,
        "cycle": "monthly",
        "number": number,
        "results": "above",
        "behaviour": "as_expected",
        "predicate": "good",
        "rater_name": "Budi",
        "rater_nip": "198505052010011001",
        "rater_position": "Camat",
        "rater_unit": "Kecamatan",
        "reference": f"{her.pk}:2026:monthly:{number}",
    }
    return PeriodicRating.objects.create(**known | facts)


def corrected(held: PeriodicRating, her: EmployeeToday, by: Account, **facts: Any) -> PeriodicRating:
    PeriodicRating.objects.filter(pk=held.pk).update(replaced_by=make_batch(by))
    return period(her, held.number, **facts)


@pytest.fixture
def teacher(record: Callable[..., queries.Sendable], today: date) -> None:
    record()
    load_reference({"credit_coefficient": [ReferenceRow("12", "Ahli Pertama")]}, on=today, by=None)


def test_a_month_goes_with_the_coefficient_of_her_level_and_is_corrected_by_its_id(
    teacher: None, send: Callable[[Kind, int], Sending], siasn: National, her: EmployeeToday, citra: Account
) -> None:
    march = period(her, 3)
    sent = send(Kind.PERIODIC, march.pk)
    assert (sent.state, sent.national_id) == (State.DONE, "rw-/kinerjaperiodik/save-0")
    assert written(siasn) == [
        (
            "POST",
            "/kinerjaperiodik/save",
            {
                "pnsDinilaiId": "T1",
                "tahun": 2026,
                "periodikId": "1",
                "bulanMulaiPenilaian": "3",
                "tahunMulaiPenilaian": 2026,
                "bulanSelesaiPenilaian": "3",
                "tahunSelesaiPenilaian": 2026,
                "hasilKinerjaNilai": 1,
                "perilakuKerjaNilai": 2,
                "kuadranKinerjaNilai": 2,
                "koefisienId": "12",
                "penilaiNama": "Budi",
                "penilaiNipNrp": "198505052010011001",
                "penilaiJabatanNama": "Camat",
                "penilaiUnorNama": "Kecamatan",
                "statusPenilai": "ASN",
            },
        )
    ]
    with pytest.raises(sending.Refused, match="sudah terkirim"):
        send(Kind.PERIODIC, march.pk)
    # To the service April looks like March.
    assert send(Kind.PERIODIC, period(her, 4).pk).act == Act.SAVE
    update = send(Kind.PERIODIC, corrected(march, her, citra, results="as_expected").pk)
    assert (update.act, update.state, update.national_id) == (Act.UPDATE, State.DONE, sent.national_id)
    told = siasn.data[f"/pns/rw-kinerjaperiodik/{her.nip}"]
    assert sorted((row["id"] == sent.national_id, row["hasilKinerjaNilai"]) for row in told) == [
        (False, 1),
        (True, 2),
    ]


def test_a_month_of_unknown_fate_cannot_be_compared_and_only_an_officer_settles_it(
    teacher: None,
    send: Callable[[Kind, int], Sending],
    siasn: National,
    client_of: ClientOf,
    her: EmployeeToday,
    citra: Account,
    today: date,
) -> None:
    siasn.data[f"/pns/rw-kinerjaperiodik/{her.nip}"] = []
    siasn.faults.extend([says(200, {"code": 1, "data": []}), national.kept(national.half_a_body)])
    on: dict[str, Any] = {"row": her, "by": citra, "today": today}
    march = period(her, 3)
    sent = send(Kind.PERIODIC, march.pk)
    assert sent.state == State.UNSURE
    asked = len(siasn.asked)
    with pytest.raises(sending.Refused, match="Tidak dapat dibandingkan"):
        sending.look_up(sending=sent, service=calling.service(), **on)
    browser = client_of(citra)
    page = browser.get(reverse("siasn:sending", args=[sent.uuid])).content.decode()
    assert "Tidak dapat dibandingkan" in page
    assert reverse("siasn:act", args=[sent.uuid, "periksa"]) not in page
    assert len(siasn.asked) == asked
    sending.settle_by_hand(sending=sent, is_there=True, **on)
    mended = corrected(march, her, citra, results="as_expected")
    with pytest.raises(sending.Refused, match="sudah terkirim"):
        send(Kind.PERIODIC, mended.pk)
    rows = browser.get(reverse("siasn:rows", args=[her.uuid])).content.decode()
    assert "perbaiki di SIASN sendiri" in rows
    other = send(Kind.PERIODIC, period(her, 4).pk)
    sending.note_withdrawn(sending=sent, **on)
    for each in (sent, other):
        each.refresh_from_db()
    assert (sent.state, other.state) == (State.REMOVED, State.DONE)
    assert send(Kind.PERIODIC, mended.pk).act == Act.SAVE


def test_a_month_without_a_level_or_from_there_is_not_sent(
    teacher: None, send: Callable[[Kind, int], Sending], her: EmployeeToday, citra: Account
) -> None:
    before = period(her, 1, year=2021, reference="before she held it")
    told = queries.sendable_row(her, kind=Kind.PERIODIC, key=before.pk)
    assert told is not None
    assert [str(label) for label in told.lacking] == ["Koefisien jenjang jabatan fungsional"]
    theirs = corrected(period(her, 3, siasn_id="rw-9"), her, citra)
    with pytest.raises(sending.Refused, match="sudah ada di sana"):
        send(Kind.PERIODIC, theirs.pk)


FAULTS = (
    None,
    says(429),
    says(403),
    says(400, {"success": False, "message": "ditolak"}),
    says(500),
    national.half_a_body,
    national.kept(says(500)),
    national.kept(national.half_a_body),
    national.kept(national.silence),
)


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.tuples(st.sampled_from(FAULTS), st.booleans()), min_size=2, max_size=4))
def test_however_often_and_however_badly_it_is_sent_the_service_holds_it_once(
    siasn: National, her: EmployeeToday, citra: Account, today: date, steps: list[tuple[Any, bool]]
) -> None:
    """Each step sends with a fault, reads back if it is unsure, and may correct the row; the last goes well."""
    name = f"Bimtek {TrainingRecord.objects.count()}"
    training = train(her, 24, **COURSE | {"name": name, "certificate_no": name})
    history = siasn.data.setdefault(f"/pns/rw-kursus/{her.nip}", [])
    on: dict[str, Any] = {"row": her, "by": citra, "today": today}
    for fault, is_corrected in [*steps, (None, False)]:
        live = Sending.objects.filter(row=training.pk).exclude(state__in=[State.WITHDRAWN, State.DONE]).last()
        try:
            if live is None:
                live = sending.prepare(kind=Kind.COURSE, key=training.pk, **on)
                sending.confirm(sending=live, **on)
            else:
                sending.try_again(sending=live, **on)
        except sending.Refused:
            if live is None:
                continue  # There, and as it stands here.
            sending.withdraw(sending=live, **on)
            live = sending.prepare(kind=Kind.COURSE, key=training.pk, **on)
            sending.confirm(sending=live, **on)
        if fault:
            siasn.faults.extend([says(200, {"code": 1, "data": list(history)}), fault])
        sending.send.call(live.pk)
        siasn.faults.clear()
        live.refresh_from_db()
        if live.is_unsure:
            sending.look_up(sending=live, service=calling.service(), **on)
        if is_corrected:
            training.hours += 1
            training.save()
    assert [row["jumlahJam"] for row in history if row["namaKursus"] == name] == [training.hours]
