"""What policy does when lower floors say that something happened."""

from bijak.kernel.events import subscribe
from bijak.organization.events import DayTurned
from bijak.policy import services


@subscribe(DayTurned)
def bring_into_force(event: DayTurned) -> None:
    """On the first day of a decree its terms hold, and everyone concerned is told."""
    services.come_into_force(today=event.today)
