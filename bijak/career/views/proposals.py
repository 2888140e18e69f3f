"""Proposals for promotion: the worklist, one proposal with its checks, and every step of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires, signed_in
from bijak.career.access import Permission
from bijak.career.forms import proposals as forms
from bijak.career.models.proposals import OPEN, PromotionProposal, ProposalState
from bijak.career.queries import proposals as queries
from bijak.career.queries import proposals_checking as checking
from bijak.career.queries import proposals_figures as figuring
from bijak.career.queries.proposals_reminders import told_of
from bijak.career.services import proposals as services
from bijak.career.services import proposals_papers as papers
from bijak.career.texts import proposals as words
from bijak.documents import services as documents
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not, uuids_of

PAGE = 25
QUEUE_SHOWN = 50
USUAL_WAIT = 5
"""Working days that a person is given for a paper, unless the officer says otherwise."""


@require_safe
@requires(Permission.FOLLOW)
def worklist(request: HttpRequest) -> HttpResponse:
    """Every proposal that one may follow, by state, and how proposals fare."""
    visible = queries.of_others(request.user, today=request.today)
    form = forms.Worklist(request.GET, periods=queries.periods(visible))
    found = queries.narrowed(visible, form.filter())
    page = Paginator(found, PAGE).get_page(request.GET.get("hal"))
    return render_page(
        request,
        "career/proposals/worklist.html",
        {
            "form": form,
            "page": page,
            "rows": queries.listed(page.object_list),
            "states": [
                (state, count, _in_state(request.GET, state))
                for state, count in queries.by_state(queries.narrowed(visible, form.without_state()))
            ],
            "state": form.filter().state,
            "figures": figuring.figures(visible),
            "is_narrowed": bool(request.GET),
            "may_propose": accounts.holds(request.user, Permission.PROPOSE, today=request.today),
            "may_send": accounts.holds(request.user, Permission.SEND, today=request.today),
        },
        partial="results",
    )


def _in_state(asked: QueryDict, state: str) -> str:
    """The address of those in a state, with what else was chosen."""
    address = asked.copy()
    address.pop("hal", None)
    address["keadaan"] = state
    return f"?{address.urlencode()}"


@open_or_send
@requires(Permission.PROPOSE)
def propose(request: HttpRequest) -> HttpResponse:
    """Propose one person or some for a period; a line of the queue brings its kind and period along."""
    asked = request.GET
    initial = {"kind": asked.get("jenis", ""), "period": asked.get("periode", "")}
    if row := _asked_for(request):
        initial["people"] = row.uuid
    seen = people.visible_to(request.user, today=request.today)
    form = forms.Draft(request.POST or None, initial=initial, among=seen)
    if request.method == "POST" and form.is_valid():
        nips = form.cleaned_data.pop("nips")
        del form.cleaned_data["people"]
        found = seen.select_related("employee__account", "unit").filter(nip__in=nips)
        rows = [each for each in found if _may(request, Permission.PROPOSE, each)]
        if len(rows) < len(nips):
            unknown = sorted(set(nips) - {each.nip for each in rows})
            form.add_error(
                "nips",
                _("Tidak ada pegawai di lingkup Anda dengan NIP: %(nips)s.") % {"nips": ", ".join(unknown)},
            )
        else:
            with refuse_on(form, services.Refused):
                made = services.draft(rows=rows, by=request.user, today=request.today, **form.cleaned_data)
                told = ngettext("%(count)s usul disusun.", "%(count)s usul disusun.", len(made))
                messages.success(request, told % {"count": len(made)})
                if len(made) == 1:
                    return redirect("career:proposal", uuid=made[0].uuid)
                return redirect("career:proposals")
    waiting = queries.proposable(request.user, today=request.today)
    shown = [] if "people" in initial or form.is_bound else queries.named(waiting[:QUEUE_SHOWN])
    context = {"form": form, "lines": shown, "count": waiting.count() if shown else 0}
    return render(request, "career/proposals/propose.html", context, status=status_of(form))


@require_POST
@requires(Permission.PROPOSE)
def propose_lines(request: HttpRequest) -> HttpResponse:
    """Propose the ticked lines of the queue."""
    ticked = uuids_of(request.POST.getlist("baris"))
    lines = list(queries.proposable(request.user, today=request.today).filter(uuid__in=ticked))
    with tell_why_not(request, services.Refused):
        made = services.draft_lines(lines=lines, by=request.user, today=request.today)
        told = ngettext("%(count)s usul disusun.", "%(count)s usul disusun.", len(made))
        messages.success(request, told % {"count": len(made)})
        return redirect("career:proposals")
    return redirect("career:propose")


def _asked_for(request: HttpRequest) -> Any:
    asked = uuids_of([request.GET.get("pegawai", "")])
    row = people.row_visible_to(request.user, uuid=asked[0], today=request.today) if asked else None
    return row if row is not None and _may(request, Permission.PROPOSE, row) else None


# One proposal -----------------------------------------------------------------------------------


@require_safe
@signed_in
def proposal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A proposal, for whoever follows it and for the person herself."""
    return show(request, open_proposal(request, uuid))


