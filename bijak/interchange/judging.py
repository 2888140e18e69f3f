"""What can be wrong with a row, asked of whole columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from bijak.interchange.registries import PROBLEM_SCHEMA, ROW, Checked

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Fault:
    """A sentence for the rows in which ``when`` is true; unknown counts as not faulty."""

    field: str
    code: str
    when: pl.Expr
    message: Any
    hint: Any


def disagreeing(field: str, *facts: str) -> Fault:
    """Rows of one ``reference`` that do not say the same: of two ratings of one year none is guessed."""
    import polars as pl

    said = pl.struct(facts).hash()
    return Fault(
        field,
        "duplicate",
        pl.col("reference").is_duplicated()
        & (said.min().over("reference") != said.max().over("reference"))
        & pl.col("reference").is_not_null(),
        _(
            "Baris lain dari berkas ini menyebut hal yang sama dari pegawai yang sama, dengan isi yang berbeda."
        ),
        _("Betulkan yang salah, atau lewati baris yang tidak berlaku."),
    )


def judge(frame: pl.DataFrame, faults: Sequence[Fault]) -> Checked:
    """The rows without a fault, and every fault of the others."""
    import polars as pl

    verdicts = frame.select(
        ROW, *(fault.when.fill_null(False).alias(str(number)) for number, fault in enumerate(faults))
    )
    problems = [
        verdicts.filter(pl.col(str(number))).select(
            ROW,
            pl.lit(fault.field).alias("field"),
            pl.lit(fault.code).alias("code"),
            pl.lit(str(fault.message)).alias("message"),
            pl.lit(str(fault.hint)).alias("hint"),
        )
        for number, fault in enumerate(faults)
    ]
    found = pl.concat(problems) if problems else pl.DataFrame(schema=PROBLEM_SCHEMA)
    return Checked(
        good=frame.join(found.select(ROW).unique(), on=ROW, how="anti", maintain_order="left"),
        problems=found.sort(ROW),
    )
