"""Pages that watch what policies do: indicators with their history, and evaluations."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires
from bijak.monitoring import forms, queries, services
from bijak.monitoring.access import Permission
from bijak.monitoring.models import Evaluation, Indicator
from bijak.policy import queries as policies
from bijak.shell.sending import refuse_on, status_of, tell_why_not

PAGE_SIZE = 25
DRAWN = 60
"""Readings in the line picture: five years of months, or two months of days."""


def _may_manage(request: HttpRequest) -> bool:
    return accounts.holds(request.user, Permission.MANAGE, today=request.today)


def _policies(request: HttpRequest) -> Any:
    return policies.visible_to(request.user, request.today).order_by()


def _policy(request: HttpRequest, uuid: UUID) -> Any:
    return get_object_or_404(_policies(request), uuid=uuid)


def _indicator(request: HttpRequest, uuid: UUID) -> Indicator:
    return get_object_or_404(queries.indicators(), uuid=uuid, policy__in=_policies(request).values("pk"))


def _evaluation(request: HttpRequest, uuid: UUID) -> Evaluation:
    return get_object_or_404(queries.evaluations(), uuid=uuid, policy__in=_policies(request).values("pk"))


# /pemantauan/ -----------------------------------------------------------------------------------


@require_safe
@requires(Permission.VIEW)
def overview(request: HttpRequest) -> HttpResponse:
    """Every indicator with what it said last, and the evaluations that are due."""
    visible = _policies(request).values("pk")
    found = queries.indicators().filter(policy__in=visible, ended_on=None)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    shown = queries.indicators().filter(pk__in=[each.pk for each in page.object_list])
    return render(
        request,
        "monitoring/overview.html",
        {
            "page": page,
            "lasts": queries.lasts(shown, request.today),
            "evaluations": queries.evaluations().filter(policy__in=visible, concluded_on=None)[:PAGE_SIZE],
        },
    )


# /pemantauan/kebijakan/<uuid>/ ------------------------------------------------------------------


@require_safe
@requires(Permission.VIEW)
def policy(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The indicators of a policy as they stand right now."""
    found = _policy(request, uuid)
    return render(
        request,
        "monitoring/policy.html",
        {
            "policy": found,
            "standings": [queries.standing(each, request.today) for each in queries.watched(found)],
            "evaluations": queries.evaluations_of(found),
            "may_manage": _may_manage(request) and policies.is_alive(found),
        },
    )


@requires(Permission.MANAGE)
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _policy(request, uuid)
    form = forms.IndicatorForm(request.POST or None, today=request.today, initial={"owner": request.user.pk})
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            indicator = services.add_indicator(
                policy=found, figure=form.figure, by=request.user, today=request.today, **form.facts()
            )
            messages.success(request, _("Indikator ditambahkan, dan bacaan pertamanya dicatat."))
            return redirect("monitoring:indicator", uuid=indicator.uuid)
    context = {"policy": found, "form": form, "title": _("Tambah indikator")}
    return render(request, "monitoring/form.html", context)


# /pemantauan/indikator/<uuid>/ ------------------------------------------------------------------


