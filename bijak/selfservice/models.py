"""What employees propose to change in their own records, and what became of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7

ACCOUNT = settings.AUTH_USER_MODEL


class Act(models.TextChoices):
    ADD = "add", _("Tambah")
    CORRECT = "correct", _("Perbaiki")
    REMOVE = "remove", _("Hapus")


class State(models.TextChoices):
    WAITING = "waiting", _("Menunggu keputusan")
    ASKED = "asked", _("Menunggu jawaban pegawai")
    ACCEPTED = "accepted", _("Diterima")
    REFUSED = "refused", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik pegawai")


OPEN = (State.WAITING, State.ASKED)


class Proposal(models.Model):
    """One change that an employee proposes: what she typed into the officer's own form, beside what she saw."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", verbose_name=_("pegawai"), db_index=False
    )
    # "identity", "photo", or a topic of people.
    topic = models.CharField(_("bagian data"), max_length=20)
    act = models.CharField(_("tindakan"), max_length=8, choices=Act)
    # The believed row that is corrected or removed.
    line = models.BigIntegerField(_("baris riwayat"), null=True)
    # people.version() when the form was opened: what changed after it, she has not seen.
    seen = models.BigIntegerField(_("perubahan terakhir yang dilihat"))
    typed = models.JSONField(_("isian"), null=True)
    before = models.JSONField(_("yang tercatat ketika diusulkan"), null=True, encoder=DjangoJSONEncoder)
    reason = models.CharField(_("alasan"), max_length=500)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name=_("berkas bukti")
    )
    # Who decides, one after another: roles, fixed when it was proposed.
    roles = ArrayField(models.CharField(max_length=20), verbose_name=_("yang memutus"))
    waits_for = models.CharField(_("giliran"), max_length=20, blank=True)
    waits_since = models.DateField(_("giliran sejak"))
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(_("diusulkan"), db_default=Now(), editable=False)
    change = models.OneToOneField(
        "people.Change", models.PROTECT, null=True, related_name="+", verbose_name=_("perubahan data")
    )
    # Counts what was done with it, so that a second officer notices the first.
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("usulan perubahan data")
        verbose_name_plural = _("usulan perubahan data")
        indexes = [
            models.Index(fields=["employee", "-id"], name="selfservice_of_employee"),
            models.Index(
                fields=["waits_for", "waits_since", "id"],
                condition=Q(state="waiting"),
                name="selfservice_waiting",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="selfservice_accepted_is_a_change",
                condition=Q(state="accepted", change__isnull=False) | (~Q(state="accepted") & Q(change=None)),
                violation_error_message=_("Usulan yang diterima harus menyebut perubahan datanya."),
            ),
            models.UniqueConstraint(
                fields=["employee", "topic", "line"],
                condition=Q(state__in=("waiting", "asked")),
                name="selfservice_one_open_a_row",
                violation_error_message=_("Usulan Anda untuk catatan ini belum selesai."),
            ),
        ]

    class Privacy:
        public = ("uuid", "seen", "roles", "waits_for", "waits_since", "state", "made_at", "line", "edition")
        personal = {"topic": "keep", "act": "keep", "reason": "text"}
        sensitive = {"typed": "blank", "before": "blank"}

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Deed(models.TextChoices):
    PROPOSED = "proposed", _("Diusulkan")
    PASSED = "passed", _("Disetujui dan diteruskan")
    ACCEPTED = "accepted", _("Diterima dan dicatat")
    REFUSED = "refused", _("Ditolak")
    ASKED = "asked", _("Ditanyakan kepada pegawai")
    ANSWERED = "answered", _("Dijawab")
    WITHDRAWN = "withdrawn", _("Ditarik")


class Step(models.Model):
    """What somebody did with a proposal."""

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="+", verbose_name=_("usulan perubahan data")
    )
    deed = models.CharField(_("tindakan"), max_length=10, choices=Deed)
    by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name=_("oleh"))
    role = models.CharField(_("sebagai"), max_length=20, blank=True)
    # Whose role it was, when a deputy acted.
    principal = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, related_name="+", verbose_name=_("atas nama")
    )
    words = models.CharField(_("keterangan"), max_length=1000, blank=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name=_("berkas bukti")
    )
    at = models.DateTimeField(_("waktu"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("langkah usulan")
        verbose_name_plural = _("langkah usulan")

    class Privacy:
        public = ("deed", "role", "at")
        personal = {"words": "text"}

    def __str__(self) -> str:
        return self.get_deed_display()


class Route(models.Model):
    """Who decides proposals about a part of the records; a part without a row takes the usual way."""

    topic = models.CharField(_("bagian data"), max_length=20, unique=True)
    roles = ArrayField(models.CharField(max_length=20), verbose_name=_("yang memutus"))

    class Meta:
        verbose_name = _("jalur usulan")
        verbose_name_plural = _("jalur usulan")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return self.topic
