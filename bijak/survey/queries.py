"""Whom a survey asks, what she still has to answer, and what the answers say once the survey is closed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from itertools import permutations
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts.models import Account
from bijak.kernel import hiding
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.shell.prepared import Prepared
from bijak.survey.access import Permission
from bijak.survey.engine import counting
from bijak.survey.models import (
    KINDS,
    SEXES,
    Breakdown,
    Group,
    Moment,
    Participation,
    Question,
    QuestionKind,
    Remark,
    State,
    Survey,
    Tally,
)

K = hiding.K
REST = ""
"""The code of the group that gathers the small ones."""


# Surveys ----------------------------------------------------------------------------------------


def visible_to(account: Account, *, today: date) -> QuerySet[Survey]:
    """Every survey within the reach of those who write or read them, and the published ones that ask her."""
    found = Survey.objects.select_related("policy", "unit").order_by("-opens_on", "-pk")
    reach = reduce(or_, (organization.scope(account, each, today=today) for each in Permission))
    if _takes_in_all(reach):
        return found
    asked = asks(account) & Q(opens_on__lte=today) & ~Q(state=State.WRITING)
    return found.filter(reach.q("unit__path") | asked)


def may(account: Account, permission: Permission, survey: Survey, *, today: date) -> bool:
    """Whether a permission reaches everyone whom a survey asks."""
    reach = organization.scope(account, permission, today=today)
    return reach.covers(survey.unit) if survey.unit else _takes_in_all(reach)


def _takes_in_all(reach: organization.Scope) -> bool:
    """Whether the whole agency lies within: by a grant for all of it, or for every office."""
    if reach.everything or not reach.paths:
        return reach.everything
    return all(reach.covers(office) for office in organization.offices())


def asks(account: Account) -> Q:
    """The surveys whose audience the account's person belongs to, as she stands today."""
    row = people.row_of(account)
    if row is None or not row.is_active:
        return Q(pk__in=())
    above = [int(key) for key in row.unit.path.strip("/").split("/")] if row.unit else []
    kinds: list[str] = []
    return (Q(unit=None) | Q(unit__in=above)) & (Q(kinds=kinds) | Q(kinds__contains=[row.kind]))


def is_open(survey: Survey, *, today: date) -> bool:
    return survey.state == State.OPEN and survey.opens_on <= today <= survey.closes_on


def waiting_for(account: Account, *, today: date) -> QuerySet[Survey]:
    """The open surveys that ask this person and that she has not answered."""
    done = Participation.objects.filter(employee__account=account).values("survey")
    return (
        Survey.objects.filter(asks(account), state=State.OPEN, opens_on__lte=today, closes_on__gte=today)
        .exclude(pk__in=done)
        .order_by("closes_on", "pk")
    )


_open = Prepared(
    lambda *, today: Survey.objects.filter(
        state=State.OPEN, opens_on__lte=today, closes_on__gte=today
    ).values_list("pk")[:1]
)


def any_is_open(today: date) -> bool:
    """Whether anybody is asked anything on a day: every home asks, before it asks who she is."""
    return bool(_open(today=today))


def has_answered(survey: Survey, account: Account) -> bool:
    return Participation.objects.filter(survey=survey, employee__account=account).exists()


def questions(survey: Survey) -> list[Question]:
    return list(Question.objects.filter(survey=survey).order_by("position", "pk"))


def of_policy(policy: int) -> QuerySet[Survey]:
    """The published surveys about a policy (key of policy.Policy), in the order of their days."""
    found = Survey.objects.filter(policy=policy).exclude(state=State.WRITING)
    return found.order_by("opens_on", "pk")


def closed_of(policy: int, moment: str = "") -> QuerySet[Survey]:
    """The surveys about a policy that have results; of one moment (``before``, ``after``), or of all."""
    found = of_policy(policy).filter(state=State.CLOSED)
    return found.filter(moment=moment) if moment else found


def get_closed(reference: str) -> Survey:
    """The closed survey with this UUID; raises LookupError."""
    try:
        return Survey.objects.get(uuid=UUID(reference), state=State.CLOSED)
    except (ValueError, Survey.DoesNotExist):
        raise LookupError(f"No closed survey is {reference}.") from None


def holders(employees: Iterable[int]) -> set[int]:
    """Those of some people (keys of people.Employee) who have answered a survey that is still open."""
    found = Participation.objects.filter(employee__in=list(employees)).order_by()
    return set(found.values_list("employee_id", flat=True))


# Whom it asks -----------------------------------------------------------------------------------


def audience(survey: Survey) -> QuerySet[Any]:
    """The rows of people.EmployeeToday that a survey asks, as of now."""
    asked = people.active()
    if survey.unit:
        asked = asked.filter(unit__path__startswith=survey.unit.path)
    if survey.kinds:
        asked = asked.filter(kind__in=survey.kinds)
    return asked


