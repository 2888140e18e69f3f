"""Shape of what is typed about findings."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.people import queries as people
from bijak.quality import queries, rules, texts
from bijak.quality.models import DifferenceState, FindingState, Proposal
from bijak.quality.registries import sources
from bijak.shell.widgets import DayInput, PlainChoice

ANY = ("", _("Semua"))


class Worklist(forms.Form):
    """The filter above the list. What makes no sense in it is ignored rather than refused: it is only a filter."""

    aturan = PlainChoice(
        label=_("Aturan"),
        required=False,
        choices=[ANY, *((code, texts.RULES[code].title) for code in rules.RULES)],
    )
    bobot = PlainChoice(
        label=_("Bobot"),
        required=False,
        choices=[ANY, *((str(int(each)), weight.label) for each, weight in texts.SEVERITIES.items())],
    )
    unit = PlainChoice(label=_("Unit"), required=False)
    keadaan = PlainChoice(
        label=_("Keadaan"),
        required=False,
        choices=[
            ("", _("Perlu ditangani")),
            (FindingState.SNOOZED.value, FindingState.SNOOZED.label),
            (FindingState.RIGHT.value, FindingState.RIGHT.label),
        ],
    )
    milik = PlainChoice(
        label=_("Ditangani"), required=False, choices=[("", _("siapa pun")), ("saya", _("saya"))]
    )

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        self.paths = _paths(self.fields["unit"], asked.get("unit", ""))
        self.is_valid()

    @property
    def others(self) -> str:
        """The address of the list as it is, ready for another rule."""
        return _address(self, without=("aturan",))

    def filter(self) -> queries.Filter:
        wanted = self.cleaned_data
        return queries.Filter(
            rule=wanted.get("aturan", ""),
            severity=int(wanted["bobot"]) if wanted.get("bobot") else None,
            unit_path=self.paths.get(wanted.get("unit", ""), ""),
            state=wanted.get("keadaan", ""),
            is_mine=wanted.get("milik") == "saya",
        )


def _paths(field: forms.Field, chosen: str) -> dict[str, str]:
    """Let a field choose among the units that lists choose from; returns where each stands by what the field says."""
    units = people.units_to_choose(chosen)
    field.choices = [ANY, *((str(uuid), name) for uuid, name, _path in units)]
    return {str(uuid): path for uuid, _name, path in units}


def _address(form: forms.Form, *, without: Collection[str]) -> str:
    kept = {name: value for name, value in form.cleaned_data.items() if value and name not in without}
    return f"{urlencode(kept)}&" if kept else ""


class Reason(forms.Form):
    """Why a finding is right as it is, or a difference stays."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dicatat bersama nama Anda, misalnya: sesuai surat konversi NIP nomor …."),
    )


class Snooze(forms.Form):
    until_on = forms.DateField(label=_("Tunda sampai"), widget=DayInput)
    reason = forms.CharField(label=_("Alasan menunda"), max_length=500)

    def __init__(self, data: Mapping[str, str] | None = None, *, today: date) -> None:
        super().__init__(data, initial={"until_on": today + timedelta(days=14)})


class ScoreOf(forms.Form):
    """Whose scores: of the offices, or of the units right below one."""

    unit = PlainChoice(label=_("Unit"), required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        paths = _paths(self.fields["unit"], asked.get("unit", ""))
        self.is_valid()
        self.path = paths.get(self.cleaned_data.get("unit", ""), "")


class Desk(forms.Form):
    """The filter above the differences; what makes no sense in it is ignored."""

    sumber = PlainChoice(label=_("Sumber"), required=False)
    isian = PlainChoice(label=_("Isian"), required=False, choices=[ANY, *texts.FIELDS.items()])
    usul = PlainChoice(label=_("Usul"), required=False, choices=[ANY, *Proposal.choices])
    keadaan = PlainChoice(
        label=_("Keadaan"), required=False, choices=[*DifferenceState.choices, ("semua", _("Semua"))]
    )
    unit = PlainChoice(label=_("Unit"), required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        self.fields["sumber"].choices = [ANY, *((each.code, each.label) for each in sources)]
        self.paths = _paths(self.fields["unit"], asked.get("unit", ""))
        self.is_valid()

    @property
    def others(self) -> str:
        """The address of the list as it is, ready for another field of a source."""
        return _address(self, without=("sumber", "isian"))

    def wanted(self) -> queries.Wanted:
        chosen = self.cleaned_data
        state = chosen.get("keadaan") or DifferenceState.OPEN
        return queries.Wanted(
            source=chosen.get("sumber", ""),
            field=chosen.get("isian", ""),
            proposal=chosen.get("usul", ""),
            state="" if state == "semua" else state,
            unit_path=self.paths.get(chosen.get("unit", ""), ""),
        )


class Question(forms.Form):
    """What a person is asked, and until when an answer is waited for."""

    reason = forms.CharField(
        label=_("Pertanyaan"), max_length=500, initial=_("Mana yang benar? Sebutkan buktinya.")
    )
    until_on = forms.DateField(label=_("Ditunggu sampai"), widget=DayInput)

    def __init__(self, data: Mapping[str, str] | None = None, *, today: date) -> None:
        super().__init__(data, initial={"until_on": today + timedelta(days=14)})


class Answer(forms.Form):
    text = forms.CharField(max_length=500)
