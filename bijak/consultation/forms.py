"""What people type: comments, answers, stakeholders, filters."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from bijak.consultation.models import CHANGES_THE_DRAFT, Disposition, Kind, Stakeholder, Version
from bijak.consultation.queries import Filter
from bijak.policy import queries as policies
from bijak.shell.widgets import PlainSelect

LONGEST = 10_000
"""Characters of one comment: five pages. The box takes more, so that a paste too long is refused, not cut off."""


class LongText(forms.CharField):
    """Several lines whose length is checked here and not in the browser, which would cut a paste in silence."""

    def __init__(self, *, longest: int = LONGEST, rows: int = 6, **options: Any) -> None:
        too_long = _(
            "Teks ini %(show_value)s huruf; paling banyak %(limit_value)s. Ringkas, atau kirim dalam dua bagian."
        )
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows}),
            validators=[MaxLengthValidator(longest, too_long)],
            **options,
        )


class CommentForm(forms.Form):
    """A comment by somebody with an account."""

    text = LongText(label=_("Tanggapan Anda"), error_messages={"required": _("Tulis tanggapan Anda.")})
    may_be_named = forms.BooleanField(
        label=_("Nama saya boleh diumumkan bersama tanggapan ini"),
        required=False,
        help_text=_(
            "Tanpa ini, umum hanya membaca jenis penanggap. Penyusun kebijakan tetap melihat nama Anda."
        ),
    )
    version = forms.UUIDField(widget=forms.HiddenInput)
    invitation = forms.CharField(widget=forms.HiddenInput, required=False)


class PublicCommentForm(CommentForm):
    """A comment by somebody without one."""

    name = forms.CharField(
        label=_("Nama atau organisasi"),
        max_length=200,
        error_messages={"required": _("Tulis nama Anda atau nama organisasi.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Surel"),
        error_messages={"invalid": _("Tulis alamat surel yang lengkap, misalnya nama@contoh.go.id.")},
        help_text=_("Kami mengirim tautan untuk memastikan tanggapan, lalu jawabannya. Tidak diumumkan."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    kind = forms.ChoiceField(label=_("Anda menanggapi sebagai"), choices=Kind.choices, initial=Kind.CITIZEN)
    # People do not see this field; programs that fill in every field do.
    website = forms.CharField(label=_("Biarkan kosong"), required=False)

    field_order = ["text", "name", "email", "kind", "may_be_named"]

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Kosongkan isian ini: hanya program pengirim otomatis yang mengisinya."))
        return ""


class AnswerForm(forms.Form):
    """One answer to the comments chosen."""

    disposition = forms.ChoiceField(
        label=_("Tindak lanjut"),
        choices=Disposition.choices,
        widget=forms.RadioSelect(attrs={"autofocus": True}),
    )
    reason = LongText(
        label=_("Alasan"),
        rows=3,
        error_messages={"required": _("Tulis alasan: setiap penanggap berhak atas penjelasan.")},
    )
    text = LongText(label=_("Jawaban kepada penanggap"), rows=4, required=False)
    changed_in: Any = forms.ModelChoiceField(
        label=_("Diubah pada versi"),
        queryset=Version.objects.none(),
        required=False,
        empty_label=_("Tidak mengubah naskah"),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *arguments: Any, versions: list[Version], **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["changed_in"]
        field.queryset = Version.objects.filter(pk__in=[each.pk for each in versions]).order_by(
            "-number", "-pk"
        )
        field.label_from_instance = lambda version: _("Versi %(number)s") % {"number": version.number}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("changed_in") and given.get("disposition") not in CHANGES_THE_DRAFT:
            self.add_error("changed_in", _("Hanya tanggapan yang diterima yang mengubah naskah."))
        return given


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan, dapat dibaca umum"), max_length=300, error_messages={"required": _("Tulis alasan.")}
    )


class StakeholderForm(forms.ModelForm):
    class Meta:
        model = Stakeholder
        fields = ["kind", "name", "email", "note", "is_active"]
        help_texts = {"note": _("Misalnya narahubung atau bidang perhatiannya.")}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("Pilih …")), *Kind.choices]


class Search(forms.Form):
    """The filter above the list of comments."""

    status = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        widget=PlainSelect,
        choices=[
            ("waiting", _("Belum dijawab")),
            ("answered", _("Sudah dijawab")),
            ("hidden", _("Disembunyikan")),
            ("all", _("Semua")),
        ],
    )
    ketentuan = forms.ChoiceField(label=_("Ketentuan"), required=False, widget=PlainSelect)
    jenis = forms.ChoiceField(
        label=_("Penanggap"),
        required=False,
        widget=PlainSelect,
        choices=[("", _("Semua jenis")), *Kind.choices],
    )
    tindak_lanjut = forms.ChoiceField(
        label=_("Tindak lanjut"),
        required=False,
        widget=PlainSelect,
        choices=[("", _("Semua")), *Disposition.choices],
    )
    cari = forms.CharField(label=_("Cari kata"), required=False, max_length=100)

    def __init__(self, *arguments: Any, clauses: list[policies.Clause], **options: Any) -> None:
        super().__init__(*arguments, **options)
        cited = [(str(clause.provision), clause.name) for clause in clauses]
        self.fields["ketentuan"].choices = [("", _("Semua")), ("whole", _("Rancangan seluruhnya")), *cited]

    def filter(self) -> Filter:
        """What was asked for; what makes no sense asks for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        return Filter(
            state=asked.get("status") or "waiting",
            clause=asked.get("ketentuan") or "",
            kind=asked.get("jenis") or "",
            disposition=asked.get("tindak_lanjut") or "",
            text=asked.get("cari") or "",
        )


class StakeholderSearch(forms.Form):
    jenis = forms.ChoiceField(
        label=_("Jenis"), required=False, widget=PlainSelect, choices=[("", _("Semua jenis")), *Kind.choices]
    )
    cari = forms.CharField(label=_("Cari nama"), required=False, max_length=100)
    semua = forms.BooleanField(label=_("Juga yang tidak lagi diundang"), required=False)
