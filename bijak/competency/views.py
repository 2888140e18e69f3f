"""Pages about hours of training: how many fall short, who, and the record of one person."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import numpy as np
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires, signed_in
from bijak.competency import forms, queries, services, texts
from bijak.competency.access import Permission
from bijak.competency.models import TrainingRecord
from bijak.interchange.exporting import table_response
from bijak.kernel.terms import NotInForce
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse, refuse_on, status_of, tell_why_not

PAGE_SIZE = 25


# /pelatihan/ ------------------------------------------------------------------------------------


@require_safe
@requires(Permission.COUNT)
def overview(request: HttpRequest) -> HttpResponse:
    """How many PNS have the hours of a year, by unit, sex or golongan."""
    form = forms.Counting(request.GET, today=request.today)
    breakdown = form.chosen().get("menurut") or "unit"
    known = queries.learners(request.today, year=form.year)
    rows: list[queries.Tally] = []
    everyone = decision = None
    try:
        decision = queries.judge(known)
    except NotInForce:
        pass
    else:
        (everyone,) = queries.tally(known, decision)
        rows = queries.tally(known, decision, breakdown)
    if form.chosen().get("urut"):
        rows.sort(key=lambda row: (row.is_hidden, -row.share))
    return render_page(
        request,
        "competency/overview.html",
        {
            "form": form,
            "year": form.year,
            "is_over": queries.last_day(form.year) < request.today,
            "basis": decision.reasons[0].basis if decision is not None else None,
            "needed": queries.terms_of(form.year).minimum_hours if decision is not None else None,
            "clause": queries.local_clause(queries.last_day(form.year)),
            "everyone": everyone,
            "rows": rows,
            "breakdown": breakdown,
            "breakdown_label": queries.BREAKDOWNS[breakdown],
            "filter_of": {"unit": "unit", "sex": "jenis_kelamin", "rank": "golongan"}[breakdown],
            "may_view": accounts.holds(request.user, Permission.VIEW, today=request.today),
        },
        partial="figures",
    )


@require_safe
@requires(Permission.VIEW)
def short(request: HttpRequest) -> HttpResponse:
    """Who falls short of the hours of a year, within the units that the reader looks after."""
    form, found = _shortage(request)
    chosen = _Chosen(found, form.chosen().get("urut", ""))
    page: Page[Any] = Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("hal"))
    return render_page(
        request,
        "competency/short.html",
        {"form": form, "page": page, "year": form.year, "query": request.GET.urlencode()},
        partial="results",
    )


@require_safe
@requires(Permission.VIEW)
def download(request: HttpRequest) -> HttpResponseBase:
    """The list as a file, with the filter of the page."""
    form, found = _shortage(request)
    services.note_download(filter=dict(request.GET.items()), by=request.user)
    headers = [
        _("NIP"), _("Nama"), _("Golongan"), _("Jabatan"), _("Unit"),
        _("JP %(year)s") % {"year": form.year}, _("Kurang (JP)"),
    ]  # fmt: skip
    return table_response(
        f"kurang-jam-{form.year}",
        headers,
        _table(_Chosen(found, form.chosen().get("urut", ""))),
        format=request.GET.get("bentuk", "xlsx"),
    )


def _table(chosen: "_Chosen") -> Iterator[tuple[object, ...]]:
    for row, had, short_by in chosen[:]:
        unit = row.unit.name if row.unit else ""
        yield row.nip, row.full_name, row.rank_label, row.position_title, unit, had, short_by


def _shortage(request: HttpRequest) -> tuple[forms.Shortage, queries.Shortage]:
    year = forms.Counting(request.GET, today=request.today).year
    known = queries.learners(request.today, year=year)
    groups = {breakdown: queries.group(known.people, breakdown) for breakdown in queries.BREAKDOWNS}
    form = forms.Shortage(request.GET, today=request.today, groups=groups)
    among = np.isin(known.people.employee, _visible_keys(request))
    for breakdown, key in form.wanted().items():
        among &= groups[breakdown].codes == groups[breakdown].keys.index(key)
    return form, queries.falling_short(known, among)


def _visible_keys(request: HttpRequest) -> Any:
    scope = organization.scope(request.user, Permission.VIEW, today=request.today)
    seen = people.visible_to(request.user, today=request.today).filter(scope.q("unit__path"))
    return np.fromiter(seen.order_by().values_list("pk", flat=True), dtype=np.int64)


class _Chosen:
    """Those who fall short with their rows of today, cut out page by page."""

    def __init__(self, found: queries.Shortage, order: str) -> None:
        self.found, self.order = found, order
        self.told = {
            int(key): (int(had), int(gap))
            for key, had, gap in zip(found.employee, found.hours, found.short_by, strict=True)
        }

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, part: slice) -> list[tuple[Any, int, int]]:
        rows = people.active().filter(pk__in=list(self.told)).select_related("unit")
        if self.order == "nama":
            return [(row, *self.told[row.pk]) for row in rows.order_by("name", "pk")[part]]
        keys = [int(key) for key in self.found.employee[part]]
        known = {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}
        return [(known[key], *self.told[key]) for key in keys if key in known]


# /pelatihan/pegawai/<uuid>/ ---------------------------------------------------------------------


def _open(request: HttpRequest, uuid: UUID) -> Any:
    visible: QuerySet = people.visible_to(request.user, today=request.today)
    return get_object_or_404(visible.select_related("employee__account", "unit"), uuid=uuid)


def _may_record(request: HttpRequest, row: Any) -> bool:
    return organization.scope(request.user, Permission.RECORD, today=request.today).covers(row)


@require_safe
@signed_in
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Every training of a person, and what was taken back. Looking is logged."""
    row = _open(request, uuid)
    records.note_view(viewer=request.user, of=row, page=gettext_noop("Riwayat pelatihan"))
    found = queries.trainings(row.pk)
    counted = {each.pk for each in queries.counted(queries.trainings_at_once(row.pk))}
    return render(
        request,
        "competency/person.html",
        {
            "row": row,
            "is_own": people.is_own(request.user, row),
            "page": Paginator(found.select_related("recorded_by"), PAGE_SIZE).get_page(
                request.GET.get("hal")
            ),
            "counted": counted,
            "withdrawn": queries.withdrawn(row.pk),
            "forms": texts.FORMS,
            "may_record": _may_record(request, row),
        },
    )


