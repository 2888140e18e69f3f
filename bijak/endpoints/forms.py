"""Shape of what is typed about tokens."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.accounts.access import Permission


class NewToken(forms.Form):
    """What the token is for, what it may do, and for how long."""

    name = forms.CharField(
        label=_("Nama token"),
        max_length=80,
        help_text=_("Program atau layanan yang memakainya, misalnya “Penggajian BPKAD”."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Yang boleh dilakukan"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pilih sesedikit mungkin. Token tidak pernah melebihi peran Anda."),
        error_messages={"required": _("Pilih sedikitnya satu.")},
    )
    days = forms.TypedChoiceField(
        label=_("Berlaku selama"),
        coerce=int,
        initial=90,
        choices=[(30, _("30 hari")), (90, _("90 hari")), (180, _("180 hari")), (365, _("1 tahun"))],
        help_text=_("Sesudah itu buat token baru."),
    )

    def __init__(self, *args: Any, offered: Sequence[Permission], **options: Any) -> None:
        super().__init__(*args, **options)
        self._offered = {permission.value: permission for permission in offered}
        self.fields["scopes"].choices = [(code, each.label) for code, each in self._offered.items()]

    def clean_scopes(self) -> list[Permission]:
        return [self._offered[code] for code in self.cleaned_data["scopes"]]
