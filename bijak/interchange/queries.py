"""Batches as people see them: whose, how far, what is wrong with their rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from bijak.accounts.models import Account
from bijak.interchange import access, staging
from bijak.interchange.models import Batch, Fault, Profile, Row, State, Step
from bijak.interchange.registries import ROW, Column, ImportKind


def visible_to(account: Account, *, today: date) -> QuerySet[Batch]:
    """Batches of the kinds one may import today, whoever brought them; all with the permission for it.

    One's own are no exception: who gave up the role no longer sees people's rows.
    """
    batches = Batch.objects.select_related("document", "by").order_by("-pk")
    if access.may_view_all(account, today=today):
        return batches
    return batches.filter(kind__in=[kind.code for kind in access.kinds_for(account, today=today)])


def may_open_file(account: Account, document: object, today: date) -> bool:
    """Whether the account sees the batch that this file came in with."""
    own = Q(document=document) | Q(correction=document)
    return visible_to(account, today=today).filter(own).exists()


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows of a batch by what became of them."""

    faulty: int = 0
    mended: int = 0
    applied: int = 0
    left: int = 0


def tallies(batches: Iterable[Batch]) -> dict[int, Tally]:
    """For each batch, in one query, however many there are."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Row.objects.filter(batch__in=[batch.pk for batch in batches]).order_by()
    for pk, state, count in rows.values_list("batch", "state").annotate(Count("pk")):
        counts[pk][state] = count
    return {batch.pk: Tally(**counts[batch.pk]) for batch in batches}


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """The same fault in the same column, with the values it is found in, most frequent first."""

    field: str
    code: str
    count: int
    message: str
    hint: str
    values: list[tuple[str, int]]


def fault_groups(batch: Batch, *, values_shown: int = 5) -> list[FaultGroup]:
    """What is wrong, by column and kind of fault, the most frequent first. Two queries."""
    faults = Fault.objects.filter(batch=batch).order_by()
    values: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    by_value = faults.values_list("field", "code", "value").annotate(count=Count("pk")).filter(count__gt=1)
    for name, code, value, count in by_value.order_by("-count", "value")[:1000]:
        if len(values[name, code]) < values_shown:
            values[name, code].append((value, count))
    groups = faults.values("field", "code").annotate(
        count=Count("pk"), message=Min("message"), hint=Min("hint")
    )
    return [
        FaultGroup(**group, values=values[group["field"], group["code"]])
        for group in groups.order_by("-count", "field", "code")
    ]


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A row with what is wrong with it, by column; faults of the row as a whole are under ""."""

    row: Row
    faults: list[Fault]

    @property
    def fields(self) -> set[str]:
        return {fault.field for fault in self.faults}


def faulty_rows(batch: Batch, *, field: str = "", code: str = "", value: str | None = None) -> QuerySet[Row]:
    """Rows that wait to be mended, those with one fault if it is named."""
    rows = Row.objects.filter(batch=batch, state=Row.State.FAULTY).order_by("number", "pk")
    if code:
        wanted = Fault.objects.filter(batch=batch, field=field, code=code)
        if value is not None:
            wanted = wanted.filter(value=value)
        rows = rows.filter(number__in=wanted.values("number"))
    return rows


def with_faults(batch: Batch, rows: Iterable[Row]) -> list[FaultyRow]:
    """The rows, each with its faults, in one query."""
    rows = list(rows)
    faults: dict[int, list[Fault]] = defaultdict(list)
    for fault in Fault.objects.filter(batch=batch, number__in=[row.number for row in rows]).order_by("pk"):
        faults[fault.number].append(fault)
    return [FaultyRow(row, faults[row.number]) for row in rows]


def preview(batch: Batch, kind: ImportKind, *, rows: int = 10) -> tuple[list[Column], list[list[str]]]:
    """The first rows as they stand now, in the columns that the file brought."""
    brought = [column for column in kind.columns if column.field in batch.layout.get("columns", {}).values()]
    fields = [column.field for column in brought]
    try:
        first = staging.scan(batch.uuid, staging.TEXT).select(ROW, *fields).head(rows).collect()
    except FileNotFoundError:
        return [], []
    touched = Row.objects.filter(batch=batch, number__in=first[ROW].to_list())
    cells = dict(touched.values_list("number", "cells"))
    shown = (cells.get(line[ROW], line) | {ROW: line[ROW]} for line in first.iter_rows(named=True))
    return brought, [[str(line.get(name) or "") for name in (ROW, *fields)] for line in shown]


def earlier_with_same_file(batch: Batch) -> Batch | None:
    """The last batch before this one that brought exactly this file, unless it came to nothing."""
    same = Batch.objects.filter(kind=batch.kind, document__sha256=batch.document.sha256, pk__lt=batch.pk)
    return (
        same.exclude(state__in=(State.FAILED, State.CANCELLED)).select_related("by").order_by("-pk").first()
    )


def profiles_visible_to(account: Account, *, today: date) -> QuerySet[Profile]:
    """One's own matchings of columns and the shared ones, of the kinds that one may import."""
    kinds = [kind.code for kind in access.kinds_for(account, today=today)]
    usable = Profile.objects.filter(Q(by=account) | Q(is_shared=True), kind__in=kinds)
    return usable.select_related("by").order_by("kind", "name", "pk")


def profiles_for(*, kind: str, account: Account) -> list[tuple[str, Mapping[str, str]]]:
    """Saved matchings of columns that may be tried on the account's files: its own before shared ones."""
    usable = Profile.objects.filter(Q(by=account) | Q(is_shared=True), kind=kind).order_by("-pk")
    own = [(profile.name, profile.columns) for profile in usable if profile.by_id == account.pk]
    return own + [(profile.name, profile.columns) for profile in usable if profile.by_id != account.pk]


def steps(batch: Batch) -> QuerySet[Step]:
    return Step.objects.filter(batch=batch).select_related("by").order_by("-pk")
