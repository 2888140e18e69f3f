"""Which post, and whose careers. What makes no sense is ignored: it is only a filter."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.career.texts import paths as texts
from bijak.people import queries as people
from bijak.shell.widgets import PlainChoice

ANY = ("", _("Semua"))


class OfUnit(forms.Form):
    """A unit with what lies below it, for those who may count by unit."""

    unit = PlainChoice(label=_("Unit"), required=False)

    def __init__(self, asked: Mapping[str, str], *, may_choose_units: bool) -> None:
        super().__init__(asked)
        paths: dict[str, str] = {}
        if may_choose_units:
            units = people.units_to_choose(asked.get("unit", ""))
            self.fields["unit"].choices = [ANY, *((str(uuid), name) for uuid, name, _path in units)]
            paths = {str(uuid): path for uuid, _name, path in units}
        else:
            del self.fields["unit"]
        self.is_valid()
        self.unit_key = str(self.cleaned_data.get("unit", "") or "")
        self.path = paths.get(self.unit_key, "")


class Posts(OfUnit):
    cari = forms.CharField(label=_("Jabatan"), required=False, max_length=100)
    jenis = PlainChoice(label=_("Jenis jabatan"), required=False, choices=[ANY, *texts.KINDS.items()])

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("cari", ""))

    @property
    def kind(self) -> str:
        return str(self.cleaned_data.get("jenis", ""))


class OfPost(OfUnit):
    jabatan = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)

    @property
    def key(self) -> str:
        return str(self.cleaned_data.get("jabatan", ""))
