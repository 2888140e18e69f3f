"""Where a text breaks the rules of drafting."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as translate

from bijak.legaltext import lint, tree
from bijak.policy.models import Version
from bijak.policy.queries.texts import Clause, clauses

AROUND = 60
"""Characters shown before and after the words a finding is about."""
SEVERITIES = ("error", "warning", "hint")
"""The heaviest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule, in the language of whoever reads; no ``clause`` where it is the whole text.

    ``words`` are what it is about, between those ``before`` and ``after``; ``instead`` what to write, where that is
    plain.
    """

    rule: lint.Rule
    clause: Clause | None
    why: str
    fix: str
    before: str
    words: str
    after: str
    instead: str


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
    root = tree.Node("dokumen")
    above = [root]
    owners: dict[int, Clause] = {}
    for clause in clauses(version) if parts is None else parts:
        node = tree.Node(clause.kind, clause.label, clause.heading, clause.text)
        owners[id(node)] = clause
        del above[clause.depth + 1 :]
        above[-1].children.append(node)
        above.append(node)
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
    )
