"""The pages about hours of training: who sees whose, and a training recorded, corrected, taken back and restored."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from bijak.accounts.models import Account
from bijak.competency import queries, services
from bijak.competency.models import TrainingRecord
from bijak.competency.tests.factories import employ, train
from bijak.ledger import queries as ledger
from bijak.notifications.models import Message
from bijak.organization.models import Agency, Unit
from bijak.people.models import Employee, EmployeeToday
from bijak.policy import testing as policies
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]

SEMINAR = {
    "name": "Seminar Nasional Arsip",
    "kind": "course",
    "form_code": "9",
    "hours": "8",
    "started_on": "2026-03-02",
    "ended_on": "2026-03-03",
    "organiser": "ANRI",
    "certificate_no": "A/1/2026",
}


@pytest.fixture(autouse=True)
def stopped_clock(db: None, today: date) -> None:
    """Pages count the years of ``today``, whenever these tests run."""
    Agency.objects.update_or_create(pk=1, defaults={"demo_today": today})


@pytest.fixture
def crowd(education: Unit, health: Unit, citra: Account, ani: Account, today: date) -> list[EmployeeToday]:
    """Twelve people of education without training, the first of them Ani with an account; one of health with 20 JP."""
    women = employ(education, 12, by=citra, today=today)
    men = employ(health, 1, by=citra, today=today, first=100, sex="L")
    train(men[0], 20)
    Employee.objects.filter(pk=women[0].pk).update(account=ani)
    return list(EmployeeToday.objects.select_related("employee__account", "unit").order_by("nip"))


@pytest.fixture
def her(crowd: list[EmployeeToday]) -> EmployeeToday:
    return next(row for row in crowd if row.employee.account is not None)


def posted(**changes: str) -> dict[str, str]:
    return SEMINAR | changes


def test_eka_counts_without_seeing_names(crowd: Any, eka: Account, client_of: ClientOf) -> None:
    client = client_of(eka)
    page = client.get("/pelatihan/").content.decode()
    assert "12 dari 13 PNS aktif" in page
    assert "Lihat siapa" not in page
    assert client.get("/pelatihan/kurang/").status_code == 403
    assert client.get("/pelatihan/kurang/unduh/").status_code == 403


def test_the_overview_says_by_which_law_and_that_nobody_verified_it(
    crowd: Any, eka: Account, client_of: ClientOf
) -> None:
    page = client_of(eka).get("/pelatihan/").content.decode()
    assert "PP 11/2017 jo. PP 17/2020 Pasal 203 ayat (4)" in page
    assert "belum diverifikasi" in page
    assert "terlalu sedikit orang, tidak ditampilkan" in page


def test_before_the_law_there_is_nothing_to_count(
    crowd: Any, eka: Account, client_of: ClientOf, monkeypatch: Any
) -> None:
    monkeypatch.setattr("bijak.competency.forms.YEARS_BACK", 12)
    page = client_of(eka).get("/pelatihan/", {"tahun": "2016"}).content.decode()
    assert "belum ada ketentuan jam pelatihan" in page


def test_nonsense_in_the_filter_is_ignored(crowd: Any, citra: Account, client_of: ClientOf) -> None:
    client = client_of(citra)
    for query in ({"tahun": "dua"}, {"menurut": "agama"}, {"unit": "x", "jenis_kelamin": "Z", "urut": "'"}):
        assert client.get("/pelatihan/", query).status_code == 200
        assert client.get("/pelatihan/kurang/", query).status_code == 200


def test_citra_lists_who_falls_short_and_dewi_only_her_unit(
    crowd: Any, citra: Account, dewi: Account, client_of: ClientOf
) -> None:
    assert "12 PNS kurang jam pada 2025" in client_of(citra).get("/pelatihan/kurang/").content.decode()
    assert "Tidak ada yang kurang" in client_of(dewi).get("/pelatihan/kurang/").content.decode()


def test_the_list_is_narrowed_by_unit_sex_and_golongan(
    crowd: Any, education: Unit, health: Unit, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    for query, is_found in (
        ({"unit": str(education.uuid)}, True),
        ({"unit": str(health.uuid)}, False),
        ({"jenis_kelamin": "P"}, True),
        ({"jenis_kelamin": "L"}, False),
        ({"golongan": "3"}, True),
        ({"golongan": "4"}, False),
        ({"tahun": "2026", "jenis_kelamin": "L"}, True),
    ):
        page = client.get("/pelatihan/kurang/", query).content.decode()
        assert ("Tidak ada yang kurang" not in page) is is_found, query


def test_the_furthest_from_enough_comes_first(crowd: Any, citra: Account, client_of: ClientOf) -> None:
    train(crowd[1], 19)
    train(crowd[2], 10)
    page = client_of(citra).get("/pelatihan/kurang/")
    assert [short_by for _row, _had, short_by in page.context["page"].object_list][-2:] == [10, 1]
    by_name = client_of(citra).get("/pelatihan/kurang/", {"urut": "nama"})
    names = [row.name for row, _had, _short_by in by_name.context["page"].object_list]
    assert names == sorted(names)


@pytest.mark.parametrize(("url", "target"), [("/pelatihan/", "angka"), ("/pelatihan/kurang/", "hasil")])
def test_a_swap_shows_what_a_reload_shows(
    crowd: Any, citra: Account, client_of: ClientOf, url: str, target: str
) -> None:
    assert_swap_equals_reload(client_of(citra), f"{url}?tahun=2026", target)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_download_is_on_record(crowd: Any, citra: Account, client_of: ClientOf, form: str) -> None:
    answer = client_of(citra).get("/pelatihan/kurang/unduh/", {"bentuk": form})
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    assert content.count(b"Pegawai 0") == 12 or form == "xlsx"
    assert [entry.verb for entry in ledger.entries_for(citra)] == ["competency.exported"]


def test_the_pages_ask_few_questions(
    crowd: Any, citra: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(citra)
    for url, most in (("/pelatihan/", 14), ("/pelatihan/kurang/", 16)):
        client.get(url)
        with django_assert_max_num_queries(most):
            client.get(url)


def test_ani_sees_on_her_page_how_many_hours_are_missing(
    her: EmployeeToday, ani: Account, client_of: ClientOf
) -> None:
    train(her, 14)
    client = client_of(ani)
    page = client.get(f"/pegawai/{her.uuid}/").content.decode()
    assert "kurang 6 JP" in page
    assert "kurang 20 JP" in page
    assert page.count("PP 11/2017 jo. PP 17/2020 Pasal 203 ayat (4)") == 2
    assert page.count("belum diverifikasi") == 2
    assert "Catat pelatihan" not in page
    assert client.get(f"/pelatihan/pegawai/{her.uuid}/").status_code == 200
    assert client.get(f"/pelatihan/pegawai/{her.uuid}/catat/").status_code == 403


def test_where_regional_policy_asks_for_more_her_page_leads_to_its_clause(
    her: EmployeeToday, ani: Account, client_of: ClientOf
) -> None:
    draft = policies.make_policy(today=date(2025, 11, 3))
    policies.set_hours(draft, 24, today=date(2025, 11, 3))
    decree = policies.enacted(draft, in_force_from=date(2026, 1, 1), today=date(2025, 11, 3))
    client = client_of(ani)
    page = client.get(f"/pegawai/{her.uuid}/").content.decode()
    assert "kurang 24 JP" in page
    assert "kurang 20 JP" in page
    clause = policies.clause(decree.draft, "Pasal 2 ayat (1)")
    assert f'href="/kebijakan/naskah/{draft.uuid}/?ketentuan={clause.provision}#{clause.provision}"' in page
    assert "Nomor 12 Tahun 2025 Pasal 2 ayat (1)" in page
    assert f'id="{clause.provision}"' in client.get(f"/kebijakan/naskah/{draft.uuid}/").content.decode()


def test_strangers_are_not_found(
    crowd: list[EmployeeToday], her: EmployeeToday, ani: Account, dewi: Account, client_of: ClientOf
) -> None:
    other = next(row for row in crowd if row.pk != her.pk)
    assert client_of(ani).get(f"/pelatihan/pegawai/{other.uuid}/").status_code == 404
    assert client_of(dewi).get(f"/pelatihan/pegawai/{her.uuid}/catat/").status_code == 404


def test_citra_records_a_seminar_and_ani_is_told(
    her: EmployeeToday, citra: Account, ani: Account, client_of: ClientOf
) -> None:
    answer = client_of(citra).post(f"/pelatihan/pegawai/{her.uuid}/catat/", posted(), follow=True)
    assert "Seminar Nasional Arsip dicatat" in answer.content.decode()
    assert queries.hours_in_year(her.pk, 2026) == 8
    assert [message.to for message in Message.objects.filter(kind="competency.training")] == [ani]
    (entry,) = ledger.entries_for(("people.employee", her.uuid))
    assert entry.verb == "competency.training_recorded"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"hours": "0"}, "lebih besar dari atau sama dengan 1"),
        ({"hours": "2001"}, "2000"),
        ({"ended_on": "2026-11-03"}, "Catat sesudah selesai"),
        ({"ended_on": "1026-03-03"}, "terlalu lampau"),
        ({"ended_on": "2026-03-01"}, "sebelum dimulai"),
        ({"ended_on": ""}, "tidak boleh kosong"),
        ({"kind": "hobby"}, "hobby"),
    ],
)
def test_what_cannot_be_right_is_refused_in_a_sentence(
    her: EmployeeToday, citra: Account, client_of: ClientOf, changes: dict[str, str], sentence: str
) -> None:
    page = client_of(citra).post(f"/pelatihan/pegawai/{her.uuid}/catat/", posted(**changes)).content.decode()
    assert "Isian belum dapat diterima" in page
    assert sentence in page
    assert not TrainingRecord.objects.filter(employee_id=her.pk).exists()


def test_a_form_sent_twice_records_once(her: EmployeeToday, citra: Account, client_of: ClientOf) -> None:
    client = client_of(citra)
    client.post(f"/pelatihan/pegawai/{her.uuid}/catat/", posted())
    page = client.post(f"/pelatihan/pegawai/{her.uuid}/catat/", posted(hours="9")).content.decode()
    assert "sudah tercatat pada pegawai ini: Seminar Nasional Arsip, 8 JP" in page
    assert TrainingRecord.objects.filter(employee_id=her.pk).count() == 1


UNNUMBERED = {"certificate_no": "", "name": "Seminar nasional arsip", "started_on": "2026-03-03"}


def test_the_same_training_is_recorded_again_only_with_a_reason(
    her: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    client, url = client_of(citra), f"/pelatihan/pegawai/{her.uuid}/catat/"
    assert "Mengapa ini pelatihan lain" not in client.get(url).content.decode()
    client.post(url, posted())
    answer = client.post(url, posted(**UNNUMBERED))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mengapa ini pelatihan lain" in page
    assert "8 JP, 2 Maret 2026 – 3 Maret 2026, ANRI (dicatat oleh Citra Dewanti, A/1/2026)" in page
    assert queries.hours_in_year(her.pk, 2026) == 8
    page = client.post(url, posted(**UNNUMBERED, apart_reason="Sesi sore."), follow=True).content.decode()
    assert "pelatihan lain: Sesi sore." in page
    assert queries.hours_in_year(her.pk, 2026) == 16


def test_two_certificate_numbers_are_two_trainings(
    her: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    client, url = client_of(citra), f"/pelatihan/pegawai/{her.uuid}/catat/"
    client.post(url, posted())
    # Where there is nothing to tell it apart from, no reason is kept.
    client.post(url, posted(certificate_no="A/2/2026", apart_reason="Lain."))
    assert queries.hours_in_year(her.pk, 2026) == 16
    assert not queries.trainings(her.pk).exclude(apart_reason="").exists()


def test_what_counts_once_is_marked_in_the_list(
    her: EmployeeToday, ani: Account, client_of: ClientOf
) -> None:
    for _time in range(2):
        train(her, 8, name="Rapat Kerja")
    for url in (f"/pelatihan/pegawai/{her.uuid}/", f"/pegawai/{her.uuid}/"):
        assert client_of(ani).get(url).content.decode().count("sama dengan catatan lain") == 1


def test_a_record_is_not_restored_beside_one_of_the_same_training(
    her: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    client, url = client_of(citra), f"/pelatihan/pegawai/{her.uuid}/catat/"
    client.post(url, posted(certificate_no=""))
    first = queries.trainings(her.pk).get()
    client.post(f"/pelatihan/catatan/{first.uuid}/tarik/", {"reason": "Salah orang"})
    client.post(url, posted(certificate_no=""))
    page = client.post(f"/pelatihan/catatan/{first.uuid}/pulihkan/", follow=True).content.decode()
    assert "Pelatihan yang sama sudah tercatat" in page
    assert queries.trainings(her.pk).count() == 1


def recorded(her: EmployeeToday, citra: Account, client_of: ClientOf) -> TrainingRecord:
    client_of(citra).post(f"/pelatihan/pegawai/{her.uuid}/catat/", posted())
    return queries.trainings(her.pk).get()


def test_a_correction_keeps_what_was_there_before(
    her: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    training = recorded(her, citra, client_of)
    client = client_of(citra)
    url = f"/pelatihan/catatan/{training.uuid}/perbaiki/"
    assert "A/1/2026" in client.get(url).content.decode()
    page = client.post(url, posted(hours="12", reason="Sesuai sertifikat"), follow=True).content.decode()
    assert "Sesuai sertifikat" in page
    assert queries.hours_in_year(her.pk, 2026) == 12
    assert queries.withdrawn(her.pk).get().hours == 8


def test_two_officers_correct_one_record_and_the_second_is_told(
    her: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    training = recorded(her, citra, client_of)
    client, url = client_of(citra), f"/pelatihan/catatan/{training.uuid}/perbaiki/"
    client.post(url, posted(hours="12", reason="pertama"))
    answer = client.post(url, posted(hours="13", reason="kedua"))
    assert answer.status_code == 409
    assert "Citra Dewanti sudah memperbaiki atau menarik catatan ini" in answer.content.decode()
    assert "13" in answer.content.decode()
    assert queries.hours_in_year(her.pk, 2026) == 12


def test_a_record_taken_back_counts_no_longer_and_can_be_restored(
    her: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    training = recorded(her, citra, client_of)
    client = client_of(citra)
    assert client.get(f"/pelatihan/catatan/{training.uuid}/tarik/").status_code == 200
    client.post(f"/pelatihan/catatan/{training.uuid}/tarik/", {"reason": "Salah orang"})
    assert queries.hours_in_year(her.pk, 2026) == 0
    client.post(f"/pelatihan/catatan/{training.uuid}/pulihkan/")
    assert queries.hours_in_year(her.pk, 2026) == 8
    again = client.post(f"/pelatihan/catatan/{training.uuid}/pulihkan/", follow=True).content.decode()
    assert "sudah berlaku kembali" in again


def test_what_was_corrected_cannot_also_be_restored(
    her: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    training = recorded(her, citra, client_of)
    client = client_of(citra)
    client.post(
        f"/pelatihan/catatan/{training.uuid}/perbaiki/", posted(certificate_no="A/2", reason="nomornya salah")
    )
    page = client.post(f"/pelatihan/catatan/{training.uuid}/pulihkan/", follow=True).content.decode()
    assert "sudah diganti catatan yang diperbaiki" in page
    assert queries.trainings(her.pk).count() == 1


def test_what_came_from_a_file_is_corrected_where_the_file_comes_from(
    her: EmployeeToday, citra: Account, today: Any
) -> None:
    training = train(her, 8)
    with pytest.raises(services.Refused, match="lewat impor"):
        services.withdraw_training(training=training, person=her, reason="x", by=citra, today=today)


def test_only_posts_restore(her: EmployeeToday, citra: Account, client_of: ClientOf) -> None:
    training = recorded(her, citra, client_of)
    assert client_of(citra).get(f"/pelatihan/catatan/{training.uuid}/pulihkan/").status_code == 405


def test_nobody_unknown_gets_in(her: EmployeeToday, client: Client) -> None:
    for url in ("/pelatihan/", "/pelatihan/kurang/", f"/pelatihan/pegawai/{her.uuid}/"):
        assert client.get(url).status_code == 302
