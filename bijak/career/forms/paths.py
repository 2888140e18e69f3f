"""Which post, and whose careers."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.career.texts import paths as texts
from bijak.people import queries as people
from bijak.shell.filters import ANY, ListFilter, UnitChoice
from bijak.shell.widgets import PlainChoice


class OfUnit(ListFilter):
    """A unit with what lies below it, for those who may count by unit."""

    unit = UnitChoice(people.units_to_choose)

    def __init__(self, asked: Mapping[str, str], *, may_choose_units: bool) -> None:
        super().__init__(asked, without=() if may_choose_units else ("unit",))


class Posts(OfUnit):
    cari = forms.CharField(label=_("Jabatan"), required=False, max_length=100)
    jenis = PlainChoice(label=_("Jenis jabatan"), required=False, choices=[ANY, *texts.KINDS.items()])

    @property
    def words(self) -> str:
        return str(self.said.get("cari", ""))

    @property
    def kind(self) -> str:
        return str(self.said.get("jenis", ""))


class OfPost(OfUnit):
    jabatan = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)

    @property
    def key(self) -> str:
        return str(self.said.get("jabatan", ""))
