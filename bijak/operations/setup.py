"""The first administrator of an installation. There is no default account and no default password."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bijak.accounts import queries as accounts
from bijak.accounts import services as accounting
from bijak.organization import queries as organization
from bijak.organization import services as organizing
from bijak.organization.registries import Role


class Refused(Exception):
    """There is an account already; administrators make the others."""


@transaction.atomic
def create_first_administrator(*, name: str, email: str) -> str:
    """Create the account, give it the administrator's role, and return a link that signs it in once."""
    if accounts.find().exists():
        raise Refused("There are accounts already. An administrator makes further ones under 'Akun'.")
    today = organization.today(timezone.now())
    account = accounting.create_account(name=name, email=email, by=None)
    organizing.grant_role(account=account, role=Role.ADMIN, unit=None, from_on=today, today=today, by=None)
    return settings.BASE_URL + accounting.one_time_link(account=account, by=None)
