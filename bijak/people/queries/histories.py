"""One person as of a day, and as known on a day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, Exists, F, Field, OuterRef, Q, QuerySet, TextChoices, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from bijak.documents.models import Document
from bijak.organization import queries as organization
from bijak.people import texts
from bijak.people.models import (
    AddressSpell,
    Assignment,
    Award,
    Belief,
    Change,
    DecreeFile,
    EducationRecord,
    EmployeeKind,
    EmployeeToday,
    EmploymentSpell,
    FamilyMember,
    Identity,
    Photo,
    PositionSpell,
    RankSpell,
    Relation,
    SanctionSpell,
    Separation,
    ServiceCredit,
    StandingSpell,
    UnpaidLeaveSpell,
)
from bijak.shell.prepared import Instances, Prepared
from bijak.shell.templatetags.formats import tanggal

DECREE_PURPOSE = "people.decree"
_PAPER = "paper"
"""In the one query, the mark of rows that are no history but name the file of a decree."""
_PHOTO = "photo"
"""The same of the row that tells whether there is a photo."""


_OPEN_SPELLS: tuple[Any, ...] = (
    *(RankSpell, PositionSpell, EmploymentSpell, StandingSpell, Award, UnpaidLeaveSpell, ServiceCredit),
)
"""Histories that everybody sees who sees the person."""


class Topic(TextChoices):
    """The histories of a person page, in the order in which they are shown."""

    RANK = "rank", _("Golongan")
    POSITION = "position", _("Jabatan")
    EMPLOYMENT = "employment", _("Kepegawaian")
    STANDING = "standing", _("Kedudukan hukum")
    EDUCATION = "education", _("Pendidikan")
    AWARD = "award", _("Penghargaan")
    UNPAID_LEAVE = "unpaid_leave", _("Cuti di luar tanggungan negara")
    SERVICE_CREDIT = "service_credit", _("Peninjauan masa kerja")
    SEPARATION = "separation", _("Pemberhentian")
    ADDRESS = "address", _("Alamat")
    FAMILY = "family", _("Keluarga")
    SANCTION = "sanction", _("Hukuman disiplin")

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return _SLUGS[self]

    @property
    def is_chain(self) -> bool:
        """Whether a row ends where the next one begins."""
        return self in (Topic.RANK, Topic.POSITION, Topic.EMPLOYMENT, Topic.STANDING, Topic.ADDRESS)


_SLUGS = {
    Topic.RANK: "golongan",
    Topic.POSITION: "jabatan",
    Topic.EMPLOYMENT: "kepegawaian",
    Topic.STANDING: "kedudukan",
    Topic.EDUCATION: "pendidikan",
    Topic.AWARD: "penghargaan",
    Topic.UNPAID_LEAVE: "cltn",
    Topic.SERVICE_CREDIT: "masa-kerja",
    Topic.SEPARATION: "pemberhentian",
    Topic.ADDRESS: "alamat",
    Topic.FAMILY: "keluarga",
    Topic.SANCTION: "hukuman-disiplin",
}
SENSITIVE = (Topic.SEPARATION, Topic.ADDRESS, Topic.FAMILY, Topic.SANCTION)
"""Shown to the person herself and to those who may see specific personal data."""
TOPICS = {slug: topic for topic, slug in _SLUGS.items()}
"""Topics by their name in addresses."""


@dataclass(frozen=True)
class Line:
    """One row of a history: ``[from_on, until_on)`` with its decree. Education has only the day or year it ended.

    ``paper`` is the UUID of the decree's file, where there is one and the asker may open it. ``code`` is what the title
    was worded from: of a rank or standing its own, of a position the assignment, of employment the kind.
    """

    pk: int
    title: str
    detail: str
    from_on: date | None
    until_on: date | None
    decree_no: str
    decree_on: date | None
    change: int
    paper: str | None = None
    code: str = ""

    @property
    def may_have_paper(self) -> bool:
        return is_decree_no(self.decree_no)

    def holds_on(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (
            self.until_on is None or day < self.until_on
        )


def is_decree_no(text: str) -> bool:
    """A file is kept under the decree's number; a dash or a word in its place would mix the papers up."""
    return any(sign.isdigit() for sign in text)


