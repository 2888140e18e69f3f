"""Writing a survey, publishing it, answering it once, closing it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts import queries as account_queries
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.policy import queries as policies
from bijak.survey import queries
from bijak.survey.access import Permission
from bijak.survey.models import (
    Breakdown,
    Group,
    Participation,
    Question,
    QuestionKind,
    Remark,
    State,
    Survey,
    Tally,
)

MOST_QUESTIONS = 20
QUESTION = ("position", "kind", "text", "low_label", "high_label", "options", "is_required")


class Refused(Exception):
    """Something that cannot be done; ``str()`` says why and what to do."""

    edition: int | None = None
    """The one to save over, where somebody else saved first."""


class Changed(Refused):
    """Somebody else saved first."""

    def __init__(self, edition: int) -> None:
        super().__init__(
            _("Survei ini baru saja diubah orang lain. Periksa isinya sekarang, lalu simpan lagi bila perlu.")
        )
        self.edition = edition


class AnsweredAlready(Refused):
    """She has answered; the first answer stands, and it cannot be found any more to be changed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Anda sudah menjawab survei ini, dan jawaban pertama Anda sudah dihitung. Jawaban tidak dapat "
                "diubah, karena tidak tersimpan jawaban mana yang milik Anda."
            )
        )


# Writing ----------------------------------------------------------------------------------------


@transaction.atomic
def write_survey(*, facts: Mapping[str, Any], by: Account, today: date) -> Survey:
    """A new survey. ``facts``: title, purpose, policy, moment, unit, kinds, opens_on, closes_on."""
    survey = Survey(**facts, made_by=by)
    _must_write(survey, by=by, today=today)
    if survey.policy is not None and not policies.is_alive(survey.policy):
        raise Refused(_("Rancangan kebijakan itu dihentikan, jadi tidak ada survei baru tentangnya."))
    survey.save()
    ledger.record("survey.written", subject=survey, by=by)
    return survey


@transaction.atomic
def change_survey(
    *, survey: Survey, edition: int, facts: Mapping[str, Any], by: Account, today: date
) -> Survey:
    survey = _to_write(survey, by=by, today=today, edition=edition)
    for name, value in facts.items():
        setattr(survey, name, value)
    _must_write(survey, by=by, today=today)
    survey.save()
    ledger.record("survey.written", subject=survey, by=by)
    return survey


@transaction.atomic
def discard(*, survey: Survey, by: Account, today: date) -> None:
    """Throw away a survey that nobody has seen."""
    survey = _to_write(survey, by=by, today=today)
    ledger.record("survey.discarded", subject=survey, by=by)
    survey.delete()


@transaction.atomic
def repeat(*, survey: Survey, facts: Mapping[str, Any], by: Account, today: date) -> Survey:
    """The same questions to the same people again: so before and after can be compared."""
    again = write_survey(
        facts={
            "title": survey.title,
            "purpose": survey.purpose,
            "policy": survey.policy,
            "unit": survey.unit,
            "kinds": survey.kinds,
            **facts,
        },
        by=by,
        today=today,
    )
    Question.objects.bulk_create(
        Question(survey=again, **{name: getattr(question, name) for name in QUESTION})
        for question in queries.questions(survey)
    )
    return again


@transaction.atomic
def add_question(*, survey: Survey, facts: Mapping[str, Any], by: Account, today: date) -> Question:
    """``facts``: kind, text, low_label, high_label, options, is_required."""
    survey = _to_write(survey, by=by, today=today)
    last = Question.objects.filter(survey=survey).aggregate(last=Max("position"))["last"] or 0
    if last >= MOST_QUESTIONS:
        raise Refused(
            _("Survei ini sudah berisi %(most)s pertanyaan. Survei yang pendek lebih banyak dijawab.")
            % {"most": MOST_QUESTIONS}
        )
    ledger.record("survey.written", subject=survey, by=by)
    return Question.objects.create(survey=survey, position=last + 1, **facts)


@transaction.atomic
def change_question(
    *, question: Question, edition: int, facts: Mapping[str, Any], by: Account, today: date
) -> Question:
    survey = _to_write(question.survey, by=by, today=today, edition=edition)
    for name, value in facts.items():
        setattr(question, name, value)
    question.save()
    ledger.record("survey.written", subject=survey, by=by)
    return question


@transaction.atomic
def remove_question(*, question: Question, by: Account, today: date) -> None:
    survey = _to_write(question.survey, by=by, today=today)
    Question.objects.filter(survey=survey, position__gt=question.position).update(position=F("position") - 1)
    question.delete()
    ledger.record("survey.written", subject=survey, by=by)


