"""Giving roles, ending them, and naming a deputy for some days."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.organization import events, queries
from bijak.organization.access import Permission
from bijak.organization.models import Grant, Unit
from bijak.organization.registries import Role
from bijak.organization.services.endings import end
from bijak.organization.services.refusals import Refused
from bijak.organization.services.units import NO_BASIS, Basis
from bijak.shell.templatetags.formats import tanggal


@transaction.atomic
def grant_role(
    *,
    account: Account,
    role: str,
    unit: Unit | None,
    from_on: date,
    today: date,
    by: Account | None,
    until_on: date | None = None,
    basis: Basis = NO_BASIS,
) -> Grant:
    """Give an account a role in a unit and all below it (``None``: the whole agency) from a day on."""
    if role == Role.EMPLOYEE:
        raise Refused(_("Peran pegawai berlaku bagi setiap akun, jadi tidak perlu diberikan."))
    _may_grant(by, unit, today)
    return _give(
        Grant(account=account, role=role, unit=unit, from_on=from_on, until_on=until_on),
        "organization.role_granted",
        basis=basis,
        by=by,
    )


@transaction.atomic
def name_deputy(
    *,
    grant: Grant,
    account: Account,
    from_on: date,
    until_on: date,
    today: date,
    by: Account | None,
    basis: Basis = NO_BASIS,
) -> Grant:
    """Let another account stand in for a grant's holder for some days; she may not pass it on."""
    principal = (
        Grant.objects.select_for_update(no_key=True, of=("self",)).select_related("unit").get(pk=grant.pk)
    )
    if by is not None and by.pk != principal.account_id:
        _may_grant(by, principal.unit, today)
    if principal.deputy_for_id is not None:
        raise Refused(
            _("Pengganti tidak dapat menunjuk pengganti lagi. Mintalah kepada pemegang peran semula.")
        )
    if account.pk == principal.account_id:
        raise Refused(_("Pengganti haruslah orang lain. Pilih akun yang berbeda."))
    if from_on < principal.from_on or (principal.until_on is not None and until_on > principal.until_on):
        raise Refused(
            _("Penugasan pengganti harus berada di dalam masa peran yang digantikan. Periksa tanggalnya.")
        )
    return _give(
        Grant(
            account=account,
            role=principal.role,
            unit=principal.unit,
            from_on=from_on,
            until_on=until_on,
            deputy_for=principal,
        ),
        "organization.deputy_named",
        basis=basis,
        by=by,
    )


@transaction.atomic
def end_grant(*, grant: Grant, on: date, today: date, by: Account | None) -> Grant:
    """Let a role hold no more from a day on; whoever stands in for it ends with it."""
    grant = (
        Grant.objects.select_for_update(no_key=True, of=("self",))
        .select_related("unit", "deputy_for", "account")
        .get(pk=grant.pk)
    )
    if not (by is not None and grant.deputy_for is not None and grant.deputy_for.account_id == by.pk):
        _may_grant(by, grant.unit, today)
    if grant.until_on is not None and grant.until_on <= on:
        raise Refused(
            _("Peran ini memang sudah berakhir pada %(day)s. Tidak ada yang perlu diubah.")
            % {"day": tanggal(grant.until_on)}
        )
    if on < today:
        raise Refused(
            _("Peran tidak dapat diakhiri pada hari yang sudah lewat. Pilih hari ini atau sesudahnya.")
        )
    deputies = Grant.objects.filter(deputy_for=grant, until_on__gt=on).select_related("account")
    for each in (grant, *deputies.order_by("pk")):
        end(each, on=on, by=by)
    return grant


def _give(grant: Grant, verb: str, *, basis: Basis, by: Account | None) -> Grant:
    if by is not None and by == grant.account:
        raise Refused(
            _("Anda tidak dapat memberi peran kepada diri sendiri. Mintalah kepada administrator yang lain.")
        )
    if grant.until_on is not None and grant.until_on <= grant.from_on:
        raise Refused(_("Tanggal akhir harus sesudah tanggal mulai. Periksa kedua tanggal itu."))
    if not grant.account.is_active:
        raise Refused(_("Akun ini tidak aktif, jadi tidak dapat diberi peran. Aktifkan dahulu akunnya."))
    grant.granted_by = by
    grant.reason, grant.decree_number, grant.decree_on = basis.reason, basis.decree_number, basis.decree_on
    # The constraint alone would do, but two requests at once must both be told in words.
    Account.objects.select_for_update(no_key=True).get(pk=grant.account_id)
    try:
        grant.validate_constraints()
    except ValidationError as refusal:
        raise Refused(" ".join(refusal.messages)) from refusal
    grant.save(force_insert=True)
    access.forget_grants(grant.account)
    facts = {"role": grant.role, "from": str(grant.from_on), "until": str(grant.until_on or "")}
    if grant.unit is not None:
        facts["unit"] = str(grant.unit.uuid)
    ledger.record(verb, subject=grant, by=by, facts=facts)
    publish(
        events.RoleGranted(
            grant.pk, grant.account_id, grant.role, grant.unit_id, grant.from_on, grant.until_on
        )
    )
    notifications.notify(
        to=grant.account,
        kind="organization.role_granted",
        title=_("Anda mendapat peran %(role)s.") % {"role": grant.role_label},
        body=_("Berlaku di %(unit)s mulai %(start)s sampai %(end)s.")
        % {
            "unit": grant.unit or queries.agency(),
            "start": tanggal(grant.from_on),
            "end": tanggal(grant.until_on - timedelta(days=1)) if grant.until_on else _("dicabut"),
        },
        link="/organisasi/peran/saya/",
    )
    return grant


def _may_grant(by: Account | None, unit: Unit | None, today: date) -> None:
    if by is None:
        return
    access.must(by, Permission.GRANT, on=unit, today=today)
    if unit is None and not queries.scope(by, Permission.GRANT, today=today).everything:
        raise Refused(_("Anda hanya dapat memberi peran di unit Anda. Pilih unitnya."))
