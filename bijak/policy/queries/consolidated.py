"""The text of a policy as it held on a day: by which decrees, and who changed which provision last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, cast
from uuid import UUID

from bijak.legaltext import comparing, tree
from bijak.legaltext.amending import bodies
from bijak.policy.models import Decree, Draft, Passage, Policy, Version
from bijak.policy.queries.decrees import amended_by, current_decree, decree_of, decrees_of
from bijak.policy.queries.papers import as_set
from bijak.policy.queries.texts import Clause, clauses


@dataclass(frozen=True)
class Held:
    """What held on a day. ``decrees`` made it, the regulation itself first.

    Of each provision that an amendment touched, ``changed_by`` says which did so last and ``changes`` what it did:
    ``inserted``, ``deleted`` or ``changed``; what lost a part without a trace is changed.
    """

    on: date
    decree: Decree
    decrees: tuple[Decree, ...]
    clauses: tuple[Clause, ...]
    changed_by: Mapping[UUID, Decree]
    changes: Mapping[UUID, str]

    @property
    def version(self) -> Version:
        return self.decree.version

    @property
    def is_amended(self) -> bool:
        return len(self.decrees) > 1


@dataclass(frozen=True)
class Spell:
    """The days on which a policy held as a decree made it: ``[start, until)``, endless while ``until`` is empty."""

    decree: Decree
    start: date
    until: date | None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Wording:
    """What a decree made of one provision: its address there, and the words kept, taken out and put in."""

    decree: Decree
    address: str
    words: tuple[tuple[comparing.Op, str], ...]
    change: str


def held(policy: Policy, on: date) -> Held | None:
    """The text in force on a day, or none where nothing was."""
    decree = current_decree(policy, on)
    if decree is None:
        return None
    decrees = _made_of(decree)
    changed_by: dict[UUID, Decree] = {}
    changes: dict[UUID, str] = {}
    said = _said([each.version_id for each in decrees])
    before = said[decrees[0].version_id]
    for each in decrees[1:]:
        now = said[each.version_id]
        for key in _touched(before, now):
            changed_by[key], changes[key] = each, _change(before.get(key), now[key])
        before = now
    text = tuple(as_set(decree.version, clauses(decree.version)))
    return Held(on, decree, decrees, text, changed_by, changes)


class _Said(NamedTuple):
    """Kind, heading and text of a provision, and the one it belongs to."""

    words: tuple[str, str, str]
    above: UUID | None


def _touched(old: Mapping[UUID, _Said], new: Mapping[UUID, _Said]) -> frozenset[UUID]:
    """What reads otherwise, or lost a part: of an item that is gone nothing is left but the list it stood in."""
    without = {old[key].above for key in old.keys() - new.keys()}
    return frozenset(
        key for key, said in new.items() if key in without or key not in old or old[key].words != said.words
    )


def _change(before: _Said | None, now: _Said) -> str:
    """What an amendment did; what it takes out stays in the text as the word that says so."""
    if before is None:
        return "inserted"
    return "deleted" if now.words[-1].strip() == bodies.GONE else "changed"


def changed_by(decree: Decree) -> frozenset[UUID]:
    """The provisions that read otherwise by an amending decree than before it."""
    before = decree_of(cast(Draft, decree.draft.revises))
    old, new = _said([cast(Decree, before).version_id, decree.version_id]).values()
    return _touched(old, new)


def spells(policy: Policy) -> list[Spell]:
    """Which text held when, the earliest first: each until the next one, or until it ended without another."""
    rows = [each for each in decrees_of(policy) if each.is_law]
    found = []
    for decree, following in zip(rows, [*rows, None][1:], strict=True):
        ends = [day for day in (decree.in_force_until, following and following.in_force_from) if day]
        until = min(ends, default=None)
        if until is None or decree.in_force_from < until:
            found.append(Spell(decree, decree.in_force_from, until))
    return found


def wordings(policy: Policy, provision: UUID) -> list[Wording]:
    """One provision through all law that said it anew, the earliest first; a last one where it was left out."""
    found: list[Wording] = []
    decrees = [each for each in decrees_of(policy) if each.is_law]
    readings = _readings([each.version_id for each in decrees], provision)
    before: _Reading | None = None
    for decree in decrees:
        now = readings.get(decree.version_id)
        if now is not None and (before is None or before.words != now.words):
            words = comparing.words(before.words, now.words) if before else (("same", now.words),)
            change = "changed" if before else "inserted"
            found.append(Wording(decree, now.name, cast(Any, words), change))
        elif now is None and before is not None:
            found.append(Wording(decree, before.name, (("deleted", before.words),), "deleted"))
        before = now
    return found


class _Reading(NamedTuple):
    """What a version calls a provision, and what that says there."""

    name: str
    words: str


def _readings(versions: Sequence[int], provision: UUID) -> dict[int, _Reading]:
    """How each version that has a provision reads it: a query for every step from there up to the document."""
    said = Passage.objects.filter(version__in=versions, provision__uuid=provision).order_by("version", "pk")
    rows = list(said)
    known: dict[int, Passage] = {}
    above = rows
    while keys := {each.parent_id for each in above if each.parent_id} - known.keys():
        above = list(Passage.objects.filter(pk__in=keys).defer("heading", "text").order_by("pk"))
        known |= {each.pk: each for each in above}

    def path(row: Passage) -> list[Passage]:
        return [*(path(known[row.parent_id]) if row.parent_id else ()), row]

    return {
        row.version_id: _Reading(
            (tree.address(path(row)) if row.kind in tree.CLAUSES else "") or tree.name(row),
            f"{row.heading}\n{row.text}".strip(),
        )
        for row in rows
    }


def _made_of(decree: Decree) -> tuple[Decree, ...]:
    base = decree.amends or decree
    row = [base]
    for each in amended_by(base):
        row.append(each)
        if each == decree:
            break
    return tuple(row) if decree.amends_id else (base,)


def _said(versions: Sequence[int]) -> dict[int, dict[UUID, _Said]]:
    """What each version says, by provision: one query."""
    found: dict[int, dict[UUID, _Said]] = {each: {} for each in versions}
    rows = Passage.objects.filter(version__in=versions).order_by("version", "position", "pk")
    for version, key, above, kind, heading, text in rows.values_list(
        "version", "provision__uuid", "parent__provision__uuid", "kind", "heading", "text"
    ):
        found[version][key] = _Said((kind, heading, text), above)
    return found
