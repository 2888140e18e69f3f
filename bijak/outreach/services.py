"""Preparing a campaign, following its audience, and what a person does with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts import queries as account_queries
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.outreach import queries, rules
from bijak.outreach.access import Permission
from bijak.outreach.models import (
    Assignment,
    Campaign,
    Clarification,
    QuizAnswer,
    QuizQuestion,
    Readers,
    State,
)
from bijak.shell.templatetags.formats import tanggal

MOST_QUESTIONS = 10


class Refused(Exception):
    """Something that cannot be done; ``str()`` says why and what to do."""

    edition: int | None = None
    """The one to save over, where somebody else saved first."""


class Changed(Refused):
    """Somebody else saved first."""

    def __init__(self, edition: int) -> None:
        super().__init__(
            _(
                "Sosialisasi ini baru saja diubah orang lain. Periksa isinya sekarang, lalu simpan lagi bila perlu."
            )
        )
        self.edition = edition


class Over(Refused):
    """The version is no longer the one to read."""


class Superseded(Over):
    """A newer one took its place."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Peraturan ini sudah digantikan versi yang lebih baru, jadi pernyataan untuk versi lama tidak dicatat. "
                "Bacalah versi yang baru."
            )
        )


class Revoked(Over):
    """Nothing took its place."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Peraturan ini sudah dicabut, jadi sosialisasinya berakhir dan tidak ada lagi yang dicatat. "
                "Anda tidak perlu membacanya."
            )
        )


def _must_not_be_over(campaign: Campaign) -> None:
    if campaign.state == State.SUPERSEDED:
        raise Superseded
    if campaign.state == State.REVOKED:
        raise Revoked


# Preparing --------------------------------------------------------------------------------------


@transaction.atomic
def prepare(*, decree: int) -> Campaign:
    """The campaign of a decree (key of policy.Decree). Those of earlier versions go on until it is opened."""
    campaign = Campaign(decree_id=decree)
    enacted = campaign.decree
    campaign.opens_itself_on = rules.opens_itself_on(
        enacted_on=enacted.enacted_on, in_force_from=enacted.in_force_from
    )
    campaign.save()
    ledger.record("outreach.prepared", subject=campaign, facts={"decree": str(enacted.uuid)})
    return campaign


@transaction.atomic
def change_campaign(
    *, campaign: Campaign, edition: int, facts: Mapping[str, Any], by: Account, today: date
) -> Campaign:
    """``facts``: message, due_days, threshold."""
    campaign = _to_prepare(campaign, by=by, today=today, edition=edition)
    for name, value in facts.items():
        setattr(campaign, name, value)
    campaign.save()
    return campaign


@transaction.atomic
def add_question(*, campaign: Campaign, facts: Mapping[str, Any], by: Account, today: date) -> QuizQuestion:
    """``facts``: provision, text, options, right (from 1), explanation."""
    campaign = _to_prepare(campaign, by=by, today=today)
    asked = queries.questions(campaign)
    if len(asked) >= MOST_QUESTIONS:
        raise Refused(
            _("Sosialisasi ini sudah berisi %(most)s pertanyaan. Pilih yang paling penting saja.")
            % {"most": MOST_QUESTIONS}
        )
    last = QuizQuestion.objects.filter(campaign=campaign).aggregate(last=Max("position"))["last"] or 0
    return QuizQuestion.objects.create(campaign=campaign, position=last + 1, **facts)


@transaction.atomic
def change_question(
    *, question: QuizQuestion, edition: int, facts: Mapping[str, Any], by: Account, today: date
) -> QuizQuestion:
    _to_prepare(question.campaign, by=by, today=today, edition=edition)
    for name, value in facts.items():
        setattr(question, name, value)
    question.save()
    return question


@transaction.atomic
def remove_question(*, question: QuizQuestion, by: Account, today: date) -> None:
    _to_prepare(question.campaign, by=by, today=today)
    question.delete()


def _to_prepare(campaign: Campaign, *, by: Account, today: date, edition: int | None = None) -> Campaign:
    """The campaign as it stands, locked, for a change that counts as one edition."""
    accounts.must(by, Permission.MANAGE, today=today)
    campaign = _locked(campaign)
    _must_not_be_over(campaign)
    if campaign.state != State.PREPARING:
        raise Refused(
            _(
                "Sosialisasi ini sudah berjalan, jadi isinya tidak dapat diubah lagi: jawaban pertama sudah dihitung. "
                "Bila sebuah ketentuan sulit dipahami, kirim penjelasan tambahan."
            )
        )
    if edition is not None and campaign.edition != edition:
        raise Changed(campaign.edition)
    campaign.edition += 1
    campaign.save(update_fields=["edition"])
    ledger.record("outreach.changed", subject=campaign, by=by)
    return campaign


def _locked(campaign: Campaign) -> Campaign:
    return queries.campaigns().select_for_update(of=("self",)).get(pk=campaign.pk)


@transaction.atomic
def open_campaign(*, campaign: Campaign, by: Account | None, today: date) -> Campaign:
    """From today everyone it touches has it on the desk. Without ``by`` it opens by itself."""
    if by is not None:
        accounts.must(by, Permission.MANAGE, today=today)
    campaign = _locked(campaign)
    _must_not_be_over(campaign)
    if campaign.takes_answers:
        raise Refused(_("Sosialisasi ini sudah berjalan."))
    campaign.state, campaign.starts_on = State.OPEN, today
    campaign.due_on = today + timedelta(days=campaign.due_days)
    campaign.save(update_fields=["state", "starts_on", "due_on"])
    _supersede(queries.replaced_by(campaign), by=campaign)
    assigned = follow(campaign=campaign, today=today)
    ledger.record(
        "outreach.opened",
        subject=campaign,
        by=by,
        facts={
            "assigned": assigned,
            "questions": len(queries.questions(campaign)),
            "due_on": campaign.due_on.isoformat(),
        },
    )
    remind(campaign=campaign, today=today)
    return campaign


def _supersede(earlier: Iterable[Campaign], *, by: Campaign) -> None:
    """Earlier versions end with what they have: from now on there is a newer one to read."""
    for each in earlier:
        Campaign.objects.filter(pk=each.pk).update(state=State.SUPERSEDED)
        ledger.record("outreach.superseded", subject=each, facts={"by": str(by.uuid)})


@transaction.atomic
def end_revoked(*, today: date) -> None:
    """End what speaks of a decree that holds no more, since nothing took its place; who had it before her is told why.

    A decree revoked from a later day on is read until then.
    """
    for campaign in queries.of_revoked(today).select_for_update(of=("self",)):
        Campaign.objects.filter(pk=campaign.pk).update(state=State.REVOKED)
        ledger.record("outreach.revoked", subject=campaign, facts={"decree": str(campaign.decree.uuid)})
        if campaign.state == State.OPEN:
            _notify(
                campaign,
                _waiting(campaign),
                gettext_lazy("Peraturan yang dicabut, tidak perlu Anda baca lagi"),
            )


# Following the audience -------------------------------------------------------------------------


@transaction.atomic
def follow(*, campaign: Campaign, today: date) -> int:
    """Assign whoever is touched now, let go whoever no longer is, and note where each works; returns how many came.

    A handful of statements, however many people. One at a time: two at once would tell whoever came twice.
    """
    campaign = _locked(campaign)
    if campaign.state != State.OPEN:
        return 0
    now = queries.touched(campaign, today=today)
    known = {
        row[0]: row[1:]
        for row in Assignment.objects.filter(campaign=campaign)
        .order_by()
        .values_list("employee", "unit", "left_on")
    }
    new = [key for key in now if key not in known]
    _assign(campaign, new, [now[key] for key in new], today)
    rows = Assignment.objects.filter(campaign=campaign)
    gone = [key for key, (_unit, left_on) in known.items() if key not in now and left_on is None]
    back = [key for key, (_unit, left_on) in known.items() if key in now and left_on is not None]
    moved: dict[int | None, list[int]] = {}
    for key, unit in now.items():
        if key in known and known[key][0] != unit:
            moved.setdefault(unit, []).append(key)
    if gone:
        rows.filter(employee__in=gone).update(left_on=today)
    if back:
        rows.filter(employee__in=back).update(left_on=None)
    for unit, keys in moved.items():
        rows.filter(employee__in=keys).update(unit=unit)
    if campaign.reminded_on and (new or gone or back):  # the first time all are told by the first reminder
        ledger.record(
            "outreach.followed",
            subject=campaign,
            facts={"came": len(new) + len(back), "left": len(gone)},
        )
        _notify(
            campaign,
            rows.filter(employee__in=new),
            gettext_lazy("Peraturan baru yang menyangkut Anda"),
        )
    return len(new)


def _assign(campaign: Campaign, employees: Sequence[int], units: Sequence[int | None], day: date) -> None:
    """In one statement, keys and all: made one by one in Python, the rows of a city take seconds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outreach_assignment (uuid, campaign_id, employee_id, unit_id, assigned_on, first_right)"
            " SELECT uuidv7(), %s, person.employee, person.unit, %s, 0"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS person (employee, unit) ON CONFLICT DO NOTHING",
            [campaign.pk, day, list(employees), list(units)],
        )


