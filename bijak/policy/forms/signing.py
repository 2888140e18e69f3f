"""Papers and who signed them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.policy.forms.fields import day


class InkForm(forms.Form):
    """A signature put on paper with a pen."""

    signer = forms.CharField(label=_("Nama pejabat yang menandatangani"), max_length=200)
    signed_on = day(_("Tanggal tanda tangan"))
    scan = forms.FileField(
        label=_("Pindaian"),
        required=False,
        help_text=_("PDF atau gambar lembar yang ditandatangani, bila ada."),
    )


class SignedForm(forms.Form):
    """What was signed elsewhere."""

    file = forms.FileField(label=_("PDF yang sudah ditandatangani"))


class EsignForm(forms.Form):
    """What BSrE asks for each signature; nothing of it is kept, and the passphrase is never shown again."""

    nik = forms.RegexField(
        r"^\d{16}$",
        label=_("NIK penanda tangan"),
        error_messages={"invalid": _("NIK terdiri atas 16 angka.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    passphrase = forms.CharField(
        label=_("Frasa sandi BSrE"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
