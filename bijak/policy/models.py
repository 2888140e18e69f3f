"""Policies, their drafts, versions and provisions; the terms that provisions set; evidence, gates and decrees."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7

_DAYS = Func(F("from_on"), F("until_on"), function="daterange", output_field=DateRangeField())
"""``[from_on, until_on)``, endless while ``until_on`` is empty."""

ACCOUNT = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    """Products of regional law (UU 12/2011, Permendagri 80/2015 jo. 120/2018)."""

    REGIONAL_REGULATION = "regional_regulation", _("Peraturan daerah")
    HEAD_REGULATION = "head_regulation", _("Peraturan kepala daerah")
    HEAD_DECREE = "head_decree", _("Keputusan kepala daerah")
    CIRCULAR = "circular", _("Surat edaran")


class Stage(models.TextChoices):
    """Where a draft stands."""

    WRITING = "writing", _("Disusun")
    DIALOGUE = "dialogue", _("Dibicarakan")
    DECIDING = "deciding", _("Menunggu penetapan")
    ENACTED = "enacted", _("Ditetapkan")
    WITHDRAWN = "withdrawn", _("Dihentikan")


class Policy(models.Model):
    """A personnel policy from its problem to its revision: one thread through one or more drafts."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    title = models.CharField(_("judul kebijakan"), max_length=300)
    kind = models.CharField(
        _("jenis produk hukum"), max_length=24, choices=Kind, default=Kind.HEAD_REGULATION
    )
    problem = models.TextField(_("masalah"), blank=True)
    aims = models.TextField(_("tujuan"), blank=True)
    options = models.TextField(_("pilihan tindakan"), blank=True)
    opened_on = models.DateField(_("dibuka"))
    opened_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    # Counts the changes of this row, so that a second writer notices the first.
    edition = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("kebijakan")
        verbose_name_plural = _("kebijakan")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.title


class Draft(models.Model):
    """A round of writing: the first, and each revision after a decree."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+", verbose_name=_("kebijakan"))
    number = models.PositiveSmallIntegerField(_("rancangan ke"), default=1)
    stage = models.CharField(_("tahap"), max_length=12, choices=Stage, default=Stage.WRITING)
    revises = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("mengubah rancangan")
    )
    reason = models.TextField(_("alasan perubahan"), blank=True)
    started_on = models.DateField(_("dimulai"))
    started_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    dialogue_version = models.ForeignKey(
        "Version", models.PROTECT, null=True, related_name="+", verbose_name=_("versi yang dibicarakan")
    )
    dialogue_from = models.DateField(_("tanggapan dibuka"), null=True)
    dialogue_until = models.DateField(_("tanggapan ditutup setelah"), null=True)
    withdrawn_on = models.DateField(_("dihentikan pada"), null=True)
    withdrawn_because = models.TextField(_("alasan dihentikan"), blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("rancangan")
        verbose_name_plural = _("rancangan")
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_draft_numbers_are_unique"),
            models.UniqueConstraint(
                fields=["policy"],
                condition=~Q(stage__in=["enacted", "withdrawn"]),
                name="policy_one_open_draft_a_policy",
                violation_error_message=_("Kebijakan ini sudah mempunyai rancangan yang sedang disusun."),
            ),
            models.CheckConstraint(
                name="policy_dialogue_ends_after_it_opens",
                condition=Q(dialogue_from=None, dialogue_until=None)
                | Q(dialogue_until__gte=F("dialogue_from")),
                violation_error_message=_("Masa tanggapan berakhir sebelum dibuka."),
            ),
            models.CheckConstraint(
                name="policy_withdrawn_with_day_and_reason",
                condition=(Q(withdrawn_on=None, withdrawn_because="") & ~Q(stage="withdrawn"))
                | (Q(withdrawn_on__isnull=False, stage="withdrawn") & ~Q(withdrawn_because="")),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.policy_id}/{self.number}"

    @property
    def is_open(self) -> bool:
        return self.stage not in (Stage.ENACTED, Stage.WITHDRAWN)

    @property
    def is_told(self) -> bool:
        """Whether everybody may know of it: once it was talked about it stays so, whatever became of it."""
        return self.dialogue_version_id is not None or self.stage == Stage.ENACTED


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


class TermSetting(models.Model):
    """A provision of a version sets a term to a value: the number behind the words."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="+", verbose_name=_("versi"))
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="+", verbose_name=_("ketentuan"))
    term = models.CharField(_("angka ketentuan"), max_length=100)
    value = models.DecimalField(_("nilai"), max_digits=18, decimal_places=4)
    from_on = models.DateField(
        _("berlaku sejak"), null=True, blank=True, help_text=_("Kosong: sejak peraturan mulai berlaku.")
    )

    class Meta:
        verbose_name = _("penetapan angka")
        verbose_name_plural = _("penetapan angka")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "term", "from_on"],
                nulls_distinct=False,
                name="policy_term_set_once_a_day",
                violation_error_message=_(
                    "Angka ini sudah ditetapkan oleh ketentuan lain pada tanggal yang sama."
                ),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.term} = {self.value.normalize():f}"


