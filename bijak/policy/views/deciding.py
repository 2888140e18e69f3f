"""From dialogue to decree: each gate with what stands in its way."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access
from bijak.accounts.access import requires, signed_in
from bijak.documents.models import Way
from bijak.policy import forms, queries, registries, services, texts
from bijak.policy.access import Permission
from bijak.policy.models import Answer, Draft, Stage, Version
from bijak.policy.views.opening import frame, may, open_draft
from bijak.policy.views.picture import picture
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse_on, status_of, tell_why_not


@requires(Permission.VIEW)
@require_safe
def decide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where the draft stands, what must be done before it goes on, and who can do it."""
    return _page(request, open_draft(request, uuid))


def _page(request: HttpRequest, draft: Draft, status: int = 200, **shown: Any) -> HttpResponse:
    states = queries.states(draft, draft.stage, request.today)
    version = queries.shown_version(draft)
    life = queries.life_of(draft, request.today)
    clocks = {knot.step.code: knot.clock for knot in life}
    referrals = queries.referrals(draft)
    decree = queries.decree_of(draft)
    context = frame(request, draft) | {
        "life": life,
        "picture": picture(life),
        "missing": queries.missing(draft, request.today),
        "gates": [
            {
                "state": state,
                "may_pass": state.gate.by_hand
                and _holds(request, state.gate.permission)
                and state.passing is None,
                "form": shown.get(f"gate_{state.gate.code}")
                or forms.GateForm(
                    gate=state.gate,
                    is_silent=queries.is_silent(draft, state.gate.code, request.today),
                    prefix=state.gate.code,
                ),
                "referral": referrals.get(state.gate.code),
                "referral_form": shown.get(f"referral_{state.gate.code}")
                or forms.ReferralForm(prefix=f"{state.gate.code}-ajukan", initial={"sent_on": request.today})
                if state.gate.outside and may(request, Permission.ENACT)
                else None,
                "clock": clocks.get(state.gate.code),
            }
            for state in states
        ],
        "approvals": (rows := _approvals(request, draft)),
        "may_list": draft.stage == Stage.DECIDING
        and may(request, Permission.DRAFT)
        and all(row["approval"].answer == Answer.WAITING for row in rows),
        "obstacles": [sentence for state in states for sentence in state.in_the_way],
        "may_send_back": may(request, Permission.DRAFT) or may(request, Permission.APPROVE),
        "may_enact": may(request, Permission.ENACT),
        "dialogue_form": shown.get("dialogue_form") or forms.DialogueForm(),
        "decree_form": shown.get("decree_form")
        or forms.DecreeForm(kind=draft.policy.kind, initial=_as_far_as_known(draft, version, request.today))
        if draft.stage == Stage.DECIDING
        else None,
        "decree": decree,
        "standing": decree.standing(request.today) if decree else None,
        "standing_label": texts.STATES[decree.standing(request.today)] if decree else "",
        "amended_by": queries.amended_by(decree) if decree else (),
        "passed": queries.states(draft, Stage.DECIDING, request.today)
        if draft.stage == Stage.ENACTED
        else (),
        "version": version,
        "has_text": bool(queries.counts(version)),
        # Later it stands in the way by its gate.
        "differing": [each for each in queries.contradictions(version) if not each.is_silent]
        if draft.stage == Stage.WRITING
        else (),
        "unbound": queries.unbound(version) if draft.stage in (Stage.WRITING, Stage.DECIDING) else (),
    }
    return render_page(request, "policy/decide.html", context, status=status)


def _approvals(request: HttpRequest, draft: Draft) -> list[dict[str, Any]]:
    """The list of initials; the first that waits can be answered by whoever may."""
    found: list[dict[str, Any]] = []
    is_turn_taken = draft.stage != Stage.DECIDING or bool(
        queries.earlier_first(queries.COORDINATION)(draft, request.today)
    )
    for each in queries.approvals(draft):
        is_turn = not is_turn_taken and each.answer == Answer.WAITING
        is_turn_taken = is_turn_taken or is_turn
        form = None
        if is_turn and queries.may_answer(each, request.user, request.today):
            kind = forms.InitialsForm if each.account_id else forms.PaperInitialsForm
            form = kind(prefix=str(each.uuid), initial={"decided_on": request.today})
        found.append({"approval": each, "is_turn": is_turn, "form": form})
    return found


def _as_far_as_known(draft: Draft, version: Version, today: date) -> dict[str, Any]:
    """What need not be typed again: the regulation's name stands above its text, who signed it when is on record."""
    signature = queries.final_signature(draft)
    day = signature.signed_on if signature else today
    # A certificate may speak for the agency; ink is a person's.
    signer = signature.signer if signature and signature.way == Way.INK else ""
    return {
        "name": queries.name_in_text(version),
        "year": day.year,
        "enacted_on": day,
        "signed_by": signer,
    }


def _holds(request: HttpRequest, permission: str) -> bool:
    return permission in access.grants(request.user, today=request.today)


