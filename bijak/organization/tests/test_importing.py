"""A file of units, as an officer brings it."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from bijak.accounts.models import Account
from bijak.interchange import services as interchange
from bijak.interchange.models import Batch, Row
from bijak.interchange.registries import ROW, import_kinds
from bijak.kernel.uuid7 import uuid7
from bijak.ledger import queries as ledger
from bijak.organization import queries, services
from bijak.organization.importing import units as importing
from bijak.organization.models import Unit
from bijak.organization.testing import give_role

pytestmark = pytest.mark.django_db

FIELDS = [column.field for column in importing.COLUMNS]
FILE = [
    {"siasn_id": "A", "name": "Pemerintah Kota Pontianak"},
    {"siasn_id": "B", "parent_siasn_id": "A", "name": "Dinas Pendidikan", "echelon": "22"},
    {"siasn_id": "C", "parent_siasn_id": "B", "name": "SDN 1 Pontianak", "echelon": "non"},
    {"siasn_id": "D", "parent_siasn_id": "A", "name": "Dinas Kesehatan", "echelon": "II.b"},
]


def frame(rows: list[dict[str, str]]) -> pl.DataFrame:
    """As interchange hands it over: every column, text or null, and the row's number in the sheet."""
    full = [{ROW: number, **dict.fromkeys(FIELDS), **row} for number, row in enumerate(rows, start=2)]
    return pl.DataFrame(full, schema={ROW: pl.Int64} | dict.fromkeys(FIELDS, pl.String))


def problems(rows: list[dict[str, str]], today: date) -> dict[int, str]:
    return {each.row: each.code for each in importing.check(frame(rows), today=today).problems}


def bring(rows: list[dict[str, str]], today: date, batch: int = 1) -> Any:
    checked = importing.check(frame(rows), today=today)
    good = [services.UnitRow(**row) for row in checked.good.drop(ROW).iter_rows(named=True)]
    return services.apply_units(good, batch=Batch(pk=batch), by=None, today=today)


def tree(day: date) -> list[tuple[int, str]]:
    return [(node.depth, node.spell.name) for root in queries.tree(day) for node in root]


def test_the_kind_is_offered_to_whoever_may_change_the_tree() -> None:
    assert import_kinds.get("unit").permission == "organization.change"


def test_the_first_file_makes_the_tree_since_ever(today: date) -> None:
    assert bring(FILE, today) == (4, 0, 0)
    expected = [
        (0, "Pemerintah Kota Pontianak"), (1, "Dinas Pendidikan"), (2, "SDN 1 Pontianak"), (1, "Dinas Kesehatan"),
    ]  # fmt: skip
    assert tree(today) == tree(date(1980, 1, 1)) == expected
    school, office = Unit.objects.get(siasn_id="C"), Unit.objects.get(siasn_id="D")
    assert (school.kind, school.echelon) == ("school", "99")
    assert (office.kind, office.echelon) == ("office", "22")


def test_the_same_file_twice_changes_nothing(today: date) -> None:
    bring(FILE, today)
    before = list(Unit.objects.order_by("pk").values())
    assert bring(FILE, today, batch=2) == (0, 0, 4)
    assert list(Unit.objects.order_by("pk").values()) == before


def test_a_later_file_changes_from_that_day_on_and_leaves_alone_what_it_does_not_say(today: date) -> None:
    bring(FILE, today)
    Unit.objects.get(siasn_id="D")
    later = today + timedelta(days=30)
    changed = [dict(FILE[3], name="Dinas Kesehatan dan KB", echelon="")]
    changed[0].pop("echelon")
    assert bring([FILE[0], *changed], later, batch=2) == (0, 1, 1)
    assert (1, "Dinas Kesehatan") in tree(today)
    assert (1, "Dinas Kesehatan dan KB") in tree(later)
    assert Unit.objects.get(siasn_id="D").echelon == "22"
    assert len(tree(later)) == 4


def test_a_file_without_parents_does_not_flatten_the_tree(today: date) -> None:
    bring(FILE, today)
    flat = [{"siasn_id": row["siasn_id"], "name": row["name"]} for row in FILE]
    assert bring(flat, today, batch=2) == (0, 0, 4)


def test_faulty_rows_are_named_with_what_is_wrong_and_the_rest_is_good(today: date) -> None:
    rows = [
        *FILE,
        {"siasn_id": "E", "parent_siasn_id": "X", "name": "Bidang Tanpa Induk"},
        {"siasn_id": "F", "parent_siasn_id": "E", "name": "Seksi di Bawahnya"},
        {"siasn_id": "G", "parent_siasn_id": "A", "name": "Dinas Aneh", "echelon": "VII.z"},
        {"siasn_id": "H", "parent_siasn_id": "A", "name": "Dinas Ganjil", "kind": "Kerajaan"},
        {"siasn_id": "I", "parent_siasn_id": "I", "name": "Dinas Diri Sendiri"},
        {"siasn_id": "J", "parent_siasn_id": "K", "name": "Ayam"},
        {"siasn_id": "K", "parent_siasn_id": "J", "name": "Telur"},
    ]
    assert problems(rows, today) == {
        6: "parent_unknown",
        7: "parent_refused",
        8: "echelon_unknown",
        9: "kind_unknown",
        10: "cycle",
        11: "cycle",
        12: "cycle",
    }
    assert importing.check(frame(rows), today=today).good[ROW].to_list() == [2, 3, 4, 5]


def test_a_unit_that_is_older_than_its_parent_is_a_problem_not_a_crash(today: date) -> None:
    rows = [
        {"siasn_id": "A", "name": "Kota", "from_on": "2010-01-01"},
        {"siasn_id": "B", "parent_siasn_id": "A", "name": "Dinas", "from_on": "2005-01-01"},
    ]
    assert problems(rows, today) == {3: "parent_later"}


