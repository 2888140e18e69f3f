"""Pages of outreach: reading and answering for everyone, preparing and following for those who run it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import holds, requires, signed_in
from bijak.interchange.exporting import table_response
from bijak.notifications import queries as notifications
from bijak.organization import queries as organization
from bijak.outreach import forms, queries, services
from bijak.outreach.access import Permission
from bijak.outreach.models import Assignment, Campaign, QuizQuestion, State
from bijak.people import queries as people
from bijak.policy import queries as policies
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse, refuse_on, status_of, tell_why_not

PAGE = 25
UNITS = 20


# /sosialisasi/ ----------------------------------------------------------------------------------


@signed_in
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """What one has to read; for those who follow campaigns, all of them with how far they came."""
    visible = queries.visible_to(request.user, today=request.today)
    page = Paginator(visible, PAGE).get_page(request.GET.get("hal"))
    reach = queries.reach(page.object_list)
    context = {
        "own": list(queries.assignments_of(request.user)[:PAGE]),
        "unfinished": set(queries.unfinished_of(request.user).values_list("pk", flat=True)),
        "page": page,
        "rows": [(campaign, reach.get(campaign.pk)) for campaign in page.object_list],
        "may_follow": holds(request.user, Permission.VIEW, today=request.today),
    }
    return render_page(request, "outreach/list.html", context, partial="results")


# Reading ----------------------------------------------------------------------------------------


@signed_in
@open_or_send
@never_cache
def read(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What changes for her, the text, her word that she has read it, the questions, the receipt: one page."""
    assignment = queries.assignments_of(request.user).filter(campaign__uuid=uuid).first()
    if assignment is None:
        campaign = get_object_or_404(queries.visible_to(request.user, today=request.today), uuid=uuid)
        return redirect("outreach:progress", campaign.uuid)
    try:
        return _read(request, assignment)
    except services.Over as refusal:
        return _to_newer(request, assignment.campaign, refusal)


