"""Pages about people: the list, one person, and the forms that correct what is on record."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from bijak.accounts import access as accounts
from bijak.accounts import services as account_services
from bijak.accounts.access import requires, signed_in
from bijak.interchange.exporting import table_response
from bijak.organization import queries as organization
from bijak.people import exporting, forms, queries, services, texts
from bijak.people.access import Permission, within
from bijak.people.models import EmployeeToday
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse
from bijak.shell.veiling import opened, searched

PAGE_SIZE = 25
MASK = "••••"


class CappedPaginator(Paginator[queries.Listed]):
    """Counts no further than anybody would page."""

    def __init__(self, people: queries.People) -> None:
        super().__init__(people, PAGE_SIZE)
        self.limit = people.limit
        self.is_capped = people.counted > people.limit

    @property
    def count(self) -> int:
        return min(self.object_list.counted, self.limit)


# /pegawai/ --------------------------------------------------------------------------------------


@requires(Permission.VIEW)
@searched("cari")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    form = forms.Search(opened(request.GET))
    found = queries.People(request.user, form.filter(), today=request.today)
    page = CappedPaginator(found).get_page(request.GET.get("hal"))
    return render_page(
        request,
        "people/list.html",
        {
            "form": form,
            "page": page,
            "rows": page.object_list,
            "is_narrowed": bool(request.GET),
            "may_export": accounts.holds(request.user, Permission.EXPORT, today=request.today),
            "may_import": accounts.holds(request.user, Permission.IMPORT, today=request.today),
            "query": request.GET.urlencode(),
        },
        partial="results",
    )


@require_safe
@requires(Permission.EXPORT)
def download(request: HttpRequest) -> HttpResponseBase:
    """The list as a file, with the filter of the page."""
    filters = opened(request.GET).dict()
    narrowed_to = {name: value for name, value in filters.items() if name != "cari"}
    services.note_download(filter=narrowed_to, by=request.user)
    return table_response(
        f"pegawai-{request.today.isoformat()}",
        exporting.HEADERS,
        exporting.rows(account=request.user, filters=filters, today=request.today),
        format=filters.get("bentuk", "xlsx"),
    )


@require_safe
@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """The way to one's own records."""
    own = queries.row_of(request.user)
    if own is None:
        return render(request, "people/no_records.html", status=404)
    return redirect("people:person", uuid=own.uuid)


# /pegawai/<uuid>/ -------------------------------------------------------------------------------


def _open(request: HttpRequest, uuid: UUID) -> EmployeeToday:
    row = queries.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None:
        raise Http404
    return row


def _is_own(request: HttpRequest, row: EmployeeToday) -> bool:
    return row.employee.account_id == request.user.pk


def _sees_all(request: HttpRequest, row: EmployeeToday) -> bool:
    return _is_own(request, row) or _holds(request, Permission.VIEW_SENSITIVE, row)


def _note_view(request: HttpRequest, row: EmployeeToday, page: str) -> None:
    if not _is_own(request, row):
        account_services.record_view(
            viewer=request.user, subject_uuid=row.uuid, subject_kind="people.employee", page=page
        )


def _holds(request: HttpRequest, permission: Permission, row: EmployeeToday) -> bool:
    return organization.scope(request.user, permission, today=request.today).covers(row)


