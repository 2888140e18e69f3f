"""The region's own provisions of the allowance as an officer keeps them."""

from django.db.models import QuerySet

from bijak.welfare.models import AllowanceSetting
from bijak.welfare.queries.allowance_facts import IN_PLACE


def in_place() -> QuerySet[AllowanceSetting]:
    """All that holds on some day: past, present and to come."""
    return provisions().filter(**IN_PLACE).order_by("what", "from_on", "pk")


def history_of(provision: AllowanceSetting) -> QuerySet[AllowanceSetting]:
    """What was ever said about the same thing for the same people from the same day, the latest first."""
    same = {
        name: getattr(provision, name)
        for name in ("what", "class_from", "class_to", "unit", "title", "from_on")
    }
    return provisions().filter(**same).order_by("-created_at", "-pk")


def withdrawn() -> QuerySet[AllowanceSetting]:
    """What somebody withdrew and nothing stands in the place of, the last first."""
    gone = provisions().filter(withdrawn_at__isnull=False, replaced_by=None)
    return gone.order_by("-withdrawn_at", "-pk")


def provisions() -> QuerySet[AllowanceSetting]:
    """Every one that was ever said."""
    return AllowanceSetting.objects.select_related(
        "unit", "batch", "entered_by", "withdrawn_by", "replaced_by"
    )
