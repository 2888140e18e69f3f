"""Fields that several forms share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.legaltext import pages
from bijak.shell.templatetags.formats import angka
from bijak.shell.widgets import DayInput


class Words(forms.CharField):
    """Text as it can be seen: without controls and marks that turn the direction of writing."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(pages.INVISIBLE.sub("", value) if value else value))


def long_text(
    label: Any, *, rows: int = 4, required: bool = False, help_text: Any = "", max_length: int | None = None
) -> forms.CharField:
    return Words(
        label=label,
        required=required,
        help_text=help_text,
        max_length=max_length,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, help_text=help_text, widget=DayInput())


MOST_RUPIAH = 1_000_000_000_000_000


class Rupiah(forms.CharField):
    """Whole rupiah as people write them: ``1500000``, ``1.500.000``, ``Rp 1.500.000``. Empty is 0."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, max_length=30, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return angka(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = "".join(str(super().clean(value)).casefold().removeprefix("rp").split()).lstrip(".")
        if not text:
            return 0
        groups = text.replace(",", ".").split(".")
        is_grouped = all(len(group) == 3 for group in groups[1:])
        if not (is_grouped and text.isascii() and "".join(groups).isdigit()):
            raise forms.ValidationError(_("Tulis rupiah penuh tanpa sen. Misalnya: 1.500.000."))
        amount = int("".join(groups))
        if amount > MOST_RUPIAH:
            raise forms.ValidationError(_("Jumlah ini terlalu besar. Periksa lagi banyaknya nol."))
        return amount


def of_a_hundred(label: Any, initial: int | None, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100, initial=initial, required=required)
