"""A policy and its rounds of writing."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7

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


class Form(models.TextChoices):
    """How a revision changes what holds: by a regulation in its place, or by one that amends it."""

    REPLACING = "replacing", _("Peraturan pengganti")
    AMENDING = "amending", _("Peraturan perubahan")


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
    form = models.CharField(_("bentuk perubahan"), max_length=12, choices=Form, default=Form.REPLACING)
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
                name="policy_first_draft_amends_nothing",
                condition=~Q(form="amending") | Q(revises__isnull=False),
                violation_error_message=_("Rancangan pertama tidak mengubah peraturan apa pun."),
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
    def is_amending(self) -> bool:
        return self.form == Form.AMENDING