def test_a_file_cannot_bend_the_known_tree_into_a_circle(today: date) -> None:
    bring(FILE, today)
    assert problems([{"siasn_id": "B", "parent_siasn_id": "C", "name": "Dinas Pendidikan"}], today) == {
        2: "cycle"
    }


def test_a_batch_taken_back_leaves_the_tree_as_it_was(today: date) -> None:
    bring(FILE, today)
    before = list(Unit.objects.order_by("pk").values())
    later = today + timedelta(days=30)
    bring([FILE[0], dict(FILE[3], name="Dinas Kesehatan dan KB")], later, batch=2)
    assert services.undo_units(batch=Batch(pk=2), by=None, today=later) == (1, [])
    assert list(Unit.objects.order_by("pk").values()) == before
    assert services.undo_units(batch=Batch(pk=1), by=None, today=later) == (4, [])
    assert tree(later) == []
    assert bring(FILE, later, batch=3) == (4, 0, 0)


def test_taking_back_spares_what_people_have_built_upon(today: date, ani: Account) -> None:
    bring(FILE, today)
    kept = {name: Unit.objects.get(siasn_id=name) for name in "BCD"}
    services.change_unit(
        unit=kept["D"], from_on=today, changes={"head_title": "Kepala Dinas"}, today=today, by=None
    )
    give_role(account=ani, role="operator", unit=kept["C"], since=today)
    count, reasons = services.undo_units(batch=Batch(pk=1), by=None, today=today)
    assert count == 0
    assert sorted(reasons) == [
        "Dinas Kesehatan tetap, karena sudah diubah setelah impor ini.",
        "Dinas Pendidikan tetap, karena ada unit lain di bawahnya.",
        "Pemerintah Kota Pontianak tetap, karena ada unit lain di bawahnya.",
        "SDN 1 Pontianak tetap, karena sudah ada pegawai atau peran di dalamnya.",
    ]
    assert len([name for _depth, name in tree(today) if name != "Pemerintah Kota Contoh"]) >= 4


def test_rows_without_name_or_id_and_doubles_do_not_stop_the_others(today: date) -> None:
    """Interchange names these faults itself, but still shows the rows to the kind."""
    rows = [*FILE, {}, {"name": "Tanpa ID"}, {"siasn_id": "Z"}, dict(FILE[1], name="Kembaran")]
    assert importing.check(frame(rows), today=today).good.height >= 4
    assert importing.check(frame([]), today=today).good.height == 0


def test_citra_brings_the_national_file_accepts_it_and_takes_it_back(
    city: Unit, citra: Account, today: date, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    text = (
        "Id;InstansiId;DiatasanId;EselonId;NamaUnor;NamaJabatan;CepatKode;IndukUnorId;PemimpinPnsId;JenisUnorId\n"
        "A;I;;;Pemerintah Kota Pontianak;Wali Kota;;;;\n"
        "B;I;A;22;Dinas Pendidikan;Kepala Dinas Pendidikan;;;;\n"
        "C;I;X;22;Dinas Entah;;;;;\n"
    )
    kind = import_kinds.get("unit")
    batch = interchange.upload(
        kind=kind, file=BytesIO(text.encode()), name="unor.csv", token=uuid7(), by=citra, today=today
    )
    interchange.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert batch.state == "ready", (batch.state, batch.failure)
    interchange.accept(batch=batch, by=citra, today=today)
    interchange.advance(batch_id=batch.pk)
    office = Unit.objects.get(siasn_id="B")
    assert (office.name, office.head_title, office.echelon) == (
        "Dinas Pendidikan",
        "Kepala Dinas Pendidikan",
        "22",
    )
    assert not Unit.objects.filter(siasn_id="C").exists()
    leaf = ledger.entries().get(verb="organization.units_imported")
    assert leaf.facts["batch"] == str(batch.uuid)
    batch.refresh_from_db()
    interchange.undo(batch=batch, by=citra, today=today)
    interchange.advance(batch_id=batch.pk)
    office.refresh_from_db()
    assert not office.is_active


def test_a_mended_unit_is_judged_beside_the_parents_that_stand_in_its_file(
    city: Unit, citra: Account, today: date, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    text = (
        "Id;DiatasanId;EselonId;NamaUnor\n"
        "A;;;Pemerintah Kota Pontianak\n"
        "B;A;22;Dinas Pendidikan\n"
        "C;B;eselon lima puluh;Sekretariat Dinas Pendidikan\n"
        "D;C;;Subbagian Umum\n"
    )
    batch = interchange.upload(
        kind=import_kinds.get("unit"), file=BytesIO(text.encode()), name="unor.csv", token=uuid7(), by=citra,
        today=today,
    )  # fmt: skip
    interchange.advance(batch_id=batch.pk)
    faulty = Row.objects.filter(batch=batch, state=Row.State.FAULTY).order_by("number")
    assert list(faulty.values_list("number", flat=True)) == [4, 5]

    interchange.mend(batch=batch, number=4, typed={"echelon": "31"}, version=1, by=citra, today=today)
    assert not faulty.exists()  # the one below it follows
    assert Row.objects.get(batch=batch, number=5).version == 1

    interchange.mend(batch=batch, number=5, typed={"parent_siasn_id": "Z"}, version=1, by=citra, today=today)
    assert list(faulty.values_list("number", flat=True)) == [5]
    interchange.mend(batch=batch, number=5, typed={"parent_siasn_id": "C"}, version=2, by=citra, today=today)
    interchange.accept(batch=batch, by=citra, today=today)
    interchange.advance(batch_id=batch.pk)
    assert Unit.objects.get(siasn_id="D").parent == Unit.objects.get(siasn_id="C")
