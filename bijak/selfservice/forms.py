"""What an employee types is the officer's own form of people, with a file that proves it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.people import forms as officers
from bijak.people.queries import EmployeeToday, Topic
from bijak.selfservice import queries, texts
from bijak.selfservice.models import Act, Proposal
from bijak.selfservice.queries import IDENTITY, PHOTO
from bijak.shell.templatetags.formats import tanggal

EVIDENCE = forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"})
CONTACT = {"phone", "email", "gov_email"}
"""What she knows best herself: no paper proves it, nor where she lives."""
_NOT_TYPED = ("seen", "document", "reason", "picture")


def initial_of(part: str, held: Any) -> dict[str, Any]:
    """What the officer's form shows of a row on record; nothing of none."""
    if held is None or part == PHOTO:
        return {}
    form = officers.IdentityForm if part == IDENTITY else officers.RECORDS[Topic(part)]
    return {name: value for name, value in form.initial_of(held).items() if name not in _NOT_TYPED}


def officers_form(part: str, act: str, *, row: EmployeeToday, today: date, **sent: Any) -> Any:
    """The form in which an officer would record the same; without her paper and her second look.

    ``sent`` are Django's own arguments: data, files, initial.
    """
    made: Any
    if act == Act.REMOVE:
        made = officers.RemovalForm(**sent)
    elif part == PHOTO:
        made = officers.PhotoForm(**sent)
    elif part == IDENTITY:
        made = officers.IdentityForm(today=today, **sent)
    else:
        made = officers.RECORDS[Topic(part)](born_on=row.born_on, today=today, **sent)
    for name in ("paper", "seen", *officers.OVERRIDES):
        made.fields.pop(name, None)
    return made


def worded(part: str, held: Any, *, row: EmployeeToday, today: date) -> list[tuple[str, str]]:
    """What is on record, under the labels of the form that would change it."""
    fields = officers_form(part, Act.CORRECT, row=row, today=today).fields.items()
    values = initial_of(part, held)
    return [
        (str(field.label), _worded(field, values.get(name)))
        for name, field in fields
        if name not in _NOT_TYPED
    ]


class Proposing:
    """The page on which she proposes: the officer's form, what she had seen, and a file."""

    def __init__(
        self,
        part: str,
        act: Act,
        *,
        row: EmployeeToday,
        held: Any,
        seen: int,
        today: date,
        data: Any = None,
        files: Any = None,
    ) -> None:
        self.part, self.act = part, act
        self.before = initial_of(part, held)
        initial = self.before | {"seen": seen}
        self.form = officers_form(part, act, row=row, today=today, data=data, files=files, initial=initial)
        self.form.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput)
        self.form.fields["reason"].help_text = gettext_lazy(
            "Jelaskan mengapa, dan berkas apa yang membuktikannya."
        )
        if part != PHOTO:
            self.form.fields["document"] = forms.FileField(
                label=gettext_lazy("Berkas bukti"),
                required=False,
                widget=EVIDENCE,
                help_text=gettext_lazy("PDF, JPG, atau PNG, paling besar 20 MB."),
            )

    def is_valid(self) -> bool:
        """Whether it can be proposed: the officer's rules, something changed, and a paper for what needs one."""
        form = self.form
        if not form.is_valid():
            return False
        changed = set(form.changed_data) - set(_NOT_TYPED)
        if self.act == Act.CORRECT and self.part != PHOTO and not changed:
            form.add_error(
                None, _("Belum ada yang berbeda dari yang tercatat. Ubah yang keliru, lalu kirim.")
            )
        elif self._needs_proof(changed) and not form.cleaned_data["document"]:
            form.add_error(
                "document", _("Sertakan berkas yang membuktikannya, misalnya SK, ijazah, atau KTP.")
            )
        return not form.errors

    def _needs_proof(self, changed: set[str]) -> bool:
        return self.part not in (PHOTO, Topic.ADDRESS) and not (changed and changed <= CONTACT)

    def facts(self) -> dict[str, Any]:
        """What the service is told."""
        form = self.form
        return {
            "topic": self.part,
            "act": self.act,
            "typed": {name: form.data.get(name, "") for name in form.fields if name not in _NOT_TYPED},
            "before": self.before,
            "seen": form.cleaned_data["seen"],
            "reason": form.cleaned_data["reason"],
            "document": form.cleaned_data.get("picture") or form.cleaned_data.get("document"),
        }


@dataclass(frozen=True)
class Compared:
    """One field of a proposal: as she saw it, as it stands now, as she wants it."""

    label: str
    before: str
    now: str
    proposed: str
    is_changed: bool

    @property
    def has_moved(self) -> bool:
        return self.now != self.before


