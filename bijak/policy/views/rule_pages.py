"""The rules of law by name, and the page on which anybody tries one on a made-up person. Law is public."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
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
    return render_page(request, "policy/rule_list.html", {"rows": queries.listed(request.today)})


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
            case = _case(request.GET, cases)
            context |= {"case": case, "agrees": bool(case) and agrees(case, answer.told)}
    context |= {
        "on": on,
        "terms": queries.footing(rule, on),
        "cases": [(case, _address(rule, case, place)) for place, case in enumerate(cases)],
    }
    return render_page(request, "policy/rule.html", context, partial="result")


def _address(rule: Rule, case: Case, place: int) -> str:
    """The page with a case typed in."""
    facts = {fact.name: _plain(case.record, fact.name) for fact in rule.facts}
    query = forms.typed(case.on, facts) | {"contoh": str(place)}
    return reverse("policy:rule", args=[rule.code], query=query)


def _plain(record: Any, name: str) -> Any:
    held = getattr(record, name)
    if hasattr(held, "levels"):
        return None if held.unknown else bool(held.met)
    return held.item()


def _case(typed: QueryDict, cases: list[Case]) -> Case | None:
    """The case that was typed in, unless something was changed since."""
    place = typed.get("contoh", "")
    if not (place.isascii() and place.isdigit() and int(place) < len(cases)):
        return None
    return cases[int(place)]
