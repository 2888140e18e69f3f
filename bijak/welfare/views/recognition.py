"""Pages about awards: rounds and their criteria, nominations, scores, the decision, and who was honoured."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import public, requires, signed_in
from bijak.people import queries as people
from bijak.people import services as records
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not
from bijak.welfare.access import Permission
from bijak.welfare.forms import recognition as forms
from bijak.welfare.models import AwardRound, Nomination, RoundStage
from bijak.welfare.queries import recognition as queries
from bijak.welfare.queries.service import told
from bijak.welfare.services import recognition as services
from bijak.welfare.services.refusals import Refused
from bijak.welfare.texts.recognition import AWARDS, CONFLICTS

PAGE_SIZE = 50
NOMINATED = gettext_noop("Pencalonan penghargaan")
"""The page as the log of views names it."""


@require_safe
@public
def honoured(request: HttpRequest) -> HttpResponse:
    """Who was honoured and agreed to be named; of the others only how many."""
    context = {"rows": queries.honoured(), "counts": queries.honoured_counts()}
    return render_page(request, "welfare/honoured.html", context, partial="all")


@require_safe
@signed_in
def rounds(request: HttpRequest) -> HttpResponse:
    """Every award that is or was given out, and those given to the reader, who says whether it may be told."""
    context = {
        "rounds": queries.rounds(),
        "own": queries.own(request.user),
        "may_recognise": _may_recognise(request),
    }
    return render_page(request, "welfare/rounds.html", context, partial="all")


@open_or_send
@requires(Permission.RECOGNISE)
def start_round(request: HttpRequest) -> HttpResponse:
    form = forms.Round(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, Refused):
            made = services.start_round(by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Putaran penghargaan disiapkan."))
            return redirect("welfare:round", uuid=made.uuid)
    return render_page(request, "welfare/round_new.html", {"form": form}, status=status_of(form))


@require_safe
@signed_in
def round_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One award: what it is judged by, and for those who have to do with it, who is nominated and how they stand."""
    found = _round(uuid)
    may_recognise = _may_recognise(request)
    judge = queries.judge_of(found, request.user)
    visible = queries.nominations_visible_to(request.user, today=request.today)
    nominations = queries.nominations_of(found) & visible
    page = _page(request, found, nominations)
    shown = [each.person for each in page.object_list if each.person is not None]
    records.note_views(viewer=request.user, of=shown, page=NOMINATED)
    context = {
        "round": found,
        "award": AWARDS[found.award_code],
        "criteria": queries.criteria_of(found),
        "judges": queries.judges_of(found),
        "standings": page.object_list,
        "page": page,
        "shows_points": may_recognise or found.stage == RoundStage.DECIDED,
        "judge": judge,
        "may_recognise": may_recognise,
        "may_nominate": accounts.holds(request.user, Permission.NOMINATE, today=request.today),
    }
    return render_page(request, "welfare/round.html", context)


@open_or_send
@requires(Permission.RECOGNISE)
def criteria(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the nominated are judged by and by whom, until the round opens."""
    found = _round(uuid)
    held = {
        "criteria": "\n".join(f"{each.label} = {each.weight}" for each in queries.criteria_of(found)),
        "judges": [each.account.uuid for each in queries.judges_of(found)],
        "edition": found.edition,
    }
    form = forms.Criteria(request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, Refused):
            services.set_criteria(round=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Kriteria dan panitia disimpan."))
            return redirect("welfare:round", uuid=uuid)
    context = {"form": form, "round": found}
    return render_page(request, "welfare/round_criteria.html", context, status=status_of(form))


@require_POST
@requires(Permission.RECOGNISE)
def advance(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Open the round, find people by its rule, or close nominations: as the button says."""
    found = _round(uuid)
    act = request.POST.get("langkah", "")
    with tell_why_not(request, Refused):
        if act == "buka":
            services.open_round(round=found, by=request.user, today=request.today)
            messages.success(request, _("Putaran dibuka; kriterianya tidak dapat diubah lagi."))
        elif act == "cari":
            count = services.propose_by_rule(round=found, by=request.user, today=request.today)
            said = ngettext("%(count)d calon ditemukan.", "%(count)d calon ditemukan.", count)
            messages.success(request, said % {"count": count})
        elif act == "tutup":
            services.close_nominations(round=found, by=request.user, today=request.today)
            messages.success(request, _("Pencalonan ditutup; panitia menilai."))
        else:
            raise Http404
    return redirect("welfare:round", uuid=uuid)


@open_or_send
@requires(Permission.NOMINATE)
def nominate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Propose somebody of one's units."""
    found = _round(uuid)
    form = forms.Nominating(request.POST or None, among=people.visible_to(request.user, today=request.today))
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, Refused):
            row, reason = form.cleaned_data["person"], form.cleaned_data["reason"]
            services.nominate(round=found, row=row, reason=reason, by=request.user, today=request.today)
            messages.success(request, _("%(name)s dicalonkan.") % {"name": row.full_name})
            return redirect("welfare:round", uuid=uuid)
    context = {"form": form, "round": found, "criteria": queries.criteria_of(found)}
    return render_page(request, "welfare/nominate.html", context, status=status_of(form))


