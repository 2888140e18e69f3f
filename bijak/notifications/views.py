from uuid import UUID

from django.conf import settings
from django.contrib import messages as flash
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import signed_in
from bijak.notifications import forms, queries, services
from bijak.shell.htmx import render_page

PAGE_SIZE = 25


@signed_in
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    only_unread = request.GET.get("tampil") == "belum-dibaca"
    page = Paginator(queries.messages_for(request.user, unread=only_unread), PAGE_SIZE).get_page(
        request.GET.get("hal")
    )
    context = {
        "page": page,
        "only_unread": only_unread,
        "unread_count": queries.unread_count(request.user),
    }
    return render_page(request, "notifications/index.html", context, partial="messages")


@signed_in
@require_POST
def read(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Mark one message read and go where it points."""
    message = get_object_or_404(queries.messages_for(request.user), uuid=uuid)
    services.mark_read(message=message)
    is_ours = url_has_allowed_host_and_scheme(message.link, allowed_hosts=None)
    return redirect(message.link if message.link and is_ours else "notifications:index")


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    services.mark_all_read(by=request.user)
    flash.success(request, _("Semua pemberitahuan ditandai sudah dibaca."))
    return redirect("notifications:index")


@signed_in
def preferences(request: HttpRequest) -> HttpResponse:
    form = forms.Preferences(queries.choices_of(request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.choose(channels=form.cleaned_data, by=request.user)
        flash.success(request, _("Pilihan saluran disimpan."))
        return redirect("notifications:preferences")
    return render_page(request, "notifications/preferences.html", {"form": form})


@signed_in
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The mails a demo would have sent. Anywhere else there is no such page."""
    if not settings.IS_DEMO:
        raise Http404
    page = Paginator(queries.outbox(), PAGE_SIZE).get_page(request.GET.get("hal"))
    return render_page(request, "notifications/outbox.html", {"page": page}, partial="mails")
