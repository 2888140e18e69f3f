"""The study before the draft: its overview, the evidence file, the problem tree, ROCCIPI."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires
from bijak.interchange.exporting import table_response
from bijak.policy import exporting, forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Behaviour, Draft, Evidence, Factor, NodeKind, ProblemNode
from bijak.policy.views.opening import may, open_draft
from bijak.policy.views.papers import sent
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse, refuse_on, status_of, tell_why_not


def frame(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    """What every page of a study shows around its content."""
    return {
        "draft": draft,
        "policy": draft.policy,
        "may_write": may(request, Permission.DRAFT) and draft.is_open,
    }


def opened[Row: models.Model](
    request: HttpRequest, kind: type[Row], uuid: UUID, through: str = "draft"
) -> Row:
    """A row of a study, for whoever may see its draft: strangers get 404."""
    rows = kind._default_manager.select_related(f"{through}__policy")
    drafts = queries.visible_drafts(request.user, request.today)
    return get_object_or_404(rows.filter(**{f"{through}__in": drafts.order_by()}), uuid=uuid)


@requires(Permission.VIEW)
@require_safe
def study(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    return render_page(
        request, "policy/study.html", {**frame(request, draft), "sheets": queries.sheets(draft)}
    )


# The evidence file ------------------------------------------------------------------------------


@requires(Permission.VIEW)
@require_safe
def dossier(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """All evidence, numbered, each with what it said then and says today; as a page, a PDF or a table."""
    draft = open_draft(request, uuid)
    shape = request.GET.get("bentuk", "")
    if shape == "pdf":
        return sent(exporting.dossier_pdf(draft, request.today), f"berkas-bukti-{request.today}.pdf")
    material = queries.Material(draft, request.today)
    if shape:
        head, *rows = exporting.evidence_rows(material)
        return table_response(f"berkas-bukti-{request.today}", head, rows, format=shape)
    shown = [(each, queries.said_then(each), queries.said_now(each)) for each in material.evidence]
    return render_page(request, "policy/dossier.html", {**frame(request, draft), "rows": shown})


@require_POST
@requires(Permission.DRAFT)
def move_evidence(request: HttpRequest, uuid: UUID) -> HttpResponse:
    evidence = opened(request, Evidence, uuid)
    with tell_why_not(request, services.Refused):
        services.move_evidence(
            evidence=evidence, up=request.POST.get("arah") == "naik", by=request.user, today=request.today
        )
    return redirect("policy:dossier", uuid=evidence.draft.uuid)


# The problem tree -------------------------------------------------------------------------------


@requires(Permission.VIEW)
@open_or_send
def tree(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The tree of problems, or with ?tampak=tujuan the tree of aims; begun here with the core."""
    draft = open_draft(request, uuid)
    found = queries.problem_tree(draft)
    if shape := request.GET.get("bentuk", ""):
        head = [_("Jenis"), _("Tingkat"), _("Masalah"), _("Tujuan"), _("Bukti")]
        rows = (
            (
                each.node.get_kind_display(),
                each.depth,
                each.node.text,
                each.aim,
                "; ".join(map(queries.title_of, each.evidence)),
            )
            for each in found.walk()
        )
        return table_response(f"pohon-masalah-{request.today}", head, rows, format=shape)
    form = forms.CoreForm(
        request.POST or None, initial={"text": draft.policy.problem.partition(".")[0][:300]}
    )
    if request.method == "POST" and form.is_valid():
        with tell_why_not(request, services.Refused):
            services.add_node(
                draft=draft, kind=NodeKind.CORE, by=request.user, today=request.today, **form.cleaned_data
            )
            messages.success(request, _("Masalah inti dicatat. Tambahkan sebab dan akibatnya."))
        return redirect("policy:tree", uuid=draft.uuid)
    aims = request.GET.get("tampak") == "tujuan"
    context = {
        **frame(request, draft),
        "tree": found,
        "drawings": queries.drawings(found, aims=aims) if found.core else (),
        "aims": aims,
        "form": form,
    }
    return render_page(request, "policy/tree.html", context, status=status_of(form))