@dataclass(frozen=True)
class Turnout:
    """How many were asked and how many answered; the share as text needs both."""

    invited: int
    answered: int

    @property
    def share(self) -> counting.Share | None:
        return counting.share(min(self.answered, self.invited), self.invited) if self.invited else None


def turnout(survey: Survey) -> Turnout:
    """Counted live until the survey is closed, then as it was on that day."""
    if survey.state == State.CLOSED:
        return Turnout(survey.invited, survey.answered)
    asked, answered = audience(survey), Participation.objects.filter(survey=survey)
    left = answered.exclude(employee__in=asked.values("pk")).count()
    return Turnout(asked.count() + left, answered.count())


def office_of(path: str, offices: Mapping[int, Any]) -> str:
    """The code of the office in whose subtree a unit lies; the rest's, where it lies in none."""
    keys = (int(key) for key in path.strip("/").split("/") if key)
    return next((str(key) for key in keys if key in offices), REST)


def groups_of_audience(survey: Survey) -> list[Group]:
    """The groups to count by, unsaved. Each has ten people; what is smaller is counted as one rest."""
    offices = {unit.pk: unit for unit in organization.offices()}
    rows = [
        ({Breakdown.OFFICE: office_of(path or "", offices), Breakdown.SEX: sex, Breakdown.KIND: kind}, number)
        for path, sex, kind, number in audience(survey)
        .order_by()
        .values_list("unit__path", "sex", "kind")
        .annotate(Count("pk"))
    ]
    labels = {
        Breakdown.OFFICE: {str(key): unit.name for key, unit in offices.items()},
        Breakdown.SEX: {code: str(label) for code, label in SEXES},
        Breakdown.KIND: {code: str(label) for code, label in KINDS},
    }
    groups: dict[tuple[str, str], Group] = {}
    for breakdown in Breakdown:
        people_of: Counter[str] = Counter()
        for codes, number in rows:
            people_of[codes[breakdown]] += number
        kept = hiding.shown(people_of) - {REST}
        rest = sum(number for code, number in people_of.items() if code not in kept)
        names = labels[breakdown]
        sizes = [(code, names[code], people_of[code]) for code in sorted(kept, key=names.__getitem__)]
        if kept and rest:
            sizes.append((REST, _("Lainnya"), rest))
        for code, label, number in sizes:
            groups[breakdown, code] = Group(
                survey=survey, breakdown=breakdown, code=code, label=label, people=number
            )
    for codes, _number in rows:
        met = [groups.get(each, groups.get((each[0], REST))) for each in codes.items()]
        for group, other in permutations([each for each in met if each is not None], 2):
            if other.key not in group.meets:
                group.meets.append(other.key)
    return list(groups.values())


# What came of it --------------------------------------------------------------------------------


@dataclass(frozen=True)
class OptionResult:
    label: str
    count: int
    share: counting.Share


@dataclass(frozen=True)
class GroupResult:
    """A question by one group; without ``n`` it is too small to be shown."""

    label: str
    n: int | None = None
    scale: counting.Scale | None = None
    options: tuple[OptionResult, ...] = ()


@dataclass(frozen=True)
class QuestionResult:
    """What a question got. Fewer than ten answers are not shown: then there is only the question."""

    question: Question
    n: int | None = None
    scale: counting.Scale | None = None
    options: tuple[OptionResult, ...] = ()
    groups: tuple[GroupResult, ...] = ()


