"""The register of letters, and one letter with what became of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import holds, requires, signed_in
from bijak.documents.responses import attachment
from bijak.interchange.exporting import table_response
from bijak.letters import exporting, forms, queries, services
from bijak.letters.access import Permission
from bijak.letters.models import OfficialLetter
from bijak.letters.views.opening import may, note_view, open_letter, open_person, open_subject
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse_on, status_of
from bijak.shell.veiling import opened, searched

PAGE = 25


@requires(Permission.VIEW)
@searched("cari")
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Every letter that one may see, the newest first."""
    found = queries.visible_to(request.user, today=request.today)
    form = forms.Search(opened(request.GET), years=queries.years(found))
    page = Paginator(queries.listed(found, form.filter()), PAGE).get_page(request.GET.get("hal"))
    context = {
        "form": form,
        "page": page,
        "rows": [(each, queries.state_of(each), queries.named_in(each)) for each in page],
        "is_narrowed": bool(request.GET),
        "query": request.GET.urlencode(),
        "may_write": holds(request.user, Permission.WRITE, today=request.today),
        "may_arrange": holds(request.user, Permission.ARRANGE, today=request.today),
        "templates": [each for each in form.templates if each.is_open and not each.about],
    }
    return render_page(request, "letters/list.html", context, partial="results")


@requires(Permission.VIEW)
@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    """The register as a file, with the filter of the page."""
    filters = opened(request.GET).dict()
    found = queries.visible_to(request.user, today=request.today)
    form = forms.Search(filters, years=queries.years(found))
    narrowed_to = {name: value for name, value in filters.items() if name != "cari"}
    services.note_download(filter=narrowed_to, by=request.user)
    return table_response(
        f"buku-surat-{request.today.isoformat()}",
        exporting.HEADERS,
        exporting.rows(queries.listed(found, form.filter())),
        format=filters.get("bentuk", "xlsx"),
    )


@requires(Permission.VIEW)
@require_safe
def of_person(request: HttpRequest, person: UUID) -> HttpResponse:
    """The letters about somebody and her card; her page asks for it when one scrolls to it."""
    row = open_person(request, person, Permission.VIEW)
    note_view(request, row, gettext_noop("Surat kepegawaian"))
    told = {"row": row, "held": queries.held_by(row), "may_write": may(request, Permission.WRITE, row)}
    return render_page(request, "letters/of_person.html", told, partial="held")


@signed_in
@require_safe
def letter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A letter: its number, whom it is about, whether it holds, who signed it."""
    return _page(request, open_letter(request, uuid))


@signed_in
@require_safe
@cache_control(private=True, no_cache=True)
def letter_file(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The letter as it was signed, else as it was issued; ``?asli`` is always the latter."""
    found = open_letter(request, uuid)
    subject = open_subject(request, found)
    document = found.prepared if "asli" in request.GET else found.signed or found.prepared
    try:
        answer = attachment(document)
    except FileNotFoundError:
        raise Http404 from None
    note_view(request, subject.row, gettext_noop("Surat kepegawaian"))
    return answer


@requires(Permission.WRITE)
@require_POST
def void(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = open_letter(request, uuid)
    form = forms.Reason(request.POST)
    if form.is_valid():
        with refuse_on(form, services.Refused):
            services.void(letter=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Surat %(number)s dibatalkan.") % {"number": found.number})
            return redirect("letters:letter", uuid)
    return _page(request, found, form=form)


def _page(request: HttpRequest, found: OfficialLetter, form: Any = None) -> HttpResponse:
    subject = open_subject(request, found)
    note_view(request, subject.row, gettext_noop("Surat kepegawaian"))
    may_write = may(request, Permission.WRITE, subject.holder)
    context = {
        "letter": found,
        "subject": subject,
        "state": queries.state_of(found),
        "template": queries.template(found.version.template.code),
        "signatures": queries.signatures_of(found),
        "replacement": queries.replacement_of(found),
        "changed": queries.changed_since(found, subject.row),
        "may_write": may_write,
        "may_sign": may_write or may(request, Permission.SIGN, subject.holder),
        "form": form or forms.Reason(),
    }
    return render(request, "letters/letter.html", context, status=status_of(form) if form else 200)
