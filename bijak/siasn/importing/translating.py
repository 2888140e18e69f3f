"""A context's own import with the wire headers as aliases: the cells are put into our codes before it checks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.interchange.models import Batch
from bijak.interchange.registries import (
    PROBLEM_SCHEMA,
    ROW,
    Applied,
    Checked,
    Column,
    ImportKind,
    Problem,
    Undone,
)
from bijak.siasn.importing.columns import WIRE
from bijak.siasn.mapping.files import File
from bijak.siasn.mapping.spellings import Reader

PEOPLE_IMPORT = "people.import"
"""The permission that people declares for its imports."""
LONGEST_NAME = 300


class Door(Protocol):
    """What a context offers to take one of its files in."""

    @property
    def columns(self) -> tuple[Column, ...]: ...
    def check(self, frame: pl.DataFrame, *, today: date) -> Checked: ...
    def apply(self, frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied: ...
    def undo(self, *, batch: Batch, by: Account, today: date) -> Undone: ...


class Translation(Protocol):
    """A door under the headers of the national file."""

    @property
    def door(self) -> Door: ...
    @property
    def columns(self) -> tuple[Column, ...]: ...
    def check(self, frame: pl.DataFrame, *, today: date) -> Checked: ...


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
        unknown = strangers(read) if self.knows_ids else []
        return Checked(checked.good, together(problems, [*self._contradictions(frame), *unknown]))

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


def strangers(frame: pl.DataFrame) -> list[Problem]:
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


def together(problems: Any, more: list[Problem]) -> Any:
    if not more:
        return problems
    if not isinstance(problems, pl.DataFrame):
        return [*problems, *more]
    rows = [
        {ROW: p.row, "field": p.field, "code": p.code, "message": str(p.message), "hint": str(p.hint)}
        for p in more
    ]
    return pl.concat([problems, pl.DataFrame(rows, schema=PROBLEM_SCHEMA)])


def kind(
    code: str, label: Any, description: Any, translated: Translation, permission: str, order: int
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
