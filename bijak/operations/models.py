from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """When a recurring job last ran: so that a restart neither skips nor doubles it."""

    name = models.CharField(_("nama"), max_length=100, unique=True)
    last_at = models.DateTimeField(_("terakhir berhasil"), null=True, blank=True)
    failed_at = models.DateTimeField(_("terakhir gagal"), null=True, blank=True)

    class Meta:
        verbose_name = _("pekerjaan berkala")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.name
