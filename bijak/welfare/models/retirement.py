"""Those who retire soon: which warning they have come to, and how far their file is."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7


class Retirement(models.Model):
    """Somebody's retirement that has come near; there from the first warning on, kept right every night.

    ``warned`` is the last warning that she was told of, in months before the day. ``papers`` are those of the file that
    are there, by code (texts.PAPERS). ``preparation_from``: she asked for the time of preparation (MPP) from that day.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    employee = models.OneToOneField(
        "people.Employee", models.CASCADE, related_name="+", verbose_name=_("pegawai")
    )
    unit = models.ForeignKey(
        "organization.Unit",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("unit"),
        db_index=False,
    )
    retires_on = models.DateField(_("TMT pensiun"))
    stage = models.PositiveSmallIntegerField(_("peringatan, bulan sebelum pensiun"))
    warned = models.PositiveSmallIntegerField(_("peringatan yang sudah disampaikan"), default=0)
    papers = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, verbose_name=_("berkas yang sudah ada")
    )
    preparation_from = models.DateField(_("masa persiapan pensiun mulai"), null=True)
    note = models.CharField(_("catatan"), max_length=500, blank=True)
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("menjelang pensiun")
        verbose_name_plural = _("menjelang pensiun")
        indexes = [models.Index(fields=["retires_on", "id"], name="welfare_retirement_by_day")]

    class Privacy:
        public = ("uuid", "warned", "edition")
        personal = {
            "retires_on": "keep",
            "stage": "keep",
            "papers": "keep",
            "preparation_from": "keep",
            "note": "text",
        }

    def __str__(self) -> str:
        return f"{self.retires_on}"
