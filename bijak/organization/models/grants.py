"""Who holds which role where."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.organization.models.spells import DAYS, last_day
from bijak.organization.models.units import Unit
from bijak.organization.registries import Role

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Grant(models.Model):
    """An account has a role in a unit and all below it, for a span of days.

    ``deputy_for`` names the grant that is being stood in for: a deputy's grant never outlives it and
    cannot be passed on.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("akun")
    )
    role = models.CharField(_("peran"), max_length=20, choices=[(role.value, role.label) for role in Role])
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit organisasi")
    )
    from_on = models.DateField(_("mulai"))
    until_on = models.DateField(_("sampai"), null=True, blank=True)
    deputy_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("menggantikan")
    )
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    decree_number = models.CharField(_("nomor SK"), max_length=120, blank=True)
    decree_on = models.DateField(_("tanggal SK"), null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("pemberian peran")
        ordering = ("-from_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="organization_grant_until_not_before_from",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message=_("Tanggal akhir tidak boleh sebelum tanggal mulai."),
            ),
            models.CheckConstraint(
                name="organization_grant_deputy_has_end",
                condition=Q(deputy_for=None) | Q(until_on__isnull=False),
                violation_error_message=_("Penugasan pengganti harus memuat tanggal akhir."),
            ),
            ExclusionConstraint(
                name="organization_grant_not_twice",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce("unit", 0), RangeOperators.EQUAL),
                    (Coalesce("deputy_for", 0), RangeOperators.EQUAL),
                    (DAYS, RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "Akun ini sudah memegang peran yang sama di unit yang sama pada tanggal itu."
                ),
            ),
        ]

    class Privacy:
        public = ("uuid", "role", "from_on", "until_on", "decree_number", "decree_on", "granted_at")
        personal = {"reason": "text"}
        sensitive: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.role} [{self.from_on}, {self.until_on or '…'})"

    @property
    def last_on(self) -> date | None:
        return last_day(self.until_on)

    @property
    def role_label(self) -> "StrPromise | str":
        return Role(self.role).label
