"""The index as people see it, and how it is kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from bijak.accounts.models import Account, View
from bijak.organization import queries as organization
from bijak.organization.models import Unit
from bijak.organization.testing import give_role
from bijak.people import queries as people
from bijak.people import services as records
from bijak.people.models import EmploymentSpell, SanctionSpell
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.professionalism import queries
from bijak.professionalism.models import Measurement
from bijak.professionalism.tests.conftest import BAYU, follow, measure_everyone, rate
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
HOME = "/profesionalitas/"


def page_of(client: Client, address: str, **asked: object) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    return str(response.content.decode())


def kept(row: Any, year: int) -> Measurement:
    return Measurement.objects.get(employee=row.pk, year=year)


def test_ani_has_85_as_the_worked_example_says(staff: dict[str, Any]) -> None:
    measured = kept(staff["ani"], 2025)
    assert (measured.total, measured.category) == (85, "high")
    assert (measured.qualification, measured.competency, measured.performance, measured.discipline) == (
        15,
        40,
        25,
        5,
    )


def test_the_year_that_runs_borrows_the_last_predicate_but_no_hours(staff: dict[str, Any]) -> None:
    running = kept(staff["ani"], 2026)
    assert (running.performance, running.competency, running.total) == (25, 0, 45)


def test_bayu_without_a_rating_is_not_counted_as_zero(staff: dict[str, Any]) -> None:
    assert kept(staff["bayu"], 2025).total is None
    index = queries.whole(2025, reach=organization.EVERYTHING)
    assert (index.people, index.measured, index.mean) == (2, 1, 85)


def test_measuring_twice_says_the_same_and_follows_what_changed(staff: dict[str, Any], today: date) -> None:
    before = list(Measurement.objects.order_by("pk").values())
    measure_everyone(today)
    assert list(Measurement.objects.order_by("pk").values()) == before
    rate(staff["bayu"].pk, 2025, "very_good")
    follow(staff["bayu"].pk, "Diklat Fungsional Arsiparis", "2", 60, date(2023, 3, 1))
    measure_everyone(today)
    assert kept(staff["bayu"], 2025).total == 15 + 15 + 30 + 5


def test_a_sanction_of_the_last_five_years_costs_points(staff: dict[str, Any], today: date) -> None:
    known = {
        "employee_id": staff["ani"].pk,
        "change": EmploymentSpell.objects.filter(employee=staff["ani"].pk)[0].change,
        "believed_from": "2026-11-02T00:00Z",
    }
    for level, from_on in (("S", date(2022, 5, 1)), ("B", date(2019, 5, 1))):
        SanctionSpell.objects.create(kind_code=level, level_code=level, from_on=from_on, **known)
    measure_everyone(today)
    assert (kept(staff["ani"], 2025).sanction, kept(staff["ani"], 2025).discipline) == ("medium", 2)
    SanctionSpell.objects.create(kind_code="9", level_code="", from_on=date(2023, 5, 1), **known)
    measure_everyone(today)
    assert (kept(staff["ani"], 2025).sanction, kept(staff["ani"], 2025).total) == ("", None)


def test_one_persons_page_says_what_is_kept_and_what_eight_hours_would_bring(
    staff: dict[str, Any], ani: Account, client_of: ClientOf
) -> None:
    client, address = client_of(ani), f"{HOME}pegawai/{staff['ani'].uuid}/"
    assert "85,00" in page_of(client, address, tahun=2025)
    running = page_of(client, address)
    assert "45,00" in running
    assert "20 JP lagi" in running
    supposed = page_of(client, address, jp=20, seminar="on")
    assert "85,00" in supposed
    assert "+40,00" in supposed
    assert_swap_equals_reload(client, f"{address}?jp=20", "indeks")
    assert client.get(f"{HOME}saya/").headers["Location"] == address


def test_looking_at_anothers_index_is_logged(
    staff: dict[str, Any], citra: Account, client_of: ClientOf
) -> None:
    page_of(client_of(citra), f"{HOME}pegawai/{staff['ani'].uuid}/")
    assert View.objects.filter(subject_uuid=staff["ani"].uuid).count() == 1


def test_dewi_of_another_unit_sees_404_and_only_her_own_people(
    staff: dict[str, Any], dewi: Account, client_of: ClientOf
) -> None:
    client = client_of(dewi)
    assert client.get(f"{HOME}pegawai/{staff['ani'].uuid}/").status_code == 404
    listed = page_of(client, f"{HOME}daftar/", tahun=2025)
    assert "Bayu" in listed
    assert "Ani" not in listed


def test_each_figure_opens_its_list(staff: dict[str, Any], citra: Account, client_of: ClientOf) -> None:
    client = client_of(citra)
    overview = page_of(client, HOME, tahun=2025)
    assert "85,00" in overview
    assert "kategori=high" in overview
    assert "langkah=seminar" in overview
    assert "Ani" in page_of(client, f"{HOME}daftar/", tahun=2025, kategori="high")
    lacking = page_of(client, f"{HOME}daftar/", tahun=2025, belum="performance")
    assert "Bayu" in lacking
    assert "Ani" not in lacking
    assert "predikat kinerjanya belum tercatat" in lacking
    assert "Ani" not in page_of(client, f"{HOME}daftar/", tahun=2025, langkah="seminar")
    assert_swap_equals_reload(client, f"{HOME}?tahun=2025", "indeks")
    assert_swap_equals_reload(client, f"{HOME}daftar/?tahun=2025", "hasil")


def test_the_list_asks_as_many_questions_for_many_as_for_one(
    staff: dict[str, Any], citra: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(citra)
    page_of(client, f"{HOME}daftar/")
    with django_assert_max_num_queries(16):
        page_of(client, f"{HOME}daftar/", tahun=2025)


def test_the_file_has_a_score_beside_each_fact(
    staff: dict[str, Any], citra: Account, client_of: ClientOf
) -> None:
    response = client_of(citra).get(f"{HOME}daftar/unduh/", {"tahun": 2025, "bentuk": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    [ani] = [line for line in lines if "Ani" in line]
    assert "199001012015012001" in ani
    assert "Tinggi" in ani


def test_the_public_page_tells_nothing_of_two_people(staff: dict[str, Any], client: Client) -> None:
    page = page_of(client, f"{HOME}publik/")
    assert "85,00" not in page
    assert "belum diverifikasi" in page


def test_the_public_page_tells_the_mean_of_enough_people(
    city: Unit, education: Unit, citra: Account, client: Client, today: date
) -> None:
    rows = [
        BAYU
        | {
            "nip": f"1985050520100110{n:02}",
            "siasn_id": f"B{n}",
            "name": f"ORANG {n}",
            "unit_id": education.pk,
        }
        for n in range(10, 22)
    ]
    records.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    for row in people.active():
        rate(row.pk, 2025, "good")
    measure_everyone(today)
    page = page_of(client, f"{HOME}publik/")
    told = queries.mean_index(today, "unit")
    assert (told.value, told.of, [row.value for row in told.rows]) == (45, 12, [45])
    assert "45,00" in page
    assert "Dinas Pendidikan" in page


def test_who_may_count_but_not_see_cannot_subtract_an_office_from_all(
    city: Unit, education: Unit, health: Unit, citra: Account, budi: Account, dewi: Account, client_of: ClientOf,
    today: date,
) -> None:  # fmt: skip
    rows = [
        BAYU
        | {
            "nip": f"1985050520100110{n:02}",
            "siasn_id": f"B{n}",
            "name": f"ORANG {n}",
            "unit_id": (health if n < 13 else education).pk,
        }
        for n in range(10, 25)
    ]
    records.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    for row in people.active():
        rate(row.pk, 2025, "good" if row.unit_id == education.pk else "very_good")
    measure_everyone(today)
    give_role(account=dewi, role="analyst", unit=None, since=today)
    analyst = page_of(client_of(dewi), HOME, tahun=2025)
    assert "46,00" in analyst  # of all fifteen
    assert "45,00" not in analyst  # of twelve: what remains would be three
    assert "12 pegawai" not in analyst
    assert "45,00" not in page_of(client_of(dewi), HOME, tahun=2025, unit=str(education.uuid))
    officer = page_of(client_of(citra), HOME, tahun=2025)
    assert "45,00" in officer
    assert "12 dari 12 pegawai" in officer


def test_strangers_and_employees_do_not_see_others(
    staff: dict[str, Any], ani: Account, client: Client, client_of: ClientOf
) -> None:
    assert client.get(HOME).status_code == 302
    assert client_of(ani).get(HOME).status_code == 403
    assert client_of(ani).get(f"{HOME}daftar/").status_code == 403
    assert client_of(ani).get(f"{HOME}pegawai/{staff['bayu'].uuid}/").status_code == 404
