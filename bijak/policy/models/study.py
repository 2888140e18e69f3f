"""What is thought before the draft is written: problem tree, ROCCIPI, options with their worth, the explanation."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.policy.models.evidence import Evidence
from bijak.policy.models.policies import Draft

ACCOUNT = settings.AUTH_USER_MODEL
OF_A_HUNDRED = (MinValueValidator(0), MaxValueValidator(100))


class Study(models.Model):
    """What the options of a draft are weighed with, and which was chosen; its edition counts these changes."""

    draft = models.OneToOneField(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    first_year = models.PositiveSmallIntegerField(_("tahun pertama"))
    years = models.PositiveSmallIntegerField(_("banyaknya tahun"), default=5)
    discount_rate = models.DecimalField(
        _("tingkat diskonto (persen)"), max_digits=5, decimal_places=2, null=True
    )
    rate_source = models.CharField(_("sumber tingkat diskonto"), max_length=300, blank=True)
    chosen = models.ForeignKey(
        "Option", models.PROTECT, null=True, related_name="+", verbose_name=_("pilihan yang diambil")
    )
    reason = models.TextField(_("alasan memilih"), blank=True)
    chosen_on = models.DateField(_("dipilih pada"), null=True)
    chosen_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("kajian")
        verbose_name_plural = _("kajian")
        constraints = [
            models.CheckConstraint(name="policy_study_spans_years", condition=Q(years__gte=1, years__lte=20)),
            models.CheckConstraint(
                name="policy_choice_has_day_and_reason",
                condition=Q(chosen=None, chosen_on=None)
                | (Q(chosen__isnull=False, chosen_on__isnull=False) & ~Q(reason="")),
                violation_error_message=_("Pilihan harus memuat alasan dan harinya."),
            ),
        ]

    class Privacy:
        public = "__all__"


class NodeKind(models.TextChoices):
    CORE = "core", _("Masalah inti")
    CAUSE = "cause", _("Sebab")
    EFFECT = "effect", _("Akibat")


class ProblemNode(models.Model):
    """A knot of the problem tree: the core, a cause below it, an effect above it; and the aim it turns into."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    kind = models.CharField(_("jenis simpul"), max_length=6, choices=NodeKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("bergantung pada")
    )
    position = models.PositiveIntegerField(_("urutan"), default=0)
    text = models.CharField(_("bunyi"), max_length=300)
    aim = models.CharField(_("tujuan dari simpul ini"), max_length=300, blank=True)
    evidence = models.ManyToManyField(Evidence, related_name="+", verbose_name=_("bukti"))
    edition = models.PositiveIntegerField(default=1, editable=False)
    # A removed knot hides what hangs on it; putting it back brings all of it back.
    removed_on = models.DateField(_("dihapus"), null=True)

    class Meta:
        verbose_name = _("simpul pohon masalah")
        verbose_name_plural = _("simpul pohon masalah")
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=Q(kind="core"), name="policy_one_core_a_tree"
            ),
            models.CheckConstraint(
                name="policy_only_the_core_hangs_on_nothing",
                condition=Q(kind="core", parent=None) | (~Q(kind="core") & Q(parent__isnull=False)),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.text


class ActorRole(models.TextChoices):
    """Of ROCCIPI: whose behaviour the law is to change, and who is to see to it."""

    OCCUPANT = "occupant", _("Pelaku peran")
    AGENCY = "agency", _("Lembaga pelaksana")


class Factor(models.TextChoices):
    """Why people behave as they do (Seidman, Seidman & Abeyesekere 2001, Legislative Drafting for Democratic Social
    Change): the seven letters of ROCCIPI."""

    RULE = "rule", _("Peraturan")
    OPPORTUNITY = "opportunity", _("Kesempatan")
    CAPACITY = "capacity", _("Kemampuan")
    COMMUNICATION = "communication", _("Komunikasi")
    INTEREST = "interest", _("Kepentingan")
    PROCESS = "process", _("Proses")
    IDEOLOGY = "ideology", _("Nilai dan sikap")


class Behaviour(models.Model):
    """What somebody does, or leaves undone, that makes the problem. ``actor`` is a role or an office, no person."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    role = models.CharField(_("peran"), max_length=8, choices=ActorRole)
    actor = models.CharField(_("siapa"), max_length=200)
    behaviour = models.TextField(_("perilaku yang bermasalah"))
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("perilaku")
        verbose_name_plural = _("perilaku")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.actor


class FactorAnswer(models.Model):
    """Why somebody behaves so, by one factor of ROCCIPI, and which cause of the tree that explains."""

    behaviour = models.ForeignKey(Behaviour, models.CASCADE, related_name="+", verbose_name=_("perilaku"))
    factor = models.CharField(_("faktor"), max_length=13, choices=Factor)
    answer = models.TextField(_("penjelasan"))
    cause = models.ForeignKey(
        ProblemNode, models.PROTECT, null=True, related_name="+", verbose_name=_("sebab yang dijelaskan")
    )

    class Meta:
        verbose_name = _("penjelasan perilaku")
        verbose_name_plural = _("penjelasan perilaku")
        constraints = [
            models.UniqueConstraint(fields=["behaviour", "factor"], name="policy_one_answer_a_factor")
        ]

    class Privacy:
        public = "__all__"


class Option(models.Model):
    """A way to act; the baseline is to leave things as they are."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    title = models.CharField(_("nama pilihan"), max_length=200)
    description = models.TextField(_("uraian"), blank=True)
    is_baseline = models.BooleanField(_("tanpa tindakan"), default=False)
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("pilihan kebijakan")
        verbose_name_plural = _("pilihan kebijakan")
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=Q(is_baseline=True), name="policy_one_baseline_a_draft"
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.title


class OptionLine(models.Model):
    """What an option costs or brings, year by year, whom it falls on, and where the amounts come from.

    ``evidence`` may be a simulation that was attached: its cost is the source of the line.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    option = models.ForeignKey(Option, models.CASCADE, related_name="+", verbose_name=_("pilihan kebijakan"))
    is_benefit = models.BooleanField(_("manfaat"), default=False)
    label = models.CharField(_("uraian"), max_length=200)
    bearer = models.CharField(_("siapa yang menanggung atau menerima"), max_length=200)
    amounts = ArrayField(models.PositiveBigIntegerField(), verbose_name=_("rupiah setiap tahun"))
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    is_assumption = models.BooleanField(_("asumsi"), default=False)
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, related_name="+", verbose_name=_("bukti")
    )
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("baris biaya dan manfaat")
        verbose_name_plural = _("baris biaya dan manfaat")
        constraints = [
            models.CheckConstraint(
                name="policy_amounts_have_a_source",
                condition=~Q(source="") | Q(is_assumption=True) | Q(evidence__isnull=False),
                violation_error_message=_("Sebutkan sumbernya, atau tandai sebagai asumsi."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.label


class Criterion(models.Model):
    """What options are judged by beside money. ``weight`` is a swing weight of 0 to 100."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    name = models.CharField(_("nama kriteria"), max_length=150)
    scale = models.CharField(_("arti nilai 0 dan 100"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(_("bobot"), validators=OF_A_HUNDRED)
    higher_is_better = models.BooleanField(_("makin tinggi makin baik"), default=True)

    class Meta:
        verbose_name = _("kriteria pilihan")
        verbose_name_plural = _("kriteria pilihan")
        constraints = [
            models.CheckConstraint(
                name="policy_weight_is_of_a_hundred",
                condition=Q(weight__lte=100),
                violation_error_message=_("Bobot berkisar dari 0 sampai 100."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.name


class OptionScore(models.Model):
    """How an option does by one criterion, from 0 to 100 on its scale."""

    option = models.ForeignKey(Option, models.CASCADE, related_name="+", verbose_name=_("pilihan kebijakan"))
    criterion = models.ForeignKey(
        Criterion, models.CASCADE, related_name="+", verbose_name=_("kriteria pilihan")
    )
    value = models.PositiveSmallIntegerField(_("nilai"), validators=OF_A_HUNDRED)

    class Meta:
        verbose_name = _("nilai pilihan")
        verbose_name_plural = _("nilai pilihan")
        constraints = [
            models.UniqueConstraint(fields=["option", "criterion"], name="policy_one_score_a_criterion"),
            models.CheckConstraint(
                name="policy_score_is_of_a_hundred",
                condition=Q(value__lte=100),
                violation_error_message=_("Nilai berkisar dari 0 sampai 100."),
            ),
        ]

    class Privacy:
        public = "__all__"


class Section(models.Model):
    """A part of the naskah akademik or of the explanation, as somebody wrote it; without words it follows the study.

    ``set_aside`` are the words that gave way when it was to follow the study again.
    """

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    code = models.CharField(_("bagian"), max_length=30)
    text = models.TextField(_("isi"), blank=True)
    set_aside = models.TextField(_("isi yang disisihkan"), blank=True)
    edition = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("bagian penjelasan rancangan")
        verbose_name_plural = _("bagian penjelasan rancangan")
        constraints = [models.UniqueConstraint(fields=["draft", "code"], name="policy_one_text_a_section")]

    class Privacy:
        public = "__all__"
