"""Changing the tree: always from a day on, never by forgetting what was."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.kernel.days import Period
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.organization import events, queries, rules
from bijak.organization.access import Permission
from bijak.organization.models import Grant, Unit, UnitSpell
from bijak.organization.rules import Face, Span
from bijak.organization.services.endings import end
from bijak.organization.services.refusals import Refused, Stale


@dataclass(frozen=True)
class Basis:
    """What a change rests on: the regulation or decree, and why."""

    decree_number: str = ""
    decree_on: date | None = None
    reason: str = ""


FACE = tuple(each.name for each in fields(Face))
NO_BASIS = Basis()


@transaction.atomic
def create_unit(
    *,
    name: str,
    kind: str,
    parent: Unit | None,
    from_on: date,
    today: date,
    by: Account | None,
    short_name: str = "",
    head_title: str = "",
    echelon: str = "",
    order: int | None = None,
    siasn_id: str | None = None,
    basis: Basis = NO_BASIS,
) -> Unit:
    """Found a unit that exists from a day on."""
    _may_change(by, parent, today)
    if siasn_id and (known := Unit.objects.filter(siasn_id=siasn_id).first()):
        raise Refused(
            _("ID unor SIASN ini sudah dipakai oleh %(unit)s. Periksa lagi ID-nya.") % {"unit": known.name}
        )
    unit = Unit.objects.create(name=name, siasn_id=siasn_id or None, is_active=False)
    face = Face(
        name=name,
        short_name=short_name,
        kind=kind,
        head_title=head_title,
        echelon=echelon,
        parent=parent.pk if parent else None,
        order=unit.pk if order is None else order,
    )
    _amend(unit, Period(from_on), lambda _was: face, basis=basis, by=by)
    _settle(unit, today=today)
    ledger.record("organization.unit_created", subject=unit, by=by, facts=_facts(from_on, None, basis))
    publish(events.UnitCreated(unit.pk, from_on))
    return unit


@transaction.atomic
def change_unit(
    *,
    unit: Unit,
    from_on: date,
    changes: Mapping[str, Any],
    today: date,
    by: Account | None,
    until_on: date | None = None,
    version: int | None = None,
    basis: Basis = NO_BASIS,
) -> Unit:
    """Rename, move or otherwise change a unit from a day on; with ``until_on``, correct what was believed of a span.

    ``changes`` names the fields of `rules.Face` that become different; the others keep, on each day, the value they
    had. ``version`` is `queries.version` as the editor saw it.
    """
    _may_change(by, unit, today)
    if "parent" in changes:
        parent = changes["parent"]
        _may_change(by, Unit.objects.get(pk=parent) if parent else None, today)
    period = _period(from_on, until_on)
    if not _amend(unit, period, rules.having(changes), basis=basis, by=by, version=version):
        raise Refused(_("Tidak ada yang berubah. Isi dengan nilai yang lain, atau batalkan."))
    _settle(unit, today=today)
    facts = _facts(from_on, until_on, basis) | {"fields": sorted(changes)}
    if until_on is not None:
        ledger.record("organization.unit_corrected", subject=unit, by=by, facts=facts)
        publish(events.UnitCorrected(unit.pk, from_on, until_on))
        return unit
    ledger.record("organization.unit_changed", subject=unit, by=by, facts=facts)
    if "parent" in changes:
        publish(events.UnitMoved(unit.pk, changes["parent"], from_on))
    if changes.keys() - {"parent"}:
        publish(events.UnitRenamed(unit.pk, from_on))
    return unit


@transaction.atomic
def close_unit(
    *,
    unit: Unit,
    from_on: date,
    today: date,
    by: Account | None,
    version: int | None = None,
    basis: Basis = NO_BASIS,
) -> Unit:
    """Let a unit exist no more from a day on. Roles granted in it end that day."""
    _may_change(by, unit, today)
    if not _amend(unit, Period(from_on), rules.ended, basis=basis, by=by, version=version):
        raise Refused(_("Unit ini memang sudah tidak ada pada tanggal itu. Pilih tanggal yang lebih awal."))
    _settle(unit, today=today)
    later = Grant.objects.filter(Q(until_on=None) | Q(until_on__gt=from_on), unit=unit)
    for grant in later.select_related("account").select_for_update(no_key=True, of=("self",)).order_by("pk"):
        end(grant, on=from_on, by=by)
    ledger.record("organization.unit_closed", subject=unit, by=by, facts=_facts(from_on, None, basis))
    publish(events.UnitClosed(unit.pk, from_on))
    return unit


# The history ------------------------------------------------------------------------------------


def _amend(
    unit: Unit,
    period: Period,
    change: rules.Change,
    *,
    basis: Basis,
    by: Account | None,
    version: int | None = None,
) -> bool:
    """Write the difference that a change makes to a unit's history; False if it makes none."""
    lock_tree()
    if version is not None and version != queries.version(unit):
        raise Stale(_("Unit ini baru saja diubah oleh orang lain. Bandingkan dahulu, lalu simpan lagi."))
    plan = queries.plan(unit, period, change)
    if plan.obstacles:
        raise Refused(" ".join(plan.obstacles))
    if plan.changes_something:
        write_history({unit.pk: plan.after}, {unit.pk: plan.before}, basis=basis, by=by)
    return plan.changes_something


