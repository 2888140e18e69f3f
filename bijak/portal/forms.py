"""Shape of input on the public site."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bijak.documents.content import MIB

LARGEST = 50 * MIB


class Check(forms.Form):
    """A file to compare with a paper; it is not kept."""

    file = forms.FileField(
        label=_("Berkas PDF"),
        help_text=_("Berkas Anda tidak disimpan. Bila peramban Anda mampu, berkasnya bahkan tidak dikirim."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )

    def clean_file(self) -> Any:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("Berkas ini lebih besar dari %(limit)s MB.") % {"limit": LARGEST // MIB}
            )
        return file
