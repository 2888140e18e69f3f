"""What people learned, and what assessments found. Standards and offers of training come to this context later."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Lower, Trim
from django.utils.translation import gettext_lazy as _

from bijak.interchange.models import Brought


def compared(name: Any) -> Any:
    """A name as PostgreSQL compares it: capitals, punctuation and blanks do not make another training."""
    words = Func(
        Lower(name),
        Value("[^[:alnum:]]+"),
        Value(" "),
        Value("g"),
        function="regexp_replace",
        output_field=models.TextField(),
    )
    return Trim(words)


class TrainingKind(models.TextChoices):
    """The two histories of the national system: structural programmes (diklat), and everything else (kursus)."""

    PROGRAMME = "programme", _("Pelatihan struktural")
    COURSE = "course", _("Kursus dan pelatihan lain")


class TrainingRecord(Brought):
    """A training that an employee followed, with its hours (jam pelajaran, JP).

    A row is never overwritten. A later import that says something else puts a row in its place, and ``replaced_by``
    names that import; so an import can be taken back. A row recorded by hand is corrected by withdrawing it and
    recording another with the same reference.
    """

    employee = models.ForeignKey(
        "people.Employee",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("pegawai"),
        db_index=False,
    )
    kind = models.CharField(_("jenis"), max_length=12, choices=TrainingKind)
    name = models.CharField(_("nama pelatihan"), max_length=300)
    name_key = models.GeneratedField(
        expression=compared("name"), output_field=models.TextField(), db_persist=True
    )
    form_code = models.CharField(_("bentuk pelatihan"), max_length=4, blank=True)
    hours = models.PositiveSmallIntegerField(_("jam pelajaran"))
    organiser = models.CharField(_("penyelenggara"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("tahun"))
    started_on = models.DateField(_("mulai"), null=True)
    ended_on = models.DateField(_("selesai"), null=True)
    certificate_no = models.CharField(_("nomor sertifikat"), max_length=200, blank=True)
    apart_reason = models.CharField(_("mengapa pelatihan lain"), max_length=500, blank=True, db_default="")
    siasn_id = models.CharField(_("ID riwayat SIASN"), max_length=64, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("dicatat oleh"),
        db_index=False,
    )
    withdrawn_on = models.DateField(_("ditarik pada"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("ditarik oleh"),
        db_index=False,
    )
    withdrawn_reason = models.CharField(_("alasan penarikan"), max_length=500, blank=True, db_default="")

    class Meta:
        verbose_name = _("riwayat pelatihan")
        verbose_name_plural = _("riwayat pelatihan")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(replaced_by=None, withdrawn_on=None),
                name="competency_training_one_row_a_reference",
            ),
            models.CheckConstraint(
                name="competency_training_ends_after_it_starts",
                condition=Q(started_on=None) | Q(ended_on=None) | Q(ended_on__gte=models.F("started_on")),
                violation_error_message=_("Pelatihan selesai sebelum dimulai."),
            ),
            models.CheckConstraint(
                name="competency_training_withdrawn_with_a_reason",
                condition=Q(withdrawn_on=None, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                violation_error_message=_("Pelatihan yang ditarik harus menyebut alasannya."),
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "year"], name="competency_training_of_person"),
            models.Index(
                fields=["employee"],
                condition=Q(kind=TrainingKind.PROGRAMME, replaced_by=None, withdrawn_on=None),
                name="competency_programme_of_person",
            ),
        ]

    class Privacy:
        public = ("uuid", "created_at", "withdrawn_on")
        personal = {
            "withdrawn_reason": "text",
            "kind": "keep",
            "name": "keep",
            "name_key": "keep",
            "apart_reason": "text",
            "form_code": "keep",
            "hours": "keep",
            "organiser": "keep",
            "year": "keep",
            "started_on": "keep",
            "ended_on": "keep",
            "certificate_no": "number",
            "siasn_id": "number",
            "reference": "number",
        }

    def __str__(self) -> str:
        return self.name

    @property
    def sameness(self) -> tuple[str, date, date] | None:
        """What records of one training share, also without a certificate: its name and its days.

        None where the days are not known, and where an officer said why it is another training.
        """
        if self.ended_on is None or self.apart_reason:
            return None
        return self.name_key, self.started_on or self.ended_on, self.ended_on

    @property
    def is_by_hand(self) -> bool:
        """What came from a file is corrected where the file comes from, or the next import would undo it."""
        return self.recorded_by_id is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None


class AssessmentMethod(models.TextChoices):
    ASSESSMENT_CENTRE = "assessment_centre", _("Assessment center")
    RAPID = "rapid", _("Penilaian cepat")
    COMPUTER_TEST = "computer_test", _("Uji kompetensi berbasis komputer (CACT)")
    INTERVIEW = "interview", _("Wawancara berbasis kompetensi")
    SURVEY_360 = "survey_360", _("Survei 360 derajat")
    PSYCHOMETRIC = "psychometric", _("Psikotes")


class Assessment(Brought):
    """What an assessment found of a person: her potential, and how her competence compares with the standard (JPM).

    Both in points of 100; a JPM may lie above it. Rows are never overwritten: see TrainingRecord.
    """

    employee = models.ForeignKey(
        "people.Employee",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("pegawai"),
        db_index=False,
    )
    assessed_on = models.DateField(_("tanggal asesmen"))
    valid_until = models.DateField(_("berlaku sampai"), null=True)
    potential = models.DecimalField(_("nilai potensi"), max_digits=5, decimal_places=2, null=True)
    jpm = models.DecimalField(_("nilai kompetensi (JPM)"), max_digits=5, decimal_places=2, null=True)
    method = models.CharField(_("metode asesmen"), max_length=20, choices=AssessmentMethod, blank=True)
    assessor = models.CharField(_("penyelenggara asesmen"), max_length=200, blank=True)
    report_no = models.CharField(_("nomor laporan"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("hasil asesmen")
        verbose_name_plural = _("hasil asesmen")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(replaced_by=None),
                name="competency_assessment_one_row_a_reference",
            ),
            models.CheckConstraint(
                name="competency_assessment_says_something",
                condition=Q(potential__isnull=False) | Q(jpm__isnull=False),
                violation_error_message=_("Hasil asesmen harus memuat nilai potensi atau JPM."),
            ),
            models.CheckConstraint(
                name="competency_assessment_valid_after_it_was_made",
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("assessed_on")),
                violation_error_message=_("Masa berlaku asesmen berakhir sebelum asesmennya."),
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "-assessed_on"], name="competency_assessment_of"),
        ]

    class Privacy:
        public = ("uuid", "created_at")
        personal = {
            "assessed_on": "keep",
            "valid_until": "keep",
            "potential": "keep",
            "jpm": "keep",
            "method": "keep",
            "assessor": "keep",
            "report_no": "number",
            "reference": "number",
        }

    def __str__(self) -> str:
        return f"{self.assessed_on}"