@require_safe
@signed_in
def assessments(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What assessments found of a person; her page asks for it. Looking is logged."""
    row = _open(request, uuid)
    if not people.may_read(request.user, Permission.VIEW_ASSESSMENTS, row, today=request.today):
        raise Http404
    records.note_view(viewer=request.user, of=row, page=gettext_noop("Hasil asesmen"))
    told = {"row": row, "found": queries.assessments(row.pk)}
    return render_page(request, "competency/assessments.html", told, partial="found")


@requires(Permission.RECORD)
def record(request: HttpRequest, uuid: UUID) -> HttpResponse:
    row = _open_to_record(request, uuid=uuid)
    form = forms.TrainingForm(request.POST or None, today=request.today)
    twin = None
    if request.method == "POST" and form.is_valid():
        try:
            services.record_training(person=row, facts=form.facts(), by=request.user, today=request.today)
        except services.Doubled as refusal:
            twin = refusal.training
            form.ask_why_apart(str(refusal))
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Pelatihan %(name)s dicatat.") % {"name": form.cleaned_data["name"]})
            return redirect("competency:person", uuid=row.uuid)
    return _form_page(request, row, form, _("Catat pelatihan"), twin=twin, status=409 if twin else 200)


# /pelatihan/catatan/<uuid>/ ---------------------------------------------------------------------


@requires(Permission.RECORD)
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    training, row = _open_training(request, uuid)
    initial = {name: getattr(training, name) for name in forms.TrainingForm.base_fields}
    form = forms.Correction(request.POST or None, initial=initial, today=request.today)
    status, twin = 200, None
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_training(
                training=training,
                person=row,
                facts=form.facts(),
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=request.today,
            )
        except services.Doubled as refusal:
            status, twin = 409, refusal.training
            form.ask_why_apart(str(refusal))
        except services.Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("Catatan diperbaiki. Catatan sebelumnya tetap dapat dibaca."))
            return redirect("competency:person", uuid=row.uuid)
    return _form_page(request, row, form, _("Perbaiki catatan pelatihan"), twin=twin, status=status)


@requires(Permission.RECORD)
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    training, row = _open_training(request, uuid)
    form = forms.Reasoned(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.withdraw_training(
                training=training,
                person=row,
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Catatan ditarik dan tidak dihitung lagi. Anda dapat memulihkannya."))
            return redirect("competency:person", uuid=row.uuid)
    return _form_page(
        request, row, form, _("Tarik catatan pelatihan"), training=training, status=status_of(form)
    )


@require_POST
@requires(Permission.RECORD)
def restore(request: HttpRequest, uuid: UUID) -> HttpResponse:
    training, row = _open_training(request, uuid)
    with tell_why_not(request, services.Refused):
        services.restore_training(training=training, person=row, by=request.user, today=request.today)
        messages.success(request, _("Catatan %(name)s dihitung lagi.") % {"name": training.name})
    return redirect("competency:person", uuid=row.uuid)


def _open_to_record(request: HttpRequest, **which: Any) -> Any:
    """The row of somebody whose trainings this account may record; strangers are not found."""
    scope = organization.scope(request.user, Permission.RECORD, today=request.today)
    visible: QuerySet = people.visible_to(request.user, today=request.today).filter(scope.q("unit__path"))
    return get_object_or_404(visible.select_related("employee__account", "unit"), **which)


def _open_training(request: HttpRequest, uuid: UUID) -> tuple[TrainingRecord, Any]:
    training = get_object_or_404(queries.recorded(), uuid=uuid)
    return training, _open_to_record(request, pk=training.employee_id)


def _form_page(
    request: HttpRequest,
    row: Any,
    form: Any,
    title: str,
    *,
    training: TrainingRecord | None = None,
    twin: TrainingRecord | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"row": row, "form": form, "title": title, "training": training, "twin": twin}
    return render(request, "competency/record.html", context, status=status)
