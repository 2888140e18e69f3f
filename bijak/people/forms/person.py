"""Who somebody is: her identity, her photo, the paper of a row."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.kernel import nip as numbers
from bijak.people import texts
from bijak.people.forms.fields import NIP_SENTENCES, PDF, Day, Reasoned, choices_of, read_nik
from bijak.people.models import Identity, Sex


class IdentityForm(Reasoned):
    nip = forms.CharField(label=_("NIP"), max_length=30)
    name = forms.CharField(label=_("Nama tanpa gelar"), max_length=200)
    front_title = forms.CharField(label=_("Gelar depan"), max_length=60, required=False)
    back_title = forms.CharField(label=_("Gelar belakang"), max_length=100, required=False)
    birth_place = forms.CharField(label=_("Tempat lahir"), max_length=100, required=False)
    born_on = Day(label=_("Tanggal lahir"))
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=Sex.choices)
    religion = forms.ChoiceField(label=_("Agama"), choices=choices_of(texts.RELIGIONS), required=False)
    marital_status = forms.ChoiceField(
        label=_("Status perkawinan"), choices=choices_of(texts.MARITAL_STATUSES), required=False
    )
    nik = forms.CharField(label=_("NIK"), max_length=30, required=False)
    phone = forms.CharField(label=_("Telepon"), max_length=30, required=False)
    email = forms.EmailField(label=_("Surel pribadi"), max_length=200, required=False)
    gov_email = forms.EmailField(label=_("Surel dinas"), max_length=200, required=False)
    npwp = forms.CharField(label=_("NPWP"), max_length=25, required=False)
    bpjs = forms.CharField(label=_("Nomor BPJS"), max_length=25, required=False)
    # The belief that was on the screen; see services.correct_identity.
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @staticmethod
    def initial_of(identity: Identity) -> dict[str, Any]:
        names = [name for name in IdentityForm.base_fields if name not in ("reason", "seen")]
        return {name: getattr(identity, name) for name in names} | {"seen": identity.pk}

    def clean_nip(self) -> str:
        try:
            return numbers.parse(numbers.clean(self.cleaned_data["nip"])).text
        except numbers.InvalidNip as problem:
            raise forms.ValidationError(NIP_SENTENCES[str(problem)], code=str(problem)) from problem

    def clean_nik(self) -> str:
        return read_nik(self.cleaned_data["nik"])

    def clean_born_on(self) -> date:
        born_on: date = self.cleaned_data["born_on"]
        if not date(1930, 1, 1) <= born_on <= date(self.today.year - 15, 12, 31):
            raise forms.ValidationError(
                _("Tanggal lahir ini tidak mungkin untuk seorang pegawai. Periksa tahunnya.")
            )
        return born_on


class DecreeFileForm(Reasoned):
    """The paper of a row that is on record."""

    paper = forms.FileField(label=_("Berkas SK"), widget=PDF, help_text=_("PDF, paling besar 20 MB."))

    field_order = ("paper", "reason")


class PhotoForm(Reasoned):
    """What a person looks like."""

    picture = forms.FileField(
        label=_("Pasfoto"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        help_text=_("JPG atau PNG, paling besar 10 MB; wajah tampak jelas."),
    )

    field_order = ("picture", "reason")
