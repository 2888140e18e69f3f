"""What a plan may begin with: what the text in force obliges offices to do, and what every policy of its kind needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from bijak.kernel.days import add_months
from bijak.organization import queries as organization
from bijak.organization.queries import Unit
from bijak.policy.engine.duties import duty
from bijak.policy.models import Kind, Policy, Version
from bijak.policy.queries.decrees import decree_of
from bijak.policy.queries.plans import activities_of, plan_text
from bijak.policy.queries.texts import Clause, clauses

MOST = 20
"""So many duties are read out of a text; a plan that begins with more is no beginning."""


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """An activity that the plan may begin with; ``code`` tells it from the others of the list."""

    code: str
    title: str
    output: str
    starts_on: date
    due_on: date
    clause: Clause | None = None
    unit: Unit | None = None


def starting_activities(policy: Policy, *, today: date) -> list[Suggested]:
    """The duties that the newest text lays on offices first, then what is usual; from the first day in force on.

    What the plan has already, by its provision or its name, is not suggested again.
    """
    version = plan_text(policy)
    decree = decree_of(version.draft)
    begin = max(today, decree.in_force_from) if decree else today
    planned = activities_of(policy).values_list("provision", "title")
    provisions, titles = ({row[place] for row in planned} for place in (0, 1))
    return [
        each
        for each in (*_duties(version, begin), *_usual(policy.kind, begin))
        if each.title not in titles and not (each.clause and each.clause.provision_id in provisions)
    ]


def _duties(version: Version, begin: date) -> Iterator[Suggested]:
    units = {
        name.casefold(): unit for unit in organization.offices() for name in (unit.name, unit.short_name)
    }
    duties = ((clause, duty(clause.text)) for clause in clauses(version) if clause.is_clause)
    for clause, found in islice(((clause, found) for clause, found in duties if found), MOST):
        yield Suggested(
            code=str(clause.provision),
            title=Truncator(found.what[:1].upper() + found.what[1:]).chars(160),
            output="",
            starts_on=begin,
            due_on=add_months(begin, 6) - timedelta(days=1),
            clause=clause,
            unit=units.get(found.who.casefold()),
        )


def _usual(kind: str, begin: date) -> Iterator[Suggested]:
    rows = [
        (
            "outreach",
            _("Sosialisasi kepada perangkat daerah dan pegawai"),
            _("Pegawai menyatakan telah membaca"),
            0,
            2,
        ),
        (
            "budget",
            _("Memastikan anggaran dalam DPA perangkat daerah"),
            _("DPA yang memuat kegiatan ini"),
            0,
            3,
        ),
        ("data", _("Menyiapkan data dan sistem informasi"), _("Data awal yang sudah dicocokkan"), 0, 3),
        ("training", _("Melatih pengelola dan atasan langsung"), _("Pengelola yang terlatih"), 1, 4),
        ("monitoring", _("Memantau pelaksanaan setiap triwulan"), _("Laporan triwulan"), 3, 12),
        ("evaluation", _("Mengevaluasi pelaksanaan tahun pertama"), _("Laporan evaluasi"), 11, 13),
    ]
    if kind == Kind.REGIONAL_REGULATION:
        law = (
            "bylaw",
            _("Menyusun peraturan kepala daerah pelaksanaannya"),
            _("Peraturan kepala daerah"),
            0,
            6,
        )
        rows.insert(1, law)
    if kind in (Kind.REGIONAL_REGULATION, Kind.HEAD_REGULATION):
        manual = ("manual", _("Menyusun petunjuk teknis"), _("Petunjuk teknis yang ditetapkan"), 0, 2)
        rows.insert(1, manual)
    for code, title, output, after, until in rows:
        yield Suggested(
            code=code,
            title=title,
            output=output,
            starts_on=add_months(begin, after),
            due_on=add_months(begin, until) - timedelta(days=1),
        )