@requires(Permission.DRAFT)
def open_dialogue(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    form = forms.DialogueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.open_dialogue(
                draft=draft, until_on=form.cleaned_data["until_on"], by=request.user, today=request.today
            )
            messages.success(request, _("Dialog dibuka. Versi yang dibicarakan sudah dibekukan."))
            return redirect("policy:decide", uuid=draft.uuid)
    return _page(request, draft, dialogue_form=form, status=status_of(form))


@requires(Permission.DRAFT)
def close_dialogue(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask first: from here on no word changes before the decree. Earlier than announced it must be said twice."""
    draft = open_draft(request, uuid)
    is_early = draft.dialogue_until is not None and draft.dialogue_until >= request.today
    typed = request.POST if request.method == "POST" else None
    form = forms.CloseDialogueForm(typed) if is_early else None
    if request.method == "POST" and (form is None or form.is_valid()):
        with tell_why_not(request, services.Refused):
            services.close_dialogue(draft=draft, by=request.user, today=request.today)
            messages.success(request, _("Dialog ditutup. Rancangan menunggu penetapan."))
        return redirect("policy:decide", uuid=draft.uuid)
    return render_page(
        request,
        "policy/close_dialogue.html",
        frame(request, draft)
        | {
            "obstacles": queries.obstacles(draft, request.today),
            "form": form,
            "days_early": (draft.dialogue_until - request.today).days + 1
            if is_early and draft.dialogue_until
            else 0,
        },
        status=status_of(form) if form else 200,
    )


@signed_in
def pass_gate(request: HttpRequest, uuid: UUID, gate: str) -> HttpResponse:
    """The service asks for the permission of the gate, which may belong to another floor."""
    draft = open_draft(request, uuid)
    if not may(request, Permission.VIEW):
        raise Http404
    known = _gate(gate)
    is_silent = queries.is_silent(draft, gate, request.today)
    form = forms.GateForm(request.POST or None, gate=known, is_silent=is_silent, prefix=gate)
    if request.method == "POST" and form.is_valid():
        with tell_why_not(request, services.Refused), refuse_on(form, services.Misfilled):
            services.pass_gate(
                draft=draft, gate=gate, by=request.user, today=request.today, **form.cleaned_data
            )
            messages.success(request, _("“%(gate)s” dicatat.") % {"gate": known.label})
            return redirect("policy:decide", uuid=draft.uuid)
    return _page(request, draft, status=_status_of(form), **{f"gate_{gate}": form})


@require_POST
@requires(Permission.ENACT)
def refer(request: HttpRequest, uuid: UUID, gate: str) -> HttpResponse:
    """Record that another office was asked, and when."""
    draft = open_draft(request, uuid)
    known = _gate(gate)
    form = forms.ReferralForm(request.POST, prefix=f"{gate}-ajukan")
    if form.is_valid():
        with tell_why_not(request, services.Refused), refuse_on(form, services.Misfilled):
            services.refer(draft=draft, gate=gate, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Pengajuan “%(gate)s” dicatat.") % {"gate": known.label})
            return redirect("policy:decide", uuid=draft.uuid)
    return _page(request, draft, status=_status_of(form), **{f"referral_{gate}": form})


def _status_of(form: Form) -> int:
    """As everywhere; 409 too where the form holds and a message tells why nothing was done."""
    return 409 if form.is_bound and form.is_valid() else status_of(form)


def _gate(code: str) -> registries.Gate:
    try:
        return registries.gates.get(code)
    except registries.Unknown:
        raise Http404 from None


@requires(Permission.ENACT)
def enact(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    form = forms.DecreeForm(request.POST or None, kind=draft.policy.kind)
    if request.method == "POST" and form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name != "is_sure"}
        with refuse_on(form, services.Refused):
            decree = services.enact(draft=draft, by=request.user, today=request.today, **data)
            messages.success(request, _("%(citation)s dicatat.") % {"citation": decree.citation})
            return redirect("policy:decide", uuid=draft.uuid)
    return _page(request, draft, decree_form=form, status=status_of(form))


@requires(Permission.DRAFT, Permission.APPROVE)
def send_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.send_back(
                draft=draft, reason=form.cleaned_data["reason"], by=request.user, today=request.today
            )
            messages.success(request, _("Rancangan dikembalikan untuk diperbaiki."))
            return redirect("policy:decide", uuid=draft.uuid)
    context = frame(request, draft) | {"form": form}
    return render_page(request, "policy/send_back.html", context, status=status_of(form))


@requires(Permission.DRAFT)
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.withdraw(
                draft=draft, reason=form.cleaned_data["reason"], by=request.user, today=request.today
            )
            messages.success(
                request, _("Rancangan dihentikan. Semua naskah dan catatannya tetap dapat dibaca.")
            )
            return redirect("policy:policy", uuid=draft.policy.uuid)
    context = frame(request, draft) | {"form": form, "is_told": queries.is_told(draft)}
    return render_page(request, "policy/withdraw.html", context, status=status_of(form))
