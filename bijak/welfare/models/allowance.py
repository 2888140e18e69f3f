"""The allowance (TPP): what the region set, each person's of a month, what was handed over, and what was asked."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.welfare.models.attendance import Brought

ACCOUNT = settings.AUTH_USER_MODEL


class Setting(models.TextChoices):
    """What a region sets about the allowance beside the terms of law."""

    FISCAL = "index_fiscal", _("Indeks kapasitas fiskal")
    COST = "index_cost", _("Indeks kemahalan konstruksi")
    GOVERNANCE = "index_governance", _("Indeks penyelenggaraan pemerintahan daerah")
    WORKLOAD = "workload", _("TPP beban kerja")
    PLACE = "place", _("TPP tempat bertugas")
    CONDITION = "condition", _("TPP kondisi kerja")
    SCARCITY = "scarcity", _("TPP kelangkaan profesi")
    PERFORMANCE = "performance", _("TPP prestasi kerja")
    OTHER = "other", _("TPP pertimbangan objektif lainnya")
    CPNS = "kind_cpns", _("Bagian TPP bagi CPNS")
    PART_TIME = "kind_pppk_part_time", _("Bagian TPP bagi PPPK paruh waktu")
    ANNUAL = "leave_annual", _("Potongan sehari cuti tahunan")
    SICK = "leave_sick", _("Potongan sehari sakit atau cuti sakit")
    MATERNITY = "leave_maternity", _("Potongan sehari cuti melahirkan")
    IMPORTANT = "leave_important", _("Potongan sehari cuti karena alasan penting")
    BIG = "leave_big", _("Potongan sehari cuti besar")
    UNPAID = "leave_unpaid", _("Potongan sehari cuti di luar tanggungan negara")
    STUDY = "leave_study", _("Potongan sehari tugas belajar")
    VERY_GOOD = "achieved_very_good", _("Produktivitas untuk predikat sangat baik")
    GOOD = "achieved_good", _("Produktivitas untuk predikat baik")
    NEEDS_IMPROVEMENT = "achieved_needs_improvement", _("Produktivitas untuk predikat butuh perbaikan")
    POOR = "achieved_poor", _("Produktivitas untuk predikat kurang")
    VERY_POOR = "achieved_very_poor", _("Produktivitas untuk predikat sangat kurang")


INDICES = (Setting.FISCAL, Setting.COST, Setting.GOVERNANCE)
"""Factors; every other setting is a percent."""


class AllowanceSetting(Brought):
    """A number that the region set, for whom and from when. Of several that fit, the one that says most holds.

    An index is a factor; everything else is a percent.
    """

    what = models.CharField(_("ketentuan"), max_length=32, choices=Setting)
    value = models.DecimalField(_("nilai"), max_digits=14, decimal_places=8)
    class_from = models.PositiveSmallIntegerField(_("dari kelas"), null=True, blank=True)
    class_to = models.PositiveSmallIntegerField(_("sampai kelas"), null=True, blank=True)
    unit = models.ForeignKey(
        "organization.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    title = models.CharField(_("nama jabatan"), max_length=200, blank=True)
    law = models.CharField(_("peraturan"), max_length=200)
    article = models.CharField(_("pasal"), max_length=120)
    from_on = models.DateField(_("berlaku sejak"))
    until_on = models.DateField(_("sampai"), null=True, blank=True)
    # Typed in by somebody, or brought by a file. What is withdrawn by hand goes by its uuid from then on, so that a
    # file, or somebody, may say the same again.
    entered_by: Any = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("diisi oleh")
    )
    withdrawn_by: Any = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ditarik oleh")
    )
    withdrawn_at = models.DateTimeField(_("ditarik pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("ketentuan TPP daerah")
        verbose_name_plural = _("ketentuan TPP daerah")
        ordering = ("what", "from_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(replaced_by=None),
                name="welfare_setting_one_row_a_reference",
            ),
            models.CheckConstraint(
                name="welfare_setting_until_after_from",
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
                violation_error_message=_("Tanggal akhir harus sesudah tanggal mulai."),
            ),
            models.CheckConstraint(
                name="welfare_setting_withdrawn_by_somebody",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.what} {self.value}"

    @property
    def is_current(self) -> bool:
        return self.replaced_by_id is None and self.withdrawn_at is None

    @property
    def own_reference(self) -> str:
        """What names it among the provisions: what it is about, for whom, and from when."""
        named = (self.what, self.class_from, self.class_to, self.unit_id, self.title, self.from_on)
        return "|".join("" if each is None else str(each) for each in named)

    @property
    def is_index(self) -> bool:
        return self.what in INDICES


class AllowanceMonth(models.Model):
    """A month to reckon, or that was: when, for how many, and by which numbers of law."""

    month = models.DateField(_("bulan"), unique=True, help_text="Its first day.")
    asked_at = models.DateTimeField(_("diminta pada"), null=True)
    reckoned_at = models.DateTimeField(_("dihitung pada"), null=True)
    people = models.PositiveIntegerField(_("pegawai"), default=0)
    unknown = models.PositiveIntegerField(_("belum dapat dihitung"), default=0)
    terms = models.JSONField(_("ketentuan"), default=dict)
    fairness = models.JSONField(_("ukuran kesetaraan"), null=True)
    # Why nobody's could be reckoned: the law of a day before it began, say.
    trouble = models.CharField(_("halangan"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("bulan TPP")
        verbose_name_plural = _("bulan TPP")
        ordering = ("-month",)

    class Privacy:
        public = ("month", "asked_at", "reckoned_at", "people", "unknown", "terms", "trouble")
        # Groups of one are among them; a page shows what queries.allowance_fairness lets through.
        personal = {"fairness": "blank"}

    def __str__(self) -> str:
        return f"{self.month:%m-%Y}"


class AllowanceHandover(models.Model):
    """The list of a unit and all below it, handed to whoever pays. From then it does not change."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    month = models.DateField(_("bulan"))
    unit = models.ForeignKey(
        "organization.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"), db_index=False
    )
    people = models.PositiveIntegerField(_("pegawai"))
    total = models.BigIntegerField(_("jumlah"))
    terms = models.JSONField(_("ketentuan"))
    at = models.DateTimeField(_("diserahkan pada"))
    by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("penyerahan daftar TPP")
        verbose_name_plural = _("penyerahan daftar TPP")
        constraints = [
            models.UniqueConstraint(fields=["month", "unit"], name="welfare_handover_once_a_month"),
        ]

    class Privacy:
        public = "__all__"


