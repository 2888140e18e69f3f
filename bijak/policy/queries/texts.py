"""What a version says, part by part."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import Truncator

from bijak.legaltext import comparing, tree, writing
from bijak.policy.models import Draft, Passage, Provision, Version
from bijak.policy.queries.decrees import decree_of

_HEADED = (
    *tree.HEADERS, "judul", "menimbang", "mengingat", "memutuskan", "lampiran", "penjelasan", "penutup",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a version. ``address`` cites it and is empty where there is nothing to cite (a bab, the title).

    ``depth`` counts from the document, ``indent`` within the pasal: how far in it is printed. ``is_cut``: the page
    shows only how its long text begins.
    """

    provision: UUID
    provision_id: int
    passage_id: int
    kind: str
    label: str
    heading: str
    text: str
    depth: int
    address: str
    is_clause: bool
    edition: int
    indent: int = 0
    is_cut: bool = False

    @property
    def title(self) -> str:
        """What stands above it: ``Pasal 7``, ``BAB II``."""
        return tree.name(self)

    @property
    def name(self) -> str:
        """What one calls it: its citation, or ``BAB II``."""
        return self.address or self.title

    @property
    def has_heading(self) -> bool:
        """Whether it is written with a heading of its own."""
        return bool(self.heading) or self.kind in _HEADED

    @property
    def opening(self) -> str:
        """Its first words, to know it again in a list."""
        return Truncator(self.heading or self.text).words(12)

    @property
    def mark(self) -> str:
        """What stands before its text: ``(1)``, ``a.``"""
        return writing.mark(tree.Node(self.kind, self.label))


@dataclass(frozen=True)
class ClauseOn:
    """A clause where it is shown: what the slot ``policy.clause`` is given."""

    version: Version
    clause: Clause


# Versions ---------------------------------------------------------------------------------------


def versions_of(draft: Draft) -> QuerySet[Version]:
    """The newest first."""
    return (
        Version.objects.filter(draft=draft)
        .select_related("draft__policy", "made_by")
        .order_by("-number", "-pk")
    )


def version_of(draft: Draft, number: int) -> Version:
    """The version of that number, or ``Version.DoesNotExist``."""
    return versions_of(draft).get(number=number)


def working_version(draft: Draft) -> Version | None:
    """The version that still changes; none while the draft waits for its decree, and afterwards."""
    return versions_of(draft).filter(frozen_on=None).first()


def dialogue_version(draft: Draft) -> Version | None:
    """The version that people comment on."""
    return draft.dialogue_version


def shown_version(draft: Draft) -> Version:
    """The text that stands for the draft: as enacted; as people are asked about it; else the newest."""
    if decree := decree_of(draft):
        return decree.version
    if draft.stage == "dialogue" and draft.dialogue_version is not None:
        return draft.dialogue_version
    newest = versions_of(draft).first()
    assert newest is not None  # a draft is started with its first version
    return newest


def decided_version(draft: Draft) -> Version:
    """The text that is decided on, or was: what amends leaves another one behind, its consolidated text."""
    is_left_behind = draft.is_amending and draft.stage == "enacted"
    return versions_of(draft)[int(is_left_behind)]


def told_version(draft: Draft) -> Version:
    """The text that everybody may read: once it is law as it was set, until then as people were asked about it."""
    decree = decree_of(draft)
    version = decree.version if decree and decree.is_law else draft.dialogue_version
    assert version is not None  # the draft is told
    return version


# Parts ------------------------------------------------------------------------------------------


def passages(version: Version) -> QuerySet[Passage]:
    return Passage.objects.filter(version=version).select_related("provision").order_by("position", "pk")


def clauses(version: Version) -> list[Clause]:
    """Every part, in the order of the document: one query, and no model for each of the thousands of a long text."""
    paths: dict[int, tuple[tree.Node, ...]] = {}
    found = []
    for key, above, provision, provision_id, kind, label, heading, text, edition in passages(
        version
    ).values_list(
        "pk", "parent", "provision__uuid", "provision", "kind", "label", "heading", "text", "edition"
    ):
        path = (*paths.get(above or 0, ()), tree.Node(kind, label))
        paths[key] = path
        is_clause = kind in tree.CLAUSES
        found.append(
            Clause(
                provision=provision,
                provision_id=provision_id,
                passage_id=key,
                kind=kind,
                label=label,
                heading=heading,
                text=text,
                depth=len(path) - 1,
                address=tree.address(path) if is_clause else "",
                is_clause=is_clause,
                edition=edition,
                indent=sum(each.kind in tree.CLAUSES[1:] for each in path[:-1]),
            )
        )
    return found


def address(version: Version, provision: Provision | UUID) -> str:
    """How a provision is cited in a version; empty where it is not part of it."""
    uuid = provision.uuid if isinstance(provision, Provision) else provision
    return next((clause.address for clause in clauses(version) if clause.provision == uuid), "")


def counts(version: Version) -> dict[str, int]:
    """How many parts of each kind, in the order of the law's own list."""
    found = Counter(passages(version).order_by().values_list("kind", flat=True))
    return {kind: found[kind] for kind in tree.KINDS if found[kind]}


def tree_of(parts: QuerySet[Passage] | list[Passage]) -> tuple[tree.Node, dict[int, tree.Node]]:
    """The parts as the tree that ``legaltext`` works on, and the node of each by its primary key."""
    root = tree.Node("dokumen")
    nodes: dict[int, tree.Node] = {}
    for passage in parts:
        node = tree.Node(passage.kind, passage.label, passage.heading, passage.text)
        nodes[passage.pk] = node
        (nodes[passage.parent_id] if passage.parent_id else root).children.append(node)
    return root, nodes


def tree_of_clauses(parts: Iterable[Clause]) -> tuple[tree.Node, list[tree.Node]]:
    """The same of clauses at hand, without asking the database; the nodes are in their order."""
    root = tree.Node("dokumen")
    above, nodes = [root], []
    for clause in parts:
        node = tree.Node(clause.kind, clause.label, clause.heading, clause.text)
        nodes.append(node)
        del above[clause.depth + 1 :]
        above[-1].children.append(node)
        above.append(node)
    return root, nodes


def plain_text(version: Version) -> str:
    """The whole text, as it could be pasted again."""
    return writing.plain(tree_of(passages(version))[0])


def with_parts(clauses: Iterable[Clause], provision: UUID) -> list[Clause]:
    """A provision and what belongs to it: the ayat of a pasal, the huruf of an ayat; nothing where it is not there."""
    found: list[Clause] = []
    for each in clauses:
        if found and each.depth <= found[0].depth:
            break
        if found or each.provision == provision:
            found.append(each)
    return found


def compare(old: Version, new: Version) -> list[comparing.Change]:
    """What became of each provision between two versions, in the order of the new one."""
    return comparing.compare(_pieces(old), _pieces(new))


def _pieces(version: Version) -> list[comparing.Piece]:
    return [
        comparing.Piece(passage.provision.uuid, passage.kind, passage.label, passage.heading, passage.text)
        for passage in passages(version)
    ]
