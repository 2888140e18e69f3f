"""Shape of what is typed about people."""

from bijak.people.forms.asking import Group, PortraitOf, Search, TimeTravel
from bijak.people.forms.fields import (
    EARLY,
    LOWER,
    NIK_SENTENCES,
    NIP_SENTENCES,
    OVERRIDES,
    Day,
    Reasoned,
    meant,
    offer,
)
from bijak.people.forms.histories import RECORDS, RemovalForm, StandingForm
from bijak.people.forms.person import DecreeFileForm, IdentityForm, PhotoForm
from bijak.people.forms.records import RecordForm

__all__ = [
    "Day",
    "DecreeFileForm",
    "EARLY",
    "Group",
    "IdentityForm",
    "LOWER",
    "NIK_SENTENCES",
    "NIP_SENTENCES",
    "OVERRIDES",
    "PhotoForm",
    "PortraitOf",
    "RECORDS",
    "Reasoned",
    "RecordForm",
    "RemovalForm",
    "Search",
    "StandingForm",
    "TimeTravel",
    "meant",
    "offer",
]
