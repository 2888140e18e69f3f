"""One activity of a plan: written, cancelled, and reported on by who answers for it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires, signed_in
from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.organization import queries as organization
from bijak.policy import forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Activity, Policy, ProgressReport, Provision
from bijak.policy.views.opening import may
from bijak.policy.views.plans import open_plan
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse, refuse_on, status_of, tell_why_not

SEARCH = "tampilkan"
"""The button that asks again who may answer for an activity of the unit that is chosen now."""


def _open_activity(request: HttpRequest, uuid: UUID) -> Activity:
    return get_object_or_404(queries.visible_activities(request.user, request.today), uuid=uuid)


# Writing ----------------------------------------------------------------------------------------


@requires(Permission.DRAFT)
@open_or_send
def add_activity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    policy = open_plan(request, uuid)
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
