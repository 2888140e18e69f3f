"""What a draft became, and the gates it passed on the way."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.policy.models.policies import Draft, Kind
from bijak.policy.models.texts import Version

ACCOUNT = settings.AUTH_USER_MODEL


class Decree(models.Model):
    """What a draft became: number, year, the day it was set and the day it begins to hold."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    version = models.OneToOneField(Version, models.PROTECT, related_name="+", verbose_name=_("versi"))
    # As the policy was when it was set: each kind counts its numbers of a year for itself.
    kind = models.CharField(_("jenis produk hukum"), max_length=24, choices=Kind)
    number = models.PositiveIntegerField(_("nomor"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    name = models.CharField(_("nama peraturan"), max_length=300)
    enacted_on = models.DateField(_("ditetapkan"))
    in_force_from = models.DateField(_("mulai berlaku"))
    in_force_until = models.DateField(_("berlaku sampai sebelum"), null=True)
    signed_by = models.CharField(_("ditandatangani oleh"), max_length=200)
    recorded_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    came_into_force_at = models.DateTimeField(_("diumumkan berlaku"), null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("penetapan")
        verbose_name_plural = _("penetapan")
        constraints = [
            models.CheckConstraint(
                name="policy_decree_holds_after_it_is_set",
                condition=Q(in_force_from__gte=F("enacted_on")),
                violation_error_message=_("Peraturan tidak dapat berlaku sebelum ditetapkan."),
            ),
            models.UniqueConstraint(
                fields=["kind", "number", "year"],
                name="policy_decree_number_once_a_year",
                violation_error_message=_("Nomor ini sudah dipakai peraturan lain pada tahun yang sama."),
            ),
        ]

    class Privacy:
        public = ("uuid", "kind", "number", "year", "name", "enacted_on", "in_force_from", "in_force_until",
                  "came_into_force_at", "created_at")  # fmt: skip
        personal = {"signed_by": "name"}

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """How law is cited, in any language: ``Peraturan Wali Kota Contoh Nomor 12 Tahun 2026``."""
        return f"{self.name} Nomor {self.number} Tahun {self.year}"

    def is_in_force(self, day: date) -> bool:
        return self.in_force_from <= day and (self.in_force_until is None or day < self.in_force_until)


class Passing(models.Model):
    """A gate that a draft has passed, by whom, with which letter."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("versi"))
    gate = models.CharField(_("gerbang"), max_length=60)
    letter_no = models.CharField(_("nomor surat"), max_length=100, blank=True)
    letter_on = models.DateField(_("tanggal surat"), null=True, blank=True)
    note = models.TextField(_("catatan"), blank=True)
    passed_on = models.DateField(_("dilewati"))
    passed_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("gerbang yang dilewati")
        verbose_name_plural = _("gerbang yang dilewati")
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "gate"],
                name="policy_gate_passed_once",
                violation_error_message=_("Gerbang ini sudah dilewati."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.gate
