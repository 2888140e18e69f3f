"""Who may do what, where, and on which days."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.interchange import services as interchange
from bijak.interchange.registries import import_kinds
from bijak.kernel import events as bus
from bijak.kernel.uuid7 import uuid7
from bijak.organization import events, queries, services
from bijak.organization.access import Permission
from bijak.organization.models import Grant, Unit
from bijak.organization.registries import Role, roles
from bijak.organization.testing import give_role, make_unit

pytestmark = pytest.mark.django_db

SINCE = date(2020, 1, 1)


def fresh(account: Account) -> Account:
    """As the next request would load her."""
    return Account.objects.get(pk=account.pk)


def may(account: Account, permission: Permission, unit: Unit, day: date) -> bool:
    return queries.scope(fresh(account), permission, today=day).covers(unit)


def test_every_account_may_read_the_organisation_and_nothing_of_others(
    ani: Account, city: Unit, today: date
) -> None:
    held = queries.held(ani, today)
    assert held[Permission.VIEW] == queries.NOTHING
    assert Permission.CHANGE not in held
    assert not may(ani, Permission.VIEW_GRANTS, city, today)


def test_a_role_reaches_its_unit_and_all_below_it_and_no_further(
    education: Unit, health: Unit, ani: Account, today: date
) -> None:
    school = make_unit(name="SD 1", parent=education, since=SINCE)
    give_role(account=ani, role="officer", unit=education, since=SINCE)
    assert may(ani, Permission.CHANGE, education, today)
    assert may(ani, Permission.CHANGE, school, today)
    assert not may(ani, Permission.CHANGE, health, today)
    found = Unit.objects.filter(queries.scope(fresh(ani), Permission.CHANGE, today=today).q("path"))
    assert set(found) == {education, school}


def test_the_first_office_does_not_cover_the_tenth() -> None:
    """/1/ is not a prefix of /10/."""
    assert not queries.Scope(paths=("/1/",)).covers(Unit(path="/10/"))
    assert queries.Scope(paths=("/1/",)).covers(Unit(path="/1/5/"))


def test_a_role_without_a_unit_reaches_everything(ani: Account, health: Unit, today: date) -> None:
    give_role(account=ani, role="officer", since=SINCE)
    assert queries.scope(fresh(ani), Permission.CHANGE, today=today) == queries.EVERYTHING


def test_two_roles_add_up_and_the_wider_swallows_the_narrower(
    city: Unit, education: Unit, health: Unit, ani: Account, today: date
) -> None:
    give_role(account=ani, role="officer", unit=education, since=SINCE)
    give_role(account=ani, role="officer", unit=health, since=SINCE)
    assert queries.scope(fresh(ani), Permission.CHANGE, today=today).paths == tuple(
        sorted([education.path, health.path])
    )
    give_role(account=ani, role="officer", unit=city, since=SINCE)
    assert queries.scope(fresh(ani), Permission.CHANGE, today=today).paths == (city.path,)


def test_a_role_holds_on_its_days_only(education: Unit, ani: Account) -> None:
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    give_role(account=ani, role="officer", unit=education, since=first, until=last + timedelta(days=1))
    assert not may(ani, Permission.CHANGE, education, first - timedelta(days=1))
    assert may(ani, Permission.CHANGE, education, first)
    assert may(ani, Permission.CHANGE, education, last)
    assert not may(ani, Permission.CHANGE, education, last + timedelta(days=1))


def test_a_closed_account_holds_nothing(citra: Account, today: date) -> None:
    citra.is_active = False
    assert queries.held(citra, today) == {}


def test_knowing_what_one_may_do_is_one_query(citra: Account, today: date, django_assert_num_queries) -> None:
    account = fresh(citra)
    with django_assert_num_queries(1):
        for _again in range(3):
            access.holds(account, Permission.CHANGE, today=today)
            queries.scope(account, Permission.VIEW_GRANTS, today=today)


def test_only_the_administrator_gives_roles(
    education: Unit, citra: Account, hadi: Account, administrator: Account, ani: Account, today: date
) -> None:
    for account in (citra, hadi, ani):
        with pytest.raises(PermissionDenied):
            services.grant_role(
                account=ani, role="operator", unit=education, from_on=today, today=today, by=fresh(account)
            )
    services.grant_role(
        account=ani, role="operator", unit=education, from_on=today, today=today, by=administrator
    )
    assert Grant.objects.get(account=ani).granted_by == administrator


def test_nobody_gives_a_role_to_herself(city: Unit, administrator: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="diri sendiri"):
        services.grant_role(
            account=administrator, role="leader", unit=city, from_on=today, today=today, by=administrator
        )


def test_an_administrator_of_one_office_gives_no_role_in_another_nor_everywhere(
    education: Unit, health: Unit, ani: Account, budi: Account, today: date
) -> None:
    give_role(account=ani, role="admin", unit=education, since=SINCE)
    with pytest.raises(PermissionDenied):
        services.grant_role(
            account=budi, role="operator", unit=health, from_on=today, today=today, by=fresh(ani)
        )
    with pytest.raises(services.Refused, match="Pilih unitnya"):
        services.grant_role(
            account=budi, role="operator", unit=None, from_on=today, today=today, by=fresh(ani)
        )


def test_the_same_role_is_not_given_twice(education: Unit, budi: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="sudah memegang peran yang sama"):
        give_role(account=budi, role="superior", unit=education, since=today)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(account=budi, role="superior", unit=education, from_on=today)
    give_role(account=budi, role="leader", since=SINCE)
    with pytest.raises(services.Refused, match="sudah memegang peran yang sama"):
        give_role(account=budi, role="leader", since=today)


def test_a_role_may_be_given_again_after_it_ended(education: Unit, budi: Account, today: date) -> None:
    held = Grant.objects.get(account=budi)
    services.end_grant(grant=held, on=today, today=today, by=None)
    give_role(account=budi, role="superior", unit=education, since=today)
    assert Grant.objects.filter(account=budi).count() == 2


def test_the_role_everyone_has_is_not_given(ani: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="berlaku bagi setiap akun"):
        give_role(account=ani, role="employee", since=today)


def test_a_role_does_not_end_in_the_past(budi: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="sudah lewat"):
        services.end_grant(
            grant=Grant.objects.get(account=budi), on=today - timedelta(days=1), today=today, by=None
        )


def test_the_last_administrator_stays(administrator: Account, ani: Account, today: date) -> None:
    held = Grant.objects.get(account=administrator)
    with pytest.raises(services.Refused, match="administrator terakhir"):
        services.end_grant(grant=held, on=today, today=today, by=administrator)
    give_role(account=ani, role="admin", since=today)
    services.end_grant(grant=held, on=today, today=today, by=administrator)
    assert Permission.GRANT not in queries.held(fresh(administrator), today)


# Deputies ---------------------------------------------------------------------------------------


@pytest.fixture
def deputy(budi: Account, ani: Account, today: date) -> Grant:
    """Ani stands in for Budi for a working week."""
    return services.name_deputy(
        grant=Grant.objects.get(account=budi),
        account=ani,
        from_on=today,
        until_on=today + timedelta(days=5),
        today=today,
        by=budi,
    )


def roles_of(account: Account, day: date) -> list[str]:
    return [grant.role for grant in queries.grants_of(account, today=day)]


def test_a_deputy_has_the_role_on_those_days_and_the_holder_keeps_it(
    deputy: Grant, budi: Account, ani: Account, today: date
) -> None:
    assert roles_of(ani, today - timedelta(days=1)) == []
    assert roles_of(ani, today) == roles_of(ani, today + timedelta(days=4)) == ["superior"]
    assert roles_of(ani, today + timedelta(days=5)) == []
    assert roles_of(budi, today) == ["superior"]


def test_a_deputy_cannot_pass_it_on(deputy: Grant, ani: Account, dewi: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="tidak dapat menunjuk pengganti lagi"):
        services.name_deputy(
            grant=deputy, account=dewi, from_on=today, until_on=deputy.until_on, today=today, by=ani
        )


def test_a_deputys_days_end_with_the_role_itself(
    deputy: Grant, ani: Account, budi: Account, today: date
) -> None:
    services.end_grant(
        grant=Grant.objects.get(account=budi), on=today + timedelta(days=2), today=today, by=None
    )
    deputy.refresh_from_db()
    assert deputy.until_on == today + timedelta(days=2)
    Grant.objects.filter(pk=deputy.pk).update(until_on=today + timedelta(days=9))
    assert roles_of(ani, today + timedelta(days=3)) == []


def test_a_stranger_names_no_deputy_for_budi(budi: Account, ani: Account, dewi: Account, today: date) -> None:
    with pytest.raises(PermissionDenied):
        services.name_deputy(
            grant=Grant.objects.get(account=budi),
            account=ani,
            from_on=today,
            until_on=today + timedelta(days=1),
            today=today,
            by=dewi,
        )


def test_nobody_is_her_own_deputy_nor_longer_than_the_role_lasts(
    budi: Account, ani: Account, today: date
) -> None:
    held = Grant.objects.get(account=budi)
    for account, start, match in (
        (budi, today, "orang lain"),
        (ani, date(2019, 1, 1), "di dalam masa peran"),
    ):
        with pytest.raises(services.Refused, match=match):
            services.name_deputy(
                grant=held,
                account=account,
                from_on=start,
                until_on=today + timedelta(days=1),
                today=today,
                by=budi,
            )


def test_budi_sends_his_own_deputy_home(deputy: Grant, budi: Account, ani: Account, today: date) -> None:
    services.end_grant(grant=deputy, on=today + timedelta(days=1), today=today, by=budi)
    assert roles_of(ani, today + timedelta(days=1)) == []


# What others hear and what is kept --------------------------------------------------------------


def test_those_above_hear_of_roles_given_and_ended(
    education: Unit, ani: Account, today: date, monkeypatch
) -> None:
    heard: list[object] = []
    monkeypatch.setattr("bijak.organization.services.grants.publish", heard.append)
    monkeypatch.setattr("bijak.organization.services.endings.publish", heard.append)
    grant = give_role(account=ani, role="operator", unit=education, since=today)
    services.end_grant(grant=grant, on=today, today=today, by=None)
    assert heard == [
        events.RoleGranted(grant.pk, ani.pk, "operator", education.pk, today, None),
        events.RoleEnded(grant.pk, ani.pk, "operator", today),
    ]
    assert bus.publish is not None


def test_the_ledger_keeps_who_got_what_and_where(
    education: Unit, administrator: Account, ani: Account, today: date
) -> None:
    from bijak.ledger import queries as ledger

    grant = services.grant_role(
        account=ani, role="operator", unit=education, from_on=today, today=today, by=administrator
    )
    [entry] = ledger.entries_for(grant)
    assert entry.verb == "organization.role_granted"
    assert entry.by_uuid == administrator.uuid
    assert entry.facts["unit"] == str(education.uuid)
    assert "Ani" not in str(entry.facts)


def test_whoever_gets_a_role_is_told(education: Unit, ani: Account, today: date) -> None:
    from bijak.notifications.models import Message

    give_role(account=ani, role="operator", unit=education, since=today)
    message = Message.objects.get(to=ani)
    assert "Operator perangkat daerah" in str(message.title)


def test_oversight_sees_and_changes_nothing() -> None:
    """Hadi verifies; whoever may change something is somebody else."""
    acts = {Permission.CHANGE, Permission.GRANT, Permission.CALENDAR, Permission.PROFILE}
    assert not acts & set(roles.permissions_of(Role.OVERSIGHT))


def test_whoever_lost_the_role_no_longer_opens_the_file_she_brought(
    city: Unit, citra: Account, client_of: Callable[[Account], Client], today: date
) -> None:
    file = BytesIO(b"Id;NamaUnor\nA;Pemerintah Kota Pontianak\n")
    batch = interchange.upload(
        kind=import_kinds.get("unit"), file=file, name="unor.csv", token=uuid7(), by=citra, today=today
    )
    place = reverse("documents:download", args=[batch.document.uuid])
    assert b"".join(client_of(citra).get(place).streaming_content) == file.getvalue()  # type: ignore[attr-defined]
    services.end_grant(grant=Grant.objects.get(account=citra), on=today, today=today, by=None)
    assert client_of(citra).get(place).status_code == 404
