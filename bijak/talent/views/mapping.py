"""Pages of a mapping: the nine boxes, cut-offs tried, the freezing."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires
from bijak.interchange.exporting import table_response
from bijak.organization import queries as organization
from bijak.policy import queries as policy
from bijak.shell import htmx
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not
from bijak.talent import forms, queries, services, texts
from bijak.talent.access import Permission
from bijak.talent.models import Mapping
from bijak.talent.rules import Cuts
from bijak.talent.views.opening import may, open_mapping

PAGE_SIZE = 25


# /talenta/ --------------------------------------------------------------------------------------


@require_safe
@requires(Permission.VIEW)
def mappings(request: HttpRequest) -> HttpResponse:
    """Every mapping of the agency and its units, the latest first."""
    page: Page[Mapping] = Paginator(queries.mappings(), PAGE_SIZE).get_page(request.GET.get("hal"))
    may_map = accounts.holds(request.user, Permission.MAP, today=request.today)
    return render(request, "talent/mappings.html", {"page": page, "may_map": may_map})


@open_or_send
@requires(Permission.MAP)
def begin(request: HttpRequest) -> HttpResponse:
    units = {str(unit.uuid): unit for unit in organization.offices()}
    form = forms.Beginning(
        request.POST or None,
        units=units,
        initial={"name": _("Pemetaan talenta %(year)s") % {"year": request.today.year}, "on": request.today},
    )
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            mapping = services.begin(**form.facts(), by=request.user, today=request.today)
            return redirect("talent:progress", uuid=mapping.uuid)
    return render(request, "talent/begin.html", {"form": form}, status=status_of(form))


# /talenta/<uuid>/ -------------------------------------------------------------------------------


@require_safe
@requires(Permission.VIEW)
def mapping(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The nine boxes as a picture, and everyone in them as a table."""
    found = open_mapping(uuid)
    rows = queries.placements(found, request.user, today=request.today)
    form = forms.Filter(request.GET)
    cells = queries.counts(rows)
    shown = queries.Listed(queries.narrowed(rows, **form.wanted))
    page: Page[Any] = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("hal"))
    return render_page(
        request,
        "talent/mapping.html",
        {
            "mapping": found,
            "grid": queries.grid(cells),
            "columns": queries.COLUMNS,
            "faces": queries.faces(rows, cells),
            "boxes": texts.BOXES,
            "actions": texts.ACTIONS,
            "levels": texts.LEVELS,
            "lacking": [(texts.LACKING[code], count) for code, count in queries.lacking(rows).items()],
            "unplaced": cells[queries.UNPLACED].count,
            "placed": sum(cell.count for box, cell in cells.items() if box),
            "moved": sum(cell.moved for cell in cells.values()),
            "form": form,
            "page": page,
            "query": request.GET.urlencode(),
            "may_map": may(request, Permission.MAP, found),
            "may_decide": may(request, Permission.DECIDE, found),
        },
        partial="results",
    )


