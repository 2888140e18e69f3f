"""What performance shows on the pages of lower floors."""

from typing import Protocol, cast

from django.http import HttpRequest

from bijak.performance import queries
from bijak.shell.registries import PanelContent


class Person(Protocol):
    """What the slot "people.person" hands over: a row of people.EmployeeToday."""

    pk: int


def ratings_of(request: HttpRequest, row: object) -> PanelContent:
    """The ratings of a person, the latest first."""
    return PanelContent(
        "performance/person_ratings.html", {"ratings": queries.latest_ratings(cast(Person, row).pk)}
    )


def credits_of(request: HttpRequest, row: object) -> PanelContent | None:
    """Her credit points by period, the latest first; nothing for those who never had any."""
    found = queries.latest_credit_points(cast(Person, row).pk)
    return PanelContent("performance/person_credits.html", {"credits": found}) if found else None
