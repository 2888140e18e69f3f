"""Pages of lists: which there are, one as somebody looks at it, views that were saved, and files."""

from contextlib import suppress
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires
from bijak.documents.responses import attachment
from bijak.lists import access, exporting, forms, queries, services
from bijak.lists.models import Format, SavedView
from bijak.lists.registries import ListKind, Unregistered, lists
from bijak.organization import queries as organization
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not
from bijak.shell.veiling import opened, searched

PAGE_SIZE = 25


# /daftar/ ---------------------------------------------------------------------------------------


@require_safe
@requires(access.VIEW)
def all_lists(request: HttpRequest) -> HttpResponse:
    """Which lists there are, with the views of them that were saved, and the files that were made."""
    views = queries.views_visible_to(request.user, today=request.today)
    by_code: dict[str, list[SavedView]] = {}
    for each in views:
        by_code.setdefault(each.list_code, []).append(each)
    kinds = access.lists_for(request.user, today=request.today)
    labels = {kind.code: kind.label for kind in kinds}
    context = {
        "kinds": [(kind, by_code.get(kind.code, [])) for kind in kinds],
        "extracts": [
            (extract, labels[extract.list_code])
            for extract in queries.extracts_of(request.user)[:5]
            if extract.list_code in labels
        ],
        "removed": _just_removed(request),
    }
    return render(request, "lists/all.html", context)


def _just_removed(request: HttpRequest) -> SavedView | None:
    """The view that the page before took away."""
    with suppress(ValueError):
        removed = UUID(request.GET.get("dihapus", ""))
        return queries.removed_views(request.user).filter(uuid=removed).first()
    return None


# /daftar/<code>/ --------------------------------------------------------------------------------


@requires(access.VIEW)
@searched("cari")
@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """A list on a day, narrowed, with the columns and in the order that one wants."""
    kind = _open(request, code)
    if arranged := _arranged(request.GET):
        return redirect(f"{request.path}?{arranged.urlencode()}")
    form = forms.Question(opened(request.GET).dict(), kind=kind, today=request.today)
    found = form.sheet(request.user)
    page: Page[queries.Line] = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    context = {
        "kind": kind,
        "form": form,
        "sheet": found,
        "page": page,
        "lines": page.object_list,
        "headers": _headers(request.GET, found),
        "arrangement": _arrangement(found),
        "kept": [(name, value) for name, value in request.GET.items() if name not in ("kolom", "hal")],
        "may_export": access.may_export(request.user, kind, today=request.today),
        "query": request.GET.urlencode(),
    }
    return render_page(request, "lists/sheet.html", context, partial="results")


