"""The study before a text: problem tree, ROCCIPI, options, criteria, explanation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.policy.forms.fields import Rupiah, long_text, of_a_hundred
from bijak.policy.models import ActorRole, Factor
from bijak.policy.queries import Matrix, Rated, Weighted
from bijak.policy.texts import ROCCIPI


class CoreForm(forms.Form):
    text = long_text(
        _("Masalah inti"),
        rows=2,
        required=True,
        max_length=300,
        help_text=_("Satu kalimat: keadaan yang tidak diinginkan, bagi siapa. Bukan “belum ada aturan”."),
    )


class NewNode(forms.Form):
    text = long_text(_("Bunyi"), rows=2, required=True, max_length=300)


class NodeForm(NewNode):
    aim = long_text(
        _("Tujuan dari simpul ini"),
        rows=2,
        max_length=300,
        help_text=_("Keadaan sebaliknya yang ingin dicapai. Kosong: “Teratasi: …”."),
    )
    parent = forms.ChoiceField(label=_("Bergantung pada"), required=False)
    evidence = forms.MultipleChoiceField(
        label=_("Bukti"), required=False, widget=forms.CheckboxSelectMultiple
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        parents: Iterable[tuple[str, str]],
        evidence: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("parent", list(parents)), ("evidence", list(evidence))):
            if choices:
                self.fields[name].choices = choices
            else:
                del self.fields[name]


class BehaviourForm(forms.Form):
    """A behaviour and what explains it: for each factor an answer, and the cause that it explains."""

    role = forms.ChoiceField(label=_("Peran"), choices=ActorRole.choices)
    actor = forms.CharField(
        label=_("Siapa"), max_length=200, help_text=_("Jabatan, unit, atau kelompok. Jangan nama orang.")
    )
    words = long_text(
        _("Perilaku yang bermasalah"),
        rows=3,
        required=True,
        help_text=_("Apa yang dilakukan atau tidak dilakukan."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, causes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        explained: list[tuple[str, Any]] = [("", _("Tidak dikaitkan")), *causes]
        for factor in Factor:
            self.fields[f"answer_{factor}"] = long_text(factor.label, rows=2, help_text=ROCCIPI[factor])
            self.fields[f"cause_{factor}"] = forms.ChoiceField(
                label=_("Sebab yang dijelaskan"), required=False, choices=explained
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Each factor's answer beside its cause, as the page lays them."""
        return [(self[f"answer_{factor}"], self[f"cause_{factor}"]) for factor in Factor]


