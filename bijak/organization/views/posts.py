"""The establishment against those who fill it, one post, and the forms that change it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from bijak.accounts.access import holds, requires
from bijak.interchange.exporting import table_response
from bijak.kernel.days import add_months
from bijak.organization import exporting, forms, queries, rules, services
from bijak.organization.access import Permission
from bijak.organization.models import Post, Unit
from bijak.organization.registries import Holder, PostKey, occupancy
from bijak.organization.views.units import find_node
from bijak.shell.htmx import render_page
from bijak.shell.sending import number_of, refuse_on

PAGE_SIZE = 40


@requires(Permission.VIEW)
def establishment(request: HttpRequest) -> HttpResponse:
    form, chosen, day, roots, top = asked_part(request)
    nodes = list(top) if top else [node for root in roots for node in root]
    found = queries.establishment(nodes, day)
    if chosen.get("keadaan") == forms.EstablishmentFilter.State.LEAVING:
        found = queries.with_leavers(found, day, add_months(day, 12))
    lines = queries.narrowed_lines(found, state=chosen.get("keadaan", ""), text=chosen.get("cari", ""))
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("hal"))
    rows = _with_holders(request, page.object_list, day)
    context = {
        "form": form,
        "day": day,
        "top": top,
        "page": page,
        "rows": rows,
        "names_holders": any(holders for _line, holders in rows),
        "total": queries.total(lines),
        "leaving": sum(line.leaving for line in lines),
        "is_narrowed": bool(request.GET),
        "query": request.GET.urlencode(),
        "may_change": holds(request.user, Permission.CHANGE, today=request.today),
    }
    return render_page(request, "organization/establishment.html", context, partial="lines")


@requires(Permission.VIEW)
def download(request: HttpRequest) -> HttpResponseBase:
    """The establishment of the page as a table."""
    return table_response(
        f"formasi-jabatan-{request.today}",
        exporting.POST_HEADERS,
        exporting.post_rows(account=request.user, filters=request.GET.dict(), today=request.today),
        "csv" if request.GET.get("bentuk") == "csv" else "xlsx",
    )


class Part(NamedTuple):
    """The part of the organisation that a page about the establishment is asked for; no ``top`` means all of it."""

    form: forms.EstablishmentFilter
    chosen: dict[str, Any]
    day: date
    roots: list[queries.Node]
    top: queries.Node | None


def asked_part(request: HttpRequest) -> Part:
    form = forms.EstablishmentFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    day = chosen.get("pada") or request.today
    roots = queries.tree(day)
    return Part(form, chosen, day, roots, find_node(roots, str(chosen.get("unit") or "")))


def _with_holders(
    request: HttpRequest, lines: Sequence[queries.Line], day: date
) -> list[tuple[queries.Line, Sequence[Holder]]]:
    """Each line with those who hold it, as far as the reader may see them."""
    found = holders_of(request, {line.unit.unit_id for line in lines}, day)
    return [(line, found.get(line.key, ())) for line in lines]


def holders_of(request: HttpRequest, units: set[int], day: date) -> dict[PostKey, list[Holder]]:
    asked = occupancy.holders(request.user, day=day, today=request.today, units=sorted(units))
    found: dict[PostKey, list[Holder]] = {}
    for (unit, title), holders in asked.items():
        found.setdefault((unit, rules.title_key(title)), []).extend(holders)
    return found


@requires(Permission.VIEW)
def post(request: HttpRequest, uuid: UUID) -> HttpResponse:
    post = get_object_or_404(queries.known_posts(), uuid=uuid)
    form = forms.TreeFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    day, known = chosen.get("pada") or request.today, chosen.get("diketahui")
    key = (post.unit_id, post.key)
    filled = occupancy.counts(day, [post.unit_id])
    count = sum(n for (_unit, title), n in filled.items() if rules.title_key(title) == post.key)
    history = list(queries.post_history(post, known=known))
    spell = next((each for each in history if queries.holds_on(each, day)), None)
    holders = holders_of(request, {post.unit_id}, day).get(key, [])
    context = {
        "post": post,
        "unit": post.unit,
        "ancestors": queries.ancestors(post.unit),
        "form": form,
        "day": day,
        "known": known,
        "spell": spell,
        "balance": rules.Balance.of(spell.needed if spell else 0, count),
        "holders": holders,
        "unseen": max(count - sum(not holder.note for holder in holders), 0),
        "history": history,
        "superseded": list(queries.post_superseded(post)),
        "may_change": _may_change(request).covers(post),
    }
    return render_page(request, "organization/post.html", context, partial="history")


def _may_change(request: HttpRequest) -> queries.Scope:
    return queries.scope(request.user, Permission.CHANGE, today=request.today)


def _open(request: HttpRequest, uuid: UUID) -> Post:
    """A post that the account may change; for a stranger it does not exist."""
    return get_object_or_404(queries.known_posts().filter(_may_change(request).q("unit__path")), uuid=uuid)


@requires(Permission.CHANGE)
def create(request: HttpRequest, uuid: UUID) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.filter(_may_change(request).q("path")), uuid=uuid)
    form = forms.NewPost(request.POST or None, initial={"from_on": request.today, "needed": 1})
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            made = services.create_post(
                unit=unit,
                title=form.cleaned_data["title"],
                face=services.PostFace(**form.face),
                from_on=form.cleaned_data["from_on"],
                basis=form.basis,
                today=request.today,
                by=request.user,
            )
            messages.success(request, _("%(title)s sudah ditetapkan.") % {"title": made})
            return redirect("organization:post", made.uuid)
    context = {"unit": unit, "form": form, "heading": _("Tetapkan formasi jabatan"), "version": 0}
    return render_page(request, "organization/post_form.html", context)


@requires(Permission.CHANGE)
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    post = _open(request, uuid)
    newest = list(queries.post_history(post))[-1]
    form = forms.PostFace(request.POST or None, initial=_face(newest) | {"from_on": request.today})
    return _face_page(request, post, form, heading=_("Ubah formasi jabatan"))


@requires(Permission.CHANGE)
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Other values for past days. What was believed until now stays on record."""
    post = _open(request, uuid)
    history = list(queries.post_history(post))
    spell = next((each for each in history if str(each.from_on) == request.GET.get("mulai")), history[-1])
    dates = {"from_on": spell.from_on, "last_on": spell.last_on}
    form = forms.PostCorrection(request.POST or None, initial=_face(spell) | dates)
    return _face_page(request, post, form, heading=_("Koreksi riwayat formasi"))


