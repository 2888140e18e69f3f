"""What the queue does when people's records change."""

from django.utils import timezone

from bijak.career import services
from bijak.competency.events import TrainingsRecorded
from bijak.kernel.events import subscribe
from bijak.organization import queries as organization
from bijak.people.events import EmployeeCorrected, EmployeesRecorded
from bijak.performance.events import CreditsRecorded, RatingsRecorded


@subscribe(EmployeeCorrected)
def read_again(event: EmployeeCorrected) -> None:
    """Who is promoted, or whose record is mended, sees her new place at once."""
    services.refresh_person(uuid=event.employee, today=organization.today(timezone.now()))


@subscribe(EmployeesRecorded)
def read_everyone(event: EmployeesRecorded) -> None:
    """A batch is read by the worker."""
    services.ask_run()


@subscribe(RatingsRecorded)
def read_the_rated(event: RatingsRecorded) -> None:
    services.ask_run()


@subscribe(TrainingsRecorded)
def read_the_trained(event: TrainingsRecorded) -> None:
    services.ask_run()


@subscribe(CreditsRecorded)
def read_the_credited(event: CreditsRecorded) -> None:
    services.ask_run()
