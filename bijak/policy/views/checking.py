"""What the rules of drafting say about a text."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

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


@requires(Permission.DRAFT)
@require_http_methods(["GET", "POST"])
def check_passage(request: HttpRequest, uuid: UUID, provision: UUID) -> HttpResponse:
    """What the rules say about one provision as it is being typed; nothing is kept."""
    draft = open_draft(request, uuid)
    version = queries.working_version(draft)
    parts = queries.clauses(version) if version else []
    clause = next((each for each in parts if each.provision == provision), None)
    if version is None or clause is None:
        raise Http404
    heading, text = request.POST.get("heading", clause.heading), request.POST.get("text", clause.text)
    found = queries.findings_in(version, parts, clause, heading, text)
    context = frame(request, draft) | {"clause": clause, "found": found}
    return render_page(request, "policy/check_passage.html", context, partial="noted")
