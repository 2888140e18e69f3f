"""Entries (what happened), leaves (commitments to them), nodes (the tree), checkpoints (signed roots)."""

from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.ledger import leaf, merkle


class Leaf(models.Model):
    """One leaf of the tree. It stays when its entry is erased."""

    index = models.BigIntegerField(_("nomor daun"), primary_key=True)
    version = models.PositiveSmallIntegerField(_("versi"))
    commitment = models.BinaryField(_("komitmen"), max_length=32)

    class Meta:
        verbose_name = _("daun")
        verbose_name_plural = _("daun")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return str(self.index)

    @property
    def hash(self) -> bytes:
        return merkle.leaf_hash(leaf.leaf(self.version, bytes(self.commitment)))


class Entry(models.Model):
    """Who did what to which subject, when, because of what. Without a leaf while it waits to be sequenced."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    verb = models.CharField(_("perbuatan"), max_length=80)
    subject_kind = models.CharField(_("jenis objek"), max_length=80)
    subject_uuid = models.UUIDField(_("objek"))
    by_uuid = models.UUIDField(_("oleh"), null=True)
    because = models.JSONField(_("alasan"), default=list)
    facts = models.JSONField(_("fakta"), default=dict)
    at = models.DateTimeField(_("waktu"), db_default=Now())
    salt = models.BinaryField(_("garam"), max_length=leaf.SALT_BYTES)
    leaf = models.OneToOneField(Leaf, models.PROTECT, null=True, related_name="+", verbose_name=_("daun"))

    class Meta:
        verbose_name = _("catatan")
        verbose_name_plural = _("catatan")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("subject_uuid", "-id"), name="ledger_entry_of_subject"),
            models.Index(fields=("id",), name="ledger_entry_waiting", condition=models.Q(leaf=None)),
        ]

    class Privacy:
        public = (
            "uuid",
            "verb",
            "subject_kind",
            "subject_uuid",
            "by_uuid",
            "at",
            "salt",
        )
        personal = {"because": "blank", "facts": "blank"}

    def __str__(self) -> str:
        return f"{self.verb} {self.uuid}"

    @property
    def content(self) -> dict[str, Any]:
        """What the leaf commits to."""
        return {
            "at": leaf.moment(self.at),
            "because": self.because,
            "by": str(self.by_uuid) if self.by_uuid else None,
            "facts": self.facts,
            "subject": {"kind": self.subject_kind, "uuid": str(self.subject_uuid)},
            "uuid": str(self.uuid),
            "verb": self.verb,
        }


class Node(models.Model):
    """A perfect subtree: the hash of leaves ``index × 2^level`` up to ``(index + 1) × 2^level``."""

    level = models.PositiveSmallIntegerField(_("tingkat"))
    index = models.BigIntegerField(_("nomor"))
    hash = models.BinaryField(_("sidik"), max_length=32)

    class Meta:
        verbose_name = _("simpul")
        verbose_name_plural = _("simpul")
        constraints = [models.UniqueConstraint(fields=("level", "index"), name="ledger_node_once")]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed statement: at this moment the tree had so many leaves and this root."""

    size = models.BigIntegerField(_("jumlah daun"))
    root = models.BinaryField(_("akar"), max_length=32)
    note = models.TextField(_("catatan bertanda tangan"))
    verifier = models.CharField(_("kunci publik"), max_length=300)
    created_at = models.DateTimeField(_("dibuat"), db_default=Now())

    class Meta:
        verbose_name = _("titik periksa")
        verbose_name_plural = _("titik periksa")
        ordering = ("-size", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("size", "verifier"), name="ledger_checkpoint_once_per_key")
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.note
