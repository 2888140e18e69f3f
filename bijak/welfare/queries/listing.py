"""The lists of raises and of leave, and what welfare tells about those who retire."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext_lazy as _

from bijak.kernel.rows import Rows
from bijak.kernel.terms import NotInForce
from bijak.lists.queries import cells
from bijak.lists.queries.narrowing import people
from bijak.lists.registries import Asked, Column, ListKind, Roll, Span
from bijak.people.queries.careers import Careers
from bijak.welfare.access import Permission
from bijak.welfare.models import RaiseOutlook, RaiseState, Retirement
from bijak.welfare.queries.leave import Balances
from bijak.welfare.rules import TERMS
from bijak.welfare.texts import leave as leave_texts
from bijak.welfare.texts import raises as raise_texts
from bijak.welfare.texts.retirement import PAPERS

# Raises -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Due(Rows):
    """People whose next step of pay falls in a span, with what was found about it."""

    who: Careers
    due_on: npt.NDArray[np.datetime64]
    from_on: npt.NDArray[np.datetime64]
    state: npt.NDArray[np.str_]
    because: npt.NDArray[np.object_]

    @cached_property
    def reasons(self) -> list[str]:
        return [
            "; ".join(said_because(state, codes))
            for state, codes in zip(self.state.tolist(), self.because.tolist(), strict=True)
        ]


def said_because(state: str, codes: str) -> list[str]:
    """Why a raise does not come on the day of its step, in words."""
    said = raise_texts.UNKNOWN if state == RaiseState.UNDECIDED else raise_texts.MISSING
    return [str(said[code]) for code in codes.split(",") if code]


def _due(asked: Asked) -> Roll:
    known = people(asked, "cpns", "pns", "pppk")
    found = RaiseOutlook.objects.filter(due_on__gte=asked.since, due_on__lte=asked.until).order_by(
        "employee_id"
    )
    columns = list(
        zip(*found.values_list("employee_id", "due_on", "from_on", "state", "because"), strict=True)
    )
    keys, *rest = columns or [()] * 5
    employee = np.array(keys, np.int64)
    types: tuple[npt.DTypeLike, ...] = ("datetime64[D]", "datetime64[D]", "U10", object)
    among = np.isin(employee, known.employee)
    due = Due(
        known[np.searchsorted(known.employee, employee[among])],
        *(np.array(column, dtype)[among] for column, dtype in zip(rest, types, strict=True)),
    )
    return Roll(due[np.lexsort([due.who.alphabet, due.due_on])], [raise_texts.NO_AMOUNTS])


_STATES = dict(RaiseState.choices)

RAISES = ListKind(
    code="kgb",
    label=_("Kenaikan gaji berkala (KGB)"),
    heading=_("Pegawai yang Mencapai Kenaikan Gaji Berkala"),
    purpose=_("Siapa yang langkah gajinya tiba, kapan, dan apa yang menunda atau menghalanginya."),
    basis=TERMS["raise_interval"].values[-1].basis,
    permission=Permission.VIEW_SERVICE,
    ask=_due,
    span=Span(label=_("Langkah gaji"), months=3),
    columns=(
        Column(
            code="langkah", label=_("Langkah gaji"), cells=lambda rows: cells.days(rows.due_on),
            key=lambda rows: rows.due_on, width=1.6,
        ),
        Column(
            code="tmt", label=_("TMT KGB"), cells=lambda rows: cells.days(rows.from_on), key=lambda rows: rows.from_on,
            width=1.6,
        ),
        *cells.of_who(cells.NAME, cells.NIP, cells.RANK),
        Column(
            code="keadaan", label=_("Keadaan"), cells=lambda rows: [str(_STATES[each]) for each in rows.state.tolist()],
            key=lambda rows: rows.state, width=1.8,
        ),
        Column(code="karena", label=_("Karena"), cells=lambda rows: rows.reasons, width=3),
        *cells.of_who(cells.UNIT, replace(cells.POSITION, is_shown=False), replace(cells.KIND, is_shown=False)),
    ),
    order=32,
)  # fmt: skip


# Leave ------------------------------------------------------------------------------------------


def _balances(asked: Asked) -> Roll:
    known = people(asked)
    try:
        _ = TERMS.on(asked.on).leave_annual_days
    except NotInForce as fault:
        return Roll(Balances(known[np.array([], np.intp)]), [str(fault)])
    return Roll(Balances(known[np.argsort(known.alphabet)]), [leave_texts.JOINT, leave_texts.BLANKS])


LEAVE = ListKind(
    code="sisa-cuti",
    label=_("Sisa cuti tahunan"),
    heading=_("Sisa Cuti Tahunan Pegawai"),
    purpose=_("Berapa hari cuti tahunan yang masih dapat diambil setiap pegawai tahun ini, dan dari mana angkanya."),
    basis=TERMS["leave_annual_days"].values[-1].basis,
    permission=Permission.VIEW_SERVICE,
    ask=_balances,
    columns=(
        *cells.of_who(cells.NAME, cells.NIP, cells.KIND),
        Column(code="sisa", label=_("Sisa hari"), cells=lambda rows: rows.days(), width=1),
        Column(code="hak", label=_("Hak"), cells=lambda rows: rows.days("annual"), width=1),
        Column(code="ikut", label=_("Ikut"), cells=lambda rows: rows.days("carried"), width=1),
        Column(code="diambil", label=_("Diambil"), cells=lambda rows: rows.days("taken"), width=1),
        *cells.of_who(cells.UNIT, replace(cells.SERVED_FROM, is_shown=False)),
    ),
    order=34,
)  # fmt: skip


# Retirement -------------------------------------------------------------------------------------


def _papers(rows: Careers) -> Sequence[str]:
    """How much of the file is there, of those who retire within two years."""
    found = Retirement.objects.filter(employee__in=rows.employee.tolist()).order_by()
    held = dict(found.values_list("employee_id", "papers"))
    said = _("%(there)s dari %(all)s")
    return [
        str(said) % {"there": len(held[key]), "all": len(PAPERS)} if key in held else ""
        for key in rows.employee.tolist()
    ]


RETIREMENT_FILE = Column(code="berkas", label=_("Berkas pensiun"), cells=_papers, width=1.4)
