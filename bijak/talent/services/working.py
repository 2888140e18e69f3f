"""The worker's side of a mapping: everyone reckoned, or all of it frozen.

It may be killed at any moment and begun again. Nothing counts until the last statement, which ends the work and writes
what came of it in one transaction.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.tasks import task
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.kernel.terms import NotInForce
from bijak.ledger import services as ledger
from bijak.policy import queries as policy
from bijak.talent import queries, rules
from bijak.talent.models import Disclosure, Mapping, Placement, Work
from bijak.talent.rules import Cuts
from bijak.talent.services.refusals import Refused

MAX_ATTEMPTS = 3
SILENT_FOR = timedelta(minutes=2)
"""A worker that told no progress for so long is gone."""

STEP = 5_000
"""After so many people the progress is told."""

_LOCK = 0x74616C656E74  # "talent"

_TABLE = """
    CREATE TEMPORARY TABLE placed (
        employee_id bigint PRIMARY KEY, unit_id bigint, facts jsonb, performance numeric(5,2),
        potential numeric(5,2), value numeric(5,2), box smallint, is_eligible boolean, obstacles text[], unknowns text[]
    )
"""
_FORGET = "DROP TABLE IF EXISTS pg_temp.placed"
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


class Overtaken(Exception):
    """Another worker began the same work meanwhile, and may have ended it."""


# Asked ------------------------------------------------------------------------------------------


def ask(
    mapping: Mapping, work: Work, asked: dict[str, Any] | None = None, *, by: Account, today: date
) -> Mapping:
    """Hand a mapping, which its caller holds locked, to the worker."""
    mapping.work, mapping.asked, mapping.asked_by, mapping.asked_on = work, asked or {}, by, today
    mapping.percent, mapping.attempts, mapping.failure = 0, 0, ""
    mapping.heartbeat_at = Now()
    mapping.save(
        update_fields=[
            "work", "asked", "asked_by", "asked_on", "percent", "attempts", "failure", "heartbeat_at"
        ]
    )  # fmt: skip
    _enqueue(mapping.pk)
    return mapping


def pick_up(*, now: datetime) -> int:
    """Hand to the worker again what it fell silent over; returns how many."""
    silent = Mapping.objects.exclude(work="").filter(heartbeat_at__lt=now - SILENT_FOR)
    picked = list(silent.order_by("pk").values_list("pk", flat=True))
    for key in picked:
        with transaction.atomic():
            Mapping.objects.filter(pk=key).update(heartbeat_at=now)
            _enqueue(key)
    return len(picked)


def wait_for_turn() -> None:
    """Of two who begin a mapping at once the second sees what the first has begun."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def in_force(on: date) -> dict[str, float]:
    """Every term of a day by its code."""
    terms = policy.terms("talent", on)
    try:
        return {code: getattr(terms, code) for code in rules.TERMS}
    except NotInForce as refusal:
        raise Refused(str(refusal)) from refusal


def _enqueue(key: int) -> None:
    transaction.on_commit(partial(carry_out.enqueue, key))


# Done -------------------------------------------------------------------------------------------


@task
def carry_out(key: int) -> None:
    """Do what a mapping's work asks for. Any number of workers may be told to; one ends it."""
    mapping = _begun(key)
    if mapping is None:
        return
    if mapping.attempts > MAX_ATTEMPTS:
        _stop(
            mapping, _("Pekerjaan ini sudah tiga kali terputus. Hubungi administrator sebelum mencoba lagi.")
        )
        return
    try:
        _WORK[Work(mapping.work)](mapping)
    except Overtaken:
        return
    except Refused as refusal:
        _stop(mapping, str(refusal))
    except Exception:
        _stop(mapping, _("Terjadi kesalahan di pihak kami; pemetaan tetap seperti semula. Coba lagi nanti."))
        raise


def _begun(key: int) -> Mapping | None:
    mapping = Mapping.objects.select_related("unit", "asked_by").exclude(work="").filter(pk=key).first()
    if mapping is not None:
        begun = Mapping.objects.filter(pk=key, attempts=mapping.attempts).exclude(work="")
        if not begun.update(attempts=F("attempts") + 1, percent=1, heartbeat_at=Now()):
            return None
        mapping.attempts += 1
    return mapping


