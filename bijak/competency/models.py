"""What people learned: the record of trainings. Standards, needs and offers of training come to this context later."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7


class TrainingKind(models.TextChoices):
    """The two histories of the national system: structural programmes (diklat), and everything else (kursus)."""

    PROGRAMME = "programme", _("Pelatihan struktural")
    COURSE = "course", _("Kursus dan pelatihan lain")


class TrainingRecord(models.Model):
    """A training that an employee followed, with its hours (jam pelajaran, JP).

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
    kind = models.CharField(_("jenis"), max_length=12, choices=TrainingKind)
    name = models.CharField(_("nama pelatihan"), max_length=300)
    form_code = models.CharField(_("bentuk pelatihan"), max_length=4, blank=True)
    hours = models.PositiveSmallIntegerField(_("jam pelajaran"))
    organiser = models.CharField(_("penyelenggara"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("tahun"))
    started_on = models.DateField(_("mulai"), null=True)
    ended_on = models.DateField(_("selesai"), null=True)
    certificate_no = models.CharField(_("nomor sertifikat"), max_length=200, blank=True)
    siasn_id = models.CharField(_("ID riwayat SIASN"), max_length=64, blank=True)
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
        verbose_name = _("riwayat pelatihan")
        verbose_name_plural = _("riwayat pelatihan")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(replaced_by=None),
                name="competency_training_one_row_a_reference",
            ),
            models.CheckConstraint(
                name="competency_training_ends_after_it_starts",
                condition=Q(started_on=None) | Q(ended_on=None) | Q(ended_on__gte=models.F("started_on")),
                violation_error_message=_("Pelatihan selesai sebelum dimulai."),
            ),
        ]
        indexes = [models.Index(fields=["employee", "year"], name="competency_training_of_person")]

    class Privacy:
        public = ("uuid", "created_at")
        personal = {
            "kind": "keep",
            "name": "keep",
            "form_code": "keep",
            "hours": "keep",
            "organiser": "keep",
            "year": "keep",
            "started_on": "keep",
            "ended_on": "keep",
            "certificate_no": "number",
            "siasn_id": "number",
            "reference": "number",
        }

    def __str__(self) -> str:
        return self.name
