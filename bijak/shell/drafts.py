"""Nothing typed is lost when a session ends in the middle of a form.

A form that arrives without a session, or with a token of an earlier one, cannot be accepted. Its fields are
held in the new, server-side session, and the page shows them again once the person may see it:

    hold(request)       before the refusal, on the POST
    restore(request)    before the view, on the GET that follows: ``request.POST`` is what was typed

``restore`` does not submit anything. A view written as ``form = Form(request.POST or None)`` shows a bound
form, and its ``request.method`` is still GET. The fields are forgotten once the form is sent, or in an hour.
"""

import time
from datetime import timedelta
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from bijak.shell.htmx import is_htmx

KEY = "held_form"
KEPT = timedelta(hours=1)
LIMIT = 200_000  # characters: a long regulation fits, a session full of rubbish does not
SECRET = {"csrfmiddlewaretoken", "code", "otp", "token"}


def hold(request: HttpRequest) -> str:
    """Keep the fields of a refused POST; the address of the page to fill again, "" if nothing was typed."""
    if request.method != "POST":
        return ""
    fields = {name: values for name, values in request.POST.lists() if not _is_secret(name)}
    size = sum(len(name) + sum(map(len, values)) for name, values in fields.items())
    if not any(any(values) for values in fields.values()) or size > LIMIT:
        return ""
    page = _page_of_form(request)
    request.session[KEY] = {
        "page": urlsplit(page).path,
        "action": request.path,
        "fields": fields,
        "until": time.time() + KEPT.total_seconds(),
    }
    return page


def restore(request: HttpRequest) -> bool:
    """Put held fields back into the page they were typed on; forget them once they are sent."""
    held = request.session.get(KEY)
    if held is None:
        return False
    if held["until"] < time.time() or (request.method == "POST" and held["action"] == request.path):
        del request.session[KEY]
        return False
    if request.method != "GET" or held["page"] != request.path or is_htmx(request):
        return False
    fields = QueryDict(mutable=True)
    for name, values in held["fields"].items():
        fields.setlist(name, values)
    request.POST = fields  # type: ignore[assignment]
    messages.info(
        request, _("Isian Anda yang belum terkirim kami tampilkan kembali. Periksa, lalu kirim lagi.")
    )
    return True


def _page_of_form(request: HttpRequest) -> str:
    """A form may post to an address that has no page of its own; then it stands on the page that sent it."""
    source = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    if source.netloc == request.get_host():
        return source._replace(scheme="", netloc="", fragment="").geturl()
    return request.get_full_path()


def _is_secret(name: str) -> bool:
    return name in SECRET or "password" in name or "secret" in name