class SpanForm(forms.Form):
    first_year = forms.IntegerField(label=_("Tahun pertama"), min_value=2000, max_value=2100)
    years = forms.IntegerField(label=_("Banyaknya tahun"), min_value=1, max_value=20)
    discount_rate = forms.DecimalField(
        label=_("Tingkat diskonto (persen setahun)"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        localize=True,
        required=False,
    )
    rate_source = forms.CharField(
        label=_("Sumber tingkat diskonto"),
        max_length=300,
        required=False,
        help_text=_("Pedoman atau dokumen yang menetapkannya, atau “asumsi” dengan alasannya."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("discount_rate") is not None and not data.get("rate_source"):
            self.add_error("rate_source", _("Sebutkan dari mana tingkat diskonto ini."))
        return data


class OptionForm(forms.Form):
    title = forms.CharField(label=_("Nama pilihan"), max_length=200)
    description = long_text(
        _("Uraian"), rows=3, help_text=_("Apa yang dilakukan, oleh siapa, dengan aturan apa.")
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)


class LineForm(forms.Form):
    """Money year by year; ``every`` fills the years that are left empty."""

    is_benefit = forms.TypedChoiceField(
        label=_("Jenis"),
        choices=[("0", _("Biaya")), ("1", _("Manfaat"))],
        coerce=lambda value: value == "1",
        initial="0",
    )
    label = forms.CharField(label=_("Uraian"), max_length=200)
    bearer = forms.CharField(
        label=_("Siapa yang menanggung atau menerima"),
        max_length=200,
        help_text=_("Misalnya: APBD, pegawai, masyarakat, mitra pelatihan."),
    )
    every = Rupiah(label=_("Setiap tahun (Rp)"), help_text=_("Mengisi tahun yang dibiarkan kosong di bawah."))
    source = forms.CharField(
        label=_("Sumber"),
        max_length=300,
        required=False,
        help_text=_("Misalnya: standar harga satuan, dokumen anggaran, atau cara menghitungnya."),
    )
    evidence = forms.ChoiceField(
        label=_("Bukti yang memuat angkanya"),
        required=False,
        help_text=_("Misalnya hasil simulasi yang dilampirkan."),
    )
    is_assumption = forms.BooleanField(label=_("Angka ini asumsi"), required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, years: Iterable[int], evidence: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.years = list(years)
        for year in self.years:
            self.fields[f"year_{year}"] = Rupiah(label=str(year))
        self.fields["evidence"].choices = [("", _("Tidak ada")), *evidence]

    @property
    def amounts(self) -> list[Any]:
        return [self[f"year_{year}"] for year in self.years]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        every = data.get("every") or 0
        data["amounts"] = [
            data.get(name) or 0 if self.data.get(self.add_prefix(name), "").strip() else every
            for name in (f"year_{year}" for year in self.years)
        ]
        if not self.errors and not any(data["amounts"]):
            self.add_error("every", _("Isi jumlahnya, setiap tahun atau tahun demi tahun."))
        if not (data.get("source") or data.get("evidence") or data.get("is_assumption")):
            self.add_error("source", _("Sebutkan sumbernya, atau tandai sebagai asumsi."))
        return data


class CriterionForm(forms.Form):
    name = forms.CharField(label=_("Nama kriteria"), max_length=150)
    scale = forms.CharField(
        label=_("Arti nilai 0 dan 100"),
        max_length=300,
        required=False,
        help_text=_(
            "Ditetapkan sebelum pilihan dinilai. Misalnya: 0 tidak seorang pun terjangkau, 100 semua terjangkau."
        ),
    )
    weight = forms.IntegerField(
        label=_("Bobot (0–100)"),
        min_value=0,
        max_value=100,
        help_text=_(
            "Kriteria yang rentang terburuk ke terbaiknya paling penting diberi 100, yang lain sebandingnya."
        ),
    )
    higher_is_better = forms.TypedChoiceField(
        label=_("Arah"),
        choices=[("1", _("Makin tinggi makin baik")), ("0", _("Makin rendah makin baik"))],
        coerce=lambda value: value == "1",
        initial="1",
    )


class WeighingForm(forms.Form):
    """All weights and all scores, by the keys of their rows."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, matrix: Matrix, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matrix = matrix
        for each in matrix.weighted:
            self.fields[f"weight_{each.criterion.pk}"] = of_a_hundred(
                _("Bobot %(criterion)s") % {"criterion": each.criterion.name},
                each.criterion.weight,
                required=True,
            )
            for row, score in self._scores(each):
                self.fields[f"score_{row.option.pk}_{each.criterion.pk}"] = of_a_hundred(
                    _("%(criterion)s: %(option)s")
                    % {"criterion": each.criterion.name, "option": row.option.title},
                    score,
                )

    def _scores(self, weighted: Weighted) -> list[tuple[Rated, int | None]]:
        place = self.matrix.weighted.index(weighted)
        return [(row, row.scores[place]) for row in self.matrix.rows]

    @property
    def lines(self) -> list[tuple[Weighted, Any, list[Any]]]:
        """Of each criterion its weight and its scores, as the page lays them."""
        return [
            (
                each,
                self[f"weight_{each.criterion.pk}"],
                [self[f"score_{row.option.pk}_{each.criterion.pk}"] for row in self.matrix.rows],
            )
            for each in self.matrix.weighted
        ]

    @property
    def weights(self) -> dict[int, int]:
        return {
            int(name.split("_")[1]): value
            for name, value in self.cleaned_data.items()
            if name.startswith("weight_")
        }

    @property
    def scores(self) -> dict[tuple[int, int], int | None]:
        return {
            (int(name.split("_")[1]), int(name.split("_")[2])): value
            for name, value in self.cleaned_data.items()
            if name.startswith("score_")
        }


class OptionChoice(forms.Form):
    option = forms.ChoiceField(label=_("Pilihan yang diambil"))
    reason = long_text(_("Alasan memilih"), rows=3, required=True)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, options: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = [("", _("Pilih …")), *options]


class SectionForm(forms.Form):
    text = long_text(_("Isi"), rows=16)
    edition = forms.IntegerField(widget=forms.HiddenInput)
