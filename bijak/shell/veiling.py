"""Searches whose words must not stand in an address: a NIP holds birth date and sex.

An address lies in logs, histories and messages to colleagues. So a search form posts, and what it asks for becomes an
address in which such words are veiled: only this installation reads them. The address can be kept, paged, shared and
gone back to like any other; names, which a colleague may read, stay plain.

    @searched("cari")  # the fields whose words may tell; under the access mark
    def people(request):
        form = Search(veiling.opened(request.GET))  # request.GET itself stays veiled, for links
"""

import base64
import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import cast

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from bijak.shell.htmx import is_htmx

MARK = "~"
# Any digit may be part of a NIP or NIK; an e-mail address names a person as well as they do.
TELLING = re.compile(r"[\d@]")


def cipher(purpose: str) -> MultiFernet:
    """Keyed for one purpose by the installation's secret, and by earlier ones while they are being replaced."""
    secrets = [str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    keys = (hashlib.sha256(f"{purpose}:{secret}".encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def veiled(asked: QueryDict, *fields: str) -> QueryDict:
    """What a search form asks for, as an address may hold it: without empty fields, telling words veiled."""
    address = QueryDict(mutable=True)
    for name, values in asked.lists():
        if name != "csrfmiddlewaretoken" and any(values):
            address.setlist(name, [_veil(value) for value in values] if name in fields else values)
    return address


def opened(address: QueryDict) -> QueryDict:
    """What an address asks for; a veil that is not ours, or torn, asks for nothing."""
    asked = address.copy()
    for name, values in address.lists():
        asked.setlist(name, [_open(value) for value in values])
    return asked


def searched[V: Callable[..., HttpResponse]](*fields: str) -> Callable[[V], V]:
    """Let the search form of a list post. A browser is sent to the address; htmx gets its fragment at once."""

    def let_post(view: V) -> V:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            query = veiled(request.POST, *fields)
            address = f"{request.path}?{query.urlencode()}" if query else request.path
            if not is_htmx(request):
                return redirect(address)
            request.GET, request.method = query, "GET"  # type: ignore[assignment]
            response = view(request, *args, **kwargs)
            response["HX-Push-Url"] = address
            return response

        return cast(V, answer)

    return let_post


def _veil(value: str) -> str:
    if not TELLING.search(value):
        return value
    return MARK + cipher("bijak.shell.search").encrypt(value.encode()).decode()


def _open(value: str) -> str:
    if not value.startswith(MARK):
        return value
    try:
        return cipher("bijak.shell.search").decrypt(value.removeprefix(MARK).encode()).decode()
    except InvalidToken:
        return ""
