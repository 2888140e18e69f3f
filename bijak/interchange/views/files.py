"""Files that leave: templates and exports."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bijak.accounts.access import signed_in
from bijak.interchange import access, exporting, services
from bijak.interchange.registries import Unregistered, export_kinds
from bijak.interchange.views.opening import kind_of
from bijak.shell.veiling import opened


@signed_in
@require_safe
def template(request: HttpRequest, code: str) -> HttpResponseBase:
    kind = kind_of(code)
    access.must_import(request.user, kind, today=request.today)
    return exporting.template_response(kind)


@signed_in
@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    kinds = access.exports_for(request.user, today=request.today)
    if not kinds:
        raise PermissionDenied(_("Akun Anda tidak memiliki izin mengekspor data apa pun."))
    return render(request, "interchange/exports.html", {"kinds": kinds})


@signed_in
@require_safe
def export(request: HttpRequest, code: str) -> HttpResponseBase:
    try:
        kind = export_kinds.get(code)
    except Unregistered:
        raise Http404 from None
    access.must_export(request.user, kind, today=request.today)
    filters = opened(request.GET).dict()
    services.note_export(kind=kind, filters=filters, by=request.user)
    rows = kind.rows(account=request.user, filters=filters, today=request.today)
    name = f"{kind.code.replace('.', '-')}-{request.today.isoformat()}"
    return exporting.table_response(name, kind.headers, rows, format=request.GET.get("bentuk", "xlsx"))
