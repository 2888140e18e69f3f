"""Pages about one person's allowance: line by line, tried out, asked about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from bijak.accounts.access import signed_in
from bijak.kernel.reckonings import Line, Reckoning
from bijak.kernel.terms import Basis
from bijak.people import queries as people
from bijak.people import services as records
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of
from bijak.shell.templatetags.formats import tanggal
from bijak.welfare.access import Permission
from bijak.welfare.forms import allowance as forms
from bijak.welfare.models import AttendanceRecap
from bijak.welfare.queries import allowance as queries
from bijak.welfare.rules import allowance as rules
from bijak.welfare.services import objections as services
from bijak.welfare.services.refusals import Refused
from bijak.welfare.texts import allowance as texts


@dataclass(frozen=True)
class Told:
    """A line as it is read: what was reckoned, how, by which clause, and the days behind it."""

    code: str
    label: Any
    value: int | None
    how: str
    basis: Basis | None
    provision: Any
    days: list[tuple[queries.CostlyDay, str]]


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """My allowance of a month, and why it is so much."""
    row = people.row_of(request.user)
    return _page(request, row, is_own=True)


@require_safe
@signed_in
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Somebody's, for an officer of her unit. Looking is logged."""
    row = _open(request, uuid)
    return _page(request, row, is_own=people.is_own(request.user, row))


@require_safe
@signed_in
def card(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The last month that was reckoned, for the page of the person."""
    row = _open(request, uuid)
    last = queries.of_person(row.pk).first()
    told = {
        "row": row,
        "told": queries.explained(last) if last is not None else None,
        "is_own": people.is_own(request.user, row),
    }
    return render_page(request, "welfare/allowance_card.html", told, partial="card")


def _open(request: HttpRequest, uuid: UUID) -> Any:
    """The row of oneself, or of somebody in one's reach; strangers are not found. Looking is logged."""
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today, holding=Permission.VIEW)
    if row is None:
        raise Http404
    records.note_view(viewer=request.user, of=row, page=gettext_noop("TPP"))
    return row


def _page(request: HttpRequest, row: Any, *, is_own: bool) -> HttpResponse:
    found = list(queries.of_person(row.pk)) if row is not None else []
    form = forms.MonthOf(request.GET, months=[each.month for each in found])
    chosen = next((each for each in found if each.month == form.month), None)
    told = queries.explained(chosen) if chosen is not None else None
    recap = queries.recap_of(told) if told is not None else None
    return render_page(
        request,
        "welfare/allowance.html",
        {
            "row": row,
            "is_own": is_own,
            "form": form,
            "told": told,
            "lines": list(_lines(told, recap)) if told is not None else [],
            "lacking": [texts.LACKING[name] for name in told.lacking] if told is not None else [],
            "unverified": _is_unverified(told),
            "post_day": int(told.terms.tpp_post_day) if told is not None else 1,
            "recap": recap,
            "objections": [
                (each, texts.LINES[each.line]) for each in queries.objections_of(row.pk, chosen.month)
            ]
            if chosen is not None
            else [],
        },
        partial="month",
    )


def _lines(told: queries.Explained, recap: AttendanceRecap | None) -> Iterator[Told]:
    """What gave or took something, or cannot be told; a component that is not given to her is not named."""
    days = queries.costly_days(told.row, told.terms)
    provisions = queries.provisions(told.row.month, told.facts)
    for line, value in zip(told.reckoning.lines, told.row.lines, strict=True):
        if value == 0:
            continue
        yield Told(
            line.code,
            texts.LINES[line.code],
            value,
            texts.how(line.code, _of(line)) + (texts.counted(line.code, vars(recap)) if recap else ""),
            line.basis,
            provisions.get(line.code),
            [(day, _cut(day, line.code)) for day in days if line.code in day.cuts]
            if line.code in rules.EVENTS
            else [],
        )


def _cut(day: queries.CostlyDay, code: str) -> str:
    cut = day.cuts[code]
    return "" if cut is None else texts.percent(cut)


def _of(line: Line) -> dict[str, Any]:
    return {name: each.item() for name, each in line.of.items()}


def _is_unverified(told: queries.Explained | None) -> bool:
    """Whether a number that it was reckoned by has not been read in the law itself."""
    return told is not None and any(line.basis and not line.basis.verified for line in told.reckoning.lines)


# Trying -------------------------------------------------------------------------------------------


@require_safe
@signed_in
def simulate(request: HttpRequest) -> HttpResponse:
    """What my month would be if I were late twice, say. Nothing is kept."""
    row = people.row_of(request.user)
    found = list(queries.of_person(row.pk)) if row is not None else []
    which = forms.MonthOf(request.GET, months=[each.month for each in found])
    chosen = next((each for each in found if each.month == which.month), None)
    form = forms.Supposing(request.GET if _is_asked(request) else None)
    compared = before = after = None
    if chosen is not None:
        told = queries.explained(chosen)
        before = told.reckoning
        if form.is_bound and form.is_valid():
            after = queries.supposed(chosen, told.terms, form.days(), achieved=form.cleaned_data["capaian"])
            compared = list(_compared(before, after))
    return render_page(
        request,
        "welfare/simulate.html",
        {
            "which": which,
            "form": form,
            "chosen": chosen,
            "compared": compared,
            "before": before.total.item() if before is not None else None,
            "after": after.total.item() if after is not None else None,
        },
        partial="outcome",
    )


def _is_asked(request: HttpRequest) -> bool:
    return any(request.GET.get(name) for name in forms.Supposing.base_fields)


def _compared(before: Reckoning, after: Reckoning) -> Iterator[tuple[Any, int | None, int | None, str]]:
    """The lines that would be others."""
    for was, now in zip(before.lines, after.lines, strict=True):
        if was.value.item() != now.value.item():
            yield texts.LINES[now.code], was.value.item(), now.value.item(), texts.how(now.code, _of(now))


# Asking -------------------------------------------------------------------------------------------


@open_or_send
@signed_in
def object_to(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask about a line of my allowance."""
    allowance = get_object_or_404(queries.of_account(request.user), uuid=uuid)
    form = forms.Objecting(request.POST or None, initial={"baris": request.GET.get("baris", "")})
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, Refused):
            asked = services.object_to(
                allowance=allowance,
                line=form.cleaned_data["baris"],
                text=form.cleaned_data["teks"],
                by=request.user,
                today=request.today,
            )
            messages.success(
                request,
                _("Keberatan terkirim. Dijawab paling lambat %(day)s.") % {"day": tanggal(asked.due_on)},
            )
            return redirect(_address(allowance.month))
    return render(
        request,
        "welfare/object.html",
        {"form": form, "allowance": allowance, "back": _address(allowance.month)},
        status=status_of(form),
    )


def _address(month: date) -> str:
    return f"{reverse('welfare:mine')}?bulan={forms.month_key(month)}"
