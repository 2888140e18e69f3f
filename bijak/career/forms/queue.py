"""Shape of what is typed about the queue."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.career import queries
from bijak.career.models import Established, PromotionKind, QueueState, Verdict
from bijak.kernel import ranks
from bijak.people import queries as people
from bijak.shell.templatetags.formats import tanggal
from bijak.shell.widgets import DayInput, PlainChoice

ANY = ("", _("Semua"))


class Wanted(forms.Form):
    """The filter above the list. What makes no sense in it is ignored rather than refused: it is only a filter."""

    cari = forms.CharField(label=_("Nama atau NIP"), required=False, max_length=100)
    keadaan = PlainChoice(label=_("Keadaan"), required=False, choices=[ANY, *QueueState.choices])
    jenis = PlainChoice(label=_("Jenis"), required=False, choices=[ANY, *PromotionKind.choices])
    periode = PlainChoice(label=_("Periode"), required=False)
    golongan = PlainChoice(
        label=_("Golongan"), required=False, choices=[ANY, *((rank.code, rank.grade) for rank in ranks.PNS)]
    )
    unit = PlainChoice(label=_("Unit"), required=False)
    berubah = PlainChoice(
        label=_("Perubahan"),
        required=False,
        choices=[("", _("kapan pun")), ("1", _("sejak kemarin")), ("7", _("7 hari terakhir"))],
    )

    def __init__(self, asked: Mapping[str, str], *, periods: Sequence[date], today: date) -> None:
        super().__init__(asked)
        self.today = today
        units = people.units_to_choose(asked.get("unit", ""))
        self._paths = {str(uuid): path for uuid, _name, path in units}
        self.fields["unit"].choices = [ANY, *((str(uuid), name) for uuid, name, _path in units)]
        self.fields["periode"].choices = [ANY, *((day.isoformat(), tanggal(day)) for day in periods)]
        self.is_valid()

    def filter(self) -> queries.Filter:
        wanted = self.cleaned_data
        back = wanted.get("berubah")
        return queries.Filter(
            state=wanted.get("keadaan", ""),
            kind=wanted.get("jenis", ""),
            rank=wanted.get("golongan", ""),
            period=date.fromisoformat(wanted["periode"]) if wanted.get("periode") else None,
            unit_path=self._paths.get(wanted.get("unit", ""), ""),
            words=wanted.get("cari", ""),
            changed_since=self.today - timedelta(days=int(back)) if back else None,
        )


class ObjectionText(forms.Form):
    """Why one's line is wrong, and what proves it."""

    text = forms.CharField(
        label=_("Apa yang keliru"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Sebut syarat yang keliru dan datanya yang benar."),
    )
    file = forms.FileField(label=_("Bukti (PDF atau gambar)"), required=False)


class Answer(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Putusan"),
        choices=[(each.value, each.label) for each in (Verdict.UPHELD, Verdict.REJECTED)],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Dibaca oleh yang mengajukan, bersama nama Anda."),
    )


class Attested(forms.Form):
    """What an officer establishes by a paper."""

    what = forms.ChoiceField(label=_("Syarat"), choices=Established.choices)
    paper_no = forms.CharField(label=_("Nomor surat"), max_length=100)
    on = forms.DateField(label=_("Tanggal surat"), widget=DayInput)
