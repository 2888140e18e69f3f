"""The tree, one unit, and the forms that change them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bijak.accounts.access import holds, requires
from bijak.interchange.exporting import table_response
from bijak.kernel.days import Period
from bijak.organization import exporting, forms, queries, rules, services
from bijak.organization.access import Permission
from bijak.organization.models import Unit, UnitSpell, last_day
from bijak.organization.registries import figures
from bijak.organization.views.choosing import form_with_search, found_units, is_uuid
from bijak.shell.htmx import render_page
from bijak.shell.registries import panels
from bijak.shell.sending import number_of, refuse_on
from bijak.shell.templatetags.formats import angka, tanggal

ONE_DAY = timedelta(1)
SHOWN = 12  # units listed on the page of the unit above them; the tree has the rest


@requires(Permission.VIEW)
def tree(request: HttpRequest) -> HttpResponse:
    form = forms.TreeFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"cari": ""}
    day, known = chosen.get("pada") or request.today, chosen.get("diketahui")
    text = chosen.get("cari", "")
    roots = queries.tree(day, known=known)
    top = find_node(roots, request.GET.get("akar", ""))
    counts = [(figure.label, told) for figure in figures if (told := figure.counts(day)) is not None]
    branches = queries.outline([top] if top else roots, text=text, counts=counts)
    total = sum(1 for root in roots for _node in root)
    context = {
        "form": form,
        "branches": branches,
        "top": top,
        "total": total,
        "day": day,
        "known": known,
        "text": text,
        "dates": _dates_query(chosen),
        "may_change": holds(request.user, Permission.CHANGE, today=request.today),
    }
    return render_page(request, "organization/tree.html", context, partial="outline")


def find_node(roots: list[queries.Node], uuid: str) -> queries.Node | None:
    return (
        next((node for root in roots for node in root if str(node.unit.uuid) == uuid), None) if uuid else None
    )


def _dates_query(chosen: dict[str, Any]) -> str:
    """The chosen days, to be carried by links within the tree."""
    return "".join(f"&{name}={chosen[name]}" for name in ("pada", "diketahui") if chosen.get(name))


@requires(Permission.VIEW)
def download(request: HttpRequest) -> HttpResponseBase:
    """The tree of the page as a file that can be imported again."""
    form = forms.TreeFilter(request.GET)
    day = form.cleaned_data.get("pada") if form.is_valid() else None
    return table_response(
        f"susunan-organisasi-{day or request.today}",
        exporting.HEADERS,
        exporting.rows(account=request.user, filters=request.GET.dict(), today=request.today),
        "csv" if request.GET.get("bentuk") == "csv" else "xlsx",
    )


@requires(Permission.VIEW)
def unit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    unit = get_object_or_404(queries.known_units().select_related("parent"), uuid=uuid)
    form = forms.TreeFilter(request.GET)
    known = form.cleaned_data.get("diketahui") if form.is_valid() else None
    may_see_grants = holds(request.user, Permission.VIEW_GRANTS, today=request.today)
    grants = queries.scope(request.user, Permission.VIEW_GRANTS, today=request.today)
    history = list(queries.history(unit, known=known))
    ends = history[-1].last_on if history else None
    context = {
        "unit": unit,
        "key": str(unit.uuid),
        "ends": ends,
        "left": _left(queries.people_in(unit, ends)) if ends and not known else "",
        "panels": panels.render("organization.unit", request, unit),
        "form": form,
        "known": known,
        "ancestors": queries.ancestors(unit),
        "children": list(queries.children(unit)[: SHOWN + 1]),
        "shown": SHOWN,
        "limit": f":{SHOWN}",
        "history": history,
        "superseded": list(queries.superseded(unit)),
        "may_change": _may_change(request).covers(unit),
        "may_see_grants": may_see_grants and grants.covers(unit),
        "grants": list(queries.grants(within=grants.q(), unit=unit, today=request.today)),
    }
    return render_page(request, "organization/unit.html", context, partial="history")


def _may_change(request: HttpRequest) -> queries.Scope:
    return queries.scope(request.user, Permission.CHANGE, today=request.today)


def _open(request: HttpRequest, uuid: UUID) -> Unit:
    """A unit that the account may change; for a stranger it does not exist.

    One that was taken back while somebody typed into its form is opened too: the form is shown again.
    """
    units = Unit.objects.order_by("pk") if request.POST else queries.known_units()
    return get_object_or_404(units.filter(_may_change(request).q("path")), uuid=uuid)


@requires(Permission.CHANGE)
def create(request: HttpRequest) -> HttpResponse:
    parent = _open(request, UUID(request.GET["di"])) if is_uuid(request.GET.get("di", "")) else None
    form = forms.NewUnit(request.POST or None, initial={"from_on": request.today, "kind": "other"})
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            made = services.create_unit(
                **form.face,
                siasn_id=form.cleaned_data["siasn_id"] or None,
                parent=parent,
                from_on=form.cleaned_data["from_on"],
                basis=form.basis,
                today=request.today,
                by=request.user,
            )
            messages.success(request, _("%(unit)s sudah dibentuk.") % {"unit": made})
            return redirect("organization:unit", made.uuid)
    return render_page(request, "organization/create.html", {"form": form, "parent": parent})


@requires(Permission.CHANGE)
def rename(request: HttpRequest, uuid: UUID) -> HttpResponse:
    unit = _open(request, uuid)
    form = forms.UnitFace(request.POST or None, initial=_face(unit) | {"from_on": request.today})
    return _face_page(request, unit, form, heading=_("Ubah nama atau keterangan"))


@requires(Permission.CHANGE)
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Other values for past days. What was believed until now stays on record."""
    unit = _open(request, uuid)
    history = list(queries.history(unit)) or list(queries.superseded(unit))
    spell = next((each for each in history if str(each.from_on) == request.GET.get("mulai")), history[-1])
    dates = {"from_on": spell.from_on, "last_on": spell.last_on}
    form = forms.Correction(request.POST or None, initial=_face(spell) | dates)
    return _face_page(request, unit, form, heading=_("Koreksi riwayat"))


