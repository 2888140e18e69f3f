"""How people were rated. Plans, daily reports and objections come to this context later."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7


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


class SkpRating(models.Model):
    """The rating of a year's SKP by the superior.

    A row is never overwritten. A later import that says something else puts a row in its place, and ``replaced_by``
    names that import; so an import can be taken back.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
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
    reference = models.CharField(_("penanda baris"), max_length=80)
    batch = models.ForeignKey(
        "interchange.Batch", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("impor")
    )
    replaced_by = models.ForeignKey(
        "interchange.Batch",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("diganti oleh"),
    )
    created_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

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
        personal = {
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

    def __str__(self) -> str:
        return f"{self.year}: {self.get_predicate_display()}"
