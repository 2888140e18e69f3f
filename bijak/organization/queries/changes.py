"""What a change of the tree would do, before it is done: the preview and the service ask the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bijak.kernel.days import Period
from bijak.organization import rules
from bijak.organization.models import Unit
from bijak.organization.queries.units import histories as read_histories
from bijak.organization.rules import Span
from bijak.shell.templatetags.formats import tanggal


@dataclass(frozen=True)
class Plan:
    """A unit's history before and after a change, and why it cannot be made."""

    before: list[Span]
    after: list[Span]
    obstacles: list[str]

    @property
    def changes_something(self) -> bool:
        return self.before != self.after


def plan(unit: Unit, period: Period, change: rules.Change) -> Plan:
    """Two queries: the tree as believed now, and names for the obstacles if there are any."""
    histories = read_histories()
    before = histories.get(unit.pk or 0, [])
    after = rules.amend(before, period, change)
    obstacles = explain(rules.faults({**histories, unit.pk or 0: after}, period))
    return Plan(before, after, obstacles + _namesakes(unit, before, after, histories))


def explain(faults: list[rules.Fault]) -> list[str]:
    """Sentences about a tree that would not stand; units that would lose the same parent share one."""
    names = (
        Unit.objects.in_bulk({key for fault in faults for key in (fault.unit, fault.parent)})
        if faults
        else {}
    )
    orphans: dict[int, list[rules.Fault]] = {}
    sentences = []
    for fault in faults:
        if fault.code == "parent_missing":
            orphans.setdefault(fault.parent, []).append(fault)
        else:
            sentences.append(
                _("%(unit)s akan berada di bawah dirinya sendiri. Pilih unit atasan yang lain.")
                % {"unit": names.get(fault.unit, _("Unit ini"))}
            )
    for parent, children in orphans.items():
        listed = ", ".join(str(names.get(child.unit, _("unit ini"))) for child in children[:3])
        sentences.append(
            _(
                "Pada %(day)s %(parent)s tidak ada, padahal masih ada unit di bawahnya: %(units)s. "
                "Pindahkan atau tutup dahulu unit itu, atau pilih tanggal lain."
            )
            % {
                "day": tanggal(children[0].on),
                "parent": names.get(parent, _("unit atasannya")),
                "units": listed + (" …" if len(children) > 3 else ""),
            }
        )
    return sentences


def _namesakes(
    unit: Unit, before: Sequence[Span], after: Sequence[Span], histories: Mapping[int, Sequence[Span]]
) -> list[str]:
    """A second unit of one name under one parent is a slip, or a form that was sent twice."""
    places = {_place(span) for span in before}
    taken = {
        span.face.name
        for span in after
        if _place(span) not in places
        for key, others in histories.items()
        if key != unit.pk
        for other in others
        if _place(other) == _place(span) and other.period.overlaps(span.period)
    }
    return [
        _("%(name)s sudah ada di bawah unit atasan yang sama. Buka unit itu, atau pakai nama lain.")
        % {"name": name}
        for name in sorted(taken)
    ]


def _place(span: Span) -> tuple[int | None, str]:
    return span.face.parent, span.face.name.casefold()
