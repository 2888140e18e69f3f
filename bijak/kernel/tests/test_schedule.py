from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bijak.kernel import schedule
from bijak.kernel.schedule import Job, due

JAKARTA, JAYAPURA = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")


def nothing(now: datetime, today: date) -> None: ...


def at(hour: int, minute: int = 0, *, day: int = 2) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_a_job_that_never_ran_is_due() -> None:
    job = Job("x", nothing, every=timedelta(minutes=5), daily_at=None)
    assert job.is_due(last=None, now=at(9), zone=JAKARTA)


@pytest.mark.parametrize(("minutes", "is_due"), [(4, False), (5, True), (600, True)])
def test_every_five_minutes(minutes: int, is_due: bool) -> None:
    job = Job("x", nothing, every=timedelta(minutes=5), daily_at=None)
    assert job.is_due(last=at(9), now=at(9) + timedelta(minutes=minutes), zone=JAKARTA) is is_due


def test_seven_in_the_morning_is_the_agencys_seven() -> None:
    """07:00 is 00:00 UTC in Jakarta (WIB) and 22:00 UTC of the day before in Jayapura (WIT)."""
    job = Job("x", nothing, every=None, daily_at=time(7))
    yesterday = at(12, day=1)
    assert not job.is_due(last=yesterday, now=at(23, 59, day=1), zone=JAKARTA)
    assert job.is_due(last=yesterday, now=at(0, 0), zone=JAKARTA)
    assert job.is_due(last=yesterday, now=at(22, 0, day=1), zone=JAYAPURA)


def test_a_clock_that_stood_still_for_a_week_catches_up_once() -> None:
    job = Job("x", nothing, every=None, daily_at=time(7))
    assert job.is_due(last=at(1, day=1), now=at(3, day=9), zone=JAKARTA)
    assert not job.is_due(last=at(3, day=9), now=at(4, day=9), zone=JAKARTA)


def test_a_job_is_registered_under_its_name_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_jobs", {})
    due(name="b", daily_at=time(2))(nothing)
    due(name="a", every=timedelta(hours=1))(nothing)
    due(name="a", every=timedelta(hours=1))(nothing)
    assert [job.name for job in schedule.jobs()] == ["a", "b"]
    with pytest.raises(ValueError, match="Two jobs are called a"):
        due(name="a", every=timedelta(hours=1))(lambda now, today: None)


def test_a_job_says_either_how_often_or_when() -> None:
    with pytest.raises(ValueError, match="either"):
        due(name="x")
