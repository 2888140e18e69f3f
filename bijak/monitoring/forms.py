"""Shape of input: an indicator, the day of an evaluation, and what it comes to."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.monitoring.access import Permission
from bijak.monitoring.models import HIGHEST, Every, Indicator
from bijak.organization import queries as organization
from bijak.policy.registries import figures
from bijak.shell.widgets import DayInput


def _figures() -> Iterator[tuple[str, Any]]:
    """Every figure, alone and by each of its breakdowns."""
    for figure in figures:
        yield f"{figure.code}:", figure.label
        for breakdown, label in figure.breakdowns.items():
            text = _("%(figure)s, menurut %(group)s") % {"figure": figure.label, "group": label}
            yield f"{figure.code}:{breakdown}", text


class IndicatorForm(forms.Form):
    reference = forms.ChoiceField(label=_("Angka hidup"))
    target = forms.DecimalField(
        label=_("Target"), max_digits=12, decimal_places=2, help_text=_("Hijau bila tercapai.")
    )
    warn_at = forms.DecimalField(
        label=_("Batas kuning"),
        max_digits=12,
        decimal_places=2,
        help_text=_("Kuning sampai batas ini, merah bila melewatinya."),
    )
    every = forms.ChoiceField(label=_("Dicatat"), choices=Every.choices, initial=Every.MONTH)
    owner: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Penanggung jawab"),
        queryset=None,
        empty_label=_("Pilih …"),
        help_text=_("Diberi tahu bila menjadi merah."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: date, indicator: Indicator | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(_figures())
        if indicator is not None:
            # Another figure is another indicator, with a history of its own.
            choices = [each for each in choices if each[0].partition(":")[0] == indicator.figure]
        self.fields["reference"].choices = choices
        self.fields["owner"].queryset = organization.holders_of(Permission.VIEW, today=today)

    def facts(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in ("target", "warn_at", "every", "owner")}
        found["breakdown"] = self.cleaned_data["reference"].partition(":")[2]
        return found

    @property
    def figure(self) -> str:
        return str(self.cleaned_data["reference"].partition(":")[0])

    @staticmethod
    def initial_of(indicator: Indicator) -> dict[str, Any]:
        return {
            "reference": f"{indicator.figure}:{indicator.breakdown}",
            "target": indicator.target.normalize(),
            "warn_at": indicator.warn_at.normalize(),
            "every": indicator.every,
            "owner": indicator.owner_id,
            "edition": indicator.edition,
        }


class Schedule(forms.Form):
    due_on = forms.DateField(
        label=_("Dijalankan pada"),
        widget=DayInput,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
    )


class Conclusion(forms.Form):
    conclusion = forms.CharField(
        label=_("Kesimpulan"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
        help_text=_(
            "Apa yang berubah, sejauh mana dapat dikaitkan dengan kebijakan ini, dan apa yang belum jelas."
        ),
    )
    recommendation = forms.CharField(
        label=_("Rekomendasi"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=10_000,
        help_text=_("Diteruskan, diubah, atau dicabut; menjadi alasan bila rancangan perubahan dibuka."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)


# Merit ------------------------------------------------------------------------------------------


class Judgement(forms.Form):
    """A point of the merit binder: its score and why, and who completes it by when."""

    score = forms.TypedChoiceField(
        label=_("Skor"),
        choices=[("", _("Belum dinilai")), *((str(score), score) for score in range(HIGHEST + 1))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    reason = forms.CharField(
        label=_("Alasan skor"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
        required=False,
        help_text=_("Apa yang sudah ada, apa buktinya, dan apa yang belum."),
    )
    owner: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Penanggung jawab"), queryset=None, required=False, empty_label=_("Belum ada")
    )
    due_on = forms.DateField(
        label=_("Dilengkapi sebelum"),
        widget=DayInput,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        required=False,
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = organization.holders_of(Permission.VIEW, today=today)


class Proof(forms.Form):
    title = forms.CharField(label=_("Bukti"), max_length=300)
    place = forms.CharField(
        label=_("Letak atau keterangan"),
        max_length=500,
        required=False,
        help_text=_("Alamat halaman, nomor dokumen, atau di mana berkasnya disimpan."),
    )
    file = forms.FileField(label=_("Berkas"), required=False)


class Survey(forms.Form):
    """The parts of the merit index that come from outside."""

    survey = forms.DecimalField(
        label=_("Hasil survei pegawai"),
        min_value=0,
        max_value=1,
        max_digits=4,
        decimal_places=3,
        required=False,
        help_text=_("Dari 0 sampai 1, sebagaimana diumumkan. Kosongkan bila belum ada."),
    )
    correction = forms.DecimalField(
        label=_("Faktor koreksi"), min_value=0, max_value=1, max_digits=4, decimal_places=3
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)
