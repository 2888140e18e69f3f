"""What an agency proposes: a promotion of one person, the papers it stands on, and how far it has come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.career.models.queue import PromotionKind
from bijak.kernel.uuid7 import uuid7

ACCOUNT = settings.AUTH_USER_MODEL


class ProposalBatch(models.Model):
    """Proposals of one period that go out together, under one covering letter."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    period = models.DateField(_("periode"))
    name = models.CharField(_("nama berkas usul"), max_length=120)
    letter_no = models.CharField(_("nomor surat pengantar"), max_length=100, blank=True)
    letter_on = models.DateField(_("tanggal surat pengantar"), null=True)
    sent_on = models.DateField(_("dikirim"), null=True)
    made_by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name=_("disusun oleh"))
    made_at = models.DateTimeField(_("disusun"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("berkas usul kenaikan pangkat")
        verbose_name_plural = _("berkas usul kenaikan pangkat")
        constraints = [
            models.UniqueConstraint(fields=["period", "name"], name="career_batch_named_once_a_period"),
            models.CheckConstraint(
                name="career_batch_sent_under_a_letter",
                condition=Q(sent_on=None) | (~Q(letter_no="") & Q(letter_on__isnull=False)),
                violation_error_message=_("Berkas usul dikirim dengan nomor dan tanggal surat pengantarnya."),
            ),
        ]

    class Privacy:
        public = ("uuid", "period", "name", "letter_no", "letter_on", "sent_on", "made_at")

    def __str__(self) -> str:
        return self.name


class ProposalState(models.TextChoices):
    DRAFTED = "drafted", _("Disusun")
    CHECKED = "checked", _("Siap dikirim")
    SENT = "sent", _("Dikirim")
    RETURNED = "returned", _("Dikembalikan")
    APPROVED = "approved", _("Disetujui BKN")
    ISSUED = "issued", _("SK terbit")
    REFUSED = "refused", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik")


OPEN = (ProposalState.DRAFTED, ProposalState.RETURNED)
"""While papers may come and go."""
OVER = (ProposalState.ISSUED, ProposalState.REFUSED, ProposalState.WITHDRAWN)


class PromotionProposal(models.Model):
    """That somebody be promoted from a day, which is a period.

    ``old_rank`` and ``old_from`` are what she held when it was drafted. ``despite``: why it was declared ready although
    a check spoke against it.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai"), db_index=False
    )
    kind = models.CharField(_("jenis kenaikan pangkat"), max_length=12, choices=PromotionKind)
    period = models.DateField(_("periode"))
    old_rank = models.CharField(_("golongan lama"), max_length=4)
    old_from = models.DateField(_("TMT golongan lama"), null=True)
    new_rank = models.CharField(_("golongan yang diusulkan"), max_length=4)
    batch = models.ForeignKey(
        ProposalBatch, models.SET_NULL, null=True, related_name="+", verbose_name=_("berkas usul")
    )
    state = models.CharField(
        _("keadaan"), max_length=10, choices=ProposalState, default=ProposalState.DRAFTED
    )
    state_since = models.DateField(_("keadaan sejak"))
    despite = models.CharField(_("tetap diajukan karena"), max_length=500, blank=True)
    pertek_no = models.CharField(_("nomor pertek"), max_length=100, blank=True)
    pertek_on = models.DateField(_("tanggal pertek"), null=True)
    decree_no = models.CharField(_("nomor surat keputusan"), max_length=100, blank=True)
    decree_on = models.DateField(_("tanggal surat keputusan"), null=True)
    change = models.OneToOneField(
        "people.Change", models.PROTECT, null=True, related_name="+", verbose_name=_("perubahan data")
    )
    made_on = models.DateField(_("diusulkan"))
    # Counts what was done with it, so that a second officer notices the first.
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("usul kenaikan pangkat")
        verbose_name_plural = _("usul kenaikan pangkat")
        indexes = [
            models.Index(fields=["state", "period", "id"], name="career_proposal_by_state"),
            models.Index(fields=["employee", "-id"], name="career_proposal_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "period"],
                condition=~Q(state__in=("refused", "withdrawn")),
                name="career_proposal_once_a_period",
                violation_error_message=_("Pegawai ini sudah diusulkan untuk periode itu."),
            ),
            models.CheckConstraint(
                name="career_proposal_approved_by_pertek",
                condition=~Q(state__in=("approved", "issued"))
                | (~Q(pertek_no="") & Q(pertek_on__isnull=False)),
                violation_error_message=_("Usul yang disetujui harus menyebut nomor dan tanggal perteknya."),
            ),
            models.CheckConstraint(
                name="career_proposal_issued_by_decree",
                condition=Q(state="issued", change__isnull=False, decree_on__isnull=False) & ~Q(decree_no="")
                | ~Q(state="issued") & Q(change=None, decree_on=None, decree_no=""),
                violation_error_message=_("Usul yang selesai harus menyebut surat keputusannya."),
            ),
        ]

    class Privacy:
        public = ("uuid", "period", "made_on", "edition")
        personal = {
            "state": "keep",
            "state_since": "keep",
            "pertek_on": "keep",
            "decree_on": "keep",
            "kind": "keep",
            "old_rank": "keep",
            "old_from": "keep",
            "new_rank": "keep",
            "despite": "text",
            "pertek_no": "number",
            "decree_no": "number",
        }

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def may_ask_her(self) -> bool:
        """Whether there is somebody to be asked for papers and told how it goes."""
        return self.kind != PromotionKind.POSTHUMOUS

    @property
    def is_over(self) -> bool:
        return self.state in OVER


class PaperSource(models.TextChoices):
    RECORD = "record", _("Dari catatan")
    OFFICER = "officer", _("Diunggah pengelola")
    EMPLOYEE = "employee", _("Diunggah pegawai")


class ProposalPaper(models.Model):
    """One paper that a proposal asks for: there, or asked of the person until a day.

    What the paper says is typed by whoever read it; empty where nobody has, and then nothing can be compared.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    proposal = models.ForeignKey(
        PromotionProposal, models.CASCADE, related_name="+", verbose_name=_("usul kenaikan pangkat")
    )
    code = models.CharField(_("dokumen"), max_length=20)
    # Of which year, where one is asked for each year.
    year = models.PositiveSmallIntegerField(_("tahun"), null=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name=_("berkas")
    )
    source = models.CharField(_("asal berkas"), max_length=8, choices=PaperSource, blank=True)
    is_readable = models.BooleanField(_("dapat dibuka"), default=False)
    says_position = models.CharField(_("jabatan menurut dokumen"), max_length=200, blank=True)
    says_level = models.CharField(_("tingkat pendidikan menurut dokumen"), max_length=2, blank=True)
    says_year = models.PositiveSmallIntegerField(_("tahun lulus menurut dokumen"), null=True)
    says_credit = models.DecimalField(
        _("angka kredit menurut dokumen"), max_digits=8, decimal_places=3, null=True
    )
    asked_on = models.DateField(_("diminta"), null=True)
    due_on = models.DateField(_("ditunggu sampai"), null=True)
    asked_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("diminta oleh")
    )
    note = models.CharField(_("keterangan"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("kelengkapan usul kenaikan pangkat")
        verbose_name_plural = _("kelengkapan usul kenaikan pangkat")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "code", "year"], nulls_distinct=False, name="career_paper_once"
            ),
            models.CheckConstraint(
                name="career_paper_asked_until_a_day",
                condition=Q(asked_on=None, due_on=None, asked_by=None)
                | Q(asked_on__isnull=False, due_on__isnull=False, asked_by__isnull=False),
                violation_error_message=_("Dokumen yang diminta harus menyebut sampai kapan ditunggu."),
            ),
        ]

    class Privacy:
        public = ("uuid", "code", "year", "source", "is_readable", "asked_on", "due_on")
        personal = {
            "says_position": "keep",
            "says_level": "keep",
            "says_year": "keep",
            "says_credit": "keep",
            "note": "text",
        }

    def __str__(self) -> str:
        return self.code

    @property
    def is_asked(self) -> bool:
        return self.asked_on is not None and self.document_id is None


