"""What allauth tells us, each heard once and handed to one service."""

from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bijak.accounts import services
from bijak.accounts.models import Account


def connect() -> None:
    authenticator_added.connect(_added, dispatch_uid="bijak.accounts.added")
    authenticator_reset.connect(_renewed, dispatch_uid="bijak.accounts.renewed")
    authenticator_removed.connect(_removed, dispatch_uid="bijak.accounts.removed")
    user_logged_in.connect(_signed_in, dispatch_uid="bijak.accounts.signed_in")


def _added(*, request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any) -> None:
    services.note_second_factor(account=user, kind=authenticator.type, verb="added")
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        # Setting it up showed it: the session need not show it again.
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def _renewed(*, user: Account, authenticator: Authenticator, **_: Any) -> None:
    services.note_second_factor(account=user, kind=authenticator.type, verb="renewed")


def _removed(*, request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any) -> None:
    services.note_second_factor(account=user, kind=authenticator.type, verb="removed")
    if not is_mfa_enabled(user):
        records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            record for record in records if record["method"] != "mfa"
        ]


def _signed_in(*, user: Account, response: HttpResponse, **_: Any) -> None:
    """The person's language follows her to every browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, user.language, max_age=settings.SESSION_COOKIE_AGE, samesite="Lax"
    )
