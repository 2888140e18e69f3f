"""What looks wrong in people's records, how good each unit's were on a day, and where other systems say otherwise."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7

ACCOUNT = settings.AUTH_USER_MODEL


def _employee() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        "people.Employee", models.CASCADE, related_name="+", verbose_name=_("pegawai"), db_index=False
    )


def _unit() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        "organization.Unit", models.SET_NULL, null=True, related_name="+", verbose_name=_("unit")
    )


class FindingState(models.TextChoices):
    OPEN = "open", _("Terbuka")
    SNOOZED = "snoozed", _("Ditunda")
    RIGHT = "right", _("Dinyatakan benar")


class Finding(models.Model):
    """A rule finds something wrong with a person. There while it is so; its age is kept as long as it stays."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    rule = models.CharField(_("aturan"), max_length=40)
    severity = models.PositiveSmallIntegerField(_("bobot"))
    employee = _employee()
    unit = _unit()
    facts = models.JSONField(_("fakta"), null=True)
    # Of all that the rule looked at: what was found right stays so until this changes.
    fingerprint = models.CharField(max_length=32, editable=False)
    found_on = models.DateField(_("ditemukan"))
    state = models.CharField(_("keadaan"), max_length=8, choices=FindingState, default=FindingState.OPEN)
    until_on = models.DateField(_("ditunda sampai"), null=True)
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("diputuskan oleh")
    )
    decided_at = models.DateTimeField(_("diputuskan pada"), null=True)
    claimed_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("ditangani oleh")
    )

    class Meta:
        verbose_name = _("temuan mutu data")
        verbose_name_plural = _("temuan mutu data")
        constraints = [
            models.UniqueConstraint(fields=["employee", "rule"], name="quality_finding_once_a_rule"),
            models.CheckConstraint(
                name="quality_finding_snoozed_until_a_day",
                condition=Q(state=FindingState.SNOOZED, until_on__isnull=False)
                | (~Q(state=FindingState.SNOOZED) & Q(until_on=None)),
                violation_error_message=_("Temuan yang ditunda harus menyebut sampai kapan."),
            ),
            models.CheckConstraint(
                name="quality_finding_decided_with_a_reason",
                condition=Q(state=FindingState.OPEN)
                | (~Q(reason="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                violation_error_message=_("Keputusan atas temuan harus memuat alasan dan pejabatnya."),
            ),
        ]
        indexes = [models.Index(fields=["-severity", "found_on", "id"], name="quality_finding_worst_first")]

    class Privacy:
        public = ("uuid", "rule", "severity", "found_on", "fingerprint", "state", "until_on", "decided_at")
        personal = {"facts": "blank", "reason": "text"}

    def __str__(self) -> str:
        return self.rule


class Review(models.Model):
    """Somebody asked to have everyone's records looked through; once that is done, how many people and findings."""

    asked_at = models.DateTimeField(_("diminta"), db_default=Now())
    finished_at = models.DateTimeField(_("selesai"), null=True)
    people = models.PositiveIntegerField(_("pegawai"), default=0)
    findings = models.PositiveIntegerField(_("temuan"), default=0)

    class Meta:
        verbose_name = _("pemeriksaan mutu data")
        verbose_name_plural = _("pemeriksaan mutu data")

    class Privacy:
        public = "__all__"


class UnitScore(models.Model):
    """How many people worked in a unit itself on a day, and of how many of them nothing was left to mend."""

    on = models.DateField(_("hari"))
    unit = models.ForeignKey(
        "organization.Unit", models.CASCADE, related_name="+", verbose_name=_("unit"), db_index=False
    )
    people = models.PositiveIntegerField(_("pegawai"))
    flawless = models.PositiveIntegerField(_("pegawai tanpa temuan"))
    errors = models.PositiveIntegerField(_("temuan salah"))
    warnings = models.PositiveIntegerField(_("temuan perlu diperiksa"))

    class Meta:
        verbose_name = _("nilai mutu data unit")
        verbose_name_plural = _("nilai mutu data unit")
        constraints = [
            models.UniqueConstraint(fields=["on", "unit"], name="quality_score_once_a_day"),
            models.CheckConstraint(
                name="quality_score_no_more_flawless_than_people", condition=Q(flawless__lte=F("people"))
            ),
        ]

    class Privacy:
        public = "__all__"


class Proposal(models.TextChoices):
    THEIRS = "theirs", _("Ambil yang di sana")
    OURS = "ours", _("Pertahankan yang di sini")
    ASK = "ask", _("Tanyakan")


class Because(models.TextChoices):
    EMPTY = "empty", _("Di sini belum tercatat.")
    CORRECTED = "corrected", _("Di sini sudah diperbaiki dengan tangan sesudah hari data sumber.")
    SOURCE = "source", _("Menurut sifat sumbernya.")
    HAND = (
        "hand",
        _("Di sini dicatat dengan tangan; berkas itu tidak menyebut sejak kapan, jadi tidak menimpanya."),
    )
    ABSENT = (
        "absent",
        _("Berkas yang memuat seluruh pegawai tidak menyebutnya; berkas itu tidak tahu sebabnya."),
    )


class DifferenceState(models.TextChoices):
    OPEN = "open", _("Belum diputuskan")
    TAKEN = "taken", _("Diambil dari sana")
    KEPT = "kept", _("Dipertahankan")
    ASKED = "asked", _("Ditanyakan")


class Difference(models.Model):
    """Another system says something else about a person than we do."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    source = models.CharField(_("sumber"), max_length=20)
    employee = _employee()
    unit = _unit()
    field = models.CharField(_("isian"), max_length=20)
    ours = models.CharField(_("di sini"), max_length=500, blank=True)
    theirs = models.CharField(_("di sana"), max_length=500, blank=True)  # empty: somebody it does not name
    proposal = models.CharField(_("usul"), max_length=6, choices=Proposal)
    # Why: what was known here when the two were compared; what the source is known for stands in its registration.
    because = models.CharField(_("sebab usul"), max_length=10, choices=Because)
    batch = models.ForeignKey(
        "interchange.Batch", models.SET_NULL, null=True, related_name="+", verbose_name=_("berkas")
    )
    stated_on = models.DateField(_("dinyatakan pada"))
    found_on = models.DateField(_("ditemukan"))
    state = models.CharField(
        _("keadaan"), max_length=5, choices=DifferenceState, default=DifferenceState.OPEN
    )
    until_on = models.DateField(_("jawaban ditunggu sampai"), null=True)
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("diputuskan oleh")
    )
    decided_at = models.DateTimeField(_("diputuskan pada"), null=True)
    # What was written into a history to take theirs, and what it stood in place of: to put it back.
    written = models.JSONField(_("yang dicatat"), null=True)
    answer = models.CharField(_("jawaban pegawai"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("dijawab pada"), null=True)

    class Meta:
        verbose_name = _("perbedaan data")
        verbose_name_plural = _("perbedaan data")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "source", "field"], name="quality_difference_once_a_field"
            ),
            models.CheckConstraint(
                name="quality_difference_decided_with_a_reason",
                condition=Q(state=DifferenceState.OPEN)
                | (~Q(reason="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                violation_error_message=_("Keputusan atas perbedaan harus memuat alasan dan pejabatnya."),
            ),
            models.CheckConstraint(
                name="quality_difference_asked_until_a_day",
                condition=Q(state=DifferenceState.ASKED, until_on__isnull=False)
                | (~Q(state=DifferenceState.ASKED) & Q(until_on=None)),
                violation_error_message=_("Pertanyaan harus menyebut sampai kapan jawabannya ditunggu."),
            ),
        ]
        indexes = [models.Index(fields=["source", "state", "field"], name="quality_difference_by_kind")]

    class Privacy:
        public = (
            *("uuid", "source", "field", "proposal", "because", "stated_on", "found_on", "state", "until_on"),
            *("decided_at", "answered_at"),
        )
        personal = {"reason": "text", "answer": "text", "written": "blank"}
        # Which field it is about decides; a NIK may be among them.
        sensitive = {"ours": "blank", "theirs": "blank"}

    def __str__(self) -> str:
        return self.field
