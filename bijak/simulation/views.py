"""Pages that say what a draft would do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires
from bijak.competency import rules
from bijak.policy import queries as policy
from bijak.shell.htmx import render_page
from bijak.simulation import forms, queries, services
from bijak.simulation.access import Permission

WRITE_POLICY = "policy.draft"

_ORDERS: Mapping[str, Callable[[Mapping[str, Any]], float]] = {
    "bagian": lambda cell: -float(cell["share"]),
    "jam": lambda cell: -float(cell["hours"]),
}


def _open(request: HttpRequest, uuid: UUID) -> Any:
    return get_object_or_404(policy.visible_drafts(request.user, request.today), uuid=uuid)


def _shown(facts: Mapping[str, Any], order: str = "") -> dict[str, Any]:
    """The answer as the page shows it, fresh or kept: the options beside what they would do to everyone."""
    key = _ORDERS.get(order)
    tables = [
        table
        | {
            "rows": sorted(
                table["rows"],
                key=lambda row: (not row["cells"], key(row["cells"][-1]) if row["cells"] else 0),
            )
            if key
            else table["rows"]
        }
        for table in facts["tables"]
    ]
    compared = list(zip(facts["options"], facts["everyone"]["cells"], strict=True))
    return {
        "facts": facts,
        "compared": compared,
        "answer": _answer(compared),
        "parts": _parts(facts["moved"], facts["everyone"]["of"]) if facts["moved"] else [],
        "tables": tables,
    }


def _answer(compared: Sequence[tuple[Any, Mapping[str, Any]]]) -> dict[str, Any] | None:
    """What the last option asks of everyone, and how much more that is than the first, which holds now."""
    if not compared:
        return None
    option, cell = compared[-1]
    before = compared[0][1] if len(compared) > 1 else None
    more = {name: cell[name] - before[name] for name in cell if cell[name] is not None} if before else {}
    return {"option": option, "cell": cell, "before": before, "more": more}


@dataclass(frozen=True)
class Part:
    """So many people of a bar that shows everyone once; ``x`` and ``width`` in per cent."""

    label: str
    colour: str
    people: int
    x: float
    width: float


def _parts(moved: Mapping[str, int], of: int) -> list[Part]:
    kinds = (
        (_("Tetap cukup"), "text-green", moved["never"]),
        (_("Menjadi kurang, sebelumnya cukup"), "text-red", moved["newly_short"]),
        (_("Kurang, dan makin kurang"), "text-orange", moved["burdened"] - moved["newly_short"]),
        (_("Kekurangannya berkurang"), "text-azure", moved["relieved"]),
        (_("Kurang seperti sebelumnya"), "text-secondary", moved["same"]),
    )
    starts = accumulate((people for _label, _colour, people in kinds), initial=0)
    return [
        Part(label, colour, people, 100 * start / of, 100 * people / of)
        for (label, colour, people), start in zip(kinds, starts, strict=False)
        if people
    ]


@require_safe
@requires(Permission.VIEW)
def what_if(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Apa akibatnya? Who falls short, what it costs, whom it burdens: at once, for any value."""
    draft = _open(request, uuid)
    form = forms.Question(request.GET or None)
    asked = form.asked() if form.is_bound else {}
    result = queries.what_if(draft, on=request.today, **asked)
    last = queries.last_cost()
    version = queries.version_of(draft)
    clauses = {clause.provision_id: clause for clause in policy.clauses(version)}
    return render_page(
        request,
        "simulation/what_if.html",
        {
            "draft": draft,
            "form": form,
            "keeping": forms.Keeping(initial=request.GET.dict()),
            "settings": [(each, clauses.get(each.provision_id)) for each in queries.proposed(version)],
            "bounds": rules.TERMS["minimum_hours"].bounds,
            "last": last if not asked.get("cost_per_hour") else None,
            "again": _with_cost(request, draft, last) if last else "",
            "may_keep": draft.is_open and WRITE_POLICY in accounts.grants(request.user, today=request.today),
            "runs": queries.runs_of(draft)[:10],
            **_shown(result.as_facts(), request.GET.get("urut", "")),
        },
        partial="answer",
    )


def _with_cost(request: HttpRequest, draft: Any, last: Any) -> str:
    query = request.GET.dict() | {"biaya": last.cost_per_hour, "sumber": last.cost_source}
    return reverse("simulation:what_if", args=[draft.uuid], query=query)


@require_POST
@requires(Permission.VIEW)
def keep(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = _open(request, uuid)
    form = forms.Keeping(request.POST)
    asked = form.asked()
    try:
        if form.errors:  # what was asked is not what would be kept
            raise services.Refused(
                " ".join(str(sentence) for each in form.errors.values() for sentence in each)
            )
        run = services.keep_run(
            draft=draft,
            note=form.cleaned_data["catatan"],
            by=request.user,
            today=request.today,
            **asked,
        )
    except services.Refused as refusal:
        messages.error(request, str(refusal))
        kept = {name: request.POST[name] for name in forms.Question.base_fields if request.POST.get(name)}
        return redirect(reverse("simulation:what_if", args=[draft.uuid], query=kept))
    messages.success(request, _("Simulasi disimpan dan dilampirkan sebagai bukti."))
    return redirect("simulation:run", uuid=run.uuid)


@require_safe
@requires(Permission.VIEW)
def run(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was kept, and whether the same question still gets the same answer."""
    found = get_object_or_404(queries.runs(), uuid=uuid)
    _open(request, found.draft.uuid)
    again = queries.what_if(
        found.draft,
        on=found.on,
        tried=None if found.tried is None else policy.number(found.tried),
        cost_per_hour=found.cost_per_hour,
        cost_source=found.cost_source,
    )
    return render(
        request,
        "simulation/run.html",
        {
            "run": found,
            "same_data": again.data_hash == found.data_hash,
            "same_parameters": again.parameter_hash == found.parameter_hash,
            "same_code": again.code_version == found.code_version,
            "same_answer": again.as_facts()["everyone"] == found.result["everyone"],
            **_shown(found.result),
        },
    )
