"""Shapes of what is typed about awards."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.people import queries as people
from bijak.shell.choosing import ChoosingForm, ChosenField
from bijak.shell.widgets import DayInput, PlainChoice
from bijak.welfare.models import AwardCriterion, Nomination
from bijak.welfare.queries import recognition as queries
from bijak.welfare.texts.recognition import AWARDS

FIRST_YEAR = 1990


class Round(forms.Form):
    name = forms.CharField(label=_("Nama penghargaan"), max_length=200)
    award_code = PlainChoice(
        label=_("Jenis menurut tabel nasional"),
        choices=list(AWARDS.items()),
        help_text=_(
            "Calon Satyalancana Karya Satya ditemukan menurut masa kerja; yang lain dicalonkan dan dinilai."
        ),
    )
    year = forms.IntegerField(label=_("Tahun"), min_value=FIRST_YEAR)
    about = forms.CharField(
        label=_("Untuk siapa dan mengapa"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"year": today.year})
        self.fields["year"].validators.append(_not_after(today.year + 1))


def _not_after(year: int) -> Any:
    def check(value: int) -> None:
        if value > year:
            raise forms.ValidationError(_("Tahunnya terlalu jauh ke depan."))

    return check


class Criteria(ChoosingForm):
    """A criterion a line with its weight, and the committee."""

    criteria = forms.CharField(
        label=_("Kriteria dan bobotnya, satu tiap baris"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Misalnya: Dampak bagi warga = 50. Semua bobot berjumlah 100."),
    )
    judges = ChosenField(label=_("Panitia"), many=True, prompt=_("Sebagian nama atau NIP pemilik akun"))
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judges"].finder = queries.Judges()

    def clean_criteria(self) -> list[tuple[str, int]]:
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["criteria"].splitlines())):
            label, sign, weight = (each.strip() for each in line.rpartition("="))
            if not sign or not label or not weight.isdecimal() or not 1 <= int(weight) <= 100:
                raise forms.ValidationError(
                    _(
                        "Baris “%(line)s” tidak terbaca. Tulis nama kriteria = bobot, bobot dari 1 sampai 100."
                    ),
                    params={"line": line[:80]},
                )
            found.append((label[:200], int(weight)))
        if (total := sum(weight for _label, weight in found)) != 100:
            raise forms.ValidationError(
                _("Bobot semua kriteria harus berjumlah 100; sekarang %(total)s."), params={"total": total}
            )
        return found


class Nominating(ChoosingForm):
    person = ChosenField(label=_("Siapa yang dicalonkan"))
    reason = forms.CharField(
        label=_("Mengapa dia"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Sebut apa yang dilakukannya dan hasilnya bagi orang lain."),
    )

    def __init__(self, *args: Any, among: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].finder = people.Candidates(among)


class Scoring(forms.Form):
    """Points for each criterion."""

    def __init__(self, *args: Any, criteria: Sequence[AwardCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keys = {f"nilai_{each.position}": each.pk for each in criteria}
        for each in criteria:
            self.fields[f"nilai_{each.position}"] = forms.IntegerField(
                label=f"{each.label} ({each.weight}%)", min_value=0, max_value=100
            )

    def points(self) -> dict[int, int]:
        return {key: self.cleaned_data[name] for name, key in self._keys.items()}


class Choosing(forms.Form):
    """Who of some nominated is honoured, and why: as many as stand on a page."""

    def __init__(self, *args: Any, nominations: Sequence[tuple[Nomination, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = [(f"terima_{each.pk}", f"alasan_{each.pk}", each.pk) for each, _name in nominations]
        for (accepted, reason, _pk), (held, name) in zip(self._rows, nominations, strict=True):
            self.fields[accepted] = forms.BooleanField(label=name, required=False, initial=bool(held.choice))
            self.fields[reason] = forms.CharField(
                label=_("Alasan penetapan %(name)s") % {"name": name},
                max_length=500,
                required=False,
                initial=held.choice,
            )

    @property
    def choices(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        return [(pk, self[accepted], self[reason]) for accepted, reason, pk in self._rows]

    def chosen(self) -> dict[int, str]:
        """Of each the reason why she is honoured, by key of nomination; "" of those who are not."""
        return {
            pk: self.cleaned_data[reason] if self.cleaned_data[accepted] else ""
            for accepted, reason, pk in self._rows
        }

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for accepted, reason, _pk in self._rows:
            if data.get(accepted) and not data.get(reason):
                self.add_error(reason, _("Tulis alasannya."))
        return data


class ChoosingAll(forms.Form):
    alasan = forms.CharField(
        label=_("Alasan penetapan bagi semua"),
        max_length=500,
        help_text=_(
            "Semua calon yang belum dipilih menerima penghargaan; sesudahnya masih dapat dibatalkan satu per satu."
        ),
    )


class Deciding(forms.Form):
    """By which decree those chosen are honoured, and why not the others."""

    decree_no = forms.CharField(label=_("Nomor surat keputusan"), max_length=100)
    decree_on = forms.DateField(label=_("Tanggal surat keputusan"), widget=DayInput())
    otherwise = forms.CharField(
        label=_("Alasan bagi yang belum menerima"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
