"""Shapes of input about surveys."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.organization import queries as organization
from bijak.shell.widgets import DayInput, PlainSelect
from bijak.survey.models import KINDS, Moment, Question, QuestionKind, Survey

MOST_OPTIONS = 10


class SurveyForm(forms.Form):
    """What a survey is for, whom it asks and when."""

    # Survey.edition when the form was opened.
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    title = forms.CharField(label=_("Judul"), max_length=200)
    purpose = forms.CharField(
        label=_("Untuk apa survei ini"),
        max_length=2000,
        help_text=_("Dibaca oleh yang ditanya: apa yang ingin diketahui, dan akan dipakai untuk apa."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    policy: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Kebijakan yang terkait"),
        queryset=None,
        required=False,
        to_field_name="uuid",
        empty_label="—",
    )
    moment = forms.ChoiceField(label=_("Waktu survei"), choices=Moment.choices, required=False)
    unit = forms.ModelChoiceField(
        label=_("Pegawai di"),
        queryset=organization.active_units(),
        required=False,
        to_field_name="uuid",
        widget=PlainSelect,
        help_text=_("Unit ini dan semua unit di bawahnya."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Jenis kepegawaian"),
        choices=KINDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tidak ada yang dipilih: semua."),
    )
    opens_on = forms.DateField(label=_("Dibuka"), widget=DayInput())
    closes_on = forms.DateField(label=_("Hari terakhir"), widget=DayInput())

    def __init__(self, *args: Any, policies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["policy"].queryset = policies
        offices = [(unit.uuid, unit.name) for unit in organization.offices()]
        self.fields["unit"].choices = [("", _("Seluruh instansi")), *offices]

    @staticmethod
    def initial_of(survey: Survey) -> dict[str, Any]:
        return {
            **{
                name: getattr(survey, name)
                for name in ("edition", "title", "purpose", "moment", "kinds", "opens_on", "closes_on")
            },
            "policy": survey.policy and survey.policy.uuid,
            "unit": survey.unit and survey.unit.uuid,
        }

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        opens_on, closes_on = data.get("opens_on"), data.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", _("Hari terakhir mendahului hari survei dibuka."))
        if data.get("moment") and not data.get("policy") and "policy" not in self.errors:
            self.add_error("policy", _("Pilih kebijakannya, supaya “sebelum” dan “sesudah” ada artinya."))
        return data

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}


class QuestionForm(forms.Form):
    """One question. The options are lines of a box: so it works everywhere, and paste works, too."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Jenis"), choices=QuestionKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Pertanyaan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    low_label = forms.CharField(
        label=_("Arti angka 1"), max_length=60, required=False, help_text=_("Misalnya: sangat tidak setuju.")
    )
    high_label = forms.CharField(
        label=_("Arti angka 5"), max_length=60, required=False, help_text=_("Misalnya: sangat setuju.")
    )
    options = forms.CharField(
        label=_("Pilihan jawaban"),
        required=False,
        max_length=3000,
        help_text=_("Satu pilihan tiap baris, dua sampai sepuluh."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_required = forms.BooleanField(label=_("Wajib dijawab"), required=False, initial=True)

    @staticmethod
    def initial_of(question: Question) -> dict[str, Any]:
        return {
            "edition": question.survey.edition,
            "kind": question.kind,
            "text": question.text,
            "low_label": question.low_label,
            "high_label": question.high_label,
            "options": "\n".join(question.options),
            "is_required": question.is_required,
        }

    def clean_options(self) -> list[str]:
        options = [line.strip() for line in self.cleaned_data["options"].splitlines()]
        return list(dict.fromkeys(option for option in options if option))

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        match data.get("kind"):
            case QuestionKind.SCALE:
                for name in ("low_label", "high_label"):
                    if not data.get(name) and name not in self.errors:
                        self.add_error(
                            name, _("Tulis artinya, supaya semua membaca angka dengan cara yang sama.")
                        )
            case QuestionKind.CHOICE:
                options = data.get("options") or []
                if not 2 <= len(options) <= MOST_OPTIONS:
                    self.add_error(
                        "options", _("Tulis dua sampai sepuluh pilihan yang berbeda, satu tiap baris.")
                    )
                elif any(len(option) > 200 for option in options):
                    self.add_error("options", _("Setiap pilihan paling panjang 200 huruf."))
        return data

    def facts(self) -> dict[str, Any]:
        """Only what its kind uses."""
        data = dict(self.cleaned_data)
        data.pop("edition")
        if data["kind"] != QuestionKind.SCALE:
            data |= {"low_label": "", "high_label": ""}
        if data["kind"] != QuestionKind.CHOICE:
            data["options"] = []
        return data


class Extension(forms.Form):
    closes_on = forms.DateField(label=_("Hari terakhir"), widget=DayInput())


class AnswerForm(forms.Form):
    """The questions of a survey as one form.

    Its fields are called secret: the shell then does not hold what was typed in a session when one ends midway,
    where it would lie beside an account.
    """

    prefix = "secret"

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for place, question in enumerate(questions, start=1):
            self.fields[str(question.pk)] = _field_of(question, label=f"{place}. {question.text}")

    def items(self) -> Iterable[tuple[Question, forms.BoundField]]:
        return [(question, self[str(question.pk)]) for question in self.questions]

    def answers(self) -> dict[int, int | str]:
        given = {int(name): value for name, value in self.cleaned_data.items()}
        return {key: value for key, value in given.items() if value not in (None, "")}


def _field_of(question: Question, *, label: str) -> forms.Field:
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(
            label=label,
            max_length=2000,
            required=question.is_required,
            help_text=_("Jangan menulis nama, NIP, atau hal yang menunjuk diri Anda."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        empty_value=None,
        choices=question.answers,
        required=question.is_required,
        widget=forms.RadioSelect,
    )
