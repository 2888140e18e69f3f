"""Where everyone stands in the queue for promotion, what officers establish about her, and who objects."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel import ranks
from bijak.kernel.uuid7 import uuid7

ACCOUNT = settings.AUTH_USER_MODEL
RANKS = [(rank.code, rank.grade) for rank in ranks.PNS]


def _employee() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        "people.Employee", models.CASCADE, related_name="+", verbose_name=_("pegawai"), db_index=False
    )


class PromotionKind(models.TextChoices):
    """In the order in which one stands before another that comes as early."""

    FUNCTIONAL = "functional", _("Pilihan (jabatan fungsional)")
    STRUCTURAL = "structural", _("Pilihan (jabatan struktural)")
    REGULAR = "regular", _("Reguler")
    DIPLOMA = "diploma", _("Penyesuaian ijazah")
    OUTSTANDING = "outstanding", _("Prestasi luar biasa")
    DISCOVERY = "discovery", _("Penemuan baru")
    SERVICE = "service", _("Pengabdian")
    POSTHUMOUS = "posthumous", _("Anumerta")

    @classmethod
    def queued(cls) -> list[tuple[str, Any]]:
        """Those for which people stand in the queue."""
        return [each for each in cls.choices if each[0] != cls.POSTHUMOUS]


class QueueState(models.TextChoices):
    MAY = "may", _("Memenuhi syarat")
    WAITING = "waiting", _("Belum waktunya")
    UNDECIDED = "undecided", _("Belum dapat diputuskan")
    BLOCKED = "blocked", _("Terhalang")


class QueueLine(models.Model):
    """The kind by which a PNS is promoted first, and how she stands in all kinds; read anew every night.

    ``levels`` and ``days`` are compact: one sign for each condition of each kind (missing, unknown, met), one day of
    eight digits for each kind. ``queries.told`` makes sentences of them.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    employee = models.OneToOneField(
        "people.Employee", models.CASCADE, related_name="+", verbose_name=_("pegawai")
    )
    unit = models.ForeignKey(
        "organization.Unit", models.SET_NULL, null=True, related_name="+", verbose_name=_("unit")
    )
    rank_code = models.CharField(_("golongan"), max_length=4, choices=RANKS, blank=True)
    rank_from = models.DateField(_("TMT golongan"), null=True)
    kind = models.CharField(_("jenis kenaikan pangkat"), max_length=12, choices=PromotionKind)
    state = models.CharField(_("keadaan"), max_length=9, choices=QueueState)
    eligible_on = models.DateField(_("syarat waktu terpenuhi"), null=True)
    period = models.DateField(_("periode"), null=True)
    target_rank = models.CharField(_("golongan berikutnya"), max_length=4, choices=RANKS, blank=True)
    levels = models.CharField(max_length=100, editable=False)
    days = models.CharField(max_length=60, editable=False)
    credit_short = models.DecimalField(
        _("kekurangan angka kredit"), max_digits=8, decimal_places=3, null=True
    )
    # Under this name the public sees her: drawn by lot, so that nothing about her can be worked out of it.
    pseudonym = models.CharField(_("nama samaran"), max_length=8)
    changed_on = models.DateField(_("berubah pada"))
    was_state = models.CharField(_("keadaan sebelumnya"), max_length=9, choices=QueueState, blank=True)
    was_kind = models.CharField(_("jenis sebelumnya"), max_length=12, choices=PromotionKind, blank=True)

    class Meta:
        verbose_name = _("antrean kenaikan pangkat")
        verbose_name_plural = _("antrean kenaikan pangkat")
        indexes = [
            # The order of the queue: who may first, who waits longest, who has held the rank longest.
            models.Index(
                fields=["period", "eligible_on", "rank_from", "employee"], name="career_line_in_order"
            ),
            models.Index(fields=["changed_on"], name="career_line_changed"),
        ]

    class Privacy:
        public = ("uuid", "period", "changed_on", "pseudonym")
        personal = {
            "rank_code": "keep",
            "rank_from": "keep",
            "kind": "keep",
            "state": "keep",
            "eligible_on": "keep",
            "target_rank": "keep",
            "credit_short": "keep",
            "was_state": "keep",
            "was_kind": "keep",
        }
        # One of the conditions is a sanction.
        sensitive = {"levels": "blank", "days": "blank"}

    def __str__(self) -> str:
        return self.pseudonym