def _reckon(mapping: Mapping) -> None:
    """Everyone anew, by the terms in force and what is on record, under the cut-offs that were asked for."""
    mapping.terms = in_force(mapping.on)
    for code, value in mapping.asked.get("cuts", {}).items():
        setattr(mapping, code, value)
    known = queries.known(mapping.on, unit_path=mapping.unit.path if mapping.unit else "")
    _note(mapping, 40)
    placed = queries.place(known, queries.terms_of(mapping), Cuts.of(mapping), on=mapping.on)
    _note(mapping, 50)
    with connection.cursor() as cursor:
        cursor.execute(_FORGET)
        cursor.execute(_TABLE)
        with cursor.copy("COPY placed FROM STDIN") as copy:
            for row in _rows(placed):
                copy.write_row(row)
        _note(mapping, 70)
        with transaction.atomic():
            _hold(mapping)
            cursor.execute(_GONE, [mapping.pk])
            cursor.execute(_WRITE, [mapping.pk])
            _keep_reckoned(mapping, people=len(known))
        cursor.execute(_FORGET)


def _keep_reckoned(mapping: Mapping, *, people: int) -> None:
    if "cuts" in mapping.asked:
        mapping.cuts_reason = mapping.asked["reason"]
        ledger.record("talent.cuts_chosen", subject=mapping, by=mapping.asked_by, facts=mapping.asked["cuts"])
    ledger.record("talent.reckoned", subject=mapping, by=mapping.asked_by, facts={"people": people})
    mapping.reckoned_at = Now()
    _end(mapping, "terms", *Mapping.CUTS, "cuts_reason", "reckoned_at")


def _freeze(mapping: Mapping) -> None:
    """The fingerprint of a mapping that nobody may change meanwhile, and all that is told of it."""
    rows = Placement.objects.filter(mapping=mapping)
    people = max(rows.count(), 1)
    fingerprint = queries.fingerprint(
        mapping, passed=_every(STEP, lambda done: _note(mapping, 1 + 98 * done // people))
    )
    with transaction.atomic():
        _hold(mapping)
        cells = queries.counts(rows)
        mapping.minutes_no, mapping.disclosure = (
            mapping.asked["minutes_no"],
            Disclosure(mapping.asked["disclosure"]),
        )
        mapping.frozen_on, mapping.frozen_by = mapping.asked_on, mapping.asked_by
        mapping.fingerprint = fingerprint
        ledger.record(
            "talent.frozen",
            subject=mapping,
            by=mapping.asked_by,
            facts={
                "fingerprint": fingerprint,
                "boxes": {str(box): cell.count for box, cell in cells.items()},
                "moved": sum(cell.moved for cell in cells.values()),
            },
        )
        _end(mapping, "minutes_no", "disclosure", "frozen_on", "frozen_by", "fingerprint")


_WORK: dict[Work, Callable[[Mapping], None]] = {Work.RECKONING: _reckon, Work.FREEZING: _freeze}


def _note(mapping: Mapping, percent: int) -> None:
    """Tell how far the work is; raises ``Overtaken``."""
    if not _ours(mapping).update(percent=percent, heartbeat_at=Now()):
        raise Overtaken


def _every(step: int, tell: Callable[[int], None]) -> Callable[[int], None]:
    def passed(done: int) -> None:
        if done % step == 0:
            tell(done)

    return passed


def _hold(mapping: Mapping) -> None:
    """Nobody changes the mapping, or begins its work, until the transaction is over; raises ``Overtaken``."""
    if not list(_ours(mapping).select_for_update().values_list("pk")):
        raise Overtaken


def _ours(mapping: Mapping) -> Any:
    return Mapping.objects.filter(pk=mapping.pk, attempts=mapping.attempts).exclude(work="")


def _end(mapping: Mapping, *changed: str) -> None:
    mapping.work, mapping.asked, mapping.percent = "", {}, 100
    mapping.save(update_fields=["work", "asked", "percent", *changed])


def _stop(mapping: Mapping, sentence: str) -> None:
    """Say why it did not work; the mapping stays as it was, and people may ask again."""
    _ours(mapping).update(work="", asked={}, percent=0, failure=sentence)


# Rows -------------------------------------------------------------------------------------------


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
