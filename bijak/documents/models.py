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


class Way(models.TextChoices):
    """How a paper was signed."""

    CERTIFICATE = "certificate", _("Ditandatangani di sini dengan sertifikat instansi")
    ESIGN = "esign", _("Ditandatangani lewat BSrE")
    UPLOAD = "upload", _("Ditandatangani di tempat lain, lalu diunggah")
    INK = "ink", _("Ditandatangani basah")


class PaperSignature(models.Model):
    """One signature under a paper of a higher context, as it was found when the paper was taken in.

    ``signed_at`` is what the signer's clock said. ``is_trusted``: whether the certificate led to one that the agency
    trusts; nobody knows of ink.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    way = models.CharField(_("cara menandatangani"), max_length=12, choices=Way)
    signer = models.CharField(_("penanda tangan"), max_length=200)
    issuer = models.CharField(_("penerbit sertifikat"), max_length=200, blank=True)
    signed_on = models.DateField(_("ditandatangani"))
    signed_at = models.DateTimeField(_("waktu menurut penanda tangan"), null=True)
    is_trusted = models.BooleanField(_("rantai sertifikatnya tepercaya"), null=True)
    is_trial = models.BooleanField(_("sertifikat percobaan"), default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_of_ink_has_no_certificate",
                condition=models.Q(way="ink", issuer="", signed_at=None, is_trusted=None, is_trial=False)
                | ~models.Q(way="ink") & models.Q(is_trusted__isnull=False),
                violation_error_message=_("Tanda tangan basah tidak mempunyai sertifikat."),
            ),
        ]

    class Privacy:
        public: tuple[str, ...] = (
            "uuid", "way", "issuer", "signed_on", "signed_at", "is_trusted", "is_trial", "created_at",
        )  # fmt: skip
        personal = {"signer": "name"}

    def __str__(self) -> str:
        return self.signer
