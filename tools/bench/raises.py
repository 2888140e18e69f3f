"""Looking through everyone for raises and retirements, as the night does."""

import os
from collections.abc import Iterator
from datetime import date, timedelta

from tools.bench.figures import Figure, seconds

SIZE = int(os.environ.get("BENCH_SIZES", "100000").split(",")[-1])
TODAY = date(2026, 11, 2)


def measure() -> Iterator[Figure]:
    from django.db import connection

    from bijak.accounts.models import Account
    from bijak.organization import services as organizing
    from bijak.organization.registries import Role
    from bijak.people import queries as people
    from bijak.welfare.models import RaiseOutlook
    from bijak.welfare.queries.raises import outlook
    from bijak.welfare.services import outlooks
    from tools.bench.importing import _empty_database
    from tools.bench.people import fill

    _empty_database()
    officer = Account.objects.create(name="Bench", nip="198203032006042003", email="")
    organizing.grant_role(
        account=officer, role=Role.OFFICER, unit=None, from_on=date(2020, 1, 1), today=TODAY, by=None
    )
    fill(SIZE, by=officer, today=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    read = seconds(lambda: outlook(TODAY))
    first, again = (seconds(lambda: _night(TODAY)) for _time in range(2))
    later = seconds(lambda: _night(TODAY + timedelta(31)))
    kept = RaiseOutlook.objects.count()
    one = list(people.active().filter(kind="pns").values_list("pk", flat=True)[:1])
    alone = seconds(lambda: outlooks.refresh(on=TODAY, among=one))
    yield Figure("raises: read and decide, nothing kept", read, "s", kept)
    yield Figure("raises: first night, every outlook new", first, "s", kept)
    yield Figure("raises: another night, nothing changed", again, "s", kept)
    yield Figure("raises: a month later", later, "s", kept)
    yield Figure("raises: one person whose records changed", alone * 1000, "ms", 1)


def _night(today: date) -> None:
    from django.utils import timezone

    from bijak.welfare.services import outlooks

    outlooks.ask()
    assert outlooks.look_through(on=today, at=timezone.now())
