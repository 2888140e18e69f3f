"""An officer's pages: a month by office, its list, handing it over, the file for whoever pays."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires
from bijak.interchange.exporting import table_response
from bijak.kernel.days import InvalidDay, add_months, parse_day
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.shell.htmx import render_page
from bijak.shell.sending import tell_why_not
from bijak.welfare.access import Permission
from bijak.welfare.forms import allowance as forms
from bijak.welfare.queries import allowance as queries
from bijak.welfare.rules import allowance as rules
from bijak.welfare.services import allowance as services
from bijak.welfare.services.refusals import Refused
from bijak.welfare.texts import allowance as texts

PAGE_SIZE = 25


@require_safe
@requires(Permission.VIEW)
def months(request: HttpRequest) -> HttpResponse:
    """The months that were reckoned; the last one that is over can be asked for."""
    found = list(queries.months())
    last = add_months(request.today.replace(day=1), -1)
    return render_page(
        request,
        "welfare/months.html",
        {
            "months": [(each, forms.month_key(each.month)) for each in found],
            "next": None if any(each.month == last for each in found) else last,
            "next_key": forms.month_key(last),
            "may_hand_over": _may_hand_over(request),
            "waiting": queries.waiting_for(request.user, today=request.today),
        },
        partial="list",
    )


@require_safe
@requires(Permission.VIEW)
def month(request: HttpRequest, month: str) -> HttpResponse:
    """A month by office, those with something unknown first."""
    on = _month(month)
    known = get_object_or_404(queries.months(), month=on)
    offices = queries.by_office(queries.visible_to(request.user, today=request.today), on)
    return render_page(
        request,
        "welfare/month.html",
        {
            "known": known,
            "key": month,
            "offices": offices,
            "people": sum(each.people for each in offices),
            "unknown": sum(each.unknown for each in offices),
            "total": sum(each.total for each in offices),
            "correction": sum(each.correction for each in offices),
            "waiting": sum(1 for each in offices if each.unit and each.left and not each.handover),
            "may_hand_over": _may_hand_over(request),
        },
        partial="offices",
    )


@require_safe
@requires(Permission.VIEW)
def listing(request: HttpRequest, month: str) -> HttpResponse:
    """The list of a month, those whose allowance cannot be told first, with the reason."""
    on = _month(month)
    known = get_object_or_404(queries.months(), month=on)
    form = forms.Listing(request.GET)
    seen = queries.visible_to(request.user, today=request.today)
    page = Paginator(
        queries.listed(seen, on, unit_path=form.unit_path, state=form.state), PAGE_SIZE
    ).get_page(request.GET.get("hal"))
    rows = people.rows_of_employees(each.employee_id for each in page)
    corrections = queries.corrections_of((each.employee_id for each in page), on)
    return render_page(
        request,
        "welfare/listing.html",
        {
            "known": known,
            "key": month,
            "form": form,
            "page": page,
            "query": request.GET.urlencode(),
            "rows": [
                (
                    each,
                    rows.get(each.employee_id),
                    corrections.get(each.employee_id, 0),
                    [texts.LACKING[name] for name in queries.lacking(queries.facts_of(each), each.kind)]
                    if each.net is None
                    else [],
                )
                for each in page
            ],
        },
        partial="results",
    )


@require_POST
@requires(Permission.HAND_OVER)
def reckon(request: HttpRequest, month: str) -> HttpResponse:
    """Reckon a month anew; what was handed over stays."""
    on = _month(month)
    with tell_why_not(request, Refused):
        services.ask_for(month=on, at=timezone.now(), today=request.today)
        messages.success(request, _("Bulan ini sedang dihitung. Muat ulang halaman ini sesaat lagi."))
    return redirect("welfare:months")


@require_POST
@requires(Permission.HAND_OVER)
def hand_over(request: HttpRequest, month: str, uuid: UUID) -> HttpResponse:
    """Hand over the list of an office; from then it does not change."""
    on = _month(month)
    reach = organization.scope(request.user, Permission.HAND_OVER, today=request.today)
    unit = get_object_or_404(organization.active_units().filter(reach.q("path")), uuid=uuid)
    with tell_why_not(request, Refused):
        given = services.hand_over(
            month=on, unit=unit, by=request.user, at=timezone.now(), today=request.today
        )
        messages.success(
            request,
            _("Daftar %(unit)s diserahkan: %(people)d pegawai. Daftarnya tidak berubah lagi.")
            % {"unit": unit.name, "people": given.people},
        )
    return redirect("welfare:month", month=month)


@require_POST
@requires(Permission.HAND_OVER)
def hand_over_all(request: HttpRequest, month: str) -> HttpResponse:
    """Hand over every office's list that can be."""
    on = _month(month)
    with tell_why_not(request, Refused):
        given = services.hand_over_all(month=on, by=request.user, at=timezone.now(), today=request.today)
        said = ngettext(
            "%(count)d daftar diserahkan: %(people)d pegawai. Daftarnya tidak berubah lagi.",
            "%(count)d daftar diserahkan: %(people)d pegawai. Daftarnya tidak berubah lagi.",
            len(given),
        )
        messages.success(request, said % {"count": len(given), "people": sum(each.people for each in given)})
    return redirect("welfare:month", month=month)


@require_safe
@requires(Permission.VIEW)
def download(request: HttpRequest, month: str) -> HttpResponseBase:
    """The list for whoever pays, with the filter of the page."""
    on = _month(month)
    get_object_or_404(queries.months(), month=on)
    form = forms.Listing(request.GET)
    seen = queries.visible_to(request.user, today=request.today)
    services.note_download(month=on, by=request.user)
    headers = [
        _("NIP"), _("Nama"), _("Unit"), _("Jenis kepegawaian"), _("Kelas"),
        *(str(texts.LINES[code]) for code in rules.LINES),
        _("TPP bulan ini"), _("Koreksi bulan lalu"), _("Dibayar"), _("Keadaan"),
    ]  # fmt: skip
    chosen = queries.listed(seen, on, unit_path=form.unit_path, state=form.state)
    return table_response(
        f"tpp-{month}", headers, _table(list(chosen), on), format=request.GET.get("bentuk", "xlsx")
    )


def _table(chosen: list[Any], month: date) -> Iterator[tuple[object, ...]]:
    keys = [each.employee_id for each in chosen]
    rows, corrections = people.rows_of_employees(keys), queries.corrections_of(keys, month)
    for each in chosen:
        row, facts = rows.get(each.employee_id), queries.facts_of(each)
        correction = corrections.get(each.employee_id, 0)
        state = _("Diserahkan") if each.handover_id else _("Belum diserahkan")
        if each.net is None:
            state = " ".join(str(texts.LACKING[name]) for name in queries.lacking(facts, each.kind))
        yield (
            row.nip if row else "",
            row.full_name if row else "",
            each.unit.name if each.unit else "",
            texts.group("kind", each.kind),
            facts["job_class"],
            *each.lines,
            each.net,
            correction,
            None if each.net is None else each.net + correction,
            state,
        )


def _may_hand_over(request: HttpRequest) -> bool:
    return accounts.holds(request.user, Permission.HAND_OVER, today=request.today)


def _month(text: str) -> date:
    try:
        return parse_day(f"{text}-01")
    except InvalidDay:
        raise Http404 from None
