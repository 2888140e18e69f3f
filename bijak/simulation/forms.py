"""What somebody wants to know about a draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.policy import queries as policy
from bijak.shell.widgets import PlainSelect

MOST_HOURS = 2000
DEAREST_HOUR = 100_000_000


class Question(forms.Form):
    """Another value than the draft's, and what an hour costs. No price stands here until somebody brings one."""

    nilai = forms.DecimalField(
        label=_("Coba nilai lain (JP setahun)"),
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
        decimal_places=2,
        help_text=_("Kosong: nilai dalam rancangan."),
    )
    biaya = forms.IntegerField(
        label=_("Biaya satu JP per orang (Rp)"), required=False, min_value=1, max_value=DEAREST_HOUR
    )
    sumber = forms.CharField(
        label=_("Sumber biaya"),
        required=False,
        max_length=300,
        help_text=_("Misalnya: realisasi anggaran BPSDM tahun lalu, atau standar harga satuan daerah."),
    )
    urut = forms.ChoiceField(
        widget=PlainSelect,
        label=_("Urutkan kelompok"),
        required=False,
        choices=[
            ("", _("Bawaan")),
            ("bagian", _("Bagian yang kurang, terbesar dahulu")),
            ("jam", _("Jam yang kurang, terbanyak dahulu")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("biaya") and not found.get("sumber"):
            self.add_error("sumber", _("Tulis dari mana biaya ini, supaya orang lain dapat memeriksanya."))
        if found.get("sumber") and not found.get("biaya") and "biaya" not in self.errors:
            found["sumber"] = ""
        return found

    def asked(self) -> dict[str, Any]:
        """Arguments of queries.what_if; what was refused counts as not asked."""
        self.is_valid()
        found = self.cleaned_data
        tried, cost, source = found.get("nilai"), found.get("biaya"), found.get("sumber", "")
        is_priced = bool(cost and source)
        return {
            "tried": None if tried is None else policy.number(tried),
            "cost_per_hour": cost if is_priced else None,
            "cost_source": source if is_priced else "",
        }


class Keeping(Question):
    catatan = forms.CharField(label=_("Apa yang ditunjukkan"), required=False, max_length=500)
