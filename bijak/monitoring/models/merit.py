"""The merit binder: a year of self-assessment, its points, and what proves them."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7

ACCOUNT = settings.AUTH_USER_MODEL
HIGHEST = 4
"""The highest score that a point can have on the worksheet of 2026; what it counts for is a term."""


class MeritYear(models.Model):
    """How the merit system of the agency is judged for a year (PermenPANRB 19/2025); frozen, it changes no more.

    ``survey`` is the result of the national survey of staff and ``correction`` what is taken off, both 0 to 1.
    ``facts`` is what a frozen year said, live figures included.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    year = models.PositiveSmallIntegerField(_("tahun"), unique=True)
    survey = models.DecimalField(_("hasil survei pegawai"), max_digits=4, decimal_places=3, null=True)
    correction = models.DecimalField(_("faktor koreksi"), max_digits=4, decimal_places=3, default=0)
    opened_on = models.DateField(_("dibuka pada"))
    frozen_on = models.DateField(_("dibekukan pada"), null=True)
    facts = models.JSONField(_("isi saat dibekukan"), null=True)
    # Counts the changes of this row, so that a second writer notices the first.
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("tahun penilaian merit")
        verbose_name_plural = _("tahun penilaian merit")
        constraints = [
            models.CheckConstraint(
                name="monitoring_merit_frozen_with_its_facts",
                condition=Q(frozen_on=None, facts__isnull=True)
                | Q(frozen_on__isnull=False, facts__isnull=False),
            ),
            models.CheckConstraint(
                name="monitoring_merit_parts_of_one",
                condition=(Q(survey=None) | Q(survey__range=(0, 1))) & Q(correction__range=(0, 1)),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return str(self.year)


class MeritPoint(models.Model):
    """One point of the worksheet in a year: its score and why, who answers for it, by when."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    year = models.ForeignKey(
        MeritYear, models.PROTECT, related_name="+", verbose_name=_("tahun"), db_index=False
    )
    code = models.CharField(_("butir"), max_length=40)
    score = models.PositiveSmallIntegerField(_("skor"), null=True, validators=[MaxValueValidator(HIGHEST)])
    reason = models.TextField(_("alasan skor"), blank=True)
    owner = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("penanggung jawab")
    )
    due_on = models.DateField(_("dilengkapi sebelum"), null=True)
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("butir penilaian merit")
        verbose_name_plural = _("butir penilaian merit")
        constraints = [
            models.UniqueConstraint(fields=["year", "code"], name="monitoring_merit_point_once_a_year"),
            models.CheckConstraint(
                name="monitoring_merit_score_with_a_reason",
                condition=Q(score=None) | (Q(score__lte=HIGHEST) & ~Q(reason="")),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.code


class MeritProof(models.Model):
    """Something that proves a point: a file, or where it lies. Taken away it stays to be read."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    point = models.ForeignKey(MeritPoint, models.PROTECT, related_name="+", verbose_name=_("butir"))
    title = models.CharField(_("bukti"), max_length=300)
    place = models.CharField(_("letak atau keterangan"), max_length=500, blank=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name=_("berkas")
    )
    added_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, related_name="+", verbose_name=_("ditambahkan oleh"), db_index=False
    )
    added_on = models.DateField(_("ditambahkan pada"))
    removed_on = models.DateField(_("diambil pada"), null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("bukti merit")
        verbose_name_plural = _("bukti merit")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.title