@transaction.atomic
def close_past(*, today: date) -> None:
    """End what is long due: nobody is assigned or reminded any more; who was may still read and say so."""
    for campaign in queries.campaigns().filter(state=State.OPEN).order_by("pk"):
        assert campaign.closes_on is not None  # it has started
        still_open = Campaign.objects.filter(pk=campaign.pk, state=State.OPEN)
        if campaign.closes_on <= today and still_open.update(state=State.CLOSED):
            ledger.record("outreach.closed", subject=campaign)


def follow_all(*, today: date) -> None:
    """Every campaign under way follows the roster."""
    for campaign in queries.campaigns().filter(state=State.OPEN).order_by("pk"):
        follow(campaign=campaign, today=today)


# Reminding --------------------------------------------------------------------------------------


@transaction.atomic
def remind(*, campaign: Campaign, today: date) -> int:
    """Tell whoever has not finished, when a milestone has come since the last time; returns how many."""
    campaign = _locked(campaign)
    if campaign.state != State.OPEN or campaign.starts_on is None or campaign.due_on is None:
        return 0
    if not rules.is_to_remind(
        starts_on=campaign.starts_on,
        due_on=campaign.due_on,
        reminded_on=campaign.reminded_on,
        today=today,
    ):
        return 0
    title = (
        gettext_lazy("Peraturan baru yang menyangkut Anda")
        if campaign.reminded_on is None
        else gettext_lazy("Peraturan yang belum selesai Anda baca")
    )
    Campaign.objects.filter(pk=campaign.pk).update(reminded_on=today)
    return _notify(campaign, _waiting(campaign), title)


