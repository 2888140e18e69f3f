"""Reckoning a month for everyone, and handing its lists over."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

import numpy as np
import polars as pl
from django.db import connection, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.kernel.columns import Column
from bijak.kernel.days import add_months
from bijak.kernel.reckonings import Reckoning
from bijak.kernel.terms import NotInForce
from bijak.ledger import services as ledger
from bijak.organization import queries as organization
from bijak.policy import queries as policies
from bijak.welfare.access import Permission
from bijak.welfare.models import (
    Allowance,
    AllowanceCorrection,
    AllowanceHandover,
    AllowanceMonth,
)
from bijak.welfare.queries import allowance as queries
from bijak.welfare.queries.allowance_facts import FACTS, Gathered, gather
from bijak.welfare.queries.allowance_fairness import measure
from bijak.welfare.rules import allowance as rules
from bijak.welfare.services.refusals import Refused

_LOCK = 0x747070  # "tpp"

MONTHS_BACK = 6
"""So many months that were handed over are looked at again when a later one is reckoned."""


def ask_for(*, month: date, at: datetime, today: date) -> None:
    """Have a month reckoned soon: one that is over. However many ask, once is enough."""
    if add_months(month, 1) > today:
        raise Refused(_("Bulan ini belum selesai. Hitung sesudah hari terakhirnya."))
    AllowanceMonth.objects.get_or_create(month=month)
    AllowanceMonth.objects.filter(month=month, asked_at=None).update(asked_at=at)


@transaction.atomic
def reckon(*, month: date, at: datetime) -> AllowanceMonth:
    """Reckon a month (its first day) for everyone, by what is on record now. Twice says the same.

    What was handed over stays. What would be another sum there by now is paid, or taken, with this month.
    """
    _wait_for_turn()
    told = AllowanceMonth(month=month, reckoned_at=at)
    try:
        gathered, found = _reckoned(month)
    except NotInForce as fault:
        told.trouble = str(fault)
        _keep(month, pl.DataFrame())
    else:
        told.people, told.unknown = len(gathered.who), int(found.total.unknown.sum())
        told.terms, told.fairness = queries.snapshot(month), measure(gathered, found)
        _keep(month, _table(gathered, found))
        _correct(month)
    AllowanceMonth.objects.bulk_create(
        [told],
        update_conflicts=True,
        unique_fields=["month"],
        update_fields=["asked_at", "reckoned_at", "people", "unknown", "terms", "fairness", "trouble"],
    )
    return AllowanceMonth.objects.get(month=month)


@transaction.atomic
def hand_over(
    *, month: date, unit: organization.Unit, by: Account, at: datetime, today: date
) -> AllowanceHandover:
    """Hand the list of a unit, and of all below it, to whoever pays. What is not known yet follows as a correction."""
    accounts.must(by, Permission.HAND_OVER, on=unit, today=today)
    _wait_for_turn()
    known = AllowanceMonth.objects.filter(month=month).first()
    if known is None:
        raise Refused(_("Bulan ini belum dihitung. Hitung dulu, lalu serahkan."))
    settled = AllowanceCorrection.objects.filter(of_month=month, handover__isnull=False)
    rows = Allowance.objects.filter(
        month=month, unit__path__startswith=unit.path, handover=None, net__isnull=False
    ).exclude(employee__in=settled.values("employee"))
    people, total = rows.count(), rows.aggregate(sum=Sum("net"))["sum"] or 0
    if not people:
        raise Refused(_("Tidak ada TPP yang sudah dapat dihitung dan belum diserahkan di unit ini."))
    if AllowanceHandover.objects.filter(month=month, unit=unit).exists():
        raise Refused(
            _("Daftar unit ini sudah diserahkan. Yang menyusul dibayar sebagai koreksi bulan berikutnya.")
        )
    corrections = AllowanceCorrection.objects.filter(
        month=month, handover=None, employee__in=rows.values("employee")
    )
    total += corrections.aggregate(sum=Sum("amount"))["sum"] or 0
    given = AllowanceHandover.objects.create(
        month=month, unit=unit, people=people, total=total, terms=known.terms, at=at, by=by
    )
    corrections.update(handover=given)
    rows.update(handover=given)
    _forget_what_is_paid(given)
    ledger.record(
        "welfare.allowance_handed_over",
        subject=("welfare.handover", given.uuid),
        by=by,
        facts={"month": month, "unit": unit.uuid, "people": people, "total": total},
    )
    return given


def hand_over_all(*, month: date, by: Account, at: datetime, today: date) -> list[AllowanceHandover]:
    """Hand over each office's list within somebody's reach that still can be; the others stay as they are."""
    reach = organization.scope(by, Permission.HAND_OVER, today=today)
    given = []
    for office in organization.offices():
        if reach.covers(office):
            with suppress(Refused):
                given.append(hand_over(month=month, unit=office, by=by, at=at, today=today))
    if not given:
        raise Refused(_("Tidak ada daftar yang sudah dapat dihitung dan belum diserahkan."))
    return given


def _forget_what_is_paid(given: AllowanceHandover) -> None:
    """A later month may have been reckoned before: what is paid now is not to be paid with it again."""
    waiting = AllowanceCorrection.objects.filter(handover=None)
    paid = AllowanceCorrection.objects.filter(handover=given)
    waiting.filter(
        of_month=given.month, employee__in=Allowance.objects.filter(handover=given).values("employee")
    ).delete()
    for of_month in paid.order_by().values_list("of_month", flat=True).distinct():
        waiting.filter(
            of_month=of_month, employee__in=paid.filter(of_month=of_month).values("employee")
        ).delete()


def note_download(*, month: date, by: Account) -> None:
    """Put on record that somebody took a list along."""
    ledger.record("welfare.allowance_downloaded", subject=by, by=by, facts={"month": month})


def _reckoned(month: date) -> tuple[Gathered, Reckoning]:
    terms = policies.terms("welfare", month)
    gathered = gather(month, terms)
    return gathered, rules.month(gathered.record(), terms, on=month)


def _table(gathered: Gathered, found: Reckoning) -> pl.DataFrame:
    """A row for each, its arrays in PostgreSQL's own writing."""
    size = len(gathered.who)
    facts = [pl.Series(name, gathered.facts[name]) for name in FACTS]
    lines = [_whole(line.code, line.value, size) for line in found.lines]
    return pl.DataFrame(
        {
            "employee": gathered.who.employee,
            "unit": gathered.who.unit,
            "kind": gathered.who.kind.astype(object),
            "facts": _arrays(facts, unknown="NaN"),
            "lines": _arrays(lines, unknown="NULL"),
            "net": _whole("net", found.total, size),
        }
    ).with_columns(pl.col("unit").replace(0, None))


