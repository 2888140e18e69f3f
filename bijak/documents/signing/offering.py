"""What a page needs that offers to sign a paper: the forms of the four ways, and what stands in the way of each."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.documents.signing import certificates, esign
from bijak.shell.widgets import DayInput


class InkForm(forms.Form):
    """A signature put on paper with a pen."""

    signer = forms.CharField(label=gettext_lazy("Nama pejabat yang menandatangani"), max_length=200)
    signed_on = forms.DateField(label=gettext_lazy("Tanggal tanda tangan"), widget=DayInput())
    scan = forms.FileField(
        label=gettext_lazy("Pindaian"),
        required=False,
        help_text=gettext_lazy("PDF atau gambar lembar yang ditandatangani, bila ada."),
    )


class SignedForm(forms.Form):
    """What was signed elsewhere."""

    file = forms.FileField(label=gettext_lazy("PDF yang sudah ditandatangani"))


class EsignForm(forms.Form):
    """What BSrE asks for each signature; nothing of it is kept, and the passphrase is never shown again."""

    nik = forms.RegexField(
        r"^\d{16}$",
        label=gettext_lazy("NIK penanda tangan"),
        error_messages={"invalid": gettext_lazy("NIK terdiri atas 16 angka.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    passphrase = forms.CharField(
        label=gettext_lazy("Frasa sandi BSrE"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


def offered(*, initial: dict[str, Any], **sent: forms.Form) -> dict[str, Any]:
    """The forms for ``documents/ways_to_sign.html``: ``sent`` is the one that came back, by its name there."""
    return {
        "ink_form": InkForm(initial=initial),
        "upload_form": SignedForm(),
        "esign_form": EsignForm() if esign.is_on() else None,
    } | sent


def trusted() -> dict[str, Any]:
    """By whom a signature from elsewhere may be vouched for, or why by nobody."""
    try:
        names = [certificates.describe(each).subject for each in certificates.roots()]
    except certificates.Unusable as why:
        return {"names": [], "why_none": str(why)}
    return {
        "names": names,
        "why_none": _(
            "Instansi belum mendaftarkan satu pun sertifikat tepercaya, jadi tanda tangan yang dibuat di tempat lain "
            "belum dapat diterima. Mintalah administrator mendaftarkannya."
        ),
    }


def certificate() -> dict[str, Any]:
    """The agency's certificate, or why there is none to sign with."""
    try:
        return {"certificate": certificates.own()}
    except certificates.Unusable as why:
        return {"no_certificate": str(why)}
