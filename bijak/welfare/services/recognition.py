"""A round of an award: prepared, opened, scored, decided; and the consent of those honoured."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.people import queries as people
from bijak.people import services as records
from bijak.people.queries import Topic
from bijak.welfare.access import Permission
from bijak.welfare.models import (
    AwardCriterion,
    AwardJudge,
    AwardRound,
    AwardScore,
    Nomination,
    RoundStage,
)
from bijak.welfare.queries import recognition as queries
from bijak.welfare.rules.recognition import WHOLE
from bijak.welfare.services.refusals import Refused

FEWEST_JUDGES = 1


@transaction.atomic
def start_round(*, name: str, award_code: str, year: int, about: str, by: Account, today: date) -> AwardRound:
    """A round that is still prepared. Whether a rule finds its people follows from the award."""
    accounts.must(by, Permission.RECOGNISE, today=today)
    try:
        with transaction.atomic():
            made = AwardRound.objects.create(
                name=name,
                award_code=award_code,
                year=year,
                about=about,
                is_by_rule=award_code in queries.MEDALS,
                made_by=by,
            )
    except IntegrityError:
        raise Refused(_("Penghargaan dengan nama ini sudah ada pada tahun itu.")) from None
    ledger.record("welfare.round_started", subject=made, by=by, facts={"award": award_code, "year": year})
    return made


@transaction.atomic
def set_criteria(
    *,
    round: AwardRound,
    criteria: Sequence[tuple[str, int]],
    judges: Sequence[Account],
    edition: int,
    by: Account,
    today: date,
) -> AwardRound:
    """What the nominated will be judged by, and by whom; only while nobody can be nominated yet."""
    held = _held(round, by, today, RoundStage.PREPARING)
    if held.edition != edition:
        raise Refused(_("Orang lain baru saja mengubah putaran ini. Periksa, lalu simpan lagi."))
    AwardCriterion.objects.filter(round=held).delete()
    AwardCriterion.objects.bulk_create(
        AwardCriterion(round=held, position=at, label=label, weight=weight)
        for at, (label, weight) in enumerate(criteria, 1)
    )
    AwardJudge.objects.filter(round=held).delete()
    AwardJudge.objects.bulk_create(AwardJudge(round=held, account=account) for account in judges)
    held.edition += 1
    held.save(update_fields=["edition"])
    return held


@transaction.atomic
def open_round(*, round: AwardRound, by: Account, today: date) -> AwardRound:
    """From now on people are nominated, and what they are judged by stands."""
    held = _held(round, by, today, RoundStage.PREPARING)
    criteria = queries.criteria_of(held)
    if not held.is_by_rule:
        total = sum(each.weight for each in criteria)
        if total != WHOLE:
            raise Refused(
                _("Bobot semua kriteria harus berjumlah 100; sekarang %(total)s.") % {"total": total}
            )
        if len(queries.judges_of(held)) < FEWEST_JUDGES:
            raise Refused(_("Tetapkan panitia lebih dahulu."))
    held.stage, held.opened_on = RoundStage.OPEN, today
    held.save(update_fields=["stage", "opened_on"])
    facts = {"criteria": [[each.label, each.weight] for each in criteria]}
    ledger.record("welfare.round_opened", subject=held, by=by, facts=facts)
    return held


@transaction.atomic
def nominate(*, round: AwardRound, row: Any, reason: str, by: Account, today: date) -> Nomination:
    """Propose somebody of one's units, with a reason. Nobody proposes herself."""
    accounts.must(by, Permission.NOMINATE, on=row, today=today)
    held = _in_stage(round, RoundStage.OPEN)
    if held.is_by_rule:
        raise Refused(_("Calon penghargaan ini ditemukan menurut aturan, tidak dicalonkan."))
    if people.is_own(by, row):
        raise Refused(_("Anda tidak dapat mencalonkan diri sendiri."))
    if not row.is_active:
        raise Refused(_("%(name)s tidak lagi aktif.") % {"name": row.full_name})
    if Nomination.objects.filter(round=held, employee=row.pk).exists():
        raise Refused(_("%(name)s sudah dicalonkan.") % {"name": row.full_name})
    made = Nomination.objects.create(round=held, employee=row.employee, reason=reason, nominated_by=by)
    ledger.record("welfare.nominated", subject=made, by=by, facts={"round": str(held.uuid)})
    return made


