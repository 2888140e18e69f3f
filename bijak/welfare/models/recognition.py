"""Recognition: a round of an award with criteria set beforehand, nominations, scores, and who was honoured."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bijak.kernel.uuid7 import uuid7

ACCOUNT = settings.AUTH_USER_MODEL


class RoundStage(models.TextChoices):
    PREPARING = "preparing", _("Disiapkan")
    OPEN = "open", _("Pencalonan dibuka")
    SCORING = "scoring", _("Dinilai")
    DECIDED = "decided", pgettext_lazy("penghargaan", "Ditetapkan")


class AwardRound(models.Model):
    """One award of one year. ``award_code`` is of the national table; what it is judged by is fixed once it opens.

    ``is_by_rule``: those who may get it are found by a rule of law (Satyalancana Karya Satya), and nobody is scored.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    name = models.CharField(_("nama penghargaan"), max_length=200)
    award_code = models.CharField(_("jenis penghargaan"), max_length=3)
    year = models.PositiveSmallIntegerField(_("tahun"))
    about = models.TextField(_("untuk siapa dan mengapa"), max_length=2000, blank=True)
    is_by_rule = models.BooleanField(_("menurut aturan"), default=False)
    stage = models.CharField(_("tahap"), max_length=10, choices=RoundStage, default=RoundStage.PREPARING)
    made_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("dibuat oleh")
    )
    opened_on = models.DateField(_("dibuka pada"), null=True)
    decided_on = models.DateField(_("ditetapkan pada"), null=True)
    decree_no = models.CharField(_("nomor surat keputusan"), max_length=100, blank=True)
    decree_on = models.DateField(_("tanggal surat keputusan"), null=True)
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("putaran penghargaan")
        verbose_name_plural = _("putaran penghargaan")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "year"],
                name="welfare_round_once_a_year",
                violation_error_message=_("Penghargaan ini sudah ada pada tahun itu."),
            ),
            models.CheckConstraint(
                name="welfare_round_decided_by_a_decree",
                condition=~Q(stage=RoundStage.DECIDED)
                | Q(decided_on__isnull=False, decree_on__isnull=False) & ~Q(decree_no=""),
                violation_error_message=_("Penetapan harus menyebut nomor dan tanggal surat keputusannya."),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class AwardCriterion(models.Model):
    """Something the nominated are judged by, and how much it weighs (per cent)."""

    round = models.ForeignKey(
        AwardRound, models.CASCADE, related_name="+", verbose_name=_("putaran penghargaan")
    )
    position = models.PositiveSmallIntegerField(_("urutan"))
    label = models.CharField(_("kriteria"), max_length=200)
    weight = models.PositiveSmallIntegerField(_("bobot, persen"))

    class Meta:
        verbose_name = _("kriteria penghargaan")
        verbose_name_plural = _("kriteria penghargaan")
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="welfare_criterion_one_a_place"),
            models.CheckConstraint(
                name="welfare_criterion_weighs_something",
                condition=Q(weight__gte=1, weight__lte=100),
                violation_error_message=_("Bobot dari 1 sampai 100 persen."),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.label


class AwardJudge(models.Model):
    """Somebody of the committee that scores."""

    round = models.ForeignKey(
        AwardRound, models.CASCADE, related_name="+", verbose_name=_("putaran penghargaan")
    )
    account = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name=_("anggota panitia"))

    class Meta:
        verbose_name = _("anggota panitia penghargaan")
        verbose_name_plural = _("anggota panitia penghargaan")
        constraints = [models.UniqueConstraint(fields=["round", "account"], name="welfare_judge_once")]

    class Privacy:
        public = "__all__"


class Nomination(models.Model):
    """Somebody is proposed for an award, with a reason; in the end she is honoured or not, with another.

    ``consent``: whether her name may stand on the public page; nothing until she said so.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    round = models.ForeignKey(
        AwardRound, models.PROTECT, related_name="+", verbose_name=_("putaran penghargaan")
    )
    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai")
    )
    reason = models.TextField(_("alasan pencalonan"), max_length=2000)
    nominated_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("dicalonkan oleh")
    )
    nominated_at = models.DateTimeField(_("dicalonkan pada"), db_default=Now(), editable=False)
    # Why she is to be honoured, while it is not decided yet; nobody but those who decide reads it.
    choice = models.CharField(_("alasan pilihan"), max_length=500, blank=True)
    is_honoured = models.BooleanField(_("menerima penghargaan"), null=True)
    verdict = models.CharField(_("alasan penetapan"), max_length=500, blank=True)
    consent = models.BooleanField(_("setuju namanya diumumkan"), null=True)
    consented_at = models.DateTimeField(_("menyatakan setuju pada"), null=True)

    class Meta:
        verbose_name = _("pencalonan penghargaan")
        verbose_name_plural = _("pencalonan penghargaan")
        constraints = [
            models.UniqueConstraint(fields=["round", "employee"], name="welfare_nominated_once"),
            models.CheckConstraint(
                name="welfare_nomination_decided_with_a_reason",
                condition=Q(is_honoured=None) | ~Q(verdict=""),
                violation_error_message=_("Penetapan harus memuat alasannya."),
            ),
        ]

    class Privacy:
        public = ("uuid", "nominated_at", "consented_at", "consent")
        personal = {"reason": "text", "choice": "text", "verdict": "text", "is_honoured": "keep"}


class AwardScore(models.Model):
    """What one of the committee gives a nomination for one criterion, 0 to 100."""

    nomination = models.ForeignKey(
        Nomination, models.CASCADE, related_name="+", verbose_name=_("pencalonan penghargaan")
    )
    criterion = models.ForeignKey(
        AwardCriterion, models.PROTECT, related_name="+", verbose_name=_("kriteria penghargaan")
    )
    judge = models.ForeignKey(
        AwardJudge, models.PROTECT, related_name="+", verbose_name=_("anggota panitia penghargaan")
    )
    points = models.PositiveSmallIntegerField(_("nilai"))

    class Meta:
        verbose_name = _("nilai penghargaan")
        verbose_name_plural = _("nilai penghargaan")
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "criterion", "judge"], name="welfare_scored_once_a_criterion"
            ),
            models.CheckConstraint(
                name="welfare_score_to_a_hundred",
                condition=Q(points__lte=100),
                violation_error_message=_("Nilai dari 0 sampai 100."),
            ),
        ]

    class Privacy:
        personal = {"points": "number"}