class ReminderStep(models.TextChoices):
    """Who is told what about a paper that is asked, one step after the other."""

    SOON = "soon", _("Pegawai diingatkan menjelang batas waktu")
    LATE = "late", _("Pegawai diingatkan sesudah batas waktu")
    PASSED_ON = "passed_on", _("Diserahkan kembali kepada yang meminta")


class PaperReminder(models.Model):
    """Somebody was told that a paper is due: each step once for every day until which it was asked."""

    paper = models.ForeignKey(
        ProposalPaper, models.CASCADE, related_name="+", verbose_name=_("kelengkapan usul kenaikan pangkat")
    )
    step = models.CharField(_("langkah pengingat"), max_length=9, choices=ReminderStep)
    due_on = models.DateField(_("ditunggu sampai"))
    told = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name=_("diberi tahu"))
    told_on = models.DateField(_("diberi tahu pada"))

    class Meta:
        verbose_name = _("pengingat dokumen usul")
        verbose_name_plural = _("pengingat dokumen usul")
        indexes = [models.Index(fields=["-told_on", "-id"], name="career_reminder_newest")]
        constraints = [
            models.UniqueConstraint(fields=["paper", "due_on", "step"], name="career_reminder_once_a_step")
        ]

    class Privacy:
        public = ("step", "due_on", "told_on")

    def __str__(self) -> str:
        return self.get_step_display()


