"""Templates and the registers they are numbered by, letters as they were issued, and employee cards."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.documents.models import PaperSignature
from bijak.kernel.uuid7 import uuid7
from bijak.people.models import Assignment

ACCOUNT = settings.AUTH_USER_MODEL
DEFINITIVE = Assignment.DEFINITIVE


class NumberBook(models.Model):
    """A register that numbers letters by its own pattern, and the letterhead of the office that keeps it.

    ``unit``: only who writes letters there uses it; none is for the whole agency.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    name = models.CharField(_("nama buku"), max_length=120)
    pattern = models.CharField(_("pola nomor"), max_length=100)
    office = models.CharField(_("nama kantor pada kop"), max_length=200)
    letterhead = models.TextField(_("alamat pada kop"), max_length=300, blank=True)
    unit = models.ForeignKey(
        "organization.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit")
    )
    is_open = models.BooleanField(_("dipakai"), default=True)
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("buku nomor surat")
        verbose_name_plural = _("buku nomor surat")
        constraints = [
            models.UniqueConstraint(
                fields=["pattern"],
                name="letters_book_pattern_is_its_own",
                violation_error_message=_("Pola ini sudah dipakai buku lain; nomornya akan berulang."),
            )
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.name


class NumberCount(models.Model):
    """The last number that a register gave in a year. Whoever takes the next one holds this row."""

    book = models.ForeignKey(NumberBook, models.CASCADE, related_name="+", verbose_name=_("buku nomor surat"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    last = models.PositiveIntegerField(_("nomor terakhir"), default=0)

    class Meta:
        verbose_name = _("nomor terakhir")
        verbose_name_plural = _("nomor terakhir")
        constraints = [models.UniqueConstraint(fields=["book", "year"], name="letters_one_count_a_year")]

    class Privacy:
        public = "__all__"


class LetterTemplate(models.Model):
    """A kind of letter of the agency. One that is shipped gets its row when it is first changed or used."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    code = models.SlugField(_("kode templat"), max_length=60, unique=True)
    name = models.CharField(_("nama templat"), max_length=120)
    classification = models.CharField(_("klasifikasi arsip"), max_length=30, blank=True)
    is_for_active = models.BooleanField(_("hanya untuk pegawai aktif"), default=True)
    is_open = models.BooleanField(_("dipakai"), default=True)
    # The agency changed it: what a later release ships no longer takes its place.
    is_own = models.BooleanField(_("disunting instansi"), default=False)
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("templat surat")
        verbose_name_plural = _("templat surat")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """The words of a template from a moment on. Letters name theirs, so it is never changed."""

    template = models.ForeignKey(
        LetterTemplate, models.PROTECT, related_name="+", verbose_name=_("templat surat")
    )
    number = models.PositiveIntegerField(_("versi"))
    text = models.TextField(_("isi templat"))
    made_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("disunting oleh")
    )
    created_at = models.DateTimeField(_("disunting pada"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("versi templat surat")
        verbose_name_plural = _("versi templat surat")
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="letters_template_version_once")
        ]

    class Privacy:
        public = "__all__"


class OfficialLetter(models.Model):
    """A letter about a person, or about a matter of the whole agency, as it was issued: number, words, exact file.

    It is never deleted and its number never given again. ``values`` is what it says by field, ``answers`` what was
    typed by question; ``as_of`` the day on which the records were asked. ``replaces``: the voided one in whose place it
    came. ``token`` is that of the form: sent twice, it makes one letter.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    token = models.UUIDField(_("tanda kirim"), editable=False)
    code = models.CharField(_("kode verifikasi"), max_length=12, unique=True)
    version = models.ForeignKey(
        TemplateVersion, models.PROTECT, related_name="+", verbose_name=_("versi templat surat")
    )
    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, null=True, related_name="+", verbose_name=_("pegawai")
    )
    about = models.CharField(_("perihal"), max_length=40, blank=True)
    about_uuid = models.UUIDField(_("tanda perihal"), null=True)
    book = models.ForeignKey(NumberBook, models.PROTECT, related_name="+", verbose_name=_("buku nomor surat"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    sequence = models.PositiveIntegerField(_("nomor urut"))
    number = models.CharField(_("nomor surat"), max_length=150, unique=True)
    on = models.DateField(_("tanggal surat"))
    as_of = models.DateField(_("keadaan pada"))
    values = models.JSONField(_("isian dari catatan"), null=True)
    answers = models.JSONField(_("isian yang diketik"), null=True)
    signer_name = models.CharField(_("pejabat penanda tangan"), max_length=370)
    signer_nip = models.CharField(_("NIP penanda tangan"), max_length=18)
    signer_position = models.CharField(_("jabatan penanda tangan"), max_length=300)
    prepared = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="+", verbose_name=_("berkas surat")
    )
    signed = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("berkas yang ditandatangani"),
    )
    issued_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("diterbitkan oleh")
    )
    issued_at = models.DateTimeField(_("diterbitkan pada"), db_default=Now(), editable=False)
    voided_on = models.DateField(_("dibatalkan pada"), null=True)
    void_reason = models.CharField(_("alasan pembatalan"), max_length=500, blank=True)
    voided_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("dibatalkan oleh")
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("menggantikan")
    )

    class Meta:
        verbose_name = _("surat kepegawaian")
        verbose_name_plural = _("surat kepegawaian")
        constraints = [
            models.UniqueConstraint(fields=["book", "year", "sequence"], name="letters_number_given_once"),
            models.UniqueConstraint(
                fields=["token", "employee"], nulls_distinct=False, name="letters_form_taken_once"
            ),
            models.CheckConstraint(
                name="letters_about_one_thing",
                condition=Q(employee__isnull=False, about="", about_uuid=None)
                | Q(employee=None, about_uuid__isnull=False) & ~Q(about=""),
            ),
            models.CheckConstraint(
                name="letters_voided_with_a_reason",
                condition=Q(voided_on=None, void_reason="") | Q(voided_on__isnull=False) & ~Q(void_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["-on", "-id"], name="letters_newest"),
            models.Index(fields=["about_uuid"], name="letters_about", condition=~Q(about="")),
        ]

    class Privacy:
        public = (
            "uuid", "token", "code", "about", "about_uuid", "year", "sequence", "number", "on", "as_of", "issued_at",
            "voided_on",
        )  # fmt: skip
        personal = {
            "values": "blank",
            "answers": "blank",
            "signer_name": "name",
            "signer_nip": "number",
            "signer_position": "keep",
            "void_reason": "text",
        }

    def __str__(self) -> str:
        return self.number


class LetterSignature(PaperSignature):
    """One signature under a letter, as it was found when it was taken in."""

    letter = models.ForeignKey(
        OfficialLetter, models.PROTECT, related_name="+", verbose_name=_("surat kepegawaian")
    )
    position = models.PositiveSmallIntegerField(_("urutan"))

    class Meta(PaperSignature.Meta):
        verbose_name = _("tanda tangan surat")
        verbose_name_plural = _("tanda tangan surat")
        constraints = [
            *PaperSignature.Meta.constraints,
            models.UniqueConstraint(fields=["letter", "position"], name="letters_signature_one_a_place"),
        ]

    class Privacy(PaperSignature.Privacy):
        public = (*PaperSignature.Privacy.public, "position")


class EmployeeCard(models.Model):
    """The card that somebody carries; its code says that she works here, as long as she does. One at a time."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    code = models.CharField(_("kode verifikasi"), max_length=12, unique=True)
    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai")
    )
    issued_on = models.DateField(_("diterbitkan"))
    issued_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("diterbitkan oleh")
    )
    ended_on = models.DateField(_("ditarik pada"), null=True)
    end_reason = models.CharField(_("alasan ditarik"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kartu pegawai")
        verbose_name_plural = _("kartu pegawai")
        constraints = [
            models.UniqueConstraint(
                fields=["employee"], condition=Q(ended_on=None), name="letters_one_card_a_person"
            ),
            models.CheckConstraint(
                name="letters_card_ended_with_a_reason",
                condition=Q(ended_on=None, end_reason="") | Q(ended_on__isnull=False) & ~Q(end_reason=""),
            ),
        ]

    class Privacy:
        public = ("uuid", "code", "issued_on", "ended_on")
        personal = {"end_reason": "text"}

    def __str__(self) -> str:
        return self.code
