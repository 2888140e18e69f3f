"""A stranger reads policies in force and to come, and drafts open to comments, in small pages without script."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.consultation import services as consultation
from bijak.organization import queries as organization
from bijak.organization.models import Unit
from bijak.policy import services
from bijak.policy import testing as policy
from bijak.policy.models import Decree, Draft
from bijak.policy.tests.test_amending import raise_hours
from bijak.shell.templatetags.formats import tanggal

pytestmark = pytest.mark.django_db

HOME = "/publik/"


@pytest.fixture
def now(city: object) -> date:
    """The day that a page shows: the agency's own."""
    return organization.today(timezone.now())


@pytest.fixture
def open_draft(now: date) -> Draft:
    return policy.in_dialogue(policy.make_policy(today=now, title="Cuti pegawai"), today=now)


@pytest.fixture
def decree(now: date) -> Decree:
    draft = policy.make_policy(today=now - timedelta(days=30), title="Pengembangan kompetensi")
    policy.set_hours(draft, 24, today=now - timedelta(days=30))
    return policy.enacted(draft, in_force_from=now, today=now - timedelta(days=30))


def test_a_stranger_sees_what_is_open_what_holds_and_what_will_hold(
    client: Client, open_draft: Draft, decree: Decree, now: date
) -> None:
    coming = policy.enacted(
        policy.make_policy(today=now, title="Penghargaan pegawai"),
        now + timedelta(days=40),
        today=now,
        number=13,
    )
    page = client.get(HOME).content.decode()
    opened, later, holding = (
        page.index("Cuti pegawai"),
        page.index(coming.citation),
        page.index(decree.citation),
    )
    assert opened < later < holding
    assert reverse("consultation:draft", args=[open_draft.uuid]) in page
    policy.make_policy(today=now, title="Masih rahasia")
    assert "Masih rahasia" not in client.get(HOME).content.decode()


def test_an_empty_installation_says_what_will_be_here(client: Client, city: object) -> None:
    page = client.get(HOME).content.decode()
    assert "Tidak ada rancangan yang terbuka saat ini" in page
    assert "Belum ada kebijakan yang berlaku" in page


def test_a_decree_shows_its_text_its_numbers_and_how_it_came_about(client: Client, decree: Decree) -> None:
    page = client.get(reverse("portal:decree", args=[decree.uuid])).content.decode()
    assert "Setiap PNS mengikuti pengembangan kompetensi" in page
    assert "<strong>24 " in page
    assert "Pasal 2 ayat (1)" in page
    assert "Bagaimana peraturan ini lahir" in page


def test_a_revoked_decree_stays_readable_and_says_that_it_holds_no_more(
    client: Client, decree: Decree, now: date
) -> None:
    other = policy.enacted(policy.make_policy(today=now, title="Cuti"), now, today=now, number=13)
    services.revoke(decree=decree, ends_on=now, because="Pasal 40.", revoked_by=other, by=None, today=now)
    response = client.get(reverse("portal:decree", args=[decree.uuid]))
    page = response.content.decode()
    assert response.status_code == 200
    assert "Peraturan ini tidak berlaku lagi" in page
    assert f"Dicabut sejak {tanggal(now)} dengan" in page
    assert reverse("portal:decree", args=[other.uuid]) in page
    assert "Pasal 40." in page
    assert "Setiap PNS mengikuti pengembangan kompetensi" in page
    assert "Angka dalam peraturan ini" not in page
    assert decree.citation not in client.get(HOME).content.decode()
    row = client.get(reverse("portal:jdih_decree", args=[decree.uuid])).json()
    assert row["status"] == "Dicabut"
    assert row["relasi"] == [{"hubungan": "dicabut dengan", "peraturan": other.citation}]


def test_everyone_sees_how_far_carrying_it_out_has_come_without_names(
    client: Client, decree: Decree, education: Unit, budi: Account, now: date
) -> None:
    page = reverse("portal:decree", args=[decree.uuid])
    assert "Pelaksanaan" not in client.get(page).content.decode()
    policy.planned(decree.draft, education, budi, today=now - timedelta(days=40))
    shown = client.get(page).content.decode()
    assert "1 dari 1 kegiatan belum selesai, 1 terlambat" in shown
    assert budi.name not in shown


