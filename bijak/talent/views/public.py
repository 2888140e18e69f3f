"""What everyone may read: the method, and counts that tell of nobody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bijak.accounts.access import public
from bijak.policy import queries as policy
from bijak.talent import queries, texts


@require_safe
@public
def method(request: HttpRequest) -> HttpResponse:
    """How talent is mapped, by which numbers, and how many stand in each box of the latest frozen mapping."""
    mapping = queries.latest_frozen(request.today)
    book = policy.term_book("talent")
    return render(
        request,
        "talent/method.html",
        {
            "mapping": mapping,
            "counts": queries.public_counts(mapping) if mapping else None,
            "boxes": sorted(texts.BOXES.items(), reverse=True),
            "actions": texts.ACTIONS,
            "terms": [
                (term.label, term.unit, term.on(request.today))
                for term in book.values()
                if term.bounds is not None or term.code.startswith(("rating_", "match_"))
            ],
        },
    )
