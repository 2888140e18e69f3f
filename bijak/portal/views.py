"""The public site: no account, no script, small pages."""

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import InvalidPage, Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bijak import __version__
from bijak.accounts.access import public
from bijak.documents.registries import Verifiable
from bijak.interchange.exporting import table_response
from bijak.organization import queries as organization
from bijak.policy import queries as policies
from bijak.portal import exporting, forms, queries

HOUR = 3600
WEEK = 7 * 24 * HOUR
MOST_ADDRESSES = 40_000
"""Decrees in a sitemap, which may hold 50,000 addresses."""
NOT_FOR_ROBOTS = ("/dialog/konfirmasi/", "/dialog/ikuti/")
FOR_ROBOTS = ("/publik/", "/dialog/", "/static/", "/$")


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    in_force = Paginator(policies.in_force(request.today), queries.SHOWN)
    return render(
        request,
        "portal/home.html",
        {
            "open": queries.open_drafts(request.today),
            "closed": queries.closed_drafts(request.today),
            "in_force": in_force.get_page(request.GET.get("hal")),
            "coming": queries.coming(request.today),
        },
    )


@require_safe
@public
def decree(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A decree in force, to come or ended: its text, its numbers in plain words, and how it came about."""
    decree = queries.decree(uuid)
    if decree is None:
        raise Http404
    (entry,) = policies.entries([decree])
    has_ended = entry.status(request.today) == "ended"
    reading = policies.read(policies.as_set(decree.version, policies.clauses(decree.version)), request.GET)
    return render(
        request,
        "portal/decree.html",
        {
            "decree": decree,
            "entry": entry,
            "has_ended": has_ended,
            "last_day": queries.last_day(decree),
            "is_in_force": decree.is_in_force(request.today),
            "reading": reading,
            # As policy/clause.html draws a part: its numbers are told above, nothing is noted beside it.
            "parts": [{"clause": each, "settings": (), "on": None} for each in reading.clauses],
            "terms": () if has_ended else queries.terms_of(decree),
            "story": queries.story_of(decree),
            "carried_out": queries.carried_out(decree, request.today),
        },
    )


# Verifying a paper ------------------------------------------------------------------------------


@public
def verify(request: HttpRequest) -> HttpResponse:
    """Type the code that stands on a paper, or show the file: is it one of ours?"""
    if code := request.GET.get("kode", "").strip():
        code = "".join(mark for mark in code if mark.isalnum())[:40].upper()
        if queries.found(code, today=request.today):
            return redirect("portal:verify_paper", code=code)
    return _checked(request, None, {"unknown": code})


@public
def verify_paper(request: HttpRequest, code: str) -> HttpResponse:
    """What a paper is, whether it holds today, who signed it; and whether a file is the same."""
    found = queries.found(code, today=request.today)
    if found is None:
        return _checked(request, None, {"unknown": code.upper()[:40]}, status=404)
    if isinstance(found, Verifiable):
        return _checked(request, found, {"other": found})
    decree = found.decree
    context = {
        "verified": found,
        "holds": decree is not None and decree.is_in_force(request.today),
        "is_coming": decree is not None and decree.is_law and decree.in_force_from > request.today,
    }
    return _checked(request, found, context)


def _checked(
    request: HttpRequest,
    found: queries.Verified | Verifiable | None,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Compare a file by its hash: sent as one, worked out by the browser, or typed by who can."""
    form = forms.Check(request.POST or None, request.FILES or None)
    sha256 = request.GET.get("sidik", "").strip().lower()
    if request.method == "POST":
        status, sha256 = 422, ""
        if not ratelimit.consume(request, action="verify"):
            status = 429
            form.add_error(
                None, _("Terlalu banyak pemeriksaan dari jaringan ini. Coba lagi satu menit lagi.")
            )
        elif form.is_valid():
            status, sha256 = 200, _hash_of(form.cleaned_data["file"])
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        sha256 = ""
    if sha256:
        known = queries.papers_with(sha256)
        is_same = found is not None and found.code in [each.code for each in known]
        is_unsigned = found is not None and sha256 == found.unsigned_sha256
        context |= {"sha256": sha256, "is_same": is_same, "is_unsigned": is_unsigned, "known": known}
    if found is not None:
        context |= {"shown": found, "entry": queries.entry_of(found)}
    return render(request, "portal/verify.html", context | {"form": form}, status=status)


def _hash_of(file: UploadedFile) -> str:
    """Of a file that is not kept: Django drops it at the end of the request."""
    digest = hashlib.sha256()
    for block in file.chunks():
        digest.update(block)
    return digest.hexdigest()


@require_safe
@public
def proof(request: HttpRequest, code: str) -> HttpResponse:
    """That a paper stands in the sealed record, for whoever checks it without us."""
    found = queries.found(code, today=request.today)
    if found is None:
        raise Http404
    try:
        return JsonResponse(queries.proof_of(found), json_dumps_params={"indent": 2})
    except queries.NotYetSequenced:
        raise Http404(_("Catatan ini disegel dalam satu menit. Coba lagi sebentar.")) from None


# The register for the national network -------------------------------------------------------------


@require_safe
@public
def jdih(request: HttpRequest) -> HttpResponse:
    """Where the register is for programs, and what each of its fields means."""
    return render(request, "portal/jdih.html", {"fields": exporting.FIELDS})


@require_safe
@public
def jdih_register(request: HttpRequest) -> HttpResponseBase:
    """Everything that holds, will hold or has held; with ``?hal=`` a page of it, ``Link`` names the next."""

    def write(rows: Iterator[dict[str, Any]]) -> HttpResponseBase:
        return StreamingHttpResponse(exporting.written(rows), content_type="application/json")

    return _unless_read(request, write)


@require_safe
@public
def jdih_table(request: HttpRequest) -> HttpResponseBase:
    """The same as a table."""
    headers = [field.name for field in exporting.FIELDS]

    def write(rows: Iterator[dict[str, Any]]) -> HttpResponseBase:
        return table_response("jdih", headers, map(exporting.flat, rows), format="csv")

    return _unless_read(request, write)


@cache_control(public=True, max_age=HOUR)
@require_safe
@public
def jdih_decree(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One decree."""
    decree = get_object_or_404(policies.register(), uuid=uuid)
    (row,) = _rows(request, [decree])
    return JsonResponse(row, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _rows(request: HttpRequest, decrees: Iterable[Any]) -> Iterator[dict[str, Any]]:
    agency = organization.agency()
    return exporting.rows(
        decrees, today=request.today, site=_site(request), agency=str(agency.name), seat=agency.seat
    )


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _unless_read(
    request: HttpRequest, write: Callable[[Iterator[dict[str, Any]]], HttpResponseBase]
) -> HttpResponseBase:
    """The register, unless who asks has it as it reads today; nobody gets it time after time."""
    page = request.GET.get("hal", "")
    said = (policies.register_state(), request.today, _site(request), organization.agency().changed_at, page)
    etag = f'W/"{hashlib.sha256(repr((__version__, said)).encode()).hexdigest()[:32]}"'
    # Nothing notes when a register began to read so; the first who saw it does.
    since = cache.get_or_set(f"portal.jdih.{etag}", lambda: int(time.time()), WEEK)
    known = get_conditional_response(request, etag=etag, last_modified=since)
    refusal = (
        None
        if known
        else ratelimit.consume_or_429(
            request, action="register_page" if page else "register", key="everyone", limit_get=True
        )
    )
    if refusal:
        return refusal
    everything = policies.register().iterator(exporting.AT_A_TIME)
    answer = known or (_a_page(request, page, write) if page else write(_rows(request, everything)))
    answer["ETag"], answer["Last-Modified"] = etag, http_date(since)
    patch_cache_control(answer, public=True, max_age=HOUR)
    return answer


def _a_page(
    request: HttpRequest, page: str, write: Callable[[Iterator[dict[str, Any]]], HttpResponseBase]
) -> HttpResponseBase:
    """One page of the register; beyond the last there is none."""
    try:
        found = Paginator(policies.register(), exporting.AT_A_TIME).page(page)
    except InvalidPage:
        raise Http404 from None
    answer = write(_rows(request, found))
    if found.has_next():
        following = request.build_absolute_uri(f"{request.path}?hal={found.next_page_number()}")
        answer["Link"] = f'<{following}>; rel="next"'
    return answer


# For programs that read the web ---------------------------------------------------------------------


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
    paths = [reverse("portal:home"), reverse("consultation:rules")]
    holding = policies.public(request.today).values_list("uuid", flat=True)
    paths += [reverse("portal:decree", args=[uuid]) for uuid in holding[:MOST_ADDRESSES]]
    discussed = (*queries.open_drafts(request.today), *queries.closed_drafts(request.today))
    paths += [reverse("consultation:draft", args=[each.draft.uuid]) for each in discussed]
    addresses = [request.build_absolute_uri(path) for path in paths]
    return render(request, "portal/sitemap.xml", {"addresses": addresses}, content_type="application/xml")
