"""Many people are told batch by batch: a worker that is killed has told nobody twice, and the next one goes on."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.notifications import queries, services, tasks
from bijak.notifications.models import Announcement, Message

pytestmark = pytest.mark.django_db
LINK = "/sosialisasi/1/"


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 3)


@pytest.fixture
def town(db: None) -> QuerySet[Account]:
    """Eight people, one of whom reads English, and one whose account is closed."""
    Account.objects.bulk_create(
        Account(
            name=f"Pegawai {number}",
            nip=f"1990010120150130{number:02d}",
            language="en" if number == 5 else "id",
            is_active=number != 8,
        )
        for number in range(1, 9)
    )
    return Account.objects.filter(nip__startswith="1990010120150130")


def announce(town: QuerySet[Account]) -> int:
    return services.announce(to=town, kind="test.hint", title=_("Batal"), body=_("Batal"), link=LINK)


def told() -> list[str]:
    return sorted(Message.objects.values_list("to__name", flat=True))


def test_few_people_are_told_at_once(town: QuerySet[Account]) -> None:
    few = town.filter(name__in=["Pegawai 1", "Pegawai 2"])
    assert announce(few) == 2
    assert told() == ["Pegawai 1", "Pegawai 2"]
    assert not Announcement.objects.exists()


def test_many_are_told_by_the_worker_once_each_and_in_their_language(town: QuerySet[Account]) -> None:
    assert announce(town) == 7
    assert not Message.objects.exists()
    key = Announcement.objects.get().pk
    assert [services.tell_batch(announcement_id=key) for _turn in range(4)] == [True, True, False, False]
    assert told() == [f"Pegawai {number}" for number in range(1, 8)]
    assert {row.to.language: row.title for row in Message.objects.all()} == {"id": "Batal", "en": "Cancel"}
    assert not Announcement.objects.exists()


def test_one_sees_how_far_it_has_come(town: QuerySet[Account]) -> None:
    assert queries.telling(LINK) is None
    announce(town)
    services.tell_batch(announcement_id=Announcement.objects.get().pk)
    assert queries.telling(LINK) == queries.Telling(told=3, people=7)


def test_a_worker_killed_amid_a_batch_has_told_nobody_of_it(
    town: QuerySet[Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    announce(town)
    key = Announcement.objects.get().pk
    services.tell_batch(announcement_id=key)
    tell = services.notify

    def die_after(**what: Any) -> Any:
        tell(**what)
        raise SystemExit

    with monkeypatch.context() as power:
        power.setattr(services, "notify", die_after)
        with pytest.raises(SystemExit), transaction.atomic():
            services.tell_batch(announcement_id=key)
    assert len(told()) == 3
    while services.tell_batch(announcement_id=key):
        pass
    assert told() == [f"Pegawai {number}" for number in range(1, 8)]


def test_the_clock_goes_on_with_what_a_dead_worker_left(
    town: QuerySet[Account], monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    announce(town)
    key = Announcement.objects.get().pk
    queued: list[int] = []
    monkeypatch.setattr(type(tasks.tell_batch), "enqueue", lambda task, *given: queued.extend(given))
    services.resume_announcements(now=timezone.now())
    assert queued == [], "A worker may be at it."
    with django_capture_on_commit_callbacks(execute=True):
        services.resume_announcements(now=timezone.now() + timedelta(minutes=11))
    assert queued == [key]


def test_what_always_fails_is_given_up_and_logged(
    town: QuerySet[Account], caplog: pytest.LogCaptureFixture
) -> None:
    announce(town)
    key = Announcement.objects.get().pk
    later = timezone.now() + timedelta(minutes=11)
    for _turn in range(services.TRIES):
        services.resume_announcements(now=later)
    services.tell_batch(announcement_id=key)
    assert Announcement.objects.get().tries == 0, "Somebody was told, so it goes on."
    for _turn in range(services.TRIES):
        services.resume_announcements(now=later)
    assert "notifications.announcement_given_up" not in caplog.messages
    services.resume_announcements(now=later)
    assert not Announcement.objects.exists()
    (record,) = [each for each in caplog.records if each.message == "notifications.announcement_given_up"]
    assert (record.told, record.people) == (3, 7)


def test_a_preference_given_meanwhile_is_kept(town: QuerySet[Account]) -> None:
    announce(town)
    services.choose(channels={"test.hint": ()}, by=town.get(name="Pegawai 1"))
    while services.tell_batch(announcement_id=Announcement.objects.get().pk):
        pass
    assert "Pegawai 1" not in told()


@pytest.fixture
def other_worker() -> Iterator[Any]:
    other = connections.create_connection("default")
    yield other
    other.close()


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_turns(town: QuerySet[Account], other_worker: Any) -> None:
    announce(town)
    key = Announcement.objects.get().pk
    other_worker.set_autocommit(False)
    with other_worker.cursor() as cursor:
        cursor.execute("SELECT 1 FROM notifications_announcement WHERE id = %s FOR UPDATE", [key])
        assert not services.tell_batch(announcement_id=key)
    other_worker.rollback()
    assert not Message.objects.exists()
    assert services.tell_batch(announcement_id=key)
