"""One enacted version on its way to everyone it touches: read, acknowledged, understood."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.outreach import rules

ACCOUNT = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    PREPARING = "preparing", _("Disiapkan")
    OPEN = "open", _("Berjalan")
    CLOSED = "closed", _("Selesai")
    SUPERSEDED = "superseded", _("Digantikan peraturan yang lebih baru")
    REVOKED = "revoked", _("Peraturannya dicabut")


class Campaign(models.Model):
    """Bringing one decree to the people it touches. Each version has its own, so each is acknowledged by itself."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    decree = models.OneToOneField(
        "policy.Decree", models.PROTECT, related_name="+", verbose_name=_("penetapan")
    )
    message = models.TextField(_("pengantar"), blank=True)
    due_days = models.PositiveSmallIntegerField(
        _("lama, hari"), default=14, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    threshold = models.PositiveSmallIntegerField(
        _("batas paham, persen"), default=75, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    opens_itself_on = models.DateField(_("dibuka sendiri"))
    state = models.CharField(_("keadaan"), max_length=12, choices=State, default=State.PREPARING)
    starts_on = models.DateField(_("dimulai"), null=True)
    due_on = models.DateField(_("batas waktu"), null=True)
    reminded_on = models.DateField(_("diingatkan"), null=True)
    # Counts the changes of this row and its questions, so that a second writer notices the first.
    edition = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("sosialisasi")
        verbose_name_plural = _("sosialisasi")
        constraints = [
            models.CheckConstraint(
                name="outreach_has_days_once_it_started",
                condition=Q(starts_on=None, due_on=None) | Q(due_on__gt=F("starts_on")),
                violation_error_message=_("Batas waktu harus sesudah hari mulai."),
            ),
            models.CheckConstraint(
                name="outreach_open_has_started",
                condition=~Q(state__in=["open", "closed"]) | Q(starts_on__isnull=False),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return str(self.decree)

    @property
    def takes_answers(self) -> bool:
        """Also after its end: whoever was assigned may still read, say so and answer."""
        return self.state in (State.OPEN, State.CLOSED)

    @property
    def closes_on(self) -> date | None:
        return rules.closes_on(self.due_on) if self.due_on else None


class QuizQuestion(models.Model):
    """A question about one provision of the version: one answer is right, and why is said afterwards."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", verbose_name=_("sosialisasi"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    provision = models.ForeignKey(
        "policy.Provision", models.PROTECT, related_name="+", verbose_name=_("ketentuan")
    )
    text = models.CharField(_("pertanyaan"), max_length=500)
    options = ArrayField(models.CharField(max_length=300), verbose_name=_("pilihan"))
    right = models.PositiveSmallIntegerField(_("jawaban yang benar"))  # from 1
    explanation = models.TextField(_("penjelasan"), max_length=2000)

    class Meta:
        verbose_name = _("pertanyaan pemahaman")
        verbose_name_plural = _("pertanyaan pemahaman")
        constraints = [
            models.CheckConstraint(
                name="outreach_two_to_five_options",
                condition=Q(options__len__range=(2, 5)),
                violation_error_message=_("Pertanyaan memerlukan dua sampai lima pilihan."),
            ),
            models.CheckConstraint(
                name="outreach_right_answer_is_an_option",
                condition=Q(right__gte=1, right__lte=F("options__len")),
                violation_error_message=_("Jawaban yang benar harus salah satu pilihan."),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.text


class Assignment(models.Model):
    """One person and one campaign: how far up the ladder she has come.

    ``unit`` is where she works now; it follows the roster. Whoever leaves the audience has ``left_on`` and is
    counted no more, but what she did stays on record.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="+", verbose_name=_("sosialisasi"), db_index=False
    )
    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai")
    )
    unit = models.ForeignKey(
        "organization.Unit",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("unit"),
        db_index=False,
    )
    assigned_on = models.DateField(_("ditugaskan"))
    left_on = models.DateField(_("tidak lagi menjadi sasaran"), null=True)
    opened_on = models.DateField(_("dibuka"), null=True)
    acknowledged_on = models.DateField(_("menyatakan telah membaca"), null=True)
    # Who took it in from a list of those present; nobody where she said so herself.
    taken_in_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("dicatat oleh")
    )
    answered_on = models.DateField(_("menjawab semua pertanyaan"), null=True)
    first_right = models.PositiveSmallIntegerField(_("jawaban pertama yang benar"), default=0)

    class Meta:
        verbose_name = _("penugasan sosialisasi")
        verbose_name_plural = _("penugasan sosialisasi")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "employee"], name="outreach_assigned_once_a_campaign"
            ),
            models.CheckConstraint(
                name="outreach_ladder_is_climbed_in_order",
                condition=(Q(acknowledged_on=None) | Q(opened_on__isnull=False))
                & (Q(answered_on=None) | Q(acknowledged_on__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["campaign", "unit"], name="outreach_assignment_of_unit")]

    class Privacy:
        public = ("uuid", "assigned_on", "left_on")
        personal = {
            "opened_on": "keep",
            "acknowledged_on": "keep",
            "answered_on": "keep",
            "first_right": "blank",
        }

    def __str__(self) -> str:
        return str(self.uuid)


class QuizAnswer(models.Model):
    """What a person answered: the first counts for what the text achieved, the latest is what she knows now."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="+", verbose_name=_("penugasan sosialisasi"), db_index=False
    )
    question = models.ForeignKey(
        QuizQuestion, models.PROTECT, related_name="+", verbose_name=_("pertanyaan pemahaman")
    )
    first = models.PositiveSmallIntegerField(_("jawaban pertama"))
    latest = models.PositiveSmallIntegerField(_("jawaban terakhir"))

    class Meta:
        verbose_name = _("jawaban pemahaman")
        verbose_name_plural = _("jawaban pemahaman")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "question"], name="outreach_answered_once_a_question"
            )
        ]

    class Privacy:
        personal = {"first": "blank", "latest": "blank"}

    def __str__(self) -> str:
        return f"{self.first} → {self.latest}"


class Readers(models.TextChoices):
    FAILED = "failed", _("Yang jawaban pertamanya belum tepat")
    ALL = "all", _("Semua sasaran")


class Clarification(models.Model):
    """What was sent afterwards about a provision that was hard to understand."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    question = models.ForeignKey(
        QuizQuestion, models.PROTECT, related_name="+", verbose_name=_("pertanyaan pemahaman")
    )
    text = models.TextField(_("penjelasan"), max_length=2000)
    readers = models.CharField(_("dikirim kepada"), max_length=8, choices=Readers)
    sent_on = models.DateField(_("dikirim"))
    sent_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    sent_to = models.PositiveIntegerField(_("jumlah penerima"))
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("penjelasan tambahan")
        verbose_name_plural = _("penjelasan tambahan")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.text