@dataclass(frozen=True)
class Results:
    """The results of a closed survey. ``is_shown``: at least ten people answered."""

    survey: Survey
    turnout: Turnout
    questions: tuple[QuestionResult, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    breakdown: str = ""
    is_shown: bool = field(default=False)


def results(survey: Survey, *, breakdown: str = "") -> Results:
    """Everything that may be shown of a survey, by the groups of one breakdown. Nothing before it is closed:
    whoever watched the numbers move would see what each newcomer answered."""
    crowd = turnout(survey)
    if survey.state != State.CLOSED or crowd.answered < K:
        return Results(survey, crowd)
    groups = {group.pk: group for group in Group.objects.filter(survey=survey).order_by("pk")}
    offered = tuple(each for each in Breakdown if any(group.breakdown == each for group in groups.values()))
    chosen = breakdown if breakdown in offered else ""
    remarks = dict(
        Remark.objects.filter(question__survey=survey)
        .order_by()
        .values_list("question")
        .annotate(Count("pk"))
    )
    tallies = _tallies(survey)
    shown = tuple(
        _words_of(each, remarks.get(each.pk, 0))
        if each.kind == QuestionKind.TEXT
        else _result_of(each, tallies[each.pk], groups, chosen)
        for each in questions(survey)
    )
    return Results(survey, crowd, shown, offered, chosen, is_shown=True)


type Tallies = dict[int | None, dict[int, int]]  # key of the group, or None for all → value → count


def _tallies(survey: Survey) -> dict[int, Tallies]:
    found: dict[int, Tallies] = defaultdict(lambda: defaultdict(dict))
    rows = Tally.objects.filter(question__survey=survey).order_by("pk")
    for question, group, value, count in rows.values_list("question", "group", "value", "count"):
        found[question][group][value] = count
    return found


def _words_of(question: Question, written: int) -> QuestionResult:
    return QuestionResult(question, n=written if written >= K else None)


def _result_of(
    question: Question, tallies: Tallies, groups: Mapping[int, Group], breakdown: str
) -> QuestionResult:
    everyone = tallies[None]
    if sum(everyone.values()) < K:
        return QuestionResult(question)
    sizes: dict[str, dict[str, int]] = {}
    for key, group in groups.items():
        sizes.setdefault(group.breakdown, {})[group.code] = sum(tallies[key].values())
    meets = {
        (group.breakdown, group.code): {
            (of, code) for of, _colon, code in (key.partition(":") for key in group.meets)
        }
        for group in groups.values()
    }
    may_show = hiding.shown_together(sizes, meets)
    mine = [group for group in groups.values() if group.breakdown == breakdown]
    results = tuple(
        GroupResult(group.label, *_read(question, tallies[group.pk]))
        if group.code in may_show[breakdown]
        else GroupResult(group.label)
        for group in sorted(mine, key=lambda group: (group.code == REST, group.label))
    )
    return QuestionResult(question, *_read(question, everyone), groups=results)


def _read(
    question: Question, counts: Mapping[int, int]
) -> tuple[int, counting.Scale | None, tuple[OptionResult, ...]]:
    n = sum(counts.values())
    options = tuple(
        OptionResult(label, counts.get(value, 0), counting.share(counts.get(value, 0), n))
        for value, label in question.answers
    )
    if question.kind != QuestionKind.SCALE:
        return n, None, options
    return n, counting.scale([option.count for option in options]), options


def remarks(question: Question) -> QuerySet[Remark]:
    """What was written to a question of a closed survey with ten answers or more; shuffled, for keys are random."""
    found = Remark.objects.filter(question=question, question__survey__state=State.CLOSED).order_by("pk")
    return found if found.count() >= K else found.none()


def total_counted(survey: Survey) -> int:
    """All answers that were counted, over all questions: what the record of the survey's end names."""
    counted = Tally.objects.filter(question__survey=survey, group=None).aggregate(all=Sum("count"))["all"]
    return counted or 0


def facts(shown: Results) -> dict[str, Any]:
    """Results as plain values: what a policy keeps as evidence."""
    return {
        "invited": shown.turnout.invited,
        "answered": shown.turnout.answered,
        "moment": str(Moment(shown.survey.moment).label) if shown.survey.moment else "",
        "closed_on": shown.survey.closed_on.isoformat() if shown.survey.closed_on else None,
        "questions": [
            {
                "text": each.question.text,
                "kind": each.question.kind,
                "n": each.n,
                "mean": each.scale.mean if each.scale else None,
                "low": each.scale.interval.low if each.scale and each.scale.interval else None,
                "high": each.scale.interval.high if each.scale and each.scale.interval else None,
                "top": each.scale.top.percent if each.scale else None,
                "options": [[option.label, option.count, option.share.percent] for option in each.options],
            }
            for each in shown.questions
            if each.question.kind != QuestionKind.TEXT
        ],
    }


HIDDEN = gettext_lazy("Kurang dari 10 jawaban, atau diperlukan untuk melindungi kelompok lain.")


def table(shown: Results) -> Sequence[Sequence[object]]:
    """Results as rows of a file: for all, then for every group that may be shown, of the chosen breakdown."""
    rows: list[Sequence[object]] = []
    for number, result in enumerate(shown.questions, start=1):
        question = result.question
        parts = [(_("Semua"), result.n, result.scale, result.options)]
        parts += [(group.label, group.n, group.scale, group.options) for group in result.groups]
        for label, n, scale, options in parts:
            head = [number, question.text, question.get_kind_display(), label, n]
            if n is None:
                rows.append([*head, str(HIDDEN)])
                continue
            if scale:
                low, high = (scale.interval.low, scale.interval.high) if scale.interval else (None, None)
                rows.append([*head, _("Rata-rata"), None, scale.mean, low, high])
                rows.append([*head, _("Menjawab 4 atau 5"), scale.top.count, *_percents(scale.top)])
            rows += [[*head, option.label, option.count, *_percents(option.share)] for option in options]
    return rows


def _percents(share: counting.Share) -> tuple[float, float, float]:
    return share.percent, share.percents.low, share.percents.high