def _waiting(campaign: Campaign) -> QuerySet[Assignment]:
    """Those on whose desk it lies."""
    return Assignment.objects.filter(queries.unfinished(), campaign=campaign, left_on=None)


def _notify(campaign: Campaign, assignments: Any, title: Any) -> int:
    return notifications.announce(
        to=account_queries.find().filter(pk__in=assignments.order_by().values("employee__account")),
        kind="outreach.assigned",
        title=title,
        body=f"{campaign.decree.citation}: {campaign.decree.draft.policy.title}",
        link=reverse("outreach:read", args=[campaign.uuid]),
    )


def turn_day(*, today: date) -> None:
    """End what is revoked or long due, open what nobody opened, follow the roster, remind; as often as wanted."""
    end_revoked(today=today)
    # The newest first: after a leap over years only the version that holds is brought to people.
    due = queries.campaigns().filter(state=State.PREPARING, opens_itself_on__lte=today)
    while campaign := due.first():
        open_campaign(campaign=campaign, by=None, today=today)
    close_past(today=today)
    follow_all(today=today)
    for campaign in queries.campaigns().filter(state=State.OPEN).order_by("pk"):
        remind(campaign=campaign, today=today)


# Reading ----------------------------------------------------------------------------------------


def see(*, assignment: Assignment, today: date) -> None:
    """She has the page before her: the second rung."""
    if assignment.opened_on is None:
        Assignment.objects.filter(pk=assignment.pk, opened_on=None).update(opened_on=today)
        assignment.opened_on = today


