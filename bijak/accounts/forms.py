"""Shapes of input: allauth's forms in our words, and the administrator's."""

from typing import Any

from allauth.account import forms as account
from allauth.account.models import EmailAddress
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bijak.accounts import texts
from bijak.accounts.models import Account


class InOurWords(forms.Form):
    """Gives the fields of an allauth form our labels, and no placeholder that repeats them."""

    words: dict[str, Any] = {}
    hints: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            field.help_text = self.hints.get(name, field.help_text)


class SamePasswordTwice(InOurWords):
    """Says in our words that the two passwords differ."""

    words = {
        "oldpassword": _("Kata sandi sekarang"),
        "password1": _("Kata sandi baru"),
        "password2": _("Kata sandi baru, sekali lagi"),
    }
    hints = {"oldpassword": ""}

    def clean(self) -> dict[str, Any]:
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            # Before allauth compares them: without the second one it has nothing to compare.
            self.add_error("password2", texts.PASSWORDS_DIFFER)
        return super().clean() or self.cleaned_data


class SignIn(InOurWords, account.LoginForm):
    words = {"login": _("NIP atau surel"), "password": _("Kata sandi")}
    hints = {"password": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}
        self.fields["login"].max_length = 254

    def clean_login(self) -> str:
        """A NIP is often copied with the blanks of the printed card, 19850404 201001 1 005."""
        return "".join(super().clean_login().split())


class Reauthenticate(InOurWords, account.ReauthenticateForm):
    words = {"password": _("Kata sandi")}
    hints = {"password": ""}


class ChangePassword(SamePasswordTwice, account.ChangePasswordForm):
    pass


class SetPassword(SamePasswordTwice, account.SetPasswordForm):
    pass


class ResetPasswordFromKey(SamePasswordTwice, account.ResetPasswordKeyForm):
    pass


class ResetPassword(InOurWords, account.ResetPasswordForm):
    words = {"email": _("Surel")}


class ChangeEmail(InOurWords, account.AddEmailForm):
    words = {"email": _("Surel baru")}

    def save(self, request: HttpRequest) -> EmailAddress:
        """Start the change. allauth drops an unconfirmed address at once, but the one in use must stay until then."""
        EmailAddress.objects.filter(user=self.user, email=self.user.email).update(verified=True, primary=True)
        return super().save(request)


class ShowSecondFactor(InOurWords, mfa.AuthenticateForm):
    words = {"code": _("Kode")}
    hints = {"code": _("Enam angka dari aplikasi autentikator, atau salah satu kode pemulihan.")}


class ShowSecondFactorAgain(ShowSecondFactor, mfa.ReauthenticateForm):
    pass


class SetUpApp(InOurWords, totp.ActivateTOTPForm):
    words = {"code": _("Kode dari aplikasi")}
    hints = {"code": _("Enam angka yang sedang ditampilkan aplikasi.")}


class AddKey(InOurWords, webauthn.AddWebAuthnForm):
    words = {"name": _("Nama kunci"), "passwordless": _("Dapat dipakai masuk tanpa kata sandi (passkey)")}
    hints = {
        "name": _("Misalnya “Telepon saya” atau “Laptop kantor”."),
        "passwordless": _("Kunci akan meminta sidik jari, wajah, atau PIN Anda."),
    }


class RenameKey(InOurWords, webauthn.EditWebAuthnForm):
    words = {"name": _("Nama kunci")}


class Language(forms.ModelForm):
    class Meta:
        model = Account
        fields = ("language",)
        widgets = {"language": forms.RadioSelect}


class AccountData(forms.ModelForm):
    """Who the account belongs to, as the administrator knows it."""

    nip = forms.CharField(
        label=_("NIP"),
        help_text=_("18 angka. Boleh kosong bila pemilik akun bukan ASN."),
        required=False,
        empty_value=None,
        max_length=30,  # with blanks; the model counts the digits
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    class Meta:
        model = Account
        fields = ("name", "nip", "email")
        help_texts = {
            "email": _("Tautan masuk dan kata sandi baru dikirim ke surel ini. Boleh kosong bila NIP diisi.")
        }

    def clean_nip(self) -> str | None:
        return "".join((self.cleaned_data["nip"] or "").split()) or None
