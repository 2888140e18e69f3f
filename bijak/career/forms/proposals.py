"""Shapes of what is typed about proposals for promotion."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.career.models.proposals import ProposalPaper, ProposalState, ReturnCause
from bijak.career.models.queue import PromotionKind
from bijak.career.queries import proposals as queries
from bijak.career.texts import proposals as words
from bijak.people import queries as people
from bijak.shell.choosing import ChoosingForm, ChosenField
from bijak.shell.filters import ANY, ListFilter, UnitChoice
from bijak.shell.templatetags.formats import tanggal
from bijak.shell.widgets import DayInput, PlainChoice

PDF = forms.FileInput(attrs={"accept": "application/pdf"})


class Worklist(ListFilter):
    """The filter above the proposals."""

    keadaan = PlainChoice(label=_("Keadaan"), required=False, choices=[ANY, *ProposalState.choices])
    jenis = PlainChoice(label=_("Jenis"), required=False, choices=[ANY, *PromotionKind.choices])
    periode = PlainChoice(label=_("Periode"), required=False)
    unit = UnitChoice(people.units_to_choose)

    def __init__(self, asked: Mapping[str, str], *, periods: Iterable[date]) -> None:
        super().__init__(asked)
        self.fields["periode"].choices = [ANY, *((day.isoformat(), tanggal(day)) for day in periods)]

    def filter(self) -> queries.Filter:
        said = self.said
        return queries.Filter(
            state=said.get("keadaan", ""),
            kind=said.get("jenis", ""),
            period=date.fromisoformat(said["periode"]) if "periode" in said else None,
            unit_path=self.unit_path,
        )

    def without_state(self) -> queries.Filter:
        """The same of every state: what the counts beside the states say."""
        return replace(self.filter(), state="")


class Draft(ChoosingForm):
    """Whom to propose, looked for by name or as a column of NIPs; of which kind, from when."""

    people = ChosenField(label=_("Siapa saja"), many=True, required=False)
    nips = forms.CharField(
        label=_("Atau tempel NIP, satu tiap baris"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Jenis kenaikan pangkat"), choices=PromotionKind.choices)
    period = forms.DateField(
        label=_("Periode (TMT)"),
        widget=DayInput(),
        help_text=_("Tanggal 1 pada bulan periode yang berlaku; untuk anumerta tanggal tewasnya."),
    )

    def __init__(self, *args: Any, among: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].finder = people.Candidates(among)

    def clean_nips(self) -> list[str]:
        chosen = [row.nip for row in self.cleaned_data.get("people", ())]
        typed = ["".join(line.split()) for line in self.cleaned_data["nips"].splitlines()]
        nips = list(dict.fromkeys(filter(None, [*chosen, *typed])))
        if not nips and "people" in self.cleaned_data:
            raise forms.ValidationError(_("Pilih atau tempel sekurang-kurangnya satu orang."))
        return nips


class Seen(forms.Form):
    """What every step carries: the proposal as the officer saw it."""

    edition = forms.IntegerField(widget=forms.HiddenInput)


class Ready(Seen):
    despite = forms.CharField(
        label=_("Tetap diajukan karena"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hanya bila prapemeriksaan belum bersih. Alasan ini dicatat bersama nama Anda."),
    )


class Reasoned(Seen):
    reason = forms.CharField(label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class Dated(Reasoned):
    on = forms.DateField(label=_("Tanggal"), widget=DayInput())


class Return(Dated):
    cause = forms.ChoiceField(label=_("Sebab dikembalikan"), choices=ReturnCause.choices)

    field_order = ("cause", "on", "reason")


class Approval(Seen):
    pertek_no = forms.CharField(label=_("Nomor pertek"), max_length=100)
    pertek_on = forms.DateField(label=_("Tanggal pertek"), widget=DayInput())


class Decree(Seen):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    decree_no = forms.CharField(label=_("Nomor surat keputusan"), max_length=100)
    decree_on = forms.DateField(label=_("Tanggal surat keputusan"), widget=DayInput())
    service_years = forms.IntegerField(
        label=_("Masa kerja golongan, tahun"), min_value=0, max_value=50, required=False
    )
    service_months = forms.IntegerField(
        label=_("Masa kerja golongan, bulan"), min_value=0, max_value=11, required=False
    )
    paper = forms.FileField(label=_("Berkas SK (PDF)"), widget=PDF, max_length=200)


class PaperFile(forms.Form):
    file = forms.FileField(label=_("Berkas PDF"), widget=PDF, max_length=200)


class Asking(Seen):
    papers = forms.MultipleChoiceField(label=_("Dokumen"), widget=forms.CheckboxSelectMultiple)
    due_on = forms.DateField(label=_("Paling lambat"), widget=DayInput())
    note = forms.CharField(
        label=_("Pesan untuk pegawai"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, papers: Iterable[ProposalPaper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = [
            (str(each.uuid), words.label_of(each.code, each.year)) for each in papers
        ]


class Reading(forms.Form):
    """What a paper says, in the fields that are compared."""

    says_position = forms.CharField(label=_("Jabatan yang tertulis"), max_length=200, required=False)
    says_level = forms.ChoiceField(
        label=_("Tingkat pendidikan yang tertulis"),
        choices=lambda: [("", "—"), *people.WORDS["education_level"].items()],
        required=False,
    )
    says_year = forms.IntegerField(
        label=_("Tahun lulus yang tertulis"), min_value=1950, max_value=2100, required=False
    )
    says_credit = forms.DecimalField(
        label=_("Angka kredit kumulatif yang tertulis"),
        min_value=0,
        max_digits=8,
        decimal_places=3,
        required=False,
    )

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if name not in words.SAYS.get(code, ()):
                del self.fields[name]


class Batch(forms.Form):
    """A batch to begin, with the proposals that were ticked."""

    name = forms.CharField(label=_("Nama berkas usul"), max_length=120)


class Sending(forms.Form):
    """Number and day of the covering letter, unless it was written here."""

    letter_no = forms.CharField(label=_("Nomor surat pengantar"), max_length=100)
    letter_on = forms.DateField(label=_("Tanggal surat pengantar"), widget=DayInput())

    def __init__(self, *args: Any, is_written: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_written:
            del self.fields["letter_no"], self.fields["letter_on"]
