"""How somebody wants to see a list again, and files of lists that take their time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7

ACCOUNT = settings.AUTH_USER_MODEL


class SavedView(models.Model):
    """A list with its filters, columns and order under a name: one's own, or shared in a unit.

    ``unit`` is where it is shared; without one it is shared with everyone who may open the list.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    list_code = models.CharField(_("daftar"), max_length=40)
    name = models.CharField(_("nama tampilan"), max_length=100)
    # As in the address, without the words searched for: they may name a person.
    query = models.JSONField(_("saringan dan kolom"), default=dict)
    is_shared = models.BooleanField(_("dibagikan"), default=False)
    unit = models.ForeignKey(
        "organization.Unit",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("dibagikan di unit"),
    )
    made_by = models.ForeignKey(ACCOUNT, models.CASCADE, related_name="+", verbose_name=_("dibuat oleh"))
    removed_at = models.DateTimeField(_("dihapus"), null=True)
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("tampilan daftar")
        verbose_name_plural = _("tampilan daftar")
        constraints = [
            models.UniqueConstraint(
                fields=["made_by", "list_code", "name"],
                condition=Q(removed_at=None),
                name="lists_view_name_once_a_list",
                violation_error_message=_("Anda sudah mempunyai tampilan dengan nama ini."),
            )
        ]

    class Privacy:
        public = ("uuid", "list_code", "query", "is_shared", "removed_at", "edition")
        personal = {"name": "text"}

    def __str__(self) -> str:
        return self.name


class Format(models.TextChoices):
    XLSX = "xlsx", _("Excel (.xlsx)")
    CSV = "csv", _("CSV")
    PDF = "pdf", _("PDF untuk dicetak")


class State(models.TextChoices):
    WAITING = "waiting", _("Menunggu giliran")
    WORKING = "working", _("Sedang dibuat")
    DONE = "done", _("Selesai")
    FAILED = "failed", _("Tidak berhasil")


class Extract(models.Model):
    """A list as a file, made in the background because it is long."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    list_code = models.CharField(_("daftar"), max_length=40)
    # What the list was asked, as in the address (telling words are veiled there), and how it is laid out on paper.
    query = models.JSONField(_("saringan dan kolom"), default=dict)
    layout = models.JSONField(_("tata letak cetak"), default=dict)
    format = models.CharField(_("bentuk"), max_length=4, choices=Format)
    day = models.DateField(_("hari pembuatan"))
    by = models.ForeignKey(ACCOUNT, models.CASCADE, related_name="+", verbose_name=_("dibuat oleh"))
    made_at = models.DateTimeField(_("diminta"), db_default=Now())
    heartbeat_at = models.DateTimeField(null=True, editable=False)
    state = models.CharField(_("keadaan"), max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(_("baris selesai"), default=0)
    total = models.PositiveIntegerField(_("baris"), default=0)
    failure = models.CharField(_("sebab tidak berhasil"), max_length=300, blank=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name=_("berkas")
    )

    class Meta:
        verbose_name = _("berkas daftar")
        verbose_name_plural = _("berkas daftar")

    class Privacy:
        public = (
            *("uuid", "list_code", "format", "day", "made_at", "heartbeat_at"),
            *("state", "done", "total", "failure"),
        )
        personal = {"query": "blank", "layout": "blank"}

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def is_moving(self) -> bool:
        return self.state in (State.WAITING, State.WORKING)
