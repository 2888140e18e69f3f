"""Codes of the national tables as offices write them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from bijak.accounts.models import Account
from bijak.interchange import services
from bijak.interchange.models import Batch, Fault
from bijak.interchange.registries import import_kinds
from bijak.kernel.uuid7 import uuid7
from bijak.organization.models import Unit
from bijak.people.models import (
    EducationRecord,
    EmployeeToday,
    Identity,
    PositionSpell,
    RankSpell,
    SanctionSpell,
)
from bijak.performance.models import CreditPoint, SkpRating
from bijak.siasn.mapping import codes, spellings


@pytest.mark.parametrize(
    "typed",
    ["III/c", "IIIc", "iii c", "III.c", "3c", "3/c", "33", "33.0", "Penata", "Penata (III/c)", "Penata, III/c",
     "III/c - Penata", "Golongan III/c", "Gol. III/c"],
)  # fmt: skip
def test_a_rank_is_read_however_it_is_written(typed: str) -> None:
    assert spellings.PNS_RANK(typed) == "33"


def test_every_rank_is_read_from_its_title_too() -> None:
    assert {code: spellings.PNS_RANK(title) for code, title in codes.RANK_TITLES.items()} == {
        code: code for code in codes.RANK_TITLES
    }
    assert spellings.PNS_RANK("Penata Tk. I") == "34"


@pytest.mark.parametrize("typed", ["IX", "ix", "9", "09", "Golongan IX", "Gol. 9"])
def test_a_grade_of_pppk_is_read_however_it_is_written(typed: str) -> None:
    assert spellings.PPPK_GRADE(typed) == "IX"


@pytest.mark.parametrize(
    ("read", "typed", "code"),
    [
        (spellings.STANDING, "1", "01"),
        (spellings.STANDING, "01", "01"),
        (spellings.STANDING, "AKTIF", "01"),
        (spellings.STANDING, "101", "101"),
        (spellings.EDUCATION_LEVEL, "5", "05"),
        (spellings.EDUCATION_LEVEL, "40.0", "40"),
        (spellings.EDUCATION_LEVEL, "S1", "40"),
        (spellings.EDUCATION_LEVEL, "D.III", "30"),
        (spellings.EDUCATION_LEVEL, "SMA/Sederajat", "15"),
        (spellings.SEX, "Laki - laki", "L"),
        (spellings.SEX, "F", "P"),
        (spellings.RELIGION, "Kristen Protestan", "protestant"),
        (spellings.RELIGION, "Kong Hu Cu", "confucian"),
        (spellings.MARITAL_STATUS, "Kawin", "married"),
        (spellings.MARITAL_STATUS, "Belum Menikah", "single"),
        (spellings.MARITAL_STATUS, "Cerai Mati", "widowed"),
        (spellings.POSITION_KIND, "JABATAN_FUNGSIONAL_UMUM", "executor"),
        (spellings.POSITION_KIND, "JABATAN_FUNGSIONAL", "functional"),
        (spellings.POSITION_KIND, "Administrator", "structural"),
        (spellings.ECHELON, "Eselon II.b", "22"),
        (spellings.ECHELON, "iib", "22"),
        (spellings.ECHELON, "Non Eselon", "99"),
        (spellings.ASSIGNMENT, "Plt.", "acting"),
        (spellings.SANCTION, "01", "1"),
        (spellings.SANCTION_LEVEL, "Sedang", "S"),
        (spellings.PREDICATE, "Sangat Baik", "very_good"),
    ],
)
def test_a_code_is_read_from_its_name_and_without_its_noughts(read: Any, typed: str, code: str) -> None:
    assert read(typed) == code


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        (spellings.PNS_RANK, "III"),
        (spellings.PNS_RANK, "39"),
        (spellings.RELIGION, "Jedi"),
        (spellings.SEX, "W/P"),
        (spellings.STANDING, "17"),
        (spellings.EDUCATION_LEVEL, "Sarjana Muda Ekonomi"),
    ],
)
def test_what_means_nothing_certain_is_not_guessed(read: Any, typed: str) -> None:
    assert read(typed) is None


ANI = {
    "NIP": "199001012015012001", "Nama Lengkap": "Ani Lestari", "Tgl. Lahir": "1 Januari 1990", "L/P": "Perempuan",
    "Agama": "Islam", "Kedudukan Hukum": "Aktif", "Status Kepegawaian": "PNS", "TMT CPNS": "01-01-2015",
    "TMT PNS": "01-01-2016", "Pangkat/Gol. Ruang": "Penata (III/c)", "TMT Gol": "01-04-2023",
    "Jenis Jabatan": "Pelaksana", "Nama Jabatan": "Penata Layanan Operasional", "TMT Jabatan": "01-01-2020",
    "Pendidikan Terakhir": "S1", "Thn. Lulus": "2012", "Unit Kerja": "Dinas  Pendidikan",
}  # fmt: skip


@pytest.fixture
def take(settings: Any, tmp_path: Path, citra: Account, today: date) -> Callable[..., Batch]:
    settings.DATA_DIR = tmp_path

    def through(code: str, *rows: dict[str, str]) -> Batch:
        lines = [";".join(rows[0]), *(";".join(row.values()) for row in rows), ""]
        file = ContentFile("\n".join(lines).encode(), name=f"{code}.csv")
        kind = import_kinds.get(code)
        batch = services.upload(kind=kind, file=file, name=file.name, token=uuid7(), by=citra, today=today)
        services.advance(batch_id=batch.pk)
        batch.refresh_from_db()
        if batch.good:
            services.accept(batch=batch, by=citra, today=today)
            services.advance(batch_id=batch.pk)
            batch.refresh_from_db()
        return batch

    return through


def faults(batch: Batch) -> set[tuple[str, str, str]]:
    return set(Fault.objects.filter(batch=batch).values_list("field", "code", "value"))


@pytest.mark.django_db
def test_a_list_that_an_office_made_itself_is_read_without_asking(
    education: Unit, take: Callable[..., Batch]
) -> None:
    batch = take("workforce", ANI)
    assert (faults(batch), batch.rows, batch.good) == (set(), 1, 1)
    ani = EmployeeToday.objects.get()
    assert (ani.name, ani.sex, ani.rank_code, ani.standing_code) == ("Ani Lestari", "P", "33", "01")
    assert (ani.kind, ani.position_kind, ani.unit_id) == ("pns", "executor", education.pk)
    assert Identity.objects.get().religion == "islam"
    assert EducationRecord.objects.get().level_code == "40"


@pytest.mark.django_db
def test_a_name_that_means_nothing_is_told_in_the_cell_where_it_stands(
    education: Unit, take: Callable[..., Batch]
) -> None:
    batch = take("workforce", ANI | {"Agama": "Jedi", "Kedudukan Hukum": "Melayang"})
    assert faults(batch) == {
        ("religion_name", "religion_unknown", "Jedi"),
        ("standing_name", "standing_unknown", "Melayang"),
    }


@pytest.mark.django_db
def test_a_code_and_a_name_that_contradict_each_other_are_not_chosen_between(
    education: Unit, take: Callable[..., Batch]
) -> None:
    row = ANI | {"GOL AKHIR ID": "34", "AGAMA ID": "1"}
    assert faults(take("workforce", row)) == {("rank_code", "code_and_name_differ", "34")}


@pytest.mark.django_db
def test_a_position_of_the_web_service_needs_no_more_than_the_id_of_its_unit(
    education: Unit, take: Callable[..., Batch]
) -> None:
    Unit.objects.filter(pk=education.pk).update(siasn_id="U1")
    take("workforce", ANI)
    batch = take(
        "position_history",
        {
            "nipBaru": ANI["NIP"], "jenisJabatan": "JABATAN_FUNGSIONAL_UMUM", "unorId": "U1", "eselonId": "-",
            "jabatanFungsionalUmumNama": "Pengadministrasi", "tmtJabatan": "2016-01-01", "jenisPenugasanId": "NULL",
        },
    )  # fmt: skip
    assert faults(batch) == set()
    assert PositionSpell.objects.get(from_on=date(2016, 1, 1), believed_until=None).kind == "executor"


@pytest.mark.django_db
def test_a_row_may_name_its_person_by_pns_id_where_others_have_a_nip(
    education: Unit, take: Callable[..., Batch]
) -> None:
    take("workforce", ANI | {"PNS ID": "A1"})
    row = {"idPns": "A1", "nipBaru": "", "golongan": "III/b", "tmtGolongan": "01-04-2019"}
    batch = take("rank_history", row, row | {"idPns": "A9"})
    assert faults(batch) == {("person_siasn_id", "person_unknown", "A9")}
    assert RankSpell.objects.get(from_on=date(2019, 4, 1), believed_until=None).rank_code == "32"


@pytest.mark.django_db
def test_a_sanction_that_was_cancelled_binds_until_the_day_before(
    education: Unit, take: Callable[..., Batch]
) -> None:
    take("workforce", ANI | {"PNS ID": "A1"})
    row = {
        "pnsOrang": "A1", "jenisHukuman": "", "jenisHukumanNama": "TEGURAN TERTULIS", "hukumanTanggal": "01-03-2022",
        "akhirHukumTanggal": "28-02-2023", "skPembatalanNomor": "B/1", "skPembatalanTanggal": "01-06-2022",
    }  # fmt: skip
    assert faults(take("sanction_history", row)) == set()
    sanction = SanctionSpell.objects.get(believed_until=None)
    assert (sanction.kind_code, sanction.until_on) == ("2", date(2022, 6, 1))
    assert "B/1" in sanction.note


@pytest.mark.django_db
def test_points_are_read_from_their_parts_and_from_months_in_words_and_a_thousand_is_asked(
    education: Unit, take: Callable[..., Batch]
) -> None:
    take("workforce", ANI | {"PNS ID": "A1"})
    row = {
        "pns": "A1", "bulanMulaiPenailan": "Januari", "tahunMulaiPenailan": "2024", "bulanSelesaiPenailan": "06",
        "tahunSelesaiPenailan": "2024.0", "kreditUtamaBaru": "12,25", "kreditPenunjangBaru": "2.5",
        "kreditBaruTotal": "", "isKonversi": "True",
    }  # fmt: skip
    batch = take("credit_history", row, row | {"tahunMulaiPenailan": "2023", "tahunSelesaiPenailan": "2023",
                                               "kreditBaruTotal": "1.250"})  # fmt: skip
    assert faults(batch) == {("points", "points_either", "1.250")}
    assert float(CreditPoint.objects.get().points) == 14.75


@pytest.mark.django_db
def test_two_ratings_of_one_year_that_disagree_are_both_left_to_the_officer(
    education: Unit, take: Callable[..., Batch]
) -> None:
    take("workforce", ANI)
    row = {"NIP pegawai": ANI["NIP"], "Tahun": "2025", "Predikat": "Baik"}
    batch = take("rating_recap", row, row | {"Predikat": "Sangat baik"})
    assert faults(batch) == {("year", "duplicate", "2025")}
    batch = take("rating_recap", row, row)
    assert (faults(batch), SkpRating.objects.count()) == (set(), 1)
