"""Shapes of input about campaigns."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.outreach.models import Campaign, QuizQuestion, Readers
from bijak.outreach.queries import Asked
from bijak.policy.queries import Clause
from bijak.shell.widgets import DayInput, PlainSelect


class CampaignForm(forms.Form):
    # Campaign.edition when the form was opened.
    edition = forms.IntegerField(widget=forms.HiddenInput)
    message = forms.CharField(
        label=_("Pengantar"),
        required=False,
        max_length=3000,
        help_text=_("Beberapa kalimat sederhana: apa yang berubah, mengapa, dan kepada siapa bertanya."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    due_days = forms.IntegerField(
        label=_("Diselesaikan dalam, hari"),
        min_value=1,
        max_value=365,
        help_text=_("Dihitung sejak dimulai."),
    )
    threshold = forms.IntegerField(
        label=_("Batas paham, persen"),
        min_value=1,
        max_value=100,
        help_text=_("Bagian jawaban pertama yang harus benar supaya seorang pegawai dihitung memahami."),
    )

    @staticmethod
    def initial_of(campaign: Campaign) -> dict[str, Any]:
        return {name: getattr(campaign, name) for name in ("edition", "message", "due_days", "threshold")}

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}


class QuestionForm(forms.Form):
    """A question about one provision; its options are lines, and the right one is named by its place."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    provision = forms.TypedChoiceField(label=_("Ketentuan yang ditanyakan"), coerce=int, widget=PlainSelect)
    text = forms.CharField(label=_("Pertanyaan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    options = forms.CharField(
        label=_("Pilihan jawaban"),
        max_length=1600,
        help_text=_("Satu pilihan tiap baris, dua sampai lima."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    right = forms.IntegerField(
        label=_("Baris yang benar"),
        min_value=1,
        max_value=5,
        help_text=_("1 untuk baris pertama, dan seterusnya."),
    )
    explanation = forms.CharField(
        label=_("Penjelasan sesudah menjawab"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, clauses: Mapping[int, Clause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provision"].choices = [
            ("", "—"),
            *((key, f"{clause.address}: {clause.opening}") for key, clause in clauses.items()),
        ]

    @staticmethod
    def initial_of(question: QuizQuestion) -> dict[str, Any]:
        return {
            "edition": question.campaign.edition,
            "provision": question.provision_id,
            "text": question.text,
            "options": "\n".join(question.options),
            "right": question.right,
            "explanation": question.explanation,
        }

    def clean_options(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["options"].splitlines())
        options = list(dict.fromkeys(line for line in lines if line))
        if not 2 <= len(options) <= 5:
            raise forms.ValidationError(_("Tulis dua sampai lima pilihan yang berbeda, satu tiap baris."))
        if any(len(option) > 300 for option in options):
            raise forms.ValidationError(_("Setiap pilihan paling panjang 300 huruf."))
        return options

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("options") and data.get("right") and data["right"] > len(data["options"]):
            self.add_error("right", _("Baris itu tidak ada di antara pilihan jawaban."))
        return data

    def facts(self) -> dict[str, Any]:
        data = {name: value for name, value in self.cleaned_data.items() if name != "edition"}
        data["provision_id"] = data.pop("provision")
        return data


class AnswerForm(forms.Form):
    """The questions that are still to be answered, or to be tried again."""

    def __init__(self, *args: Any, asked: Sequence[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [each for each in asked if not each.is_right]
        for each in self.asked:
            self.fields[_name(each)] = forms.TypedChoiceField(
                label=each.question.text,
                coerce=int,
                choices=list(enumerate(each.question.options, start=1)),
                widget=forms.RadioSelect,
            )

    def items(self) -> list[tuple[Asked, forms.BoundField]]:
        return [(each, self[_name(each)]) for each in self.asked]

    def answers(self) -> dict[int, int]:
        return {each.question.pk: self.cleaned_data[_name(each)] for each in self.asked}


def _name(asked: Asked) -> str:
    return f"q{asked.question.pk}"


class AttendanceForm(forms.Form):
    """Who was told at a meeting: the list of those present."""

    on = forms.DateField(label=_("Tanggal pertemuan"), widget=DayInput())
    nips = forms.CharField(
        label=_("NIP yang hadir"),
        max_length=100_000,
        help_text=_("Satu NIP tiap baris, atau dipisahkan koma. Salin dari daftar hadir yang sudah diparaf."),
        widget=forms.Textarea(attrs={"rows": 8, "inputmode": "numeric"}),
    )

    def clean_nips(self) -> list[str]:
        """Each once, in the order of the list; a NIP may be written in groups."""
        lines = re.split(r"[\n,;]+", self.cleaned_data["nips"])
        found = list(dict.fromkeys(nip for line in lines if (nip := "".join(re.findall(r"[0-9]", line)))))
        if not found:
            raise forms.ValidationError(_("Tulis sedikitnya satu NIP."))
        return found


class ClarificationForm(forms.Form):
    text = forms.CharField(
        label=_("Penjelasan"),
        max_length=2000,
        help_text=_("Kalimat sederhana, satu contoh bila perlu."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    readers = forms.ChoiceField(label=_("Kirim kepada"), choices=Readers.choices, widget=forms.RadioSelect)
