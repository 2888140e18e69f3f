"""Other words for a provision: proposed by whoever sees the work, answered by whoever writes."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires
from bijak.policy import forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Rewording
from bijak.policy.views.opening import frame, keeps_text, open_draft, passage_in
from bijak.policy.views.passages import clause_of, place_of
from bijak.shell.htmx import render_page
from bijak.shell.sending import number_of, open_or_send, refuse_on, status_of, tell_why_not

LISTED = 20


@requires(Permission.VIEW)
@open_or_send
@keeps_text
def propose_words(request: HttpRequest, uuid: UUID, provision: UUID) -> HttpResponse:
    """Write a provision as one would have it; nothing changes until an editor accepts."""
    draft, passage = passage_in(request, uuid, provision)
    clause = clause_of(passage)
    initial = {
        "heading": passage.heading,
        "text": request.GET.get("bunyi", passage.text)[:20_000],
        "reason": request.GET.get("alasan", "")[:2_000],
    }
    form = forms.RewordingForm(request.POST or None, initial=initial)
    if not clause.has_heading:
        del form.fields["heading"]
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.propose_words(
                passage=passage,
                by=request.user,
                today=request.today,
                **{"heading": passage.heading} | form.cleaned_data,
            )
            messages.success(request, _("Usulan Anda dikirim. Jawabannya disampaikan kepada Anda."))
            return redirect(place_of(draft, provision))
    context = frame(request, draft) | {"clause": clause, "form": form}
    return render_page(request, "policy/propose_words.html", context, status=status_of(form))


@requires(Permission.VIEW)
@require_safe
def rewordings(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What people propose for a draft, each as a change of the words of now; those that wait, or all."""
    draft = open_draft(request, uuid)
    is_all = request.GET.get("keadaan") == "semua"
    found = queries.rewordings_of(draft)
    if not is_all:
        found = found.filter(state=Rewording.State.OPEN)
    page = Paginator(found, LISTED).get_page(request.GET.get("hal"))
    version = queries.working_version(draft)
    clauses = queries.clauses(version or queries.shown_version(draft))
    context = frame(request, draft) | {
        "page": page,
        "proposals": queries.proposed(page, clauses),
        "all": is_all,
    }
    context["may_answer"] = context["may_edit"] and version is not None
    return render_page(request, "policy/rewordings.html", context)


@require_POST
@requires(Permission.DRAFT)
def answer_words(request: HttpRequest, uuid: UUID) -> HttpResponse:
    rewording = get_object_or_404(queries.rewordings_seen_by(request.user, request.today), uuid=uuid)
    answer = request.POST.get("answer", "").strip()[:4_000]
    try:
        if request.POST.get("putusan") == "terima":
            services.accept_words(
                rewording=rewording,
                edition=number_of(request.POST.get("edition", "")),
                answer=answer,
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Usulan diterima dan menjadi bunyi ketentuan."))
        elif answer:
            services.refuse_words(rewording=rewording, answer=answer, by=request.user, today=request.today)
            messages.success(request, _("Usulan ditolak; alasannya disampaikan kepada pengusul."))
        else:
            messages.error(request, _("Sebutkan alasan penolakan; pengusul membacanya."))
    except services.TextChanged:
        messages.error(
            request, _("Ketentuan ini baru saja berubah. Periksa lagi bedanya, lalu terima atau tolak.")
        )
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("policy:rewordings", uuid=rewording.draft.uuid)


@require_POST
@requires(Permission.VIEW)
def withdraw_words(request: HttpRequest, uuid: UUID) -> HttpResponse:
    rewording = get_object_or_404(queries.rewordings_seen_by(request.user, request.today), uuid=uuid)
    with tell_why_not(request, services.Refused):
        services.withdraw_words(rewording=rewording, by=request.user, today=request.today)
        messages.success(request, _("Usulan Anda ditarik."))
    return redirect("policy:rewordings", uuid=rewording.draft.uuid)
