"""Columns of people that several lists tell: each is written once, and read of ``Careers`` that were cut out."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bijak.kernel.days import months_between, years_between
from bijak.lists import texts
from bijak.lists.registries import Column
from bijak.people.queries.careers import Careers

type Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Noted:
    """People, with something of each that one list alone knows: a birthday, a medal."""

    who: Careers
    value: npt.NDArray[Any]

    def __len__(self) -> int:
        return len(self.who)

    def __getitem__(self, chosen: npt.NDArray[Any]) -> "Noted":
        return Noted(self.who[chosen], self.value[chosen])


def of_who(*columns: Column) -> list[Column]:
    """Columns of people for rows that hold their people in ``who``."""

    def read(column: Column) -> Column:
        cells, key, links = column.cells, column.key, column.links
        return replace(
            column,
            cells=lambda rows: cells(rows.who),
            key=(lambda rows: key(rows.who)) if key else None,
            links=(lambda rows: links(rows.who)) if links else None,
        )

    return [read(column) for column in columns]


def days(values: Days) -> list[Any]:
    """As Python knows days, None where not known."""
    return values.astype("datetime64[D]").tolist()  # type: ignore[no-any-return]


def service_months(rows: Careers) -> npt.NDArray[np.float64]:
    """Months of service on the day: what counted when the rank was given, and what went by since."""
    since = months_between(rows.rank_from, np.datetime64(rows.on))
    return np.where(since.unknown, np.nan, rows.credit + since.values)


def years(rows: Careers) -> list[str]:
    """The year of the highest diploma, as words: nobody adds years up."""
    return ["" if np.isnan(year) else f"{year:.0f}" for year in rows.graduated.tolist()]


def ages(rows: Careers, on: Any) -> list[int]:
    return years_between(rows.born_on, on).values.tolist()  # type: ignore[no-any-return]


NAME = Column(
    code="nama",
    label=_("Nama"),
    cells=lambda rows: [row.full_name for row in rows.faces],
    key=lambda rows: rows.alphabet,
    links=lambda rows: [reverse("people:person", args=[row.uuid]) for row in rows.faces],
    width=3,
)
NIP = Column(code="nip", label=_("NIP"), cells=lambda rows: [row.nip for row in rows.faces], width=2.4)
KIND = Column(code="jenis", label=_("Kepegawaian"), cells=lambda rows: rows.kinds, key=lambda rows: rows.kind)
SEX = Column(
    code="jenis_kelamin", label=_("Jenis kelamin"), cells=lambda rows: rows.sexes, key=lambda rows: rows.sex,
    is_shown=False,
)  # fmt: skip
RANK = Column(
    code="golongan", label=_("Golongan"), cells=lambda rows: rows.ranks, key=lambda rows: rows.rank_order,
    width=1.1,
)  # fmt: skip
RANK_TITLE = Column(
    code="pangkat", label=_("Pangkat"), cells=lambda rows: rows.rank_titles,
    key=lambda rows: rows.rank_order, width=2.2,
)  # fmt: skip
RANK_FROM = Column(
    code="tmt_pangkat", label=_("TMT pangkat"), cells=lambda rows: days(rows.rank_from),
    key=lambda rows: rows.rank_from, width=1.6,
)  # fmt: skip
POSITION = Column(
    code="jabatan", label=_("Jabatan"), cells=lambda rows: rows.position_title.tolist(),
    key=lambda rows: rows.position_title.astype(str), width=3,
)  # fmt: skip
POSITION_FROM = Column(
    code="tmt_jabatan", label=_("TMT jabatan"), cells=lambda rows: days(rows.position_from),
    key=lambda rows: rows.position_from, width=1.6,
)  # fmt: skip
ECHELON = Column(
    code="eselon", label=_("Eselon"), cells=lambda rows: rows.echelons,
    key=lambda rows: np.where(rows.echelon == "", "~", rows.echelon), width=1,
)  # fmt: skip
UNIT = Column(code="unit", label=_("Unit"), cells=lambda rows: rows.units, width=3)
SERVED_FROM = Column(
    code="tmt_awal", label=_("TMT CPNS atau kontrak"), cells=lambda rows: days(rows.served_from),
    key=lambda rows: rows.served_from, width=1.6, is_shown=False,
)  # fmt: skip
SERVICE = Column(
    code="masa_kerja", label=_("Masa kerja"), width=1.8,
    cells=lambda rows: [texts.masa(months) for months in service_months(rows).tolist()],
    key=service_months,
)  # fmt: skip
EDUCATION = Column(
    code="pendidikan", label=_("Pendidikan"), cells=lambda rows: rows.education_levels,
    key=lambda rows: rows.education, width=1.4,
)  # fmt: skip
STUDIED = Column(
    code="jurusan", label=_("Jurusan"), cells=lambda rows: rows.studied,
    is_shown=False,
)  # fmt: skip
GRADUATED = Column(
    code="lulus", label=_("Lulus"), key=lambda rows: rows.graduated, width=1,
    cells=years,
)  # fmt: skip
BORN_ON = Column(
    code="lahir", label=_("Tanggal lahir"), cells=lambda rows: days(rows.born_on),
    key=lambda rows: rows.born_on, width=1.6,
)  # fmt: skip
AGE = Column(
    code="usia", label=_("Usia"), cells=lambda rows: ages(rows, np.datetime64(rows.on)),
    key=lambda rows: -rows.born_on.astype(np.int64), width=0.9,
)  # fmt: skip
RETIRES = Column(
    code="pensiun", label=_("TMT pensiun"), cells=lambda rows: days(rows.retires),
    key=lambda rows: rows.retires, width=1.6, is_shown=False,
)  # fmt: skip