@transaction.atomic
def propose_by_rule(*, round: AwardRound, by: Account, today: date) -> int:
    """Nominate everyone whom the rule finds and who is not nominated yet; returns how many."""
    held = _held(round, by, today, RoundStage.OPEN)
    if not held.is_by_rule:
        raise Refused(_("Penghargaan ini tidak mempunyai aturan yang menemukan calonnya."))
    found = queries.candidates(held, by, today=today)
    there = set(Nomination.objects.filter(round=held).values_list("employee_id", flat=True))
    reason = _("Masa kerjanya cukup menurut aturan.")
    made = Nomination.objects.bulk_create(
        Nomination(round=held, employee_id=key, reason=reason, nominated_by=by)
        for key in found
        if key not in there
    )
    ledger.record("welfare.nominated", subject=held, by=by, facts={"count": len(made)})
    return len(made)


@transaction.atomic
def close_nominations(*, round: AwardRound, by: Account, today: date) -> AwardRound:
    """Nobody is nominated any more; the committee scores."""
    held = _held(round, by, today, RoundStage.OPEN)
    count = Nomination.objects.filter(round=held).count()
    if not count:
        raise Refused(_("Belum ada yang dicalonkan."))
    held.stage = RoundStage.SCORING
    held.save(update_fields=["stage"])
    ledger.record("welfare.nominations_closed", subject=held, by=by, facts={"count": count})
    return held


@transaction.atomic
def score(*, nomination: Nomination, points: Mapping[int, int], by: Account, today: date) -> None:
    """One of the committee gives points (0 to 100) by criterion. Nobody scores herself or whom she leads."""
    held = _in_stage(nomination.round, RoundStage.SCORING)
    judge = queries.judge_of(held, by)
    if judge is None:
        raise Refused(_("Anda bukan anggota panitia putaran ini."))
    if not queries.conflict(by, nomination, today=today):
        raise Refused(
            _("Anda tidak dapat menilai diri sendiri, bawahan Anda sendiri, atau yang Anda calonkan sendiri.")
        )
    criteria = queries.criteria_of(held)
    if {each.pk for each in criteria} != set(points):
        raise Refused(_("Beri nilai untuk setiap kriteria."))
    AwardScore.objects.bulk_create(
        [
            AwardScore(nomination=nomination, criterion_id=criterion, judge=judge, points=given)
            for criterion, given in points.items()
        ],
        update_conflicts=True,
        unique_fields=["nomination", "criterion", "judge"],
        update_fields=["points"],
    )
    given = [[each.label, points[each.pk]] for each in criteria]
    ledger.record("welfare.scored", subject=nomination, by=by, facts={"points": given})


@transaction.atomic
def choose(*, round: AwardRound, chosen: Mapping[int, str], by: Account, today: date) -> None:
    """Note who is to be honoured and why ("" : she is not), of some of the nominated; it can be changed until decided.

    ``chosen``: the reason by key of nomination.
    """
    held = _being_judged(round, by, today)
    nominations = list(Nomination.objects.filter(round=held, pk__in=list(chosen)).order_by("pk"))
    for each in nominations:
        each.choice = chosen[each.pk]
    Nomination.objects.bulk_update(nominations, ["choice"], batch_size=1_000)


@transaction.atomic
def choose_all(*, round: AwardRound, reason: str, by: Account, today: date) -> int:
    """Note that all are to be honoured who are not chosen yet, for one reason; returns how many."""
    held = _being_judged(round, by, today)
    return Nomination.objects.filter(round=held, choice="").update(choice=reason)


