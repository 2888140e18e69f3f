"""Planning how a policy is carried out: the activities, who answers for them, and what needs what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.organization.queries import Unit
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.engine.plans import circle
from bijak.policy.models import Activity, Dependency, Funding, Plan, Policy, Provision
from bijak.policy.services.refusals import ActivityChanged, Refused
from bijak.policy.services.reminding import tell_owner


@dataclass(frozen=True, kw_only=True)
class Work:
    """What an activity shall be, as it is written in the plan. Money in rupiah."""

    title: str
    unit: Unit
    starts_on: date
    due_on: date
    owner: Account | None = None
    output: str = ""
    measure: str = ""
    target: int | None = None
    budget: int = 0
    budget_code: str = ""
    budget_source: str = Funding.NONE
    budget_year: int | None = None
    provision: Provision | None = None
    needs: Sequence[Activity] = field(default=())

    @property
    def columns(self) -> dict[str, Any]:
        names = (
            "title", "unit", "starts_on", "due_on", "owner", "output", "measure", "target", "budget", "budget_code",
            "budget_source", "provision",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names} | {
            "budget_year": self.budget_year or self.starts_on.year
        }


@transaction.atomic
def add_activity(
    *, policy: Policy, work: Work, by: Account | None, today: date, batch_id: int | None = None
) -> Activity:
    """Put an activity into the plan of a policy; the first begins the plan."""
    _must_draft(by, today)
    plan = _begin(policy, by, today)
    check_work(work, today)
    activity = Activity.objects.create(
        plan=plan,
        first_starts_on=work.starts_on,
        first_due_on=work.due_on,
        batch_id=batch_id,
        **work.columns,
    )
    _depend(activity, work.needs)
    ledger.record("policy.activity_added", subject=activity, by=by, facts=_facts(policy, work))
    tell_owner(activity, by)
    return activity


@transaction.atomic
def start_plan(
    *, policy: Policy, suggested: Iterable[queries.Suggested], unit: Unit, by: Account | None, today: date
) -> list[Activity]:
    """Begin a plan with suggestions, each to be written out afterwards; what names no office goes to ``unit``."""
    return [
        add_activity(
            policy=policy,
            work=Work(
                title=each.title,
                output=each.output,
                unit=each.unit or unit,
                starts_on=each.starts_on,
                due_on=each.due_on,
                provision=Provision.objects.get(pk=each.clause.provision_id) if each.clause else None,
            ),
            by=by,
            today=today,
        )
        for each in suggested
    ]


@transaction.atomic
def change_activity(
    *, activity: Activity, edition: int, work: Work, reason: str = "", by: Account | None, today: date
) -> Activity:
    """Write an activity anew, or raise ``ActivityChanged`` when somebody did so since ``edition``.

    Once it has begun other dates need a reason, and its first dates stay. Until then these move along.
    """
    _must_draft(by, today)
    activity = held(activity, edition)
    must_not_be_cancelled(activity)
    check_work(work, today)
    before = (activity.starts_on, activity.due_on)
    is_moved = before != (work.starts_on, work.due_on)
    has_begun = activity.starts_on <= today or queries.reports_of(activity).filter(withdrawn_on=None).exists()
    if is_moved and has_begun and not reason.strip():
        raise Refused(
            _("Kegiatan ini sudah dimulai. Tulis mengapa jadwalnya diubah; jadwal semula tetap ditampilkan.")
        )
    was_owned_by = activity.owner_id
    for name, value in work.columns.items():
        setattr(activity, name, value)
    if is_moved and not has_begun:
        activity.first_starts_on, activity.first_due_on = work.starts_on, work.due_on
    if activity.owner_id != was_owned_by:
        activity.told_soon_for = activity.told_late_for = None
    activity.edition += 1
    activity.save()
    _depend(activity, work.needs)
    facts = _facts(activity.plan.policy, work) | {"edition": activity.edition}
    ledger.record("policy.activity_changed", subject=activity, by=by, facts=facts)
    if is_moved:
        ledger.record(
            "policy.activity_rescheduled",
            subject=activity,
            by=by,
            facts={
                "from": [str(day) for day in before],
                "to": [str(work.starts_on), str(work.due_on)],
                "reason": reason.strip(),
            },
        )
    if activity.owner_id != was_owned_by:
        tell_owner(activity, by)
    return activity


@transaction.atomic
def cancel_activity(
    *, activity: Activity, edition: int, reason: str, by: Account | None, today: date
) -> Activity:
    """Do an activity no more, and say why; it stays in the plan, and what was spent stays spent."""
    _must_draft(by, today)
    activity = held(activity, edition)
    must_not_be_cancelled(activity)
    if not reason.strip():
        raise Refused(_("Tulis mengapa kegiatan ini dibatalkan."))
    activity.cancelled_on, activity.cancelled_because = today, reason.strip()
    _save_anew(activity, "cancelled_on", "cancelled_because")
    ledger.record("policy.activity_cancelled", subject=activity, by=by, facts={"reason": reason.strip()})
    return activity


@transaction.atomic
def resume_activity(*, activity: Activity, by: Account | None, today: date) -> Activity:
    """Take up an activity that was cancelled."""
    _must_draft(by, today)
    activity = held(activity)
    if activity.cancelled_on is not None:
        activity.cancelled_on, activity.cancelled_because = None, ""
        _save_anew(activity, "cancelled_on", "cancelled_because")
        ledger.record("policy.activity_resumed", subject=activity, by=by)
    return activity


@transaction.atomic
def remove_activity(*, activity: Activity, by: Account | None, today: date) -> None:
    """Take out what was written by mistake. What somebody has reported on is cancelled instead, with a reason."""
    _must_draft(by, today)
    activity = held(activity)
    if queries.reports_of(activity).exists():
        raise Refused(
            _("Kegiatan ini sudah pernah dilaporkan, jadi tidak dapat dihapus. Batalkan dengan alasannya.")
        )
    activity.removed_on = today
    _save_anew(activity, "removed_on")
    ledger.record("policy.activity_removed", subject=activity, by=by)


@transaction.atomic
def set_reminder(*, policy: Policy, working_days: int, by: Account | None, today: date) -> Plan:
    """How many working days before its last day the owner of an activity is reminded: 1 to 60."""
    _must_draft(by, today)
    if not 1 <= working_days <= 60:
        raise Refused(_("Ingatkan 1 sampai 60 hari kerja sebelum jatuh tempo."))
    plan = _begin(policy, by, today)
    if plan.remind_before != working_days:
        plan.remind_before = working_days
        plan.save(update_fields=["remind_before"])
        ledger.record("policy.plan_reminder_set", subject=plan, by=by, facts={"working_days": working_days})
    return plan


# ------------------------------------------------------------------------------------------------


def _must_draft(by: Account | None, today: date) -> None:
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)


def _begin(policy: Policy, by: Account | None, today: date) -> Plan:
    plan, is_new = Plan.objects.get_or_create(policy=policy, defaults={"begun_on": today})
    if is_new:
        ledger.record("policy.plan_begun", subject=plan, by=by, facts={"policy": str(policy.uuid)})
    # Held: who checks for circles must see every other edge.
    return Plan.objects.select_for_update().get(pk=plan.pk)


def held(activity: Activity, edition: int | None = None) -> Activity:
    """The activity as it is now, with its plan held; ``ActivityChanged`` when it is of another ``edition``."""
    Plan.objects.select_for_update().get(pk=activity.plan_id)
    found = (
        Activity.objects.select_for_update(of=("self",))
        .select_related("plan__policy", "unit", "owner")
        .get(pk=activity.pk)
    )
    if found.removed_on is not None:
        raise Refused(_("Kegiatan ini sudah dihapus dari rencana."))
    if edition is not None and found.edition != edition:
        raise ActivityChanged(
            _("Orang lain baru saja mengubah kegiatan ini. Bandingkan, lalu simpan lagi."), found
        )
    return found


def must_not_be_cancelled(activity: Activity) -> None:
    if activity.cancelled_on is not None:
        raise Refused(_("Kegiatan ini sudah dibatalkan. Lanjutkan dahulu bila memang dikerjakan."))


def check_work(work: Work, today: date) -> None:
    """Refuse what no plan can hold, whoever writes it: a form, a file."""
    if work.due_on < work.starts_on:
        raise Refused(_("Kegiatan berakhir sebelum dimulai. Periksa kedua tanggalnya."))
    if bool(work.target) != bool(work.measure):
        raise Refused(_("Isi target bersama satuannya, atau kosongkan keduanya."))
    if work.budget and work.budget_source == Funding.NONE:
        raise Refused(_("Pilih sumber dana untuk anggaran ini."))
    if (
        work.owner is not None
        and not queries.owners_for(work.unit, today=today).filter(pk=work.owner.pk).exists()
    ):
        raise Refused(
            _(
                "%(name)s tidak memegang peran di %(unit)s. Pilih penanggung jawab yang lain, atau beri peran dahulu."
            )
            % {"name": work.owner.name, "unit": work.unit.name}
        )


def _depend(activity: Activity, needs: Iterable[Activity]) -> None:
    """Set what must be done before; refuse a circle and what is of another plan."""
    others = list(needs)
    if any(other.plan_id != activity.plan_id for other in others):
        raise Refused(_("Kegiatan hanya dapat bergantung pada kegiatan lain dalam rencana yang sama."))
    graph = queries.needs_in(activity.plan)
    graph[activity.pk] = [other.pk for other in others]
    if way := circle(graph, activity.pk):
        titles = Activity.objects.in_bulk(list(way))
        raise Refused(
            _("Ketergantungan ini berputar: %(way)s. Lepaskan salah satunya.")
            % {"way": " → ".join(titles[key].title for key in way)}
        )
    Dependency.objects.filter(activity=activity).exclude(needs__in=others).delete()
    Dependency.objects.bulk_create(
        [Dependency(activity=activity, needs=other) for other in others], ignore_conflicts=True
    )


def _save_anew(activity: Activity, *names: str) -> None:
    activity.edition += 1
    activity.save(update_fields=[*names, "edition"])


def _facts(policy: Policy, work: Work) -> dict[str, Any]:
    return {
        "policy": str(policy.uuid),
        "title": work.title,
        "unit": str(work.unit.uuid),
        "owner": str(work.owner.uuid) if work.owner else "",
        "dates": [str(work.starts_on), str(work.due_on)],
        "budget": work.budget,
    }
