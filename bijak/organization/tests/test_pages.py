"""The organisation's pages, as each person meets them."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.interchange.models import Batch
from bijak.organization import queries, services
from bijak.organization.models import Agency, Grant, SpecialDay, Unit
from bijak.organization.testing import give_role, make_unit, pretend_day
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]

SINCE = date(2000, 1, 1)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture(autouse=True)
def second_of_november(db: None, today: date) -> None:
    pretend_day(today)


def text_of(response: HttpResponse) -> str:
    """What is between the header and the footer, on one line."""
    html = response.content.decode()
    return re.sub(r"\s+", " ", html.partition("<main")[2].partition("</main>")[0] or html)


# Who may open what ------------------------------------------------------------------------------

FOR_EVERYONE = ("tree", "calendar", "mine", "matrix", "download")
PAGES = {
    "create": {"citra"},
    "grants": {"citra", "gita", "hadi", "administrator"},
    "grant": {"administrator"},
    "profile": {"administrator"},
}
ALL = (*FOR_EVERYONE, *PAGES)


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "dewi", "eka", "gita", "hadi", "administrator"])
def test_each_page_opens_for_its_roles_only(
    name: str, request: pytest.FixtureRequest, client_of: Browser
) -> None:
    browser = client_of(request.getfixturevalue(name))
    answers = {
        place: browser.get(reverse(f"organization:{place}"), {"bentuk": "csv"}).status_code for place in ALL
    }
    assert answers == {place: 200 if place in FOR_EVERYONE or name in PAGES[place] else 403 for place in ALL}


def test_an_anonymous_visitor_is_sent_to_sign_in(client: Client, db: None) -> None:
    for place in ALL:
        response = client.get(reverse(f"organization:{place}"))
        assert response.status_code == 302
        assert "next=/organisasi/" in response["Location"]


@pytest.mark.parametrize("place", ["rename", "move", "close", "correct"])
def test_an_officer_of_another_office_sees_404(
    place: str, education: Unit, health: Unit, ani: Account, client_of: Browser
) -> None:
    give_role(account=ani, role="officer", unit=health, since=SINCE)
    assert client_of(ani).get(reverse(f"organization:{place}", args=[health.uuid])).status_code == 200
    assert client_of(ani).get(reverse(f"organization:{place}", args=[education.uuid])).status_code == 404


@pytest.mark.parametrize("place", ["unmark", "pretend"])
def test_acts_are_posts(place: str, administrator: Account, client_of: Browser) -> None:
    day = SpecialDay.objects.create(day=date(2026, 10, 23), name="Hari jadi")
    args = [day.uuid] if place == "unmark" else []
    assert client_of(administrator).get(reverse(f"organization:{place}", args=args)).status_code == 405


# The tree ---------------------------------------------------------------------------------------


def test_ani_reads_the_tree_of_any_day(
    education: Unit, ani: Account, client_of: Browser, today: date
) -> None:
    services.change_unit(
        unit=education, from_on=date(2026, 3, 1), changes={"name": "Dinas Diksi"}, today=today, by=None
    )
    browser = client_of(ani)
    assert "Dinas Diksi" in text_of(browser.get("/organisasi/"))
    past = text_of(browser.get("/organisasi/?pada=2026-02-01"))
    assert "Dinas Pendidikan" in past
    assert "Dinas Diksi" not in past


def test_a_search_shows_what_matches_and_what_leads_there(
    education: Unit, health: Unit, ani: Account, client_of: Browser
) -> None:
    make_unit(name="SD Negeri 1", parent=education, since=SINCE)
    found = text_of(client_of(ani).get("/organisasi/?cari=negeri"))
    assert "<mark>SD Negeri 1</mark>" in found
    assert "Dinas Pendidikan" in found
    assert "Dinas Kesehatan" not in found


def test_an_unfinished_date_does_not_break_the_tree(city: Unit, ani: Account, client_of: Browser) -> None:
    response = client_of(ani).get("/organisasi/?pada=2026-13-99&akar=x")
    assert response.status_code == 200


def test_the_file_is_of_the_day_that_the_filter_chose_last(
    city: Unit, ani: Account, client_of: Browser
) -> None:
    """htmx swaps the section only, so the links to the file lie in it."""
    swapped = client_of(ani).get("/organisasi/?pada=2024-06-01", headers={"HX-Request": "true"})
    assert "?bentuk=xlsx&amp;pada=2024-06-01" in swapped.content.decode()


def test_the_swap_of_the_tree_equals_its_reload(health: Unit, ani: Account, client_of: Browser) -> None:
    assert_swap_equals_reload(client_of(ani), "/organisasi/?cari=dinas", "susunan")


def test_a_large_tree_stays_small_on_the_wire_and_costs_no_more_queries(
    city: Unit, ani: Account, client_of: Browser, today: date, django_assert_max_num_queries
) -> None:
    rows = [
        services.UnitRow(f"u{n}", f"Unit nomor {n}", f"u{n // 10}" if n >= 10 else "") for n in range(2000)
    ]
    services.apply_units(rows, batch=Batch(pk=1), by=None, today=today)
    browser = client_of(ani)
    with django_assert_max_num_queries(9):
        page = browser.get("/organisasi/")
    assert len(page.content) < 60_000
    assert "unit di bawahnya" in text_of(page)


def test_the_tree_can_be_taken_out_as_a_file_and_imported_again(
    education: Unit, ani: Account, client_of: Browser
) -> None:
    response = client_of(ani).get("/organisasi/unduh/?bentuk=csv")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("ID unor")
    assert any("Dinas Pendidikan" in line for line in lines)


# One unit ---------------------------------------------------------------------------------------


def test_a_unit_page_shows_its_history_and_what_was_believed_before(
    education: Unit, citra: Account, client_of: Browser, today: date
) -> None:
    services.change_unit(
        unit=education,
        from_on=date(2026, 3, 1),
        changes={"name": "Dinas Diksi"},
        basis=services.Basis(decree_number="Perda 1/2026"),
        today=today,
        by=citra,
    )
    page = text_of(client_of(citra).get(reverse("organization:unit", args=[education.uuid])))
    assert "1 Januari 2000 – 28 Februari 2026" in page
    assert "1 Maret 2026 – seterusnya" in page
    assert "Perda 1/2026" in page
    assert "1 catatan yang sudah diganti" in page


def test_ani_sees_no_roles_and_no_buttons_on_a_unit_page(
    education: Unit, budi: Account, ani: Account, client_of: Browser
) -> None:
    page = text_of(client_of(ani).get(reverse("organization:unit", args=[education.uuid])))
    assert "Budi Santoso" not in page
    assert "/ubah/" not in page


def test_hadi_sees_the_roles_in_a_unit(
    education: Unit, budi: Account, hadi: Account, client_of: Browser
) -> None:
    page = text_of(client_of(hadi).get(reverse("organization:unit", args=[education.uuid])))
    assert "Budi Santoso · Atasan" in page


def rename_form(unit: Unit, **changes: str) -> dict[str, str]:
    return {
        "name": unit.name,
        "short_name": "",
        "kind": unit.kind,
        "head_title": "",
        "echelon": "",
        "from_on": "2026-03-01",
        "version": str(queries.version(unit)),
        **changes,
    }


def test_citra_previews_a_new_name_before_she_saves_it(
    education: Unit, citra: Account, client_of: Browser
) -> None:
    browser, url = client_of(citra), reverse("organization:rename", args=[education.uuid])
    form = rename_form(education, name="Dinas Diksi")
    preview = text_of(browser.post(url, form | {"pratinjau": "1"}))
    assert "Riwayat sesudah perubahan" in preview
    education.refresh_from_db()
    assert education.name == "Dinas Pendidikan"
    assert browser.post(url, form).status_code == 302
    education.refresh_from_db()
    assert education.name == "Dinas Diksi"


def test_the_second_officer_sees_the_firsts_change_and_loses_nothing(
    education: Unit, citra: Account, client_of: Browser, today: date
) -> None:
    browser, url = client_of(citra), reverse("organization:rename", args=[education.uuid])
    typed = rename_form(education, head_title="Kepala Dinas Pendidikan", reason="Perda baru.")
    services.change_unit(
        unit=education, from_on=date(2026, 2, 1), changes={"name": "Dinas Diksi"}, today=today, by=None
    )
    page = browser.post(url, typed)
    shown = text_of(page)
    assert "Unit ini baru saja berubah" in shown
    assert "Dinas Diksi" in shown
    assert 'value="Kepala Dinas Pendidikan"' in shown
    assert "Perda baru." in shown
    version = re.search(r'name="version" value="(\d+)"', shown)[1]
    assert browser.post(url, typed | {"name": "Dinas Diksi", "version": version}).status_code == 302
    education.refresh_from_db()
    assert (education.name, education.head_title) == ("Dinas Diksi", "Kepala Dinas Pendidikan")


@pytest.mark.parametrize("page", ["ubah", "koreksi", "pindah", "tutup"])
def test_whoever_changes_a_unit_taken_back_meanwhile_is_told_and_keeps_what_she_typed(
    city: Unit, citra: Account, ani: Account, client_of: Browser, today: date, page: str
) -> None:
    rows = [services.UnitRow("u-1", "Dinas Kebudayaan", "")]
    services.apply_units(rows, batch=Batch(pk=7), by=None, today=today)
    unit = Unit.objects.get(siasn_id="u-1")
    typed = rename_form(unit, reason="Alasan yang panjang sekali")
    services.undo_units(batch=Batch(pk=7), by=None, today=today)
    place = f"/organisasi/unit/{unit.uuid}/{page}/"
    answer = client_of(citra).post(place, typed)
    assert answer.status_code == 409
    assert "ditarik karena impornya dibatalkan, jadi isian Anda belum tersimpan" in text_of(answer)
    assert "Alasan yang panjang sekali" in text_of(answer)
    assert f'/organisasi/unit/{unit.uuid}/"' not in text_of(answer)
    assert client_of(citra).get(place).status_code == 404
    assert client_of(ani).post(place, typed).status_code == 403


def test_a_unit_under_one_taken_back_meanwhile_is_not_founded(
    city: Unit, citra: Account, client_of: Browser, today: date
) -> None:
    services.apply_units(
        [services.UnitRow("u-1", "Dinas Kebudayaan", "")], batch=Batch(pk=7), by=None, today=today
    )
    gone = Unit.objects.get(siasn_id="u-1")
    services.undo_units(batch=Batch(pk=7), by=None, today=today)
    typed = {"name": "Bidang Museum", "kind": "other", "from_on": str(today)}
    answer = client_of(citra).post(f"/organisasi/unit/baru/?di={gone.uuid}", typed)
    assert "Bidang Museum" in text_of(answer)
    assert "Dinas Kebudayaan tidak ada" in text_of(answer)
    assert not Unit.objects.filter(name="Bidang Museum").exists()


def test_a_unit_moves_to_where_the_search_led(
    education: Unit, health: Unit, citra: Account, client_of: Browser
) -> None:
    browser, url = client_of(citra), reverse("organization:move", args=[education.uuid])
    typed = {"q": "kesehatan", "from_on": "2026-03-01", "reason": "Penataan."}
    found = text_of(browser.post(url, typed | {"search": "1"}))
    assert str(health.uuid) in found
    assert "Penataan." in found
    assert 'hx-vals="{&quot;search&quot;: &quot;1&quot;}"' in found
    assert "Pilih unit atasannya" in text_of(browser.post(url, typed))
    chosen = typed | {"parent": str(health.uuid), "version": str(queries.version(education))}
    assert browser.post(url, chosen).status_code == 302
    education.refresh_from_db()
    assert education.parent == health


def test_a_unit_with_units_below_it_is_not_closed_and_the_page_says_why(
    city: Unit, education: Unit, citra: Account, client_of: Browser
) -> None:
    url = reverse("organization:close", args=[city.uuid])
    page = text_of(client_of(citra).post(url, {"from_on": "2026-12-01", "version": queries.version(city)}))
    assert "Dinas Pendidikan" in page
    assert "Pindahkan atau tutup dahulu" in page


def test_a_correction_starts_from_the_spell_it_corrects(
    education: Unit, citra: Account, client_of: Browser, today: date
) -> None:
    services.change_unit(
        unit=education, from_on=date(2026, 3, 1), changes={"name": "Dinas Diksi"}, today=today, by=None
    )
    url = reverse("organization:correct", args=[education.uuid])
    page = text_of(client_of(citra).get(f"{url}?mulai=2000-01-01"))
    assert 'value="Dinas Pendidikan"' in page
    assert 'value="2026-02-28"' in page


def test_a_name_with_a_script_in_it_is_only_a_name(city: Unit, citra: Account, client_of: Browser) -> None:
    browser = client_of(citra)
    form = {"name": "<script>alert(1)</script>", "kind": "other", "from_on": "2026-01-01"}
    response = browser.post(f"{reverse('organization:create')}?di={city.uuid}", form, follow=True)
    assert "<script>alert(1)" not in response.content.decode()
    assert "&lt;script&gt;alert(1)" in response.content.decode()


def test_a_form_sent_twice_founds_one_unit(city: Unit, citra: Account, client_of: Browser) -> None:
    browser, url = client_of(citra), f"{reverse('organization:create')}?di={city.uuid}"
    form = {"name": "Dinas Perikanan", "kind": "office", "from_on": "2026-01-01"}
    assert browser.post(url, form).status_code == 302
    assert "sudah ada di bawah unit atasan yang sama" in text_of(browser.post(url, form))
    assert Unit.objects.filter(name="Dinas Perikanan").count() == 1


# Roles ------------------------------------------------------------------------------------------


def test_the_administrator_gives_a_role_in_three_steps(
    education: Unit, administrator: Account, ani: Account, client_of: Browser
) -> None:
    browser, url = client_of(administrator), reverse("organization:grant")
    typed = {"account_q": "ani", "unit_q": "pendidikan", "role": "operator", "from_on": "2026-11-02"}
    found = text_of(browser.post(url, typed | {"search": "1"}))
    assert "Ani Lestari" in found
    assert str(education.uuid) in found
    chosen = typed | {"account": str(ani.uuid), "unit": str(education.uuid), "last_on": "2026-11-30"}
    assert browser.post(url, chosen).status_code == 302
    grant = Grant.objects.get(account=ani)
    assert (grant.role, grant.unit, grant.until_on) == ("operator", education, date(2026, 12, 1))
    assert "sudah memegang peran yang sama" in text_of(browser.post(url, chosen))


def test_an_administrator_of_one_office_cannot_choose_the_whole_agency(
    education: Unit, ani: Account, budi: Account, client_of: Browser
) -> None:
    give_role(account=ani, role="admin", unit=education, since=SINCE)
    page = text_of(
        client_of(ani).post(
            reverse("organization:grant"),
            {"account": str(budi.uuid), "unit": "everywhere", "role": "leader", "from_on": "2026-11-02"},
        )
    )
    assert "everywhere bukan salah satu dari pilihan" in page
    assert not Grant.objects.filter(role="leader").exists()


def test_dewi_does_not_see_who_holds_roles_elsewhere(
    education: Unit, budi: Account, health: Unit, dewi: Account, ani: Account, client_of: Browser
) -> None:
    give_role(account=ani, role="officer", unit=health, since=SINCE)
    page = text_of(client_of(ani).get("/organisasi/peran/"))
    assert "Dewi Anggraini" in page
    assert "Budi Santoso" not in page


def test_a_search_for_a_holder_by_nip_leaves_no_nip_in_the_address(
    budi: Account, citra: Account, hadi: Account, client_of: Browser
) -> None:
    answer = client_of(hadi).post("/organisasi/peran/", {"cari": budi.nip, "peran": "", "keadaan": ""})
    assert budi.nip not in answer["Location"]
    found = text_of(client_of(hadi).get(answer["Location"]))
    assert "Budi Santoso" in found
    assert "Citra Dewanti" not in found


def test_the_list_of_grants_asks_the_same_number_of_questions_for_many(
    education: Unit, hadi: Account, client_of: Browser, django_assert_max_num_queries
) -> None:
    for number in range(30):
        account = Account.objects.create(name=f"Pegawai {number:02}", email=f"p{number}@example.test")
        give_role(account=account, role="operator", unit=education, since=SINCE)
    browser = client_of(hadi)
    with django_assert_max_num_queries(9):
        page = browser.get("/organisasi/peran/?hal=2")
    assert "Pegawai 29" in text_of(page)
    assert_swap_equals_reload(browser, "/organisasi/peran/?peran=operator", "hasil")


@pytest.mark.parametrize("text", ["Ani", "Lestari", "1990010120150120", "ani@", "example"])
def test_who_names_a_deputy_cannot_look_through_the_accounts(
    budi: Account, ani: Account, client_of: Browser, text: str
) -> None:
    url = reverse("organization:deputy", args=[Grant.objects.get(account=budi).uuid])
    page = text_of(client_of(budi).post(url, {"account_q": text, "search": "1"}))
    assert "Ani Lestari" not in page
    assert "Tidak ada akun dengan NIP atau surel ini." in page


@pytest.mark.parametrize("known", ["nip", "email"])
def test_who_knows_her_deputy_by_nip_or_address_finds_her_name_and_no_more(
    budi: Account, ani: Account, client_of: Browser, known: str
) -> None:
    url = reverse("organization:deputy", args=[Grant.objects.get(account=budi).uuid])
    page = text_of(client_of(budi).post(url, {"account_q": f" {getattr(ani, known)} ", "search": "1"}))
    assert "Ani Lestari" in page
    other = {"nip": ani.email, "email": ani.nip}[known]
    assert other not in page


def test_budi_names_a_deputy_and_dismisses_her(budi: Account, ani: Account, client_of: Browser) -> None:
    browser = client_of(budi)
    held = Grant.objects.get(account=budi)
    url = reverse("organization:deputy", args=[held.uuid])
    typed = {"account": str(ani.uuid), "from_on": "2026-11-02", "last_on": "2026-11-06", "reason": "Cuti."}
    assert browser.post(url, typed).status_code == 302
    assert "Ani Lestari · Atasan · 2 November 2026 – 6 November 2026" in text_of(
        browser.get("/organisasi/peran/saya/")
    )
    standing_in = Grant.objects.get(account=ani)
    assert "Menggantikan" in text_of(client_of(ani).get("/organisasi/peran/saya/"))
    assert client_of(ani).get(reverse("organization:deputy", args=[standing_in.uuid])).status_code == 404
    assert (
        browser.post(
            reverse("organization:dismiss", args=[standing_in.uuid]), {"last_on": "2026-11-03"}
        ).status_code
        == 302
    )
    standing_in.refresh_from_db()
    assert standing_in.until_on == date(2026, 11, 4)


def test_anyone_may_read_what_each_role_may_do(ani: Account, client_of: Browser) -> None:
    page = text_of(client_of(ani).get("/organisasi/peran/hak/"))
    assert "Pengelola kepegawaian" in page
    assert "Mengubah susunan organisasi" in page
    assert "data orang lain" in page


# The agency -------------------------------------------------------------------------------------


def test_the_agencys_name_emblem_and_accent_stand_on_every_page(
    city: Unit, administrator: Account, ani: Account, client_of: Browser, settings, tmp_path
) -> None:
    emblem = BytesIO(PNG)
    emblem.name = "lambang.png"
    form = {
        "name": "Pemerintah Kota Pontianak",
        "kind": "city",
        "accent": "teal",
        "time_zone": "Asia/Jakarta",
        "bkn_code": "6671",
        "emblem": emblem,
        "version": "",
    }
    assert client_of(administrator).post("/organisasi/profil/", form).status_code == 302
    page = client_of(ani).get("/organisasi/").content.decode()
    assert "Pemerintah Kota Pontianak" in page
    assert 'data-accent="teal"' in page
    address = re.search(r'src="(/organisasi/lambang/\?v=\w+)"', page)[1]
    image = Client().get(address)
    assert image["Content-Type"] == "image/png"
    assert b"".join(image.streaming_content) == PNG
    assert "immutable" in image["Cache-Control"]


def test_an_emblem_that_is_no_image_is_refused_and_the_rest_stays_typed(
    administrator: Account, client_of: Browser
) -> None:
    fake = BytesIO(b"<svg onload='alert(1)'/>")
    fake.name = "lambang.png"
    form = {"name": "Kota Baru", "kind": "city", "accent": "red", "time_zone": "Asia/Jakarta", "emblem": fake}
    page = text_of(client_of(administrator).post("/organisasi/profil/", form))
    assert 'value="Kota Baru"' in page
    assert not Agency.objects.filter(name="Kota Baru").exists()


def test_two_administrators_do_not_overwrite_each_other(
    administrator: Account, client_of: Browser, today: date
) -> None:
    before = services.change_agency(name="Kota Satu", today=today, by=None)
    services.change_agency(name="Kota Dua", today=today, by=None)
    form = {
        "name": "Kota Tiga",
        "kind": "city",
        "accent": "red",
        "time_zone": "Asia/Jakarta",
        "version": before.changed_at.isoformat(),
    }
    page = text_of(client_of(administrator).post("/organisasi/profil/", form))
    assert "baru saja diubah oleh orang lain" in page
    assert queries.agency().name == "Kota Dua"


def test_the_calendar_says_what_is_known_and_takes_the_agencys_word(
    administrator: Account, ani: Account, client_of: Browser
) -> None:
    browser = client_of(administrator)
    assert "Hari Kemerdekaan Republik Indonesia" in text_of(browser.get("/organisasi/kalender/?tahun=2026"))
    assert "belum ada dalam kalender bawaan" in text_of(browser.get("/organisasi/kalender/?tahun=2030"))
    form = {"day": "2026-10-23", "name": "Hari jadi kota", "is_off": "on", "decree_number": ""}
    assert browser.post("/organisasi/kalender/", form).status_code == 302
    assert "Hari jadi kota" in text_of(client_of(ani).get("/organisasi/kalender/?tahun=2026"))
    assert client_of(ani).post("/organisasi/kalender/", form).status_code == 403
    special = SpecialDay.objects.get()
    assert client_of(ani).post(reverse("organization:unmark", args=[special.uuid])).status_code == 403
    assert browser.post(reverse("organization:unmark", args=[special.uuid])).status_code == 302
    assert not SpecialDay.objects.exists()


# The demonstration's day ------------------------------------------------------------------------


def test_outside_a_demonstration_there_is_no_date_switch(
    ani: Account, client_of: Browser, today: date
) -> None:
    browser = client_of(ani)
    assert "Tanggal demo" not in browser.get("/organisasi/").content.decode()
    assert browser.post("/organisasi/tanggal-demo/", {"day": "2027-01-04"}).status_code == 404
    assert queries.agency().demo_today == today


def test_in_a_demonstration_the_whole_installation_moves_to_another_day(
    city: Unit, ani: Account, client_of: Browser, settings
) -> None:
    settings.IS_DEMO = True
    browser = client_of(ani)
    response = browser.post("/organisasi/tanggal-demo/", {"day": "2027-01-04", "next": "/organisasi/"})
    assert response["Location"] == "/organisasi/"
    assert "Demo: hari ini 4 Januari 2027" in browser.get("/organisasi/").content.decode()
    browser.post("/organisasi/tanggal-demo/", {"kembali": "1", "next": "https://jahat.example/"})
    assert queries.agency().demo_today is None
    assert "Kembali ke hari ini" not in browser.get("/organisasi/").content.decode()
