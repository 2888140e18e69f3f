"""Taking a whole text in, from the clipboard or a file, and saying what became of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translate
from django.utils.translation import ngettext

from bijak.accounts.access import requires
from bijak.documents import reading
from bijak.legaltext import akomantoso, writing
from bijak.policy import forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.views.opening import frame, keeps_text, open_draft, working
from bijak.policy.views.texts import counted
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse_on, status_of


@requires(Permission.DRAFT)
@keeps_text
def take_text(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    version = working(draft)
    has_text = bool(queries.counts(version))
    form = forms.TextForm(request.POST or None, request.FILES or None)
    if not has_text:
        del form.fields["keep"]
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused, reading.Refused):
            received = services.take_text(
                version=version,
                text=_text_of(form.cleaned_data),
                keep=form.cleaned_data.get("keep", False),
                by=request.user,
                today=request.today,
            )
            _say_what_was_recognised(request, received)
            return redirect("policy:text", uuid=draft.uuid)
    return render_page(
        request,
        "policy/take_text.html",
        frame(request, draft) | {"form": form, "has_text": has_text, "most": services.LIMIT},
        status=status_of(form),
    )


AKN_BYTES = 16 * 1024 * 1024
"""The longest text that is taken in, with five times as much markup."""


def _text_of(data: dict[str, Any]) -> str:
    """What was pasted, or the words of the file; Akoma Ntoso is known by its content and written out."""
    file = data.get("file")
    if not file:
        return str(data["text"])
    beginning = file.read(2_000)
    file.seek(0)
    if not akomantoso.is_one(beginning):
        return reading.text_of(file)
    if file.size > AKN_BYTES:
        raise reading.Refused(
            _("Berkas Akoma Ntoso ini lebih besar dari 16 MB. Masukkan batang tubuhnya dahulu.")
        )
    try:
        return writing.plain(akomantoso.read(file.read()))
    except akomantoso.CannotRead as refusal:
        raise reading.Refused(translate(str(refusal))) from None  # marked where it is raised


NAMED = 10
"""So many passages that nobody understood are named in the message; some are words of another clause by now."""


def _say_what_was_recognised(request: HttpRequest, received: services.Received) -> None:
    found = counted(received.counts) or _("bagian tanpa pasal")
    messages.success(request, _("Naskah dimasukkan: %(found)s.") % {"found": found})
    if received.kept and (received.new or received.gone):
        messages.info(
            request,
            _("%(kept)s bagian dikenali sama seperti sebelumnya, %(new)s baru, %(gone)s tidak ada lagi.")
            % {"kept": received.kept, "new": received.new, "gone": received.gone},
        )
    if received.invisible:
        messages.info(
            request,
            ngettext(
                "%(n)s karakter yang tidak tampak (pengendali, pembalik arah tulisan) dibuang.",
                "%(n)s karakter yang tidak tampak (pengendali, pembalik arah tulisan) dibuang.",
                received.invisible,
            )
            % {"n": received.invisible},
        )
    if received.unread:
        words = [f"“{Truncator(' '.join(passage.split())).chars(60)}”" for passage in received.unread]
        shown = words[:NAMED] + ["…"] * (len(words) > NAMED)
        messages.warning(
            request,
            ngettext(
                "%(n)s bagian tidak dikenali dan tetap di tempatnya: %(words)s. Periksa di sekitarnya.",
                "%(n)s bagian tidak dikenali dan tetap di tempatnya: %(words)s. Periksa di sekitarnya.",
                len(words),
            )
            % {"n": len(words), "words": ", ".join(shown)},
        )
    say_what_was_unbound(request, received.unbound)


def say_what_was_unbound(request: HttpRequest, labels: list[str]) -> None:
    if labels:
        messages.warning(
            request,
            _("Angka ini lepas karena ketentuannya tidak ada lagi: %(labels)s.")
            % {"labels": ", ".join(labels)},
        )
