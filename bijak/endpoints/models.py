"""Tokens by which programs ask in somebody's name."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.kernel.uuid7 import uuid7

LONGEST = timedelta(days=365)
"""No token lives longer: a program that still needs one gets a new one, and forgotten ones die."""


class Token(models.Model):
    """Opens the API in the name of its account, for some of what that account may do. Only its hash is kept."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", verbose_name=_("akun"))
    name = models.CharField(_("nama"), max_length=80)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=60), verbose_name=_("cakupan"))
    created_at = models.DateTimeField(_("dibuat"), db_default=Now(), editable=False)
    expires_at = models.DateTimeField(_("berakhir"))
    revoked_at = models.DateTimeField(_("dicabut"), null=True, editable=False)
    reminded_at = models.DateTimeField(_("pemilik diingatkan"), null=True, editable=False)
    last_used_at = models.DateTimeField(_("terakhir dipakai"), null=True, editable=False)
    # How many requests of this minute are spoken for; see services.take.
    minute = models.DateTimeField(null=True, editable=False)
    taken = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("token API")
        verbose_name_plural = _("token API")
        constraints = [
            models.CheckConstraint(
                name="endpoints_token_expires_within_a_year",
                condition=Q(expires_at__gt=F("created_at")) & Q(expires_at__lte=F("created_at") + LONGEST),
                violation_error_message=_("Token berlaku paling lama satu tahun."),
            ),
            models.CheckConstraint(
                name="endpoints_token_reaches_something",
                condition=Q(scopes__len__gt=0),
                violation_error_message=_("Pilih sedikitnya satu cakupan."),
            ),
        ]

    class Privacy:
        public = (
            "uuid",
            "secret_hash",
            "scopes",
            "created_at",
            "expires_at",
            "revoked_at",
            "reminded_at",
            "last_used_at",
            "minute",
            "taken",
        )
        personal = {"name": "text"}

    def __str__(self) -> str:
        return self.name
