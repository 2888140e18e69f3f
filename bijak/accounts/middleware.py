"""Acts on what each view declares: who may open it, and whether the second factor has been shown."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import get_user
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from bijak.accounts import access
from bijak.shell import drafts
from bijak.shell.htmx import is_htmx

AFTER_SECOND_FACTOR = "accounts.after_second_factor"


class AccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: access.View,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        declared = access.declared(view)
        if declared is None:
            raise ImproperlyConfigured(
                f"{request.path} declares no access. Mark its view with @requires, @signed_in or @public."
            )
        if declared.who in ("anyone", "bearer"):
            return None
        if not request.user.is_authenticated:
            if _has_expired(request):
                messages.info(
                    request, _("Sesi Anda sudah berakhir. Masuk lagi untuk kembali ke halaman tadi.")
                )
            path = drafts.hold(request) or _return_path(request)
            return _go(request, redirect_to_login(path, resolve_url(settings.LOGIN_URL)))
        request.user = get_user(request)  # itself, no longer lazy: a page asks for it a hundred times
        if declared.second_factor and (step := _missing_step(request)):
            path = request.session[AFTER_SECOND_FACTOR] = drafts.hold(request) or _return_path(request)
            return _go(request, redirect_to_login(path, resolve_url(step)))
        if declared.fresh and is_reauthentication_required(request, app="account"):
            (first, *_others) = get_adapter().get_reauthentication_methods(request.user)
            return _go(
                request, redirect_to_login(drafts.hold(request) or _return_path(request), first["url"])
            )
        if not access.admits(declared, request.user, today=request.today):
            raise PermissionDenied(
                _(
                    "Halaman ini tidak terbuka untuk peran Anda. Bila tugas Anda memerlukannya, hubungi "
                    "administrator instansi."
                )
            )
        drafts.restore(request)
        return None


def _has_expired(request: HttpRequest) -> bool:
    """Whether this browser still names a session that is no more."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()


def _missing_step(request: HttpRequest) -> str | None:
    """The page where a second factor is set up or shown, when one is due and this session lacks it."""
    records = get_authentication_records(request, request.user)
    methods = {record["method"] for record in records}
    if "mfa" in methods or not access.sees_others(request.user, today=request.today):
        return None
    if is_mfa_enabled(request.user):
        return "mfa_reauthenticate"
    if settings.IS_DEMO and "link" in methods:
        request.second_factor_waived = True  # the shell says so in its banner
        return None
    return "mfa_index"


def _return_path(request: HttpRequest) -> str:
    """Where to come back to: this page, or the page that holds the form or fragment that was asked for."""
    if request.method in ("GET", "HEAD") and not is_htmx(request):
        return request.get_full_path()
    page = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    return page._replace(scheme="", netloc="").geturl() if page.netloc == request.get_host() else "/"


def _go(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A redirect that also moves a page whose fragment was asked for by htmx."""
    if is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response