class ProposalDeed(models.TextChoices):
    DRAFTED = "drafted", _("Disusun")
    ENCLOSED = "enclosed", _("Dokumen dilampirkan")
    ASKED = "asked", _("Dokumen diminta")
    CHECKED = "checked", _("Dinyatakan siap dikirim")
    SENT = "sent", _("Dikirim")
    RETURNED = "returned", _("Dikembalikan")
    APPROVED = "approved", _("Disetujui BKN")
    ISSUED = "issued", _("SK terbit dan dicatat")
    REFUSED = "refused", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik")
    UNDONE = "undone", _("Langkah terakhir diurungkan")


class ReturnCause(models.TextChoices):
    """Why a file comes back, grouped as regional offices of BKN report it."""

    CREDITS = "credits", _("Angka kredit tidak sesuai ketentuan")
    DEGREE = "degree", _("Ijazah, gelar, atau tahun lulus berbeda")
    POSITION = "position", _("Jabatan lama atau baru tidak cocok")
    RANK = "rank", _("Golongan atau TMT tidak cocok")
    RATING = "rating", _("Penilaian kinerja kurang atau tidak sesuai")
    IDENTITY = "identity", _("NIP, nama, atau tanggal lahir berbeda")
    PAPER = "paper", _("Dokumen kurang")
    FILE = "file", _("Berkas tidak terbaca")
    OTHER = "other", _("Sebab lain")


class ProposalStep(models.Model):
    """What somebody did with a proposal, when it took effect, and in which state it was before."""

    proposal = models.ForeignKey(
        PromotionProposal, models.CASCADE, related_name="+", verbose_name=_("usul kenaikan pangkat")
    )
    deed = models.CharField(_("tindakan"), max_length=10, choices=ProposalDeed)
    by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name=_("oleh"))
    on = models.DateField(_("tanggal"))
    at = models.DateTimeField(_("waktu"), db_default=Now(), editable=False)
    before = models.CharField(_("keadaan sebelumnya"), max_length=10, choices=ProposalState, blank=True)
    before_since = models.DateField(_("keadaan sebelumnya sejak"), null=True)
    cause = models.CharField(_("sebab dikembalikan"), max_length=10, choices=ReturnCause, blank=True)
    words = models.CharField(_("keterangan"), max_length=1000, blank=True)
    # Taken back: it counts no more.
    is_undone = models.BooleanField(_("diurungkan"), default=False)

    class Meta:
        verbose_name = _("langkah usul kenaikan pangkat")
        verbose_name_plural = _("langkah usul kenaikan pangkat")
        indexes = [models.Index(fields=["deed", "on"], name="career_step_by_deed")]
        constraints = [
            models.CheckConstraint(
                name="career_step_returned_for_a_cause",
                condition=Q(deed="returned") & ~Q(cause="") | ~Q(deed="returned") & Q(cause=""),
                violation_error_message=_("Usul yang dikembalikan harus menyebut sebabnya."),
            ),
        ]

    class Privacy:
        public = ("deed", "on", "at", "before", "before_since", "cause", "is_undone")
        personal = {"words": "text"}

    def __str__(self) -> str:
        return self.get_deed_display()