@open_or_send
@signed_in
def score(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One of the committee scores a nomination, unless there is a conflict of interest."""
    visible = queries.nominations_visible_to(request.user, today=request.today)
    found = get_object_or_404(visible.select_related("round").distinct(), uuid=uuid)
    judge = queries.judge_of(found.round, request.user)
    if judge is None:
        raise Http404
    person = people.rows_of_employees([found.employee_id])[found.employee_id]
    records.note_view(viewer=request.user, of=person, page=NOMINATED)
    conflict = queries.conflict(request.user, found, today=request.today)
    of_round = queries.criteria_of(found.round)
    given = queries.scores_by(judge, found)
    initial = {f"nilai_{each.position}": given.get(each.pk) for each in of_round}
    form = forms.Scoring(request.POST or None, criteria=of_round, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, Refused):
            services.score(nomination=found, points=form.points(), by=request.user, today=request.today)
            messages.success(request, _("Nilai disimpan."))
            return redirect("welfare:round", uuid=found.round.uuid)
    context = {
        "form": form,
        "nomination": found,
        "person": person,
        "may_judge": bool(conflict),
        "reasons": told(conflict, CONFLICTS),
    }
    return render_page(request, "welfare/score.html", context, status=status_of(form))


@open_or_send
@requires(Permission.RECOGNISE)
def decide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The decree by which those chosen are honoured; above it everyone nominated, a page at a time."""
    found = _round(uuid)
    form = forms.Deciding(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, Refused):
            services.decide(round=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Penghargaan ditetapkan dan masuk riwayat penerimanya."))
            return redirect("welfare:round", uuid=uuid)
    return _choosing(request, found, deciding=form)


@require_POST
@requires(Permission.RECOGNISE)
def choose(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note who of a page is to be honoured, or that all are who are not chosen yet: as the button says."""
    found = _round(uuid)
    if request.POST.get("langkah") == "semua":
        everyone = forms.ChoosingAll(request.POST)
        if not everyone.is_valid():
            return _choosing(request, found, everyone=everyone)
        with tell_why_not(request, Refused):
            count = services.choose_all(
                round=found, reason=everyone.cleaned_data["alasan"], by=request.user, today=request.today
            )
            said = ngettext("%(count)d calon dipilih.", "%(count)d calon dipilih.", count)
            messages.success(request, said % {"count": count})
        return redirect("welfare:decide", uuid=uuid)
    keys = [int(key) for key in request.POST.getlist("calon")[:PAGE_SIZE] if key.isdecimal()]
    form = forms.Choosing(request.POST, nominations=_named(queries.nominations_of(found).filter(pk__in=keys)))
    if not form.is_valid():
        return _choosing(request, found, choosing=form)
    with tell_why_not(request, Refused):
        services.choose(round=found, chosen=form.chosen(), by=request.user, today=request.today)
        messages.success(request, _("Pilihan halaman ini disimpan."))
    return redirect(f"{reverse('welfare:decide', args=[uuid])}?hal={request.GET.get('hal', '1')}")


def _choosing(
    request: HttpRequest,
    found: AwardRound,
    *,
    choosing: forms.Choosing | None = None,
    everyone: forms.ChoosingAll | None = None,
    deciding: forms.Deciding | None = None,
) -> HttpResponse:
    """Everyone nominated, a page at a time, and the decree beneath: a form has only so many fields."""
    page = _page(request, found, queries.nominations_of(found))
    known = [each for each in page.object_list if each.person is not None]
    form = choosing or forms.Choosing(
        nominations=[(each.nomination, each.person.full_name) for each in known]
    )
    points = {each.nomination.pk: each.points for each in known}
    context = {
        "choosing": form,
        "rows": [(*row, points.get(row[0])) for row in form.choices],
        "everyone": everyone or forms.ChoosingAll(),
        "form": deciding or forms.Deciding(),
        "round": found,
        "page": page,
        "chosen": queries.nominations_of(found).exclude(choice="").count(),
    }
    status = max(status_of(each) for each in (form, context["everyone"], context["form"]))
    return render_page(request, "welfare/decide.html", context, status=status)


def _named(found: Any) -> list[tuple[Nomination, str]]:
    nominations = list(found)
    known = people.rows_of_employees([each.employee_id for each in nominations])
    return [(each, known[each.employee_id].full_name) for each in nominations if each.employee_id in known]


def _page(request: HttpRequest, found: AwardRound, nominations: Any) -> Page[Any]:
    """A page of standings. Of those whom a rule finds there may be thousands, and none has points to be ranked by."""
    ranked: Any = nominations if found.is_by_rule else queries.standings(found, nominations)
    page: Page[Any] = Paginator(ranked, PAGE_SIZE).get_page(request.GET.get("hal"))
    if found.is_by_rule:
        page.object_list = queries.standings(found, page.object_list)
    return page


@require_POST
@signed_in
def consent(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """I agree, or not, that my name stands on the public page."""
    found = get_object_or_404(queries.of_account(request.user), uuid=uuid)
    with tell_why_not(request, Refused):
        services.consent(
            nomination=found, agrees=request.POST.get("setuju") == "ya", at=timezone.now(), by=request.user
        )
        messages.success(request, _("Pernyataan Anda dicatat."))
    return redirect("welfare:rounds")


# Steps ------------------------------------------------------------------------------------------


def _round(uuid: UUID) -> AwardRound:
    return get_object_or_404(queries.rounds(), uuid=uuid)


def _may_recognise(request: HttpRequest) -> bool:
    return accounts.holds(request.user, Permission.RECOGNISE, today=request.today)
