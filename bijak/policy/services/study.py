"""The study before the draft: problem tree and ROCCIPI. Two writers meet at the edition of each row."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.models import (
    Behaviour,
    Criterion,
    Draft,
    Evidence,
    Factor,
    FactorAnswer,
    NodeKind,
    Option,
    OptionLine,
    OptionScore,
    ProblemNode,
    Study,
)
from bijak.policy.services.refusals import Refused, StudyChanged

CHANGED = "policy.study_changed"
DEEPEST = 12
"""So many steps from the core a knot may hang: asking why goes on for five or six, and a page must draw it."""


def hold(draft: Draft, *, by: Account | None, today: date) -> Draft:
    """The draft, held until the change is made; ``Refused`` once it is finished, for a study is of its draft."""
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    draft = Draft.objects.select_for_update(of=("self",)).select_related("policy").get(pk=draft.pk)
    if not draft.is_open:
        raise Refused(_("Rancangan ini sudah selesai, jadi kajiannya tidak dapat diubah lagi."))
    return draft


def write_over[Row: models.Model](row: Row, *, edition: int, **facts: Any) -> Row:
    """The row with new facts, or ``StudyChanged`` when somebody wrote over it since ``edition``."""
    row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if row.edition != edition:  # type: ignore[attr-defined]
        raise StudyChanged(_("Orang lain baru saja mengubah bagian ini. Bandingkan, lalu simpan lagi."), row)
    for name, value in facts.items():
        setattr(row, name, value)
    row.edition += 1  # type: ignore[attr-defined]
    row.save()
    return row


# The problem tree -------------------------------------------------------------------------------


@transaction.atomic
def add_node(
    *, draft: Draft, kind: str, text: str, parent: ProblemNode | None = None, by: Account | None, today: date
) -> ProblemNode:
    """The core, or a cause or an effect that hangs on another knot, after those that hang there already."""
    draft = hold(draft, by=by, today=today)
    if kind == NodeKind.CORE:
        if ProblemNode.objects.filter(draft=draft, kind=NodeKind.CORE).exists():
            raise Refused(_("Pohon ini sudah mempunyai masalah inti. Ubah bunyinya."))
        parent = None
    elif parent is None or parent.draft_id != draft.pk:
        raise Refused(_("Pilih dahulu simpul tempat sebab atau akibat ini bergantung."))
    elif parent.kind not in (NodeKind.CORE, kind):
        raise Refused(_("Sebab bergantung pada sebab, dan akibat pada akibat."))
    else:
        _hang(parent)
    last = ProblemNode.objects.filter(draft=draft, parent=parent).aggregate(last=Max("position"))["last"]
    node = ProblemNode.objects.create(
        draft=draft, kind=kind, parent=parent, text=text, position=(last or 0) + 1
    )
    record(draft, by, node=node, act="added", text=text)
    return node


@transaction.atomic
def change_node(
    *,
    node: ProblemNode,
    edition: int,
    text: str,
    aim: str,
    evidence: Sequence[Evidence],
    parent: ProblemNode | None = None,
    by: Account | None,
    today: date,
) -> ProblemNode:
    """Words, aim and evidence of a knot; with ``parent`` it is hung elsewhere, with all that hangs on it."""
    draft = hold(node.draft, by=by, today=today)
    place = node.position
    if parent is not None and parent.pk != node.parent_id:
        if parent.draft_id != draft.pk or parent.kind not in (NodeKind.CORE, node.kind):
            raise Refused(_("Sebab bergantung pada sebab, dan akibat pada akibat."))
        if parent.pk in queries.below(node):
            raise Refused(_("Simpul tidak dapat bergantung pada cabangnya sendiri."))
        _hang(parent, height=queries.height(node))
        last = ProblemNode.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
        place = (last or 0) + 1
    node = write_over(
        node, edition=edition, text=text, aim=aim, position=place,
        parent=node.parent if parent is None else parent,
    )  # fmt: skip
    node.evidence.set(each for each in evidence if each.policy_id == draft.policy_id)
    record(draft, by, node=node, act="changed", text=text, aim=aim)
    return node


def _hang(parent: ProblemNode, *, height: int = 1) -> None:
    """Refuse to hang a branch of so many levels where nobody would see it, or too far from the core."""
    depth, above = 0, ProblemNode.objects.get(pk=parent.pk)
    while above.parent is not None:
        if above.removed_on:
            raise Refused(
                _("Simpul “%(text)s”, tempatnya bergantung, sudah dihapus. Kembalikan simpul itu dahulu.")
                % {"text": above.text}
            )
        depth, above = depth + 1, above.parent
    if depth + height > DEEPEST:
        raise Refused(_("Cabang ini sudah terlalu dalam. Gabungkan beberapa simpulnya."))


@transaction.atomic
def move_node(*, node: ProblemNode, up: bool, by: Account | None, today: date) -> None:
    """One place nearer to, or further from, the first of those that hang beside it."""
    draft = hold(node.draft, by=by, today=today)
    beside = list(
        ProblemNode.objects.filter(draft=draft, parent=node.parent, kind=node.kind, removed_on=None).order_by(
            "position", "pk"
        )
    )
    here = next((place for place, each in enumerate(beside) if each.pk == node.pk), None)
    there = None if here is None else here - 1 if up else here + 1
    if here is None or there is None or not 0 <= there < len(beside):
        return
    beside[here], beside[there] = beside[there], beside[here]
    for place, each in enumerate(beside, start=1):
        each.position = place
    ProblemNode.objects.bulk_update(beside, ["position"])
    record(draft, by, node=node, act="moved")


@transaction.atomic
def remove_node(*, node: ProblemNode, by: Account | None, today: date) -> None:
    """Take a knot off the tree, with what hangs on it; ``restore_node`` puts all of it back."""
    draft = hold(node.draft, by=by, today=today)
    if node.kind == NodeKind.CORE:
        raise Refused(_("Masalah inti tidak dapat dihapus. Ubah bunyinya."))
    ProblemNode.objects.filter(pk=node.pk, removed_on=None).update(removed_on=today)
    record(draft, by, node=node, act="removed")


@transaction.atomic
def restore_node(*, node: ProblemNode, by: Account | None, today: date) -> None:
    """Put a knot back with what hangs on it, where it hung; what it hung on may have been removed or moved since."""
    draft = hold(node.draft, by=by, today=today)
    node = ProblemNode.objects.select_related("parent").get(pk=node.pk)
    if node.parent is None or node.removed_on is None:
        return
    _hang(node.parent, height=queries.height(node))
    node.removed_on = None
    node.save(update_fields=["removed_on"])
    record(draft, by, node=node, act="restored")


# ROCCIPI ----------------------------------------------------------------------------------------


@transaction.atomic
def keep_behaviour(
    *,
    draft: Draft,
    behaviour: Behaviour | None = None,
    edition: int = 0,
    role: str,
    actor: str,
    words: str,
    answers: Mapping[str, tuple[str, ProblemNode | None]],
    by: Account | None,
    today: date,
) -> Behaviour:
    """What an actor does, and why by each factor: its answer and the cause it explains. An empty answer is none."""
    draft = hold(draft, by=by, today=today)
    facts = {"role": role, "actor": actor, "behaviour": words}
    if behaviour is None:
        behaviour = Behaviour.objects.create(draft=draft, **facts)
    else:
        behaviour = write_over(behaviour, edition=edition, **facts)
    FactorAnswer.objects.filter(behaviour=behaviour).delete()
    FactorAnswer.objects.bulk_create(
        FactorAnswer(behaviour=behaviour, factor=factor, answer=answer.strip(), cause=cause)
        for factor, (answer, cause) in answers.items()
        if factor in Factor and answer.strip()
    )
    record(draft, by, behaviour=behaviour, act="kept", actor=actor)
    return behaviour


@transaction.atomic
def remove_behaviour(*, behaviour: Behaviour, by: Account | None, today: date) -> None:
    draft = hold(behaviour.draft, by=by, today=today)
    record(draft, by, behaviour=behaviour, act="removed", actor=behaviour.actor)
    behaviour.delete()


# From one draft to the next ---------------------------------------------------------------------


def copy_study(*, old: Draft, new: Draft) -> None:
    """A revision begins with the study of what it revises, choice and written sections aside: these are new."""
    nodes: dict[int, ProblemNode] = {}
    waiting = list(ProblemNode.objects.filter(draft=old, removed_on=None).order_by("pk"))
    while ready := [each for each in waiting if each.parent_id is None or each.parent_id in nodes]:
        for each in ready:
            copied = ProblemNode.objects.create(
                draft=new, kind=each.kind, text=each.text, aim=each.aim, position=each.position,
                parent=nodes.get(each.parent_id) if each.parent_id else None,
            )  # fmt: skip
            copied.evidence.set(each.evidence.all())
            nodes[each.pk] = copied
        waiting = [each for each in waiting if each.pk not in nodes]
    for studied in queries.behaviours(old):
        row = studied.behaviour
        behaviour = Behaviour.objects.create(
            draft=new, role=row.role, actor=row.actor, behaviour=row.behaviour
        )
        FactorAnswer.objects.bulk_create(
            FactorAnswer(
                behaviour=behaviour, factor=each.factor, answer=each.answer,
                cause=nodes.get(each.cause_id) if each.cause_id else None,
            )
            for each in studied.answers.values()
        )  # fmt: skip
    _copy_options(old, new)


def _copy_options(old: Draft, new: Draft) -> None:
    options, criteria = {}, {}
    for each in queries.options_of(old):
        options[each.pk] = Option.objects.create(
            draft=new, title=each.title, description=each.description, is_baseline=each.is_baseline
        )
    OptionLine.objects.bulk_create(
        OptionLine(
            option=options[each.option_id], is_benefit=each.is_benefit, label=each.label, bearer=each.bearer,
            amounts=each.amounts, source=each.source, is_assumption=each.is_assumption, evidence=each.evidence,
        )
        for each in OptionLine.objects.filter(option__draft=old).select_related("evidence").order_by("pk")
    )  # fmt: skip
    for criterion in queries.criteria_of(old):
        criteria[criterion.pk] = Criterion.objects.create(
            draft=new, name=criterion.name, scale=criterion.scale, weight=criterion.weight,
            higher_is_better=criterion.higher_is_better,
        )  # fmt: skip
    OptionScore.objects.bulk_create(
        OptionScore(option=options[each.option_id], criterion=criteria[each.criterion_id], value=each.value)
        for each in OptionScore.objects.filter(criterion__draft=old).order_by("pk")
    )
    if before := Study.objects.filter(draft=old).first():
        Study.objects.create(
            draft=new, first_year=before.first_year, years=before.years,
            discount_rate=before.discount_rate, rate_source=before.rate_source,
        )  # fmt: skip


def record(draft: Draft, by: Account | None, *, act: str, **facts: Any) -> None:
    """One verb for all of a study: what was done, to which row."""
    said = {name: str(value.uuid) if hasattr(value, "uuid") else value for name, value in facts.items()}
    ledger.record(CHANGED, subject=draft, by=by, facts={"act": act, **said})
