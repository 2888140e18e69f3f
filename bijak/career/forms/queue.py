"""Shape of what is typed about the queue."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.career import queries
from bijak.career.models import Established, PromotionKind, QueueState, Verdict
from bijak.career.texts import queue as texts
from bijak.kernel import ranks
from bijak.people import queries as people
from bijak.shell.filters import ANY, ListFilter, UnitChoice
from bijak.shell.templatetags.formats import tanggal
from bijak.shell.widgets import DayInput, PlainChoice


class Wanted(ListFilter):
    """The filter above the queue."""

    cari = forms.CharField(label=_("Nama atau NIP"), required=False, max_length=100)
    keadaan = PlainChoice(label=_("Keadaan"), required=False, choices=[ANY, *QueueState.choices])
    jenis = PlainChoice(label=_("Jenis"), required=False, choices=[ANY, *PromotionKind.queued()])
    periode = PlainChoice(label=_("Periode"), required=False)
    golongan = PlainChoice(
        label=_("Golongan"), required=False, choices=[ANY, *((rank.code, rank.grade) for rank in ranks.PNS)]
    )
    unit = UnitChoice(people.units_to_choose)
    berubah = PlainChoice(
        label=_("Perubahan"),
        required=False,
        choices=[("", _("kapan pun")), *texts.CHANGED.items()],
    )

    def __init__(self, asked: Mapping[str, str], *, periods: Sequence[date], today: date) -> None:
        super().__init__(asked)
        self.today = today
        self.fields["periode"].choices = [ANY, *((day.isoformat(), tanggal(day)) for day in periods)]

    def filter(self) -> queries.Filter:
        said = self.said
        return queries.Filter(
            state=said.get("keadaan", ""),
            kind=said.get("jenis", ""),
            rank=said.get("golongan", ""),
            period=date.fromisoformat(said["periode"]) if "periode" in said else None,
            unit_path=self.unit_path,
            words=said.get("cari", ""),
            changed_since=self.today - timedelta(days=int(said["berubah"])) if "berubah" in said else None,
        )

    def as_list(self) -> dict[str, str]:
        """The same as the list of the queue asks it. Words searched for stand in no address."""
        said = {"kenaikan" if name == "jenis" else name: value for name, value in self.said.items()}
        return {name: value for name, value in said.items() if name != "cari"}


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