class Decree(models.Model):
    """What a draft became: number, year, the day it was set and the day it begins to hold."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    version = models.OneToOneField(Version, models.PROTECT, related_name="+", verbose_name=_("versi"))
    # As the policy was when it was set: each kind counts its numbers of a year for itself.
    kind = models.CharField(_("jenis produk hukum"), max_length=24, choices=Kind)
    number = models.PositiveIntegerField(_("nomor"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    name = models.CharField(_("nama peraturan"), max_length=300)
    enacted_on = models.DateField(_("ditetapkan"))
    in_force_from = models.DateField(_("mulai berlaku"))
    in_force_until = models.DateField(_("berlaku sampai sebelum"), null=True)
    signed_by = models.CharField(_("ditandatangani oleh"), max_length=200)
    recorded_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    came_into_force_at = models.DateTimeField(_("diumumkan berlaku"), null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("penetapan")
        verbose_name_plural = _("penetapan")
        constraints = [
            models.CheckConstraint(
                name="policy_decree_holds_after_it_is_set",
                condition=Q(in_force_from__gte=F("enacted_on")),
                violation_error_message=_("Peraturan tidak dapat berlaku sebelum ditetapkan."),
            ),
            models.UniqueConstraint(
                fields=["kind", "number", "year"],
                name="policy_decree_number_once_a_year",
                violation_error_message=_("Nomor ini sudah dipakai peraturan lain pada tahun yang sama."),
            ),
        ]

    class Privacy:
        public = ("uuid", "kind", "number", "year", "name", "enacted_on", "in_force_from", "in_force_until",
                  "came_into_force_at", "created_at")  # fmt: skip
        personal = {"signed_by": "name"}

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """How law is cited, in any language: ``Peraturan Wali Kota Contoh Nomor 12 Tahun 2026``."""
        return f"{self.name} Nomor {self.number} Tahun {self.year}"

    def is_in_force(self, day: date) -> bool:
        return self.in_force_from <= day and (self.in_force_until is None or day < self.in_force_until)


class LocalTerm(models.Model):
    """The value that enacted policy gives a term on ``[from_on, until_on)``: one value a day."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    decree = models.ForeignKey(Decree, models.PROTECT, related_name="+", verbose_name=_("penetapan"))
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="+", verbose_name=_("ketentuan"))
    term = models.CharField(_("angka ketentuan"), max_length=100)
    value = models.DecimalField(_("nilai"), max_digits=18, decimal_places=4)
    clause = models.CharField(_("pasal dan ayat"), max_length=120)
    from_on = models.DateField(_("berlaku sejak"))
    until_on = models.DateField(_("berlaku sampai sebelum"), null=True)

    class Meta:
        verbose_name = _("angka yang berlaku")
        verbose_name_plural = _("angka yang berlaku")
        constraints = [
            ExclusionConstraint(
                name="policy_one_value_of_a_term_a_day",
                expressions=[("term", RangeOperators.EQUAL), (_DAYS, RangeOperators.OVERLAPS)],
                violation_error_message=_("Angka ini mendapat dua nilai pada hari yang sama."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.term} = {self.value.normalize():f}"


class Evidence(models.Model):
    """Something that the policy stands on, with what it said on the day it was attached."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+", verbose_name=_("kebijakan"))
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    kind = models.CharField(_("jenis bukti"), max_length=30)
    reference = models.CharField(_("rujukan"), max_length=200)
    title = models.CharField(_("judul bukti"), max_length=300)
    note = models.TextField(_("apa yang ditunjukkan"), blank=True)
    taken = models.JSONField(_("isi pada hari dilampirkan"))
    attached_on = models.DateField(_("dilampirkan"))
    attached_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    removed_on = models.DateField(_("dilepas"), null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("bukti")
        verbose_name_plural = _("bukti")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.title

    @property
    def is_from_history(self) -> bool:
        """Whether it was read after its day: from records with dates, not from what was known then."""
        return self.attached_on < timezone.localdate(self.created_at)


class Passing(models.Model):
    """A gate that a draft has passed, by whom, with which letter."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("versi"))
    gate = models.CharField(_("gerbang"), max_length=60)
    letter_no = models.CharField(_("nomor surat"), max_length=100, blank=True)
    letter_on = models.DateField(_("tanggal surat"), null=True, blank=True)
    note = models.TextField(_("catatan"), blank=True)
    passed_on = models.DateField(_("dilewati"))
    passed_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("gerbang yang dilewati")
        verbose_name_plural = _("gerbang yang dilewati")
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "gate"],
                name="policy_gate_passed_once",
                violation_error_message=_("Gerbang ini sudah dilewati."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.gate
