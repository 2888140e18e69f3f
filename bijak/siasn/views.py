"""What the national system says about a person, for the officer who asks; and what officers tell it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bijak.accounts.access import permission_named, requires
from bijak.organization import queries as organization
from bijak.organization.queries import reference
from bijak.people import queries as people
from bijak.people import services as records
from bijak.quality import services as quality
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not
from bijak.siasn import forms, queries
from bijak.siasn.access import Permission
from bijak.siasn.importing import SIASN
from bijak.siasn.mapping.histories import WRITES
from bijak.siasn.mapping.service import told
from bijak.siasn.models import OVER, Sending
from bijak.siasn.services import answers, asking, calling
from bijak.siasn.services import sending as services

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
@requires(Permission.ASK)
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Asked by a button, for each asking is on record and counts towards the agency's share of the service."""
    row = _open(request, uuid, Permission.ASK)
    context: dict[str, object] = {"row": row, "is_on": calling.is_on()}
    status = 200
    if request.method == "POST" and calling.is_on():
        ours = people.person(row, on=request.today, with_sensitive=True)
        asked: Any = {"service": calling.service(), "by": request.user, "today": request.today}
        try:
            if request.POST.get("apa") == "angka-kredit":
                context["credits"] = asking.ask_for_credits(ours, **asked)
            else:
                theirs = asking.ask_about(ours, **asked)
                compared = queries.compare(ours, theirs)
                if request.POST.get("apa") == "simpan":
                    quality.compare_person(
                        source=SIASN, person=row, said=told(theirs), by=request.user, today=request.today
                    )
                    context["is_kept"] = True
                context |= {"compared": compared, "differing": sum(not each.is_same for each in compared)}
        except answers.Failed as failed:
            context["failure"] = str(failed)
            status = 502
        else:
            records.note_view(viewer=request.user, of=row, page=gettext_noop("Perbandingan dengan SIASN"))
    return render(request, "siasn/person.html", context, status=status)


@open_or_send
@requires(Permission.ASK)
def take(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One history as the service holds it becomes an import, which shows what would change before it counts; or its
    papers are kept with the decrees on record."""
    row = _open(request, uuid, Permission.ASK)
    offered = queries.histories_for(request.user, today=request.today)
    form = forms.Taking(request.POST or None, offered=offered)
    status = 200
    if request.method == "POST" and calling.is_on():
        if form.is_valid():
            asked: Any = {"service": calling.service(), "by": request.user, "today": request.today}
            history = form.cleaned_data["riwayat"]
            with refuse_on(form, answers.Failed, asking.Refused):
                if request.POST.get("apa") == "berkas":
                    found = asking.take_papers(row, history, **asked)
                    said = ngettext("%(count)s berkas disimpan.", "%(count)s berkas disimpan.", found.kept)
                    messages.success(request, said % {"count": found.kept})
                    if found.lost:
                        unkept = _(
                            "Berkas keputusan %(numbers)s bukan PDF atau tidak ada lagi di SIASN. Unggah dari sini."
                        )
                        messages.warning(request, unkept % {"numbers": ", ".join(found.lost)})
                    return redirect("siasn:take", row.uuid)
                batch = asking.take_history(row, history, token=form.cleaned_data["token"], **asked)
                return redirect("interchange:batch", batch.uuid)
        status = status_of(form)
    context = {
        "row": row,
        "form": form,
        "offered": offered,
        "may_edit": people.may_handle(
            request.user, permission_named("people.edit"), row, today=request.today
        ),
        "is_on": calling.is_on(),
    }
    return render(request, "siasn/take.html", context, status=status)


@require_POST
@requires(Permission.ASK)
def take_photo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Her photo at the service takes the place of ours."""
    row = _open(request, uuid, Permission.ASK)
    if not calling.is_on():
        return redirect("siasn:take", row.uuid)
    with tell_why_not(request, answers.Failed, records.Refused):
        asking.take_photo(row, service=calling.service(), by=request.user, today=request.today)
        messages.success(request, _("Foto dari SIASN disimpan."))
        return redirect("people:person", row.uuid)
    return redirect("siasn:take", row.uuid)


@open_or_send
@requires(Permission.SEND)
def rows(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The rows of a person's histories that the service takes, and a button to put one in the queue."""
    row = _open(request, uuid, Permission.SEND)
    if request.method == "POST":
        chosen = forms.Row(request.POST)
        if chosen.is_valid():
            with tell_why_not(request, services.Refused):
                prepared = services.prepare(
                    row=row, **chosen.cleaned_data, by=request.user, today=request.today
                )
                return redirect("siasn:sending", prepared.uuid)
        return redirect("siasn:rows", row.uuid)
    records.note_view(viewer=request.user, of=row, page=gettext_noop("Riwayat untuk SIASN"))
    context = {"row": row, "desk": queries.desk(row), "is_on": calling.is_on()}
    return render(request, "siasn/rows.html", context)


@require_safe
@requires(Permission.SEND)
def sendings(request: HttpRequest) -> HttpResponse:
    """What was told to the service and what waits, within the officer's reach."""
    form = forms.Narrowing(request.GET)
    form.is_valid()
    found = queries.sendings(request.user, today=request.today, **form.narrowed())
    context = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("hal")),
        "is_narrowed": any(form.narrowed().values()),
        "is_on": calling.is_on(),
    }
    return render_page(request, "siasn/sendings.html", context, partial="results")


