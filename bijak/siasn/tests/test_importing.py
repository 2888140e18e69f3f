"""Files of the national system, from upload to the record: a clean folder, a dirty file, cells in every spelling."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client

from bijak.competency import queries as competency
from bijak.competency.models import TrainingRecord
from bijak.interchange import services
from bijak.interchange.models import Batch, Fault, State
from bijak.interchange.registries import ROW, import_kinds
from bijak.kernel.uuid7 import uuid7
from bijak.organization.models import Unit
from bijak.organization.testing import give_role
from bijak.people.models import (
    EducationRecord,
    EmployeeToday,
    EmploymentSpell,
    PositionSpell,
    RankSpell,
    SanctionSpell,
)
from bijak.performance import queries as performance
from bijak.performance.models import SkpRating
from bijak.siasn.importing import careers, cells, workforce
from bijak.siasn.mapping.files import FILES
from bijak.siasn.services.workforce import write_workforce

ON = date(2026, 11, 1)
PEOPLE = 300
TABLES = {
    "unit": "units",
    "workforce": "people",
    "rank_history": "ranks",
    "position_history": "positions",
    "education_history": "education",
    "sanction_history": "sanctions",
    "programme_history": "programmes",
    "course_history": "courses",
    "rating_history": "ratings",
}

type Take = Callable[[str, Path], Batch]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clean")
    list(write_workforce("pontianak", path, people=PEOPLE, seed=4, on=ON))
    return path


@pytest.fixture(autouse=True)
def data_dir(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def take(citra: Any, today: date) -> Take:
    """Upload a file as Citra does, let the worker read it, accept it, let the worker apply it."""

    def through(code: str, path: Path) -> Batch:
        kind = import_kinds.get(code)
        with path.open("rb") as file:
            batch = services.upload(
                kind=kind, file=file, name=path.name, token=uuid7(), by=citra, today=today
            )
        services.advance(batch_id=batch.pk)
        batch.refresh_from_db()
        assert batch.state == State.READY, (code, batch.state, batch.failure, batch.layout)
        services.accept(batch=batch, by=citra, today=today)
        services.advance(batch_id=batch.pk)
        batch.refresh_from_db()
        return batch

    return through


@pytest.fixture
def organised(take: Take, folder: Path) -> Batch:
    return take("unit", folder / "unor.xlsx")


def path_of(folder: Path, code: str) -> Path:
    return folder / f"{FILES[TABLES[code]].stem}.xlsx"


@pytest.mark.django_db
def test_citra_imports_the_whole_folder_and_nothing_is_refused(
    take: Take, folder: Path, today: date, citra: Any
) -> None:
    batches = {code: take(code, path_of(folder, code)) for code in TABLES}
    refused = {
        code: Counter(Fault.objects.filter(batch=b).values_list("field", "code"))
        for code, b in batches.items()
    }
    assert refused == {code: Counter() for code in TABLES}
    assert {code: batch.state for code, batch in batches.items()} == dict.fromkeys(TABLES, State.APPLIED)
    assert EmployeeToday.objects.count() == PEOPLE == batches["workforce"].created

    made = pl.read_excel(folder / "data-utama.xlsx", infer_schema_length=0)
    for row in made.sample(25, seed=1).to_dicts():
        known = EmployeeToday.objects.get(nip=row["NIP BARU"])
        assert known.name == row["NAMA"]
        assert known.sex == {"M": "L", "F": "P"}[row["JENIS KELAMIN"]]
        assert known.position_title == row["JABATAN NAMA"]
        assert known.rank_code in {row["GOL AKHIR ID"], row["GOL AKHIR NAMA"]}
        expected = {"71": "pppk", "101": "pppk_part_time"}
        kind = expected.get(row["KEDUDUKAN HUKUM ID"]) or {"P": "pns", "C": "cpns"}[row["STATUS CPNS PNS"]]
        assert known.kind == kind

    counts = {
        "rank_history": RankSpell,
        "position_history": PositionSpell,
        "education_history": EducationRecord,
        "sanction_history": SanctionSpell,
    }
    for code, model in counts.items():
        believed = model.objects.filter(believed_until=None).count()
        assert believed >= batches[code].good, code  # the workforce file may have brought a row of its own
    assert EmploymentSpell.objects.filter(believed_until=None, kind="pppk").exists()
    trained = batches["programme_history"].good + batches["course_history"].good
    assert TrainingRecord.objects.filter(replaced_by=None).count() == trained
    assert SkpRating.objects.count() == batches["rating_history"].good

    again = {code: take(code, path_of(folder, code)) for code in TABLES}
    assert {code: (b.created, b.changed) for code, b in again.items()} == dict.fromkeys(TABLES, (0, 0))


@pytest.mark.django_db
def test_a_batch_of_trainings_and_one_of_ratings_can_be_undone(
    organised: Batch, take: Take, folder: Path, citra: Any, today: date
) -> None:
    take("workforce", path_of(folder, "workforce"))
    for code, model in (("course_history", TrainingRecord), ("rating_history", SkpRating)):
        batch = take(code, path_of(folder, code))
        assert model.objects.count() == batch.created > 0
        services.undo(batch=batch, by=citra, today=today)
        services.advance(batch_id=batch.pk)
        batch.refresh_from_db()
        assert batch.state == State.UNDONE
        assert model.objects.count() == 0


@pytest.mark.django_db
def test_her_trainings_and_ratings_stand_on_a_persons_page(
    organised: Batch, take: Take, folder: Path, citra: Any, client_of: Callable[..., Client]
) -> None:
    for code in ("workforce", "course_history", "rating_history"):
        take(code, path_of(folder, code))
    trained = TrainingRecord.objects.order_by("-year", "-ended_on", "-pk").first()
    assert trained is not None
    person = EmployeeToday.objects.get(employee=trained.employee_id)
    top = Unit.objects.get(name="Pemerintah Kota Pontianak")
    give_role(account=citra, role="officer", unit=top, since=date(2020, 1, 1))
    page = client_of(citra).get(f"/pegawai/{person.uuid}/").content.decode()
    assert trained.name in page
    assert "Penilaian kinerja" in page
    rated = performance.ratings(person.pk).first()
    assert rated is None or rated.rater_name in page
    assert competency.hours_in_year(person.pk, trained.year) >= trained.hours


# Dirt -------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_every_fault_of_a_dirty_file_is_found_and_every_good_row_comes_in(
    take: Take, tmp_path: Path, today: date, citra: Any, kind: str
) -> None:
    dirty = tmp_path / "dirty"
    list(write_workforce("mamuju", dirty, people=240, seed=9, share=0.12, kind=kind, on=ON))
    take("unit", dirty / f"unor.{kind}")
    batch = take("workforce", dirty / f"data-utama.{kind}")
    listed = {entry["row"]: entry for entry in json.loads((dirty / "dirt.json").read_text("utf-8"))["rows"]}
    found: dict[int, set[str]] = {}
    for number, code in Fault.objects.filter(batch=batch).values_list("number", "code"):
        found.setdefault(number, set()).add(code)

    must_refuse = {row for row, entry in listed.items() if entry["effect"] == "rejected"}
    assert must_refuse <= found.keys(), {row: listed[row]["fault"] for row in must_refuse - found.keys()}
    for row, problems in found.items():
        # A row that nothing is wrong with is refused only beside its double.
        assert row in listed or "duplicate" in " ".join(problems) or _is_doubled(row, listed, dirty, kind), (
            row,
            problems,
        )
    may_come_in = {entry["nip"] for entry in listed.values() if entry["effect"] in ("repaired", "accepted")}
    assert set(EmployeeToday.objects.filter(nip__in=may_come_in).values_list("nip", flat=True)) == may_come_in
    scripted = next(entry for entry in listed.values() if entry["fault"] == "name_script")
    assert (
        "<script>" in EmployeeToday.objects.get(nip=scripted["nip"]).name
    )  # kept as typed, escaped where shown


def _is_doubled(row: int, listed: dict[int, Any], folder: Path, kind: str) -> bool:
    copies = {entry["nip"] for entry in listed.values() if entry["fault"] == "duplicate"}
    path = folder / f"data-utama.{kind}"
    frame = (
        pl.read_csv(path, infer_schema=False) if kind == "csv" else pl.read_excel(path, infer_schema_length=0)
    )
    return frame["NIP BARU"][row - 2] in copies


@pytest.mark.django_db
def test_an_older_file_with_65_columns_comes_in_as_well(take: Take, tmp_path: Path) -> None:
    list(write_workforce("pontianak", tmp_path / "f", people=120, share=0.2, on=ON))
    take("unit", tmp_path / "f" / "unor.xlsx")
    batch = take("workforce", tmp_path / "f" / "data-utama-65.xlsx")
    assert batch.created == 120


# Cells ------------------------------------------------------------------------------------------


def frame_of(code: str, *rows: dict[str, str | None]) -> pl.DataFrame:
    kind = import_kinds.get(code)
    fields = [column.field for column in kind.columns]
    schema = {ROW: pl.Int64} | dict.fromkeys(fields, pl.String)
    return pl.DataFrame([{ROW: number + 2} | row for number, row in enumerate(rows)], schema=schema)


PNS, PPPK = "199001012015012001", "199001012022212001"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"religion": "1"}, {"religion": "islam"}),
        ({"religion": "Katholik"}, {"religion": "catholic"}),
        ({"religion": "Jedi"}, {"religion": "Jedi"}),
        ({"marital_status": "4"}, {"marital_status": "single"}),
        ({"marital_status": "janda / duda"}, {"marital_status": "widowed"}),
        ({"position_kind": "4"}, {"position_kind": "executor"}),
        ({"position_kind": "JABATAN STRUKTURAL"}, {"position_kind": "structural"}),
        ({"sex": "F"}, {"sex": "P"}),
        ({"sex": "m"}, {"sex": "L"}),
        ({"standing_code": "Aktif"}, {"standing_code": "01"}),
        ({"education_level": "S-1/Sarjana"}, {"education_level": "40"}),
        ({"echelon_code": "II.b"}, {"echelon_code": "22"}),
        ({"echelon_code": "99"}, {"echelon_code": None}),
        ({"nip": PNS, "rank_code": "33"}, {"rank_code": "33"}),
        ({"nip": PNS, "rank_code": "III/c"}, {"rank_code": "33"}),
        ({"nip": PNS, "rank_name": "III/c"}, {"rank_code": "33"}),
        ({"nip": PPPK, "rank_code": "11", "rank_name": "XI"}, {"rank_code": "XI"}),
        ({"nip": PPPK, "rank_code": "09"}, {"rank_code": "IX"}),
        ({"nip": PPPK, "rank_code": "9"}, {"rank_code": "IX"}),
        # A NIP that lost its digits, or none: one fault is enough for the row.
        ({"nip": "1.97411172007011E+17", "rank_code": "33", "rank_name": "III/c"}, {"rank_code": "33"}),
        ({"nip": None, "rank_code": "5", "rank_name": "V"}, {"rank_code": "V"}),
        ({"nip": PPPK, "standing_code": "71"}, {"employee_type": "pppk"}),
        ({"nip": PPPK, "standing_code": "101"}, {"employee_type": "pppk_part_time"}),
        ({"nip": PPPK, "employee_type": "PPPK Paruh Waktu"}, {"employee_type": "pppk_part_time"}),
        ({"nip": PNS, "employee_type": "PNS Daerah Kab./Kota"}, {"employee_type": None}),
    ],
)
def test_cells_of_the_workforce_file_are_put_into_our_codes(
    cells: dict[str, str | None], expected: dict[str, str | None]
) -> None:
    row = workforce._workforce(frame_of("workforce", cells)).to_dicts()[0]
    assert {name: row[name] for name in expected} == expected


def test_a_position_takes_its_title_from_whichever_field_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "nips_by_siasn_id", lambda ids: dict.fromkeys(ids, PNS))
    read = careers._positions(
        frame_of(
            "position_history",
            {
                "nip": PNS,
                "position_kind": "1",
                "position_title": "Kepala Dinas Sosial",
                "assignment_code": "PLT",
            },
            {
                "person_siasn_id": "A1",
                "position_kind": "2",
                "functional_title": "Guru Ahli Muda",
                "functional_id": "F1",
            },
            {"nip": PNS, "position_kind": "4", "executor_title": "Operator", "assignment_code": "D"},
        )
    )
    assert read["position_title"].to_list() == ["Kepala Dinas Sosial", "Guru Ahli Muda", "Operator"]
    assert read["position_siasn_id"].to_list() == [None, "F1", None]
    assert read["assignment_code"].to_list() == ["acting", None, "definitive"]
    assert read["nip"].to_list() == [PNS] * 3


@pytest.mark.django_db
def test_a_sanction_of_somebody_nobody_knows_is_refused_with_what_to_do(today: date, city: Any) -> None:
    kind = import_kinds.get("sanction_history")
    frame = frame_of(
        "sanction_history", {"person_siasn_id": "NOBODY", "kind_code": "1", "starts_on": "2025-01-02"}
    )
    checked = kind.check(frame, today=today)
    problems = (
        checked.problems if isinstance(checked.problems, pl.DataFrame) else pl.DataFrame(checked.problems)
    )
    assert len(checked.good) == 0
    assert problems.select("field", "code").rows() == [("person_siasn_id", "person_unknown")]


@pytest.mark.parametrize("code", TABLES)
def test_each_header_of_a_file_brings_one_field_and_no_required_one_is_missing(code: str) -> None:
    from bijak.interchange.headers import key, names_of

    kind = import_kinds.get(code)
    fields = {name: column.field for column in reversed(kind.columns) for name in names_of(column)}
    claims = Counter(fields[key(header)] for header in FILES[TABLES[code]].fields if key(header) in fields)
    assert [field for field, count in claims.items() if count > 1] == []
    assert [column.field for column in kind.columns if column.required and column.field not in claims] == []
