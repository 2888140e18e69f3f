"""What outreach does when lower floors say that something happened."""

from django.utils import timezone

from bijak.kernel.events import subscribe
from bijak.organization import queries as organization
from bijak.organization.events import DayTurned
from bijak.outreach import services
from bijak.people.events import EmployeesRecorded
from bijak.policy.events import DecreeRevoked, DraftEnacted


@subscribe(DraftEnacted)
def prepare(event: DraftEnacted) -> None:
    """What was enacted wants to be known."""
    services.prepare(decree=event.decree_id)


@subscribe(DecreeRevoked)
def end(event: DecreeRevoked) -> None:
    """Nobody needs to know what holds no more."""
    services.end_revoked(today=event.revoked_on)


@subscribe(DayTurned)
def turn_day(event: DayTurned) -> None:
    """Campaigns open, follow the roster (what was corrected since, too) and remind."""
    services.turn_day(today=event.today)


@subscribe(EmployeesRecorded)
def follow_an_import(event: EmployeesRecorded) -> None:
    """Whoever came is assigned, whoever left is let go."""
    services.follow_all(today=organization.today(timezone.now()))
