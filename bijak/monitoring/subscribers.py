"""What monitoring does when lower floors say that something happened."""

from bijak.kernel.events import subscribe
from bijak.monitoring import services
from bijak.organization.events import DayTurned
from bijak.policy import queries as policies
from bijak.policy.events import DraftEnacted


@subscribe(DraftEnacted)
def plan_evaluation(event: DraftEnacted) -> None:
    """The day of the evaluation is fixed while nobody knows yet how it will come out."""
    decree = policies.public(event.in_force_from).get(pk=event.decree_id)
    services.plan_evaluation(decree=decree, in_force_from=event.in_force_from, today=decree.enacted_on)


@subscribe(DayTurned)
def watch(event: DayTurned) -> None:
    """A new day, also one that a demonstration pretends: what is due is read, and evaluations run by themselves."""
    services.read_due(today=event.today)
    services.run_due(today=event.today)
