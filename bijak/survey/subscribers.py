"""What survey does when lower floors say that something happened."""

from bijak.kernel.events import subscribe
from bijak.organization.events import DayTurned
from bijak.survey import services


@subscribe(DayTurned)
def turn_day(event: DayTurned) -> None:
    """Surveys that begin are announced, surveys that have ended are closed."""
    services.turn_day(today=event.today)
