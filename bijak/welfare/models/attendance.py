"""What was imported about presence and productivity."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bijak.interchange import models as histories


class Presence(models.TextChoices):
    """Where somebody was on a day."""

    PRESENT = "present", _("Hadir")
    DUTY = "duty", _("Dinas luar")
    ABSENT = "absent", _("Tanpa keterangan")
    ANNUAL = "leave_annual", _("Cuti tahunan")
    SICK = "leave_sick", _("Sakit atau cuti sakit")
    MATERNITY = "leave_maternity", _("Cuti melahirkan")
    IMPORTANT = "leave_important", _("Cuti karena alasan penting")
    BIG = "leave_big", _("Cuti besar")
    UNPAID = "leave_unpaid", _("Cuti di luar tanggungan negara")
    STUDY = "leave_study", _("Tugas belajar")


class Brought(histories.Brought):
    """A row that a file brought. What names a regional provision takes more signs than an id of the national system."""

    reference = models.CharField(_("penanda baris"), max_length=400)

    class Meta:
        abstract = True


class AttendanceDay(Brought):
    """What the attendance of one person says of one working day. Minutes are unknown where the recap left them so."""

    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai"), db_index=False
    )
    day = models.DateField(_("tanggal"))
    presence = models.CharField(_("kehadiran"), max_length=16, choices=Presence)
    late = models.PositiveSmallIntegerField(_("terlambat (menit)"), null=True)
    early = models.PositiveSmallIntegerField(_("pulang cepat (menit)"), null=True)
    missed_in = models.BooleanField(_("tidak mengisi kehadiran masuk"), default=False)
    missed_out = models.BooleanField(_("tidak mengisi kehadiran pulang"), default=False)

    class Meta:
        verbose_name = _("kehadiran sehari")
        verbose_name_plural = _("kehadiran sehari")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"], condition=Q(replaced_by=None), name="welfare_attendance_one_row_a_day"
            ),
        ]
        indexes = [models.Index(fields=["employee", "day"], name="welfare_attendance_of_person")]

    class Privacy:
        public = ("uuid", "created_at")
        personal = {
            "reference": "number",
            "day": "keep",
            "late": "keep",
            "early": "keep",
            "missed_in": "keep",
            "missed_out": "keep",
        }
        # A leave may tell of an illness or a birth.
        sensitive = {"presence": "keep"}

    def __str__(self) -> str:
        return f"{self.day}: {self.get_presence_display()}"


class AttendanceRecap(Brought):
    """Counts of one person's month, from an agency that keeps no days: how often, and how many days of each leave."""

    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai"), db_index=False
    )
    month = models.DateField(_("bulan"), help_text="Its first day.")
    late_1 = models.PositiveSmallIntegerField(_("terlambat dalam batas 1 (kali)"), default=0)
    late_2 = models.PositiveSmallIntegerField(_("terlambat dalam batas 2 (kali)"), default=0)
    late_3 = models.PositiveSmallIntegerField(_("terlambat dalam batas 3 (kali)"), default=0)
    late_4 = models.PositiveSmallIntegerField(_("terlambat dalam batas 4 (kali)"), default=0)
    early_1 = models.PositiveSmallIntegerField(_("pulang cepat dalam batas 1 (kali)"), default=0)
    early_2 = models.PositiveSmallIntegerField(_("pulang cepat dalam batas 2 (kali)"), default=0)
    early_3 = models.PositiveSmallIntegerField(_("pulang cepat dalam batas 3 (kali)"), default=0)
    early_4 = models.PositiveSmallIntegerField(_("pulang cepat dalam batas 4 (kali)"), default=0)
    unclocked = models.PositiveSmallIntegerField(_("tidak mengisi kehadiran (kali)"), default=0)
    absent = models.PositiveSmallIntegerField(_("tanpa keterangan (hari)"), default=0)
    leave_annual = models.PositiveSmallIntegerField(_("cuti tahunan (hari)"), default=0)
    leave_sick = models.PositiveSmallIntegerField(_("sakit atau cuti sakit (hari)"), default=0)
    leave_maternity = models.PositiveSmallIntegerField(_("cuti melahirkan (hari)"), default=0)
    leave_important = models.PositiveSmallIntegerField(_("cuti karena alasan penting (hari)"), default=0)
    leave_big = models.PositiveSmallIntegerField(_("cuti besar (hari)"), default=0)
    leave_unpaid = models.PositiveSmallIntegerField(_("cuti di luar tanggungan negara (hari)"), default=0)
    leave_study = models.PositiveSmallIntegerField(_("tugas belajar (hari)"), default=0)

    class Meta:
        verbose_name = _("rekap kehadiran sebulan")
        verbose_name_plural = _("rekap kehadiran sebulan")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"], condition=Q(replaced_by=None), name="welfare_recap_one_row_a_month"
            ),
        ]
        indexes = [models.Index(fields=["month", "employee"], name="welfare_recap_of_month")]

    class Privacy:
        public = ("uuid", "created_at", "month")
        personal = {
            "reference": "number",
            **{f"{event}_{step}": "keep" for event in ("late", "early") for step in range(1, 5)},
            "unclocked": "keep",
            "absent": "keep",
        }
        # A leave may tell of an illness or a birth.
        sensitive = {
            f"leave_{kind}": "keep"
            for kind in ("annual", "sick", "maternity", "important", "big", "unpaid", "study")
        }

    def __str__(self) -> str:
        return f"{self.month:%m-%Y}"


class Productivity(Brought):
    """What was achieved of one person's work in a month: minutes of the daily report, or a periodic predicate."""

    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai"), db_index=False
    )
    month = models.DateField(_("bulan"), help_text="Its first day.")
    minutes = models.PositiveIntegerField(_("menit yang disetujui"), null=True)
    target = models.PositiveIntegerField(_("target menit"), null=True)
    predicate = models.CharField(_("predikat"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("produktivitas sebulan")
        verbose_name_plural = _("produktivitas sebulan")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(replaced_by=None),
                name="welfare_productivity_one_row_a_month",
            ),
        ]
        indexes = [models.Index(fields=["month", "employee"], name="welfare_productivity_of_month")]

    class Privacy:
        public = ("uuid", "created_at", "month")
        personal = {"reference": "number", "minutes": "keep", "target": "keep", "predicate": "keep"}

    def __str__(self) -> str:
        return f"{self.month:%m-%Y}"
