"""The queue for promotion in the demo: read once, objected to twice, answered once."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone, translation

from bijak.accounts.models import Account
from bijak.career import queries, services
from bijak.career.queries import objections
from bijak.operations.demo_scenes.cast import Cast
from bijak.people import queries as people


@transaction.atomic
def play(cast: Cast) -> None:
    """Read everyone; the employee objected and knows why not, the superior waits for an answer."""
    today = cast.today
    if queries.last_run() is not None:
        return
    services.ask_run()
    services.run(today=today, at=timezone.now())
    with translation.override("id"):
        if _objects(cast.employee, "Ijazah saya yang terakhir belum dihitung.", today - timedelta(30)):
            own = people.row_of(cast.employee)
            assert own is not None
            services.answer(
                objection=objections.of_person(own.pk)[0],
                verdict="rejected",
                reason="Ijazah itu belum dicantumkan di SIASN. Ajukan pencantuman gelar lebih dahulu.",
                by=cast.officer,
                today=today - timedelta(23),
            )
        _objects(cast.superior, "Masa kerja saya dalam pangkat ini sudah cukup.", today - timedelta(9))


def _objects(account: Account, text: str, on: date) -> bool:
    """Whether somebody could: a PNS in the queue who has not done so yet."""
    own = people.row_of(account)
    if own is None or queries.line_of(own.pk) is None or objections.of_person(own.pk).exists():
        return False
    services.object_to(row=own, text=text, file=None, by=account, today=on)
    return True
