"""What performance shows on the pages of lower floors."""

from typing import Any, Protocol, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.performance import queries
from bijak.shell.registries import PanelContent, later


class Person(Protocol):
    """What the slot "people.person" hands over: a row of people.EmployeeToday."""

    pk: int


def ratings_of(request: HttpRequest, row: object) -> PanelContent:
    """The ratings of a person, the latest first."""
    return PanelContent(
        "performance/person_ratings.html", {"ratings": queries.latest_ratings(cast(Person, row).pk)}
    )


def periods_of(request: HttpRequest, row: Any) -> PanelContent:
    """How her months and quarters were rated, asked for when somebody scrolls to it."""
    return later(
        title=_("Penilaian periodik"),
        icon="chart-bar",
        address=reverse("performance:periods", args=[row.uuid]),
        label=_("Lihat penilaian bulanan dan triwulan"),
    )


def credits_of(request: HttpRequest, row: Any) -> PanelContent | None:
    """Her credit points, asked for when somebody scrolls to it; for those whose position has a level."""
    if not queries.holds_level(row):
        return None
    return later(
        title=_("Angka kredit"),
        icon="chart-bar",
        address=reverse("performance:credits", args=[row.uuid]),
        label=_("Lihat angka kredit"),
    )
