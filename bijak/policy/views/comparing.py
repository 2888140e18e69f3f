"""What changed between two texts, word by word."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bijak.accounts.access import requires
from bijak.legaltext import comparing
from bijak.policy import forms, queries
from bijak.policy.access import Permission
from bijak.policy.models import Version
from bijak.policy.views.opening import frame, open_draft
from bijak.shell.htmx import render_page


def two_newest(found: list[Version]) -> dict[str, int]:
    return {"dari": found[min(1, len(found) - 1)].number, "ke": found[0].number}


@requires(Permission.VIEW)
@require_safe
def compare(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Two versions, word by word. Without a choice: the newest against the one before it."""
    draft = open_draft(request, uuid)
    found = list(queries.versions_of(draft))
    numbers = [each.number for each in found]
    form = forms.Comparison({**two_newest(found), **request.GET.dict()}, numbers=numbers)
    if not form.is_valid():
        raise Http404
    old, new = (queries.version_of(draft, form.cleaned_data[name]) for name in ("dari", "ke"))
    addresses = {each.provision: each.name for version in (old, new) for each in queries.clauses(version)}
    changes = [
        (change, addresses.get((change.new or change.old).key, "")) for change in queries.compare(old, new)
    ]
    kinds = Counter(change.kind for change, _address in changes)
    is_all = "semua" in request.GET
    context = frame(request, draft) | {
        "form": form,
        "old": old,
        "new": new,
        "page": Paginator(queries.shown(changes) if is_all else queries.folded(changes), COMPARED).get_page(
            request.GET.get("hal")
        ),
        "all": is_all,
        "same": kinds["same"],
        "kinds": [(label, kinds[kind]) for kind, label in CHANGES.items() if kinds[kind]],
    }
    return render_page(request, "policy/compare.html", context)


COMPARED = 50
CHANGES: dict[comparing.Kind, Any] = {
    "changed": gettext_lazy("diubah"),
    "inserted": gettext_lazy("disisipkan"),
    "deleted": gettext_lazy("dihapus"),
    "moved": gettext_lazy("dipindahkan"),
    "renumbered": gettext_lazy("nomornya berubah"),
}
