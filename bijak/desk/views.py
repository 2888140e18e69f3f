"""The first page of everyone, and the pages of floors that have none of their own."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access
from bijak.accounts.access import public, requires, signed_in
from bijak.desk import forms, queries
from bijak.desk.access import Permission
from bijak.ledger import exporting
from bijak.ledger import queries as ledgers
from bijak.ledger.models import Checkpoint
from bijak.shell.htmx import render_page
from bijak.shell.middleware import THEME_COOKIE, THEMES
from bijak.shell.registries import sectioned
from bijak.shell.sending import number_of, open_or_send, status_of
from bijak.shell.veiling import opened, searched, veiled

YEAR = int(timedelta(days=365).total_seconds())
SHORTCUTS_COOKIE = "pintasan"


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "desk/welcome.html")
    context = {
        "day": queries.day_of(request),
        "shortcuts": queries.shortcuts(request, chosen=_chosen(request)),
    }
    return render(request, "desk/home.html", context)


@signed_in
@searched("kata")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The way to everything by words; without words, all the pages there are for her."""
    form = forms.Words(opened(request.GET))
    text = form.text
    kinds = queries.find(request, text)
    meant = queries.meant(request, text) if text and not kinds else []
    context = {
        "form": form,
        "text": text,
        "kinds": kinds,
        "meant": [(name, _address(name)) for name in meant],
        "sections": sectioned(queries.pages(request)) if not text else [],
    }
    return render_page(request, "desk/search.html", context, partial="found")


def _address(text: str) -> str:
    asked = QueryDict(mutable=True)
    asked["kata"] = text
    return veiled(asked, "kata").urlencode()


@signed_in
@open_or_send
def shortcuts(request: HttpRequest) -> HttpResponse:
    """Choose the pages that the home page leads to; in this browser, for this account."""
    pages = [page for page in queries.pages(request) if page.url_name != "desk:home"]
    sent = request.POST if request.method == "POST" else None  # none chosen is an answer, too
    form = forms.Shortcuts(sent, pages=pages, initial={"pages": _chosen(request)})
    if form.is_valid():
        response = redirect("desk:home")
        value = "|".join((str(request.user.uuid), *form.cleaned_data["pages"]))
        _remember(response, SHORTCUTS_COOKIE, value)
        messages.success(request, _("Pintasan di beranda Anda disimpan di peramban ini."))
        return response
    chosen = form["pages"].value() or ()
    context = {"form": form, "sections": sectioned(pages), "chosen": chosen, "most": queries.MOST_SHORTCUTS}
    return render(request, "desk/shortcuts.html", context, status=status_of(form))


def _chosen(request: HttpRequest) -> tuple[str, ...]:
    """URL names that this very account chose in this browser; a colleague's at the same computer are not hers."""
    account, *names = request.COOKIES.get(SHORTCUTS_COOKIE, "").split("|")
    return tuple(names) if account == str(request.user.uuid) else ()


@public
@require_POST
def preference(request: HttpRequest) -> HttpResponse:
    """Remember language or appearance in this browser, and go back to the page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    language, theme = request.POST.get("language"), request.POST.get("theme")
    if language in dict(settings.LANGUAGES):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    if theme in THEMES:
        _remember(response, THEME_COOKIE, theme)
    return response


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


@public
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The signed root for everyone; what was written under it for oversight."""
    may_read = access.holds(request.user, Permission.READ_LEDGER, today=request.today)
    before = number_of(request.GET.get("sebelum", "")) or None
    lines, more = queries.ledger_lines(before=before) if may_read else ([], None)
    context = {"checkpoint": ledgers.checkpoint(), "may_read": may_read, "lines": lines, "more": more}
    return render_page(request, "desk/ledger.html", context, partial="lines")


@requires(Permission.READ_LEDGER)
@require_safe
def ledger_export(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        exporting.lines(),
        content_type="application/jsonl",
        headers={"Content-Disposition": f'attachment; filename="catatan-{request.today:%Y-%m-%d}.jsonl"'},
    )


@public
@require_safe
def ledger_growth(request: HttpRequest, size: int) -> HttpResponse:
    """The proof that nothing was changed since the seal of that size; it holds no personal data."""
    try:
        proof = ledgers.growth(size)
    except Checkpoint.DoesNotExist:
        raise Http404 from None
    return HttpResponse(proof, content_type="text/plain; charset=utf-8")


@requires(Permission.READ_VIEWS)
@searched("pegawai", "pelihat")
@require_safe
def seen(request: HttpRequest) -> HttpResponse:
    """Who looked at whose data, for oversight."""
    form = forms.ViewFilter(opened(request.GET))
    found = queries.seen(account=request.user, today=request.today, **form.wanted)
    if before := number_of(request.GET.get("sebelum", "")):
        found = found.filter(pk__lt=before)
    page = list(found[: queries.LINES + 1])
    lines = queries.seen_lines(page[: queries.LINES], account=request.user, today=request.today)
    query = request.GET.copy()
    query.pop("sebelum", None)
    context = {
        "form": form,
        "lines": lines,
        "more": lines[-1].key if len(page) > queries.LINES else None,
        "query": query.urlencode(),
    }
    return render_page(request, "desk/views.html", context, partial="lines")


@public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state: for people who build pages, and for the accessibility test."""
    messages.success(request, _("Contoh pesan: data sudah disimpan."))
    return render(
        request,
        "desk/ui.html",
        {
            "form": forms.Sample(initial={"team": ["ani", "citra"]}),
            "refused": forms.Sample(
                prefix="refused",
                data={"refused-unit": "x", "refused-born_on": "", "refused-chief_cari": "an"},
            ),
            "page": Paginator(range(487), 20).get_page(request.GET.get("hal", 4)),
            "single": Paginator(range(3), 20).get_page(1),
            "rows": forms.SAMPLE_ROWS,
            "moment": request.today,
        },
    )
