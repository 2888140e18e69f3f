"""Leave that was taken, as files tell it: entitlements are reckoned from it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bijak.welfare.models.attendance import Brought


class LeaveKind(models.TextChoices):
    """Peraturan BKN 24/2017. Joint leave takes nothing from anybody, so it is not recorded; CLTN is people's."""

    ANNUAL = "annual", _("Cuti tahunan")
    BIG = "big", _("Cuti besar")
    SICK = "sick", _("Cuti sakit")
    MATERNITY = "maternity", _("Cuti melahirkan")
    IMPORTANT = "important", _("Cuti karena alasan penting")
    # The office put it off: the year's whole annual leave may be taken in the next.
    POSTPONED = "postponed", _("Cuti tahunan ditangguhkan")


class LeaveTaken(Brought):
    """Leave that somebody took: in a year, how many days, and where the file tells it from when until when.

    A row of 0 days says that none was taken; without a row nobody knows.
    """

    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai"), db_index=False
    )
    kind = models.CharField(_("jenis cuti"), max_length=10, choices=LeaveKind)
    year = models.PositiveSmallIntegerField(_("tahun"))
    from_on = models.DateField(_("mulai"), null=True)
    until_on = models.DateField(_("hari terakhir"), null=True)
    days = models.PositiveSmallIntegerField(_("hari"))
    decree_no = models.CharField(_("nomor surat"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("cuti yang diambil")
        verbose_name_plural = _("cuti yang diambil")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"], condition=Q(replaced_by=None), name="welfare_leave_one_row_a_reference"
            ),
            models.CheckConstraint(
                name="welfare_leave_ends_after_it_starts",
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message=_("Cuti selesai sebelum dimulai."),
            ),
        ]
        indexes = [models.Index(fields=["employee", "year"], name="welfare_leave_of_person")]

    class Privacy:
        public = ("uuid", "created_at")
        personal = {
            "year": "keep",
            "from_on": "date",
            "until_on": "date",
            "days": "keep",
            "decree_no": "number",
            "reference": "number",
        }
        # Sick leave tells of health (UU 27/2022 Pasal 4).
        sensitive = {"kind": "blank"}

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"