@transaction.atomic
def move_question(*, question: Question, up: bool, by: Account, today: date) -> None:
    """Change places with the question before or after it; at the end of the row nothing happens."""
    survey = _to_write(question.survey, by=by, today=today)
    here, there = question.position, question.position + (-1 if up else 1)
    neighbour = Question.objects.filter(survey=survey, position=there).order_by("pk").first()
    if neighbour is None:
        return
    Question.objects.filter(pk=question.pk).update(position=there)
    Question.objects.filter(pk=neighbour.pk).update(position=here)
    ledger.record("survey.written", subject=survey, by=by)


def _must_write(survey: Survey, *, by: Account, today: date) -> None:
    accounts.must(by, Permission.WRITE, today=today)
    if not queries.may(by, Permission.WRITE, survey, today=today):
        raise Refused(
            _(
                "Izin Anda tidak mencakup semua pegawai yang ditanya survei ini. Pilih unit dalam lingkup Anda, atau "
                "mintalah peran yang lebih luas kepada administrator instansi."
            )
        )


def _to_write(survey: Survey, *, by: Account, today: date, edition: int | None = None) -> Survey:
    """The survey as it stands, locked, for a change that counts as one edition."""
    survey = _locked(survey)
    _must_write(survey, by=by, today=today)
    if survey.state != State.WRITING:
        raise Refused(
            _(
                "Survei ini sudah diterbitkan, jadi isinya tidak dapat diubah lagi. Bila perlu, ulangi sebagai "
                "survei baru."
            )
        )
    if edition is not None and survey.edition != edition:
        raise Changed(survey.edition)
    survey.edition += 1
    survey.save(update_fields=["edition"])
    return survey


def _locked(survey: Survey) -> Survey:
    found = Survey.objects.select_for_update(of=("self",)).select_related("unit", "policy")
    return found.get(pk=survey.pk)


# Publishing and closing -------------------------------------------------------------------------


@transaction.atomic
def publish(*, survey: Survey, by: Account, today: date) -> Survey:
    """From its first day on the survey asks its people. Groups and counters are made now, and stay as they are."""
    survey = _to_write(survey, by=by, today=today)
    asked = queries.questions(survey)
    if not asked:
        raise Refused(_("Survei ini belum berisi pertanyaan. Tambahkan sedikitnya satu, lalu terbitkan."))
    if survey.closes_on < today:
        raise Refused(_("Hari terakhir survei ini sudah lewat. Ubah tanggalnya, lalu terbitkan."))
    invited = queries.audience(survey).count()
    if invited < queries.K:
        raise Refused(
            _(
                "Sasaran survei ini hanya %(invited)s orang. Di bawah %(least)s orang, jawaban dapat ditebak siapa "
                "pemiliknya. Perluas sasarannya."
            )
            % {"invited": invited, "least": queries.K}
        )
    groups = Group.objects.bulk_create(queries.groups_of_audience(survey))
    Tally.objects.bulk_create(
        Tally(question=question, group=group, value=value)
        for question in asked
        for value, _label in question.answers
        for group in (None, *groups)
    )
    survey.state, survey.invited = State.OPEN, invited
    survey.save(update_fields=["state", "invited"])
    ledger.record(
        "survey.published", subject=survey, by=by, facts={"invited": invited, "questions": len(asked)}
    )
    _announce(survey, today=today)
    return survey


def _announce(survey: Survey, *, today: date) -> None:
    """Tell the people asked, once, on the first day."""
    if survey.announced_on or not queries.is_open(survey, today=today):
        return
    Survey.objects.filter(pk=survey.pk).update(announced_on=today)
    asked = queries.audience(survey).values("employee__account")
    notifications.announce(
        to=account_queries.find().filter(pk__in=asked),
        kind="survey.opened",
        title=gettext_lazy("Survei untuk Anda"),
        body=survey.title,
        link=reverse("survey:answer", args=[survey.uuid]),
    )


@transaction.atomic
def extend(*, survey: Survey, closes_on: date, by: Account, today: date) -> Survey:
    """Another last day for a published survey."""
    survey = _locked(survey)
    _must_write(survey, by=by, today=today)
    if survey.state != State.OPEN:
        raise Refused(
            _("Survei ini tidak sedang diterbitkan, jadi hari terakhirnya tidak dapat diubah di sini.")
        )
    if closes_on < max(today, survey.opens_on):
        raise Refused(
            _("Hari terakhir itu sudah lewat. Pilih hari ini atau sesudahnya, atau tutup surveinya.")
        )
    survey.closes_on = closes_on
    survey.save(update_fields=["closes_on"])
    ledger.record("survey.extended", subject=survey, by=by, facts={"closes_on": closes_on})
    return survey