class Read:
    """A proposal read again by the officer's form: her changes laid over what is on record now.

    What she left alone follows the record, so that accepting her never takes back what others recorded meanwhile.
    """

    def __init__(
        self, proposal: Proposal, standing: queries.Standing, *, row: EmployeeToday, today: date
    ) -> None:
        part, self._typed, self._before = proposal.topic, proposal.typed or {}, proposal.before or {}
        self._now = {name: _text(value) for name, value in initial_of(part, standing.held).items()}
        self._fields = {
            name: field
            for name, field in officers_form(part, Act.CORRECT, row=row, today=today).fields.items()
            if name not in _NOT_TYPED
        }
        self._changed = {
            name
            for name, field in self._fields.items()
            if _text(field.to_python(self._typed.get(name))) != _text(self._before.get(name))
        }
        data = self._typed | {"reason": proposal.reason}
        if proposal.act == Act.CORRECT:
            data |= {name: value for name, value in self._now.items() if name not in self._changed}
        self.form = officers_form(part, proposal.act, row=row, today=today, data=data)
        self.form.fields.pop("picture", None)
        if proposal.is_open and proposal.line is not None:
            self.is_stale = standing.held is None or any(each.has_moved for each in self.rows())
        else:
            self.is_stale = proposal.is_open and bool(standing.later)

    def rows(self) -> Iterator[Compared]:
        for name, field in self._fields.items():
            before, now = _worded(field, self._before.get(name)), _worded(field, self._now.get(name))
            proposed = _worded(field, self._typed.get(name))
            if before or now or proposed:
                yield Compared(str(field.label), before, now, proposed, name in self._changed)

    def errors(self) -> str:
        """Why the officer's form refuses it now, in one line; nothing when it does not."""
        return " ".join(str(each) for problems in self.form.errors.values() for each in problems)

    @property
    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = self.form.facts()
        return facts


def _text(value: Any) -> str:
    """A value on record as a browser would send it."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _worded(field: forms.Field, value: Any) -> str:
    """A typed value in words."""
    text = _text(value)
    if not text:
        return ""
    if isinstance(field, forms.DateField):
        return tanggal(field.to_python(text))
    if isinstance(field, forms.BooleanField):  # a NullBooleanField is one too
        known = {"True": _("Ya"), "true": _("Ya"), "on": _("Ya"), "False": _("Tidak"), "false": _("Tidak")}
        return known.get(text, "")
    choices: Mapping[str, Any] = {str(key): label for key, label in getattr(field, "choices", ())}
    return str(choices.get(text, text))


class Decision(forms.Form):
    """What the officer says; which of the three, the button tells."""

    deed = forms.ChoiceField(
        label=gettext_lazy("Keputusan"),
        choices=[
            ("accept", gettext_lazy("Terima")),
            ("ask", gettext_lazy("Tanyakan")),
            ("refuse", gettext_lazy("Tolak")),
        ],
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("Keterangan untuk pegawai"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Wajib bila menolak atau bertanya."),
    )
    is_lower = officers.meant(officers.LOWER)
    is_early = officers.meant(officers.EARLY)
    is_compared = forms.BooleanField(
        label=gettext_lazy("Saya sudah membandingkannya dengan catatan terbaru"), required=False
    )

    def __init__(self, *args: Any, is_stale: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in officers.OVERRIDES:
            if self.data.get(name):
                officers.offer(self, name)
        if not is_stale:
            del self.fields["is_compared"]

    def offer(self, override: str) -> None:
        """Let her insist on what was refused, where that can be."""
        officers.offer(self, override)

    @property
    def insisting(self) -> list[forms.BoundField]:
        """The words by which she may insist on what was refused."""
        return [self[name] for name in officers.OVERRIDES if not self[name].is_hidden]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        is_accepting = data.get("deed") == "accept"
        if not is_accepting and not data.get("words"):
            self.add_error("words", _("Tulis alasan atau pertanyaannya; pegawai membacanya."))
        if is_accepting and "is_compared" in self.fields and not data.get("is_compared"):
            self.add_error(
                "is_compared",
                _("Catatan berubah sesudah usulan dibuat. Bandingkan dahulu, lalu beri tanda di sini."),
            )
        return data


class Answer(forms.Form):
    """Her answer to a question."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("Jawaban"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    document = forms.FileField(
        label=gettext_lazy("Berkas tambahan"),
        required=False,
        widget=EVIDENCE,
        help_text=gettext_lazy("Bila perlu. PDF, JPG, atau PNG, paling besar 20 MB."),
    )


class Ways(forms.Form):
    """Who decides about each part of the records."""

    def __init__(self, *args: Any, ways: Mapping[str, tuple[str, ...]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("-".join(roles), label) for roles, label in texts.WAYS.items()]
        for part, roles in ways.items():
            self.fields[part] = forms.ChoiceField(
                label=queries.label_of(part), choices=choices, initial="-".join(roles)
            )

    def ways(self) -> dict[str, tuple[str, ...]]:
        """Those that are to change: who changes others meanwhile is not overwritten."""
        return {part: tuple(self.cleaned_data[part].split("-")) for part in self.changed_data}
