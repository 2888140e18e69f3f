"""What the clock asks again of what is told to the national system. Sending itself is ``services.sending.send``."""

from datetime import date, datetime, timedelta

from bijak.kernel.schedule import due
from bijak.siasn.services import sending


@due(name="siasn.pick_up", every=timedelta(minutes=5))
def pick_up(now: datetime, today: date) -> None:
    sending.pick_up(now=now)
