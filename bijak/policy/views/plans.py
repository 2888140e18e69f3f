"""How a policy is carried out: the plan with its picture, as a file, and what to begin it with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires, signed_in
from bijak.interchange.exporting import table_response
from bijak.organization import queries as organization
from bijak.policy import forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.engine import curve, gantt
from bijak.policy.engine.plans import State
from bijak.policy.models import Activity, Funding, Policy
from bijak.policy.texts import ACTIVITY_STATES
from bijak.policy.views.opening import may
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of


@dataclass(frozen=True)
class Row:
    """An activity in the table and, where it is drawn, its bar."""

    standing: queries.Standing
    bar: gantt.Bar | None
    needs: tuple[Activity, ...]
    is_mine: bool

    @property
    def ends_too_early(self) -> bool:
        """Whether it shall be done before what it needs."""
        return any(self.standing.activity.due_on < other.due_on for other in self.needs)


def open_plan(request: HttpRequest, uuid: UUID) -> Policy:
    return get_object_or_404(queries.plannable_by(request.user, request.today), uuid=uuid)


@signed_in
@require_safe
def plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    policy = open_plan(request, uuid)
    all_rows = queries.standings(queries.activities_of(policy), today=request.today)
    units = {row.activity.unit_id: row.activity.unit for row in all_rows}
    form = forms.PlanFilter(request.GET, units=sorted(units.values(), key=lambda unit: unit.name))
    rows = _narrowed(all_rows, form)
    picture = gantt.draw([_line(row) for row in rows if row.state != State.CANCELLED], today=request.today)
    begun = queries.plan_of(policy)
    context = {
        "policy": policy,
        "form": form,
        "rows": _rows(request, rows, picture, by_key={row.activity.pk: row.activity for row in all_rows}),
        "picture": picture,
        "curve": curve.draw(queries.plan_courses(all_rows), today=request.today),
        "summary": queries.summary(all_rows),
        "money": [(line, Funding(line.source).label) for line in queries.money(all_rows)],
        "is_narrowed": len(rows) != len(all_rows),
        "query": request.GET.urlencode(),
        "may_draft": may(request, Permission.DRAFT),
        "unanswered": [row for row in all_rows if row.is_open and not row.is_answered],
        "reminder_form": forms.ReminderForm(initial={"working_days": begun.remind_before}) if begun else None,
        "remind_before": begun.remind_before if begun else None,
    }
    return render_page(request, "policy/plan.html", context, partial="results")


def _narrowed(rows: list[queries.Standing], form: forms.PlanFilter) -> list[queries.Standing]:
    chosen = form.cleaned_data if form.is_valid() else {}
    state, unit = chosen.get("keadaan"), chosen.get("unit")
    return [
        row
        for row in rows
        if (not state or row.state == state) and (not unit or str(row.activity.unit.uuid) == unit)
    ]


def _line(row: queries.Standing) -> gantt.Line:
    activity = row.activity
    return gantt.Line(
        key=activity.pk,
        name=activity.title,
        starts_on=activity.starts_on,
        due_on=activity.due_on,
        first_starts_on=activity.first_starts_on,
        first_due_on=activity.first_due_on,
        done=row.done,
        needs=row.needs,
    )


def _rows(
    request: HttpRequest,
    rows: Iterable[queries.Standing],
    picture: gantt.Picture | None,
    *,
    by_key: Mapping[int, Activity],
) -> list[Row]:
    bars = {bar.key: bar for bar in picture.bars} if picture else {}
    return [
        Row(
            row,
            bars.get(row.activity.pk),
            tuple(by_key[key] for key in row.needs if key in by_key),
            is_mine=row.activity.owner_id == request.user.pk,
        )
        for row in rows
    ]


@signed_in
@require_safe
def export_plan(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The table as a file, with the filter of the page."""
    policy = open_plan(request, uuid)
    all_rows = queries.standings(queries.activities_of(policy), today=request.today)
    titles = {row.activity.pk: row.activity.title for row in all_rows}
    units = {row.activity.unit_id: row.activity.unit for row in all_rows}
    rows = _narrowed(all_rows, forms.PlanFilter(request.GET, units=units.values()))
    headers = [
        _("Kegiatan"), _("Keluaran"), _("Target"), _("Satuan"), _("Unit pelaksana"), _("Penanggung jawab"),
        _("Mulai"), _("Selesai paling lambat"), _("Mulai semula"), _("Selesai semula"), _("Keadaan"),
        _("Kemajuan (%)"), _("Kode rekening"), _("Sumber dana"), _("Tahun anggaran"), _("Anggaran (Rp)"),
        _("Realisasi (Rp)"), _("Setelah kegiatan"),
    ]  # fmt: skip
    table = (
        (
            row.activity.title,
            row.activity.output,
            row.activity.target,
            row.activity.measure,
            row.activity.unit.name,
            row.activity.owner.name if row.activity.owner else "",
            row.activity.starts_on,
            row.activity.due_on,
            row.activity.first_starts_on,
            row.activity.first_due_on,
            ACTIVITY_STATES[row.state],
            row.done,
            row.activity.budget_code,
            row.activity.get_budget_source_display(),
            row.activity.budget_year,
            row.activity.budget,
            row.spent,
            "; ".join(titles[key] for key in row.needs if key in titles),
        )
        for row in rows
    )
    return table_response(
        f"rencana-pelaksanaan-{request.today.isoformat()}",
        headers,
        table,
        format=request.GET.get("bentuk", "xlsx"),
    )


@requires(Permission.DRAFT)
@require_POST
def set_reminder(request: HttpRequest, uuid: UUID) -> HttpResponse:
    policy = open_plan(request, uuid)
    form = forms.ReminderForm(request.POST)
    if form.is_valid():
        services.set_reminder(policy=policy, by=request.user, today=request.today, **form.cleaned_data)
        messages.success(request, _("Waktu pengingat disimpan."))
    else:
        messages.error(request, _("Ingatkan 1 sampai 60 hari kerja sebelum jatuh tempo."))
    return redirect("policy:plan", uuid=policy.uuid)


@requires(Permission.DRAFT)
@open_or_send
def start_plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Suggestions to begin with: what the text obliges offices to do, and what such policies usually need."""
    policy = open_plan(request, uuid)
    suggested = queries.starting_activities(policy, today=request.today)
    units = organization.offices()
    form = forms.StarterForm(request.POST or None, units=units, suggested=suggested)
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data["chosen"]
        default = next(unit for unit in units if str(unit.uuid) == form.cleaned_data["unit"])
        with refuse_on(form, services.Refused):
            added = services.start_plan(
                policy=policy,
                suggested=[each for each in suggested if each.code in chosen],
                unit=default,
                by=request.user,
                today=request.today,
            )
            messages.success(
                request,
                _("%(n)s kegiatan masuk rencana. Lengkapi penanggung jawab, tanggal, dan anggarannya.")
                % {"n": len(added)},
            )
            return redirect("policy:plan", uuid=policy.uuid)
    chosen = request.POST.getlist("chosen") if form.is_bound else [each.code for each in suggested]
    context = {
        "policy": policy,
        "form": form,
        "suggested": [(each, each.code in chosen) for each in suggested],
    }
    return render_page(request, "policy/start_plan.html", context, status=status_of(form))
