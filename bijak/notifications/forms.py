from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.notifications import queries
from bijak.notifications.channels import Channel

LABELS = {Channel.APP: _("Di aplikasi"), Channel.EMAIL: _("Surel")}


class Preferences(forms.Form):
    """One group of check boxes for each kind of message."""

    def __init__(self, choices: list[queries.Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for choice in choices:
            self.fields[choice.kind.code] = forms.MultipleChoiceField(
                label=str(choice.kind.label),
                choices=[(channel.value, LABELS[channel]) for channel in Channel],
                initial=[channel.value for channel in choice.channels],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