def lock_tree() -> None:
    """One change of the tree at a time: whether it can stand depends on all of it. Readers go on."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE organization_unitspell IN SHARE ROW EXCLUSIVE MODE")


def write_history(
    after: Mapping[int, Iterable[Span]],
    before: Mapping[int, Iterable[Span]],
    *,
    basis: Basis,
    by: Account | None,
    batch_id: int | None = None,
) -> None:
    """End the belief in every span that is not in ``after`` as it was, and begin that of every new one."""
    spans = [(unit, span) for unit, history in after.items() for span in history]
    was = {span.source: span for history in before.values() for span in history}
    kept = {span.source for _unit, span in spans if span.source in was and was[span.source] == span}
    UnitSpell.objects.filter(pk__in=[pk for pk in was if pk not in kept]).update(
        believed_until=TransactionNow(), ended_batch_id=batch_id
    )
    origins = UnitSpell.objects.in_bulk({span.source for _unit, span in spans if span.source} - kept)
    UnitSpell.objects.bulk_create(
        _spell(unit, span, origins.get(span.source or 0), basis, by, batch_id)
        for unit, span in spans
        if span.source not in kept
    )


def _spell(
    unit: int, span: Span, origin: UnitSpell | None, basis: Basis, by: Account | None, batch_id: int | None
) -> UnitSpell:
    """What is left of a cut span rests on what the whole rested on; a whole one believed again is its batch's."""
    face = asdict(span.face)
    rests_on = origin or basis
    is_again = origin is not None and Period(origin.from_on, origin.until_on) == span.period
    return UnitSpell(
        unit_id=unit,
        from_on=span.period.start,
        until_on=span.period.until,
        believed_from=TransactionNow(),
        recorded_by=by,
        batch_id=origin.batch_id if origin is not None and is_again else batch_id,
        parent_id=face.pop("parent"),
        **face,
        **{each.name: getattr(rests_on, each.name) for each in fields(Basis)},
    )


# The projection ---------------------------------------------------------------------------------


@transaction.atomic
def rebuild_units(*, today: date) -> int:
    """Make the units' own columns equal to their history on a day; returns how many were not.

    A unit that does not exist that day keeps the face it had last (or will have first) and is not active.
    """
    spells: dict[int, UnitSpell] = {}
    for spell in UnitSpell.objects.filter(believed_until=None).order_by("unit_id", "from_on"):
        if spell.unit_id not in spells or spell.from_on <= today:
            spells[spell.unit_id] = spell
    paths = rules.paths({unit: spell.parent_id for unit, spell in spells.items()})
    order = [node.spell.unit_id for root in queries.grow(_by_order(spells.values())) for node in root]
    places = {unit: place for place, unit in enumerate(order, start=1)}
    changed = []
    for unit in Unit.objects.order_by("pk"):
        if unit.pk in spells:
            spell = spells[unit.pk]
            now = {name: getattr(spell, name) for name in COPIED} | {
                "path": paths[unit.pk],
                "place": places.get(unit.pk, 0),
                "is_active": queries.holds_on(spell, today),
            }
        else:
            now = {"is_active": False, "path": unit.path or f"/{unit.pk}/"}
        if any(getattr(unit, name) != value for name, value in now.items()):
            for name, value in now.items():
                setattr(unit, name, value)
            changed.append(unit)
    # An upsert of rows that are all there: bulk_update would take a minute for 5,000 units.
    Unit.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*FACE, "path", "place", "is_active"],
        batch_size=1000,
    )
    return len(changed)


COPIED = tuple("parent_id" if name == "parent" else name for name in FACE)


def _by_order(spells: Iterable[UnitSpell]) -> list[UnitSpell]:
    return sorted(spells, key=lambda spell: (spell.order, spell.name, spell.unit_id))


def _settle(unit: Unit, *, today: date) -> None:
    rebuild_units(today=today)
    unit.refresh_from_db()


# Small things -----------------------------------------------------------------------------------


def _may_change(by: Account | None, unit: Unit | None, today: date) -> None:
    """The system itself may; a person within her scope, and under the agency itself only with all of it."""
    if by is None:
        return
    access.must(by, Permission.CHANGE, on=unit, today=today)
    if unit is None and not queries.scope(by, Permission.CHANGE, today=today).everything:
        raise Refused(
            _(
                "Izin Anda berlaku di unit tertentu saja, jadi Anda tidak dapat menaruh unit "
                "langsung di bawah instansi."
            )
        )


def _period(from_on: date, until_on: date | None) -> Period:
    if until_on is not None and until_on <= from_on:
        raise Refused(_("Tanggal akhir harus sesudah tanggal mulai. Periksa kedua tanggal itu."))
    return Period(from_on, until_on)


def _facts(from_on: date, until_on: date | None, basis: Basis) -> dict[str, Any]:
    facts = {"from": from_on, "until": until_on, "decree": basis.decree_number}
    return {name: str(value) for name, value in facts.items() if value}
