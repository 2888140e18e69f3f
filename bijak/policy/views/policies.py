"""The list, one policy's thread, its evidence, and the way to its revision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires, signed_in
from bijak.documents import services as documents
from bijak.interchange.exporting import table_response
from bijak.policy import forms, queries, registries, services
from bijak.policy.access import Permission
from bijak.policy.models import Evidence, Policy, Stage
from bijak.policy.views.opening import may, open_policy_of
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse, refuse_on, status_of, tell_why_not

PAGE = 20


@signed_in
@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    form, found = _searched(request)
    page = Paginator(found, PAGE).get_page(request.GET.get("hal"))
    context = {
        "form": form,
        "page": page,
        "rows": [(policy, Stage(policy.stage)) for policy in page.object_list],
        "is_narrowed": form.is_valid() and any(form.cleaned_data.values()),
        "query": request.GET.urlencode(),
        "may_draft": may(request, Permission.DRAFT),
    }
    return render_page(request, "policy/list.html", context, partial="results")


def _searched(request: HttpRequest) -> tuple[forms.Search, QuerySet[Policy]]:
    form = forms.Search(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    visible = queries.visible_to(request.user, request.today)
    return form, queries.narrowed(visible, text=chosen.get("cari", ""), stage=chosen.get("tahap", ""))


@signed_in
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """The list as a file, with the filter of the page."""
    _form, found = _searched(request)
    headers = [_("Kebijakan"), _("Jenis"), _("Tahap"), _("Dibuka"), _("Masalah"), _("Tujuan")]
    rows = (
        (
            policy.title,
            policy.get_kind_display(),
            Stage(policy.stage).label,
            policy.opened_on,
            policy.problem,
            policy.aims,
        )
        for policy in found.iterator(chunk_size=500)
    )
    return table_response(
        f"kebijakan-{request.today.isoformat()}", headers, rows, format=request.GET.get("bentuk", "xlsx")
    )


@requires(Permission.DRAFT)
def open_policy(request: HttpRequest) -> HttpResponse:
    form = forms.PolicyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        policy = services.open_policy(by=request.user, today=request.today, **form.cleaned_data)
        messages.success(
            request, _("Kebijakan dibuka. Lampirkan bukti masalahnya, lalu tempelkan rancangannya.")
        )
        return redirect("policy:policy", uuid=policy.uuid)
    return render_page(request, "policy/open.html", {"form": form}, status=status_of(form))


@signed_in
@require_safe
def policy(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The thread: one page from problem to revision, each knot a link."""
    policy = open_policy_of(request, uuid)
    sees_work = may(request, Permission.VIEW)
    drafts = list(queries.visible_drafts(request.user, request.today).filter(policy=policy))
    if not drafts:
        raise Http404
    draft, known = drafts[0], {each.number for each in drafts}
    evidence = queries.evidence_of(policy) if sees_work else ()
    context = {
        "policy": policy,
        "draft": draft,
        "decree": queries.current_decree(policy, request.today),
        # Whoever tells a step may not know which drafts are not told yet.
        "steps": [
            step
            for step in registries.threads.of(policy, account=request.user, today=request.today)
            if step.draft in known
        ],
        "evidence": [queries.show(each, request.today) for each in evidence],
        "sees_work": sees_work,
        "may_draft": may(request, Permission.DRAFT) and queries.is_alive(policy),
        "may_attach": may(request, Permission.DRAFT) and draft.is_open,
    }
    return render_page(request, "policy/policy.html", context)


@requires(Permission.DRAFT)
def describe(request: HttpRequest, uuid: UUID) -> HttpResponse:
    policy = open_policy_of(request, uuid)
    if not queries.is_alive(policy):
        messages.error(request, _("Rancangannya dihentikan, jadi keterangannya tidak berubah lagi."))
        return redirect("policy:policy", uuid=policy.uuid)
    names = ("title", "kind", "problem", "aims", "options", "edition")
    form = forms.PolicyChange(request.POST or None, initial={name: getattr(policy, name) for name in names})
    theirs: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            services.describe(policy=policy, by=request.user, today=request.today, **form.cleaned_data)
        except services.PolicyChanged as refusal:
            theirs = [
                (str(form.fields[name].label), getattr(refusal.theirs, name))
                for name in names[:-1]
                if getattr(refusal.theirs, name) != form.cleaned_data[name]
            ]
            refuse(form, refusal)
        else:
            messages.success(request, _("Keterangan kebijakan disimpan."))
            return redirect("policy:policy", uuid=policy.uuid)
    context = {"policy": policy, "form": form, "theirs": theirs}
    return render_page(request, "policy/describe.html", context, status=status_of(form))


