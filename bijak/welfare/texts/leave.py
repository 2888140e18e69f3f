"""What the rules of leave say, in words."""

from django.utils.translation import gettext_lazy as _

LINES = {
    "annual": _("Hak tahun ini"),
    "carried": _("Sisa tahun lalu yang ikut"),
    "taken": _("Sudah diambil tahun ini"),
}

UNKNOWN = {
    "annual": _("hari mulai bekerja belum tercatat"),
    "carried": _("cuti tahunan yang diambil tahun-tahun lalu belum tercatat"),
    "taken": _("cuti tahunan yang diambil tahun ini belum tercatat"),
}

REASONS = {
    "is_civil_servant": _("Berstatus CPNS atau PNS; PPPK tidak mempunyai hak ini"),
    "is_pns": _("Berstatus PNS"),
    "is_pppk": _("Berstatus PPPK"),
    "is_for_family": _("Karena keluarga sakit keras atau meninggal, atau karena perkawinan pertama"),
    "served_enough": _("Masa kerjanya cukup"),
    "short_enough": _("Tidak lebih lama dari batasnya"),
    "has_letter": _("Ada surat keterangan dokter, atau bidan bila gugur kandungan"),
    "state_doctor": _("Suratnya dari dokter pemerintah, bila lebih lama dari batas dokter mana pun"),
    "extended": _("Ada keterangan tim penguji kesehatan, bila melewati batas pertama"),
    "is_mother": _("Melahirkan sendiri"),
    "early_child": _("Belum melewati batas jumlah anak; sesudahnya dengan cuti besar"),
}

JOINT = _("Cuti bersama tidak mengurangi cuti tahunan, jadi tidak dihitung di sini.")
BLANKS = _(
    "Yang kosong tidak dapat dihitung, karena cuti yang diambil belum tercatat. Impor cutinya lebih dahulu."
)
