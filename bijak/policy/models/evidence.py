"""What a policy stands on."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.policy.models.policies import Draft, Policy

ACCOUNT = settings.AUTH_USER_MODEL


class Evidence(models.Model):
    """Something that the policy stands on, with what it said on the day it was attached."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+", verbose_name=_("kebijakan"))
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    kind = models.CharField(_("jenis bukti"), max_length=30)
    reference = models.CharField(_("rujukan"), max_length=200)
    title = models.CharField(_("judul bukti"), max_length=300)
    note = models.TextField(_("apa yang ditunjukkan"), blank=True)
    taken = models.JSONField(_("isi pada hari dilampirkan"))
    attached_on = models.DateField(_("dilampirkan"))
    attached_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    removed_on = models.DateField(_("dilepas"), null=True)
    position = models.PositiveIntegerField(_("urutan dalam berkas bukti"), default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("bukti")
        verbose_name_plural = _("bukti")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.title

    @property
    def is_from_history(self) -> bool:
        """Whether it was read after its day: from records with dates, not from what was known then."""
        return self.attached_on < timezone.localdate(self.created_at)
