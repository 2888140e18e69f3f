"""The worker's side of a mapping: told as it goes, once however often it is asked, and nothing half done."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bijak.accounts.models import Account
from bijak.ledger import queries as ledger
from bijak.talent import queries, services
from bijak.talent.models import Mapping, Placement, Work
from bijak.talent.services import working
from bijak.talent.tests.conftest import worked

pytestmark = pytest.mark.django_db
Begin = Callable[..., Mapping]


def freeze(mapping: Mapping, by: Account, today: date) -> Mapping:
    return services.freeze(mapping=mapping, minutes_no="BA/1", disclosure="box", by=by, today=today)


def test_what_is_asked_twice_is_done_once(
    crowd: Any, citra: Account, today: date, django_capture_on_commit_callbacks: Any
) -> None:
    asked: dict[str, Any] = {"name": "Pemetaan 2026", "unit": None, "on": today, "by": citra, "today": today}
    with django_capture_on_commit_callbacks(execute=True):
        first, second = services.begin(**asked), services.begin(**asked)
        services.reckon(mapping=first, by=citra, today=today)
    assert first.pk == second.pk
    assert DBTaskResult.objects.count() == 1
    mapping = worked(worked(first))
    assert ledger.entries_for(mapping).filter(verb="talent.reckoned").count() == 1
    assert services.begin(**asked).pk != first.pk


def test_a_mapping_at_work_is_changed_by_nobody_else(
    begin: Begin, crowd: list[Any], citra: Account, today: date
) -> None:
    mapping = freeze(begin(), citra, today)
    assert freeze(mapping, citra, today).work == Work.FREEZING
    place = Placement.objects.get(mapping=mapping, employee=crowd[3].pk)
    for change in (
        lambda: services.reckon(mapping=mapping, by=citra, today=today),
        lambda: services.move(placement=place, to=8, reason="Pantas.", by=citra, today=today),
        lambda: services.discard(mapping=mapping, by=citra, today=today),
    ):
        with pytest.raises(services.Refused, match="sedang dibekukan"):
            change()
    assert worked(mapping).is_frozen


def test_a_worker_that_is_killed_leaves_everything_as_it_was_and_the_clock_begins_again(
    begin: Begin, citra: Account, today: date, monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    mapping = begin()
    before = list(Placement.objects.order_by("pk").values())
    services.reckon(mapping=mapping, by=citra, today=today)

    def killed(*_args: object, **_kwargs: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(queries, "place", killed)
        with pytest.raises(SystemExit):
            services.carry_out.call(mapping.pk)
    mapping.refresh_from_db()
    assert (mapping.work, mapping.percent) == (Work.RECKONING, 40)
    assert list(Placement.objects.order_by("pk").values()) == before
    assert services.pick_up(now=timezone.now()) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert services.pick_up(now=timezone.now() + timedelta(minutes=3)) == 1
    assert DBTaskResult.objects.count() == 1
    assert not worked(mapping).is_moving


def test_what_kills_three_workers_is_not_tried_a_fourth_time_until_somebody_asks(
    begin: Begin, citra: Account, today: date
) -> None:
    mapping = services.reckon(mapping=begin(), by=citra, today=today)
    Mapping.objects.filter(pk=mapping.pk).update(attempts=working.MAX_ATTEMPTS)
    mapping = worked(mapping)
    assert (mapping.work, "tiga kali terputus" in mapping.failure) == ("", True)
    mapping = worked(services.reckon(mapping=mapping, by=citra, today=today))
    assert (mapping.work, mapping.failure) == ("", "")


def test_a_failure_is_told_and_the_mapping_stays_as_it_was(
    begin: Begin, citra: Account, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapping = services.reckon(mapping=begin(), by=citra, today=today)

    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(queries, "known", broken)
        with pytest.raises(ZeroDivisionError):
            services.carry_out.call(mapping.pk)
    mapping.refresh_from_db()
    assert (mapping.work, mapping.asked) == ("", {})
    assert "pihak kami" in mapping.failure
    assert Placement.objects.filter(mapping=mapping).count() == 8
    assert freeze(mapping, citra, today).failure == ""


def test_of_two_workers_whoever_began_last_ends_it(
    begin: Begin, citra: Account, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapping = freeze(begin(), citra, today)
    read = queries.counts

    def while_another_begins(rows: Any) -> Any:
        raise AssertionError("whoever was overtaken reads no further")

    def overtaken(found: Mapping, **_passed: object) -> str:
        Mapping.objects.filter(pk=found.pk).update(attempts=2)
        return "0" * 64

    with monkeypatch.context() as patch:
        patch.setattr(queries, "fingerprint", overtaken)
        patch.setattr(queries, "counts", while_another_begins)
        services.carry_out.call(mapping.pk)
    assert queries.counts is read
    mapping.refresh_from_db()
    assert (mapping.work, mapping.is_frozen) == (Work.FREEZING, False)
    assert queries.is_intact(worked(mapping))


def test_the_progress_of_a_freezing_is_told(
    begin: Begin, citra: Account, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    note = working._note

    def listening(mapping: Mapping, percent: int) -> None:
        told.append(percent)
        note(mapping, percent)

    monkeypatch.setattr(working, "STEP", 2)
    monkeypatch.setattr(working, "_note", listening)
    worked(freeze(begin(), citra, today))
    assert told[-4:] == [25, 50, 74, 99]
