"""Shape of what officers choose and look for."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.siasn.mapping.held import HISTORIES, History
from bijak.siasn.models import Kind, State
from bijak.siasn.queries import GONE


class Row(forms.Form):
    """A row of a history: which table, and its key there."""

    kind = forms.ChoiceField(choices=Kind)
    key = forms.IntegerField(min_value=1)


class Taking(forms.Form):
    """Which history of a person is taken in."""

    riwayat = forms.ChoiceField(label=_("Riwayat"))
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, offered: Iterable[History]) -> None:
        super().__init__(data, initial={"token": uuid7()})
        self.fields["riwayat"].choices = [(each.name, each.label) for each in offered]

    def clean_riwayat(self) -> History:
        return HISTORIES[self.cleaned_data["riwayat"]]


class Narrowing(forms.Form):
    """What the queue is narrowed to."""

    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        choices=[("", _("Semua keadaan")), *State.choices, (GONE, _("Harus dicabut di SIASN"))],
        required=False,
    )
    jenis = forms.ChoiceField(
        label=_("Jenis riwayat"), choices=[("", _("Semua jenis")), *Kind.choices], required=False
    )

    def narrowed(self) -> dict[str, str]:
        """For ``queries.sendings``; what cannot be understood narrows nothing."""
        given = self.cleaned_data
        return {"state": given.get("keadaan", ""), "kind": given.get("jenis", "")}


class Search(forms.Form):
    """A code, or a part of a name."""

    cari = forms.CharField(label=_("Cari kode atau nama"), max_length=100, required=False)
