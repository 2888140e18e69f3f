"""What is believed of Ani, through imports, corrections and an undo."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from django.db import IntegrityError, connection, transaction

from bijak.accounts.models import Account
from bijak.interchange import filling
from bijak.interchange.models import Batch
from bijak.organization.models import Unit
from bijak.people import queries, services
from bijak.people.models import Assignment, Change, EmployeeToday, Identity, PositionSpell, RankSpell
from bijak.people.services.beliefs import RANK
from bijak.people.tests.factories import make_batch, workforce_frame

pytestmark = pytest.mark.django_db


def _record_rank(*, row: EmployeeToday, **given: Any) -> Change:
    """As an officer does who has just opened the form."""
    return services.record_line(topic=queries.Topic.RANK, row=row, seen=queries.version(row.pk), **given)


@pytest.fixture
def arrived(education: Unit, citra: Account, today: date) -> EmployeeToday:
    """Ani and Bayu came in with one workforce file."""
    frame = workforce_frame(
        [
            {"unit_id": education.pk},
            {
                "nip": "198505052010011002",
                "siasn_id": "B2",
                "name": "Bayu",
                "sex": "L",
                "unit_id": education.pk,
            },
        ]
    )
    services.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    return EmployeeToday.objects.get(nip="199001012015012001")


def _ranks(rows: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(rows, infer_schema_length=None)


def test_a_workforce_file_makes_a_person_with_all_her_spans(arrived: EmployeeToday, today: date) -> None:
    assert arrived.full_name == "Ani Lestari, S.E."
    assert (arrived.kind, arrived.rank_code, arrived.standing_code) == ("pns", "33", "01")
    ani = queries.person(arrived, on=today, with_sensitive=True)
    assert [line.title for line in ani.histories["employment"]] == ["PNS", "CPNS"]
    assert ani.rank is not None
    assert ani.rank.title == "Penata, III/c"


def test_the_same_file_twice_changes_nothing(
    arrived: EmployeeToday, education: Unit, citra: Account, today: date
) -> None:
    before = (RankSpell.objects.count(), PositionSpell.objects.count(), Identity.objects.count())
    frame = workforce_frame([{"unit_id": education.pk}])
    later = today + timedelta(days=30)
    applied = services.record_workforce(frame, batch=make_batch(citra), by=citra, today=later)
    assert (applied.created, applied.changed, applied.unchanged) == (0, 0, 1)
    assert (RankSpell.objects.count(), PositionSpell.objects.count(), Identity.objects.count()) == before


def test_an_older_rank_from_the_history_ends_where_the_current_one_begins(
    arrived: EmployeeToday, citra: Account, today: date
) -> None:
    frame = _ranks(
        [{"employee_id": arrived.pk, "from_on": date(2019, 4, 1), "rank_code": "32", "decree_no": "823/1"}]
    )
    services.record_history(frame, table=RANK, batch=make_batch(citra), by=citra, today=today)
    ani = queries.person(arrived, on=date(2020, 1, 1), with_sensitive=False)
    assert ani.rank is not None
    assert (ani.rank.title, ani.rank.until_on, ani.rank.decree_no) == (
        "Penata Muda Tingkat I, III/b",
        date(2023, 4, 1),
        "823/1",
    )


def test_a_blank_in_a_later_file_does_not_erase_a_decree(
    arrived: EmployeeToday, education: Unit, citra: Account, today: date
) -> None:
    known = _ranks(
        [{"employee_id": arrived.pk, "from_on": date(2023, 4, 1), "rank_code": "33", "decree_no": "823/9"}]
    )
    services.record_history(known, table=RANK, batch=make_batch(citra), by=citra, today=today)
    services.record_workforce(
        workforce_frame([{"unit_id": education.pk}]), batch=make_batch(citra), by=citra, today=today
    )
    assert RankSpell.objects.get(employee=arrived.pk, believed_until=None).decree_no == "823/9"


def test_a_correction_keeps_what_was_believed_before(
    arrived: EmployeeToday, citra: Account, today: date
) -> None:
    first = RankSpell.objects.get(employee=arrived.pk, believed_until=None)
    change = _record_rank(
        row=arrived,
        facts={"from_on": date(2023, 4, 1), "rank_code": "34"},
        reason="Salah ketik",
        by=citra,
        today=today,
    )
    then = queries.person(arrived, on=today, known_at=first.believed_from, with_sensitive=False)
    now = queries.person(arrived, on=today, known_at=change.at, with_sensitive=False)
    assert then.rank is not None
    assert now.rank is not None
    assert (then.rank.title, now.rank.title) == ("Penata, III/c", "Penata Tingkat I, III/d")
    assert EmployeeToday.objects.get(pk=arrived.pk).rank_code == "34"


def test_undoing_a_batch_takes_new_people_away_and_brings_old_beliefs_back(
    arrived: EmployeeToday, education: Unit, citra: Account, today: date
) -> None:
    batch = make_batch(citra)
    newcomer = {"nip": "199202022018012009", "siasn_id": "C3", "name": "Cici", "unit_id": education.pk}
    changed = {"unit_id": education.pk, "rank_code": "34", "rank_from": date(2026, 10, 1)}
    services.record_workforce(workforce_frame([newcomer, changed]), batch=batch, by=citra, today=today)
    assert EmployeeToday.objects.get(pk=arrived.pk).rank_code == "34"

    undone = services.undo_batch(batch=batch, by=citra)

    assert undone.kept == []
    assert not EmployeeToday.objects.filter(nip="199202022018012009").exists()
    rank = RankSpell.objects.get(employee=arrived.pk, believed_until=None)
    assert (rank.rank_code, rank.until_on) == ("33", None)
    assert EmployeeToday.objects.get(pk=arrived.pk).rank_code == "33"


def test_undoing_leaves_alone_who_was_corrected_since(
    arrived: EmployeeToday, education: Unit, citra: Account, today: date
) -> None:
    batch = make_batch(citra)
    changed = {"unit_id": education.pk, "rank_code": "34", "rank_from": date(2026, 10, 1)}
    services.record_workforce(workforce_frame([changed]), batch=batch, by=citra, today=today)
    _record_rank(
        row=arrived,
        facts={"from_on": date(2026, 10, 1), "rank_code": "41"},
        reason="SK",
        by=citra,
        today=today,
    )
    undone = services.undo_batch(batch=batch, by=citra)
    assert len(undone.kept) == 1
    assert EmployeeToday.objects.get(pk=arrived.pk).rank_code == "41"


def test_undoing_twice_does_nothing_the_second_time(arrived: EmployeeToday, citra: Account) -> None:
    batch = Batch.objects.get(
        pk=arrived.employee_id and Identity.objects.get(employee=arrived.pk).change.batch_id
    )
    assert services.undo_batch(batch=batch, by=citra).count == 2
    assert services.undo_batch(batch=batch, by=citra).count == 0


def test_the_database_refuses_two_ranks_on_one_day(arrived: EmployeeToday) -> None:
    held = RankSpell.objects.get(employee=arrived.pk, believed_until=None)
    with pytest.raises(IntegrityError, match="never_two_at_once"), transaction.atomic():
        RankSpell.objects.create(
            employee=held.employee,
            believed_from=held.believed_from,
            change=held.change,
            from_on=date(2024, 1, 1),
            rank_code="34",
        )


def test_two_acting_posts_at_once_may_be_but_not_the_same_one_twice(arrived: EmployeeToday) -> None:
    held = PositionSpell.objects.get(employee=arrived.pk, believed_until=None)

    def act(title: str, from_on: date) -> None:
        PositionSpell.objects.create(
            employee=held.employee,
            believed_from=held.believed_from,
            change=held.change,
            from_on=from_on,
            kind=held.kind,
            title=title,
            unit=held.unit,
            assignment=Assignment.ACTING,
        )

    act("Kepala Bidang Ketenagaan", date(2026, 1, 5))
    act("Kepala Bidang Sarana", date(2026, 2, 2))
    with pytest.raises(IntegrityError, match="people_acting_never_two_at_once"), transaction.atomic():
        act("Kepala Bidang Ketenagaan", date(2026, 3, 2))


def test_the_projection_equals_the_histories_after_a_rebuild(arrived: EmployeeToday, today: date) -> None:
    before = list(EmployeeToday.objects.order_by("pk").values())
    EmployeeToday.objects.all().delete()
    assert services.refresh_today(on=today) == 2
    assert list(EmployeeToday.objects.order_by("pk").values()) == before
    assert services.refresh_today(on=today) == 0


def test_a_rank_of_next_month_shows_when_the_day_comes(
    arrived: EmployeeToday, citra: Account, today: date
) -> None:
    begins = today + timedelta(days=29)
    _record_rank(
        row=arrived, facts={"from_on": begins, "rank_code": "34"}, reason="SK", by=citra, today=today
    )
    assert EmployeeToday.objects.get(pk=arrived.pk).rank_code == "33"
    services.refresh_today(on=begins)
    assert EmployeeToday.objects.get(pk=arrived.pk).rank_code == "34"


def test_a_table_filled_by_many_rows_at_once_keeps_its_indexes_and_constraints(
    education: Unit, citra: Account, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _structure()
    assert {kind for kind, *_rest in before} == {"constraint", "index"}
    monkeypatch.setattr(filling, "MANY", 1)
    frame = workforce_frame([{"unit_id": education.pk}])
    services.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    assert EmployeeToday.objects.count() == 1
    assert _structure() == before
    others = [
        {"unit_id": education.pk, "siasn_id": f"B{n}", "nip": f"19900101201501200{n}"} for n in (3, 4, 5)
    ]
    more = workforce_frame(others)
    services.record_workforce(more, batch=make_batch(citra, "b.csv"), by=citra, today=today)
    assert EmployeeToday.objects.count() == 4
    assert _structure() == before


def _structure() -> list[Any]:
    """Every constraint and index of the tables of people, but for lists of values, which PostgreSQL casts anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid::regclass::text LIKE 'people_%' AND contype <> 'n' "
            "UNION ALL SELECT 'index', indexname, split_part(indexdef, ' ANY ', 1) FROM pg_indexes "
            "WHERE tablename LIKE 'people_%' "
            "ORDER BY 1, 2"
        )
        return cursor.fetchall()
