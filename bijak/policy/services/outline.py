"""The outline of a version: its parts in order, to be rearranged and numbered anew.

A provision keeps its UUID through every change of structure, and what cites it follows (UU 12/2011, Lampiran II).
"""

from django.db import connection

from bijak.legaltext import numbering, tree
from bijak.legaltext.following import follow
from bijak.policy import queries
from bijak.policy.models import Passage, Version

_LEVEL = {kind: level for level, kind in enumerate((*tree.HEADERS, *tree.CLAUSES), start=1)}

_OF_THE_BODY = (*tree.HEADERS, "pasal")
_BEHIND_THE_BODY = ("penutup", "penjelasan", "lampiran")
_AROUND_THE_BODY = ("judul", "menimbang", "mengingat", "memperhatikan", "memutuskan", "penutup")


class Outline:
    """The parts of a version in order, to be rearranged and numbered anew; references follow what they cite."""

    def __init__(self, version: Version) -> None:
        self.parts = list(queries.passages(version))
        self.before, self.nodes = queries.tree_of(self.parts)
        self.by_pk = {each.pk: each for each in self.parts}

    def address(self, part: Passage) -> str:
        """How a part is cited before anything is changed."""
        here = self.nodes[part.pk]
        path = next(path for path in self.before.paths() if path[-1] is here)
        return tree.address(path) or tree.name(here)

    def below(self, part: Passage) -> list[Passage]:
        """The part and all that belongs to it."""
        inside, found = {part.pk}, []
        for each in self.parts:
            if each.pk == part.pk or each.parent_id in inside:
                inside.add(each.pk)
                found.append(each)
        return found

    def insert(self, added: Passage, after: Passage | None) -> None:
        here = self.by_pk.get(after.pk) if after is not None else self._last_before_the_closing(added)
        if here is None:
            self.parts.append(added)
            return
        # What has no level of its own stands beside what it follows.
        level = _LEVEL.get(added.kind, _LEVEL.get(here.kind, 0))
        above: Passage | None = here
        behind = self.parts.index(here)
        while above is not None and (
            _LEVEL.get(above.kind, 0) >= level
            or (added.kind in _OF_THE_BODY and above.kind in _AROUND_THE_BODY)
        ):
            behind = self.parts.index(self.below(above)[-1])
            above = self.by_pk.get(above.parent_id or 0)
        added.parent = above
        self.parts.insert(behind + 1, added)

    def _last_before_the_closing(self, added: Passage) -> Passage | None:
        """What a part follows that is added at the end: what obliges somebody stands before the closing words."""
        if added.kind not in _LEVEL:
            return None
        ends = (
            place
            for place, each in enumerate(self.parts)
            if each.parent_id is None and each.kind in _BEHIND_THE_BODY
        )
        return next(iter(self.parts[: next(ends, None)][-1:]), None)

    def cut(self, part: Passage) -> list[Passage]:
        gone = self.below(part)
        keys = {each.pk for each in gone}
        self.parts = [each for each in self.parts if each.pk not in keys]
        return gone

    def swap(self, part: Passage, step: int) -> bool:
        siblings = [each for each in self.parts if each.parent_id == part.parent_id]
        place = siblings.index(part) + step
        if not 0 <= place < len(siblings):
            return False
        first, second = sorted((part, siblings[place]), key=self.parts.index)
        front, back = self.below(first), self.below(second)
        start = self.parts.index(first)
        self.parts[start : start + len(front) + len(back)] = [*back, *front]
        return True

    def indent(self, part: Passage) -> bool:
        """Hang a clause under the one before it, as what that one's items are, or would be."""
        siblings = [each for each in self.parts if each.parent_id == part.parent_id]
        place = siblings.index(part)
        holder = siblings[place - 1] if place else None
        if holder is None or part.kind not in tree.CLAUSES or holder.kind not in tree.CLAUSES[:-1]:
            return False
        items = [
            each.kind for each in self.parts if each.parent_id == holder.pk and each.kind in tree.CLAUSES
        ]
        above = self.by_pk.get(holder.parent_id or 0)
        is_definition = holder.kind == "angka" and above is not None and above.kind in ("pasal", "ayat")
        following = "huruf" if is_definition else tree.CLAUSES[tree.CLAUSES.index(holder.kind) + 1]
        part.parent, part.kind = holder, items[-1] if items else following
        return True

    def outdent(self, part: Passage) -> bool:
        """Stand a clause behind the one it is an item of, as another such one."""
        holder = self.by_pk.get(part.parent_id or 0)
        if holder is None or part.kind not in tree.CLAUSES or holder.kind not in tree.CLAUSES:
            return False
        self.parts.remove(part)
        behind = self.parts.index(self.below(holder)[-1]) + 1
        part.parent, part.kind = self.by_pk.get(holder.parent_id or 0), holder.kind
        self.parts.insert(behind, part)
        return True

    def save(self, added: Passage | None = None) -> None:
        """Write what differs: positions, labels, words that cite; ``added`` first, so that it has a key."""
        if added is not None:
            added.position = self.parts.index(added) + 1
            added.save(force_insert=True)
        root, nodes = queries.tree_of(self.parts)
        numbering.renumber(root.children)
        texts = follow(
            self.before, root, {id(node): nodes[key] for key, node in self.nodes.items() if key in nodes}
        ).texts
        moved = []
        for position, part in enumerate(self.parts, start=1):
            label = nodes[part.pk].label
            text = texts.get(id(nodes[part.pk]), part.text)
            if (part.position, part.label, part.text) != (position, label, text):
                part.edition += part.text != text
                part.position, part.label, part.text = position, label, text
                moved.append(part)
        _place(moved)


def _place(parts: list[Passage]) -> None:
    """Write where parts stand and what they say. As arrays: a CASE of a thousand branches costs more than all else."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE policy_passage SET position = place.position, label = place.label, text = place.words,"
            " edition = place.edition"
            " FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::text[], %s::int[])"
            " AS place (id, position, label, words, edition)"
            " WHERE policy_passage.id = place.id",
            [
                [each.pk for each in parts],
                [each.position for each in parts],
                [each.label for each in parts],
                [each.text for each in parts],
                [each.edition for each in parts],
            ],
        )
