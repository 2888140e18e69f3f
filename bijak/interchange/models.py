from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7


class State(models.TextChoices):
    """Where a batch stands. The moving states are the worker's; a person waits in the others."""

    UPLOADED = "uploaded", _("Menunggu dibaca")
    READING = "reading", _("Sedang dibaca")
    ASKING = "asking", _("Menunggu kolom dicocokkan")
    READY = "ready", _("Siap diterima")
    APPLYING = "applying", _("Sedang diterapkan")
    APPLIED = "applied", _("Diterapkan")
    UNDOING = "undoing", _("Sedang dibatalkan")
    UNDONE = "undone", _("Dibatalkan")
    FAILED = "failed", _("Gagal dibaca")
    CANCELLED = "cancelled", _("Dihentikan")


MOVING = (State.UPLOADED, State.READING, State.APPLYING, State.UNDOING)


class Profile(models.Model):
    """Which column of a spreadsheet is which field, remembered for the next file with the same headers."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(_("jenis impor"), max_length=60)
    name = models.CharField(_("nama profil"), max_length=120)
    # Header as recognised -> field, or "" for a column left out.
    columns = models.JSONField(_("pencocokan kolom"))
    is_shared = models.BooleanField(_("dibagikan"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("pembuat")
    )
    created_at = models.DateTimeField(_("dibuat"), db_default=Now(), editable=False)

    class Privacy:
        public = "__all__"

    class Meta:
        verbose_name = _("profil kolom")
        verbose_name_plural = _("profil kolom")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "by", "name"],
                name="interchange_profile_name_once",
                violation_error_message=_("Profil dengan nama ini sudah ada. Pilih nama lain."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """One file on its way in: from upload to applied, and back when it is undone."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    # Of the form: a double submit is one batch.
    token = models.UUIDField(_("tanda kirim"), unique=True, editable=False)
    kind = models.CharField(_("jenis impor"), max_length=60)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="+", verbose_name=_("berkas")
    )
    correction = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name=_("berkas perbaikan")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("pengunggah")
    )
    # Who asked for what the worker is doing now.
    acting = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("pelaksana")
    )
    # The day that rules and counting use: of the upload, then of whoever accepted or took back last.
    on = models.DateField(_("hari"))
    state = models.CharField(_("keadaan"), max_length=12, choices=State, default=State.UPLOADED)
    failure = models.TextField(_("sebab gagal"), blank=True, default="")
    sheet = models.CharField(_("lembar"), max_length=120, blank=True, default="")
    layout = models.JSONField(_("susunan berkas"), default=dict)  # sheets, headers, what was matched to what
    mapping = models.JSONField(_("pencocokan kolom"), null=True)  # set by a person: header -> field
    is_whole = models.BooleanField(_("memuat seluruh pegawai"), default=False)  # said by who uploaded it
    percent = models.PositiveSmallIntegerField(_("kemajuan"), default=0)
    # How often a worker began what it is doing now: what kills three workers is not tried a fourth time.
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    heartbeat_at = models.DateTimeField(_("terakhir bergerak"), null=True)
    rows = models.PositiveIntegerField(_("jumlah baris"), default=0)
    good = models.PositiveIntegerField(_("baris benar"), default=0)
    is_good_applied = models.BooleanField(_("baris benar sudah diterapkan"), default=False)
    created = models.PositiveIntegerField(_("baru"), default=0)
    changed = models.PositiveIntegerField(_("berubah"), default=0)
    unchanged = models.PositiveIntegerField(_("tetap"), default=0)
    kept = ArrayField(models.TextField(), verbose_name=_("yang tidak dapat dibatalkan"), default=list)
    created_at = models.DateTimeField(_("diunggah"), db_default=Now(), editable=False)
    finished_at = models.DateTimeField(_("selesai"), null=True)

    class Privacy:
        public = (
            "uuid", "token", "kind", "on", "state", "sheet", "mapping", "is_whole", "percent", "attempts",
            "heartbeat_at", "rows", "good", "is_good_applied",
            "created", "changed", "unchanged", "created_at", "finished_at",
        )  # fmt: skip
        # The layout shows the first values of columns, a sentence may name a person.
        personal = {"layout": "blank", "failure": "text", "kept": "blank"}

    class Meta:
        verbose_name = _("impor")
        verbose_name_plural = _("impor")
        indexes = [
            models.Index(fields=["by", "-id"], name="interchange_batch_of"),
            models.Index(
                fields=["state", "id"], name="interchange_batch_moving", condition=Q(state__in=MOVING)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="interchange_batch_good_within_rows",
                condition=Q(good__lte=F("rows")),
                violation_error_message=_("Baris benar tidak mungkin lebih banyak daripada semua baris."),
            ),
            models.CheckConstraint(
                name="interchange_batch_percent_within_hundred",
                condition=Q(percent__lte=100),
                violation_error_message=_("Kemajuan paling banyak 100 persen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"

    @property
    def is_moving(self) -> bool:
        return self.state in MOVING


class Row(models.Model):
    """A row that was faulty when it was read, with its cells as they stand now. Good rows lie in the staging file."""

    class State(models.TextChoices):
        FAULTY = "faulty", _("Perlu diperbaiki")
        MENDED = "mended", _("Sudah benar")
        APPLIED = "applied", _("Diterapkan")
        LEFT = "left", _("Dilewati")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="+", verbose_name=_("impor"))
    number = models.PositiveIntegerField(_("nomor baris"))
    cells = models.JSONField(_("isi"))  # field -> text
    state = models.CharField(_("keadaan"), max_length=8, choices=State, default=State.FAULTY)
    version = models.PositiveIntegerField(_("versi"), default=1)  # two officers in one row

    class Privacy:
        public = ("number", "state", "version")
        sensitive = {"cells": "blank"}

    class Meta:
        verbose_name = _("baris impor")
        verbose_name_plural = _("baris impor")
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="interchange_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"


class Fault(models.Model):
    """One thing wrong with one row."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="+", verbose_name=_("impor"))
    number = models.PositiveIntegerField(_("nomor baris"))
    field = models.CharField(_("kolom"), max_length=60, blank=True)
    code = models.CharField(_("kode"), max_length=60)
    value = models.TextField(_("isi sel"), blank=True)
    message = models.TextField(_("masalah"))
    hint = models.TextField(_("yang perlu dilakukan"), blank=True)

    class Privacy:
        public = ("number", "field", "code", "hint")
        sensitive = {"value": "blank", "message": "blank"}

    class Meta:
        verbose_name = _("masalah")
        verbose_name_plural = _("masalah")
        indexes = [
            models.Index("batch", "number", name="interchange_fault_of_row"),
            models.Index("batch", "field", "code", name="interchange_fault_group"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number} {self.code}"


class Step(models.Model):
    """Who did what with a batch, and when: its history as people read it (the ledger holds the proof)."""

    class Act(models.TextChoices):
        UPLOADED = "uploaded", _("Mengunggah")
        MAPPED = "mapped", _("Mencocokkan kolom")
        READ = "read", _("Selesai dibaca")
        MENDED = "mended", _("Memperbaiki baris")
        CORRECTED = "corrected", _("Mengunggah perbaikan")
        ACCEPTED = "accepted", _("Menerima baris")
        APPLIED = "applied", _("Selesai diterapkan")
        UNDO_ASKED = "undo_asked", _("Meminta pembatalan")
        UNDONE = "undone", _("Selesai dibatalkan")
        LEFT = "left", _("Melewati baris")
        CANCELLED = "cancelled", _("Menghentikan")
        FAILED = "failed", _("Gagal")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="+", verbose_name=_("impor"))
    act = models.CharField(_("tindakan"), max_length=12, choices=Act)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("pelaksana")
    )  # null: the machine
    at = models.DateTimeField(_("waktu"), db_default=Now(), editable=False)
    count = models.PositiveIntegerField(_("jumlah"), null=True)

    class Privacy:
        public = "__all__"

    class Meta:
        verbose_name = _("langkah")
        verbose_name_plural = _("langkah")
        indexes = [models.Index("batch", "id", name="interchange_step_of")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.act}"


def _import_named(label: Any) -> Any:
    """A key to an import. It is never deleted, so a constraint would only cost: a quarter of what writing a row does.

    Nor is there an index: an undo, which asks by import, may take its time.
    """
    return models.ForeignKey(
        Batch,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        verbose_name=label,
        db_constraint=False,
        db_index=False,
    )


class Brought(models.Model):
    """A row of a history that files bring (``histories``): never overwritten, and named for good by its ``reference``.

    A later file that says something else puts another row in its place, and ``replaced_by`` names that import; so an
    import can be taken back.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    reference = models.CharField(_("penanda baris"), max_length=80)
    batch = _import_named(_("impor"))
    replaced_by = _import_named(_("diganti oleh"))
    created_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

    class Meta:
        abstract = True
