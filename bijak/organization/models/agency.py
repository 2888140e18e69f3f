"""The agency itself, and its word about single days."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7


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
