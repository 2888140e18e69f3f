"""What we tell the national system: one row for each act, from who prepared it to what came of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7


class Kind(models.TextChoices):
    """The histories whose rows the national service lets an agency write, and whose payload is documented."""

    AWARD = "award", _("Penghargaan")
    SANCTION = "sanction", _("Hukuman disiplin")
    COURSE = "course", _("Kursus dan pelatihan")
    PROGRAMME = "programme", _("Diklat struktural")
    RATING = "rating", _("Penilaian SKP")
    PERIODIC = "periodic", _("Penilaian SKP periodik")
    POSITION = "position", _("Riwayat jabatan")
    CREDIT = "credit", _("Angka kredit")


class Act(models.TextChoices):
    SAVE = "save", _("Simpan riwayat")
    UPDATE = "update", _("Perbarui riwayat")
    UPLOAD = "upload", _("Unggah berkas")
    REMOVE = "remove", _("Hapus riwayat")


class State(models.TextChoices):
    """Only a person takes a sending from PREPARED to CONFIRMED; only the worker from there to an outcome."""

    PREPARED = "prepared", _("Menunggu konfirmasi")
    CONFIRMED = "confirmed", _("Antre dikirim")
    SENDING = "sending", _("Sedang dikirim")
    DONE = "done", _("Diterima SIASN")
    REFUSED = "refused", _("Ditolak SIASN")
    FAILED = "failed", _("Belum terkirim")
    UNSURE = "unsure", _("Tidak pasti")
    WITHDRAWN = "withdrawn", _("Dibatalkan")
    REMOVED = "removed", _("Sudah dihapus di SIASN")


OVER = (State.WITHDRAWN, State.REMOVED)
"""After these the same row may be prepared anew."""
SAID = (Act.SAVE, Act.UPDATE)
"""The acts that hold what a row says."""
NOT_SENT = (State.FAILED, State.REFUSED)
"""It certainly changed nothing there: a person may try again."""
WITHDRAWABLE = (State.PREPARED, State.CONFIRMED, *NOT_SENT)


class Sending(models.Model):
    """One act on one row of somebody's history at the national service.

    ``row``: the key of the row in its own table here; ``reference``: what names the fact for good, whatever row tells
    it once it is corrected. ``content``: exactly what is saved, in the service's own keys, so that who confirms sees
    it. ``national_id``: the service's key of the row, known once it was saved.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    employee = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, related_name="+", verbose_name=_("pegawai")
    )
    kind = models.CharField(_("jenis riwayat"), max_length=12, choices=Kind)
    act = models.CharField(_("tindakan"), max_length=8, choices=Act, default=Act.SAVE)
    row = models.BigIntegerField(_("baris"))
    reference = models.CharField(_("penanda baris"), max_length=400)
    title = models.CharField(_("isi"), max_length=300)
    content = models.JSONField(_("isi kiriman"), null=True)
    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("berkas"),
    )
    national_id = models.CharField(
        _("ID riwayat SIASN"), max_length=64, blank=True, db_default="", default=""
    )
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.PREPARED)
    answer = models.CharField(_("jawaban"), max_length=300, blank=True, db_default="", default="")
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("disiapkan oleh"),
    )
    prepared_at = models.DateTimeField(_("disiapkan"), db_default=Now(), editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("dikonfirmasi oleh"),
    )
    confirmed_at = models.DateTimeField(_("dikonfirmasi"), null=True)
    sent_at = models.DateTimeField(_("mulai dikirim"), null=True)
    ended_at = models.DateTimeField(_("selesai"), null=True)

    class Meta:
        verbose_name = _("kiriman ke SIASN")
        verbose_name_plural = _("kiriman ke SIASN")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["employee", "kind", "reference"],
                condition=Q(act=Act.SAVE) & ~Q(state__in=OVER),
                name="siasn_sending_a_fact_is_saved_once",
                violation_error_message=_("Baris ini sudah ada dalam antrean atau sudah terkirim."),
            ),
            models.UniqueConstraint(
                fields=["act", "national_id"],
                condition=Q(act__in=[Act.UPLOAD, Act.REMOVE]) & ~Q(state__in=OVER),
                name="siasn_sending_acts_once_on_what_was_saved",
                violation_error_message=_("Baris ini sudah ada dalam antrean atau sudah terkirim."),
            ),
            models.UniqueConstraint(
                fields=["kind", "national_id"],
                condition=Q(act=Act.UPDATE) & ~Q(state__in=[*OVER, State.DONE]),
                name="siasn_sending_one_update_at_a_time",
                violation_error_message=_("Baris ini sudah ada dalam antrean atau sudah terkirim."),
            ),
            models.CheckConstraint(
                name="siasn_sending_only_after_a_person_confirmed",
                condition=Q(state__in=[State.PREPARED, State.WITHDRAWN])
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                violation_error_message=_("Kiriman baru berjalan sesudah dikonfirmasi seseorang."),
            ),
            models.CheckConstraint(
                name="siasn_sending_uploads_a_document",
                condition=Q(act=Act.UPLOAD, document__isnull=False) | (~Q(act=Act.UPLOAD) & Q(document=None)),
                violation_error_message=_("Unggahan harus menyebut berkasnya."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-id"], name="siasn_sending_queue")]

    class Privacy:
        public = (
            "uuid",
            "act",
            "row",
            "state",
            "attempts",
            "prepared_at",
            "confirmed_at",
            "sent_at",
            "ended_at",
        )
        personal = {"answer": "text", "national_id": "number", "reference": "number"}
        # The rows of sanctions are among them.
        sensitive = {"kind": "keep", "title": "text", "content": "blank"}

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        return self.state == State.PREPARED

    @property
    def may_be_tried_again(self) -> bool:
        return self.state in NOT_SENT

    @property
    def may_be_withdrawn(self) -> bool:
        return self.state in WITHDRAWABLE

    @property
    def is_unsure(self) -> bool:
        return self.state == State.UNSURE

    @property
    def may_be_looked_up(self) -> bool:
        """Whether only the service knows what became of it, or by which key it holds the row."""
        return self.is_unsure or (self.is_saved and not self.national_id)

    @property
    def tells(self) -> bool:
        """Whether it holds what a row says, not a file or a deletion."""
        return self.act in SAID

    @property
    def is_saved(self) -> bool:
        """Whether it is what saved a row that the service holds."""
        return self.act == Act.SAVE and self.state == State.DONE

    @property
    def is_held_there(self) -> bool:
        """Whether we know by which key the service holds what it saved."""
        return self.is_saved and bool(self.national_id)
