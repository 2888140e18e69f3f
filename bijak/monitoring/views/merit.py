"""Pages of the merit binder: a year with its aspects and gaps, and one point with what speaks for it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires
from bijak.documents.responses import attachment
from bijak.interchange.exporting import table_response
from bijak.monitoring import forms, queries, services, texts
from bijak.monitoring.access import Permission
from bijak.monitoring.models import HIGHEST, MeritPoint, MeritYear
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not

WORST_FIRST = 12
"""Gaps shown before the rest is asked for."""


def _may_manage(request: HttpRequest, year: MeritYear) -> bool:
    return year.frozen_on is None and accounts.holds(request.user, Permission.MANAGE, today=request.today)


def _year(year: int) -> MeritYear:
    return get_object_or_404(queries.years(), year=year)


def _point(uuid: UUID) -> MeritPoint:
    return get_object_or_404(queries.points_of_all(), uuid=uuid)


# /pemantauan/merit/ -----------------------------------------------------------------------------


@require_safe
@requires(Permission.VIEW)
def newest(request: HttpRequest) -> HttpResponse:
    """The newest year, or an invitation to open one."""
    if year := queries.years().first():
        return redirect("monitoring:merit", year=year.year)
    may_open = accounts.holds(request.user, Permission.MANAGE, today=request.today)
    return render(request, "monitoring/merit_none.html", {"may_open": may_open, "year": request.today.year})


@require_POST
@requires(Permission.MANAGE)
def open_year(request: HttpRequest) -> HttpResponse:
    with tell_why_not(request, services.Refused):
        opened = services.open_merit_year(year=request.today.year, by=request.user, today=request.today)
        messages.success(request, _("Berkas merit dibuka. Beri skor dan bukti pada setiap butir."))
        return redirect("monitoring:merit", year=opened.year)
    return redirect("monitoring:merits")


# /pemantauan/merit/<tahun>/ ---------------------------------------------------------------------


@require_safe
@requires(Permission.VIEW)
def year(request: HttpRequest, year: int) -> HttpResponse:
    return _year_page(request, _year(year))


@require_POST
@requires(Permission.MANAGE)
def survey(request: HttpRequest, year: int) -> HttpResponse:
    found = _year(year)
    form = forms.Survey(request.POST)
    if form.is_valid():
        with refuse_on(form, services.Refused):
            services.set_merit_survey(year=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Hasil survei dan koreksi disimpan."))
            return redirect("monitoring:merit", year=year)
    return _year_page(request, found, survey=form, status=status_of(form))


@require_POST
@requires(Permission.MANAGE)
def freeze(request: HttpRequest, year: int) -> HttpResponse:
    with tell_why_not(request, services.Refused):
        services.freeze_merit_year(year=_year(year), by=request.user, today=request.today)
        messages.success(request, _("Berkas merit dibekukan dan sidiknya dicatat dalam catatan tepercaya."))
    return redirect("monitoring:merit", year=year)


@require_safe
@requires(Permission.VIEW)
def table(request: HttpRequest, year: int) -> HttpResponseBase:
    """The worksheet as xlsx or csv."""
    found = queries.binder(_year(year))
    headers = (
        _("Aspek"), _("Butir"), _("Skor"), _("Alasan skor"), _("Bukti"), _("Penanggung jawab"), _("Dilengkapi sebelum"),
    )  # fmt: skip
    return table_response(f"merit-{year}", headers, queries.rows(found), request.GET.get("bentuk", "xlsx"))


def _year_page(
    request: HttpRequest, found: MeritYear, *, survey: forms.Survey | None = None, status: int = 200
) -> HttpResponse:
    binder = queries.binder(found)
    gaps = [] if found.frozen_on else queries.gaps(binder, request.today)
    shown = gaps if "semua" in request.GET else gaps[:WORST_FIRST]
    initial = {"survey": found.survey, "correction": found.correction, "edition": found.edition}
    return render(
        request,
        "monitoring/merit.html",
        {
            "binder": binder,
            "years": [each.year for each in queries.years()],
            "gaps": shown,
            "hidden": len(gaps) - len(shown),
            "survey": survey or forms.Survey(initial=initial),
            "may_manage": _may_manage(request, found),
            "may_open": found.year < request.today.year
            and accounts.holds(request.user, Permission.MANAGE, today=request.today),
            "this_year": request.today.year,
        },
        status=status,
    )


# /pemantauan/merit/butir/<uuid>/ ----------------------------------------------------------------


@open_or_send
@requires(Permission.VIEW)
def point(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One point: what live figures and proofs say, its score and why."""
    found = _point(uuid)
    if request.method != "POST":
        return _point_page(request, found)
    accounts.must(request.user, Permission.MANAGE, today=request.today)
    form = forms.Judgement(request.POST, today=request.today)
    if form.is_valid():
        with refuse_on(form, services.Refused):
            services.judge_point(point=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Butir disimpan."))
            return redirect("monitoring:merit_point", uuid=uuid)
    return _point_page(request, found, judgement=form, status=status_of(form))


@require_POST
@requires(Permission.MANAGE)
def prove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _point(uuid)
    form = forms.Proof(request.POST, request.FILES)
    if form.is_valid():
        with refuse_on(form, services.Refused):
            services.add_merit_proof(point=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Bukti ditambahkan."))
            return redirect("monitoring:merit_point", uuid=uuid)
    return _point_page(request, found, proof=form, status=status_of(form))


@require_POST
@requires(Permission.MANAGE)
def unprove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(queries.all_proofs(), uuid=uuid)
    with tell_why_not(request, services.Refused):
        services.remove_merit_proof(proof=found, by=request.user, today=request.today)
        messages.success(request, _("Bukti diambil dari berkas."))
    return redirect("monitoring:merit_point", uuid=found.point.uuid)


@require_safe
@requires(Permission.VIEW)
def proof(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The file of a proof."""
    found = get_object_or_404(queries.all_proofs(), uuid=uuid, document__isnull=False)
    return attachment(found.document)


def _point_page(
    request: HttpRequest,
    found: MeritPoint,
    *,
    judgement: forms.Judgement | None = None,
    proof: forms.Proof | None = None,
    status: int = 200,
) -> HttpResponse:
    initial: dict[str, Any] = {
        name: getattr(found, name) for name in ("score", "reason", "owner", "due_on", "edition")
    }
    return render(
        request,
        "monitoring/merit_point.html",
        {
            "point": found,
            "words": texts.POINTS[found.code],
            "aspect": texts.ASPECTS[texts.POINTS[found.code].aspect],
            "highest": HIGHEST,
            "spoken": queries.spoken_for(found.code, request.today),
            "proofs": queries.proofs(found),
            "judgement": judgement or forms.Judgement(initial=initial, today=request.today),
            "proof": proof or forms.Proof(),
            "may_manage": _may_manage(request, found.year),
        },
        status=status,
    )
