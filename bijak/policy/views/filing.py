"""The package for the office that harmonises: what is in it, what is missing and why, and the file itself."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from bijak.accounts import access
from bijak.accounts.access import requires
from bijak.policy import exporting, services
from bijak.policy.access import Permission
from bijak.policy.views.opening import frame, open_draft
from bijak.shell.htmx import render_page


@requires(Permission.VIEW)
def filing(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The list; by a press of its button, the package as it is now."""
    draft = open_draft(request, uuid)
    if request.method == "POST":
        access.must(request.user, Permission.DRAFT, today=request.today)  # before the work, not after it
        package = exporting.package(draft, request.today)
        services.note_filing(draft=draft, package=package, by=request.user, today=request.today)
        name = f"berkas-{slugify(draft.policy.title)[:60]}-{request.today.isoformat()}.zip"
        return HttpResponse(
            package,
            content_type="application/zip",
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "X-Content-Type-Options": "nosniff",
            },
        )
    lines = exporting.listed(draft, request.today)
    return render_page(request, "policy/filing.html", frame(request, draft) | {"lines": lines})
