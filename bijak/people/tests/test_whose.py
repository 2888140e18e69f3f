"""Whose row it is: the one door by which every context asks whether something is her own or within her reach."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from bijak.accounts import queries as accounts
from bijak.accounts.models import Account
from bijak.organization.models import Unit
from bijak.organization.testing import give_role
from bijak.people import queries, services
from bijak.people.access import Permission
from bijak.people.models import EmployeeToday
from bijak.people.tests.factories import make_batch, workforce_frame

pytestmark = pytest.mark.django_db
Rows = dict[str, EmployeeToday]


@pytest.fixture
def rows(education: Unit, health: Unit, ani: Account, citra: Account, today: date) -> Rows:
    """Ani of education, and Bayu of health, who has no account."""
    bayu = {"nip": "198505052010011002", "siasn_id": "B2", "name": "BAYU", "unit_id": health.pk}
    frame = workforce_frame([{"unit_id": education.pk}, bayu])
    services.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    found = EmployeeToday.objects.select_related("employee", "unit")
    return {"ani": found.get(employee__account=ani), "bayu": found.get(name="BAYU")}


def asked(account: Account, row: EmployeeToday, today: date) -> tuple[bool, bool]:
    """Whether she may read it, and whether she may handle it."""
    reaching = {"permission": Permission.VIEW_SENSITIVE, "row": row, "today": today}
    return queries.may_read(account, **reaching), queries.may_handle(account, **reaching)


def test_ani_reads_her_own_and_handles_nobodys(rows: Rows, ani: Account, today: date) -> None:
    assert queries.is_own(ani, rows["ani"])
    assert queries.is_own(ani, rows["ani"].employee)
    assert asked(ani, rows["ani"], today) == (True, False)
    assert asked(ani, rows["bayu"], today) == (False, False)


def test_an_officer_handles_those_of_her_units_and_never_herself(
    rows: Rows, ani: Account, education: Unit, health: Unit, today: date
) -> None:
    give_role(account=ani, role="officer", unit=education, since=today)
    assert asked(ani, rows["ani"], today) == (True, False)
    assert asked(ani, rows["bayu"], today) == (False, False)
    give_role(account=ani, role="officer", unit=health, since=today)
    assert asked(ani, rows["bayu"], today) == (True, True)


def test_who_has_no_account_is_not_the_row_of_whoever_has_not_signed_in(rows: Rows) -> None:
    assert rows["bayu"].employee.account_id is None
    assert not queries.is_own(AnonymousUser(), rows["bayu"])


def test_a_row_is_opened_to_who_holds_the_other_permission_as_well(
    rows: Rows, ani: Account, budi: Account, today: date
) -> None:
    """Budi is Ani's superior: he sees her, and not what is hers alone."""

    def opened(account: Account, **holding: Permission) -> EmployeeToday | None:
        return queries.row_visible_to(account, uuid=rows["ani"].uuid, today=today, **holding)

    assert opened(budi) == rows["ani"]
    assert opened(budi, holding=Permission.VIEW_SENSITIVE) is None
    assert opened(ani, holding=Permission.VIEW_SENSITIVE) == rows["ani"]


@pytest.mark.parametrize("of", [lambda row: row, lambda row: row.employee])
def test_who_looks_at_another_is_logged_and_who_looks_at_herself_is_not(
    of: Callable[[EmployeeToday], object], rows: Rows, ani: Account, budi: Account
) -> None:
    for viewer in (ani, budi):
        services.note_view(viewer=viewer, of=of(rows["ani"]), page="Pasfoto")
    assert [(view.viewer, view.page) for view in accounts.views_of(ani)] == [(budi, "Pasfoto")]
