"""What writing leaves behind: changes that can be taken back, words not saved yet, words somebody proposes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.policy.models.policies import Draft
from bijak.policy.models.texts import Provision, Version

ACCOUNT = settings.AUTH_USER_MODEL


class Act(models.TextChoices):
    """What somebody did to the text of a version."""

    EDITED = "edited", _("diubah")
    ADDED = "added", _("ditambahkan")
    REMOVED = "removed", _("dihapus")
    MOVED = "moved", _("dipindahkan")
    WRITTEN = "written", _("ditulis ulang")
    TAKEN = "taken", _("diganti dengan teks baru")
    BROUGHT_BACK = "brought_back", _("dikembalikan")
    UNDONE = "undone", _("perubahannya dibatalkan")
    REDONE = "redone", _("perubahannya diulangi")


class Change(models.Model):
    """One change of a working version, with what it takes to go back to before it.

    ``before`` holds what the change altered, as it was: ``order`` (pairs of provision and parent's provision, or
    null where nothing moved), ``said`` (kind, label, heading and text by provision), ``gone`` (edition and terms of
    each provision taken out).
    ``proposed_by`` is whose words they are, where an editor accepted a proposal.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="+", verbose_name=_("versi"))
    act = models.CharField(_("jenis perubahan"), max_length=20, choices=Act)
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, related_name="+", verbose_name=_("ketentuan")
    )
    name = models.CharField(_("nama ketentuan"), max_length=200, blank=True)
    before = models.JSONField(_("bunyi sebelumnya"))
    made_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("perubahan naskah")
        verbose_name_plural = _("perubahan naskah")
        indexes = [models.Index(fields=["version", "-id"], name="policy_changes_of_a_version")]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.name} {self.act}".strip()


class Unsaved(models.Model):
    """What a person typed and has not saved: about one provision, or about a stretch that begins with it.

    ``basis`` says what stood there when she began, so that others' changes since then can be told.
    """

    account = models.ForeignKey(ACCOUNT, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+", verbose_name=_("versi"))
    provision = models.ForeignKey(Provision, models.CASCADE, related_name="+", verbose_name=_("ketentuan"))
    is_stretch = models.BooleanField(_("beberapa ketentuan sekaligus"), default=False)
    heading = models.TextField(_("judul bagian"), blank=True)
    text = models.TextField(_("bunyi ketentuan"), blank=True)
    basis = models.CharField(max_length=64)
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("isian sementara")
        verbose_name_plural = _("isian sementara")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "version", "provision", "is_stretch"],
                name="policy_unsaved_once_a_person_and_place",
            )
        ]
        indexes = [models.Index(fields=["version", "-kept_at"], name="policy_who_is_writing")]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.account} · {self.provision_id}"


class Rewording(models.Model):
    """Other words that somebody proposes for a provision, until an editor accepts or refuses them.

    ``old_heading`` and ``old_text`` are what the proposal was written against.
    """

    class State(models.TextChoices):
        OPEN = "open", _("menunggu")
        ACCEPTED = "accepted", _("diterima")
        REFUSED = "refused", _("ditolak")
        WITHDRAWN = "withdrawn", _("ditarik")

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+", verbose_name=_("rancangan"))
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="+", verbose_name=_("ketentuan"))
    name = models.CharField(_("nama ketentuan"), max_length=200)
    heading = models.TextField(_("judul bagian"), blank=True)
    text = models.TextField(_("bunyi yang diusulkan"), blank=True)
    old_heading = models.TextField(_("judul semula"), blank=True)
    old_text = models.TextField(_("bunyi semula"), blank=True)
    reason = models.TextField(_("alasan usulan"))
    made_by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(_("keadaan usulan"), max_length=20, choices=State, default=State.OPEN)
    answer = models.TextField(_("jawaban atas usulan"), blank=True)
    decided_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("usulan bunyi")
        verbose_name_plural = _("usulan bunyi")
        constraints = [
            models.CheckConstraint(
                name="policy_rewording_decided_at_and_by_together",
                condition=Q(state="open", decided_at=None, decided_by=None)
                | (~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                violation_error_message=_("Usulan yang dijawab harus memuat waktu dan penjawabnya."),
            )
        ]
        indexes = [models.Index(fields=["draft", "state"], name="policy_rewordings_waiting")]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:40]}"
