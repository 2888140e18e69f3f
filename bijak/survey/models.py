"""Surveys whose answers are only ever counted.

Three things are kept, and nothing joins them: who has answered (``Participation``, without a time, deleted when the
survey closes), how often each answer was given (``Tally``), and what was written in words (``Remark``). There is no
answer sheet.
"""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.people.models import EmployeeKind, Sex

ACCOUNT = settings.AUTH_USER_MODEL
KINDS, SEXES = EmployeeKind.choices, Sex.choices
SCALE = 5
"""Points of the scale, from 1."""


class Moment(models.TextChoices):
    """When a survey is taken, seen from the policy it is about."""

    NONE = "", _("Tidak terkait waktu kebijakan")
    BEFORE = "before", _("Sebelum kebijakan")
    AFTER = "after", _("Sesudah kebijakan")


class State(models.TextChoices):
    WRITING = "writing", _("Disusun")
    OPEN = "open", _("Diterbitkan")
    CLOSED = "closed", _("Ditutup")


class QuestionKind(models.TextChoices):
    SCALE = "scale", _("Skala 1–5")
    CHOICE = "choice", _("Pilih satu")
    TEXT = "text", _("Isian bebas")


class Breakdown(models.TextChoices):
    """The coarse groups by which answers are counted, one at a time, never crossed."""

    OFFICE = "office", _("Perangkat daerah")
    SEX = "sex", _("Jenis kelamin")
    KIND = "kind", _("Jenis kepegawaian")


class Survey(models.Model):
    """A few questions to some or all employees, for some days."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    title = models.CharField(_("judul survei"), max_length=200)
    purpose = models.TextField(_("untuk apa survei ini"))
    policy = models.ForeignKey(
        "policy.Policy", models.PROTECT, null=True, related_name="+", verbose_name=_("kebijakan")
    )
    moment = models.CharField(_("waktu terhadap kebijakan"), max_length=8, choices=Moment, blank=True)
    unit = models.ForeignKey(
        "organization.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit")
    )
    kinds = ArrayField(
        models.CharField(max_length=20, choices=KINDS),
        verbose_name=_("jenis kepegawaian"),
        default=list,
        blank=True,
    )
    opens_on = models.DateField(_("dibuka"))
    closes_on = models.DateField(_("hari terakhir"))
    state = models.CharField(_("keadaan"), max_length=8, choices=State, default=State.WRITING)
    invited = models.PositiveIntegerField(_("diundang"), default=0)
    answered = models.PositiveIntegerField(_("menjawab"), default=0)
    announced_on = models.DateField(_("diumumkan"), null=True)
    closed_on = models.DateField(_("ditutup"), null=True)
    made_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    # Counts the changes of this row and its questions, so that a second writer notices the first.
    edition = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("survei")
        verbose_name_plural = _("survei")
        constraints = [
            models.CheckConstraint(
                name="survey_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("Hari terakhir mendahului hari survei dibuka."),
            ),
            models.CheckConstraint(
                name="survey_closed_has_a_day",
                condition=Q(state="closed") & Q(closed_on__isnull=False)
                | ~Q(state="closed") & Q(closed_on=None),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question of a survey, in its place."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+", verbose_name=_("survei"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    kind = models.CharField(_("jenis pertanyaan"), max_length=8, choices=QuestionKind)
    text = models.CharField(_("pertanyaan"), max_length=500)
    low_label = models.CharField(_("arti angka 1"), max_length=60, blank=True)
    high_label = models.CharField(_("arti angka 5"), max_length=60, blank=True)
    options = ArrayField(
        models.CharField(max_length=200), verbose_name=_("pilihan"), default=list, blank=True
    )
    is_required = models.BooleanField(_("wajib dijawab"), default=True)

    class Meta:
        verbose_name = _("pertanyaan survei")
        verbose_name_plural = _("pertanyaan survei")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "position"],
                name="survey_one_question_a_place",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.text

    @property
    def answers(self) -> list[tuple[int, str]]:
        """What can be answered, as it is counted, with its label; nothing for words."""
        if self.kind == QuestionKind.SCALE:
            return [(value, str(value)) for value in range(1, SCALE + 1)]
        return list(enumerate(self.options, start=1))


class Group(models.Model):
    """A coarse group of the people asked, fixed when the survey was published. Those of fewer than ten are one."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+", verbose_name=_("survei"))
    breakdown = models.CharField(_("rincian"), max_length=8, choices=Breakdown)
    code = models.CharField(_("kode kelompok"), max_length=40, blank=True)
    label = models.CharField(_("nama kelompok"), max_length=300)
    people = models.PositiveIntegerField(_("jumlah orang"))
    # The groups of other breakdowns that it shares people with, as ``breakdown:code``: see kernel.hiding.
    meets = ArrayField(models.CharField(max_length=50), verbose_name=_("beririsan dengan"), default=list)

    class Meta:
        verbose_name = _("kelompok responden")
        verbose_name_plural = _("kelompok responden")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "breakdown", "code"], name="survey_group_once_a_breakdown"
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        return f"{self.breakdown}:{self.code}"


class Tally(models.Model):
    """How often an answer was given: by everyone (no group), or by a group."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="+", verbose_name=_("pertanyaan survei")
    )
    group = models.ForeignKey(
        Group, models.CASCADE, null=True, related_name="+", verbose_name=_("kelompok responden")
    )
    value = models.PositiveSmallIntegerField(_("jawaban"))
    count = models.PositiveIntegerField(_("jumlah"), default=0)

    class Meta:
        verbose_name = _("hitungan jawaban")
        verbose_name_plural = _("hitungan jawaban")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "group", "value"], nulls_distinct=False, name="survey_answer_counted_once"
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.value}: {self.count}"


class Remark(models.Model):
    """What somebody wrote, of whom nothing is kept. The key is random, so that it tells no order."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    question = models.ForeignKey(
        Question, models.CASCADE, related_name="+", verbose_name=_("pertanyaan survei")
    )
    text = models.TextField(_("isian"), max_length=2000)

    class Meta:
        verbose_name = _("isian survei")
        verbose_name_plural = _("isian survei")

    class Privacy:
        personal = {"text": "text"}

    def __str__(self) -> str:
        return self.text


class Participation(models.Model):
    """That somebody has answered: only so that nobody answers twice. Gone when the survey is closed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+", verbose_name=_("survei"))
    employee = models.ForeignKey(
        "people.Employee", models.CASCADE, related_name="+", verbose_name=_("pegawai")
    )

    class Meta:
        verbose_name = _("keikutsertaan survei")
        verbose_name_plural = _("keikutsertaan survei")
        constraints = [
            models.UniqueConstraint(fields=["survey", "employee"], name="survey_answered_once_a_person")
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return str(self.pk)
