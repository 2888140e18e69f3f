"""Where people stood in the nine boxes at a time, which posts must not stay empty, and who is prepared for them."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7

ACCOUNT = settings.AUTH_USER_MODEL


def _employee() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai"), db_index=False
    )


def _unit(**options: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        "organization.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit"), **options
    )


def _account(label: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=label)


def _score(label: Any, *, null: bool = True) -> models.DecimalField[Any, Any]:
    return models.DecimalField(label, max_digits=5, decimal_places=2, null=null)


class Disclosure(models.TextChoices):
    """What somebody is told of her own place once a mapping is frozen."""

    NOTHING = "nothing", _("Tidak diberitahukan")
    BOX = "box", _("Kotaknya saja")
    SCORES = "scores", _("Kotak, nilai, dan alasannya")


class Work(models.TextChoices):
    """What the worker is at. The figures stay as they are, and nobody changes them, until it is done."""

    RECKONING = "reckoning", _("Sedang dihitung")
    FREEZING = "freezing", _("Sedang dibekukan")


class Mapping(models.Model):
    """A mapping of talent (pemetaan talenta): the people of a unit, or of the agency, as they were on a day.

    It is worked on until it is frozen; from then on nothing in it changes, and ``fingerprint`` is in the ledger.
    """

    CUTS = ("performance_high", "performance_medium", "potential_high", "potential_medium")

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    name = models.CharField(_("nama pemetaan"), max_length=120)
    unit = _unit(blank=True)
    on = models.DateField(_("keadaan per"))
    performance_high = _score(_("batas kinerja tinggi"), null=False)
    performance_medium = _score(_("batas kinerja menengah"), null=False)
    potential_high = _score(_("batas potensial tinggi"), null=False)
    potential_medium = _score(_("batas potensial menengah"), null=False)
    cuts_reason = models.CharField(_("alasan batas"), max_length=500, blank=True)
    terms = models.JSONField(_("ketentuan yang dipakai"), default=dict)
    disclosure = models.CharField(
        _("yang diberitahukan kepada pegawai"), max_length=8, choices=Disclosure, default=Disclosure.NOTHING
    )
    created_by = _account(_("disusun oleh"))
    created_at = models.DateTimeField(_("disusun"), db_default=Now(), editable=False)
    reckoned_at = models.DateTimeField(_("dihitung"), null=True)
    minutes_no = models.CharField(_("nomor berita acara"), max_length=120, blank=True)
    frozen_on = models.DateField(_("dibekukan pada"), null=True)
    frozen_by = _account(_("dibekukan oleh"))
    fingerprint = models.CharField(_("sidik pemetaan"), max_length=64, blank=True)
    work = models.CharField(_("sedang dikerjakan"), max_length=9, choices=Work, blank=True)
    # Who asked for it, on which day, and with what: cut-offs to lay, the minutes to freeze under.
    asked_by = _account(_("diminta oleh"))
    asked_on = models.DateField(_("diminta pada"), null=True)
    asked = models.JSONField(_("yang diminta"), default=dict)
    percent = models.PositiveSmallIntegerField(_("kemajuan"), default=0)
    # How often a worker began it: whoever began last may end it, and what kills three is not tried again.
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    heartbeat_at = models.DateTimeField(_("terakhir bergerak"), null=True)
    failure = models.CharField(_("sebab gagal"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("pemetaan talenta")
        verbose_name_plural = _("pemetaan talenta")
        ordering = ("-on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="talent_mapping_frozen_with_minutes",
                condition=Q(frozen_on=None, fingerprint="", frozen_by=None)
                | (
                    ~Q(fingerprint="")
                    & ~Q(minutes_no="")
                    & Q(frozen_on__isnull=False, frozen_by__isnull=False)
                ),
                violation_error_message=_("Pemetaan yang dibekukan harus memuat berita acara dan sidiknya."),
            ),
            models.CheckConstraint(
                name="talent_mapping_cuts_in_order",
                condition=Q(performance_medium__lt=F("performance_high"))
                & Q(potential_medium__lt=F("potential_high")),
                violation_error_message=_("Batas menengah harus di bawah batas tinggi."),
            ),
            models.CheckConstraint(
                name="talent_mapping_work_is_asked",
                condition=Q(work="") | Q(asked_by__isnull=False, asked_on__isnull=False),
                violation_error_message=_("Pekerjaan harus memuat siapa yang memintanya dan kapan."),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.name

    @property
    def is_frozen(self) -> bool:
        return self.frozen_on is not None

    @property
    def is_moving(self) -> bool:
        return bool(self.work)


class Placement(models.Model):
    """Where one person stood in a mapping, from which facts; and where the committee put her, if elsewhere, and why.

    ``box`` is empty where it cannot be told: ``unknowns`` names what is lacking.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="+", verbose_name=_("pemetaan talenta"))
    employee = _employee()
    unit = _unit()
    facts = models.JSONField(_("fakta"))
    performance = _score(_("nilai kinerja"))
    potential = _score(_("nilai potensial"))
    value = _score(_("Nilai Talenta"))
    box = models.PositiveSmallIntegerField(_("kotak hitungan"), null=True)
    is_eligible = models.BooleanField(_("memenuhi syarat"), null=True)
    obstacles = ArrayField(models.CharField(max_length=40), verbose_name=_("yang tidak terpenuhi"))
    unknowns = ArrayField(models.CharField(max_length=40), verbose_name=_("yang belum diketahui"))
    moved_to = models.PositiveSmallIntegerField(_("kotak keputusan tim"), null=True)
    moved_reason = models.CharField(_("alasan tim"), max_length=1000, blank=True, db_default="")
    moved_by = _account(_("dicatat oleh"))
    moved_on = models.DateField(_("diputuskan pada"), null=True)
    stands = models.GeneratedField(
        expression=Coalesce("moved_to", "box"),
        output_field=models.PositiveSmallIntegerField(_("kotak"), null=True),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("penempatan talenta")
        verbose_name_plural = _("penempatan talenta")
        constraints = [
            models.UniqueConstraint(fields=["mapping", "employee"], name="talent_placement_once_a_mapping"),
            models.CheckConstraint(
                name="talent_placement_moved_with_a_reason",
                condition=Q(moved_to=None, moved_reason="", moved_by=None, moved_on=None)
                | (
                    Q(moved_to__range=(1, 9), moved_by__isnull=False, moved_on__isnull=False)
                    & ~Q(moved_reason="")
                ),
                violation_error_message=_("Keputusan tim harus memuat kotak 1–9, alasan, dan pencatatnya."),
            ),
        ]
        indexes = [
            models.Index(fields=["mapping", "stands"], name="talent_placement_box"),
            models.Index(fields=["employee"], name="talent_placement_of_person"),
        ]

    class Privacy:
        public = ("uuid", "moved_on")
        personal = {
            "facts": "blank",
            "performance": "keep",
            "potential": "keep",
            "value": "keep",
            "box": "keep",
            "is_eligible": "keep",
            "obstacles": "keep",
            "unknowns": "keep",
            "moved_to": "keep",
            "moved_reason": "text",
            "stands": "keep",
        }

    def __str__(self) -> str:
        return f"{self.stands or '–'}"

    @property
    def is_moved(self) -> bool:
        return self.moved_to is not None


class CriticalPost(models.Model):
    """A post that must not stay empty (jabatan kritikal), and why."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    post = models.ForeignKey(
        "organization.Post", models.PROTECT, related_name="+", verbose_name=_("formasi jabatan")
    )
    reason = models.CharField(_("alasan kritikal"), max_length=500)
    marked_by = _account(_("ditandai oleh"))
    marked_on = models.DateField(_("ditandai pada"))
    ended_on = models.DateField(_("tidak kritikal lagi sejak"), null=True)

    class Meta:
        verbose_name = _("jabatan kritikal")
        verbose_name_plural = _("jabatan kritikal")
        ordering = ("post__unit__place", "post__key", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(ended_on=None),
                name="talent_critical_post_once",
                violation_error_message=_("Jabatan ini sudah ditandai kritikal."),
            ),
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.post.title


class DevelopmentPlan(models.Model):
    """How a candidate is prepared for a critical post (rencana pengembangan individu), and who guides her."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    critical = models.ForeignKey(
        CriticalPost, models.PROTECT, related_name="+", verbose_name=_("jabatan kritikal")
    )
    employee = _employee()
    mentor = models.CharField(_("mentor"), max_length=200)
    created_by = _account(_("disusun oleh"))
    created_on = models.DateField(_("disusun pada"))

    class Meta:
        verbose_name = _("rencana pengembangan individu")
        verbose_name_plural = _("rencana pengembangan individu")
        constraints = [
            models.UniqueConstraint(
                fields=["critical", "employee"],
                name="talent_plan_once_a_candidate",
                violation_error_message=_("Calon ini sudah mempunyai rencana pengembangan."),
            ),
        ]
        indexes = [models.Index(fields=["employee"], name="talent_plan_of_person")]

    class Privacy:
        public = ("uuid", "created_on")
        personal = {"mentor": "name"}

    def __str__(self) -> str:
        return self.mentor


class DevelopmentAction(models.Model):
    """One step of a plan: what closes which gap, by when, and when it was done."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    plan = models.ForeignKey(
        DevelopmentPlan,
        models.CASCADE,
        related_name="+",
        verbose_name=_("rencana pengembangan individu"),
    )
    gap = models.CharField(_("kesenjangan"), max_length=40, blank=True)
    what = models.CharField(_("langkah"), max_length=300)
    due_on = models.DateField(_("paling lambat"))
    done_on = models.DateField(_("selesai pada"), null=True)

    class Meta:
        verbose_name = _("langkah pengembangan")
        verbose_name_plural = _("langkah pengembangan")
        ordering = ("due_on", "pk")

    class Privacy:
        public = ("uuid", "due_on", "done_on")
        personal = {"what": "text", "gap": "keep"}

    def __str__(self) -> str:
        return self.what
