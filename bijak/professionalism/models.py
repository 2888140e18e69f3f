"""The index of professionalism of each year: of every person, and added up for every unit."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Measurement(models.Model):
    """The index of a person in a year, with what it was made from. A dimension that cannot be told is empty, and so
    is the index then.

    ``gains`` holds the points that each of ``rules.STEPS`` would bring.
    """

    year = models.PositiveSmallIntegerField(_("tahun"))
    employee = models.ForeignKey(
        "people.Employee", models.CASCADE, related_name="+", verbose_name=_("pegawai"), db_index=False
    )
    unit = models.ForeignKey(
        "organization.Unit",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("unit"),
        db_index=False,
    )
    post = models.CharField(_("jenis jabatan"), max_length=12, blank=True)
    education = models.CharField(_("tingkat pendidikan"), max_length=2, blank=True)
    hours = models.PositiveSmallIntegerField(_("jam pelatihan teknis"))
    predicate = models.CharField(_("predikat"), max_length=20, blank=True)
    sanction = models.CharField(_("tingkat hukuman"), max_length=6, blank=True)
    qualification = models.FloatField(_("kualifikasi"), null=True)
    training = models.FloatField(_("pelatihan kepemimpinan atau fungsional"), null=True)
    technical = models.FloatField(_("pelatihan teknis"), null=True)
    seminar = models.FloatField(_("seminar dan sejenisnya"), null=True)
    competency = models.FloatField(_("kompetensi"), null=True)
    performance = models.FloatField(_("kinerja"), null=True)
    discipline = models.FloatField(_("disiplin"), null=True)
    total = models.FloatField(_("indeks"), null=True)
    category = models.CharField(_("kategori"), max_length=9, blank=True)
    gains = ArrayField(models.FloatField(), verbose_name=_("poin yang dapat diraih"))

    class Meta:
        verbose_name = _("pengukuran IP ASN")
        verbose_name_plural = _("pengukuran IP ASN")
        constraints = [
            models.UniqueConstraint(fields=["year", "employee"], name="professionalism_once_a_year"),
            models.CheckConstraint(
                name="professionalism_category_of_a_total",
                condition=Q(total=None, category="") | (Q(total__isnull=False) & ~Q(category="")),
            ),
        ]
        indexes = [
            models.Index(fields=["year", "unit"], name="professionalism_of_unit"),
            models.Index(
                F("year"), F("total").asc(nulls_first=True), F("id"), name="professionalism_lowest_first"
            ),
        ]

    class Privacy:
        public = ("year",)
        personal = {
            "post": "keep",
            "education": "keep",
            "hours": "keep",
            "predicate": "keep",
            "qualification": "keep",
            "training": "keep",
            "technical": "keep",
            "seminar": "keep",
            "competency": "keep",
            "performance": "keep",
        }
        # What is not five, or what the others leave to the total, tells of a sanction.
        sensitive = {
            "sanction": "blank",
            "discipline": "blank",
            "total": "blank",
            "category": "blank",
            "gains": "keep",
        }

    def __str__(self) -> str:
        return f"{self.year}: {self.total if self.total is not None else '–'}"


class UnitIndex(models.Model):
    """What the people of a unit itself have together in a year: sums, so that units can be added up.

    ``people`` were to be measured, of ``measured`` the index is known. ``categories`` counts them in the order of
    ``rules.CATEGORIES``; ``gains`` and ``gainers`` say for each of ``rules.STEPS`` how many points it would bring to
    how many of ``people``.
    """

    year = models.PositiveSmallIntegerField(_("tahun"))
    unit = models.ForeignKey(
        "organization.Unit",
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("unit"),
        db_index=False,
    )
    people = models.PositiveIntegerField(_("pegawai"))
    measured = models.PositiveIntegerField(_("pegawai yang dapat dihitung"))
    qualification = models.FloatField(_("kualifikasi"))
    competency = models.FloatField(_("kompetensi"))
    performance = models.FloatField(_("kinerja"))
    discipline = models.FloatField(_("disiplin"))
    categories = ArrayField(models.PositiveIntegerField(), verbose_name=_("menurut kategori"))
    gains = ArrayField(models.FloatField(), verbose_name=_("poin yang dapat diraih"))
    gainers = ArrayField(models.PositiveIntegerField(), verbose_name=_("pegawai yang dapat meraihnya"))

    class Meta:
        verbose_name = _("IP ASN unit")
        verbose_name_plural = _("IP ASN unit")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "unit"], name="professionalism_unit_once_a_year", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="professionalism_no_more_measured_than_people", condition=Q(measured__lte=F("people"))
            ),
        ]

    class Privacy:
        public = ("year", "people", "measured")
        # A unit may be one person.
        personal = dict.fromkeys(
            ("qualification", "competency", "performance", "categories", "gains", "gainers"), "keep"
        )
        sensitive = {"discipline": "keep"}

    def __str__(self) -> str:
        return f"{self.year}: {self.unit}"


class Measuring(models.Model):
    """Somebody or something asked to have everyone measured; once that is done, how many people."""

    asked_at = models.DateTimeField(_("diminta"), db_default=Now())
    finished_at = models.DateTimeField(_("selesai"), null=True)
    people = models.PositiveIntegerField(_("pegawai"), default=0)

    class Meta:
        verbose_name = _("penghitungan IP ASN")
        verbose_name_plural = _("penghitungan IP ASN")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.asked_at}"
