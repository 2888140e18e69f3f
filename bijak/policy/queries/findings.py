"""Where a text breaks the rules of drafting."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as translate

from bijak.legaltext import lint, tree
from bijak.policy.models import Version
from bijak.policy.queries.stretches import Rewritten, Stretch
from bijak.policy.queries.texts import Clause, clauses, tree_of_clauses

AROUND = 60
"""Characters shown before and after the words a finding is about."""
SEVERITIES = ("error", "warning", "hint")
"""The heaviest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule, in the language of whoever reads; no ``clause`` where it is the whole text.

    ``words`` are what it is about, between those ``before`` and ``after``; ``instead`` what to write, where that is
    plain. ``code`` says which finding it is among those of its clause.
    """

    rule: lint.Rule
    clause: Clause | None
    why: str
    fix: str
    before: str
    words: str
    after: str
    instead: str
    code: str


@dataclass(frozen=True)
class Broken:
    """A rule with every place of a text that breaks it."""

    rule: lint.Rule
    title: str
    findings: Sequence[Finding]


def findings(version: Version, parts: Sequence[Clause] | None = None) -> list[Finding]:
    """Everything that the rules of drafting say about a version, in its order.

    ``parts`` are its ``clauses``, if they are at hand: then the database is not asked.
    """
    parts = clauses(version) if parts is None else parts
    root, nodes = tree_of_clauses(parts)
    owners = {id(node): clause for node, clause in zip(nodes, parts, strict=True)}
    return [_shown(found, owners.get(id(found.node))) for found in lint.lint(root)]


def broken(found: Sequence[Finding]) -> list[Broken]:
    """The findings rule by rule, the heaviest rules first."""
    by_rule: dict[str, list[Finding]] = {}
    for each in found:
        by_rule.setdefault(each.rule.id, []).append(each)
    rules = sorted(by_rule.values(), key=lambda same: SEVERITIES.index(same[0].rule.severity))
    return [Broken(same[0].rule, translate(same[0].rule.title), same) for same in rules]


def severities(found: Sequence[Finding]) -> dict[str, int]:
    """How many findings of each severity, those without any included."""
    return dict.fromkeys(SEVERITIES, 0) | Counter(each.rule.severity for each in found)


def _shown(found: lint.Finding, clause: Clause | None) -> Finding:
    text, (start, end) = found.node.text, (found.spot.start, found.spot.end)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Finding(
        rule=found.rule,
        clause=clause,
        why=found.why(translate),
        fix=found.fix(translate),
        before=f"…{before}" if start > AROUND else before,
        words=text[start:end],
        after=f"{after}…" if len(text) > end + AROUND else after,
        instead=found.spot.instead or "",
        code=f"{found.rule.id}:{start}:{end}" if found.spot.instead is not None else "",
    )


def findings_in(
    version: Version, parts: Sequence[Clause], clause: Clause, heading: str, text: str
) -> list[Finding]:
    """What the rules would say about one clause, if it read so."""
    typed = replace(clause, heading=heading, text=" ".join(text.split()))
    found = findings(version, [typed if each is clause else each for each in parts])
    return [each for each in found if each.clause is typed]


def findings_after(version: Version, stretch: Stretch, new: Rewritten) -> list[tuple[str, Finding]]:
    """What the rules would say of the parts that are written anew, and of others only then; each with its name."""
    root = tree.Node("dokumen", children=[path[0] for path in new.paths if len(path) == 1])
    ends = [path[-1] for path in new.paths]
    keys = [change.new.key for change in new.changes if change.new]
    key_of = {id(node): key for node, key in zip(ends, keys, strict=True)}
    written = {
        change.new.key for change in new.changes if change.new and change.kind in ("changed", "inserted")
    }
    known: Counter[tuple[str, Hashable, str]] = Counter(
        (each.rule.id, each.clause and each.clause.provision_id, each.words)
        for each in findings(version, stretch.parts)
    )
    shown = []
    for found in lint.lint(root):
        key, each = key_of.get(id(found.node)), _shown(found, None)
        place = (found.rule.id, key, each.words)
        if key not in written and known[place]:
            known[place] -= 1
            continue
        shown.append((new.names[key] if key else "", each))
    return shown


def mended(version: Version, parts: Sequence[Clause], clause: Clause, text: str, code: str) -> str:
    """Words of a clause with what one finding says instead; as they are where there is no such finding."""
    if code:
        for each in findings_in(version, parts, clause, clause.heading, text):
            if each.code == code:
                _rule, start, end = code.rsplit(":", 2)
                text = " ".join(text.split())
                return text[: int(start)] + each.instead + text[int(end) :]
    return text
