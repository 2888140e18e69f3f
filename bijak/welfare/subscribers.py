"""What welfare does when records or letters change."""

from django.utils import timezone

from bijak.kernel.events import subscribe
from bijak.letters.events import LetterIssued, LetterVoided
from bijak.organization import queries as organization
from bijak.people.events import EmployeeCorrected, EmployeesRecorded
from bijak.performance.events import RatingsRecorded
from bijak.welfare.queries.letter_fields import RAISE_LETTER
from bijak.welfare.services import outlooks, raises


@subscribe(LetterIssued)
def give_raise(event: LetterIssued) -> None:
    """The letter is what gives a raise."""
    if event.template == RAISE_LETTER:
        raises.record_letter(event, today=organization.today(timezone.now()))


@subscribe(LetterVoided)
def take_raise_back(event: LetterVoided) -> None:
    if event.template == RAISE_LETTER:
        outlooks.refresh(on=organization.today(timezone.now()), among=[event.employee])


@subscribe(EmployeeCorrected)
def look_again(event: EmployeeCorrected) -> None:
    outlooks.refresh_person(uuid=event.employee, on=organization.today(timezone.now()))


@subscribe(EmployeesRecorded)
def look_after_people_came(event: EmployeesRecorded) -> None:
    outlooks.ask()


@subscribe(RatingsRecorded)
def look_after_ratings_came(event: RatingsRecorded) -> None:
    outlooks.ask()
