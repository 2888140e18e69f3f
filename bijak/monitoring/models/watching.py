"""Indicators with their readings, and evaluations."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.monitoring.rules import Light

ACCOUNT = settings.AUTH_USER_MODEL


class Every(models.TextChoices):
    """How often an indicator is read and kept."""

    DAY = "day", _("Setiap hari")
    MONTH = "month", _("Setiap bulan")


class Colour(models.TextChoices):
    """A light in words: the colour only repeats them."""

    GREEN = Light.GREEN.value, _("Tercapai")
    YELLOW = Light.YELLOW.value, _("Hampir")
    RED = Light.RED.value, _("Belum tercapai")
    NONE = Light.NONE.value, _("Belum ada angka")


class Indicator(models.Model):
    """A figure that a policy is watched by, with its target and who answers for it."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    policy = models.ForeignKey("policy.Policy", models.PROTECT, related_name="+", verbose_name=_("kebijakan"))
    figure = models.CharField(_("angka hidup"), max_length=100)
    breakdown = models.CharField(_("dirinci menurut"), max_length=30, blank=True)
    target = models.DecimalField(_("target"), max_digits=12, decimal_places=2)
    warn_at = models.DecimalField(_("batas kuning"), max_digits=12, decimal_places=2)
    every = models.CharField(_("dicatat"), max_length=6, choices=Every, default=Every.MONTH)
    owner = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name=_("penanggung jawab"))
    started_on = models.DateField(_("dipantau sejak"))
    ended_on = models.DateField(_("dipantau sampai"), null=True)
    # Counts the changes of this row, so that a second writer notices the first.
    edition = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("indikator")
        verbose_name_plural = _("indikator")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "figure"],
                condition=Q(ended_on=None),
                name="monitoring_figure_once_a_policy",
                violation_error_message=_("Angka ini sudah menjadi indikator kebijakan ini."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.figure


class IndicatorReading(models.Model):
    """What an indicator said on a day."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", verbose_name=_("indikator"), db_index=False
    )
    on = models.DateField(_("pada"))
    value = models.FloatField(_("nilai"), null=True)
    light = models.CharField(_("keadaan"), max_length=6, choices=Colour)
    facts = models.JSONField(_("rincian"))

    class Meta:
        verbose_name = _("bacaan indikator")
        verbose_name_plural = _("bacaan indikator")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "on"], name="monitoring_one_reading_a_day")
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.on}"


class Evaluation(models.Model):
    """What became of a decree: planned when it was set, its facts frozen on the day, the conclusion by a person."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    policy = models.ForeignKey("policy.Policy", models.PROTECT, related_name="+", verbose_name=_("kebijakan"))
    decree = models.OneToOneField(
        "policy.Decree", models.PROTECT, related_name="+", verbose_name=_("penetapan")
    )
    due_on = models.DateField(_("dijadwalkan"))
    baseline = models.JSONField(_("keadaan saat ditetapkan"))
    ran_on = models.DateField(_("dijalankan"), null=True)
    facts = models.JSONField(_("temuan"), null=True)
    conclusion = models.TextField(_("kesimpulan"), blank=True)
    recommendation = models.TextField(_("rekomendasi"), blank=True)
    concluded_on = models.DateField(_("disimpulkan"), null=True)
    concluded_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("disimpulkan oleh")
    )
    edition = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("evaluasi")
        verbose_name_plural = _("evaluasi")
        constraints = [
            models.CheckConstraint(
                name="monitoring_evaluation_freezes_its_facts",
                condition=Q(ran_on=None, facts__isnull=True) | Q(ran_on__isnull=False, facts__isnull=False),
                violation_error_message=_("Evaluasi yang dijalankan harus memuat temuannya."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def has_run(self) -> bool:
        return self.ran_on is not None

    @property
    def is_concluded(self) -> bool:
        return self.concluded_on is not None
