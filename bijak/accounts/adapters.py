"""How allauth behaves here: nobody signs up, every sentence is ours, secrets at rest are encrypted."""

import logging
import time
from typing import Any, cast

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.accounts import mails, queries, services, texts
from bijak.accounts.models import Account
from bijak.shell.veiling import cipher

PURPOSE = "bijak.accounts.second-factor"
logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | texts.REFUSALS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator, an import or the set-up command."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not from somebody who showed her password or second factor just now; a link proves less."""
        records = get_authentication_records(self.request, self.request.user)
        shown = max(
            (record["at"] for record in records if record["method"] in ("password", "mfa")), default=0
        )
        if time.time() - shown < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if message is None and (notice := texts.NOTICES.get(message_template or "")):
            message = notice % (message_context or {})
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail that carries the next step says so when it cannot leave, whether or not the address is known."""
        values = {"email": email} | context
        if template_prefix in texts.CHANGES:
            mails.send_change(template_prefix, email, values, at=context["timestamp"], ip=context["ip"])
            return
        try:
            mails.send(template_prefix, email, values)
        except OSError as fault:  # smtplib's errors too, whose words name the address
            _note_unsent(template_prefix, fault)
            page = render(self.request, "accounts/mail_failed.html", status=503)
            raise ImmediateHttpResponse(page) from fault

    def send_notification_mail(self, template_prefix: str, user: Account, *args: Any, **kwargs: Any) -> None:
        """What she changed is changed, also while the mail server is away."""
        try:
            self.tell_owner(template_prefix, user, *args, **kwargs)
        except OSError as fault:
            _note_unsent(template_prefix, fault)

    def tell_owner(self, template_prefix: str, user: Account, *args: Any, **kwargs: Any) -> None:
        """The same for whoever can tell her otherwise: raises when the mail cannot leave."""
        super().send_notification_mail(template_prefix, user, *args, **kwargs)


def _note_unsent(kind: str, fault: OSError) -> None:
    logger.error("accounts.mail_failed", extra={"kind": kind, "fault": type(fault).__name__})


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | texts.REFUSALS

    def encrypt(self, text: str) -> str:
        return cipher(PURPOSE).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher(PURPOSE).decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """The name, not the NIP: it stands on a telephone's screen."""
        return str(user)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Bijak"}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        return _("Kunci %(number)s") % {"number": len(queries.second_factor(cast(Account, user)).keys) + 1}


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultSocialAccountAdapter.error_messages | texts.REFUSALS

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Bind the agency's identity to the account that exists for it; never make one."""
        if sociallogin.is_existing:
            return
        claims = sociallogin.account.extra_data
        claims = claims.get("userinfo") or claims.get("id_token") or claims
        verified = [address.email for address in sociallogin.email_addresses if address.verified is True]
        account = queries.by_sso(
            nip=str(claims.get(settings.OIDC_NIP_CLAIM) or ""), verified_email=verified[0] if verified else ""
        )
        if account is None:
            raise ImmediateHttpResponse(
                render(
                    request,
                    "socialaccount/authentication_error.html",
                    {"sentence": texts.SSO_UNKNOWN},
                    status=403,
                )
            )
        sociallogin.connect(request, account)
        services.note_sso_bound(account=account)
