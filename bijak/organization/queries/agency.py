"""Which agency this is, and which day it has there."""

from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bijak.organization.models import Agency
from bijak.shell.prepared import Instances, Prepared

in_request: ContextVar[Agency | None] = ContextVar("agency", default=None)
"""The agency as read at the start of this request, so that a page reads it once (see TodayMiddleware)."""

_columns = Instances(Agency)
_stored = Prepared(lambda *, pk: Agency.objects.filter(pk=pk).values_list(*_columns.columns), plans_once=True)


def agency() -> Agency:
    """The agency; before set-up an unnamed one, so that every page can be shown."""
    return in_request.get() or read_agency()


def read_agency() -> Agency:
    """The agency, surely fresh."""
    return next(iter(_columns.read(_stored(pk=1))), None) or Agency(pk=1)


def time_zone() -> ZoneInfo:
    return ZoneInfo(agency().time_zone)


def today(now: datetime) -> date:
    """The agency's day at a moment: by its own time zone, or the day that a demonstration pretends."""
    return agency().demo_today or now.astimezone(time_zone()).date()
