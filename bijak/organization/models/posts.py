"""The establishment: places of a title in a unit, and what they ask for."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bijak.kernel import education, ranks
from bijak.kernel.uuid7 import uuid7
from bijak.organization.models.spells import Spell, batch_indexes, spell_constraints
from bijak.organization.models.units import Unit

RANKS = [(rank.code, rank.grade) for rank in ranks.PNS]


class PositionKind(models.TextChoices):
    STRUCTURAL = "structural", _("Struktural")
    FUNCTIONAL = "functional", _("Fungsional")
    EXECUTOR = "executor", _("Pelaksana")


class Post(models.Model):
    """The places of one title in one unit: what they ask for, and how many are needed, is in `PostSpell`."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit organisasi"), db_index=False
    )
    title = models.CharField(_("nama jabatan"), max_length=200)
    key = models.CharField(max_length=200, editable=False, help_text="rules.title_key of the title.")

    class Meta:
        verbose_name = _("formasi jabatan")
        ordering = ("unit", "key", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "key"],
                name="organization_post_once_in_a_unit",
                violation_error_message=_("Jabatan ini sudah ada di unit itu."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.title


class PostSpell(Spell):
    """What a post was."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name=_("formasi jabatan"))
    kind = models.CharField(_("jenis jabatan"), max_length=12, choices=PositionKind)
    job_class = models.PositiveSmallIntegerField(_("kelas jabatan"), null=True, blank=True)
    needed = models.PositiveIntegerField(_("kebutuhan"))
    rank_lowest = models.CharField(_("golongan terendah"), max_length=2, choices=RANKS, blank=True)
    rank_highest = models.CharField(_("golongan tertinggi"), max_length=2, choices=RANKS, blank=True)
    education_level = models.CharField(
        _("pendidikan paling rendah"), max_length=2, choices=list(education.LEVELS.items()), blank=True
    )
    programmes = models.CharField(_("program studi"), max_length=500, blank=True)
    certificates = models.CharField(_("sertifikat"), max_length=500, blank=True)
    retirement_age = models.PositiveSmallIntegerField(_("batas usia pensiun"), null=True, blank=True)

    class Meta:
        verbose_name = _("riwayat formasi")
        ordering = ("post", "from_on", "pk")
        constraints = [
            *spell_constraints(
                "postspell", "post", said_twice=_("Riwayat formasi pada rentang tanggal ini sudah ada.")
            ),
            models.CheckConstraint(
                name="organization_postspell_class_1_to_17",
                condition=Q(job_class=None) | Q(job_class__range=(1, 17)),
                violation_error_message=_("Kelas jabatan berkisar dari 1 sampai 17."),
            ),
            models.CheckConstraint(
                name="organization_postspell_ranks_in_order",
                condition=Q(rank_lowest="") | Q(rank_highest="") | Q(rank_highest__gte=F("rank_lowest")),
                violation_error_message=_("Golongan tertinggi tidak boleh di bawah golongan terendah."),
            ),
        ]
        indexes = batch_indexes("postspell")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.needed} [{self.from_on}, {self.until_on or '…'})"
