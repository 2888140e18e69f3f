"""Writing a letter about one person or about several: chosen, previewed, issued."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from bijak.accounts.access import grants, requires
from bijak.letters import exporting, forms, queries, services
from bijak.letters.access import Permission
from bijak.letters.registries import matters
from bijak.letters.views.opening import may, note_view, open_letter, open_person, open_subject
from bijak.people import queries as people
from bijak.shell.htmx import is_htmx, render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of

PDF = "application/pdf"


@requires(Permission.WRITE)
@require_safe
def choose(request: HttpRequest, person: UUID) -> HttpResponse:
    """Which letter it is to be."""
    row = open_person(request, person, Permission.WRITE)
    kinds = [each for each in queries.templates() if each.is_open and not each.about]
    return render(request, "letters/choose.html", {"row": row, "templates": kinds})


@requires(Permission.WRITE)
@open_or_send
def write(request: HttpRequest, person: UUID, code: str) -> HttpResponse:
    """A letter about one person: what it would say, its PDF, and the letter itself."""
    row = open_person(request, person, Permission.WRITE)
    template = _template(code)
    form = forms.Writing(request.POST or None, **_about(request, template))
    return _written(request, queries.about_person(row), template, form)


@requires(Permission.WRITE)
@open_or_send
def write_about(request: HttpRequest, code: str, uuid: UUID) -> HttpResponse:
    """A letter about what its template is about: a batch, with its list behind it."""
    template = _template(code, is_about_people=False)
    subject = _open_thing(request, template, uuid)
    form = forms.Writing(request.POST or None, **_about(request, template))
    return _written(request, subject, template, form)


@requires(Permission.WRITE)
@open_or_send
def replace(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The same kind of letter anew, in the place of one that is voided with it."""
    former = open_letter(request, uuid)
    subject = open_subject(request, former)
    if not may(request, Permission.WRITE, subject.holder):
        raise Http404
    template = _template(former.version.template.code, is_about_people=not former.about)
    about = _about(request, template)
    about["initial"] |= {
        "book": former.book.uuid, "as_of": former.as_of, "signer": former.signer_nip,
        "reason": former.void_reason,
    }  # fmt: skip
    form = forms.Replacing(request.POST or None, **about)
    return _written(request, subject, template, form, replaces=former)


@requires(Permission.WRITE)
@open_or_send
def write_many(request: HttpRequest, code: str) -> HttpResponse:
    """The same letter about several people, by their NIP: all of them, or none.

    Another page may send NIPs along to begin with; they stand in no address.
    """
    template = _template(code)
    about = _about(request, template)
    if "edition" not in request.POST:
        about["initial"]["people"] = request.POST.getlist("nips")
    seen = people.visible_to(request.user, today=request.today)
    form = forms.Many(request.POST if "edition" in request.POST else None, among=seen, **about)
    if form.is_bound and form.is_valid():
        nips = form.cleaned_data["nips"]
        found = seen.select_related("employee__account", "unit").filter(nip__in=nips)
        rows = {each.nip: each for each in found if may(request, Permission.WRITE, each)}
        if unknown := [nip for nip in nips if nip not in rows]:
            form.add_error(
                "nips",
                _("Tidak ada pegawai di lingkup Anda dengan NIP: %(nips)s.") % {"nips": ", ".join(unknown)},
            )
        else:
            with refuse_on(form, services.Refused):
                issued = services.issue(
                    order=_order(template, form, today=request.today),
                    rows=[rows[nip] for nip in nips],
                    lay_out=exporting.letter_pdf,
                    by=request.user,
                    today=request.today,
                )
                messages.success(
                    request,
                    _("%(count)s surat diterbitkan, nomor %(first)s sampai %(last)s.")
                    % {"count": len(issued), "first": issued[0].number, "last": issued[-1].number},
                )
                return redirect("letters:list")
    context = {"template": template, "form": form, "most": services.MOST_AT_ONCE}
    return render(request, "letters/write_many.html", context, status=status_of(form))


def _written(
    request: HttpRequest,
    subject: queries.Subject,
    template: queries.Template,
    form: forms.Writing,
    replaces: Any = None,
) -> HttpResponse:
    note_view(request, subject.row, gettext_noop("Surat kepegawaian"))
    drafted = None
    # The preview follows what is typed, and takes along the button that was pressed last.
    act = "" if is_htmx(request) else request.POST.get("act", "")
    if request.method == "POST" and form.is_valid():
        order = _order(template, form, today=request.today)
        said: dict[str, Any] = {"on": order.on, "answers": order.answers, "signed_by": order.signed_by}
        drafted = (
            queries.draft_about(template, subject.thing, **said)
            if subject.matter
            else queries.draft(template, subject.row, as_of=order.as_of, **said)
        )
        if act == "pdf":
            annex = subject.matter.annex(subject.thing) if subject.matter else None
            content = exporting.preview_pdf(
                drafted.blocks, book=order.book, on=order.on, signed_by=order.signed_by, annex=annex
            )
            return HttpResponse(content, content_type=PDF, headers={"X-Content-Type-Options": "nosniff"})
        if act == "terbit":
            with refuse_on(form, services.Refused):
                wanted: dict[str, Any] = {
                    "order": order, "lay_out": exporting.letter_pdf, "by": request.user, "today": request.today,
                    "replaces": replaces, "reason": form.cleaned_data.get("reason", ""),
                }  # fmt: skip
                if subject.matter:
                    issued = services.issue_about(thing=subject.uuid, **wanted)
                else:
                    (issued,) = services.issue(rows=[subject.row], **wanted)
                messages.success(request, _("Surat %(number)s diterbitkan.") % {"number": issued.number})
                return redirect("letters:letter", issued.uuid)
    context = {
        "subject": subject,
        "template": template,
        "form": form,
        "draft": drafted,
        "replaces": replaces,
        "has_books": form.fields["book"].queryset.exists(),
    }
    partial = None if form.is_searching else "preview"
    return render_page(request, "letters/write.html", context, partial=partial, status=status_of(form))


def _template(code: str, *, is_about_people: bool = True) -> queries.Template:
    found = queries.template(code)
    if found is None or not found.is_open or bool(found.about) == is_about_people:
        raise Http404
    return found


def _open_thing(request: HttpRequest, template: queries.Template, uuid: UUID) -> queries.Subject:
    """What a template is about, for who may write about it; to all others it does not exist."""
    matter = matters.get(template.about)
    thing = matter.things().filter(uuid=uuid).first()
    writes = may(request, Permission.WRITE, matter)
    if thing is None or not writes or matter.permission not in grants(request.user, today=request.today):
        raise Http404
    return queries.about_thing(matter, thing)


def _about(request: HttpRequest, template: queries.Template) -> dict[str, Any]:
    """What a form of this kind of letter begins with."""
    return {
        "asks_day": not template.about,
        "books": queries.books_to_write(request.user, today=request.today),
        "wording": template.wording,
        "initial": {
            "edition": template.seen,
            "on": request.today,
            "as_of": request.today,
            "signer": queries.usual_signer(request.user),
        },
    }


def _order(template: queries.Template, form: forms.Writing, *, today: date) -> services.Order:
    """Of what is about a matter no day is asked: it is said as it is today."""
    names = ("token", "edition", "book", "on", "signed_by")
    return services.Order(
        template=template,
        answers=form.answers(),
        as_of=form.cleaned_data.get("as_of", today),
        **{name: form.cleaned_data[name] for name in names},
    )