@transaction.atomic
def decide(
    *, round: AwardRound, otherwise: str, decree_no: str, decree_on: date, by: Account, today: date
) -> AwardRound:
    """Honour those chosen, and say why not the others; each award goes on record."""
    held = _being_judged(round, by, today)
    nominations = list(queries.nominations_of(held).select_related(None).order_by("pk"))
    if not any(each.choice for each in nominations):
        raise Refused(_("Pilih paling sedikit satu penerima."))
    if not held.is_by_rule:
        unscored = [
            each for each in queries.standings(held, queries.nominations_of(held)) if each.points is None
        ]
        if unscored:
            raise Refused(_("%(count)s calon belum selesai dinilai.") % {"count": len(unscored)})
    if not otherwise and not all(each.choice for each in nominations):
        raise Refused(_("Tulis alasan penetapan, juga bagi yang belum menerima."))
    of_round = Nomination.objects.filter(round=held)
    of_round.exclude(choice="").update(is_honoured=True, verdict=F("choice"))
    of_round.filter(choice="").update(is_honoured=False, verdict=otherwise)
    held.stage, held.decided_on, held.decree_no, held.decree_on = (
        RoundStage.DECIDED,
        today,
        decree_no,
        decree_on,
    )
    held.save(update_fields=["stage", "decided_on", "decree_no", "decree_on"])
    rows = people.rows_of_employees([each.employee_id for each in nominations if each.choice])
    for row in rows.values():
        _record_award(held, row, by, today)
    ledger.record(
        "welfare.round_decided", subject=held, by=by, facts={"honoured": len(rows), "decree": decree_no}
    )
    return held


@transaction.atomic
def consent(*, nomination: Nomination, agrees: bool, at: datetime, by: Account) -> Nomination:
    """Somebody honoured says whether her name may be told to everyone; she may change her mind."""
    held = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if not people.is_own(by, held) or not held.is_honoured:
        raise Refused(_("Hanya penerima penghargaan yang dapat menyatakannya."))
    held.consent, held.consented_at = agrees, at
    held.save(update_fields=["consent", "consented_at"])
    ledger.record("welfare.consented", subject=held, by=by, facts={"agrees": agrees})
    return held


# Steps ------------------------------------------------------------------------------------------


def _record_award(round: AwardRound, row: Any, by: Account, today: date) -> None:
    records.record_line(
        row=row,
        topic=Topic.AWARD,
        facts={
            "award_code": round.award_code,
            "name": round.name,
            "year": round.year,
            "decree_no": round.decree_no,
            "decree_on": round.decree_on,
        },
        seen=people.version(row.pk),
        reason=_("Penghargaan ditetapkan dengan %(decree)s.") % {"decree": round.decree_no},
        by=by,
        today=today,
    )
    if row.employee.account is not None:
        notifications.notify(
            to=row.employee.account,
            kind="welfare.honoured",
            title=gettext_lazy("Anda menerima penghargaan"),
            body=round.name,
            link=reverse("welfare:rounds"),
        )


def _being_judged(round: AwardRound, by: Account, today: date) -> AwardRound:
    """The round where its people are chosen: those found by a rule while it is open, others once they are scored."""
    is_by_rule = AwardRound.objects.only("is_by_rule").get(pk=round.pk).is_by_rule
    return _held(round, by, today, RoundStage.OPEN if is_by_rule else RoundStage.SCORING)


def _held(round: AwardRound, by: Account, today: date, stage: RoundStage) -> AwardRound:
    accounts.must(by, Permission.RECOGNISE, today=today)
    return _in_stage(round, stage)


def _in_stage(round: AwardRound, stage: RoundStage) -> AwardRound:
    held = AwardRound.objects.select_for_update().get(pk=round.pk)
    if held.stage != stage:
        raise Refused(
            _("Ini hanya dapat dilakukan pada tahap “%(stage)s”; putaran ini sedang “%(now)s”.")
            % {"stage": stage.label, "now": held.get_stage_display()}
        )
    return held