@require_safe
@requires(Permission.VIEW)
def indicator(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One indicator: today, by group, and how it went."""
    found = _indicator(request, uuid)
    kept = queries.readings(found, until=request.today)
    return render(
        request,
        "monitoring/indicator.html",
        {
            "indicator": found,
            "standing": queries.standing(found, request.today),
            "picture": queries.picture(found, list(kept[:DRAWN])),
            "page": Paginator(kept, PAGE_SIZE).get_page(request.GET.get("hal")),
            "may_manage": _may_manage(request) and found.ended_on is None,
        },
    )


@requires(Permission.MANAGE)
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _indicator(request, uuid)
    form = forms.IndicatorForm(
        request.POST or None,
        today=request.today,
        indicator=found,
        initial=forms.IndicatorForm.initial_of(found),
    )
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.change_indicator(
                indicator=found,
                edition=form.cleaned_data["edition"] or 0,
                by=request.user,
                today=request.today,
                **form.facts(),
            )
            messages.success(request, _("Indikator diubah. Bacaan yang lama tetap seperti saat dicatat."))
            return redirect("monitoring:indicator", uuid=found.uuid)
    context = {"policy": found.policy, "form": form, "title": _("Ubah indikator"), "indicator": found}
    return render(request, "monitoring/form.html", context, status=status_of(form))


@require_POST
@requires(Permission.MANAGE)
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _indicator(request, uuid)
    services.end_indicator(indicator=found, by=request.user, today=request.today)
    messages.success(request, _("Indikator tidak dipantau lagi. Riwayatnya tetap ada."))
    return redirect("monitoring:policy", uuid=found.policy.uuid)


# /pemantauan/evaluasi/<uuid>/ -------------------------------------------------------------------


@require_safe
@requires(Permission.VIEW)
def evaluation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Before and after: live until the evaluation has run, and as it was frozen from then on."""
    found = _evaluation(request, uuid)
    return _evaluation_page(request, found)


@require_POST
@requires(Permission.MANAGE)
def reschedule(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _evaluation(request, uuid)
    form = forms.Schedule(request.POST)
    if form.is_valid():
        with refuse_on(form, services.Refused):
            services.move_evaluation(
                evaluation=found, due_on=form.cleaned_data["due_on"], by=request.user, today=request.today
            )
            messages.success(request, _("Jadwal evaluasi diubah."))
            return redirect("monitoring:evaluation", uuid=found.uuid)
    return _evaluation_page(request, found, schedule=form, status=status_of(form))


@require_POST
@requires(Permission.MANAGE)
def run(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _evaluation(request, uuid)
    with tell_why_not(request, services.Refused):
        services.run_evaluation(evaluation=found, by=request.user, today=request.today)
        messages.success(request, _("Evaluasi dijalankan: angkanya dibekukan. Tulis kesimpulannya."))
    return redirect("monitoring:evaluation", uuid=found.uuid)


@require_POST
@requires(Permission.MANAGE)
def conclude(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _evaluation(request, uuid)
    form = forms.Conclusion(request.POST)
    if form.is_valid():
        with refuse_on(form, services.Refused):
            services.conclude(evaluation=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Kesimpulan disimpan."))
            return redirect("monitoring:evaluation", uuid=found.uuid)
    return _evaluation_page(request, found, conclusion=form, status=status_of(form))


@require_POST
@requires(Permission.MANAGE)
def revise(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Start the next draft from what was found."""
    found = _evaluation(request, uuid)
    with tell_why_not(request, services.Refused):
        draft = services.start_revision(evaluation=found, by=request.user, today=request.today)
        messages.success(request, _("Rancangan perubahan dibuka, dengan evaluasi ini sebagai buktinya."))
        return redirect("policy:text", uuid=draft.uuid)
    return redirect("monitoring:evaluation", uuid=found.uuid)


def _evaluation_page(
    request: HttpRequest,
    found: Evaluation,
    *,
    schedule: forms.Schedule | None = None,
    conclusion: forms.Conclusion | None = None,
    status: int = 200,
) -> HttpResponse:
    facts = found.facts if found.facts is not None else queries.findings(found, request.today)
    initial = {
        "conclusion": found.conclusion,
        "recommendation": found.recommendation,
        "edition": found.edition,
    }
    return render(
        request,
        "monitoring/evaluation.html",
        {
            "evaluation": found,
            "facts": facts,
            "on": date.fromisoformat(facts["on"]),
            "may_manage": _may_manage(request),
            "may_revise": found.is_concluded and not policies.newest_draft(found.policy).is_open,
            "schedule": schedule or forms.Schedule(initial={"due_on": found.due_on}),
            "conclusion": conclusion or forms.Conclusion(initial=initial),
        },
        status=status,
    )
