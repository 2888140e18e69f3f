"""One row per file someone kept; the bytes lie in the store under their hash."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.documents.content import KINDS
from bijak.kernel.uuid7 import uuid7


class Classification(models.TextChoices):
    """Security classes of government records (Peraturan Kepala ANRI 17/2011)."""

    PUBLIC = "public", _("Terbuka")
    INTERNAL = "internal", _("Biasa")
    RESTRICTED = "restricted", _("Terbatas")
    SECRET = "secret", _("Rahasia")


class Document(models.Model):
    """A file that was received. Erasing empties the name and, at the next sweep, the disk; its hash stays."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    name = models.CharField(_("nama berkas"), max_length=150, blank=True)
    sha256 = models.CharField(_("sidik SHA-256"), max_length=64, db_index=True)
    size = models.BigIntegerField(_("ukuran dalam bita"))
    content_type = models.CharField(
        _("jenis isi"), max_length=100, choices={kind.content_type: kind.label for kind in KINDS}
    )
    purpose = models.CharField(_("keperluan"), max_length=60)
    classification = models.CharField(
        _("klasifikasi keamanan"), max_length=20, choices=Classification, default=Classification.INTERNAL
    )
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("disimpan oleh")
    )
    created_at = models.DateTimeField(_("disimpan pada"), db_default=Now(), editable=False)
    erased_at = models.DateTimeField(_("dihapus pada"), null=True, editable=False)

    class Meta:
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")
        ordering = ("-pk",)
        indexes = [
            models.Index(
                fields=("purpose", "created_at"),
                name="documents_retention",
                condition=models.Q(erased_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="documents_sha256_is_hexadecimal", condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="documents_erased_has_no_name", condition=models.Q(erased_at=None) | models.Q(name="")
            ),
        ]

    class Privacy:
        public = (
            "uuid",
            "sha256",
            "size",
            "content_type",
            "purpose",
            "classification",
            "created_at",
            "erased_at",
        )
        personal = {"name": "text"}

    def __str__(self) -> str:
        return self.name