@dataclass(frozen=True)
class Person:
    """Everything held about a person, as it was on ``on`` and as it was known at ``known_at``."""

    today: EmployeeToday
    on: date
    known_at: datetime | None
    identity: Identity | None
    histories: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    has_photo: bool = False

    def at(self, topic: str) -> Line | None:
        """What held on the day asked for."""
        return next((line for line in self.histories.get(topic, ()) if line.holds_on(self.on)), None)

    @property
    def rank(self) -> Line | None:
        return self.at(Topic.RANK)

    @property
    def position(self) -> Line | None:
        """The position held by right, as lists tell it: who only acts holds none."""
        return next((line for line in self._posts if line.code == Assignment.DEFINITIVE), None)

    @property
    def assignments(self) -> list[Line]:
        """What she does beside it for a time: Plt., Plh., Pj., additional tasks."""
        return [line for line in self._posts if line.code != Assignment.DEFINITIVE]

    @property
    def _posts(self) -> list[Line]:
        return [line for line in self.histories.get(Topic.POSITION, ()) if line.holds_on(self.on)]

    @property
    def address(self) -> str:
        """Where she lives, for whoever sees sensitive data."""
        line = self.at(Topic.ADDRESS)
        return line.title if line else ""


def person(row: EmployeeToday, *, on: date, known_at: datetime | None = None, with_sensitive: bool) -> Person:
    """The person page: two queries, however long the histories; one more where a standing is new to us."""
    identities = _identity_columns.read(_identities(employee=row.pk, known_at=known_at))
    histories: dict[str, list[Line]] = {topic.value: [] for topic in Topic}
    found = _lines(employee=row.pk, known_at=known_at, with_sensitive=with_sensitive)
    papers = {values[6]: values[2] for values in found if values[0] == _PAPER}
    standings = organization.code_names(
        "standing", (values[1] for values in found if values[0] == Topic.STANDING), builtin=texts.STANDINGS
    )
    for values in found:
        if values[0] in (_PAPER, _PHOTO):
            continue
        topic, code, title, detail, from_on, until_on, decree_no, decree_on, change, pk = values
        histories[topic].append(
            Line(
                pk=pk,
                title=standings[code] if topic == Topic.STANDING else worded(topic, code, title),
                detail=_detailed(topic, detail),
                from_on=from_on,
                until_on=until_on,
                decree_no=decree_no,
                decree_on=decree_on,
                change=change,
                paper=papers.get(decree_no),
                code=code,
            )
        )
    return Person(
        today=row,
        on=on,
        known_at=known_at,
        identity=next(iter(identities), None),
        histories=histories,
        has_photo=any(values[0] == _PHOTO for values in found),
    )


def end_of(day: date | None) -> datetime | None:
    """What was known on a day is what was known when it ended, where the agency is. The last day never ends."""
    if day is None or day == date.max:
        return None
    return datetime.combine(day + timedelta(days=1), time.min, organization.time_zone())


def _known(at: datetime | None) -> Q:
    if at is None:
        return Q(believed_until=None)
    return Q(believed_from__lte=at) & (Q(believed_until=None) | Q(believed_until__gt=at))