@require_safe
@requires(Permission.SEND)
def sending(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One sending: what it holds, who did what, and what may be done now."""
    shown, row = _open_sending(request, uuid)
    records.note_view(viewer=request.user, of=row, page=gettext_noop("Kiriman ke SIASN"))
    write = WRITES[shown.kind]
    is_held = shown.is_held_there
    context = {
        "sending": shown,
        "row": row,
        "content": write.shown(shown.content or {}),
        "following": queries.following(shown),
        "may_be_looked_up": shown.may_be_looked_up and queries.may_be_found(shown),
        "is_uncomparable": shown.tells and shown.state not in OVER and not queries.may_be_found(shown),
        "may_upload": is_held and queries.paper_of(row, sending=shown) is not None,
        "may_remove": is_held and bool(write.remove),
        "is_gone": shown.is_saved and shown in queries.desk(row).gone,
        "is_on": calling.is_on(),
    }
    return render(request, "siasn/sending.html", context)


@require_POST
@requires(Permission.SEND)
def act(request: HttpRequest, uuid: UUID, deed: str) -> HttpResponse:
    """What an officer decides about a sending."""
    shown, row = _open_sending(request, uuid)
    on: dict[str, Any] = {"sending": shown, "row": row, "by": request.user, "today": request.today}
    with tell_why_not(request, services.Refused, answers.Failed):
        if deed == "konfirmasi":
            services.confirm(**on)
            messages.success(request, _("Dikonfirmasi. Kiriman berjalan di latar belakang."))
        elif deed == "ulangi":
            services.try_again(**on)
            messages.success(request, _("Dikirim ulang di latar belakang."))
        elif deed == "batalkan":
            services.withdraw(**on)
            messages.success(request, _("Kiriman dibatalkan."))
        elif deed == "periksa" and calling.is_on():
            services.look_up(**on, service=calling.service())
        elif deed in ("ada", "tidak-ada"):
            services.settle_by_hand(**on, is_there=deed == "ada")
        elif deed == "berkas":
            return redirect("siasn:sending", services.prepare_paper(**on).uuid)
        elif deed == "dicabut":
            services.note_withdrawn(**on)
            messages.success(request, _("Dicatat: tidak ada lagi di SIASN."))
        elif deed == "hapus":
            return redirect("siasn:sending", services.prepare_removal(**on).uuid)
        else:
            raise Http404
    return redirect("siasn:sending", shown.uuid)


@require_safe
@requires(Permission.LOOK_UP)
def tables(request: HttpRequest) -> HttpResponse:
    """Which national code tables are here, and since when."""
    return render(request, "siasn/tables.html", {"tables": queries.named_tables()})


@require_safe
@requires(Permission.LOOK_UP)
def table(request: HttpRequest, name: str) -> HttpResponse:
    """The codes of one table, searched by code or name."""
    shown = queries.named_table(name)
    if shown is None:
        raise Http404
    form = forms.Search(request.GET)
    text = form.cleaned_data["cari"] if form.is_valid() else ""
    page = Paginator(reference.table_codes(name, text=text), PER_PAGE).get_page(request.GET.get("hal"))
    context = {"table": shown, "form": form, "page": page, "text": text}
    return render_page(request, "siasn/table.html", context, partial="results")


def _open(request: HttpRequest, uuid: UUID, permission: Permission) -> Any:
    """A person's row, for whoever holds the permission for her; to all others it does not exist."""
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None or not organization.scope(request.user, permission, today=request.today).covers(row):
        raise Http404
    return row


def _open_sending(request: HttpRequest, uuid: UUID) -> tuple[Sending, Any]:
    found = queries.sending_visible_to(request.user, uuid=uuid, today=request.today)
    if found is None:
        raise Http404
    return found
