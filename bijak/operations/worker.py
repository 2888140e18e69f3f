"""A worker of one queue. There is one for each, so whatever it finds half done was left by a dead one."""

from django.conf import settings
from django.tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from bijak.kernel.uuid7 import uuid7
from bijak.operations import lease

ATTEMPTS = 3
"""How often a task is begun whose worker dies over it, before it counts as the cause."""


def work(queue: str) -> None:
    """Do the queue's tasks until told to stop."""
    name = f"worker:{queue}"
    session = lease.take(name)
    assert session is not None
    lease.end_with(session, name)
    recover(queue)
    worker = Worker(
        queue_names=[queue],
        excluded_queue_names=[],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{queue}-{uuid7()}",
    )
    worker.configure_signals()
    worker.run()


def recover(queue: str) -> None:
    """Put back what a dead worker had begun; tasks are idempotent. Called while holding the queue's lease."""
    for task in DBTaskResult.objects.running().filter(queue_name=queue).order_by("enqueued_at", "pk"):
        if len(task.worker_ids) < ATTEMPTS:
            task.status = TaskResultStatus.READY
            task.save(update_fields=["status"])
        else:
            task.set_failed(RuntimeError(f"The worker ended {ATTEMPTS} times over this task."))


def queues() -> list[str]:
    return list(settings.TASKS["default"]["QUEUES"])
