"""Who puts initials under a text before it is set, and which other office was asked for what when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.policy.models.policies import Draft
from bijak.policy.models.texts import Version

ACCOUNT = settings.AUTH_USER_MODEL


class Answer(models.TextChoices):
    """What an official said to a text."""

    WAITING = "waiting", _("Menunggu")
    APPROVED = "approved", _("Diparaf")
    RETURNED = "returned", _("Dikembalikan")


class Approval(models.Model):
    """One official of the list under a frozen text, in its order; a text sent back gets a new list.

    Without an account the initials are put on paper, and whoever records the decree records them.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("versi"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    title = models.CharField(_("jabatan"), max_length=150)
    account = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("akun pejabat")
    )
    answer = models.CharField(_("jawaban"), max_length=10, choices=Answer, default=Answer.WAITING)
    asked_on = models.DateField(_("diminta"), null=True)
    decided_on = models.DateField(_("dijawab"), null=True)
    decided_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("catatan"), blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("paraf koordinasi")
        verbose_name_plural = _("paraf koordinasi")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"],
                name="policy_approval_one_a_place",
                violation_error_message=_("Dua pejabat tidak dapat menempati urutan yang sama."),
            ),
            models.CheckConstraint(
                name="policy_approval_answered_on_a_day",
                condition=Q(answer="waiting", decided_on=None)
                | ~Q(answer="waiting") & Q(decided_on__isnull=False, asked_on__isnull=False),
                violation_error_message=_("Jawaban memuat tanggalnya, dan hanya diberikan atas permintaan."),
            ),
            models.CheckConstraint(
                name="policy_approval_returned_with_a_reason",
                condition=~Q(answer="returned", note=""),
                violation_error_message=_("Tulis apa yang harus diperbaiki."),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.title


class Referral(models.Model):
    """A text was sent to another office on a day, and is waited for there."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("versi"))
    gate = models.CharField(_("gerbang"), max_length=60)
    sent_on = models.DateField(_("diajukan"))
    letter_no = models.CharField(_("nomor surat pengantar"), max_length=100)
    told_overdue_on = models.DateField(_("diberitahukan terlambat"), null=True, editable=False)
    recorded_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("pengajuan ke instansi lain")
        verbose_name_plural = _("pengajuan ke instansi lain")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "gate"],
                name="policy_referred_once_a_version",
                violation_error_message=_("Naskah ini sudah diajukan."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.gate} {self.letter_no}"
