"""Lists as people open, keep and take them along."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.ledger import queries as ledger
from bijak.lists import access, exporting, services
from bijak.lists.models import Extract, Format, SavedView, State
from bijak.lists.registries import Column, lists
from bijak.organization.models import Unit
from bijak.organization.queries import EVERYTHING, NOTHING, Scope
from bijak.people import services as people
from bijak.people.models import (
    Award,
    Change,
    Employee,
    EmployeeToday,
    EmploymentSpell,
    PositionSpell,
    SanctionSpell,
)
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def somebody(number: int, **differences: Any) -> dict[str, Any]:
    born_on = differences.get("born_on", date(1990, 1, 1))
    nip = f"{born_on:%Y%m%d}2015012{number:03}"
    return {"nip": nip, "siasn_id": f"P{number}", "name": f"Orang {number}", "back_title": ""} | differences


@pytest.fixture
def everyone(education: Unit, health: Unit, citra: Account, today: date) -> None:
    """Four of education in the order of the DUK from last to first, one of health, one with a contract."""
    rows = [
        somebody(1, name="Tono", rank_code="32", unit_id=education.pk),
        somebody(2, name="Sari", rank_from=date(2022, 4, 1), unit_id=education.pk),
        somebody(
            3, name="Rudi", rank_code="41", position_kind="structural", echelon_code="31",
            born_on=date(1968, 12, 5), unit_id=education.pk,
        ),
        somebody(4, name="Dina", unit_id=health.pk),
        somebody(5, name="=Wati", kind="pppk", pns_from=None, rank_code="IX", unit_id=education.pk),
    ]  # fmt: skip
    people.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)


def employee(number: int) -> Employee:
    return Employee.objects.get(siasn_id=f"P{number}")


def names(client: Client, address: str) -> list[str]:
    return re.findall(r'href="/pegawai/[0-9a-f-]{36}/">([^<]+)</a>', client.get(address).content.decode())


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def taken(client: Client, address: str, **wanted: str) -> bytes:
    answer = client.post(address, {"bentuk": "xlsx", "paper": "f4"} | wanted)
    return b"".join(answer.streaming_content)  # type: ignore[arg-type, no-any-return]


def test_citra_sees_the_duk_and_why_each_stands_where_she_does(
    everyone: None, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    assert names(client, "/daftar/duk/") == ["Rudi", "Sari", "Dina", "Tono"]
    page = client.get("/daftar/duk/").content.decode()
    assert "Di atas Sari karena pangkatnya lebih tinggi: Pembina, IV/a, bukan Penata, III/c." in page
    assert (
        "Di atas Dina karena lebih dahulu dalam pangkat yang sama: 1 April 2022, bukan 1 April 2023." in page
    )
    assert "PP 15/1979" in page
    assert "belum diverifikasi" in page
    # Sorted by a column, nobody stands above anybody by law.
    assert "Di atas" not in client.get("/daftar/duk/?urut=nama").content.decode()


def test_a_list_is_as_it_was_on_the_day(everyone: None, citra: Account, client_of: ClientOf) -> None:
    client = client_of(citra)
    assert names(client, "/daftar/duk/?hari=2022-12-31")[0] == "Sari"  # the only one with a rank by then
    assert not names(client, "/daftar/duk/?hari=2015-06-01")  # all were CPNS


def test_dewi_sees_those_of_her_unit_and_ani_no_list(
    everyone: None,
    dewi: Account,
    ani: Account,
    eka: Account,
    education: Unit,
    client_of: ClientOf,
    client: Client,
) -> None:
    hers = client_of(dewi)
    assert names(hers, "/daftar/duk/") == ["Dina"]
    assert not names(hers, f"/daftar/duk/?unit={education.uuid}")
    assert client_of(ani).get("/daftar/duk/").status_code == 403
    assert client_of(eka).get("/daftar/").status_code == 403
    assert client.get("/daftar/duk/").status_code == 302
    assert hers.get("/daftar/tidak-ada/").status_code == 404


def test_budi_who_may_not_see_sanctions_has_no_list_of_medals(
    everyone: None, budi: Account, client_of: ClientOf
) -> None:
    client = client_of(budi)
    assert client.get("/daftar/duk/").status_code == 200
    assert client.get("/daftar/satyalancana/").status_code == 404
    assert client.post("/daftar/duk/unduh/", {"bentuk": "csv", "paper": "f4"}).status_code == 403


def test_filters_are_those_of_people(
    everyone: None, citra: Account, education: Unit, client_of: ClientOf
) -> None:
    client = client_of(citra)
    assert names(client, "/daftar/aktif/?golongan=33") == ["Dina", "Sari"]
    assert names(client, f"/daftar/aktif/?unit={education.uuid}&jenis=pns") == ["Rudi", "Sari", "Tono"]
    assert names(client, "/daftar/aktif/?cari=ud") == ["Rudi"]
    assert names(client, "/daftar/aktif/?jabatan=penata&urut=-nama") == [
        "Tono",
        "Sari",
        "Rudi",
        "Dina",
        "=Wati",
    ]
    assert names(client, "/daftar/aktif/?golongan=sesat&hari=kapan&kolom=x,nama") != []
    assert_swap_equals_reload(client, "/daftar/aktif/?golongan=33", "hasil")


def test_columns_are_chosen_and_put_in_order(everyone: None, citra: Account, client_of: ClientOf) -> None:
    client = client_of(citra)
    answer = client.get("/daftar/duk/?urut=nama&k_usia=1&k_nama=2&k_nip=&k_lahir=x")
    assert answer["Location"] == "/daftar/duk/?urut=nama&kolom=usia%2Cnama"
    page = client.get(answer["Location"]).content.decode()
    header = page[page.index("<thead") : page.index("</thead")]
    assert re.findall(r">([^<>]+)</a>", header) == ["Usia", "Nama"]


def test_who_retires_when_and_why(everyone: None, citra: Account, client_of: ClientOf) -> None:
    client = client_of(citra)
    page = client.get("/daftar/pensiun/?dari=2026-12-01&sampai=2027-01-31").content.decode()
    assert "Rudi" in page
    assert "01-01-2027" in page
    assert "UU 20/2023 Pasal 55 (belum diverifikasi)" in page
    assert not names(client, "/daftar/pensiun/?sampai=2026-12-31")


def test_birthdays_of_the_coming_month(everyone: None, citra: Account, client_of: ClientOf) -> None:
    client = client_of(citra)
    assert not names(client, "/daftar/ulang-tahun/?hari=2026-11-02")
    assert names(client, "/daftar/ulang-tahun/?dari=2026-12-01") == ["Rudi", "=Wati", "Dina", "Sari", "Tono"]
    assert names(client, "/daftar/ulang-tahun/?dari=2026-12-20&sampai=2027-01-01") == [
        "=Wati",
        "Dina",
        "Sari",
        "Tono",
    ]


def test_contracts_that_end_and_those_without_an_end(
    everyone: None, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    page = client.get("/daftar/kontrak-berakhir/?hari=2026-11-02").content.decode()
    assert "1 pegawai dengan perjanjian kerja yang hari akhirnya belum tercatat" in page
    EmploymentSpell.objects.filter(employee=employee(5)).update(until_on=date(2027, 1, 1))
    Change.objects.create(reason="Akhir perjanjian kerja dicatat.")
    page = client.get("/daftar/kontrak-berakhir/?hari=2026-11-02").content.decode()
    assert "31-12-2026" in page


def test_the_medal_goes_to_who_served_ten_years_without_sanction(
    everyone: None, citra: Account, client_of: ClientOf, today: date
) -> None:
    client = client_of(citra)
    assert names(client, "/daftar/satyalancana/") == ["Dina", "Rudi", "Sari", "Tono"]
    bound = {"change": EmploymentSpell.objects.first().change, "believed_from": "2026-11-02T00:00Z"}  # type: ignore[union-attr]
    SanctionSpell.objects.create(
        employee=employee(1),
        from_on=date(2018, 1, 1),
        until_on=date(2018, 7, 1),
        kind_code="23",
        level_code="S",
        **bound,
    )
    SanctionSpell.objects.create(employee=employee(4), from_on=date(2018, 1, 1), kind_code="1", **bound)
    Award.objects.create(employee=employee(2), award_code="201", name="Satyalancana", year=2025, **bound)
    assert names(client, "/daftar/satyalancana/") == ["Dina", "Rudi"]
    assert "tingkatnya belum tercatat" in client.get("/daftar/satyalancana/").content.decode()


def test_who_acts_for_how_long(everyone: None, citra: Account, health: Unit, client_of: ClientOf) -> None:
    own = PositionSpell.objects.get(employee=employee(2))
    PositionSpell.objects.create(
        employee=own.employee, from_on=date(2026, 10, 3), assignment="acting", title="Kepala Puskesmas",
        kind="structural", unit=health, change=own.change, believed_from=own.believed_from,
    )  # fmt: skip
    page = client_of(citra).get("/daftar/plt-plh/?hari=2026-11-02").content.decode()
    assert "Kepala Puskesmas" in page
    assert ">30</td>" in page


def test_posts_are_counted_for_everybody_who_sees_the_tree(
    everyone: None, budi: Account, client_of: ClientOf
) -> None:
    page = client_of(budi).get("/daftar/bezetting/").content.decode()
    assert "Penata Layanan Operasional" in page
    assert "terisi 4" in page


def test_a_list_asks_few_questions(
    everyone: None, citra: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(citra)
    client.get("/daftar/duk/")
    with django_assert_max_num_queries(11):
        client.get("/daftar/duk/")


def test_higher_floors_add_lists_and_columns(everyone: None, citra: Account, client_of: ClientOf) -> None:
    training = Column(code="jp", label="Jam pelajaran", cells=lambda rows: [20] * len(rows))
    lists.add(replace(lists.get("aktif"), code="contoh", label="Kenaikan gaji berkala"))
    lists.add_column("contoh", training)
    try:
        page = client_of(citra).get("/daftar/contoh/").content.decode()
    finally:
        lists.remove("contoh")
    assert "Kenaikan gaji berkala" in page
    assert page.count(">20</td>") == 5


def test_what_lies_within_two_reaches() -> None:
    office, part, other = Scope(paths=("/1/5/",)), Scope(paths=("/1/5/9/",)), Scope(paths=("/1/6/",))
    assert access.both(EVERYTHING, office) == access.both(office, EVERYTHING) == office
    assert access.both(office, part) == access.both(part, office) == part
    assert access.both(office, other) == access.both(office, NOTHING) == NOTHING


# Taken along ------------------------------------------------------------------------------------


def test_a_workbook_says_what_the_page_says_and_no_cell_is_a_formula(
    everyone: None, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    address = "/daftar/aktif/unduh/?hari=2026-11-02&kolom=nama,golongan&jenis=pppk"
    assert "Kepegawaian: PPPK" in client.get(address).content.decode()
    book = pl.read_excel(io.BytesIO(taken(client, address)), sheet_id=0, has_header=False)
    assert book["Data"].rows() == [("Nama", "Golongan"), ("=Wati", "IX")]
    beside = dict(book["Keterangan"].rows())
    assert beside["Banyaknya baris"] == "1"
    assert beside["Kepegawaian"] == "PPPK"
    assert beside["Dibuat oleh"] == "Citra Dewanti"
    assert b"'=Wati" in taken(client, address, bentuk="csv")
    facts = [entry.facts for entry in ledger.entries().filter(verb="lists.taken")]
    assert {"list": "aktif", "on": "2026-11-02", "filters": ["hari", "jenis"], "rows": 1} in facts


def test_the_duk_on_paper_has_heading_signature_and_pages(
    everyone: None, citra: Account, client_of: ClientOf
) -> None:
    said = {
        "place": "Contoh",
        "signed_on": "2026-11-02",
        "position": "Plt. Kepala BKPSDM #read(1)",
        "signer_cari": "rudi",
    }
    rudi = EmployeeToday.objects.get(name="Rudi")
    client = client_of(citra)
    text = text_of(taken(client, "/daftar/duk/unduh/?hari=2026-11-02", bentuk="pdf", **said))
    for expected in (
        "DAFTAR URUT KEPANGKATAN PEGAWAI NEGERI SIPIL", "Keadaan pada 2 November 2026", "Halaman 1 dari 1",
        "Contoh, 2 November 2026", "Plt. Kepala BKPSDM #read(1)", f"NIP {rudi.nip}",
        "4 baris. Dibuat oleh Citra Dewanti", "Pembina, IV/a",
    ):  # fmt: skip
        assert expected in text, text
    # Who acts for nobody signs in her own position; nobody who works here is called so.
    own = text_of(taken(client, "/daftar/duk/unduh/", bentuk="pdf", signer=str(rudi.uuid)))
    assert rudi.position_title in own
    answer = client.post("/daftar/duk/unduh/", {"bentuk": "pdf", "paper": "f4", "signer_cari": "xyz"})
    assert answer.status_code == 422
    assert "Tidak ada yang cocok dengan “xyz”" in answer.content.decode()


def test_a_long_list_is_made_in_the_background(
    everyone: None, citra: Account, dewi: Account, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(exporting.AT_ONCE, Format.CSV, 1)
    monkeypatch.setattr(exporting, "STEP", 2)
    client = client_of(citra)
    answer = client.post("/daftar/aktif/unduh/?kolom=nama", {"bentuk": "csv", "paper": "f4"})
    ordered = Extract.objects.get()
    assert answer["Location"] == f"/daftar/berkas/{ordered.uuid}/"
    assert "Menunggu giliran" in client.get(answer["Location"]).content.decode()
    assert f'href="{answer["Location"]}">Pegawai aktif' in client.get("/daftar/").content.decode()
    exporting.make_extract.func(ordered.pk)
    ordered.refresh_from_db()
    assert (ordered.state, ordered.done, ordered.total) == (State.DONE, 5, 5)
    assert "5 baris" in client.get(answer["Location"]).content.decode()
    file = b"".join(client.get(answer["Location"] + "unduh/").streaming_content)  # type: ignore[arg-type]
    assert file.decode("utf-8-sig").split() == ["Nama", "'=Wati", "Dina", "Rudi", "Sari", "Tono"]
    for address in (answer["Location"], answer["Location"] + "unduh/"):
        assert client_of(dewi).get(address).status_code == 404


def test_nothing_too_long_is_set_on_paper(
    everyone: None, citra: Account, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_ON_PAPER", 1)
    answer = client_of(citra).post("/daftar/duk/unduh/", {"bentuk": "pdf", "paper": "f4"})
    assert answer.status_code == 409
    assert "PDF paling panjang 1 baris" in answer.content.decode()


def test_a_file_whose_worker_died_is_given_up(everyone: None, citra: Account, today: date) -> None:
    asked = {
        "kind": lists.get("aktif"),
        "query": {},
        "format": Format.CSV,
        "layout": {},
        "by": citra,
        "today": today,
    }
    ordered = services.order_extract(**asked)  # type: ignore[arg-type]
    services.begin(ordered, total=5)
    assert services.give_up(now=timezone.now()) == 0
    assert services.give_up(now=timezone.now() + services.SILENT_FOR * 2) == 1
    ordered.refresh_from_db()
    assert ordered.state == State.FAILED
    services.forget(now=timezone.now() + services.FORGOTTEN_AFTER * 2)
    assert not Extract.objects.exists()


# Saved views ------------------------------------------------------------------------------------


def test_a_view_is_saved_shared_changed_removed_and_brought_back(
    everyone: None, citra: Account, dewi: Account, budi: Account, client_of: ClientOf
) -> None:
    client = client_of(dewi)
    address = "/daftar/duk/simpan/?golongan=33&kolom=nama&cari=rahasia&hal=2&lain=x"
    saved = client.post(address, {"name": "Golongan III/c", "is_shared": "on"})
    view = SavedView.objects.get()
    assert view.query == {"golongan": "33", "kolom": "nama"}
    assert names(client, client.get(saved["Location"])["Location"]) == ["Dina"]
    assert client.post(address, {"name": "Golongan III/c"}).status_code == 409
    again = {"name": "Golongan III/c", "is_shared": "on", "replaces": "on"}
    assert client.post(address, again)["Location"] == saved["Location"]
    # Shared in health: Citra reaches it, Budi of education does not; neither may change it.
    assert "Golongan III/c" in client_of(citra).get("/daftar/").content.decode()
    assert "Golongan III/c" not in client_of(budi).get("/daftar/").content.decode()
    assert client_of(budi).get(saved["Location"]).status_code == 404
    assert client_of(citra).post(saved["Location"] + "hapus/").status_code == 404
    view.refresh_from_db()
    change = {"name": "Penata", "edition": str(view.edition)}
    assert client.post(saved["Location"] + "ubah/", change).status_code == 302
    assert client.post(saved["Location"] + "ubah/", change).status_code == 409
    assert "Penata" not in client_of(citra).get("/daftar/").content.decode()
    removed = client.post(saved["Location"] + "hapus/")
    assert "Urungkan" in client.get(removed["Location"]).content.decode()
    assert client.get(saved["Location"]).status_code == 404
    client.post(saved["Location"] + "pulihkan/")
    assert client.get(saved["Location"]).status_code == 302