@requires(Permission.CHANGE)
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    unit = _open(request, uuid)
    scope = _may_change(request)
    form = form_with_search(
        request,
        forms.NewParent,
        initial={"from_on": request.today},
        units=found_units(request.POST, "q", "parent", scope),
        may_be_root=scope.everything,
    )

    def changes() -> dict[str, Any]:
        chosen = form.cleaned_data["parent"]
        return {"parent": None if chosen == "root" else Unit.objects.get(uuid=chosen).pk}

    return _change_page(
        request,
        unit,
        form,
        heading=_("Pindahkan ke unit lain"),
        change=lambda: rules.having(changes()),
        act=lambda version: services.change_unit(
            unit=unit,
            from_on=form.cleaned_data["from_on"],
            changes=changes(),
            basis=form.basis,
            version=version,
            today=request.today,
            by=request.user,
        ),
    )


@requires(Permission.CHANGE)
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    unit = _open(request, uuid)
    form = forms.FromADay(request.POST or None, initial={"from_on": request.today})
    form.fields["from_on"].label = _("Hari pertama tanpa unit ini")

    def said() -> str:
        ends = form.cleaned_data["from_on"] - ONE_DAY
        closed = _("%(unit)s ditutup sesudah %(on)s.") % {"unit": unit, "on": tanggal(ends)}
        return f"{closed} {_left(queries.people_in(unit, ends))}".rstrip()

    return _change_page(
        request,
        unit,
        form,
        heading=_("Tutup unit"),
        said=said,
        change=lambda: rules.ended,
        act=lambda version: services.close_unit(
            unit=unit,
            from_on=form.cleaned_data["from_on"],
            basis=form.basis,
            version=version,
            today=request.today,
            by=request.user,
        ),
    )