@transaction.atomic
def close(*, survey: Survey, by: Account | None, today: date) -> Survey:
    """End a survey for good. Who answered is forgotten, and what was written is dealt anew, so that not even
    the place of a row in the database tells an order."""
    survey = _locked(survey)
    if by is not None:
        _must_write(survey, by=by, today=today)
    if survey.state != State.OPEN:
        raise Refused(_("Survei ini tidak sedang diterbitkan, jadi tidak ada yang perlu ditutup."))
    crowd = queries.turnout(survey)
    survey.state, survey.closed_on = State.CLOSED, today
    survey.invited, survey.answered = crowd.invited, crowd.answered
    survey.save(update_fields=["state", "closed_on", "invited", "answered"])
    Participation.objects.filter(survey=survey).delete()
    written = Remark.objects.filter(question__survey=survey)
    dealt = sorted((Remark(question_id=each.question_id, text=each.text) for each in written), key=_by_key)
    written.delete()
    Remark.objects.bulk_create(dealt)
    ledger.record(
        "survey.closed",
        subject=survey,
        by=by,
        facts={
            "invited": crowd.invited,
            "answered": crowd.answered,
            "counted": queries.total_counted(survey),
            "remarks": len(dealt),
        },
    )
    return survey


def _by_key(remark: Remark) -> Any:
    return remark.pk


def turn_day(*, today: date) -> None:
    """Open and announce what begins, close what has ended; as often as wanted."""
    for survey in Survey.objects.filter(state=State.OPEN, closes_on__lt=today).order_by("pk"):
        close(survey=survey, by=None, today=today)
    begun = Survey.objects.filter(state=State.OPEN, announced_on=None, opens_on__lte=today)
    for survey in begun.select_related("unit").order_by("pk"):
        with transaction.atomic():
            _announce(_locked(survey), today=today)


# Answering --------------------------------------------------------------------------------------


@transaction.atomic
def answer(*, survey: Survey, answers: Mapping[int, int | str], by: Account, today: date) -> None:
    """Count somebody's answers: numbers and words by key of Question; what she left out is not there.

    Written down apart: that she has answered, and one more on each counter. Nothing says which were hers,
    neither a key nor a time; so there is no entry in the ledger either.
    """
    row = people.active().select_related("unit").filter(employee__account=by).first()
    survey = _locked(survey)
    if row is None or not queries.audience(survey).filter(pk=row.pk).exists():
        raise Refused(_("Survei ini tidak ditujukan kepada Anda, jadi jawaban Anda tidak dihitung."))
    if survey.state == State.CLOSED or today > survey.closes_on:
        raise Refused(
            _("Survei ini sudah ditutup, jadi jawaban Anda tidak lagi dihitung. Terima kasih atas niatnya.")
        )
    if not queries.is_open(survey, today=today):
        raise Refused(_("Survei ini belum dibuka. Kembalilah pada hari pertamanya."))
    try:
        with transaction.atomic():
            Participation.objects.create(survey=survey, employee_id=row.pk)
    except IntegrityError:
        raise AnsweredAlready from None
    asked = queries.questions(survey)
    _must_be_complete(asked, answers)
    groups = _groups_of(row, survey)
    for question in asked:
        given = answers.get(question.pk)
        if question.kind == QuestionKind.TEXT:
            if given:
                Remark.objects.create(question=question, text=str(given))
        elif given is not None:
            counted = Tally.objects.filter(
                Q(group=None) | Q(group__in=groups), question=question, value=given
            )
            counted.update(count=F("count") + 1)


def _must_be_complete(asked: Sequence[Question], answers: Mapping[int, int | str]) -> None:
    for question in asked:
        given = answers.get(question.pk)
        possible = dict(question.answers)
        if given is None or given == "":
            if question.is_required:
                raise Refused(_("Pertanyaan “%(text)s” wajib dijawab.") % {"text": question.text})
        elif possible and given not in possible:
            raise Refused(_("Jawaban untuk “%(text)s” tidak ada dalam pilihannya.") % {"text": question.text})


def _groups_of(row: Any, survey: Survey) -> list[int]:
    """The groups that her answers count for: one of each breakdown, the rest where hers is too small."""
    offices = {unit.pk: unit for unit in organization.offices()}
    codes = {
        Breakdown.OFFICE: queries.office_of(row.unit.path if row.unit else "", offices),
        Breakdown.SEX: row.sex,
        Breakdown.KIND: row.kind,
    }
    known = Group.objects.filter(survey=survey).order_by("pk").values_list("breakdown", "code", "pk")
    keys = {(breakdown, code): key for breakdown, code, key in known}
    found = (
        keys.get((breakdown, code), keys.get((breakdown, queries.REST))) for breakdown, code in codes.items()
    )
    return [key for key in found if key is not None]
