"""The rules of law by name, and the page on which anybody tries one on a made-up person. Law is public."""

from itertools import groupby
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from bijak.accounts.access import public
from bijak.kernel.cases import Case, agrees
from bijak.kernel.packs import Rule
from bijak.kernel.terms import NotInForce
from bijak.policy import forms, queries
from bijak.shell.htmx import render_page


@public
@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """Every rule, by the part of the house that it belongs to."""
    by_part = groupby(queries.listed(request.today), key=lambda each: each.rule.context)
    parts = [(apps.get_app_config(part).verbose_name, list(rows)) for part, rows in by_part]
    return render_page(request, "policy/rule_list.html", {"parts": parts})


@public
@require_safe
def rule_page(request: HttpRequest, code: str) -> HttpResponse:
    """What a rule asks and stands on, and what it says of the person in the address; nothing of her is kept."""
    rule = queries.rule_called(code)
    if rule is None:
        raise Http404
    form = forms.RuleTrial(request.GET or None, rule=rule, initial={"pada": request.today})
    context: dict[str, Any] = {"rule": rule, "form": form, "answer": None, "refusal": ""}
    on = request.today
    cases = queries.cases_of(rule)
    if form.is_bound and form.is_valid():
        on = form.cleaned_data["pada"]
        try:
            context["answer"] = answer = queries.try_rule(rule, form.facts, on=on)
        except NotInForce as fault:
            context["refusal"] = str(fault)
        else:
            case = next((each for each in cases if (each.on, _facts(rule, each)) == (on, form.facts)), None)
            context |= {"case": case, "agrees": case is not None and agrees(case, answer.told)}
    context |= {
        "on": on,
        "terms": queries.footing(rule, on),
        "cases": [(case, _address(rule, case)) for case in cases],
    }
    return render_page(request, "policy/rule.html", context, partial="result")


def _address(rule: Rule, case: Case) -> str:
    """The page with a case typed in."""
    return reverse("policy:rule", args=[rule.code], query=forms.typed(case.on, _facts(rule, case)))


def _facts(rule: Rule, case: Case) -> dict[str, Any]:
    return {fact.name: getattr(case.record, fact.name).item() for fact in rule.facts}
