"""Codes of the national reference tables."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ReferenceCode(models.Model):
    """A code of the national reference tables, with its name. It is never deleted: a record may name it."""

    table = models.CharField(_("tabel"), max_length=40)
    code = models.CharField(_("kode"), max_length=64)
    name = models.CharField(_("nama"), max_length=500)
    details = models.JSONField(_("rincian"), default=dict, blank=True)
    loaded_on = models.DateField(_("dimuat sejak"))
    ended_on = models.DateField(_("tidak dimuat lagi sejak"), null=True, blank=True)

    class Meta:
        verbose_name = _("kode rujukan")
        ordering = ("table", "code", "pk")
        constraints = (
            models.UniqueConstraint(fields=["table", "code"], name="organization_reference_code_once"),
            models.CheckConstraint(
                name="organization_reference_ends_after_load",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("loaded_on")),
                violation_error_message=_("Kode tidak dapat berakhir sebelum dimuat."),
            ),
        )
        indexes = (models.Index(fields=["table", "name"], name="organization_reference_name"),)

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.table} {self.code} {self.name}"
