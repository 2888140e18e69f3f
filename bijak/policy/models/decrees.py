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
from bijak.policy.rules import life

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
    # The regulation itself, also where other decrees amended it before.
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("peraturan yang diubah")
    )
    amended_as = models.CharField(_("sebutan peraturan yang diubah"), max_length=500, blank=True)
    # The gazette: Lembaran Daerah or Berita Daerah. Empty until it stands there, and for what never does.
    promulgated_on = models.DateField(_("diundangkan"), null=True)
    gazette_number = models.PositiveIntegerField(_("nomor lembaran atau berita daerah"), null=True)
    gazette_year = models.PositiveSmallIntegerField(_("tahun lembaran atau berita daerah"), null=True)
    promulgated_by = models.CharField(_("diundangkan oleh"), max_length=200, blank=True)
    # Revoked is what ended without another text in its place; ``in_force_until`` says from when.
    revoked_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("dicabut dengan")
    )
    revoked_because = models.TextField(_("dasar pencabutan"), blank=True)
    recorded_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    came_into_force_at = models.DateTimeField(_("diumumkan berlaku"), null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("penetapan")
        verbose_name_plural = _("penetapan")
        constraints = [
            models.CheckConstraint(
                name="policy_decree_amends_another_that_it_cites",
                condition=Q(amends=None, amended_as="")
                | Q(amends__isnull=False) & ~Q(amended_as="") & ~Q(amends=F("pk")),
                violation_error_message=_("Peraturan perubahan mengubah peraturan lain, dan menyebutnya."),
            ),
            models.CheckConstraint(
                name="policy_decree_holds_after_it_is_set",
                condition=Q(in_force_from__gte=F("enacted_on")),
                violation_error_message=_("Peraturan tidak dapat berlaku sebelum ditetapkan."),
            ),
            models.CheckConstraint(
                name="policy_decree_promulgated_with_day_number_and_name",
                condition=Q(promulgated_on=None, gazette_number=None, gazette_year=None, promulgated_by="")
                | Q(promulgated_on__isnull=False, gazette_number__isnull=False, gazette_year__isnull=False)
                & ~Q(promulgated_by=""),
                violation_error_message=_("Pengundangan memuat tanggal, nomor, tahun, dan pejabatnya."),
            ),
            models.CheckConstraint(
                name="policy_decree_holds_after_it_is_promulgated",
                condition=Q(promulgated_on=None)
                | Q(promulgated_on__gte=F("enacted_on"), in_force_from__gte=F("promulgated_on")),
                violation_error_message=_("Peraturan tidak dapat berlaku sebelum diundangkan."),
            ),
            models.CheckConstraint(
                name="policy_decree_revoked_from_a_day_with_its_basis",
                condition=Q(revoked_by=None, revoked_because="")
                | Q(in_force_until__isnull=False) & ~Q(revoked_because=""),
                violation_error_message=_("Pencabutan memuat tanggal dan dasarnya."),
            ),
            models.UniqueConstraint(
                fields=["kind", "gazette_number", "gazette_year"],
                name="policy_gazette_number_once_a_year",
                violation_error_message=_(
                    "Nomor ini sudah dipakai pada lembaran atau berita daerah tahun itu."
                ),
            ),
            models.UniqueConstraint(
                fields=["kind", "number", "year"],
                name="policy_decree_number_once_a_year",
                violation_error_message=_("Nomor ini sudah dipakai peraturan lain pada tahun yang sama."),
            ),
        ]

    class Privacy:
        public = ("uuid", "kind", "number", "year", "name", "enacted_on", "in_force_from", "in_force_until",
                  "amended_as", "promulgated_on", "gazette_number", "gazette_year", "revoked_because",
                  "came_into_force_at", "created_at")  # fmt: skip
        personal = {"signed_by": "name", "promulgated_by": "name"}

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """How law is cited, in any language: ``Peraturan Wali Kota Contoh Nomor 12 Tahun 2026``."""
        return f"{self.name} Nomor {self.number} Tahun {self.year}"

    @property
    def basis(self) -> str:
        """How the text is cited that holds by it: a regulation, "sebagaimana telah diubah dengan" this one."""
        return f"{self.amended_as} {self.citation}".lstrip()

    @property
    def is_law(self) -> bool:
        """Whether nothing is wanting but its day: UU 12/2011 article 87."""
        return self.kind not in life.PROMULGATED or self.promulgated_on is not None

    @property
    def gazette(self) -> str:
        """Where it stands: ``Berita Daerah Tahun 2026 Nomor 12``; empty until it does."""
        if self.promulgated_on is None:
            return ""
        return f"{life.GAZETTES[self.kind]} Tahun {self.gazette_year} Nomor {self.gazette_number}"

    def is_in_force(self, day: date) -> bool:
        return (
            self.is_law
            and self.in_force_from <= day
            and (self.in_force_until is None or day < self.in_force_until)
        )

    def standing(self, day: date) -> life.State:
        return life.standing(
            kind=self.kind,
            promulgated_on=self.promulgated_on,
            in_force_from=self.in_force_from,
            in_force_until=self.in_force_until,
            is_revoked=bool(self.revoked_because),
            today=day,
        )


class Instrument(models.Model):
    """What an amending decree says, word for word as it was set; the version of the decree is what holds by it."""

    decree = models.OneToOneField(Decree, models.PROTECT, related_name="+", verbose_name=_("penetapan"))
    text = models.TextField(_("naskah perubahan"))

    class Meta:
        verbose_name = _("naskah perubahan")
        verbose_name_plural = _("naskah perubahan")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return str(self.decree_id)


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