@require_safe
@signed_in
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything held about a person, as of a day and as known on a day. Looking is logged."""
    row = _open(request, uuid)
    travel = forms.TimeTravel(request.GET)
    travel.is_valid()
    on: date = travel.cleaned_data.get("pada") or request.today
    known_on: date | None = travel.cleaned_data.get("diketahui")
    sees_all = _sees_all(request, row)
    shown = queries.person(row, on=on, known_at=_end_of(known_on), with_sanctions=sees_all)
    _note_view(request, row, gettext_noop("Halaman pegawai"))
    return render(
        request,
        "people/person.html",
        {
            "row": row,
            "person": shown,
            "travel": travel,
            "is_past": on != request.today or known_on is not None,
            "is_own": _is_own(request, row),
            "sees_all": sees_all,
            "mask": MASK,
            "may_edit": _holds(request, Permission.EDIT, row),
            "topics": [
                (topic, topic.label, shown.histories[topic])
                for topic in queries.Topic
                if sees_all or topic != queries.Topic.SANCTION
            ],
            "standing": shown.at(queries.Topic.STANDING),
            "employment": shown.at(queries.Topic.EMPLOYMENT),
            "religion": texts.RELIGIONS.get(shown.identity.religion, "") if shown.identity else "",
            "marital_status": texts.MARITAL_STATUSES.get(shown.identity.marital_status, "")
            if shown.identity
            else "",
        },
    )


def _end_of(day: date | None) -> datetime | None:
    """What was known on a day is what was known when it ended, where the agency is. The last day never ends."""
    if day is None or day == date.max:
        return None
    return datetime.combine(day + timedelta(days=1), time.min, organization.time_zone())


@requires(Permission.EDIT)
def edit_identity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    row = _open_for_edit(request, uuid)
    shown = queries.person(row, on=request.today, with_sanctions=False)
    initial = forms.IdentityForm.initial_of(shown.identity) if shown.identity else {}
    _note_view(request, row, gettext_noop("Formulir identitas pegawai"))
    form = forms.IdentityForm(request.POST or None, initial=initial, today=request.today)
    conflict: list[tuple[str, Any]] = []
    status = 200
    if row.is_removed:
        status = refuse(form, services.RemovedMeanwhile())
    elif request.method == "POST" and form.is_valid():
        try:
            services.correct_identity(
                row=row,
                facts=form.facts(),
                seen=form.cleaned_data["seen"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=request.today,
            )
        except services.ChangedMeanwhile as refusal:
            # What she typed stays; what the other changed is shown beside it; saving again is then a choice.
            form.add_error(
                None, str(refusal) + " " + _("Bandingkan, lalu simpan lagi bila isian Anda yang benar.")
            )
            conflict = [
                (str(form.fields[name].label), getattr(refusal.theirs, name))
                for name in form.facts()
                if getattr(refusal.theirs, name) != form.cleaned_data[name]
            ]
            form.data = {**form.data.dict(), "seen": str(refusal.theirs.pk)}
            status = 409
        except services.Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(
                request, _("Data %(name)s diperbaiki. Data sebelumnya tetap tersimpan.") % {"name": row.name}
            )
            return redirect("people:person", uuid=row.uuid)
    return render(
        request, "people/edit_identity.html", {"row": row, "form": form, "conflict": conflict}, status=status
    )


def _open_for_edit(request: HttpRequest, uuid: UUID) -> EmployeeToday:
    """The row to edit. Whoever typed into a form while it was taken back gets it as it was, to lose nothing."""
    allowed = EmployeeToday.objects.filter(within(request.user, Permission.EDIT, today=request.today))
    row = allowed.select_related("employee", "unit").filter(uuid=uuid).first()
    if row is None and request.POST:
        row = queries.before_removal(uuid, on=request.today)
        if row is not None and not _holds(request, Permission.EDIT, row):
            row = None
    if row is None:
        raise Http404
    return row


@requires(Permission.EDIT)
def record_rank(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _record_spell(request, uuid, forms.RankForm, services.record_rank, _("Catat golongan"))


@requires(Permission.EDIT)
def record_position(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _record_spell(request, uuid, forms.PositionForm, services.record_position, _("Catat jabatan"))


@requires(Permission.EDIT)
def record_standing(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _record_spell(
        request, uuid, forms.StandingForm, services.record_standing, _("Catat kedudukan hukum")
    )


def _record_spell(
    request: HttpRequest,
    uuid: UUID,
    form_class: type[forms.SpellForm],
    service: Callable[..., object],
    title: str,
) -> HttpResponse:
    row = _open_for_edit(request, uuid)
    form = form_class(request.POST or None, born_on=row.born_on, initial={"seen": queries.version(row.pk)})
    status = 200
    if row.is_removed:
        status = refuse(form, services.RemovedMeanwhile())
    elif request.method == "POST" and form.is_valid():
        try:
            service(
                row=row,
                facts=form.facts(),
                seen=form.cleaned_data["seen"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=request.today,
            )
        except services.HistoryMoved as refusal:
            status = refuse(form, refusal, seen=refusal.seen)
        except services.Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("Riwayat %(name)s dicatat.") % {"name": row.name})
            return redirect("people:person", uuid=row.uuid)
    return render(
        request, "people/record_spell.html", {"row": row, "form": form, "title": title}, status=status
    )


@require_safe
@signed_in
def changes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who changed what was on record about a person, when and why."""
    row = _open(request, uuid)
    _note_view(request, row, gettext_noop("Catatan perubahan"))
    found = queries.changes_of(row.pk, with_sanctions=_sees_all(request, row))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    return render(request, "people/changes.html", {"row": row, "page": page})