def _read(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    act = request.POST.get("act", "") if request.method == "POST" else ""
    asked = queries.asked(assignment)
    form = forms.AnswerForm(request.POST if act == "jawab" else None, asked=asked)
    if act == "baca":
        services.acknowledge(assignment=assignment, by=request.user, today=request.today)
        return redirect("outreach:read", assignment.campaign.uuid)
    if act == "jawab" and form.is_valid():
        try:
            services.answer(
                assignment=assignment, answers=form.answers(), by=request.user, today=request.today
            )
        except services.Over:
            raise
        except services.Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("outreach:read", assignment.campaign.uuid)
    services.see(assignment=assignment, today=request.today)
    context = {
        "assignment": assignment,
        "campaign": assignment.campaign,
        "decree": assignment.campaign.decree,
        "newer": queries.newer_than(assignment.campaign),
        "amended": _amended(request, assignment.campaign),
        "effects": queries.effects(assignment.campaign, assignment.employee_id, today=request.today),
        "articles": queries.touched_pasal(assignment.campaign),
        "asked": asked,
        "form": form,
    }
    return render(request, "outreach/read.html", context, status=status_of(form))


def _amended(request: HttpRequest, campaign: Campaign) -> list[tuple[Any, str]]:
    """What amended the decree since, each with where this reader finds it: her own campaign, or else its text."""
    own = {
        each.campaign.decree_id: reverse("outreach:read", args=[each.campaign.uuid])
        for each in queries.assignments_of(request.user).filter(campaign__decree__amends__isnull=False)
    }
    return [
        (decree, own.get(decree.pk) or reverse("policy:text", args=[decree.draft.uuid]))
        for decree in policies.amended_after(campaign.decree)
    ]


def _to_newer(request: HttpRequest, campaign: Campaign, refusal: services.Over) -> HttpResponse:
    """The sentence, on the page of the newest version that she has; else on the old page, which says why."""
    messages.warning(request, str(refusal))
    newer = queries.newer_than(campaign)
    mine = queries.assignments_of(request.user).filter(campaign=newer).exists() if newer else False
    return redirect("outreach:read", newer.uuid if newer and mine else campaign.uuid)


# Preparing --------------------------------------------------------------------------------------


def _open(request: HttpRequest, uuid: UUID) -> Campaign:
    return get_object_or_404(queries.visible_to(request.user, today=request.today), uuid=uuid)


def _open_question(request: HttpRequest, uuid: UUID, question: UUID) -> QuizQuestion:
    campaign = _open(request, uuid)
    found = get_object_or_404(
        QuizQuestion.objects.select_related("provision"), campaign=campaign, uuid=question
    )
    found.campaign = campaign
    return found


@requires(Permission.MANAGE)
@open_or_send
def prepare(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Message, days and questions, until the campaign is opened."""
    campaign = _open(request, uuid)
    if campaign.state != State.PREPARING and request.method != "POST":
        return redirect("outreach:progress", uuid)
    form = forms.CampaignForm(request.POST or None, initial=forms.CampaignForm.initial_of(campaign))
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.change_campaign(
                campaign=campaign,
                edition=form.cleaned_data["edition"],
                facts=form.facts(),
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Sosialisasi disimpan."))
            return redirect("outreach:prepare", uuid)
    cited = queries.clauses_by_provision(campaign)
    context = {
        "campaign": campaign,
        "decree": campaign.decree,
        "form": form,
        "questions": [
            (question, cited[question.provision_id].address if question.provision_id in cited else "")
            for question in queries.questions(campaign)
        ],
        "touched": len(queries.touched(campaign, today=request.today)),
        "unread_terms": queries.unread_terms(campaign),
    }
    return render(request, "outreach/prepare.html", context, status=status_of(form))


@requires(Permission.MANAGE)
@open_or_send
def add_question(request: HttpRequest, uuid: UUID) -> HttpResponse:
    campaign = _open(request, uuid)
    form = forms.QuestionForm(
        request.POST or None,
        initial={"edition": campaign.edition, "right": 1},
        clauses=queries.clauses_by_provision(campaign),
    )
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.add_question(campaign=campaign, facts=form.facts(), by=request.user, today=request.today)
            messages.success(request, _("Pertanyaan ditambahkan."))
            return redirect("outreach:prepare", uuid)
    context = {"form": form, "campaign": campaign, "question": None}
    return render(request, "outreach/question.html", context, status=status_of(form))


@requires(Permission.MANAGE)
@open_or_send
def edit_question(request: HttpRequest, uuid: UUID, question: UUID) -> HttpResponse:
    found = _open_question(request, uuid, question)
    form = forms.QuestionForm(
        request.POST or None,
        initial=forms.QuestionForm.initial_of(found),
        clauses=queries.clauses_by_provision(found.campaign),
    )
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
            return redirect("outreach:prepare", uuid)
    context = {"form": form, "campaign": found.campaign, "question": found}
    return render(request, "outreach/question.html", context, status=status_of(form))


@requires(Permission.MANAGE)
@require_POST
def remove_question(request: HttpRequest, uuid: UUID, question: UUID) -> HttpResponse:
    found = _open_question(request, uuid, question)
    with tell_why_not(request, services.Refused):
        services.remove_question(question=found, by=request.user, today=request.today)
        messages.success(request, _("Pertanyaan dihapus."))
    return redirect("outreach:prepare", uuid)


@requires(Permission.MANAGE)
@require_POST
def start(request: HttpRequest, uuid: UUID) -> HttpResponse:
    campaign = _open(request, uuid)
    with tell_why_not(request, services.Refused):
        services.open_campaign(campaign=campaign, by=request.user, today=request.today)
        messages.success(request, _("Sosialisasi dimulai. Setiap sasaran menemukannya di beranda."))
    return redirect("outreach:progress", uuid)


# Following --------------------------------------------------------------------------------------


@requires(Permission.VIEW)
@require_safe
def progress(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The ladder and the units within one's reach; how the questions were answered, by provision."""
    campaign = _open(request, uuid)
    if campaign.state == State.PREPARING:
        if holds(request.user, Permission.MANAGE, today=request.today):
            return redirect("outreach:prepare", uuid)
        return render(request, "outreach/not_yet.html", {"campaign": campaign, "decree": campaign.decree})
    progress = _progress(request, campaign)
    context = {
        "campaign": campaign,
        "decree": campaign.decree,
        "progress": progress,
        "page": Paginator(progress.rows, UNITS).get_page(request.GET.get("hal")),
        "amended": _amended(request, campaign),
        "telling": notifications.telling(reverse("outreach:read", args=[campaign.uuid])),
        "unread_terms": queries.unread_terms(campaign),
        "understanding": queries.understanding(campaign, today=request.today),
        "may_manage": holds(request.user, Permission.MANAGE, today=request.today),
        "may_name": holds(request.user, Permission.NAMES, today=request.today),
    }
    return render_page(request, "outreach/progress.html", context, partial="results")


def _progress(request: HttpRequest, campaign: Campaign) -> queries.Progress:
    scope = organization.scope(request.user, Permission.VIEW, today=request.today)
    unit = None
    if asked := request.GET.get("unit"):
        try:
            unit = get_object_or_404(organization.active_units(), uuid=UUID(asked))
        except ValueError:
            raise Http404 from None
        if not queries.leads_into(scope, unit.path):
            raise Http404
    return queries.progress(campaign, scope=scope, today=request.today, unit=unit)


@requires(Permission.VIEW)
@require_safe
def download(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The table of units as a file."""
    campaign = _open(request, uuid)
    found = _progress(request, campaign)
    headers = [
        _("Unit"), _("Ditugaskan"), _("Membuka"), _("Menyatakan telah membaca"), _("Menjawab semua pertanyaan"),
        _("Memahami"),
    ]  # fmt: skip
    rows = [(row.label, *(count for _label, count, _of in row.ladder.rungs)) for row in found.rows]
    rows.append((_("Semua"), *(count for _label, count, _of in found.total.rungs)))
    return table_response(
        f"sosialisasi-{campaign.decree.year}-{campaign.decree.number}",
        headers,
        rows,
        format=request.GET.get("bentuk", "xlsx"),
    )


@requires(Permission.NAMES)
@require_safe
def names(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who has not come to a rung, within one's reach. How somebody answered is not among it."""
    campaign = _open(request, uuid)
    if campaign.state == State.PREPARING:
        raise Http404
    rung = request.GET.get("belum", "")
    rung = rung if rung in queries.BEHIND else "membaca"
    found = queries.behind(campaign, account=request.user, today=request.today, rung=rung)
    page = Paginator(found, PAGE).get_page(request.GET.get("hal"))
    states = queries.states_of(campaign, [row.pk for row in page.object_list])
    context = {
        "campaign": campaign,
        "decree": campaign.decree,
        "rung": rung,
        "page": page,
        "rows": [(row, states.get(row.pk)) for row in page.object_list],
        "has_questions": bool(queries.questions(campaign)),
    }
    return render_page(request, "outreach/names.html", context, partial="results")


@requires(Permission.MANAGE)
@open_or_send
def attendance(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take in who was present where the regulation was read together."""
    campaign = _open(request, uuid)
    form = forms.AttendanceForm(request.POST or None, initial={"on": request.today})
    if form.is_bound and form.is_valid():
        nips = form.cleaned_data["nips"]
        known = people.employee_ids_by_nip(nips)
        readings = [services.Reading(key, form.cleaned_data["on"]) for key in known.values()]
        with refuse_on(form, services.Refused):
            taken = services.take_in_readings(
                campaign=campaign, readings=readings, by=request.user, today=request.today
            )
            messages.success(request, _("%(n)s pegawai dicatat telah membaca.") % {"n": taken})
            if strange := [nip for nip in nips if nip not in known]:
                messages.warning(
                    request, _("NIP ini tidak dikenal: %(nips)s.") % {"nips": ", ".join(strange[:20])}
                )
            if len(known) > taken:
                messages.info(
                    request,
                    _("%(n)s orang tidak dicatat lagi: bukan sasaran, atau sudah menyatakan telah membaca.")
                    % {"n": len(known) - taken},
                )
            return redirect("outreach:progress", uuid)
    return render(
        request, "outreach/attendance.html", {"campaign": campaign, "form": form}, status=status_of(form)
    )


@requires(Permission.MANAGE)
@open_or_send
def clarify(request: HttpRequest, uuid: UUID, question: UUID) -> HttpResponse:
    """Explain a provision once more."""
    found = _open_question(request, uuid, question)
    form = forms.ClarificationForm(request.POST or None, initial={"readers": "failed"})
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            sent = services.clarify(question=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(
                request, _("Penjelasan dikirim kepada %(people)s pegawai.") % {"people": sent.sent_to}
            )
            return redirect("outreach:progress", uuid)
    understanding = queries.understanding(found.campaign, today=request.today)
    shown = next(each for each in understanding if each.question.pk == found.pk)
    cited = queries.clauses_by_provision(found.campaign)
    context = {
        "form": form,
        "campaign": found.campaign,
        "shown": shown,
        "clause": cited.get(found.provision_id),
    }
    return render(request, "outreach/clarify.html", context, status=status_of(form))
