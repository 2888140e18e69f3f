"""What changes an index: records of people, of their trainings and of their ratings."""

from bijak.competency.events import TrainingsRecorded
from bijak.kernel.events import subscribe
from bijak.people.events import EmployeeCorrected, EmployeesRecorded
from bijak.performance.events import RatingsRecorded
from bijak.professionalism import services


@subscribe(EmployeeCorrected)
def after_a_correction(event: EmployeeCorrected) -> None:
    services.ask()


@subscribe(EmployeesRecorded)
def after_people(event: EmployeesRecorded) -> None:
    services.ask()


@subscribe(TrainingsRecorded)
def after_trainings(event: TrainingsRecorded) -> None:
    services.ask()


@subscribe(RatingsRecorded)
def after_ratings(event: RatingsRecorded) -> None:
    services.ask()
