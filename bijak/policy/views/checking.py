"""What the rules of drafting say about a text."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bijak.accounts.access import requires
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.views.opening import frame, open_draft
from bijak.shell.htmx import render_page


@requires(Permission.VIEW)
@require_safe
def check(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The newest version, rule by rule: where, why, what to do, and where the rule comes from."""
    draft = open_draft(request, uuid)
    version = queries.versions_of(draft).first()
    if version is None:
        raise Http404
    parts = queries.clauses(version)
    found = queries.findings(version, parts)
    context = frame(request, draft) | {
        "version": version,
        "is_empty": not parts,
        "rules": queries.broken(found),
        "findings": queries.severities(found),
    }
    return render_page(request, "policy/check.html", context)
