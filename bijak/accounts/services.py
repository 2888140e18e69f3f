"""Changes to accounts, one-time links, sessions and the log of views."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models.functions import Now
from django.urls import reverse

from bijak.accounts import access, queries, texts
from bijak.accounts.access import AccountPermission
from bijak.accounts.events import (
    AccountCreated,
    AccountDeactivated,
    AccountRenumbered,
    AddressCorrected,
    SecondFactorRemoved,
)
from bijak.accounts.models import Account, SignInLink, View
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.shell.prepared import keeping_plans

# Accounts ---------------------------------------------------------------------------------------


@transaction.atomic
def create_account(
    *, name: str, nip: str | None = None, email: str | None = None, by: Account | None
) -> Account:
    """Make an account nobody can enter yet: give its owner a one-time link, or leave it to the agency's SSO.

    The caller decides who may; an import and the set-up command (``by=None``) make accounts too.
    """
    account = Account.objects.create_user(name=name, nip=nip, email=email)
    ledger.record("accounts.account_created", subject=account, by=by)
    publish(AccountCreated(account=account.uuid))
    return account


@transaction.atomic
def add_account(*, name: str, nip: str | None, email: str | None, by: Account, today: date) -> Account:
    """The administrator's way to make an account."""
    access.must(by, AccountPermission.MANAGE, today=today)
    return create_account(name=name, nip=nip, email=email, by=by)


@transaction.atomic
def correct_account(
    *, account: Account, name: str, nip: str | None, email: str | None, by: Account, today: date
) -> Account:
    """Set name, NIP and e-mail right; a new address waits to be confirmed again."""
    access.must(by, AccountPermission.MANAGE, today=today)
    wanted = {"name": name, "nip": nip or None, "email": email.lower() if email else None}
    changed = [field for field, value in wanted.items() if getattr(account, field) != value]
    if not changed:
        return account
    for field in changed:
        setattr(account, field, wanted[field])
    account.full_clean(exclude=["password"])
    account.save(update_fields=changed)
    if "email" in changed:
        EmailAddress.objects.filter(user=account).delete()
    ledger.record("accounts.account_corrected", subject=account, by=by, facts={"fields": sorted(changed)})
    if "nip" in changed:
        publish(AccountRenumbered(account=account.uuid))
    if "email" in changed:
        publish(AddressCorrected(account=account.uuid))
    return account


@transaction.atomic
def choose_language(*, account: Account, language: str) -> Account:
    account.language = language
    account.full_clean(exclude=["password"])
    account.save(update_fields=["language"])
    return account


@transaction.atomic
def deactivate(*, account: Account, by: Account, today: date) -> Account:
    """Close the account and end its sessions; what it did stays on record."""
    access.must(by, AccountPermission.MANAGE, today=today)
    if account.pk == by.pk:
        raise ValidationError(texts.OWN_ACCOUNT)
    account.is_active = False
    account.save(update_fields=["is_active"])
    SignInLink.objects.filter(account=account, used_at=None).delete()
    end_sessions(account=account, by=by)
    ledger.record("accounts.account_deactivated", subject=account, by=by)
    publish(AccountDeactivated(account=account.uuid))
    return account


@transaction.atomic
def reactivate(*, account: Account, by: Account, today: date) -> Account:
    access.must(by, AccountPermission.MANAGE, today=today)
    account.is_active = True
    account.save(update_fields=["is_active"])
    ledger.record("accounts.account_reactivated", subject=account, by=by)
    return account


# One-time links ---------------------------------------------------------------------------------


@transaction.atomic
def one_time_link(*, account: Account, by: Account | None, next: str = "/") -> str:
    """A path that signs the account in once, within 24 hours. It replaces the links not yet used.

    The caller decides who may; only the hash of the secret is kept.
    """
    SignInLink.objects.filter(account=account, used_at=None).delete()
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        account=account, issued_by=by, secret_hash=queries.secret_hash(secret), next=next
    )
    ledger.record("accounts.link_issued", subject=account, by=by)
    return reverse("accounts:link", args=[secret])


