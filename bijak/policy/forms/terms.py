"""Numbers that provisions set."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.policy.forms.fields import day
from bijak.policy.queries import Clause, NationalTerm, label_of, unit_of
from bijak.shell.widgets import PlainSelect

ALL = ("", _("Semua"))


class TermForm(forms.Form):
    provision = forms.ChoiceField(label=_("Ketentuan"))
    term = forms.ChoiceField(label=_("Angka ketentuan"))
    value = forms.DecimalField(label=_("Nilai"), max_digits=18, decimal_places=4, localize=True)
    from_on = day(_("Berlaku sejak"), required=False, help_text=_("Kosong: sejak peraturan mulai berlaku."))

    def __init__(
        self, *args: Any, clauses: Iterable[Clause], terms: Iterable[NationalTerm], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provision"].choices = [
            ("", _("Pilih …")),
            *((str(each.provision), f"{each.address} – {each.opening}") for each in clauses),
        ]
        self.fields["term"].choices = [
            (each.code, f"{label_of(each.term)} ({unit_of(each.term)})") for each in terms
        ]


class TermSearch(forms.Form):
    """Which of the terms that the house knows are shown."""

    cari = forms.CharField(label=_("Nama angka"), required=False, max_length=100)
    bagian = forms.ChoiceField(label=_("Bagian"), required=False, widget=PlainSelect)
    daerah = forms.ChoiceField(
        label=_("Dapat diatur daerah"),
        required=False,
        widget=PlainSelect,
        choices=[ALL, ("ya", _("Ya")), ("tidak", _("Tidak"))],
    )
    periksa = forms.ChoiceField(
        label=_("Dasar hukumnya"),
        required=False,
        widget=PlainSelect,
        choices=[ALL, ("ya", _("Sudah diverifikasi")), ("belum", _("Belum diverifikasi"))],
    )

    def __init__(self, *args: Any, contexts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bagian"].choices = [ALL, *contexts.items()]


class TermDay(forms.Form):
    pada = day(_("Keadaan pada"), required=False)
