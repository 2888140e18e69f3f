"""Initials, the gazette and the end: what happens around a decree."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bijak.accounts.access import requires
from bijak.policy import forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Approval, Decree, Draft
from bijak.policy.views.opening import frame, open_draft
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse_on, status_of, tell_why_not

EMPTY_ROWS = 2


# Initials ---------------------------------------------------------------------------------------


@requires(Permission.DRAFT)
def approvers(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Whose initials are asked, in which order, before the first of them answers."""
    draft = open_draft(request, uuid)
    accounts = {str(each.uuid): each for each in queries.may_be_listed(request.today)}
    rows = _rows(request, draft, accounts)
    refusal = ""
    if request.method == "POST" and rows.is_valid():
        filled = sorted(
            (row for row in rows.cleaned_data if row.get("title", "").strip()),
            key=lambda row: row["position"],
        )
        try:
            services.list_approvers(
                draft=draft,
                listed=[services.Listed(row["title"], accounts.get(row["account"])) for row in filled],
                by=request.user,
                today=request.today,
            )
        except services.Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Daftar paraf disimpan."))
            return redirect("policy:decide", uuid=draft.uuid)
    context = frame(request, draft) | {"rows": rows, "refusal": refusal}
    is_misfilled = rows.is_bound and not rows.is_valid()
    status = 409 if refusal else 422 if is_misfilled else 200
    return render_page(request, "policy/approvers.html", context, status=status)


def _rows(request: HttpRequest, draft: Draft, accounts: dict[str, Any]) -> BaseFormSet[Any]:
    listed = list(queries.approvals(draft))
    room = min(len(listed) + EMPTY_ROWS, services.MOST_APPROVERS)
    kind = formset_factory(forms.ApproverRow, extra=0, max_num=services.MOST_APPROVERS, validate_max=True)
    return kind(
        request.POST or None,
        prefix="paraf",
        form_kwargs={"accounts": list(accounts.values())},
        initial=[
            {
                "position": place + 1,
                "title": listed[place].title if place < len(listed) else "",
                "account": str(listed[place].account.uuid)
                if place < len(listed) and listed[place].account
                else "",
            }
            for place in range(room)
        ],
    )


@require_POST
@requires(Permission.VIEW)
def approve(request: HttpRequest, uuid: UUID) -> HttpResponse:
    approval = _approval(request, uuid)
    is_paper = approval.account_id is None
    form = (forms.PaperInitialsForm if is_paper else forms.InitialsForm)(request.POST, prefix=str(uuid))
    if not form.is_valid():
        messages.error(request, _("Isi tanggal parafnya."))
        return redirect("policy:decide", uuid=approval.draft.uuid)
    with tell_why_not(request, services.Refused):
        services.approve(approval=approval, by=request.user, today=request.today, **form.cleaned_data)
        messages.success(request, _("Paraf “%(title)s” dicatat.") % {"title": approval.title})
    return redirect("policy:decide", uuid=approval.draft.uuid)


@requires(Permission.VIEW)
def return_draft(request: HttpRequest, uuid: UUID) -> HttpResponse:
    approval = _approval(request, uuid)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.return_draft(
                approval=approval, reason=form.cleaned_data["reason"], by=request.user, today=request.today
            )
            messages.success(request, _("Rancangan dikembalikan untuk diperbaiki."))
            return redirect("policy:decide", uuid=approval.draft.uuid)
    context = frame(request, approval.draft) | {"form": form}
    return render_page(request, "policy/send_back.html", context, status=status_of(form))


def _approval(request: HttpRequest, uuid: UUID) -> Approval:
    """One that this person may answer; to everyone else there is none."""
    visible = queries.visible_drafts(request.user, request.today)
    found = get_object_or_404(
        Approval.objects.select_related("draft__policy", "account").filter(draft__in=visible), uuid=uuid
    )
    if not queries.may_answer(found, request.user, request.today):
        raise Http404
    return found


# The gazette and the end ------------------------------------------------------------------------


@requires(Permission.ENACT)
def promulgate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Record where the decree stands in the gazette."""
    draft, decree = _open_decree(request, uuid)
    form = forms.PromulgationForm(request.POST or None, initial=_usual(decree, request.today))
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.promulgate(decree=decree, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Pengundangan dicatat."))
            return redirect("policy:decide", uuid=draft.uuid)
    context = frame(request, draft) | {"form": form, "decree": decree}
    return render_page(request, "policy/promulgate.html", context, status=status_of(form))


def _usual(decree: Decree, today: date) -> dict[str, Any]:
    day = max(decree.enacted_on, today)
    return {
        "gazette_year": day.year,
        "promulgated_on": day,
        "in_force_from": max(decree.in_force_from, day),
    }


@requires(Permission.ENACT)
def revoke(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say from when a decree holds no more, and on which basis."""
    draft, decree = _open_decree(request, uuid)
    others = queries.public(request.today).exclude(draft__policy=draft.policy)
    by_uuid = {str(each.uuid): each for each in others}
    form = forms.RevocationForm(
        request.POST or None, decrees=by_uuid.values(), initial={"ends_on": request.today}
    )
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.revoke(
                decree=decree,
                ends_on=form.cleaned_data["ends_on"],
                because=form.cleaned_data["because"],
                revoked_by=by_uuid.get(form.cleaned_data["revoked_by"]),
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Pencabutan dicatat."))
            return redirect("policy:decide", uuid=draft.uuid)
    context = frame(request, draft) | {
        "form": form,
        "decree": decree,
        "ended": queries.ended_with(decree),
        "terms": queries.falling_back(draft.policy, max(request.today, decree.in_force_from)),
    }
    return render_page(request, "policy/revoke.html", context, status=status_of(form))


def _open_decree(request: HttpRequest, uuid: UUID) -> tuple[Draft, Decree]:
    draft = open_draft(request, uuid)
    decree = queries.decree_of(draft)
    if decree is None:
        raise Http404
    return draft, decree
