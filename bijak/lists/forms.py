"""Shape of what a list is asked, and of how it is taken along."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.documents.printing import Paper
from bijak.kernel.days import add_months
from bijak.lists import access
from bijak.lists.models import Format
from bijak.lists.queries import Look, Sheet, groups
from bijak.lists.registries import Asked, ListKind
from bijak.organization.queries import Scope
from bijak.people import queries as people
from bijak.shell.choosing import ChoosingForm, ChosenField
from bijak.shell.filters import ANY, ListFilter, UnitChoice
from bijak.shell.templatetags.formats import tanggal
from bijak.shell.widgets import DayInput, PlainChoice

_OF_PEOPLE = ("usia", "jenis_kelamin", "jenis", "golongan", "pendidikan", "jabatan")


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=DayInput(), input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
    )


class Question(ListFilter):
    """What a list is asked."""

    hari = _day(_("Keadaan pada"))
    dari = _day(_("Dari"))
    sampai = _day(_("Sampai"))
    unit = UnitChoice(people.units_to_choose)
    cari = forms.CharField(label=_("Nama atau NIP"), required=False, max_length=100)
    jabatan = forms.CharField(label=_("Jabatan, kata awalnya"), required=False, max_length=100)
    jenis = PlainChoice(label=_("Kepegawaian"), required=False)
    golongan = PlainChoice(label=_("Golongan"), required=False)
    pendidikan = PlainChoice(label=_("Pendidikan"), required=False)
    jenis_kelamin = PlainChoice(label=_("Jenis kelamin"), required=False)
    usia = PlainChoice(label=_("Usia"), required=False)
    # How the list is looked at goes with what it is asked.
    kolom = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)
    urut = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, asked: Mapping[str, Any], *, kind: ListKind, today: date) -> None:
        spans = () if kind.span else ("dari", "sampai")
        super().__init__(asked, without=spans if kind.is_of_people else (*spans, *_OF_PEOPLE))
        self.kind, self.today = kind, today
        if kind.is_of_people:
            for name, labels in groups().items():
                self.fields[name].choices = [ANY, *labels.items()]
        else:
            self.fields["cari"].label = _("Jabatan")
        for each in kind.choices:
            self.fields[each.code] = PlainChoice(
                label=each.label, required=False, choices=[ANY, *each.options()]
            )

    def own(self) -> list[forms.BoundField]:
        """The fields that this list alone has."""
        return [self[each.code] for each in self.kind.choices]

    def sheet(self, account: Account, *, export: bool = False) -> Sheet:
        """The answer, as far as an account may see it, or take it along."""
        reach = access.reach(account, self.kind, today=self.today, export=export)
        return Sheet(self.kind, self._asked(reach), self._look)

    def _asked(self, reach: Scope) -> Asked:
        said = self.said
        on = min(said.get("hari", self.today), self.today)
        since = said.get("dari", on)
        until = said.get("sampai") or add_months(since, self.kind.span.months if self.kind.span else 0)
        return Asked(
            on=on,
            reach=reach,
            unit_path=self.unit_path,
            words=said.get("cari", ""),
            position=said.get("jabatan", ""),
            groups={name: said[name] for name in groups() if name in said},
            chosen={each.code: said[each.code] for each in self.kind.choices if each.code in said},
            since=since,
            until=max(since, until),
        )

    @property
    def _look(self) -> Look:
        columns = self.said.get("kolom")
        return Look(tuple(columns.split(",")) if columns else (), self.said.get("urut", ""))

    @property
    def narrows(self) -> list[str]:
        """By which fields the list is narrowed; not by what, which may name a person."""
        return [name for name in self.said if name not in ("kolom", "urut")]

    def filters(self) -> list[tuple[str, str]]:
        """What the list is narrowed to, in words: what the small print says."""
        told = []
        for name, field in self.fields.items():
            value = self.said.get(name)
            if value and not isinstance(value, date) and not field.widget.is_hidden:
                words = dict(field.choices).get(value, value) if isinstance(field, PlainChoice) else value
                told.append((str(field.label), str(words)))
        return told


class TakeAlong(ChoosingForm):
    """In which form a list is taken along; what follows the first field is for paper."""

    bentuk = forms.ChoiceField(label=_("Bentuk berkas"), choices=Format.choices, initial=Format.PDF)
    paper = forms.ChoiceField(
        label=_("Kertas"), choices=[(each.value, each.label) for each in Paper], initial=Paper.F4
    )
    place = forms.CharField(label=_("Tempat"), required=False, max_length=60)
    signed_on = forms.DateField(label=_("Tanggal"), required=False, widget=DayInput())
    signer = ChosenField(
        label=_("Penanda tangan"), required=False, prompt=_("Sebagian nama atau jabatan, atau NIP lengkap")
    )
    position = forms.CharField(
        label=_("Jabatan pada tanda tangan"),
        required=False,
        max_length=200,
        help_text=_("Kosong: jabatan menurut catatan. Isi bila bertindak sebagai Plt. atau atas nama."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].finder = people.Candidates(people.active(), tells_nips=False)

    def layout(self) -> dict[str, str]:
        """As it is kept and printed."""
        said = self.cleaned_data
        signer = said["signer"]
        return {
            "paper": said["paper"],
            "place": said["place"],
            "signed_on": tanggal(said["signed_on"]),
            "position": said["position"] or (signer.position_title if signer else ""),
            "signer": signer.full_name if signer else "",
            "nip": signer.nip if signer else "",
        }


class ViewForm(forms.Form):
    """A saved view: its name, and whether others see it."""

    name = forms.CharField(label=_("Nama tampilan"), max_length=100)
    is_shared = forms.BooleanField(
        label=_("Bagikan di unit saya"),
        required=False,
        help_text=_(
            "Siapa pun yang berwenang atas unit Anda dapat memakainya; mengubah dan menghapus hanya Anda."
        ),
    )


class NewView(ViewForm):
    replaces = forms.BooleanField(label=_("Ganti tampilan saya yang bernama sama"), required=False)


class ChangedView(ViewForm):
    edition = forms.IntegerField(widget=forms.HiddenInput)
