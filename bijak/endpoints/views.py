"""Pages on which somebody makes, sees and revokes tokens of her own, and administrators see everybody's."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from bijak.accounts.access import AccountPermission, by_token, just_shown, public, requires, signed_in
from bijak.endpoints import answers, forms, openapi, queries, services
from bijak.endpoints.api import Api
from bijak.endpoints.guide import addresses
from bijak.endpoints.models import Token
from bijak.endpoints.registries import scopes
from bijak.shell.sending import open_or_send, status_of

PER_PAGE = 25


@public
@require_safe
def describe(request: HttpRequest, api: Api) -> HttpResponse:
    """The description is no secret: programs are written by it, before they have a token."""
    return answers.given(request, openapi.description(api, request.path.removesuffix("openapi.json")))


@signed_in
@require_safe
def guide(request: HttpRequest, api: Api) -> HttpResponse:
    """What the addresses are asked and what they give, for whoever writes a program."""
    told = openapi.description(api, reverse("openapi").removesuffix("openapi.json"))
    return render(request, "endpoints/guide.html", {"addresses": list(addresses(told))})


@by_token
def unknown(request: HttpRequest, address: str) -> HttpResponse:
    """An address of the API that there is not."""
    raise Http404


@signed_in
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    return render(request, "endpoints/tokens.html", _listed(request, queries.tokens_of(request.user)))


@requires(AccountPermission.MANAGE)
@require_safe
def all_tokens(request: HttpRequest) -> HttpResponse:
    """Every token of the agency: whose it is, what it opens, when it was used."""
    return render(request, "endpoints/all.html", _listed(request, queries.tokens()))


def _listed(request: HttpRequest, found: QuerySet[Token]) -> dict[str, Any]:
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("hal"))
    return {"page": page, "rows": [(token, [scopes.named(code) for code in token.scopes]) for token in page]}


@just_shown
@never_cache
@sensitive_variables("secret")
@open_or_send
def make(request: HttpRequest) -> HttpResponse:
    """The secret stands in the answer to this one request, and nowhere else."""
    offered = queries.scopes_of(request.user, today=request.today)
    form = forms.NewToken(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        token, secret = services.make_token(**form.cleaned_data, by=request.user, today=request.today)
        token.refresh_from_db()
        return render(request, "endpoints/made.html", {"token": token, "secret": secret})
    return render(request, "endpoints/make.html", {"form": form}, status=status_of(form))


@signed_in
@open_or_send
def revoke(request: HttpRequest, uuid: UUID) -> HttpResponse:
    token = queries.token_of(request.user, uuid=uuid)
    if token is None:
        raise Http404
    if request.method == "POST":
        services.revoke_token(token=token, by=request.user)
        sentence = _("Token “%(name)s” dicabut. Program yang memakainya ditolak sejak sekarang.")
        messages.success(request, sentence % {"name": token.name})
        return redirect("endpoints:tokens")
    return render(request, "endpoints/revoke.html", {"token": token})


@requires(AccountPermission.MANAGE)
@open_or_send
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """An administrator ends a token that nobody else can be asked about."""
    token = queries.tokens().filter(uuid=uuid, revoked_at=None).first()
    if token is None:
        raise Http404
    if request.method == "POST":
        services.end_token(token=token, by=request.user, today=request.today)
        sentence = _("Token “%(name)s” diakhiri, dan pemiliknya diberi tahu.")
        messages.success(request, sentence % {"name": token.name})
        return redirect("endpoints:all")
    return render(request, "endpoints/end.html", {"token": token})