@dataclass(frozen=True)
class Act:
    """Something an officer does with a proposal: in which states, by which form and service."""

    label: Any
    icon: str
    form: type[django_forms.Form]
    change: Callable[..., Any]
    states: tuple[ProposalState, ...]
    permission: Permission
    done: Any


_S = ProposalState
ACTS: dict[str, Act] = {
    "siap": Act(
        gettext_lazy("Nyatakan siap dikirim"), "checks", forms.Ready, services.declare_ready,
        (_S.DRAFTED, _S.RETURNED), Permission.PROPOSE, gettext_lazy("Usul ini siap dikirim."),
    ),
    "setuju": Act(
        gettext_lazy("Catat persetujuan BKN"), "circle-check", forms.Approval, services.approve,
        (_S.SENT,), Permission.SEND, gettext_lazy("Persetujuan BKN dicatat."),
    ),
    "kembali": Act(
        gettext_lazy("Catat pengembalian"), "arrow-back-up", forms.Return, services.take_back,
        (_S.SENT,), Permission.SEND, gettext_lazy("Pengembalian dicatat. Perbaiki, lalu kirim lagi."),
    ),
    "sk": Act(
        gettext_lazy("Catat SK"), "file", forms.Decree, services.issue,
        (_S.APPROVED,), Permission.SEND, gettext_lazy("SK dicatat dan golongannya diperbarui."),
    ),
    "tolak": Act(
        gettext_lazy("Catat penolakan"), "x", forms.Dated, services.refuse,
        (_S.SENT, _S.RETURNED, _S.APPROVED), Permission.SEND, gettext_lazy("Penolakan dicatat."),
    ),
    "tarik": Act(
        gettext_lazy("Tarik usul"), "trash", forms.Reasoned, services.withdraw,
        (_S.DRAFTED, _S.CHECKED, _S.RETURNED), Permission.PROPOSE, gettext_lazy("Usul ditarik."),
    ),
    "urungkan": Act(
        gettext_lazy("Urungkan langkah terakhir"), "arrow-back-up", forms.Seen, services.undo,
        (_S.CHECKED, _S.RETURNED, _S.APPROVED, _S.REFUSED, _S.WITHDRAWN), Permission.PROPOSE,
        gettext_lazy("Langkah terakhir diurungkan."),
    ),
    "kumpulkan": Act(
        gettext_lazy("Cari lagi di catatan"), "search", forms.Seen, papers.gather,
        OPEN, Permission.PROPOSE, gettext_lazy("Dokumen dicari lagi di catatan pegawai."),
    ),
}  # fmt: skip


