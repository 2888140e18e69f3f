"""The pages about people: who sees what, what a correction does, and what happens when two officers meet."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.template import engines
from django.test import Client

from bijak.accounts.models import Account, View
from bijak.accounts.testing import sign_in
from bijak.ledger import queries as ledger
from bijak.organization.models import Unit
from bijak.organization.testing import make_unit
from bijak.people import forms, queries, services, texts
from bijak.people.models import EmployeeToday, Identity
from bijak.people.queries import listing
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.shell import drafts

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def people(
    education: Unit, health: Unit, ani: Account, citra: Account, today: date
) -> dict[str, EmployeeToday]:
    """Ani of education, who has an account, and Bayu of health."""
    rows = [
        {"unit_id": education.pk, "nik": "6171054101900001", "religion": "islam"},
        {
            "nip": "198505052010011002",
            "siasn_id": "B2",
            "name": "BAYU SETIAWAN",
            "back_title": None,
            "sex": "L",
            "unit_id": health.pk,
        },
    ]
    services.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    return {
        row.name.split()[0].lower(): row
        for row in EmployeeToday.objects.select_related("employee").order_by("pk")
    }


def _identity(row: EmployeeToday, **changes: Any) -> dict[str, Any]:
    current = Identity.objects.get(employee=row.pk, believed_until=None)
    initial = forms.IdentityForm.initial_of(current) | {"reason": "Sesuai akta"} | changes
    return {name: value if value is not None else "" for name, value in initial.items()}


def test_citra_lists_everyone_and_finds_part_of_a_name(
    people: Any, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    assert "BAYU SETIAWAN" in client.get("/pegawai/").content.decode()
    found = client.get("/pegawai/", {"cari": "setia"}).content.decode()
    assert "BAYU SETIAWAN" in found
    assert "Ani Lestari" not in found


def test_citra_lists_those_of_a_rank(people: Any, citra: Account, client_of: ClientOf) -> None:
    client = client_of(citra)
    assert "Ani Lestari" in client.get("/pegawai/", {"golongan": "33"}).content.decode()
    assert "Ani Lestari" not in client.get("/pegawai/", {"golongan": "31"}).content.decode()


def test_citra_finds_part_of_a_nip(people: Any, citra: Account, client_of: ClientOf) -> None:
    found = client_of(citra).get("/pegawai/", {"cari": "0505201"}).content.decode()
    assert "BAYU" in found
    assert "Ani" not in found


def test_a_search_for_a_nip_leaves_no_nip_in_the_address(
    people: Any, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    typed = {"cari": "198505052010", "unit": "", "urut": "nip"}
    answer = client.post("/pegawai/", typed)
    assert "1985" not in answer["Location"]
    page = client.get(answer["Location"]).content.decode()
    assert "BAYU" in page
    assert "Ani Lestari" not in page
    assert 'value="198505052010"' in page
    assert "=198505052010" not in page  # nor in its links
    taken = client.get(answer["Location"].replace("/pegawai/", "/pegawai/unduh/") + "&bentuk=csv")
    assert "Ani Lestari" not in b"".join(taken.streaming_content).decode()
    swap = client.post("/pegawai/", typed, headers={"HX-Request": "true"})
    assert "1985" not in swap["HX-Push-Url"]
    assert "<html" not in swap.content.decode()


def test_dewi_sees_only_her_own_unit(people: Any, dewi: Account, client_of: ClientOf) -> None:
    client = client_of(dewi)
    listed = client.get("/pegawai/").content.decode()
    assert "BAYU" in listed
    assert "Ani Lestari" not in listed
    assert client.get(f"/pegawai/{people['ani'].uuid}/").status_code == 404


def test_ani_sees_herself_and_nobody_else(people: Any, ani: Account, client_of: ClientOf) -> None:
    client = client_of(ani)
    assert client.get("/pegawai/").status_code == 403
    assert client.get("/pegawai/saya/", follow=True).status_code == 200
    page = client.get(f"/pegawai/{people['ani'].uuid}/").content.decode()
    assert "6171054101900001" in page
    assert client.get(f"/pegawai/{people['bayu'].uuid}/").status_code == 404
    assert client.get(f"/pegawai/{people['ani'].uuid}/perbaiki/").status_code == 403


def test_budi_sees_his_people_but_not_their_nik(people: Any, budi: Account, client_of: ClientOf) -> None:
    page = client_of(budi).get(f"/pegawai/{people['ani'].uuid}/").content.decode()
    assert "Ani Lestari" in page
    assert "6171054101900001" not in page


def test_looking_at_somebody_is_logged_and_looking_at_oneself_is_not(
    people: Any, ani: Account, citra: Account, client_of: ClientOf
) -> None:
    client_of(ani).get(f"/pegawai/{people['ani'].uuid}/")
    client_of(citra).get(f"/pegawai/{people['ani'].uuid}/")
    assert [view.viewer for view in View.objects.filter(subject_uuid=people["ani"].uuid)] == [citra]


def test_a_stranger_is_sent_to_sign_in(people: Any, client: Client) -> None:
    assert client.get("/pegawai/").status_code == 302


def test_the_list_asks_few_questions(
    people: Any, citra: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(citra)
    client.get("/pegawai/")
    with django_assert_max_num_queries(8):
        client.get("/pegawai/")


def test_the_person_page_asks_few_questions(
    people: Any, citra: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(citra)
    page = f"/pegawai/{people['ani'].uuid}/"
    client.get(page)
    with django_assert_max_num_queries(12):
        client.get(page)


def test_a_correction_shows_and_the_old_name_stays_findable_by_date(
    people: Any, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    row = people["ani"]
    answer = client.post(
        f"/pegawai/{row.uuid}/perbaiki/", _identity(row, name="Ani Lestari Dewi"), follow=True
    )
    assert "Ani Lestari Dewi" in answer.content.decode()
    assert Identity.objects.filter(employee=row.pk).count() == 2
    assert "Sesuai akta" in client.get(f"/pegawai/{row.uuid}/perubahan/").content.decode()


def test_the_second_officer_sees_what_the_first_changed_and_loses_nothing(
    people: Any, citra: Account, dewi: Account, administrator: Account, client_of: ClientOf, today: date
) -> None:
    row = people["ani"]
    typed = _identity(row, phone="081200000001", birth_place="Kota Baru")
    services.correct_identity(
        row=row,
        facts={"nip": row.nip, "phone": "081299999999"},
        seen=typed["seen"],
        reason="Telepon",
        by=citra,
        today=today,
    )
    client = client_of(citra)
    answer = client.post(f"/pegawai/{row.uuid}/perbaiki/", typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "081299999999" in page
    assert "081200000001" in page
    assert "Kota Baru" in page
    again = _identity(row, phone="081200000001", birth_place="Kota Baru")
    assert client.post(f"/pegawai/{row.uuid}/perbaiki/", again).status_code == 302


FORMS = {
    "perbaiki": {"birth_place": "Desa yang panjang sekali"},
    "riwayat/alamat": {"address": "Jalan yang panjang sekali", "from_on": "2026-10-01", "reason": "KTP"},
    "riwayat/golongan": {
        "rank_code": "34",
        "from_on": "2026-10-01",
        "decree_no": "SK 12/2026",
        "reason": "SK",
    },
    "riwayat/jabatan": {"title": "Analis yang panjang sekali", "from_on": "2026-10-01", "reason": "SK"},
    "riwayat/kedudukan": {
        "standing_code": "01",
        "from_on": "2026-10-01",
        "reason": "Cuti yang panjang sekali",
    },
}


def _take_back(row: EmployeeToday, by: Account) -> None:
    batch = Identity.objects.get(employee=row.pk, believed_until=None).change.batch
    services.undo_batch(batch=batch, by=by)


@pytest.mark.parametrize("page", FORMS)
def test_whoever_edits_a_person_removed_meanwhile_is_told_and_keeps_what_she_typed(
    people: Any, citra: Account, dewi: Account, client_of: ClientOf, page: str
) -> None:
    row = people["bayu"]
    typed = (_identity(row) if page == "perbaiki" else {}) | FORMS[page]
    _take_back(row, citra)
    for officer in (citra, dewi):
        answer = client_of(officer).post(f"/pegawai/{row.uuid}/{page}/", typed)
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "ditarik karena impornya dibatalkan, jadi isian Anda belum tersimpan" in shown
        for field, value in FORMS[page].items():
            assert answer.context["form"][field].value() == value
        assert f'/pegawai/{row.uuid}/"' not in shown  # no link to a page that is gone


@pytest.mark.parametrize("page", FORMS)
def test_a_person_removed_meanwhile_is_nobody_to_whoever_could_not_edit_her(
    people: Any, citra: Account, dewi: Account, budi: Account, client_of: ClientOf, page: str
) -> None:
    row = people["ani"]
    _take_back(row, citra)
    assert client_of(dewi).post(f"/pegawai/{row.uuid}/{page}/", FORMS[page]).status_code == 404
    assert client_of(budi).post(f"/pegawai/{row.uuid}/{page}/", FORMS[page]).status_code == 403
    assert client_of(citra).get(f"/pegawai/{row.uuid}/{page}/").status_code == 404


def test_what_she_typed_is_saved_once_the_person_is_back(
    people: Any, citra: Account, client_of: ClientOf, education: Unit, today: date
) -> None:
    row = people["ani"]
    _take_back(row, citra)
    rows = [{"unit_id": education.pk}]
    services.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    typed = FORMS["riwayat/golongan"] | {"seen": queries.version(row.pk)}
    assert client_of(citra).post(f"/pegawai/{row.uuid}/riwayat/golongan/", typed).status_code == 302


def test_a_form_that_outlived_its_session_comes_back_even_when_the_person_is_gone(
    people: Any, citra: Account, client: Client
) -> None:
    page = f"/pegawai/{people['ani'].uuid}/riwayat/golongan/"
    assert client.post(page, FORMS["riwayat/golongan"]).status_code == 302  # to the sign-in page
    _take_back(people["ani"], citra)
    session = client.session.items()
    held = dict(session)
    sign_in(client, citra)
    again = client.session
    again.update({key: value for key, value in held.items() if key == drafts.KEY})
    again.save()
    answer = client.get(page)
    assert answer.status_code == 409
    assert "SK 12/2026" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("nip", "1990", "NIP harus 18 angka."),
        ("nip", "198505052010011002", "NIP ini sudah tercatat pada pegawai lain."),
        ("born_on", "1890-01-01", "Tanggal lahir ini tidak mungkin"),
        ("nik", "123", "NIK harus 16 angka."),
        ("nik", "3,27401E+15", "Angka terakhir NIK hilang; salin lagi dari KTP."),
        ("reason", "", "Bidang ini"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(
    people: Any, citra: Account, client_of: ClientOf, field: str, value: str, sentence: str
) -> None:
    row = people["ani"]
    answer = client_of(citra).post(f"/pegawai/{row.uuid}/perbaiki/", _identity(row, **{field: value}))
    assert sentence in answer.content.decode()
    assert Identity.objects.filter(employee=row.pk).count() == 1


def test_a_decree_dated_before_birth_is_refused(people: Any, citra: Account, client_of: ClientOf) -> None:
    row = people["ani"]
    typed = {"from_on": "2026-10-01", "decree_on": "1980-01-01", "rank_code": "34", "reason": "SK"}
    answer = client_of(citra).post(f"/pegawai/{row.uuid}/riwayat/golongan/", typed)
    assert "SK bertanggal sebelum pegawai lahir." in answer.content.decode()


def test_script_in_a_name_is_shown_as_text(people: Any, citra: Account, client_of: ClientOf) -> None:
    row = people["ani"]
    client_of(citra).post(f"/pegawai/{row.uuid}/perbaiki/", _identity(row, name="<script>alert(1)</script>"))
    page = client_of(citra).get(f"/pegawai/{row.uuid}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


def test_nobody_is_found_says_what_to_do(people: Any, citra: Account, client_of: ClientOf) -> None:
    assert "Tidak ada yang cocok" in client_of(citra).get("/pegawai/", {"cari": "zzz"}).content.decode()


def test_the_swap_of_the_list_equals_the_full_page(people: Any, citra: Account, client_of: ClientOf) -> None:
    from bijak.shell.testing import assert_swap_equals_reload

    assert_swap_equals_reload(client_of(citra), "/pegawai/?cari=ani", "hasil")


def test_the_download_holds_what_the_list_shows(people: Any, dewi: Account, client_of: ClientOf) -> None:
    answer = client_of(dewi).get("/pegawai/unduh/", {"bentuk": "csv"})
    content = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert "BAYU SETIAWAN" in content
    assert "Ani" not in content


def test_a_second_officer_who_records_a_rank_sees_that_the_history_moved(
    people: Any, citra: Account, client_of: ClientOf, today: date
) -> None:
    row = people["ani"]
    typed = {"from_on": "2026-10-01", "rank_code": "34", "reason": "SK", "seen": queries.version(row.pk)}
    services.record_line(
        topic=queries.Topic.RANK,
        row=row,
        facts={"from_on": date(2026, 10, 1), "rank_code": "41"},
        seen=queries.version(row.pk),
        reason="SK lain",
        by=citra,
        today=today,
    )
    client = client_of(citra)
    answer = client.post(f"/pegawai/{row.uuid}/riwayat/golongan/", typed)
    assert answer.status_code == 409
    assert "Citra Dewanti menyimpan perubahan pada riwayat ini" in answer.content.decode()
    assert EmployeeToday.objects.get(pk=row.pk).rank_code == "41"
    again = client.post(f"/pegawai/{row.uuid}/riwayat/golongan/", typed | {"seen": queries.version(row.pk)})
    assert again.status_code == 302
    assert EmployeeToday.objects.get(pk=row.pk).rank_code == "34"


def test_taking_the_list_away_is_on_record_without_the_words_searched_for(
    people: Any, citra: Account, client_of: ClientOf
) -> None:
    answer = client_of(citra).get("/pegawai/unduh/", {"bentuk": "csv", "cari": "Ani"})
    list(answer.streaming_content)
    entry = ledger.entries_for(citra)[0]
    assert entry.verb == "people.exported"
    assert entry.facts == {"filter": {"bentuk": "csv"}}


def test_the_rows_of_the_list_put_each_value_in_its_place_and_escape_it() -> None:
    people = [
        queries.Listed(UUID(int=1), "Ani & Budi", "{uuid}", "III/a", "", "<b>", "PNS"),
        queries.Listed(UUID(int=2), "{0} Citra", "", "", "", "", ""),
    ]
    drawn = (
        engines["django"].from_string('{% rows "people/list.html#row" people %}').render({"people": people})
    )
    assert drawn.count("<tr>") == 2
    assert f'<a href="/pegawai/{UUID(int=1)}/">Ani &amp; Budi</a>' in drawn
    assert ">{uuid}</div>" in drawn
    assert ">&lt;b&gt;</td>" in drawn
    assert f'<a href="/pegawai/{UUID(int=2)}/">{{0}} Citra</a>' in drawn


def test_one_row_is_visible_to_exactly_those_whose_list_holds_it(
    people: Any, ani: Account, budi: Account, citra: Account, dewi: Account, eka: Account, today: date
) -> None:
    for account in (ani, budi, citra, dewi, eka):
        listed = set(queries.visible_to(account, today=today))
        for row in people.values():
            found = queries.row_visible_to(account, uuid=row.uuid, today=today)
            assert (found == row) is (row in listed)
            assert found is None or (found.unit, found.employee) == (row.unit, row.employee)


def test_what_a_word_finds_is_counted_up_to_a_limit(
    people: Any, citra: Account, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "SEARCH_LIMIT", 1)
    client = client_of(citra)
    assert "Lebih dari 1 pegawai." in client.get("/pegawai/", {"cari": "a"}).content.decode()
    assert "Lebih dari" not in client.get("/pegawai/", {"cari": "setia"}).content.decode()
    assert "2 pegawai" in client.get("/pegawai/").content.decode()


@pytest.mark.parametrize("limit", [1, 1000], ids=["frequent", "rare"])
@pytest.mark.parametrize("order", queries.Order)
@pytest.mark.parametrize("text", ["", "a", "a i", "A%", "1990"])
def test_the_list_shows_whom_its_queryset_finds(
    people: Any,
    citra: Account,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    order: queries.Order,
    limit: int,
) -> None:
    monkeypatch.setattr(listing, "SEARCH_LIMIT", limit)
    for wanted in (
        queries.Filter(text=text, order=order),
        queries.Filter(text=text, order=order, includes_inactive=True),
        queries.Filter(text=text, order=order, kind="pns"),
    ):
        found = queries.narrowed(queries.visible_to(citra, today=today), wanted)
        shown = queries.People(citra, wanted, today=today)
        assert shown.counted == min(found.count(), shown.limit + 1)
        assert [row.uuid for row in shown[0:2]] == [row.uuid for row in found[0:2]]
        assert [row.uuid for row in shown[1:3]] == [row.uuid for row in found[1:3]]


def test_a_rank_is_found_by_its_place_in_the_order(people: Any, citra: Account, today: date) -> None:
    assert len(set(texts.RANK_ORDERS.values())) == len(texts.RANK_ORDERS)
    visible = queries.visible_to(citra, today=today)
    for code in texts.RANKS:
        found = queries.narrowed(visible, queries.Filter(rank_code=code))
        assert set(found) == set(visible.filter(rank_code=code))


def test_the_filter_offers_the_agency_what_lies_right_below_and_what_is_chosen(
    city: Unit, education: Unit, health: Unit
) -> None:
    deep = make_unit(name="Puskesmas", parent=health, since=date(2020, 1, 1))
    shown = [uuid for uuid, _name, _path in queries.units_to_choose()]
    assert (shown[0], set(shown)) == (city.uuid, {city.uuid, education.uuid, health.uuid})
    assert queries.units_to_choose(str(deep.uuid))[-1][0] == deep.uuid
    assert queries.units_to_choose(str(health.uuid)) == queries.units_to_choose("not a key")


def test_the_tree_counts_people_today_and_tells_no_number_of_another_day(
    people: Any, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    today, earlier = (
        client.get("/organisasi/", asked).content.decode() for asked in ({}, {"pada": "2020-01-01"})
    )
    assert "1 pegawai" in today
    assert "Dinas Pendidikan" in earlier
    assert "0 pegawai" not in earlier
