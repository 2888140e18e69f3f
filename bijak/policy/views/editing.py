"""Writing one provision in place: what is typed is kept, checked, and laid beside what others do."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bijak.accounts.access import requires
from bijak.policy import forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Draft, Passage
from bijak.policy.views.opening import (
    Gone,
    frame,
    keeps_text,
    open_draft,
    passage_in,
    working,
)
from bijak.policy.views.passages import place_of
from bijak.policy.views.texts import parts_of, standing
from bijak.policy.views.writing import kept_words
from bijak.shell.htmx import is_htmx, render_page
from bijak.shell.sending import number_of, refuse, tell_why_not


@requires(Permission.DRAFT)
@keeps_text
@require_http_methods(["GET", "POST"])
def edit_passage(request: HttpRequest, uuid: UUID, provision: UUID) -> HttpResponse:
    """Change one provision in place; a page of its own without JavaScript."""
    draft, passage = passage_in(request, uuid, provision)
    if is_htmx(request) and "batal" in request.GET:
        return _as_read(request, draft, passage)
    parts = queries.clauses(passage.version)
    place = next(place for place, each in enumerate(parts) if each.passage_id == passage.pk)
    clause = parts[place]
    following = parts[place + 1] if place + 1 < len(parts) else None
    kept = queries.unsaved_words(passage, request.user)
    initial = {"heading": passage.heading, "text": passage.text, "edition": passage.edition}
    if kept and "isian" in request.GET:
        initial = {
            "heading": kept.heading,
            "text": kept.text,
            "edition": number_of(kept.basis, passage.edition),
        }
    form = forms.PassageForm(request.POST or None, initial=initial)
    context = frame(request, draft) | {"clause": clause, "form": form, "kept": kept}
    context |= {"previous": parts[place - 1] if place else None, "next": following}
    status = 200
    step = request.POST.get("langkah", "")
    if request.method == "POST" and form.is_valid() and step.startswith(("periksa", "perbaiki")):
        typed = form.cleaned_data
        text = queries.mended(passage.version, parts, clause, typed["text"], step.partition(":")[2])
        form.data = typed | {"text": text}
        context["found"] = queries.findings_in(passage.version, parts, clause, typed["heading"], text)
    elif request.method == "POST" and form.is_valid():
        try:
            passage = services.edit_passage(
                passage=passage, by=request.user, today=request.today, **form.cleaned_data
            )
        except services.TextChanged as refusal:
            typed = form.cleaned_data
            context["theirs"] = refusal.theirs
            context["news"] = queries.news_of(refusal.theirs, typed["edition"])
            status = refuse(form, refusal)
        except services.Refused as refusal:
            status = refuse(form, refusal)
        else:
            after = following if step == "lanjut" else None
            if is_htmx(request):
                return _saved(request, draft, passage, after)
            messages.success(request, _("%(clause)s disimpan.") % {"clause": clause.name})
            if after is not None:
                return redirect("policy:edit_passage", uuid=draft.uuid, provision=after.provision)
            return redirect(place_of(draft, provision))
    # htmx swaps no answer of an error; the sentence must be seen all the same.
    status = 200 if is_htmx(request) else status
    return render_page(request, "policy/edit_passage.html", context, partial="editor", status=status)


def _as_read(request: HttpRequest, draft: Draft, passage: Passage) -> HttpResponse:
    """The part as it is read, and with it what stands above the text, which an edit changes too."""
    version = passage.version
    clauses = queries.clauses(version)
    (part,) = parts_of(version, [each for each in clauses if each.passage_id == passage.pk])
    book = queries.read(clauses, {})
    context = frame(request, draft) | {"part": part, "version": version, "reading": book}
    context |= standing(request, version, clauses, book)
    return render(request, "policy/swapped.html", context)


def _saved(
    request: HttpRequest, draft: Draft, passage: Passage, following: queries.Clause | None
) -> HttpResponse:
    """As it is read now; the browser lets go of its own copy, and opens what follows."""
    provision = passage.provision.uuid
    told: dict[str, object] = {
        "draft": f"policy.passage.{provision}",
        "provision": str(provision),
        "link": place_of(draft, provision),
    }
    if following is not None:
        link = reverse("policy:edit_passage", args=[draft.uuid, following.provision])
        told["next"] = {"provision": str(following.provision), "link": link}
    response = _as_read(request, draft, passage)
    response["HX-Trigger-After-Settle"] = json.dumps({"bijak:saved": told})
    return response


@require_POST
@requires(Permission.DRAFT)
def mend(request: HttpRequest, uuid: UUID, provision: UUID) -> HttpResponse:
    """Apply what a rule says to write instead, as an edit like any other."""
    draft, passage = passage_in(request, uuid, provision)
    parts = queries.clauses(passage.version)
    clause = next(each for each in parts if each.passage_id == passage.pk)
    text = queries.mended(passage.version, parts, clause, passage.text, request.POST.get("temuan", ""))
    with tell_why_not(request, services.Refused):
        if text == passage.text:
            raise services.Refused(_("Temuan ini sudah tidak ada; naskahnya berubah sejak diperiksa."))
        services.edit_passage(
            passage=passage,
            heading=passage.heading,
            text=text,
            edition=passage.edition,
            by=request.user,
            today=request.today,
        )
        messages.success(request, _("%(clause)s diperbaiki.") % {"clause": clause.name})
    return redirect(f"{reverse('policy:check', args=[draft.uuid])}#temuan")


@requires(Permission.DRAFT)
@keeps_text
@require_http_methods(["GET", "POST"])
def unsaved(request: HttpRequest, uuid: UUID, provision: UUID) -> HttpResponse:
    """POST keeps what is being typed in a provision; both say what others do to it meanwhile."""
    draft = open_draft(request, uuid)
    version = working(draft)
    if request.method == "POST" and "buang" in request.POST:
        services.discard_unsaved(version=version, provision=provision, by=request.user)
        messages.success(request, _("Isian sementara dibuang."))
        return redirect(place_of(draft, provision))
    context = frame(request, draft)
    try:
        _draft, passage = passage_in(request, uuid, provision)
    except Gone as gone:
        row = queries.unsaved_of(version, request.user).filter(provision__uuid=provision).first()
        if request.method == "POST" or row is None:
            raise
        context |= {
            "sentence": str(gone),
            "typed": f"{row.heading}\n{row.text}".strip(),
            "provision": provision,
        }
        return render_page(request, "policy/kept.html", context)
    if request.method == "POST":
        context |= kept_words(request, version, passage.provision, basis=request.POST.get("edition", ""))
        if context.get("typed") == (passage.heading, passage.text):
            services.discard_unsaved(version=version, provision=provision, by=request.user)
    elif row := queries.unsaved_words(passage, request.user):
        context["kept_at"] = row.kept_at  # the receipt stays while one looks who else is there
    seen = number_of(request.POST.get("edition") or request.GET.get("edition", ""), passage.edition)
    if seen != passage.edition:
        context["news"] = queries.news_of(passage, seen)
    context["others"] = [
        (row, queries.words_between((passage.heading, passage.text), (row.heading, row.text)))
        for row in queries.others_in(passage, but=request.user)
    ]
    return render_page(request, "policy/company.html", context, partial="company")
