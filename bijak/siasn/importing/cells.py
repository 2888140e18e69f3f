"""Cells of the national files, put into our codes."""

from __future__ import annotations

import polars as pl

from bijak.people.queries import nips_by_siasn_id
from bijak.siasn.mapping import codes, spellings
from bijak.siasn.mapping.spellings import Reader


def coded(frame: pl.DataFrame, field: str, read: Reader, *, name: str = "") -> pl.Expr:
    """The column in our codes: from its own cells, else from those that spell the code out (``name``).

    What cannot be read stays, for the check to refuse. Asked once for each distinct text.
    """
    own = as_read(frame, field, read)
    if name:
        own = pl.coalesce(own, as_read(frame, name, read))
    return own.alias(field)


def as_read(frame: pl.DataFrame, field: str, read: Reader) -> pl.Expr:
    said = frame[field].drop_nulls().unique().to_list()
    return pl.col(field).replace({text: code for text in said if (code := read(text)) is not None})


def is_pppk(grade: str) -> pl.Expr:
    """NI PPPK: no month in digits 13 and 14, but 21 and up. Where the NIP is faulty, the name of the grade tells."""
    by_number = pl.col("nip").str.slice(12, 2).cast(pl.Int8, strict=False) >= 21
    by_name = pl.col(grade).str.to_uppercase().is_in(list(codes.PPPK_GRADES.values()))
    return (
        pl.when(pl.col("nip").str.contains(r"^\d{18}$")).then(by_number).otherwise(by_name).fill_null(False)
    )


def rank(frame: pl.DataFrame, field: str, name: str) -> pl.Expr:
    """PNS: the national code, also from the letters (III/c). PPPK: the numeral, for ids of the two overlap."""
    grade = as_read(frame, name, spellings.PPPK_GRADE)
    return (
        pl.when(is_pppk(name))
        .then(pl.coalesce(grade, as_read(frame, field, spellings.PPPK_GRADE)))
        .otherwise(coded(frame, field, spellings.PNS_RANK, name=name))
        .alias(field)
    )


def echelon(frame: pl.DataFrame) -> pl.Expr:
    code = coded(frame, "echelon_code", spellings.ECHELON, name="echelon_name")
    return pl.when(code != codes.NO_ECHELON).then(code).alias("echelon_code")


def nip_of_person(frame: pl.DataFrame) -> pl.DataFrame:
    """The NIP by the PNS ID, where the row names the person only by that."""
    wanted = frame.filter(pl.col("nip").is_null())["person_siasn_id"].drop_nulls().unique().to_list()
    known = nips_by_siasn_id(wanted)
    by_id = pl.col("person_siasn_id").replace_strict(known, default=None, return_dtype=pl.String)
    return frame.with_columns(pl.coalesce("nip", by_id).alias("nip"))
