"""The agency's profile and emblem, its calendar, and the demonstration's date switch."""

from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bijak.accounts.access import holds, public, requires, signed_in
from bijak.documents import queries as documents
from bijak.organization import forms, queries, services
from bijak.organization.access import Permission
from bijak.organization.models import SpecialDay
from bijak.shell.htmx import render_page
from bijak.shell.sending import number_of

YEARS = range(2000, 2101)


@requires(Permission.PROFILE)
def profile(request: HttpRequest) -> HttpResponse:
    agency = queries.agency()
    form = forms.Profile(request.POST or None, request.FILES or None, instance=queries.read_agency())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.change_agency(
                emblem=data.pop("emblem"),
                version=parse_datetime(request.POST.get("version", "")),
                today=request.today,
                by=request.user,
                **data,
            )
        except services.Stale as refusal:
            form.add_error(None, str(refusal))
        except services.Refused as refusal:
            form.add_error("emblem", str(refusal))
        else:
            messages.success(request, _("Profil instansi sudah diubah."))
            return redirect("organization:profile")
    version = agency.changed_at.isoformat() if agency.changed_at else ""
    return render_page(
        request, "organization/profile.html", {"form": form, "agency": agency, "version": version}
    )


@public
@require_GET
def emblem(request: HttpRequest) -> HttpResponseBase:
    """The agency's emblem; its address changes with its content, so a browser keeps it for good."""
    document = queries.agency().emblem
    if document is None:
        raise Http404
    response = FileResponse(documents.open_content(document), content_type=document.content_type)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@requires(Permission.VIEW)
def calendar(request: HttpRequest) -> HttpResponse:
    year = _year(request.GET.get("tahun", ""), request.today.year)
    may_change = holds(request.user, Permission.CALENDAR, today=request.today)
    form = forms.Special(request.POST or None, initial={"is_off": True})
    if request.method == "POST" and form.is_valid():
        special = services.mark_day(**form.cleaned_data, today=request.today, by=request.user)
        messages.success(request, _("%(day)s sudah ditetapkan.") % {"day": special.name})
        return redirect(f"{request.path}?tahun={special.day.year}")
    months = _months(year)
    context = {
        "year": year,
        "years": [each for each in (year - 1, year + 1) if each in YEARS],
        "months": months,
        "working_days": sum(month["working_days"] for month in months),
        "form": form,
        "may_change": may_change,
        "working_time": _working_time(date(year, 12, 31)),
        "joint_leave_is_known": queries.joint_leave_is_known(year),
    }
    return render_page(request, "organization/calendar.html", context)


def _year(text: str, default: int) -> int:
    return year if (year := number_of(text)) in YEARS else default


def _months(year: int) -> list[dict[str, Any]]:
    days_off = groupby(queries.days_off(year), key=lambda each: each.day.month)
    named = {month: list(days) for month, days in days_off}
    worked = queries.working_days_by_month(year)
    return [
        {
            "first": date(year, month, 1),
            "days": named.get(month, []),
            "working_days": worked[month],
        }
        for month in range(1, 13)
    ]


def _working_time(day: date) -> dict[str, Any] | None:
    """The law's hours in the words of the calendar page."""
    terms = queries.working_time(day)
    if terms is None:
        return None
    return {
        "days": terms.working_days_a_week,
        "usual": _hours(terms.weekly_minutes),
        "ramadan": _hours(terms.weekly_minutes_in_ramadan),
        "basis": terms.basis("weekly_minutes"),
    }


def _hours(minutes: int) -> str:
    return _("%(hours)s jam %(minutes)s menit") % {"hours": minutes // 60, "minutes": minutes % 60}


@requires(Permission.CALENDAR)
@require_POST
def unmark(request: HttpRequest, uuid: UUID) -> HttpResponse:
    special = get_object_or_404(SpecialDay, uuid=uuid)
    services.unmark_day(special=special, today=request.today, by=request.user)
    messages.success(request, _("Hari itu kembali mengikuti kalender nasional."))
    return redirect(f"/organisasi/kalender/?tahun={special.day.year}")


@signed_in
@require_POST
def pretend(request: HttpRequest) -> HttpResponse:
    """Let the demonstration be another day. Nowhere else does this page exist."""
    if not settings.IS_DEMO:
        raise Http404
    form = forms.DemoDay(request.POST)
    if form.is_valid():
        day = None if "kembali" in request.POST else form.cleaned_data["day"]
        services.pretend_day(day=day, now=timezone.now(), by=request.user)
    else:
        messages.error(request, " ".join(form.errors["day"]))
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_ours else "/")
