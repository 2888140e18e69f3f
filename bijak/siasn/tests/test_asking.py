"""An officer asks the national system about one person, and sees what differs."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account, View
from bijak.kernel.uuid7 import uuid7
from bijak.ledger.models import Entry
from bijak.people.models import EmployeeToday
from bijak.quality.models import Difference
from bijak.siasn import queries
from bijak.siasn.mapping import service as wire
from bijak.siasn.tests import national
from bijak.siasn.tests.national import National, says

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def page(row: EmployeeToday) -> str:
    return reverse("siasn:person", args=[row.uuid])


def asked() -> list[dict[str, Any]]:
    return [entry.facts for entry in Entry.objects.filter(verb="siasn.asked").order_by("pk")]


def test_citra_sees_what_differs_and_that_she_looked_is_on_record(
    client_of: ClientOf, citra: Account, her: EmployeeToday, siasn: National
) -> None:
    siasn.data[wire.PERSON_PATH.format(nip=her.nip)] = {
        "nipBaru": her.nip,
        "nama": her.name.upper(),
        "tglLahir": f"{her.born_on:%d-%m-%Y}",
        "kedudukanPnsId": "20",
        "noHp": "<b>0840</b>",
    }
    client = client_of(citra)
    assert page(her) in client.get(reverse("people:person", args=[her.uuid])).content.decode()
    assert siasn.asked == []
    shown = client.post(page(her)).content.decode()
    assert "Masa Persiapan Pensiun" in shown
    assert "&lt;b&gt;0840" in shown
    assert asked() == [{"call": "person", "result": "answered"}]
    assert View.objects.filter(viewer=citra, subject_uuid=her.uuid, page="Perbandingan dengan SIASN").exists()


def test_what_differs_waits_at_the_desk_when_citra_asks_for_it(
    client_of: ClientOf, citra: Account, her: EmployeeToday, siasn: National
) -> None:
    siasn.data[wire.PERSON_PATH.format(nip=her.nip)] = {
        "nipBaru": her.nip,
        "nama": her.name.upper(),
        "tglLahir": "31-01-1980",
        "golRuangAkhir": "IV/a",
        "tmtGolAkhir": "01-04-2026",
    }
    client_of(citra).post(page(her), {"apa": "simpan"})
    kept = Difference.objects.filter(employee=her.pk, source="siasn").values_list("field", "theirs")
    assert set(kept) == {("born_on", "1980-01-31"), ("rank", "41 2026-04-01")}


def test_citra_reads_the_credit_points_that_the_service_holds(
    client_of: ClientOf, citra: Account, her: EmployeeToday, siasn: National
) -> None:
    siasn.data[wire.CREDITS_PATH.format(nip=her.nip)] = [
        {
            "nomorSk": "PAK/7/2025",
            "tanggalSk": "31-01-2025",
            "bulanMulaiPenailan": "1",
            "tahunMulaiPenailan": "2024",
            "bulanSelesaiPenailan": 12,
            "tahunSelesaiPenailan": 2024,
            "kreditUtamaBaru": "18.75",
            "kreditPenunjangBaru": None,
            "kreditBaruTotal": 18.75,
            "isKonversi": "1",
            "isIntegrasi": "0",
        }
    ]
    shown = client_of(citra).post(page(her), {"apa": "angka-kredit"})
    (credit,) = shown.context["credits"]
    assert (credit.from_month, credit.until_month, credit.main, credit.total) == (
        "01-2024",
        "12-2024",
        "18.75",
        "18.75",
    )
    assert (credit.is_converted, credit.is_integrated, credit.supporting) == (True, False, "")
    assert "PAK/7/2025" in shown.content.decode()
    assert asked() == [{"call": "credits", "result": "answered"}]


def test_a_service_that_fails_says_why_and_the_asking_is_on_record(
    client_of: ClientOf, citra: Account, her: EmployeeToday, siasn: National
) -> None:
    siasn.faults.extend([national.silence] * 3)
    response = client_of(citra).post(page(her))
    assert response.status_code == 502
    assert "SIASN tidak menjawab" in response.content.decode()
    siasn.faults.append(says(403))
    assert "Mintalah akses" in client_of(citra).post(page(her)).content.decode()
    siasn.data[wire.PERSON_PATH.format(nip=her.nip)] = None
    assert "tidak mengenal" in client_of(citra).post(page(her)).content.decode()
    assert [facts["result"] for facts in asked()] == ["unreachable", "forbidden", "absent"]


def test_who_may_not_ask_is_refused_and_strangers_learn_nothing(
    client_of: ClientOf,
    client: Client,
    citra: Account,
    budi: Account,
    ani: Account,
    her: EmployeeToday,
    siasn: National,
) -> None:
    for account in (budi, ani):
        assert client_of(account).post(page(her)).status_code == 403
        assert (
            page(her)
            not in client_of(account).get(reverse("people:person", args=[her.uuid])).content.decode()
        )
    assert client.get(page(her)).status_code == 302
    assert client_of(citra).get(reverse("siasn:person", args=[uuid7()])).status_code == 404
    assert siasn.asked == []
    assert asked() == []


def test_without_the_service_the_page_says_so_and_nothing_leads_there(
    client_of: ClientOf, citra: Account, her: EmployeeToday
) -> None:
    client = client_of(citra)
    assert "tidak dipakai" in client.post(page(her)).content.decode()
    assert page(her) not in client.get(reverse("people:person", args=[her.uuid])).content.decode()
    assert asked() == []


def test_the_same_fact_in_another_hand_is_no_difference(her: EmployeeToday, today: date) -> None:
    from bijak.people import queries as people

    person = people.person(her, on=today, with_sensitive=False)
    theirs = wire.person(
        {
            "nama": f"  {her.name.upper()} ",
            "tglLahir": f"{her.born_on:%d-%m-%Y}",
            "jenisKelamin": {"L": "M", "P": "F"}[her.sex],
            "gelarDepan": "-",
            "agamaId": 1,
            "alamat": {"jalan": "x"},
        }
    )
    assert theirs["religion"] == "islam"
    assert "front_title" not in theirs
    assert "address" not in theirs
    same = {each.label: each.is_same for each in queries.compare(person, theirs)}
    assert same["Nama"]
    assert same["Tanggal lahir"]
    assert same["Jenis kelamin"]
    assert not same["Agama"]
