"""What policy does when lower floors say that something happened."""

from bijak.kernel.events import subscribe
from bijak.organization.events import DayTurned
from bijak.policy import services


@subscribe(DayTurned)
def bring_into_force(event: DayTurned) -> None:
    """On the first day of a decree its terms hold, and everyone concerned is told."""
    services.come_into_force(today=event.today)


@subscribe(DayTurned)
def watch_other_offices(event: DayTurned) -> None:
    """What another office should have answered by now is told, once."""
    services.tell_what_is_late(today=event.today)


@subscribe(DayTurned)
def remind_owners(event: DayTurned) -> None:
    """Whoever answers for an activity hears in good time that it is due, and once that it is overdue."""
    services.remind(today=event.today)
