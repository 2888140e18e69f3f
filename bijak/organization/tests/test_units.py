"""Units as they were on any date, and as they were known to be."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.interchange.models import Batch
from bijak.ledger import queries as ledger
from bijak.organization import queries, services
from bijak.organization.models import Grant, Unit, UnitSpell
from bijak.organization.testing import give_role, make_unit

pytestmark = pytest.mark.django_db

SINCE, MARCH, MAY = date(2000, 1, 1), date(2026, 3, 1), date(2026, 5, 1)


def names_on(day: date, *, known: date | None = None) -> list[str]:
    return sorted(spell.name for spell in queries.units_on(day, known=known))


def flat(day: date) -> list[tuple[int, str]]:
    return [(node.depth, node.spell.name) for root in queries.tree(day) for node in root]


def test_a_renamed_office_keeps_its_old_name_on_old_dates(education: Unit, today: date) -> None:
    services.change_unit(unit=education, from_on=MARCH, changes={"name": "Dinas Diksi"}, today=today, by=None)
    assert "Dinas Pendidikan" in names_on(date(2026, 2, 28))
    assert "Dinas Diksi" in names_on(MARCH)
    assert education.name == "Dinas Diksi"


def test_a_change_decided_for_next_year_shows_only_when_its_day_comes(education: Unit, today: date) -> None:
    begins = date(2027, 1, 1)
    services.change_unit(
        unit=education, from_on=begins, changes={"name": "Dinas Diksi"}, today=today, by=None
    )
    assert education.name == "Dinas Pendidikan"
    services.turn_day(today=begins)
    education.refresh_from_db()
    assert education.name == "Dinas Diksi"


def test_a_moved_office_takes_its_subtree_along(
    city: Unit, education: Unit, health: Unit, today: date
) -> None:
    school = make_unit(name="SD 1", parent=education, since=SINCE)
    services.change_unit(unit=education, from_on=MARCH, changes={"parent": health.pk}, today=today, by=None)
    school.refresh_from_db()
    assert school.path == f"/{city.pk}/{health.pk}/{education.pk}/{school.pk}/"
    assert list(queries.subtree(health)) == [health, education, school]
    assert [unit.name for unit in queries.ancestors(school)] == [city.name, health.name, education.name]
    assert flat(date(2026, 2, 1)) == [
        (0, city.name), (1, "Dinas Pendidikan"), (2, "SD 1"), (1, "Dinas Kesehatan"),
    ]  # fmt: skip
    assert flat(today) == [(0, city.name), (1, "Dinas Kesehatan"), (2, "Dinas Pendidikan"), (3, "SD 1")]


def test_an_office_cannot_move_under_its_own_school(education: Unit, today: date) -> None:
    school = make_unit(name="SD 1", parent=education, since=SINCE)
    with pytest.raises(services.Refused, match="di bawah dirinya sendiri"):
        services.change_unit(
            unit=education, from_on=MARCH, changes={"parent": school.pk}, today=today, by=None
        )
    with pytest.raises(services.Refused, match="di bawah dirinya sendiri"):
        services.change_unit(unit=school, from_on=MARCH, changes={"parent": school.pk}, today=today, by=None)


def test_an_office_with_schools_cannot_be_closed(education: Unit, today: date) -> None:
    make_unit(name="SD 1", parent=education, since=SINCE)
    with pytest.raises(services.Refused, match="SD 1"):
        services.close_unit(unit=education, from_on=MARCH, today=today, by=None)
    assert "Dinas Pendidikan" in names_on(today)


def test_a_closed_office_stays_in_its_past_and_ends_the_roles_in_it(
    health: Unit, dewi: Account, today: date
) -> None:
    services.close_unit(unit=health, from_on=today, today=today, by=None)
    assert not health.is_active
    assert "Dinas Kesehatan" in names_on(today - timedelta(days=1))
    assert "Dinas Kesehatan" not in names_on(today)
    ended = Grant.objects.get(account=dewi)
    assert ended.until_on == today
    assert ledger.entries_for(ended)[0].verb == "organization.role_ended"


def test_an_office_with_the_last_administrator_is_not_closed(health: Unit, ani: Account, today: date) -> None:
    give_role(account=ani, role="admin", unit=health, since=SINCE)
    with pytest.raises(services.Refused, match="administrator terakhir"):
        services.close_unit(unit=health, from_on=today, today=today, by=None)
    assert "Dinas Kesehatan" in names_on(today)


def test_closing_twice_is_refused_in_words(health: Unit, today: date) -> None:
    services.close_unit(unit=health, from_on=MARCH, today=today, by=None)
    with pytest.raises(services.Refused, match="sudah tidak ada"):
        services.close_unit(unit=health, from_on=MAY, today=today, by=None)


def test_a_correction_changes_the_past_and_keeps_what_was_believed(education: Unit, today: date) -> None:
    """Known on the day before: the old belief; known now: the correction. Both about the same days."""
    UnitSpell.objects.update(believed_from=datetime(2026, 1, 5, tzinfo=UTC))
    services.change_unit(
        unit=education,
        from_on=date(2010, 1, 1),
        until_on=date(2012, 1, 1),
        changes={"name": "Dinas P dan K"},
        today=today,
        by=None,
        basis=services.Basis(decree_number="Perda 3/2009", reason="Salah catat."),
    )
    assert names_on(date(2011, 6, 1)) == ["Dinas P dan K", "Pemerintah Kota Contoh"]
    assert names_on(date(2011, 6, 1), known=date(2026, 2, 1)) == [
        "Dinas Pendidikan",
        "Pemerintah Kota Contoh",
    ]
    assert names_on(date(2011, 6, 1), known=date(2026, 1, 4)) == []
    assert [(spell.from_on, spell.name) for spell in queries.history(education)] == [
        (SINCE, "Dinas Pendidikan"),
        (date(2010, 1, 1), "Dinas P dan K"),
        (date(2012, 1, 1), "Dinas Pendidikan"),
    ]
    assert [spell.decree_number for spell in queries.history(education)] == ["", "Perda 3/2009", ""]


def test_a_belief_recorded_late_in_the_evening_belongs_to_the_local_day(education: Unit) -> None:
    """22.30 UTC on 1 January is 05.30 on 2 January in Pontianak."""
    UnitSpell.objects.update(believed_from=datetime(2026, 1, 1, 22, 30, tzinfo=UTC))
    assert names_on(MARCH, known=date(2026, 1, 1)) == []
    assert "Dinas Pendidikan" in names_on(MARCH, known=date(2026, 1, 2))


def test_two_officers_at_one_unit_do_not_overwrite_each_other(education: Unit, today: date) -> None:
    seen = queries.version(education)
    services.change_unit(
        unit=education, from_on=MARCH, changes={"name": "Dinas Diksi"}, version=seen, today=today, by=None
    )
    with pytest.raises(services.Stale):
        services.change_unit(
            unit=education,
            from_on=MARCH,
            changes={"head_title": "Kepala"},
            version=seen,
            today=today,
            by=None,
        )


def test_the_same_office_is_not_founded_twice(city: Unit, education: Unit, today: date) -> None:
    with pytest.raises(services.Refused, match="sudah ada"):
        make_unit(name="dinas pendidikan", parent=city, since=MARCH)
    assert Unit.objects.count() == 2


def test_a_change_to_what_is_already_so_is_refused(education: Unit, today: date) -> None:
    with pytest.raises(services.Refused, match="Tidak ada yang berubah"):
        services.change_unit(
            unit=education, from_on=MARCH, changes={"name": education.name}, today=today, by=None
        )


def test_a_unit_cannot_be_founded_under_one_that_comes_later(education: Unit) -> None:
    with pytest.raises(services.Refused, match="tidak ada"):
        make_unit(name="SD 1", parent=education, since=date(1999, 1, 1))


def test_two_units_cannot_share_a_national_id(education: Unit, today: date) -> None:
    for name, refused in (("A", False), ("B", True)):
        found = lambda name=name: services.create_unit(  # noqa: E731
            name=name, kind="other", parent=education, from_on=MARCH, siasn_id="X1", today=today, by=None
        )
        if refused:
            with pytest.raises(services.Refused, match="sudah dipakai oleh A"):
                found()
        else:
            found()


def test_the_database_itself_keeps_one_truth_a_day(education: Unit) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitSpell.objects.create(unit=education, name="Lain", from_on=MARCH, until_on=MAY)


def test_dewi_of_another_office_may_not_change_this_one(
    education: Unit, health: Unit, dewi: Account, today: date
) -> None:
    with pytest.raises(PermissionDenied):
        services.change_unit(unit=education, from_on=MARCH, changes={"name": "X"}, today=today, by=dewi)


def test_an_officer_of_one_office_cannot_reach_beyond_it(
    city: Unit, education: Unit, health: Unit, ani: Account, today: date
) -> None:
    give_role(account=ani, role="officer", unit=education, since=SINCE)
    school = services.create_unit(
        name="SD 1", kind="school", parent=education, from_on=MARCH, today=today, by=ani
    )
    with pytest.raises(PermissionDenied):
        services.change_unit(unit=school, from_on=MAY, changes={"parent": health.pk}, today=today, by=ani)
    with pytest.raises(services.Refused, match="langsung di bawah instansi"):
        services.change_unit(unit=school, from_on=MAY, changes={"parent": None}, today=today, by=ani)
    with pytest.raises(services.Refused, match="langsung di bawah instansi"):
        services.create_unit(name="Dinas Ani", kind="office", parent=None, from_on=MARCH, today=today, by=ani)


def test_the_projection_equals_the_history_whatever_happened(
    city: Unit, education: Unit, health: Unit, today: date
) -> None:
    school = make_unit(name="SD 1", parent=education, since=SINCE)
    services.change_unit(unit=school, from_on=MARCH, changes={"parent": health.pk}, today=today, by=None)
    services.close_unit(unit=education, from_on=MAY, today=today, by=None)
    before = list(Unit.objects.order_by("pk").values())
    assert services.rebuild_units(today=today) == 0
    Unit.objects.update(name="rusak", path="/", place=0, parent=None, is_active=True)
    services.rebuild_units(today=today)
    assert list(Unit.objects.order_by("pk").values()) == before
    for spell in queries.units_on(today):
        assert queries.face_of(spell) == queries.face_of(spell.unit)


def test_the_tree_of_a_thousand_units_is_one_query(
    city: Unit, today: date, django_assert_num_queries
) -> None:
    rows = [
        services.UnitRow(f"u{n}", f"Unit {n}", parent=f"u{n // 10}" if n >= 10 else "") for n in range(1000)
    ]
    services.apply_units(rows, batch=Batch(pk=1), by=None, today=today)
    with django_assert_num_queries(1):
        assert sum(1 for root in queries.tree(today) for _node in root) == 1001


def test_today_is_the_agencys_and_not_greenwichs() -> None:
    late = datetime(2026, 11, 1, 17, 30, tzinfo=UTC)
    assert queries.today(late) == date(2026, 11, 2)
    services.pretend_day(day=date(2027, 1, 4), now=late, by=None)
    assert queries.today(late) == date(2027, 1, 4)
    assert services.pretend_day(day=None, now=late, by=None) == date(2026, 11, 2)
    assert timezone.is_aware(late)