@transaction.atomic
def acknowledge(*, assignment: Assignment, by: Account, today: date) -> Assignment:
    """She says that she has read this version. Once; saying it again changes nothing."""
    assignment = _own(assignment, by)
    _must_not_be_over(assignment.campaign)
    if assignment.acknowledged_on is None:
        assignment.opened_on = assignment.opened_on or today
        assignment.acknowledged_on = today
        assignment.save(update_fields=["opened_on", "acknowledged_on"])
        ledger.record(
            "outreach.acknowledged",
            subject=assignment,
            by=by,
            facts={"version": str(assignment.campaign.decree.version.uuid)},
        )
    return assignment


@transaction.atomic
def answer(*, assignment: Assignment, answers: Mapping[int, int], by: Account, today: date) -> Assignment:
    """Record answers by key of QuizQuestion. The first to each question counts, a later one only shows her that
    she has understood meanwhile."""
    assignment = _own(assignment, by)
    _must_not_be_over(assignment.campaign)
    if assignment.acknowledged_on is None:
        raise Refused(_("Nyatakan dahulu bahwa Anda sudah membaca, lalu jawab pertanyaannya."))
    asked = {question.pk: question for question in queries.questions(assignment.campaign)}
    _must_be_options(asked, answers)
    QuizAnswer.objects.bulk_create(
        [
            QuizAnswer(assignment=assignment, question_id=key, first=given, latest=given)
            for key, given in sorted(answers.items())
        ],
        update_conflicts=True,
        unique_fields=["assignment", "question"],
        update_fields=["latest"],
    )
    rows = list(QuizAnswer.objects.filter(assignment=assignment).order_by("pk"))
    assignment.first_right = sum(row.first == asked[row.question_id].right for row in rows)
    if len(rows) == len(asked) and assignment.answered_on is None:
        assignment.answered_on = today
        ledger.record("outreach.answered", subject=assignment, by=by)
    assignment.save(update_fields=["first_right", "answered_on"])
    return assignment


@dataclass(frozen=True)
class Reading:
    """What one person (key of people.Employee) did away from the desk: at a meeting, say, or on paper.

    ``answers`` are options by key of QuizQuestion; they count only of who says that she has read.
    """

    employee: int
    on: date
    has_acknowledged: bool = True
    answers: Mapping[int, int] = field(default_factory=dict)


@transaction.atomic
def take_in_readings(*, campaign: Campaign, readings: Iterable[Reading], by: Account, today: date) -> int:
    """Record what many did away from the desk, each as if she had done it herself; returns for how many.

    Who is not assigned is passed over, and so is who has said herself that she read it. A handful of statements.
    Who took it in stands on each. Refuses a day before the campaign began or after today.
    """
    accounts.must(by, Permission.MANAGE, today=today)
    campaign = _locked(campaign)
    _must_not_be_over(campaign)
    if not campaign.takes_answers:
        raise Refused(_("Sosialisasi ini belum berjalan."))
    assert campaign.starts_on is not None  # it has started
    asked = {question.pk: question for question in queries.questions(campaign)}
    waiting = Assignment.objects.filter(campaign=campaign, left_on=None, acknowledged_on=None)
    rows = {row.employee_id: row for row in waiting.select_for_update().order_by("pk")}
    given: list[QuizAnswer] = []
    changed: list[Assignment] = []
    for reading in readings:
        if not campaign.starts_on <= reading.on <= today:
            raise Refused(
                _(
                    "Pada %(day)s peraturan ini belum dapat dibaca. Pilih tanggal sejak %(start)s sampai hari ini."
                )
                % {"day": tanggal(reading.on), "start": tanggal(campaign.starts_on)}
            )
        row = rows.pop(reading.employee, None)
        if row is None:
            continue
        row.opened_on = row.opened_on or reading.on
        row.taken_in_by = by
        changed.append(row)
        if not reading.has_acknowledged:
            continue
        _must_be_options(asked, reading.answers)
        row.acknowledged_on = reading.on
        row.first_right = sum(option == asked[key].right for key, option in reading.answers.items())
        row.answered_on = reading.on if reading.answers and len(reading.answers) == len(asked) else None
        given += [
            QuizAnswer(assignment=row, question_id=key, first=option, latest=option)
            for key, option in sorted(reading.answers.items())
        ]
    Assignment.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["campaign", "employee"],
        update_fields=["opened_on", "acknowledged_on", "answered_on", "first_right", "taken_in_by"],
    )
    QuizAnswer.objects.bulk_create(given)
    ledger.record_all(
        "outreach.acknowledged",
        subjects=[row for row in changed if row.acknowledged_on],
        by=by,
        facts={"version": str(campaign.decree.version.uuid)},
    )
    ledger.record_all("outreach.answered", subjects=[row for row in changed if row.answered_on], by=by)
    return len(changed)


