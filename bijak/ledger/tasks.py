from datetime import date, datetime, timedelta

from bijak.kernel.schedule import due
from bijak.ledger import services


@due(name="ledger.sequence", every=timedelta(minutes=1))
def sequence(now: datetime, today: date) -> None:
    services.sequence()
