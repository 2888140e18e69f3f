"""Pages of surveys: writing one, answering one, reading what came of it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import holds, requires, signed_in
from bijak.interchange.exporting import table_response
from bijak.policy import queries as policies
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse, refuse_on, status_of, tell_why_not
from bijak.shell.templatetags.formats import angka
from bijak.survey import forms, queries, services
from bijak.survey.access import Permission
from bijak.survey.models import KINDS, Moment, Question, QuestionKind, State, Survey

PAGE = 25


# /survei/ ---------------------------------------------------------------------------------------


@signed_in
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """What one is asked; for those who write and read surveys, all of them."""
    found = queries.visible_to(request.user, today=request.today)
    page = Paginator(found, PAGE).get_page(request.GET.get("hal"))
    waiting = set(queries.waiting_for(request.user, today=request.today).values_list("pk", flat=True))
    context = {
        "page": page,
        "rows": [(survey, survey.pk in waiting) for survey in page.object_list],
        "may_write": holds(request.user, Permission.WRITE, today=request.today),
    }
    return render_page(request, "survey/list.html", context, partial="results")


@requires(Permission.WRITE)
@open_or_send
def create(request: HttpRequest) -> HttpResponse:
    """A new survey, about the policy that the address names, if it names one."""
    initial = {
        "policy": request.GET.get("kebijakan", ""),
        "opens_on": request.today,
        "closes_on": request.today + timedelta(days=13),
    }
    known = policies.visible_to(request.user, today=request.today).filter(pk__in=policies.alive())
    form = forms.SurveyForm(request.POST or None, initial=initial, policies=known)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            survey = services.write_survey(facts=form.facts(), by=request.user, today=request.today)
            messages.success(request, _("Survei disimpan. Sekarang tulis pertanyaannya."))
            return redirect("survey:survey", survey.uuid)
    return render(request, "survey/edit.html", {"form": form, "survey": None}, status=status_of(form))


def _survey_form(request: HttpRequest, initial: dict[str, object]) -> forms.SurveyForm:
    known = policies.visible_to(request.user, today=request.today)
    return forms.SurveyForm(request.POST or None, initial=initial, policies=known)


# /survei/<uuid>/ --------------------------------------------------------------------------------


def _open(request: HttpRequest, uuid: UUID) -> Survey:
    return get_object_or_404(queries.visible_to(request.user, today=request.today), uuid=uuid)


def _may(request: HttpRequest, permission: Permission, survey: Survey) -> bool:
    return queries.may(request.user, permission, survey, today=request.today)


def _open_question(request: HttpRequest, uuid: UUID, question: UUID) -> Question:
    survey = _open(request, uuid)
    found = get_object_or_404(Question, survey=survey, uuid=question)
    found.survey = survey
    return found


@signed_in
@require_safe
def survey(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A survey as its writer sees it; whoever is only asked goes on to what there is for her."""
    survey = _open(request, uuid)
    if not any(_may(request, each, survey) for each in Permission):
        return redirect("survey:results" if survey.state == State.CLOSED else "survey:answer", uuid)
    context = {
        "survey": survey,
        "questions": queries.questions(survey),
        "turnout": queries.turnout(survey),
        "is_open": queries.is_open(survey, today=request.today),
        "may_write": _may(request, Permission.WRITE, survey),
        "extension": forms.Extension(initial={"closes_on": survey.closes_on}),
        "kinds": [label for code, label in KINDS if code in survey.kinds],
        "least": queries.K,
    }
    return render(request, "survey/survey.html", context)


