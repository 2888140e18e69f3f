"""The files of the national system, translated for the contexts that keep what is in them.

A kind here is a context's own import with the wire headers as aliases: the cells are put into our codes, then the
context checks and records them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.competency import importing as competency
from bijak.interchange.models import Batch
from bijak.interchange.registries import (
    PROBLEM_SCHEMA,
    ROW,
    Applied,
    Checked,
    Column,
    ImportKind,
    Problem,
    Shape,
    Undone,
)
from bijak.organization import queries as organization
from bijak.people import importing as people
from bijak.people.queries import nips_by_siasn_id
from bijak.performance import importing as performance
from bijak.performance.importing.credits import number
from bijak.quality import importing as quality
from bijak.quality.registries import Source
from bijak.siasn.mapping import codes, files, spellings
from bijak.siasn.mapping.files import File
from bijak.siasn.mapping.spellings import Reader

PEOPLE_IMPORT = "people.import"
"""The permission that people declares for its imports."""
LONGEST_NAME = 300
JUDGEMENT_SPELLED = {
    "results": ("results_name", spellings.EXPECTATION),
    "behaviour": ("behaviour_name", spellings.EXPECTATION),
    "predicate": ("predicate_name", spellings.PREDICATE),
}
TRUE = ("1", "1.0", "true", "t", "ya", "y")

WIRE = {
    column.field: column
    for column in (
        Column("person_siasn_id", _("PNS ID pemilik riwayat"), personal=True, longest=40),
        Column("rank_name", _("Nama golongan"), longest=300),
        Column("first_rank_name", _("Nama golongan awal"), longest=300),
        Column("religion_name", _("Nama agama"), personal=True, longest=300),
        Column("marital_name", _("Nama status perkawinan"), personal=True, longest=300),
        Column("standing_name", _("Nama kedudukan hukum"), longest=300),
        Column("position_kind_name", _("Nama jenis jabatan"), longest=300),
        Column("education_level_name", _("Nama tingkat pendidikan"), longest=300),
        Column("level_name", _("Nama tingkat pendidikan"), longest=300),
        Column("echelon_name", _("Nama eselon"), longest=300),
        Column("kind_name", _("Nama jenis kenaikan pangkat"), longest=300),
        Column("results_name", _("Hasil kerja dengan kata-kata"), longest=300),
        Column("behaviour_name", _("Perilaku kerja dengan kata-kata"), longest=300),
        Column("predicate_name", _("Predikat dengan kata-kata"), longest=300),
        Column("cycle_name", _("Nama periode"), longest=300),
        Column("main", _("Angka kredit utama"), longest=20),
        Column("supporting", _("Angka kredit penunjang"), longest=20),
        Column("cancelled_by", _("Nomor SK pembatalan"), longest=100),
        Column("cancelled_on", _("Tanggal SK pembatalan"), shape=Shape.DATE),
        Column("functional_id", _("ID jabatan fungsional"), longest=40),
        Column("functional_title", _("Nama jabatan fungsional"), longest=300),
        Column("executor_id", _("ID jabatan pelaksana"), longest=40),
        Column("executor_title", _("Nama jabatan pelaksana"), longest=300),
        Column("structural_id", _("ID diklat struktural"), longest=40),
        Column("child_kind", _("Jenis anak"), personal=True, longest=40),
        Column("marriage_status", _("Status nikah"), personal=True, longest=40),
        Column("is_first", _("Angka kredit pertama"), longest=10),
        Column("is_integrated", _("Angka kredit integrasi"), longest=10),
        Column("is_converted", _("Angka kredit konversi"), longest=10),
    )
}
"""Fields that only the national files have."""


class Door(Protocol):
    """What a context offers to take one of its files in."""

    @property
    def columns(self) -> tuple[Column, ...]: ...
    def check(self, frame: pl.DataFrame, *, today: date) -> Checked: ...
    def apply(self, frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied: ...
    def undo(self, *, batch: Batch, by: Account, today: date) -> Undone: ...


@dataclass(frozen=True)
class Translated:
    """A door that is handed cells in our codes.

    ``wire``: fields that only the national file has. ``renamed``: fields of the door that stand in the file under
    another field's headers. ``labels``: of fields whose own label is the header of another column there. ``named``:
    coded fields in which some write the code's name. ``spelled``: wire fields that spell out what a field codes, and
    how to read both, where they must agree. ``instead``: wire fields that may bring a field.
    """

    door: Door
    file: File
    translate: Callable[[pl.DataFrame], pl.DataFrame]
    wire: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Any] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    spelled: Mapping[str, tuple[str, Reader | None]] = field(default_factory=dict)
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def knows_only_ids(self) -> bool:
        """Whether the file names people by PNS ID alone."""
        return "nip" not in self.file.fields.values()

    @property
    def columns(self) -> tuple[Column, ...]:
        own = (self._aliased(column) for column in self.door.columns)
        wire = (replace(WIRE[name], aliases=self.file.headers(name)) for name in self.wire)
        return tuple(
            replace(column, required=True, named_by=("nip",))
            if column.field == "person_siasn_id" and self.knows_only_ids
            else column
            for column in (*own, *wire)
        )

    def _aliased(self, column: Column) -> Column:
        """The door's column under the file's headers."""
        name = self.renamed.get(column.field, column.field)
        return replace(
            column,
            label=self.labels.get(column.field, column.label),
            aliases=(*column.aliases, *self.file.headers(name)),
            required=column.required and not (column.field == "nip" and self.knows_only_ids),
            longest=max(column.longest, LONGEST_NAME if column.field in self.named else 0),
            named_by=(*self.instead.get(column.field, ()), *self._name_of(column.field)),
        )

    @property
    def knows_ids(self) -> bool:
        """Whether the file names people by PNS ID, too."""
        return "person_siasn_id" in self.wire

    def _name_of(self, field: str) -> tuple[str, ...]:
        if field == "nip" and self.knows_ids:
            return ("person_siasn_id",)
        return (self.spelled[field][0],) if field in self.spelled else ()

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        read = self.translate(frame).drop(self.wire)
        asked = read.filter(pl.col("nip").is_not_null()) if self.knows_ids else read
        checked = self.door.check(asked, today=today)
        problems = self._where_they_stand(checked.problems, frame)
        strangers = _strangers(read) if self.knows_ids else []
        return Checked(checked.good, _together(problems, [*self._contradictions(frame), *strangers]))

    def _contradictions(self, frame: pl.DataFrame) -> Iterator[Problem]:
        """Rows whose code is one thing and its name another."""
        for field_, (name, read) in self.spelled.items():
            if read is None:
                continue
            both = frame.select(ROW, field_, name).drop_nulls()
            wrong = {
                pair for pair in both.select(field_, name).unique().rows()
                if None not in (means := {read(text) for text in pair}) and len(means) > 1
            }  # fmt: skip
            if wrong:
                yield from (
                    Problem(
                        row,
                        field_,
                        "code_and_name_differ",
                        _("Kode ini tidak cocok dengan namanya di baris yang sama, “%(name)s”.")
                        % {"name": named},
                        _("Periksa mana yang benar, lalu betulkan yang satu atau kosongkan."),
                    )
                    for row, code, named in both.iter_rows()
                    if (code, named) in wrong
                )

    def _where_they_stand(self, problems: Any, frame: pl.DataFrame) -> Any:
        """What is wrong with a code that the file only spells out is wrong in the cell that does."""
        if not self.spelled or not isinstance(problems, pl.DataFrame):
            return problems
        moved = pl.col("field")
        for field_, (name, _reader) in self.spelled.items():
            rows = frame.filter(pl.col(field_).is_null() & pl.col(name).is_not_null())[ROW]
            here = (pl.col("field") == field_) & pl.col(ROW).is_in(rows.implode())
            moved = pl.when(here).then(pl.lit(name)).otherwise(moved)
        return problems.with_columns(moved.alias("field"))


PARENTS = (("father", _("Nama ayah"), _("Tempat lahir ayah"), _("Tanggal lahir ayah")),
           ("mother", _("Nama ibu"), _("Tempat lahir ibu"), _("Tanggal lahir ibu")))  # fmt: skip
_OF_A_PARENT = ("name", "birth_place", "born_on")


@dataclass(frozen=True)
class Parents:
    """The list of parents, whose rows hold both: father and mother each become a row of the family."""

    door: Door = people.FAMILY
    file: File = files.PARENTS

    @property
    def columns(self) -> tuple[Column, ...]:
        own = {column.field: column for column in self.door.columns}
        return (
            replace(own["nip"], required=False),
            replace(WIRE["person_siasn_id"], aliases=self.file.headers("person_siasn_id")),
            *(
                replace(
                    own[field],
                    field=f"{parent}_{field}",
                    label=label,
                    aliases=self.file.headers(f"{parent}_{field}"),
                    required=False,
                )
                for parent, *labels in PARENTS
                for field, label in zip(_OF_A_PARENT, labels, strict=True)
            ),
        )

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        frame = _nip_of_person(frame)
        known = frame.filter(pl.col("nip").is_not_null())
        sides = [self._side(known, parent, today=today) for parent, *_labels in PARENTS]
        nobody = frame.filter(pl.all_horizontal(pl.col(f"{parent}_name").is_null() for parent, *_ in PARENTS))
        empty = [
            Problem(
                row,
                "father_name",
                "parents_missing",
                _("Baris ini tidak menyebut ayah maupun ibu."),
                _("Isi nama ayah atau nama ibu, atau hapus barisnya."),
            )
            for row in nobody[ROW]
        ]
        good, problems = (pl.concat(side) for side in zip(*sides, strict=True))
        return Checked(good=good, problems=_together(problems, [*empty, *_strangers(frame)]))

    def _side(self, frame: pl.DataFrame, parent: str, *, today: date) -> tuple[pl.DataFrame, pl.DataFrame]:
        """One parent of every row that names one, as the file of families would tell of her; and what is wrong."""
        named = frame.filter(pl.col(f"{parent}_name").is_not_null())
        row = named.select(
            ROW,
            "nip",
            pl.lit(parent).alias("relation"),
            *(pl.col(f"{parent}_{field}").alias(field) for field in _OF_A_PARENT),
            *(pl.lit(None, pl.String).alias(field) for field in ("nik", "is_entitled")),
        )
        checked = self.door.check(row, today=today)
        assert isinstance(checked.problems, pl.DataFrame)
        own = pl.col("field").is_in(_OF_A_PARENT)
        field = pl.when(own).then(pl.format("{}_{}", pl.lit(parent), "field")).otherwise("field")
        return checked.good, checked.problems.with_columns(field.alias("field"))


def _strangers(frame: pl.DataFrame) -> list[Problem]:
    """The rows that name nobody whom we know."""
    return [
        Problem(
            row,
            "person_siasn_id",
            "person_unknown",
            _("Tidak ada pegawai dengan PNS ID ini."),
            _("Impor data utama lebih dulu, atau isi NIP-nya."),
        )
        for row in frame.filter(pl.col("nip").is_null())[ROW]
    ]


def _together(problems: Any, more: list[Problem]) -> Any:
    if not more:
        return problems
    if not isinstance(problems, pl.DataFrame):
        return [*problems, *more]
    rows = [
        {ROW: p.row, "field": p.field, "code": p.code, "message": str(p.message), "hint": str(p.hint)}
        for p in more
    ]
    return pl.concat([problems, pl.DataFrame(rows, schema=PROBLEM_SCHEMA)])


# Codes ------------------------------------------------------------------------------------------


def _read(frame: pl.DataFrame, field: str, read: Reader, *, name: str = "") -> pl.Expr:
    """The column in our codes: from its own cells, else from those that spell the code out (``name``).

    What cannot be read stays, for the check to refuse. Asked once for each distinct text.
    """
    own = _as_read(frame, field, read)
    if name:
        own = pl.coalesce(own, _as_read(frame, name, read))
    return own.alias(field)


def _as_read(frame: pl.DataFrame, field: str, read: Reader) -> pl.Expr:
    said = frame[field].drop_nulls().unique().to_list()
    return pl.col(field).replace({text: code for text in said if (code := read(text)) is not None})


def _is_pppk(grade: str) -> pl.Expr:
    """NI PPPK: no month in digits 13 and 14, but 21 and up. Where the NIP is faulty, the name of the grade tells."""
    by_number = pl.col("nip").str.slice(12, 2).cast(pl.Int8, strict=False) >= 21
    by_name = pl.col(grade).str.to_uppercase().is_in(list(codes.PPPK_GRADES.values()))
    return (
        pl.when(pl.col("nip").str.contains(r"^\d{18}$")).then(by_number).otherwise(by_name).fill_null(False)
    )


def _rank(frame: pl.DataFrame, field: str, name: str) -> pl.Expr:
    """PNS: the national code, also from the letters (III/c). PPPK: the numeral, for ids of the two overlap."""
    grade = _as_read(frame, name, spellings.PPPK_GRADE)
    return (
        pl.when(_is_pppk(name))
        .then(pl.coalesce(grade, _as_read(frame, field, spellings.PPPK_GRADE)))
        .otherwise(_read(frame, field, spellings.PNS_RANK, name=name))
        .alias(field)
    )


def _echelon(frame: pl.DataFrame) -> pl.Expr:
    code = _read(frame, "echelon_code", spellings.ECHELON, name="echelon_name")
    return pl.when(code != codes.NO_ECHELON).then(code).alias("echelon_code")


def _nip_of_person(frame: pl.DataFrame) -> pl.DataFrame:
    """The NIP by the PNS ID, where the row names the person only by that."""
    wanted = frame.filter(pl.col("nip").is_null())["person_siasn_id"].drop_nulls().unique().to_list()
    known = nips_by_siasn_id(wanted)
    by_id = pl.col("person_siasn_id").replace_strict(known, default=None, return_dtype=pl.String)
    return frame.with_columns(pl.coalesce("nip", by_id).alias("nip"))


# Files ------------------------------------------------------------------------------------------


def _workforce(frame: pl.DataFrame) -> pl.DataFrame:
    frame = frame.with_columns(
        _read(frame, "standing_code", spellings.STANDING, name="standing_name"),
        _read(frame, "religion", spellings.RELIGION, name="religion_name"),
        _read(frame, "marital_status", spellings.MARITAL_STATUS, name="marital_name"),
        _read(frame, "position_kind", spellings.POSITION_KIND, name="position_kind_name"),
        _read(frame, "sex", spellings.SEX),
        _read(frame, "education_level", spellings.EDUCATION_LEVEL, name="education_level_name"),
        _echelon(frame),
        _rank(frame, "rank_code", "rank_name"),
        _rank(frame, "first_rank_code", "first_rank_name"),
    )
    part_time = (pl.col("standing_code") == "101") | pl.col("employee_type").str.to_uppercase().str.contains(
        "PARUH"
    )
    return frame.with_columns(
        pl.when(part_time.fill_null(False))
        .then(pl.lit("pppk_part_time"))
        .when(_is_pppk("rank_name"))
        .then(pl.lit("pppk"))
        .alias("employee_type"),
    )


def _ranks(frame: pl.DataFrame) -> pl.DataFrame:
    frame = _nip_of_person(frame)
    return frame.with_columns(
        _rank(frame, "rank_code", "rank_name"),
        _read(frame, "kind_code", spellings.PROMOTION, name="kind_name"),
    )


def _positions(frame: pl.DataFrame) -> pl.DataFrame:
    return _nip_of_person(frame).with_columns(
        _read(frame, "position_kind", spellings.POSITION_KIND),
        _read(frame, "assignment_code", spellings.ASSIGNMENT),
        _echelon(frame),
        pl.coalesce("position_title", "functional_title", "executor_title").alias("position_title"),
        pl.coalesce("position_siasn_id", "functional_id", "executor_id").alias("position_siasn_id"),
    )


def _education(frame: pl.DataFrame) -> pl.DataFrame:
    return _nip_of_person(frame).with_columns(
        _read(frame, "level_code", spellings.EDUCATION_LEVEL, name="level_name")
    )


def _sanctions(frame: pl.DataFrame) -> pl.DataFrame:
    loaded = organization.codes("sanction", builtin={})
    read = spellings.reader(codes.SANCTIONS | loaded, codes.SANCTIONS)
    return _nip_of_person(frame).with_columns(
        _read(frame, "kind_code", read, name="kind_name"),
        _read(frame, "level_code", spellings.SANCTION_LEVEL),
        _until_cancelled(),
        pl.concat_str(
            "note",
            pl.when(pl.any_horizontal(pl.col("cancelled_by", "cancelled_on").is_not_null())).then(
                pl.concat_str(
                    pl.lit("Dibatalkan dengan SK"),
                    "cancelled_by",
                    "cancelled_on",
                    separator=" ",
                    ignore_nulls=True,
                )
            ),
            separator="; ",
            ignore_nulls=True,
        )
        .replace("", None)
        .alias("note"),
    )


def _until_cancelled() -> pl.Expr:
    """A sanction that was cancelled binds until the day before."""
    cancelled = (
        pl.col("cancelled_on").str.to_date("%Y-%m-%d", strict=False).dt.offset_by("-1d").dt.to_string()
    )
    return pl.min_horizontal("ends_on", cancelled).alias("ends_on")


def _family(frame: pl.DataFrame) -> pl.DataFrame:
    """Who a row speaks of, where only the list it comes from says so."""
    child = pl.when(pl.col("child_kind").is_not_null()).then(pl.lit("anak"))
    child_kind = pl.col("child_kind").str.to_lowercase().str.extract("(tiri|angkat)")
    spouse = pl.when(pl.col("marriage_status").is_not_null()).then(pl.lit("pasangan"))
    return _nip_of_person(frame).with_columns(
        pl.coalesce("relation", child_kind, child, spouse).alias("relation")
    )


def _separations(frame: pl.DataFrame) -> pl.DataFrame:
    """The reason of a separation by its national name too, as the loaded table spells it."""
    loaded = organization.codes("separation_kind", builtin={})
    return _nip_of_person(frame).with_columns(_read(frame, "kind_code", spellings.reader(loaded)))


def _programmes(frame: pl.DataFrame) -> pl.DataFrame:
    named = pl.col("structural_id").replace_strict(
        codes.STRUCTURAL_TRAININGS, default=None, return_dtype=pl.String
    )
    return _nip_of_person(frame).with_columns(pl.coalesce("name", named).alias("name"))


def _ratings(frame: pl.DataFrame) -> pl.DataFrame:
    return _nip_of_person(frame).with_columns(
        _read(frame, "results", spellings.EXPECTATION, name="results_name"),
        _read(frame, "behaviour", spellings.EXPECTATION, name="behaviour_name"),
        _read(frame, "predicate", spellings.PREDICATE, name="predicate_name"),
    )


def _periods(frame: pl.DataFrame) -> pl.DataFrame:
    read = _ratings(frame)
    return read.with_columns(_read(frame, "cycle", spellings.PERIOD, name="cycle_name"))


def _credits(frame: pl.DataFrame) -> pl.DataFrame:
    """The kind by the flags of the row; one without any was assessed activity by activity."""
    flagged = {"is_integrated": "integration", "is_first": "first", "is_converted": "conversion"}
    kinds = (
        pl.when(pl.col(flag).str.to_lowercase().is_in(TRUE)).then(pl.lit(kind))
        for flag, kind in flagged.items()
    )
    both = pl.sum_horizontal(number("main").fill_null(0), number("supporting").fill_null(0)).round(3)
    told = pl.any_horizontal(number("main", "supporting").is_not_null())
    return _nip_of_person(frame).with_columns(
        pl.coalesce(*kinds, "kind").alias("kind"),
        pl.coalesce("points", pl.when(told).then(both.cast(pl.String).str.replace(".", ",", literal=True))),
    )


def _kind(
    code: str, label: Any, description: Any, translated: Translated | Parents, permission: str, order: int
) -> ImportKind:
    return ImportKind(
        code=code,
        label=label,
        description=description,
        permission=permission,
        columns=translated.columns,
        check=translated.check,
        apply=translated.door.apply,
        undo=translated.door.undo,
        order=order,
    )


RECORD = _("SIASN menyimpan catatan resminya; usulan ke BKN ditolak selama keduanya berbeda.")
REPORTED = _("Perpindahan dicatat di sini lebih dahulu, baru dilaporkan ke SIASN.")
NEARER = _("Pegawai lebih dahulu memberi tahu instansinya sendiri.")

SIASN = Source(
    code="siasn",
    label=_("SIASN"),
    wins=dict.fromkeys(("nip", "name", "born_on", "sex", "rank", "standing_code", "education_level"), RECORD),
    loses=dict.fromkeys(("phone", "email", "gov_email", "marital_status"), NEARER)
    | dict.fromkeys(("position", "position_title", "unit"), REPORTED),
    recorded_as="workforce",
)
"""The national record as a source to be compared with. Of a NIK neither side knows for certain."""

_COMPARED = {
    *("siasn_id", "nip", "name", "front_title", "back_title", "birth_place", "born_on", "sex", "religion"),
    *(
        "marital_status",
        "nik",
        "phone",
        "email",
        "gov_email",
        "npwp",
        "bpjs",
        "employee_type",
        "standing_code",
    ),
    *("first_rank_code", "rank_code", "rank_from", "position_kind", "position_title", "position_from"),
    *("education_level", "unit_siasn_id", "unit_name", "echelon_code"),
}
_COMPARISON = quality.Comparison(
    SIASN,
    tuple(
        replace(column, required=column.field == "nip")
        for column in people.WORKFORCE.columns
        if column.field in _COMPARED
    ),
)


def _workforce_through(door: Door) -> Translated:
    return Translated(
        door,
        files.WORKFORCE,
        _workforce,
        wire=(
            "rank_name",
            "first_rank_name",
            "religion_name",
            "marital_name",
            "standing_name",
            "position_kind_name",
            "education_level_name",
            "echelon_name",
        ),
        named=(
            "religion",
            "marital_status",
            "position_kind",
            "sex",
            "standing_code",
            "education_level",
            "rank_code",
            "first_rank_code",
            "echelon_code",
        ),
        renamed={
            "religion": "religion_id",
            "marital_status": "marital_id",
            "position_kind": "position_kind_id",
            "rank_code": "rank_id",
            "first_rank_code": "first_rank_id",
        },
        labels={
            "religion": _("Kode agama"),
            "marital_status": _("Kode status perkawinan"),
            "position_kind": _("Kode jenis jabatan"),
            "echelon_code": _("Kode eselon"),
        },
        spelled={
            "religion": ("religion_name", spellings.RELIGION),
            "marital_status": ("marital_name", spellings.MARITAL_STATUS),
            "standing_code": ("standing_name", spellings.STANDING),
            "position_kind": ("position_kind_name", spellings.POSITION_KIND),
            "education_level": ("education_level_name", spellings.EDUCATION_LEVEL),
            "echelon_code": ("echelon_name", None),  # two of its codes have one name
            "rank_code": ("rank_name", spellings.PNS_RANK),
            "first_rank_code": ("first_rank_name", spellings.PNS_RANK),
        },
    )


KINDS = (
    replace(
        _kind(
            "compare.siasn",
            _("Data utama SIASN, untuk dibandingkan"),
            _(
                "Unduhan “data utama” SIASN. Tidak ada yang dicatat; yang berbeda tampak di Rekonsiliasi data."
            ),
            _workforce_through(_COMPARISON),
            "quality.import",
            61,
        ),
        asks_whole=True,
    ),
    _kind(
        "workforce",
        _("Data utama pegawai"),
        _("Unduhan “data utama” SIASN, satu baris untuk setiap pegawai. Impor unor lebih dulu."),
        _workforce_through(people.WORKFORCE),
        PEOPLE_IMPORT,
        20,
    ),
    _kind(
        "rank_history",
        _("Riwayat golongan"),
        _("Riwayat rw_golongan SIASN: pangkat PNS dan golongan PPPK dari masa ke masa."),
        Translated(
            people.RANKS,
            files.RANK_HISTORY,
            _ranks,
            wire=("person_siasn_id", "rank_name", "kind_name"),
            renamed={"rank_code": "rank_id"},
            labels={"rank_code": _("Kode golongan")},
            named=("rank_code", "kind_code"),
            spelled={
                "rank_code": ("rank_name", spellings.PNS_RANK),
                "kind_code": ("kind_name", spellings.PROMOTION),
            },
        ),
        PEOPLE_IMPORT,
        30,
    ),
    _kind(
        "position_history",
        _("Riwayat jabatan"),
        _("Riwayat rw_jabatan SIASN: jabatan dan unit dari masa ke masa, termasuk Plt. dan tugas tambahan."),
        Translated(
            people.POSITIONS,
            files.POSITION_HISTORY,
            _positions,
            wire=(
                "person_siasn_id",
                "functional_id",
                "functional_title",
                "executor_id",
                "executor_title",
                "echelon_name",
            ),
            named=("position_kind", "assignment_code", "echelon_code"),
            spelled={"echelon_code": ("echelon_name", None)},
            instead={"position_title": ("functional_title", "executor_title")},
            renamed={"position_kind": "position_kind_id", "assignment_code": "assignment_id"},
            labels={"echelon_code": _("Kode eselon")},
        ),
        PEOPLE_IMPORT,
        31,
    ),
    _kind(
        "education_history",
        _("Riwayat pendidikan"),
        _("Riwayat rw_pendidikan SIASN: ijazah yang sudah diakui."),
        Translated(
            people.EDUCATION,
            files.EDUCATION_HISTORY,
            _education,
            wire=("person_siasn_id", "level_name"),
            named=("level_code",),
            spelled={"level_code": ("level_name", spellings.EDUCATION_LEVEL)},
        ),
        PEOPLE_IMPORT,
        32,
    ),
    _kind(
        "contract_history",
        _("Perjanjian kerja PPPK"),
        _("Satu baris untuk setiap perjanjian, perpanjangannya juga: mulai dan hari terakhirnya."),
        Translated(people.CONTRACTS, files.CONTRACTS, lambda frame: frame),
        PEOPLE_IMPORT,
        33,
    ),
    _kind(
        "sanction_history",
        _("Riwayat hukuman disiplin"),
        _("Riwayat rw_hukdis SIASN. Data ini hanya tampak bagi yang berwenang."),
        Translated(
            people.SANCTIONS,
            files.SANCTION_HISTORY,
            _sanctions,
            wire=("person_siasn_id", "cancelled_by", "cancelled_on"),
            named=("kind_code", "level_code"),
            spelled={"kind_code": ("kind_name", spellings.SANCTION)},
        ),
        PEOPLE_IMPORT,
        33,
    ),
    _kind(
        "award_history",
        _("Riwayat penghargaan"),
        _("Riwayat rw_penghargaan SIASN: tanda kehormatan dan penghargaan lain."),
        Translated(people.AWARDS, files.AWARD_HISTORY, _nip_of_person, wire=("person_siasn_id",)),
        PEOPLE_IMPORT,
        34,
    ),
    _kind(
        "unpaid_leave_history",
        _("Riwayat CLTN"),
        _("Riwayat rw_cltn SIASN: cuti di luar tanggungan negara."),
        Translated(
            people.UNPAID_LEAVES, files.UNPAID_LEAVE_HISTORY, _nip_of_person, wire=("person_siasn_id",)
        ),
        PEOPLE_IMPORT,
        35,
    ),
    _kind(
        "service_credit_history",
        _("Riwayat peninjauan masa kerja"),
        _("Riwayat rw_masakerja SIASN: pengalaman kerja yang diakui sebagai masa kerja."),
        Translated(
            people.SERVICE_CREDITS, files.SERVICE_CREDIT_HISTORY, _nip_of_person, wire=("person_siasn_id",)
        ),
        PEOPLE_IMPORT,
        36,
    ),
    _kind(
        "separation_history",
        _("Riwayat pemberhentian"),
        _("Riwayat rw_pemberhentian SIASN. Data ini hanya tampak bagi yang berwenang."),
        Translated(
            people.SEPARATIONS,
            files.SEPARATION_HISTORY,
            _separations,
            wire=("person_siasn_id",),
            named=("kind_code",),
        ),
        PEOPLE_IMPORT,
        37,
    ),
    _kind(
        "family",
        _("Keluarga"),
        _("Suami atau istri, anak, dan orang tua. Data ini hanya tampak bagi yang berwenang."),
        Translated(
            people.FAMILY,
            files.FAMILY,
            _family,
            wire=("person_siasn_id", "child_kind", "marriage_status"),
        ),
        PEOPLE_IMPORT,
        38,
    ),
    _kind(
        "parents",
        _("Orang tua"),
        _(
            "Daftar data-ortu SIASN: ayah dan ibu dalam satu baris. Data ini hanya tampak bagi yang berwenang."
        ),
        Parents(),
        PEOPLE_IMPORT,
        39,
    ),
    _kind(
        "programme_history",
        _("Riwayat diklat struktural"),
        _("Riwayat rw_diklat SIASN: Latsar dan pelatihan kepemimpinan dengan jam pelajarannya."),
        Translated(
            competency.PROGRAMMES,
            files.PROGRAMME_HISTORY,
            _programmes,
            wire=("person_siasn_id", "structural_id"),
            instead={"name": ("structural_id",)},
        ),
        competency.PROGRAMMES.permission,
        40,
    ),
    _kind(
        "course_history",
        _("Riwayat kursus"),
        _("Riwayat rw_kursus SIASN: kursus, seminar, bimtek dan bentuk lain dengan jam pelajarannya."),
        Translated(
            competency.COURSES,
            files.COURSE_HISTORY,
            _nip_of_person,
            wire=("person_siasn_id",),
            renamed={"form_code": "form_id"},
        ),
        competency.COURSES.permission,
        41,
    ),
    _kind(
        "rating_history",
        _("Penilaian SKP"),
        _("Riwayat rw_skp22 SIASN: hasil kerja, perilaku dan predikat setiap tahun."),
        Translated(
            performance.RATINGS,
            files.RATING_HISTORY,
            _ratings,
            wire=("person_siasn_id", "results_name", "behaviour_name", "predicate_name"),
            named=("results", "behaviour", "predicate"),
            spelled=JUDGEMENT_SPELLED,
            labels={"behaviour": _("Kode perilaku kerja")},
        ),
        performance.RATINGS.permission,
        50,
    ),
    _kind(
        "periodic_history",
        _("Penilaian SKP periodik"),
        _(
            "Kinerja bulanan dan triwulan dengan nama isian layanan SIASN (kinerjaperiodik). Bulannya wajib: "
            "riwayat yang diunduh dari SIASN sendiri tidak menyebutnya."
        ),
        Translated(
            performance.PERIODS,
            files.PERIODIC_HISTORY,
            _periods,
            wire=("person_siasn_id", "results_name", "behaviour_name", "predicate_name", "cycle_name"),
            named=("results", "behaviour", "predicate", "cycle"),
            spelled=JUDGEMENT_SPELLED | {"cycle": ("cycle_name", spellings.PERIOD)},
            labels={"behaviour": _("Kode perilaku kerja")},
        ),
        performance.PERIODS.permission,
        51,
    ),
    _kind(
        "credit_history",
        _("Angka kredit"),
        _("Riwayat rw_angkakredit SIASN: angka kredit (PAK) pejabat fungsional setiap masa penilaian."),
        Translated(
            performance.CREDITS,
            files.CREDIT_HISTORY,
            _credits,
            wire=("person_siasn_id", "is_first", "is_integrated", "is_converted", "main", "supporting"),
            instead={"points": ("main",)},
        ),
        performance.CREDITS.permission,
        52,
    ),
)
"""The organisation's own file (unor) is registered by organization."""