def _whole(name: str, values: Column, size: int) -> pl.Series:
    numbers = np.broadcast_to(np.where(values.unknown, np.nan, values.values), size)
    return pl.Series(name, numbers, nan_to_null=True).cast(pl.Int64)


def _arrays(columns: Sequence[pl.Series], *, unknown: str) -> pl.Series:
    texts = [pl.col(each.name).cast(pl.String).fill_null(unknown) for each in columns]
    joined = pl.concat_str([pl.lit("{"), pl.concat_str(texts, separator=","), pl.lit("}")])
    return pl.DataFrame(columns).select(joined).to_series()


def _keep(month: date, rows: pl.DataFrame) -> None:
    """Write the month in two statements; what was handed over is left alone."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.reckoned")
        cursor.execute(
            "CREATE TEMPORARY TABLE reckoned (employee_id bigint PRIMARY KEY, unit_id bigint, kind text, "
            "facts double precision[], lines bigint[], net bigint) ON COMMIT DROP"
        )
        with cursor.copy("COPY reckoned FROM STDIN (FORMAT csv)") as copy:
            for part in rows.iter_slices(20_000):
                copy.write(part.write_csv(include_header=False, quote_style="non_numeric").encode())
        cursor.execute("ANALYZE reckoned")
        cursor.execute(
            """
            DELETE FROM welfare_allowance AS t WHERE t.month = %(month)s AND t.handover_id IS NULL
              AND NOT EXISTS (SELECT FROM reckoned AS r WHERE r.employee_id = t.employee_id)
            """,
            {"month": month},
        )
        cursor.execute(
            """
            INSERT INTO welfare_allowance AS t (uuid, month, employee_id, unit_id, kind, facts, lines, net)
            SELECT uuidv7(), %(month)s, employee_id, unit_id, kind, facts, lines, net FROM reckoned
            ON CONFLICT (employee_id, month) DO UPDATE SET
                unit_id = excluded.unit_id, kind = excluded.kind, facts = excluded.facts, lines = excluded.lines,
                net = excluded.net
            WHERE t.handover_id IS NULL
              AND (t.unit_id, t.kind, t.facts, t.lines, t.net)
                  IS DISTINCT FROM (excluded.unit_id, excluded.kind, excluded.facts, excluded.lines, excluded.net)
            """,
            {"month": month},
        )


def _correct(month: date) -> None:
    """What earlier months that were handed over should have been more or less by now, to be paid with this one."""
    AllowanceCorrection.objects.filter(month=month, handover=None).delete()
    settled = set(
        AllowanceCorrection.objects.filter(month=month).order_by().values_list("employee", "of_month")
    )
    rows = []
    for earlier in queries.handed_over_before(month)[:MONTHS_BACK]:
        try:
            gathered, found = _reckoned(earlier)
        except NotInForce:
            continue
        paid = queries.paid_for(earlier)
        covered = queries.units_handed_over(earlier)
        now = dict.fromkeys(paid, (0, 0))  # who turns out not to have worked here then
        sums = _whole("net", found.total, len(gathered.who)).to_list()
        now |= dict(
            zip(
                gathered.who.employee.tolist(),
                zip(gathered.who.unit.tolist(), sums, strict=True),
                strict=True,
            )
        )
        for employee, (unit, sum_) in now.items():
            if sum_ is None or (employee, earlier) in settled or not (employee in paid or unit in covered):
                continue
            if difference := sum_ - paid.get(employee, 0):
                rows.append(
                    AllowanceCorrection(
                        month=month, of_month=earlier, employee_id=employee, amount=difference
                    )
                )
    AllowanceCorrection.objects.bulk_create(rows, batch_size=2_000)


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