@requires(Permission.WRITE)
@open_or_send
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    survey = _open(request, uuid)
    form = _survey_form(request, forms.SurveyForm.initial_of(survey))
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.change_survey(
                survey=survey,
                edition=form.cleaned_data["edition"],
                facts=form.facts(),
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Survei disimpan."))
            return redirect("survey:survey", uuid)
    return render(request, "survey/edit.html", {"form": form, "survey": survey}, status=status_of(form))


@requires(Permission.WRITE)
@require_POST
def discard(request: HttpRequest, uuid: UUID) -> HttpResponse:
    survey = _open(request, uuid)
    with tell_why_not(request, services.Refused):
        services.discard(survey=survey, by=request.user, today=request.today)
        messages.success(request, _("Survei dihapus."))
        return redirect("survey:list")
    return redirect("survey:survey", uuid)


@requires(Permission.WRITE)
@open_or_send
def add_question(request: HttpRequest, uuid: UUID) -> HttpResponse:
    survey = _open(request, uuid)
    initial = {"edition": survey.edition, "kind": QuestionKind.SCALE}
    form = forms.QuestionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.add_question(survey=survey, facts=form.facts(), by=request.user, today=request.today)
            messages.success(request, _("Pertanyaan ditambahkan."))
            return redirect("survey:survey", uuid)
    return render(
        request,
        "survey/question.html",
        {"form": form, "survey": survey, "question": None},
        status=status_of(form),
    )


@requires(Permission.WRITE)
@open_or_send
def edit_question(request: HttpRequest, uuid: UUID, question: UUID) -> HttpResponse:
    found = _open_question(request, uuid, question)
    form = forms.QuestionForm(request.POST or None, initial=forms.QuestionForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.change_question(
                question=found,
                edition=form.cleaned_data["edition"],
                facts=form.facts(),
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Pertanyaan disimpan."))
            return redirect("survey:survey", uuid)
    context = {"form": form, "survey": found.survey, "question": found}
    return render(request, "survey/question.html", context, status=status_of(form))


@requires(Permission.WRITE)
@require_POST
def arrange_question(request: HttpRequest, uuid: UUID, question: UUID) -> HttpResponse:
    """Move a question up or down, or take it out."""
    found = _open_question(request, uuid, question)
    act = request.POST.get("act", "")
    with tell_why_not(request, services.Refused):
        if act == "hapus":
            services.remove_question(question=found, by=request.user, today=request.today)
            messages.success(request, _("Pertanyaan dihapus."))
        elif act in ("naik", "turun"):
            services.move_question(question=found, up=act == "naik", by=request.user, today=request.today)
    return redirect("survey:survey", uuid)


@requires(Permission.WRITE)
@require_POST
def publish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    survey = _open(request, uuid)
    with tell_why_not(request, services.Refused):
        published = services.publish(survey=survey, by=request.user, today=request.today)
        messages.success(
            request, _("Survei diterbitkan untuk %(people)s pegawai.") % {"people": angka(published.invited)}
        )
    return redirect("survey:survey", uuid)


@requires(Permission.WRITE)
@require_POST
def extend(request: HttpRequest, uuid: UUID) -> HttpResponse:
    survey, form = _open(request, uuid), forms.Extension(request.POST)
    if not form.is_valid():
        messages.error(request, _("Hari terakhir itu bukan tanggal. Pilih tanggalnya, lalu simpan lagi."))
        return redirect("survey:survey", uuid)
    with tell_why_not(request, services.Refused):
        services.extend(
            survey=survey, closes_on=form.cleaned_data["closes_on"], by=request.user, today=request.today
        )
        messages.success(request, _("Hari terakhir survei diubah."))
    return redirect("survey:survey", uuid)


@requires(Permission.WRITE)
@require_POST
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    survey = _open(request, uuid)
    with tell_why_not(request, services.Refused):
        services.close(survey=survey, by=request.user, today=request.today)
        messages.success(request, _("Survei ditutup. Inilah hasilnya."))
        return redirect("survey:results", uuid)
    return redirect("survey:survey", uuid)


@requires(Permission.WRITE)
@require_POST
def repeat(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask the same questions again, from today on for two weeks; the dates can be changed before publishing."""
    survey = _open(request, uuid)
    facts = {
        "moment": Moment.AFTER if survey.moment == Moment.BEFORE else survey.moment,
        "opens_on": request.today,
        "closes_on": request.today + timedelta(days=13),
    }
    with tell_why_not(request, services.Refused):
        again = services.repeat(survey=survey, facts=facts, by=request.user, today=request.today)
        messages.success(
            request, _("Survei disalin dengan pertanyaan yang sama. Periksa waktunya, lalu terbitkan.")
        )
        return redirect("survey:edit", again.uuid)
    return redirect("survey:survey", uuid)


# Answering --------------------------------------------------------------------------------------


@sensitive_post_parameters()
@signed_in
@open_or_send
@never_cache
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One page with all questions; after that, thanks."""
    survey = _open(request, uuid)
    asked = queries.questions(survey)
    form = forms.AnswerForm(request.POST or None, questions=asked)
    is_mine = queries.visible_to(request.user, today=request.today).filter(
        queries.asks(request.user), pk=survey.pk
    )
    if survey.state == State.WRITING or not is_mine.exists():
        raise Http404
    answered = queries.has_answered(survey, request.user)
    if request.method == "POST" and (answered or form.is_valid()):
        try:
            services.answer(
                survey=survey,
                answers={} if answered else form.answers(),
                by=request.user,
                today=request.today,
            )
        except services.Refused as refusal:
            refuse(form, refusal)
            answered = answered or isinstance(refusal, services.AnsweredAlready)
        else:
            return redirect("survey:answer", uuid)
    context = {
        "survey": survey,
        "form": form,
        "is_answered": answered,
        "is_open": queries.is_open(survey, today=request.today),
        "least": queries.K,
    }
    return render(request, "survey/answer.html", context, status=status_of(form))


# Results ----------------------------------------------------------------------------------------


@signed_in
@require_safe
def results(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What a closed survey says. Those who were asked see it as well; what was written, only those who may read it."""
    survey = _open(request, uuid)
    shown = queries.results(survey, breakdown=request.GET.get("rincian", ""))
    context = {
        "survey": survey,
        "results": shown,
        "may_read": _may(request, Permission.READ, survey),
        "least": queries.K,
    }
    return render_page(request, "survey/results.html", context, partial="results")


@requires(Permission.READ)
@require_safe
def remarks(request: HttpRequest, uuid: UUID, question: UUID) -> HttpResponse:
    """What was written to one question, in no order."""
    found = _open_question(request, uuid, question)
    if not _may(request, Permission.READ, found.survey):
        raise Http404
    page = Paginator(queries.remarks(found), PAGE).get_page(request.GET.get("hal"))
    return render(request, "survey/remarks.html", {"survey": found.survey, "question": found, "page": page})


@requires(Permission.READ)
@require_safe
def download(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The results as a file: only what the page may show."""
    survey = _open(request, uuid)
    shown = queries.results(survey, breakdown=request.GET.get("rincian", ""))
    headers = [
        _("No."), _("Pertanyaan"), _("Jenis"), _("Kelompok"), _("Jumlah jawaban"), _("Ukuran"), _("Jumlah"),
        _("Nilai"), _("Batas bawah 95%"), _("Batas atas 95%"),
    ]  # fmt: skip
    return table_response(
        f"survei-{survey.closes_on.isoformat()}",
        headers,
        queries.table(shown),
        format=request.GET.get("bentuk", "xlsx"),
    )