# Evidence ---------------------------------------------------------------------------------------


_FORMS = {queries.DOCUMENT: forms.DocumentForm, queries.COMPLAINTS: forms.ComplaintsForm}
"""Of the kinds that take a file."""


@requires(Permission.DRAFT)
def attach(request: HttpRequest, uuid: UUID) -> HttpResponse:
    policy = open_policy_of(request, uuid)
    draft = queries.newest_draft(policy)
    kinds = list(registries.evidence_kinds)
    chosen = request.GET.get("jenis", kinds[0].code)
    kind = next((each for each in kinds if each.code == chosen), kinds[0])
    choices = queries.offers(kind, request.user, request.today)
    form = _FORMS.get(kind.code, forms.EvidenceForm)(
        request.POST or None,
        request.FILES or None,
        kind=kind,
        choices=choices,
        initial={"reference": request.GET.get("rujukan", "")},
    )
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused, documents.Refused):
            who: dict[str, Any] = {"draft": draft, "by": request.user, "today": request.today}
            note = form.cleaned_data["note"]
            if kind.code == queries.COMPLAINTS:
                services.attach_complaints(file=form.cleaned_data["file"], note=note, **who)
            elif file := form.cleaned_data.get("file"):
                services.attach_document(file=file, note=note, **who)
            else:
                reference = str(form.cleaned_data["reference"])
                services.attach_evidence(kind=kind.code, reference=reference, note=note, **who)
            messages.success(request, _("Bukti dilampirkan dengan isinya hari ini."))
            return redirect("policy:policy", uuid=policy.uuid)
    context = {
        "policy": policy,
        "form": form,
        "kind": kind,
        "kinds": kinds,
        "has_choices": bool(choices) or kind.code in _FORMS,
    }
    return render_page(request, "policy/attach.html", context, status=status_of(form))


@require_POST
@requires(Permission.DRAFT)
def detach(request: HttpRequest, uuid: UUID) -> HttpResponse:
    drafts = queries.visible_drafts(request.user, request.today)
    attached = Evidence.objects.select_related("policy").filter(draft__in=drafts.order_by(), removed_on=None)
    evidence = get_object_or_404(attached, uuid=uuid)
    with tell_why_not(request, services.Refused):
        services.detach_evidence(evidence=evidence, by=request.user, today=request.today)
        messages.success(request, _("Bukti dilepas. Bahwa ia pernah terlampir tetap tercatat."))
    return redirect("policy:policy", uuid=evidence.policy.uuid)


@requires(Permission.VIEW)
@require_safe
def figure(request: HttpRequest, code: str) -> HttpResponse:
    """A live figure today, over all and by one breakdown."""
    try:
        shown = registries.figures.get(code)
    except registries.Unknown:
        raise Http404 from None
    breakdown = request.GET.get("menurut", "")
    if breakdown not in shown.breakdowns:
        breakdown = next(iter(shown.breakdowns), "")
    reading = shown.read(request.today, breakdown)
    top = 100 if shown.unit == "percent" else max((row.value or 0 for row in reading.rows), default=0)
    context = {"figure": shown, "breakdown": breakdown, "reading": reading, "top": top}
    return render_page(request, "policy/figure.html", context)


# Revision ---------------------------------------------------------------------------------------


@requires(Permission.DRAFT)
def revise(request: HttpRequest, uuid: UUID) -> HttpResponse:
    policy = open_policy_of(request, uuid)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            draft = services.revise(
                policy=policy, reason=form.cleaned_data["reason"], by=request.user, today=request.today
            )
            messages.success(request, _("Rancangan perubahan dimulai dari naskah yang berlaku."))
            return redirect("policy:text", uuid=draft.uuid)
    context = {"policy": policy, "form": form, "decree": queries.current_decree(policy, request.today)}
    return render_page(request, "policy/revise.html", context, status=status_of(form))
