"""The agency, its units with their history, grants of roles, and its calendar."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel import education, ranks
from bijak.kernel.uuid7 import uuid7
from bijak.organization.registries import Role
from bijak.organization.rules import BEGINNING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_DAYS = Func(F("from_on"), F("until_on"), function="daterange", output_field=DateRangeField())
"""``[from_on, until_on)``, endless while ``until_on`` is empty."""


RANKS = [(rank.code, rank.grade) for rank in ranks.PNS]


def last_day(until_on: date | None) -> date | None:
    """People name the last day of a span, histories keep the first day after it."""
    return until_on and until_on - timedelta(days=1)


class Agency(models.Model):
    """The one regional government that this installation serves: a table of one row."""

    class Kind(models.TextChoices):
        PROVINCE = "province", _("Pemerintah provinsi")
        REGENCY = "regency", _("Pemerintah kabupaten")
        CITY = "city", _("Pemerintah kota")
        CENTRAL = "central", _("Instansi pusat")

    class TimeZone(models.TextChoices):
        """Keputusan Presiden 41/1987: Indonesia has three."""

        WIB = "Asia/Jakarta", _("WIB (UTC+7)")
        WITA = "Asia/Makassar", _("WITA (UTC+8)")
        WIT = "Asia/Jayapura", _("WIT (UTC+9)")

    class Accent(models.TextChoices):
        """The shell's checked colours: each is legible on light and dark."""

        BLUE = "blue", _("Biru")
        INDIGO = "indigo", _("Nila")
        PURPLE = "purple", _("Ungu")
        RED = "red", _("Merah")
        ORANGE = "orange", _("Jingga")
        GREEN = "green", _("Hijau")
        TEAL = "teal", _("Toska")
        CYAN = "cyan", _("Sian")
        SLATE = "slate", _("Kelabu")

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    name = models.CharField(_("nama"), max_length=200, default=_("Instansi belum dinamai"))
    short_name = models.CharField(_("nama singkat"), max_length=60, blank=True)
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind, default=Kind.CITY)
    # As they stand on official papers: above the title, and where one is set and promulgated.
    province = models.CharField(_("provinsi"), max_length=60, blank=True)
    seat = models.CharField(_("tempat penetapan"), max_length=60, blank=True)
    emblem = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lambang"),
    )
    accent = models.CharField(_("warna aksen"), max_length=20, choices=Accent, default=Accent.BLUE)
    time_zone = models.CharField(_("zona waktu"), max_length=30, choices=TimeZone, default=TimeZone.WIB)
    bkn_code = models.CharField(_("kode BKN"), max_length=10, blank=True)
    demo_today = models.DateField(_("tanggal demo"), null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("instansi")
        constraints = [
            models.CheckConstraint(
                name="organization_agency_is_one_row",
                condition=Q(pk=1),
                violation_error_message=_("Satu pemasangan melayani satu instansi."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_set_up(self) -> bool:
        return not self._state.adding

    @property
    def is_placed(self) -> bool:
        """Whether its papers can say where they come from. A province is its own, a ministry lies in none."""
        is_within = self.kind in (self.Kind.REGENCY, self.Kind.CITY)
        return bool(self.seat) and bool(self.province or not is_within)


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


class UnitSpell(UnitFace):
    """What a unit was in ``[from_on, until_on)``, as believed in ``[believed_from, believed_until)``.

    Nothing here is ever changed but the end of a belief: a correction ends the old one and adds its own.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit organisasi"))
    from_on = models.DateField(_("mulai"))
    until_on = models.DateField(_("sampai"), null=True, blank=True)
    believed_from = models.DateTimeField(db_default=Now(), editable=False)
    believed_until = models.DateTimeField(null=True, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decree_number = models.CharField(_("nomor peraturan atau SK"), max_length=120, blank=True)
    decree_on = models.DateField(_("tanggal peraturan atau SK"), null=True, blank=True)
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    batch_id = models.BigIntegerField(
        null=True, editable=False, help_text="The import that began the belief."
    )
    ended_batch_id = models.BigIntegerField(null=True, editable=False, help_text="The import that ended it.")

    class Meta:
        verbose_name = _("riwayat unit")
        ordering = ("unit", "from_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="organization_unitspell_until_after_from",
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
                violation_error_message=_("Tanggal akhir harus sesudah tanggal mulai."),
            ),
            models.CheckConstraint(
                name="organization_unitspell_belief_forward",
                condition=Q(believed_until=None) | Q(believed_until__gte=F("believed_from")),
            ),
            models.CheckConstraint(
                name="organization_unitspell_not_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("unit")),
                violation_error_message=_("Unit tidak dapat menjadi atasannya sendiri."),
            ),
            ExclusionConstraint(
                name="organization_unitspell_one_truth_a_day",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (_DAYS, RangeOperators.OVERLAPS),
                ],
                condition=Q(believed_until=None),
                violation_error_message=_("Riwayat unit pada rentang tanggal ini sudah ada."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["parent"], name="organization_spell_parent", condition=Q(believed_until=None)
            ),
            models.Index(
                fields=["batch_id"], name="organization_spell_batch", condition=Q(batch_id__isnull=False)
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.name} [{self.from_on}, {self.until_on or '…'})"

    @property
    def since(self) -> date | None:
        """None where nobody wrote down when it began."""
        return None if self.from_on == BEGINNING else self.from_on

    @property
    def last_on(self) -> date | None:
        return last_day(self.until_on)


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


class PostSpell(models.Model):
    """What a post was in ``[from_on, until_on)``, as believed in `[believed_from, believed_until)`; see `UnitSpell`."""

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
    from_on = models.DateField(_("mulai"))
    until_on = models.DateField(_("sampai"), null=True, blank=True)
    believed_from = models.DateTimeField(db_default=Now(), editable=False)
    believed_until = models.DateTimeField(null=True, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decree_number = models.CharField(_("nomor keputusan"), max_length=120, blank=True)
    decree_on = models.DateField(_("tanggal keputusan"), null=True, blank=True)
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    batch_id = models.BigIntegerField(
        null=True, editable=False, help_text="The import that began the belief."
    )
    ended_batch_id = models.BigIntegerField(null=True, editable=False, help_text="The import that ended it.")

    class Meta:
        verbose_name = _("riwayat formasi")
        ordering = ("post", "from_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="organization_postspell_until_after_from",
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
                violation_error_message=_("Tanggal akhir harus sesudah tanggal mulai."),
            ),
            models.CheckConstraint(
                name="organization_postspell_belief_forward",
                condition=Q(believed_until=None) | Q(believed_until__gte=F("believed_from")),
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
            ExclusionConstraint(
                name="organization_postspell_one_truth_a_day",
                expressions=[("post", RangeOperators.EQUAL), (_DAYS, RangeOperators.OVERLAPS)],
                condition=Q(believed_until=None),
                violation_error_message=_("Riwayat formasi pada rentang tanggal ini sudah ada."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["batch_id"], name="organization_postspell_batch", condition=Q(batch_id__isnull=False)
            ),
            models.Index(
                fields=["ended_batch_id"],
                name="organization_postspell_ended",
                condition=Q(ended_batch_id__isnull=False),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.needed} [{self.from_on}, {self.until_on or '…'})"

    @property
    def since(self) -> date | None:
        """None where nobody wrote down when it began."""
        return None if self.from_on == BEGINNING else self.from_on

    @property
    def last_on(self) -> date | None:
        return last_day(self.until_on)


class Grant(models.Model):
    """An account has a role in a unit and all below it, for a span of days.

    ``deputy_for`` names the grant that is being stood in for: a deputy's grant never outlives it and
    cannot be passed on.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("akun")
    )
    role = models.CharField(_("peran"), max_length=20, choices=[(role.value, role.label) for role in Role])
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit organisasi")
    )
    from_on = models.DateField(_("mulai"))
    until_on = models.DateField(_("sampai"), null=True, blank=True)
    deputy_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("menggantikan")
    )
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    decree_number = models.CharField(_("nomor SK"), max_length=120, blank=True)
    decree_on = models.DateField(_("tanggal SK"), null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("pemberian peran")
        ordering = ("-from_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="organization_grant_until_not_before_from",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message=_("Tanggal akhir tidak boleh sebelum tanggal mulai."),
            ),
            models.CheckConstraint(
                name="organization_grant_deputy_has_end",
                condition=Q(deputy_for=None) | Q(until_on__isnull=False),
                violation_error_message=_("Penugasan pengganti harus memuat tanggal akhir."),
            ),
            ExclusionConstraint(
                name="organization_grant_not_twice",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce("unit", 0), RangeOperators.EQUAL),
                    (Coalesce("deputy_for", 0), RangeOperators.EQUAL),
                    (_DAYS, RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "Akun ini sudah memegang peran yang sama di unit yang sama pada tanggal itu."
                ),
            ),
        ]

    class Privacy:
        public = ("uuid", "role", "from_on", "until_on", "decree_number", "decree_on", "granted_at")
        personal = {"reason": "text"}
        sensitive: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.role} [{self.from_on}, {self.until_on or '…'})"

    @property
    def last_on(self) -> date | None:
        return last_day(self.until_on)

    @property
    def role_label(self) -> "StrPromise | str":
        return Role(self.role).label