def _left(people: int) -> str:
    """What is still to be done about those who are in a unit on its last day."""
    if not people:
        return ""
    return ngettext(
        "Masih %(n)s orang berjabatan di unit ini pada hari terakhirnya. Catat jabatan barunya menurut SK pengukuhan, "
        "satu per satu atau lewat impor riwayat jabatan; yang tertinggal ditemukan di Mutu data.",
        "Masih %(n)s orang berjabatan di unit ini pada hari terakhirnya. Catat jabatan barunya menurut SK pengukuhan, "
        "satu per satu atau lewat impor riwayat jabatan; yang tertinggal ditemukan di Mutu data.",
        people,
    ) % {"n": angka(people)}


def _face(unit: Unit | UnitSpell) -> dict[str, Any]:
    names = ("name", "short_name", "kind", "head_title", "echelon")
    return {name: getattr(unit, name) for name in names}


def _face_page(request: HttpRequest, unit: Unit, form: forms.UnitFace, *, heading: str) -> HttpResponse:
    return _change_page(
        request,
        unit,
        form,
        heading=heading,
        change=lambda: rules.having(form.changes),
        act=lambda version: services.change_unit(
            unit=unit,
            from_on=form.cleaned_data["from_on"],
            until_on=form.cleaned_data.get("until_on"),
            changes=form.changes,
            basis=form.basis,
            version=version,
            today=request.today,
            by=request.user,
        ),
    )


def _change_page(
    request: HttpRequest,
    unit: Unit,
    form: forms.FromADay,
    *,
    heading: str,
    change: Callable[[], rules.Change],
    act: Callable[[int], Unit],
    said: Callable[[], str] | None = None,
) -> HttpResponse:
    """Look before you leap: the same form previews and saves; who comes second sees what the first did."""
    plan, is_stale = None, False
    is_removed = not queries.history(unit).exists()
    if is_removed:
        form.add_error(
            None,
            _(
                "Unit ini baru saja ditarik karena impornya dibatalkan, jadi isian Anda belum tersimpan. "
                "Isian itu masih utuh di bawah: salinlah, atau simpan lagi sesudah unitnya diimpor kembali."
            ),
        )
    elif request.method == "POST" and form.is_bound and form.is_valid():
        data = form.cleaned_data
        if "pratinjau" in request.POST:
            plan = queries.plan(unit, Period(data["from_on"], data.get("until_on")), change())
        else:
            seen = number_of(request.POST.get("version", ""))
            with refuse_on(form, services.Refused):
                act(seen)
                messages.success(request, said() if said else _("%(unit)s sudah diubah.") % {"unit": unit})
                return redirect("organization:unit", unit.uuid)
            is_stale = seen != queries.version(unit)
    history = list(queries.history(unit))
    ends = plan.after[-1].period.until if plan and plan.after else None
    context = {
        "unit": unit,
        "form": form,
        "heading": heading,
        "left": _left(queries.people_in(unit, ends - ONE_DAY)) if ends else "",
        "plan": plan,
        "newest": max(history, key=lambda spell: spell.pk) if is_stale else None,
        "history": history,
        "after": _rows(plan) if plan else [],
        "version": queries.version(unit),
        "subtree": queries.subtree(unit).count() - 1,
        "is_removed": is_removed,
    }
    response = render_page(request, "organization/change.html", context)
    response.status_code = 409 if is_removed else 200
    return response


def _rows(plan: queries.Plan) -> list[dict[str, Any]]:
    """A planned history as the preview shows it."""
    parents = queries.names_of(span.face.parent for span in plan.after)
    return [
        {
            "since": None if span.period.start == rules.BEGINNING else span.period.start,
            "last_on": last_day(span.period.until),
            "face": span.face,
            "parent": parents.get(span.face.parent or 0, ""),
            "is_new": span.source is None,
        }
        for span in plan.after
    ]
