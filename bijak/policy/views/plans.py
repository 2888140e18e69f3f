"""How a policy is carried out: the plan with its picture, one activity, and what is reported about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires, signed_in
from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.interchange.exporting import table_response
from bijak.organization import queries as organization
from bijak.policy import forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.engine import curve, gantt
from bijak.policy.engine.plans import State
from bijak.policy.models import Activity, Funding, Policy, ProgressReport, Provision
from bijak.policy.texts import ACTIVITY_STATES
from bijak.policy.views.opening import may
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse, refuse_on, status_of, tell_why_not

SEARCH = "tampilkan"
"""The button that asks again who may answer for an activity of the unit that is chosen now."""


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


def _open_plan(request: HttpRequest, uuid: UUID) -> Policy:
    return get_object_or_404(queries.plannable_by(request.user, request.today), uuid=uuid)


def _open_activity(request: HttpRequest, uuid: UUID) -> Activity:
    return get_object_or_404(queries.visible_activities(request.user, request.today), uuid=uuid)


# The plan ---------------------------------------------------------------------------------------


@signed_in
@require_safe
def plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    policy = _open_plan(request, uuid)
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
    policy = _open_plan(request, uuid)
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
    policy = _open_plan(request, uuid)
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
    policy = _open_plan(request, uuid)
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


# Writing an activity ----------------------------------------------------------------------------


@requires(Permission.DRAFT)
@open_or_send
def add_activity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    policy = _open_plan(request, uuid)
    form = _activity_form(request, forms.ActivityForm, policy, initial={"starts_on": request.today})
    if form.is_bound and form.is_valid():
        with refuse_on(form, services.Refused):
            services.add_activity(policy=policy, work=_work(form), by=request.user, today=request.today)
            messages.success(request, _("Kegiatan ditambahkan."))
            return redirect("policy:plan", uuid=policy.uuid)
    context = {"policy": policy, "form": form, "activity": None, "search": SEARCH}
    return render_page(request, "policy/activity_form.html", context, status=status_of(form))


@requires(Permission.DRAFT)
@open_or_send
def change_activity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    activity = _open_activity(request, uuid)
    policy = activity.plan.policy
    form = _activity_form(request, forms.ActivityChange, policy, activity=activity, initial=_typed(activity))
    theirs: list[tuple[str, Any]] = []
    if form.is_bound and form.is_valid():
        try:
            services.change_activity(
                activity=activity,
                edition=form.cleaned_data["edition"],
                work=_work(form, activity),
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=request.today,
            )
        except services.ActivityChanged as refusal:
            theirs = _differences(form, refusal.theirs)
            refuse(form, refusal)
        except services.Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Kegiatan disimpan."))
            return redirect("policy:activity", uuid=activity.uuid)
    context = {"policy": policy, "form": form, "activity": activity, "theirs": theirs, "search": SEARCH}
    return render_page(request, "policy/activity_form.html", context, status=status_of(form))


def _activity_form[F: forms.ActivityForm](
    request: HttpRequest,
    kind: type[F],
    policy: Policy,
    *,
    initial: dict[str, Any],
    activity: Activity | None = None,
) -> F:
    """The form with the choices of the unit that is chosen now; asking for them complains about nothing."""
    units = organization.offices()
    if activity is not None and activity.unit not in units:
        units = [activity.unit, *units]
    chosen = request.POST.get("unit") or initial.get("unit")
    unit = next((each for each in units if str(each.uuid) == chosen), None)
    owners = list(queries.owners_for(unit, today=request.today)) if unit else []
    if activity is not None and activity.owner and activity.owner not in owners and unit == activity.unit:
        owners = [activity.owner, *owners]
    others = [each for each in queries.activities_of(policy) if each != activity]
    choices: dict[str, Any] = {
        "units": units,
        "owners": owners,
        "clauses": queries.citable(policy),
        "others": others,
    }
    if SEARCH in request.POST:
        typed = request.POST.dict() | {"needs": request.POST.getlist("needs")}
        return kind(initial=initial | typed, **choices)
    return kind(request.POST or None, initial=initial, **choices)


def _typed(activity: Activity) -> dict[str, Any]:
    """An activity as its form shows it."""
    names = (
        "title", "output", "target", "measure", "starts_on", "due_on", "budget", "budget_source", "budget_code",
        "budget_year", "edition",
    )  # fmt: skip
    return {name: getattr(activity, name) for name in names} | {
        "unit": str(activity.unit.uuid),
        "owner": str(activity.owner.uuid) if activity.owner else "",
        "provision": str(activity.provision.uuid) if activity.provision else "",
        "needs": [str(each.uuid) for each in queries.needed_by(activity)],
    }


def _work(form: forms.ActivityForm, activity: Activity | None = None) -> services.Work:
    data = form.cleaned_data
    # A unit that exists no more keeps what it had.
    kept = activity.unit if activity is not None and str(activity.unit.uuid) == data["unit"] else None
    plain = ("title", "output", "target", "measure", "starts_on", "due_on", "budget", "budget_source",
             "budget_code", "budget_year")  # fmt: skip
    return services.Work(
        unit=kept or organization.active_units().get(uuid=data["unit"]),
        owner=Account.objects.get(uuid=data["owner"]) if data["owner"] else None,
        provision=Provision.objects.get(uuid=data["provision"]) if data["provision"] else None,
        needs=list(Activity.objects.filter(uuid__in=data.get("needs", [])).order_by("pk")),
        **{name: data[name] for name in plain},
    )


def _differences(form: forms.ActivityForm, theirs: Activity) -> list[tuple[str, Any]]:
    """Label and value of what somebody else saved otherwise, as a person reads it."""
    now, typed = _typed(theirs), form.cleaned_data
    words = {
        "unit": theirs.unit.name,
        "owner": theirs.owner.name if theirs.owner else _("Belum ditunjuk"),
        "budget_source": theirs.get_budget_source_display(),
    }
    skipped = ("edition", "needs", "provision")
    return [
        (str(form.fields[name].label), words.get(name, value))
        for name, value in now.items()
        if name not in skipped and name in typed and (typed[name] or "") != (value or "")
    ]


@requires(Permission.DRAFT)
@open_or_send
def cancel_activity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    activity = _open_activity(request, uuid)
    form = forms.CancelForm(request.POST or None, initial={"edition": activity.edition})
    if form.is_bound and form.is_valid():
        with refuse_on(form, services.Refused):
            services.cancel_activity(
                activity=activity, by=request.user, today=request.today, **form.cleaned_data
            )
            messages.success(
                request, _("Kegiatan dibatalkan. Ia tetap tampak dalam rencana bersama alasannya.")
            )
            return redirect("policy:activity", uuid=activity.uuid)
    context = {"policy": activity.plan.policy, "activity": activity, "form": form}
    return render_page(request, "policy/cancel_activity.html", context, status=status_of(form))


@requires(Permission.DRAFT)
@require_POST
def resume_activity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    activity = _open_activity(request, uuid)
    with tell_why_not(request, services.Refused):
        services.resume_activity(activity=activity, by=request.user, today=request.today)
        messages.success(request, _("Kegiatan dilanjutkan."))
    return redirect("policy:activity", uuid=activity.uuid)


@requires(Permission.DRAFT)
@require_POST
def remove_activity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    activity = _open_activity(request, uuid)
    with tell_why_not(request, services.Refused):
        services.remove_activity(activity=activity, by=request.user, today=request.today)
        messages.success(request, _("Kegiatan “%(title)s” dihapus dari rencana.") % {"title": activity.title})
        return redirect("policy:plan", uuid=activity.plan.policy.uuid)
    return redirect("policy:activity", uuid=activity.uuid)


# Progress ---------------------------------------------------------------------------------------


@signed_in
@open_or_send
def activity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One activity; its owner reports here how far it came."""
    activity = _open_activity(request, uuid)
    may_report = activity.cancelled_on is None and queries.answers_for(
        request.user, activity, today=request.today
    )
    form = None
    if may_report:
        form = forms.ProgressForm(
            request.POST or None,
            request.FILES or None,
            activity=activity,
            initial={"as_of": request.today, "spent": queries.standing(activity, today=request.today).spent},
        )
        if form.is_bound and form.is_valid():
            with refuse_on(form, services.Refused, documents.Refused):
                services.report_progress(
                    activity=activity, by=request.user, today=request.today, **form.cleaned_data
                )
                messages.success(request, _("Laporan kemajuan tercatat."))
                return redirect("policy:activity", uuid=activity.uuid)
    row = queries.standing(activity, today=request.today)
    reports = list(queries.reports_of(activity))
    policy = activity.plan.policy
    sees_work = may(request, Permission.VIEW)
    text = queries.plan_text(policy) if sees_work else queries.told_plan_text(policy)
    context = {
        "policy": policy,
        "activity": activity,
        "row": row,
        "clause": queries.clause_of(text, activity.provision) if text and activity.provision else None,
        "clause_draft": text and text.draft,
        "needs": queries.standings(queries.needed_by(activity), today=request.today),
        "needed_for": queries.needing(activity),
        "reports": reports,
        "form": form,
        "may_draft": may(request, Permission.DRAFT),
        "may_remove": may(request, Permission.DRAFT) and not reports,
    }
    status = status_of(form) if form else 200
    return render_page(request, "policy/activity.html", context, status=status)


@signed_in
@require_POST
def withdraw_report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    visible = queries.visible_activities(request.user, request.today)
    report = get_object_or_404(ProgressReport.objects.filter(activity__in=visible), uuid=uuid)
    with tell_why_not(request, services.Refused):
        services.withdraw_report(report=report, by=request.user, today=request.today)
        messages.success(request, _("Laporan ditarik; laporan sebelumnya berlaku lagi."))
    return redirect("policy:activity", uuid=report.activity.uuid)


@signed_in
@require_safe
def my_activities(request: HttpRequest) -> HttpResponse:
    """What this person answers for in all plans, what is due first first."""
    mine = queries.standings(queries.activities_for(request.user, request.today), today=request.today)
    context = {
        "still": [row for row in mine if row.is_open],
        "done": [row for row in mine if not row.is_open],
    }
    return render_page(request, "policy/my_activities.html", context)