class Allowance(models.Model):
    """One person's allowance of a month. ``facts`` and ``lines`` are in a fixed order; NaN and null are not known."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    month = models.DateField(_("bulan"))
    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai"), db_index=False
    )
    unit = models.ForeignKey(
        "organization.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit")
    )
    kind = models.CharField(_("jenis kepegawaian"), max_length=20, blank=True)
    facts = ArrayField(models.FloatField(null=True), verbose_name=_("fakta"))
    lines = ArrayField(models.BigIntegerField(null=True), verbose_name=_("baris"))
    net = models.BigIntegerField(_("TPP bulan ini"), null=True)
    handover = models.ForeignKey(
        AllowanceHandover, models.PROTECT, null=True, related_name="+", verbose_name=_("penyerahan")
    )

    class Meta:
        verbose_name = _("TPP pegawai")
        verbose_name_plural = _("TPP pegawai")
        constraints = [
            models.UniqueConstraint(fields=["employee", "month"], name="welfare_allowance_once_a_month"),
            models.CheckConstraint(
                name="welfare_allowance_handed_over_when_known",
                condition=Q(handover=None) | Q(net__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["month", "unit"], name="welfare_allowance_of_unit")]

    class Privacy:
        public = ("uuid", "month")
        personal = {"kind": "keep", "net": "keep"}
        # Whether somebody was ill or is sanctioned can be read from them.
        sensitive = {"facts": "keep", "lines": "keep"}


class AllowanceCorrection(models.Model):
    """What a month that was handed over should have been more (or less), paid with a later one."""

    month = models.DateField(_("dibayar pada bulan"))
    of_month = models.DateField(_("bulan yang dikoreksi"))
    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai"), db_index=False
    )
    amount = models.BigIntegerField(_("selisih"))
    handover = models.ForeignKey(
        AllowanceHandover, models.PROTECT, null=True, related_name="+", verbose_name=_("penyerahan")
    )

    class Meta:
        verbose_name = _("koreksi TPP")
        verbose_name_plural = _("koreksi TPP")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "month", "of_month"], name="welfare_correction_once_a_month"
            ),
            models.CheckConstraint(
                name="welfare_correction_of_an_earlier_month", condition=Q(of_month__lt=F("month"))
            ),
        ]

    class Privacy:
        public = ("month", "of_month")
        personal = {"amount": "keep"}


class AllowanceObjection(models.Model):
    """What somebody asks about a line of her allowance, and the answer. ``due_on`` is the day the law gives."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai"), db_index=False
    )
    unit = models.ForeignKey(
        "organization.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit")
    )
    month = models.DateField(_("bulan"))
    line = models.CharField(_("baris"), max_length=20)
    text = models.CharField(_("keberatan"), max_length=2000)
    asked_at = models.DateTimeField(_("diajukan pada"), db_default=Now())
    due_on = models.DateField(_("dijawab paling lambat"))
    answer = models.CharField(_("jawaban"), max_length=2000, blank=True)
    answered_by: Any = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("dijawab oleh")
    )
    answered_at = models.DateTimeField(_("dijawab pada"), null=True)

    class Meta:
        verbose_name = _("keberatan TPP")
        verbose_name_plural = _("keberatan TPP")
        constraints = [
            models.CheckConstraint(
                name="welfare_objection_answered_by_somebody",
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "month"], name="welfare_objection_of_person"),
            models.Index(
                fields=["due_on"], name="welfare_objection_waiting", condition=Q(answered_at__isnull=True)
            ),
        ]

    class Privacy:
        public = ("uuid", "month", "line", "asked_at", "due_on", "answered_at")
        personal = {"text": "text", "answer": "text"}

    def __str__(self) -> str:
        return self.line
