"""A made-up agency of any size straight into the histories, past the reading of files."""

from collections.abc import Iterator
from datetime import date

import polars as pl
from django.core.files.base import ContentFile

from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.interchange.models import Batch
from bijak.interchange.registries import ROW
from bijak.kernel.uuid7 import uuid7
from bijak.organization import queries as organization
from bijak.organization.importing import UNITS
from bijak.people import services as people
from bijak.siasn.engine import tables, workforce

DAYS = ("born_on", "cpns_from", "cpns_decree_on", "pns_from", "pns_decree_on", "rank_from", "position_from")


def fill(size: int, *, by: Account, today: date) -> None:
    """Units and so many people; each with identity, employment, rank, position, standing and diploma."""
    made = workforce.generate("pontianak", people=size, seed=1, on=today)
    _units(next(iter(tables.table(made, "units"))), by, today)
    keys, _by_name = organization.unit_keys()
    for piece in _pieces(made, keys):
        people.record_workforce(piece, batch=_batch(by, today), by=by, today=today)


def _units(frame: pl.DataFrame, by: Account, today: date) -> None:
    known = {column.field for column in UNITS.columns}
    text = frame.rename({"echelon_code": "echelon"})
    text = text.select(
        *(
            pl.col(name) if name in text.columns else pl.lit(None, pl.String).alias(name)
            for name in sorted(known)
        )
    ).with_row_index(ROW, offset=2)
    checked = UNITS.check(text.with_columns(pl.col(ROW).cast(pl.Int64)), today=today)
    UNITS.apply(checked.good, batch=_batch(by, today), by=by, today=today)


def _pieces(made: workforce.Workforce, keys: dict[str, int]) -> Iterator[pl.DataFrame]:
    for frame in tables.table(made, "people"):
        is_pppk = pl.col("nip").str.slice(12, 2).cast(pl.Int8) >= 21
        yield frame.with_columns(
            pl.col(name).str.to_date("%d-%m-%Y", strict=False) for name in DAYS
        ).with_columns(
            pl.col("sex").replace({"M": "L", "F": "P"}),
            pl.when(is_pppk).then(pl.lit("pppk")).when(pl.col("pns_from").is_null()).then(pl.lit("cpns"))
            .otherwise(pl.lit("pns")).alias("kind"),
            pl.when(is_pppk).then("rank_name").otherwise("rank_id").alias("rank_code"),
            pl.col("position_kind_id").replace({"1": "structural", "2": "functional", "4": "executor"})
            .alias("position_kind"),
            pl.col("service_years", "service_months", "graduated_year").cast(pl.Int16),
            pl.col("unit_siasn_id").replace_strict(keys, return_dtype=pl.Int64).alias("unit_id"),
        )  # fmt: skip


def _batch(by: Account, today: date) -> Batch:
    content = ContentFile(f"bench;{uuid7()}\n1;2\n".encode(), name="bench.csv")
    document = documents.keep(file=content, name="bench.csv", purpose="interchange", by=by)
    return Batch.objects.create(token=uuid7(), kind="workforce", document=document, by=by, on=today)
