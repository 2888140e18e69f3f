"""An import from upload to undone, as pages."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import signed_in
from bijak.interchange import access, forms, headers, queries, services
from bijak.interchange.headers import Layout
from bijak.interchange.models import Batch, State
from bijak.interchange.registries import ImportKind, import_kinds
from bijak.interchange.views.opening import column_label, frame, must_have_business_here, open_batch
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse_on, tell_why_not

PAGE = 25


@signed_in
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """Imports, newest first: one's own, and those of colleagues that one may see."""
    must_have_business_here(request)
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
                is_whole=form.cleaned_data.get("is_whole", False),
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
@never_cache
def batch(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where a batch stands and what can be done with it; asked again every two seconds while it moves."""
    batch, kind = open_batch(request, uuid)
    layout = _layout(batch)
    context: dict[str, Any] = frame(request, batch, kind) | {"layout": layout, "steps": queries.steps(batch)}
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
                (headers.title(layout, place), column_label(kind, field))
                for place, field in layout.columns.items()
            ],
            "unknown": [headers.title(layout, place) for place in layout.unknown],
            "absent": [
                column.label for column in kind.columns if column.field not in layout.columns.values()
            ],
            "missing": [column_label(kind, field) for field in layout.missing],
            "ambiguous": [
                (column_label(kind, field), [headers.title(layout, place) for place in places])
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
    batch, kind = open_batch(request, uuid)
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
        with refuse_on(form, services.NotNow):
            services.arrange(
                batch=batch,
                header_row=layout.header_row,
                columns=form.cleaned_data["columns"],
                profile=form.cleaned_data["profile"].strip(),
                is_shared=form.cleaned_data["is_shared"],
                by=request.user,
                today=request.today,
            )
            return redirect("interchange:batch", uuid)
    context = frame(request, batch, kind) | {"form": form, "layout": layout}
    return render(request, "interchange/columns.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def sheet(request: HttpRequest, uuid: UUID) -> HttpResponse:
    batch, _kind_of_batch = open_batch(request, uuid)
    chosen = request.POST.get("sheet", "")
    return _act(request, batch, services.choose_sheet, sheet=chosen)


@signed_in
@require_POST
def accept(request: HttpRequest, uuid: UUID) -> HttpResponse:
    batch, _kind_of_batch = open_batch(request, uuid)
    return _act(request, batch, services.accept)


@signed_in
@require_POST
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    batch, _kind_of_batch = open_batch(request, uuid)
    return _act(request, batch, services.cancel)


@signed_in
@open_or_send
def undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    batch, kind = open_batch(request, uuid)
    if request.method == "POST":
        return _act(request, batch, services.undo)
    return render(request, "interchange/undo.html", frame(request, batch, kind))


@signed_in
@require_POST
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take back the sheet of faulty rows, mended offline."""
    batch, _kind_of_batch = open_batch(request, uuid)
    form = forms.Correction(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Pilih dahulu berkas yang sudah diperbaiki, lalu unggah."))
        return redirect("interchange:batch", uuid)
    file = form.cleaned_data["file"]
    return _act(request, batch, services.correct, file=file, name=file.name)


def _layout(batch: Batch) -> Layout | None:
    return Layout.from_json(batch.layout) if batch.layout else None


def _label(batch: Batch) -> Any:
    return import_kinds.get(batch.kind).label if batch.kind in import_kinds else batch.kind


def _act(request: HttpRequest, batch: Batch, service: Any, **arguments: Any) -> HttpResponse:
    """One step of a batch, and back to its page, with the sentence if it was refused."""
    with tell_why_not(request, services.NotNow, services.Refused):
        service(batch=batch, by=request.user, today=request.today, **arguments)
    return redirect("interchange:batch", batch.uuid)


def _linked(batch: Batch, kind: ImportKind, group: queries.FaultGroup) -> tuple[Any, ...]:
    """A group of faults with the addresses of its rows, and of those with one value.

    What is personal, a NIP above all, does not go into an address.
    """
    page = reverse("interchange:faulty", args=[batch.uuid])
    fault = {"kolom": group.field, "kode": group.code}
    is_personal = any(column.personal for column in kind.columns if column.field == group.field)
    values = [
        (text, count, "" if is_personal else f"{page}?{urlencode(fault | {'nilai': text})}")
        for text, count in group.values
    ]
    return column_label(kind, group.field), group, f"{page}?{urlencode(fault)}", values