@require_safe
@requires(Permission.VIEW)
def download(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The rows of a mapping as a file, the reckoned box beside the one that stands."""
    found = open_mapping(uuid)
    rows = queries.placements(found, request.user, today=request.today)
    services.note_download(mapping=found, by=request.user)
    headers = [
        _("NIP"), _("Nama"), _("Jabatan"), _("Unit"), _("Nilai kinerja"), _("Nilai potensial"), _("Nilai Talenta"),
        _("Kotak hitungan"), _("Kotak keputusan tim"), _("Alasan tim"), _("Memenuhi syarat"), _("Yang kurang"),
    ]  # fmt: skip
    wanted = forms.Filter(request.GET).wanted
    shown = queries.Listed(queries.narrowed(rows, **wanted))
    return table_response(
        f"pemetaan-talenta-{found.on:%Y-%m-%d}",
        headers,
        _table(shown),
        format=request.GET.get("bentuk", "xlsx"),
    )


def _table(shown: Any) -> Iterator[tuple[object, ...]]:
    answers = {True: _("ya"), False: _("tidak"), None: _("belum dapat diputuskan")}
    for each in shown:
        row = each.row
        lacks = "; ".join(str(texts.ELIGIBLE[code]) for code in (*each.obstacles, *each.unknowns))
        yield (
            row.nip if row else "", row.full_name if row else "", row.position_title if row else "",
            each.unit.name if each.unit else "", each.performance, each.potential, each.value, each.box,
            each.moved_to, each.moved_reason, answers[each.is_eligible], lacks,
        )  # fmt: skip


@require_safe
@requires(Permission.VIEW)
def progress(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How far the worker is with a mapping; when it is done, the mapping itself."""
    found = open_mapping(uuid)
    if not found.is_moving:
        return htmx.redirect(request, "talent:mapping", uuid=uuid)
    return render_page(request, "talent/progress.html", {"mapping": found}, partial="state")


@require_POST
@requires(Permission.MAP)
def reckon(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = open_mapping(uuid)
    with tell_why_not(request, services.Refused):
        services.reckon(mapping=found, by=request.user, today=request.today)
        return redirect("talent:progress", uuid=uuid)
    return redirect("talent:mapping", uuid=uuid)


@require_POST
@requires(Permission.MAP)
def discard(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = open_mapping(uuid)
    with tell_why_not(request, services.Refused):
        services.discard(mapping=found, by=request.user, today=request.today)
        messages.success(request, _("Pemetaan %(name)s dibuang.") % {"name": found.name})
        return redirect("talent:mappings")
    return redirect("talent:mapping", uuid=uuid)


@open_or_send
@requires(Permission.VIEW)
def cuts(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Cut-offs side by side: those chosen, those in force, 90 and 70, and whatever is tried in the address."""
    found = open_mapping(uuid)
    terms = policy.terms("talent", found.on)
    chosen, in_force = Cuts.of(found), Cuts.of(terms)
    written = {code: f"{cut:g}" for code, cut in vars(chosen).items()}
    tried = forms.CutOffs(request.GET) if set(request.GET) & set(Mapping.CUTS) else None
    is_tried = tried is not None and tried.is_valid()
    form = forms.ChosenCuts(
        request.POST or None,
        initial=written | {"reason": found.cuts_reason} | (tried.cleaned_data if tried and is_tried else {}),
    )
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.choose_cuts(
                mapping=found,
                cuts=form.cuts(),
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=request.today,
            )
            return redirect("talent:progress", uuid=uuid)
    asked = [(_("Dipakai"), chosen), (_("Ketentuan"), in_force), (_("Pembanding"), Cuts(*queries.TRIED * 2))]
    if tried and is_tried:
        asked.append((_("Dicoba"), tried.cuts()))
    rows = queries.placements(found, request.user, today=request.today)
    return render(
        request,
        "talent/cuts.html",
        {
            "mapping": found,
            "trials": queries.trials(found, rows, asked),
            "boxes": sorted(texts.BOXES.items(), reverse=True),
            "tried": tried or forms.CutOffs(initial=written),
            "form": form,
            "basis": terms.basis("performance_high"),
            "good": terms.rating_good,
            "may_decide": may(request, Permission.DECIDE, found),
        },
        status=status_of(form),
    )


@open_or_send
@requires(Permission.DECIDE)
def freeze(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close the mapping for good."""
    found = open_mapping(uuid)
    form = forms.Freezing(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.freeze(mapping=found, **form.cleaned_data, by=request.user, today=request.today)
            return redirect("talent:progress", uuid=uuid)
    return render(request, "talent/freeze.html", {"form": form, "mapping": found}, status=status_of(form))


@require_POST
@requires(Permission.VIEW)
def verify(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the fingerprint anew and lay it beside the one in the ledger."""
    found = open_mapping(uuid)
    if found.is_frozen and queries.is_intact(found):
        messages.success(request, _("Sidik cocok: pemetaan ini sama dengan ketika dibekukan."))
    elif found.is_frozen:
        messages.error(request, _("Sidik tidak cocok: isi pemetaan ini berubah sesudah dibekukan. Laporkan."))
    return redirect("talent:mapping", uuid=uuid)


@require_safe
@requires(Permission.VIEW)
def pool(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Those from whom critical posts are filled: boxes 7 to 9, eligible, the best first."""
    found = open_mapping(uuid)
    rows = queries.placements(found, request.user, today=request.today)
    page: Page[Any] = Paginator(queries.Listed(queries.pool(rows)), PAGE_SIZE).get_page(
        request.GET.get("hal")
    )
    return render(request, "talent/pool.html", {"mapping": found, "page": page})
