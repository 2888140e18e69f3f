"""Pages for those who invite: the register of stakeholders, and who was invited to a draft."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bijak.accounts.access import requires
from bijak.consultation import forms, queries, services
from bijak.consultation.access import Permission
from bijak.consultation.models import Draft, Kind, Stakeholder
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send

PAGE_SIZE = 25


@require_safe
@requires(Permission.ANSWER)
def stakeholders(request: HttpRequest) -> HttpResponse:
    form = forms.StakeholderSearch(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    found = queries.stakeholders(
        kind=asked.get("jenis", ""), text=asked.get("cari", ""), with_retired=asked.get("semua", False)
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    context = {"form": form, "page": page, "is_narrowed": any(asked.values())}
    return render_page(request, "consultation/stakeholders.html", context, partial="results")


@open_or_send
@requires(Permission.ANSWER)
def register(request: HttpRequest) -> HttpResponse:
    form = forms.StakeholderForm(request.POST or None)
    del form.fields["is_active"]
    if request.method == "POST" and form.is_valid():
        try:
            body = services.register_stakeholder(by=request.user, today=request.today, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(name)s terdaftar.") % {"name": body.name})
            return redirect("consultation:stakeholders")
    return render(request, "consultation/stakeholder.html", {"form": form, "stakeholder": None})


@open_or_send
@requires(Permission.ANSWER)
def stakeholder(request: HttpRequest, uuid: UUID) -> HttpResponse:
    body = get_object_or_404(Stakeholder, uuid=uuid)
    form = forms.StakeholderForm(request.POST or None, instance=body)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_stakeholder(
                stakeholder=get_object_or_404(Stakeholder, uuid=uuid),
                by=request.user,
                today=request.today,
                **form.cleaned_data,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("consultation:stakeholders")
    return render(request, "consultation/stakeholder.html", {"form": form, "stakeholder": body})


@open_or_send
@requires(Permission.ANSWER)
def invitations(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who was invited to a draft, who looked, who wrote; invite whole kinds, or one by one."""
    try:
        draft = queries.discussed_draft(uuid)
    except Draft.DoesNotExist:
        raise Http404 from None
    waiting = sorted(queries.not_invited(draft), key=lambda each: (Kind.values.index(each.kind), each.name))
    refusal = ""
    if request.method == "POST":
        kinds, one_by_one = set(request.POST.getlist("jenis")), set(request.POST.getlist("pemangku"))
        chosen = [each for each in waiting if each.kind in kinds or str(each.uuid) in one_by_one]
        try:
            if not chosen:
                raise services.Refused(_("Pilih sedikitnya satu jenis atau satu pemangku kepentingan."))
            made = services.invite(draft=draft, stakeholders=chosen, by=request.user, today=request.today)
        except services.Refused as reason:
            refusal = str(reason)
        else:
            sent = ngettext("%(n)s undangan dikirim.", "%(n)s undangan dikirim.", len(made))
            messages.success(request, sent % {"n": len(made)})
            return redirect(request.path)
    return render(
        request,
        "consultation/invitations.html",
        {
            "draft": draft,
            "heard": queries.heard(draft),
            "waiting": waiting,
            "waiting_kinds": {each.kind for each in waiting},
            "page": Paginator(queries.invitations(draft), PAGE_SIZE).get_page(request.GET.get("hal")),
            "closed": queries.why_closed(draft, today=request.today),
            "refusal": refusal,
        },
        status=409 if refusal else 200,
    )
