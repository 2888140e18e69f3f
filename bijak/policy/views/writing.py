"""Writing a text as a whole, and going back to how it read before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bijak.accounts.access import requires
from bijak.policy import forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Draft, Provision, Version
from bijak.policy.views.comparing import CHANGES
from bijak.policy.views.opening import Gone, frame, keeps_text, open_draft, working
from bijak.policy.views.passages import place_of
from bijak.policy.views.taking import say_what_was_unbound
from bijak.shell.htmx import render_page
from bijak.shell.sending import number_of, refuse, refuse_on, status_of, tell_why_not

LISTED = 50


@requires(Permission.DRAFT)
@keeps_text
@require_http_methods(["GET", "POST"])
def write_text(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A chapter, or a short text whole, in one field; what will change is shown before it is saved."""
    draft = open_draft(request, uuid)
    version = working(draft)
    parts = queries.clauses(version)
    if not parts:
        return redirect("policy:take_text", uuid=draft.uuid)
    book = queries.read(parts, request.GET)
    stretch = _stretch(request, draft, parts, book)
    kept = queries.unsaved_stretch(version, stretch, request.user)
    initial = {"text": stretch.text, "first": stretch.first, "last": stretch.last, "basis": stretch.basis}
    if kept and "isian" in request.GET:
        initial |= {"text": kept.text, "basis": kept.basis}
    form = forms.StretchForm(request.POST or None, initial=initial)
    context = frame(request, draft) | {"form": form, "stretch": stretch, "reading": book, "kept": kept}
    if request.method == "POST" and form.is_valid() and request.POST.get("langkah") != "sunting":
        typed = form.cleaned_data
        known = _places(request, "sama")
        if typed["basis"] != stretch.basis:
            joined = queries.merged(version, stretch, typed["text"], typed["basis"])
            refuse(form, services.StretchChanged(_met(joined), stretch))
            if joined:
                typed["text"] = joined.text
                known = {each.place: each.clause.provision for each in joined.both}
                context |= {"both": joined.both, "spared": joined.kept}
        elif request.POST.get("langkah") == "simpan":
            if chosen := _places(request, "lain"):
                typed["text"] = queries.with_saved(stretch, typed["text"], chosen)
            with refuse_on(form, services.Refused):
                unbound = services.rewrite(
                    version=version, known=known, by=request.user, today=request.today, **typed
                )
                messages.success(request, _("Naskah disimpan; nomor dan rujukannya disesuaikan."))
                say_what_was_unbound(request, unbound)
                return redirect(place_of(draft, stretch.first))
        form.data = typed | {"basis": stretch.basis}
        context |= _outcome(request, version, stretch, queries.rewritten(stretch, typed["text"], known))
    return render_page(request, "policy/write_text.html", context, status=status_of(form))


def _met(joined: queries.Merged | None) -> str:
    """What somebody is told whose stretch another changed meanwhile."""
    if joined is None:
        return _(
            "Orang lain mengubah bagian ini sementara Anda menyunting. Perubahannya yang tidak ada dalam isian "
            "Anda tampak di bawah sebagai dihapus atau diubah."
        )
    return _(
        "Orang lain mengubah bagian ini sementara Anda menyunting. Perubahannya sudah digabungkan dengan isian "
        "Anda. Periksa di bawah, lalu simpan."
    )


def _stretch(
    request: HttpRequest, draft: Draft, parts: list[queries.Clause], book: queries.Reading
) -> queries.Stretch:
    if request.method == "POST":
        found = queries.stretch_between(parts, request.POST.get("first", ""), request.POST.get("last", ""))
        if found is None:
            raise Gone(draft, _("Awal atau akhir bagian ini sudah dihapus orang lain."))
        return found
    shown = book.shown.clauses
    start = parts.index(shown[0])
    return queries.Stretch(parts, start, start + len(shown))


def _outcome(
    request: HttpRequest, version: Version, stretch: queries.Stretch, new: queries.Rewritten
) -> dict[str, Any]:
    """What saving would do, part by part."""
    kept = set(new.provisions)
    kinds = [change.kind for change in new.changes]
    return {
        "is_reviewed": True,
        "page": Paginator(
            queries.folded((change, new.names[(change.new or change.old).key]) for change in new.changes), 200
        ).get_page(request.GET.get("hal")),
        "kinds": [(label, kinds.count(kind)) for kind, label in CHANGES.items() if kind in kinds],
        "unread": new.unread,
        "found": queries.findings_after(version, stretch, new),
        "unbound": [
            queries.label_of(queries.bounds_of(each.term))
            for each in queries.settings_of(version)
            if each.provision_id not in kept
        ],
    }


