"""What the dialogue does when lower floors say that something happened."""

from bijak.consultation import queries, services
from bijak.kernel.events import subscribe
from bijak.policy.events import DraftWithdrawn


@subscribe(DraftWithdrawn)
def tell(event: DraftWithdrawn) -> None:
    """Nobody learns by chance that what they commented on was given up."""
    if draft := queries.discussed().filter(pk=event.draft_id).first():
        services.tell_withdrawn(draft=draft)
