"""The forms that correct what is on record."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bijak.accounts.access import requires
from bijak.documents import services as documents
from bijak.people import forms, queries, services
from bijak.people.access import Permission
from bijak.people.views.opening import note_view, open_for_edit
from bijak.shell.sending import refuse


@requires(Permission.EDIT)
def edit_identity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    row = open_for_edit(request, uuid)
    shown = queries.person(row, on=request.today, with_sanctions=False)
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
    row = open_for_edit(request, uuid)
    form = form_class(
        request.POST or None,
        request.FILES or None,
        born_on=row.born_on,
        initial={"seen": queries.version(row.pk)},
    )
    status = 200
    if row.is_removed:
        status = refuse(form, services.RemovedMeanwhile())
    elif request.method == "POST" and form.is_valid():
        try:
            service(
                row=row,
                facts=form.facts(),
                paper=form.cleaned_data["paper"],
                seen=form.cleaned_data["seen"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=request.today,
            )
        except services.HistoryMoved as refusal:
            status = refuse(form, refusal, seen=refusal.seen)
        except (services.Refused, documents.Refused) as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("Riwayat %(name)s dicatat.") % {"name": row.name})
            return redirect("people:person", uuid=row.uuid)
    return render(
        request, "people/record_spell.html", {"row": row, "form": form, "title": title}, status=status
    )
