"""Who is heard about a draft, what they say, and what they are answered."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.indexes import GistIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.policy.models import Draft, Provision, Version

__all__ = [
    "Answer",
    "Comment",
    "Disposition",
    "Draft",
    "Invitation",
    "Kind",
    "Provision",
    "Stakeholder",
    "Version",
]

ACCOUNT = settings.AUTH_USER_MODEL
CONFIRM_WITHIN = timedelta(hours=48)
"""How long the link in the mail to somebody without an account is good for."""

FORGET_AFTER = timedelta(days=30)
"""How long a comment that was not confirmed is kept: so long a new link can be asked for."""


class Kind(models.TextChoices):
    """Who speaks. The groups of UU 13/2022 article 96 (3), and the parts of an agency."""

    UNIT = "unit", _("Perangkat daerah")
    ASN = "asn", _("ASN dan perwakilannya")
    EDUCATION = "education", _("Lembaga pendidikan")
    PROFESSION = "profession", _("Organisasi profesi")
    COMMUNITY = "community", _("Organisasi masyarakat")
    DISABILITY = "disability", _("Penyandang disabilitas")
    ADAT = "adat", _("Masyarakat adat")
    BUSINESS = "business", _("Dunia usaha")
    CITIZEN = "citizen", _("Perorangan")


class Disposition(models.TextChoices):
    """What became of a comment."""

    ACCEPTED = "accepted", _("Diterima")
    PARTLY = "partly", _("Diterima sebagian")
    REJECTED = "rejected", _("Ditolak")
    NOTED = "noted", _("Dicatat")


CHANGES_THE_DRAFT = (Disposition.ACCEPTED, Disposition.PARTLY)


class Stakeholder(models.Model):
    """A body or person to be heard whenever a draft concerns them."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind)
    name = models.CharField(_("nama"), max_length=200)
    email = models.EmailField(_("surel"))
    note = models.CharField(_("keterangan"), max_length=300, blank=True)
    is_active = models.BooleanField(_("diundang"), default=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("pemangku kepentingan")
        verbose_name_plural = _("pemangku kepentingan")
        constraints = [
            models.UniqueConstraint(
                "email",
                condition=Q(is_active=True),
                name="consultation_stakeholder_once_an_address",
                violation_error_message=_("Surel ini sudah terdaftar untuk pemangku kepentingan lain."),
            )
        ]

    class Privacy:
        public = ("uuid", "is_active", "created_at")
        personal = {"name": "name", "email": "email", "note": "text"}
        # That somebody speaks for people with disabilities may tell of health (UU 27/2022 article 4 (2)).
        sensitive = {"kind": "keep"}

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A stakeholder was asked to comment on a draft. Its link counts the visit and the answer."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    stakeholder = models.ForeignKey(
        Stakeholder, models.PROTECT, related_name="+", verbose_name=_("pemangku kepentingan")
    )
    invited_on = models.DateField(_("diundang pada"))
    invited_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    visited_on = models.DateField(_("dibuka pada"), null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("undangan")
        verbose_name_plural = _("undangan")
        constraints = [
            models.UniqueConstraint(fields=["draft", "stakeholder"], name="consultation_invited_once_a_draft")
        ]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return str(self.uuid)


class Answer(models.Model):
    """What comments are answered. One answer may be given to several comments that say the same."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    disposition = models.CharField(_("tindak lanjut"), max_length=10, choices=Disposition)
    reason = models.TextField(_("alasan"))
    text = models.TextField(_("jawaban"), blank=True)
    changed_in = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("diubah pada versi")
    )
    answered_on = models.DateField(_("dijawab pada"))
    answered_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("jawaban")
        verbose_name_plural = _("jawaban")
        constraints = [
            models.CheckConstraint(
                name="consultation_answer_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Setiap tanggapan dijawab dengan alasan."),
            ),
            models.CheckConstraint(
                name="consultation_only_what_is_accepted_changes",
                condition=Q(changed_in=None) | Q(disposition__in=CHANGES_THE_DRAFT),
                violation_error_message=_("Hanya tanggapan yang diterima yang mengubah rancangan."),
            ),
        ]

    class Privacy:
        public = ("uuid", "disposition", "answered_on", "created_at")
        personal = {"reason": "text", "text": "text"}

    def __str__(self) -> str:
        return self.get_disposition_display()


class Comment(models.Model):
    """What somebody says about a provision of a version, or about the whole of it (no provision).

    From somebody without an account it counts once the link in the mail was used (``confirmed_at``). Then it is never
    deleted: moderation hides it, with a reason that everyone can read.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("versi"))
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, related_name="+", verbose_name=_("ketentuan")
    )
    kind = models.CharField(_("jenis penanggap"), max_length=12, choices=Kind)
    account = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("akun"))
    name = models.CharField(_("nama atau organisasi"), max_length=200)
    email = models.EmailField(_("surel"), blank=True)
    language = models.CharField(_("bahasa"), max_length=5, default="id")
    may_be_named = models.BooleanField(_("boleh disebut namanya"), default=False)
    text = models.TextField(_("isi tanggapan"))
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="+")
    received_on = models.DateField(_("diterima pada"))
    confirmed_at = models.DateTimeField(_("dipastikan pada"), null=True, editable=False)
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="+", verbose_name=_("jawaban"))
    hidden_on = models.DateField(_("disembunyikan pada"), null=True)
    hidden_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    hidden_reason = models.CharField(_("alasan disembunyikan"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("tautan diminta pada"), db_default=Now(), editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("tanggapan")
        verbose_name_plural = _("tanggapan")
        indexes = [
            models.Index(fields=["draft", "provision"], name="consultation_comment_of_clause"),
            models.Index(fields=["account"], name="consultation_comment_of_person"),
            # Signatures of 256 bytes: those of 12, as PostgreSQL makes them unasked, look alike for every comment.
            GistIndex(OpClass("text", name="gist_trgm_ops(siglen=256)"), name="consultation_comment_alike"),
        ]
        constraints = [
            models.CheckConstraint(
                name="consultation_comment_by_account_or_address",
                condition=Q(account__isnull=False, email="") | (Q(account=None) & ~Q(email="")),
                violation_error_message=_("Tanggapan dikirim lewat akun atau lewat surel."),
            ),
            models.CheckConstraint(
                name="consultation_hidden_with_a_reason",
                condition=Q(hidden_on=None, hidden_reason="")
                | (Q(hidden_on__isnull=False) & ~Q(hidden_reason="")),
                violation_error_message=_("Tanggapan disembunyikan dengan alasan."),
            ),
            models.CheckConstraint(
                name="consultation_comment_says_something",
                condition=~Q(text=""),
                violation_error_message=_("Tanggapan belum berisi."),
            ),
        ]

    class Privacy:
        public = (
            "uuid", "language", "may_be_named", "received_on", "confirmed_at", "hidden_on", "asked_at", "created_at",
        )  # fmt: skip
        personal = {"name": "name", "email": "email", "text": "text", "hidden_reason": "text"}
        # That somebody speaks for people with disabilities may tell of health (UU 27/2022 article 4 (2)).
        sensitive = {"kind": "keep"}

    def __str__(self) -> str:
        return self.receipt

    @property
    def receipt(self) -> str:
        """The number to cite it by; it opens nothing."""
        return f"T-{self.pk:06d}"

    @property
    def public_name(self) -> str:
        """What everyone may read: the name only of who agreed to it; moderation hides the name with the words."""
        if self.may_be_named and not self.is_hidden:
            return self.name
        return gettext("Pegawai") if self.account_id else str(self.get_kind_display())

    @property
    def masked_email(self) -> str:
        """Enough to recognise one's own, not enough to write to."""
        name, at, host = self.email.partition("@")
        return f"{name[:1]}•••{at}{host}" if at else ""

    @property
    def is_hidden(self) -> bool:
        return self.hidden_on is not None
