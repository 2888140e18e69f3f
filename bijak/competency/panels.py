"""What competency shows on the pages of lower floors."""

from typing import Protocol, cast

from django.http import HttpRequest

from bijak.competency import queries
from bijak.shell.registries import PanelContent

SHOWN = 10


class Person(Protocol):
    """What the slot "people.person" hands over: a row of people.EmployeeToday."""

    pk: int
    kind: str


def trainings_of(request: HttpRequest, row: object) -> PanelContent:
    """The latest trainings of a person, and her hours of the year beside what law asks for a PNS."""
    person, year = cast(Person, row), request.today.year
    trainings = list(queries.trainings(person.pk))
    return PanelContent(
        "competency/person_trainings.html",
        {
            "trainings": trainings[:SHOWN],
            "count": len(trainings),
            "hours": queries.hours_of(trainings, year),
            "hours_before": queries.hours_of(trainings, year - 1),
            "year": year,
            "duty": queries.minimum_hours(year) if person.kind == "pns" else None,
        },
    )