def _histories(
    *, employee: int, known_at: datetime | None, with_sensitive: bool
) -> QuerySet[Any, tuple[Any, ...]]:
    """All histories in one query: every table gives the same ten columns."""

    def rows(model: Any, topic: str, code: str, title: Any, detail: Any, **other: Any) -> Any:
        columns = {
            "a_topic": Value(topic, output_field=CharField()),
            "b_code": Cast(F(code), CharField()),
            "c_title": title,
            "d_detail": detail,
            "e_from": F("from_on"),
            "f_until": F("until_on"),
            "g_decree": F("decree_no"),
            "h_decree_on": F("decree_on"),
            "i_change": F("change_id"),
            "j_pk": F("id"),
        } | other
        believed = model.objects.filter(_known(known_at), employee=employee).order_by()
        return believed.annotate(**columns).values_list(*columns)

    nothing = Value("", output_field=CharField())
    no_day = Value(None, output_field=DateField())
    tables = [
        rows(
            RankSpell,
            Topic.RANK,
            "rank_code",
            nothing,
            Concat(
                F("kind_code"),
                Value("|"),
                Coalesce(Cast("service_years", CharField()), Value("")),
                Value("|"),
                Coalesce(Cast("service_months", CharField()), Value("")),
            ),
        ),
        rows(PositionSpell, Topic.POSITION, "assignment", F("title"), F("unit__name")),
        rows(EmploymentSpell, Topic.EMPLOYMENT, "kind", nothing, _text("contract_ends_on")),
        rows(StandingSpell, Topic.STANDING, "standing_code", nothing, nothing),
        rows(
            EducationRecord,
            Topic.EDUCATION,
            "level_code",
            F("programme"),
            Concat(F("school"), Value("|"), Cast("graduated_year", CharField())),
            e_from=F("graduated_on"),
            f_until=no_day,
            g_decree=F("diploma_no"),
            h_decree_on=no_day,
        ),
    ]
    papers = rows(
        DecreeFile,
        _PAPER,
        "decree_no",
        Cast("document__uuid", CharField()),
        nothing,
        e_from=no_day,
        f_until=no_day,
        h_decree_on=no_day,
    ).filter(document__erased_at=None)
    tables += [
        rows(
            Award,
            Topic.AWARD,
            "award_code",
            F("name"),
            Cast("year", CharField()),
            e_from=F("decree_on"),
            f_until=no_day,
        ),
        rows(UnpaidLeaveSpell, Topic.UNPAID_LEAVE, "employee", nothing, _text("returned_on")),
        rows(
            ServiceCredit,
            Topic.SERVICE_CREDIT,
            "employee",
            F("experience"),
            Concat(_text("credited_years"), Value("|"), _text("credited_months")),
        ),
    ]
    if with_sensitive:
        tables += [
            rows(SanctionSpell, Topic.SANCTION, "level_code", F("kind_name"), F("note")),
            rows(
                Separation,
                Topic.SEPARATION,
                "kind_code",
                nothing,
                nothing,
                e_from=F("effective_from"),
                f_until=no_day,
            ),
            rows(
                AddressSpell,
                Topic.ADDRESS,
                "employee",
                F("address"),
                nothing,
                g_decree=nothing,
                h_decree_on=no_day,
            ),
            rows(
                FamilyMember,
                Topic.FAMILY,
                "relation",
                F("name"),
                Concat(_text("is_entitled"), Value("|"), F("birth_place")),
                e_from=F("born_on"),
                f_until=no_day,
                g_decree=nothing,
                h_decree_on=no_day,
            ),
        ]
    else:
        papers = papers.exclude(IS_SHUT)
    photo = rows(
        Photo,
        _PHOTO,
        "employee",
        nothing,
        nothing,
        e_from=no_day,
        f_until=no_day,
        g_decree=nothing,
        h_decree_on=no_day,
    ).filter(document__erased_at=None)
    tables += [papers, photo]
    lines: QuerySet[Any, tuple[Any, ...]] = tables[0].union(*tables[1:], all=True)
    return lines.order_by("a_topic", "-e_from", "-j_pk")


def _text(column: str) -> Any:
    """A number, day or truth as text; an unknown one as none."""
    return Coalesce(Cast(column, CharField()), Value(""))


def _identity(*, employee: int, known_at: datetime | None) -> QuerySet[Any, tuple[Any, ...]]:
    found = Identity.objects.filter(_known(known_at), employee=employee).order_by("-pk")
    return found.values_list(*_identity_columns.columns)[:1]


