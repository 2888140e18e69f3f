"""The clock: runs every registered job when it is due, once, whatever was restarted in between."""

import logging
import signal
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import OperationalError, close_old_connections, transaction
from django.utils import timezone

from bijak.kernel.schedule import Job, jobs
from bijak.operations import lease
from bijak.operations.models import JobRun
from bijak.organization import queries as organization

LOG = logging.getLogger(__name__)
TICK = 2.0
"""Seconds between two looks at what is due."""
RETRY_AFTER = timedelta(minutes=5)


def run() -> None:
    """Tick until told to stop. A second clock waits until the first one ends."""
    session = lease.take("clock")
    assert session is not None
    lease.end_with(session, "clock")
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    while not stopped.wait(TICK):
        close_old_connections()
        tick(timezone.now(), jobs())


def tick(now: datetime, all_jobs: Iterable[Job]) -> list[str]:
    """Run what is due at this moment and return the names of what ran."""
    runs = {run.name: run for run in JobRun.objects.order_by("pk")}
    zone = organization.time_zone()
    ran = []
    for job in all_jobs:
        run = runs.get(job.name) or JobRun(name=job.name)
        waits = run.failed_at is not None and now - run.failed_at < RETRY_AFTER
        if not waits and job.is_due(last=run.last_at, now=now, zone=zone) and _run(job, run, now):
            ran.append(job.name)
    return ran


def _run(job: Job, run: JobRun, now: datetime) -> bool:
    """The work and the note that it was done are one transaction: both happened, or neither."""
    try:
        with transaction.atomic():
            job.work(now, organization.today(now))
            run.last_at, run.failed_at = now, None
            run.save()
    except OperationalError:
        raise  # the database, not the job
    except Exception:
        LOG.exception("The job %s failed; it is tried again later.", job.name)
        JobRun.objects.update_or_create(name=job.name, defaults={"failed_at": now})
        return False
    return True
