"""The kit with which contexts open addresses to programs: who asks, what is refused, and in which shape.

An ``api.py`` makes a ``Router`` and opens addresses with it::

    router = Router(tags=["pegawai"])

    @router.reads("", needs=Permission.VIEW, gives=People, summary=_("Daftar pegawai"))
    def people(request: HttpRequest, wanted: Query[Narrowing]) -> HttpResponse:
        return answers.page(request, items, limit=wanted.limit)

A view answers with what ``answers`` makes: JSON that is not validated a second time on its way out. Tests hold it
against the schema instead.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any, Literal

import ninja
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from ninja import Schema
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer
from pydantic import ConfigDict

from bijak.accounts import access
from bijak.accounts.access import Permission
from bijak.endpoints import answers, problems, queries
from bijak.endpoints.fields import field
from bijak.endpoints.limits import limits
from bijak.endpoints.problems import Problem, Refused

MINUTE = 60
PAGE = gettext_noop("Antarmuka program (API)")
"""What the log of views calls it, whatever a program was shown."""


class Strict(Schema):
    """What a request may hold: a name that nobody knows is a mistake, and not passed over."""

    model_config = ConfigDict(extra="forbid")


class Paged(Strict):
    limit: int = field(_("Banyaknya butir pada satu halaman."), answers.SIZE, ge=1, le=answers.MOST)
    cursor: str | None = field(
        _("Penanda halaman dari jawaban sebelumnya; kosong untuk halaman pertama."), None, max_length=200
    )


class Page[Item](Schema):
    """A page of a list, in the order of keys: who is renamed meanwhile is neither left out nor met twice."""

    items: list[Item]
    next: str | None = field(_("Alamat halaman berikutnya; kosong bila ini yang terakhir."))
    cursor: str | None = field(_("Penanda halaman berikutnya."))


class Token(HttpBearer):
    """Knows a program by its token, and lets it hold no more than the token carries."""

    openapi_bearerFormat = "bijak_…"

    def __init__(self, needs: Permission) -> None:
        super().__init__()
        self.needs = needs
        self.known: frozenset[str] = frozenset()  # what may be asked in the address

    def authenticate(self, request: HttpRequest, token: str) -> queries.Bearer:
        bearer = queries.bearer(token)
        if bearer is None:
            raise _unknown("token_unknown", _("Token ini tidak dikenal. Periksa salinannya."))
        if bearer.is_revoked:
            raise _unknown("token_revoked", _("Token ini sudah dicabut. Buat token baru."))
        if bearer.is_over:
            raise _unknown("token_expired", _("Masa berlaku token ini sudah lewat. Buat token baru."))
        if not bearer.account.is_active:
            raise _unknown("account_closed", _("Akun pemilik token ini tidak aktif."))
        _count(bearer.token)
        access.narrow(bearer.account, bearer.scopes, today=request.today)
        if not access.holds(bearer.account, self.needs, today=request.today):
            raise self._not_carried(bearer)
        self._shape(request)
        # Who asks is known by the token alone: a session that came along is not looked at.
        request.user = request._cached_user = bearer.account
        return bearer

    def _shape(self, request: HttpRequest) -> None:
        """Refuse what wants another form of answer, brings another form of content, or asks what nobody knows."""
        if not request.accepts("application/json"):
            raise Refused(406)
        if request.method == "POST" and request.content_type != "application/json":
            raise Refused(415)
        if unknown := sorted(request.GET.keys() - self.known):
            raise problems.of_values(
                [{"loc": ("query", name), "type": "extra_forbidden"} for name in unknown]
            )

    def _not_carried(self, bearer: queries.Bearer) -> Refused:
        if self.needs in bearer.scopes:
            detail = _("Akun pemilik token tidak lagi memegang izin “%(permission)s”.")
        else:
            detail = _("Token ini tidak membawa cakupan “%(permission)s” (%(code)s).")
        challenge = f'Bearer error="insufficient_scope", scope="{self.needs.value}"'
        return Refused(
            403,
            "scope_missing",
            detail % {"permission": self.needs.label, "code": self.needs.value},
            headers={"WWW-Authenticate": challenge},
        )


def _unknown(code: str, detail: Any) -> Refused:
    return Refused(401, code, detail, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})


def _count(token: int) -> None:
    now = int(time.time())
    if not limits.spend(token=token, limit=settings.API_REQUESTS_PER_MINUTE, minute=now // MINUTE):
        raise Refused(429, headers={"Retry-After": str(MINUTE - now % MINUTE)})


class Router(ninja.Router):
    """Opens addresses of one context."""

    def reads(
        self,
        path: str,
        *,
        needs: Permission,
        gives: type[Schema],
        summary: Any,
        by: Literal["GET", "POST"] = "GET",
    ) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
        """An address that answers with ``gives`` to tokens that carry a permission.

        By POST only where what is asked may not stand in an address: a name, a number of a person.
        """
        token = Token(needs)
        refusals = (400, 401, 403, 404, 406, 422, 429, *([415] if by == "POST" else []))
        opened = self.api_operation(
            [by],
            path,
            auth=token,
            response={200: gives, **({304: None} if by == "GET" else {}), **dict.fromkeys(refusals, Problem)},
            summary=summary,
            openapi_extra={"x-scope": needs.value},
        )

        def open_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
            opened(view)
            token.known = frozenset(_asked_in_address(view))
            return view

        return open_address


def _asked_in_address(view: Any) -> Iterator[str]:
    for model in view._ninja_operation.models:
        if model.__ninja_param_source__ == "query":
            yield from model.__ninja_flatten_map__


class Api(ninja.NinjaAPI):
    """One version of the API. Its description is our own (``openapi``), and so are its refusals."""

    def __init__(self, **options: Any) -> None:
        super().__init__(openapi_url=None, docs_url=None, **options)
        for kind, refuse in _REFUSING.items():
            self.add_exception_handler(kind, _answering(refuse))

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        """The addresses of the contexts, each declared to be opened by a token; no others."""
        patterns = [
            each for each in super()._get_urls() if isinstance(each, URLPattern) and each.name != "api-root"
        ]
        for pattern in patterns:
            access.by_token(pattern.callback)
        return [*patterns]


def _answering(refuse: Callable[[Any], Refused]) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, error: problems.answer(refuse(error), request)


def _of_http(error: Any) -> Refused:
    return Refused(
        error.status_code, headers={"WWW-Authenticate": "Bearer"} if error.status_code == 401 else {}
    )


_REFUSING: dict[type[Exception], Callable[[Any], Refused]] = {
    Refused: lambda refusal: refusal,
    ValidationError: lambda error: problems.of_values(error.errors),
    HttpError: _of_http,
    Http404: lambda _missing: Refused(404),
    PermissionDenied: lambda error: Refused(403, detail=str(error)),
}
