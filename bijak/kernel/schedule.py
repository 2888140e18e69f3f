"""What the clock process does, and when. Contexts register with ``@due``; ``operations`` runs what is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

type Work = Callable[[datetime, date], object]


@dataclass(frozen=True)
class Job:
    """One piece of recurring work: every so often, or daily at an hour of the agency's own time zone."""

    name: str
    work: Work
    every: timedelta | None
    daily_at: time | None

    def is_due(self, *, last: datetime | None, now: datetime, zone: tzinfo) -> bool:
        """Whether to run now. A job that never ran is due; one missed by a clock that stood runs once."""
        if last is None:
            return True
        if self.every is not None:
            return now - last >= self.every
        assert self.daily_at is not None
        local = now.astimezone(zone)
        latest = datetime.combine(local.date(), self.daily_at, zone)
        if latest > local:
            latest = datetime.combine(local.date() - timedelta(days=1), self.daily_at, zone)
        return last < latest


_jobs: dict[str, Job] = {}


def due[W: Work](
    *, name: str, every: timedelta | None = None, daily_at: time | None = None
) -> Callable[[W], W]:
    """Register work for the clock: ``@due(name="accounts.forget_links", daily_at=time(2, 30))``.

    The function takes the moment and the agency's day, is idempotent and quick (long work is a task).
    """
    if (every is None) == (daily_at is None):
        raise ValueError(f"Job {name} must say either every= or daily_at=.")

    def register(work: W) -> W:
        known = _jobs.get(name)
        if known and (known.work.__module__, known.work.__qualname__) != (work.__module__, work.__qualname__):
            raise ValueError(f"Two jobs are called {name}.")
        _jobs[name] = Job(name, work, every, daily_at)
        return work

    return register


def jobs() -> list[Job]:
    """All registered jobs, by name."""
    return sorted(_jobs.values(), key=lambda job: job.name)
