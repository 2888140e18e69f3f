"""The numbers behind the words: as a draft sets them, and as they hold."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.policy.models.decrees import Decree
from bijak.policy.models.policies import Draft
from bijak.policy.models.texts import Provision, Version

_DAYS = Func(F("from_on"), F("until_on"), function="daterange", output_field=DateRangeField())
"""``[from_on, until_on)``, endless while ``until_on`` is empty."""


class TermSetting(models.Model):
    """A provision of a version sets a term to a value: the number behind the words."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="+", verbose_name=_("versi"))
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="+", verbose_name=_("ketentuan"))
    term = models.CharField(_("angka ketentuan"), max_length=100)
    value = models.DecimalField(_("nilai"), max_digits=18, decimal_places=4)
    from_on = models.DateField(
        _("berlaku sejak"), null=True, blank=True, help_text=_("Kosong: sejak peraturan mulai berlaku.")
    )

    class Meta:
        verbose_name = _("penetapan angka")
        verbose_name_plural = _("penetapan angka")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "term", "from_on"],
                nulls_distinct=False,
                name="policy_term_set_once_a_day",
                violation_error_message=_(
                    "Angka ini sudah ditetapkan oleh ketentuan lain pada tanggal yang sama."
                ),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.term} = {self.value.normalize():f}"


class LocalTerm(models.Model):
    """The value that enacted policy gives a term on ``[from_on, until_on)``: one value a day."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    decree = models.ForeignKey(Decree, models.PROTECT, related_name="+", verbose_name=_("penetapan"))
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="+", verbose_name=_("ketentuan"))
    term = models.CharField(_("angka ketentuan"), max_length=100)
    value = models.DecimalField(_("nilai"), max_digits=18, decimal_places=4)
    clause = models.CharField(_("pasal dan ayat"), max_length=120)
    from_on = models.DateField(_("berlaku sejak"))
    until_on = models.DateField(_("berlaku sampai sebelum"), null=True)

    class Meta:
        verbose_name = _("angka yang berlaku")
        verbose_name_plural = _("angka yang berlaku")
        constraints = [
            ExclusionConstraint(
                name="policy_one_value_of_a_term_a_day",
                expressions=[("term", RangeOperators.EQUAL), (_DAYS, RangeOperators.OVERLAPS)],
                violation_error_message=_("Angka ini mendapat dua nilai pada hari yang sama."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.term} = {self.value.normalize():f}"


class Replacement(models.Model):
    """Somebody confirmed, with a reason, that a draft takes over a term which another policy's decree set."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="+", verbose_name=_("rancangan"))
    term = models.CharField(_("angka ketentuan"), max_length=100)
    decree = models.ForeignKey(
        Decree, models.PROTECT, related_name="+", verbose_name=_("penetapan yang digantikan")
    )
    reason = models.TextField(_("alasan penggantian"))
    confirmed_on = models.DateField(_("ditegaskan pada"))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("penggantian angka")
        verbose_name_plural = _("penggantian angka")
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "term", "decree"],
                name="policy_replacement_confirmed_once",
                violation_error_message=_("Penggantian ini sudah ditegaskan."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.term}"
