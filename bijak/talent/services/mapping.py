"""A mapping from its first reckoning to its freezing."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection, transaction
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.kernel.terms import NotInForce
from bijak.ledger import services as ledger
from bijak.organization import queries as organization
from bijak.policy import queries as policy
from bijak.talent import queries, rules
from bijak.talent.access import Permission
from bijak.talent.models import Disclosure, Mapping, Placement
from bijak.talent.rules import Cuts
from bijak.talent.services.refusals import Refused, must_be_of_another

_TABLE = """
    CREATE TEMPORARY TABLE placed (
        employee_id bigint PRIMARY KEY, unit_id bigint, facts jsonb, performance numeric(5,2),
        potential numeric(5,2), value numeric(5,2), box smallint, is_eligible boolean, obstacles text[], unknowns text[]
    ) ON COMMIT DROP
"""
_GONE = """
    DELETE FROM talent_placement AS ours
    WHERE mapping_id = %s AND NOT EXISTS (SELECT FROM placed WHERE placed.employee_id = ours.employee_id)
"""
# What the committee decided stays with the person, whatever is reckoned anew.
_WRITE = """
    INSERT INTO talent_placement (mapping_id, employee_id, uuid, unit_id, facts, performance, potential, value, box,
                                  is_eligible, obstacles, unknowns)
    SELECT %s, employee_id, uuidv7(), unit_id, facts, performance, potential, value, box,
           is_eligible, obstacles, unknowns
    FROM placed
    ON CONFLICT (mapping_id, employee_id) DO UPDATE SET
        unit_id = excluded.unit_id, facts = excluded.facts, performance = excluded.performance,
        potential = excluded.potential, value = excluded.value, box = excluded.box,
        is_eligible = excluded.is_eligible, obstacles = excluded.obstacles, unknowns = excluded.unknowns
"""


@transaction.atomic
def begin(
    *, name: str, unit: organization.Unit | None, on: date, by: Account, at: datetime, today: date
) -> Mapping:
    """Begin a mapping of a unit, or of the agency, with the cut-offs in force, and reckon it."""
    _must(by, Permission.MAP, unit, today)
    if on > today:
        raise Refused(_("Keadaan hari yang akan datang belum diketahui. Pilih hari ini atau sebelumnya."))
    cuts = Cuts(**{code: _in_force(on)[code] for code in Mapping.CUTS})
    mapping = Mapping.objects.create(name=name, unit=unit, on=on, created_by=by, **vars(cuts))
    ledger.record("talent.mapping_begun", subject=mapping, by=by, facts={"on": on.isoformat()})
    return reckon(mapping=mapping, by=by, at=at, today=today)


@transaction.atomic
def reckon(*, mapping: Mapping, by: Account, at: datetime, today: date) -> Mapping:
    """Reckon everyone anew from what is on record; the committee's moves stay."""
    mapping = _open(mapping, Permission.MAP, by=by, today=today)
    mapping.terms = _in_force(mapping.on)
    mapping.reckoned_at = at
    mapping.save(update_fields=["terms", "reckoned_at"])
    _place(mapping)
    return mapping


@transaction.atomic
def choose_cuts(*, mapping: Mapping, cuts: Cuts, reason: str, by: Account, today: date) -> Mapping:
    """Lay other cut-offs; where they are not those in force the committee says why."""
    mapping = _open(mapping, Permission.DECIDE, by=by, today=today)
    if not cuts.is_in_order:
        raise Refused(_("Batas menengah harus di bawah batas tinggi, pada kedua sumbu."))
    book = policy.term_book("talent")
    for code, value in vars(cuts).items():
        if (beyond := book[code].beyond(value)) is not None:
            raise Refused(str(beyond))
    if cuts != Cuts.of(book.on(mapping.on)) and not reason:
        raise Refused(_("Batas ini berbeda dari ketentuan yang berlaku. Tulis alasannya."))
    for code, value in vars(cuts).items():
        setattr(mapping, code, value)
    mapping.cuts_reason = reason
    mapping.save(update_fields=[*Mapping.CUTS, "cuts_reason"])
    ledger.record("talent.cuts_chosen", subject=mapping, by=by, facts=vars(cuts))
    _place(mapping)
    return mapping


@transaction.atomic
def move(*, placement: Placement, to: int, reason: str, by: Account, today: date) -> Placement:
    """Put somebody into another box than the reckoned one, as the committee decided; it is shown ever after.

    Of the committee nobody speaks about her own place.
    """
    _open(placement.mapping, Permission.DECIDE, by=by, today=today)
    must_be_of_another(placement, by=by)
    if placement.box == to:
        raise Refused(_("Kotak itu sudah kotak hitungannya. Pilih kotak lain, atau batalkan keputusan tim."))
    placement.moved_to, placement.moved_reason = to, reason
    placement.moved_by, placement.moved_on = by, today
    _save_move(placement, "talent.moved", by, {"from": placement.box, "to": to})
    return placement


@transaction.atomic
def put_back(*, placement: Placement, by: Account, today: date) -> Placement:
    """Take the committee's move back, while the mapping is open."""
    _open(placement.mapping, Permission.DECIDE, by=by, today=today)
    must_be_of_another(placement, by=by)
    if not placement.is_moved:
        raise Refused(_("Tidak ada keputusan tim untuk dibatalkan. Muat ulang halamannya."))
    former = placement.moved_to
    placement.moved_to, placement.moved_reason, placement.moved_by, placement.moved_on = None, "", None, None
    _save_move(placement, "talent.put_back", by, {"from": former, "to": placement.box})
    return placement


