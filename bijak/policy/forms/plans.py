"""How a policy is carried out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.organization.queries import Unit
from bijak.policy.forms.deciding import ReasonForm
from bijak.policy.forms.fields import Rupiah, day, long_text
from bijak.policy.models import Activity, Funding
from bijak.policy.queries import Clause, Suggested
from bijak.policy.texts import ACTIVITY_STATES
from bijak.shell.templatetags.formats import angka
from bijak.shell.widgets import PlainSelect


class ActivityForm(forms.Form):
    """An activity of a plan. Who may answer for it depends on its unit, so that is asked for first."""

    title = forms.CharField(label=_("Nama kegiatan"), max_length=300)
    output = forms.CharField(
        label=_("Keluaran"),
        required=False,
        max_length=300,
        help_text=_("Apa yang ada setelah selesai. Misalnya: petunjuk teknis yang ditetapkan."),
    )
    target = forms.IntegerField(label=_("Target"), required=False, min_value=1, max_value=100_000_000)
    measure = forms.CharField(
        label=_("Satuan"), required=False, max_length=60, help_text=_("Misalnya: orang, dokumen, unit.")
    )
    unit = forms.ChoiceField(label=_("Unit pelaksana"), widget=PlainSelect)
    owner = forms.ChoiceField(
        label=_("Penanggung jawab"),
        required=False,
        widget=PlainSelect,
        help_text=_(
            "Pemegang peran di unit itu. Setelah mengganti unit, tekan “Tampilkan penanggung jawab”."
        ),
    )
    starts_on = day(_("Mulai"))
    due_on = day(_("Selesai paling lambat"))
    budget = Rupiah(label=_("Anggaran (Rp)"), help_text=_("Kosong: tanpa biaya tersendiri."))
    budget_source = forms.ChoiceField(label=_("Sumber dana"), widget=PlainSelect, choices=Funding.choices)
    budget_code = forms.CharField(label=_("Kode rekening"), required=False, max_length=60)
    budget_year = forms.IntegerField(
        label=_("Tahun anggaran"),
        required=False,
        min_value=2000,
        max_value=2100,
        help_text=_("Kosong: tahun mulai."),
    )
    provision = forms.ChoiceField(label=_("Ketentuan yang dilaksanakan"), required=False, widget=PlainSelect)
    needs = forms.MultipleChoiceField(
        label=_("Baru dapat selesai setelah"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        units: Iterable[Unit],
        owners: Iterable[Account],
        clauses: Iterable[Clause],
        others: Iterable[Activity],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Pilih …")), *((str(each.uuid), each.name) for each in units)]
        self.fields["owner"].choices = [
            ("", _("Belum ditunjuk")),
            *((str(each.uuid), each.name) for each in owners),
        ]
        self.fields["provision"].choices = [
            ("", _("Tidak menunjuk satu ketentuan")),
            *((str(each.provision), f"{each.address} – {each.opening}") for each in clauses),
        ]
        choices = [(str(each.uuid), each.title) for each in others]
        self.fields["needs"].choices = choices
        if not choices:
            del self.fields["needs"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts, due = data.get("starts_on"), data.get("due_on")
        if starts and due and due < starts:
            self.add_error("due_on", _("Kegiatan berakhir sebelum dimulai. Periksa kedua tanggalnya."))
        if "target" in data and bool(data["target"]) != bool(data.get("measure")):
            self.add_error("measure", _("Isi target bersama satuannya, atau kosongkan keduanya."))
        if data.get("budget") and data.get("budget_source") == Funding.NONE:
            self.add_error("budget_source", _("Pilih sumber dana untuk anggaran ini."))
        return data


class ActivityChange(ActivityForm):
    reason = long_text(
        _("Alasan perubahan jadwal"),
        rows=2,
        help_text=_("Wajib bila kegiatan sudah dimulai. Jadwal semula tetap ditampilkan."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)


class CancelForm(ReasonForm):
    edition = forms.IntegerField(widget=forms.HiddenInput)


class ProgressForm(forms.Form):
    """How far an activity came: outputs where it counts them, percent where it does not."""

    as_of = day(_("Keadaan pada"))
    outputs = forms.IntegerField(min_value=0, max_value=100_000_000)
    percent = forms.IntegerField(label=_("Kemajuan (persen)"), min_value=0, max_value=100)
    spent = Rupiah(label=_("Realisasi anggaran sampai saat itu (Rp)"))
    note = long_text(_("Catatan"), rows=3, help_text=_("Apa yang sudah dilakukan, apa hambatannya."))
    file = forms.FileField(
        label=_("Dokumen bukti"), required=False, help_text=_("PDF, Word, Excel, gambar, atau teks.")
    )

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if activity.target:
            del self.fields["percent"]
            self.fields["outputs"].label = _("Keluaran yang sudah ada, dari %(target)s %(measure)s") % {
                "target": angka(activity.target),
                "measure": activity.measure,
            }
        else:
            del self.fields["outputs"]
        if activity.budget_source == Funding.NONE:
            del self.fields["spent"]


class ReminderForm(forms.Form):
    working_days = forms.IntegerField(
        label=_("Ingatkan penanggung jawab sebelum jatuh tempo (hari kerja)"), min_value=1, max_value=60
    )


class StarterForm(forms.Form):
    """Suggestions to begin with, and who carries out those that name no office of ours."""

    chosen = forms.MultipleChoiceField(label=_("Kegiatan"), widget=forms.CheckboxSelectMultiple)
    unit = forms.ChoiceField(
        label=_("Unit pelaksana"),
        widget=PlainSelect,
        help_text=_("Untuk kegiatan yang unitnya belum diketahui. Dapat diubah satu per satu nanti."),
    )

    def __init__(
        self, *args: Any, units: Iterable[Unit], suggested: Iterable[Suggested], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Pilih …")), *((str(each.uuid), each.name) for each in units)]
        self.fields["chosen"].choices = [(each.code, each.title) for each in suggested]


class PlanFilter(forms.Form):
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        widget=PlainSelect,
        choices=[("", _("Semua")), *ACTIVITY_STATES.items()],
    )
    unit = forms.ChoiceField(label=_("Unit pelaksana"), required=False, widget=PlainSelect)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Semua")), *((str(each.uuid), each.name) for each in units)]
