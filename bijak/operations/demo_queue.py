"""The queue for promotion in the demo: read once, objected to twice, answered once."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone, translation

from bijak.accounts.models import Account
from bijak.career import queries, services
from bijak.career.queries import objections
from bijak.people import queries as people


@transaction.atomic
def tell(*, officer: Account, answered: Account, waiting: Account, today: date) -> None:
    """Read everyone; ``answered`` objected and knows why not, ``waiting`` waits for an answer."""
    services.ask_run()
    services.run(today=today, at=timezone.now())
    with translation.override("id"):
        if _objects(answered, "Ijazah saya yang terakhir belum dihitung.", today - timedelta(30)):
            own = people.row_of(answered)
            assert own is not None
            services.answer(
                objection=objections.of_person(own.pk)[0],
                verdict="rejected",
                reason="Ijazah itu belum dicantumkan di SIASN. Ajukan pencantuman gelar lebih dahulu.",
                by=officer,
                today=today - timedelta(23),
            )
        _objects(waiting, "Masa kerja saya dalam pangkat ini sudah cukup.", today - timedelta(9))


def _objects(account: Account, text: str, on: date) -> bool:
    """Whether somebody could: a PNS in the queue who has not done so yet."""
    own = people.row_of(account)
    if own is None or queries.line_of(own.pk) is None or objections.of_person(own.pk).exists():
        return False
    services.object_to(row=own, text=text, file=None, by=account, today=on)
    return True