class SpecialDay(models.Model):
    """The agency's own word about one day: off, or worked although the national calendar says off."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    day = models.DateField(_("tanggal"), unique=True)
    name = models.CharField(_("keterangan"), max_length=200)
    is_off = models.BooleanField(_("hari libur"), default=True)
    decree_number = models.CharField(_("nomor keputusan"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("hari khusus")
        ordering = ("day", "pk")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class ReferenceCode(models.Model):
    """A code of the national reference tables, with its name. It is never deleted: a record may name it."""

    table = models.CharField(_("tabel"), max_length=40)
    code = models.CharField(_("kode"), max_length=64)
    name = models.CharField(_("nama"), max_length=500)
    details = models.JSONField(_("rincian"), default=dict, blank=True)
    loaded_on = models.DateField(_("dimuat sejak"))
    ended_on = models.DateField(_("tidak dimuat lagi sejak"), null=True, blank=True)

    class Meta:
        verbose_name = _("kode rujukan")
        ordering = ("table", "code", "pk")
        constraints = (
            models.UniqueConstraint(fields=["table", "code"], name="organization_reference_code_once"),
            models.CheckConstraint(
                name="organization_reference_ends_after_load",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("loaded_on")),
                violation_error_message=_("Kode tidak dapat berakhir sebelum dimuat."),
            ),
        )
        indexes = (models.Index(fields=["table", "name"], name="organization_reference_name"),)

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.table} {self.code} {self.name}"
