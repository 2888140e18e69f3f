"""How good the records of each unit are, and were."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bijak.accounts.access import requires
from bijak.organization import queries as organization
from bijak.quality import forms, queries
from bijak.quality.access import Permission
from bijak.shell.htmx import render_page


@require_safe
@requires(Permission.COUNT)
def scores(request: HttpRequest) -> HttpResponse:
    """The share of people of whom nothing weighty is left to mend, by unit and over time."""
    reach = organization.scope(request.user, Permission.COUNT, today=request.today)
    form = forms.ScoreOf(request.GET)
    found = queries.scores(form.unit_path, reach=reach, on=request.today)
    return render_page(
        request,
        "quality/scores.html",
        {
            "form": form,
            "scores": found,
            "points": queries.history(reach=reach, path=form.unit_path, on=request.today),
            "review": queries.last_review(),
            "few": queries.FEW,
        },
        partial="figures",
    )
