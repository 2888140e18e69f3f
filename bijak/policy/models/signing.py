"""Papers that are signed, and who signed them how."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.documents.models import Document, PaperSignature
from bijak.kernel.uuid7 import uuid7
from bijak.policy.models.policies import Draft
from bijak.policy.models.texts import Version


class Sheet(models.TextChoices):
    """Which paper of a draft: what the head of region signs, and the copy that everyone gets."""

    FINAL = "final", _("Naskah")
    COPY = "copy", _("Salinan")


class SignedPaper(models.Model):
    """One paper as it was laid out to be signed: its exact file, and the file that came back.

    ``code`` stands on the paper, in its QR code and in words, and leads to the page that verifies it. What is printed
    anew because its words changed (a number, a gazette) is another paper: ``fingerprint`` is the hash of what it says.
    Signed on paper that this house did not print, it has neither ``prepared`` nor fingerprint.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    code = models.CharField(_("kode verifikasi"), max_length=12, unique=True)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("versi"))
    sheet = models.CharField(_("lembar"), max_length=10, choices=Sheet)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    prepared = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("berkas untuk ditandatangani")
    )
    signed = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("berkas yang ditandatangani")
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("lembar resmi")
        verbose_name_plural = _("lembar resmi")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "sheet", "fingerprint"], name="policy_paper_once_as_it_reads"
            ),
            models.CheckConstraint(
                name="policy_paper_prepared_with_its_fingerprint",
                condition=Q(prepared=None, fingerprint="") | Q(prepared__isnull=False) & ~Q(fingerprint=""),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.code


class Signature(PaperSignature):
    """One signature under a paper."""

    paper = models.ForeignKey(SignedPaper, models.PROTECT, related_name="+", verbose_name=_("lembar resmi"))
    position = models.PositiveSmallIntegerField(_("urutan"))

    class Meta(PaperSignature.Meta):
        verbose_name = _("tanda tangan")
        verbose_name_plural = _("tanda tangan")
        constraints = [
            models.UniqueConstraint(fields=["paper", "position"], name="policy_signature_one_a_place"),
            *PaperSignature.Meta.constraints,
        ]

    class Privacy(PaperSignature.Privacy):
        public = (*PaperSignature.Privacy.public, "position")
