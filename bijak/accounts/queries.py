"""Questions about accounts, their sessions, links and the log of views."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import ExpressionWrapper, Q, QuerySet
from django.db.models.fields import BooleanField
from django.db.models.functions import Now

from bijak.accounts import registries, texts
from bijak.accounts.models import Account, SignInLink, View


class LinkRefused(Exception):
    """The one-time link opens nothing; ``str()`` is the sentence that says why and what to do."""


@dataclass(frozen=True)
class Session:
    """A browser in which the account is signed in."""

    pk: int
    started_at: datetime
    ip: str
    browser: str
    is_current: bool


@dataclass(frozen=True)
class SecondFactor:
    """What an account can show besides its password."""

    has_app: bool
    keys: list[Authenticator]
    codes_left: int

    @property
    def is_set_up(self) -> bool:
        return self.has_app or bool(self.keys)


def find(text: str = "") -> QuerySet[Account]:
    """Accounts by part of the name or the beginning of NIP or e-mail; all when there is no text."""
    accounts = Account.objects.order_by("name", "pk")
    if not (text := text.strip()):
        return accounts
    return accounts.filter(
        Q(name__icontains=text) | Q(nip__startswith=text) | Q(email__startswith=text.lower())
    )


def known_as(text: str) -> QuerySet[Account]:
    """The account with exactly this NIP or e-mail: for whoever may name a person but not look through the others."""
    text = text.strip()
    exactly = Q(nip=text) | Q(email=text.lower()) if text else Q(pk__in=())
    return Account.objects.filter(exactly).order_by("pk")


def by_sso(*, nip: str, verified_email: str) -> Account | None:
    """The existing account that a claim of the agency's SSO belongs to: by NIP, else by verified e-mail."""
    if nip and (account := Account.objects.filter(nip=nip).first()):
        return account
    return Account.objects.filter(email=verified_email).first() if verified_email else None


def secret_hash(secret: str) -> bytes:
    """The secret has 256 random bits, so a plain hash cannot be searched backwards."""
    return hashlib.sha256(secret.encode()).digest()


def open_link(secret: str) -> SignInLink:
    """The link that the secret opens, or raise LinkRefused."""
    link = (
        SignInLink.objects.select_related("account")
        .annotate(is_over=ExpressionWrapper(Q(expires_at__lte=Now()), output_field=BooleanField()))
        .filter(secret_hash=secret_hash(secret))
        .first()
    )
    if link is None:
        raise LinkRefused(texts.LINK_UNKNOWN)
    if link.used_at is not None:
        raise LinkRefused(texts.LINK_USED)
    if link.is_over:
        raise LinkRefused(texts.LINK_OVER)
    if not link.account.is_active:
        raise LinkRefused(texts.ACCOUNT_INACTIVE)
    return link


def second_factor(account: Account) -> SecondFactor:
    by_type: dict[str, list[Authenticator]] = {}
    for authenticator in Authenticator.objects.filter(user=account).order_by("pk"):
        by_type.setdefault(authenticator.type, []).append(authenticator)
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES, [])
    return SecondFactor(
        has_app=Authenticator.Type.TOTP in by_type,
        keys=by_type.get(Authenticator.Type.WEBAUTHN, []),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else 0,
    )


def sessions(account: Account, *, current_key: str = "") -> list[Session]:
    """Where the account is signed in, the present browser first, then the latest."""
    found = [
        Session(
            pk=session.pk,
            started_at=session.created_at,
            ip=session.ip,
            browser=_browser(session.user_agent),
            is_current=session.session_key == current_key,
        )
        for session in UserSession.objects.purge_and_list(account)
    ]
    return sorted(found, key=lambda session: (session.is_current, session.started_at), reverse=True)


def views_of(account: Account) -> QuerySet[View]:
    """Who else saw the data of the account's owner, latest first."""
    return (
        View.objects.filter(subject_uuid__in=registries.subjects.of(account))
        .exclude(viewer=account)
        .select_related("viewer")
        .order_by("-viewed_at", "-pk")
    )


@dataclass(frozen=True)
class Look:
    """Somebody saw her data. ``roles`` are those that he or she held on that day."""

    at: datetime
    who: str
    roles: str
    page: str


def looks(views: Sequence[View]) -> list[Look]:
    """What of ``views_of`` is shown to the person herself; one question more, for the roles."""
    roles = registries.roles.at([(view.viewer_id, view.viewed_at) for view in views])
    return [
        Look(view.viewed_at, view.viewer.name, held, view.page)
        for view, held in zip(views, roles, strict=True)
    ]


def views(
    *,
    subjects: Iterable[UUID] | None = None,
    viewers: QuerySet[Account] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[View]:
    """Who saw whose data, for oversight, latest first; narrowed to whom, by whom, and ``[since, until)``."""
    found = View.objects.select_related("viewer").order_by("-pk")
    if subjects is not None:
        found = found.filter(subject_uuid__in=list(subjects))
    if viewers is not None:
        found = found.filter(viewer__in=viewers.order_by())
    if since is not None:
        found = found.filter(viewed_at__gte=since)
    if until is not None:
        found = found.filter(viewed_at__lt=until)
    return found


def _browser(user_agent: str) -> str:
    """A word that the person recognises; the full text of a browser says more about its history than its name."""
    browser = next(
        (name for mark, name in texts.BROWSERS.items() if mark in user_agent), str(texts.UNKNOWN_BROWSER)
    )
    system = next((name for mark, name in texts.SYSTEMS.items() if mark in user_agent), "")
    return f"{browser}, {system}" if system else browser
