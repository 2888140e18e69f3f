"""Periodic raises (KGB) that were given, and when everyone's next one is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.welfare.models.attendance import Brought


class RaiseGiven(Brought):
    """A periodic raise: from when, at which service in the grade.

    It came with a letter issued here or from a file. A raise whose letter was voided counts no more.
    """

    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai"), db_index=False
    )
    from_on = models.DateField(_("TMT KGB"))
    service_months = models.PositiveSmallIntegerField(_("masa kerja golongan, bulan"), null=True)
    salary = models.PositiveIntegerField(_("gaji pokok baru, rupiah"), null=True)
    decree_no = models.CharField(_("nomor surat"), max_length=150, blank=True)
    decree_on = models.DateField(_("tanggal surat"), null=True)
    letter = models.OneToOneField(
        "letters.OfficialLetter",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("surat kepegawaian"),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("dicatat oleh"),
    )

    class Meta:
        verbose_name = _("kenaikan gaji berkala")
        verbose_name_plural = _("kenaikan gaji berkala")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"], condition=Q(replaced_by=None), name="welfare_raise_one_row_a_reference"
            ),
        ]
        indexes = [models.Index(fields=["employee", "from_on"], name="welfare_raise_of_person")]

    class Privacy:
        public = ("uuid", "created_at")
        personal = {
            "from_on": "keep",
            "service_months": "keep",
            "salary": "number",
            "decree_no": "number",
            "decree_on": "keep",
            "reference": "number",
        }

    def __str__(self) -> str:
        return f"{self.from_on}"

    @property
    def service(self) -> tuple[int, int] | None:
        """Years and months of service in the grade."""
        return None if self.service_months is None else divmod(self.service_months, 12)


COUNTED = Q(replaced_by=None) & (Q(letter=None) | Q(letter__voided_on=None))
"""The raises that hold."""


class RaiseState(models.TextChoices):
    READY = "ready", _("Tepat waktu")
    POSTPONED = "postponed", _("Ditunda")
    BLOCKED = "blocked", _("Belum memenuhi syarat")
    UNDECIDED = "undecided", _("Belum dapat diputuskan")


_COLOURS = {
    RaiseState.READY: "green",
    RaiseState.POSTPONED: "yellow",
    RaiseState.BLOCKED: "red",
    RaiseState.UNDECIDED: "secondary",
}


class RaiseOutlook(models.Model):
    """When somebody's next raise is, as everyone was last looked through; rebuilt every night.

    ``due_on`` is the step of service, ``from_on`` the day on which nothing is missing any more. ``facts`` is what the
    rule was asked about, so that a page can ask it again and give every reason.
    """

    employee = models.OneToOneField(
        "people.Employee",
        models.CASCADE,
        primary_key=True,
        related_name="+",
        verbose_name=_("pegawai"),
    )
    unit = models.ForeignKey(
        "organization.Unit",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("unit"),
        db_index=False,
    )
    due_on = models.DateField(_("langkah gaji berikut"), null=True)
    from_on = models.DateField(_("TMT KGB berikut"), null=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=RaiseState)
    because = models.CharField(_("karena"), max_length=200, blank=True)
    facts = models.JSONField(_("fakta"), null=True)

    class Meta:
        verbose_name = _("perkiraan kenaikan gaji berkala")
        verbose_name_plural = _("perkiraan kenaikan gaji berkala")
        indexes = [models.Index(fields=["due_on", "employee"], name="welfare_outlook_by_day")]

    class Privacy:
        personal = {"due_on": "keep", "from_on": "keep", "state": "keep"}
        # Whether somebody is sanctioned is among them.
        sensitive = {"because": "blank", "facts": "blank"}

    @property
    def colour(self) -> str:
        return _COLOURS[RaiseState(self.state)]


class OutlookRun(models.Model):
    """Somebody asked to have everyone looked through for raises and retirements; once done, as of which day."""

    asked_at = models.DateTimeField(_("diminta"), db_default=Now())
    finished_at = models.DateTimeField(_("selesai"), null=True)
    on = models.DateField(_("hari"), null=True)
    people = models.PositiveIntegerField(_("pegawai"), default=0)

    class Meta:
        verbose_name = _("perhitungan KGB dan pensiun")
        verbose_name_plural = _("perhitungan KGB dan pensiun")

    class Privacy:
        public = "__all__"
