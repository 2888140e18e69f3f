"""Setting indicators, reading them, and evaluating what became of a decree."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.kernel.days import add_months
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.monitoring import queries, rules
from bijak.monitoring.access import Permission
from bijak.monitoring.events import EvaluationRan, IndicatorTurnedRed
from bijak.monitoring.models import Evaluation, Every, Indicator, IndicatorReading
from bijak.notifications import services as notifications
from bijak.organization import queries as organization
from bijak.policy import queries as policy_queries
from bijak.policy import services as policies
from bijak.policy.registries import Unknown, figures
from bijak.shell.templatetags.formats import tanggal

EVALUATION = "evaluation"
MONTHS_UNTIL_EVALUATION = 12
"""From the first day of a decree; then its first full year can be counted. The analyst may choose another day."""


class Refused(Exception):
    """A change that cannot be made; ``str()`` says why and what to do."""

    edition: int | None = None
    """The one to save over, where somebody else saved first."""


class Changed(Refused):
    """Somebody else saved first."""

    def __init__(self, edition: int) -> None:
        super().__init__(
            _(
                "Orang lain menyimpan perubahan ketika Anda mengisi formulir. Periksa isinya, lalu simpan lagi."
            )
        )
        self.edition = edition


# Indicators -------------------------------------------------------------------------------------


@transaction.atomic
def add_indicator(
    *,
    policy: Any,
    figure: str,
    breakdown: str = "",
    target: Decimal,
    warn_at: Decimal,
    every: str = Every.MONTH,
    owner: Account,
    by: Account | None,
    today: date,
) -> Indicator:
    """Watch a policy by a figure from now on; the first reading is taken at once."""
    if by is not None:
        accounts.must(by, Permission.MANAGE, today=today)
    if not policy_queries.is_alive(policy):
        raise Refused(_("Rancangan kebijakan ini dihentikan, jadi tidak ada yang dipantau."))
    _check(figure, breakdown, target, warn_at)
    try:
        with transaction.atomic():
            indicator = Indicator.objects.create(
                policy=policy,
                figure=figure,
                breakdown=breakdown,
                target=target,
                warn_at=warn_at,
                every=every,
                owner=owner,
                started_on=today,
            )
    except IntegrityError:
        raise Refused(_("Angka ini sudah menjadi indikator kebijakan ini.")) from None
    ledger.record(
        "monitoring.indicator_added",
        subject=indicator,
        by=by,
        facts={"policy": str(policy.uuid), "figure": figure, "target": target, "warn_at": warn_at},
    )
    read_indicator(indicator=indicator, today=today)
    return indicator


@transaction.atomic
def change_indicator(
    *,
    indicator: Indicator,
    breakdown: str,
    target: Decimal,
    warn_at: Decimal,
    every: str,
    owner: Account,
    edition: int,
    by: Account,
    today: date,
) -> Indicator:
    """Another target, threshold, rhythm or owner. What was read before keeps the light it had."""
    accounts.must(by, Permission.MANAGE, today=today)
    held = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if held.ended_on is not None:
        raise Refused(_("Indikator ini sudah tidak dipantau."))
    if held.edition != edition:
        raise Changed(held.edition)
    _check(held.figure, breakdown, target, warn_at)
    held.breakdown, held.target, held.warn_at, held.every, held.owner = (
        breakdown, target, warn_at, every, owner,
    )  # fmt: skip
    held.edition += 1
    held.save()
    ledger.record(
        "monitoring.indicator_changed",
        subject=held,
        by=by,
        facts={"target": target, "warn_at": warn_at, "every": every, "owner": str(owner.uuid)},
    )
    return held


@transaction.atomic
def end_indicator(*, indicator: Indicator, by: Account, today: date) -> None:
    """Read it no more; its history stays."""
    accounts.must(by, Permission.MANAGE, today=today)
    if Indicator.objects.filter(pk=indicator.pk, ended_on=None).update(ended_on=today):
        ledger.record("monitoring.indicator_ended", subject=indicator, by=by)


def _check(figure: str, breakdown: str, target: Decimal, warn_at: Decimal) -> None:
    try:
        known = figures.get(figure)
    except Unknown:
        raise Refused(_("Angka ini tidak dikenal. Pilih dari daftar.")) from None
    if breakdown and breakdown not in known.breakdowns:
        raise Refused(_("Angka ini tidak dapat dirinci seperti itu. Pilih rincian yang lain."))
    if not rules.is_ordered(
        target=float(target), warn_at=float(warn_at), lower_is_better=known.lower_is_better
    ):
        raise Refused(
            _("Untuk angka ini makin kecil makin baik: batas kuning tidak boleh lebih kecil daripada target.")
            if known.lower_is_better
            else _(
                "Untuk angka ini makin besar makin baik: batas kuning tidak boleh lebih besar daripada target."
            )
        )


@transaction.atomic
def read_indicator(*, indicator: Indicator, today: date) -> IndicatorReading:
    """Keep what the indicator says today, once a day; its owner is told when it turns red."""
    known = queries.readings(indicator).filter(on=today).first()
    if known is not None:
        return known
    found = queries.standing(indicator, today)
    before = queries.last_reading(indicator, before=today)
    kept, is_new = IndicatorReading.objects.get_or_create(
        indicator=indicator,
        on=today,
        defaults={
            "value": found.value,
            "light": found.light,
            "facts": found.reading.as_facts() if found.reading else {},
        },
    )
    if is_new and found.light == rules.Light.RED and (before is None or before.light != rules.Light.RED):
        publish(IndicatorTurnedRed(indicator.pk, today))
        notifications.notify(
            to=indicator.owner,
            kind="monitoring.turned_red",
            title=gettext_lazy("Indikator belum tercapai"),
            body=f"{indicator.policy.title}: {found.label}",
            link=f"/pemantauan/indikator/{indicator.uuid}/",
        )
    return kept


def read_due(*, today: date) -> int:
    """Read what is due: daily ones each day, monthly ones once a month; returns how many were read."""
    read = 0
    for indicator in queries.indicators().filter(ended_on=None):
        last = queries.readings(indicator, until=today).first()
        if last is None or _is_due(indicator, last.on, today):
            read_indicator(indicator=indicator, today=today)
            read += 1
    return read


def _is_due(indicator: Indicator, last_on: date, today: date) -> bool:
    if indicator.every == Every.DAY:
        return last_on < today
    return (last_on.year, last_on.month) < (today.year, today.month)


# Evaluations ------------------------------------------------------------------------------------


@transaction.atomic
def plan_evaluation(*, decree: Any, in_force_from: date, today: date) -> Evaluation:
    """Fix the day of the evaluation when a decree is set, and keep what its figures say on that day."""
    evaluation, is_new = Evaluation.objects.get_or_create(
        decree=decree,
        defaults={
            "policy": decree.draft.policy,
            "due_on": add_months(in_force_from, MONTHS_UNTIL_EVALUATION),
            "baseline": queries.baseline(decree.draft.policy, today),
        },
    )
    if is_new:
        ledger.record(
            "monitoring.evaluation_planned",
            subject=evaluation,
            facts={"due_on": evaluation.due_on.isoformat()},
        )
    return evaluation


@transaction.atomic
def move_evaluation(*, evaluation: Evaluation, due_on: date, by: Account, today: date) -> Evaluation:
    """Choose another day for an evaluation that has not run."""
    accounts.must(by, Permission.MANAGE, today=today)
    held = _locked(evaluation)
    if held.has_run:
        raise Refused(_("Evaluasi ini sudah dijalankan, jadi jadwalnya tidak berubah lagi."))
    if due_on < today:
        raise Refused(_("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."))
    if due_on <= held.decree.in_force_from:
        raise Refused(
            _("Peraturan baru berlaku pada %(day)s. Pilih tanggal sesudahnya.")
            % {"day": tanggal(held.decree.in_force_from)}
        )
    held.due_on = due_on
    held.edition += 1
    held.save(update_fields=["due_on", "edition"])
    ledger.record("monitoring.evaluation_moved", subject=held, by=by, facts={"due_on": due_on.isoformat()})
    return held


@transaction.atomic
def run_evaluation(*, evaluation: Evaluation, by: Account | None, today: date) -> Evaluation:
    """Freeze the facts, once; those who write evaluations are told that a conclusion is due."""
    if by is not None:
        accounts.must(by, Permission.MANAGE, today=today)
    held = _locked(evaluation)
    if held.has_run:
        return held
    if today <= held.decree.in_force_from:
        raise Refused(
            _("Peraturan baru berlaku pada %(day)s. Jalankan evaluasinya sesudah itu.")
            % {"day": tanggal(held.decree.in_force_from)}
        )
    held.facts, held.ran_on = queries.findings(held, today), today
    held.edition += 1
    held.save(update_fields=["facts", "ran_on", "edition"])
    ledger.record("monitoring.evaluation_ran", subject=held, by=by, facts={"on": today.isoformat()})
    publish(EvaluationRan(held.pk, held.policy_id))
    notifications.notify(
        to=organization.holders_of(Permission.MANAGE, today=today),
        kind="monitoring.evaluation_ran",
        title=gettext_lazy("Evaluasi kebijakan menunggu kesimpulan"),
        body=held.decree.citation,
        link=f"/pemantauan/evaluasi/{held.uuid}/",
    )
    return held


def run_due(*, today: date) -> int:
    """Run every evaluation whose day has come; returns how many ran."""
    due = list(queries.due_evaluations(today))
    for evaluation in due:
        run_evaluation(evaluation=evaluation, by=None, today=today)
    return len(due)


@transaction.atomic
def conclude(
    *, evaluation: Evaluation, conclusion: str, recommendation: str, edition: int, by: Account, today: date
) -> Evaluation:
    """Write what the facts mean and what to do. It may be written again; the ledger knows when."""
    accounts.must(by, Permission.MANAGE, today=today)
    held = _locked(evaluation)
    if not held.has_run:
        raise Refused(_("Evaluasi ini belum dijalankan. Jalankan dahulu, lalu tulis kesimpulannya."))
    if held.edition != edition:
        raise Changed(held.edition)
    held.conclusion, held.recommendation = conclusion, recommendation
    held.concluded_on, held.concluded_by = today, by
    held.edition += 1
    held.save()
    ledger.record("monitoring.evaluation_concluded", subject=held, by=by, facts={"edition": held.edition})
    return held


@transaction.atomic
def start_revision(*, evaluation: Evaluation, by: Account, today: date) -> Any:
    """Open the next draft with this evaluation as its evidence and the recommendation as its reason."""
    accounts.must(by, Permission.MANAGE, today=today)
    held = _locked(evaluation)
    if not held.is_concluded:
        raise Refused(_("Tulis dahulu kesimpulan dan rekomendasi: rancangan baru bertolak dari sana."))
    try:
        return policies.revise(
            policy=held.policy,
            reason=held.recommendation or held.conclusion,
            evidence=[(EVALUATION, str(held.uuid), "")],
            by=by,
            today=today,
        )
    except policies.Refused as refusal:
        raise Refused(str(refusal)) from refusal


def _locked(evaluation: Evaluation) -> Evaluation:
    found = Evaluation.objects.select_related("policy", "decree__draft").select_for_update(of=("self",))
    return found.get(pk=evaluation.pk)
