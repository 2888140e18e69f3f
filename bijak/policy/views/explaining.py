"""The explanation of a draft, or its naskah akademik: what is written, what is still empty, and the paper."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bijak.accounts.access import requires
from bijak.policy import exporting, forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.views.opening import open_draft
from bijak.policy.views.papers import sent
from bijak.policy.views.study import attempt, frame
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse, status_of


@requires(Permission.VIEW)
@require_safe
def explanation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    match request.GET.get("bentuk", ""):
        case "pdf":
            return sent(exporting.explanation_pdf(draft, request.today), f"penjelasan-{request.today}.pdf")
        case "docx":
            return sent(exporting.explanation_docx(draft, request.today), f"penjelasan-{request.today}.docx")
    sections = queries.explanation(draft, request.today)
    context = {
        **frame(request, draft),
        "sections": sections,
        "empty": [each for each in sections if each.is_empty],
    }
    return render_page(request, "policy/explanation.html", context)


@requires(Permission.DRAFT)
@open_or_send
def section(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """Write a section; or let it follow the study again."""
    draft = open_draft(request, uuid)
    here = next((each for each in queries.explanation(draft, request.today) if each.code == code), None)
    if here is None:
        raise Http404
    if request.method == "POST" and "isi_ulang" in request.POST:
        if here.row and attempt(request, services.refill_section, section=here.row):
            messages.success(request, _("Bagian ini kembali mengikuti kajian."))
        return redirect("policy:section", uuid=draft.uuid, code=code)
    form = forms.SectionForm(request.POST or None, initial={"text": here.text, "edition": here.edition})
    theirs, status = "", 0
    if request.method == "POST" and form.is_valid():
        try:
            services.write_section(
                draft=draft, code=code, by=request.user, today=request.today, **form.cleaned_data
            )
        except services.StudyChanged as refusal:
            theirs = refusal.theirs.text
            status = refuse(form, refusal, edition=refusal.theirs.edition)
        except services.Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("Bagian disimpan."))
            return redirect("policy:explanation", uuid=draft.uuid)
    context = {
        **frame(request, draft),
        "form": form,
        "section": here,
        "theirs": theirs,
        "from_study": queries.filled(draft, here.heading, request.today) if here.row else "",
    }
    return render_page(request, "policy/section.html", context, status=status or status_of(form))
