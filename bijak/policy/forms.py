"""Shapes of input about policies."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.legaltext import pages, tree
from bijak.organization.queries import Unit
from bijak.policy.models import Activity, ActorRole, Decree, Factor, Form, Funding, Kind, Stage
from bijak.policy.queries import Clause, Matrix, NationalTerm, Rated, Suggested, Weighted, label_of, unit_of
from bijak.policy.registries import EvidenceKind, Gate
from bijak.policy.rules.life import PROMULGATED
from bijak.policy.texts import ACTIVITY_STATES, ROCCIPI
from bijak.shell.templatetags.formats import angka
from bijak.shell.widgets import DayInput, PlainSelect

ANY = ("", _("Semua tahap"))
ALL = ("", _("Semua"))

KIND_LABELS = {
    "judul": _("Judul"),
    "menimbang": _("Menimbang"),
    "mengingat": _("Mengingat"),
    "memperhatikan": _("Memperhatikan"),
    "memutuskan": _("Memutuskan"),
    "diktum": _("Diktum"),
    "isi": _("Isi"),
    "buku": _("Buku"),
    "bab": _("Bab"),
    "bagian": _("Bagian"),
    "paragraf": _("Paragraf"),
    "pasal": _("Pasal"),
    "ayat": _("Ayat"),
    "huruf": _("Huruf"),
    "angka": _("Angka"),
    "huruf2": _("Huruf, tingkat kedua"),
    "angka2": _("Angka, tingkat kedua"),
    "penutup": _("Penutup"),
    "penjelasan": _("Penjelasan"),
    "umum": _("Penjelasan umum"),
    "pasal_demi_pasal": _("Pasal demi pasal"),
    "lampiran": _("Lampiran"),
    "teks": _("Bagian yang tidak dikenali"),
}
PARTS_TO_ADD = (*tree.HEADERS, *tree.CLAUSES, "teks")


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


class Search(forms.Form):
    cari = forms.CharField(label=_("Judul atau masalah"), required=False, max_length=100)
    tahap = forms.ChoiceField(
        label=_("Tahap"), required=False, widget=PlainSelect, choices=[ANY, *Stage.choices]
    )


class PolicyForm(forms.Form):
    title = forms.CharField(
        label=_("Judul kebijakan"),
        max_length=300,
        help_text=_("Tentang apa, tanpa “Peraturan … tentang”. Misalnya: Pengembangan kompetensi pegawai."),
    )
    kind = forms.ChoiceField(
        label=_("Jenis produk hukum"), choices=Kind.choices, initial=Kind.HEAD_REGULATION
    )
    problem = long_text(
        _("Masalah"),
        help_text=_(
            "Apa yang tidak berjalan, bagi siapa, dan sejak kapan. Angkanya dilampirkan sebagai bukti."
        ),
    )
    aims = long_text(_("Tujuan"), help_text=_("Keadaan apa yang ingin dicapai, dan kapan."))
    options = long_text(
        _("Pilihan tindakan"), help_text=_("Jalan lain yang dipertimbangkan, dan mengapa dipilih yang ini.")
    )


class PolicyChange(PolicyForm):
    edition = forms.IntegerField(widget=forms.HiddenInput)


class EvidenceForm(forms.Form):
    reference = forms.ChoiceField(label=_("Bukti"))
    note = long_text(_("Apa yang ditunjukkan"), rows=3)

    def __init__(
        self, *args: Any, kind: EvidenceKind, choices: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].label = kind.label
        self.fields["reference"].choices = [("", _("Pilih …")), *choices]


class DocumentForm(EvidenceForm):
    """A file to keep, or one that was kept before."""

    file = forms.FileField(
        label=_("Berkas"), required=False, help_text=_("PDF, Word, Excel, gambar, atau teks.")
    )
    field_order = ("file", "reference", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].required = False
        self.fields["reference"].label = _("Atau berkas yang sudah ada")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("file") and not data.get("reference"):
            self.add_error("file", _("Pilih berkas untuk diunggah, atau salah satu yang sudah ada."))
        return data


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("Teks rancangan"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text=_("Tempelkan dari Word atau PDF. Nomor halaman dan kepala halaman dikenali dan dibuang."),
    )
    file = forms.FileField(
        label=_("Atau unggah berkas"), required=False, help_text=_("PDF, Word (.docx), atau teks (.txt).")
    )
    keep = forms.BooleanField(
        label=_("Simpan naskah sekarang sebagai versi tersendiri"), required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("text", "").strip() and not data.get("file"):
            self.add_error("text", _("Tempelkan teksnya, atau pilih berkas."))
        return data


class PassageForm(forms.Form):
    heading = Words(label=_("Judul"), required=False, max_length=1000)
    text = long_text(_("Bunyi ketentuan"), rows=6)
    edition = forms.IntegerField(widget=forms.HiddenInput)


class StretchForm(forms.Form):
    """A chapter in one field: which, and what stood there when it was opened."""

    text = Words(
        label=_("Naskah"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
    )
    first = forms.CharField(widget=forms.HiddenInput, max_length=36)
    last = forms.CharField(widget=forms.HiddenInput, max_length=36)
    basis = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class RewordingForm(forms.Form):
    heading = Words(label=_("Judul"), required=False, max_length=1000)
    text = long_text(_("Bunyi yang diusulkan"), rows=6)
    reason = long_text(
        _("Alasan"), rows=3, required=True, help_text=_("Mengapa lebih baik begini. Penyusun membacanya.")
    )


class NewPassage(forms.Form):
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=[(kind, KIND_LABELS[kind]) for kind in PARTS_TO_ADD], initial="pasal"
    )
    after = forms.ChoiceField(label=_("Sesudah"), required=False)
    heading = Words(
        label=_("Judul"), required=False, max_length=1000, help_text=_("Untuk bab, bagian, dan paragraf.")
    )
    text = long_text(_("Bunyi ketentuan"), rows=6)

    def __init__(self, *args: Any, clauses: Iterable[Clause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].choices = [
            ("", _("Di akhir naskah")),
            *((str(each.provision), f"{each.name} – {each.opening}") for each in clauses),
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("heading") and not data.get("text") and data.get("kind") != "pasal":
            self.add_error("text", _("Isi judul atau bunyinya."))
        return data


class FreezeForm(forms.Form):
    note = forms.CharField(
        label=_("Catatan versi"), max_length=300, help_text=_("Misalnya: bahan rapat tim 12 November.")
    )


class TermForm(forms.Form):
    provision = forms.ChoiceField(label=_("Ketentuan"))
    term = forms.ChoiceField(label=_("Angka ketentuan"))
    value = forms.DecimalField(label=_("Nilai"), max_digits=18, decimal_places=4, localize=True)
    from_on = day(_("Berlaku sejak"), required=False, help_text=_("Kosong: sejak peraturan mulai berlaku."))

    def __init__(
        self, *args: Any, clauses: Iterable[Clause], terms: Iterable[NationalTerm], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provision"].choices = [
            ("", _("Pilih …")),
            *((str(each.provision), f"{each.address} – {each.opening}") for each in clauses),
        ]
        self.fields["term"].choices = [
            (each.code, f"{label_of(each.term)} ({unit_of(each.term)})") for each in terms
        ]


class TermSearch(forms.Form):
    """Which of the terms that the house knows are shown."""

    cari = forms.CharField(label=_("Nama angka"), required=False, max_length=100)
    bagian = forms.ChoiceField(label=_("Bagian"), required=False, widget=PlainSelect)
    daerah = forms.ChoiceField(
        label=_("Dapat diatur daerah"),
        required=False,
        widget=PlainSelect,
        choices=[ALL, ("ya", _("Ya")), ("tidak", _("Tidak"))],
    )
    periksa = forms.ChoiceField(
        label=_("Dasar hukumnya"),
        required=False,
        widget=PlainSelect,
        choices=[ALL, ("ya", _("Sudah diverifikasi")), ("belum", _("Belum diverifikasi"))],
    )

    def __init__(self, *args: Any, contexts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bagian"].choices = [ALL, *contexts.items()]


class TermDay(forms.Form):
    pada = day(_("Keadaan pada"), required=False)


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


class DayChoice(forms.Form):
    tanggal = day(_("Berlaku pada tanggal"))


class FormChoice(forms.Form):
    form = forms.ChoiceField(label=_("Bentuk perubahan"), choices=Form.choices, widget=forms.RadioSelect)


class Comparison(forms.Form):
    """Two versions to lay beside each other."""

    dari = forms.TypedChoiceField(label=_("Versi lama"), coerce=int, required=False, widget=PlainSelect)
    ke = forms.TypedChoiceField(label=_("Versi baru"), coerce=int, required=False, widget=PlainSelect)

    def __init__(self, *args: Any, numbers: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(number, _("Versi %(n)s") % {"n": number}) for number in numbers]
        for name in ("dari", "ke"):
            self.fields[name].choices = choices


# Carrying it out --------------------------------------------------------------------------------


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


class ActivityForm(forms.Form):
    """An activity of a plan. Who may answer for it depends on its unit, so that is asked for first."""

    title = forms.CharField(label=_("Nama kegiatan"), max_length=300)
    output = forms.CharField(
        label=_("Keluaran"),
        required=False,
        max_length=300,
        help_text=_("Apa yang ada setelah selesai. Misalnya: petunjuk teknis yang ditetapkan."),
    )
    target = forms.IntegerField(label=_("Target"), required=False, min_value=1, max_value=100_000_000)
    measure = forms.CharField(
        label=_("Satuan"), required=False, max_length=60, help_text=_("Misalnya: orang, dokumen, unit.")
    )
    unit = forms.ChoiceField(label=_("Unit pelaksana"), widget=PlainSelect)
    owner = forms.ChoiceField(
        label=_("Penanggung jawab"),
        required=False,
        widget=PlainSelect,
        help_text=_(
            "Pemegang peran di unit itu. Setelah mengganti unit, tekan “Tampilkan penanggung jawab”."
        ),
    )
    starts_on = day(_("Mulai"))
    due_on = day(_("Selesai paling lambat"))
    budget = Rupiah(label=_("Anggaran (Rp)"), help_text=_("Kosong: tanpa biaya tersendiri."))
    budget_source = forms.ChoiceField(label=_("Sumber dana"), widget=PlainSelect, choices=Funding.choices)
    budget_code = forms.CharField(label=_("Kode rekening"), required=False, max_length=60)
    budget_year = forms.IntegerField(
        label=_("Tahun anggaran"),
        required=False,
        min_value=2000,
        max_value=2100,
        help_text=_("Kosong: tahun mulai."),
    )
    provision = forms.ChoiceField(label=_("Ketentuan yang dilaksanakan"), required=False, widget=PlainSelect)
    needs = forms.MultipleChoiceField(
        label=_("Baru dapat selesai setelah"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        units: Iterable[Unit],
        owners: Iterable[Account],
        clauses: Iterable[Clause],
        others: Iterable[Activity],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Pilih …")), *((str(each.uuid), each.name) for each in units)]
        self.fields["owner"].choices = [
            ("", _("Belum ditunjuk")),
            *((str(each.uuid), each.name) for each in owners),
        ]
        self.fields["provision"].choices = [
            ("", _("Tidak menunjuk satu ketentuan")),
            *((str(each.provision), f"{each.address} – {each.opening}") for each in clauses),
        ]
        choices = [(str(each.uuid), each.title) for each in others]
        self.fields["needs"].choices = choices
        if not choices:
            del self.fields["needs"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts, due = data.get("starts_on"), data.get("due_on")
        if starts and due and due < starts:
            self.add_error("due_on", _("Kegiatan berakhir sebelum dimulai. Periksa kedua tanggalnya."))
        if "target" in data and bool(data["target"]) != bool(data.get("measure")):
            self.add_error("measure", _("Isi target bersama satuannya, atau kosongkan keduanya."))
        if data.get("budget") and data.get("budget_source") == Funding.NONE:
            self.add_error("budget_source", _("Pilih sumber dana untuk anggaran ini."))
        return data


class ActivityChange(ActivityForm):
    reason = long_text(
        _("Alasan perubahan jadwal"),
        rows=2,
        help_text=_("Wajib bila kegiatan sudah dimulai. Jadwal semula tetap ditampilkan."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)


class CancelForm(ReasonForm):
    edition = forms.IntegerField(widget=forms.HiddenInput)


class ProgressForm(forms.Form):
    """How far an activity came: outputs where it counts them, percent where it does not."""

    as_of = day(_("Keadaan pada"))
    outputs = forms.IntegerField(min_value=0, max_value=100_000_000)
    percent = forms.IntegerField(label=_("Kemajuan (persen)"), min_value=0, max_value=100)
    spent = Rupiah(label=_("Realisasi anggaran sampai saat itu (Rp)"))
    note = long_text(_("Catatan"), rows=3, help_text=_("Apa yang sudah dilakukan, apa hambatannya."))
    file = forms.FileField(
        label=_("Dokumen bukti"), required=False, help_text=_("PDF, Word, Excel, gambar, atau teks.")
    )

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if activity.target:
            del self.fields["percent"]
            self.fields["outputs"].label = _("Keluaran yang sudah ada, dari %(target)s %(measure)s") % {
                "target": angka(activity.target),
                "measure": activity.measure,
            }
        else:
            del self.fields["outputs"]
        if activity.budget_source == Funding.NONE:
            del self.fields["spent"]


class ReminderForm(forms.Form):
    working_days = forms.IntegerField(
        label=_("Ingatkan penanggung jawab sebelum jatuh tempo (hari kerja)"), min_value=1, max_value=60
    )


class StarterForm(forms.Form):
    """Suggestions to begin with, and who carries out those that name no office of ours."""

    chosen = forms.MultipleChoiceField(label=_("Kegiatan"), widget=forms.CheckboxSelectMultiple)
    unit = forms.ChoiceField(
        label=_("Unit pelaksana"),
        widget=PlainSelect,
        help_text=_("Untuk kegiatan yang unitnya belum diketahui. Dapat diubah satu per satu nanti."),
    )

    def __init__(
        self, *args: Any, units: Iterable[Unit], suggested: Iterable[Suggested], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Pilih …")), *((str(each.uuid), each.name) for each in units)]
        self.fields["chosen"].choices = [(each.code, each.title) for each in suggested]


class PlanFilter(forms.Form):
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        widget=PlainSelect,
        choices=[("", _("Semua")), *ACTIVITY_STATES.items()],
    )
    unit = forms.ChoiceField(label=_("Unit pelaksana"), required=False, widget=PlainSelect)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Semua")), *((str(each.uuid), each.name) for each in units)]


class InkForm(forms.Form):
    """A signature put on paper with a pen."""

    signer = forms.CharField(label=_("Nama pejabat yang menandatangani"), max_length=200)
    signed_on = day(_("Tanggal tanda tangan"))
    scan = forms.FileField(
        label=_("Pindaian"),
        required=False,
        help_text=_("PDF atau gambar lembar yang ditandatangani, bila ada."),
    )


class SignedForm(forms.Form):
    """What was signed elsewhere."""

    file = forms.FileField(label=_("PDF yang sudah ditandatangani"))


class EsignForm(forms.Form):
    """What BSrE asks for each signature; nothing of it is kept, and no field is filled again."""

    nik = forms.RegexField(
        r"^\d{16}$",
        label=_("NIK penanda tangan"),
        error_messages={"invalid": _("NIK terdiri atas 16 angka.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    passphrase = forms.CharField(
        label=_("Frasa sandi BSrE"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


# The study before the draft ---------------------------------------------------------------------


class CoreForm(forms.Form):
    text = long_text(
        _("Masalah inti"),
        rows=2,
        required=True,
        max_length=300,
        help_text=_("Satu kalimat: keadaan yang tidak diinginkan, bagi siapa. Bukan “belum ada aturan”."),
    )


class NewNode(forms.Form):
    text = long_text(_("Bunyi"), rows=2, required=True, max_length=300)


class NodeForm(NewNode):
    aim = long_text(
        _("Tujuan dari simpul ini"),
        rows=2,
        max_length=300,
        help_text=_("Keadaan sebaliknya yang ingin dicapai. Kosong: “Teratasi: …”."),
    )
    parent = forms.ChoiceField(label=_("Bergantung pada"), required=False)
    evidence = forms.MultipleChoiceField(
        label=_("Bukti"), required=False, widget=forms.CheckboxSelectMultiple
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        parents: Iterable[tuple[str, str]],
        evidence: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("parent", list(parents)), ("evidence", list(evidence))):
            if choices:
                self.fields[name].choices = choices
            else:
                del self.fields[name]


class BehaviourForm(forms.Form):
    """A behaviour and what explains it: for each factor an answer, and the cause that it explains."""

    role = forms.ChoiceField(label=_("Peran"), choices=ActorRole.choices)
    actor = forms.CharField(
        label=_("Siapa"), max_length=200, help_text=_("Jabatan, unit, atau kelompok. Jangan nama orang.")
    )
    words = long_text(
        _("Perilaku yang bermasalah"),
        rows=3,
        required=True,
        help_text=_("Apa yang dilakukan atau tidak dilakukan."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, causes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        explained: list[tuple[str, Any]] = [("", _("Tidak dikaitkan")), *causes]
        for factor in Factor:
            self.fields[f"answer_{factor}"] = long_text(factor.label, rows=2, help_text=ROCCIPI[factor])
            self.fields[f"cause_{factor}"] = forms.ChoiceField(
                label=_("Sebab yang dijelaskan"), required=False, choices=explained
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Each factor's answer beside its cause, as the page lays them."""
        return [(self[f"answer_{factor}"], self[f"cause_{factor}"]) for factor in Factor]


