"""The numbers behind the words of a draft."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.accounts.access import requires
from bijak.kernel.terms import DatedValue, NotInForce, Term
from bijak.legaltext.quantities import quantities
from bijak.policy import forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Decree, Draft, Provision, TermSetting, Version
from bijak.policy.registries import Impact, Unknown, term_readers
from bijak.policy.views.opening import frame, open_draft
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse, status_of, tell_why_not

MANY = 150
"""Clauses to choose from; of a longer text only those that name a number, and the one that the reader came from."""
LISTED = 30
"""Suggestions to show at once; each that is bound makes room for the next."""


@dataclass(frozen=True)
class Row:
    """What a provision sets, beside what holds today, whom it would touch and what else has a say in it."""

    setting: TermSetting
    clause: queries.Clause
    term: Term
    in_force: DatedValue | None
    impact: Impact | None
    beyond: str
    since: date | None
    differs: queries.Contradiction | None
    overlaps: list[queries.Overlap]
    rivals: list[queries.Rival]


@requires(Permission.VIEW)
def terms(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    version = queries.working_version(draft) or queries.shown_version(draft)
    if request.method == "POST":
        for name, act in _ACTS.items():
            if name in request.POST:
                with tell_why_not(request, services.Refused):
                    act(request, draft, version)
                return redirect("policy:terms", uuid=draft.uuid)
    by_provision = {clause.provision_id: clause for clause in queries.clauses(version) if clause.is_clause}
    context = frame(request, draft)
    context["may_edit"] = context["may_edit"] and not version.is_frozen
    suggestions = queries.suggestions(version) if context["may_edit"] else []
    choices = _choices(request, by_provision)
    form = forms.TermForm(
        request.POST if "value" in request.POST else None,
        clauses=choices,
        terms=queries.settable(),
        initial=_initial(request, suggestions),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.set_term(
                version=version,
                provision=Provision.objects.get(uuid=data["provision"]),
                term=data["term"],
                value=data["value"],
                from_on=data["from_on"],
                reword="ubah_kata" in request.POST,
                by=request.user,
                today=request.today,
            )
        except services.Refused as refusal:
            is_past = data["from_on"] and data["from_on"] < request.today
            refuse(form, services.Misfilled(str(refusal), field="from_on" if is_past else "value"))
            if isinstance(refusal, services.Contradicted):
                context["found"] = refusal.found
        else:
            messages.success(request, _("Angka ditautkan pada ketentuannya."))
            return redirect(_back(request, draft, data["provision"]))
    context |= {
        "version": version,
        "rows": _rows(version, by_provision, request.today),
        "suggestions": suggestions[:LISTED],
        "more": max(0, len(suggestions) - LISTED),
        "settable": queries.settable(),
        "form": form,
        "has_clauses": bool(choices),
        "may_confirm": context["may_draft"] and draft.is_open,
    }
    return render_page(request, "policy/terms.html", context, status=status_of(form))


def _choices(request: HttpRequest, by_provision: dict[int, queries.Clause]) -> list[queries.Clause]:
    # What obliges stands in the pasal; a circular has none, and there any of its parts may.
    clauses = [each for each in by_provision.values() if each.address.startswith("Pasal")]
    clauses = clauses or list(by_provision.values())
    if len(clauses) <= MANY:
        return clauses
    wanted = request.GET.get("ketentuan", "") or request.POST.get("provision", "")
    return [each for each in clauses if str(each.provision) == wanted or quantities(each.text)]


def _back(request: HttpRequest, draft: Draft, provision: str) -> str:
    """Where the number was bound: beside its words, or here."""
    if request.POST.get("kembali") == "naskah":
        return f"{reverse('policy:text', args=[draft.uuid])}?ketentuan={provision}#{provision}"
    return reverse("policy:terms", args=[draft.uuid])


def _rows(version: Version, by_provision: dict[int, queries.Clause], today: date) -> list[Row]:
    settings = [each for each in queries.settings_of(version) if each.provision_id in by_provision]
    differing = {each.setting.pk: each for each in queries.contradictions(version, settings)}
    overlapping = queries.overlaps(version, today)
    rivals = queries.rivals({each.term for each in settings}, but=version.draft.policy) if settings else []
    found, seen = [], set()
    for setting in settings:
        try:
            term = queries.bounds_of(setting.term)
        except Unknown:  # a part of the house that is no longer installed
            continue
        is_first = setting.term not in seen
        seen.add(setting.term)
        reader = term_readers.get(setting.term)
        refusal = term.beyond(queries.number(setting.value))
        found.append(
            Row(
                setting,
                by_provision[setting.provision_id],
                term,
                _in_force(setting.term, today),
                reader.impact(queries.number(setting.value), today) if reader else None,
                str(refusal or ""),
                max(
                    filter(None, (setting.from_on, term.bounds.since if term.bounds else None)), default=None
                ),
                differing.get(setting.pk),
                # Said once, where the term is first set.
                [each for each in overlapping if each.row.term == setting.term] if is_first else [],
                [each for each in rivals if each.setting.term == setting.term] if is_first else [],
            )
        )
    return found


def _in_force(code: str, today: date) -> DatedValue | None:
    context, _dot, name = code.partition(".")
    try:
        return queries.term_book(context)[name].on(today)
    except NotInForce:
        return None


def _initial(request: HttpRequest, suggestions: list[queries.Suggestion]) -> dict[str, object]:
    """A clause that the reader came from, with the number its own words suggest."""
    wanted = request.GET.get("ketentuan", "")
    for each in suggestions:
        if str(each.clause.provision) == wanted:
            return {"provision": wanted, "term": each.code, "value": each.value, "from_on": each.from_on}
    return {"provision": wanted}


# One click --------------------------------------------------------------------------------------


def _unset(request: HttpRequest, _draft: Draft, version: Version) -> None:
    services.unset_term(setting=_setting(request, version, "lepas"), by=request.user, today=request.today)
    messages.success(request, _("Angka dilepas dari ketentuannya."))


def _reword(request: HttpRequest, _draft: Draft, version: Version) -> None:
    setting = _setting(request, version, "samakan_kata")
    services.reword_to_term(setting=setting, by=request.user, today=request.today)
    messages.success(request, _("Kata-kata ketentuan disamakan dengan angkanya."))


def _confirm(request: HttpRequest, draft: Draft, _version: Version) -> None:
    try:
        decree = Decree.objects.get(uuid=UUID(request.POST["tegaskan"]))
    except (ValueError, Decree.DoesNotExist):
        raise Http404 from None
    services.confirm_replacement(
        draft=draft,
        term=request.POST.get("angka", ""),
        decree=decree,
        reason=request.POST.get("alasan", "")[:2000],
        by=request.user,
        today=request.today,
    )
    messages.success(request, _("Penggantian ditegaskan beserta alasannya."))


_ACTS: dict[str, Callable[[HttpRequest, Draft, Version], None]] = {
    "lepas": _unset,
    "samakan_kata": _reword,
    "tegaskan": _confirm,
}


def _setting(request: HttpRequest, version: Version, name: str) -> TermSetting:
    try:
        found = TermSetting.objects.select_related("version__draft__policy", "provision")
        return found.get(uuid=UUID(request.POST[name]), version=version)
    except (ValueError, TermSetting.DoesNotExist):
        raise Http404 from None
