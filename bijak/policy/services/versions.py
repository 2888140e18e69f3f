"""The versions of a draft: one that may still change, one that stands, and the next that says the same."""

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.events import VersionFrozen
from bijak.policy.models import TermSetting, Unsaved, Version
from bijak.policy.services.refusals import Refused


@transaction.atomic
def freeze_version(*, version: Version, note: str, by: Account | None, today: date) -> Version:
    """Let a version change no more; the new one continues from it and is returned."""
    version = locked_version(version=version, by=by, today=today)
    freeze(version=version, note=note, by=by, today=today)
    return continue_from(version=version, by=by)


def continue_from(*, version: Version, by: Account | None) -> Version:
    """Within a service that has asked for leave: the next version, saying the same."""
    following = Version.objects.create(draft=version.draft, number=version.number + 1, made_by=by)
    copy_text(old=version, new=following)
    Unsaved.objects.filter(version=version).update(version=following)
    return following


def freeze(*, version: Version, note: str, by: Account | None, today: date) -> None:
    """Within a service that has asked for leave: the version stands, nothing continues from it yet."""
    version.frozen_on, version.note = today, note[:300]
    version.save(update_fields=["frozen_on", "note"])
    ledger.record(
        "policy.version_frozen", subject=version, by=by, facts={"number": version.number, "note": note}
    )
    publish(VersionFrozen(version.draft_id, version.pk))


def copy_text(*, old: Version, new: Version) -> None:
    """Copy passages and terms: the same provisions, said again. Two statements for the text, however long."""
    parents = dict(queries.passages(old).values_list("pk", "parent"))
    key_of = dict(zip(parents, new_keys(len(parents)), strict=True))
    with connection.cursor() as cursor:
        # The keys of parents are found here: joined with itself, a text that the planner thinks short takes minutes.
        cursor.execute(
            "INSERT INTO policy_passage"
            " (id, version_id, parent_id, provision_id, position, kind, label, heading, text, edition)"
            " SELECT copy.id, %s, copy.parent, said.provision_id, said.position, said.kind, said.label,"
            " said.heading, said.text, said.edition"
            " FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS copy (of, id, parent)"
            " JOIN policy_passage AS said ON said.id = copy.of",
            [
                new.pk,
                list(key_of),
                list(key_of.values()),
                [key_of[parent] if parent else None for parent in parents.values()],
            ],
        )
    TermSetting.objects.bulk_create(
        TermSetting(
            version=new,
            provision_id=each.provision_id,
            term=each.term,
            value=each.value,
            from_on=each.from_on,
        )
        for each in queries.settings_of(old)
    )


def locked_version(*, version: Version, by: Account | None, today: date) -> Version:
    """The version, held until the end of the transaction, if its words may still change."""
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    locked = (
        Version.objects.select_for_update(of=("self",)).select_related("draft__policy").get(pk=version.pk)
    )
    if not queries.may_edit_text(locked.draft):
        raise Refused(
            _("Naskah ini tidak dapat diubah lagi karena rancangannya sudah %(stage)s.")
            % {"stage": locked.draft.get_stage_display().lower()}
        )
    if locked.is_frozen:
        raise Refused(
            _("Versi ini sudah dibekukan. Lanjutkan pada versi yang terbaru; isian Anda tetap ada.")
        )
    return locked


def let_go_of_terms(version: Version, provisions: Iterable[int]) -> list[str]:
    lost = TermSetting.objects.filter(version=version, provision_id__in=list(provisions))
    codes = sorted(set(lost.order_by().values_list("term", flat=True)))
    lost.delete()
    return [queries.label_of(queries.bounds_of(code)) for code in codes]


def new_keys(count: int) -> list[int]:
    """Keys for so many passages, so that each knows its parent's before any is written.

    Foreign keys are checked at the end, row by row, and a session that has checked them on a small table goes on to
    read all of it each time: of a long text half a minute. So in this transaction every check is planned anew.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('policy_passage', 'id')) FROM generate_series(1, %s),"
            " set_config('plan_cache_mode', 'force_custom_plan', true)",
            [count],
        )
        return [key for (key,) in cursor.fetchall()]
