"""What the clock asks again of mappings. The work itself is ``services.working.carry_out``."""

from datetime import date, datetime, timedelta

from bijak.kernel.schedule import due
from bijak.talent import services


@due(name="talent.pick_up", every=timedelta(minutes=1))
def pick_up(now: datetime, today: date) -> None:
    """Mappings whose worker fell silent are begun again."""
    services.pick_up(now=now)
