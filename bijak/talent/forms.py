"""Shape of input: mappings, cut-offs, decisions of the committee, critical posts and plans."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.people import queries as people
from bijak.shell.filters import ANY, ListFilter, UnitChoice
from bijak.shell.widgets import DayInput, PlainChoice, PlainSelect
from bijak.talent import texts
from bijak.talent.models import Disclosure, Mapping
from bijak.talent.rules import BOXES, Cuts

DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        super().__init__(widget=DayInput, input_formats=DAYS, **options)


class Beginning(forms.Form):
    """A new mapping: of whom, and as of which day."""

    name = forms.CharField(
        label=_("Nama pemetaan"), max_length=120, help_text=_("Misalnya: Pemetaan talenta 2026.")
    )
    unit = PlainChoice(label=_("Unit"), required=False)
    on = Day(
        label=_("Keadaan per"),
        help_text=_("Pangkat, jabatan, penilaian, dan asesmen yang tercatat pada hari ini."),
    )

    def __init__(self, *args: Any, units: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        self.fields["unit"].choices = [
            ("", _("Seluruh instansi")),
            *((key, unit.name) for key, unit in units.items()),
        ]

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"name": said["name"], "unit": self.units.get(said["unit"]), "on": said["on"]}


def _cut(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_value=100, max_digits=5, decimal_places=2)


class CutOffs(forms.Form):
    """Cut-offs of both axes: to try, and to choose."""

    performance_high = _cut(_("Kinerja tinggi, mulai"))
    performance_medium = _cut(_("Kinerja menengah, mulai"))
    potential_high = _cut(_("Potensial tinggi, mulai"))
    potential_medium = _cut(_("Potensial menengah, mulai"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for axis in ("performance", "potential"):
            medium, high = said.get(f"{axis}_medium"), said.get(f"{axis}_high")
            if medium is not None and high is not None and medium >= high:
                self.add_error(f"{axis}_medium", _("Batas menengah harus di bawah batas tinggi."))
        return said

    def cuts(self) -> Cuts:
        return Cuts(*(float(self.cleaned_data[code]) for code in Mapping.CUTS))


class ChosenCuts(CutOffs):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=500,
        required=False,
        help_text=_(
            "Wajib bila batasnya berbeda dari ketentuan yang berlaku. Tercetak bersama hasil pemetaan."
        ),
    )


class Move(forms.Form):
    """Another box than the reckoned one, by decision of the committee."""

    to = forms.TypedChoiceField(
        label=_("Kotak keputusan tim"),
        widget=PlainSelect,
        coerce=int,
        choices=[(box, f"{box} – {texts.BOXES[box]}") for box in sorted(BOXES.values(), reverse=True)],
    )
    reason = forms.CharField(
        label=_("Alasan tertulis"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Ditampilkan seterusnya di samping kotak hitungan, juga kepada pegawai bila kotaknya diberitahukan."
        ),
    )


class Freezing(forms.Form):
    minutes_no = forms.CharField(label=_("Nomor berita acara tim"), max_length=120)
    disclosure = forms.ChoiceField(
        label=_("Yang diberitahukan kepada setiap pegawai tentang dirinya"),
        widget=PlainSelect,
        choices=Disclosure.choices,
        initial=Disclosure.SCORES,
    )


class Filter(ListFilter):
    """Which rows of a mapping."""

    kotak = forms.ChoiceField(label=_("Kotak"), widget=PlainSelect, required=False)
    unit = UnitChoice(people.units_to_choose)
    cari = forms.CharField(label=_("Nama atau NIP"), max_length=100, required=False)

    def __init__(self, asked: Any) -> None:
        super().__init__(asked)
        self.fields["kotak"].choices = [
            ANY,
            *((str(box), f"{box} – {texts.BOXES[box]}") for box in sorted(BOXES.values(), reverse=True)),
            ("0", _("Belum berkotak")),
            ("tim", _("Diputuskan lain oleh tim")),
        ]

    @property
    def wanted(self) -> dict[str, str]:
        """``box`` by number, "0" or "tim"; ``path`` of a unit; ``words``."""
        said = self.said
        return {"box": said.get("kotak", ""), "path": self.unit_path, "words": said.get("cari", "")}


class Marking(forms.Form):
    """Which post is critical, and why."""

    post = forms.ChoiceField(label=_("Jabatan"), widget=PlainSelect)
    reason = forms.CharField(
        label=_("Mengapa kritikal"),
        max_length=500,
        help_text=_(
            "Misalnya: layanan berhenti bila jabatan ini kosong, dan sedikit yang dapat menggantikan."
        ),
    )

    def __init__(self, *args: Any, posts: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = posts
        self.fields["post"].choices = [
            (key, f"{post.title} – {post.unit.name}") for key, post in posts.items()
        ]

    def facts(self) -> dict[str, Any]:
        return {"post": self.posts[self.cleaned_data["post"]], "reason": self.cleaned_data["reason"]}


class Planning(forms.Form):
    mentor = forms.CharField(label=_("Nama mentor"), max_length=200)


class Action(forms.Form):
    """A step of a plan."""

    what = forms.CharField(label=_("Langkah"), max_length=300)
    gap = forms.ChoiceField(label=_("Kesenjangan yang ditutup"), widget=PlainSelect, required=False)
    due_on = Day(label=_("Paling lambat"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gap"].choices = [("", _("Lainnya")), *texts.READY.items()]
