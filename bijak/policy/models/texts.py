"""Versions of a text, the provisions that live through them, and what each says."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.policy.models.policies import Draft, Policy

ACCOUNT = settings.AUTH_USER_MODEL


class Version(models.Model):
    """The text of a draft at one time. Frozen versions never change; each draft has at most one that is not."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    number = models.PositiveSmallIntegerField(_("versi"))
    note = models.CharField(_("catatan versi"), max_length=300, blank=True)
    made_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    frozen_on = models.DateField(_("dibekukan"), null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("versi")
        verbose_name_plural = _("versi")
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="policy_version_numbers_are_unique"),
            models.UniqueConstraint(
                fields=["draft"],
                condition=Q(frozen_on=None),
                name="policy_one_working_version_a_draft",
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return str(self.number)

    @property
    def is_frozen(self) -> bool:
        return self.frozen_on is not None


class Provision(models.Model):
    """What keeps its identity through every version: a pasal, ayat, huruf …, or another part of the document."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+", verbose_name=_("kebijakan"))

    class Meta:
        verbose_name = _("ketentuan")
        verbose_name_plural = _("ketentuan")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return str(self.uuid)


class Passage(models.Model):
    """What a provision says in one version: a node of the document's tree.

    ``position`` counts through the whole document (a node before its children), ``parent`` is a passage of the
    same version. ``kind`` and ``label`` are those of ``legaltext`` (``pasal`` ``7``, ``ayat`` ``1``).
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="+", verbose_name=_("versi"))
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="+", verbose_name=_("ketentuan"))
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    position = models.PositiveIntegerField(_("urutan"))
    kind = models.CharField(_("jenis bagian"), max_length=20)
    label = models.CharField(_("nomor"), max_length=60, blank=True)
    heading = models.TextField(_("judul bagian"), blank=True)
    text = models.TextField(_("bunyi ketentuan"), blank=True)
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("bunyi ketentuan")
        verbose_name_plural = _("bunyi ketentuan")
        constraints = [
            models.UniqueConstraint(fields=["version", "provision"], name="policy_provision_once_a_version"),
            models.UniqueConstraint(
                fields=["version", "position"],
                name="policy_position_once_a_version",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.kind} {self.label}".strip()
