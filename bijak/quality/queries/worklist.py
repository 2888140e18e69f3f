"""The worklist: what was found, of whom one may know it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Min, Q, QuerySet

from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.quality import rules, texts
from bijak.quality.access import Permission
from bijak.quality.models import Finding, FindingState
from bijak.quality.texts import Weight, Words
from bijak.shell.prepared import Instances, Prepared
from bijak.shell.templatetags.formats import tanggal

CARERS = 5
_SPOKEN = {
    "nip_sex": "sex",
    "rank_sank_from": "rank_code",
    "rank_sank_to": "rank_code",
    "education": "education_level",
}
"""Facts that are told in the words of another."""


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty means all. ``state``: what is to be done, unless said otherwise."""

    rule: str = ""
    severity: int | None = None
    unit_path: str = ""
    state: str = ""
    is_mine: bool = False


def visible_to(account: Account, *, today: date) -> QuerySet[Finding]:
    """Findings about people in the units of which an account may know them."""
    reach = organization.scope(account, Permission.VIEW, today=today)
    return Finding.objects.filter(reach.q("unit__path"))


def to_do(today: date) -> Q:
    """What waits for somebody: what was put aside does so again when its day has come."""
    return Q(state=FindingState.OPEN) | Q(state=FindingState.SNOOZED, until_on__lte=today)


def narrowed(findings: QuerySet[Finding], wanted: Filter, *, by: Account, today: date) -> QuerySet[Finding]:
    """The list that a filter asks for, the weightiest and oldest first."""
    if wanted.state == FindingState.SNOOZED:
        findings = findings.filter(state=FindingState.SNOOZED, until_on__gt=today)
    elif wanted.state:
        findings = findings.filter(state=wanted.state)
    else:
        findings = findings.filter(to_do(today))
    if wanted.rule:
        findings = findings.filter(rule=wanted.rule)
    if wanted.severity:
        findings = findings.filter(severity=wanted.severity)
    if wanted.unit_path:
        findings = findings.filter(unit__path__startswith=wanted.unit_path)
    if wanted.is_mine:
        findings = findings.filter(claimed_by=by)
    return findings.order_by("-severity", "found_on", "pk")


@dataclass(frozen=True)
class Tally:
    """How often a rule finds something, since when, and how long its bar is, in percent of the longest."""

    rule: rules.Rule
    words: Words
    count: int
    since: date
    width: float

    @property
    def severity(self) -> Weight:
        return texts.SEVERITIES[self.rule.severity]


def by_rule(findings: QuerySet[Finding]) -> list[Tally]:
    """Counts by rule, the weightiest and most frequent first."""
    grouped = findings.order_by().values("rule").annotate(count=Count("pk"), since=Min("found_on"))
    counted = [each for each in grouped if each["rule"] in rules.RULES]
    longest = max((each["count"] for each in counted), default=1)
    found = [
        Tally(
            rules.RULES[each["rule"]],
            texts.RULES[each["rule"]],
            each["count"],
            each["since"],
            round(100 * each["count"] / longest, 1),
        )
        for each in counted
    ]
    return sorted(found, key=lambda each: (-each.rule.severity, -each.count, each.rule.code))


class Row(NamedTuple):
    """A finding with the person of today and the words that it says."""

    finding: Finding
    person: Any
    words: Words
    severity: Weight
    facts: list[tuple[Any, str]]
    topic: str


def rows(findings: Iterable[Finding]) -> list[Row]:
    """Findings as pages show them. One query more, for the people."""
    kept = [each for each in findings if each.rule in rules.RULES]
    known = people.active().select_related("unit").in_bulk([each.employee_id for each in kept])
    return [_row(each, known[each.employee_id]) for each in kept if each.employee_id in known]


def _row(finding: Finding, person: Any) -> Row:
    rule = rules.RULES[finding.rule]
    severity = texts.SEVERITIES[rule.severity]
    topic = "" if rule.topic == "identity" else people.Topic(rule.topic).slug
    return Row(finding, person, texts.RULES[finding.rule], severity, told(finding), topic)


def told(finding: Finding) -> list[tuple[Any, str]]:
    """The facts of a finding, in words."""
    facts = finding.facts or {}
    shows = rules.RULES[finding.rule].shows
    return [(texts.FACTS[name], _worded(name, facts[name])) for name in shows if name in facts]


def _worded(name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if words := people.WORDS.get(_SPOKEN.get(name, name)):
        return str(words.get(value, value))
    if name == "nip_appointed":
        year, month = divmod(value, 100)
        return f"{month:02d}-{year}" if month else str(year)
    if name.endswith(("_on", "_from")):
        return str(tanggal(date.fromisoformat(value)))
    return str(value)


_finding = Instances(Finding)
_findings = Prepared(
    lambda *, employee, today: (
        Finding.objects.filter(to_do(today), employee=employee)
        .order_by("-severity", "rule")
        .values_list(*_finding.columns)
    )
)


def of_person(person: Any, *, today: date) -> list[Row]:
    """What waits to be mended in the records of one person (a row of today). One query."""
    waiting = _finding.read(_findings(employee=person.pk, today=today))
    return [_row(each, person) for each in waiting if each.rule in rules.RULES]


def carers_of(finding: Finding, *, today: date) -> Sequence[Account]:
    """Who looks after the records of the unit in which it was found."""
    if finding.unit is None:
        return list(organization.holders_of(Permission.DECIDE, today=today)[:CARERS])
    return list(organization.holders_near(Permission.DECIDE, unit=finding.unit, today=today)[:CARERS])
