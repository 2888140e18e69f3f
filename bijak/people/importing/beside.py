"""What is on record already, put beside the rows of a file for the checks to compare with."""

from __future__ import annotations

import polars as pl

from bijak.interchange.registries import ROW
from bijak.organization import queries as organization
from bijak.people import queries, texts


def with_rank_before(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with ``rank_before``: the PNS rank before ``from_on``, in the file or on record.

    None for whoever's rank a sanction lowered by then.
    """
    people = frame["employee_id"].drop_nulls().unique().to_list()
    held = pl.DataFrame(
        queries.pns_ranks(people),
        schema={"employee_id": pl.Int64, "from_on": pl.Date, "rank_code": pl.String},
        orient="row",
    )
    lowered = pl.col("employee_id").replace_strict(
        queries.lowered_since(people), default=None, return_dtype=pl.Date
    )
    given = frame.select(ROW, *held.columns).drop_nulls().filter(pl.col("rank_code").is_in(texts.PNS_RANKS))
    before = (
        pl.concat([given, held.join(given, on=["employee_id", "from_on"], how="anti")], how="diagonal")
        .sort("employee_id", "from_on")
        .with_columns(pl.col("rank_code").shift(1).over("employee_id").alias("rank_before"))
        .filter(pl.col(ROW).is_not_null() & (lowered > pl.col("from_on")).fill_null(True))
    )
    return frame.join(before.select(ROW, "rank_before"), on=ROW, how="left", maintain_order="left")


def with_unit_days(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with ``unit_existed``: whether the unit was there on ``from_on``; None where either is unknown."""
    spans = [
        (unit, period.start, period.until)
        for unit, periods in organization.unit_days().items()
        for period in periods
    ]
    existing = pl.DataFrame(
        spans, schema={"unit_id": pl.Int64, "since": pl.Date, "until": pl.Date}, orient="row"
    )
    asked = frame.select(ROW, "unit_id", "from_on").drop_nulls().sort("from_on")
    found = asked.join_asof(
        existing.sort("since"),
        left_on="from_on",
        right_on="since",
        by="unit_id",
        check_sortedness=False,  # it cannot be checked within groups; both sides were just sorted
    )
    is_there = pl.col("since").is_not_null() & (pl.col("until") > pl.col("from_on")).fill_null(True)
    return frame.join(
        found.select(ROW, is_there.alias("unit_existed")), on=ROW, how="left", maintain_order="left"
    )
