"""A whole file of units at once, and taking it back: one lock, one pass, one leaf in the ledger, one event."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import ManyToOneRel
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.interchange.models import Batch
from bijak.kernel.days import Period
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.organization import events, queries, rules
from bijak.organization.access import Permission
from bijak.organization.models import Unit, UnitSpell
from bijak.organization.rules import Span, UnitRow
from bijak.organization.services.refusals import Refused
from bijak.organization.services.units import (
    NO_BASIS,
    lock_tree,
    rebuild_units,
    write_history,
)


class Counts(NamedTuple):
    created: int
    changed: int
    unchanged: int


@transaction.atomic
def apply_units(rows: Sequence[UnitRow], *, batch: Batch, by: Account | None, today: date) -> Counts:
    """Take in a file of units. The same file twice changes nothing."""
    if by is not None:
        access.must(by, Permission.CHANGE, today=today)
    lock_tree()
    histories = queries.histories()
    keys, _named = queries.unit_keys()
    new = [
        Unit(siasn_id=row.siasn_id, name=row.name, is_active=False)
        for row in rows
        if row.siasn_id not in keys
    ]
    Unit.objects.bulk_create(new)
    keys |= {unit.siasn_id: unit.pk for unit in new if unit.siasn_id}
    after = rules.replan(rows, keys, histories, today=today)
    if obstacles := queries.explain(rules.faults({**histories, **after}, Period(rules.BEGINNING))):
        raise Refused(" ".join(obstacles))
    before = {key: histories.get(key, []) for key in after}
    write_history(after, before, basis=NO_BASIS, by=by, batch_id=batch.pk)
    rebuild_units(today=today)
    created = sum(not spans for spans in before.values())
    counts = Counts(created, len(after) - created, len(rows) - len(after))
    if after:
        ledger.record(
            "organization.units_imported",
            subject=queries.agency(),
            by=by,
            facts={"batch": str(batch.uuid), **counts._asdict()},
        )
        publish(events.UnitsImported(batch.uuid, counts.created, counts.changed))
    return counts


@transaction.atomic
def undo_units(*, batch: Batch, by: Account | None, today: date) -> tuple[int, list[str]]:
    """Believe again what was believed before a file; returns how many units that concerns, and what had to stay.

    A unit stays as the file left it when it was changed since, when people or roles are in it, or when another that
    stays hangs under it.
    """
    if by is not None:
        access.must(by, Permission.CHANGE, today=today)
    lock_tree()
    histories = queries.histories()
    began = UnitSpell.objects.filter(batch_id=batch.pk).order_by("pk")
    before: dict[int, list[Span]] = {spell.unit_id: [] for spell in began}
    for spell in UnitSpell.objects.filter(ended_batch_id=batch.pk).order_by("unit_id", "from_on"):
        before.setdefault(spell.unit_id, []).append(
            Span(Period(spell.from_on, spell.until_on), queries.face_of(spell), spell.pk)
        )
    touched = set(before)
    still = {_content(spell) for spell in began if spell.believed_until is None}
    changed_since = {spell.unit_id for spell in began if _content(spell) not in still}
    in_use = _used_elsewhere({unit for unit, spans in before.items() if not spans} - changed_since)
    ours = {spell.pk for spell in began}
    target = {
        unit: [span for span in histories.get(unit, []) if span.source not in ours] + spans
        for unit, spans in before.items()
        if unit not in changed_since | in_use
    }
    leaning = _drop_faults(target, histories)
    write_history(target, {unit: histories.get(unit, []) for unit in target}, basis=NO_BASIS, by=by)
    rebuild_units(today=today)
    if target:
        ledger.record(
            "organization.import_undone",
            subject=queries.agency(),
            by=by,
            facts={"batch": str(batch.uuid), "units": len(target)},
        )
        publish(events.UnitsImported(batch.uuid, 0, len(target), taken_back=True))
    names = Unit.objects.in_bulk(touched - set(target))
    kept = [
        _why_kept(names[unit], is_changed=unit in changed_since, is_leaned_on=unit in leaning)
        for unit in sorted(names)
    ]
    return len(target), kept


def _content(spell: UnitSpell) -> tuple[int, date, date | None, rules.Face]:
    return spell.unit_id, spell.from_on, spell.until_on, queries.face_of(spell)


def _drop_faults(target: dict[int, list[Span]], histories: Mapping[int, Sequence[Span]]) -> set[int]:
    """Leave out of ``target`` what the tree would not stand without; returns those units."""
    dropped: set[int] = set()
    while faults := rules.faults({**histories, **target}, Period(rules.BEGINNING)):
        guilty = {fault.parent if fault.parent in target else fault.unit for fault in faults} & set(target)
        if not guilty:
            raise Refused(" ".join(queries.explain(faults)))
        for unit in guilty:
            del target[unit]
        dropped |= guilty
    return dropped


def _why_kept(unit: Unit, *, is_changed: bool, is_leaned_on: bool) -> str:
    if is_changed:
        return _("%(unit)s tetap, karena sudah diubah setelah impor ini.") % {"unit": unit}
    if is_leaned_on:
        return _("%(unit)s tetap, karena ada unit lain di bawahnya.") % {"unit": unit}
    return _("%(unit)s tetap, karena sudah ada pegawai atau peran di dalamnya.") % {"unit": unit}


def _used_elsewhere(units: Iterable[int]) -> set[int]:
    """Of some units, those that anything but the tree itself refers to."""
    keys = list(units)
    used: set[int] = set()
    for relation in Unit._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        model, column = relation.related_model, relation.field.name
        if model not in (Unit, UnitSpell):
            used.update(
                model._base_manager.filter(**{f"{column}__in": keys})
                .order_by()
                .values_list(column, flat=True)
                .distinct()
            )
    return used
