"""A body read at once says what the same body says row by row."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.interchange import delimited, wellformed
from bijak.interchange.reading import LINES_IN_A_CELL, Unreadable
from bijak.interchange.registries import ROW

cell = st.lists(
    st.sampled_from(["a", "é", "1", " ", "'", '"', ";", "\n", "\r\n", "\U0001f600"]), max_size=4
).map("".join)
rows = st.lists(st.lists(cell, min_size=1, max_size=5), min_size=1, max_size=12)


def written(table: list[list[str]], end: str, quoting: int) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator=end, quoting=quoting).writerows(table)
    return out.getvalue()


def told(path: Path) -> object:
    """The rows with their numbers, or why there are none."""
    try:
        frame = delimited.read(path).frame
    except Unreadable as refusal:
        return str(refusal)
    return frame.columns, frame.with_columns(pl.exclude(ROW).fill_null("")).rows()


def at_once(path: Path, *, width: int = 2, at_most: int = 1_000) -> list[tuple[str | None, ...]] | None:
    frame = wellformed.read(path, ";", beyond=0, width=width, at_most=at_most)
    return None if frame is None else frame.rows()


@given(
    rows,
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["", '"', "\n", "\r", ";", "a"]),
    st.integers(0, 200),
    st.booleans(),
)
def test_it_says_what_row_by_row_says(
    table: list[list[str]], end: str, quoting: int, slip: str, place: int, is_marked: bool
) -> None:
    text = written(table, end, quoting)
    place %= len(text)
    text = text[:place] + slip + text[place:]
    with TemporaryDirectory() as folder, patch.object(delimited, "HEADER_WITHIN", 1):
        path = Path(folder) / "berkas.csv"
        path.write_bytes(text.encode("utf-8-sig" if is_marked else "utf-8"))
        with patch.object(delimited, "_separator", return_value=";"):
            ours = told(path)
            with patch.object(wellformed, "read", return_value=None):
                assert ours == told(path)


def test_quotes_line_ends_and_short_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "berkas.csv"
    path.write_bytes(b'1;"Jl. A; no. 5"\r\n2\r\n"3";"a ""b"" c"\r\n\r\n')
    assert at_once(path) == [("1", "Jl. A; no. 5"), ("2", None), ("3", 'a "b" c')]


@pytest.mark.parametrize(
    "body",
    [
        b'1;5" pipa\n2;b\n',
        b'1;"a" b\n2;"c"\n',
        b'1;"a\n2;b\n',
        b"1;a\n\n2;b\n",
        b"1;a\r2;b\n",
        b"1;a;wide\n2;b\n",
        b'1;"' + b"\n" * LINES_IN_A_CELL + b'"\n',
    ],
)
def test_what_is_not_well_formed_is_left_to_others(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "berkas.csv"
    path.write_bytes(body)
    assert at_once(path) is None


def test_more_cells_than_allowed_are_left_to_others(tmp_path: Path) -> None:
    path = tmp_path / "berkas.csv"
    path.write_bytes(b"1;a\n2;b\n")
    assert at_once(path, at_most=3) is None