@requires(Permission.CHANGE)
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    post = _open(request, uuid)
    form = forms.FromADay(request.POST or None, initial={"from_on": request.today})
    form.fields["from_on"].label = _("Hari pertama tanpa formasi ini")
    return _form_page(
        request,
        post,
        form,
        heading=_("Hapus formasi jabatan"),
        act=lambda version: services.close_post(
            post=post,
            from_on=form.cleaned_data["from_on"],
            basis=form.basis,
            version=version,
            today=request.today,
            by=request.user,
        ),
    )


def _face(spell: Any) -> dict[str, Any]:
    return {name: getattr(spell, name) for name in queries.POST_FACE}


def _face_page(request: HttpRequest, post: Post, form: forms.PostFace, *, heading: str) -> HttpResponse:
    return _form_page(
        request,
        post,
        form,
        heading=heading,
        act=lambda version: services.change_post(
            post=post,
            from_on=form.cleaned_data["from_on"],
            until_on=form.cleaned_data["until_on"],
            changes=form.changes,
            basis=form.basis,
            version=version,
            today=request.today,
            by=request.user,
        ),
    )


def _form_page(
    request: HttpRequest, post: Post, form: forms.FromADay, *, heading: str, act: Callable[[int], Post]
) -> HttpResponse:
    """Who comes second is told so, with her input kept, and saves again knowingly."""
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            act(number_of(request.POST.get("version", "")))
            messages.success(request, _("%(title)s sudah diubah.") % {"title": post})
            return redirect("organization:post", post.uuid)
    context = {
        "post": post,
        "unit": post.unit,
        "form": form,
        "heading": heading,
        "version": queries.post_version(post),
    }
    return render_page(request, "organization/post_form.html", context)
