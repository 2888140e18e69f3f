"""The saved matchings of columns: one's own to change, those of colleagues to look at."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import signed_in
from bijak.interchange import forms, queries, services
from bijak.interchange.views.opening import column_label, kind_of, must_have_business_here
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not


@signed_in
@require_safe
def profiles(request: HttpRequest) -> HttpResponse:
    must_have_business_here(request)
    found = queries.profiles_visible_to(request.user, today=request.today)
    context = {"rows": [(profile, kind_of(profile.kind).label) for profile in found]}
    return render(request, "interchange/profiles.html", context)


@signed_in
@open_or_send
def profile(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What a profile matches; one's own can be changed."""
    profile = get_object_or_404(queries.profiles_visible_to(request.user, today=request.today), uuid=uuid)
    kind = kind_of(profile.kind)
    form = forms.Profile(request.POST or None, kind=kind, profile=profile)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.NotNow):
            services.change_profile(
                profile=profile,
                name=form.cleaned_data["name"],
                columns=form.cleaned_data["columns"],
                is_shared=form.cleaned_data["is_shared"],
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Profil “%(name)s” disimpan.") % {"name": profile.name})
            return redirect("interchange:profiles")
    context = {
        "profile": profile,
        "kind": kind,
        "form": form,
        "is_own": profile.by_id == request.user.pk,
        "matched": [(header, column_label(kind, field)) for header, field in profile.columns.items()],
    }
    return render(request, "interchange/profile.html", context, status=status_of(form))


@signed_in
@require_POST
def forget(request: HttpRequest, uuid: UUID) -> HttpResponse:
    profile = get_object_or_404(queries.profiles_visible_to(request.user, today=request.today), uuid=uuid)
    with tell_why_not(request, services.NotNow):
        services.forget_profile(profile=profile, by=request.user, today=request.today)
        messages.success(request, _("Profil “%(name)s” dihapus.") % {"name": profile.name})
    return redirect("interchange:profiles")
