"""What changed between two texts as a reader is shown it: the parts that changed, the rest in a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from bijak.legaltext import comparing
from bijak.policy.models import Decree, Draft, Version
from bijak.policy.queries.amending import amendment_of
from bijak.policy.queries.decrees import decree_of
from bijak.policy.queries.texts import clauses, compare, with_parts

AROUND = 200
"""Characters of an unchanged run in a part that are shown beside what changed."""

type Compared = tuple[comparing.Change, str]


@dataclass(frozen=True)
class Row:
    """A part as two versions say it, or ``same``: how many parts in a row say the same, from which to which."""

    change: comparing.Change | None = None
    address: str = ""
    words: Sequence[tuple[str, str]] = ()
    same: int = 0
    until: str = ""


def shown(changes: Iterable[Compared]) -> list[Row]:
    return [Row(change, address, change.words) for change, address in changes]


def folded(changes: Iterable[Compared]) -> list[Row]:
    """What changed, and in one line each what lies unchanged between; none where nothing changed at all."""
    rows: list[Row] = []
    for is_same, group in groupby(changes, key=lambda each: each[0].kind == "same"):
        run = list(group)
        if is_same:
            rows.append(Row(address=run[0][1], same=len(run), until=run[-1][1]))
        else:
            rows += [Row(change, address, _near(change.words)) for change, address in run]
    return rows if any(row.change for row in rows) else []


def _near(words: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of a long part, what stands around its changes."""
    return [
        (op, f"{text[:AROUND]} … {text[-AROUND:]}" if op == "same" and len(text) > 3 * AROUND else text)
        for op, text in words
    ]


@dataclass(frozen=True)
class Revision:
    """What a version of a revision changes: ``base`` is the regulation itself, ``rows`` the parts that read otherwise.

    ``kinds``: what became of each provision of the new text, by its uuid, where it reads otherwise.
    """

    base: Decree
    rows: Sequence[Row]
    kinds: dict[UUID, comparing.Kind]


def revision_in(draft: Draft, version: Version, *, within: UUID | None = None) -> Revision | None:
    """What a version changes of the text that the draft revises; none for a first draft.

    ``within`` a provision: what changes of it and its parts, of those it lost too.
    """
    before = decree_of(draft.revises) if draft.revises else None
    if before is None:
        return None
    known = [clauses(before.version), clauses(version)]
    shown = [text if within is None else with_parts(text, within) for text in known]
    names: dict[object, str] = {each.provision: each.name for text in shown for each in text}
    changes: Sequence[comparing.Change]
    if draft.is_amending and (amendment := amendment_of(draft, version)) and amendment.result:
        changes = amendment.changes
        names |= {key: name for key, name in amendment.addresses.items() if key in names}
    else:
        changes = compare(before.version, version)
    changed = [
        (change, names[part.key])
        for change in changes
        if change.kind != "same" and (part := change.new or change.old) and part.key in names
    ]
    kinds = {change.new.key: change.kind for change, _name in changed if change.new}
    return Revision(before.amends or before, folded(changed), kinds)  # type: ignore[arg-type]
