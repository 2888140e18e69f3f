"""Shape of what is typed about findings."""

from collections.abc import Mapping
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.people import queries as people
from bijak.quality import queries, rules, texts
from bijak.quality.models import DifferenceState, FindingState, Proposal
from bijak.quality.registries import sources
from bijak.shell.filters import ANY, ListFilter, UnitChoice
from bijak.shell.widgets import DayInput, PlainChoice


class Worklist(ListFilter):
    """The filter above the findings."""

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
    unit = UnitChoice(people.units_to_choose)
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

    @property
    def other_rules(self) -> str:
        """The address of the list as it is, ready for another rule."""
        return self.others("aturan")

    def filter(self) -> queries.Filter:
        said = self.said
        return queries.Filter(
            rule=said.get("aturan", ""),
            severity=int(said["bobot"]) if "bobot" in said else None,
            unit_path=self.unit_path,
            state=said.get("keadaan", ""),
            is_mine=said.get("milik") == "saya",
        )


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


class ScoreOf(ListFilter):
    """Whose scores: of the offices, or of the units right below one."""

    unit = UnitChoice(people.units_to_choose)


class Desk(ListFilter):
    """The filter above the differences."""

    sumber = PlainChoice(label=_("Sumber"), required=False)
    isian = PlainChoice(label=_("Isian"), required=False, choices=[ANY, *texts.FIELDS.items()])
    usul = PlainChoice(label=_("Usul"), required=False, choices=[ANY, *Proposal.choices])
    keadaan = PlainChoice(
        label=_("Keadaan"), required=False, choices=[*DifferenceState.choices, ("semua", _("Semua"))]
    )
    unit = UnitChoice(people.units_to_choose)

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        self.fields["sumber"].choices = [ANY, *((each.code, each.label) for each in sources)]

    @property
    def other_fields(self) -> str:
        """The address of the list as it is, ready for another field of a source."""
        return self.others("sumber", "isian")

    def wanted(self) -> queries.Wanted:
        said = self.said
        state = said.get("keadaan", DifferenceState.OPEN)
        return queries.Wanted(
            source=said.get("sumber", ""),
            field=said.get("isian", ""),
            proposal=said.get("usul", ""),
            state="" if state == "semua" else state,
            unit_path=self.unit_path,
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
