"""Pages for those who answer: the list, the answer to one or many, one comment, the matrix."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_safe

from bijak.accounts import access
from bijak.accounts import services as account_services
from bijak.accounts.access import requires
from bijak.consultation import exporting, forms, queries, services
from bijak.consultation.access import Permission
from bijak.consultation.models import Comment, Draft
from bijak.documents.printing import Paper
from bijak.interchange.exporting import table_response
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse

PAGE_SIZE = 25
MOST = 200
"""Comments that one answer may be given to at once."""


@require_safe
@requires(Permission.READ)
def comments(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was said about a draft, what waits first."""
    draft = _draft(uuid)
    clauses = [each for each in queries.clauses_of(draft) if each.is_clause]
    form = forms.Search(request.GET, clauses=clauses)
    said = queries.narrowed(queries.comments_of(draft), form.filter())
    page: Any = Paginator(said, PAGE_SIZE).get_page(request.GET.get("hal"))
    page.object_list = queries.placed(draft, page.object_list)
    everything = request.GET.copy()
    everything["pilih"] = "semua"
    return render_page(
        request,
        "consultation/comments.html",
        {
            "all_are_chosen": request.GET.get("pilih") == "semua",
            "choose_all": everything.urlencode(),
            "draft": draft,
            "form": form,
            "page": page,
            "score": queries.score(draft),
            "papers": list(Paper),
            "is_narrowed": bool(request.GET),
            "is_asking": queries.accepts_comments(draft, today=request.today),
            "may_answer": access.holds(request.user, Permission.ANSWER, today=request.today),
        },
        partial="results",
    )


@open_or_send
@requires(Permission.ANSWER)
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer the comments chosen, or the one that waits longest; beside them others that say much the same."""
    draft = _draft(uuid)
    chosen = _chosen(request, draft)
    if not chosen:
        if queries.next_waiting(draft):
            messages.warning(
                request, _("Tanggapan yang Anda pilih baru saja disembunyikan. Pilih yang lain.")
            )
        else:
            messages.success(request, _("Semua tanggapan sudah dijawab."))
        return redirect("consultation:comments", uuid=draft.uuid)
    newest = max((each.answer_id or 0 for each in chosen), default=0)
    form: Any = forms.AnswerForm(
        request.POST or None, versions=queries.later_versions(draft), initial=_initial(chosen, newest)
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            services.answer(comments=chosen, by=request.user, today=request.today, **form.cleaned_data)
        except services.Refused as refusal:
            # What was typed stays; the other answer is shown beside it; sending again is then a choice.
            status = refuse(form, refusal, seen=newest)
        else:
            answered = ngettext("%(n)s tanggapan dijawab.", "%(n)s tanggapan dijawab.", len(chosen))
            messages.success(request, answered % {"n": len(chosen)})
            return redirect(
                "consultation:answer" if "next" in request.POST else "consultation:comments", uuid=draft.uuid
            )
    return render(
        request,
        "consultation/answer.html",
        {
            "draft": draft,
            "chosen": queries.placed(draft, chosen),
            "alike": queries.placed(draft, queries.alike(chosen)) if len(chosen) < PAGE_SIZE else [],
            "form": form,
            "counts": queries.count_of(draft),
        },
        status=status,
    )


@open_or_send
@requires(Permission.READ)
def comment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One comment, with moderation. The address it came from is shown on demand, and that is logged."""
    said = get_object_or_404(
        Comment.objects.select_related(
            "draft__policy", "answer__changed_in", "answer__answered_by", "version", "provision", "hidden_by"
        ),
        uuid=uuid,
        confirmed_at__isnull=False,
    )
    may_answer = access.holds(request.user, Permission.ANSWER, today=request.today)
    form = forms.HideForm(request.POST if "hide" in request.POST else None)
    email = ""
    if request.method == "POST":
        access.must(request.user, Permission.ANSWER, today=request.today)
        if "email" in request.POST:
            email = said.email
            account_services.record_view(
                viewer=request.user,
                subject_uuid=said.uuid,
                subject_kind="consultation.comment",
                page=gettext_noop("Alamat surel penanggap"),
            )
        elif "show" in request.POST:
            services.show_again(comment=said, by=request.user, today=request.today)
            return redirect(request.path)
        elif form.is_valid():
            try:
                services.hide(comment=said, by=request.user, today=request.today, **form.cleaned_data)
            except services.Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect(request.path)
    return render(
        request,
        "consultation/comment.html",
        {
            "comment": said,
            "place": queries.placed(said.draft, [said])[0].place,
            "email": email,
            "form": form,
            "may_answer": may_answer,
        },
    )


@require_safe
@requires(Permission.READ)
def matrix(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Every comment with its answer, as a table on paper or for a spreadsheet."""
    draft = _draft(uuid)
    name = f"matriks-tanggapan-{request.today.isoformat()}"
    wanted = request.GET.get("bentuk", "xlsx")
    services.note_matrix(draft=draft, format=wanted if wanted in ("pdf", "csv") else "xlsx", by=request.user)
    if wanted != "pdf":
        return table_response(name, exporting.headers(), exporting.rows(draft), format=wanted)
    asked = request.GET.get("kertas", "")
    paper = Paper(asked) if asked in list(Paper) else Paper.A4
    return HttpResponse(
        exporting.matrix_pdf(draft, paper=paper, today=request.today),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )


# ------------------------------------------------------------------------------------------------


def _draft(uuid: UUID) -> Draft:
    try:
        return queries.discussed_draft(uuid)
    except Draft.DoesNotExist:
        raise Http404 from None


def _chosen(request: HttpRequest, draft: Draft) -> list[Comment]:
    """The comments that the address or the form names; without any, the one that waits longest."""
    named = [*request.GET.getlist("t"), *request.POST.getlist("t")][:MOST]
    if not named:
        waiting = queries.next_waiting(draft)
        return [waiting] if waiting else []
    try:
        uuids = {UUID(each) for each in named}
    except ValueError:
        raise Http404 from None
    return list(queries.comments_of(draft).filter(uuid__in=uuids, hidden_on=None))


def _initial(chosen: Sequence[Comment], newest: int) -> dict[str, object]:
    """To mend an answer one begins with it."""
    given = chosen[0].answer
    if given is None or any(each.answer_id != given.pk for each in chosen):
        return {"seen": newest}
    return {
        "seen": newest,
        "disposition": given.disposition,
        "reason": given.reason,
        "text": given.text,
        "changed_in": given.changed_in_id,
    }