class QueueRun(models.Model):
    """Somebody asked to have everyone's place read anew; once that is done, how many people there are."""

    asked_at = models.DateTimeField(_("diminta"), db_default=Now())
    finished_at = models.DateTimeField(_("selesai"), null=True)
    people = models.PositiveIntegerField(_("pegawai"), default=0)
    changed = models.PositiveIntegerField(_("baris yang berubah"), default=0)
    # What everybody may know, reckoned once: between two readings nobody learns who moved.
    public = models.JSONField(_("angka untuk umum"), null=True)

    class Meta:
        verbose_name = _("pembaruan antrean kenaikan pangkat")
        verbose_name_plural = _("pembaruan antrean kenaikan pangkat")

    class Privacy:
        public = "__all__"


class Established(models.TextChoices):
    """Conditions that no history holds."""

    EXAM = "exam", _("Lulus ujian penyesuaian ijazah")
    FORMATION = "formation", _("Tersedia formasi yang sesuai dengan ijazah")
    LEVEL_TEST = "level_test", _("Lulus uji kompetensi kenaikan jenjang")
    LEVEL_VACANCY = "level_vacancy", _("Tersedia formasi jenjang berikutnya")
    SERVICE_EXAM = "service_exam", _("Lulus ujian dinas, atau bebas karena diklat kepemimpinan")


class Attestation(models.Model):
    """An officer establishes by a paper that somebody meets a condition. It serves one promotion: that after ``on``."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    employee = _employee()
    what = models.CharField(_("syarat"), max_length=13, choices=Established)
    on = models.DateField(_("tanggal surat"))
    paper_no = models.CharField(_("nomor surat"), max_length=100)
    recorded_by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name=_("dicatat oleh"))
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)
    withdrawn_on = models.DateField(_("ditarik pada"), null=True)

    class Meta:
        verbose_name = _("keterangan syarat kenaikan pangkat")
        verbose_name_plural = _("keterangan syarat kenaikan pangkat")
        indexes = [models.Index(fields=["employee", "what"], name="career_attestation_of")]

    class Privacy:
        public = ("uuid", "recorded_at", "withdrawn_on")
        personal = {"what": "keep", "on": "keep", "paper_no": "number"}

    def __str__(self) -> str:
        return self.paper_no


class Verdict(models.TextChoices):
    OPEN = "open", _("Menunggu jawaban")
    UPHELD = "upheld", _("Diterima")
    REJECTED = "rejected", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Dicabut")


class Objection(models.Model):
    """Somebody says that her line in the queue is wrong; an officer answers with reasons by a day."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    employee = _employee()
    unit = models.ForeignKey(
        "organization.Unit", models.SET_NULL, null=True, related_name="+", verbose_name=_("unit")
    )
    text = models.TextField(_("keberatan"), max_length=2000)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name=_("bukti")
    )
    # How she stood when she objected.
    kind = models.CharField(_("jenis kenaikan pangkat"), max_length=12, choices=PromotionKind)
    state = models.CharField(_("keadaan"), max_length=9, choices=QueueState)
    raised_on = models.DateField(_("diajukan"))
    due_on = models.DateField(_("dijawab paling lambat"))
    verdict = models.CharField(_("putusan"), max_length=9, choices=Verdict, default=Verdict.OPEN)
    answer = models.TextField(_("jawaban"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("dijawab oleh")
    )
    answered_on = models.DateField(_("dijawab"), null=True)

    class Meta:
        verbose_name = _("keberatan atas antrean")
        verbose_name_plural = _("keberatan atas antrean")
        constraints = [
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(verdict=Verdict.OPEN),
                name="career_objection_one_open",
                violation_error_message=_("Keberatan sebelumnya belum dijawab."),
            ),
            models.CheckConstraint(
                name="career_objection_answered_with_reason",
                condition=~Q(verdict__in=[Verdict.UPHELD, Verdict.REJECTED])
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_on__isnull=False)),
                violation_error_message=_("Jawaban atas keberatan harus memuat alasan dan pejabatnya."),
            ),
            models.CheckConstraint(
                name="career_objection_due_after_raised", condition=Q(due_on__gte=F("raised_on"))
            ),
        ]
        indexes = [models.Index(fields=["verdict", "due_on"], name="career_objection_due")]

    class Privacy:
        public = ("uuid", "raised_on", "due_on", "verdict", "answered_on")
        personal = {"kind": "keep", "state": "keep", "text": "text", "answer": "text"}

    def __str__(self) -> str:
        return str(self.uuid)
