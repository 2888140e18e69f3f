"""Bezetting: the places of each title in each unit against those who fill them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext_lazy as _

from bijak.kernel.days import add_months
from bijak.lists import texts
from bijak.lists.registries import Asked, Column, ListKind, Roll
from bijak.organization import queries as organization


@dataclass(frozen=True)
class Lines:
    """Lines of the establishment, to be cut."""

    all: tuple[organization.Line, ...]

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, chosen: npt.NDArray[Any]) -> "Lines":
        return Lines(tuple(self.all[place] for place in chosen.tolist()))


def _posts(asked: Asked) -> Roll:
    nodes = [
        node
        for root in organization.tree(asked.on)
        for node in root
        if node.unit.path.startswith(asked.unit_path) and asked.reach.covers(node.unit)
    ]
    lines = organization.narrowed_lines(organization.establishment(nodes, asked.on), text=asked.words)
    lines = organization.with_leavers(lines, asked.on, add_months(asked.on, 12))
    total = organization.total(lines)
    return Roll(Lines(tuple(lines)), [texts.balance(total.needed, total.filled, total.vacant, total.surplus)])


def _number(code: str, label: Any, read: Any) -> Column:
    return Column(
        code=code, label=label, cells=lambda rows: [read(line) for line in rows.all],
        key=lambda rows: np.array([read(line) or 0 for line in rows.all], np.int64), width=0.8,
    )  # fmt: skip


POSTS = ListKind(
    code="bezetting",
    label=_("Bezetting"),
    heading=_("Bezetting: Formasi Jabatan dan Keterisiannya"),
    purpose=_("Formasi setiap jabatan dalam setiap unit, berapa yang terisi, kosong, dan segera ditinggalkan."),
    # It names nobody, and everybody may take the establishment along; here it is bound to one's own units.
    export_permission="people.view",
    is_of_people=False,
    ask=_posts,
    columns=(
        Column(code="unit", label=_("Unit"), cells=lambda rows: [line.unit.name for line in rows.all], width=4),
        Column(
            code="jabatan", label=_("Jabatan"), cells=lambda rows: [line.title for line in rows.all],
            key=lambda rows: np.array([line.title for line in rows.all], str), width=4,
        ),
        Column(
            code="jenis", label=_("Jenis jabatan"), width=1.4,
            cells=lambda rows: [
                line.spell.get_kind_display() if line.spell else str(texts.OUTSIDE) for line in rows.all
            ],
        ),
        _number("kelas", _("Kelas"), lambda line: line.spell and line.spell.job_class),
        _number("formasi", _("Formasi"), lambda line: line.balance.needed),
        _number("terisi", _("Terisi"), lambda line: line.balance.filled),
        _number("kosong", _("Kosong"), lambda line: line.balance.vacant),
        _number("lebih", _("Lebih"), lambda line: line.balance.surplus),
        _number("akan_pensiun", _("Pensiun 12 bulan lagi"), lambda line: line.leaving),
    ),
    order=80,
)  # fmt: skip
