"""What changed between two texts, word by word."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
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
        "page": Paginator(shown(changes) if is_all else folded(changes), COMPARED).get_page(
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
AROUND = 200
"""Characters of an unchanged run in a part that are shown beside what changed."""

type Compared = tuple[comparing.Change, str]


@dataclass(frozen=True)
class Row:
    """A part as two versions say it, or ``same``: how many parts in a row say the same, from which to which."""

    change: comparing.Change | None = None
    address: str = ""
    words: Sequence[tuple[str, str]] = ()
    same: int = 0
    until: str = ""


def shown(changes: Iterable[Compared]) -> list[Row]:
    return [Row(change, address, change.words) for change, address in changes]


def folded(changes: Iterable[Compared]) -> list[Row]:
    """What changed, and in one line each what lies unchanged between; none where nothing changed at all."""
    rows: list[Row] = []
    for is_same, group in groupby(changes, key=lambda each: each[0].kind == "same"):
        run = list(group)
        if is_same:
            rows.append(Row(address=run[0][1], same=len(run), until=run[-1][1]))
        else:
            rows += [Row(change, address, _near(change.words)) for change, address in run]
    return rows if any(row.change for row in rows) else []


def _near(words: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of a long part, what stands around its changes."""
    return [
        (op, f"{text[:AROUND]} … {text[-AROUND:]}" if op == "same" and len(text) > 3 * AROUND else text)
        for op, text in words
    ]
