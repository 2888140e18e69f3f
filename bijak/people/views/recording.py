"""The forms that correct what is on record."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bijak.accounts.access import requires
from bijak.documents import services as documents
from bijak.people import forms, queries, services
from bijak.people.access import Permission
from bijak.people.models import EmployeeToday
from bijak.people.views.opening import note_view, open_for_edit, open_line, open_topic
from bijak.shell.sending import open_or_send, refuse, status_of


@requires(Permission.EDIT)
def edit_identity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    row = open_for_edit(request, uuid)
    shown = queries.person(row, on=request.today, with_sensitive=False)
    initial = forms.IdentityForm.initial_of(shown.identity) if shown.identity else {}
    note_view(request, row, gettext_noop("Formulir identitas pegawai"))
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


@open_or_send
@requires(Permission.EDIT)
def record(request: HttpRequest, uuid: UUID, topic: str) -> HttpResponse:
    """Add a row to a history of a person."""
    row = open_for_edit(request, uuid)
    history = open_topic(request, row, topic)
    return _recorded(
        request, row, history, initial={}, title=_("Catat: %(topic)s") % {"topic": history.label}
    )


@open_or_send
@requires(Permission.EDIT)
def correct(request: HttpRequest, uuid: UUID, topic: str, line: int) -> HttpResponse:
    """Correct a row of a history; what it said before stays on record."""
    row = open_for_edit(request, uuid)
    history = open_topic(request, row, topic)
    held = queries.held(row, history, line)
    if held is None:
        raise Http404
    note_view(request, row, gettext_noop("Formulir riwayat pegawai"))
    initial = forms.RECORDS[history].initial_of(held)
    title = _("Perbaiki: %(topic)s") % {"topic": history.label}
    return _recorded(request, row, history, initial=initial, title=title, line=line)


@open_or_send
@requires(Permission.EDIT)
def remove(request: HttpRequest, uuid: UUID, topic: str, line: int) -> HttpResponse:
    """Take a row out of a history, with the reason."""
    row = open_for_edit(request, uuid)
    history = open_topic(request, row, topic)
    held = open_line(request, row, topic, line)
    form = forms.RemovalForm(request.POST or None, initial={"seen": queries.version(row.pk)})
    if request.method == "POST" and form.is_valid():
        try:
            services.remove_line(
                row=row,
                topic=history,
                line=line,
                seen=form.cleaned_data["seen"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=request.today,
            )
        except services.HistoryMoved as refusal:
            refuse(form, refusal, seen=refusal.seen)
        except services.Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Catatan dihapus dari riwayat %(name)s.") % {"name": row.name})
            return redirect("people:person", uuid=row.uuid)
    found = {"row": row, "form": form, "line": held, "topic": history}
    return render(request, "people/remove_line.html", found, status=status_of(form))


def _recorded(
    request: HttpRequest,
    row: EmployeeToday,
    topic: queries.Topic,
    *,
    initial: dict[str, Any],
    title: str,
    line: int | None = None,
) -> HttpResponse:
    form = forms.RECORDS[topic](
        request.POST or None,
        request.FILES or None,
        born_on=row.born_on,
        today=request.today,
        initial=initial | {"seen": queries.version(row.pk)},
    )
    if row.is_removed:
        refuse(form, services.RemovedMeanwhile())
    elif request.method == "POST" and form.is_valid():
        try:
            services.record_line(
                row=row,
                topic=topic,
                facts=form.facts(),
                paper=form.cleaned_data.get("paper"),
                seen=form.cleaned_data["seen"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=request.today,
                replaces=line,
                **form.insists(),
            )
        except services.HistoryMoved as refusal:
            refuse(form, refusal, seen=refusal.seen)
        except (services.Refused, documents.Refused) as refusal:
            refuse(form, refusal)
            forms.offer(form, getattr(refusal, "override", ""))
        else:
            messages.success(request, _("Riwayat %(name)s dicatat.") % {"name": row.name})
            return redirect("people:person", uuid=row.uuid)
    found = {"row": row, "form": form, "title": title, "topic": topic, "line": line}
    return render(request, "people/record_line.html", found, status=status_of(form))
