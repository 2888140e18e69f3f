"""Messages, the channels each person chose, and the mails of a demo."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.notifications.channels import Channel


class Message(models.Model):
    """One message to one person, kept whatever the channel: a mail that failed can be sent again."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("kepada")
    )
    kind = models.CharField(_("jenis"), max_length=80)
    title = models.CharField(_("judul"), max_length=200)
    body = models.TextField(_("isi"))
    link = models.CharField(_("tautan"), max_length=500, blank=True)
    channels = ArrayField(
        models.CharField(max_length=10, choices={channel.value: channel.value for channel in Channel}),
        verbose_name=_("saluran"),
    )
    created_at = models.DateTimeField(_("dibuat pada"), db_default=Now(), editable=False)
    read_at = models.DateTimeField(_("dibaca pada"), null=True, editable=False)
    mailed_at = models.DateTimeField(_("dikirim lewat surel pada"), null=True, editable=False)

    class Meta:
        verbose_name = _("pemberitahuan")
        verbose_name_plural = _("pemberitahuan")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("to", "-id"), name="notifications_of_person"),
            models.Index(fields=("to",), name="notifications_unread", condition=models.Q(read_at=None)),
            models.Index(
                fields=("created_at",),
                name="notifications_to_mail",
                condition=models.Q(mailed_at=None, channels__contains=[Channel.EMAIL.value]),
            ),
        ]

    class Privacy:
        public = ("uuid", "kind", "channels", "created_at", "read_at", "mailed_at")
        personal = {"title": "text", "body": "text", "link": "text"}

    def __str__(self) -> str:
        return self.title


class Preference(models.Model):
    """The channels a person chose for a kind of message; without a row the kind's own apply."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("jenis"), max_length=80)
    channels = ArrayField(
        models.CharField(max_length=10), verbose_name=_("saluran"), default=list, blank=True
    )

    class Meta:
        verbose_name = _("pilihan pemberitahuan")
        verbose_name_plural = _("pilihan pemberitahuan")
        constraints = [models.UniqueConstraint(fields=("account", "kind"), name="notifications_one_choice")]

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.kind}: {', '.join(self.channels)}"


class OutboxMail(models.Model):
    """A mail that a demo did not send, so that one can read it."""

    to = models.TextField(_("kepada"))
    subject = models.TextField(_("perihal"))
    body = models.TextField(_("isi"))
    created_at = models.DateTimeField(_("dibuat pada"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("surel dalam kotak keluar")
        verbose_name_plural = _("surel dalam kotak keluar")
        ordering = ("-pk",)

    class Privacy:
        public = ("created_at",)
        personal = {"to": "email", "subject": "text", "body": "text"}

    def __str__(self) -> str:
        return self.subject


class Announcement(models.Model):
    """One message on its way to many people, batch by batch. The row lives until the last of them was told.

    ``to`` are keys of accounts, ``told`` how many of them have it: it moves in the transaction of their messages, so
    that a worker that is killed has told nobody twice, and the next one goes on from there.
    """

    kind = models.CharField(_("jenis"), max_length=80)
    texts = models.JSONField(_("isi"))  # language → [title, body]
    link = models.CharField(_("tautan"), max_length=500, blank=True)
    to = ArrayField(models.BigIntegerField(), verbose_name=_("kepada"))
    told = models.PositiveIntegerField(_("sudah diberi tahu"), default=0)
    # How often it was taken up again since anybody was told: what always fails is given up.
    tries = models.PositiveSmallIntegerField(_("percobaan tanpa hasil"), default=0)
    created_at = models.DateTimeField(_("dibuat pada"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("pengumuman")
        verbose_name_plural = _("pengumuman")

    class Privacy:
        public = "__all__"

    def __str__(self) -> str:
        return f"{self.kind}: {self.told}/{len(self.to)}"


class Letter(models.Model):
    """A mail to somebody without an account. The row lives only until the mail has left: it holds secret links."""

    to = models.EmailField(_("kepada"))
    language = models.CharField(_("bahasa"), max_length=5)
    subject = models.CharField(_("perihal"), max_length=200)
    body = models.TextField(_("isi"))
    link = models.CharField(_("tautan"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("dibuat pada"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("surat")
        verbose_name_plural = _("surat")

    class Privacy:
        public = ("language", "created_at")
        personal = {"to": "email", "subject": "text", "body": "text", "link": "blank"}

    def __str__(self) -> str:
        return self.subject
