"""Units, as they are today and as they were."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.organization.models.spells import Spell, batch_indexes, spell_constraints


class UnitKind(models.TextChoices):
    SECRETARIAT = "secretariat", _("Sekretariat")
    OFFICE = "office", _("Dinas atau badan")
    DISTRICT = "district", _("Kecamatan")
    VILLAGE = "village", _("Kelurahan")
    DIVISION = "division", _("Bidang atau bagian")
    SECTION = "section", _("Seksi atau subbagian")
    TECHNICAL = "technical", _("Unit pelaksana teknis")
    SCHOOL = "school", _("Satuan pendidikan")
    HEALTH_CENTRE = "health_centre", _("Puskesmas")
    HOSPITAL = "hospital", _("Rumah sakit")
    TEAM = "team", _("Kelompok atau tim kerja")
    OTHER = "other", _("Lainnya")


class Echelon(models.TextChoices):
    """The national system's codes, with the level of UU 20/2023 that each became."""

    IA_UTAMA = "10", _("I.a – JPT utama")
    IA = "11", _("I.a – JPT madya")
    IB = "12", _("I.b – JPT madya")
    IIA = "21", _("II.a – JPT pratama")
    IIB = "22", _("II.b – JPT pratama")
    IIIA = "31", _("III.a – administrator")
    IIIB = "32", _("III.b – administrator")
    IVA = "41", _("IV.a – pengawas")
    IVB = "42", _("IV.b – pengawas")
    VA = "51", _("V.a")
    VB = "52", _("V.b")
    NONE = "99", _("Non-eselon")


class UnitFace(models.Model):
    """What one sees of a unit; the same columns in its history and in its projection of today."""

    name = models.CharField(_("nama"), max_length=300)
    short_name = models.CharField(_("nama singkat"), max_length=60, blank=True)
    kind = models.CharField(_("jenis"), max_length=20, choices=UnitKind, default=UnitKind.OTHER)
    head_title = models.CharField(_("jabatan pimpinan"), max_length=300, blank=True)
    echelon = models.CharField(_("eselon pimpinan"), max_length=2, choices=Echelon, blank=True)
    parent = models.ForeignKey(
        "organization.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit atasan"),
    )
    order = models.PositiveIntegerField(_("urutan"), default=0)

    class Meta:
        abstract = True


class Unit(UnitFace):
    """A part of the agency, whatever its name becomes.

    All columns but the keys are a projection of `UnitSpell` on the agency's today, rebuilt by
    ``services.rebuild_units``: for lists and for subtree tests, never the truth about another date.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    siasn_id = models.CharField(_("ID unor SIASN"), max_length=64, null=True, blank=True, unique=True)
    path = models.TextField(default="", editable=False, help_text="Keys from the root: /1/5/9/.")
    place = models.PositiveIntegerField(default=0, editable=False, help_text="Preorder position in the tree.")
    is_active = models.BooleanField(_("aktif"), default=True)

    class Meta:
        verbose_name = _("unit organisasi")
        ordering = ("place", "pk")
        indexes = [
            models.Index(fields=["path"], name="organization_unit_path", opclasses=["text_pattern_ops"]),
            models.Index(fields=["place"], name="organization_unit_place"),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """0 for a unit directly under the agency."""
        return self.path.count("/") - 2


class UnitSpell(UnitFace, Spell):
    """What a unit was."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit organisasi"))

    class Meta:
        verbose_name = _("riwayat unit")
        ordering = ("unit", "from_on", "pk")
        constraints = [
            *spell_constraints(
                "unitspell", "unit", said_twice=_("Riwayat unit pada rentang tanggal ini sudah ada.")
            ),
            models.CheckConstraint(
                name="organization_unitspell_not_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("unit")),
                violation_error_message=_("Unit tidak dapat menjadi atasannya sendiri."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["parent"], name="organization_unitspell_parent", condition=Q(believed_until=None)
            ),
            *batch_indexes("unitspell"),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.name} [{self.from_on}, {self.until_on or '…'})"
