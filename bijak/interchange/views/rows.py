"""Faulty rows: looked at, mended one by one or many at once, left aside."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import signed_in
from bijak.interchange import exporting, forms, queries, services
from bijak.interchange.models import Batch, Row
from bijak.interchange.registries import ImportKind
from bijak.interchange.views.opening import column_label, frame, open_batch
from bijak.shell.htmx import render_page
from bijak.shell.sending import number_of, open_or_send, tell_why_not

PAGE = 25


@signed_in
@require_safe
def faulty(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Faulty rows, all or those with one fault, and the forms to mend many at once."""
    batch, kind = open_batch(request, uuid)
    return _faulty(request, batch, kind)


@signed_in
@require_safe
def download_faulty(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    batch, kind = open_batch(request, uuid)
    rows = queries.with_faults(batch, queries.faulty_rows(batch))
    return exporting.faulty_rows_response(kind, rows, filename=f"perbaikan-{str(batch.uuid)[-8:]}")


@signed_in
@require_POST
def replace(request: HttpRequest, uuid: UUID) -> HttpResponse:
    batch, kind = open_batch(request, uuid)
    form = forms.Replace(request.POST, kind=kind)
    if not form.is_valid():
        return _faulty(request, batch, kind, replace=form)
    typed = form.cleaned_data
    try:
        changed, right = services.replace(
            batch=batch,
            field=typed["field"],
            find=typed["find"],
            put=typed["put"],
            whole=not typed["part"],
            by=request.user,
            today=request.today,
        )
    except services.NotNow as refusal:
        form.add_error(None, str(refusal))
        return _faulty(request, batch, kind, replace=form)
    if not changed:
        form.add_error(
            "find", _("Tidak ada baris bermasalah yang berisi ini di kolom itu. Periksa ejaannya.")
        )
        return _faulty(request, batch, kind, replace=form)
    messages.success(
        request,
        ngettext(
            "%(changed)d baris diubah, %(right)d di antaranya kini benar.",
            "%(changed)d baris diubah, %(right)d di antaranya kini benar.",
            changed,
        )
        % {"changed": changed, "right": right},
    )
    return _back_to_faulty(request, batch)


@signed_in
@require_POST
def leave_out(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Leave aside one row, or all rows with one fault."""
    batch, _kind_of_batch = open_batch(request, uuid)
    field, code, value = _fault_named(request.POST)
    chosen: dict[str, Any] = {"numbers": [number_of(number) for number in request.POST.getlist("number")]}
    if code:
        faults = Q(field=field, code=code)
        chosen = {"faulty": faults if value is None else faults & Q(value=value)}
    with tell_why_not(request, services.NotNow):
        left = services.leave_out(batch=batch, by=request.user, today=request.today, **chosen)
        messages.success(
            request,
            ngettext(
                "%(count)d baris dilewati dan tidak akan diterapkan.",
                "%(count)d baris dilewati dan tidak akan diterapkan.",
                left,
            )
            % {"count": left},
        )
    return _back_to_faulty(request, batch)


@signed_in
@open_or_send
def row(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """Mend one row. What is typed is judged at once and stays in the form until it is right."""
    batch, kind = open_batch(request, uuid)
    row = get_object_or_404(Row, batch=batch, number=number)
    faults = [
        (fault.field, fault.message, fault.hint) for fault in queries.with_faults(batch, [row])[0].faults
    ]
    meanwhile: dict[str, str] = {}
    status = 200
    if request.method == "POST" and row.state == Row.State.LEFT:
        with tell_why_not(request, services.NotNow):
            services.restore(batch=batch, number=number, by=request.user, today=request.today)
        return redirect("interchange:row", uuid, number)
    if request.method == "POST":
        form = forms.RowForm(request.POST, kind=kind, faulty=[field for field, *_rest in faults])
        form.is_valid()
        typed = form.typed(kind)
        version = form.cleaned_data.get("version") or 0
        try:
            row = services.mend(
                batch=batch, number=number, typed=typed, version=version, by=request.user, today=request.today
            )
        except services.ChangedMeanwhile as other:
            messages.error(request, str(other))
            row, status = other.row, 409
            meanwhile = {
                str(column_label(kind, field)): row.cells.get(field, "")
                for field, text in typed.items()
                if text != row.cells.get(field, "")
            }
            shown = typed
        except services.NotNow as refusal:
            messages.error(request, str(refusal))
            status, shown = 409, typed
        else:
            if row.state == Row.State.MENDED:
                messages.success(request, _("Baris %(row)d sudah benar.") % {"row": number})
                return _to_next_faulty(request, batch, number)
            status, shown = 422, row.cells
            faults = [(f.field, f.message, f.hint) for f in queries.with_faults(batch, [row])[0].faults]
    else:
        shown = request.POST.dict() if request.POST else row.cells
    form = forms.RowForm.showing(
        kind, {c.field: shown.get(c.field, "") for c in kind.columns}, row.version,
        [(field, f"{message} {hint}".strip()) for field, message, hint in faults],
    )  # fmt: skip
    context = frame(request, batch, kind) | {"form": form, "row": row, "meanwhile": meanwhile}
    return render(request, "interchange/row.html", context, status=status)


def _faulty(
    request: HttpRequest, batch: Batch, kind: ImportKind, replace: forms.Replace | None = None
) -> HttpResponse:
    field, code, value = _fault_named(request.GET)
    rows = queries.faulty_rows(batch, field=field, code=code, value=value)
    page = Paginator(rows, PAGE).get_page(request.GET.get("hal"))
    first = {"field": field, "find": value or ""} if field else {}
    context = frame(request, batch, kind) | {
        "page": page,
        "rows": [
            (each.row, [(column_label(kind, fault.field), fault) for fault in each.faults])
            for each in queries.with_faults(batch, page.object_list)
        ],
        "replace": replace or forms.Replace(kind=kind, initial=first),
        "field": field,
        "code": code,
        "value": value,
        "field_label": column_label(kind, field) if code else "",
        "query": request.GET.urlencode(),
    }
    return render_page(
        request, "interchange/faulty.html", context, partial="results", status=422 if replace else 200
    )


def _back_to_faulty(request: HttpRequest, batch: Batch) -> HttpResponse:
    """The same list while it still has rows, else the batch."""
    field, code, value = _fault_named(request.GET)
    if queries.faulty_rows(batch, field=field, code=code, value=value).exists():
        return redirect(f"{reverse('interchange:faulty', args=[batch.uuid])}?{request.GET.urlencode()}")
    return redirect("interchange:batch", batch.uuid)


def _to_next_faulty(request: HttpRequest, batch: Batch, number: int) -> HttpResponse:
    field, code, value = _fault_named(request.GET)
    rows = queries.faulty_rows(batch, field=field, code=code, value=value)
    following = rows.filter(number__gt=number).first() or rows.first()
    if following is None:
        return redirect("interchange:batch", batch.uuid)
    return redirect(
        f"{reverse('interchange:row', args=[batch.uuid, following.number])}?{request.GET.urlencode()}"
    )


def _fault_named(query: QueryDict) -> tuple[str, str, str | None]:
    return query.get("kolom", ""), query.get("kode", ""), query.get("nilai")
