"""The activities of implementation plans from a spreadsheet, as our own download of a plan writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bijak.accounts import queries as accounts
from bijak.interchange.registries import (
    ROW,
    Applied,
    Checked,
    Column,
    ImportKind,
    Problem,
    RowsMoved,
    Shape,
    Undone,
)
from bijak.organization import queries as organization
from bijak.policy import queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Activity, Funding, Policy

if TYPE_CHECKING:
    from bijak.accounts.models import Account
    from bijak.interchange.models import Batch

COLUMNS = (
    Column("policy", _("Kebijakan"), required=True, longest=300, note=_("Judulnya, seperti di daftar kebijakan.")),
    Column("title", _("Kegiatan"), required=True, longest=300, example="Menyusun petunjuk teknis"),
    Column("output", _("Keluaran"), longest=300, example="Petunjuk teknis yang ditetapkan"),
    Column("target", _("Target"), example="40"),
    Column("measure", _("Satuan"), longest=60, example="orang"),
    Column("unit", _("Unit pelaksana"), required=True, longest=300, example="Dinas Pendidikan"),
    Column("owner", _("Penanggung jawab"), longest=254, personal=True, note=_("NIP, surel, atau namanya.")),
    Column("starts_on", _("Mulai"), required=True, shape=Shape.DATE, example="2027-01-04"),
    Column("due_on", _("Selesai paling lambat"), required=True, shape=Shape.DATE, example="2027-03-31"),
    Column("budget", _("Anggaran (Rp)"), example="25000000"),
    Column("budget_source", _("Sumber dana"), longest=60, example="APBD"),
    Column("budget_code", _("Kode rekening"), longest=60, example="5.1.02.01"),
    Column("budget_year", _("Tahun anggaran"), example="2027"),
)  # fmt: skip

type Fault = tuple[str, str, Promise, Promise]  # field, code, what is wrong, what to do

POLICY_UNKNOWN: Fault = (
    "policy", "policy_unknown", _("Tidak ada satu kebijakan dengan judul ini."),
    _("Salin judulnya dari daftar kebijakan."),
)  # fmt: skip
UNIT_UNKNOWN: Fault = (
    "unit", "unit_unknown", _("Tidak ada satu unit dengan nama ini."), _("Salin namanya dari susunan organisasi."),
)  # fmt: skip
OWNER_UNKNOWN: Fault = (
    "owner", "owner_unknown", _("Tidak ada satu pemegang peran di unit ini dengan NIP, surel, atau nama itu."),
    _("Perbaiki, atau kosongkan lalu tunjuk nanti."),
)  # fmt: skip
NOT_WHOLE: Fault = (
    "", "not_whole", _("Isi dengan bilangan bulat."), _("Tulis angkanya saja, tanpa satuan dan tanpa sen."),
)  # fmt: skip
SOURCE_UNKNOWN: Fault = (
    "budget_source", "source_unknown", _("Sumber dana ini tidak dikenal."),
    _("Tulis salah satu pada formulir kegiatan."),
)  # fmt: skip
_WHOLE = {"target": 100_000_000, "budget": 10**15, "budget_year": 2100}
_SOURCES = {code: code for code in Funding.values}


class _Wrong(Exception):
    def __init__(self, *faults: Fault) -> None:
        super().__init__(*(fault[1] for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class _Known:
    """What rows may name, by its name in small letters; None where two bear it."""

    policies: Mapping[str, Policy | None]
    units: Mapping[str, organization.Unit | None]

    @classmethod
    def read(cls) -> _Known:
        return cls(
            _by_name(Policy.objects.order_by("pk"), lambda each: each.title),
            _by_name(organization.active_units(), lambda each: each.name),
        )


def _by_name(rows: Any, name: Callable[[Any], str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in rows:
        key = name(row).casefold()
        found[key] = None if key in found else row
    return found


def check(frame: pl.DataFrame, *, today: date) -> Checked:
    """Refuse rows that name what nobody knows, or that the plan would refuse. Good rows stay text."""
    known = _Known.read()
    problems = [
        Problem(row[ROW], *fault)
        for row in frame.iter_rows(named=True)
        for fault in _faults(row, known, today)
    ]
    bad = {problem.row for problem in problems}
    return Checked(good=frame.filter(~pl.col(ROW).is_in(list(bad))), problems=problems)


def _faults(row: Mapping[str, Any], known: _Known, today: date) -> Iterator[Fault]:
    try:
        _policy, work = _read(row, known, today)
        services.check_work(work, today)
    except _Wrong as wrong:
        yield from wrong.faults
    except services.Refused as refusal:
        yield ("", "refused", str(refusal), "")  # type: ignore[misc]


def _read(row: Mapping[str, Any], known: _Known, today: date) -> tuple[Policy, services.Work]:
    """The policy and the activity that a row describes; ``_Wrong`` with everything that is."""
    faults: list[Fault] = []
    policy = known.policies.get((row["policy"] or "").casefold())
    unit = known.units.get((row["unit"] or "").casefold())
    if policy is None:
        faults.append(POLICY_UNKNOWN)
    if unit is None:
        faults.append(UNIT_UNKNOWN)
    whole: dict[str, int] = {}
    for field, most in _WHOLE.items():
        text = (row[field] or "0").strip()
        if text.isascii() and text.isdigit() and int(text) <= most:
            whole[field] = int(text)
        else:
            faults.append((field, *NOT_WHOLE[1:]))
    source = _source(row["budget_source"] or Funding.NONE)
    if source is None:
        faults.append(SOURCE_UNKNOWN)
    owner = _owner(row["owner"], unit, today) if row["owner"] and unit else None
    if row["owner"] and unit and owner is None:
        faults.append(OWNER_UNKNOWN)
    if faults or policy is None or unit is None or source is None:
        raise _Wrong(*faults)
    return policy, services.Work(
        title=row["title"],
        output=row["output"] or "",
        target=whole["target"] or None,
        measure=row["measure"] or "",
        unit=unit,
        owner=owner,
        starts_on=date.fromisoformat(row["starts_on"]),
        due_on=date.fromisoformat(row["due_on"]),
        budget=whole["budget"],
        budget_source=source,
        budget_code=row["budget_code"] or "",
        budget_year=whole["budget_year"] or None,
    )


def _source(text: str) -> str | None:
    labels = {str(label).casefold(): code for code, label in Funding.choices}
    return (_SOURCES | labels).get(text.casefold())


def _owner(text: str, unit: organization.Unit, today: date) -> Account | None:
    may = queries.owners_for(unit, today=today)
    exactly = accounts.known_as(text).filter(pk__in=may.order_by().values("pk"))
    found = list(exactly[:2]) or list(may.filter(name__iexact=text)[:2])
    return found[0] if len(found) == 1 else None


def apply(frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied:
    """Add what the plans do not have under that name; what they have stays as it is."""
    known = _Known.read()
    created = unchanged = 0
    moved: list[Problem] = []
    for row in frame.iter_rows(named=True):
        try:
            policy, work = _read(row, known, today)
            if queries.activities_of(policy).filter(title=work.title).exists():
                unchanged += 1
                continue
            services.add_activity(policy=policy, work=work, by=by, today=today, batch_id=batch.pk)
        except _Wrong as wrong:
            moved += [Problem(row[ROW], *fault) for fault in wrong.faults]
        except services.Refused as refusal:
            moved.append(Problem(row[ROW], "", "refused", str(refusal)))
        else:
            created += 1
    if moved:
        raise RowsMoved(moved)
    return Applied(created=created, unchanged=unchanged)


def undo(*, batch: Batch, by: Account, today: date) -> Undone:
    """Take out what nobody has changed or reported on since."""
    count, kept = 0, []
    for activity in Activity.objects.filter(batch_id=batch.pk, removed_on=None).order_by("pk"):
        if activity.edition > 1 or queries.reports_of(activity).exists():
            kept.append(
                _now("“%(title)s” sudah diubah atau dilaporkan sejak itu.") % {"title": activity.title}
            )
            continue
        services.remove_activity(activity=activity, by=by, today=today)
        count += 1
    return Undone(count=count, kept=kept)


ACTIVITIES = ImportKind(
    code="activity",
    label=_("Kegiatan rencana pelaksanaan"),
    description=_(
        "Kegiatan untuk rencana pelaksanaan kebijakan. Yang namanya sudah ada dalam rencana tidak diubah; "
        "ketergantungan dan ketentuannya diisi sesudahnya."
    ),
    permission=Permission.DRAFT,
    columns=COLUMNS,
    check=check,
    apply=apply,
    undo=undo,
    order=60,
)
