"""The versions of a draft: all of them, and freezing the one that is written."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bijak.accounts.access import requires
from bijak.policy import forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.views.comparing import two_newest
from bijak.policy.views.opening import frame, open_draft
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse_on, status_of


@requires(Permission.VIEW)
def versions(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    working = queries.working_version(draft)
    form = forms.FreezeForm(request.POST or None)
    context = frame(request, draft)
    if request.method == "POST" and working is not None and form.is_valid():
        with refuse_on(form, services.Refused):
            services.freeze_version(
                version=working, note=form.cleaned_data["note"], by=request.user, today=request.today
            )
            messages.success(
                request,
                _("Versi %(n)s dibekukan. Anda melanjutkan pada versi berikutnya.") % {"n": working.number},
            )
            return redirect("policy:versions", uuid=draft.uuid)
    found = list(queries.versions_of(draft))
    context |= {
        "versions": found,
        "working": working,
        "form": form,
        "comparison": forms.Comparison(numbers=[each.number for each in found], initial=two_newest(found)),
    }
    return render_page(request, "policy/versions.html", context, status=status_of(form))
