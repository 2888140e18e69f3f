"""What would a draft do: the engine beside the machine's memory, and the whole answer beside bare SQL."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import date

import numpy as np

from tools.bench.figures import Figure

ENGINE_SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "6500,1000000").split(","))
CITY = 6_500
TODAY = date(2026, 11, 2)
GROUPS = (1, 40, 2, 4)  # everyone, units, sexes, golongan
COPIED = 8_000_000  # 64 MB, past every cache
ROUNDS = 20


def measure() -> Iterator[Figure]:
    memory = _memory()
    yield Figure("memory: copying an array", memory, "GB/s", COPIED)
    for size in ENGINE_SIZES:
        seconds, read = _engine(size)
        yield Figure("what-if engine: two values, four breakdowns", seconds * 1000, "ms", size)
        yield Figure("what-if engine: people and groups read", read / seconds / 1e9, "GB/s", size, memory)
    ours, bare = _whole()
    yield Figure("what-if: SQL, engine and tables", ours * 1000, "ms", CITY, bare * 1000)


def _best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the quickest of some rounds: what the machine can do, without its other business."""
    work()
    taken = []
    for _round in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def _memory() -> float:
    """Bytes read and written by NumPy's own copy, in GB a second."""
    source, target = np.ones(COPIED), np.empty(COPIED)
    return 2 * source.nbytes / _best(lambda: np.copyto(target, source)) / 1e9


def _engine(size: int) -> tuple[float, int]:
    """Seconds, and bytes that come in."""
    from bijak.competency import rules
    from bijak.simulation import engine

    dice = np.random.default_rng(1)
    hours = np.minimum(dice.geometric(0.06, size) - 1, 400).astype(np.int64)
    codes = [dice.integers(0, groups, size).astype(np.intp) for groups in GROUPS]
    now, then = rules.supposing(20), rules.supposing(24)

    def answer() -> None:
        for groups, each in zip(GROUPS, codes, strict=True):
            counted = engine.histogram(hours, each, groups)
            engine.outcome(counted, now)
            engine.outcome(counted, then)
            engine.shift(counted, now, then)

    return _best(answer), len(GROUPS) * hours.nbytes + sum(each.nbytes for each in codes)


def _whole() -> tuple[float, float]:
    """Seconds of the answer for a city, and of reading the same rows with nothing of ours in it."""
    from django.db import connection

    from bijak.policy import queries as policy
    from bijak.policy import testing as policies
    from bijak.simulation import queries

    _fill()
    draft = policies.make_policy(today=TODAY)
    policies.set_hours(draft, 24, today=TODAY)
    draft = policy.get_draft(draft.uuid)

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT employee_id, sex, rank_code, unit_id FROM people_employeetoday")
            cursor.fetchall()
            cursor.execute("SELECT employee_id, hours FROM competency_trainingrecord WHERE year = 2025")
            cursor.fetchall()

    return _best(lambda: queries.what_if(draft, on=TODAY)), _best(bare)


def _fill() -> None:
    """A city of so many people, each with some trainings of last year."""
    from django.core.management import call_command
    from django.db import connection

    from bijak.accounts.models import Account
    from bijak.competency.models import TrainingRecord
    from bijak.organization import services as organization
    from bijak.organization.registries import Role
    from bijak.people.models import Employee
    from tools.bench import people

    call_command("flush", interactive=False, verbosity=0)
    officer = Account.objects.create(name="Citra Dewanti", email="citra@example.test")
    organization.grant_role(
        account=officer, role=Role.OFFICER, unit=None, from_on=date(2020, 1, 1), today=TODAY, by=None
    )
    people.fill(CITY, by=officer, today=TODAY)
    dice = np.random.default_rng(2)
    TrainingRecord.objects.bulk_create(
        TrainingRecord(
            employee_id=employee, kind="course", name=f"Bimbingan Teknis {number}", hours=int(dice.integers(2, 17)),
            year=2025, ended_on=date(2025, 6, 1), reference=f"bench:{employee}:{number}",
        )
        for employee in Employee.objects.order_by("pk").values_list("pk", flat=True)
        for number in range(int(dice.integers(0, 4)))
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
