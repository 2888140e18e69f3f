"""Awards, leaves, service credits and separations as the web service writes them, from upload to the record."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from bijak.accounts.models import Account
from bijak.interchange import services
from bijak.interchange.models import Batch, Fault, Step
from bijak.interchange.registries import import_kinds
from bijak.kernel.uuid7 import uuid7
from bijak.organization.models import Unit
from bijak.organization.queries import ReferenceRow
from bijak.organization.services import load_reference
from bijak.people import queries
from bijak.people import services as people
from bijak.people.models import EmployeeToday
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.performance import queries as performance

pytestmark = pytest.mark.django_db
NIP = "199001012015012001"

FILES = {
    "award_history": (
        queries.Topic.AWARD,
        "id;tahun;skNomor;skDate;hargaNama;hargaId;pnsOrangId;path",
        "r1;2025;Keppres 1/2025;17-08-2025;KARYA SATYA 10 TAHUN;201;A1;",
        "r2;1960;Keppres 1/1960;17-08-1960;KARYA SATYA 10 TAHUN;201;A1;",
        "Satyalancana Karya Satya 10 Tahun",
    ),
    "unpaid_leave_history": (
        queries.Topic.UNPAID_LEAVE,
        "id;cltnId;skNomor;skTanggal;tanggalAwal;tanggalAkhir;tanggalAktif;nomorLetterBkn;tanggalLetterBkn;pnsOrangId;path",
        "r1;1;SK 7/2023;01-12-2023;01-01-2024;31-12-2024;02-01-2025;;;A1;",
        "r2;1;SK 7/2023;01-12-2023;01-01-2024;31-12-2022;;;;A1;",
        "CLTN",
    ),
    "service_credit_history": (
        queries.Topic.SERVICE_CREDIT,
        "id;idPns;nipBaru;nipLama;pengalaman;tanggalAwal;tanggalSelesai;nomorSk;tanggalSk;nomorBkn;tanggalBkn;tasaKerjaTahun;masaKerjaBulan;dinilai;path",
        f"r1;A1;{NIP};;Guru honorer;01-01-2012;31-12-2014;SK 9/2016;01-02-2016;;;3;0;1;",
        f"r2;A1;{NIP};;Guru honorer;01-01-1980;31-12-1981;SK 9/2016;01-02-2016;;;3;0;1;",
        "Guru honorer",
    ),
    "separation_history": (
        queries.Topic.SEPARATION,
        "id;jenisHenti;kedudukanHukumPns;pnsOrang;skNomor;skTanggal;asalId;asalNama;asalNamaLabel;path",
        "r1;3;88;A1;SK 1/2026;01-06-2026;;;;",
        "r2;17;88;A1;SK 1/2026;01-06-2026;;;;",
        "Atas permintaan sendiri",
    ),
    "family": (
        queries.Topic.FAMILY,
        "id;idPns;nama;jenisKelamin;jenisAnak;ayahId;ibuId;tempatLahir;kabupatenId;tglLahir",
        "r1;A1;Dimas;M;Kandung;;;Pontianak;;05-05-2018",
        "r2;A1;Rudi;M;Kandung;;;Pontianak;;05-05-1980",
        "Anak kandung: Dimas",
    ),
}


@pytest.fixture
def take(settings: Any, tmp_path: Path, citra: Account, today: date) -> Callable[[str, str], Batch]:
    settings.DATA_DIR = tmp_path

    def through(code: str, content: str) -> Batch:
        file = ContentFile(content.encode(), name=f"{code}.csv")
        kind = import_kinds.get(code)
        batch = services.upload(kind=kind, file=file, name=file.name, token=uuid7(), by=citra, today=today)
        services.advance(batch_id=batch.pk)
        batch.refresh_from_db()
        services.accept(batch=batch, by=citra, today=today)
        services.advance(batch_id=batch.pk)
        batch.refresh_from_db()
        return batch

    return through


@pytest.mark.parametrize("code", FILES)
def test_a_file_of_the_web_service_is_taken_in_once_and_its_fault_is_told(
    education: Unit, citra: Account, today: date, take: Callable[[str, str], Batch], code: str
) -> None:
    frame = workforce_frame([{"unit_id": education.pk}])
    people.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    row = EmployeeToday.objects.select_related("employee").get(nip=NIP)
    topic, header, good, bad, title = FILES[code]
    batch = take(code, "\n".join((header, good, bad, "")))
    assert (batch.created + batch.changed, Fault.objects.filter(batch=batch).count() > 0) == (1, True)
    shown = queries.person(row, on=today, with_sensitive=True).histories[topic]
    assert [line.title for line in shown] == [title]
    again = take(code, "\n".join((header, good.replace("r1", "r9"), "")))
    assert (again.created + again.changed, again.unchanged) == (0, 1)


def test_a_separation_may_be_named_as_the_national_table_names_it(
    education: Unit, citra: Account, today: date, take: Callable[[str, str], Batch]
) -> None:
    frame = workforce_frame([{"unit_id": education.pk}])
    people.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    row = EmployeeToday.objects.select_related("employee").get(nip=NIP)
    tables = {"separation_kind": [ReferenceRow("3", "Pemberhentian Karena Atas Permintaan Sendiri")]}
    load_reference(tables, on=today, by=None)
    _topic, header, good, _bad, title = FILES["separation_history"]
    named = good.replace(";3;", ";PEMBERHENTIAN KARENA ATAS PERMINTAAN SENDIRI;")
    batch = take("separation_history", "\n".join((header, named, "")))
    assert (batch.created + batch.changed, Fault.objects.filter(batch=batch).count()) == (1, 0)
    shown = queries.person(row, on=today, with_sensitive=True).histories[queries.Topic.SEPARATION]
    assert [line.title for line in shown] == [title]


def test_a_month_comes_in_by_the_services_codes_and_one_without_its_month_is_told(
    education: Unit, citra: Account, today: date, take: Callable[[str, str], Batch]
) -> None:
    frame = workforce_frame([{"unit_id": education.pk}])
    people.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    header = "id;nip;tahun;periodikId;bulanMulaiPenilaian;hasilKinerjaNilai;perilakuKerjaNilai;namaPenilai"
    lines = (f"r1;{NIP};2026;2;4;1;2;Budi", f"r2;{NIP};2026;1;;1;2;Budi")
    batch = take("periodic_history", "\n".join((header, *lines, "")))
    assert (batch.rows, batch.created) == (2, 1)
    assert set(Fault.objects.filter(batch=batch).values_list("number", "field")) == {(3, "from_month")}
    known = performance.periodic_ratings(EmployeeToday.objects.get().pk)
    assert [(str(each), each.is_national) for each in known] == [("Triwulan 2 2026: Baik", True)]
    again = take("periodic_history", "\n".join((header, lines[0], "")))
    assert (again.created + again.changed, again.unchanged) == (0, 1)
    services.undo(batch=batch, by=citra, today=today)
    services.advance(batch_id=batch.pk)
    assert not known.all().exists()


def test_a_row_of_parents_becomes_father_and_mother_and_can_be_undone(
    education: Unit, citra: Account, today: date, take: Callable[[str, str], Batch]
) -> None:
    frame = workforce_frame([{"unit_id": education.pk}])
    people.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    row = EmployeeToday.objects.select_related("employee").get(nip=NIP)
    header = "id;idPns;ayah.nama;ayah.tempatLahir;ayah.tglLahir;ibu.nama;ibu.tempatLahir;ibu.tglLahir"
    lines = (
        "r1;A1;Usman;Sambas;17-08-1960;Halimah;Pontianak;",
        "r2;A1;;;;Zubaidah;;01-01-2010",
        "r3;A1;;;;;;",
        "r4;A9;Hasan;;;;;",
    )
    batch = take("parents", "\n".join((header, *lines, "")))
    assert (batch.rows, batch.good, batch.changed) == (4, 1, 1)
    assert Step.objects.get(batch=batch, act=Step.Act.APPLIED).count == 1
    faults = (
        Fault.objects.filter(batch=batch).order_by("number", "field").values_list("number", "field", "code")
    )
    assert list(faults) == [
        (3, "mother_born_on", "parent_after_child"),
        (4, "father_name", "parents_missing"),
        (5, "person_siasn_id", "person_unknown"),
    ]

    def family() -> list[str]:
        shown = queries.person(row, on=today, with_sensitive=True)
        return sorted(line.title for line in shown.histories[queries.Topic.FAMILY])

    assert family() == ["Ayah: Usman", "Ibu: Halimah"]
    again = take("parents", "\n".join((header, lines[0], "")))
    assert (again.created + again.changed, again.unchanged) == (0, 1)
    services.undo(batch=batch, by=citra, today=today)
    services.advance(batch_id=batch.pk)
    assert family() == []
