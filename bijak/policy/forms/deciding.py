"""From dialogue to gazette."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.policy.forms.fields import day, long_text
from bijak.policy.models import Decree
from bijak.policy.registries import Gate
from bijak.policy.rules.life import PROMULGATED
from bijak.shell.widgets import PlainSelect


class DialogueForm(forms.Form):
    until_on = day(
        _("Tanggapan diterima sampai dan termasuk"),
        help_text=_("Beri waktu yang cukup bagi setiap orang untuk membaca dan menanggapi."),
    )


class GateForm(forms.Form):
    letter_no = forms.CharField(label=_("Nomor surat"), max_length=100)
    letter_on = day(_("Tanggal surat"))
    note = long_text(_("Catatan"), rows=2)

    def __init__(self, *args: Any, gate: Gate, is_silent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not gate.has_letter:
            del self.fields["letter_no"], self.fields["letter_on"]
        elif is_silent:
            for name in ("letter_no", "letter_on"):
                self.fields[name].required = False
            self.fields["note"].required = True
            self.fields["note"].help_text = _("Tanpa surat: tulis bahwa tenggatnya lewat tanpa jawaban.")


class DecreeForm(forms.Form):
    name = forms.CharField(
        label=_("Nama peraturan"),
        max_length=300,
        help_text=_("Tanpa nomor. Misalnya: Peraturan Wali Kota Contoh."),
    )
    number = forms.IntegerField(label=_("Nomor"), min_value=1, max_value=99_999)
    year = forms.IntegerField(label=_("Tahun"), min_value=1945, max_value=2100)
    enacted_on = day(_("Ditetapkan pada"))
    in_force_from = day(_("Mulai berlaku pada"))
    signed_by = forms.CharField(label=_("Ditandatangani oleh"), max_length=200)
    is_sure = forms.BooleanField(
        label=_(
            "Nomor, tanggal, dan naskahnya sudah saya cocokkan dengan peraturan yang ditandatangani. "
            "Penetapan tidak dapat dibatalkan."
        )
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind in PROMULGATED:  # its first day is known once it is promulgated
            del self.fields["in_force_from"]


class ApproverRow(forms.Form):
    """A line of the list of initials. One without a title is left out."""

    position = forms.IntegerField(label=_("Urutan"), min_value=1, max_value=99)
    title = forms.CharField(label=_("Jabatan"), max_length=150, required=False)
    account = forms.ChoiceField(label=_("Akun"), required=False, widget=PlainSelect)

    def __init__(self, *args: Any, accounts: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [
            ("", _("Paraf di atas kertas")),
            *((str(each.uuid), each.name) for each in accounts),
        ]


class InitialsForm(forms.Form):
    note = long_text(_("Catatan"), rows=2)


class PaperInitialsForm(InitialsForm):
    """What was put on paper is recorded with its day."""

    decided_on = day(_("Tanggal paraf"))


class ReferralForm(forms.Form):
    letter_no = forms.CharField(label=_("Nomor surat pengantar"), max_length=100)
    sent_on = day(_("Diajukan pada"))


class CloseDialogueForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("Saya mengerti bahwa dialog ditutup lebih awal daripada yang diumumkan.")
    )


class PromulgationForm(forms.Form):
    gazette_number = forms.IntegerField(label=_("Nomor"), min_value=1, max_value=99_999)
    gazette_year = forms.IntegerField(label=_("Tahun"), min_value=1945, max_value=2100)
    promulgated_on = day(_("Diundangkan pada"))
    promulgated_by = forms.CharField(
        label=_("Diundangkan oleh"), max_length=200, help_text=_("Nama Sekretaris Daerah.")
    )
    in_force_from = day(
        _("Mulai berlaku pada"),
        help_text=_("Tanggal diundangkan, kecuali naskahnya menyebut tanggal yang lebih kemudian."),
    )
    why_another_day = long_text(
        _("Alasan berlaku pada tanggal lain"),
        rows=2,
        help_text=_("Hanya bila tanggalnya berbeda dari bunyi naskah."),
    )


class RevocationForm(forms.Form):
    ends_on = day(_("Tidak berlaku lagi sejak"))
    because = long_text(
        _("Dasar pencabutan"), rows=3, required=True, help_text=_("Peraturan atau putusan yang mencabutnya.")
    )
    revoked_by = forms.ChoiceField(
        label=_("Dicabut dengan peraturan di sini"), required=False, widget=PlainSelect
    )

    def __init__(self, *args: Any, decrees: Iterable[Decree], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revoked_by"].choices = [
            ("", _("Tidak ada di aplikasi ini")),
            *((str(each.uuid), f"{each.citation}: {each.draft.policy.title}") for each in decrees),
        ]


class ReasonForm(forms.Form):
    reason = long_text(_("Alasan"), rows=3, required=True)
