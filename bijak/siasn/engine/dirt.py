"""The faults of real files, put in on purpose and written down, so that a test can ask whether each one was found."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from bijak.siasn.engine import spreadsheet

type Effect = Literal["rejected", "repaired", "accepted", "noticed"]


@dataclass(frozen=True)
class Fault:
    """A fault, the field it lies in, and what a good importer does with it.

    Rejected: refuse the row. Repaired: mend the cell without asking. Accepted: take it as it is, harmlessly. Noticed:
    take it with a remark, or refuse it.
    """

    code: str
    field: str
    effect: Effect


FAULTS = (
    Fault("nip_number", "nip", "rejected"),  # a numeric cell: Excel kept 15 of 18 digits
    Fault("nip_scientific", "nip", "rejected"),  # 1.98501E+17 as text
    Fault("nip_float_text", "nip", "repaired"),  # "198501012010011001.0"
    Fault("nip_apostrophe", "nip", "repaired"),  # "'198501012010011001"
    Fault("nip_blanks", "nip", "repaired"),  # "19850101 201001 1 001"
    Fault("nip_short", "nip", "rejected"),  # a digit is missing
    Fault("nip_missing", "nip", "rejected"),
    Fault("duplicate", "nip", "rejected"),  # the same row once more, further down
    Fault("date_iso", "born_on", "repaired"),  # 1985-01-31 among 31-01-1985
    Fault("date_slash", "born_on", "repaired"),  # 31/01/1985
    Fault("date_serial", "born_on", "repaired"),  # a numeric cell: days since 1899-12-30
    Fault("date_impossible", "born_on", "rejected"),  # 31-02-1985
    Fault("birth_mismatch", "born_on", "noticed"),  # not the day in the NIP
    Fault("sex_mismatch", "sex", "noticed"),  # not the sex in the NIP
    Fault("unit_unknown", "unit_siasn_id", "rejected"),
    Fault("formula_cached", "name", "accepted"),
    Fault("formula_uncached", "name", "rejected"),  # never computed: the cell is empty
    Fault("name_trailing_blanks", "name", "repaired"),
    Fault("name_quotes", "name", "accepted"),
    Fault("name_script", "name", "accepted"),
    Fault("name_long", "name", "rejected"),  # 10,000 characters
)

MISSING_COLUMNS = ("card_no", "ikd_flag")


@dataclass(frozen=True)
class Found:
    """An entry of dirt.json. ``row`` as the spreadsheet counts it, the header being row 1; ``nip`` the true one."""

    row: int
    header: str
    fault: str
    effect: str
    nip: str


class Dirt:
    """Spoils the workforce file piece by piece; ``found`` and ``cells`` are complete after the last piece.

    ``headers`` gives the header of each of our fields; the file has those headers.
    """

    def __init__(self, headers: dict[str, str], *, rows: int, share: float, seed: int, is_csv: bool) -> None:
        rng = np.random.default_rng([seed, 7])
        count = min(rows, max(len(FAULTS), round(rows * share)))
        chosen = rng.permutation(rows)[:count]
        self.headers = headers
        self.is_csv = is_csv
        self.rows = rows
        self.found: list[Found] = []
        self.cells: dict[tuple[int, str], str] = {}
        self._fault_of = {int(row): FAULTS[place % len(FAULTS)] for place, row in enumerate(chosen)}
        self._seed = seed
        self._copies: list[pl.DataFrame] = []

    def spoiled(self, pieces: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """The pieces with faults, columns in another order, two missing; duplicates follow at the end."""
        start = 0
        for piece in pieces:
            for row in range(start, start + len(piece)):
                if fault := self._fault_of.get(row):
                    self._spoil(piece, row - start, row + 2, fault)
            start += len(piece)
            yield self._rearranged(piece)
        for place, copy in enumerate(self._copies):
            nip = str(copy[0, self.headers["nip"]])
            self.found.append(Found(start + 2 + place, self.headers["nip"], "duplicate", "rejected", nip))
        if self._copies:
            yield self._rearranged(pl.concat(self._copies))

    def report(self) -> dict[str, object]:
        """What dirt.json holds."""
        return {
            "columns": [
                {"fault": "columns_reordered"},
                {"fault": "columns_missing", "headers": [self.headers[field] for field in MISSING_COLUMNS]},
            ],
            "rows": [asdict(entry) for entry in sorted(self.found, key=lambda entry: entry.row)],
        }

    def _rearranged(self, piece: pl.DataFrame) -> pl.DataFrame:
        columns = piece.columns
        missing = {self.headers[field] for field in MISSING_COLUMNS}
        order = np.random.default_rng([self._seed, 8]).permutation(len(columns))
        return piece.select(columns[place] for place in order if columns[place] not in missing)

    def _spoil(self, piece: pl.DataFrame, at: int, row: int, fault: Fault) -> None:
        """Put one fault into a row, in place."""
        header = self.headers[fault.field]
        nip = str(piece[at, self.headers["nip"]])
        name = str(piece[at, self.headers["name"]])
        day, month, year = str(piece[at, self.headers["born_on"]]).split("-")
        born = date(int(year), int(month), int(day))
        text: str | None = None
        inside: str | None = None
        match fault.code:
            case "nip_number":
                text = f"{float(nip):.14E}"
                inside = spreadsheet.number(text)
            case "nip_scientific":
                text = f"{float(nip):.5E}"
            case "nip_float_text":
                text = f"{nip}.0"
            case "nip_apostrophe":
                text = f"'{nip}"
            case "nip_blanks":
                text = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
            case "nip_short":
                text = nip[:-1]
            case "nip_missing" | "formula_uncached":
                text = None
                if fault.code == "formula_uncached":
                    inside = spreadsheet.formula(f'VLOOKUP("{nip}",Nama!A:B,2,0)', None)
            case "duplicate":
                self._copies.append(piece[at])
                return
            case "date_iso":
                text = born.isoformat()
            case "date_slash":
                text = f"{born:%d/%m/%Y}"
            case "date_serial":
                serial = str((born - date(1899, 12, 30)).days)
                text, inside = serial, spreadsheet.number(serial)
            case "date_impossible":
                text = f"31-02-{born.year}"
            case "birth_mismatch":
                text = (
                    f"{born.day:02d}-{born.month:02d}-{born.year - 1}"
                    if (born.day, born.month) != (29, 2)
                    else f"28-02-{born.year}"
                )
            case "sex_mismatch":
                text = "F" if piece[at, header] == "M" else "M"
            case "unit_unknown":
                text = "0" * 31 + "1"
                piece[at, self.headers["unit_name"]] = "Unit Lama yang Sudah Dihapus"
            case "formula_cached":
                text, inside = name, spreadsheet.formula(f'PROPER("{name.lower()}")', name)
            case "name_trailing_blanks":
                text = f"  {name}   "
            case "name_quotes":
                text = f'{name} "Daeng" O\'Brien'
            case "name_script":
                text = f"{name}<script>alert('x')</script>"
            case "name_long":
                text = (name + " ") * (10_000 // (len(name) + 1) + 1)
        piece[at, header] = text
        if inside is not None and not self.is_csv:
            self.cells[row, header] = inside
        self.found.append(Found(row, header, fault.code, fault.effect, nip))
