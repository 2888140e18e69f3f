"""What somebody wrote anew, put together with what another saved in the same stretch meanwhile."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bijak.legaltext import comparing, merging, tree, writing
from bijak.policy.models import Version
from bijak.policy.queries.history import State, earlier_states, words_between
from bijak.policy.queries.stretches import Known, Stretch, basis_of
from bijak.policy.queries.texts import Clause, tree_of_clauses

LOOKED_BACK = 200
"""So many changes back the text is looked for that somebody had before her."""


@dataclass(frozen=True)
class Both:
    """A provision that two people changed otherwise: ``words`` lead from what is saved to what was typed.

    ``place``: which part of what was typed it is, as ``Known`` counts them.
    """

    clause: Clause
    place: int
    words: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Merged:
    """The words of a stretch with what both did.

    What both changed otherwise reads as it was typed (``both``); what was taken out, but changed by the other, stays
    (``kept``).
    """

    text: str
    both: Sequence[Both]
    kept: Sequence[Clause]


def merged(version: Version, stretch: Stretch, text: str, basis: str) -> Merged | None:
    """What was typed over the stretch as it was at ``basis``, and what has been saved in it since.

    None where the text of that time is not found any more, or parts were moved since.
    """
    found = next(_at(version, stretch, basis), None)
    if found is None:
        return None
    base, inside = found
    fragment = stretch.read(text)
    read = list(fragment.walk())[1:]
    matched = comparing.match(
        [piece for piece in base.pieces() if piece.key in inside],
        [comparing.Piece(place, *_said(node)) for place, node in enumerate(read)],
    )
    mine = merging.Known(fragment, {id(read[place]): key for place, key in matched.items()})
    paths = base.paths()
    old = merging.Known(
        tree.Node("dokumen", children=[path[0] for path in paths if len(path) == 1]),
        {id(path[-1]): key for path, (key, _parent) in zip(paths, base.order, strict=True)},
    )
    root, nodes = tree_of_clauses(stretch.parts)
    now = merging.Known(
        root, {id(node): each.provision_id for node, each in zip(nodes, stretch.parts, strict=True)}
    )
    both = merging.merge(old, mine, now, within={*inside, *(each.provision_id for each in stretch.clauses)})
    if both is None:
        return None
    places = {id(node): place for place, node in enumerate(fragment.walk(), start=-1)}
    typed = mine.nodes()
    asked = [each for each in stretch.clauses if each.provision_id in both]
    return Merged(
        writing.plain(fragment).lstrip("\n"),
        [
            Both(each, places[id(node)], words_between((each.heading, each.text), (node.heading, node.text)))
            for each in asked
            if (node := typed.get(each.provision_id))
        ],
        [each for each in asked if each.provision_id not in typed],
    )


def with_saved(stretch: Stretch, text: str, known: Known) -> str:
    """The words of a stretch with some of its parts, by their places among them, as they are saved."""
    fragment = stretch.read(text)
    read = list(fragment.walk())[1:]
    saved = {each.provision: each for each in stretch.clauses}
    for place, provision in known.items():
        if place < len(read) and provision in saved:
            read[place].heading, read[place].text = saved[provision].heading, saved[provision].text
    return writing.plain(fragment).lstrip("\n")


def _at(version: Version, stretch: Stretch, basis: str) -> Iterator[tuple[State, Collection[int]]]:
    """The text when its stretch was so, with who stood in that."""
    first, last = (stretch.clauses[end].provision_id for end in (0, -1))
    for state in islice(earlier_states(version), LOOKED_BACK):
        keys = [key for key, _parent in state.order]
        if first in keys and last in keys:
            inside = keys[keys.index(first) : keys.index(last) + 1]
            if basis_of((key, *state.said[key]) for key in inside) == basis:
                yield state, frozenset(inside)


def _said(part: tree.Node | Clause) -> tuple[str, str, str, str]:
    return part.kind, part.label, part.heading, part.text
