"""What-if runs that somebody kept as evidence."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7


class Run(models.Model):
    """A simulation with everything that is needed to run it again: parameters, data, code. No chance is in it."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(
        "policy.Draft", on_delete=models.PROTECT, related_name="+", verbose_name=_("rancangan")
    )
    version = models.ForeignKey(
        "policy.Version", on_delete=models.PROTECT, related_name="+", verbose_name=_("versi")
    )
    on = models.DateField(_("keadaan pada"))
    tried = models.DecimalField(_("nilai yang dicoba"), max_digits=8, decimal_places=2, null=True)
    cost_per_hour = models.PositiveBigIntegerField(_("biaya per JP"), null=True)
    cost_source = models.CharField(_("sumber biaya"), max_length=300, blank=True)
    result = models.JSONField(_("hasil"))
    parameter_hash = models.CharField(_("sidik parameter"), max_length=64)
    data_hash = models.CharField(_("sidik data"), max_length=64)
    code_version = models.CharField(_("versi program"), max_length=80)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("disimpan oleh"),
    )
    created_at = models.DateTimeField(_("disimpan"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("simulasi")
        verbose_name_plural = _("simulasi")
        constraints = [
            models.CheckConstraint(
                name="simulation_cost_has_a_source",
                condition=Q(cost_per_hour=None, cost_source="")
                | (Q(cost_per_hour__isnull=False) & ~Q(cost_source="")),
                violation_error_message=_("Biaya per JP harus menyebut sumbernya."),
            )
        ]
        indexes = [models.Index(fields=["draft", "-id"], name="simulation_run_of_draft")]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return str(self.uuid)
