"""Posts: what is needed, since when, by which decree, and who fills it."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bijak.accounts.models import Account
from bijak.organization import queries, services
from bijak.organization.models import Post, ReferenceCode, Unit
from bijak.organization.registries import Holder, Occupancy
from bijak.organization.services import PostFace
from bijak.organization.testing import give_role, make_unit, pretend_day
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]

SINCE = date(2024, 1, 1)
TODAY = date(2026, 11, 2)
FACE = PostFace(needed=3, kind="functional", job_class=8, rank_lowest="31", rank_highest="32")


@pytest.fixture(autouse=True)
def second_of_november(db: None, today: date) -> None:
    pretend_day(today)


@pytest.fixture
def teacher(education: Unit) -> Post:
    return services.create_post(
        unit=education, title="Guru Ahli Pertama", face=FACE, from_on=SINCE, today=TODAY, by=None
    )


@pytest.fixture(autouse=True)
def two_teachers(monkeypatch: pytest.MonkeyPatch, education: Unit) -> None:
    """Two hold the post by right; the reader may see one of them, and one who only acts in it."""
    told = Occupancy()
    told.register(
        counts=lambda _day, units: {
            key: held
            for key, held in {
                (education.pk, "GURU  ahli pertama"): 2,
                (education.pk, "Arsiparis"): 1,
            }.items()
            if key[0] in units
        },
        holders=lambda _account, **_asked: {
            (education.pk, "Guru Ahli Pertama"): [Holder("Siti", "/s/"), Holder("Rudi", "/r/", "Plt.")]
        },
        leaving=lambda _day, _until, _units: {(education.pk, "guru ahli pertama"): 1},
    )
    monkeypatch.setattr("bijak.organization.queries.posts.occupancy", told)
    monkeypatch.setattr("bijak.organization.views.posts.occupancy", told)


def text_of(response: HttpResponse) -> str:
    html = response.content.decode()
    main = html.partition("<main")[2].partition("</main>")[0] or html
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))


def lines_on(day: date) -> dict[str, tuple[int, int, int, int]]:
    nodes = [node for root in queries.tree(day) for node in root]
    found = {}
    for line in queries.establishment(nodes, day):
        balance = line.balance
        found[line.title] = (balance.needed, balance.filled, balance.vacant, balance.surplus)
    return found


# The history ------------------------------------------------------------------------------------


def test_what_is_needed_changes_from_a_day_and_the_past_stays(teacher: Post) -> None:
    services.change_post(post=teacher, from_on=date(2026, 1, 1), changes={"needed": 5}, today=TODAY, by=None)
    assert lines_on(date(2025, 12, 31))["Guru Ahli Pertama"][0] == 3
    assert lines_on(date(2026, 1, 1))["Guru Ahli Pertama"][0] == 5
    assert "Guru Ahli Pertama" not in {line for line, n in lines_on(date(2023, 12, 31)).items() if n[0]}


def test_a_correction_keeps_what_was_believed_before(teacher: Post) -> None:
    services.change_post(
        post=teacher,
        from_on=SINCE,
        until_on=date(2025, 1, 1),
        changes={"needed": 1},
        today=TODAY,
        by=None,
        basis=services.Basis("SK 7", None, "Salah ketik."),
    )
    history = [(spell.from_on, spell.until_on, spell.needed) for spell in queries.post_history(teacher)]
    assert history == [(SINCE, date(2025, 1, 1), 1), (date(2025, 1, 1), None, 3)]
    assert [spell.needed for spell in queries.post_superseded(teacher)] == [3]


def test_an_abolished_post_leaves_its_holders_outside_the_establishment(teacher: Post) -> None:
    services.close_post(post=teacher, from_on=TODAY, today=TODAY, by=None)
    assert lines_on(TODAY) == {"GURU  ahli pertama": (0, 2, 0, 2), "Arsiparis": (0, 1, 0, 1)}
    again = services.create_post(
        unit=teacher.unit, title="Guru  ahli pertama", face=FACE, from_on=TODAY, today=TODAY, by=None
    )
    assert again == teacher


def test_a_title_is_established_once_in_a_unit(teacher: Post) -> None:
    with pytest.raises(services.Refused, match="sudah ada di unit ini"):
        services.create_post(
            unit=teacher.unit, title="guru ahli pertama ", face=FACE, from_on=TODAY, today=TODAY, by=None
        )


def test_a_unit_that_does_not_exist_yet_has_no_posts(city: Unit) -> None:
    new = make_unit(name="Dinas Baru", parent=city, since=date(2026, 6, 1))
    with pytest.raises(services.Refused, match="tidak ada pada tanggal itu"):
        services.create_post(unit=new, title="Arsiparis", face=FACE, from_on=SINCE, today=TODAY, by=None)


def test_who_saves_second_is_told(teacher: Post) -> None:
    seen = queries.post_version(teacher)
    services.change_post(post=teacher, from_on=TODAY, changes={"needed": 4}, today=TODAY, by=None)
    with pytest.raises(services.Stale):
        services.close_post(post=teacher, from_on=TODAY, today=TODAY, by=None, version=seen)


# Against those who fill it ----------------------------------------------------------------------


def test_titles_are_matched_whatever_their_case_and_blanks(teacher: Post) -> None:
    assert lines_on(TODAY) == {"Guru Ahli Pertama": (3, 2, 1, 0), "Arsiparis": (0, 1, 0, 1)}


@pytest.mark.usefixtures("teacher")
def test_the_list_shows_vacancies_and_who_stands_outside(
    citra: Account, client_of: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = client_of(citra)
    url = reverse("organization:establishment")
    browser.get(url)
    with django_assert_max_num_queries(12):
        text = text_of(browser.get(url))
    assert "kebutuhan 3, terisi 3, kosong 1, lebih 1" in text
    assert "di luar formasi" in text
    assert "Siti" in text
    vacant = text_of(browser.get(url, {"keadaan": "kosong"}))
    assert "Guru Ahli Pertama" in vacant
    assert "Arsiparis" not in vacant
    leaving = text_of(browser.get(url, {"keadaan": "pensiun"}))
    assert "akan pensiun 1" in leaving
    assert "1 orang akan pensiun dalam 12 bulan" in leaving
    assert "Arsiparis" not in leaving
    assert_swap_equals_reload(browser, url, "formasi")


def test_the_page_of_a_post_counts_those_whose_names_are_hidden(
    teacher: Post, ani: Account, client_of: Browser
) -> None:
    text = text_of(client_of(ani).get(reverse("organization:post", args=[teacher.uuid])))
    assert "Siti" in text
    assert "Rudi Plt." in text
    assert "1 pemangku yang tidak dapat Anda lihat namanya" in text


@pytest.mark.usefixtures("teacher")
def test_the_list_is_downloaded_as_a_table(citra: Account, client_of: Browser) -> None:
    url = reverse("organization:download_establishment")
    answer = client_of(citra).get(url, {"bentuk": "csv", "keadaan": "kosong"})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert "Guru Ahli Pertama" in body.decode("utf-8-sig")
    assert "Arsiparis" not in body.decode("utf-8-sig")


# The picture ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("teacher")
def test_the_picture_shows_numbers_and_names_and_a_table_says_the_same(
    city: Unit,
    health: Unit,
    ani: Account,
    client_of: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = client_of(ani)
    url = reverse("organization:chart")
    browser.get(url)
    with django_assert_max_num_queries(12):
        html = browser.get(url).content.decode()
    drawing = html.partition('<svg class="chart-picture"')[2].partition("</svg>")[0]
    assert f"?unit={health.uuid}" in drawing
    assert "Kelas 8 · butuh 3 · isi 2 · selisih −1" in drawing
    assert "Rudi (Plt.)" in drawing
    assert "di luar formasi" in text_of(browser.get(url))
    before = text_of(browser.get(url, {"pada": "2023-06-01"}))
    assert "butuh 3" not in before


# The forms --------------------------------------------------------------------------------------


def test_citra_establishes_changes_corrects_and_abolishes(
    education: Unit, citra: Account, client_of: Browser
) -> None:
    browser = client_of(citra)
    filled_in = {"title": "Pranata Komputer", "needed": 2, "kind": "functional", "from_on": "2026-01-01"}
    create = reverse("organization:create_post", args=[education.uuid])
    answer = browser.post(create, filled_in | {"rank_lowest": "34", "rank_highest": "31"})
    assert "Golongan tertinggi lebih rendah" in text_of(answer)
    assert browser.post(create, filled_in | {"decree_number": "SK 9"}).status_code == 302
    post = Post.objects.get(title="Pranata Komputer")
    version = {"version": queries.post_version(post)}
    change = reverse("organization:change_post", args=[post.uuid])
    changed = filled_in | {"needed": 4, "from_on": "2026-07-01"}
    assert browser.post(change, changed | version).status_code == 302
    assert "baru saja diubah" in text_of(browser.post(change, changed | {"needed": 6} | version))
    correct = reverse("organization:correct_post", args=[post.uuid]) + "?mulai=2026-01-01"
    corrected = filled_in | {"needed": 3, "last_on": "2026-06-30", "reason": "Salah ketik."}
    version = {"version": queries.post_version(post)}
    assert browser.post(correct, corrected | version).status_code == 302
    assert [spell.needed for spell in queries.post_history(post)] == [3, 4]
    close = reverse("organization:close_post", args=[post.uuid])
    version = {"version": queries.post_version(post)}
    assert browser.post(close, {"from_on": "2026-11-02"} | version).status_code == 302
    text = text_of(browser.get(reverse("organization:post", args=[post.uuid])))
    assert "Formasi ini tidak ada pada 2 November 2026" in text
    assert "Salah ketik." in text


def test_an_officer_of_another_office_sees_404(
    teacher: Post, health: Unit, ani: Account, client_of: Browser
) -> None:
    give_role(account=ani, role="officer", unit=health, since=SINCE)
    browser = client_of(ani)
    for name in ("change_post", "correct_post", "close_post"):
        assert browser.get(reverse(f"organization:{name}", args=[teacher.uuid])).status_code == 404
    unit = teacher.unit.uuid
    assert browser.get(reverse("organization:create_post", args=[unit])).status_code == 404


def test_the_national_table_tells_until_what_age_one_teaches_else_the_posts_where_they_agree(
    teacher: Post, education: Unit
) -> None:
    def establish(unit: Unit, title: str, age: int | None) -> None:
        face = PostFace(needed=1, kind="functional", retirement_age=age)
        services.create_post(unit=unit, title=title, face=face, from_on=SINCE, today=TODAY, by=None)

    school = make_unit(name="SMP 1", parent=education, since=SINCE)
    for unit, own, age in ((education, 58, 65), (school, 58, 60)):
        establish(unit, "Dosen Kota", age)
        establish(unit, "Pamong  Belajar", own)
    ReferenceCode.objects.create(
        table="functional_position",
        code="1",
        name="GURU AHLI PERTAMA",
        details={"retirement_age": 60},
        loaded_on=SINCE,
    )
    asked = ["Guru Ahli Pertama", "Pamong Belajar", "Dosen Kota", "Arsiparis"]
    assert queries.retirement_ages(asked) == {"guru ahli pertama": 60, "pamong belajar": 58}


def test_who_closes_a_unit_is_told_how_many_people_are_left_in_it(
    education: Unit, citra: Account, client_of: Browser
) -> None:
    browser, url = client_of(citra), reverse("organization:close", args=[education.uuid])
    left = "Masih 3 orang berjabatan di unit ini pada hari terakhirnya"
    typed = {"from_on": "2026-12-01", "version": queries.version(education)}
    assert left in text_of(browser.post(url, typed | {"pratinjau": "1"}))
    page = text_of(browser.post(url, typed, follow=True))
    assert f"ditutup sesudah 30 November 2026. {left}" in page
    assert f"Unit ini akan ditutup Hari terakhirnya 30 November 2026. {left}" in page


def test_nothing_is_said_of_people_where_nobody_is_left(
    health: Unit, citra: Account, client_of: Browser
) -> None:
    typed = {"from_on": "2026-12-01", "version": queries.version(health)}
    page = text_of(
        client_of(citra).post(reverse("organization:close", args=[health.uuid]), typed, follow=True)
    )
    assert "ditutup sesudah 30 November 2026." in page
    assert "Masih" not in page


def test_who_may_see_nobody_gets_no_column_of_names(
    teacher: Post, citra: Account, client_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = reverse("organization:establishment")
    assert "Pemangku" in text_of(client_of(citra).get(url))
    blind = Occupancy()
    blind.register(counts=lambda *_: {}, holders=lambda *_args, **_asked: {}, leaving=lambda *_: {})
    monkeypatch.setattr("bijak.organization.views.posts.occupancy", blind)
    assert "Pemangku" not in text_of(client_of(citra).get(url))
