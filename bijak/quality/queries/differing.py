"""Where another system says something else than we do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.quality import texts
from bijak.quality.access import Permission
from bijak.quality.models import Because, Difference, DifferenceState, Proposal
from bijak.quality.registries import Source, sources
from bijak.shell.prepared import Instances, Prepared
from bijak.shell.templatetags.formats import tanggal

_DIGITS_ONLY = frozenset({"nip", "nik", "npwp", "bpjs", "phone"})

IDENTITY = frozenset(
    {
        *("nip", "name", "front_title", "back_title", "birth_place", "born_on", "sex", "religion"),
        *("marital_status", "nik", "npwp", "bpjs", "phone", "email", "gov_email"),
    }
)
"""The fields that are columns of the identity."""

TAKEABLE = IDENTITY | {"rank", "standing_code", "address"}
"""What can be taken over with one decision; the rest needs a decree, and so the form of its history."""

PRESENCE = "presence"
"""The field of those who work here and whom a source, said to name everyone, does not name: "active" against ""."""


def ours(face: Mapping[str, Any], units: Mapping[int, str]) -> dict[str, str]:
    """What we say of somebody, by the fields of the desk. A rank is told with its day: ``33 2024-04-01``."""
    said = {name: str(value or "") for name, value in face.items() if name not in ("corrected_at", "unit")}
    said["rank"] = f"{said['rank_code']} {said['rank_from']}".strip()
    said["position"] = f"{said['position_title']} {said['position_from']}".strip()
    return said | {"unit": units.get(face["unit"] or 0, "")}


def theirs(row: Mapping[str, Any]) -> dict[str, str]:
    """What a row of a file says, by the same fields; what it leaves empty it does not say."""
    said = {name: " ".join(str(row[name]).split()) for name in row if row[name] not in (None, "")}
    for field, name, day in (
        ("rank", "rank_code", "rank_from"),
        ("position", "position_title", "position_from"),
    ):
        if name in said and day in said:
            said[field] = f"{said.pop(name)} {said.pop(day)}"
    return {name: value[:500] for name, value in said.items() if name in texts.FIELDS}


def is_same(field: str, one: str, other: str) -> bool:
    """Whether two say the same: capitals and blanks count in no field, punctuation in no number."""
    if one == other:
        return True
    if field in _DIGITS_ONLY:
        return _digits(one) == _digits(other)
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def propose(
    source: Source, field: str, *, known: str, corrected_at: datetime | None, stated_on: date
) -> tuple[Proposal, Because]:
    """Whose word an officer is advised to take. What somebody corrected here later than the source knew comes first."""
    if not known:
        return Proposal.THEIRS, Because.EMPTY
    if field in IDENTITY and corrected_at is not None and corrected_at.date() >= stated_on:
        return Proposal.OURS, Because.CORRECTED
    if field in source.wins:
        return Proposal.THEIRS, Because.SOURCE
    if field in source.loses:
        return Proposal.OURS, Because.SOURCE
    return Proposal.ASK, Because.SOURCE


# The desk ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """What the desk is narrowed to; empty means all."""

    source: str = ""
    field: str = ""
    proposal: str = ""
    state: str = DifferenceState.OPEN
    unit_path: str = ""


def differences_visible_to(account: Account, *, today: date) -> QuerySet[Difference]:
    reach = organization.scope(account, Permission.VIEW, today=today)
    return Difference.objects.filter(reach.q("unit__path"))


def desk(differences: QuerySet[Difference], wanted: Wanted) -> QuerySet[Difference]:
    """What a filter asks for, person by person."""
    for name in ("source", "field", "proposal", "state"):
        if value := getattr(wanted, name):
            differences = differences.filter(**{name: value})
    if wanted.unit_path:
        differences = differences.filter(unit__path__startswith=wanted.unit_path)
    return differences.order_by("employee", "source", "pk")


class Kind(NamedTuple):
    """How often a field differs from a source; ``width`` in percent of the longest bar, ``address`` of its list."""

    source: Any
    label: Any
    often: int
    width: float
    address: str


def by_kind(differences: QuerySet[Difference]) -> list[Kind]:
    grouped = differences.order_by().values_list("source", "field").annotate(often=Count("pk"))
    counted = [each for each in grouped.order_by("-often", "field") if each[1] in texts.FIELDS]
    longest = max((often for *_kind, often in counted), default=1)
    return [
        Kind(
            label_of(source),
            texts.FIELDS[field],
            often,
            round(100 * often / longest, 1),
            urlencode({"sumber": source, "isian": field}),
        )
        for source, field, often in counted
    ]


def label_of(source: str) -> Any:
    known = sources.get(source)
    return known.label if known else source


class Compared(NamedTuple):
    """A difference as pages show it."""

    difference: Difference
    person: Any
    source: Any
    label: Any
    ours: str
    theirs: str
    proposal: Any
    because: Any


def compared(differences: Iterable[Difference]) -> list[Compared]:
    """Differences with the people of today. One query."""
    kept = list(differences)
    known = people.rows_of_employees({each.employee_id for each in kept}) if kept else {}
    return [
        Compared(
            each,
            known[each.employee_id],
            label_of(each.source),
            field_label(each),
            worded(each.field, each.ours),
            worded(each.field, each.theirs),
            Proposal(each.proposal).label,
            _why(each),
        )
        for each in kept
        if each.employee_id in known
    ]


def field_label(difference: Difference) -> Any:
    if difference.field == PRESENCE:
        return _("Tidak ada di %(source)s") % {"source": label_of(difference.source)}
    return texts.FIELDS.get(difference.field, difference.field)


def _why(difference: Difference) -> Any:
    source = sources.get(difference.source)
    if difference.because != Because.SOURCE or source is None:
        return Because(difference.because).label
    told = source.wins.get(difference.field) or source.loses.get(difference.field)
    return told or texts.NOBODY_KNOWS


def worded(field: str, value: str) -> str:
    """A value as a person reads it."""
    if field == PRESENCE:
        return str(texts.ACTIVE_HERE if value else texts.NOT_NAMED)
    if not value:
        return ""
    if field in ("rank", "position"):
        name, _blank, day = value.rpartition(" ")
        if not _is_day(day):
            name, day = value, ""
        name = people.WORDS["rank_code"].get(name, name) if field == "rank" else name
        return f"{name}, {tanggal(date.fromisoformat(day))}" if day else name
    if words := people.WORDS.get(field):
        return str(words.get(value, value))
    return str(tanggal(date.fromisoformat(value))) if _is_day(value) else value


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit()


def asked_of_account(account: Account) -> QuerySet[Difference]:
    """What the owner of an account is asked about her own records."""
    return Difference.objects.filter(employee__account=account, state=DifferenceState.ASKED)


_difference = Instances(Difference)
_asked = Prepared(
    lambda *, employee: (
        Difference.objects.filter(employee=employee, state=DifferenceState.ASKED)
        .order_by("pk")
        .values_list(*_difference.columns)
    )
)


def asked_of(employee: int) -> list[Compared]:
    """What a person is asked about her own records."""
    return compared(_difference.read(_asked(employee=employee)))


def open_fields(employee: int, *, source: str) -> list[str]:
    """The fields in which a source says something else about a person, and nobody has decided yet."""
    found = Difference.objects.filter(
        employee=employee, source=source, state__in=(DifferenceState.OPEN, DifferenceState.ASKED)
    )
    return list(found.order_by("pk").values_list("field", flat=True))


TOPIC_OF = {
    "kind": "employment",
    "standing_code": "standing",
    "rank": "rank",
    "rank_code": "rank",
    "position": "position",
    "position_title": "position",
    "unit": "position",
    "education_level": "education",
    "address": "address",
    PRESENCE: "standing",
}
"""The history in which a field lies; the others are the identity's."""

FORM_OF = TOPIC_OF | {PRESENCE: "separation"}
"""The history in whose form a difference is mended: who is active and not named has perhaps left."""


@dataclass(frozen=True)
class Evidence:
    """What our side stands on: the decree of the row, its file, and who said so when and why."""

    decree_no: str
    decree_on: date | None
    paper: str | None
    by: str
    at: datetime
    reason: str


def evidence(difference: Difference, row: Any, *, today: date) -> Evidence | None:
    """Nothing where we hold nothing. A few queries."""
    person = people.person(row, on=today, with_sensitive=True)
    topic = TOPIC_OF.get(difference.field)
    line = person.at(topic) if topic else None
    key = line.change if line else getattr(person.identity, "change_id", None) if not topic else None
    change = people.changes_of(row.pk, with_sensitive=True).filter(pk=key).first() if key else None
    if change is None:
        return None
    return Evidence(
        decree_no=line.decree_no if line else "",
        decree_on=line.decree_on if line else None,
        paper=line.paper if line else None,
        by=change.by.name if change.by else "",
        at=change.at,
        reason=change.reason,
    )