@require_POST
@requires(Permission.PROPOSE)
def act(request: HttpRequest, uuid: UUID, deed: str) -> HttpResponse:
    """Bring a proposal on by one step; refused, the page comes back with what was typed."""
    found = open_proposal(request, uuid)
    wanted = ACTS.get(deed)
    if wanted is None:
        raise Http404
    form = wanted.form(request.POST, request.FILES)
    if form.is_valid():
        with refuse_on(form, services.Refused, documents.Refused):
            wanted.change(proposal=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, str(wanted.done))
            return redirect("career:proposal", uuid=uuid)
    return show(request, open_proposal(request, uuid), deed=deed, sent=form)


def open_proposal(request: HttpRequest, uuid: UUID) -> PromotionProposal:
    """One that the account may see; to all others it does not exist."""
    found = queries.visible_to(request.user, today=request.today).filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def show(
    request: HttpRequest,
    found: PromotionProposal,
    *,
    deed: str = "",
    sent: django_forms.Form | None = None,
) -> HttpResponse:
    """The page of a proposal, with the form that was sent, if one was."""
    row = queries.row_of(found)
    if row is None:
        raise Http404
    records.note_view(viewer=request.user, of=row, page=gettext_noop("Usul kenaikan pangkat"))
    kept = queries.papers_of(found)
    told = told_of(kept)
    # What has gone out is judged by others; its records may have moved since.
    is_judged = found.state in (*OPEN, ProposalState.CHECKED)
    said = checking.check(found, row, kept, today=request.today).said if is_judged else []
    may_work = _may(request, Permission.PROPOSE, row) and found.state in OPEN
    lacking = [each for each in kept if each.document_id is None]
    due_on = organization.add_working_days(request.today, USUAL_WAIT)
    fresh = {"edition": found.edition, "due_on": due_on}
    asking = sent if deed == "minta" else forms.Asking(papers=lacking, initial=fresh)
    context = {
        "proposal": found,
        "row": row,
        "is_own": people.is_own(request.user, found),
        "old_rank": queries.rank_of(found.old_rank),
        "new_rank": queries.rank_of(found.new_rank),
        "is_judged": is_judged,
        "against": [each for each in said if each.level != "met"],
        "met": [each for each in said if each.level == "met"],
        "papers": [
            (each, queries.label_of(each), _reading(found, each), told.get(each.pk, ())) for each in kept
        ],
        "acts": _offered(request, found, row, deed, sent),
        "asking": asking if may_work and lacking and found.may_ask_her else None,
        "enclosing": forms.PaperFile(),
        "may_work": may_work,
        "may_send": _may(request, Permission.SEND, row),
        "steps": queries.steps_of(found),
        "sent": sent,
    }
    return render(request, "career/proposals/proposal.html", context, status=status_of(sent) if sent else 200)


def _reading(found: PromotionProposal, paper: Any) -> Any:
    """The form for what a paper says, where it is compared and the paper is there."""
    if paper.document_id is None or not checking.is_read(found.kind, paper.code):
        return None
    initial = {name: getattr(paper, name) for name in words.SAYS[paper.code]}
    return forms.Reading(initial=initial, code=paper.code, auto_id=f"id_{paper.code}_%s")


def _offered(
    request: HttpRequest, found: PromotionProposal, row: Any, deed: str, sent: django_forms.Form | None
) -> list[tuple[str, Act, django_forms.Form]]:
    """What may be done with it now, by this account."""
    initial = {"edition": found.edition, "on": request.today, "seen": people.version(row.pk)}
    return [
        (
            code,
            each,
            sent if code == deed and sent else each.form(initial=initial, auto_id=f"id_{code}_%s"),
        )
        for code, each in ACTS.items()
        if found.state in each.states and _may(request, each.permission, row)
    ]


def _may(request: HttpRequest, permission: Permission, row: Any) -> bool:
    return people.may_handle(request.user, permission, row, today=request.today)
