"""Which provisions of a version refer to a part of it."""

from dataclasses import dataclass

from bijak.legaltext import references
from bijak.policy.models import Passage
from bijak.policy.queries.texts import Clause, clauses, passages, tree_of


@dataclass(frozen=True, slots=True)
class Citing:
    """A clause, and how it cites: "Pasal 7 ayat (1)", "ayat (2)"."""

    clause: Clause
    words: str


def citing(passage: Passage) -> list[Citing]:
    """Who refers to a part, or to what belongs to it, from outside of it."""
    root, nodes = tree_of(passages(passage.version))
    if passage.pk not in nodes:
        return []
    inside = {id(node) for node in nodes[passage.pk].walk()}
    owners = {id(node): key for key, node in nodes.items()}
    found = [
        each for each in references.find(root) if id(each.target) in inside and id(each.node) not in inside
    ]
    wider = {id(each.within) for each in found}
    by_passage = {clause.passage_id: clause for clause in clauses(passage.version)}
    return [
        Citing(by_passage[owners[id(each.node)]], each.address) for each in found if id(each) not in wider
    ]
