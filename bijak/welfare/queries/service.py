"""One person's service: her next raise with every reason, the raises before it, her retirement, her leave."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bijak.kernel.decisions import Decision
from bijak.kernel.terms import Basis, NotInForce
from bijak.policy import queries as policy
from bijak.shell.templatetags.formats import tanggal
from bijak.welfare.models import LeaveTaken, RaiseGiven, RaiseOutlook, Retirement
from bijak.welfare.queries import leave, raises, retirement
from bijak.welfare.texts import leave as leave_texts
from bijak.welfare.texts import raises as raise_texts
from bijak.welfare.texts.retirement import PAPERS


@dataclass(frozen=True)
class Told:
    """A condition as it is read: whether it is met, since or from when, and by which clause."""

    label: Any
    level: str
    note: str
    basis: Basis | None


def told(
    decision: Decision, labels: Mapping[str, Any], unknown: Mapping[str, Any] | None = None
) -> list[Told]:
    """A decision of one person, reason by reason; those without a label are not told."""
    found = []
    for reason in decision.reasons:
        if reason.code not in labels:
            continue
        note = ""
        if reason.truth.missing and (day := reason.met_from):
            note = _("Terpenuhi mulai %(day)s.") % {"day": tanggal(day)}
        elif reason.truth.unknown:
            because = (unknown or {}).get(reason.code, _("faktanya belum tercatat"))
            note = _("Belum dapat diputuskan karena %(because)s.") % {"because": because}
        found.append(Told(labels[reason.code], reason.truth.name, note, reason.basis))
    return found


_OF_RIGHT = {code: label for code, label in leave_texts.REASONS.items() if code != "short_enough"}
"""Of a right nobody asks how long."""


@dataclass(frozen=True)
class LeaveLine:
    label: Any
    days: int | None
    basis: Basis | None
    because: Any


@dataclass(frozen=True)
class Service:
    """What a page tells of one person on a day."""

    outlook: RaiseOutlook | None
    reasons: list[Told]
    given: list[RaiseGiven]
    retirement: Retirement | None
    papers: list[tuple[Any, bool]]
    leave_lines: list[LeaveLine]
    leave_left: int | None
    big: list[Told]
    unpaid: list[Told]
    taken: list[LeaveTaken]


def service_of(employee: int, *, on: date) -> Service:
    """Everything of one person in few questions, decided by the rules that decide of everyone."""
    outlook = raises.outlook_of(employee)
    reasons = []
    rights = None
    with suppress(NotInForce):  # on a day before the law there is nothing to tell
        if outlook is not None and outlook.facts:
            decision = raises.decide(outlook.facts, policy.terms("welfare", on), on=on)
            reasons = told(decision, raise_texts.RAISES, raise_texts.UNKNOWN)
        rights = leave.rights_of(employee, on=on)
    near = retirement.retirement_of(employee)
    return Service(
        outlook=outlook,
        reasons=reasons,
        given=list(raises.raises_of(employee)),
        retirement=near,
        papers=[(label, code in near.papers) for code, label in PAPERS.items()] if near else [],
        leave_lines=_lines(rights),
        leave_left=None if rights is None else _whole(rights.annual.total.item()),
        big=told(rights.big, leave_texts.REASONS) if rights else [],
        unpaid=told(rights.unpaid, _OF_RIGHT) if rights else [],
        taken=list(leave.taken_by(employee)[:12]),
    )


def holders(employees: Collection[int]) -> set[int]:
    """Those of some people (keys of people.Employee) about whom raises or leave are on record."""
    among = {"employee_id__in": employees, "replaced_by": None}
    raised = RaiseGiven.objects.filter(**among).order_by().values_list("employee_id", flat=True)
    absent = LeaveTaken.objects.filter(**among).order_by().values_list("employee_id", flat=True)
    return {*raised.distinct(), *absent.distinct()}


def _lines(rights: leave.Rights | None) -> list[LeaveLine]:
    if rights is None:
        return []
    return [
        LeaveLine(
            leave_texts.LINES[line.code],
            days := _whole(line.value.item()),
            line.basis,
            leave_texts.UNKNOWN[line.code] if days is None else "",
        )
        for line in rights.annual.lines
    ]


def _whole(days: float | None) -> int | None:
    return None if days is None else int(days)
