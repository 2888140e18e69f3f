"""How letters read and how they are numbered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bijak.accounts.access import requires
from bijak.letters import exporting, forms, queries, services, texts
from bijak.letters.access import Permission
from bijak.shell.htmx import is_htmx, render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of


@requires(Permission.ARRANGE)
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    return render(request, "letters/templates.html", {"templates": queries.templates()})


@requires(Permission.ARRANGE)
@open_or_send
def new_template(request: HttpRequest) -> HttpResponse:
    return _template_page(request, None)


@requires(Permission.ARRANGE)
@open_or_send
def template(request: HttpRequest, code: str) -> HttpResponse:
    """A template as it reads, beside how it would look; ``?versi=`` opens former words to save them anew."""
    found = queries.template(code)
    if found is None:
        raise Http404
    return _template_page(request, found)


def _template_page(request: HttpRequest, found: queries.Template | None) -> HttpResponse:
    versions = list(queries.versions_of(found.code)) if found else []
    about = found.about if found else ""
    initial: dict[str, Any] = forms.TemplateForm.initial_of(found) if found else {"text": START}
    if older := [each for each in versions if str(each.number) == request.GET.get("versi")]:
        initial["text"] = older[0].text
    form = forms.TemplateForm(request.POST or None, initial=initial)
    text = str(form["text"].value() or "")[: queries.MOST_TEXT]
    # The preview follows what is typed, and takes along the button that was pressed last.
    act = "pratinjau" if is_htmx(request) else request.POST.get("act", "")
    if act == "pdf":
        return _sample_pdf(request, text, about)
    if act == "simpan" and form.is_valid():
        with refuse_on(form, services.Refused):
            saved = services.save_template(
                code=found.code if found else "",
                edition=form.cleaned_data["edition"],
                facts=form.facts(),
                text=text,
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Templat “%(name)s” disimpan.") % {"name": saved.name})
            return redirect("letters:template", saved.code)
    wording = queries.read(text, about=about)
    context = {
        "template": found,
        "form": form,
        "versions": versions,
        "fields": queries.letter_fields(about),
        "findings": [texts.sentence(each) for each in wording.findings],
        "questions": wording.questions,
        "blocks": queries.sample(text, about=about),
    }
    status = status_of(form) if act == "simpan" else 200
    return render_page(request, "letters/template.html", context, partial="preview", status=status)


def _sample_pdf(request: HttpRequest, text: str, about: str) -> HttpResponse:
    content = exporting.preview_pdf(
        queries.sample(text, about=about),
        book=queries.all_books().first(),
        on=request.today,
        signed_by=queries.SAMPLE_SIGNER,
    )
    headers = {"X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@requires(Permission.ARRANGE)
@require_safe
def books(request: HttpRequest) -> HttpResponse:
    found = [(each, queries.last_given(each, request.today.year)) for each in queries.all_books()]
    return render(request, "letters/books.html", {"books": found, "year": request.today.year})


@requires(Permission.ARRANGE)
@open_or_send
def new_book(request: HttpRequest) -> HttpResponse:
    return _book_page(request, None, {})


@requires(Permission.ARRANGE)
@open_or_send
def book(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(queries.all_books(), uuid=uuid)
    return _book_page(request, found, forms.BookForm.initial_of(found, year=request.today.year))


def _book_page(request: HttpRequest, found: Any, initial: dict[str, Any]) -> HttpResponse:
    form = forms.BookForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.save_book(
                book=found,
                edition=form.cleaned_data["edition"],
                facts=form.facts(),
                last=form.cleaned_data["last"],
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Buku nomor disimpan."))
            return redirect("letters:books")
    return render(request, "letters/book.html", {"form": form, "book": found}, status=status_of(form))


START = """# JUDUL SURAT

Yang bertanda tangan di bawah ini menerangkan bahwa:

- Nama: {nama}
- NIP: {nip}
- Jabatan: {jabatan}

"""
