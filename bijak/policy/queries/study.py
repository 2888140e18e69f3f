"""The problem tree and ROCCIPI of a draft, and how far its study has come."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from bijak.policy.engine import trees
from bijak.policy.models import (
    Behaviour,
    Criterion,
    Draft,
    Evidence,
    FactorAnswer,
    NodeKind,
    Option,
    ProblemNode,
    Section,
    Study,
)


@dataclass(frozen=True)
class TreeNode:
    """A node of the tree with what hangs on it."""

    node: ProblemNode
    depth: int
    children: tuple["TreeNode", ...]

    @property
    def evidence(self) -> list[Evidence]:
        return list(self.node.evidence.all())

    @property
    def aim(self) -> str:
        """The aim it turns into: as somebody wrote it, or only the problem called solved."""
        return self.node.aim or _("Teratasi: %(problem)s") % {"problem": self.node.text}

    def walk(self) -> Iterator["TreeNode"]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class ProblemTree:
    """What is removed stays to be put back, unless the knot it hung on is gone too."""

    core: TreeNode | None
    causes: tuple[TreeNode, ...] = ()
    effects: tuple[TreeNode, ...] = ()
    removed: tuple[ProblemNode, ...] = ()

    def walk(self) -> Iterator[TreeNode]:
        for knot in self.effects:
            yield from knot.walk()
        if self.core:
            yield self.core
        for knot in self.causes:
            yield from knot.walk()

    @property
    def all_causes(self) -> list[TreeNode]:
        return [knot for cause in self.causes for knot in cause.walk()]


def problem_tree(draft: Draft) -> ProblemTree:
    nodes = list(
        ProblemNode.objects.filter(draft=draft)
        .select_related("parent")
        .prefetch_related(
            Prefetch("evidence", Evidence.objects.filter(removed_on=None).order_by("position", "pk"))
        )
        .order_by("position", "pk")
    )
    hanging: dict[int | None, list[ProblemNode]] = {}
    for node in nodes:
        hanging.setdefault(node.parent_id, []).append(node)

    def knot(node: ProblemNode, depth: int) -> TreeNode:
        inner = (each for each in hanging.get(node.pk, ()) if each.removed_on is None)
        return TreeNode(node, depth, tuple(knot(each, depth + 1) for each in inner))

    core = next((node for node in nodes if node.kind == NodeKind.CORE), None)
    if core is None:
        return ProblemTree(None)
    branches = [knot(each, 1) for each in hanging.get(core.pk, ()) if each.removed_on is None]
    shown = {core.pk} | {each.node.pk for branch in branches for each in branch.walk()}
    return ProblemTree(
        TreeNode(core, 0, ()),
        tuple(each for each in branches if each.node.kind == NodeKind.CAUSE),
        tuple(each for each in branches if each.node.kind == NodeKind.EFFECT),
        tuple(node for node in nodes if node.removed_on and node.parent_id in shown),
    )


def drawings(tree: ProblemTree, *, aims: bool = False) -> tuple[trees.Drawing, trees.Drawing]:
    """The tree for a desk and for a phone; with ``aims`` the tree of aims, which has the same shape."""
    assert tree.core is not None

    def branch(knot: TreeNode) -> trees.Branch:
        text = knot.aim if aims else knot.node.text
        return trees.Branch(str(knot.node.uuid), knot.node.kind, text, tuple(map(branch, knot.children)))

    parts = branch(tree.core), tuple(map(branch, tree.causes)), tuple(map(branch, tree.effects))
    return trees.wide(*parts), trees.indented(*parts)


def below(node: ProblemNode) -> set[int]:
    """The keys of a knot and of all that hangs on it, removed or not."""
    parents = dict(ProblemNode.objects.filter(draft=node.draft).values_list("pk", "parent"))
    found = {node.pk}
    while more := {key for key, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def height(node: ProblemNode) -> int:
    """How many levels a knot and what hangs on it have, removed or not; 1 for a knot alone."""
    parents = dict(ProblemNode.objects.filter(draft=node.draft).values_list("pk", "parent"))
    levels, layer = 0, {node.pk}
    while layer:
        levels, layer = levels + 1, {key for key, parent in parents.items() if parent in layer}
    return levels


# ROCCIPI ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Studied:
    """A behaviour with what explains it, by factor."""

    behaviour: Behaviour
    answers: Mapping[str, FactorAnswer]


def behaviours(draft: Draft) -> list[Studied]:
    """Role occupants before agencies, each with its answers in the order of the letters."""
    rows = list(Behaviour.objects.filter(draft=draft).order_by("-role", "pk"))
    answers: dict[int, dict[str, FactorAnswer]] = {}
    found = FactorAnswer.objects.filter(behaviour__in=rows).select_related("cause").order_by("pk")
    for each in found:
        answers.setdefault(each.behaviour_id, {})[each.factor] = each
    return [Studied(row, answers.get(row.pk, {})) for row in rows]


# How far it has come ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """What a study has so far: how many of each, and which option was chosen."""

    evidence: int
    causes: int
    has_core: bool
    behaviours: int
    options: int
    criteria: int
    chosen: str
    sections: int

    @property
    def is_begun(self) -> bool:
        return bool(self.has_core or self.behaviours or self.options or self.sections)


def progress(draft: Draft) -> Progress:
    def count(rows: QuerySet[Any]) -> Any:
        counted = rows.order_by().values("draft").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted), Value(0))

    here = OuterRef("pk")
    nodes = ProblemNode.objects.filter(draft=here, removed_on=None)
    found = (
        Draft.objects.filter(pk=draft.pk)
        .annotate(
            n_evidence=Coalesce(
                Subquery(
                    Evidence.objects.filter(policy=OuterRef("policy"), removed_on=None)
                    .order_by()
                    .values("policy")
                    .annotate(n=Count("pk"))
                    .values("n")
                ),
                Value(0),
            ),
            n_causes=count(nodes.filter(kind=NodeKind.CAUSE)),
            has_core=Exists(nodes.filter(kind=NodeKind.CORE)),
            n_behaviours=count(Behaviour.objects.filter(draft=here)),
            n_options=count(Option.objects.filter(draft=here)),
            n_criteria=count(Criterion.objects.filter(draft=here)),
            chosen=Subquery(Study.objects.filter(draft=here).values("chosen__title")[:1]),
            n_sections=count(Section.objects.filter(draft=here).exclude(text="")),
        )
        .values(
            "n_evidence",
            "n_causes",
            "has_core",
            "n_behaviours",
            "n_options",
            "n_criteria",
            "chosen",
            "n_sections",
        )
        .get()
    )
    return Progress(
        found["n_evidence"], found["n_causes"], found["has_core"], found["n_behaviours"],
        found["n_options"], found["n_criteria"], found["chosen"] or "", found["n_sections"],
    )  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """One page of a study: the name of its URL, what it is called, what it holds by now."""

    url: str
    label: str
    detail: str
    is_begun: bool


def sheets(draft: Draft) -> list[Sheet]:
    """The pages of a study in the order in which one thinks."""
    so_far = progress(draft)
    taken = _("diambil: %(option)s") % {"option": so_far.chosen}
    return [
        Sheet(
            "policy:dossier",
            _("Berkas bukti"),
            _("%(n)s bukti") % {"n": so_far.evidence},
            so_far.evidence > 0,
        ),
        Sheet(
            "policy:tree",
            _("Pohon masalah dan tujuan"),
            _("%(n)s sebab") % {"n": so_far.causes},
            so_far.has_core,
        ),
        Sheet(
            "policy:roccipi",
            _("Analisis perilaku (ROCCIPI)"),
            _("%(n)s perilaku") % {"n": so_far.behaviours},
            so_far.behaviours > 0,
        ),
        Sheet(
            "policy:options",
            _("Pilihan, biaya, dan manfaat"),
            taken if so_far.chosen else _("%(n)s pilihan") % {"n": so_far.options},
            so_far.options > 0,
        ),
        Sheet(
            "policy:criteria",
            _("Perbandingan multikriteria"),
            _("%(n)s kriteria") % {"n": so_far.criteria},
            so_far.criteria > 0,
        ),
        Sheet(
            "policy:explanation",
            _("Penjelasan atau naskah akademik"),
            _("%(n)s bagian ditulis") % {"n": so_far.sections}
            if so_far.sections
            else _("terisi dari kajian"),
            so_far.is_begun,
        ),
    ]
