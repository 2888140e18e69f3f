"""Numbers and days as columns of text, the way the national files write them."""

from collections.abc import Sequence
from hashlib import md5

import numpy as np
import polars as pl

from bijak.siasn.engine.moments import Days, Ints
from bijak.siasn.engine.persons import Bools


def days(moments: Days) -> pl.Series:
    """Days as dd-mm-yyyy."""
    return pl.Series(moments.astype("datetime64[D]")).dt.strftime("%d-%m-%Y")


def pick(words: Sequence[str | None], places: Ints) -> pl.Series:
    """The word at each place."""
    return pl.Series(words, dtype=pl.String).gather(places)


def same(word: str, size: int) -> pl.Series:
    return pl.repeat(word, size, dtype=pl.String, eager=True)


def text(numbers: Ints, width: int = 0) -> pl.Series:
    written = pl.Series(numbers).cast(pl.String)
    return written.str.zfill(width) if width else written


def blank(column: pl.Series, where: Bools | None = None) -> pl.Series:
    """Empty cells where told, and where the text is empty."""
    empty = column == "" if where is None else (column == "") | pl.Series(where)
    return column.to_frame("column").select(pl.when(~empty).then(pl.col("column"))).to_series()


def joined(pattern: str, *parts: pl.Series) -> pl.Series:
    """One text for each row: ``{}`` takes the parts in turn."""
    return pl.select(pl.format(pattern, *(pl.lit(part) for part in parts))).to_series()


def ids(count: int, rng: np.random.Generator) -> list[str]:
    """Random ids of 32 hexadecimal digits."""
    digits = rng.bytes(16 * count).hex().upper()
    return [digits[place : place + 32] for place in range(0, 32 * count, 32)]


def reference_id(*words: str) -> str:
    """An id that depends on nothing but the name: the same position or school has it in every file."""
    return md5("|".join(("bijak", *words)).encode(), usedforsecurity=False).hexdigest().upper()
