"""What anyone may read: whether the allowance treats alike who are alike."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bijak.accounts.access import public
from bijak.kernel.hiding import K
from bijak.shell.htmx import render_page
from bijak.welfare.forms import allowance as forms
from bijak.welfare.queries import allowance as queries
from bijak.welfare.queries.allowance_fairness import report
from bijak.welfare.texts import allowance as texts


@require_safe
@public
def fairness(request: HttpRequest) -> HttpResponse:
    """Medians of a month by kind, place, sex and class; no group so small that it tells of somebody."""
    known = [each for each in queries.months() if each.fairness]
    form = forms.MonthOf(request.GET, months=[each.month for each in known])
    chosen = next((each for each in known if each.month == form.month), None)
    measured = chosen.fairness if chosen else None
    groups = report(measured or {})
    return render_page(
        request,
        "welfare/fairness.html",
        {
            "form": form,
            "known": chosen,
            "median": measured["median"] if measured and groups else None,
            "few": K,
            "breakdowns": [
                (texts.BREAKDOWNS[name], [(texts.group(name, each.code), each) for each in found])
                for name, found in groups.items()
            ],
        },
        partial="figures",
    )
