"""A mapping from reckoning to freezing: who stands where, what the committee decides, and that nothing changes then."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from bijak.accounts.models import Account
from bijak.ledger import queries as ledger
from bijak.organization.models import Unit
from bijak.performance.models import SkpRating
from bijak.talent import queries, services
from bijak.talent.models import Mapping, Placement
from bijak.talent.rules import Cuts
from bijak.talent.tests.conftest import worked

pytestmark = pytest.mark.django_db
Begin = Callable[..., Mapping]


def boxes(mapping: Mapping) -> dict[int, int]:
    cells = queries.counts(Placement.objects.filter(mapping=mapping))
    return {box: cell.count for box, cell in cells.items() if cell.count}


def of(mapping: Mapping, person: Any) -> Placement:
    return Placement.objects.select_related("mapping", "employee").get(mapping=mapping, employee=person.pk)


def test_everyone_is_placed_by_her_scores_and_nobody_is_guessed(begin: Begin, crowd: list[Any]) -> None:
    mapping = begin()
    assert boxes(mapping) == {9: 2, 8: 1, 7: 1, 5: 1, 1: 1, queries.UNPLACED: 2}
    ani = of(mapping, crowd[0])
    assert (ani.performance, ani.potential, ani.value, ani.box) == (100, 97.5, 98.75, 9)
    unrated = of(mapping, crowd[5])
    assert (unrated.box, unrated.performance, unrated.potential) == (None, None, 80)
    unassessed = of(mapping, crowd[4])
    assert (unassessed.is_eligible, unassessed.unknowns) == (None, ["assessment_valid"])


def test_a_mapping_of_one_office_holds_its_people_only(begin: Begin, health: Unit) -> None:
    assert boxes(begin(health)) == {9: 1, 1: 1}


def test_reckoning_again_follows_the_records_and_keeps_what_the_committee_decided(
    begin: Begin, crowd: list[Any], citra: Account, today: date
) -> None:
    mapping = begin()
    services.move(
        placement=of(mapping, crowd[3]), to=8, reason="Memimpin darurat banjir.", by=citra, today=today
    )
    SkpRating.objects.filter(employee=crowd[3].pk).update(predicate="poor")
    worked(services.reckon(mapping=mapping, by=citra, today=today))
    moved = of(mapping, crowd[3])
    assert (moved.box, moved.moved_to, moved.stands, moved.moved_reason) == (
        3,
        8,
        8,
        "Memimpin darurat banjir.",
    )
    assert Placement.objects.filter(mapping=mapping).count() == 8


def test_of_the_committee_nobody_speaks_about_her_own_place(
    begin: Begin, crowd: list[Any], citra: Account, today: date
) -> None:
    mapping = begin()
    own = of(mapping, crowd[3])
    own.employee.account = citra
    own.employee.save()
    with pytest.raises(services.Refused):
        services.move(placement=own, to=9, reason="Pantas.", by=citra, today=today)


def test_other_cut_offs_are_tried_beside_those_in_force_and_chosen_with_a_reason(
    begin: Begin, citra: Account, today: date
) -> None:
    mapping = begin()
    tried = Cuts(95, 70, 90, 60)
    now, then = queries.trials(
        mapping, Placement.objects.filter(mapping=mapping), [("kini", Cuts.of(mapping)), ("coba", tried)]
    )
    assert (now.pool, now.changed, now.is_chosen) == (4, 0, True)
    assert {box: count for box, count in then.counts.items() if count} == {
        9: 1,
        7: 1,
        6: 1,
        5: 1,
        3: 1,
        1: 1,
        0: 2,
    }
    with pytest.raises(services.Refused, match="alasannya"):
        services.choose_cuts(mapping=mapping, cuts=tried, reason="", by=citra, today=today)
    with pytest.raises(services.Refused, match="di bawah batas tinggi"):
        services.choose_cuts(mapping=mapping, cuts=Cuts(60, 80, 80, 60), reason="x", by=citra, today=today)
    worked(
        services.choose_cuts(mapping=mapping, cuts=tried, reason="Tiga pita nyata.", by=citra, today=today)
    )
    assert boxes(mapping) == {box or 0: count for box, count in then.counts.items() if count}


def test_what_is_frozen_is_in_the_ledger_and_never_changes(
    begin: Begin, crowd: list[Any], citra: Account, today: date
) -> None:
    mapping = begin()
    assert queries.placed_on(today) == (0, 0)
    mapping = worked(
        services.freeze(mapping=mapping, minutes_no="BA/1/2026", disclosure="scores", by=citra, today=today)
    )
    entry = ledger.entries_for(mapping).get(verb="talent.frozen")
    assert entry.facts["fingerprint"] == mapping.fingerprint == queries.fingerprint(mapping)
    assert queries.is_intact(mapping)
    assert queries.placed_on(today) == (6, 8)
    for change in (
        lambda: services.reckon(mapping=mapping, by=citra, today=today),
        lambda: services.move(placement=of(mapping, crowd[0]), to=1, reason="x", by=citra, today=today),
        lambda: services.choose_cuts(
            mapping=mapping, cuts=Cuts(90, 70, 90, 70), reason="x", by=citra, today=today
        ),
        lambda: services.discard(mapping=mapping, by=citra, today=today),
    ):
        with pytest.raises(services.Refused, match="dibekukan"):
            change()
    Placement.objects.filter(pk=of(mapping, crowd[3]).pk).update(performance=99)
    assert not queries.is_intact(mapping)


def test_what_a_frozen_mapping_says_does_not_follow_later_terms(
    begin: Begin, crowd: list[Any], citra: Account, today: date
) -> None:
    mapping = begin()
    mapping.terms["rated_years"] = 1
    mapping.save(update_fields=["terms"])
    told = queries.explain(of(mapping, crowd[0]))
    assert [line.code for line in told.performance] == ["rating_1"]


def test_a_mapping_of_the_agency_takes_a_role_for_the_agency(
    crowd: Any, budi: Account, dewi: Account, today: date
) -> None:
    for account in (budi, dewi):
        with pytest.raises(PermissionDenied):
            services.begin(name="x", unit=None, on=today, by=account, today=today)


def test_before_the_law_there_is_no_mapping(crowd: Any, citra: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="01-01-2022"):
        services.begin(name="x", unit=None, on=date(2021, 6, 1), by=citra, today=today)
    assert not Mapping.objects.exists()


def test_nobody_can_be_moved_without_a_reason_even_behind_the_pages_back(
    begin: Begin, crowd: list[Any]
) -> None:
    placement = of(begin(), crowd[0])
    with (
        pytest.raises(Exception, match="talent_placement_moved_with_a_reason"),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE talent_placement SET moved_to = 1 WHERE id = %s", [placement.pk])