@transaction.atomic
def freeze(*, mapping: Mapping, minutes_no: str, disclosure: str, by: Account, today: date) -> Mapping:
    """Close a mapping for good: its fingerprint goes into the ledger, and nothing in it changes any more."""
    mapping = _open(mapping, Permission.DECIDE, by=by, today=today)
    cells = queries.counts(Placement.objects.filter(mapping=mapping))
    if not any(cell.count for box, cell in cells.items() if box):
        raise Refused(
            _("Belum ada seorang pun yang berkotak. Impor penilaian kinerja dan hasil asesmen lebih dulu.")
        )
    mapping.minutes_no, mapping.disclosure = minutes_no, Disclosure(disclosure)
    mapping.frozen_on, mapping.frozen_by = today, by
    mapping.fingerprint = queries.fingerprint(mapping)
    mapping.save(update_fields=["minutes_no", "disclosure", "frozen_on", "frozen_by", "fingerprint"])
    ledger.record(
        "talent.frozen",
        subject=mapping,
        by=by,
        facts={
            "fingerprint": mapping.fingerprint,
            "boxes": {str(box): cell.count for box, cell in cells.items()},
            "moved": sum(cell.moved for cell in cells.values()),
        },
    )
    return mapping


@transaction.atomic
def discard(*, mapping: Mapping, by: Account, today: date) -> None:
    """Throw a mapping away that was begun by mistake; a frozen one stays."""
    mapping = _open(mapping, Permission.MAP, by=by, today=today)
    ledger.record("talent.mapping_discarded", subject=mapping, by=by)
    mapping.delete()


def note_download(*, mapping: Mapping, by: Account) -> None:
    """Put on record that somebody took the list of a mapping away."""
    ledger.record("talent.exported", subject=mapping, by=by)


def _save_move(placement: Placement, verb: str, by: Account, facts: dict[str, Any]) -> None:
    placement.save(update_fields=["moved_to", "moved_reason", "moved_by", "moved_on"])
    ledger.record(
        verb,
        subject=("people.employee", placement.employee.uuid),
        by=by,
        facts={"mapping": str(placement.mapping.uuid)} | facts,
    )


def _in_force(on: date) -> dict[str, float]:
    """Every term of a day by its code."""
    terms = policy.terms("talent", on)
    try:
        return {code: getattr(terms, code) for code in rules.TERMS}
    except NotInForce as refusal:
        raise Refused(str(refusal)) from refusal


def _must(by: Account, permission: Permission, unit: organization.Unit | None, today: date) -> None:
    """A mapping of the agency takes a permission for the agency; one of a unit, one for the unit."""
    accounts.must(by, permission, on=unit, today=today)
    reach = organization.scope(by, permission, today=today)
    if unit is None and not reach.everything:
        raise Refused(_("Pemetaan seluruh instansi memerlukan peran untuk seluruh instansi."))


def _open(mapping: Mapping, permission: Permission, *, by: Account, today: date) -> Mapping:
    """The mapping as it is now, locked, for somebody who may change it."""
    found = Mapping.objects.select_for_update(of=("self",)).select_related("unit").get(pk=mapping.pk)
    _must(by, permission, found.unit, today)
    if found.is_frozen:
        raise Refused(_("Pemetaan ini sudah dibekukan dan tidak dapat diubah. Susun pemetaan baru."))
    return found


def _place(mapping: Mapping) -> None:
    """Write what the rules say of everyone, in a handful of statements however many people."""
    known = queries.known(mapping.on, unit_path=mapping.unit.path if mapping.unit else "")
    placed = queries.place(known, queries.terms_of(mapping), Cuts.of(mapping), on=mapping.on)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.placed")
        cursor.execute(_TABLE)
        with cursor.copy("COPY placed FROM STDIN") as copy:
            for row in _rows(placed):
                copy.write_row(row)
        cursor.execute(_GONE, [mapping.pk])
        cursor.execute(_WRITE, [mapping.pk])


def _rows(placed: "queries.Placed") -> Iterator[tuple[Any, ...]]:
    known, reasons = placed.known, placed.decision.reasons
    codes = [reason.code for reason in reasons]
    for employee, unit, facts, performance, potential, value, box, obstacles, unknowns in zip(
        known.who.employee.tolist(), known.who.unit.tolist(), known.each(), placed.performance, placed.potential,
        placed.value, placed.box, _named(codes, [reason.truth.missing for reason in reasons]),
        _named(codes, [reason.truth.unknown for reason in reasons]), strict=True,
    ):  # fmt: skip
        yield (
            employee, unit or None, json.dumps(facts), performance, potential, value, box,
            False if obstacles else None if unknowns else True, obstacles, unknowns,
        )  # fmt: skip


def _named(codes: Sequence[str], holds: Sequence[npt.NDArray[np.bool_]]) -> Iterator[list[str]]:
    """Of each person the codes of what holds. There are few combinations, and each is written out once."""
    patterns = sum(np.asarray(each).astype(np.int64) << place for place, each in enumerate(holds))
    words = {
        pattern: [code for place, code in enumerate(codes) if pattern >> place & 1]
        for pattern in np.unique(patterns).tolist()
    }
    return (words[pattern] for pattern in np.asarray(patterns).tolist())
