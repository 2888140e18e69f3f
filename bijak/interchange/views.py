from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bijak.accounts.access import signed_in
from bijak.interchange import access, exporting, forms, headers, panels, queries, services
from bijak.interchange.headers import Layout
from bijak.interchange.models import Batch, Row, State
from bijak.interchange.registries import ImportKind, Unregistered, export_kinds, import_kinds
from bijak.shell.htmx import render_page

PAGE = 25
open_or_send = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """Imports, newest first: one's own, and those of colleagues that one may see."""
    _must_have_business_here(request)
    page = Paginator(queries.visible_to(request.user, today=request.today), PAGE).get_page(
        request.GET.get("hal")
    )
    tallies = queries.tallies(page.object_list)
    context = {
        "page": page,
        "rows": [(batch, _label(batch), tallies[batch.pk]) for batch in page.object_list],
        "kinds": access.kinds_for(request.user, today=request.today),
        "has_others": any(batch.by_id != request.user.pk for batch in page.object_list),
    }
    return render_page(request, "interchange/list.html", context, partial="results")


@signed_in
@open_or_send
def upload(request: HttpRequest) -> HttpResponse:
    kinds = access.kinds_for(request.user, today=request.today)
    if not kinds:
        raise PermissionDenied(
            _(
                "Akun Anda tidak memiliki izin mengimpor data. Mintalah kepada administrator instansi bila perlu."
            )
        )
    chosen = request.GET.get("jenis") or (kinds[0].code if len(kinds) == 1 else "")
    form = forms.Upload(request.POST or None, request.FILES or None, kinds=kinds, kind=chosen)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = services.upload(
                kind=import_kinds.get(form.cleaned_data["kind"]),
                file=file,
                name=file.name,
                token=form.token_sent(),
                by=request.user,
                today=request.today,
            )
        except services.Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("interchange:batch", batch.uuid)
    status = 422 if form.is_bound and form.errors and request.method == "POST" else 200
    return render(request, "interchange/upload.html", {"form": form, "kinds": kinds}, status=status)


@signed_in
@require_safe
def template(request: HttpRequest, code: str) -> HttpResponseBase:
    kind = _kind(code)
    access.must_import(request.user, kind, today=request.today)
    return exporting.template_response(kind)


