"""The explanation of a draft, or its naskah akademik: what is written, what is still empty, and the paper."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bijak.accounts.access import requires
from bijak.policy import exporting, forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.views.opening import open_draft
from bijak.policy.views.papers import sent
from bijak.policy.views.study import frame
from bijak.shell.htmx import render_page
from bijak.shell.sending import number_of, open_or_send, refuse, status_of, tell_why_not


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


STEPS = {
    "isi_ulang": (
        services.refill_section,
        gettext_lazy(
            "Bagian ini kembali mengikuti kajian. Tulisan yang lama disisihkan di bawah dan dapat dipakai lagi."
        ),
    ),
    "pakai_lagi": (services.take_up_section, gettext_lazy("Tulisan yang disisihkan dipakai lagi.")),
}


@requires(Permission.DRAFT)
@open_or_send
def section(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """Write a section; or let it follow the study again, and take up again what was written."""
    draft = open_draft(request, uuid)
    here = next((each for each in queries.explanation(draft, request.today) if each.code == code), None)
    if here is None:
        raise Http404
    if request.method == "POST" and here.row and (step := STEPS.get(request.POST.get("langkah", ""))):
        change, done = step
        with tell_why_not(request, services.Refused):
            change(
                section=here.row,
                edition=number_of(request.POST.get("edition", "")),
                by=request.user,
                today=request.today,
            )
            messages.success(request, done)
        return redirect("policy:section", uuid=draft.uuid, code=code)
    form = forms.SectionForm(request.POST or None, initial={"text": here.text, "edition": here.edition})
    theirs = ""
    if request.method == "POST" and form.is_valid():
        try:
            services.write_section(
                draft=draft, code=code, by=request.user, today=request.today, **form.cleaned_data
            )
        except services.StudyChanged as refusal:
            theirs = refusal.theirs.text
            refuse(form, refusal)
        except services.Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Bagian disimpan."))
            return redirect("policy:explanation", uuid=draft.uuid)
    context = {
        **frame(request, draft),
        "form": form,
        "section": here,
        "theirs": theirs,
        "from_study": queries.filled(draft, here.heading, request.today) if here.is_written else "",
    }
    return render_page(request, "policy/section.html", context, status=status_of(form))
