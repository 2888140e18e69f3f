"""Nothing typed is lost when a session ends in the middle of a form.

A form that arrives without a session, or with a token of an earlier one, cannot be accepted. Its fields are held
in the new, server-side session, and the page shows them again once the person may see it:

    hold(request)       before the refusal, on the POST
    restore(request)    before the view, on the GET that follows: ``request.POST`` is what was typed

``restore`` does not submit anything. A view written as ``form = Form(request.POST or None)`` shows a bound form,
and its ``request.method`` is still GET. The fields are forgotten when the form is sent, or after an hour.
"""

import time
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

KEY = "held_form"
KEPT = timedelta(hours=1)
LIMIT = 200_000  # characters: a long regulation fits, a session full of rubbish does not
SECRET = {"csrfmiddlewaretoken", "code", "otp", "token"}


def hold(request: HttpRequest) -> bool:
    """Keep the fields of a refused POST for its path; says whether there was anything to keep."""
    if request.method != "POST":
        return False
    fields = {name: values for name, values in request.POST.lists() if not _is_secret(name)}
    size = sum(len(name) + sum(map(len, values)) for name, values in fields.items())
    if not any(any(values) for values in fields.values()) or size > LIMIT:
        return False
    request.session[KEY] = {"path": request.path, "fields": fields, "until": time.time() + KEPT.total_seconds()}
    return True


def restore(request: HttpRequest) -> bool:
    """Put held fields back into the page they were typed on; forget them once they are sent."""
    held = request.session.get(KEY)
    if held is None:
        return False
    expired = held["until"] < time.time()
    if expired or (held["path"] == request.path and request.method == "POST"):
        del request.session[KEY]
        return False
    if held["path"] != request.path or request.method != "GET":
        return False
    fields = QueryDict(mutable=True)
    for name, values in held["fields"].items():
        fields.setlist(name, values)
    request.POST = fields  # type: ignore[misc]
    messages.info(request, _("Isian Anda yang belum terkirim kami tampilkan kembali. Periksa, lalu kirim lagi."))
    return True


def _is_secret(name: str) -> bool:
    return name in SECRET or "password" in name or "secret" in name
