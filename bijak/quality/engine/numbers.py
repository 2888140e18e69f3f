"""What NIP and NIK say of a person, read for a hundred thousand at once; ``kernel/nip.py`` says how they are laid out.

What cannot be read is NaT, -1 or "". A test reads the same numbers one by one with the kernel.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

type Words = npt.NDArray[np.str_]

_FIRST_CONTRACT = 21
"""Digits 13 and 14 of an NI PPPK count from here; those of a NIP are a month."""

_SEXES = np.array(["", "L", "P"])


@dataclass(frozen=True)
class Nips:
    """``appointed``: year and month as 202401; of an NI PPPK the year alone, as 202400."""

    born_on: npt.NDArray[np.datetime64]
    sex: Words
    appointed: npt.NDArray[np.int64]
    is_pppk: npt.NDArray[np.bool_]
    is_read: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Niks:
    """``born``: day, month and two digits of the year as the number ddmmyy."""

    born: npt.NDArray[np.int64]
    sex: Words
    is_read: npt.NDArray[np.bool_]


def read_nips(texts: Words) -> Nips:
    digits, is_written = _digits(texts, 18)
    born_on = _days(*(_number(digits, *span) for span in ((0, 4), (4, 6), (6, 8))))
    year, marker, sex = _number(digits, 8, 12), _number(digits, 12, 14), _number(digits, 14, 15)
    is_pppk = marker >= _FIRST_CONTRACT
    is_read = is_written & ~np.isnat(born_on) & (is_pppk | ((marker >= 1) & (marker <= 12)))
    return Nips(
        born_on=np.where(is_read, born_on, np.datetime64("NaT", "D")),
        sex=np.where(is_read, _sex(sex), ""),
        appointed=np.where(is_read, year * 100 + np.where(is_pppk, 0, marker), -1),
        is_pppk=is_pppk & is_read,
        is_read=is_read,
    )


def read_niks(texts: Words) -> Niks:
    digits, is_written = _digits(texts, 16)
    day, month, year = (_number(digits, *span) for span in ((6, 8), (8, 10), (10, 12)))
    is_woman = day > 40
    day = np.where(is_woman, day - 40, day)
    is_read = (
        is_written
        & (digits[:, 0] != 0)
        & (_number(digits, 12, 16) > 0)
        # A leap year among 2000 to 2099 is one among 1901 to 1999 too.
        & ~np.isnat(_days(year + 2000, month, day))
    )
    return Niks(
        born=np.where(is_read, day * 10_000 + month * 100 + year, -1),
        sex=np.where(is_read, np.where(is_woman, "P", "L"), ""),
        is_read=is_read,
    )


def _digits(texts: Words, length: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """The digits as a matrix, and which texts are nothing but so many digits; the others read as zeros."""
    padded = np.ascontiguousarray(texts.astype(f"U{length + 1}"))
    signs = padded.view(np.uint32).reshape(len(texts), length + 1).astype(np.int64) - ord("0")
    within = (signs[:, :length] >= 0) & (signs[:, :length] <= 9)
    is_written = within.all(axis=1) & (signs[:, length] == -ord("0"))
    return np.where(is_written[:, None], signs[:, :length], 0), is_written


def _number(digits: npt.NDArray[np.int64], start: int, end: int) -> npt.NDArray[np.int64]:
    return np.asarray(digits[:, start:end] @ 10 ** np.arange(end - start)[::-1])


def _days(
    year: npt.NDArray[np.int64], month: npt.NDArray[np.int64], day: npt.NDArray[np.int64]
) -> npt.NDArray[np.datetime64]:
    """The days of the calendar; NaT where there is no such day."""
    first = (((year - 1970) * 12) + np.clip(month, 1, 12) - 1).astype("datetime64[M]")
    found = first.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    exists = (month >= 1) & (month <= 12) & (day >= 1) & (found.astype("datetime64[M]") == first)
    return np.where(exists, found, np.datetime64("NaT", "D"))


def _sex(sign: npt.NDArray[np.int64]) -> Words:
    return np.asarray(_SEXES[np.where((sign == 1) | (sign == 2), sign, 0)])