@requires(Permission.DRAFT)
@open_or_send
def add_node(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A cause below, or with ?jenis=effect an effect above, the knot."""
    parent = opened(request, ProblemNode, uuid)
    kind = request.GET.get("jenis", NodeKind.CAUSE) if parent.kind == NodeKind.CORE else parent.kind
    kind = NodeKind.EFFECT if kind == NodeKind.EFFECT else NodeKind.CAUSE
    form = forms.NewNode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.add_node(
                draft=parent.draft, kind=kind, parent=parent, text=form.cleaned_data["text"],
                by=request.user, today=request.today,
            )  # fmt: skip
            messages.success(request, _("Simpul ditambahkan."))
            return redirect("policy:tree", uuid=parent.draft.uuid)
    context = {**frame(request, parent.draft), "form": form, "parent": parent, "kind": kind}
    return render_page(request, "policy/add_node.html", context, status=status_of(form))


@requires(Permission.DRAFT)
@open_or_send
def edit_node(request: HttpRequest, uuid: UUID) -> HttpResponse:
    node = opened(request, ProblemNode, uuid)
    draft = node.draft
    below = queries.below(node)
    hosts = [
        each.node
        for each in queries.problem_tree(draft).walk()
        if each.node.pk not in below and each.node.kind in (NodeKind.CORE, node.kind)
    ]
    pieces = list(queries.evidence_of(draft.policy))
    form = forms.NodeForm(
        request.POST or None,
        parents=[] if node.kind == NodeKind.CORE else [(str(each.uuid), each.text) for each in hosts],
        evidence=[(str(each.uuid), queries.title_of(each)) for each in pieces],
        initial={
            "text": node.text, "aim": node.aim, "edition": node.edition,
            "parent": str(node.parent.uuid) if node.parent else "",
            "evidence": [str(each.uuid) for each in node.evidence.all()],
        },
    )  # fmt: skip
    theirs = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = data.get("evidence", [])
        try:
            services.change_node(
                node=node, edition=data["edition"], text=data["text"], aim=data["aim"],
                evidence=[each for each in pieces if str(each.uuid) in chosen],
                parent=next((each for each in hosts if str(each.uuid) == data.get("parent")), None),
                by=request.user, today=request.today,
            )  # fmt: skip
        except services.StudyChanged as refusal:
            theirs = [
                (form.fields["text"].label, refusal.theirs.text),
                (form.fields["aim"].label, refusal.theirs.aim),
            ]
            refuse(form, refusal)
        except services.Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Simpul disimpan."))
            return redirect("policy:tree", uuid=draft.uuid)
    context = {**frame(request, draft), "form": form, "node": node, "theirs": theirs, "below": len(below) - 1}
    return render_page(request, "policy/edit_node.html", context, status=status_of(form))


@require_POST
@requires(Permission.DRAFT)
def act_node(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Move a knot among those beside it, take it off the tree, put it back."""
    node = opened(request, ProblemNode, uuid)
    which: dict[str, Any] = {"node": node, "by": request.user, "today": request.today}
    with tell_why_not(request, services.Refused):
        match request.POST.get("tindakan"):
            case "naik" | "turun" as way:
                services.move_node(up=way == "naik", **which)
            case "hapus":
                services.remove_node(**which)
                messages.success(
                    request,
                    _("Simpul dihapus beserta cabangnya. Ia dapat dikembalikan dari bawah halaman ini."),
                )
            case "kembalikan":
                services.restore_node(**which)
                messages.success(request, _("Simpul dikembalikan beserta cabangnya."))
    return redirect("policy:tree", uuid=node.draft.uuid)


# ROCCIPI ----------------------------------------------------------------------------------------


@requires(Permission.VIEW)
@require_safe
def roccipi(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    draft = open_draft(request, uuid)
    found = queries.behaviours(draft)
    if shape := request.GET.get("bentuk", ""):
        head, *rows = exporting.behaviour_rows(queries.Material(draft, request.today))
        return table_response(f"roccipi-{request.today}", head, rows, format=shape)
    table = [(factor.label, [each.answers.get(factor) for each in found]) for factor in Factor]
    return render_page(
        request, "policy/roccipi.html", {**frame(request, draft), "behaviours": found, "table": table}
    )


@requires(Permission.DRAFT)
@open_or_send
def add_behaviour(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _behaviour(request, open_draft(request, uuid), None)


@requires(Permission.DRAFT)
@open_or_send
def edit_behaviour(request: HttpRequest, uuid: UUID) -> HttpResponse:
    behaviour = opened(request, Behaviour, uuid)
    if request.method == "POST" and "hapus" in request.POST:
        with tell_why_not(request, services.Refused):
            services.remove_behaviour(behaviour=behaviour, by=request.user, today=request.today)
            messages.success(request, _("Perilaku dihapus."))
        return redirect("policy:roccipi", uuid=behaviour.draft.uuid)
    return _behaviour(request, behaviour.draft, behaviour)


def _behaviour(request: HttpRequest, draft: Draft, behaviour: Behaviour | None) -> HttpResponse:
    causes = {str(each.node.uuid): each.node for each in queries.problem_tree(draft).all_causes}
    form = forms.BehaviourForm(
        request.POST or None,
        causes=[(uuid, node.text) for uuid, node in causes.items()],
        initial=_asked(draft, behaviour),
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        answers = {
            factor: (data[f"answer_{factor}"], causes.get(data[f"cause_{factor}"])) for factor in Factor
        }
        try:
            services.keep_behaviour(
                draft=draft, behaviour=behaviour, edition=data["edition"] or 0, role=data["role"],
                actor=data["actor"], words=data["words"], answers=answers, by=request.user, today=request.today,
            )  # fmt: skip
        except services.StudyChanged as refusal:
            now = _asked(draft, refusal.theirs)
            theirs = [
                (field.label, now.get(name, ""))
                for name, field in form.fields.items()
                if name in ("actor", "words") or name.startswith("answer_")
                if now.get(name, "") != data[name]
            ]
            refuse(form, refusal)
        except services.Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Lembar ROCCIPI disimpan."))
            return redirect("policy:roccipi", uuid=draft.uuid)
    context = {**frame(request, draft), "form": form, "behaviour": behaviour, "theirs": theirs}
    return render_page(request, "policy/behaviour.html", context, status=status_of(form))


def _asked(draft: Draft, behaviour: Behaviour | None) -> dict[str, Any]:
    """A sheet as its form begins."""
    studied = next((each for each in queries.behaviours(draft) if each.behaviour == behaviour), None)
    if studied is None:
        return {}
    row = studied.behaviour
    begun = {"role": row.role, "actor": row.actor, "words": row.behaviour, "edition": row.edition}
    for factor, answer in studied.answers.items():
        begun[f"answer_{factor}"] = answer.answer
        begun[f"cause_{factor}"] = str(answer.cause.uuid) if answer.cause else ""
    return begun
