"""Does a text keep the rules of drafting? ``lint`` says where not, why, and what to do.

One module per family of rules; importing it registers them.
"""

from bijak.legaltext.lint import bounds, citations, definitions, lists, numbers, opening, structure, wording
from bijak.legaltext.lint.rules import RULES, Finding, Rule, Severity, Source, Spot, Text
from bijak.legaltext.tree import Node

__all__ = ["RULES", "Finding", "Rule", "Severity", "Source", "Spot", "lint"]

FAMILIES = (citations, numbers, definitions, lists, structure, bounds, opening, wording)


def lint(document: Node) -> list[Finding]:
    """Every finding in a whole text, in its order. Changes nothing and asks nothing but the tree."""
    text = Text(document)
    found = [Finding(rule, spot) for rule in RULES.values() for spot in rule.check(text)]
    places = {id(path[-1]): place for place, path in enumerate(text.paths)}
    return sorted(found, key=lambda finding: (places[id(finding.node)], finding.spot.start))