_identity_columns = Instances(Identity)


_identities = Prepared(_identity, plans_once=True)


_lines = Prepared(_histories, plans_once=True)


def worded(topic: str, code: str, title: str) -> str:
    """What a row of a history is called."""
    if topic == Topic.RANK:
        return texts.RANK_TITLES.get(code, code)
    if topic == Topic.EMPLOYMENT:
        return str(EmployeeKind(code).label)
    if topic == Topic.EDUCATION:
        level = texts.EDUCATION_LEVELS.get(code, code)
        known_as = (level, level.replace("Diploma ", "D-"))
        return title if title.startswith(known_as) else f"{level} {title}".strip()
    if topic == Topic.FAMILY:
        return f"{Relation(code).label}: {title}"
    if topic == Topic.SEPARATION:
        return texts.SEPARATIONS.get(code, code)
    if topic == Topic.UNPAID_LEAVE:
        return "CLTN"
    if topic == Topic.POSITION and code != Assignment.DEFINITIVE:
        return f"{Assignment(code).label}: {title}"
    return title


def _detailed(topic: str, detail: str) -> str:
    if topic == Topic.RANK:
        kind, years, months = detail.split("|")
        served = (
            _("%(years)s tahun %(months)s bulan") % {"years": years, "months": months or 0} if years else ""
        )
        return " · ".join(part for part in (texts.RANK_PROMOTIONS.get(kind, ""), served) if part)
    if topic == Topic.EDUCATION:
        return " · ".join(part for part in detail.split("|") if part)
    if topic == Topic.SERVICE_CREDIT:
        years, months = detail.split("|")
        return _("diakui %(years)s tahun %(months)s bulan") % {"years": years or 0, "months": months or 0}
    if topic == Topic.EMPLOYMENT and detail:
        return _("perjanjian kerja sampai dengan %(day)s") % {"day": tanggal(date.fromisoformat(detail))}
    if topic == Topic.UNPAID_LEAVE and detail:
        return _("aktif kembali %(day)s") % {"day": tanggal(date.fromisoformat(detail))}
    if topic == Topic.FAMILY:
        entitled, place = detail.split("|", 1)
        return " · ".join(part for part in (place, str(_ENTITLED.get(entitled, ""))) if part)
    return detail


_ENTITLED = {"true": _("masuk tunjangan"), "false": _("tidak masuk tunjangan")}


_SAME_NUMBER = {"employee": OuterRef("employee"), "decree_no": OuterRef("decree_no")}
IS_SHUT = Exists(SanctionSpell.objects.filter(**_SAME_NUMBER)) | Exists(
    Separation.objects.filter(**_SAME_NUMBER)
)
"""The decree of a sanction may lower a rank too: the rank everybody may see, the decree not."""


TABLES: dict[Topic, type[Belief]] = {
    Topic.RANK: RankSpell,
    Topic.POSITION: PositionSpell,
    Topic.EMPLOYMENT: EmploymentSpell,
    Topic.STANDING: StandingSpell,
    Topic.EDUCATION: EducationRecord,
    Topic.AWARD: Award,
    Topic.UNPAID_LEAVE: UnpaidLeaveSpell,
    Topic.SERVICE_CREDIT: ServiceCredit,
    Topic.SEPARATION: Separation,
    Topic.ADDRESS: AddressSpell,
    Topic.FAMILY: FamilyMember,
    Topic.SANCTION: SanctionSpell,
}


def held(row: EmployeeToday, topic: Topic, line: int) -> Belief | None:
    """A row of a history with all its columns, as it is believed now."""
    return all_held(row, topic).filter(pk=line).first()


def all_held(row: EmployeeToday, topic: Topic) -> QuerySet[Belief]:
    """Every row of a history with all its columns, as believed now, the latest first."""
    rows = TABLES[topic]._default_manager.filter(employee=row.pk, believed_until=None)
    return rows.order_by("-pk")