class SpanForm(forms.Form):
    first_year = forms.IntegerField(label=_("Tahun pertama"), min_value=2000, max_value=2100)
    years = forms.IntegerField(label=_("Banyaknya tahun"), min_value=1, max_value=20)
    discount_rate = forms.DecimalField(
        label=_("Tingkat diskonto (persen setahun)"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        localize=True,
        required=False,
    )
    rate_source = forms.CharField(
        label=_("Sumber tingkat diskonto"),
        max_length=300,
        required=False,
        help_text=_("Pedoman atau dokumen yang menetapkannya, atau “asumsi” dengan alasannya."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("discount_rate") is not None and not data.get("rate_source"):
            self.add_error("rate_source", _("Sebutkan dari mana tingkat diskonto ini."))
        return data


class OptionForm(forms.Form):
    title = forms.CharField(label=_("Nama pilihan"), max_length=200)
    description = long_text(
        _("Uraian"), rows=3, help_text=_("Apa yang dilakukan, oleh siapa, dengan aturan apa.")
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)


class LineForm(forms.Form):
    """Money year by year; ``every`` fills the years that are left empty."""

    is_benefit = forms.TypedChoiceField(
        label=_("Jenis"),
        choices=[("0", _("Biaya")), ("1", _("Manfaat"))],
        coerce=lambda value: value == "1",
        initial="0",
    )
    label = forms.CharField(label=_("Uraian"), max_length=200)
    bearer = forms.CharField(
        label=_("Siapa yang menanggung atau menerima"),
        max_length=200,
        help_text=_("Misalnya: APBD, pegawai, masyarakat, mitra pelatihan."),
    )
    every = Rupiah(label=_("Setiap tahun (Rp)"), help_text=_("Mengisi tahun yang dibiarkan kosong di bawah."))
    source = forms.CharField(
        label=_("Sumber"),
        max_length=300,
        required=False,
        help_text=_("Misalnya: standar harga satuan, dokumen anggaran, atau cara menghitungnya."),
    )
    evidence = forms.ChoiceField(
        label=_("Bukti yang memuat angkanya"),
        required=False,
        help_text=_("Misalnya hasil simulasi yang dilampirkan."),
    )
    is_assumption = forms.BooleanField(label=_("Angka ini asumsi"), required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, years: Iterable[int], evidence: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.years = list(years)
        for year in self.years:
            self.fields[f"year_{year}"] = Rupiah(label=str(year))
        self.fields["evidence"].choices = [("", _("Tidak ada")), *evidence]

    @property
    def amounts(self) -> list[Any]:
        return [self[f"year_{year}"] for year in self.years]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        every = data.get("every") or 0
        data["amounts"] = [
            data.get(name) or 0 if self.data.get(self.add_prefix(name), "").strip() else every
            for name in (f"year_{year}" for year in self.years)
        ]
        if not self.errors and not any(data["amounts"]):
            self.add_error("every", _("Isi jumlahnya, setiap tahun atau tahun demi tahun."))
        if not (data.get("source") or data.get("evidence") or data.get("is_assumption")):
            self.add_error("source", _("Sebutkan sumbernya, atau tandai sebagai asumsi."))
        return data


class CriterionForm(forms.Form):
    name = forms.CharField(label=_("Nama kriteria"), max_length=150)
    scale = forms.CharField(
        label=_("Arti nilai 0 dan 100"),
        max_length=300,
        required=False,
        help_text=_(
            "Ditetapkan sebelum pilihan dinilai. Misalnya: 0 tidak seorang pun terjangkau, 100 semua terjangkau."
        ),
    )
    weight = forms.IntegerField(
        label=_("Bobot (0–100)"),
        min_value=0,
        max_value=100,
        help_text=_(
            "Kriteria yang rentang terburuk ke terbaiknya paling penting diberi 100, yang lain sebandingnya."
        ),
    )
    higher_is_better = forms.TypedChoiceField(
        label=_("Arah"),
        choices=[("1", _("Makin tinggi makin baik")), ("0", _("Makin rendah makin baik"))],
        coerce=lambda value: value == "1",
        initial="1",
    )


class WeighingForm(forms.Form):
    """All weights and all scores, by the keys of their rows."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, matrix: Matrix, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matrix = matrix
        for each in matrix.weighted:
            self.fields[f"weight_{each.criterion.pk}"] = _of_a_hundred(
                _("Bobot %(criterion)s") % {"criterion": each.criterion.name},
                each.criterion.weight,
                required=True,
            )
            for row, score in self._scores(each):
                self.fields[f"score_{row.option.pk}_{each.criterion.pk}"] = _of_a_hundred(
                    _("%(criterion)s: %(option)s")
                    % {"criterion": each.criterion.name, "option": row.option.title},
                    score,
                )

    def _scores(self, weighted: Weighted) -> list[tuple[Rated, int | None]]:
        place = self.matrix.weighted.index(weighted)
        return [(row, row.scores[place]) for row in self.matrix.rows]

    @property
    def lines(self) -> list[tuple[Weighted, Any, list[Any]]]:
        """Of each criterion its weight and its scores, as the page lays them."""
        return [
            (
                each,
                self[f"weight_{each.criterion.pk}"],
                [self[f"score_{row.option.pk}_{each.criterion.pk}"] for row in self.matrix.rows],
            )
            for each in self.matrix.weighted
        ]

    @property
    def weights(self) -> dict[int, int]:
        return {
            int(name.split("_")[1]): value
            for name, value in self.cleaned_data.items()
            if name.startswith("weight_")
        }

    @property
    def scores(self) -> dict[tuple[int, int], int | None]:
        return {
            (int(name.split("_")[1]), int(name.split("_")[2])): value
            for name, value in self.cleaned_data.items()
            if name.startswith("score_")
        }


def _of_a_hundred(label: Any, initial: int | None, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100, initial=initial, required=required)


class OptionChoice(forms.Form):
    option = forms.ChoiceField(label=_("Pilihan yang diambil"))
    reason = long_text(_("Alasan memilih"), rows=3, required=True)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, options: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = [("", _("Pilih …")), *options]


class SectionForm(forms.Form):
    text = long_text(_("Isi"), rows=16)
    edition = forms.IntegerField(widget=forms.HiddenInput)
