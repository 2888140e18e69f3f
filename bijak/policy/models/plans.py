"""How an enacted policy is carried out: what is done by whom until when, with which money, and how far it came."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.documents.models import Document
from bijak.kernel.uuid7 import uuid7
from bijak.organization.models import Unit
from bijak.policy.models.policies import Policy
from bijak.policy.models.texts import Provision

ACCOUNT = settings.AUTH_USER_MODEL


class Funding(models.TextChoices):
    """Where the money of an activity comes from; none is an activity that costs nothing of its own."""

    NONE = "none", _("Tanpa biaya tersendiri")
    APBD = "apbd", _("APBD")
    APBD_CHANGE = "apbd_change", _("Perubahan APBD")
    APBN = "apbn", _("APBN")
    GRANT = "grant", _("Hibah")
    PARTNER = "partner", _("Mitra atau sponsor")


class Plan(models.Model):
    """The implementation plan of a policy: its activities, and how early their owners are reminded."""

    REMIND_BEFORE = 5

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    policy = models.OneToOneField(Policy, models.PROTECT, related_name="+", verbose_name=_("kebijakan"))
    remind_before = models.PositiveSmallIntegerField(
        _("diingatkan sebelum jatuh tempo (hari kerja)"), default=REMIND_BEFORE
    )
    begun_on = models.DateField(_("disusun sejak"))
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("rencana pelaksanaan")
        verbose_name_plural = _("rencana pelaksanaan")
        constraints = [
            models.CheckConstraint(
                name="policy_plan_reminds_within_a_quarter",
                condition=Q(remind_before__gte=1, remind_before__lte=60),
                violation_error_message=_("Ingatkan 1 sampai 60 hari kerja sebelum jatuh tempo."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.policy_id}"


class Activity(models.Model):
    """One thing to be done for a policy. Its last day is ``due_on``.

    The first dates are those it had when it began; moving it later leaves them, so that its delay shows.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+", verbose_name=_("rencana pelaksanaan"))
    title = models.CharField(_("nama kegiatan"), max_length=300)
    output = models.CharField(_("keluaran"), max_length=300, blank=True)
    measure = models.CharField(_("satuan keluaran"), max_length=60, blank=True)
    target = models.PositiveIntegerField(_("target keluaran"), null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit pelaksana"))
    owner = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("penanggung jawab")
    )
    starts_on = models.DateField(_("mulai"))
    due_on = models.DateField(_("selesai paling lambat"))
    first_starts_on = models.DateField(_("mulai semula"), editable=False)
    first_due_on = models.DateField(_("selesai semula"), editable=False)
    budget = models.PositiveBigIntegerField(_("anggaran (rupiah)"), default=0)
    budget_code = models.CharField(_("kode rekening"), max_length=60, blank=True)
    budget_source = models.CharField(_("sumber dana"), max_length=12, choices=Funding, default=Funding.NONE)
    budget_year = models.PositiveSmallIntegerField(_("tahun anggaran"))
    provision = models.ForeignKey(
        Provision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ketentuan yang dilaksanakan"),
    )
    cancelled_on = models.DateField(_("dibatalkan pada"), null=True)
    cancelled_because = models.TextField(_("alasan dibatalkan"), blank=True)
    # Written by mistake and never reported on: out of the plan, not out of the record.
    removed_on = models.DateField(_("dihapus pada"), null=True)
    # The last day about which its owner was told; another day or another owner is told anew.
    told_soon_for = models.DateField(_("sudah diingatkan untuk"), null=True, editable=False)
    told_late_for = models.DateField(_("sudah diberi tahu lewat dari"), null=True, editable=False)
    # Counts the changes of this row, so that a second writer notices the first.
    edition = models.PositiveIntegerField(default=1, editable=False)
    # The import that brought it, if one did.
    batch_id = models.BigIntegerField(_("impor"), null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("kegiatan")
        verbose_name_plural = _("kegiatan")
        constraints = [
            models.CheckConstraint(
                name="policy_activity_ends_after_it_starts",
                condition=Q(due_on__gte=F("starts_on")) & Q(first_due_on__gte=F("first_starts_on")),
                violation_error_message=_("Kegiatan berakhir sebelum dimulai. Periksa kedua tanggalnya."),
            ),
            models.CheckConstraint(
                name="policy_activity_target_with_measure",
                condition=Q(target=None, measure="") | (Q(target__gte=1) & ~Q(measure="")),
                violation_error_message=_("Isi target bersama satuannya, atau kosongkan keduanya."),
            ),
            models.CheckConstraint(
                name="policy_activity_cancelled_with_day_and_reason",
                condition=Q(cancelled_on=None, cancelled_because="")
                | (Q(cancelled_on__isnull=False) & ~Q(cancelled_because="")),
                violation_error_message=_("Tulis mengapa kegiatan ini dibatalkan."),
            ),
            models.CheckConstraint(
                name="policy_activity_money_has_a_source",
                condition=Q(budget=0) | ~Q(budget_source="none"),
                violation_error_message=_("Pilih sumber dana untuk anggaran ini."),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.title

    @property
    def slipped(self) -> int:
        """By how many days its end was moved since it began; less than 0 where it was moved forward."""
        return (self.due_on - self.first_due_on).days


class Dependency(models.Model):
    """An activity cannot be done before another is."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+", verbose_name=_("kegiatan"))
    needs = models.ForeignKey(Activity, models.CASCADE, related_name="+", verbose_name=_("bergantung pada"))

    class Meta:
        verbose_name = _("ketergantungan kegiatan")
        verbose_name_plural = _("ketergantungan kegiatan")
        constraints = [
            models.UniqueConstraint(fields=["activity", "needs"], name="policy_dependency_once"),
            models.CheckConstraint(
                name="policy_activity_does_not_need_itself", condition=~Q(activity=F("needs"))
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.activity_id} → {self.needs_id}"


class ProgressReport(models.Model):
    """How far an activity had come on a day, all told. The newest that was not taken back counts."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+", verbose_name=_("kegiatan"))
    as_of = models.DateField(_("keadaan pada"))
    percent = models.PositiveSmallIntegerField(_("kemajuan (persen)"), null=True, blank=True)
    outputs = models.PositiveIntegerField(_("keluaran yang sudah ada"), null=True, blank=True)
    spent = models.PositiveBigIntegerField(_("realisasi anggaran (rupiah)"), default=0)
    note = models.TextField(_("catatan"), blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("dokumen bukti")
    )
    reported_on = models.DateField(_("dilaporkan"))
    reported_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(_("ditarik pada"), null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("laporan kemajuan")
        verbose_name_plural = _("laporan kemajuan")
        constraints = [
            models.CheckConstraint(
                name="policy_report_says_percent_or_outputs",
                condition=Q(percent__isnull=False, percent__lte=100, outputs=None)
                | Q(percent=None, outputs__isnull=False),
                violation_error_message=_(
                    "Isi kemajuan dalam persen, atau banyaknya keluaran yang sudah ada."
                ),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.activity_id} {self.as_of}"