def _must_be_options(asked: Mapping[int, QuizQuestion], answers: Mapping[int, int]) -> None:
    for key, given in answers.items():
        if key not in asked or not 1 <= given <= len(asked[key].options):
            raise Refused(_("Jawaban itu tidak ada dalam pilihannya. Pilih salah satu yang tersedia."))


def _own(assignment: Assignment, by: Account) -> Assignment:
    """Her own row, locked."""
    own = queries.assignments_of(by).select_for_update(of=("self",)).filter(pk=assignment.pk).first()
    if own is None:
        raise Refused(_("Sosialisasi ini tidak ditujukan kepada Anda."))
    return own


# Explaining -------------------------------------------------------------------------------------


@transaction.atomic
def clarify(*, question: QuizQuestion, text: str, readers: str, by: Account, today: date) -> Clarification:
    """Explain a provision once more, to those who failed at first or to everyone; nobody learns who they are.

    Those who failed are those of whom the page speaks, and the same words on the same day are sent once.
    """
    accounts.must(by, Permission.MANAGE, today=today)
    campaign = _locked(question.campaign)
    _must_not_be_over(campaign)
    if not campaign.takes_answers:
        raise Refused(_("Sosialisasi ini belum berjalan. Ubah saja pertanyaan atau pengantarnya."))
    same = Clarification.objects.filter(question=question, text=text, readers=readers, sent_on=today)
    if known := same.order_by("pk").first():
        return known
    wanted = Assignment.objects.filter(campaign=campaign, left_on=None)
    if readers == Readers.FAILED:
        shown = queries.counted(campaign, today=today)
        failed = QuizAnswer.objects.filter(question=question, assignment__in=shown.values("pk"))
        wanted = shown.filter(pk__in=failed.exclude(first=question.right).values("assignment"))
        if wanted.count() < rules.K:
            raise Refused(
                _(
                    "Kurang dari %(least)s orang tercatat menjawab pertanyaan ini belum tepat, jadi penjelasan khusus "
                    "akan menunjuk mereka. Kirim kepada semua."
                )
                % {"least": rules.K}
            )
    sent = Clarification.objects.create(
        question=question, text=text, readers=readers, sent_on=today, sent_by=by, sent_to=wanted.count()
    )
    notifications.announce(
        to=account_queries.find().filter(pk__in=wanted.order_by().values("employee__account")),
        kind="outreach.clarified",
        title=gettext_lazy("Penjelasan tambahan tentang peraturan"),
        body=text[:200],
        link=reverse("outreach:read", args=[campaign.uuid]),
    )
    ledger.record(
        "outreach.clarified",
        subject=campaign,
        by=by,
        facts={"provision": str(question.provision.uuid), "readers": readers, "sent_to": sent.sent_to},
    )
    return sent