@signed_in
@require_safe
@never_cache
def batch(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where a batch stands and what can be done with it; asked again every two seconds while it moves."""
    batch, kind = _open(request, uuid)
    layout = _layout(batch)
    context: dict[str, Any] = _frame(request, batch, kind) | {"layout": layout, "steps": queries.steps(batch)}
    if batch.state in (State.READY, State.APPLIED):
        tally = queries.tallies([batch])[batch.pk]
        brought, first = queries.preview(batch, kind) if batch.state == State.READY else ([], [])
        context |= {
            "tally": tally,
            "waiting": (0 if batch.is_good_applied else batch.good) + tally.mended,
            "groups": [_linked(batch, kind, group) for group in queries.fault_groups(batch)],
            "brought": brought,
            "preview": first,
            "changes_nothing": batch.is_good_applied and not batch.created and not batch.changed,
        }
    if layout:
        context |= {
            "matched": [
                (headers.title(layout, place), _column_label(kind, field))
                for place, field in layout.columns.items()
            ],
            "unknown": [headers.title(layout, place) for place in layout.unknown],
            "absent": [
                column.label for column in kind.columns if column.field not in layout.columns.values()
            ],
            "missing": [_column_label(kind, field) for field in layout.missing],
            "ambiguous": [
                (_column_label(kind, field), [headers.title(layout, place) for place in places])
                for field, places in layout.ambiguous.items()
            ],
            "expected": [column.label for column in kind.columns if column.required],
            "sheet_form": forms.Sheet(layout=layout) if len(layout.sheets) > 1 else None,
        }
    if batch.state not in (State.FAILED, State.CANCELLED):
        context["earlier"] = queries.earlier_with_same_file(batch)
    return render_page(request, "interchange/batch.html", context, partial="state")


@signed_in
@open_or_send
def columns(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Match the columns of a sheet by hand."""
    batch, kind = _open(request, uuid)
    layout = _layout(batch)
    if (
        layout is None
        or batch.is_good_applied
        or batch.state not in (State.ASKING, State.READY, State.FAILED)
    ):
        messages.info(request, _("Kolom impor ini tidak dapat dicocokkan lagi sekarang."))
        return redirect("interchange:batch", uuid)
    access.must_import(request.user, kind, today=request.today)
    form = forms.Columns(request.POST or None, kind=kind, layout=layout)
    if request.method == "POST" and form.is_valid():
        try:
            services.arrange(
                batch=batch,
                header_row=layout.header_row,
                columns=form.cleaned_data["columns"],
                profile=form.cleaned_data["profile"].strip(),
                is_shared=form.cleaned_data["is_shared"],
                by=request.user,
                today=request.today,
            )
        except services.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("interchange:batch", uuid)
    context = _frame(request, batch, kind) | {"form": form, "layout": layout}
    return render(request, "interchange/columns.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def sheet(request: HttpRequest, uuid: UUID) -> HttpResponse:
    batch, _kind_of_batch = _open(request, uuid)
    chosen = request.POST.get("sheet", "")
    return _act(request, batch, services.choose_sheet, sheet=chosen)


@signed_in
@require_POST
def accept(request: HttpRequest, uuid: UUID) -> HttpResponse:
    batch, _kind_of_batch = _open(request, uuid)
    return _act(request, batch, services.accept)


@signed_in
@require_POST
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    batch, _kind_of_batch = _open(request, uuid)
    return _act(request, batch, services.cancel)


@signed_in
@open_or_send
def undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    batch, kind = _open(request, uuid)
    if request.method == "POST":
        return _act(request, batch, services.undo)
    return render(request, "interchange/undo.html", _frame(request, batch, kind))


@signed_in
@require_POST
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take back the sheet of faulty rows, mended offline."""
    batch, _kind_of_batch = _open(request, uuid)
    form = forms.Correction(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Pilih dahulu berkas yang sudah diperbaiki, lalu unggah."))
        return redirect("interchange:batch", uuid)
    file = form.cleaned_data["file"]
    return _act(request, batch, services.correct, file=file, name=file.name)


@signed_in
@require_safe
def faulty(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Faulty rows, all or those with one fault, and the forms to mend many at once."""
    batch, kind = _open(request, uuid)
    return _faulty(request, batch, kind)


@signed_in
@require_safe
def download_faulty(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    batch, kind = _open(request, uuid)
    rows = queries.with_faults(batch, queries.faulty_rows(batch))
    return exporting.faulty_rows_response(kind, rows, filename=f"perbaikan-{str(batch.uuid)[-8:]}")


@signed_in
@require_POST
def replace(request: HttpRequest, uuid: UUID) -> HttpResponse:
    batch, kind = _open(request, uuid)
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
    batch, _kind_of_batch = _open(request, uuid)
    field, code, value = _fault_named(request.POST)
    chosen: dict[str, Any] = {"numbers": [int(n) for n in request.POST.getlist("number") if n.isdecimal()]}
    if code:
        faults = Q(field=field, code=code)
        chosen = {"faulty": faults if value is None else faults & Q(value=value)}
    try:
        left = services.leave_out(batch=batch, by=request.user, today=request.today, **chosen)
    except services.NotNow as refusal:
        messages.error(request, str(refusal))
    else:
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
    batch, kind = _open(request, uuid)
    row = get_object_or_404(Row, batch=batch, number=number)
    faults = [
        (fault.field, fault.message, fault.hint) for fault in queries.with_faults(batch, [row])[0].faults
    ]
    meanwhile: dict[str, str] = {}
    status = 200
    if request.method == "POST" and row.state == Row.State.LEFT:
        row = services.restore(batch=batch, number=number, by=request.user, today=request.today)
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
                str(_column_label(kind, field)): row.cells.get(field, "")
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
    context = _frame(request, batch, kind) | {"form": form, "row": row, "meanwhile": meanwhile}
    return render(request, "interchange/row.html", context, status=status)


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
    rows = kind.rows(account=request.user, filters=request.GET.dict(), today=request.today)
    name = f"{kind.code.replace('.', '-')}-{request.today.isoformat()}"
    return exporting.table_response(name, kind.headers, rows, format=request.GET.get("bentuk", "xlsx"))


# What the views share ---------------------------------------------------------------------------


def _must_have_business_here(request: HttpRequest) -> None:
    if not panels.has_imports(request):
        raise PermissionDenied(
            _(
                "Akun Anda tidak memiliki izin mengimpor data. Mintalah kepada administrator instansi bila perlu."
            )
        )


def _open(request: HttpRequest, uuid: UUID) -> tuple[Batch, ImportKind]:
    batch = get_object_or_404(queries.visible_to(request.user, today=request.today), uuid=uuid)
    return batch, _kind(batch.kind)


def _kind(code: str) -> ImportKind:
    try:
        return import_kinds.get(code)
    except Unregistered:
        raise Http404 from None


def _frame(request: HttpRequest, batch: Batch, kind: ImportKind) -> dict[str, Any]:
    return {
        "batch": batch,
        "kind": kind,
        "may_act": access.may_import(request.user, kind, today=request.today),
        "may_undo": kind.undo is not None,
        # Nobody knows how far reading or applying is before it has said so for the first time.
        "percent": batch.percent or None,
        "correction": forms.Correction(),
    }


def _layout(batch: Batch) -> Layout | None:
    return Layout.from_json(batch.layout) if batch.layout else None


def _label(batch: Batch) -> Any:
    return import_kinds.get(batch.kind).label if batch.kind in import_kinds else batch.kind


def _column_label(kind: ImportKind, field: str) -> Any:
    labels = {column.field: column.label for column in kind.columns}
    return labels.get(field, _("Seluruh baris"))


def _act(request: HttpRequest, batch: Batch, service: Any, **arguments: Any) -> HttpResponse:
    """One step of a batch, and back to its page, with the sentence if it was refused."""
    try:
        service(batch=batch, by=request.user, today=request.today, **arguments)
    except (services.NotNow, services.Refused) as refusal:
        messages.error(request, str(refusal))
    return redirect("interchange:batch", batch.uuid)


def _linked(batch: Batch, kind: ImportKind, group: queries.FaultGroup) -> tuple[Any, ...]:
    """A group of faults with the addresses of its rows, and of those with one value."""
    page = reverse("interchange:faulty", args=[batch.uuid])
    fault = {"kolom": group.field, "kode": group.code}
    values = [(text, count, f"{page}?{urlencode(fault | {'nilai': text})}") for text, count in group.values]
    return _column_label(kind, group.field), group, f"{page}?{urlencode(fault)}", values


def _fault_named(query: QueryDict) -> tuple[str, str, str | None]:
    return query.get("kolom", ""), query.get("kode", ""), query.get("nilai")


def _faulty(
    request: HttpRequest, batch: Batch, kind: ImportKind, replace: forms.Replace | None = None
) -> HttpResponse:
    field, code, value = _fault_named(request.GET)
    rows = queries.faulty_rows(batch, field=field, code=code, value=value)
    page = Paginator(rows, PAGE).get_page(request.GET.get("hal"))
    first = {"field": field, "find": value or ""} if field else {}
    context = _frame(request, batch, kind) | {
        "page": page,
        "rows": [
            (each.row, [(_column_label(kind, fault.field), fault) for fault in each.faults])
            for each in queries.with_faults(batch, page.object_list)
        ],
        "replace": replace or forms.Replace(kind=kind, initial=first),
        "field": field,
        "code": code,
        "value": value,
        "field_label": _column_label(kind, field) if code else "",
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