def still_held(topic: Topic, lines: Collection[int]) -> set[int]:
    """Those of some rows of a history, whosever, that are believed now."""
    rows = TABLES[topic]._default_manager.filter(pk__in=lines, believed_until=None)
    return set(rows.order_by().values_list("pk", flat=True))


def successor(row: EmployeeToday, topic: Topic, line: int) -> Belief | None:
    """What took the place of a row that is believed no more: said again with another end, or the one put in its stead.

    None where a change that closed it, or one that took its place, opened nothing, or several that say something else.
    """
    rows = TABLES[topic]._default_manager.filter(employee=row.pk)
    found = rows.filter(pk=line).order_by("pk").first()
    while found is not None and found.believed_until is not None:
        change, before = found.ended_by_id, found
        opened = rows.filter(change=change).exclude(ended_by=change).order_by("pk")
        others = list(rows.filter(ended_by=change).exclude(pk=before.pk).order_by("pk"))
        # Its neighbours, said again with another end, took nobody's place but their own.
        new = [each for each in opened if not any(says_the_same(each, other) for other in others)]
        again = [each for each in new if says_the_same(each, before)] or new
        found = again[0] if len(again) == 1 else None
    return found


def origin(held: Belief) -> Change:
    """The change that first told what a row says, though it was said again since with another end."""
    while True:
        closed = type(held)._default_manager.filter(employee=held.employee_id, ended_by=held.change_id)
        before = [each for each in closed.select_related("change__batch") if says_the_same(each, held)]
        if not before:
            return held.change
        held = before[0]


def says_the_same(one: Belief, other: Belief) -> bool:
    """Whether two rows tell the same, though one may end elsewhere."""
    own = {field.attname for field in Belief._meta.get_fields() if isinstance(field, Field)} | {
        "id",
        "until_on",
    }
    said = (field.attname for field in one._meta.concrete_fields if field.attname not in own)
    return all(getattr(one, name) == getattr(other, name) for name in said)


def decree_document(row: EmployeeToday, *, uuid: UUID, with_sensitive: bool) -> Document | None:
    """The file of a decree of this person, for whoever may see a row that bears or once bore its number."""
    found = DecreeFile.objects.filter(employee=row.pk, document__uuid=uuid, document__erased_at=None)
    if not with_sensitive:
        found = found.exclude(IS_SHUT).filter(
            Q(decree_no__in=EducationRecord.objects.filter(employee=row.pk).values("diploma_no"))
            | reduce(
                or_,
                (
                    Q(decree_no__in=model.objects.filter(employee=row.pk).values("decree_no"))
                    for model in _OPEN_SPELLS
                ),
            )
        )
    paper = found.select_related("document").order_by("-pk").first()
    return paper.document if paper else None


def changes_of(employee: int, *, with_sensitive: bool) -> QuerySet[Change]:
    """Every change that opened or closed a belief about a person, newest first.

    The reason of a change names its file or decree: without ``with_sensitive`` nothing tells that there was one.
    """
    papers = DecreeFile.objects.all()
    told: list[QuerySet[Any]] = [
        model.objects.all() for model in (Identity, *_OPEN_SPELLS, EducationRecord, Photo)
    ]
    if with_sensitive:
        told += [
            *(model.objects.all() for model in (SanctionSpell, Separation, AddressSpell, FamilyMember)),
            papers,
        ]
    else:
        told.append(papers.exclude(IS_SHUT))
    touched = Q()
    for rows in told:
        beliefs = rows.filter(employee=employee)
        touched |= Q(pk__in=beliefs.values("change")) | Q(
            pk__in=beliefs.exclude(ended_by=None).values("ended_by")
        )
    return Change.objects.filter(touched).select_related("by", "batch").order_by("-pk")


def version(employee: int) -> int:
    """The key of the last change that touched a person's records: what a form remembers to notice a second officer."""
    last = changes_of(employee, with_sensitive=True).values_list("pk", flat=True).first()
    return last or 0
