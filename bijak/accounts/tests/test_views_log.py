"""Who looked at whose data, kept once in ten minutes and shown to the person herself."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db.models import F
from django.urls import reverse

from bijak.accounts import queries, registries, services, tasks
from bijak.accounts.models import SignInLink, View
from bijak.kernel import schedule
from bijak.shell.testing import assert_swap_equals_reload

EMPLOYEE = UUID("01900000-0000-7000-8000-00000000a111")


def look(viewer, subject=EMPLOYEE, page="Halaman pegawai"):
    services.record_view(viewer=viewer, subject_uuid=subject, subject_kind="employee", page=page)


@pytest.fixture
def ani_is_an_employee(ani, monkeypatch):
    sources = [lambda account: [EMPLOYEE] if account == ani else []]
    monkeypatch.setattr(registries.subjects, "_sources", sources)


def test_a_view_is_one_insert(citra, django_assert_num_queries):
    with django_assert_num_queries(1):
        look(citra)


def test_reading_again_within_ten_minutes_is_the_same_view(citra):
    look(citra)
    look(citra)
    assert View.objects.count() == 1


def test_ten_minutes_later_it_is_another(citra):
    look(citra)
    View.objects.update(
        viewed_at=F("viewed_at") - timedelta(minutes=10), same_until=F("same_until") - timedelta(minutes=10)
    )
    look(citra)
    assert View.objects.count() == 2


def test_another_page_another_viewer_another_person_are_other_views(citra, administrator):
    look(citra)
    look(citra, page="Riwayat pangkat")
    look(administrator)
    look(citra, subject=UUID(int=EMPLOYEE.int + 1))
    assert View.objects.count() == 4


def test_ani_reads_who_saw_her_data(client_of, ani, citra, ani_is_an_employee):
    look(citra)
    look(ani)
    look(citra, subject=UUID(int=EMPLOYEE.int + 1), page="Halaman orang lain")
    page = client_of(ani).get(reverse("accounts:views")).content.decode()
    assert "Citra Dewanti" in page
    assert "Halaman pegawai" in page
    assert "Halaman orang lain" not in page
    assert page.count("<tr>") == 2  # the heading and Citra; her own reading is nobody's business


def test_when_nobody_looked_the_page_says_so(client_of, ani):
    page = client_of(ani).get(reverse("accounts:views")).content.decode()
    assert "Belum ada orang lain yang membuka data Anda." in page


def test_a_long_log_comes_in_pages_at_the_same_cost(
    client_of, ani, citra, ani_is_an_employee, django_assert_max_num_queries
):
    for number in range(60):
        look(citra, page=f"Halaman {number}")
    client = client_of(ani)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("accounts:views") + "?hal=2").content.decode()
    assert page.count("<tr>") == 26
    assert_swap_equals_reload(client, reverse("accounts:views") + "?hal=2", "views")


def test_an_administrator_who_opens_an_account_is_seen_by_its_owner(client_of, administrator, ani):
    client_of(administrator).get(reverse("accounts:account", args=[ani.uuid]))
    [view] = queries.views_of(ani)
    assert (view.viewer, view.page) == (administrator, "Halaman akun")


def test_old_views_and_links_are_forgotten_at_night(ani, citra, settings):
    now = datetime(2026, 11, 2, 19, 15, tzinfo=UTC)
    look(citra)
    look(citra, page="Lama")
    old = now - timedelta(days=settings.VIEW_LOG_DAYS + 1)
    View.objects.filter(page="Lama").update(viewed_at=old, same_until=old + timedelta(minutes=10))
    services.one_time_link(account=ani, by=None)
    SignInLink.objects.update(expires_at=now - timedelta(days=31))
    tasks.forget(now, date(2026, 11, 3))
    assert [view.page for view in View.objects.all()] == ["Halaman pegawai"]
    assert not SignInLink.objects.exists()


def test_the_clock_knows_the_job():
    assert "accounts.forget" in [job.name for job in schedule.jobs()]