@transaction.atomic
def issue_link(*, account: Account, by: Account, today: date) -> str:
    """The administrator's way to give somebody a link."""
    access.must(by, AccountPermission.MANAGE, today=today)
    if not account.is_active:
        raise ValidationError(texts.ACCOUNT_INACTIVE)
    return one_time_link(account=account, by=by)


@transaction.atomic
def redeem_link(*, secret: str) -> SignInLink:
    """Use the link up, or raise LinkRefused. Of two that come at once, one gets it."""
    link = queries.open_link(secret)
    if not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=Now()):
        raise queries.LinkRefused(texts.LINK_USED)
    ledger.record("accounts.link_used", subject=link.account, by=link.account)
    return link


# Second factor and sessions ---------------------------------------------------------------------


@transaction.atomic
def note_second_factor(*, account: Account, kind: str, verb: str) -> None:
    """Record that the owner added, renewed or removed a second factor (allauth has done it)."""
    ledger.record(f"accounts.second_factor_{verb}", subject=account, by=account, facts={"kind": kind})


@transaction.atomic
def note_sso_bound(*, account: Account) -> None:
    ledger.record("accounts.sso_bound", subject=account, by=account)


@transaction.atomic
def remove_second_factor(*, account: Account, by: Account, today: date) -> None:
    """For somebody who lost telephone and recovery codes: she sets up a new one at the next sign-in."""
    access.must(by, AccountPermission.MANAGE, today=today)
    drop_second_factor(account=account, by=by)


@transaction.atomic
def drop_second_factor(*, account: Account, by: Account | None) -> None:
    """The caller decides who may: an administrator, or at the server whoever runs it (``by=None``)."""
    Authenticator.objects.filter(user=account).delete()
    end_sessions(account=account, by=by)
    ledger.record("accounts.second_factor_removed", subject=account, by=by, facts={"kind": "all"})
    publish(SecondFactorRemoved(account=account.uuid))


@transaction.atomic
def end_sessions(*, account: Account, by: Account | None, only: int | None = None, keep: str = "") -> int:
    """Sign the account out: of one session, or of all but the one whose key is kept. Returns how many."""
    ending = UserSession.objects.filter(user=account).exclude(session_key=keep).order_by("pk")
    if only is not None:
        ending = ending.filter(pk=only)
    ended = list(ending)
    for session in ended:
        session.end()
    if ended:
        ledger.record("accounts.session_ended", subject=account, by=by, facts={"sessions": len(ended)})
    return len(ended)


# The log of views -------------------------------------------------------------------------------


def record_view(*, viewer: Account, subject_uuid: UUID, subject_kind: str, page: str) -> None:
    """Note that ``viewer`` saw the data of ``subject`` on ``page`` (its Indonesian name, marked for translation)."""
    record_views(viewer=viewer, subjects=[subject_uuid], subject_kind=subject_kind, page=page)


def record_views(*, viewer: Account, subjects: Iterable[UUID], subject_kind: str, page: str) -> None:
    """The same of several at once. One statement: the database itself drops the same view within ten minutes.

    In the order of their keys, so that two who note the same subjects at once wait for each other in turn. Nobody waits
    for the disk: should the machine lose its power, the log may lack the views of its last second.
    """
    durability = None if connection.in_atomic_block else "off"
    with keeping_plans(connection) as cursor:
        cursor.execute(_NOTE_VIEWS, [durability, viewer.pk, subject_kind, str(page), sorted(subjects)])


_NOTE_VIEWS = """
    WITH commit AS (
        SELECT set_config('synchronous_commit', coalesce(%s::text, current_setting('synchronous_commit')), true)
    )
    INSERT INTO accounts_view (viewer_id, subject_uuid, subject_kind, page)
    SELECT %s, subject, %s::varchar, %s::varchar FROM commit, unnest(%s::uuid[]) AS subject ON CONFLICT DO NOTHING
"""


@transaction.atomic
def forget(*, views_before: datetime, links_before: datetime) -> None:
    """Delete what is kept no longer: old views, and links long used or expired."""
    View.objects.filter(viewed_at__lt=views_before).delete()
    SignInLink.objects.filter(expires_at__lt=links_before).delete()
