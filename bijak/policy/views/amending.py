"""A revision as an amending regulation: the choice, what it would say, and the paper."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bijak.accounts.access import public
from bijak.policy import exporting, forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Draft, Stage
from bijak.policy.views.opening import frame, may, open_draft, shows_amendment
from bijak.policy.views.papers import sent, sent_once_laid_out
from bijak.policy.views.signing import official_file, official_paper
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse_on, status_of


@public
def amendment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What a revision changes, as the instrument that says so; whoever drafts chooses whether it becomes one."""
    draft = _revision(request, uuid)
    context = frame(request, draft)
    form = forms.FormChoice(request.POST or None, initial={"form": draft.form})
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.choose_form(
                draft=draft, form=form.cleaned_data["form"], by=request.user, today=request.today
            )
            messages.success(request, _("Bentuk perubahan disimpan."))
            return redirect("policy:amendment", uuid=draft.uuid)
    context |= {"form": form, "decree": queries.decree_of(draft)}
    if draft.stage == Stage.ENACTED:
        context |= {"lines": exporting.instrument_lines(draft)}
    else:
        context |= _written(draft)
    return render_page(request, "policy/amendment.html", context, status=status_of(form))


def _revision(request: HttpRequest, uuid: UUID) -> Draft:
    """A revision for who works on it; for everyone else what is law as an amending regulation."""
    draft = open_draft(request, uuid)
    if draft.revises_id is None or not (shows_amendment(draft) or may(request, Permission.VIEW)):
        raise Http404
    return draft


def _written(draft: Draft) -> dict[str, Any]:
    amendment = queries.amendment_of(draft)
    assert amendment is not None  # the draft revises what was set
    return {
        "amendment": amendment,
        "lines": exporting.laid(amendment.text) if draft.is_amending else (),
        "rows": queries.folded([(change, amendment.name_of(change)) for change in amendment.changes]),
    }


@public
@require_safe
def download_amendment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The amending regulation on paper, for whoever may read its page."""
    draft = _revision(request, uuid)
    decree = queries.decree_of(draft)
    if not draft.is_amending or not (decree or exporting.instrument_lines(draft)):
        raise Http404
    name = f"perubahan-{slugify(draft.policy.title)[:60]}"
    write: Callable[[], bytes]
    match request.GET.get("bentuk"):
        case "pdf":
            if official := official_paper(draft):
                return sent(official_file(official), f"{name}.pdf")
            name, write = f"{name}.pdf", lambda: exporting.instrument_pdf(draft)
        case "docx":
            name, write = f"{name}.docx", lambda: exporting.instrument_docx(draft, today=request.today)
        case _:
            raise Http404
    if decree is None:
        return sent(write(), name)
    return sent_once_laid_out(request, write, name, "instrument", decree.pk, queries.set_as(decree))
