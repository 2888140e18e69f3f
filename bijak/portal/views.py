"""The public site: no account, no script, small pages."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bijak.accounts.access import public
from bijak.policy import queries as policies
from bijak.portal import queries

HOUR = 3600
NOT_FOR_ROBOTS = ("/dialog/konfirmasi/", "/dialog/ikuti/")
FOR_ROBOTS = ("/publik/", "/dialog/", "/static/", "/$")


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    in_force, coming = queries.decrees(request.today)
    return render(
        request,
        "portal/home.html",
        {
            "open": queries.open_drafts(request.today),
            "closed": queries.closed_drafts(request.today),
            "in_force": in_force,
            "coming": coming,
        },
    )


@require_safe
@public
def decree(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A policy in force or to come: its text, its numbers in plain words, and how it came about."""
    decree = queries.decree(uuid, request.today)
    if decree is None:
        raise Http404
    reading = policies.read(policies.clauses(decree.version), request.GET)
    return render(
        request,
        "portal/decree.html",
        {
            "decree": decree,
            "is_in_force": decree.is_in_force(request.today),
            "reading": reading,
            # As policy/clause.html draws a part: its numbers are told above, nothing is noted beside it.
            "parts": [{"clause": each, "settings": (), "on": None} for each in reading.clauses],
            "terms": queries.terms_of(decree),
            "story": queries.story_of(decree),
        },
    )


@cache_control(public=True, max_age=HOUR)
@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """Programs may read what is for everyone, and nothing behind an account or a secret link."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: {path}" for path in NOT_FOR_ROBOTS]
    lines += [f"Allow: {path}" for path in FOR_ROBOTS]
    lines += ["Disallow: /", f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@cache_control(public=True, max_age=HOUR)
@require_safe
@public
def sitemap(request: HttpRequest) -> HttpResponse:
    in_force, coming = queries.decrees(request.today)
    paths = [reverse("portal:home"), reverse("consultation:rules")]
    paths += [reverse("portal:decree", args=[each.uuid]) for each in (*in_force, *coming)]
    discussed = (*queries.open_drafts(request.today), *queries.closed_drafts(request.today))
    paths += [reverse("consultation:draft", args=[each.draft.uuid]) for each in discussed]
    addresses = [request.build_absolute_uri(path) for path in paths]
    return render(request, "portal/sitemap.xml", {"addresses": addresses}, content_type="application/xml")
