"""Accounts, one-time sign-in links and the log of who looked at whose data."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import BrinIndex, GinIndex, OpClass
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower, Now, Upper
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7

LINK_LIFETIME = timedelta(hours=24)
SAME_VIEW = timedelta(minutes=10)


class LowerEmailField(models.EmailField):  # type: ignore[type-arg]  # generic in the stubs only
    """An address kept in lower case: ``Ani@`` and ``ani@`` are one account. Empty is NULL."""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return text.lower() if text else None

    def get_prep_value(self, value: Any) -> str | None:
        return self.to_python(super().get_prep_value(value))

    def deconstruct(self) -> Any:
        """To the database it is an ordinary address; so migrations do not import this module."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs


class AccountManager(BaseUserManager["Account"]):
    def create_user(
        self,
        *,
        name: str,
        nip: str | None = None,
        email: str | None = None,
        password: str | None = None,
        **fields: Any,
    ) -> "Account":
        """Make an account. Without a password only a one-time link or the agency's SSO opens it."""
        account = self.model(name=name, nip=nip or None, email=email, **fields)
        account.set_password(password)
        account.full_clean(exclude=["password"])
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Someone who can sign in, by NIP or e-mail. What she may do is decided by dated grants elsewhere."""

    class Language(models.TextChoices):
        """Each named in itself, so that whoever needs it finds it."""

        INDONESIAN = "id", "Bahasa Indonesia"
        ENGLISH = "en", "English"

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    nip = models.CharField(
        _("NIP"),
        max_length=18,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^\d{18}$", _("NIP terdiri atas 18 angka tanpa spasi."))],
        error_messages={"unique": _("NIP ini sudah dipakai akun lain. Periksa lagi angkanya.")},
    )
    email = LowerEmailField(
        _("surel"),
        unique=True,
        null=True,
        blank=True,
        error_messages={"unique": _("Surel ini sudah dipakai akun lain. Periksa lagi ejaannya.")},
    )
    name = models.CharField(_("nama"), max_length=200)
    language = models.CharField(_("bahasa"), max_length=2, choices=Language, default=Language.INDONESIAN)
    is_active = models.BooleanField(_("aktif"), default=True)
    created_at = models.DateTimeField(_("dibuat"), db_default=Now(), editable=False)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "nip"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("akun")
        verbose_name_plural = _("akun")
        constraints = [
            models.CheckConstraint(
                name="accounts_account_has_nip_or_email",
                condition=(Q(nip__isnull=False) & ~Q(nip="")) | (Q(email__isnull=False) & ~Q(email="")),
                violation_error_message=_("Isi NIP atau surel; sedikitnya satu diperlukan untuk masuk."),
            ),
            models.CheckConstraint(
                name="accounts_account_email_in_lower_case",
                condition=Q(email=Lower("email")),
                violation_error_message=_("Surel disimpan dalam huruf kecil."),
            ),
        ]
        indexes = [
            # The administrator's list finds part of a name among a million.
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="accounts_account_name_part"),
        ]

    class Privacy:
        public = ("uuid", "language", "is_active", "created_at", "last_login")
        personal = {"name": "name", "email": "email", "password": "blank"}
        sensitive = {"nip": "number"}

    def __str__(self) -> str:
        return self.name


class SignInLink(models.Model):
    """A link that signs one account in once. Only the hash of its secret is kept."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    issued_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    secret_hash = models.BinaryField(max_length=32, unique=True)
    next = models.CharField(max_length=500, default="/")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(db_default=Now() + LINK_LIFETIME)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tautan masuk")
        verbose_name_plural = _("tautan masuk")

    class Privacy:
        public = "__all__"


class View(models.Model):
    """One person's data were shown to someone else. Read again within ten minutes, it is the same view."""

    viewer = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    subject_uuid = models.UUIDField()
    subject_kind = models.CharField(max_length=40)
    page = models.CharField(max_length=120)
    viewed_at = models.DateTimeField(db_default=Now())
    same_until = models.DateTimeField(db_default=Now() + SAME_VIEW)

    class Meta:
        verbose_name = _("catatan lihat")
        verbose_name_plural = _("catatan lihat")
        constraints = [
            ExclusionConstraint(
                name="accounts_view_once_in_ten_minutes",
                expressions=[
                    ("subject_uuid", RangeOperators.EQUAL),
                    ("viewer", RangeOperators.EQUAL),
                    ("page", RangeOperators.EQUAL),
                    (
                        Func(F("viewed_at"), F("same_until"), function="tstzrange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [
            models.Index(
                fields=["subject_uuid", "-viewed_at", "-id"],
                name="accounts_view_of_subject",
            ),
            BrinIndex(fields=["viewed_at"], name="accounts_view_by_age"),
        ]

    class Privacy:
        public = "__all__"
