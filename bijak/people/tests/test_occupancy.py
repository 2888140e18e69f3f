"""Who fills the posts of the establishment, and who may see their names."""

from datetime import date

import pytest

from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.organization import services as organization_services
from bijak.organization.models import Unit
from bijak.organization.services import PostFace
from bijak.people import queries, services
from bijak.people.models import Assignment, EmployeeToday
from bijak.people.tests.factories import make_batch, workforce_frame

pytestmark = pytest.mark.django_db

TITLE = "Penata Layanan Operasional"


@pytest.fixture
def people(education: Unit, health: Unit, citra: Account, today: date) -> list[EmployeeToday]:
    """Ani and Bayu serve in the education office; Cici has the same title there and is retired."""
    rows = [
        {"unit_id": education.pk},
        {"nip": "198505052010011002", "siasn_id": "B2", "name": "Bayu", "unit_id": education.pk},
        {"nip": "196005051990012003", "siasn_id": "C3", "name": "Cici", "standing_code": "99"},
    ]
    rows[2]["unit_id"] = education.pk
    services.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    return list(EmployeeToday.objects.order_by("nip"))


@pytest.mark.usefixtures("people")
def test_active_people_fill_places_since_they_hold_the_title(education: Unit, today: date) -> None:
    assert queries.counts(today, [education.pk]) == {(education.pk, TITLE): 2}
    assert queries.counts(date(2019, 12, 31), [education.pk]) == {}


def test_who_acts_fills_no_place_and_is_named(
    people: list[EmployeeToday], education: Unit, health: Unit, citra: Account, today: date
) -> None:
    _cici, bayu, _ani = people
    services.record_line(
        row=bayu,
        topic=queries.Topic.POSITION,
        seen=queries.version(bayu.pk),
        facts={
            "kind": "structural",
            "title": "Kepala Dinas",
            "unit_id": health.pk,
            "assignment": Assignment.ACTING,
            "from_on": today,
        },
        reason="SK 821/7",
        by=citra,
        today=today,
    )
    assert queries.counts(today, [health.pk]) == {}
    found = queries.holders(citra, day=today, today=today, units=[health.pk])
    assert [(holder.name, holder.note) for holder in found[health.pk, "Kepala Dinas"]] == [
        ("Bayu, S.E.", "Pelaksana tugas (Plt.)")
    ]


@pytest.mark.usefixtures("people")
def test_dewi_of_another_office_sees_numbers_without_names(
    education: Unit, dewi: Account, citra: Account, today: date
) -> None:
    units = [education.pk]
    assert queries.holders(dewi, day=today, today=today, units=units) == {}
    seen = queries.holders(citra, day=today, today=today, units=units)
    assert [holder.name for holder in seen[education.pk, TITLE]] == ["Ani Lestari, S.E.", "Bayu, S.E."]


@pytest.mark.usefixtures("people")
def test_an_executor_born_in_1990_leaves_her_place_at_58(education: Unit, today: date) -> None:
    """UU 20/2023 Pasal 55: pelaksana, 58; Ani and Bayu were both born on 1 January 1990."""
    units = [education.pk]
    assert queries.leaving(today, date(2048, 1, 31), units) == {}
    assert queries.leaving(today, date(2048, 2, 1), units) == {(education.pk, TITLE): 2}


@pytest.mark.usefixtures("people")
def test_the_establishment_asks_upwards(education: Unit, today: date) -> None:
    organization_services.create_post(
        unit=education,
        title=TITLE.upper(),
        face=PostFace(needed=3),
        from_on=date(2024, 1, 1),
        today=today,
        by=None,
    )
    nodes = [node for root in organization.tree(today) for node in root]
    [line] = organization.establishment(nodes, today)
    assert (line.balance.needed, line.balance.filled, line.balance.vacant) == (3, 2, 1)
