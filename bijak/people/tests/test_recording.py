"""What an officer records, corrects and takes away by hand, in every history."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from bijak.accounts.models import Account
from bijak.organization.models import Unit, UnitSpell
from bijak.people import forms, queries, services
from bijak.people.models import Change, EmployeeToday, FamilyMember, Identity, RankSpell
from bijak.people.tests.factories import make_batch, workforce_frame

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]

TYPED: dict[str, tuple[dict[str, str], str]] = {
    "golongan": ({"rank_code": "34", "from_on": "2026-10-01"}, "Penata Tingkat I, III/d"),
    "kepegawaian": ({"kind": "pns", "from_on": "2016-02-01"}, "PNS"),
    "kedudukan": ({"standing_code": "03", "from_on": "2026-10-01"}, "Tugas belajar"),
    "pendidikan": ({"level_code": "45", "programme": "Manajemen", "graduated_year": "2020"}, "S-2 Manajemen"),
    "penghargaan": ({"award_code": "201", "year": "2025"}, "Satyalancana Karya Satya 10 Tahun"),
    "cltn": ({"from_on": "2024-01-01", "last_on": "2024-12-31", "returned_on": "2025-01-02"}, "CLTN"),
    "masa-kerja": (
        {"experience": "Guru honorer", "from_on": "2012-01-01", "credited_years": "2"},
        "diakui 2 tahun 0 bulan",
    ),
    "pemberhentian": ({"kind_code": "3", "decree_on": "2026-09-01"}, "Atas permintaan sendiri"),
    "alamat": ({"address": "Jalan Gajah Mada 10", "from_on": "2026-10-01"}, "Jalan Gajah Mada 10"),
    "keluarga": (
        {"relation": "child", "name": "Dimas", "born_on_day": "2018-05-05", "is_entitled": "true"},
        "Anak kandung: Dimas",
    ),
    "hukuman-disiplin": ({"kind_code": "2", "level_code": "R", "from_on": "2025-03-01"}, "Teguran tertulis"),
}
SHUT = ("pemberhentian", "alamat", "keluarga", "hukuman-disiplin")


@pytest.fixture
def row(education: Unit, ani: Account, citra: Account, today: date) -> EmployeeToday:
    frame = workforce_frame([{"unit_id": education.pk}])
    services.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    return EmployeeToday.objects.select_related("employee", "unit").get()


def _send(client: Client, row: EmployeeToday, address: str, typed: dict[str, str]) -> Any:
    seen = {"seen": queries.version(row.pk), "reason": "Sesuai berkas"}
    return client.post(f"/pegawai/{row.uuid}/riwayat/{address}", seen | typed)


def _line(row: EmployeeToday, slug: str, today: date) -> queries.Line:
    return queries.person(row, on=today, with_sensitive=True).histories[queries.TOPICS[slug]][0]


def _moment_of(line: queries.Line) -> datetime:
    return Change.objects.get(pk=line.change).at


@pytest.mark.parametrize("slug", TYPED)
def test_a_row_is_recorded_corrected_and_removed_and_what_was_known_before_stays(
    row: EmployeeToday, citra: Account, budi: Account, client_of: ClientOf, today: date, slug: str
) -> None:
    client = client_of(citra)
    typed, title = TYPED[slug]
    before = len(queries.person(row, on=today, with_sensitive=True).histories[queries.TOPICS[slug]])
    assert client.get(f"/pegawai/{row.uuid}/riwayat/{slug}/").status_code == 200
    assert _send(client, row, f"{slug}/", typed).status_code == 302
    page = client.get(f"/pegawai/{row.uuid}/").content.decode()
    assert title in page
    assert (title in client_of(budi).get(f"/pegawai/{row.uuid}/").content.decode()) == (slug not in SHUT)

    line = _line(row, slug, today)
    form = client.get(f"/pegawai/{row.uuid}/riwayat/{slug}/{line.pk}/").context["form"]
    shown = {name: form[name].value() for name in form.fields if name not in ("paper", "reason", "seen")}
    again = {name: "" if value is None else str(value) for name, value in shown.items()}
    assert _send(client, row, f"{slug}/{line.pk}/", again).status_code == 302
    assert _line(row, slug, today).pk == line.pk  # said the same: nothing changed

    assert _send(client, row, f"{slug}/{line.pk}/hapus/", {}).status_code == 302
    after = queries.person(row, on=today, with_sensitive=True)
    assert len(after.histories[queries.TOPICS[slug]]) == before
    then = queries.person(row, on=today, known_at=_moment_of(line), with_sensitive=True)
    assert line.pk in [each.pk for each in then.histories[queries.TOPICS[slug]]]
    changes = client.get(f"/pegawai/{row.uuid}/perubahan/").content.decode()
    assert changes.count("Sesuai berkas") == 2


@pytest.mark.parametrize("slug", SHUT)
def test_who_may_not_see_a_history_finds_no_form_of_it(
    row: EmployeeToday, budi: Account, dewi: Account, client_of: ClientOf, slug: str
) -> None:
    assert client_of(budi).get(f"/pegawai/{row.uuid}/riwayat/{slug}/").status_code == 403
    assert client_of(dewi).get(f"/pegawai/{row.uuid}/riwayat/{slug}/").status_code == 404


def test_the_day_of_a_rank_is_corrected_and_the_rank_before_it_ends_anew(
    row: EmployeeToday, citra: Account, client_of: ClientOf, today: date
) -> None:
    client = client_of(citra)
    _send(client, row, "golongan/", {"rank_code": "34", "from_on": "2026-04-01"})
    line = _line(row, "golongan", today)
    _send(client, row, f"golongan/{line.pk}/", {"rank_code": "34", "from_on": "2026-10-01"})
    ranks = queries.person(row, on=today, with_sensitive=True).histories[queries.Topic.RANK]
    assert [(each.from_on, each.until_on) for each in ranks] == [
        (date(2026, 10, 1), None),
        (date(2023, 4, 1), date(2026, 10, 1)),
    ]
    closed = RankSpell.objects.get(pk=line.pk)
    assert closed.ended_by is not None
    assert (closed.ended_by.by, closed.ended_by.reason) == (citra, "Sesuai berkas")


def test_a_row_corrected_by_another_meanwhile_is_not_overwritten(
    row: EmployeeToday, citra: Account, client_of: ClientOf, today: date
) -> None:
    client = client_of(citra)
    _send(client, row, "keluarga/", TYPED["keluarga"][0])
    line = _line(row, "keluarga", today)
    seen = {"seen": str(queries.version(row.pk))}
    _send(client, row, f"keluarga/{line.pk}/", TYPED["keluarga"][0] | {"name": "Dimas Pratama"})
    late = _send(client, row, f"keluarga/{line.pk}/hapus/", seen)
    assert late.status_code == 404
    assert FamilyMember.objects.get(believed_until=None).name == "Dimas Pratama"


@pytest.mark.parametrize(
    ("slug", "typed", "sentence"),
    [
        (
            "keluarga",
            {"relation": "child", "name": "X", "born_on_day": "1980-01-01"},
            "lahir sebelum pegawai",
        ),
        (
            "keluarga",
            {"relation": "mother", "name": "X", "born_on_day": "2001-01-01"},
            "lahir sesudah pegawai",
        ),
        ("keluarga", {"relation": "child", "name": "X", "nik": "12"}, "NIK harus 16 angka."),
        ("penghargaan", {"award_code": "201", "year": "1960"}, "Tahun penghargaan tidak mungkin"),
        ("pendidikan", {"level_code": "45", "graduated_year": "1991"}, "Tahun lulus tidak mungkin"),
        ("cltn", {"from_on": "2024-01-01", "last_on": "2023-01-01"}, "Tanggal berakhir mendahului"),
        ("masa-kerja", {"experience": "X", "from_on": "1980-01-01"}, "TMT mendahului tanggal lahir"),
        (
            "kepegawaian",
            {"kind": "pns", "from_on": "2016-02-01", "contract_ends_on": "2027-01-31"},
            "Hanya PPPK yang bekerja dengan perjanjian.",
        ),
        (
            "kepegawaian",
            {"kind": "pppk", "from_on": "2026-02-01", "contract_ends_on": "2026-01-31"},
            "Perjanjian kerja berakhir sebelum dimulai.",
        ),
        (
            "pemberhentian",
            {"kind_code": "3", "decree_on": "1970-01-01"},
            "SK bertanggal sebelum pegawai lahir.",
        ),
        (
            "golongan",
            {"rank_code": "34", "from_on": "2026-10-01", "decree_on": "2099-12-01"},
            "SK bertanggal sesudah hari ini.",
        ),
        ("golongan", {"rank_code": "34", "from_on": "2098-04-01"}, "TMT ini lebih dari 2 tahun di depan."),
        ("cltn", {"from_on": "2024-01-01", "last_on": "9999-12-31"}, "terlalu jauh di masa depan"),
        ("cltn", {"from_on": "2024-02-31"}, "Tanggal ini tidak ada di kalender."),
        (
            "cltn",
            {"from_on": "2024-01-01", "returned_on": "2023-01-01"},
            "Aktif kembali sebelum cutinya mulai.",
        ),
        (
            "pendidikan",
            {"level_code": "45", "graduated_year": "2020", "graduated_on": "2019-07-01"},
            "tidak sama dengan tahun lulus",
        ),
        (
            "pemberhentian",
            {"kind_code": "3", "decree_on": "2026-09-01", "effective_from": "1985-01-01"},
            "Tanggal ini mendahului kelahiran pegawai.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_what_was_typed_stays(
    row: EmployeeToday, citra: Account, client_of: ClientOf, slug: str, typed: dict[str, str], sentence: str
) -> None:
    answer = _send(client_of(citra), row, f"{slug}/", typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    for name, value in typed.items():
        assert answer.context["form"][name].value() == value


def test_a_day_that_has_not_come_is_on_no_diploma(row: EmployeeToday, today: date) -> None:
    typed = {
        "level_code": "45",
        "graduated_year": "2026",
        "graduated_on": "2026-12-31",
        "reason": "X",
        "seen": "0",
    }
    form = forms.RECORDS[queries.Topic.EDUCATION](typed, born_on=row.born_on, today=today)
    assert form.errors["graduated_on"] == ["Tanggal ini belum tiba. Periksa tahunnya."]


def test_two_leaves_at_once_are_refused(row: EmployeeToday, citra: Account, client_of: ClientOf) -> None:
    client = client_of(citra)
    _send(client, row, "cltn/", TYPED["cltn"][0])
    answer = _send(client, row, "cltn/", {"from_on": "2024-06-01", "last_on": "2024-08-01"})
    assert answer.status_code == 409
    assert "Riwayat bertumpang tindih" in answer.content.decode()


def test_a_rank_that_sinks_needs_a_sanction_or_a_word(
    row: EmployeeToday, citra: Account, client_of: ClientOf, today: date
) -> None:
    client = client_of(citra)
    lower = {"rank_code": "32", "from_on": "2026-10-01"}
    refused = _send(client, row, "golongan/", lower)
    assert refused.status_code == 409
    assert "Golongan turun dari III/c" in refused.content.decode()
    assert _send(client, row, "golongan/", lower | {"is_lower": "on"}).status_code == 302
    _send(client, row, f"golongan/{_line(row, 'golongan', today).pk}/hapus/", {})
    _send(client, row, "hukuman-disiplin/", {"kind_code": "14", "level_code": "B", "from_on": "2026-09-01"})
    assert _send(client, row, "golongan/", lower).status_code == 302


def test_a_position_in_a_unit_before_there_was_one_is_refused(
    row: EmployeeToday, education: Unit, citra: Account, client_of: ClientOf
) -> None:
    UnitSpell.objects.filter(unit=education).update(from_on=date(2025, 1, 1))
    typed = {"title": "Analis", "kind": "executor", "assignment": "definitive", "unit_id": str(education.pk)}
    client = client_of(citra)
    refused = _send(client, row, "jabatan/", typed | {"from_on": "2024-12-31"})
    assert refused.status_code == 409
    assert "Unit ini tidak ada pada TMT jabatan." in refused.content.decode()
    assert _send(client, row, "jabatan/", typed | {"from_on": "2025-01-01"}).status_code == 302


def test_the_nik_of_another_person_is_refused(
    row: EmployeeToday, education: Unit, citra: Account, today: date
) -> None:
    bayu = {"nip": "198505052010011002", "siasn_id": "B2", "name": "Bayu", "sex": "L"}
    frame = workforce_frame([bayu | {"nik": "6171050505850001", "unit_id": education.pk}])
    services.record_workforce(frame, batch=make_batch(citra, "dua.csv"), by=citra, today=today)
    held = Identity.objects.get(employee=row.pk, believed_until=None)
    with pytest.raises(services.Refused, match="NIK ini sudah tercatat pada pegawai lain"):
        services.correct_identity(
            row=row,
            facts={"nip": row.nip, "nik": "6171050505850001"},
            seen=held.pk,
            reason="KTP",
            by=citra,
            today=today,
        )


def test_a_rank_is_of_the_table_of_her_kind(row: EmployeeToday, citra: Account, client_of: ClientOf) -> None:
    client = client_of(citra)
    refused = _send(client, row, "golongan/", {"rank_code": "IX", "from_on": "2026-10-01"})
    assert refused.status_code == 409
    assert "Pada tanggal itu ia tercatat sebagai PNS" in refused.content.decode()
    _send(client, row, "kepegawaian/", {"kind": "pppk", "from_on": "2026-10-01"})
    assert _send(client, row, "golongan/", {"rank_code": "IX", "from_on": "2026-10-01"}).status_code == 302
    again = _send(client, row, "golongan/", {"rank_code": "34", "from_on": "2026-11-01"})
    assert "Pada tanggal itu ia tercatat sebagai PPPK" in again.content.decode()


# Days before she was employed -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "typed", "field"),
    [
        ("golongan", {"rank_code": "31", "from_on": "2014-12-31"}, "from_on"),
        ("kedudukan", {"standing_code": "01", "from_on": "2014-12-31"}, "from_on"),
        ("cltn", {"from_on": "2014-01-01"}, "from_on"),
        ("hukuman-disiplin", {"kind_code": "2", "from_on": "2014-01-01"}, "from_on"),
        (
            "pemberhentian",
            {"kind_code": "3", "decree_on": "2026-09-01", "effective_from": "2014-01-01"},
            "effective_from",
        ),
        ("pemberhentian", {"kind_code": "3", "decree_on": "2014-01-01"}, "decree_on"),
    ],
)
def test_what_begins_before_she_was_employed_needs_a_word(
    row: EmployeeToday, citra: Account, client_of: ClientOf, slug: str, typed: dict[str, str], field: str
) -> None:
    client = client_of(citra)
    assert "is_early" not in client.get(f"/pegawai/{row.uuid}/riwayat/{slug}/").content.decode()
    refused = _send(client, row, f"{slug}/", typed)
    assert refused.status_code == 409
    assert "pengangkatan pertama yang tercatat, 1 Januari 2015" in str(refused.context["form"].errors[field])
    assert 'name="is_early"' in refused.content.decode()
    assert _send(client, row, f"{slug}/", typed | {"is_early": "on"}).status_code == 302


def test_a_post_before_she_was_employed_needs_a_word(
    row: EmployeeToday, education: Unit, citra: Account, client_of: ClientOf
) -> None:
    typed = _post(education) | {"from_on": "2014-12-31"}
    client = client_of(citra)
    assert _send(client, row, "jabatan/", typed).status_code == 409
    assert _send(client, row, "jabatan/", typed | {"is_early": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("slug", "typed"),
    [
        ("pendidikan", {"level_code": "40", "graduated_year": "2010", "graduated_on": "2010-07-01"}),
        ("masa-kerja", {"experience": "Guru honorer", "from_on": "2010-01-01"}),
        ("penghargaan", {"award_code": "309", "year": "2008"}),
    ],
)
def test_school_honours_and_earlier_work_come_before_employment(
    row: EmployeeToday, citra: Account, client_of: ClientOf, slug: str, typed: dict[str, str]
) -> None:
    assert _send(client_of(citra), row, f"{slug}/", typed).status_code == 302


# Posts held for a time ------------------------------------------------------------------------------


def _post(unit: Unit, **other: str) -> dict[str, str]:
    return {
        "title": "Analis",
        "kind": "executor",
        "assignment": "definitive",
        "unit_id": str(unit.pk),
    } | other


def test_an_acting_post_ends_on_its_last_day_and_leaves_the_post_held_by_right(
    row: EmployeeToday, education: Unit, citra: Account, client_of: ClientOf, today: date
) -> None:
    client = client_of(citra)
    acting = _post(education, title="Kepala Dinas", kind="structural", assignment="acting")
    acting |= {"from_on": "2026-10-01", "last_on": "2098-12-31"}
    assert _send(client, row, "jabatan/", acting).status_code == 302

    page = client.get(f"/pegawai/{row.uuid}/").content.decode()
    assert page.index("Penata Layanan Operasional") < page.index("Pelaksana tugas (Plt.): Kepala Dinas")
    shown = queries.person(row, on=date(2098, 12, 31), with_sensitive=True)
    assert shown.position is not None
    assert (shown.position.title, len(shown.assignments)) == ("Penata Layanan Operasional", 1)
    assert not queries.person(row, on=date(2099, 1, 1), with_sensitive=True).assignments

    line = _line(row, "jabatan", today)
    prolonged = _send(client, row, f"jabatan/{line.pk}/", acting | {"last_on": ""})
    assert prolonged.status_code == 302
    assert _line(row, "jabatan", today).until_on is None
    second = _post(
        education, title="Sekretaris", kind="structural", assignment="acting", from_on="2026-11-01"
    )
    _send(client, row, "jabatan/", second)
    first = queries.person(row, on=date(2026, 10, 31), with_sensitive=True).assignments[0]
    assert first.until_on == date(2026, 11, 1)


def test_a_post_held_by_right_ends_with_the_next_one_alone(
    row: EmployeeToday, education: Unit, citra: Account, client_of: ClientOf
) -> None:
    typed = _post(education, from_on="2026-10-01", last_on="2026-12-31")
    answer = _send(client_of(citra), row, "jabatan/", typed)
    assert answer.status_code == 422
    assert "berakhir ketika jabatan berikutnya mulai" in answer.content.decode()


def test_a_post_in_a_unit_that_was_closed_since_is_recorded(
    row: EmployeeToday, education: Unit, health: Unit, citra: Account, client_of: ClientOf
) -> None:
    UnitSpell.objects.filter(unit=health).update(from_on=date(2010, 1, 1), until_on=date(2020, 1, 1))
    Unit.objects.filter(pk=health.pk).update(is_active=False)
    client = client_of(citra)
    assert (
        f"{health.name} (sudah ditutup)"
        in client.get(f"/pegawai/{row.uuid}/riwayat/jabatan/").content.decode()
    )
    assert _send(client, row, "jabatan/", _post(health, from_on="2020-01-01")).status_code == 409
    assert _send(client, row, "jabatan/", _post(health, from_on="2019-06-01")).status_code == 302


# What a change was, in words ------------------------------------------------------------------------


def _told(client: Client, row: EmployeeToday) -> list[tuple[Any, ...]]:
    lines = client.get(f"/pegawai/{row.uuid}/perubahan/").context["lines"]
    return [(each.verb, each.part, each.title, list(each.differences)) for each in lines[0][1]]


def test_each_change_tells_what_it_recorded_corrected_and_took_away(
    row: EmployeeToday, citra: Account, client_of: ClientOf, today: date
) -> None:
    client = client_of(citra)
    _send(client, row, "golongan/", {"rank_code": "34", "from_on": "2026-04-01", "decree_no": "12/2026"})
    title = "Penata Tingkat I, III/d, sejak 1 April 2026"
    assert _told(client, row) == [("Ditambahkan", "Golongan", title, [])]
    line = _line(row, "golongan", today)
    _send(
        client,
        row,
        f"golongan/{line.pk}/",
        {"rank_code": "34", "from_on": "2026-10-01", "decree_no": "13/2026"},
    )
    moved = "Penata Tingkat I, III/d, sejak 1 Oktober 2026"
    assert _told(client, row) == [
        (
            "Diperbaiki",
            "Golongan",
            moved,
            [
                ("Terhitung mulai tanggal", "1 April 2026", "1 Oktober 2026"),
                ("Nomor surat keputusan", "12/2026", "13/2026"),
            ],
        )
    ]
    _send(client, row, f"golongan/{_line(row, 'golongan', today).pk}/hapus/", {})
    assert _told(client, row) == [("Dihapus", "Golongan", moved, [])]


def test_many_changes_are_told_with_few_questions(
    row: EmployeeToday, citra: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(citra)
    client.get(f"/pegawai/{row.uuid}/perubahan/")
    with django_assert_max_num_queries(30):
        client.get(f"/pegawai/{row.uuid}/perubahan/")
    for day in ("2026-04-01", "2026-10-01", "2026-11-01"):
        _send(client, row, "golongan/", {"rank_code": "34", "from_on": day})
    with django_assert_max_num_queries(30):
        client.get(f"/pegawai/{row.uuid}/perubahan/")


def test_what_a_change_says_of_shut_histories_is_told_to_nobody_else(
    row: EmployeeToday, citra: Account, budi: Account, client_of: ClientOf
) -> None:
    _send(client_of(citra), row, "keluarga/", TYPED["keluarga"][0])
    assert "Anak kandung: Dimas" in client_of(citra).get(f"/pegawai/{row.uuid}/perubahan/").content.decode()
    assert "Dimas" not in client_of(budi).get(f"/pegawai/{row.uuid}/perubahan/").content.decode()


def test_a_corrected_nik_is_told_in_full_to_those_alone_who_may_see_it(
    row: EmployeeToday, citra: Account, budi: Account, client_of: ClientOf, today: date
) -> None:
    held = Identity.objects.get(employee=row.pk, believed_until=None)
    services.correct_identity(
        row=row,
        facts={"nip": row.nip, "nik": "6171054101900001", "birth_place": "Sambas"},
        seen=held.pk,
        reason="KTP",
        by=citra,
        today=today,
    )
    assert ("NIK", "", "6171054101900001") in _told(client_of(citra), row)[0][3]
    seen = _told(client_of(budi), row)[0][3]
    assert ("NIK", "••••", "••••") in seen
    assert ("Tempat lahir", "", "Sambas") in seen


def test_a_career_is_drawn_from_the_first_day_until_the_day_of_the_page(
    row: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    page = client_of(citra).get(f"/pegawai/{row.uuid}/")
    drawn = page.context["career"]
    assert (drawn.start, drawn.end) == (date(2015, 1, 1), page.context["person"].on)
    assert [(bar.line.title, bar.is_first) for bar in drawn.bars][:3] == [
        ("CPNS", True),
        ("PNS", False),
        ("Penata, III/c", True),
    ]
    assert all(bar.x >= 0 and bar.x + bar.width <= 1008 for bar in drawn.bars)
    assert "Perjalanan karier" in page.content.decode()
    assert queries.career(queries.person(row, on=date(2015, 1, 1), with_sensitive=True)) is None
