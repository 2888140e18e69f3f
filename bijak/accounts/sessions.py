"""Who asks? Read at the start of every request, so by prepared questions; all else is Django's and allauth's."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.shell.prepared import Instances, Prepared

_columns = Instances(Account)
_accounts = Prepared(lambda *, pk: Account.objects.filter(pk=pk).values_list(*_columns.columns))
_contents = Prepared(
    lambda *, key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list(
        "session_data"
    )
)


class SessionStore(db.SessionStore):
    """Sessions in the database: whoever signs out is out at once, in every process."""

    def load(self) -> dict[str, Any]:
        for (content,) in _contents(key=self.session_key, now=timezone.now()):
            return self.decode(content)
        self._session_key = None
        return {}


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    def get_user(self, user_id: int) -> Account | None:
        accounts = _columns.read(_accounts(pk=user_id))
        return next((each for each in accounts if self.user_can_authenticate(each)), None)