# Going back -------------------------------------------------------------------------------------


@requires(Permission.VIEW)
@require_safe
def changes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was done to the working version, the newest first."""
    draft = open_draft(request, uuid)
    version = queries.working_version(draft)
    names = {each.provision_id: each for each in queries.clauses(version)} if version else {}
    page: Page[Any] = Paginator(queries.changes_of(version) if version else [], LISTED).get_page(
        request.GET.get("hal")
    )
    undone = queries.steps_of(version).undone if version else ()
    context = frame(request, draft) | {
        "page": page,
        "rows": [(change, names.get(change.provision_id), change.pk in undone) for change in page],
        "version": version,
    }
    return render_page(request, "policy/changes.html", context)


GOING = {
    "": (
        services.bring_back,
        gettext_lazy("Naskah kembali seperti sebelum perubahan itu. Ini pun dapat dikembalikan."),
    ),
    "batalkan": (
        services.undo,
        gettext_lazy("Perubahan terakhir dibatalkan. “Ulangi” melakukannya kembali."),
    ),
    "ulangi": (services.redo, gettext_lazy("Perubahan yang dibatalkan dilakukan kembali.")),
}
"""What going back from a change means: to before it at once, or one step like in an editor."""


@requires(Permission.DRAFT)
@require_http_methods(["GET", "POST"])
def bring_back(request: HttpRequest, uuid: UUID, change: UUID) -> HttpResponse:
    """How the text would read as before a change; on POST it does."""
    draft = open_draft(request, uuid)
    version = working(draft)
    asked = get_object_or_404(queries.changes_of(version), uuid=change)
    if request.method == "POST":
        go, done = GOING.get(request.POST.get("langkah", ""), GOING[""])
        with tell_why_not(request, services.Refused):
            go(change=asked, by=request.user, today=request.today)
            messages.success(request, done)
        provision = asked.provision
        if provision and queries.passages(version).filter(provision=provision).exists():
            # Its chapter, but from the top of the page: there one goes on stepping.
            return redirect(place_of(draft, provision.uuid).partition("#")[0])
        return redirect("policy:text", uuid=draft.uuid)
    then, now = queries.state_before(asked), queries.state_of(version)
    names = queries.names_in(now) | queries.names_in(then)
    rows = queries.folded(
        (each, names[(each.new or each.old).key]) for each in queries.differences(now, then)
    )
    context = frame(request, draft) | {
        "change": asked,
        "page": Paginator(rows, LISTED).get_page(request.GET.get("hal")),
    }
    return render_page(request, "policy/bring_back.html", context)


# While typing -----------------------------------------------------------------------------------


@require_POST
@requires(Permission.DRAFT)
def unsaved_stretch(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keep what is being typed in a chapter, or let go of it."""
    draft = open_draft(request, uuid)
    version = working(draft)
    first = get_object_or_404(
        Provision.objects.filter(policy=draft.policy_id), uuid=_uuid(request.POST.get("first", ""))
    )
    context = frame(request, draft)
    if "buang" in request.POST:
        services.discard_unsaved(version=version, provision=first.uuid, is_stretch=True, by=request.user)
        messages.success(request, _("Isian sementara dibuang."))
        return redirect("policy:text", uuid=draft.uuid)
    context |= kept_words(request, version, first, basis=request.POST.get("basis", ""), is_stretch=True)
    stretch = queries.stretch_between(
        queries.clauses(version), request.POST.get("first", ""), request.POST.get("last", "")
    )
    context["is_changed"] = stretch is None or stretch.basis != request.POST.get("basis")
    return render_page(request, "policy/company.html", context, partial="company")


def kept_words(
    request: HttpRequest, version: Version, provision: Provision, *, basis: str, is_stretch: bool = False
) -> dict[str, Any]:
    try:
        row = services.keep_unsaved(
            version=version,
            provision=provision,
            heading=request.POST.get("heading", ""),
            text=request.POST.get("text", "").replace("\r\n", "\n"),
            basis=basis,
            is_stretch=is_stretch,
            by=request.user,
            now=timezone.now(),
            today=request.today,
        )
    except services.Refused as refusal:
        return {"refusal": str(refusal)}
    return {"kept_at": row.kept_at, "typed": (row.heading, row.text)}


def _places(request: HttpRequest, field: str) -> dict[int, UUID]:
    """Parts of what was typed that somebody said which provisions they are: ``7:uuid``."""
    found = (each.partition(":") for each in request.POST.getlist(field))
    places = ((number_of(place, -1), _uuid(text)) for place, _colon, text in found)
    return {place: uuid for place, uuid in places if place >= 0 and uuid}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
