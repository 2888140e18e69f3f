"""The numbers behind the words of a draft."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bijak.accounts.access import requires
from bijak.kernel.terms import DatedValue, NotInForce, Term
from bijak.policy import forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Provision, TermSetting
from bijak.policy.registries import Impact, term_readers
from bijak.policy.views.opening import frame, open_draft
from bijak.shell.htmx import render_page

MANY = 150
"""Clauses to choose from; of a longer text only those that name a number, and the one that the reader came from."""
LISTED = 30
"""Suggestions to show at once; each that is bound makes room for the next."""


@dataclass(frozen=True)
class Row:
    """What a provision sets, beside what holds today and whom it would touch."""

    setting: TermSetting
    clause: queries.Clause
    term: Term
    in_force: DatedValue | None
    impact: Impact | None
    beyond: str
    since: date | None


@requires(Permission.VIEW)
def terms(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    version = queries.working_version(draft) or queries.shown_version(draft)
    by_provision = {clause.provision_id: clause for clause in queries.clauses(version) if clause.is_clause}
    # What obliges stands in the pasal; a circular has none, and there any of its parts may.
    clauses = [each for each in by_provision.values() if each.address.startswith("Pasal")]
    clauses = clauses or list(by_provision.values())
    if len(clauses) > MANY:
        wanted = request.GET.get("ketentuan", "")
        clauses = [
            each for each in clauses if str(each.provision) == wanted or any(queries.numbers_in(each.text))
        ]
    context = frame(request, draft)
    context["may_edit"] = context["may_edit"] and not version.is_frozen
    suggestions = queries.suggestions(version) if context["may_edit"] else []
    form = forms.TermForm(
        request.POST if "value" in request.POST else None,
        clauses=clauses,
        terms=queries.settable(),
        initial=_initial(request, suggestions),
    )
    status = 200
    if request.method == "POST" and "lepas" in request.POST:
        return _unset(request, uuid, version.pk)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.set_term(
                version=version,
                provision=Provision.objects.get(uuid=data["provision"]),
                term=data["term"],
                value=data["value"],
                from_on=data["from_on"],
                by=request.user,
                today=request.today,
            )
        except services.Refused as refusal:
            form.add_error(
                "from_on" if data["from_on"] and data["from_on"] < request.today else "value", str(refusal)
            )
            status = 409
        else:
            messages.success(request, _("Angka ditautkan pada ketentuannya."))
            return redirect("policy:terms", uuid=draft.uuid)
    context |= {
        "version": version,
        "rows": [
            _row(setting, by_provision[setting.provision_id], request.today)
            for setting in queries.settings_of(version)
        ],
        "suggestions": suggestions[:LISTED],
        "more": max(0, len(suggestions) - LISTED),
        "settable": queries.settable(),
        "form": form,
        "has_clauses": bool(clauses),
    }
    return render_page(request, "policy/terms.html", context, status=status)


def _row(setting: TermSetting, clause: queries.Clause, today: date) -> Row:
    term = queries.bounds_of(setting.term)
    book = queries.term_book(setting.term.partition(".")[0])
    try:
        in_force = book[term.code].on(today)
    except NotInForce:
        in_force = None
    reader = term_readers.get(setting.term)
    impact = reader.impact(queries.number(setting.value), today) if reader else None
    refusal = term.beyond(queries.number(setting.value))
    since = max(filter(None, (setting.from_on, term.bounds.since if term.bounds else None)), default=None)
    return Row(setting, clause, term, in_force, impact, str(refusal or ""), since)


def _initial(request: HttpRequest, suggestions: list[queries.Suggestion]) -> dict[str, object]:
    """A clause that the reader came from, with the number its own words suggest."""
    wanted = request.GET.get("ketentuan", "")
    for each in suggestions:
        if str(each.clause.provision) == wanted:
            return {"provision": wanted, "term": each.code, "value": each.value}
    return {"provision": wanted}


def _unset(request: HttpRequest, uuid: UUID, version_id: int) -> HttpResponse:
    try:
        setting = TermSetting.objects.select_related("version", "provision").get(
            uuid=UUID(request.POST["lepas"]), version=version_id
        )
    except (ValueError, TermSetting.DoesNotExist):
        raise Http404 from None
    try:
        services.unset_term(setting=setting, by=request.user, today=request.today)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Angka dilepas dari ketentuannya."))
    return redirect("policy:terms", uuid=uuid)
