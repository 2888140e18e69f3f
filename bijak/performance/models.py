"""How people were rated, and the credit points that came of it. Plans, daily reports and objections come later."""

from calendar import monthrange
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bijak.interchange.models import Brought


class Expectation(models.TextChoices):
    """How results or behaviour compare with what was expected (PermenPANRB 6/2022)."""

    ABOVE = "above", _("Di atas ekspektasi")
    AS_EXPECTED = "as_expected", _("Sesuai ekspektasi")
    BELOW = "below", _("Di bawah ekspektasi")


class Predicate(models.TextChoices):
    """What results and behaviour make together (kuadran kinerja)."""

    VERY_GOOD = "very_good", _("Sangat baik")
    GOOD = "good", _("Baik")
    NEEDS_IMPROVEMENT = "needs_improvement", _("Butuh perbaikan")
    POOR = "poor", _("Kurang")
    VERY_POOR = "very_poor", _("Sangat kurang")


class Judged(Brought):
    """What every rating tells: of whom, of which year, how she did and who says so."""

    employee = models.ForeignKey(
        "people.Employee",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("pegawai"),
        db_index=False,
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    results = models.CharField(_("hasil kerja"), max_length=12, choices=Expectation, blank=True)
    behaviour = models.CharField(_("perilaku kerja"), max_length=12, choices=Expectation, blank=True)
    predicate = models.CharField(_("predikat"), max_length=20, choices=Predicate)
    rater_name = models.CharField(_("nama penilai"), max_length=200, blank=True)
    rater_nip = models.CharField(_("NIP penilai"), max_length=30, blank=True)
    rater_position = models.CharField(_("jabatan penilai"), max_length=300, blank=True)
    rater_unit = models.CharField(_("unit penilai"), max_length=300, blank=True)

    class Meta:
        abstract = True


_JUDGED = {
    "year": "keep",
    "results": "keep",
    "behaviour": "keep",
    "predicate": "keep",
    "rater_name": "name",
    "rater_nip": "number",
    "rater_position": "keep",
    "rater_unit": "keep",
    "reference": "number",
}


class SkpRating(Judged):
    """The rating of a year's SKP by the superior.

    A row is never overwritten. A later import that says something else puts a row in its place, and ``replaced_by``
    names that import; so an import can be taken back.
    """

    class Meta:
        verbose_name = _("penilaian SKP")
        verbose_name_plural = _("penilaian SKP")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(replaced_by=None),
                name="performance_rating_one_row_a_reference",
            ),
        ]
        indexes = [models.Index(fields=["employee", "year"], name="performance_rating_of_person")]

    class Privacy:
        public = ("uuid", "created_at")
        personal = _JUDGED

    def __str__(self) -> str:
        return f"{self.year}: {self.get_predicate_display()}"


class Cycle(models.TextChoices):
    """How often a year is rated on the way (the national table ``periodik``)."""

    MONTHLY = "monthly", _("Bulanan")
    QUARTERLY = "quarterly", _("Triwulan")


class PeriodicRating(Judged):
    """The rating of a month or a quarter, on the way to the rating of the year.

    Kept as ratings are. ``number``: which month or quarter of the year, from 1. ``siasn_id``: what the national service
    calls it, where a file said so; its own answers name no months.
    """

    cycle = models.CharField(_("periode"), max_length=10, choices=Cycle)
    number = models.PositiveSmallIntegerField(_("bulan atau triwulan ke-"))
    siasn_id = models.CharField(_("ID riwayat SIASN"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("penilaian SKP periodik")
        verbose_name_plural = _("penilaian SKP periodik")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(replaced_by=None),
                name="performance_periodic_one_row_a_reference",
            ),
            models.CheckConstraint(
                name="performance_periodic_is_of_the_year",
                condition=Q(cycle=Cycle.MONTHLY, number__range=(1, 12))
                | Q(cycle=Cycle.QUARTERLY, number__range=(1, 4)),
                violation_error_message="Setahun berisi dua belas bulan dan empat triwulan.",
            ),
        ]
        indexes = [models.Index(fields=["employee", "year"], name="performance_periodic_of_person")]

    class Privacy:
        public = ("uuid", "created_at")
        personal = {"cycle": "keep", "number": "keep", "siasn_id": "number", **_JUDGED}

    def __str__(self) -> str:
        return f"{self.period}: {self.get_predicate_display()}"

    @property
    def first_month(self) -> int:
        return self.number if self.cycle == Cycle.MONTHLY else 3 * self.number - 2

    @property
    def last_month(self) -> int:
        return self.number if self.cycle == Cycle.MONTHLY else 3 * self.number

    @property
    def last_day(self) -> date:
        return date(self.year, self.last_month, monthrange(self.year, self.last_month)[1])

    @property
    def period(self) -> str:
        """The month or the quarter in words: Maret 2026, Triwulan 1 2026."""
        if self.cycle == Cycle.MONTHLY:
            return f"{MONTHS[self.number]} {self.year}"
        return gettext("Triwulan %(number)s %(year)s") % {"number": self.number, "year": self.year}


class CreditKind(models.TextChoices):
    """Where credit points come from (PermenPANRB 1/2023 and Peraturan BKN 3/2023)."""

    CONVERSION = "conversion", _("Konversi predikat")
    INTEGRATION = "integration", _("Integrasi")
    FIRST = "first", _("Angka kredit pertama")
    BASE = "base", _("Angka kredit dasar")
    ASSESSED = "assessed", _("Penilaian butir kegiatan")


class CreditPoint(Brought):
    """Credit points (angka kredit) that a decree (PAK) gave a holder of a functional position for a period.

    Kept as ratings are: a row is never overwritten, and ``replaced_by`` names the import that put another in its place.
    """

    employee = models.ForeignKey(
        "people.Employee",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("pegawai"),
        db_index=False,
    )
    kind = models.CharField(_("jenis angka kredit"), max_length=12, choices=CreditKind)
    from_on = models.DateField(_("sejak"))
    until_on = models.DateField(_("sampai sebelum"))
    points = models.DecimalField(_("angka kredit"), max_digits=9, decimal_places=3)
    position = models.CharField(_("jabatan fungsional"), max_length=200, blank=True)
    predicate = models.CharField(_("predikat"), max_length=20, choices=Predicate, blank=True)
    decree_no = models.CharField(_("nomor surat keputusan"), max_length=100, blank=True)
    decree_on = models.DateField(_("tanggal surat keputusan"), null=True)

    class Meta:
        verbose_name = _("angka kredit")
        verbose_name_plural = _("angka kredit")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(replaced_by=None),
                name="performance_credit_one_row_a_reference",
            ),
            models.CheckConstraint(
                name="performance_credit_period_holds_a_day",
                condition=Q(from_on__lt=F("until_on")),
                violation_error_message="Masa penilaian angka kredit harus berakhir sesudah mulai.",
            ),
            models.CheckConstraint(
                name="performance_credit_is_not_negative",
                condition=Q(points__gte=0),
                violation_error_message="Angka kredit tidak boleh negatif.",
            ),
        ]
        indexes = [models.Index(fields=["employee", "until_on"], name="performance_credit_of_person")]

    class Privacy:
        public = ("uuid", "created_at")
        personal = {
            "kind": "keep",
            "from_on": "keep",
            "until_on": "keep",
            "points": "keep",
            "position": "keep",
            "predicate": "keep",
            "decree_no": "number",
            "decree_on": "keep",
            "reference": "number",
        }

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.until_on.year}: {self.points}"
