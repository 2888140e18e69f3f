"""What quality does when people's records change."""

from django.utils import timezone

from bijak.kernel.events import subscribe
from bijak.organization import queries as organization
from bijak.people.events import EmployeeCorrected, EmployeesRecorded, HandRecordsMet
from bijak.quality import services
from bijak.quality.registries import sources


@subscribe(EmployeeCorrected)
def look_again(event: EmployeeCorrected) -> None:
    """An officer sees at once whether what she mended is right now."""
    services.refresh_person(uuid=event.employee, on=organization.today(timezone.now()))


@subscribe(EmployeesRecorded)
def look_through(event: EmployeesRecorded) -> None:
    """A batch is looked through by the worker."""
    services.ask_review()


@subscribe(HandRecordsMet)
def compare_with_hands(event: HandRecordsMet) -> None:
    """What a file was not let say over an officer's record waits at the desk."""
    if source := sources.of_kind(event.kind):
        services.compare_with_hands(source=source, said=event.said, batch_id=event.batch_id, on=event.on)
