"""What cannot be done about talent, and why."""

from typing import Any

from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.people import queries as people


class Refused(Exception):
    """A change that cannot be made; ``str()`` says why and what to do."""


def must_be_of_another(about: Any, *, by: Account) -> None:
    """Nobody speaks about her own place or prepares herself; ``about`` is a row or a record of the person."""
    if people.is_own(by, about):
        raise Refused(_("Talenta Anda sendiri diurus oleh pengelola lain."))
