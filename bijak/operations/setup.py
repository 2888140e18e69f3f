"""Administrators at the door: the first one, and one who is locked out. There is no default account or password."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bijak.accounts import access
from bijak.accounts import queries as accounts
from bijak.accounts import services as accounting
from bijak.organization import queries as organization
from bijak.organization import services as organizing
from bijak.organization.registries import Role


class Refused(Exception):
    """What was asked for would open a door that is another's to open; the words say whose."""


@transaction.atomic
def create_first_administrator(*, name: str, email: str) -> str:
    """Create the account, give it the administrator's role, and return a link that signs it in once."""
    if accounts.find().exists():
        raise Refused(
            "There are accounts already. An administrator makes further ones under 'Akun'."
            " An administrator who cannot sign in gets a new link with 'bijak let-in ADDRESS'."
        )
    today = organization.today(timezone.now())
    account = accounting.create_account(name=name, email=email, by=None)
    organizing.grant_role(account=account, role=Role.ADMIN, unit=None, from_on=today, today=today, by=None)
    return settings.BASE_URL + accounting.one_time_link(account=account, by=None)


@transaction.atomic
def let_in(*, address: str, without_second_factor: bool) -> str:
    """A new link for an administrator whose link, password or telephone is lost.

    For whoever runs the server, who could change the database itself; but this is on record.
    """
    today = organization.today(timezone.now())
    account = accounts.known_as(address).filter(is_active=True).first()
    if account is None or not access.holds(account, access.AccountPermission.MANAGE, today=today):
        raise Refused(
            f"No active administrator is known as '{address}': give the whole e-mail address or NIP."
            " Others are let in by an administrator, under 'Akun'."
        )
    if without_second_factor:
        accounting.drop_second_factor(account=account, by=None)
    return settings.BASE_URL + accounting.one_time_link(account=account, by=None)
