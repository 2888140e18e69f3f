"""Somebody, or something, chosen out of very many: part of a name is typed, and who is found is offered.

The server answers whatever is sent with what it found, so this works without JavaScript; with it the offer follows the
typing. A form that has such a field is a ``ChoosingForm`` and tells the field where to look::

    class Signing(ChoosingForm):
        signer = ChosenField(label=_("Penanda tangan"))

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["signer"].finder = people.Candidates(people.active(), tells_nips=False)

``{% field form.signer %}`` draws it, ``initial={"signer": uuid}`` chooses beforehand, and ``cleaned_data["signer"]`` is
the thing of the ``Choice``. With ``many=True`` it is a list of them. A page that answers htmx with a partial answers
with all of itself while the form ``is_searching``: the offer is cut out of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django import forms
from django.forms.utils import ErrorDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

SEARCH = "search"
"""The name of the button that only searches."""

WHO = _("Sebagian nama, NIP, atau jabatan")

LONGEST = 100
"""So many characters of what is sent count; no name and no key is longer."""

OFFERED = 8
"""So many are offered; of more one is told to type more."""


class Choice(NamedTuple):
    """What may be chosen: ``thing`` is what the form then holds, ``hint`` tells it from another of its name.

    A guess is only like what was typed: it is never taken without having been picked.
    """

    key: str
    label: str
    hint: str
    thing: Any
    is_guess: bool = False


class Finder(Protocol):
    """Among whom to look."""

    def find(self, text: str, *, most: int) -> Sequence[Choice]:
        """Whom a text may mean, the likeliest first."""
        ...

    def get(self, keys: Sequence[str]) -> Sequence[Choice]:
        """Those that still may be chosen, in the order of the keys."""
        ...


class Nobody:
    """Where nothing was said about where to look."""

    def find(self, text: str, *, most: int) -> Sequence[Choice]:
        return ()

    def get(self, keys: Sequence[str]) -> Sequence[Choice]:
        return ()


@dataclass(frozen=True)
class Typed:
    """What was sent: ``seen`` is the text whose finds were offered when the keys were picked."""

    keys: tuple[str, ...] = ()
    text: str = ""
    seen: str = ""


@dataclass(frozen=True)
class Offer:
    """What is shown: who is picked by now, and who may be picked as well. ``lack`` is the code of what is wrong."""

    typed: Typed
    picked: list[Choice]
    others: list[Choice]
    is_more: bool
    lack: str


class ChosenInput(forms.Widget):
    """A box to type in, and what was found as radio buttons or, of ``many``, as check boxes."""

    use_fieldset = True
    finder: Finder = Nobody()

    def __init__(self, *, many: bool, prompt: Any, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.many = many
        self.prompt = prompt

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        keys = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or ()
        keys = [keys] if isinstance(keys, str) else keys
        text, seen = (_plain(data.get(each) or "") for each in (f"{name}_cari", f"{name}_dicari"))
        return Typed(tuple(dict.fromkeys(filter(None, map(_plain, keys)))), text, seen)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}_cari" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # the box is empty while somebody is chosen

    def offer(self, value: Any) -> Offer:
        """A text typed since the last offer is newer than what was picked from that."""
        typed = value if isinstance(value, Typed) else Typed(_keys(value))
        was = list(self.finder.get(typed.keys if self.many else typed.keys[:1]))
        found = list(self.finder.find(typed.text, most=OFFERED + 1)) if typed.text else []
        keys = {each.key for each in found}
        is_new = typed.text not in ("", typed.seen)
        picked = [each for each in was if self.many or not is_new or each.key in keys]
        if is_new and len(found) == 1 and not found[0].is_guess:
            picked = _each_once([*(picked if self.many else ()), *found])
        chosen = {each.key for each in picked}
        lack = ""
        if is_new and not chosen & keys:
            lack = "several" if found else "none"
        elif len(was) < len(typed.keys if self.many else typed.keys[:1]):
            lack = "gone"
        elif not picked and typed.text:
            lack = "several" if found else "none"
        others = [each for each in _each_once([*found[:OFFERED], *was]) if each.key not in chosen]
        return Offer(typed, picked, others, is_more=len(found) > OFFERED, lack=lack)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        attributes = self.build_attrs(self.attrs, attrs or {})
        return render_to_string(
            "shell/components/choosing.html",
            {
                "name": name, "id": attributes.get("id", f"id_{name}"), "offer": self.offer(value),
                "many": self.many, "prompt": self.prompt, "search": SEARCH, "offered": OFFERED, "longest": LONGEST,
                "css": attributes.get("class", "form-control"),
            },
        )  # fmt: skip


def _plain(sent: str) -> str:
    """Without the sign that no database keeps, and no longer than the box: it goes into questions as it is."""
    return sent.replace("\0", "")[:LONGEST].strip()


def _keys(value: Any) -> tuple[str, ...]:
    if not value:
        return ()
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def _each_once(choices: Sequence[Choice]) -> list[Choice]:
    return list({each.key: each for each in choices}.values())


class ChosenField(forms.Field):
    """One of very many, or with ``many`` some of them."""

    default_error_messages = {
        "required": _("Ketik sebagian nama, NIP, atau jabatan, lalu pilih dari yang ditemukan."),
        "several": _("Pilih siapa yang dimaksud dengan “%(text)s” dari yang ditemukan."),
        "none": _("Tidak ada yang cocok dengan “%(text)s”. Ketik sebagian nama saja, atau NIP lengkap."),
        "gone": _("Yang dipilih tidak dapat dipilih lagi. Cari lagi."),
    }
    widget: ChosenInput

    def __init__(self, *, many: bool = False, prompt: Any = WHO, **options: Any) -> None:
        super().__init__(widget=ChosenInput(many=many, prompt=prompt), **options)
        self.many = many

    @property
    def finder(self) -> Finder:
        return self.widget.finder

    @finder.setter
    def finder(self, finder: Finder) -> None:
        self.widget.finder = finder

    def clean(self, value: Any) -> Any:
        offer = self.widget.offer(value)
        lack = offer.lack or ("required" if self.required and not offer.picked else "")
        if lack:
            raise forms.ValidationError(self.error_messages[lack], lack, {"text": offer.typed.text})
        things = [each.thing for each in offer.picked]
        if self.many:
            return things
        return things[0] if things else None


class ChoosingForm(forms.Form):
    """A form of which one button only searches: then nothing is done yet, and nothing is missing yet."""

    @property
    def is_searching(self) -> bool:
        return self.is_bound and SEARCH in self.data

    def full_clean(self) -> None:
        if not self.is_searching:
            return super().full_clean()
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = {}
        return None

    def is_valid(self) -> bool:
        return not self.is_searching and super().is_valid()
