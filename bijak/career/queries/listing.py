"""The queue as a list: by any filter of people and its own, kept as a view, taken along."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.career.access import Permission
from bijak.career.models import PromotionKind, QueueLine, QueueState
from bijak.career.queries import queue
from bijak.career.texts import queue as texts
from bijak.kernel import ranks
from bijak.kernel.rows import Rows
from bijak.kernel.terms import Basis
from bijak.lists.queries import cells
from bijak.lists.queries.narrowing import people
from bijak.lists.registries import Asked, Choice, Column, ListKind, Roll
from bijak.people.queries.careers import Careers
from bijak.shell.templatetags.formats import saat, tanggal


@dataclass(frozen=True)
class Waiting(Rows):
    """PNS in the order of the queue, with how they stand there."""

    who: Careers
    kind: npt.NDArray[np.str_]
    state: npt.NDArray[np.str_]
    target: npt.NDArray[np.str_]
    eligible_on: npt.NDArray[np.datetime64]
    period: npt.NDArray[np.datetime64]

    @cached_property
    def obstacles(self) -> list[str]:
        """What each lacks; read for the people at hand only, so cut a page out first."""
        keys = self.who.employee.tolist()
        found = queue.rows(QueueLine.objects.filter(employee__in=keys), today=self.who.on)
        said = {each.line.employee_id: "; ".join(each.obstacles) for each in found}
        return [said.get(key, "") for key in keys]


_FIELDS = ("employee", "kind", "state", "target_rank", "eligible_on", "period")
_TYPES: tuple[npt.DTypeLike, ...] = ("U12", "U9", "U4", "datetime64[D]", "datetime64[D]")


def _queue(asked: Asked) -> Roll:
    known = people(asked, "pns")
    chosen = asked.chosen
    wanted = queue.Filter(
        state=chosen.get("keadaan", ""),
        kind=chosen.get("kenaikan", ""),
        period=date.fromisoformat(chosen["periode"]) if "periode" in chosen else None,
        changed_since=asked.on - timedelta(days=int(chosen["berubah"])) if "berubah" in chosen else None,
    )
    lines = queue.narrowed(QueueLine.objects.all(), wanted)
    keys, *rest = list(zip(*lines.values_list(*_FIELDS), strict=True)) or [()] * len(_FIELDS)
    employee = np.array(keys, np.int64)
    among = np.isin(employee, known.employee)
    waiting = Waiting(
        known[np.searchsorted(known.employee, employee[among])],
        *(np.array(column, dtype)[among] for column, dtype in zip(rest, _TYPES, strict=True)),
    )
    return Roll(waiting, [_as_read()])


def _as_read() -> str:
    run = queue.last_run()
    if run is None:
        return _("Antrean belum dibaca; ia dibaca setiap malam.")
    return _("Menurut bacaan terakhir, %(at)s. Bacaan sebelumnya tidak disimpan.") % {
        "at": saat(run.finished_at)
    }


def _periods() -> Iterable[tuple[str, str]]:
    return [(day.isoformat(), tanggal(day)) for day in queue.periods_to_choose(QueueLine.objects.all())]


_GRADES = {rank.code: rank.grade for rank in ranks.PNS}
_KINDS, _STATES = dict(PromotionKind.choices), dict(QueueState.choices)


def _of_people() -> Iterable[Column]:
    """Their names lead to their lines."""
    name = replace(
        cells.NAME, links=lambda rows: [reverse("career:person", args=[row.uuid]) for row in rows.faces]
    )
    return cells.of_who(name, cells.NIP, cells.RANK, replace(cells.RANK_FROM, is_shown=False))


QUEUE = ListKind(
    code="kenaikan-pangkat",
    label=gettext_lazy("Antrean kenaikan pangkat"),
    heading=gettext_lazy("Antrean Kenaikan Pangkat Pegawai Negeri Sipil"),
    purpose=gettext_lazy(
        "Siapa yang naik pangkat kapan dan dengan jenis apa, dan apa yang belum terpenuhi, menurut urutan antrean."
    ),
    basis=Basis("PP 99/2000 jo. PP 12/2002", "tentang Kenaikan Pangkat Pegawai Negeri Sipil"),
    permission=Permission.VIEW,
    export_permission=Permission.EXPORT,
    ask=_queue,
    choices=(
        Choice(code="keadaan", label=gettext_lazy("Keadaan"), options=lambda: QueueState.choices),
        Choice(code="kenaikan", label=gettext_lazy("Jenis kenaikan"), options=PromotionKind.queued),
        Choice(code="periode", label=gettext_lazy("Periode"), options=_periods),
        Choice(code="berubah", label=gettext_lazy("Perubahan"), options=texts.CHANGED.items),
    ),
    columns=(
        *_of_people(),
        Column(
            code="berikutnya", label=gettext_lazy("Berikutnya"), width=1.1,
            cells=lambda rows: [_GRADES.get(each, "") for each in rows.target.tolist()], key=lambda rows: rows.target,
        ),
        Column(
            code="kenaikan", label=gettext_lazy("Jenis kenaikan"), width=2,
            cells=lambda rows: [str(_KINDS[each]) for each in rows.kind.tolist()], key=lambda rows: rows.kind,
        ),
        Column(
            code="keadaan", label=gettext_lazy("Keadaan"), width=1.8,
            cells=lambda rows: [str(_STATES[each]) for each in rows.state.tolist()], key=lambda rows: rows.state,
        ),
        Column(
            code="waktu", label=gettext_lazy("Syarat waktu terpenuhi"), width=1.6, is_shown=False,
            cells=lambda rows: cells.days(rows.eligible_on), key=lambda rows: rows.eligible_on,
        ),
        Column(
            code="periode", label=gettext_lazy("Periode"), width=1.6,
            cells=lambda rows: cells.days(rows.period), key=lambda rows: rows.period,
        ),
        Column(
            code="belum", label=gettext_lazy("Yang belum terpenuhi"), width=3,
            cells=lambda rows: rows.obstacles,
        ),
        *cells.of_who(cells.UNIT, replace(cells.POSITION, is_shown=False), cells.SERVED_FROM, cells.RETIRES),
    ),
    order=12,
)  # fmt: skip