def test_comments_on_the_draft_can_be_read_with_their_answers_after_the_decree(
    client: Client, ani: Account, eka: Account, now: date
) -> None:
    draft = policy.in_dialogue(policy.make_policy(today=now), today=now)
    said = consultation.comment(
        draft=draft,
        version=draft.dialogue_version.uuid,
        provision_id=None,
        text="Setuju sekali.",
        by=ani,
        today=now,
    )
    consultation.answer(comments=[said], disposition="accepted", reason="Terima kasih.", by=eka, today=now)
    decree = policy.enacted(draft, now + timedelta(days=1), today=now)
    assert (
        "1 tanggapan masuk, 1 dijawab"
        in client.get(reverse("portal:decree", args=[decree.uuid])).content.decode()
    )
    page = client.get(reverse("consultation:whole", args=[draft.uuid])).content.decode()
    assert "Setuju sekali." in page
    assert "Terima kasih." in page
    assert ani.name not in page
    assert "Kirim tanggapan" not in page


def test_what_no_longer_holds_is_not_found(client: Client, decree: Decree, now: date) -> None:
    Decree.objects.update(in_force_until=now)
    assert client.get(reverse("portal:decree", args=[decree.uuid])).status_code == 404
    assert (
        client.get(reverse("portal:decree", args=["019a0000-0000-7000-8000-000000000000"])).status_code == 404
    )


def test_pages_are_small(client: Client, now: date) -> None:
    """A regulation of a hundred pasal, and a dozen policies: a page stays under 60 KB as it travels."""
    clauses = "\n\n".join(
        f"Pasal {n}\n(1) Ketentuan pertama nomor {n}.\n(2) Ketentuan kedua." for n in range(1, 101)
    )
    draft = policy.in_dialogue(policy.make_policy(today=now, text=f"BAB I\nUMUM\n\n{clauses}\n"), today=now)
    for number in range(12):
        policy.enacted(
            policy.make_policy(today=now, title=f"Kebijakan {number}"), now, today=now, number=number + 1
        )
    for path in (HOME, reverse("consultation:draft", args=[draft.uuid])):
        answer = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert len(answer.content) < 60_000, path


def test_the_sign_in_page_and_the_front_page_lead_here(client: Client, open_draft: Draft) -> None:
    for path in ("/", reverse("account_login")):
        page = client.get(path).content.decode()
        assert "1 rancangan kebijakan terbuka untuk tanggapan Anda" in page
        assert f'href="{HOME}"' in page


def test_robots_read_what_is_for_everyone(client: Client, open_draft: Draft, decree: Decree) -> None:
    rules = client.get("/robots.txt").content.decode()
    assert "Disallow: /\n" in rules
    assert "Allow: /publik/" in rules
    assert "Disallow: /dialog/ikuti/" in rules
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = [each.text for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"http://testserver{reverse('portal:decree', args=[decree.uuid])}" in addresses
    assert f"http://testserver{reverse('consultation:draft', args=[open_draft.uuid])}" in addresses
    assert {client.get(address).status_code for address in addresses} == {200}


def test_it_is_only_for_reading(client: Client, decree: Decree) -> None:
    for path in (HOME, "/robots.txt", "/sitemap.xml", reverse("portal:decree", args=[decree.uuid])):
        assert client.post(path).status_code == 405


def test_a_number_that_a_later_decree_set_anew_tells_until_when(
    client: Client, decree: Decree, now: date
) -> None:
    revision = services.revise(policy=decree.draft.policy, reason="Jamnya kurang.", by=None, today=now)
    services.choose_form(draft=revision, form="amending", by=None, today=now)
    raise_hours(revision)
    later = policy.enacted(revision, in_force_from=now + timedelta(days=20), today=now, number=13)
    page = client.get(reverse("portal:decree", args=[decree.uuid])).content.decode()
    assert f"sejak {tanggal(now)} sampai sebelum {tanggal(later.in_force_from)}" in page
    page = client.get(reverse("portal:decree", args=[later.uuid])).content.decode()
    assert f"sejak {tanggal(later.in_force_from)} (" in page


def test_every_regulation_in_force_is_listed_however_many(
    client: Client, decree: Decree, now: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy.enacted(policy.make_policy(today=now, title="Cuti"), now, today=now, number=15)
    monkeypatch.setattr("bijak.portal.queries.SHOWN", 1)
    pages = [client.get(HOME, {"hal": number}).content.decode() for number in (1, 2)]
    assert [decree.citation in page for page in pages] in ([True, False], [False, True])
    assert "1 sampai 1 dari 2" in pages[0]
