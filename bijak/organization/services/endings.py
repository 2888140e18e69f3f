"""How a role ends, whoever ends it: the holder, the administrator, or the unit that is closed."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.organization import events
from bijak.organization.models import Grant
from bijak.organization.registries import Role
from bijak.organization.services.refusals import Refused


def end(grant: Grant, *, on: date, by: Account | None) -> None:
    """Let a locked grant hold no more from a day on, and say so in the ledger. The last administrator stays."""
    if grant.role == Role.ADMIN and grant.deputy_for_id is None and not _other_admin(grant, on):
        raise Refused(_("Ini administrator terakhir. Berikan peran administrator kepada orang lain dahulu."))
    grant.until_on = max(on, grant.from_on)
    grant.save(update_fields=["until_on"])
    access.forget_grants(grant.account)
    ledger.record("organization.role_ended", subject=grant, by=by, facts={"until": str(grant.until_on)})
    publish(events.RoleEnded(grant.pk, grant.account_id, grant.role, grant.until_on))


def _other_admin(grant: Grant, on: date) -> bool:
    return (
        Grant.objects.filter(role=Role.ADMIN, deputy_for=None, from_on__lte=on)
        .filter(Q(until_on=None) | Q(until_on__gt=on))
        .exclude(pk=grant.pk)
        .exists()
    )