@requires(access.VIEW)
@open_or_send
def take_along(request: HttpRequest, code: str) -> HttpResponseBase:
    """The list of the page as a file, for whoever may take it along; a long one is made in the background."""
    kind = _open(request, code)
    access.must_export(request.user, kind, today=request.today)
    initial = {"place": organization.agency().seat, "signed_on": request.today}
    form = forms.TakeAlong(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            return _taken(request, kind, form)
    question = forms.Question(opened(request.GET).dict(), kind=kind, today=request.today)
    context = {"kind": kind, "form": form, "filters": question.filters(), "query": request.GET.urlencode()}
    return render(request, "lists/take_along.html", context, status=status_of(form))


def _taken(request: HttpRequest, kind: ListKind, form: forms.TakeAlong) -> HttpResponseBase:
    format = Format(form.cleaned_data["bentuk"])
    wanted: dict[str, Any] = {"format": format, "by": request.user, "today": request.today}
    made = exporting.at_once(
        kind,
        opened(request.GET).dict(),
        layout=exporting.Layout(**form.layout()),
        at=timezone.now(),
        **wanted,
    )
    if made is None:
        ordered = services.order_extract(kind=kind, query=request.GET.dict(), layout=form.layout(), **wanted)
        exporting.make_extract.enqueue(ordered.pk)
        return redirect("lists:extract", ordered.uuid)
    file, name = made
    return FileResponse(
        file,
        as_attachment=True,
        filename=name,
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _open(request: HttpRequest, code: str) -> ListKind:
    """A list that the account may open; to all others it does not exist."""
    try:
        kind = lists.get(code)
    except Unregistered:
        raise Http404 from None
    if not access.may_open(request.user, kind, today=request.today):
        raise Http404
    return kind


PLACE = "k_"
"""Fields that say at which place a column stands begin so."""


def _arranged(asked: QueryDict) -> QueryDict | None:
    """The address for the places that were given to columns; None where none were."""
    places = [(name, value) for name, value in asked.items() if name.startswith(PLACE)]
    if not places:
        return None
    address = asked.copy()
    for name, _value in places:
        del address[name]
    chosen = sorted((int(value), name) for name, value in places if value.isdecimal() and int(value))
    address["kolom"] = ",".join(name.removeprefix(PLACE) for _place, name in chosen)
    return address


def _arrangement(found: queries.Sheet) -> list[tuple[str, str, int | str]]:
    """Every column there is: its field, its label, and its place where it has one."""
    places = {column.code: place for place, column in enumerate(found.columns, start=1)}
    shown = sorted(found.known.values(), key=lambda column: places.get(column.code, len(found.known) + 1))
    return [(PLACE + column.code, str(column.label), places.get(column.code, "")) for column in shown]


def _headers(asked: QueryDict, found: queries.Sheet) -> list[tuple[str, str, str]]:
    """Of each column its label, the address that sorts by it, and how it is sorted now."""
    told = []
    for column in found.columns:
        is_up, is_down = found.sort == column.code, found.sort == f"-{column.code}"
        address = asked.copy()
        address.pop("hal", None)
        # Up, then down, then as the list itself has it.
        address["urut"] = "" if is_down else f"-{column.code}" if is_up else column.code
        sorted_now = "ascending" if is_up else "descending" if is_down else ""
        told.append((str(column.label), f"?{address.urlencode()}" if column.key else "", sorted_now))
    return told


# Saved views ------------------------------------------------------------------------------------


@requires(access.VIEW)
@open_or_send
def save_view(request: HttpRequest, code: str) -> HttpResponse:
    """Keep how the list of the page is looked at."""
    kind = _open(request, code)
    form = forms.NewView(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            saved = services.save_view(
                kind=kind,
                query={name: value for name, value in request.GET.dict().items() if name in _saved(kind)},
                by=request.user,
                today=request.today,
                **form.cleaned_data,
            )
            messages.success(request, _("Tampilan %(name)s disimpan.") % {"name": saved.name})
            return redirect("lists:view", saved.uuid)
    context = {"form": form, "kind": kind, "view": None, "query": request.GET.urlencode()}
    return render(request, "lists/view.html", context, status=status_of(form))


def _saved(kind: ListKind) -> set[str]:
    """What a view keeps of an address: not the words searched for, which may name a person."""
    return {*forms.Question.base_fields, *(each.code for each in kind.choices)} - {"cari"}


@require_safe
@requires(access.VIEW)
def view(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The list as the view has it."""
    saved = _open_view(request, uuid)
    return redirect(f"{reverse('lists:sheet', args=[saved.list_code])}?{urlencode(saved.query)}")


@requires(access.VIEW)
@open_or_send
def edit_view(request: HttpRequest, uuid: UUID) -> HttpResponse:
    saved = _open_own_view(request, uuid)
    initial = {"name": saved.name, "is_shared": saved.is_shared, "edition": saved.edition}
    form = forms.ChangedView(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.change_view(view=saved, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Tampilan disimpan."))
            return redirect("lists:all")
    context = {"form": form, "kind": queries.kind_of(saved), "view": saved}
    return render(request, "lists/view.html", context, status=status_of(form))


@requires(access.VIEW)
@require_POST
def remove_view(request: HttpRequest, uuid: UUID) -> HttpResponse:
    saved = _open_own_view(request, uuid)
    services.remove_view(view=saved, by=request.user)
    return redirect(f"{reverse('lists:all')}?dihapus={saved.uuid}")


@requires(access.VIEW)
@require_POST
def restore_view(request: HttpRequest, uuid: UUID) -> HttpResponse:
    saved = get_object_or_404(queries.removed_views(request.user), uuid=uuid)
    with tell_why_not(request, services.Refused):
        services.restore_view(view=saved, by=request.user)
        messages.success(request, _("Tampilan %(name)s dipulihkan.") % {"name": saved.name})
    return redirect("lists:all")


def _open_view(request: HttpRequest, uuid: UUID) -> SavedView:
    return get_object_or_404(queries.views_visible_to(request.user, today=request.today), uuid=uuid)


def _open_own_view(request: HttpRequest, uuid: UUID) -> SavedView:
    """A view of hers; others' views she uses but does not change."""
    saved = _open_view(request, uuid)
    if saved.made_by_id != request.user.pk:
        raise Http404
    return saved


# Files ------------------------------------------------------------------------------------------


@require_safe
@requires(access.VIEW)
def extract(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How far a long file is."""
    ordered = get_object_or_404(queries.extracts_of(request.user), uuid=uuid)
    context = {"extract": ordered, "kind": _open(request, ordered.list_code)}
    return render_page(request, "lists/extract.html", context, partial="state")


@require_safe
@requires(access.VIEW)
def download_extract(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    ordered = get_object_or_404(queries.extracts_of(request.user), uuid=uuid)
    access.must_export(request.user, _open(request, ordered.list_code), today=request.today)
    if ordered.document is None or ordered.document.erased_at:
        raise Http404
    try:
        return attachment(ordered.document)
    except FileNotFoundError:
        raise Http404 from None
