"""The establishment from a file, and taking it back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest

from bijak.accounts.models import Account
from bijak.interchange.models import Batch
from bijak.interchange.registries import ROW, import_kinds
from bijak.kernel.uuid7 import uuid7
from bijak.organization import queries, services
from bijak.organization.importing import posts as importing
from bijak.organization.models import Post, Unit
from bijak.organization.testing import give_role
from bijak.organization.texts import POST_COLUMNS

pytestmark = pytest.mark.django_db

NURSE = {
    "unit": "dinas kesehatan",
    "title": "Perawat Ahli Pertama",
    "kind": "Fungsional",
    "needed": "4",
    "job_class": "8",
    "rank_lowest": "iii/a",
    "education_level": "S-1",
    "from_on": "2026-01-01",
    "decree_number": "SK 12",
}


def frame(rows: list[Mapping[str, str]]) -> pl.DataFrame:
    blank = dict.fromkeys(column.field for column in POST_COLUMNS)
    filled = [{ROW: place} | blank | dict(row) for place, row in enumerate(rows, start=2)]
    schema: dict[str, Any] = {ROW: pl.Int64} | dict.fromkeys(blank, pl.String)
    return pl.DataFrame(filled, schema=schema)


def bring(rows: list[Mapping[str, str]], today: date, batch: int = 1) -> tuple[int, int, int]:
    checked = importing.check(frame(rows), today=today)
    assert not list(checked.problems)
    applied = importing.apply(checked.good, batch=Batch(pk=batch, uuid=uuid7()), by=None, today=today)  # type: ignore[arg-type]
    return applied.created, applied.changed, applied.unchanged


def needed() -> list[tuple[date, int, str]]:
    post = Post.objects.get(key="perawat ahli pertama")
    return [(each.from_on, each.needed, each.decree_number) for each in queries.post_history(post)]


@pytest.mark.usefixtures("health")
def test_a_file_establishes_posts_once(today: date) -> None:
    assert bring([NURSE], today) == (1, 0, 0)
    assert bring([NURSE], today, batch=2) == (0, 0, 1)
    assert needed() == [(date(2026, 1, 1), 4, "SK 12")]
    [spell] = queries.post_history(Post.objects.get())
    assert (spell.kind, spell.job_class, spell.rank_lowest, spell.education_level) == (
        "functional", 8, "31", "40",
    )  # fmt: skip


@pytest.mark.usefixtures("health")
def test_a_later_file_changes_from_its_day_and_its_blanks_erase_nothing(today: date) -> None:
    bring([NURSE], today)
    later = {"unit": "Dinas Kesehatan", "title": "perawat  ahli pertama", "kind": "fungsional", "needed": "6"}
    assert bring([later | {"from_on": "2026-07-01", "decree_number": "SK 30"}], today, batch=2) == (0, 1, 0)
    assert needed() == [(date(2026, 1, 1), 4, "SK 12"), (date(2026, 7, 1), 6, "SK 30")]
    assert {each.job_class for each in queries.post_history(Post.objects.get())} == {8}


@pytest.mark.usefixtures("health")
def test_a_file_is_taken_back_but_not_what_was_changed_since(today: date) -> None:
    bring([NURSE], today)
    bring([NURSE | {"needed": "9", "from_on": "2026-07-01"}], today, batch=2)
    assert services.undo_posts(batch=Batch(pk=2, uuid=uuid7()), by=None, today=today) == (1, [])
    assert needed() == [(date(2026, 1, 1), 4, "SK 12")]
    bring([NURSE | {"needed": "9", "from_on": "2026-07-01"}], today, batch=3)
    services.change_post(post=Post.objects.get(), from_on=today, changes={"needed": 5}, today=today, by=None)
    count, kept = services.undo_posts(batch=Batch(pk=3, uuid=uuid7()), by=None, today=today)
    assert (count, len(kept)) == (0, 1)


@pytest.mark.usefixtures("health")
def test_what_cannot_be_read_is_a_problem_of_its_row(today: date) -> None:
    rows = [
        NURSE,
        NURSE,
        NURSE | {"title": "A", "unit": "Dinas Antah Berantah"},
        NURSE | {"title": "B", "needed": "-1"},
        NURSE | {"title": "C", "job_class": "delapan"},
        NURSE | {"title": "D", "rank_lowest": "IV/a", "rank_highest": "III/a"},
        NURSE | {"title": "E", "kind": "Rektor"},
    ]
    checked = importing.check(frame(rows), today=today)
    assert checked.good[ROW].to_list() == [2]
    assert {each.row: each.code for each in checked.problems} == {  # type: ignore[union-attr]
        3: "post_twice",
        4: "unit_unknown",
        5: "needed_unreadable",
        6: "job_class_unreadable",
        7: "ranks_crossed",
        8: "kind_unreadable",
    }


@pytest.mark.usefixtures("health")
def test_an_officer_of_another_office_brings_nothing_in(education: Unit, ani: Account, today: date) -> None:
    give_role(account=ani, role="officer", unit=education, since=date(2020, 1, 1))
    good = importing.check(frame([NURSE]), today=today).good
    with pytest.raises(services.Refused, match="di luar wewenang"):
        importing.apply(good, batch=Batch(pk=1, uuid=uuid7()), by=ani, today=today)
    assert import_kinds.get("post").permission == "organization.change"
